"""Learn by which marks a word is the event: `python -m analysis train naming --data tests/framing/cases`.

In two steps. What a piece told before a word is among its marks, and is never told so well as it is labelled: so what
stood before is first taken from weights that have not seen the event. Then the marks and the words
about it are learned together (logistic regression with a ridge penalty); a word counts by its vector (GloVe), so that
words of like meaning share what is learned of them, and for each place where it stands by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.gold import as_labelled, candidates_of
from analysis.framing.naming import EVENT, Candidate
from analysis.framing.ridge import common, fitted, joined, left_out, matrix, table
from analysis.framing.surroundings import Around
from analysis.framing.weighing import CONSTANT, WEIGHTS, WORDS
from analysis.framing.weights_of_agents import train as train_agents
from analysis.sentiment.vectors import given

PART = "dev"
_KNOWN = 20_000  # words around that have a weight, the commonest of English
_REACH = Around(1.0, 1.0, 1.0, 1.0, 1.0)  # of words beside marks, before the penalty: chosen by leaving out whole sets
SCORED = 5  # sets, the latest, that are left out in turn


@dataclass(frozen=True)
class Labelled:
    """Words with their labels: `golds` numbers the set that each comes from, 0 where it was written for practice;
    `around`, shape (words, places times dimensions), are the words about it.
    """

    events: tuple[str, ...]
    golds: np.ndarray
    marks: tuple[frozenset[str], ...]
    around: np.ndarray
    is_event: np.ndarray

    def of(self, kept: np.ndarray) -> "Labelled":
        """The words that a mask keeps."""
        at = np.flatnonzero(kept)
        return Labelled(
            tuple(self.events[n] for n in at), self.golds[at], tuple(self.marks[n] for n in at), self.around[at],
            self.is_event[at],
        )  # fmt: skip


def train(folder: Path) -> list[Path]:
    """Learn the weights of sense and of agents from the words of `folder` and write them; returns the files."""
    for file, text in zip((WEIGHTS, WORDS), learned(labelled(folder)), strict=True):
        file.write_text(text, "utf-8")
    return [Path(paths.shown(WEIGHTS)), Path(paths.shown(WORDS)), *train_agents(folder)]


def labelled(folder: Path) -> Labelled:
    """The labelled words of the gold; what a text told before a word by weights that have not seen its event."""
    return _labelled(folder)[1]


def of_sets(folder: Path, golds: Iterable[int]) -> dict[tuple, tuple[float, float]]:
    """{word: its log-odds, whether it is the event} of some sets' words, learned from all others."""
    keys, data = _labelled(folder)
    its = np.isin(data.golds, list(golds))
    own, (known, line) = data.of(its), _line(data.of(~its))
    told = joined(matrix(own.marks, known), own.around) @ line[:-1] + line[-1]
    found = zip(told.tolist(), own.is_event.tolist(), strict=True)
    return dict(zip((keys[n] for n in np.flatnonzero(its)), found, strict=True))


def _labelled(folder: Path) -> tuple[list[tuple], Labelled]:
    keys, data = _read(folder, as_labelled)
    told = left_out(data.marks, data.is_event, data.events, data.around)
    verdicts = dict(zip(keys, told > 0, strict=True))
    return _read(folder, lambda item, c: bool(verdicts.get(key(item, c.place.hit.start), False)))


def _read(folder: Path, told: Callable[[dict, Candidate], bool]) -> tuple[list[tuple], Labelled]:
    rows = [
        (key(item, label["start"]), item, candidate, label)
        for item, candidates in candidates_of(folder, PART, told)
        for candidate in candidates
        for label in item["mentions"]
        if (label["start"], label["end"]) == (candidate.place.hit.start, candidate.place.hit.end)
    ]
    return [word for word, *_ in rows], Labelled(
        tuple(item["event"] for _, item, _, _ in rows),
        np.array([gold_of(item) for _, item, _, _ in rows]),
        tuple(candidate.marks for _, _, candidate, _ in rows),
        np.array([_words(candidate.around) for _, _, candidate, _ in rows]),
        np.array([float(label["sense"] == EVENT) for *_, label in rows]),
    )


def gold_of(item: dict) -> int:
    """The number of the set that an item is of, 0 where it was written for practice."""
    return item.get("gold", 0)


def key(item: dict, start: int) -> tuple:
    """What tells a word of the gold from all others."""
    return item["event"], item.get("piece"), item["text"], start


def _words(around: Around) -> np.ndarray:
    """The sum of the vectors of words, over the root of their number; of each place, one behind the other."""
    index, vectors = _vectors()
    held = [[index[word] for word in words if word in index] for words in around]
    return np.concatenate([reach * vectors[at].sum(0) / np.sqrt(max(len(words), 1))
                           for reach, at, words in zip(_REACH, held, around, strict=True)])


@cache
def _vectors() -> tuple[dict[str, int], np.ndarray]:
    """{word: row} of the commonest words, and their vectors around the centre, each of one length."""
    glove = given()
    index = {word: n for word, n in glove.index.items() if n < _KNOWN}
    centred = glove.matrix[:_KNOWN] - glove.matrix[:_KNOWN].mean(0)
    return index, centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)


def learned(data: Labelled) -> tuple[str, str]:
    """The table of the marks' weights, and that of the words about a word."""
    known, line = _line(data)
    weighed = {CONSTANT: line[-1]} | dict(zip(known, line, strict=False))
    index, vectors = _vectors()
    places = zip(_REACH, np.split(line[len(known) : -1], len(_REACH)), strict=True)
    of_words = np.column_stack([reach * (vectors @ each) for reach, each in places])
    return table(weighed), table({word: of_words[n] for word, n in sorted(index.items())}, "word", *Around._fields)


def _line(data: Labelled) -> tuple[list[str], np.ndarray]:
    """The marks that are common enough, and what they, the words about a word and a constant weigh."""
    known = common(data.marks)
    return known, fitted(joined(matrix(data.marks, known), data.around), data.is_event)


def scores_left_out(data: Labelled) -> dict[str, dict[str, float]]:
    """For each of the latest sets, learned from all others: precision, recall and share told rightly."""
    return {f"set {gold}": _scored(data, data.golds == gold) for gold in _latest(data)}


def _scored(data: Labelled, its: np.ndarray) -> dict[str, float]:
    own = data.of(its)
    known, line = _line(data.of(~its))
    called = joined(matrix(own.marks, known), own.around) @ line[:-1] + line[-1] > 0
    true = own.is_event > 0
    return {
        "mention_p": float((called & true).sum() / max(called.sum(), 1)),
        "mention_r": float((called & true).sum() / max(true.sum(), 1)),
        "sense": float((called == true).mean()),
        "words": len(own.events),
    }


def _latest(data: Labelled) -> list[int]:
    return sorted({int(gold) for gold in data.golds if gold})[-SCORED:]
