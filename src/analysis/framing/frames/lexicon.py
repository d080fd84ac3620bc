"""Cue dictionaries of frames: read them, and find their cues in a sentence.

Each file of ``cues/`` is one scheme of frames (``policy``: Boydstun et al. 2014; ``generic``: Semetko &
Valkenburg 2000; ``climate``, ``guns``: thematic frames of two public debates; ``roles`` and ``finer``: for
the linear models alone). A frame has groups of cues; a group is what the models weigh: "economic by jobs"
and "economic by trade" can count differently.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

CUES = Path(__file__).parent / "cues"
SCHEMES = ("policy", "generic", "climate", "guns", "roles", "finer")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[$£€%]")
_POSSESSIVE = re.compile(r"['’]s?$")
_VOWELS = "aeiou"


def words(text: str) -> list[str]:
    """Lower-case words of `text`, hyphens parted, possessives dropped, with money and percent signs as words.

    >>> words("The UK's self-defence budget: $5")
    ['the', 'uk', 'self', 'defence', 'budget', '$', '5']
    """
    return [_POSSESSIVE.sub("", word).replace("’", "'") for word in _WORD.findall(text.lower())]


def inflections(word: str) -> frozenset[str]:
    """`word` and its regular English inflections (plural, -ed, -ing); forms nobody writes among them.

    >>> sorted(inflections("vote"))
    ['vote', 'voted', 'votes', 'voting']
    """
    forms = {word}
    if not word.isalpha() or len(word) < 3:
        return frozenset(forms)
    if word.endswith("e"):
        forms |= {word + "s", word + "d", word[:-1] + "ing"}
    elif word.endswith("y") and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms |= {word + "es", word + "ed", word + "ing"}
    else:
        doubled = word + word[-1]
        short = word[-1] not in _VOWELS + "wy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
        forms.add(word + "s")
        if not (short and len(word) == 3):
            forms |= {word + "ed", word + "ing"}
        if short:
            forms |= {doubled + "ed", doubled + "ing"}
    return frozenset(forms)


@dataclass(frozen=True)
class Group:
    """Cues that are weighed together: scheme, frame, group and the cues as written in the file."""

    scheme: str
    frame: str
    name: str
    cues: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.scheme}.{self.frame}.{self.name}"


class Hit(NamedTuple):
    """A cue found: index of its group, first word, number of words, and the cue as written in the file."""

    group: int
    first: int
    length: int
    cue: str


class Lexicon:
    """All groups of the given schemes, compiled for look-up by the first word of a cue."""

    def __init__(self, groups: Sequence[Group]):
        self.groups = tuple(groups)
        self._single: dict[str, list[tuple[int, str]]] = {}
        self._prefixes: list[tuple[str, int, str]] = []
        self._phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str], int, str]]] = {}
        for index, group in enumerate(self.groups):
            for cue in dict.fromkeys(group.cues):
                self._add(index, cue)
        self._memo: dict[str, tuple[tuple[int, str], ...]] = {}

    def _add(self, index: int, cue: str) -> None:
        parts = words(cue.lstrip("=").rstrip("*"))
        if not parts:
            raise ValueError(f"cue without a word: {cue!r} in {self.groups[index].key}")
        forms = frozenset({parts[-1]}) if cue.startswith("=") else inflections(parts[-1])
        if len(parts) > 1:
            entry = (tuple(parts[1:-1]), forms, index, cue)
            self._phrases.setdefault(parts[0], []).append(entry)
        elif cue.endswith("*"):
            self._prefixes.append((parts[0], index, cue))
        else:
            for form in sorted(forms):
                self._single.setdefault(form, []).append((index, cue))

    def _of_word(self, word: str) -> tuple[tuple[int, str], ...]:
        found = self._memo.get(word)
        if found is None:
            prefixed = [(index, cue) for prefix, index, cue in self._prefixes if word.startswith(prefix)]
            found = self._memo[word] = tuple(self._single.get(word, []) + prefixed)
        return found

    def find(self, sentence: Sequence[str]) -> list[Hit]:
        """Every cue in `sentence` (its `words`), in order of place; a group counts a word once."""
        hits = []
        for first, word in enumerate(sentence):
            best: dict[int, Hit] = {}
            for index, cue in self._of_word(word):
                best.setdefault(index, Hit(index, first, 1, cue))
            for middle, last, index, cue in self._phrases.get(word, ()):
                stop = first + len(middle) + 1
                long_enough = stop < len(sentence) and sentence[stop] in last
                if long_enough and tuple(sentence[first + 1 : stop]) == middle:
                    hit = Hit(index, first, stop - first + 1, cue)
                    best[index] = max(best.get(index, hit), hit, key=lambda h: h.length)
            hits.extend(best[index] for index in sorted(best))
        return hits


def read_groups(schemes: Iterable[str] = SCHEMES) -> list[Group]:
    """The groups of the named schemes, in file order."""
    groups = []
    for scheme in schemes:
        data = tomllib.loads((CUES / f"{scheme}.toml").read_text(encoding="utf-8"))
        for frame, entry in data.items():
            for name, listed in entry["cues"].items():
                groups.append(Group(scheme, frame, name, tuple(cue.strip() for cue in listed.split(","))))
    return groups


@cache
def lexicon() -> Lexicon:
    """The shipped dictionaries, compiled once per process."""
    return Lexicon(read_groups())
