"""Blocks → sentences, with character offsets into the raw text.

Sentence splitting is pysbd's (Sadvilkar & Neumann 2020, NLP-OSS, pp. 110-114), the best of five on our hard
cases (tests/segments/cases); what it does wrong on news text is mended in `_JOINED`, a rule each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.cleaning import Cleaned
from analysis.cleaning.wrapped import level
from analysis.corpus import Piece

if TYPE_CHECKING:
    from pysbd import Segmenter

_LONGEST = 4000  # characters handed to pysbd at once: its time grows with the square of the length
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|" \
        r"September|October|November|December|[ECMP][SD]?T\b|GMT|on |at |in |and |or |to "
# (end of a sentence, start of the next) that are one sentence after all.
_JOINED = (
    (re.compile(r""), re.compile(r"[\W_]*$")),                                   # nothing but punctuation
    (re.compile(r"\b[ap]\.m\.$"), re.compile(_DAYS)),                            # "at 3 p.m. Friday"
    (re.compile(r"\b(?:Vol|Nos?|Figs?|pp?|Ch|Art|Sec|Arts|Secs)\.$"), re.compile(r"[\dIVX]")),  # "Vol. 3"
    (re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U)\.?$"), re.compile(r"[a-z,;:]")),     # "the U.S. came"
)
# Ends that pysbd takes for an abbreviation: the next word opens a sentence.
_MISSED = re.compile(r"(?<=[A-Z]\.[A-Z]\.) (?=(?:Then|He|She|It|They|We|But|And|The|This|That|In|Now|Yet)\b)")
# what an apostrophe opens that is no quotation: elisions, and names as in 'Abd al-Malik
_ELIDED = (r"\d\ds|tis|twas|twere|twill|em|im|er|n|til|cos|bout|neath|gainst|ere|allo|course|s-|ndrangheta|"
           r"abd|abdul\w*|ain|ali|umar|amr|uthman")
_YEAR = r"(?:(?<=the )|(?<=of )|(?<=in )|(?<=since )|(?<=-))'\d\d\b"  # in '68
_OPENED = rf"(?<![\w'’])(?!{_YEAR})'(?![\s']|(?:{_ELIDED})\b)"
_HIDDEN = "#"
_LONGEST_SINGLE = 600  # characters between straight single marks
_QUOTES = (
    re.compile(r"“[^“”]*(?:”|$)"),
    re.compile(r'(?<![\w"])"[^"]*(?:"|$)'),
    re.compile(r"(?<![\w’])‘[^‘]*?’(?!\w)"),
)

# 'so', where it is closed: best not by what may be an apostrophe (the miners' wives, dancin', 6')
_SINGLE = re.compile(
    rf"{_OPENED}(?:[^\n']|(?<=\w)'){{0,{_LONGEST_SINGLE}}}?"
    r"(?:(?<![\s's\d])(?<!(?-i:[a-z]in))'|(?<=s)'(?! ['\w]))(?!\w)"
    rf"|{_OPENED}[^\n]{{0,{_LONGEST_SINGLE}}}?(?<![\s'])'(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """A sentence: its key within the piece, its place in the raw text, and how much of it is quotation.

    `part` is the role of its block; `paragraph` counts the blocks of that part from 1, `sentence` the
    sentences of that part from 1; `start` and `end` are characters into the raw text; in `text` a word that the end of
    a line cut is whole, with spaces behind it for what was left out; `quoted` is the share
    (0 to 1) of its characters that stands inside quotation marks.
    """

    part: str
    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    quoted: float


@dataclass(frozen=True)
class Document:
    """All that a measure is given: the piece's facts, its raw text, its blocks and its sentences."""

    piece: Piece
    text: str
    cleaned: Cleaned
    sentences: tuple[Sentence, ...]

    @property
    def body_sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the body, in order."""
        return tuple(s for s in self.sentences if s.part == "body")

    @property
    def paragraphs(self) -> tuple[tuple[Sentence, ...], ...]:
        """Sentences of the body by paragraph, in order."""
        return tuple(tuple(group) for _, group in groupby(self.body_sentences, key=lambda s: s.paragraph))


def segment(piece: Piece, cleaned: Cleaned) -> Document:
    """Split every block of a cleaned text into sentences; parts are numbered each on its own."""
    paragraphs: dict[str, int] = {}
    numbers: dict[str, int] = {}
    sentences = []
    whole = cleaned.whole
    for block in cleaned.blocks:
        paragraphs[block.role] = paragraphs.get(block.role, 0) + 1
        text = level(whole.text[block.start:block.end])  # a paragraph whose lines were wrapped is no more than one
        quoted = quotation_spans(text)
        for start, end in split_sentences(text):
            numbers[block.role] = numbers.get(block.role, 0) + 1
            place = whole.span(block.start + start, block.start + end)
            sentences.append(Sentence(block.role, paragraphs[block.role], numbers[block.role], *place, text[start:end],
                                      _covered(start, end, quoted)))
    return Document(piece, cleaned.text, cleaned, tuple(sentences))


def split_sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a paragraph, white space left out; [] for a blank text.

    >>> text = "The U.S. struck at 3 p.m. Friday. Nobody objected."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['The U.S. struck at 3 p.m. Friday.', 'Nobody objected.']
    """
    spans: list[tuple[int, int]] = []
    for start, end in _raw_spans(text):
        if spans and _is_joined(text[spans[-1][0]:spans[-1][1]], text[start:end]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=64)
