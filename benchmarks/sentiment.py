"""How well tone is measured, beside TextBlob and VADER, on sentences and documents that people rated.

    python benchmarks/sentiment.py --data FOLDER [--cv] [--json]

FOLDER holds nyt, newsmtsc, persent and basil as `NAME.jsonl.gz`, or a folder `dev/` or `heldout/` with
them. Scored is what is shipped, which is honest on texts alone that its weights have not seen. `--cv`
learns and scores by ten-fold cross-validation over documents instead: the honest figure on the dev part.
What is counted, and how, is what the data's own scorer counts: `nyt` sentences (r, macro-F1 of three
classes at ±0.2), editorials of six sentences and more (r, sign; of 4,000 random pairs the share called
different and of these the share ordered right), and how often the interval of an editorial covers people's
mean; `newsmtsc` and `persent` macro-F1; `basil` pairs of outlets on one event ordered right, ties half.
"""

import argparse
import itertools
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from analysis.errors import InputError
from analysis.sentiment import (
    documents,
    plain,
    targets,
    targets_training,
    training,
    valence,
    valence_training,
)
from analysis.sentiment.targets import LABELS

FOLDS = 10
PAIRS = 4000
PLAIN_CUT = 0.05  # usual for TextBlob and VADER
SIGN = {"neg": -1, "neu": 0, "pos": 1}
PLAIN = {"textblob": lambda s: plain.textblob(s, normalise=False).polarity, "vader": plain.vader}
Scores = dict[str, dict[str, float | None]]


# --- what is counted ----------------------------------------------------------------------------------------


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Mean over the three classes of F1.

    >>> round(macro_f1(["neg", "neu", "pos", "pos"], ["neg", "neu", "pos", "neg"]), 4)
    0.7778
    """
    each = []
    for label in LABELS:
        both = sum(g == f == label for g, f in zip(gold, found, strict=True))
        either = sum((g == label) + (f == label) for g, f in zip(gold, found, strict=True))
        each.append(2 * both / either if both else 0.0)
    return sum(each) / len(each)


def classes(values: Sequence[float], low: float, high: float) -> list[str]:
    """neg below low, pos above high."""
    return ["neg" if v < low else "pos" if v > high else "neu" for v in values]


def correlation(x: np.ndarray, y: np.ndarray) -> float:
    """Pearson's r, 0 where one side does not vary."""
    return float(np.corrcoef(x, y)[0, 1]) if x.std() and y.std() else 0.0


def score_sentences(
    rows: Sequence[dict],
    scores: np.ndarray,
    labels: Sequence[str],
    margin: Callable[[str, int], float] | None = None,
) -> dict[str, float | None]:
    """The keys of `nyt`. `margin(document, n)` is half the width of the interval of a document's mean."""
    gold = np.array([r["gold"] for r in rows])
    places = defaultdict(list)
    for place, row in enumerate(rows):
        places[row["doc"]].append(place)
    kept = [(name, where) for name, where in sorted(places.items()) if len(where) >= training.FEWEST]
    people = np.array([gold[where].mean() for _, where in kept])
    means = np.array([scores[where].mean() for _, where in kept])
    errors = np.array([scores[where].var(ddof=1) / len(where) for _, where in kept])
    called, right = _pairs(people, means, errors)
    covered = None
    if margin:
        covered = float(
            np.mean(
                [
                    abs(m - p) <= margin(name, len(where))
                    for m, p, (name, where) in zip(means, people, kept, strict=True)
                ]
            )
        )
    return {
        "r": correlation(scores, gold),
        "macro_f1": macro_f1(classes(gold, -0.2, 0.2), labels),
        "doc_r": correlation(means, people),
        "doc_sign": float(((people > 0) == (means > 0)).mean()),
        "pairs_called": called,
        "pairs_right": right,
        "coverage": covered,
    }


def _pairs(people: np.ndarray, means: np.ndarray, errors: np.ndarray) -> tuple[float, float]:
    """Of random pairs: the share called different by their own scatter, and of these the share ordered
    right.
    """
    rng, called, right = random.Random(0), 0, 0
    if len(means) < 2:
        return 0.0, 0.0
    for _ in range(PAIRS):
        a, b = rng.sample(range(len(means)), 2)
        clear = abs(means[a] - means[b]) > 1.96 * math.sqrt(errors[a] + errors[b])
        called += clear
        right += clear and (means[a] - means[b]) * (people[a] - people[b]) > 0
    return called / PAIRS, right / max(1, called)


