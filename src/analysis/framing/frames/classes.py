"""Words of like meaning as one class, so that a pair of words tells of pairs that no annotated text holds.

Classes are clusters (k-means; Lloyd 1982, IEEE Transactions on Information Theory 28(2), p. 129-137) of the words that
stand in both tables of vectors (vectors.py), learned without a label. A class goes by its commonest word, so that a
feature of it can be read. weights/classes.txt: a line per class, its words, the commonest first.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analysis.framing.frames.vectors import Vectors

FILE = Path(__file__).parent / "weights" / "classes.txt"
CLASSES, STEPS = 1000, 30


@cache
def classes() -> Mapping[str, str]:
    """{word: the commonest word of its class}, as shipped; words of none are missing."""
    lines = FILE.read_text("utf-8").splitlines()
    return {word: line.split(" ", 1)[0] for line in lines for word in line.split(" ")}


def write(vectors: "Vectors", file: Path = FILE, count: int = CLASSES) -> Path:
    """Learn the classes from both tables of vectors, each word of unit length in either, and write them."""
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    tables = list(vectors.tables.values())
    shared = sorted(set.intersection(*(set(index) for index, _ in tables)), key=lambda w: (-vectors.share[w], w))
    points = np.hstack([_unit(matrix[[index[word] for word in shared]]) for index, matrix in tables])
    with threadpool_limits(1):
        fitted = KMeans(min(count, len(shared)), n_init=1, max_iter=STEPS, random_state=0).fit(points)
    found: dict[int, list[str]] = {}
    for word, number in zip(shared, fitted.labels_.tolist(), strict=True):
        found.setdefault(number, []).append(word)
    file.write_text("".join(" ".join(held) + "\n" for held in found.values()), "utf-8")
    classes.cache_clear()
    return file


def _unit(matrix: np.ndarray) -> np.ndarray:
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
