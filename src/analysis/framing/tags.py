"""The tagger, its tags (those of the British National Corpus, C5), and a word as rules see it."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "‐": "-", "‑": "-"})
NOUNS = ("NN0", "NN1", "NN2", "NP0")
ADJECTIVES = ("AJ0", "AJC", "AJS", "ORD", "CRD")
OPENERS = ("AT0", "DPS", "DT0", "DTQ")
PRONOUNS = ("PNP", "PNI", "PNX")
BE = ("VBB", "VBD", "VBG", "VBI", "VBN", "VBZ")
RELATIVE = ("who", "which", "that", "whom")


@dataclass(frozen=True)
class Word:
    """A word, or the name of an actor as one word; `start`, `end` are characters of the sentence."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    actor: str = ""
    how: str = ""


@lru_cache(maxsize=65536)
def lemma_of(word: str, tag: str) -> str:
    """The base form of a word of a tag."""
    return tagger().analyze(word, pos=tag)[0].lower()


@cache
def tagger() -> "HanoverTagger":
    """HanTa's tagger of English, with its model from the package."""
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")
