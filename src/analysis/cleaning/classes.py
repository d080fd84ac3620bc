"""A block's characters by class: how many of each it has, how it begins and ends."""

from itertools import chain

import numpy as np

from .spelling import SIZE

_SPACES = " \t\u00a0\u2002\u2003\u2009\u200b"
_CLASSES = {  # class of a character → what belongs to it
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
_LOWER, _SPACE, _UPPER, DIGIT = range(1, 5)  # 0: of no class
_NUMBER = {name: number for number, name in enumerate(_CLASSES, 5)}
_KINDS = 5 + len(_CLASSES)
_PROSE_WORDS = 12  # from here on a line with an end mark counts as prose


def _class_table() -> np.ndarray:
    table = np.zeros(SIZE, np.uint8)
    for code in chain(range(0x530), range(0x1E00, 0x2000)):
        char = chr(code)
        table[code] = _UPPER if char.isupper() else DIGIT if char.isdigit() else _LOWER if char.isalpha() else 0
    for char in _SPACES:
        table[ord(char)] = _SPACE
    for name, chars in _CLASSES.items():
        for char in chars:
            table[ord(char)] = _NUMBER[name]
    return table


TABLE = _class_table()


def figures(text: np.ndarray, lengths: np.ndarray, row_of: np.ndarray, words: np.ndarray) -> dict[str, np.ndarray]:
    """Figures by name, each (rows,). Of a text of :func:`~.spelling.codes` are given the ``lengths`` of its rows, each
    with a line break behind it; of each character its row, ``row_of``; and of each row the number of its ``words``.
    """
    out: dict[str, np.ndarray] = {}
    rows = len(lengths)
    classes = TABLE[text]
    marks = np.flatnonzero(classes != _LOWER)  # a quarter of all
    marked = classes[marks]
    counted = np.bincount(row_of[marks].astype(np.int64) * _KINDS + marked, minlength=rows * _KINDS)
    counted = counted.reshape(rows, _KINDS).T.astype(np.float64)
    lower = lengths + 1 - counted.sum(axis=0)  # with the line break, which is of no class
    starts = np.cumsum(lengths + 1) - lengths - 1
    upper = marks[marked == _UPPER]
    before = classes[upper - 1]
    first = upper[((before != _LOWER) & (before != _UPPER)) | (upper == 0)]
    capitals = np.bincount(row_of[first], minlength=rows)
    size, many = np.maximum(lengths, 1), np.maximum(words, 1)
    letters = lower + counted[_UPPER]
    out["words"] = np.log1p(words)
    out["words, up to 20"] = np.minimum(words, 20) / 20
    out["word length"] = np.minimum(letters / many, 12) / 6
    out["capital letters"] = counted[_UPPER] / np.maximum(letters, 1)
    out["capitalised words"] = np.minimum(capitals / many, 1)
    out["digits"] = counted[DIGIT] / size
    for name in ("stop", "comma", "quote", "colon", "dash", "bracket", "ask"):
        out[f"{name}s a word"] = np.minimum(counted[_NUMBER[name]] / many, 1)
    for name in ("stop", "comma", "ask", "bar", "sign", "at", "money", "more", "colon"):
        out[f"any {name}"] = np.minimum(counted[_NUMBER[name]], 3) / 3
    padded = np.append(classes, np.zeros(2, np.uint8))
    last = np.where(lengths > 0, padded[starts + lengths - 1], 0)
    prior = np.where(lengths > 1, padded[starts + lengths - 2], 0)
    _ending(out, np.where(lengths > 0, padded[starts], 0), last, prior)
    sentences = counted[_NUMBER["stop"]] + counted[_NUMBER["ask"]]
    out["words a sentence"] = np.log1p(words / np.maximum(sentences, 1)) / 3
    out["sentences"] = np.log1p(sentences) / 2
    closed = (last == _NUMBER["stop"]) | (last == _NUMBER["ask"]) | _quoted(last, prior)
    out["prose"] = ((words >= _PROSE_WORDS) & closed) | (words >= 40)
    return out


def _quoted(last: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Ends of sentences within quotation marks or brackets."""
    ended = (prior == _NUMBER["stop"]) | (prior == _NUMBER["ask"])
    return ended & ((last == _NUMBER["quote"]) | (last == _NUMBER["bracket"]))


def _ending(out: dict[str, np.ndarray], first: np.ndarray, last: np.ndarray, prior: np.ndarray) -> None:
    stop = (last == _NUMBER["stop"]) | (last == _NUMBER["ask"])
    dots = (last == _NUMBER["more"]) | ((last == _NUMBER["stop"]) & (prior == _NUMBER["stop"]))
    out["ends a sentence"] = (stop | _quoted(last, prior)) & ~dots
    out["ends in dots"] = dots
    for name in ("colon", "comma", "bracket", "quote"):
        out[f"ends in {name}"] = last == _NUMBER[name]
    out["ends in a digit"] = last == DIGIT
    out["begins upper"] = first == _UPPER
    out["begins lower"] = first == _LOWER
    out["begins with a digit"] = first == DIGIT
    out["begins with a quote"] = first == _NUMBER["quote"]
    out["begins with a mark"] = (first >= _NUMBER["dash"]) | (first == 0)
