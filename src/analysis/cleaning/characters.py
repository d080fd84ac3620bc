"""What is measured of a block by itself: its characters by class, its words, how it begins and ends.

Computed once for the blocks of many texts, however often they are looked at in other surroundings; characters are
told apart by a table and words by number in numpy, in time linear in the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .classes import DIGIT, TABLE, figures
from .cues import CUES
from .headings import LONGEST, kind
from .spelling import SIZE, Spelled, codes, runs, sequences, spelled, stems
from .vocabulary import BITS, CLOSES, CUED, HEADED, HEADS, PICTURED, TELLING, WHO, WORD, Words

_SORTED = 300  # words, about so many sorted together
_LONGEST = np.array([cue.most for cue in CUES])  # words: the longest line that each cue may speak for
_LEAST = np.array([cue.least if cue.least <= 1 else np.inf for cue in CUES])
_BEGINNINGS = "by wr wo st op an gu re te po co au".split()  # of bylines: two letters of their first word
_ADDRESSES = ("ht", "ww")  # the same of addresses
_ENDS = np.zeros(SIZE, bool)  # what a line of prose ends in
_ENDS[codes(".!?”\"’)…:;")] = True
_BEGINS = np.zeros((128, 128), np.uint8)
for _beginnings, _mark in (_BEGINNINGS, 1), (_ADDRESSES, 2):
    _BEGINS[tuple(codes("".join(letters)) for letters in zip(*_beginnings, strict=True))] = _mark


@dataclass(frozen=True, slots=True)
class Lines:
    """Blocks measured one by one, a row a block.

    ``texts``: the blocks, without line breaks; ``number``: (rows,) equal for equal texts. ``counts``: (rows,) words.
    ``own``: figures by name, each (rows,). ``words``: the numbers of each row's distinct words, row after row;
    ``starts``: (rows + 1,) where a row's begin; ``runs``: of all words in order, a number of each and the three after
    it; ``spoken``: (rows + 1,) where a row's begin; ``standing``, ``flags``: of each number, as
    :class:`~.vocabulary.Words` has them, here for the words that are new as well. ``ends``: (rows, 3) the numbers of a
    row's first two words and its last, as the network knows them. ``same``: a number that is equal for rows of the same
    words. ``telling``: the numbers of each row's distinct words that say something of a subject; ``tells``: (rows + 1,)
    where a row's begin, ``told`` as a list; ``stems``: of each number; ``called``: of each row the cues for which its
    words call; ``calls``: where a row's begin. Of each row, (rows,): whether it reads as ``prose``, calls for a cue
    (``cued``; and the ``least`` probability from which one decides), has what a caption has (``pictured``), a bio
    (``who``) or a letter's close (``closes``), or ``begins`` as a byline does, or as an address (``addressed``); and
    which ``heading`` it is, counted from 1 as :func:`~.headings.kind` does, 0 for none.
    """

    texts: Sequence[str]
    number: np.ndarray
    counts: np.ndarray
    own: dict[str, np.ndarray]
    words: np.ndarray
    starts: np.ndarray
    runs: np.ndarray
    spoken: list[int]
    standing: np.ndarray
    flags: np.ndarray
    ends: np.ndarray
    same: list[int]
    telling: np.ndarray
    tells: np.ndarray
    told: list[int]
    stems: np.ndarray
    called: list[int]
    calls: list[int]
    prose: np.ndarray
    cued: np.ndarray
    least: np.ndarray
    pictured: np.ndarray
    who: np.ndarray
    closes: np.ndarray
    begins: np.ndarray
    addressed: np.ndarray
    heading: np.ndarray

    @property
    def dense(self) -> np.ndarray:
        """``own`` below one another: float32 (figures, rows)."""
        return np.array(list(self.own.values()), np.float32)

    def said(self, row: int) -> list[str]:
        """A row's words in order, lower case."""
        return WORD.findall(self.texts[row].lower())

    def fours(self, rows: Sequence[int]) -> np.ndarray:
        """A number for each four words that follow one another in a row, in order of size."""
        parts = [self.runs[self.spoken[row]:max(self.spoken[row], self.spoken[row + 1] - 3)] for row in rows]
        return np.sort(np.concatenate(parts))


