"""What stands behind a line that says what follows, or says itself what it is: readers' comments below their heading,
another story set apart with its label, a pull quote, a bare address.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from . import people
from .inserts import headline, label
from .lines import Line
from .outlook import QUOTE
from .split import Span

_COMMENTS = re.compile(r"\W*(?:\d+ )?(?:Comments?|COMMENTS?|Responses?|Replies|Discussion|Conversation|"
                       r"Join the (?:conversation|discussion))\b[\s(:|–-]*(?:\d[\d,]*)?\)?\W*$")
_HEADINGS = 8  # of comments that are tried
_MUCH = 0.25      # of the piece's words: more is not taken for readers' comments by their heading alone
_HANDLE = re.compile(r"@?\w+(?: \w+)?$")  # how a reader is named who is not by a name
_ALONE = (4, 0.9)  # paragraphs, and the share of them that blank lines part from all others: what has none is one thing
_GROUP = (3, 8)   # lines of a label, a headline and what stands below them
_MOST = 200       # words
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w.-]+\.[a-z]{2,}(?:/\S*)?$", re.I)
_LONGER = 8  # words that the paragraph has besides …
_JOINED = (12, 4)  # … fewer, where the quote leaves some out and is itself no shorter than so many words
_PART = 3    # words on each side of what a pull quote leaves out …
_OUT = 8     # … and words that it leaves out, at most
_MARKS = re.compile(r"[“\"‘'].*[”\"’']\W*$")


def set_apart(lines: Sequence[Line], spans: Sequence[Span]) -> None:
    """Mark a label that points to another story, with all that no blank line parts from it, in a text whose own
    paragraphs are each parted by one.
    """
    if not lines or spans[-1].line - spans[0].line < 1.3 * len(spans):
        return
    starts = [0, *(n for n in range(1, len(spans)) if spans[n].line > spans[n - 1].last + 1), len(spans)]
    groups = [lines[a:b] for a, b in pairwise(starts)]
    told = [own for own in groups if _GROUP[0] <= len(own) <= _GROUP[1] and label(own[0]) and headline(own[1])
            and any(line.prose for line in own[2:]) and sum(line.size for line in own) <= _MOST]
    if not told:
        return
    others = [own for own in groups if own not in told and any(line.prose for line in own)]
    if len(others) < _ALONE[0] or sum(len(own) == 1 for own in others) < _ALONE[1] * len(others):
        return
    for line in (line for own in told for line in own):
        line.set("residue", "teaser", "another story, set apart from the piece with its label", max(0.9, line.residue))


def mark(lines: Sequence[Line], odd: Sequence[int], least: Callable[[float], float]) -> None:
    """Mark readers' comments behind their heading; pull quotes and bare addresses among the ``odd`` lines. ``least``
    gives a rule's threshold in the mode at hand.
    """
    _comments(lines, least)
    if odd:
        _said_again(lines, odd, least)
    for line in (lines[i] for i in odd):
        if not line.role and line.size < 9 and " " not in line.text and _ADDRESS.match(line.text):
            line.set("residue", "navigation", "an address and nothing else", max(0.9, line.residue))


def _comments(lines: Sequence[Line], least: Callable[[float], float]) -> None:
    """What follows a heading of comments behind the prose, if names stand above what is said there."""
    headings = [i for i, line in enumerate(lines)
                if line.kind == "comments" and line.size <= 5 and _COMMENTS.match(line.text)]
    for i in headings[:_HEADINGS]:
        if _are_comments(lines, i + 1):
            for below in lines[i + 1:]:
                if not below.role and below.residue >= least(0.0):
                    below.set("residue", "comments", "stands below the heading of the readers' comments",
                              max(0.8, below.residue))
            return


def _are_comments(lines: Sequence[Line], begin: int) -> bool:
    """Whether most of what is said from a line on stands below a name, and it is little beside the piece."""
    said = [i for i in range(begin, len(lines)) if lines[i].prose and lines[i].role in ("", "residue")]
    piece = sum(line.size for line in lines[:begin] if line.prose and not line.role)
    named = sum(i > begin and _names(lines[i - 1]) for i in said)
    return named > 0 and named >= 0.5 * len(said) and sum(lines[i].size for i in said) <= _MUCH * piece


def _names(line: Line) -> bool:
    """Whether a line may be the name of a reader, or says when they wrote."""
    return line.size <= 5 and not line.prose and (
        people.lone_name(line.text) or bool(_HANDLE.match(line.text)) or line.kind == "metadata")


def _said_again(lines: Sequence[Line], odd: Sequence[int], least: Callable[[float], float]) -> None:
    """Lines in quotation marks between paragraphs of which one says the same words, and more."""
    own = [i for i, line in enumerate(lines) if line.prose and not line.role]
    if len(own) < 4:
        return
    for i in odd:
        line = lines[i]
        if not own[0] < i < own[-1] or line.role or line.residue < least(0.0) or not (
                QUOTE[0] <= line.size <= QUOTE[1] and _MARKS.match(line.text)):
            continue
        terms = set(line.terms.tolist())
        others = [lines[j] for j in own if lines[j].size >= line.size + _JOINED[1]]
        others = [other for other in others if terms.issubset(other.terms.tolist())]
        key = f" {line.key} " if others else ""
        if any(key in f" {other.key} " for other in others if other.size >= line.size + _LONGER) or (
                line.size >= _JOINED[0] and any(_left_out(line.words, other.words) for other in others)):
            line.set("residue", "other", "a pull quote: a paragraph says the same words", max(0.9, line.residue))


def _left_out(quote: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a quotation is a stretch of words of which a few were left out within.

    >>> _left_out("the sea came in and took the pier".split(), "the sea came in at night and took the pier".split())
    True
    """
    size = len(quote)
    for at in range(len(words) - size):
        same = next((n for n in range(size) if words[at + n] != quote[n]), size)
        for cut in range(same, _PART - 1, -1) if same >= _PART else ():
            rest = list(quote[cut:])
            if len(rest) >= _PART and any(list(words[begin:begin + len(rest)]) == rest
                                          for begin in range(at + cut + 1, at + cut + 1 + _OUT)):
                return True
    return False
