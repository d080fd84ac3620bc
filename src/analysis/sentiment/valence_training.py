"""Learning the valence model: ridge regression over blocks of features, solved over sentences.

Each block (what lexicons say, words, pairs of words, parts of words, word vectors) has its own strength,
for the sentence itself and for the mean of its document's other sentences. All blocks but the first are
sums over words, so that what is learned collapses to a weight a word, of rated words and of those that only
the vectors have seen.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from analysis.sentiment import lexical
from analysis.sentiment.valence import UNIT, Error, Valence, Weights
from analysis.sentiment.vectors import Vectors

# Strength of a block: mean squared length of its rows where the noise is 1.
OWN = {
    "lexicon": 0.05, "manner": 0.02, "steps": 0.02, "field": 0.02,
    "word": 0.15, "pair": 0.05, "part": 0.1, "vector": 0.03,
}  # fmt: skip
CONTEXT = {"lexicon": 0.009, "manner": 0.01, "field": 0.01, "word": 0.035, "part": 0.035, "vector": 0.06}
SHORTEST, LONGEST = 3, 5  # letters of a part of a word, its ends marked
NEUTRAL = 0.2  # people's means up to it are neither good nor bad
KEPT = 8_000  # words and pairs in the table, the weightiest


@dataclass(frozen=True)
class Rated:
    """Rated sentences: their words, their documents, people's means (n,)."""

    tokens: Sequence[Sequence[str]]
    documents: np.ndarray
    gold: np.ndarray

    def take(self, which: np.ndarray) -> "Rated":
        """The sentences at these places."""
        return Rated([self.tokens[k] for k in which], self.documents[which], self.gold[which])


@dataclass(frozen=True)
class Block:
    """`counts` (n, keys): what stands in a sentence; `spread` (keys, features): what features a key has."""

    keys: Sequence[str]
    counts: sp.csr_matrix
    spread: sp.csr_matrix

    @property
    def matrix(self) -> sp.csr_matrix:
        """Features of the sentences, (n, features), each centred on its mean when used."""
        return (self.counts @ self.spread).tocsr()


def fit(rated: Rated, vectors: Vectors, kept: int = KEPT) -> Valence:
    """The model of these sentences: the same sentences and vectors, the same weights."""
    blocks = _blocks(rated.tokens, vectors)
    others = _others(rated.documents)
    sides = [_Side(blocks, OWN, None), _Side(blocks, CONTEXT, others)]
    inverse = np.linalg.inv(np.eye(len(rated.gold)) + sum(side.kernel for side in sides))
    mean = float(rated.gold.mean())
    dual = inverse @ (rated.gold - mean)
    left_out = _left_out(inverse, dual, rated.documents)
    (own, at), (context, beside) = (side.weights(dual) for side in sides)
    said = {
        name: (own[group][name], context.get(group, {}).get(name, 0.0))
        for group, names in lexical.groups().items()
        for name in names
    }
    words = _kept(_summed(own), _summed(context), rated, vectors, kept)
    return Valence(
        (_round(mean - at), _round(-beside)),
        _rounded(said),
        _rounded(words),
        _error(left_out, rated.documents),
        _cuts(rated.gold - left_out, rated.gold),
    )


class _Side:
    """The blocks as seen by one use of them: of the sentence itself, or (`turn`) of its document's others."""

    def __init__(
        self, blocks: dict[str, Block], strengths: dict[str, float], turn: sp.csr_matrix | None
    ) -> None:
        self.blocks = blocks
        self.matrices, self.scales = {}, {}
        self.kernel: np.ndarray | float = 0.0
        for name, strength in strengths.items():
            matrix = blocks[name].matrix if turn is None else (turn @ blocks[name].matrix).tocsr()
            kernel = _centred((matrix @ matrix.T).toarray())
            self.scales[name] = strength * len(kernel) / max(np.trace(kernel), 1e-9)
            self.kernel = self.kernel + self.scales[name] * kernel
            self.matrices[name] = matrix

    def weights(self, dual: np.ndarray) -> tuple[dict[str, dict[str, float]], float]:
        """Weights by block and key, and what they give a sentence on average."""
        dual = dual - dual.mean()
        found, average = {}, 0.0
        for name, matrix in self.matrices.items():
            weights = self.scales[name] * (matrix.T @ dual)
            average += float((matrix @ weights).mean())
            block = self.blocks[name]
            found[name] = dict(zip(block.keys, (block.spread @ weights).tolist(), strict=True))
        return found, average


def _blocks(tokens: Sequence[Sequence[str]], vectors: Vectors) -> dict[str, Block]:
    root = sp.diags(1 / np.sqrt([max(len(t), 1) for t in tokens]))
    damping = dict(zip(vectors.index, np.sqrt(vectors.damping).tolist(), strict=True))
    words = _frequent(tokens)
    pairs = _frequent([_pairs(t) for t in tokens])
    everything = sorted({w for t in tokens for w in t} | set(vectors.index))
    bag = (root @ _counts(tokens, everything)).tocsr()
    return {
        **_said(tokens),
        "word": Block(
            words,
            (root @ _counts(tokens, words)).tocsr(),
            sp.diags([damping.get(w, 1.0) for w in words]).tocsr(),
        ),
        "pair": Block(
            pairs,
            (root @ _counts([_pairs(t) for t in tokens], pairs)).tocsr(),
            sp.identity(len(pairs), format="csr"),
        ),
        "part": Block(everything, bag, _parts(tokens, everything)),
        "vector": Block(everything, bag, _faces(everything, vectors)),
    }


