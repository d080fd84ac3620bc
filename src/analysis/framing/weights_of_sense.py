"""Learn by which marks a word is the event: `python -m analysis train naming --data tests/framing/cases`.

In three steps. What a piece told before a word is among its marks, and would be told too well by rules that were made
on these texts: so what stood before is first taken from weights that have not seen the event. Then the marks and the
words around are learned together (logistic regression with a ridge penalty), the rules' verdict on the word itself left
aside; a word around counts by its vector (GloVe), so that words of like meaning share what is learned of them. How much
the rules' own verdict adds is learned last, of the latest set, where it was kept before anybody had read what it missed
(`first` in mentions.json), beside what the marks tell of events left out: stacked generalisation (Wolpert 1992, Neural
Networks 5, 241-259).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.gold import candidates_of
from analysis.framing.naming import EVENT, Candidate
from analysis.framing.ridge import common, fitted, joined, left_out, matrix, table
from analysis.framing.weighing import CONSTANT, RULES, WEIGHTS, WORDS
from analysis.framing.weights_of_agents import train as train_agents
from analysis.sentiment.vectors import given

_PART = "dev"
_KNOWN = 20_000  # words around that have a weight, the commonest of English
_REACH = 2.0  # of the words around beside the marks, before the penalty: chosen by leaving out whole sets
SCORED = 3  # sets, the latest, that are left out in turn


@dataclass(frozen=True)
class Labelled:
    """Words with their labels: `golds` numbers the set that each comes from, 0 where it was written for practice;
    `around`, shape (words, dimensions), are the words around; `first` is 1 or -1, the rules' verdict before it was
    read, 0 where none was kept.
    """

    events: tuple[str, ...]
    golds: np.ndarray
    marks: tuple[frozenset[str], ...]
    around: np.ndarray
    is_event: np.ndarray
    first: np.ndarray

    def of(self, kept: np.ndarray) -> "Labelled":
        """The words that a mask keeps."""
        at = np.flatnonzero(kept)
        return Labelled(
            tuple(self.events[n] for n in at), self.golds[at], tuple(self.marks[n] for n in at), self.around[at],
            self.is_event[at], self.first[at],
        )  # fmt: skip


def train(folder: Path) -> list[Path]:
    """Learn the weights of sense and of agents from the words of `folder` and write them; returns the files."""
    for file, text in zip((WEIGHTS, WORDS), learned(labelled(folder)), strict=True):
        file.write_text(text, "utf-8")
    return [Path(paths.shown(WEIGHTS)), Path(paths.shown(WORDS)), *train_agents(folder)]


def labelled(folder: Path) -> Labelled:
    """The labelled words of the gold; what a text told before a word by weights that have not seen its event."""
    keys, data = _read(folder, lambda _, candidate: candidate.told)
    told = left_out(data.marks, data.is_event, data.events, data.around)
    verdicts = dict(zip(keys, told > 0, strict=True))
    return _read(folder, lambda item, c: bool(verdicts.get(_key(item, c.place.hit.start), c.told)))[1]


def _read(folder: Path, told: Callable[[dict, Candidate], bool]) -> tuple[list[tuple], Labelled]:
    rows = [
        (_key(item, label["start"]), item, candidate, label)
        for item, candidates in candidates_of(folder, _PART, told)
        for candidate in candidates
        for label in item["mentions"]
        if (label["start"], label["end"]) == (candidate.place.hit.start, candidate.place.hit.end)
    ]
    return [key for key, *_ in rows], Labelled(
        tuple(item["event"] for _, item, _, _ in rows),
        np.array([item.get("gold", 0) for _, item, _, _ in rows]),
        tuple(candidate.marks for _, _, candidate, _ in rows),
        np.array([_words(candidate.around) for _, _, candidate, _ in rows]),
        np.array([float(label["sense"] == EVENT) for *_, label in rows]),
        np.array([{"event": 1.0, "other": -1.0}.get(label.get("first"), 0.0) for *_, label in rows]),
    )


def _key(item: dict, start: int) -> tuple:
    return item["event"], item.get("piece"), item["text"], start


def _words(around: Sequence[str]) -> np.ndarray:
    """The sum of the vectors of words, over the root of their number."""
    index, vectors = _vectors()
    at = [index[word] for word in around if word in index]
    return vectors[at].sum(0) / np.sqrt(max(len(around), 1))


@cache
def _vectors() -> tuple[dict[str, int], np.ndarray]:
    """{word: row} of the commonest words, and their vectors around the centre, each of one length."""
    glove = given()
    index = {word: n for word, n in glove.index.items() if n < _KNOWN}
    centred = glove.matrix[:_KNOWN] - glove.matrix[:_KNOWN].mean(0)
    return index, _REACH * centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)


def learned(data: Labelled) -> tuple[str, str]:
    """The table of the marks' weights, and that of the words around."""
    known = common(data.marks)
    told = left_out(data.marks, data.is_event, data.events, data.around)
    scale, rules, constant = _worth(data, told)
    line = fitted(joined(matrix(data.marks, known), data.around), data.is_event)
    of_marks, of_words = scale * line[: len(known)], scale * line[len(known) : -1]
    weighed = {CONSTANT: scale * line[-1] + constant, RULES: rules} | dict(zip(known, of_marks, strict=True))
    index, vectors = _vectors()
    words = {word: float(vectors[n] @ of_words) for word, n in sorted(index.items())}
    return table(weighed), table(words, "word")


def scores_left_out(data: Labelled) -> dict[str, dict[str, float]]:
    """For each of the latest sets, learned from all others: precision, recall and share told rightly, by all that is
    learned; beside it the shares that the rules alone (their first verdict), and the marks alone, tell rightly.
    """
    return {f"set {gold}": _scored(data, data.golds == gold) for gold in _latest(data, SCORED)}


def _scored(data: Labelled, its: np.ndarray) -> dict[str, float]:
    rest, own = data.of(~its), data.of(its)
    scale, rules, constant = _worth(rest, left_out(rest.marks, rest.is_event, rest.events, rest.around))
    known = common(rest.marks)
    line = fitted(joined(matrix(rest.marks, known), rest.around), rest.is_event)
    marks = joined(matrix(own.marks, known), own.around) @ line[:-1] + line[-1]
    called, true = scale * marks + rules * own.first + constant > 0, own.is_event > 0
    return {
        "mention_p": float((called & true).sum() / max(called.sum(), 1)),
        "mention_r": float((called & true).sum() / max(true.sum(), 1)),
        "sense": float((called == true).mean()),
        "rules": float(((own.first > 0) == true).mean()),
        "marks": float(((marks > 0) == true).mean()),
        "words": len(own.events),
    }


def _latest(data: Labelled, count: int) -> list[int]:
    return sorted({int(gold) for gold in data.golds if gold})[-count:]


def _worth(data: Labelled, told: np.ndarray) -> np.ndarray:
    """What the marks, the rules' first verdict and a constant weigh beside one another, on the latest set's words."""
    kept = (data.golds == _latest(data, 1)[0]) & (data.first != 0)
    return fitted(np.column_stack([told, data.first])[kept], data.is_event[kept], 1.0)
