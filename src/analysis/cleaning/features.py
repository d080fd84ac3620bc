"""What is measured of blocks before anything is decided: figures of each, of its surroundings, of the text.

All of it is computed for many texts at once, a row a block, in time linear in their characters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .characters import Lines, measure
from .vocabulary import Words

_WINDOWS = (1, 3, 8, 20)
_LENGTHS = np.array([2, 3, 5, 8, 13, 25, 50])  # words: bounds of the lengths that a shape tells apart
_SHAPES = 64 * (len(_LENGTHS) + 1)
_READ = ("words", "prose", "ends a sentence", "begins upper", "begins with a digit", "any bar", "ends in a digit",
         "capitalised words")  # what of the rows themselves their surroundings are measured by
_SHARES = (  # of the words of a block, or of its rare ones
    "shared with the prose", "shared, twice", "shared with what is no prose", "shared with the thick of it",
    "shared with it, twice", "rare words", "rare, shared with the prose", "rare, shared with the thick of it",
    "rare, shared with what is no prose", "shared with the head")
_COMMON = 1500        # the vocabulary's words up to this number say little of a subject


@dataclass(frozen=True, slots=True)
class Features:
    """Rows are blocks, all texts below one another: the ``chosen`` rows of the ``lines``.

    ``around``: float32 (len(AROUND), rows), of their surroundings; ``pages``: where each text's rows begin, and the
    end; ``said``: the words of the rows that say something of a subject.
    """

    lines: Lines
    chosen: np.ndarray
    around: np.ndarray
    pages: np.ndarray
    said: "Said"

    @property
    def dense(self) -> np.ndarray:
        """float32 (rows, len(NAMES)): the blocks' own figures and those of their surroundings."""
        return np.vstack([self.lines.dense[:, self.chosen], self.around]).T

    @property
    def words(self) -> np.ndarray:
        """The numbers of each row's distinct words, as the network knows them, row after row."""
        return self.lines.standing[_words(self.lines.words, self.lines.starts, self.chosen)]

    @property
    def starts(self) -> np.ndarray:
        """(rows + 1,) where a row's words begin."""
        return np.append(0, np.cumsum(np.diff(self.lines.starts)[self.chosen]))

    @property
    def ends(self) -> np.ndarray:
        """(rows, 3) the numbers of a row's first two words and its last."""
        return self.lines.ends[self.chosen]

    def stretches(self, rows: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """``chosen``, ``around`` and ``pages``, text after text, of about so many rows at once."""
        cuts = [0, *(np.flatnonzero(np.diff(self.pages // rows)) + 1), len(self.pages) - 1]
        for first, end in pairwise(cuts):
            if first < end:
                pages = self.pages[first:end + 1]
                own = slice(pages[0], pages[-1])
                yield self.chosen[own], self.around[:, own], pages - pages[0]


class _Place:
    """Where each row stands in its text: ``index`` among all rows, ``first`` and ``end`` of its text's rows."""

    def __init__(self, pages: np.ndarray) -> None:
        self.pages = pages
        self.page = np.repeat(np.arange(len(pages) - 1), np.diff(pages))
        self.index = np.arange(len(self.page))
        self.first, self.end = pages[:-1][self.page], pages[1:][self.page]


class Said:
    """The distinct words of rows that say something of a subject: ``row`` of each, its number ``local`` to its text,
    and what is ``known`` of it; ``many``: how many a row has.
    """

    def __init__(self, lines: Lines, chosen: np.ndarray, at: _Place) -> None:
        words = _words(lines.telling, lines.tells, chosen)
        self.many = np.diff(lines.tells)[chosen]
        self._bounds = np.append(0, np.cumsum(self.many))
        self.row = np.repeat(at.index, self.many)
        self.local = np.empty(len(words), np.int64)
        table = np.empty(len(lines.standing), np.int64)
        for begin, end in pairwise(self._bounds[at.pages].tolist()):
            own = words[begin:end]
            table[own] = np.arange(begin, end)
            self.local[begin:end] = table[own]
        self.known = lines.standing.take(words)

    def hits(self, *hits: np.ndarray) -> np.ndarray:
        """Of each row, how many of its words are hit: (hits, rows)."""
        sums = np.zeros((len(hits), len(self.row) + 1), np.int32)
        for hit, own in zip(hits, sums, strict=True):
            np.cumsum(hit, dtype=np.int32, out=own[1:])
        return np.diff(sums.take(self._bounds, axis=1), axis=1)

    def before(self, rows: np.ndarray) -> np.ndarray:
        """Of each row the share of its words that stand further up in one of those ``rows`` (whether it is one)."""
        among = np.flatnonzero(rows[self.row])[::-1]
        first = np.full(len(self.row), len(rows))
        first[self.local[among]] = self.row[among]  # the last that is written is the first in the text
        return self.hits(first.take(self.local) < self.row)[0] / np.maximum(self.many, 1)

    def times(self, hit: np.ndarray) -> np.ndarray:
        """Of each word, how often it stands in its text where it is hit."""
        return np.bincount(self.local.compress(hit), minlength=len(hit)).take(self.local)


def _words(words: np.ndarray, starts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The words of chosen rows, row after row; ``starts``: where each of all rows' begin."""
    if len(chosen) == len(starts) - 1:  # all of them
        return words
    sizes = np.diff(starts)[chosen]
    ends = np.cumsum(sizes)
    return words.take(np.repeat(starts[chosen] - ends + sizes, sizes) + np.arange(sizes.sum()))


def features(lines: Lines, chosen: np.ndarray, pages: np.ndarray) -> Features:
    """Measure ``chosen`` rows of the lines, in order, as the blocks of texts that begin at ``pages`` of them."""
    at = _Place(pages)
    said = Said(lines, chosen, at)
    around = _around({name: lines.own[name][chosen] for name in _READ}, lines.counts[chosen], lines.number[chosen],
                     said, at)
    return Features(lines, chosen, np.array(list(around.values()), np.float32), pages, said)


def _around(own: Mapping[str, np.ndarray], counts: np.ndarray, number: np.ndarray, said: Said, at: _Place
            ) -> dict[str, np.ndarray]:
    columns: dict[str, np.ndarray] = {}
    _repetition(number, at, columns)
    _shapes(own, counts, at, columns)
    _surroundings(own["prose"], counts, at, columns)
    _likeness(own["prose"], said, counts, at, columns)
    return columns


def of_texts(texts: Sequence[Sequence[str]], numbers: Words) -> Features:
    """Measure whole texts, each a sequence of its blocks."""
    lines = measure([line for text in texts for line in text], numbers)
    pages = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=pages[1:])
    return features(lines, np.arange(pages[-1]), pages)


def _repetition(texts: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """``texts``: a number of each row that is equal for equal rows."""
    again = np.flatnonzero(np.bincount(texts).take(texts) > 1) if len(texts) else texts  # in one text, or in several
    order = again[np.lexsort((texts[again], at.page[again]))]  # equal rows of a text beside one another, in their order
    ordered = texts[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]) | (at.page[order][1:] != at.page[order][:-1])
    group = np.cumsum(fresh) - 1
    times, earlier = np.ones(len(texts)), np.zeros(len(texts))
    times[order] = np.bincount(group, minlength=1)[group]
    earlier[order] = ~fresh
    out["times in the text"] = np.log(times)
    out["seen before"] = earlier


def summed(values: np.ndarray) -> np.ndarray:
    """Cumulative sums with a leading zero, so that any window is a difference of two."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def _shapes(own: Mapping[str, np.ndarray], words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """Lists repeat themselves: a line of a list has the length and the ends of lines near it."""
    rows, index = len(words), at.index
    size, steps = own["words"], np.arange(1, 7)[:, None]
    before, after = index - steps[:4], np.minimum(index + steps, rows - 1)
    inside = index + steps < at.end
    unlike_before = np.where(before >= at.first, np.minimum(np.abs(size - size[np.maximum(before, 0)]), 3), 3) / 3
    unlike_after = np.where(inside[:4], np.minimum(np.abs(size - size[after[:4]]), 3), 3) / 3
    for step, one, other in zip((1, 2, 3, 4), unlike_before, unlike_after, strict=True):
        out[f"length unlike {step} before"] = one
        out[f"length unlike {step} after"] = other
    shape = (np.searchsorted(_LENGTHS, words) * 64 + 32 * (own["ends a sentence"] > 0) + 16 * (own["begins upper"] > 0)
             + 8 * (own["begins with a digit"] > 0) + 4 * (own["any bar"] > 0) + 2 * (own["ends in a digit"] > 0)
             + (own["capitalised words"] > 0.6))
    code = shape + at.page * _SHAPES
    out["share of this shape"] = np.bincount(code)[code] / np.maximum(at.end - at.first, 1)
    for step, same in enumerate((shape[after] == shape) & inside, 1):
        out[f"shape of {step} on"] = same
        out[f"shape of {step} back"] = back = np.zeros(rows, bool)
        back[step:] = same[:max(0, rows - step)]


def _surroundings(here: np.ndarray, words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """How much stands around a block, how much of it is prose, and how far the next prose is."""
    index, first, end = at.index, at.first, at.end
    every = summed(np.minimum(words, 400))
    prose = summed(np.where(here, np.minimum(words, 150), 0))
    prose_lines = summed(here)
    every_first, prose_first = every[first], prose[first]
    page_words = np.maximum(every[end] - every_first, 1)
    page_prose = np.maximum(prose[end] - prose_first, 1)
    many = (end - first).astype(float)
    before, after = prose[:-1] - prose_first, prose[end] - prose[1:]
    out["place by lines"] = (index - first) / many
    out["place by words"] = (every[:-1] - every_first) / page_words
    out["prose before"] = before / page_prose
    out["prose after"] = after / page_prose
    out["prose words before"] = np.log1p(before) / 5
    out["prose words after"] = np.log1p(after) / 5
    out["lines before"] = np.log1p(index - first) / 3
    out["lines after"] = np.log1p(end - 1 - index) / 3
    reaches = np.array(_WINDOWS)[:, None]
    low, high = np.maximum(index - reaches, first), np.minimum(index + reaches + 1, end)
    near = np.log1p(prose[:-1] - prose[low]) / 4, np.log1p(prose[high] - prose[1:]) / 4
    a_line = (np.log1p((every[:-1] - every[low]) / np.maximum(index - low, 1)) / 3,
              np.log1p((every[high] - every[1:]) / np.maximum(high - index - 1, 1)) / 3)
    for n, reach in enumerate(_WINDOWS):
        out[f"prose words in {reach} before"], out[f"prose words in {reach} after"] = near[0][n], near[1][n]
        if reach > 1:
            out[f"words a line in {reach} before"], out[f"words a line in {reach} after"] = a_line[0][n], a_line[1][n]
    rows = len(index)
    last = np.maximum.accumulate(np.where(here, index, -1))
    following = np.minimum.accumulate(np.where(here, index, rows)[::-1])[::-1]
    out["lines since prose"] = np.where(last < first, 1.5, np.log1p(index - np.maximum(last, first)) / 3)
    out["lines to prose"] = np.where(following >= end, 1.5, np.log1p(np.minimum(following, end) - index) / 3)
    out["text lines"] = np.log1p(many) / 5
    out["text words"] = np.log1p(page_words) / 8
    out["text prose share"] = page_prose / page_words
    page_lines = prose_lines[end] - prose_lines[first]
    out["text prose lines"] = page_lines / many
    out["text words a prose line"] = np.log1p(page_prose / np.maximum(page_lines, 1)) / 4
    out["text words a line"] = np.log1p(page_words / many) / 4


def _likeness(here: np.ndarray, said: Said, words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """How much a block shares with the text's prose, and with the middle of its thickest stretch of prose."""
    rows, index = len(words), at.index
    many = np.maximum(said.many, 1)
    own = here.take(said.row)
    others = said.times(own) - own
    rest = np.bincount(said.local, minlength=len(own)).take(said.local) - 1 - others
    away = index - _centre(np.where(here, np.minimum(words, 150), 0), at)[at.page]
    near = ((np.abs(away) <= 5) & here).take(said.row)
    in_near = said.times(near) - near
    prose = np.flatnonzero(here)
    head = ((index < np.append(prose, rows)[np.searchsorted(prose, at.first)]) & (words > 3)).take(said.row)
    rare, shared = said.known > _COMMON, (others > 0, in_near > 0, rest > 0)
    counts = said.hits(shared[0], others > 1, shared[2], shared[1], in_near > 1, rare,
                       *(one & rare for one in shared), said.times(head) > head)
    shares = counts / many
    shares[6:9] = counts[6:9] / np.maximum(counts[5], 1)
    out |= zip(_SHARES, shares, strict=True)
    out["before the thick of it"] = np.log1p(np.maximum(-away, 0)) / 3
    out["after the thick of it"] = np.log1p(np.maximum(away, 0)) / 3


def _centre(prose: np.ndarray, at: _Place) -> np.ndarray:
    """The row of each text around which most words of prose stand, the first of them."""
    sums = summed(prose)
    thick = sums[np.minimum(at.index + 6, at.end)] - sums[np.maximum(at.index - 5, at.first)]
    filled = np.flatnonzero(np.diff(at.pages))
    best = np.zeros(len(at.pages) - 1)
    if len(prose):
        best[filled] = np.maximum.reduceat(thick, at.pages[:-1][filled])
    hit = np.flatnonzero(thick >= best[at.page])
    centre = np.zeros(len(best), np.int64)
    centre[at.page[hit][::-1]] = hit[::-1]
    return centre


def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines, at = measure(["a"], Words([""])), _Place(np.array([0, 1]))
    one = np.zeros(1, np.int64)
    return tuple(lines.own), tuple(_around(lines.own, lines.counts, lines.number, Said(lines, one, at), at))


OWN, AROUND = _names()
NAMES = OWN + AROUND
