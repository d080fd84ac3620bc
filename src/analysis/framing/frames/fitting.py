"""Fit a linear frame model: ridge regression on blocks of named features, thresholds by leave-one-out.

All blocks are weighed to the same size before the penalty, times `SHARES`; the regression on the labels is
solved in its dual form, whose leave-one-out predictions come for nothing (Rifkin & Lippert 2007,
MIT-CSAIL-TR-2007-025, p. 2-5). Thresholds are set for F1 on those, never on texts that were learned from. Words have
a block for each table of vectors (vectors.py); of all, the weights of the words are what stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.framing.frames.features import TEXTUAL, Values
from analysis.framing.frames.vectors import Vectors

SHARES = {
    "taught": 1.5, "given": 2.0, "stem": 2.0, "pair": 1.0, "part": 2.0, "group": 1.0, "frame": 1.0
}  # fmt: skip; the share of "alike" is the set's (model.Choice)
PENALTY = 0.6
RASH = 1 / 3  # of a threshold: the share of the best F1 found
NEWTON, LOGISTIC_PENALTY = 30, 0.01  # steps of the logistic curve's fit, and its penalty
RAREST = {"stem": 2, "pair": 2, "alike": 2, "part": 2}  # texts that a feature must stand in
KEPT = {"word": 12000, "stem": 7500, "pair": 3750, "alike": 9500, "part": 7500}  # features shipped


@dataclass(frozen=True)
class Fitted:
    """A model: {block: {feature: weight per label}}, the constant and the threshold per label."""

    weights: dict[str, dict[str, np.ndarray]]
    bias: np.ndarray
    thresholds: np.ndarray


@dataclass(frozen=True)
class _Block:
    name: str  # of the features' block
    share: float
    features: list[str]
    matrix: sparse.csr_matrix | np.ndarray  # texts x features, or x dimensions of the vectors
    mean: np.ndarray
    scale: float
    back: np.ndarray | sparse.spmatrix  # weights of the matrix's columns → weights of the features


def fit(
    texts: Sequence[Values],
    targets: np.ndarray,
    labels: np.ndarray,
    vectors: Vectors,
    weighed: Mapping[str, float],
) -> Fitted:
    """Learn from `texts` (their `values`): `targets` (0 to 1) are regressed on, `labels` set thresholds; `weighed` are
    the blocks' shares.
    """
    blocks = [block for name in texts[0] for block in _blocks(name, texts, vectors, weighed)]
    kernel = sum(b.scale * _centred(b.matrix, b.mean) for b in blocks) + 0.2
    shares = sum(b.share for b in blocks)
    inverse = np.linalg.inv(kernel + PENALTY * shares * np.eye(len(texts)))
    mean = targets.mean(0)
    dual = inverse @ (targets - mean)
    left_out = targets - dual / np.diag(inverse)[:, None]
    weights: dict[str, dict[str, np.ndarray]] = {}
    bias = mean + 0.2 * dual.sum(0)
    for block in blocks:
        primal = block.scale * (block.matrix.T @ dual - np.outer(block.mean, dual.sum(0)))
        bias = bias - block.mean @ primal
        held = weights.setdefault(block.name, {})
        for feature, weight in zip(block.features, block.back @ primal, strict=True):
            held[feature] = held[feature] + weight if feature in held else weight
    thresholds = [threshold(labels[:, n], left_out[:, n]) for n in range(labels.shape[1])]
    return Fitted(weights, bias, np.array(thresholds))


def lightened(fitted: Fitted, texts: Sequence[Values], vectors: Vectors, breadth: int = 1) -> Fitted:
    """The model with the features that matter alone, `breadth` times `KEPT` of each block, neither rare nor light."""
    weights = {}
    for block, held in fitted.weights.items():
        often = _often(block, held, texts, vectors)
        order = sorted(held, key=lambda f: (-float(np.abs(held[f]).max()) * often[f] ** 0.5, f))
        weights[block] = {f: held[f] for f in sorted(order[: breadth * KEPT.get(block, len(order))])}
    return Fitted(weights, fitted.bias, fitted.thresholds)


def _often(block: str, held: Iterable[str], texts: Sequence[Values], vectors: Vectors) -> Mapping[str, float]:
    """How often features stand in the texts; words, learned from none of them too: there and in running text."""
    if block != "word":
        return Counter(feature for text in texts for feature in text[block])
    found: Counter[str] = Counter()
    for text in texts:
        found.update(text[block])
    size, rarest = max(sum(found.values()), 1e-9), min(vectors.share.values())
    return {word: vectors.share.get(word, rarest) + found[word] / size for word in held}


def threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    """The score from which a label is called: between the two below, one of which is too rash on few texts and the
    other too stiff on many.
    """
    return RASH * best_threshold(labels, scores) + (1 - RASH) * expected_threshold(labels, scores)


def best_threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    """The score from which calling the label gives the best F1, its curve smoothed over 1 % of the texts."""
    order = np.argsort(-scores, kind="stable")
    called = np.arange(1, len(order) + 1)
    curve = 2 * np.cumsum(labels[order]) / (called + labels.sum())
    width = max(3, len(order) // 100)
    best = int(np.argmax(np.convolve(curve, np.ones(width) / width, "same")))
    return float(scores[order[best]] + scores[order[min(best + 1, len(order) - 1)]]) / 2


def expected_threshold(labels: np.ndarray, scores: np.ndarray) -> float:
    """The score from which calling the label gives the best F1 to be expected, when its probability is a
    logistic function of the score: where it is half of that F1 (Lipton, Elkan & Naryanaswamy 2014, ECML
    PKDD, p. 225-239).
    """
    centre, spread = scores.mean(), max(float(scores.std()), 1e-9)
    seen = np.column_stack([(scores - centre) / spread, np.ones(len(scores))])
    line = np.zeros(2)
    for _ in range(NEWTON):
        likely = 1 / (1 + np.exp(-np.clip(seen @ line, -30, 30)))
        curvature = (seen * (likely * (1 - likely))[:, None]).T @ seen + LOGISTIC_PENALTY * np.eye(2)
        line = line + np.linalg.solve(curvature, seen.T @ (labels - likely) - LOGISTIC_PENALTY * line)
    likely = np.sort(1 / (1 + np.exp(-np.clip(seen @ line, -30, 30))))[::-1]
    best = (2 * np.cumsum(likely) / (np.arange(1, len(likely) + 1) + likely.sum())).max() / 2
    return float(centre + spread * (np.log(best / (1 - best)) - line[1]) / max(line[0], 1e-3))


def _blocks(name: str, texts: Sequence[Values], vectors: Vectors, weighed: Mapping[str, float]) -> list[_Block]:
    """The block of that name; of words, one for each table of vectors."""
    held = [text[name] for text in texts]
    if name == "word":
        return [_block(name, weighed[table], held, *vectors.tables[table]) for table in vectors.tables]
    known = _known(held, RAREST.get(name, 1))
    back = sparse.diags(list(known.values()) if name in TEXTUAL else [1.0] * len(known))
    return [_block(name, weighed[name], held, {feature: n for n, feature in enumerate(known)}, back)]


def _block(
    name: str,
    share: float,
    held: Sequence[dict[str, float]],
    index: dict[str, int],
    back: np.ndarray | sparse.spmatrix,
) -> _Block:
    matrix = _sparse(held, index) @ back
    mean = np.asarray(matrix.mean(0)).ravel()
    size = float(np.diag(_centred(matrix, mean)).mean())
    return _Block(name, share, list(index), matrix, mean, share / max(size, 1e-9), back)


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
