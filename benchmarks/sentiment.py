"""How well tone is measured, beside TextBlob and VADER, on sentences and documents that people rated.

    python benchmarks/sentiment.py --data FOLDER [--cv [--record]] [--json]

FOLDER holds nyt, newsmtsc, persent and basil as `NAME.jsonl.gz`, or a folder `dev/` or `heldout/` with them. Scored
is what is shipped, which is honest on texts alone that its weights have not seen. `--cv` learns and scores by
cross-validation over documents instead: the honest figure on the dev part; with `--record` the scores are kept in the
package, for the page. What nets say of documents of which they know no label is read from what `sentiment_nets.py`
wrote; beside the figures of their mean stand the least and the greatest that one of them alone reaches. How much they
weigh is chosen on the other folds, and a sentence that stands in a document left out as well is not learned from.
What is counted, and how: `sentiment_scores`. Cross-validation takes some four minutes of one core.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import sentiment_nets
from sentiment_scores import Guess, Scores, bounds, by_document, classes, scored

from analysis.errors import InputError
from analysis.sentiment import (
    compare,
    context,
    documents,
    folds,
    lessons,
    mentions,
    plain,
    targets,
    targets_training,
    training,
    valence,
    valence_training,
    vectors,
)
from analysis.sentiment.targets import LABELS
from analysis.sentiment.taught import TEACHERS

PLAIN_CUT = 0.05  # usual for TextBlob and VADER
PLAIN = {"textblob": lambda s: plain.textblob(s, normalise=False).polarity, "vader": plain.vader}


# --- ours ---------------------------------------------------------------------------------------------------


def shipped(sets: dict[str, list[dict]]) -> Guess:
    """What the shipped models say."""
    tone, towards, whole = valence.load(), targets.load(), documents.load()
    rows = sets["nyt"]
    scores, found = tone.read([r["text"] for r in rows], [r["doc"] for r in rows])
    asked = sentiment_nets.named(sets["newsmtsc"])
    linear, by_net = towards.linear.probabilities, towards.net.probabilities
    words = linear(asked)
    shares = targets.mixed(words, by_net(asked))
    figures = [training.document_figures(r, by_net(training.mentions(r)), tone) for r in sets["persent"]]
    return Guess(
        scores,
        _named(found),
        lambda _, n: tone.error.margin(n),
        lambda _, n: tone.error.order * tone.error.of_mean(n),
        _classes(shares),
        whole.labels(np.array(figures)),
        [{e: documents.tone(linear(training.naming(r, e))) for e in r["gold"]} for r in sets["basil"]],
        shares,
        _classes(words),
    )


def _classes(shares: np.ndarray) -> list[str]:
    return _named(shares.argmax(axis=1) - 1)


def _named(found: np.ndarray) -> list[str]:
    return [LABELS[k + 1] for k in found]


def cross_validated(sets: dict[str, list[dict]], folder: Path) -> list[Guess]:
    """What models say of documents that they have not seen: with the mean of all nets, then with each of them alone.

    Those for persent and basil learn from the labels of other sets.

    Raises InputError where nothing is written of nets, or it is of other data.
    """
    each, dealt = sentiment_nets.written(sets), folds.deal(sets, training.FOLDS)
    scores, labels, errors = _cross_valence(sets["nyt"], folder, dealt)
    linear = _cross_targets(sets, folder)
    entities = [*_towards(sets["basil"], linear["basil"])]
    nets = [{name: sum(one[name] for one in each) / len(each) for name in each[0]}, *each]
    both = [_weighed(linear["newsmtsc"], own["newsmtsc"], sets["newsmtsc"]) for own in nets]
    wholes = [_cross_documents(sets["persent"], own["persent"]) for own in nets]
    return [
        Guess(
            scores,
            labels,
            lambda name, n: errors[name].margin(n),
            lambda name, n: errors[name].order * errors[name].of_mean(n),
            _classes(shares),
            whole,
            entities,
            shares,
            _classes(linear["newsmtsc"]),
        )
        for shares, whole in zip(both, wholes, strict=True)
    ]


def _weighed(linear: np.ndarray, nets: np.ndarray, rows: Sequence[dict]) -> np.ndarray:
    """What regression and nets say as one, (n, 3): in each fold as is best in the others."""
    gold, fold = np.array([r["gold"] for r in rows]), training.folds([r["doc"] for r in rows]) % TEACHERS
    shares = np.zeros_like(linear)
    for k in range(TEACHERS):
        here, seen = fold == k, fold != k
        best = targets_training.weigh(linear[seen], nets[seen], gold[seen])
        shares[here] = targets.mixed(linear[here], nets[here], *best)
    return shares


def _cross_documents(rows: Sequence[dict], shares: np.ndarray) -> list[str]:
    """Labels of documents, by classifiers that have not seen them; shares (n, 3) of all their mentions."""
    each = _dealt(shares, [len(training.mentions(r)) for r in rows])
    tone = valence.load()
    figures = np.array([training.document_figures(r, own, tone) for r, own in zip(rows, each, strict=True)])
    gold, fold = np.array([r["gold"] for r in rows]), training.folds([r["doc"] for r in rows])
    found = np.empty(len(gold), dtype=object)
    for k in range(training.FOLDS):
        found[fold == k] = documents.fit(figures[fold != k], gold[fold != k]).labels(figures[fold == k])
    return list(found)


def _towards(rows: Sequence[dict], shares: np.ndarray) -> Iterator[dict[str, float]]:
    """Tone towards each entity of each row; shares (n, 3) of all their mentions."""
    each = iter(_dealt(shares, [len(training.naming(r, e)) for r in rows for e in r["gold"]]))
    return ({e: documents.tone(next(each)) for e in row["gold"]} for row in rows)


def _dealt(shares: np.ndarray, sizes: Sequence[int]) -> list[np.ndarray]:
    return np.split(shares, np.cumsum(sizes)[:-1])


def _cross_valence(
    rows: Sequence[dict], folder: Path, dealt: folds.Folds
) -> tuple[np.ndarray, list[str], dict[str, valence.Error]]:
    """Scores and labels by models that have not seen the document, and each document's model's error."""
    rated, fold, holders = training.rated(rows), dealt.rows("nyt", rows), dealt.holders(r["text"] for r in rows)
    learned, given = training.learn_vectors(folder), vectors.given()
    scores, found, errors = np.zeros(len(rows)), np.zeros(len(rows), dtype=int), {}
    for k in range(training.FOLDS):
        model = valence_training.fit(rated.take(folds.unseen(holders, k)), learned, given)
        here = np.flatnonzero(fold == k)
        scores[here], found[here] = model.read([rows[j]["text"] for j in here], rated.documents[here])
        errors |= {rows[j]["doc"]: model.error for j in here}
    return scores, _named(found), errors


def _cross_targets(sets: dict[str, list[dict]], folder: Path) -> dict[str, np.ndarray]:
    """Shares (n, 3) of mentions of `newsmtsc` and `basil` by regressions that, as their teachers, have not seen their
    document.
    """
    others, dealt, rows = mentions.gather(folder), folds.deal(sets, TEACHERS), sets["newsmtsc"]
    said, given = lessons.kept(others, lessons.file()), vectors.given()
    labelled, unlabelled = dealt.holders(r["text"] for r in rows), dealt.holders(m.text for m in others)
    found = {"rows": [context.features(m) for m in sentiment_nets.named(rows)]}
    found["others"] = [context.features(m.masked) for m in others]
    asked = {
        "newsmtsc": [[m] for m in sentiment_nets.named(rows)],
        "basil": [[m for e in r["gold"] for m in training.naming(r, e)] for r in sets["basil"]],
    }
    shares = {name: [np.zeros((len(own), len(LABELS))) for own in each] for name, each in asked.items()}
    for k in range(TEACHERS):
        named, use = folds.unseen(labelled, k), folds.unseen(unlabelled, k)
        own = lessons.lessons([rows[j] for j in named], [others[j] for j in use], said[k][use])
        features = [found["rows"][j] for j in named] + [found["others"][j] for j in use]
        model = targets_training.fit(given, own, features)
        for name, each in asked.items():
            for j in np.flatnonzero(dealt.rows(name, sets[name]) == k):
                shares[name][j] = model.probabilities(each[j])
    return {name: np.concatenate(own) for name, own in shares.items()}


# --- the others ---------------------------------------------------------------------------------------------


def baseline(sets: dict[str, list[dict]], score: Callable[[str], float]) -> Guess:
    """What a plain tool says, used as is usual: sentences alone, documents by their mean, ±0.05 for neutral."""
    rows = sets["nyt"]
    scores = np.array([score(r["text"]) for r in rows])
    spread = {
        name: 1.96 * float(scores[w].std(ddof=1)) / math.sqrt(len(w)) if len(w) > 1 else math.inf
        for name, w in by_document(rows).items()
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
    rows, named = sets["nyt"], sets["newsmtsc"][:4000]
    texts, names = [r["text"] for r in rows], [r["doc"] for r in rows]
    valence.load().score(texts[:50]), targets.load().probabilities([], [])  # loading is not counted
    start = time.process_time()
    valence.load().score(texts, names)
    middle = time.process_time()
    targets.load().probabilities(
        [r["text"] for r in named], [lessons.places(r) for r in named]
    )
    end = time.process_time()
    return {"sentences_per_s": len(texts) / (middle - start), "targets_per_s": len(named) / (end - middle)}


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
        guesses = cross_validated(sets, args.data) if args.cv else [shipped(sets)]
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    seeds = [scored(sets, guess) for guess in guesses]
    ours = {**seeds[0], "speed": speed(sets)}
    if args.record:
        keep(sets, guesses[0], baseline(sets, PLAIN["textblob"]))
    if args.json:
        print(json.dumps(_rounded(ours)))
        return 0
    others = {name: scored(sets, baseline(sets, score)) for name, score in PLAIN.items()}
    columns = {"ours, cv" if args.cv else "shipped": ours, **others}
    if len(seeds) > 2:
        columns |= {"least": _over(seeds[1:], min), "greatest": _over(seeds[1:], max)}
    print(f"{'':34s}" + "".join(f"{name:>10s}" for name in columns))
    for part, found in ours.items():
        for key in found:
            cells = [one.get(part, {}).get(key) for one in columns.values()]
            print(f"{part + ' ' + key:34s}" + "".join(f"{_cell(c):>10s}" for c in cells))
    return 0


def _over(seeds: Sequence[Scores], ends: Callable[[list[float]], float]) -> Scores:
    """The least or the greatest of each figure over seeds."""
    return {
        part: {key: None if value is None else ends([one[part][key] for one in seeds]) for key, value in own.items()}
        for part, own in seeds[0].items()
    }


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
    long = sum(len(where) >= valence_training.FEWEST for where in by_document(sets["nyt"]).values())
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
