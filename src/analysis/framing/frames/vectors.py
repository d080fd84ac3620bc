"""Words as vectors of the company they keep; training only.

Positive pointwise mutual information of words within six words of one another, reduced by singular values
(Levy, Goldberg & Dagan 2015, TACL 3, p. 213-216). Linear throughout: a text's vector is the sum of its
words', so a weight on a dimension is a weight on each word, and only those are shipped. Frequent words count
less: a / (a + p), as in Arora, Liang & Ma (2017, ICLR, p. 4).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

WINDOW, RAREST, SMOOTHING, FREQUENT = 6, 4, 0.75, 1e-3
DIMENSIONS = 300


@dataclass(frozen=True)
class Vectors:
    """A word's row in `matrix` is `index[word]`; `share` is its share of all words read. `taught`: the same by
    what a sentence encoder makes of words (taught.py): their rows, and the rows.
    """

    index: dict[str, int]
    matrix: np.ndarray
    share: np.ndarray
    taught: tuple[dict[str, int], np.ndarray]


def word_vectors(
    texts: Sequence[Sequence[str]],
    taught: tuple[dict[str, int], np.ndarray],
    dimensions: int = DIMENSIONS,
    seed: int = 0,
) -> Vectors:
    """Vectors of texts given as words, scaled by rarity; for few texts, fewer dimensions."""
    listed, share = vocabulary(texts)
    index = {word: n for n, word in enumerate(listed)}
    weights = _ppmi(_company(texts, index))
    dimensions = min(dimensions, len(listed) - 1)
    start = np.random.default_rng(seed).normal(size=len(listed))
    left, values, _ = svds(weights, k=dimensions, v0=start)
    order = np.argsort(-values)
    vectors = _unit(left[:, order] * np.sqrt(values[order]))
    centre = (vectors * np.sqrt(share)[:, None]).sum(0) / np.sqrt(share).sum()
    scaled = _unit(vectors - centre) * (FREQUENT / (FREQUENT + share))[:, None]
    return Vectors(index, scaled, share, taught)


def vocabulary(texts: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """Words that stand `RAREST` times or more in texts given as words, commonest first, and their shares."""
    counts = Counter(word for text in texts for word in text)
    listed = sorted((w for w, n in counts.items() if n >= RAREST and not w.isdigit()), key=lambda w: (-counts[w], w))
    often = np.array([counts[w] for w in listed], dtype=float)
    return listed, often / max(often.sum(), 1.0)


def _company(texts: Sequence[Sequence[str]], index: dict[str, int]) -> sparse.csr_matrix:
    """How often words stand within the window of one another, less the further apart."""
    rows, columns, weights = [], [], []
    for text in texts:
        ids = np.array([index.get(word, -1) for word in text])
        for distance in range(1, WINDOW + 1):
            left, right = ids[:-distance], ids[distance:]
            known = (left >= 0) & (right >= 0)
            rows += [left[known], right[known]]
            columns += [right[known], left[known]]
            weights += [np.full(known.sum(), distance**-0.5)] * 2
    shape = (len(index), len(index))
    joined = (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.coo_matrix(joined, shape=shape).tocsr()


def _ppmi(company: sparse.csr_matrix) -> sparse.csr_matrix:
    total = np.asarray(company.sum(1)).ravel()
    context = total**SMOOTHING / (total**SMOOTHING).sum()
    cells = company.tocoo()
    value = np.log(cells.data / (total[cells.row] * context[cells.col]))
    kept = value > 0
    return sparse.csr_matrix((value[kept], (cells.row[kept], cells.col[kept])), shape=company.shape)


def _unit(matrix: np.ndarray) -> np.ndarray:
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
