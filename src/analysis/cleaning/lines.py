"""A block on its way to a role, and what its wording says."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from .cues import CUES, Cue

WORD = re.compile(r"\w+")
_ENDS = (".", "!", "?", "”", "\"", "’", ")", "…", ":", ";")
_STOP = frozenset(
    "the a an and or but of to in on at by for with from as is are was were be been it its that this "
    "these those he she they we you i his her their our your my not no has have had will would can could "
    "should may might do does did what which who whom how when where why after before over under into "
    "out up down about than then so if more most new all also said says say one two just now only other "
    "some any there here s t re ve ll d m".split())
_BY_TRIGGER: dict[str, list[int]] = {}
for _number, _cue in enumerate(CUES):
    for _trigger in sorted(_cue.triggers):
        _BY_TRIGGER.setdefault(_trigger, []).append(_number)
_TRIGGERS = frozenset(_BY_TRIGGER)


class Line:
    """A block's text, its words, and ``residue``: the model's probability that it is residue."""

    __slots__ = ("confidence", "cues", "hint", "kind", "prose", "reason", "residue", "role", "size", "text", "words")

    def __init__(self, text: str, words: Sequence[str], residue: float, hint: str = "") -> None:
        self.text, self.words, self.residue, self.hint = text, words, residue, hint
        self.size = size = len(words)
        self.prose = size >= 25 or (size >= 9 and text.endswith(_ENDS))
        self.cues: Sequence[Cue] = ()
        self.role = self.kind = self.reason = ""
        self.confidence = 0.0

    def set(self, role: str, kind: str, reason: str, confidence: float) -> None:
        self.role, self.kind, self.reason, self.confidence = role, kind, reason, confidence


def words_of(text: str) -> list[str]:
    """A text's words in lower case."""
    return WORD.findall(text.lower())


def cues_of(line: Line) -> Sequence[Cue]:
    """The cues that speak for a line, those that decide by themselves first."""
    if line.size > 90 or _TRIGGERS.isdisjoint(line.words):
        return ()
    return _cues(line.text)


@cache
def _compiled(pattern: str) -> re.Pattern:
    """Compiled when first looked for: most texts need few of the cues, and each takes milliseconds."""
    return re.compile(pattern, re.I)


@lru_cache(maxsize=20_000)
def _cues(text: str) -> tuple[Cue, ...]:
    words = words_of(text)
    numbers = sorted({number for word in words if word in _BY_TRIGGER for number in _BY_TRIGGER[word]})
    found = [CUES[n] for n in numbers if len(words) <= CUES[n].most and _compiled(CUES[n].pattern).search(text)]
    return tuple(sorted(found, key=lambda cue: cue.least))


def telling(words: Iterable[str]) -> set[str]:
    """The words that say something of a subject."""
    return {word for word in words if len(word) > 2} - _STOP


def key(line: Line) -> str:
    """What is equal for lines that say the same."""
    return " ".join(line.words)
