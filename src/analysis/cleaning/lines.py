"""A block on its way to a role, and what its wording says."""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import numpy as np

from .characters import Lines
from .cues import CUES, Cue
from .wordings import Wordings, anchored


class Line:
    """A block's text, its words, ``same``, a number that is equal for those of the same words, ``residue``, the
    model's probability that it is residue, and whether that is because the piece has ``ended`` above it; where that is
    to be explained, also the ``times`` it stands in the text, ``where``, seen from the piece, whether most lines
    ``beside`` it are short, and what the last heading above it announces, ``below``.
    """

    __slots__ = ("_cues", "_lines", "_words", "below", "beside", "confidence", "ended", "hint", "kind", "prose",
                 "reason", "residue", "role", "row", "same", "size", "text", "times", "where")

    def __init__(self, lines: Lines, row: int, text: str, size: int, prose: bool, same: int, hint: str) -> None:
        self._lines, self.row, self.text, self.size, self.prose = lines, row, text, size, prose
        self.same, self.hint = same, hint
        self._words: Sequence[str] | None = None
        self._cues: Sequence[Cue] | None = None
        self.role = self.kind = self.reason = ""
        self.confidence = self.residue = 0.0
        self.ended = False

    def set(self, role: str, kind: str, reason: str, confidence: float) -> None:
        self.role, self.kind, self.reason, self.confidence = role, kind, reason, confidence

    @property
    def words(self) -> Sequence[str]:
        """Its words in order, lower case."""
        if self._words is None:
            self._words = self._lines.said(self.row)
        return self._words

    @property
    def terms(self) -> np.ndarray:
        """The words that say something of a subject, by number, each once."""
        lines, row = self._lines, self.row
        return lines.telling[lines.told[row]:lines.told[row + 1]]

    @property
    def stems(self) -> frozenset[int]:
        """A number for the stem of each of them that has more than three letters."""
        return frozenset(self._lines.stems.take(self.terms).tolist()) - {0}

    @property
    def numbers(self) -> int:
        """How many words have a number."""
        return len(self._lines.standing)

    @property
    def key(self) -> str:
        """Its words."""
        return " ".join(self.words)

    @property
    def cues(self) -> Sequence[Cue]:
        """The cues that speak for it, those that decide by themselves first."""
        if self._cues is None:
            lines, row = self._lines, self.row
            called = lines.called[lines.calls[row]:lines.calls[row + 1]]
            self._cues = _cues(self.text, *called) if called else ()
        return self._cues

    @staticmethod
    def fours(some: Sequence["Line"]) -> np.ndarray:
        """A number for each four words that follow one another in one of some lines of one measurement, in order."""
        return some[0]._lines.fours([line.row for line in some])

    @property
    def heading(self) -> int:
        """Which of the headings it is, as :func:`~.headings.kind` counts them; 0 for none."""
        return int(self._lines.heading[self.row])

    @property
    def pictured(self) -> bool:
        """Whether it has a sign or word without which nothing is a caption."""
        return self._lines.pictured[self.row]


@cache
def _search(number: int) -> Callable[[str], object]:
    """How a cue is looked for; compiled when first wanted: most texts need few of them, and each takes milliseconds."""
    pattern = CUES[number].pattern
    if isinstance(pattern, Wordings):
        return pattern.found
    compiled = re.compile(pattern)
    return compiled.match if anchored(pattern) else compiled.search


@lru_cache(maxsize=20_000)
def _cues(text: str, *called: int) -> tuple[Cue, ...]:
    """Those of the cues called for that speak for a text."""
    text = text.lower()
    found = [CUES[n] for n in called if _search(n)(text)]
    return tuple(sorted(found, key=lambda cue: cue.least)) if len(found) > 1 else tuple(found)
