"""Learning the valence model: ridge regression over blocks of features, solved over sentences.

Each block (what lexicons say, words, pairs of words, parts of words, word vectors) has its own strength,
for the sentence itself and for the mean of its document's other sentences. All blocks but the first are
sums over words, so that what is learned collapses to a weight a word, of rated words and of those that only
the vectors have seen. Whether people call a sentence neutral is learned in the same way, from the sentence alone:
its score does not tell what is mixed from what is of no matter.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from analysis.sentiment import lexical
from analysis.sentiment.valence import UNIT, Classes, Error, Valence, Weights
from analysis.sentiment.valence_blocks import Block, blocks_of, pairs_of
from analysis.sentiment.vectors import Vectors

# Strength of a block: mean squared length of its rows where the noise is 1.
OWN = {
    "lexicon": 0.03, "manner": 0.03, "steps": 0.02, "field": 0.02,
    "word": 0.15, "pair": 0.05, "part": 0.1, "vector": 0.012, "given": 0.12,
}  # fmt: skip
CONTEXT = {
    "lexicon": 0.009, "manner": 0.01, "field": 0.01, "word": 0.02, "part": 0.035, "vector": 0.025, "given": 0.012,
}  # fmt: skip
NEUTRAL = 0.2  # people's means up to it are neither good nor bad
KEPT = 11_000  # words and pairs in the table, the weightiest
SURE = 0.9725  # pairs of editorials that are ordered as people order them, among those called different
FEWEST = 6  # sentences of an editorial that is counted as one


@dataclass(frozen=True)
class Rated:
    """Rated sentences: their words, their documents, people's means (n,)."""

    tokens: Sequence[Sequence[str]]
    documents: np.ndarray
    gold: np.ndarray

    def take(self, which: np.ndarray) -> "Rated":
        """The sentences at these places."""
        return Rated([self.tokens[k] for k in which], self.documents[which], self.gold[which])


def fit(rated: Rated, learned: Vectors, given: Vectors, kept: int = KEPT) -> Valence:
    """The model of these sentences: the same sentences and vectors, the same weights."""
    blocks = blocks_of(rated.tokens, learned, given)
    kernels = {name: _gram(block.matrix) for name, block in blocks.items()}
    itself = sp.identity(len(rated.gold), format="csr")
    own = _Side(blocks, kernels, OWN, itself)
    others = _Side(blocks, kernels, CONTEXT, _others(rated.documents))
    dull = (np.abs(rated.gold) <= NEUTRAL).astype(float)
    dual, left_out = _solved(own.kernel + others.kernel, rated.gold, rated.documents)
    dull_dual, dull_left_out = _solved(own.kernel, dull, rated.documents)
    found = [own.weights(dual), others.weights(dual), own.weights(dull_dual)]
    said = {
        name: tuple(weights.get(group, {}).get(name, 0.0) for weights, _ in found)
        for group, names in lexical.groups().items()
        for name in names
    }
    at, beside, neutral = (average for _, average in found)
    scores = rated.gold - left_out
    return Valence(
        (_round(rated.gold.mean() - at), _round(-beside), _round(dull.mean() - neutral)),
        _rounded(said),
        _rounded(_kept([_summed(weights) for weights, _ in found], rated, learned, kept)),
        _error(left_out, rated),
        _classes(scores, dull - dull_left_out, rated.gold),
    )


