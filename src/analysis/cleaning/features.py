"""What is measured of blocks before anything is decided: figures of each, of its surroundings, of the text.

All of it is computed for many texts at once, a row a block, in time linear in their characters: characters
by class and words by number are counted in numpy, Python touches each word twice.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from .lines import WORD

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
_PROSE_WORDS = 12     # from here on a line with an end mark counts as prose
_WINDOWS = (1, 3, 8, 20)
_LENGTHS = np.array([2, 3, 5, 8, 13, 25, 50])  # words: bounds of the lengths that a shape tells apart
_COMMON = 1500        # the vocabulary's words up to this number say little of a subject
_FUNCTION = frozenset(
    "the a an and or but of to in on at by for with from as is are was were be been it its that this "
    "these those he she they we you i his her their our your my not no has have had will would can could "
    "should may might do does did what which who whom how when where why after before over under into "
    "out up down about than then so if more most all also said says one just now only other some any "
    "there here t s re ve ll d m".split())


@dataclass(frozen=True, slots=True)
class Features:
    """Rows are blocks, all texts below one another.

    ``dense``: float32 (rows, len(NAMES)). ``words``: the numbers of each row's distinct words, row after row;
    ``word_row``: whose they are. ``ends``: (rows, 3) the numbers of a row's first two words and its last new one.
    ``pages``: where each text's rows begin, and the end. ``tokens``: each row's words, lower case.
    """

    dense: np.ndarray
    words: np.ndarray
    word_row: np.ndarray
    ends: np.ndarray
    pages: np.ndarray
    tokens: list[list[str]]


class Words(dict[str, int]):
    """word → number: those of the vocabulary, and, as they come, new numbers for words that are not in it.

    ``standing`` is what the network knows of a number: itself, or for a new word that of its :func:`shape_of`.
    """

    _MOST = 200_000  # words: beyond, the new ones are forgotten before the next text

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__((word, number) for number, word in enumerate(vocabulary))
        self.known = len(self)
        self.standing = array("q", range(self.known))
        self.function = bytearray(word in _FUNCTION for word in vocabulary)

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self.standing.append(self.get(shape_of(word), 0))
        self.function.append(word in _FUNCTION)
        return number

    def tidy(self) -> None:
        """Forget the new words where they have become too many."""
        if len(self) > self._MOST:
            for word in list(self)[self.known:]:
                del self[word]
            del self.standing[self.known:], self.function[self.known:]


def shape_of(word: str) -> str:
    """The name under which a word that is not in the vocabulary is known: by its digits, or its length."""
    if word.isdigit():
        return f"<{min(len(word), 5)} digits>"
    return "<long>" if len(word) > 7 else "<short>"


SHAPES = ("<none>", "<long>", "<short>", *(f"<{n} digits>" for n in range(1, 6)))


def features(texts: Sequence[Sequence[str]], numbers: Words) -> Features:
    """Measure the blocks of several texts (each a sequence of its blocks' strings, without line breaks)."""
    pages = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(t) for t in texts], out=pages[1:])
    lines = list(chain.from_iterable(texts))
    rows = len(lines)
    numbers.tidy()
    tokens = list(map(WORD.findall, map(str.lower, lines)))
    counts = np.fromiter(map(len, tokens), np.int64, rows)
    distinct = list(map(dict.fromkeys, tokens))
    sizes = np.fromiter(map(len, distinct), np.int64, rows)
    found = np.fromiter(map(numbers.__getitem__, chain.from_iterable(distinct)), np.int64, int(sizes.sum()))
    row_of = np.repeat(np.arange(rows), sizes)
    page_of = np.repeat(np.arange(len(texts)), np.diff(pages))
    words = np.frombuffer(numbers.standing, np.int64)[found]
    telling = np.frombuffer(numbers.function, np.uint8)[found] == 0
    _, local = np.unique(found + page_of[row_of] * len(numbers), return_inverse=True)
    columns: dict[str, np.ndarray] = {}
    _characters(lines, counts, columns)
    _repetition(texts, columns)
    place = _Place(pages, page_of)
    _shapes(counts, place, columns)
    _surroundings(counts, place, columns)
    _likeness(local, row_of, telling, words, sizes, counts, place, columns)
    dense = np.stack([columns[name] for name in NAMES], axis=1).astype(np.float32)
    return Features(dense, words, row_of, _ends(sizes, words), pages, tokens)


