"""Fit a linear frame model: ridge regression on blocks of named features, thresholds by leave-one-out.

All blocks are weighed to the same size before the penalty, times `SHARES`; the regression on the labels is
solved in its dual form, whose leave-one-out predictions come for nothing (Rifkin & Lippert 2007,
MIT-CSAIL-TR-2007-025, p. 2-5). Thresholds are set for F1 on those, never on texts that were learned from.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.framing.frames.features import TEXTUAL, Values
from analysis.framing.frames.vectors import Vectors

SHARES = {"word": 2.0, "stem": 2.0, "pair": 1.0, "part": 2.0, "group": 1.0, "frame": 1.0}
LEAD_SHARE = 0.5
PENALTY = 0.6
RAREST = {"stem": 2, "pair": 2, "part": 2}  # texts that a feature must stand in
KEPT = {"word": 2500, "stem": 1200, "pair": 600, "part": 1200}  # features shipped; of a lead's, half


@dataclass(frozen=True)
class Fitted:
    """A model: {block: {feature: weight per label}}, the constant and the threshold per label."""

    weights: dict[str, dict[str, np.ndarray]]
    bias: np.ndarray
    thresholds: np.ndarray


@dataclass(frozen=True)
class _Block:
    name: str
    features: list[str]
    matrix: sparse.csr_matrix | np.ndarray  # texts x features, or x dimensions of the vectors
    mean: np.ndarray
    scale: float
    back: np.ndarray | sparse.spmatrix  # weights of the matrix's columns → weights of the features


def fit(texts: Sequence[Values], targets: np.ndarray, labels: np.ndarray, vectors: Vectors) -> Fitted:
    """Learn from `texts` (their `values`): `targets` (0 to 1) are regressed on, `labels` set thresholds."""
    blocks = [_block(name, texts, vectors) for name in texts[0]]
    kernel = sum(b.scale * _centred(b.matrix, b.mean) for b in blocks) + 0.2
    shares = sum(_share(b.name) for b in blocks)
    inverse = np.linalg.inv(kernel + PENALTY * shares * np.eye(len(texts)))
    mean = targets.mean(0)
    dual = inverse @ (targets - mean)
    left_out = targets - dual / np.diag(inverse)[:, None]
    weights, bias = {}, mean + 0.2 * dual.sum(0)
    for block in blocks:
        primal = block.scale * (block.matrix.T @ dual - np.outer(block.mean, dual.sum(0)))
        bias = bias - block.mean @ primal
        weights[block.name] = dict(zip(block.features, block.back @ primal, strict=True))
    thresholds = [best_threshold(labels[:, n], left_out[:, n]) for n in range(labels.shape[1])]
    return Fitted(weights, bias, np.array(thresholds))


def lightened(fitted: Fitted, texts: Sequence[Values], vectors: Vectors) -> Fitted:
    """The model with the features that matter alone: `KEPT` of each block, neither rare nor light."""
    weights = {}
    for block, held in fitted.weights.items():
        kind = block.removeprefix("lead ")
        if kind == "word":
            often = {word: float(vectors.share[n]) for word, n in vectors.index.items()}
        else:
            often = Counter(feature for text in texts for feature in text[block])
        order = sorted(held, key=lambda f: (-float(np.abs(held[f]).max()) * often[f] ** 0.5, f))
        kept = KEPT.get(kind, len(order)) // (2 if block != kind else 1)
        weights[block] = {f: held[f] for f in sorted(order[:kept])}
    return Fitted(weights, fitted.bias, fitted.thresholds)


def best_threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    """The score from which calling the label gives the best F1, its curve smoothed over 1 % of the texts."""
    order = np.argsort(-scores, kind="stable")
    called = np.arange(1, len(order) + 1)
    curve = 2 * np.cumsum(labels[order]) / (called + labels.sum())
    width = max(3, len(order) // 100)
    best = int(np.argmax(np.convolve(curve, np.ones(width) / width, "same")))
    return float(scores[order[best]] + scores[order[min(best + 1, len(order) - 1)]]) / 2


def _share(block: str) -> float:
    return SHARES[block.removeprefix("lead ")] * (LEAD_SHARE if block.startswith("lead ") else 1)


def _block(name: str, texts: Sequence[Values], vectors: Vectors) -> _Block:
    held, kind = [text[name] for text in texts], name.removeprefix("lead ")
    if kind == "word":
        index, back = vectors.index, vectors.matrix
    else:
        known = _known(held, RAREST.get(kind, 1))
        index = {feature: n for n, feature in enumerate(known)}
        back = sparse.diags(list(known.values()) if kind in TEXTUAL else [1.0] * len(known))
    matrix = _sparse(held, index) @ back
    mean = np.asarray(matrix.mean(0)).ravel()
    size = float(np.diag(_centred(matrix, mean)).mean())
    return _Block(name, list(index), matrix, mean, _share(name) / max(size, 1e-9), back)


def _known(held: Sequence[dict[str, float]], rarest: int) -> dict[str, float]:
    """{feature: inverse document frequency} of the features that stand in enough texts, sorted."""
    seen = Counter(feature for text in held for feature in text)
    return {f: 1 + np.log(len(held) / n) for f, n in sorted(seen.items()) if n >= rarest}


def _sparse(held: Sequence[dict[str, float]], index: dict[str, int]) -> sparse.csr_matrix:
    cells = [(row, index[f], v) for row, text in enumerate(held) for f, v in text.items() if f in index]
    rows, columns, data = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_matrix((data, (rows, columns)), shape=(len(held), len(index)))


def _centred(matrix: np.ndarray | sparse.spmatrix, mean: np.ndarray) -> np.ndarray:
    """Inner products of the rows, around their mean."""
    raw = matrix @ matrix.T
    raw = raw.toarray() if sparse.issparse(raw) else raw
    towards = np.asarray(matrix @ mean).ravel()
    return raw - towards[:, None] - towards[None, :] + float(mean @ mean)
