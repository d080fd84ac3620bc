"""What is counted of tone, as the data's own scorer counts it, and bounds of it.

`nyt`: sentences (r, macro-F1 of three classes at ±0.2); editorials of six sentences and more (r, sign; of 4,000 random
pairs the share called different and of these the share ordered right: ours by the measure's own rule, the plain tools
by the scatter of a document's sentences, as that scorer does), and how often the interval of an editorial covers
people's mean. `newsmtsc` and `persent`: macro-F1; of the first also how far probabilities are off, a mean over tenths
of the mentions, and the macro-F1 of the table of words alone. `basil`: pairs of outlets on one event ordered right,
ties half.
"""

import itertools
import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.sentiment import valence_training
from analysis.sentiment.targets import LABELS

PAIRS = 4000
SIGN = {"neg": -1, "neu": 0, "pos": 1}
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
    shares: np.ndarray | None = None  # probabilities (n, 3) behind `targets`, where the tool has them
    words: Sequence[str] | None = None  # like `targets`, by the table of words that documents and entities are read by


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
    kept = [(name, where) for name, where in by_document(rows).items() if len(where) >= valence_training.FEWEST]
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


def by_document(rows: Sequence[dict]) -> dict[str, list[int]]:
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


def off(gold: Sequence[str], shares: np.ndarray) -> float:
    """How far probabilities (n, 3) of LABELS lie from what happens: by class and tenth of the items, the mean distance.

    Expected calibration error, in bins of like size: Naeini, Cooper & Hauskrecht 2015, AAAI, pp. 2901-2907.
    """
    found = []
    for own, label in zip(shares.T, LABELS, strict=True):
        there = np.array([g == label for g in gold], dtype=float)[np.argsort(own, kind="stable")]
        parts = zip(np.array_split(np.sort(own), 10), np.array_split(there, 10), strict=True)
        found += [abs(p.mean() - t.mean()) for p, t in parts if len(p)]
    return float(np.mean(found))


def score_targets(rows: Sequence[dict], guess: Guess) -> dict[str, float | None]:
    """The keys of `newsmtsc`: all, the official test sets where the data hold them, and all by the table of words."""
    gold, labels = [r["gold"] for r in rows], guess.targets
    found: dict[str, float | None] = {"macro_f1": macro_f1(gold, labels)}
    for part in ("test_rw", "test_mt"):
        use = [(r["gold"], label) for r, label in zip(rows, labels, strict=True) if r["official"] == part]
        found[f"{part}_macro_f1"] = macro_f1(*zip(*use, strict=True)) if use else None
    found["words_macro_f1"] = None if guess.words is None else macro_f1(gold, guess.words)
    return found | {"off": None if guess.shares is None else off(gold, guess.shares)}


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
        "newsmtsc": score_targets(sets["newsmtsc"], guess),
        "persent": {"macro_f1": macro_f1([r["gold"] for r in sets["persent"]], guess.documents)},
        "basil": score_order(sets["basil"], guess.entities),
    }


def bounds(sets: dict[str, list[dict]], guess: Guess) -> dict[str, dict[str, list[float]]]:
    """Ends of the 95 % percentile interval of the figures that a page names, documents (events) drawn anew."""
    rows, gold = sets["nyt"], np.array([r["gold"] for r in sets["nyt"]])
    places = [np.array(where) for where in by_document(rows).values()]
    kept = [(name, where) for name, where in by_document(rows).items() if len(where) >= valence_training.FEWEST]
    whole = [(gold[w].mean(), guess.scores[w].mean(), guess.apart(name, len(w))) for name, w in kept]
    targets = list(zip([r["gold"] for r in sets["newsmtsc"]], guess.targets, strict=True))
    worded = list(zip([r["gold"] for r in sets["newsmtsc"]], guess.words, strict=True)) if guess.words else None
    named = [list(where) for where in by_document(sets["newsmtsc"]).values()]
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
        "newsmtsc": {
            key: _drawn(named, lambda drawn, of=of: macro_f1(*zip(*(of[k] for own in drawn for k in own), strict=True)))
            for key, of in (("macro_f1", targets), ("words_macro_f1", worded)) if of
        },
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
