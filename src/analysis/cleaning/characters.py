"""What is measured of a block by itself: its characters by class, its words, how it begins and ends.

Computed once for the blocks of many texts, however often they are looked at in other surroundings; characters are
told apart by a table and words by number in numpy, in time linear in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .vocabulary import BITS, CUED, PICTURED, TELLING, Words

_CLASSES = {  # class of a character → what belongs to it
    "space": " \t\u00a0\u2002\u2003\u2009\u200b",
    "stop": ".",
    "comma": ",",
    "ask": "?!",
    "quote": "\"'“”‘’«»`",
    "colon": ":;",
    "dash": "-–—_",
    "bar": "|·•›>→▸►●■/\\",
    "sign": "©®™℠",
    "bracket": "()[]{}",
    "at": "@#&",
    "money": "$€£¥%+*=<~^",
    "more": "…",
}
_LOWER, _UPPER, _DIGIT = 1, 2, 3
_NUMBER = {name: number for number, name in enumerate(_CLASSES, 4)}
_KINDS = 4 + len(_CLASSES)
_TABLE_SIZE = 0x2600
_PROSE_WORDS = 12  # from here on a line with an end mark counts as prose
_TOKEN = re.compile(r"\w+|\n")


def _class_table() -> np.ndarray:
    table = np.zeros(_TABLE_SIZE, np.uint8)
    for code in chain(range(0x530), range(0x1E00, 0x2000)):
        char = chr(code)
        table[code] = _UPPER if char.isupper() else _DIGIT if char.isdigit() else _LOWER if char.isalpha() else 0
    for name, chars in _CLASSES.items():
        for char in chars:
            table[ord(char)] = _NUMBER[name]
    return table


_TABLE = _class_table()


@dataclass(frozen=True, slots=True)
class Lines:
    """Blocks measured one by one, a row a block.

    ``texts``: the blocks, without line breaks. ``tokens``: the words of all, lower case, with a line break between
    blocks; ``begins``: where a row's begin in it. ``counts``: (rows,) words. ``own``: figures by name, each (rows,).
    ``words``: the numbers of each row's distinct words, row after row; ``starts``: (rows + 1,) where a row's begin.
    ``ends``: (rows, 3) the numbers of a row's first two words and its last, as the network knows them. ``cued``,
    ``pictured``: whether a row has a word of a cue, or what a caption has. ``telling``: the numbers of each row's
    distinct words that say something of a subject; ``tells``: (rows + 1,) where a row's begin.
    """

    texts: Sequence[str]
    tokens: list[str]
    begins: list[int]
    counts: np.ndarray
    own: dict[str, np.ndarray]
    words: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    cued: list[bool]
    pictured: list[bool]
    telling: list[int]
    tells: list[int]

    def said(self, row: int) -> list[str]:
        """A row's words in order, lower case."""
        return self.tokens[self.begins[row]:self.begins[row + 1] - 1]

    def terms(self, row: int) -> list[int]:
        """The numbers of a row's distinct words that say something of a subject."""
        return self.telling[self.tells[row]:self.tells[row + 1]]


