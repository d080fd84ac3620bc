"""A block on its way to a role, and what its wording says."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from .characters import Lines
from .cues import CUES, Cue
from .wordings import anchored

_ENDS = (".", "!", "?", "”", "\"", "’", ")", "…", ":", ";")
_MOST = 90  # words: no cue speaks for a longer line


class Line:
    """A block's text, its words, and ``residue``: the model's probability that it is residue; ``times`` it stands in
    the text, and ``where``, seen from the piece.
    """

    __slots__ = ("_cues", "_lines", "_terms", "_words", "confidence", "hint", "kind", "prose", "reason", "residue",
                 "role", "row", "size", "text", "times", "where")

    def __init__(self, lines: Lines, row: int, size: int, hint: str = "") -> None:
        self._lines, self.row, self.size, self.hint = lines, row, size, hint
        self.text = text = lines.texts[row]
        self.prose = size >= 25 or (size >= 9 and text.endswith(_ENDS))
        self._words: Sequence[str] | None = None
        self._terms: list[int] | None = None
        self._cues: Sequence[Cue] | None = None
        self.role = self.kind = self.reason = self.where = ""
        self.times = 1
        self.confidence = self.residue = 0.0

    def set(self, role: str, kind: str, reason: str, confidence: float) -> None:
        self.role, self.kind, self.reason, self.confidence = role, kind, reason, confidence

    def forget(self) -> tuple[str, float]:
        """Have no role, to be decided in other surroundings. Returns the reason and the confidence it had."""
        decided = self.reason, self.confidence
        self.role = self.kind = self.reason = self.hint = ""
        self.confidence = 0.0
        return decided

    @property
    def words(self) -> Sequence[str]:
        """Its words in order, lower case."""
        if self._words is None:
            self._words = self._lines.said(self.row)
        return self._words

    @property
    def terms(self) -> list[int]:
        """The words that say something of a subject, by number, each once."""
        if self._terms is None:
            self._terms = self._lines.terms(self.row)
        return self._terms

    @property
    def key(self) -> str:
        """Its words."""
        return " ".join(self.words)

    @property
    def same(self) -> int:
        """A number that is equal for lines of the same words."""
        return self._lines.same[self.row]

    @property
    def cued(self) -> bool:
        """Whether it has a word that calls for a cue."""
        return self._lines.cues[self.row] < self._lines.cues[self.row + 1]

    @property
    def cues(self) -> Sequence[Cue]:
        """The cues that speak for it, those that decide by themselves first."""
        if self._cues is None:
            called = self._lines.called(self.row) if self.size <= _MOST else ()
            self._cues = _cues(self.text, self.size, called) if called else ()
        return self._cues

    @property
    def pictured(self) -> bool:
        """Whether it has a sign or word without which nothing is a caption."""
        return self._lines.pictured[self.row]


@cache
def _search(number: int) -> Callable[[str], re.Match | None]:
    """How a cue is looked for; compiled when first wanted: most texts need few of them, and each takes milliseconds."""
    pattern = CUES[number].pattern
    compiled = re.compile(pattern, re.I)
    return compiled.match if anchored(pattern) else compiled.search


def _cues(text: str, size: int, called: Iterable[int]) -> tuple[Cue, ...]:
    """Those of the cues called for that speak for a text of ``size`` words."""
    found = [CUES[n] for n in sorted(called) if size <= CUES[n].most and _search(n)(text)]
    return tuple(sorted(found, key=lambda cue: cue.least))
