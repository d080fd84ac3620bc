"""What models towards targets learn from: annotators' labels, and what teachers say of mentions that nobody labelled.

`data/towards/labels.npz` keeps what teachers said (`taught`), a byte a share and no text, so that the table of words is
learned again without them: `python -m analysis train sentiment`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.sentiment import shares
from analysis.sentiment.context import Masked
from analysis.sentiment.mentions import Mention
from analysis.sentiment.targets import LABELS

SURE = 0.92  # of an annotated label; the rest is shared among all
WEIGHT = {"framing": 0.5, "cleaning": 0.5}  # of a mention that is not of politics
OTHERS = 1.5  # and of one that is


@dataclass(frozen=True)
class Lessons:
    """Mentions, labelled ones first, the shares of LABELS that each is to be given, (n, 3), and its weight, (n,)."""

    mentions: Sequence[Masked]
    shares: np.ndarray
    weights: np.ndarray
    labelled: int


def lessons(named: Sequence[dict], others: Sequence[Mention], said: np.ndarray) -> Lessons:
    """Of labelled rows, and of other mentions with the probabilities (n, 3) that a teacher gives them.

    Classes that the teacher sees more often than annotators do weigh less.
    """
    gold = np.eye(len(LABELS))[[LABELS.index(r["gold"]) for r in named]]
    common = said @ (gold.mean(axis=0) / said.mean(axis=0))
    own = [WEIGHT.get(m.source, OTHERS) for m in others]
    return Lessons(
        [*(Masked.of(r["text"], places(r)) for r in named), *(m.masked for m in others)],
        np.vstack([SURE * gold + (1 - SURE) / len(LABELS), said]).astype(np.float32),
        np.concatenate([np.ones(len(named)), common * own]).astype(np.float32),
        len(named),
    )


def places(row: dict) -> list[tuple[int, int]]:
    """Where the target of a row of `newsmtsc` stands, the mention asked about first."""
    first = (row["start"], row["end"])
    return [first, *(m for m in map(tuple, row["mentions"]) if m != first)]


def file() -> Path:
    """Where what teachers said is kept."""
    return paths.root() / "data" / "towards" / "labels.npz"


def keep(others: Sequence[Mention], said: np.ndarray, to: Path) -> Path:
    """Write the shares (teachers, n, 3) of these mentions; returns the file."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shares.write([(m.text, m.places) for m in others], said, to)
    return to


def kept(others: Sequence[Mention], where: Path) -> np.ndarray:
    """Shares (teachers, n, 3) of these mentions.

    Raises InputError where the file is missing, or of other mentions.
    """
    remedy = "python -m analysis train towards --data FOLDER (extra train)"
    return shares.read([(m.text, m.places) for m in others], where, remedy)
