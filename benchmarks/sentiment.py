"""How well tone is measured, beside TextBlob and VADER, on sentences and documents that people rated.

    python benchmarks/sentiment.py --data FOLDER [--cv [--record]] [--json]

FOLDER holds nyt, newsmtsc, persent and basil as `NAME.jsonl.gz`, or a folder `dev/` or `heldout/` with
them. Scored is what is shipped, which is honest on texts alone that its weights have not seen. `--cv`
learns and scores by ten-fold cross-validation over documents instead: the honest figure on the dev part; with
`--record` the scores are kept in the package, for the page.
What is counted, and how, is what the data's own scorer counts: `nyt` sentences (r, macro-F1 of three
classes at ±0.2), editorials of six sentences and more (r, sign; of 4,000 random pairs the share called
different and of these the share ordered right: ours by the measure's own rule, the plain tools by the scatter of a
document's sentences, as that scorer does), and how often the interval of an editorial covers people's
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
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.errors import InputError
from analysis.sentiment import (
    compare,
    documents,
    plain,
    targets,
    targets_training,
    training,
    valence,
    valence_training,
    vectors,
)
from analysis.sentiment.targets import LABELS

FOLDS = 10
PAIRS = 4000
PLAIN_CUT = 0.05  # usual for TextBlob and VADER
SIGN = {"neg": -1, "neu": 0, "pos": 1}
PLAIN = {"textblob": lambda s: plain.textblob(s, normalise=False).polarity, "vader": plain.vader}
DRAWS = 1000  # of documents anew, for the bounds that are kept
Scores = dict[str, dict[str, float | None]]


@dataclass(frozen=True)
class Guess:
    """What a tool says of each item of each set, in their order.

    `margin(document, n)` is half the width of the interval of the mean of its n sentences; beyond the root of the sum
    of their squared `apart(document, n)` two documents are called different.
    """

    scores: np.ndarray
    labels: Sequence[str]
    margin: Callable[[str, int], float]
    apart: Callable[[str, int], float]
    targets: Sequence[str]
    documents: Sequence[str]
    entities: Sequence[dict[str, float]]


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


def score_sentences(rows: Sequence[dict], guess: Guess) -> dict[str, float | None]:
    """The keys of `nyt`."""
    gold = np.array([r["gold"] for r in rows])
    kept = [(name, where) for name, where in _documents(rows).items() if len(where) >= valence_training.FEWEST]
    people = np.array([gold[where].mean() for _, where in kept])
    means = np.array([guess.scores[where].mean() for _, where in kept])
    called, right = _pairs(people, means, [guess.apart(name, len(where)) for name, where in kept])
    margins = np.array([guess.margin(name, len(where)) for name, where in kept])
    return {
        "r": correlation(guess.scores, gold),
        "macro_f1": macro_f1(classes(gold, -0.2, 0.2), guess.labels),
        "doc_r": correlation(means, people),
        "doc_sign": float(((people > 0) == (means > 0)).mean()),
        "pairs_called": called,
        "pairs_right": right,
        "coverage": float((np.abs(means - people) <= margins).mean()),
    }


def _documents(rows: Sequence[dict]) -> dict[str, list[int]]:
    """Places of the sentences of each document."""
    places = defaultdict(list)
    for place, row in enumerate(rows):
        places[row["doc"]].append(place)
    return dict(sorted(places.items()))


def _pairs(people: np.ndarray, means: np.ndarray, errors: Sequence[float]) -> tuple[float, float]:
    """Of random pairs: the share called different, and of these the share ordered right."""
    rng, called, right = random.Random(0), 0, 0
    if len(means) < 2:
        return 0.0, 0.0
    for _ in range(PAIRS):
        a, b = rng.sample(range(len(means)), 2)
        clear = abs(means[a] - means[b]) > math.hypot(errors[a], errors[b])
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
    right = list(itertools.chain.from_iterable(_ordered(rows, scores).values()))
    return {"pair_order": sum(right) / max(1, len(right))}


def _ordered(rows: Sequence[dict], scores: Sequence[dict[str, float]]) -> dict[int, list[float]]:
    """By event, of each pair whether it is ordered right, ties half."""
    items = defaultdict(list)
    for row, towards in zip(rows, scores, strict=True):
        for entity, gold in row["gold"].items():
            items[row["event"], entity].append((SIGN[gold], towards[entity]))
    found = defaultdict(list)
    for (event, _), v in items.items():
        for a, b in itertools.combinations(v, 2):
            if a[0] != b[0]:
                found[event].append(0.5 if a[1] == b[1] else float((a[1] > b[1]) == (a[0] > b[0])))
    return found


def scored(sets: dict[str, list[dict]], guess: Guess) -> Scores:
    """All keys of all sets."""
    return {
        "nyt": score_sentences(sets["nyt"], guess),
        "newsmtsc": score_targets(sets["newsmtsc"], guess.targets),
        "persent": {"macro_f1": macro_f1([r["gold"] for r in sets["persent"]], guess.documents)},
        "basil": score_order(sets["basil"], guess.entities),
    }


def bounds(sets: dict[str, list[dict]], guess: Guess) -> dict[str, dict[str, list[float]]]:
    """Ends of the 95 % percentile interval of the figures that a page names, documents (events) drawn anew."""
    rows, gold = sets["nyt"], np.array([r["gold"] for r in sets["nyt"]])
    places = [np.array(where) for where in _documents(rows).values()]
    kept = [(name, where) for name, where in _documents(rows).items() if len(where) >= valence_training.FEWEST]
    whole = [(gold[w].mean(), guess.scores[w].mean(), guess.apart(name, len(w))) for name, w in kept]
    labelled = list(zip([r["gold"] for r in sets["persent"]], guess.documents, strict=True))
    events = list(_ordered(sets["basil"], guess.entities).values())

    def pearson(drawn: list[np.ndarray]) -> float:
        where = np.concatenate(drawn)
        return correlation(guess.scores[where], gold[where])

    return {
        "nyt": {
            "r": _drawn(places, pearson),
            "doc_sign": _drawn([(p > 0) == (m > 0) for p, m, _ in whole], np.mean),
            "pairs_right": _drawn(whole, _right),
        },
        "newsmtsc": {},
        "persent": {"macro_f1": _drawn(labelled, lambda drawn: macro_f1(*zip(*drawn, strict=True)))},
        "basil": {"pair_order": _drawn(events, lambda drawn: np.mean(list(itertools.chain.from_iterable(drawn))))},
    }


def _right(documents: Sequence[tuple[float, float, float]]) -> float:
    """Of all pairs called different, the share ordered right; a document is not paired with itself."""
    people, means, errors = np.array(documents).T
    difference, gold = means[:, None] - means, people[:, None] - people
    called = (np.abs(difference) > np.hypot(errors[:, None], errors)) & (gold != 0)
    return float((difference * gold > 0)[called].mean()) if called.any() else math.nan


def _drawn(clusters: Sequence, figure: Callable[[list], float]) -> list[float]:
    rng = random.Random(0)
    found = [float(figure(rng.choices(clusters, k=len(clusters)))) for _ in range(DRAWS)]
    return [round(float(v), 4) for v in np.quantile(found, (0.025, 0.975))]


# --- ours ---------------------------------------------------------------------------------------------------


def shipped(sets: dict[str, list[dict]]) -> Guess:
    """What the shipped models say."""
    tone, towards, whole = valence.load(), targets.load(), documents.load()
    rows = sets["nyt"]
    scores, found = tone.read([r["text"] for r in rows], [r["doc"] for r in rows])
    shares = towards.probabilities(
        [r["text"] for r in sets["newsmtsc"]], [targets_training.places(r) for r in sets["newsmtsc"]]
    )
    figures = np.array([training.document_figures(r, towards, tone) for r in sets["persent"]])
    return Guess(
        scores,
        _named(found),
        lambda _, n: tone.error.margin(n),
        lambda _, n: tone.error.order * tone.error.of_mean(n),
        _named(shares.argmax(axis=1) - 1),
        whole.labels(figures),
        _towards(sets["basil"], towards),
    )


def _named(found: np.ndarray) -> list[str]:
    return [LABELS[k + 1] for k in found]


def _towards(rows: Sequence[dict], model: targets.Targets) -> list[dict[str, float]]:
    return [{e: training.entity_tone(r["sentences"], e, model) for e in r["gold"]} for r in rows]


def cross_validated(sets: dict[str, list[dict]], folder: Path) -> Guess:
    """What models say of documents that they have not seen. Those for persent and basil learn from other sets."""
    scores, labels, errors = _cross_valence(sets["nyt"], folder)
    found, towards = _cross_targets(sets["newsmtsc"])
    figures = np.array([training.document_figures(r, towards, valence.load()) for r in sets["persent"]])
    gold = np.array([r["gold"] for r in sets["persent"]])
    fold = folds([r["doc"] for r in sets["persent"]])
    guessed = np.empty(len(gold), dtype=object)
    for k in range(FOLDS):
        guessed[fold == k] = documents.fit(figures[fold != k], gold[fold != k]).labels(figures[fold == k])
    return Guess(
        scores,
        labels,
        lambda name, n: errors[name].margin(n),
        lambda name, n: errors[name].order * errors[name].of_mean(n),
        found,
        list(guessed),
        _towards(sets["basil"], towards),
    )


def folds(names: Sequence[str]) -> np.ndarray:
    """Fold of each item, those of one document together, dealt at random (seed 0)."""
    known = sorted(set(names))
    random.Random(0).shuffle(known)
    of = {name: k % FOLDS for k, name in enumerate(known)}
    return np.array([of[name] for name in names])


def _cross_valence(
    rows: Sequence[dict], folder: Path
) -> tuple[np.ndarray, list[str], dict[str, valence.Error]]:
    """Scores and labels by models that have not seen the document, and each document's model's error."""
    rated, fold = training.rated(rows), folds([r["doc"] for r in rows])
    learned, given = training.learn_vectors(folder), vectors.given()
    scores, found, errors = np.zeros(len(rows)), np.zeros(len(rows), dtype=int), {}
    for k in range(FOLDS):
        model = valence_training.fit(rated.take(np.flatnonzero(fold != k)), learned, given)
        here = np.flatnonzero(fold == k)
        scores[here], found[here] = model.read([rows[j]["text"] for j in here], rated.documents[here])
        errors |= {rows[j]["doc"]: model.error for j in here}
    return scores, _named(found), errors


def _cross_targets(rows: Sequence[dict]) -> tuple[list[str], targets.Targets]:
    """Labels of targets by models that have not seen their document, and a model of all."""
    found, gold = targets_training.features(rows), np.array([r["gold"] for r in rows])
    fold, labels, given = folds([r["doc"] for r in rows]), np.empty(len(rows), dtype=object), vectors.given()
    for k in range(FOLDS):
        train, test = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        model = targets_training.fit([found[j] for j in train], gold[train], given)
        shares = model.probabilities(
            [rows[j]["text"] for j in test], [targets_training.places(rows[j]) for j in test]
        )
        labels[test] = [LABELS[c] for c in shares.argmax(axis=1)]
    return list(labels), targets_training.fit(found, gold, given)


# --- the others ---------------------------------------------------------------------------------------------


def baseline(sets: dict[str, list[dict]], score: Callable[[str], float]) -> Guess:
    """What a plain tool says, used as is usual: sentences alone, documents by their mean, ±0.05 for neutral."""
    rows = sets["nyt"]
    scores = np.array([score(r["text"]) for r in rows])
    spread = {
        name: 1.96 * float(scores[w].std(ddof=1)) / math.sqrt(len(w)) if len(w) > 1 else math.inf
        for name, w in _documents(rows).items()
    }
    whole = [
        float(np.mean([score(s) for s in training.sentences(r["text"])] or [0.0])) for r in sets["persent"]
    ]
    towards = []
    for row in sets["basil"]:
        own = [(s, score(s)) for s in row["sentences"]]
        towards.append(
            {e: float(np.mean([v for s, v in own if e.split()[-1] in s] or [0.0])) for e in row["gold"]}
        )
    return Guess(
        scores,
        _cut(scores),
        lambda name, _: spread[name],
        lambda name, _: spread[name],
        _cut([score(r["text"]) for r in sets["newsmtsc"]]),
        _cut(whole),
        towards,
    )


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
    parser.add_argument("--record", action="store_true", help="with --cv: keep the scores, for the page")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    if args.record and not args.cv:
        parser.error("--record keeps scores of cross-validation: give --cv too")
    try:
        sets = {name: training.read_set(args.data, name) for name in training.SETS}
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    guess = cross_validated(sets, args.data) if args.cv else shipped(sets)
    ours = {**scored(sets, guess), "speed": speed(sets)}
    if args.record:
        keep(sets, guess, baseline(sets, PLAIN["textblob"]))
    if args.json:
        print(json.dumps(_rounded(ours)))
        return 0
    others = {name: scored(sets, baseline(sets, score)) for name, score in PLAIN.items()}
    print(f"{'':34s}{'ours, cv' if args.cv else 'shipped':>10s}" + "".join(f"{name:>10s}" for name in others))
    for part, found in ours.items():
        for key, value in found.items():
            cells = [value, *(o.get(part, {}).get(key) for o in others.values())]
            print(f"{part + ' ' + key:34s}" + "".join(f"{_cell(c):>10s}" for c in cells))
    return 0


def keep(sets: dict[str, list[dict]], ours: Guess, plain_guess: Guess, file: Path = compare.VALIDITY) -> None:
    """Write scores, ours and TextBlob's, their bounds, and how many items each set has, for the page."""
    tools = {"ours": ours, "textblob": plain_guess}
    found = {tool: _rounded(scored(sets, guess)) for tool, guess in tools.items()}
    ends = {tool: bounds(sets, guess) for tool, guess in tools.items()}
    kept = {
        name: {
            "n": len(sets[name]),
            "documents": len({r.get("doc", r["id"]) for r in sets[name]}),
            **{tool: found[tool][name] for tool in tools},
            "bounds": {tool: ends[tool][name] for tool in tools},
        }
        for name in training.SETS
    }
    long = sum(len(where) >= valence_training.FEWEST for where in _documents(sets["nyt"]).values())
    kept["nyt"]["long_documents"] = long  # what signs of documents and pairs of them are counted on
    file.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _rounded(scores: Scores) -> Scores:
    return {
        part: {k: None if v is None else round(v, 4) for k, v in found.items()} for part, found in scores.items()
    }


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
