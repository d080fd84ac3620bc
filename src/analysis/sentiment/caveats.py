"""What keeps the words that score in a sentence from being its verdict: they are denied there, or reported of another.

Words that something is said not to be (`it was no coup`, `I do not believe that it has become a dictatorship`) are
found by the rules that find denied names of the event (`analysis.framing.denial`, table `denied_words`); they score all
the same, since a lexicon's negation reaches but a few words.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.sentiment.lexical import cues

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

Place = tuple[str, str, int]  # piece, part, sentence
Found = dict[Place, tuple[str, ...]]
_VERBATIM = "quoted words"  # of a quotation; another value is of a reporting verb


@dataclass(frozen=True)
class Caveats:
    """By sentence: the words denied in it, names of the event among them, and the verbs by which it reports another."""

    denied: Found
    reported: Found

    @classmethod
    def of(cls, figures: "Figures") -> "Caveats":
        claims = figures.table("claims")
        claims = claims[(claims["kind"] == "quotation") & (claims["value"] != _VERBATIM)]
        events = figures.table("event_mentions")
        names = events[events["denied"] != ""].assign(word=lambda rows: rows["surface"].str.lower())
        denied_here = _by_place(figures.table("denied_words"), "word"), _by_place(names, "word")
        return cls(_joined(*denied_here), _by_place(claims, "surface"))

    def turned(self, place: Place, words: Sequence[str]) -> bool:
        """Whether the weightiest of a sentence's words is denied there; `words`, the weightiest first, as scored."""
        return _weightiest(words) in self.denied.get(place, ())

    def told(self, place: Place) -> str:
        """What a reader is told beside the words that scored; '' where there is nothing."""
        said = (("denied", self.denied), ("reported", self.reported))
        return "".join(f"; {how}: “{'”, “'.join(by[place])}”" for how, by in said if place in by)


def _weightiest(words: Sequence[str]) -> str:
    """The first of words, or of words scored together the last, that is no negation itself; '' where none is left."""
    negations = cues()["negations"]
    return next((last for word in words if (last := word.split()[-1]) not in negations), "")


def _joined(one: Found, other: Found) -> Found:
    places = dict.fromkeys([*one, *other])
    return {place: tuple(dict.fromkeys((*one.get(place, ()), *other.get(place, ())))) for place in places}


def _by_place(table: "pd.DataFrame", column: str) -> Found:
    found: dict[Place, dict[str, None]] = defaultdict(dict)
    rows = zip(table["piece"], table["part"], table["sentence"].astype(int), table[column], strict=True)
    for piece, part, sentence, word in rows:
        found[piece, part, sentence][word] = None
    return {place: tuple(words) for place, words in found.items()}
