"""Which lines of a text hold any of many words, in one pass over the text whatever their number.

Three characters of each word lead to it by a table; where they stand in the text, its first and its last are compared,
then the whole word.
"""

from collections.abc import Sequence

import numpy as np

_STEPS = (np.uint16(40503), np.uint16(257), np.uint16(1))  # odd numbers that spread three characters over the table
_COMMON = " etaoinshrdlcumwfgypbvk"  # characters of English prose, commonest first


class Triggers:
    """Groups of words of three characters or more, at most sixteen groups; group n is the bit ``1 << n``."""

    def __init__(self, *groups: Sequence[str]) -> None:
        bits: dict[str, int] = {}
        for number, words in enumerate(groups):
            for word in words:
                bits[word] = bits.get(word, 0) | 1 << number
        self._longest = max(map(len, bits))
        keys = {three: int(_hashed(_codes(three))[0]) for word in bits for three in _threes(word)}
        led: dict[str, list[str]] = {}  # three characters → the words to which they lead
        for word in bits:
            taken = {keys[three]: three for three in led}
            led.setdefault(max((three for three in _threes(word) if taken.get(keys[three], three) == three),
                               key=_rarity), []).append(word)
        words = [word for own in led.values() for word in own]
        self._table = np.zeros(1 << 16, np.uint8)  # of three characters their number, 0 for none
        self._table[[keys[three] for three in led]] = range(1, len(led) + 1)
        self._threes = np.array([[0, 0], *(_codes(three)[:2] for three in led)], np.uint16)  # the first two of each
        self._many = np.array([0, *map(len, led.values())])
        self._bits = np.array([bits[word] for word in words], np.uint16)
        self._places = np.array([word.index(three) for three, own in led.items() for word in own])
        self._sizes = np.array([*map(len, words)])
        self._last = np.array([_codes(word)[-1] for word in words])
        self._words = np.array([[*_codes(word), *[0] * (self._longest - len(word))] for word in words], np.uint16)

    def lines(self, text: str, starts: Sequence[int]) -> list[int]:
        """Of each line, the groups (bits) of which it holds a word; ``starts``: where the lines begin."""
        codes = _codes(text)
        numbers = self._table.take(_hashed(codes))
        places = np.flatnonzero(numbers != 0)
        led = numbers[places]
        first, second = self._threes[led].T
        same = np.flatnonzero((codes[places] == first) & (codes[places + 1] == second))
        many = self._many[led[same]]
        found = np.arange(many.sum()) + np.repeat(np.cumsum(self._many)[led[same]] - np.cumsum(many), many)
        places = np.repeat(places[same], many) - self._places[found]
        wide = np.zeros(len(codes) + 2 * self._longest, np.uint16)
        wide[self._longest:-self._longest] = codes
        begin, end = places + self._longest, places + self._longest + self._sizes[found] - 1
        fit = np.flatnonzero((wide[begin] == self._words[found, 0]) & (wide[end] == self._last[found]))
        places, found = places[fit], found[fit]
        words = self._words[found]  # 0: whatever stands there
        stands = wide[places[:, None] + np.arange(self._longest, 2 * self._longest)]
        whole = ((stands == words) | (words == 0)).all(axis=1)
        bits = [0] * (len(starts) + 1)  # the last for what stands before the first line
        rows = np.searchsorted(np.array(starts), places[whole], "right") - 1
        for row, more in zip(rows.tolist(), self._bits[found[whole]].tolist(), strict=True):
            bits[row] |= more
        return bits[:-1]


def _codes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint16)


def _hashed(codes: np.ndarray) -> np.ndarray:
    first, second, third = _STEPS
    return codes[:-2] * first + codes[1:-1] * second + codes[2:] * third


def _threes(word: str) -> list[str]:
    return [word[n:n + 3] for n in range(len(word) - 2)]


def _rarity(three: str) -> int:
    return sum(_COMMON.find(char) if char in _COMMON else 2 * len(_COMMON) for char in three)