def measure(texts: Sequence[str], numbers: Words) -> Lines:
    """Measure blocks (none with a line break in it) by themselves."""
    rows = len(texts)
    numbers.tidy()
    tokens = _TOKEN.findall("\n".join(texts).lower()) if rows else []
    stream = np.fromiter(map(numbers.__getitem__, tokens), np.int64, len(tokens))
    breaks = np.flatnonzero(stream == 0)
    begins = np.concatenate([[0], breaks + 1, [len(stream) + 1]])[:rows + 1]
    counts = np.diff(begins) - 1
    row = np.repeat(np.arange(rows), counts)
    said = stream[stream != 0]
    own = _characters(texts, counts)
    width = len(numbers.standing)
    pairs = np.sort(row * width + said)
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    row, words = np.divmod(pairs, width)
    sizes = np.bincount(row, minlength=rows)
    flags, many = np.frombuffer(numbers.flags, np.uint16)[words], np.maximum(sizes, 1)
    telling = flags & TELLING > 0
    tells = np.append(0, np.cumsum(np.bincount(row[telling], minlength=rows)))
    own["function words"] = 1 - np.diff(tells) / many
    for name, bit in BITS.items():
        own[name] = np.minimum(np.bincount(row[flags & bit > 0], minlength=rows) / np.sqrt(many), 1)
    starts = np.zeros(rows + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    cued, pictured = (np.bincount(row[flags & bit > 0], minlength=rows) > 0 for bit in (CUED, PICTURED))
    pictured |= (own["brackets a word"] > 0) | (own["any bar"] > 0)
    return Lines(texts, tokens, begins.tolist(), counts, own, words, starts, _ends(stream, begins, counts, numbers),
                 cued.tolist(), pictured.tolist(), words[telling].tolist(), tells.tolist())


def _ends(stream: np.ndarray, begins: np.ndarray, counts: np.ndarray, numbers: Words) -> np.ndarray:
    known = np.frombuffer(numbers.standing, np.int64)[np.append(stream, [0, 0])]
    first, last = begins[:-1], begins[1:] - 2
    return np.stack([np.where(counts > 0, known[first], 0), np.where(counts > 1, known[first + 1], 0),
                     np.where(counts > 0, known[last], 0)], axis=1)


def _characters(texts: Sequence[str], words: np.ndarray) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {}
    rows = len(texts)
    lengths = np.fromiter(map(len, texts), np.int64, rows)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _TABLE[np.minimum(codes, _TABLE_SIZE - 1)]
    row = np.repeat(np.arange(0, rows * _KINDS, _KINDS), lengths)
    counted = np.bincount(row + classes, minlength=rows * _KINDS).reshape(rows, _KINDS).T.astype(np.float64)
    starts = np.cumsum(lengths) - lengths
    upper = classes == _UPPER
    letter = upper | (classes == _LOWER)
    first = upper.copy()
    first[1:] &= ~letter[:-1]
    first[starts[lengths > 0]] = upper[starts[lengths > 0]]
    capitals = np.bincount(row[first] // _KINDS, minlength=rows)
    size, many = np.maximum(lengths, 1), np.maximum(words, 1)
    letters = counted[_LOWER] + counted[_UPPER]
    out["words"] = np.log1p(words)
    out["words, up to 20"] = np.minimum(words, 20) / 20
    out["word length"] = np.minimum(letters / many, 12) / 6
    out["capital letters"] = counted[_UPPER] / np.maximum(letters, 1)
    out["capitalised words"] = np.minimum(capitals / many, 1)
    out["digits"] = counted[_DIGIT] / size
    for name in ("stop", "comma", "quote", "colon", "dash", "bracket", "ask"):
        out[f"{name}s a word"] = np.minimum(counted[_NUMBER[name]] / many, 1)
    for name in ("stop", "comma", "ask", "bar", "sign", "at", "money", "more", "colon"):
        out[f"any {name}"] = np.minimum(counted[_NUMBER[name]], 3) / 3
    padded = np.append(classes, np.zeros(2, np.uint8))
    first_class = np.where(lengths > 0, padded[starts], 0)
    last = np.where(lengths > 0, padded[starts + lengths - 1], 0)
    prior = np.where(lengths > 1, padded[starts + lengths - 2], 0)
    _ending(out, first_class, last, prior)
    sentences = counted[_NUMBER["stop"]] + counted[_NUMBER["ask"]]
    out["words a sentence"] = np.log1p(words / np.maximum(sentences, 1)) / 3
    out["sentences"] = np.log1p(sentences) / 2
    closed = (last == _NUMBER["stop"]) | (last == _NUMBER["ask"]) | _quoted(last, prior)
    out["prose"] = ((words >= _PROSE_WORDS) & closed) | (words >= 40)
    return out


def _quoted(last: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Ends of sentences within quotation marks or brackets."""
    return ((last == _NUMBER["quote"]) | (last == _NUMBER["bracket"])) & (
        (prior == _NUMBER["stop"]) | (prior == _NUMBER["ask"])
    )


def _ending(out: dict[str, np.ndarray], first: np.ndarray, last: np.ndarray, prior: np.ndarray) -> None:
    stop = (last == _NUMBER["stop"]) | (last == _NUMBER["ask"])
    dots = (last == _NUMBER["more"]) | ((last == _NUMBER["stop"]) & (prior == _NUMBER["stop"]))
    out["ends a sentence"] = (stop | _quoted(last, prior)) & ~dots
    out["ends in dots"] = dots
    for name in ("colon", "comma", "bracket", "quote"):
        out[f"ends in {name}"] = last == _NUMBER[name]
    out["ends in a digit"] = last == _DIGIT
    out["begins upper"] = first == _UPPER
    out["begins lower"] = first == _LOWER
    out["begins with a digit"] = first == _DIGIT
    out["begins with a quote"] = first == _NUMBER["quote"]
    out["begins with a mark"] = (first >= _NUMBER["dash"]) | (first == 0)
