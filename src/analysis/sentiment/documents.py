"""The tone of a whole document towards one target, from the sentences that name it.

`tone` is the plain aggregate: what mentions say, drawn towards neutral where they are few. `Documents` is a
classifier of the author's sentiment over eighteen such figures, two of them of the title, trained on PerSenT (Bastan et
al. 2020, COLING, pp. 604-615). It stands for the limits of what can be said: see `benchmarks/sentiment.py`.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis.sentiment.targets import LABELS

FILE = Path(__file__).with_name("documents.tsv")
NAMES = (
    "positive", "negative", "most positive", "most negative", "first mention", "last mention", "mentions",
    "valence", "valence of mentions", "tone", "share positive", "share negative", "share of sentences", "sentences",
    "valence at the start", "valence at the end", "valence of the title", "tone of the title",
)  # fmt: skip
DRAWN = 3  # neutral mentions that stand beside those of a document
CLEAR = 0.1  # difference of probabilities that makes a mention lean
PENALTY = 100.0
EVEN = 0.8  # power of a class's documents by which each of them weighs less; 1 makes classes weigh alike


def tone(shares: np.ndarray) -> float:
    """Mean of positive less negative over mentions, (n, 3), drawn towards 0: -1 to 1."""
    return float((shares[:, 2] - shares[:, 0]).sum() / (len(shares) + DRAWN))


def figures(
    shares: np.ndarray, valence: np.ndarray, mentions: Sequence[int], title: tuple[float, float]
) -> np.ndarray:
    """The figures NAMES of a document: `shares` (m, 3) of its mentions, `valence` (n,) of its sentences.

    `mentions` are the places of the m mentioning sentences among the n; `title` is the title's valence and its tone
    towards the target, 0 where it does not name it.
    """
    n = max(len(valence), 1)
    whole = [valence.mean(), valence[:3].mean(), valence[-3:].mean()] if len(valence) else [0.0] * 3
    if not len(shares):
        return np.array([0.3] * 4 + [0.0] * 3 + [whole[0]] * 2 + [0.0] * 4 + [np.log1p(n), *whole[1:], *title])
    lean = shares[:, 2] - shares[:, 0]
    return np.array([
        shares[:, 2].mean(), shares[:, 0].mean(), shares[:, 2].max(), shares[:, 0].max(), lean[0], lean[-1],
        np.log1p(len(shares)), whole[0], valence[list(mentions)].mean(), tone(shares), (lean > CLEAR).mean(),
        (lean < -CLEAR).mean(), len(shares) / n, np.log1p(n), *whole[1:], *title,
    ])  # fmt: skip


@dataclass(frozen=True)
class Documents:
    """Centre and scale of each figure and its weight for each of LABELS: arrays (18,), (18,), (3, 19)."""

    centre: np.ndarray
    scale: np.ndarray
    weights: np.ndarray

    def labels(self, found: np.ndarray) -> list[str]:
        """Most probable label of each document, from its figures (n, 18)."""
        standard = (found - self.centre) / self.scale
        scores = standard @ self.weights[:, :-1].T + self.weights[:, -1]
        return [LABELS[k] for k in scores.argmax(axis=1)]


def fit(found: np.ndarray, gold: Sequence[str]) -> Documents:
    """The classifier of these documents, those of a rare class weighing more. Deterministic."""
    from sklearn.linear_model import LogisticRegression

    centre, scale = found.mean(axis=0), np.maximum(found.std(axis=0), 1e-9)
    often = Counter(gold)
    each = np.array([often[label] ** -EVEN for label in gold])
    model = LogisticRegression(C=1 / PENALTY, max_iter=1000)
    model.fit((found - centre) / scale, list(gold), sample_weight=each / each.mean())
    order = [list(model.classes_).index(label) for label in LABELS]
    weights = np.column_stack([model.coef_, model.intercept_])[order]
    return Documents(centre.round(4), scale.round(4), weights.round(4))


@cache
def load(file: Path = FILE) -> Documents:
    """The shipped classifier."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    table = np.array([[float(row[c]) for c in ("centre", "scale", *LABELS)] for row in rows])
    return Documents(table[:-1, 0], table[:-1, 1], table[:, 2:].T)


def save(model: Documents, file: Path = FILE) -> None:
    """Write the classifier, a row a figure, the constants last."""
    centre, scale = [*model.centre, 0.0], [*model.scale, 1.0]
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(["figure", "centre", "scale", *LABELS]) + "\n")
        for name, *values in zip([*NAMES, "constant"], centre, scale, *model.weights, strict=True):
            out.write("\t".join([name, *(f"{v:.4f}" for v in values)]) + "\n")