def measure(texts: Sequence[str], numbers: Words) -> Lines:
    """Measure blocks (none with a line break in it) by themselves."""
    rows = len(texts)
    every = "\n".join([*texts, ""])
    text = codes(every)
    lengths = np.fromiter(map(len, texts), np.int64, rows)
    row_of = np.repeat(np.arange(rows, dtype=np.int32), lengths + 1)
    said = spelled(text)
    row = row_of[said.starts]
    counts = np.bincount(row, minlength=rows)
    own = figures(text, lengths, row_of, counts)
    stream, standing, flags, rooted = _numbered(every, text, said, numbers)
    ends = _ends(standing[stream], counts)
    row, words = _distinct(row, stream, counts, len(standing))
    sizes = np.bincount(row, minlength=rows)
    found, many = flags[words], np.maximum(sizes, 1)
    telling = np.flatnonzero(found & TELLING)
    tells = np.bincount(row[telling], minlength=rows)
    own["function words"] = 1 - tells / many
    marked = np.flatnonzero(found > TELLING)  # few of all
    bits, of, marks = found[marked], row[marked], words[marked]

    def having(bit: int) -> tuple[np.ndarray, np.ndarray]:
        """(numbers of words with a bit of the flags, how many of them a row has)."""
        with_it = np.flatnonzero(bits & bit)
        return marks[with_it], np.bincount(of[with_it], minlength=rows)

    for name, bit in BITS.items():
        own[name] = np.minimum(having(bit)[1] / np.sqrt(many), 1)
    short = (counts > 0) & (counts <= LONGEST) & ~own["prose"]
    heading = _headings(texts, np.cumsum(counts) - counts, short, flags[np.append(stream, 0)] & HEADS > 0,
                        having(HEADED)[1] > 0)
    pictured = (having(PICTURED)[1] > 0) | (own["brackets a word"] > 0) | (own["any bar"] > 0)
    called, calls = _called(*having(CUED), counts, numbers)
    least = np.full(rows, np.inf)
    least[calls > 0] = np.minimum.reduceat(np.append(_LEAST[called], np.inf), (np.cumsum(calls) - calls)[calls > 0])
    last = np.cumsum(lengths + 1) - 2
    prose = (counts >= 25) | ((counts >= 9) & _ENDS[text[last]])
    begun = _begins(text, said.starts, counts)
    same = sequences(said.hashes, counts).tolist()
    return Lines(texts, _equal(texts, same), counts, own, words, _bounds(sizes), runs(stream),
                 _bounds(counts).tolist(), standing, flags, ends, same, words[telling], _bounds(tells),
                 _bounds(tells).tolist(), rooted, called.tolist(), _bounds(calls).tolist(), prose, calls > 0, least,
                 pictured, having(WHO)[1] > 0, having(CLOSES)[1] > 0, begun == 1, begun == 2, heading)


def _headings(texts: Sequence[str], first: np.ndarray, short: np.ndarray, heads: np.ndarray, headed: np.ndarray
              ) -> np.ndarray:
    """Which heading each row is. ``first``: the place of its first word among all, of which is known whether it
    ``heads`` one; of each row, whether it is ``short`` and no prose, and whether a word of it is one of those that
    ``headed`` lines have.
    """
    begins = heads[first]
    found = np.zeros(len(first), np.uint8)
    rows = np.flatnonzero((begins | headed) & short)
    how = begins[rows].tolist(), headed[rows].tolist()
    found[rows] = [kind(texts[row], first, any_) for row, first, any_ in zip(rows.tolist(), *how, strict=True)]
    return found


def _equal(texts: Sequence[str], same: Sequence[int]) -> np.ndarray:
    """A number of each row that is equal for equal texts: they have the ``same`` words."""
    seen: dict[int, int] = {}
    number = np.fromiter(map(seen.setdefault, same, range(len(texts))), np.int64, len(texts))
    others: dict[str, int] = {}
    for row in np.flatnonzero(number != np.arange(len(texts))).tolist():
        if texts[row] != texts[number[row]]:
            number[row] = others.setdefault(texts[row], row)
    return number


