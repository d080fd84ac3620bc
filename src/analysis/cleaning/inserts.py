"""Another story within the piece or right behind it: below a pointer its headline, below its headline its paragraph.

The wording of such a paragraph gives nothing away. What does: it stands below a headline, and takes up words of that
headline which the piece does not say, or hardly any of the piece's own.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain, pairwise

from .lines import Line

_HEADLINE = (3, 20)  # words
_LABEL = 5  # words
_LONGEST = 120  # words: an opening of another story is no longer
_DOUBTED = 0.3  # probability from which a headline below a pointer goes, or a paragraph below a headline that went …
_UNLIKE = 0.45  # … or one that takes up none of the headline's words, and shares less of the piece's than …
_LIKENESS = 0.6  # … this much of what the piece's paragraphs share with each other
_NAMED = 7  # words of a label that names what the other stories are from, or about
_MORE_FROM = re.compile(r"\W*(?i:(?:read |see |watch )?more|(?:latest |top |related )?(?:stories|news|videos?))"
                        r" (?i:about|from|on|in) (?i:the )?[A-Z][^.:?!]*$")
_CROSSHEAD = 5  # words: a line above a paragraph of the piece is no longer
_TELLING = 4  # words that say something of a subject
_LINK = "a link to read another story"
_POINTS = frozenset(("points to other stories", "points to another story"))


def take_inserts(lines: Sequence[Line], least: Callable[[float], float]) -> None:
    """Mark the headlines and paragraphs of other stories. ``least`` gives a rule's threshold in the mode at hand."""
    piece = _Piece(lines)
    pointed = linked = False  # whether the line stands below a pointer, or below a headline that does; or below a link
    doubt = least(_DOUBTED)
    for line, below in pairwise([*lines, None]):
        if not (pointed or linked) and (line.role != "residue" or not (_points(line) or _links(line) or (
                below and below.prose))):
            continue
        own = below is not None and below.prose and not below.role and below.size <= _LONGEST
        doubted = own and below.residue >= doubt
        if _points(line) or _links(line) or not headline(line):
            pointed, linked = _points(line), _links(line)
            continue
        gone = line.role == "residue" and line.kind in ("", "teaser")
        told = (pointed or linked) and (gone or not line.role) and line.residue >= least(0.0)
        if told and own and below.residue >= least(0.0) and piece.lacks(line, below) and (
                pointed or piece.never_says(line, below)):
            line.set("residue", "teaser", _HEADED, max(0.8, line.residue))
            below.set("residue", "teaser", _TAKEN_UP, max(0.8, below.residue))
        elif told and not gone and pointed and line.residue >= doubt:
            line.set("residue", "teaser", _HEADED, max(0.8, line.residue))
        elif doubted and gone and (piece.lacks(line, below) or (
                (pointed or below.residue >= least(_UNLIKE)) and piece.unlike(below))):
            below.set("residue", "teaser", _TAKEN_UP if piece.lacks(line, below) else _OTHER, max(0.75, below.residue))
        pointed, linked = pointed and line.role == "residue", linked and line.role == "residue"


_HEADED = "a headline below a pointer to other stories"
_TAKEN_UP = "goes on about another story's headline, of which the piece does not speak"
_OTHER = "another subject than the piece, below another story's headline"


def _points(line: Line) -> bool:
    """Whether a line is a label and nothing else: "Recommended", "More from the Harbour Review"."""
    if line.role != "residue":
        return False
    return (line.kind == "teaser" and line.size <= 3 and line.reason in _POINTS) or (
        line.size <= _NAMED and line.kind in ("", "teaser") and bool(_MORE_FROM.match(line.text)))


def _links(line: Line) -> bool:
    """Whether a line is a link to read on, and nothing else, that may also belong to what is above it."""
    return line.role == "residue" and line.kind == "teaser" and line.reason == _LINK


def label(line: Line) -> bool:
    """Whether a line's wording points to other stories, or to one, and it says nothing else: "More on this story"."""
    return line.size <= _LABEL and not line.prose and any(cue.kind == "teaser" for cue in line.cues[:1])


def headline(line: Line) -> bool:
    """Whether a line has the form of one."""
    return (_HEADLINE[0] <= line.size <= _HEADLINE[1] and not line.prose
            and not line.text.endswith((".", ":", ",", ";", "…")) and not line.text[0].islower())


class _Piece:
    """What the piece says; found when it is first asked for, since of most texts it is not."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def _paragraphs(self) -> list[Line]:
        return [line for line in self._lines if line.prose and not line.role]

    @cached_property
    def _times(self) -> Counter[int]:
        """Of each stem in how many paragraphs it stands."""
        return Counter(chain.from_iterable(line.stems for line in self._paragraphs))

    @cached_property
    def _typical(self) -> float:
        """The median of what a paragraph shares with others."""
        shares = sorted([self._shared(line) for line in self._lines if line.prose and not line.role])
        return shares[len(shares) // 2] if shares else 0.0

    def _shared(self, line: Line) -> float:
        own = line.stems
        return len([stem for stem in own if self._times[stem] > 1]) / max(1, len(own))

    def lacks(self, headline: Line, below: Line) -> bool:
        """Whether a paragraph takes up a word of the headline above it that no other paragraph says."""
        own = 1 if not below.role else 0
        return any(self._times[stem] <= own for stem in headline.stems & below.stems)

    def never_says(self, headline: Line, below: Line) -> bool:
        """Whether a headline is longer than a crosshead, and the piece has no word of it but in the paragraph below."""
        stems = headline.stems
        return (headline.size > _CROSSHEAD and len(stems) >= _TELLING
                and all(self._times[stem] <= (stem in below.stems) for stem in stems))

    def unlike(self, line: Line) -> bool:
        """Whether a paragraph of the piece shares much less with it than others do."""
        return self._shared(line) < _LIKENESS * self._typical