def _solved(kernel: np.ndarray, gold: np.ndarray, documents: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dual values, and residuals of each document when it is left out."""
    inverse = np.linalg.inv(np.eye(len(gold)) + kernel)
    dual = inverse @ (gold - gold.mean())
    return dual, _left_out(inverse, dual, documents)


class _Side:
    """The blocks as seen by one use of them: `turn` (n, n) takes a sentence itself, or its document's others."""

    def __init__(
        self,
        blocks: dict[str, Block],
        kernels: dict[str, np.ndarray],
        strengths: dict[str, float],
        turn: sp.csr_matrix,
    ) -> None:
        self.blocks, self.turn, self.scales = blocks, turn, {}
        self.kernel = np.zeros(turn.shape)
        for name, strength in strengths.items():
            kernel = _centred((turn @ (turn @ kernels[name]).T).T)
            self.scales[name] = strength * len(kernel) / max(np.trace(kernel), 1e-9)
            self.kernel += self.scales[name] * kernel

    def weights(self, dual: np.ndarray) -> tuple[dict[str, dict[str, float]], float]:
        """Weights by block and key, and what they give a sentence on average."""
        turned = self.turn.T @ (dual - dual.mean())
        found, average = {}, 0.0
        for name, scale in self.scales.items():
            block = self.blocks[name]
            weights = scale * (block.matrix.T @ turned)
            average += float((self.turn @ (block.matrix @ weights)).mean())
            found[name] = dict(zip(block.keys, (block.spread @ weights).tolist(), strict=True))
        return found, average


def _gram(matrix: sp.csr_matrix) -> np.ndarray:
    """Products of all pairs of rows, (n, n)."""
    if matrix.nnz * 10 < np.prod(matrix.shape):
        return (matrix @ matrix.T).toarray()
    dense = matrix.toarray()
    return dense @ dense.T


def _others(documents: np.ndarray) -> sp.csr_matrix:
    """(n, n): row k takes the mean of the other sentences of k's document."""
    same = (documents[:, None] == documents[None, :]) & ~np.eye(len(documents), dtype=bool)
    return sp.csr_matrix(same / np.maximum(same.sum(axis=1, keepdims=True), 1))


def _centred(kernel: np.ndarray) -> np.ndarray:
    rows = kernel.mean(axis=0)
    return kernel - rows[None, :] - rows[:, None] + rows.mean()


def _left_out(inverse: np.ndarray, dual: np.ndarray, documents: np.ndarray) -> np.ndarray:
    """Residuals of each document when it is left out: its block of the inverse, inverted, times its dual
    values.
    """
    residuals = np.empty(len(dual))
    for name in np.unique(documents):
        which = np.flatnonzero(documents == name)
        residuals[which] = np.linalg.solve(inverse[np.ix_(which, which)], dual[which])
    return residuals


def _error(residuals: np.ndarray, rated: Rated) -> Error:
    """Variance of residuals within documents, and of documents' means beyond that: Searle 1971, pp. 385-389."""
    labels = np.unique(rated.documents, return_inverse=True)[1]
    sizes = np.bincount(labels)
    means = np.bincount(labels, residuals) / sizes
    within = float(((residuals - means[labels]) ** 2).sum() / max((sizes - 1).sum(), 1))
    between = float((means**2).mean() - within * (1 / sizes).mean())
    error = Error(_round(np.sqrt(within)), _round(np.sqrt(max(between, 0.0))), len(sizes), 0.0)
    people = np.bincount(labels, rated.gold) / sizes
    which = np.flatnonzero(sizes >= FEWEST)
    errors = np.array([error.of_mean(n) for n in sizes])
    return replace(error, order=_round(_order(people[which], (people - means)[which], errors[which])))


def _order(people: np.ndarray, scores: np.ndarray, errors: np.ndarray) -> float:
    """Least difference, in standard errors, from which on pairs of documents are ordered rightly in SURE of cases."""
    one, other = np.triu_indices(len(people), 1)
    if not len(one):
        return 0.0
    difference = scores[one] - scores[other]
    apart = np.abs(difference) / np.maximum(np.hypot(errors[one], errors[other]), 1e-9)
    order = np.argsort(-apart, kind="stable")
    right = ((difference * (people[one] - people[other]))[order] > 0).cumsum() / np.arange(1, len(order) + 1)
    sure = np.flatnonzero(right >= SURE)
    return float(apart[order[sure[-1]]] if len(sure) else apart.max())


def _classes(scores: np.ndarray, neutral: np.ndarray, gold: np.ndarray) -> Classes:
    """The classes that fit people's best (macro-F1 over a grid)."""
    people = np.sign(gold) * (np.abs(gold) > NEUTRAL)
    grid = itertools.product(np.arange(-0.3, 0.31, 0.05), np.arange(0.1, 0.42, 0.02), np.arange(0, 0.9, 0.1))
    tried = (Classes(*map(_round, values)) for values in grid)
    return max(tried, key=lambda classes: _macro_f1(people, classes.of(scores, neutral)))


def _macro_f1(gold: np.ndarray, found: np.ndarray) -> float:
    each = [
        2 * ((gold == c) & (found == c)).sum() / max((gold == c).sum() + (found == c).sum(), 1)
        for c in (-1, 0, 1)
    ]
    return float(np.mean(each))


def _summed(blocks: dict[str, dict[str, float]]) -> Counter[str]:
    """Weight of each word or pair over the blocks that are sums over words."""
    total: Counter[str] = Counter()
    for name, weights in blocks.items():
        if name not in lexical.groups():
            total.update(weights)
    return total


def _kept(found: Sequence[Counter[str]], rated: Rated, vectors: Vectors, kept: int) -> Weights:
    """The weightiest: how much a word moves scores times the root of how often it comes."""
    own, context, neutral = found
    often = Counter(key for t in rated.tokens for key in (*t, *pairs_of(t)))
    rare = dict(zip(vectors.index, vectors.counts.tolist(), strict=True))

    def weight(key: str) -> float:
        n = 20 * often[key] + rare.get(key, 0.0)
        return (abs(own[key]) + abs(context[key]) / 3 + abs(neutral[key])) * (n + 1) ** 0.5

    best = sorted(own, key=lambda key: (-weight(key), key))[:kept]
    return {key: (own[key], context[key], neutral[key]) for key in best}


def _round(value: float) -> float:
    return round(float(value) / UNIT) * UNIT


def _rounded(weights: Weights) -> Weights:
    rounded = {key: tuple(map(_round, values)) for key, values in sorted(weights.items())}
    return {key: values for key, values in rounded.items() if any(values)}
