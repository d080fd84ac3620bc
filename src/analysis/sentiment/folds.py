"""Folds over documents, in which nothing of a document left out is learned from, whatever other document holds it too.

Some sentences stand in documents of several sets, or twice in one: agencies' reports are printed by many.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.sentiment import training, words

Document = tuple[str, str]  # set, name


@dataclass(frozen=True)
class Folds:
    """The fold of each document of the sets, and the folds in whose documents each sentence stands, by its words."""

    of: Mapping[Document, int]
    holding: Mapping[str, frozenset[int]]

    def rows(self, name: str, rows: Iterable[dict]) -> np.ndarray:
        """The fold of each row of a set."""
        return np.array([self.of[name, document(name, row)] for row in rows])

    def holders(self, texts: Iterable[str]) -> list[frozenset[int]]:
        """Of each sentence, the folds in whose documents it stands."""
        return [self.holding.get(key(text), frozenset()) for text in texts]


def deal(sets: Mapping[str, Sequence[dict]], parts: int) -> Folds:
    """Folds of the documents of each set, `parts` in all, a divisor of training.FOLDS."""
    of: dict[Document, int] = {}
    for name, rows in sets.items():
        names = [document(name, row) for row in rows]
        of |= {(name, d): int(k) % parts for d, k in zip(names, training.folds(names), strict=True)}
    holding: dict[str, set[int]] = defaultdict(set)
    for name, rows in sets.items():
        for row in rows:
            for text in sentences(name, row):
                holding[key(text)].add(of[name, document(name, row)])
    return Folds(of, {text: frozenset(folds) for text, folds in holding.items()})


def unseen(holders: Sequence[frozenset[int]], fold: int) -> list[int]:
    """Places of the sentences that stand in no document of the fold."""
    return [k for k, folds in enumerate(holders) if fold not in folds]


def document(name: str, row: dict) -> str:
    """What a row is left out with: of `basil` the articles on one event."""
    return row["event"] if name == "basil" else row["doc"]


def sentences(name: str, row: dict) -> Iterator[str]:
    """The sentences of a row."""
    if name in ("nyt", "newsmtsc"):
        yield row["text"]
    else:
        yield from (s.strip() for s in row.get("sentences") or training.sentences(row["text"]))


def key(text: str) -> str:
    """One for all sentences of the same words."""
    return json.dumps(words.words(text))
