"""Learning the regression towards targets: logistic regression on NewsMTSC, then the weightiest features alone.

Beside the features themselves stands the sum of the vectors of the sentence's words. It is a sum over words, so that
what it learns is added to the weights of words, of those too that no labelled sentence has.
"""

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from analysis.sentiment import context
from analysis.sentiment.targets import LABELS, UNIT, Linear, mixed
from analysis.sentiment.vectors import Vectors

PENALTY = 20.0
RAREST = 3  # sentences with a feature
KEPT = 8_000  # features
WORDS = 14_000  # words that their vectors alone give a weight
EXPECTED = 0.5  # squared value of a word in a sentence that a rate of 1 stands for: words unseen are to be kept too
STRENGTH = 0.7  # of a vector beside a feature
SHARES, POWERS = np.arange(0.3, 0.91, 0.05).round(2), np.arange(1, 1.51, 0.05).round(2)  # that `weigh` chooses from


def features(rows: Sequence[dict]) -> list[dict[str, float]]:
    """Features of each target of the set `newsmtsc`."""
    return [context.features(context.Masked.of(r["text"], places(r))) for r in rows]


def places(row: dict) -> list[tuple[int, int]]:
    """Where the target stands, the mention asked about first."""
    first = (row["start"], row["end"])
    return [first, *(m for m in map(tuple, row["mentions"]) if m != first)]


def fit(found: Sequence[dict[str, float]], gold: Sequence[str], given: Vectors, kept: int = KEPT) -> Linear:
    """The model of these targets. Deterministic."""
    often = Counter(name for one in found for name in one)
    names = sorted(name for name, n in often.items() if n >= RAREST)
    words = [*given.index]
    faces = STRENGTH * given.matrix * given.damping[:, None]
    matrix, meaning = _matrix(found, names), sp.csr_matrix(_matrix(found, words) @ faces)
    weights, constant = _regress(sp.hstack([matrix, meaning]).tocsr(), gold)
    if kept < len(names):
        squares = np.asarray(matrix.power(2).sum(axis=0)).ravel()
        best = np.sort(_weightiest(weights[:, : len(names)], squares)[:kept])
        names, matrix = [names[k] for k in best], matrix[:, best].tocsr()
        weights, constant = _regress(sp.hstack([matrix, meaning]).tocsr(), gold)
    by_word = weights[:, len(names) :] @ faces.T
    squares = np.asarray(_matrix(found, words).power(2).sum(axis=0)).ravel() + EXPECTED * len(found) * given.counts
    total = {words[k]: by_word[:, k] for k in _weightiest(by_word, squares)[:WORDS]}
    total |= {name: total.get(name, 0.0) + weights[:, k] for k, name in enumerate(names)}
    pairs = {name: (_round(a), _round(b)) for name, (a, b) in sorted(total.items())}
    return Linear({n: p for n, p in pairs.items() if any(p)}, (_round(constant[0]), _round(constant[1])))


def weigh(linear: np.ndarray, nets: np.ndarray, gold: Sequence[str]) -> tuple[float, float]:
    """Share of the nets in the mean, by which most are classed rightly, and the power by which that mean is least
    surprised by the labels; of mentions that neither model has seen, what each says, (n, 3).
    """
    classes = np.array([LABELS.index(label) for label in gold])
    share = max(SHARES.tolist(), key=lambda one: (mixed(linear, nets, one, 1).argmax(axis=1) == classes).sum())
    own = np.arange(len(classes)), classes
    return share, min(POWERS.tolist(), key=lambda one: -np.log(mixed(linear, nets, share, one)[own]).mean())


def _weightiest(weights: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """Places of the features, those first that move the probabilities most over the sentences."""
    return np.argsort(-np.abs(weights).max(axis=0) * np.sqrt(squares), kind="stable")


def _matrix(found: Sequence[dict[str, float]], names: Sequence[str]) -> sp.csr_matrix:
    index = {name: k for k, name in enumerate(names)}
    cells = [(row, index[n], v) for row, one in enumerate(found) for n, v in one.items() if n in index]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sp.csr_matrix((values, (rows, columns)), shape=(len(found), len(names)))


def _regress(matrix: sp.csr_matrix, gold: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (2, features) and constants (2,) of negative and positive as against neutral."""
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = LogisticRegression(C=1 / PENALTY, max_iter=300, tol=1e-4).fit(matrix, list(gold))
    neg, neu, pos = (list(model.classes_).index(label) for label in LABELS)
    return (
        np.array([model.coef_[neg] - model.coef_[neu], model.coef_[pos] - model.coef_[neu]]),
        np.array(
            [model.intercept_[neg] - model.intercept_[neu], model.intercept_[pos] - model.intercept_[neu]]
        ),
    )


def _round(value: float) -> float:
    return round(float(value) / UNIT) * UNIT