def quotation_spans(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of what stands between quotation marks, marks included, in order, not nested.

    A quotation that is opened and never closed runs to the end of the paragraph, as newspapers print one of
    several paragraphs.
    """
    firm = _outer(match.span() for pattern in _QUOTES for match in pattern.finditer(text))
    parts, at = [], 0
    for start, end in firm:  # a straight single mark inside other quotation marks is none
        parts += [text[at:start], _HIDDEN * (end - start)]
        at = end
    hidden = "".join([*parts, text[at:]])
    return tuple(_outer([*firm, *(match.span() for match in _SINGLE.finditer(hidden))]))


def _outer(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that begin in none before them."""
    outer: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def _covered(start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return round(inside / (end - start), 4)


def _is_joined(before: str, after: str) -> bool:
    return any(end.search(before) and start.match(after) for end, start in _JOINED)


def _raw_spans(text: str) -> Iterator[tuple[int, int]]:
    for offset, part in _chunks(text):
        place = 0
        for found in _segmenter().segment(part):
            found = found.strip()
            if not found:
                continue
            start = part.find(found, place)
            if start < 0:  # pysbd changed a character: keep what is left in one piece
                found = part[place:].strip()
                start = part.find(found, place)
            place = start + len(found)
            yield from _split_missed(offset + start, found)
            if not part[place:].strip():
                break
        else:
            if rest := part[place:].strip():
                start = part.find(rest, place)
                yield offset + start, offset + start + len(rest)


def _split_missed(start: int, text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in _MISSED.finditer(text):
        yield start + place, start + match.start()
        place = match.end()
    yield start + place, start + len(text)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Parts of at most about `_LONGEST` characters, cut after a full stop or else at a space."""
    place = 0
    while len(text) - place > _LONGEST:
        window = text[place:place + _LONGEST]
        cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! ")) + 1
        cut = cut or window.rfind(" ") + 1 or _LONGEST
        yield place, text[place:place + cut]
        place += cut
    yield place, text[place:]


@cache
def _segmenter() -> "Segmenter":
    import warnings

    with warnings.catch_warnings():  # its sources hold invalid escapes, reported by Python 3.12 and later
        warnings.simplefilter("ignore")
        from pysbd import Segmenter
    return Segmenter(language="en", clean=False)