def _called(words: np.ndarray, sizes: np.ndarray, counts: np.ndarray, numbers: Words) -> tuple[np.ndarray, np.ndarray]:
    """The cues for which rows' words call, each row's once and in order, and how many of them a row has."""
    many = numbers.calls[words + 1] - numbers.calls[words]
    cues = numbers.cues[np.repeat(numbers.calls[words] - np.cumsum(many) + many, many) + np.arange(many.sum())]
    rows = np.repeat(np.repeat(np.arange(len(counts)), sizes), many)
    short = counts[rows] <= _LONGEST[cues]
    pairs = rows[short] * len(CUES) + cues[short]
    pairs = pairs[_distinct_of(pairs)[0]]
    return pairs % len(CUES), np.bincount(pairs // len(CUES), minlength=len(counts))


def _begins(text: np.ndarray, starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Whether a row's first word begins as one of a byline does (1), or as an address does (2); else 0."""
    begins = np.zeros(len(counts), np.uint8)
    filled = np.flatnonzero(counts)
    at = starts[(np.cumsum(counts) - counts)[filled]]
    one, two = text[at], text[at + 1]
    begins[filled] = ((one < 128) & (two < 128)) * _BEGINS[(one | 32) & 127, (two | 32) & 127]
    return begins


def _bounds(sizes: np.ndarray) -> np.ndarray:
    bounds = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=bounds[1:])
    return bounds


def _numbered(every: str, text: np.ndarray, said: Spelled, numbers: Words) -> tuple[np.ndarray, ...]:
    """The number of each word, and of each number what the network knows of it, its flags, and its stem."""
    stream = numbers.find(said.hashes)
    new = np.flatnonzero(stream < 0)
    first, which = _distinct_of(said.hashes[new])
    stream[new] = len(numbers.standing) + which
    starts, ends = said.starts[new[first]], said.ends[new[first]]
    sizes = ends - starts
    standing = np.where(sizes > 7, numbers.shapes["<long>"], numbers.shapes["<short>"])
    begun = np.flatnonzero(TABLE[text[starts]] == DIGIT)
    for n, start, end in zip(begun.tolist(), starts[begun].tolist(), ends[begun].tolist(), strict=True):
        if every[start:end].isdigit():
            standing[n] = numbers.shapes[f"<{min(end - start, 5)} digits>"]
    flags = np.where(sizes > 2, TELLING, 0).astype(np.uint16)
    return (stream, np.concatenate([numbers.standing, standing]), np.concatenate([numbers.flags, flags]),
            np.concatenate([numbers.stems, stems(text, (starts, ends))]))


def _distinct_of(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each value stands first, in order of size, and of each value the number of its own among those; as
    :func:`numpy.unique` gives them, which imports a good deal when it is first called.
    """
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    fresh = np.ones(len(values), bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    which = np.empty(len(values), np.int64)
    which[order] = np.cumsum(fresh) - 1
    return order[fresh], which


def _distinct(row: np.ndarray, stream: np.ndarray, counts: np.ndarray, numbers: int) -> tuple[np.ndarray, np.ndarray]:
    """(row, number) of each word that a row has, once. Few rows are sorted at a time: in a tenth of the time of all."""
    width = numbers.bit_length()
    kind = np.uint32 if (len(counts) << width) < 1 << 32 else np.int64
    pairs = row.astype(kind) << kind(width) | stream.astype(kind)
    ends = np.append(0, np.cumsum(counts))
    for begin, end in pairwise(ends[np.searchsorted(ends, np.arange(0, len(pairs) + _SORTED, _SORTED))
                                    .clip(max=len(counts))].tolist()):
        pairs[begin:end].sort()
    fresh = np.ones(len(pairs), bool)
    fresh[1:] = pairs[1:] != pairs[:-1]
    pairs = pairs[fresh]
    return (pairs >> kind(width)).astype(np.int64), (pairs & kind((1 << width) - 1)).astype(np.int64)


def _ends(known: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Of the words of rows, one after the other, the first two of each row and its last; 0 where there is none."""
    known = np.append(known, [0, 0])
    first = np.cumsum(counts) - counts
    return np.stack([np.where(counts > 0, known[first], 0), np.where(counts > 1, known[first + 1], 0),
                     np.where(counts > 0, known[first + counts - 1], 0)], axis=1)
