"""Learn by which marks an actor did it: a part of `python -m analysis train naming --data tests/framing/cases`.

Learned from words that are the event and of which the rules' agent was recorded before anybody had read where they were
wrong (`first_agent` in mentions.json): one example for each actor that the sentence names.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import inf, log
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.claimants import claimants, least
from analysis.framing.gold import candidates_of
from analysis.framing.naming import EVENT
from analysis.framing.places import Place
from analysis.framing.ridge import common, fitted, left_out, matrix, table
from analysis.framing.weighing import AGENTS, CONSTANT

_PARTS = ("dev",)


@dataclass(frozen=True)
class Word:
    """A word that is the event: who did it by its label, whom the rules named first, the marks of every actor."""

    event: str
    agent: str
    first: str
    marks: dict[str, frozenset[str]]


def train(folder: Path) -> list[Path]:
    """Learn the weights from the labelled words of `folder` and write them; returns the file."""
    words = labelled(folder)
    marks, is_agent, _ = _examples(words)
    known = common(marks)
    line = fitted(matrix(marks, known), is_agent)
    AGENTS.write_text(table({CONSTANT: line[-1]} | dict(zip(known, line[:-1], strict=True))), "utf-8")
    return [Path(paths.shown(AGENTS))]


def labelled(folder: Path) -> list[Word]:
    """The words of the gold whose first agent by the rules was kept."""
    return [
        Word(
            item["event"],
            label.get("agent", ""),
            label["first_agent"] or "",
            _marks(candidate.place, label["first_agent"] or "", item["part"] == "title"),
        )
        for part in _PARTS
        for item, candidates in candidates_of(folder, part)
        for candidate in candidates
        for label in item["mentions"]
        if (label["start"], label["end"]) == (candidate.place.hit.start, candidate.place.hit.end)
        and label["sense"] == EVENT
        and "first_agent" in label
    ]


def _marks(place: Place, first: str, headline: bool) -> dict[str, frozenset[str]]:
    return {actor: marks for actor, (_, marks) in claimants(place, first, headline).items()}


def scores_left_out(words: list[Word]) -> dict[str, float]:
    """F1 of the agent by the rules alone, and by marks and rules with the word's event left out of the learning."""
    marks, is_agent, owners = _examples(words)
    told = left_out(marks, is_agent, [words[n].event for n, _ in owners])
    best: dict[int, tuple[float, str]] = defaultdict(lambda: (-inf, ""))
    for (n, actor), odds in zip(owners, told, strict=True):
        best[n] = max(best[n], (float(odds), actor))
    called = [w.first if w.first and w.first not in w.marks else _called(*best[n], w.first)
              for n, w in enumerate(words)]
    return {
        "rules": _f1([w.first for w in words], [w.agent for w in words]),
        "both": _f1(called, [w.agent for w in words]),
        "words": len(words),
    }


def _called(odds: float, actor: str, first: str) -> str:
    chance = least(actor, first)
    return actor if odds > log(chance / (1 - chance)) else ""


def _examples(words: list[Word]) -> tuple[list[frozenset[str]], np.ndarray, list[tuple[int, str]]]:
    """Marks, whether it is the agent, and (word, actor), of every actor beside a word."""
    owners = [(n, actor) for n, word in enumerate(words) for actor in sorted(word.marks)]
    is_agent = np.array([float(words[n].agent == actor) for n, actor in owners])
    return [words[n].marks[actor] for n, actor in owners], is_agent, owners


def _f1(called: list[str], true: list[str]) -> float:
    right = sum(a == b for a, b in zip(called, true, strict=True) if a)
    return 2 * right / max(sum(map(bool, called)) + sum(map(bool, true)), 1)