class _Place:
    """Where each row stands in its text: ``index`` among all rows, ``first`` and ``end`` of its text's rows."""

    def __init__(self, pages: np.ndarray, page: np.ndarray) -> None:
        self.pages, self.page = pages, page
        self.index = np.arange(len(page))
        self.first, self.end = pages[:-1][page], pages[1:][page]


def _ends(sizes: np.ndarray, words: np.ndarray) -> np.ndarray:
    last = np.cumsum(sizes)
    start = last - sizes
    padded = np.append(words, [0, 0])
    return np.stack([np.where(sizes > 0, padded[start], 0), np.where(sizes > 1, padded[start + 1], 0),
                     np.where(sizes > 0, padded[last - 1], 0)], axis=1)


def _characters(lines: Sequence[str], words: np.ndarray, out: dict[str, np.ndarray]) -> None:
    rows = len(lines)
    lengths = np.fromiter(map(len, lines), np.int64, rows)
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _TABLE[np.minimum(codes, _TABLE_SIZE - 1)]
    row = np.repeat(np.arange(rows), lengths)
    counted = np.bincount(row * _KINDS + classes, minlength=rows * _KINDS).reshape(rows, _KINDS).astype(np.float64)
    starts = np.cumsum(lengths) - lengths
    upper = classes == _UPPER
    letter = (classes == _UPPER) | (classes == _LOWER)
    before = np.empty_like(letter)
    before[:1] = False
    before[1:] = letter[:-1]
    before[starts[lengths > 0]] = False
    capitals = np.bincount(row[upper & ~before], minlength=rows)
    size = np.maximum(lengths, 1)
    many = np.maximum(words, 1)
    letters = np.maximum(counted[:, _LOWER] + counted[:, _UPPER], 1)
    out["words"] = np.log1p(words)
    out["words, up to 20"] = np.minimum(words, 20) / 20
    out["word length"] = np.minimum((counted[:, _LOWER] + counted[:, _UPPER]) / many, 12) / 6
    out["capital letters"] = counted[:, _UPPER] / letters
    out["capitalised words"] = np.minimum(capitals / many, 1)
    out["digits"] = counted[:, _DIGIT] / size
    for name in ("stop", "comma", "quote", "colon", "dash", "bracket", "ask"):
        out[f"{name}s a word"] = np.minimum(counted[:, _NUMBER[name]] / many, 1)
    for name in ("stop", "comma", "ask", "bar", "sign", "at", "money", "more", "colon"):
        out[f"any {name}"] = np.minimum(counted[:, _NUMBER[name]], 3) / 3
    nonempty = lengths > 0
    lastc = np.zeros(rows, np.int64)
    firstc = np.zeros(rows, np.int64)
    lastc[nonempty] = classes[(starts + lengths - 1)[nonempty]]
    firstc[nonempty] = classes[starts[nonempty]]
    prior = np.zeros(rows, np.int64)
    two = lengths > 1
    prior[two] = classes[(starts + lengths - 2)[two]]
    stop = (lastc == _NUMBER["stop"]) | (lastc == _NUMBER["ask"])
    quoted = ((lastc == _NUMBER["quote"]) | (lastc == _NUMBER["bracket"])) & (
        (prior == _NUMBER["stop"]) | (prior == _NUMBER["ask"])
    )
    dots = (lastc == _NUMBER["more"]) | ((lastc == _NUMBER["stop"]) & (prior == _NUMBER["stop"]))
    out["ends a sentence"] = (stop | quoted) & ~dots
    out["ends in dots"] = dots
    for name in ("colon", "comma", "bracket", "quote"):
        out[f"ends in {name}"] = lastc == _NUMBER[name]
    out["ends in a digit"] = lastc == _DIGIT
    out["begins upper"] = firstc == _UPPER
    out["begins lower"] = firstc == _LOWER
    out["begins with a digit"] = firstc == _DIGIT
    out["begins with a quote"] = firstc == _NUMBER["quote"]
    out["begins with a mark"] = (firstc >= _NUMBER["dash"]) | (firstc == 0)
    sentences = counted[:, _NUMBER["stop"]] + counted[:, _NUMBER["ask"]]
    out["words a sentence"] = np.log1p(words / np.maximum(sentences, 1)) / 3
    out["sentences"] = np.log1p(sentences) / 2
    out["prose"] = ((words >= _PROSE_WORDS) & (stop | quoted)) | (words >= 40)


