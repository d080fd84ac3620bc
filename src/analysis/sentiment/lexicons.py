"""Lexicons of word valence, each on its own scale divided so that a strong word is about 1; fields of
meaning.

`own` is written for Parallax (lexicon.txt, MIT). TextBlob's (from Pattern, PDDL) and VADER's (MIT) are read
from the installed packages, so that none is copied. `all` is the three as one. Not used: AFINN (its data are
ODbL: a table learned from it would have to be under that licence too), NRC EmoLex and SenticNet (no
redistribution for any use), Opinion Lexicon of Hu & Liu (no licence stated), General Inquirer and
Loughran-McDonald (academic use only), SentiWordNet (CC BY-SA).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from analysis.sentiment.words import base_forms

NAMES = ("own", "vader", "textblob", "all")
STRONG = 3.0  # what counts as 1 in a lexicon whose scale is -4 to 4
_SCALE = {"own": STRONG, "vader": STRONG, "textblob": 0.7}
_SILENT = 0.7  # how many lexicons that say nothing stand beside those that know a word
_LIFT = 1.3  # and what brings the mean back to scale
_REMEMBERED = 200_000  # words


@dataclass(frozen=True)
class Lexicon:
    """Values of words; a word that is not in it has the value of the nearest base form that is, else 0."""

    name: str
    values: Mapping[str, float]
    _known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, word: str) -> float:
        known = self._known
        if word not in known:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[word] = self._value(word)
        return known[word]

    def of(self, words: Sequence[str]) -> list[float]:
        """Value of each word."""
        known = self._known
        return [known[w] if w in known else self[w] for w in words]

    def _value(self, word: str) -> float:
        return next((self.values[b] for b in base_forms(word) if b in self.values), 0.0)


class _Joined(Lexicon):
    """The lexicons as one: the mean of those that know a word, drawn towards 0 where few do."""

    def _value(self, word: str) -> float:
        said = [v for v in (load(name)[word] for name in NAMES[:-1]) if v]
        return _LIFT * sum(said) / (len(said) + _SILENT) if said else 0.0


@cache
def load(name: str) -> Lexicon:
    """The lexicon of that name, one of NAMES."""
    if name == "all":
        return _Joined(name, {})
    values = {"own": _own, "vader": _vader, "textblob": _textblob}[name]()
    return Lexicon(name, {w: v / _SCALE[name] for w, v in sorted(values.items()) if v})


@cache
def field_names() -> tuple[str, ...]:
    """Names of the fields of meaning, in order."""
    return tuple(name for name, *_ in _lines("fields.txt"))


@lru_cache(_REMEMBERED)
def fields_of(word: str) -> tuple[int, ...]:
    """Places in `field_names` of the fields that a word, or its nearest base form, belongs to."""
    return next((_fields()[b] for b in base_forms(word) if b in _fields()), ())


@cache
def _fields() -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, (_, *members) in enumerate(_lines("fields.txt")):
        for word in sorted(set(members)):
            found[word].append(place)
    return {word: tuple(places) for word, places in found.items()}


def _own() -> dict[str, float]:
    value, found = 0.0, defaultdict(list)
    for first, *rest in _lines("lexicon.txt"):
        if re.fullmatch(r"-?\d(\.\d)?", first):
            value = float(first)
            continue
        for word in (first, *rest):
            found[word].append(value)
    return {word: sum(values) / len(values) for word, values in found.items()}


def _lines(file: str) -> list[list[str]]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def _vader() -> dict[str, float]:
    file = _package("vaderSentiment") / "vader_lexicon.txt"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row[:2] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return {word: float(value) for word, value in rows if word.isascii()}


def _textblob() -> dict[str, float]:
    """Mean polarity over the senses of a word, as TextBlob itself takes it."""
    found = defaultdict(list)
    for word in ElementTree.parse(_package("textblob") / "en" / "en-sentiment.xml").getroot():
        found[word.get("form").lower()].append(float(word.get("polarity")))
    return {word: sum(values) / len(values) for word, values in found.items()}


def _package(name: str) -> Path:
    """Where a package is installed, without importing it (TextBlob takes 1.5 s)."""
    return Path(find_spec(name).origin).parent
