"""Which line above the prose is the headline: its marks, weighed. :mod:`analysis.cleaning.titles_training` learns what
each weighs; a headline is named where the best line is likely enough beside there being none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log1p
from pathlib import Path

from . import people
from .lines import Line

WEIGHTS = Path(__file__).with_name("titles.tsv")
UNIT = 1000  # weights are written as whole thousandths of log-odds
CONSTANT = "constant"

BOUND = -0.7  # log-odds beside there being none from which a headline is named: nearly every piece has one
_NEARLY = 0.05  # log-odds
_SITES = 60  # characters that the title of a page, site and all, is longer than the headline
_REACH = 40  # lines above the first prose that are looked at
_SIZE = (2, 32)  # words: no headline is shorter or longer
_SHARED = 0.3  # share of its words that the opening says, from which a line may be the headline wherever it stands
_OPENING = (40, 14)  # lines from the first prose on, and of them the paragraphs, that say what the piece is about
_OFTEN, _FULL = 3, 12  # times that a word of it counts at most, and all its words together
_BELOW = 4  # lines below in which a byline or date may stand
_DATED = 14  # words: a line of dates is no longer
_DIGIT = re.compile(r"\d")  # without one there is no date
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d+ (?:min|hour|day|week|month|year)[a-z]*\b|"
                   r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d", re.I)
_MENU = frozenset(  # of the names that sites give their parts, and of what one is to do there
    "home news opinion opinions politics world national local business money markets economy sport sports culture "
    "arts entertainment life lifestyle style food travel health science technology tech education weather video "
    "videos audio podcasts podcast live photos gallery games puzzles jobs classifieds motoring property events shop "
    "store account menu search sections topics latest trending edition newsletter newsletters subscribe subscription "
    "donate support login log sign register join contact about advertise archive blogs columns columnists editorial "
    "letters obituaries people programs programmes listen watch read more share follow help faq terms privacy skip "
    "content".split())
_SITE = 0.6  # share of a line's words that are such, above which it is a menu
_DECIDES = 0.1  # of a cue: the probability from which it decides by itself
_SIGN = re.compile(r"[^\w\"“‘'\[(¿$£€]")


@cache
def weights() -> Mapping[str, float]:
    """{mark: log-odds}."""
    rows = (line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines()[1:])
    return {mark: int(weight) / UNIT for mark, weight in rows}


def headline(lines: Sequence[Line], first: int, least: float) -> tuple[int, float] | None:
    """The line above the ``first`` prose that is the headline, and how sure that is; None where none is. What is less
    likely residue than ``least`` is not looked at.
    """
    known = weights()
    maybe = [(i, known[CONSTANT] + sum([known.get(mark, 0.0) * value for mark, value in marks]))
             for i, marks in candidates(lines, first, least)]
    while (best := taken([value for _, value in maybe])) is not None:
        i = maybe[best][0]
        if not never(lines[i]):
            return _bare(lines, i, maybe), exp(maybe[best][1]) / (1 + sum([exp(value) for _, value in maybe]))
        del maybe[best]
    return None


def _bare(lines: Sequence[Line], title: int, maybe: Sequence[tuple[int, float]]) -> int:
    """The line that is the title without the site's name behind it, where one stands above the prose as well."""
    text = lines[title].text
    others = [(i, lines[i].text) for i, _ in maybe if lines[i].size > 2]
    return next((i for i, own in others if len(own) < len(text) <= len(own) + _SITES and text.startswith(own)), title)


def taken(values: Sequence[float]) -> int | None:
    """Which of the lines is named, by their log-odds beside there being no headline: the best, or one above it that is
    nearly as good, for a dek stands below its headline.
    """
    most = max(values, default=BOUND)
    return next((n for n, value in enumerate(values) if value >= most - _NEARLY), None) if most > BOUND else None


