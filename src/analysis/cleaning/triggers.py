"""Which lines of a text hold any of many words, in one pass over the text whatever their number.

Three characters of each word lead to it by a table; where they stand in the text, the whole word is compared.
"""

from collections.abc import Sequence

import numpy as np

_STEPS = (np.uint16(40503), np.uint16(257), np.uint16(1))  # odd numbers that spread three characters over the table
_COMMON = "etaoinshrdlcumwfgypbvk "  # characters of English prose, commonest first


class Triggers:
    """Groups of words of three characters or more, at most sixteen groups; group n is the bit ``1 << n``."""

    def __init__(self, *groups: Sequence[str]) -> None:
        bits: dict[str, int] = {}
        for number, words in enumerate(groups):
            for word in words:
                bits[word] = bits.get(word, 0) | 1 << number
        self._longest = max(map(len, bits))
        self._table = np.zeros(1 << 16, np.uint8)  # of three characters the number of the word, 0 for none
        self._bits = np.array([0, *bits.values()], np.uint16)
        self._words = np.zeros((len(bits) + 1, self._longest), np.uint16)  # 0: whatever stands there
        self._places = np.zeros(len(bits) + 1, np.int64)  # of the three characters in the word
        self._firsts = np.zeros(len(bits) + 1, np.uint16)  # the first of them
        for number, word in enumerate(bits, 1):
            place, key = self._free(word)
            self._table[key], self._places[number] = number, place
            self._words[number, :len(word)] = _codes(word)
            self._firsts[number] = self._words[number, place]

    def _free(self, word: str) -> tuple[int, int]:
        """The three characters of a word that stand least often in prose, and lead to no other word."""
        def rarity(place: int) -> int:
            return sum(_COMMON.find(c) if c in _COMMON else 2 * len(_COMMON) for c in word[place:place + 3])

        keys = _hashed(_codes(word)).tolist()
        place = max((n for n, key in enumerate(keys) if not self._table[key]), key=rarity)
        return place, keys[place]

    def lines(self, text: str, starts: Sequence[int]) -> list[int]:
        """Of each line, the groups (bits) of which it holds a word; ``starts``: where the lines begin."""
        codes = _codes(text)
        numbers = self._table[_hashed(codes)]
        places = np.flatnonzero(numbers != 0)
        same = np.flatnonzero(codes[places] == self._firsts[numbers[places]])
        places = places[same]
        found = numbers[places]
        places -= self._places[found]
        wide = np.zeros(len(codes) + 2 * self._longest, np.uint16)
        wide[self._longest:-self._longest] = codes
        words = self._words[found]
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
