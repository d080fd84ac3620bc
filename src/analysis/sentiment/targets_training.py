"""Learning the regression towards targets: multinomial logistic regression on `lessons`, then the weightiest features
alone.

Beside the features themselves stands the sum of the vectors of the sentence's words. It is a sum over words, so that
what it learns is added to the weights of words, of those too that no sentence has.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from analysis.sentiment import context
from analysis.sentiment.lessons import Lessons
from analysis.sentiment.targets import LABELS, UNIT, Linear, mixed
from analysis.sentiment.vectors import Vectors

TAUGHT = 0.3  # times its weight in the lessons: what teachers say, beside annotators' labels
PENALTY = 7.0
STEPS = 120  # of the optimiser; more change no class
RAREST = 5  # sentences with a feature
KEPT = 8_000  # features
WORDS = 14_000  # words that their vectors alone give a weight
EXPECTED = 0.5  # squared value of a word in a sentence that a rate of 1 stands for: words unseen are to be kept too
STRENGTH = 0.7  # of a vector beside a feature
SHARES, POWERS = np.arange(0.3, 0.91, 0.05).round(2), np.arange(1, 1.51, 0.05).round(2)  # that `weigh` chooses from


def fit(given: Vectors, lessons: Lessons, found: Sequence[dict[str, float]] | None = None, kept: int = KEPT) -> Linear:
    """The model of these lessons; `found` are the features of their mentions, where they are known. Deterministic."""
    found = found or [context.features(m) for m in lessons.mentions]
    weights = np.where(np.arange(len(found)) < lessons.labelled, 1, TAUGHT) * lessons.weights
    often = Counter(name for one in found for name in one)
    names = sorted(name for name, n in often.items() if n >= RAREST)
    words = [*given.index]
    faces = STRENGTH * given.matrix * given.damping[:, None]
    held = _matrix(found, words)
    matrix, meaning = _matrix(found, names), sp.csr_matrix(held @ faces)
    slopes, constant = _regress(sp.hstack([matrix, meaning]).tocsr(), lessons.shares, weights)
    if kept < len(names):
        best = np.sort(_weightiest(slopes[:, : len(names)], _squares(matrix, weights))[:kept])
        names, matrix = [names[k] for k in best], matrix[:, best].tocsr()
        slopes, constant = _regress(sp.hstack([matrix, meaning]).tocsr(), lessons.shares, weights)
    by_word = slopes[:, len(names) :] @ faces.T
    squares = _squares(held, weights) + EXPECTED * weights.sum() * given.counts
    total = {words[k]: by_word[:, k] for k in _weightiest(by_word, squares)[:WORDS]}
    total |= {name: total.get(name, 0.0) + slopes[:, k] for k, name in enumerate(names)}
    pairs = {name: (_round(a), _round(b)) for name, (a, b) in sorted(total.items())}
    return Linear({n: p for n, p in pairs.items() if any(p)}, (_round(constant[0]), _round(constant[1])))


def weigh(linear: np.ndarray, by_net: np.ndarray, gold: Sequence[str]) -> tuple[float, float]:
    """Share of the net in the mean, by which most are classed rightly, and the power by which that mean is least
    surprised by the labels; of mentions that neither model has seen, what each says, (n, 3).
    """
    classes = np.array([LABELS.index(label) for label in gold])
    share = max(SHARES.tolist(), key=lambda one: (mixed(linear, by_net, one, 1).argmax(axis=1) == classes).sum())
    own = np.arange(len(classes)), classes
    return share, min(POWERS.tolist(), key=lambda one: -np.log(mixed(linear, by_net, share, one)[own]).mean())


def _weightiest(weights: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """Places of the features, those first that move the probabilities most over the sentences."""
    return np.argsort(-np.abs(weights).max(axis=0) * np.sqrt(squares), kind="stable")


def _squares(matrix: sp.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Of each feature its squared values, weighed and summed over the sentences."""
    return np.asarray(matrix.power(2).T @ weights).ravel()


def _matrix(found: Sequence[dict[str, float]], names: Sequence[str]) -> sp.csr_matrix:
    index = {name: k for k, name in enumerate(names)}
    cells = [(row, index[n], v) for row, one in enumerate(found) for n, v in one.items() if n in index]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sp.csr_matrix((values, (rows, columns)), shape=(len(found), len(names)))


def _regress(matrix: sp.csr_matrix, shares: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (2, features) and constants (2,) of negative and positive as against neutral.

    By hand, as scikit-learn's regression learns from classes and not from shares of them (n, 3).
    """
    size, across = matrix.shape[1], matrix.T.tocsr()

    def lost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        slopes, constant = np.split(flat.reshape(size + 1, len(LABELS)), [size])
        sides = matrix @ slopes + constant
        over = weights[:, None] * (softmax(sides, axis=1) - shares)
        loss = PENALTY / 2 * (slopes**2).sum() - (weights[:, None] * shares * log_softmax(sides, axis=1)).sum()
        return loss, np.vstack([across @ over + PENALTY * slopes, over.sum(axis=0)]).ravel()

    start = np.zeros((size + 1) * len(LABELS))
    flat = minimize(lost, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    neg, neu, pos = flat.reshape(size + 1, len(LABELS)).T
    return np.array([neg - neu, pos - neu])[:, :size], np.array([neg - neu, pos - neu])[:, size]


def _round(value: float) -> float:
    return round(float(value) / UNIT) * UNIT
