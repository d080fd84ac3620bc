"""Lexicons of word valence, each on its own scale divided so that a strong word is about 1.

`own` is written for Parallax (lexicon.txt, MIT). TextBlob's (from Pattern, PDDL) and VADER's (MIT) are read
from the installed packages, so that none is copied. Not used: AFINN (its data are ODbL: a table learned
from it would have to be under that licence too), NRC EmoLex and SenticNet (no redistribution for any use),
Opinion Lexicon of Hu & Liu (no licence stated), General Inquirer and Loughran-McDonald (academic use only),
SentiWordNet (CC BY-SA).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from analysis.sentiment.words import base_forms

NAMES = ("own", "vader", "textblob")
_SCALE = {"own": 3.0, "vader": 3.0, "textblob": 0.7}


@dataclass(frozen=True)
class Lexicon:
    """Values of words; a word that is not in it has the value of the nearest base form that is."""

    name: str
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", {})

    def __getitem__(self, word: str) -> float:
        """Value of a word, 0.0 where neither it nor a base form of it is known."""
        known = self._known
        if word not in known:
            if len(known) > 200_000:
                known.clear()
            known[word] = next((self.values[b] for b in base_forms(word) if b in self.values), 0.0)
        return known[word]


@cache
def load(name: str) -> Lexicon:
    """The lexicon of that name, one of NAMES."""
    values = {"own": _own, "vader": _vader, "textblob": _textblob}[name]()
    return Lexicon(name, {w: v / _SCALE[name] for w, v in sorted(values.items()) if v})


def _own() -> dict[str, float]:
    value, found = 0.0, defaultdict(list)
    for line in Path(__file__).with_name("lexicon.txt").read_text("utf-8").splitlines():
        if re.fullmatch(r"-?\d", line):
            value = float(line)
        elif line and not line.startswith("#"):
            for word in line.split():
                found[word].append(value)
    return {word: sum(values) / len(values) for word, values in found.items()}


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
