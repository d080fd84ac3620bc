"""Learning the target model: logistic regression on NewsMTSC, then the weightiest features alone."""

import warnings
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

from analysis.sentiment import context
from analysis.sentiment.targets import LABELS, UNIT, Targets

PENALTY = 10.0
RAREST = 3  # sentences with a feature
KEPT = 6_000


def features(rows: Sequence[dict]) -> list[dict[str, float]]:
    """Features of each target of the set `newsmtsc`."""
    return [context.features(context.Masked.of(r["text"], places(r))) for r in rows]


def places(row: dict) -> list[tuple[int, int]]:
    """Where the target stands, the mention asked about first."""
    first = (row["start"], row["end"])
    return [first, *(m for m in map(tuple, row["mentions"]) if m != first)]


def fit(found: Sequence[dict[str, float]], gold: Sequence[str], kept: int = KEPT) -> Targets:
    """The model of these targets. Deterministic."""
    often: dict[str, int] = {}
    for one in found:
        for name in one:
            often[name] = often.get(name, 0) + 1
    names = sorted(name for name, n in often.items() if n >= RAREST)
    matrix = _matrix(found, names)
    weights, constant = _regress(matrix, gold)
    if kept < len(names):
        strength = np.abs(weights).max(axis=0) * np.sqrt(np.asarray(matrix.power(2).sum(axis=0)).ravel())
        best = np.sort(np.argsort(-strength, kind="stable")[:kept])
        names, matrix = [names[k] for k in best], matrix[:, best].tocsr()
        weights, constant = _regress(matrix, gold)
    pairs = {n: (_round(a), _round(b)) for n, a, b in zip(names, *weights.tolist(), strict=True)}
    return Targets({n: p for n, p in pairs.items() if any(p)}, (_round(constant[0]), _round(constant[1])))


def _matrix(found: Sequence[dict[str, float]], names: Sequence[str]) -> sp.csr_matrix:
    index = {name: k for k, name in enumerate(names)}
    cells = [(row, index[n], v) for row, one in enumerate(found) for n, v in one.items() if n in index]
    rows, columns, values = zip(*cells, strict=True)
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
