"""Words as vectors, so that words of like meaning share what is learned of them; training only.

Two tables of `data/vectors`: `taught`, what a sentence encoder makes of words (taught.py), and `given`, GloVe
(Pennington, Socher & Manning 2014, EMNLP, p. 1532-1543). Linear throughout: a text's vector is the sum of its words',
so a weight on a dimension is a weight on each word, and only those are shipped.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.framing.frames import taught
from analysis.sentiment.vectors import given


@dataclass(frozen=True)
class Vectors:
    """{table: ({word: row}, vectors)} and how often words stand in running text, as shares of all (`share`)."""

    tables: dict[str, tuple[dict[str, int], np.ndarray]]
    share: dict[str, float]


@cache
def word_vectors() -> Vectors:
    """Both tables around their centres, frequent words counting less (Arora, Liang & Ma 2017, ICLR, p. 4)."""
    glove = given()
    centred = glove.matrix - glove.matrix.mean(0)
    centred *= (glove.damping / np.maximum(np.linalg.norm(centred, axis=1), 1e-12))[:, None]
    share = glove.counts / glove.counts.sum()
    return Vectors(
        {"taught": taught.table(), "given": (glove.index, centred)},
        {word: float(share[n]) for word, n in glove.index.items()},
    )