def _said(tokens: Sequence[Sequence[str]]) -> dict[str, Block]:
    """What lexicons say, a block a group of features, each feature divided by its deviation."""
    said = np.array([lexical.features(t) for t in tokens])
    blocks, first = {}, 0
    for group, names in lexical.groups().items():
        part = said[:, first : first + len(names)]
        deviation = part.std(axis=0)
        scale = np.divide(1.0, deviation, out=np.zeros_like(deviation), where=deviation > 1e-9)
        blocks[group] = Block(names, sp.csr_matrix(part), sp.diags(scale).tocsr())
        first += len(names)
    return blocks


def _pairs(tokens: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in itertools.pairwise(tokens)]


def _frequent(texts: Sequence[Sequence[str]], fewest: int = 2) -> list[str]:
    """What stands in so many of the texts, sorted."""
    found = Counter(key for text in texts for key in set(text))
    return sorted(key for key, n in found.items() if n >= fewest)


def _counts(texts: Sequence[Sequence[str]], keys: Sequence[str]) -> sp.csr_matrix:
    index = {key: k for k, key in enumerate(keys)}
    cells = [(row, index[key]) for row, text in enumerate(texts) for key in text if key in index]
    rows, columns = zip(*cells, strict=True) if cells else ((), ())
    return sp.csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(texts), len(keys)))


def _parts(tokens: Sequence[Sequence[str]], keys: Sequence[str]) -> sp.csr_matrix:
    """(keys, parts): the runs of letters in each word that three sentences have, the rarer the weightier."""
    parts = {
        key: [f"<{key}>"[k : k + n] for n in range(SHORTEST, LONGEST + 1) for k in range(len(key) + 3 - n)]
        for key in keys
    }
    found = Counter(part for text in tokens for part in {p for w in text for p in parts[w]})
    known = sorted(part for part, n in found.items() if n >= 3)
    return (
        _counts([parts[key] for key in keys], known) @ sp.diags([found[p] ** -0.5 for p in known])
    ).tocsr()


def _faces(keys: Sequence[str], vectors: Vectors) -> sp.csr_matrix:
    """(keys, dimensions): the vector of each word, damped where it is frequent; zeros where it has none."""
    damped = vectors.matrix * vectors.damping[:, None]
    nothing = np.zeros(damped.shape[1])
    return sp.csr_matrix(
        np.array([damped[vectors.index[k]] if k in vectors.index else nothing for k in keys])
    )


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


def _error(residuals: np.ndarray, documents: np.ndarray) -> Error:
    """Variance of residuals within documents, and of documents' means beyond that: Searle 1971, pp.
    385-389.
    """
    labels = np.unique(documents, return_inverse=True)[1]
    sizes = np.bincount(labels)
    means = np.bincount(labels, residuals) / sizes
    within = float(((residuals - means[labels]) ** 2).sum() / max((sizes - 1).sum(), 1))
    between = float((means**2).mean() - within * (1 / sizes).mean())
    return Error(_round(np.sqrt(within)), _round(np.sqrt(max(between, 0.0))), len(sizes))


def _cuts(scores: np.ndarray, gold: np.ndarray) -> tuple[float, float]:
    """Where scores are cut into three so that the classes fit people's best (macro-F1 over a grid)."""
    classes = np.sign(gold) * (np.abs(gold) > NEUTRAL)
    grid = np.arange(-0.5, 0.52, 0.04)
    best = max(
        (
            (_macro_f1(classes, (scores > high).astype(int) - (scores < low)), low, high)
            for low in grid
            for high in grid
            if low < high
        ),
        key=lambda found: found[0],
    )
    return _round(best[1]), _round(best[2])


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


def _kept(own: Counter, context: Counter, rated: Rated, vectors: Vectors, kept: int) -> Weights:
    """The weightiest: how much a word moves scores times the root of how often it comes."""
    often = Counter(key for t in rated.tokens for key in (*t, *_pairs(t)))
    rare = dict(zip(vectors.index, vectors.counts.tolist(), strict=True))

    def weight(key: str) -> float:
        n = 20 * often[key] + rare.get(key, 0.0)
        return (abs(own[key]) + abs(context[key]) / 3) * (n + 1) ** 0.5

    best = sorted(own, key=lambda key: (-weight(key), key))[:kept]
    return {key: (own[key], context[key]) for key in best}


def _round(value: float) -> float:
    return round(float(value) / UNIT) * UNIT


def _rounded(weights: Weights) -> Weights:
    return {
        key: (_round(a), _round(b))
        for key, (a, b) in sorted(weights.items())
        if round(a / UNIT) or round(b / UNIT)
    }
