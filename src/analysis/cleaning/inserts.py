"""Another story within the piece or right behind it: below a pointer its headline, below its headline its paragraph.

The wording of such a paragraph gives nothing away. What does: it stands below a headline, and takes up words of that
headline which the piece does not say, or hardly any of the piece's own.
"""

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
_POINTS = frozenset(("points to other stories", "points to another story"))


def take_inserts(lines: Sequence[Line], least: Callable[[float], float]) -> None:
    """Mark the headlines and paragraphs of other stories. ``least`` gives a rule's threshold in the mode at hand."""
    piece = _Piece(lines)
    pointed = False  # whether the line stands below a pointer, or below a headline that does
    doubt = least(_DOUBTED)
    for line, below in pairwise([*lines, None]):
        if not pointed and (line.role != "residue" or (line.kind != "teaser" and not (below and below.prose))):
            continue
        own = below is not None and below.prose and not below.role and below.size <= _LONGEST
        doubted = own and below.residue >= doubt
        if not (pointed or doubted or _points(line)):
            continue
        if not headline(line):
            pointed = _points(line)
            continue
        if not line.role and pointed and line.residue >= least(0.0):
            taken = own and below.residue >= least(0.0) and piece.lacks(line, below)
            if taken or line.residue >= doubt:
                line.set("residue", "teaser", "a headline below a pointer to other stories", max(0.8, line.residue))
            if taken:
                below.set("residue", "teaser", _TAKEN_UP, max(0.8, below.residue))
        elif doubted and line.role == "residue" and line.kind in ("", "teaser") and (
                piece.lacks(line, below) or (below.residue >= least(_UNLIKE) and piece.unlike(below))):
            below.set("residue", "teaser", _TAKEN_UP if piece.lacks(line, below) else _OTHER, max(0.75, below.residue))
        pointed = pointed and line.role == "residue"


_TAKEN_UP = "goes on about another story's headline, of which the piece does not speak"
_OTHER = "another subject than the piece, below another story's headline"


def _points(line: Line) -> bool:
    """Whether a line is a label and nothing else: "Recommended"."""
    return line.role == "residue" and line.kind == "teaser" and line.size <= 3 and line.reason in _POINTS


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

    def unlike(self, line: Line) -> bool:
        """Whether a paragraph of the piece shares much less with it than others do."""
        return self._shared(line) < _LIKENESS * self._typical
