"""Learn by which marks a word is the event: `python -m analysis train naming --data tests/framing/cases`.

Two steps, so that the rules weigh no more than they are worth where they were not made. The marks are learned from all
labelled words (logistic regression with a ridge penalty), the rules' verdict on the word itself left aside. How much
the rules' own verdict adds is learned from the words of which it was recorded before anybody had read what it missed
(`first` in mentions.json), beside what the marks tell of events left out: stacked generalisation (Wolpert 1992, Neural
Networks 5, 241-259).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.gold import candidates_of
from analysis.framing.naming import EVENT
from analysis.framing.weighing import CONSTANT, RULES, UNIT, WEIGHTS

RAREST = 6  # labelled words that must have a mark
PENALTY = 3.0  # of the squared weights, halved
FOLDS = 8
_STEPS = 25  # of Newton's method


@dataclass(frozen=True)
class Labelled:
    """Words with their labels: `first` is 1 or -1, the rules' verdict before it was read, 0 where none was kept."""

    events: tuple[str, ...]
    marks: tuple[frozenset[str], ...]
    is_event: np.ndarray
    first: np.ndarray


def train(folder: Path) -> list[Path]:
    """Learn the weights from the labelled words of `folder` and write them; returns the file."""
    WEIGHTS.write_text(learned(labelled(folder, ("dev",))), "utf-8")
    return [Path(paths.shown(WEIGHTS))]


def labelled(folder: Path, parts: Sequence[str]) -> Labelled:
    """The words of those parts of the gold."""
    rows = [
        (item["event"], candidate.marks, label["sense"] == EVENT, {"event": 1, "other": -1}.get(label.get("first"), 0))
        for part in parts
        for item, candidates in candidates_of(folder, part)
        for candidate in candidates
        for label in item["mentions"]
        if (label["start"], label["end"]) == (candidate.place.hit.start, candidate.place.hit.end)
    ]
    events, marks, is_event, first = zip(*rows, strict=True)
    return Labelled(events, marks, np.array(is_event, float), np.array(first, float))


def learned(data: Labelled) -> str:
    """The table of weights."""
    seen = Counter(mark for marks in data.marks for mark in marks)
    known = sorted(mark for mark, n in seen.items() if n >= RAREST)
    scale, rules, constant = _worth(data, left_out(data), data.first != 0)
    line = _fitted(_matrix(data.marks, known), data.is_event, PENALTY)
    weighed = {CONSTANT: scale * line[-1] + constant, RULES: rules} | dict(zip(known, scale * line[:-1], strict=True))
    rows = [f"{mark}\t{round(UNIT * float(weight))}" for mark, weight in weighed.items()]
    return "\n".join(["mark\tweight", *rows]) + "\n"


def left_out(data: Labelled) -> np.ndarray:
    """Log-odds of each word by marks learned from other events."""
    fold = _folds(data)
    told = np.zeros(len(fold))
    for n in range(FOLDS):
        kept = np.flatnonzero(fold != n)
        seen = Counter(mark for k in kept for mark in data.marks[k])
        known = sorted(mark for mark, times in seen.items() if times >= RAREST)
        matrix = _matrix(data.marks, known)
        line = _fitted(matrix[kept], data.is_event[kept], PENALTY)
        told[fold == n] = matrix[fold == n] @ line[:-1] + line[-1]
    return told


def _folds(data: Labelled) -> np.ndarray:
    order = {event: n % FOLDS for n, event in enumerate(sorted(set(data.events)))}
    return np.array([order[event] for event in data.events])


def scores_left_out(data: Labelled) -> dict[str, float]:
    """Precision, recall and share told rightly of the words with a first verdict, their events left out of all that is
    learned; beside it the shares that the rules alone, and the marks alone, tell rightly.
    """
    told, fold, kept = left_out(data), _folds(data), data.first != 0
    both = np.zeros(len(told))
    for n in range(FOLDS):
        scale, rules, constant = _worth(data, told, kept & (fold != n))
        own = fold == n
        both[own] = scale * told[own] + rules * data.first[own] + constant
    called, true = both[kept] > 0, data.is_event[kept] > 0
    return {
        "mention_p": float((called & true).sum() / max(called.sum(), 1)),
        "mention_r": float((called & true).sum() / max(true.sum(), 1)),
        "sense": float((called == true).mean()),
        "rules": float(((data.first[kept] > 0) == true).mean()),
        "marks": float(((told[kept] > 0) == true).mean()),
        "words": int(kept.sum()),
    }


def _worth(data: Labelled, told: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """What the marks, the rules' first verdict and a constant weigh beside one another, of the words `kept`."""
    return _fitted(np.column_stack([told, data.first])[kept], data.is_event[kept], 1.0)


def _matrix(marks: Sequence[frozenset[str]], known: Sequence[str]) -> np.ndarray:
    index = {mark: n for n, mark in enumerate(known)}
    matrix = np.zeros((len(marks), len(known)))
    for row, found in enumerate(marks):
        matrix[row, [index[mark] for mark in found if mark in index]] = 1
    return matrix


def _fitted(matrix: np.ndarray, labels: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of the columns and, last, a constant that is not penalised, by Newton's method."""
    seen = np.column_stack([matrix, np.ones(len(matrix))])
    ridge = penalty * np.diag([1.0] * matrix.shape[1] + [1e-9])
    line = np.zeros(seen.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(seen @ line, -30, 30)))
        slope = seen.T @ (labels - chance) - ridge @ line
        line = line + np.linalg.solve((seen.T * (chance * (1 - chance))) @ seen + ridge, slope)
    return line