def score_targets(rows: Sequence[dict], labels: Sequence[str]) -> dict[str, float | None]:
    """The keys of `newsmtsc`: all, and the official test sets where the data hold them."""
    found: dict[str, float | None] = {"macro_f1": macro_f1([r["gold"] for r in rows], labels)}
    for part in ("test_rw", "test_mt"):
        use = [(r["gold"], label) for r, label in zip(rows, labels, strict=True) if r["official"] == part]
        found[f"{part}_macro_f1"] = macro_f1(*zip(*use, strict=True)) if use else None
    return found


def score_order(rows: Sequence[dict], scores: Sequence[dict[str, float]]) -> dict[str, float]:
    """The key of `basil`: pairs of outlets that differ towards an entity of one event, ordered right."""
    items = defaultdict(list)
    for row, towards in zip(rows, scores, strict=True):
        for entity, gold in row["gold"].items():
            items[row["event"], entity].append((SIGN[gold], towards[entity]))
    pairs = [(a, b) for v in items.values() for a, b in itertools.combinations(v, 2) if a[0] != b[0]]
    right = [0.5 if a[1] == b[1] else float((a[1] > b[1]) == (a[0] > b[0])) for a, b in pairs]
    return {"pair_order": sum(right) / max(1, len(right))}


# --- ours ---------------------------------------------------------------------------------------------------


def shipped(sets: dict[str, list[dict]]) -> Scores:
    """Scores of the shipped models."""
    tone, towards, whole = valence.load(), targets.load(), documents.load()
    rows = sets["nyt"]
    scores = tone.score([r["text"] for r in rows], [r["doc"] for r in rows])
    shares = towards.probabilities(
        [r["text"] for r in sets["newsmtsc"]], [targets_training.places(r) for r in sets["newsmtsc"]]
    )
    found = np.array([training.document_figures(r, towards, tone) for r in sets["persent"]])
    return {
        "nyt": score_sentences(rows, scores, classes(scores, *tone.cuts), lambda _, n: tone.error.margin(n)),
        "newsmtsc": score_targets(sets["newsmtsc"], [LABELS[k] for k in shares.argmax(axis=1)]),
        "persent": {"macro_f1": macro_f1([r["gold"] for r in sets["persent"]], whole.labels(found))},
        "basil": _order(sets["basil"], towards),
    }


def _order(rows: Sequence[dict], towards: targets.Targets) -> dict[str, float]:
    return score_order(
        rows, [{e: training.entity_tone(r["sentences"], e, towards) for e in r["gold"]} for r in rows]
    )


def cross_validated(sets: dict[str, list[dict]], folder: Path) -> Scores:
    """Scores by cross-validation over documents. The models that score persent and basil learn from other
    sets.
    """
    tone_scores = _cross_valence(sets["nyt"], folder)
    labels, towards = _cross_targets(sets["newsmtsc"])
    found = np.array([training.document_figures(r, towards, valence.load()) for r in sets["persent"]])
    gold = np.array([r["gold"] for r in sets["persent"]])
    fold = folds([r["doc"] for r in sets["persent"]])
    guessed = np.empty(len(gold), dtype=object)
    for k in range(FOLDS):
        guessed[fold == k] = documents.fit(found[fold != k], gold[fold != k]).labels(found[fold == k])
    return {
        "nyt": tone_scores,
        "newsmtsc": score_targets(sets["newsmtsc"], labels),
        "persent": {"macro_f1": macro_f1(list(gold), list(guessed))},
        "basil": _order(sets["basil"], towards),
    }


def folds(names: Sequence[str]) -> np.ndarray:
    """Fold of each item, those of one document together, dealt at random (seed 0)."""
    known = sorted(set(names))
    random.Random(0).shuffle(known)
    of = {name: k % FOLDS for k, name in enumerate(known)}
    return np.array([of[name] for name in names])


def _cross_valence(rows: Sequence[dict], folder: Path) -> dict[str, float | None]:
    rated, fold = training.rated(rows), folds([r["doc"] for r in rows])
    vectors = training.learn_vectors(folder)
    scores, labels, margins = np.zeros(len(rows)), np.empty(len(rows), dtype=object), {}
    for k in range(FOLDS):
        model = valence_training.fit(rated.take(np.flatnonzero(fold != k)), vectors)
        here = np.flatnonzero(fold == k)
        scores[here] = model.score([rows[j]["text"] for j in here], rated.documents[here])
        labels[here] = classes(scores[here], *model.cuts)
        margins |= {rows[j]["doc"]: model.error for j in here}
    return score_sentences(rows, scores, list(labels), lambda name, n: margins[name].margin(n))


