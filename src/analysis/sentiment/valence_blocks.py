"""The blocks of features that the valence model learns from: what stands in a sentence, and what is known of it."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from analysis.sentiment import lexical
from analysis.sentiment.vectors import Vectors

SHORTEST, LONGEST = 3, 5  # letters of a part of a word, its ends marked


@dataclass(frozen=True)
class Block:
    """`counts` (n, keys): what stands in a sentence; `spread` (keys, features): what features a key has."""

    keys: Sequence[str]
    counts: sp.csr_matrix
    spread: sp.csr_matrix

    @cached_property
    def matrix(self) -> sp.csr_matrix:
        """Features of the sentences, (n, features), each centred on its mean when used."""
        return (self.counts @ self.spread).tocsr()


def blocks_of(tokens: Sequence[Sequence[str]], learned: Vectors, given: Vectors) -> dict[str, Block]:
    """The blocks of these sentences by name."""
    root = sp.diags(1 / np.sqrt([max(len(t), 1) for t in tokens]))
    damping = dict(zip(learned.index, learned.damping.tolist(), strict=True))
    words = _frequent(tokens)
    pairs = _frequent([pairs_of(t) for t in tokens])
    everything = sorted({w for t in tokens for w in t} | set(learned.index) | set(given.index))
    bag = (root @ _counts(tokens, everything)).tocsr()
    return {
        **_said(tokens),
        "word": Block(
            words,
            (root @ _counts(tokens, words)).tocsr(),
            sp.diags(np.sqrt([damping.get(w, 1.0) for w in words])).tocsr(),
        ),
        "pair": Block(
            pairs,
            (root @ _counts([pairs_of(t) for t in tokens], pairs)).tocsr(),
            sp.identity(len(pairs), format="csr"),
        ),
        "part": Block(everything, bag, _parts(tokens, everything)),
        "vector": Block(everything, bag, _faces(everything, learned, damping)),
        "given": Block(everything, bag, _faces(everything, given, damping)),
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


def pairs_of(tokens: Sequence[str]) -> list[str]:
    """Words that follow one another."""
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


def _faces(keys: Sequence[str], vectors: Vectors, damping: dict[str, float]) -> sp.csr_matrix:
    """(keys, dimensions): the vector of each word, damped where it is frequent; zeros where it has none."""
    faces = np.zeros((len(keys), vectors.matrix.shape[1]))
    for place, key in enumerate(keys):
        if key in vectors.index:
            faces[place] = vectors.matrix[vectors.index[key]] * damping.get(key, 1.0)
    return sp.csr_matrix(faces)
