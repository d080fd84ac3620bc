"""Hard-wrapped text, as mails and terminals have it: the lines of a paragraph are one block.

Lines are joined only where the text is surely wrapped: many of them end within a sentence and the next goes on in
lower case, and nearly each of those was full, so that the next line's first word would not have stood in it; or nearly
each is almost as long as the longest, as tools break that weigh whole paragraphs. Verse, lists, tables and transcripts
are not so.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from .vocabulary import STOP

_GOES_ON = re.compile(r"\n[ \t]*[a-z]")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
_HYPHEN = re.compile(r"(?<=[a-z]-)[ \t]*(?:\r\n|\n|\r)[ \t]*(?=[a-z])")
_LEAST = 5             # lines that go on in lower case: of fewer nothing is told
_WIDTHS = (40, 100)    # characters of the longest of them
_FULL = 0.95           # of them were full, or …
_LONG, _WIDE = 0.8, 60  # … so many are of this share of the longest, which has so many characters at least
_OVER = 8              # characters by which a line that ends a sentence may be longer than those that do not
_SEEMS = 0.4           # of all lines: from here a text that is not surely wrapped is told of
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_APART = re.compile(r"[-*•·#>|]|\[\d+\]|[A-Z][A-Z .'’-]{1,25}:\s|[A-Z][a-z]+(?: [A-Z][a-z]+)?:\s")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")


class _Row(NamedTuple):
    """A line of a text: its place, how wide it is with its indent, and the indent."""

    line: int
    start: int
    end: int
    width: int
    indent: int


def flat(text: str) -> str:
    """A block's text on one line: a break is a space, and behind a hyphen nothing.

    >>> flat("a long-\\nlived, well- \\n  kept bridge\\nover it")
    'a long-lived, well-kept bridge over it'
    """
    if "\n" not in text and "\r" not in text:
        return text
    return _BREAK.sub(" ", _HYPHEN.sub("", text))


def level(text: str) -> str:
    """A block's text on one line, with as many characters."""
    return text.replace("\n", " ").replace("\r", " ")


class Paragraphs(NamedTuple):
    """``lines``: (first, last) of those that make each paragraph, None where a text is not surely wrapped; ``told``: a
    warning where lines are joined, or seem to be wrapped and are not.
    """

    lines: Sequence[tuple[int, int]] | None = None
    told: tuple[str, ...] = ()


_NONE = Paragraphs()


def paragraphs(text: str, places: Sequence[tuple]) -> Paragraphs:
    """The paragraphs of a text, their lines as numbers among ``places``, which begin with the number, start and end of
    each line that is not blank.
    """
    lower = [i for i, place in enumerate(places[1:]) if text[place[1]].islower()]
    if len(lower) < _LEAST or not _going_on(text):
        return _NONE
    within = [i for i in lower if places[i + 1][0] == places[i][0] + 1 and _unfinished(text[places[i][2] - 1])
              and _adjoin(text, _row(text, *places[i][:3]), _row(text, *places[i + 1][:3]))]
    width = max([_row(text, *places[i][:3]).width for i in within], default=0)
    if len(within) < _LEAST or not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return _NONE
    rows = [_row(text, *place[:3]) for place in places]
    if joined := _joined(text, rows, within, width):
        return Paragraphs(joined, (
            f"lines are wrapped at {width} characters: those of a paragraph were read as one",))
    if len(within) < _SEEMS * len(rows):
        return _NONE
    return Paragraphs(None, (
        f"lines seem to be wrapped at {width} characters, and each was read as a paragraph: if they are wrapped, "
        "join them first, for instance with fmt -w 2500",))


def _joined(text: str, rows: Sequence[_Row], within: Sequence[int], width: int) -> list[tuple[int, int]] | None:
    """(first, last) row of each paragraph, if the text is surely wrapped; ``within``: rows that end within a sentence,
    ``width``: of the longest of them.
    """
    full = sum(_full(text, rows[i], rows[i + 1], width) for i in within) >= _FULL * len(within)
    even = width >= _WIDE and sum(rows[i].width >= _LONG * width for i in within) >= _FULL * len(within)
    if not (full or even):
        return None
    inside = frozenset(within)
    found = [(0, 0)]
    for i in range(len(rows) - 1):
        one, two = rows[i], rows[i + 1]
        on = i in inside and one.width >= width / 2
        filled = (i >= within[0] or _unended(text, one)) and one.width <= width + _OVER and (
            _full(text, one, two, width) or (not full and one.width >= _LONG * width))
        if (on or filled) and _adjoin(text, one, two) and two.indent <= one.indent:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i + 1, i + 1))
    return found


def _going_on(text: str) -> bool:
    """Whether lines enough begin in lower case."""
    return len(list(islice(_GOES_ON.finditer(text), _LEAST))) == _LEAST


def _row(text: str, line: int, start: int, end: int) -> _Row:
    begin = text.rfind("\n", 0, start) + 1
    return _Row(line, start, end, end - begin, start - begin)


def _adjoin(text: str, one: _Row, two: _Row) -> bool:
    """Whether a line stands right below another, and neither is of a list, a table or a talk."""
    if two.line != one.line + 1 or max(one.width, two.width) > 2 * _WIDTHS[1] or _APART.match(text, two.start, two.end):
        return False
    if text[one.end - 1] in ".!?:;…" and _NUMBERED.match(text, two.start, two.end):
        return False
    return text[one.start] not in ">|" and not any(_COLUMNS.search(text, row.start, row.end) for row in (one, two))


def _unfinished(ends: str) -> bool:
    """Whether a line that has this end ends within a sentence, if the next goes on in lower case."""
    return ends.isalnum() or ends in ",;-\u2010\u00ad–—’'\"”)"


def _unended(text: str, row: _Row) -> bool:
    """Whether a line ends as no headline or name does: with a comma, or a word such as "and"."""
    last = text[row.start:row.end].rsplit(None, 1)[-1]
    return last[-1] in ",;" or last in STOP


def _full(text: str, one: _Row, two: _Row, width: int) -> bool:
    """Whether the first word of a line would not have stood in the line above."""
    space = text.find(" ", two.start, two.end)
    return one.width + 1 + (space if space > 0 else two.end) - two.start > width