def candidates(lines: Sequence[Line], first: int, least: float = 0.0) -> Iterator[tuple[int, list[tuple[str, float]]]]:
    """The lines above the ``first`` prose that may be the headline, each with its marks and their values."""
    begin = max(0, first - _REACH)
    maybe = [i for i in range(begin, first) if _SIZE[0] <= lines[i].size <= _SIZE[1] and lines[i].residue >= least
             and lines[i].text[-1] not in ".:,;"]  # a sentence that is no question is no headline
    if not maybe:
        return
    opening = [line for line in lines[first:first + _OPENING[0]] if line.prose][:_OPENING[1]]
    subject = Counter(term for line in opening for term in line.terms.tolist())
    times = Counter([line.same for line in lines if line.size > _SIZE[0]])
    bylines, dates = cache(lambda i: people.byline(lines[i].text)), cache(lambda i: _is_date(lines[i]))
    for i in maybe:
        line = lines[i]
        terms = line.terms.tolist()
        said = [min(subject[term], _OFTEN) for term in terms if term in subject]
        again = times[line.same] > 1
        share = len(said) / len(terms) if terms else 0.0
        if line.size == _SIZE[0] and share < _SHARED and not again and i > 1:
            continue
        marks = [*_of_words(line, share, sum(said)), *_of_place(lines, i, first, bylines, dates)]
        yield i, [*marks, ("stands again", 1.0)] if again else marks


def of_menu(text: str) -> float:
    """Share of a line's words that sites give their parts as names.

    >>> of_menu("News Sport Opinion Ferries")
    0.75
    """
    words = text.split()
    return sum([word.lower() in _MENU for word in words]) / len(words)


def never(line: Line) -> bool:
    """Whether a line is a byline, a menu or a caption, or its wording alone takes it out. Asked of those alone whose
    marks would make them the headline, for it is costly.
    """
    return (people.byline(line.text) or of_menu(line.text) > _SITE or people.caption(line.text)
            or any([cue.least <= _DECIDES for cue in line.cues]))


def _is_date(line: Line) -> bool:
    return line.size <= _DATED and bool(_DIGIT.search(line.text) and _DATE.search(line.text))


def _of_words(line: Line, share: float, said: int) -> Iterator[tuple[str, float]]:
    """What a line says: ``share`` of its words, ``said`` so often in the opening."""
    text, size = line.text, line.size
    yield "in the words of the prose", min(said, _FULL) / _FULL
    if share >= _SHARED:
        yield "shares words with the prose", 1.0
    if size <= 3 or size >= 6:
        yield ("two words", "three words", "6 to 14 words", "15 to 20 words", "21 words and more")[
            size - 2 if size <= 3 else 2 if size <= 14 else 3 if size <= 20 else 4], 1.0
    if text[-1] == "…":
        yield "ends in dots", 1.0
    if text[0] in "\"“‘'":
        yield "begins with a quotation mark", 1.0
    elif _SIGN.match(text):
        yield "begins with a sign", 1.0
    if 10 * sum(map(str.isalpha, text)) < 7 * sum(map(len, text.split())):
        yield "few letters", 1.0
    if text.isupper():
        yield "all in capitals", 1.0
    words = text.split()
    capital = sum([word[0].isupper() for word in words])
    yield "words with a capital", capital / len(words)
    if len(words) >= 4 and not any([word.islower() for word in words]):
        yield "no word in small letters", 1.0
    if share >= 2 * _SHARED:
        yield "shares most words with the prose", 1.0
    yield "words of a menu", of_menu(text)
    signs = sum([word in "|/·•›»>" for word in words])
    if signs:
        yield "a stroke between words" if signs == 1 else "strokes between words", 1.0
    if line.prose:
        yield "reads as prose", 1.0


def _of_place(lines: Sequence[Line], i: int, first: int, bylines: Callable[[int], bool], dates: Callable[[int], bool]
              ) -> Iterator[tuple[str, float]]:
    """Where it stands: above the ``first`` prose, beside ``bylines`` and ``dates``."""
    if i <= 1:
        yield ("the first line", "the second line")[i], 1.0
    yield "lines above it", log1p(i)
    yield "lines to the prose", log1p(first - i)
    if first - i > _REACH / 2:
        yield "far above the prose", 1.0
    below = range(i + 1, min(i + 1 + _BELOW, first))
    signed = next((n for n in below if bylines(n)), 0) - i
    if signed > 0:
        yield ("a byline right below", "a byline one line on", "a byline further on")[min(signed, 3) - 1], 1.0
    if any(map(bylines, range(max(0, i - _BELOW), i))):
        yield "a byline above", 1.0
    if any(map(dates, below[:3])):
        yield "a date below", 1.0
    if not i or lines[i - 1].size <= 3:
        yield "below a short line", 1.0
    below = lines[i + 1]
    if max(8, lines[i].size) <= below.size <= 60:
        yield "a longer line below", 1.0
    if not below.prose and below.size <= 3:
        yield "a short line below", 1.0
