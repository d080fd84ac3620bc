"""Learn by which marks a word is the event: `python -m analysis train naming --data tests/framing/cases`.

Two steps, so that the rules weigh no more than they are worth where they were not made. The marks are learned from all
labelled words (logistic regression with a ridge penalty), the rules' verdict on the word itself left aside. How much
the rules' own verdict adds is learned from the words of which it was recorded before anybody had read what it missed
(`first` in mentions.json), beside what the marks tell of events left out: stacked generalisation (Wolpert 1992, Neural
Networks 5, 241-259).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.gold import candidates_of
from analysis.framing.naming import EVENT
from analysis.framing.ridge import FOLDS, PENALTY, common, fitted, folds, left_out, matrix, table
from analysis.framing.weighing import CONSTANT, RULES, WEIGHTS
from analysis.framing.weights_of_agents import train as train_agents


@dataclass(frozen=True)
class Labelled:
    """Words with their labels: `first` is 1 or -1, the rules' verdict before it was read, 0 where none was kept."""

    events: tuple[str, ...]
    marks: tuple[frozenset[str], ...]
    is_event: np.ndarray
    first: np.ndarray


def train(folder: Path) -> list[Path]:
    """Learn the weights of sense and of agents from the words of `folder` and write them; returns the files."""
    WEIGHTS.write_text(learned(labelled(folder, ("dev",))), "utf-8")
    return [Path(paths.shown(WEIGHTS)), *train_agents(folder)]


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
    known = common(data.marks)
    scale, rules, constant = _worth(data, left_out(data.marks, data.is_event, data.events), data.first != 0)
    line = fitted(matrix(data.marks, known), data.is_event, PENALTY)
    weighed = {CONSTANT: scale * line[-1] + constant, RULES: rules} | dict(zip(known, scale * line[:-1], strict=True))
    return table(weighed)


def scores_left_out(data: Labelled) -> dict[str, float]:
    """Precision, recall and share told rightly of the words with a first verdict, their events left out of all that is
    learned; beside it the shares that the rules alone, and the marks alone, tell rightly.
    """
    told = left_out(data.marks, data.is_event, data.events)
    fold, kept = folds(data.events), data.first != 0
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
    return fitted(np.column_stack([told, data.first])[kept], data.is_event[kept], 1.0)