def _repetition(texts: Sequence[Sequence[str]], out: dict[str, np.ndarray]) -> None:
    total, earlier = [], []
    for text in texts:
        times: dict[str, int] = {}
        before = []
        for line in text:
            seen = times.get(line, 0)
            before.append(seen)
            times[line] = seen + 1
        earlier += before
        total += [times[line] for line in text]
    out["times in the text"] = np.log(np.array(total, float))
    out["seen before"] = np.minimum(np.array(earlier, float), 1)


def _sums(values: np.ndarray) -> np.ndarray:
    """Cumulative sums with a leading zero, so that any window is a difference of two."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def _shapes(words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """Lists repeat themselves: a line of a list has the length and the ends of lines near it."""
    rows, index = len(words), at.index
    size = out["words"]
    for step in (1, 2, 3, 4):
        before, after = index - step, index + step
        apart_before = np.abs(size - size[np.maximum(before, 0)])
        apart_after = np.abs(size - size[np.minimum(after, rows - 1)]) if rows else size
        out[f"length unlike {step} before"] = np.where(before >= at.first, np.minimum(apart_before, 3), 3) / 3
        out[f"length unlike {step} after"] = np.where(after < at.end, np.minimum(apart_after, 3), 3) / 3
    shape = (np.searchsorted(_LENGTHS, words) * 64 + 32 * (out["ends a sentence"] > 0) + 16 * (out["begins upper"] > 0)
             + 8 * (out["begins with a digit"] > 0) + 4 * (out["any bar"] > 0) + 2 * (out["ends in a digit"] > 0)
             + (out["capitalised words"] > 0.6))
    _, code = np.unique(shape + at.page * 1024, return_inverse=True)
    times = np.bincount(code)[code] if rows else code
    out["share of this shape"] = times / np.maximum(at.end - at.first, 1)
    for step in (1, 2, 3, 4, 5, 6):
        other = np.minimum(index + step, rows - 1)
        same = (shape[other] == shape) & (index + step < at.end) if rows else np.zeros(0, bool)
        out[f"shape of {step} on"] = same
        back = np.zeros(rows, bool)
        back[step:] = same[:-step] if rows > step else back[step:]
        out[f"shape of {step} back"] = back


def _surroundings(words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """How much stands around a block, how much of it is prose, and how far the next prose is."""
    index, first, end = at.index, at.first, at.end
    here = out["prose"]
    every = _sums(np.minimum(words, 400))
    prose = _sums(np.where(here, np.minimum(words, 150), 0))
    prose_lines = _sums(here)
    every_first, prose_first = every[first], prose[first]
    page_words = np.maximum(every[end] - every_first, 1)
    page_prose = np.maximum(prose[end] - prose_first, 1)
    many = (end - first).astype(float)
    before, after = prose[index] - prose_first, prose[end] - prose[index + 1]
    out["place by lines"] = (index - first) / many
    out["place by words"] = (every[index] - every_first) / page_words
    out["prose before"] = before / page_prose
    out["prose after"] = after / page_prose
    out["prose words before"] = np.log1p(before) / 5
    out["prose words after"] = np.log1p(after) / 5
    out["lines before"] = np.log1p(index - first) / 3
    out["lines after"] = np.log1p(end - 1 - index) / 3
    for reach in _WINDOWS:
        low, high = np.maximum(index - reach, first), np.minimum(index + reach + 1, end)
        out[f"prose words in {reach} before"] = np.log1p(prose[index] - prose[low]) / 4
        out[f"prose words in {reach} after"] = np.log1p(prose[high] - prose[index + 1]) / 4
        if reach > 1:
            out[f"words a line in {reach} before"] = (
                np.log1p((every[index] - every[low]) / np.maximum(index - low, 1)) / 3
            )
            out[f"words a line in {reach} after"] = (
                np.log1p((every[high] - every[index + 1]) / np.maximum(high - index - 1, 1)) / 3
            )
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


def _likeness(local: np.ndarray, row_of: np.ndarray, telling: np.ndarray, words_known: np.ndarray, sizes: np.ndarray,
              words: np.ndarray, at: _Place, out: dict[str, np.ndarray]) -> None:
    """How much a block shares with the text's prose, and with the middle of its thickest stretch of prose."""
    rows, index = len(words), at.index
    names = int(local.max()) + 1 if len(local) else 0
    here = out["prose"]
    own = here[row_of]
    in_prose = np.bincount(local[own], minlength=names)
    in_lines = np.bincount(local, minlength=names)
    telling_words = np.bincount(row_of[telling], minlength=rows)
    many = np.maximum(telling_words, 1)
    out["function words"] = 1 - telling_words / np.maximum(sizes, 1)
    others = in_prose[local] - own
    rest = in_lines[local] - 1 - others
    out["shared with the prose"] = _mean((others > 0) & telling, row_of, many)
    out["shared, twice"] = _mean((others > 1) & telling, row_of, many)
    out["shared with what is no prose"] = _mean((rest > 0) & telling, row_of, many)
    sums = _sums(np.where(here, np.minimum(words, 150), 0))
    thick = sums[np.minimum(index + 6, at.end)] - sums[np.maximum(index - 5, at.first)]
    filled = np.flatnonzero(np.diff(at.pages))
    best = np.zeros(len(at.pages) - 1)
    if rows:
        best[filled] = np.maximum.reduceat(thick, at.pages[:-1][filled])
    hit = np.flatnonzero(thick >= best[at.page])
    centre = np.zeros(len(best), np.int64)
    centre[at.page[hit][::-1]] = hit[::-1]  # the first of them
    away = index - centre[at.page]
    near = (np.abs(away) <= 5) & here
    near_words = near[row_of]
    in_near = np.bincount(local[near_words], minlength=names)[local] - near_words
    out["shared with the thick of it"] = _mean((in_near > 0) & telling, row_of, many)
    out["shared with it, twice"] = _mean((in_near > 1) & telling, row_of, many)
    rare = telling & (words_known > _COMMON)
    many_rare = np.maximum(np.bincount(row_of[rare], minlength=rows), 1)
    out["rare words"] = np.bincount(row_of[rare], minlength=rows) / many
    out["rare, shared with the prose"] = _mean((others > 0) & rare, row_of, many_rare)
    out["rare, shared with the thick of it"] = _mean((in_near > 0) & rare, row_of, many_rare)
    out["rare, shared with what is no prose"] = _mean((rest > 0) & rare, row_of, many_rare)
    out["before the thick of it"] = np.log1p(np.maximum(-away, 0)) / 3
    out["after the thick of it"] = np.log1p(np.maximum(away, 0)) / 3


def _mean(hits: np.ndarray, row_of: np.ndarray, many: np.ndarray) -> np.ndarray:
    return np.bincount(row_of[hits], minlength=len(many)) / many


def _names() -> tuple[str, ...]:
    columns: dict[str, np.ndarray] = {}
    one, none = np.ones(1, np.int64), np.zeros(0, np.int64)
    _characters(["a"], one, columns)
    _repetition([["a"]], columns)
    place = _Place(np.array([0, 1]), np.zeros(1, np.int64))
    _shapes(one, place, columns)
    _surroundings(one, place, columns)
    _likeness(none, none, none.astype(bool), none, one, one, place, columns)
    return tuple(columns)


NAMES = _names()
