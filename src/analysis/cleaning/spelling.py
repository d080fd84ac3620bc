"""Characters and words by number, for whole texts at once: a table tells characters apart, a hash words.

The hash of a word is that of its lower-case characters as a polynomial in an odd number modulo 2**64 (Karp & Rabin
1987, IBM J. Res. Dev. 31, pp. 249-260), had for all words from one running sum; two words of a batch share one with a
probability of about 1e-12.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

_BASE = 0x9E3779B97F4A7C15
_MIXER = 0xBF58476D1CE4E5B9
_STRETCH = 1 << 16  # characters looked at together; a longer word is taken apart
_ASTRAL_WORD, _ASTRAL = 0x10000, 0x10001  # stand for what is beyond the table, by whether it can be part of a word
SIZE = 0x10002  # characters told apart
_STEM, _SHORT = 5, 3  # letters of a stem; a word of so few has none


class Spelled(NamedTuple):
    """The words of a text, in order: where each starts and ends, and its hash."""

    starts: np.ndarray
    ends: np.ndarray
    hashes: np.ndarray


@cache
def _table() -> tuple[np.ndarray, np.ndarray]:
    """Of each character whether it can be part of a word (``\\w``), and its lower-case form."""
    every = "".join(map(chr, range(0xD800))) + " " * 0x800 + "".join(map(chr, range(0xE000, 0x10000)))
    word = np.zeros(SIZE, bool)
    for match in re.finditer(r"\w+", every):
        word[match.start():match.end()] = True
    word[_ASTRAL_WORD] = True
    lower = np.arange(SIZE, dtype=np.uint64)
    lower[:0x10000] = np.frombuffer(every.replace("\u0130", "i").lower().encode("utf-32-le"), np.uint32)
    return word, lower


@cache
def _powers() -> tuple[np.ndarray, np.ndarray]:
    """Of the base and of its inverse: 0 to the length of a stretch."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(_STRETCH + 1, base, np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]


def codes(text: str) -> np.ndarray:
    """The numbers of a text's characters, as the tables here and those of :mod:`.characters` are read by."""
    found = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    if len(found) and found.max() > 0xFFFF:
        beyond = np.flatnonzero(found > 0xFFFF)
        found[beyond] = [_ASTRAL_WORD if chr(code).isalnum() else _ASTRAL for code in found[beyond].tolist()]
    return found


def spelled(text: np.ndarray) -> Spelled:
    """The words of a text of :func:`codes`."""
    parts = [Spelled(starts + begin, ends + begin, hashes) for begin, (starts, ends, hashes) in _stretches(text)]
    return parts[0] if len(parts) == 1 else Spelled(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _stretches(text: np.ndarray) -> Iterator[tuple[int, Spelled]]:
    begin = 0
    while True:
        part = text[begin:begin + _STRETCH]
        word = _table()[0][part]
        if begin + len(part) < len(text):
            size = len(part) - int(word[::-1].argmin())  # to the last character that is of no word
            part, word = part[:size], word[:size]
        yield begin, _words(part, word)
        begin += len(part)
        if begin >= len(text):
            return


def _words(part: np.ndarray, word: np.ndarray) -> Spelled:
    edged = np.zeros(len(part) + 2, bool)
    edged[1:-1] = word
    edges = np.flatnonzero(edged[1:] != edged[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverse = _powers()
    sums = np.zeros(len(part) + 1, np.uint64)
    np.multiply(_table()[1][part], powers[:len(part)], out=sums[1:])
    np.cumsum(sums, out=sums)
    return Spelled(starts, ends, (sums[ends] - sums[starts]) * inverse[starts])


def stems(text: np.ndarray, words: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """The hash of each word's first letters, by which words are the same (island, islands); 0 for short words. Of
    ``words`` the characters of a text of :func:`codes` at which they start and end.
    """
    starts, ends = words
    found = np.zeros(len(starts), np.uint64)
    for step in range(_STEM):
        at = np.minimum(starts + step, len(text) - 1)
        found += np.where(starts + step < ends, _table()[1][text[at]] * _powers()[0][step], np.uint64(0))
    found[ends - starts <= _SHORT] = 0
    return found


def sequences(hashes: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """A hash of each sequence of words; ``sizes``: how many of them, one sequence after the other."""
    ends = np.cumsum(sizes)
    place = np.arange(len(hashes)) - np.repeat(ends - sizes, sizes)
    powers = _powers()[0]
    mixed = (hashes ^ hashes >> np.uint64(29)) * np.uint64(_MIXER)  # no polynomial any more: its letters stay in it
    mixed ^= mixed >> np.uint64(32)
    sums = np.zeros(len(hashes) + 1, np.uint64)
    np.cumsum(mixed * powers[(place + 1) % len(powers)], out=sums[1:])
    return sums[ends] - sums[ends - sizes]


def runs(stream: np.ndarray) -> np.ndarray:
    """Of each word in a ``stream`` of their numbers a hash of its own and the three that follow."""
    words = np.append(stream, [0, 0, 0]).astype(np.uint64)
    found = words[:-3].copy()
    for step in (1, 2, 3):
        found *= np.uint64(_BASE)
        found += words[step:len(words) - 3 + step]
    return found