def _cross_targets(rows: Sequence[dict]) -> tuple[list[str], targets.Targets]:
    """Labels of targets by models that have not seen their document, and a model of all."""
    found, gold = targets_training.features(rows), np.array([r["gold"] for r in rows])
    fold, labels = folds([r["doc"] for r in rows]), np.empty(len(rows), dtype=object)
    for k in range(FOLDS):
        train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        model = targets_training.fit([found[j] for j in train], gold[train])
        shares = model.probabilities(
            [rows[j]["text"] for j in test], [targets_training.places(rows[j]) for j in test]
        )
        labels[test] = [LABELS[c] for c in shares.argmax(axis=1)]
    return list(labels), targets_training.fit(found, gold)


# --- the others ---------------------------------------------------------------------------------------------


def baseline(sets: dict[str, list[dict]], score: Callable[[str], float]) -> Scores:
    """Scores of a plain tool, used as is usual: sentences alone, documents by their mean, ±0.05 for
    neutral.
    """
    rows = sets["nyt"]
    scores = np.array([score(r["text"]) for r in rows])
    spread = {}
    for name in {r["doc"] for r in rows}:
        own = scores[[k for k, r in enumerate(rows) if r["doc"] == name]]
        spread[name] = 1.96 * float(own.std(ddof=1)) / math.sqrt(len(own)) if len(own) > 1 else math.inf
    whole = [
        float(np.mean([score(s) for s in training.sentences(r["text"])] or [0.0])) for r in sets["persent"]
    ]
    towards = []
    for row in sets["basil"]:
        own = [(s, score(s)) for s in row["sentences"]]
        towards.append(
            {e: float(np.mean([v for s, v in own if e.split()[-1] in s] or [0.0])) for e in row["gold"]}
        )
    return {
        "nyt": score_sentences(rows, scores, _cut(scores), lambda name, _: spread[name]),
        "newsmtsc": score_targets(sets["newsmtsc"], _cut([score(r["text"]) for r in sets["newsmtsc"]])),
        "persent": {"macro_f1": macro_f1([r["gold"] for r in sets["persent"]], _cut(whole))},
        "basil": score_order(sets["basil"], towards),
    }


def _cut(values: Sequence[float]) -> list[str]:
    return classes(values, -PLAIN_CUT, PLAIN_CUT)


def speed(sets: dict[str, list[dict]]) -> dict[str, float]:
    """Sentences and targets that the shipped models score in a second, here and on one core."""
    rows, mentions = sets["nyt"], sets["newsmtsc"][:4000]
    texts, names = [r["text"] for r in rows], [r["doc"] for r in rows]
    valence.load().score(texts[:50]), targets.load().probabilities([], [])  # loading is not counted
    start = time.process_time()
    valence.load().score(texts, names)
    middle = time.process_time()
    targets.load().probabilities(
        [r["text"] for r in mentions], [targets_training.places(r) for r in mentions]
    )
    end = time.process_time()
    return {"sentences_per_s": len(texts) / (middle - start), "targets_per_s": len(mentions) / (end - middle)}


def main() -> int:
    """Print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of rated texts, or one that holds its part"
    )
    parser.add_argument(
        "--cv", action="store_true", help="learn and score by cross-validation over documents"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    try:
        sets = {name: training.read_set(args.data, name) for name in training.SETS}
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    ours = cross_validated(sets, args.data) if args.cv else shipped(sets)
    ours = {**ours, "speed": speed(sets)}
    if args.json:
        print(
            json.dumps(
                {
                    part: {k: None if v is None else round(v, 4) for k, v in found.items()}
                    for part, found in ours.items()
                }
            )
        )
        return 0
    others = {name: baseline(sets, score) for name, score in PLAIN.items()}
    print(f"{'':34s}{'ours, cv' if args.cv else 'shipped':>10s}" + "".join(f"{name:>10s}" for name in others))
    for part, found in ours.items():
        for key, value in found.items():
            cells = [value, *(o.get(part, {}).get(key) for o in others.values())]
            print(f"{part + ' ' + key:34s}" + "".join(f"{_cell(c):>10s}" for c in cells))
    return 0


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
