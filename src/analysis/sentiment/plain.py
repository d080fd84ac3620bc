"""TextBlob's polarity and subjectivity and VADER's compound, as these tools give them, with the words that
scored.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from analysis.sentiment.words import normalised, straight

if TYPE_CHECKING:
    from textblob.en.sentiments import PatternAnalyzer
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


@dataclass(frozen=True)
class Polarity:
    """TextBlob's reading of a text: polarity -1 to 1, subjectivity 0 to 1, and (words, polarity,
    subjectivity) found.
    """

    polarity: float
    subjectivity: float
    words: tuple[tuple[str, float, float], ...]


@lru_cache(maxsize=1024)  # polarity, subjectivity and their words are asked for one after another
def textblob(text: str, *, normalise: bool = True) -> Polarity:
    """TextBlob's polarity of a text, by default of the text normalised (`words.normalised`).

    Loria, TextBlob; its lexicon is that of Pattern: De Smedt & Daelemans 2012, JMLR 13, pp. 2063-2067.
    """
    found = _pattern().analyze(normalised(text) if normalise else text, keep_assessments=True)
    return Polarity(
        float(found.polarity),
        float(found.subjectivity),
        tuple((" ".join(words), float(p), float(s)) for words, p, s, _ in found.assessments),
    )


def vader(text: str) -> float:
    """VADER's compound score, -1 to 1 (Hutto & Gilbert 2014, ICWSM, pp. 216-225)."""
    return float(_vader().polarity_scores(straight(text))["compound"])


def vader_words(text: str) -> list[tuple[str, float]]:
    """Words of VADER's lexicon in a text and their valence there, -4 to 4."""
    lexicon = _vader().lexicon
    found: Sequence[str] = [w.strip(".,;:!?\"'()—–") for w in straight(text).split()]
    return [(w.lower(), float(lexicon[w.lower()])) for w in found if w.lower() in lexicon]


@cache
def _pattern() -> "PatternAnalyzer":
    """TextBlob's analyser. TextBlob imports nltk, and nltk what it finds of these: two seconds for nothing."""
    hidden = [name for name in ("sklearn", "scipy.stats") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        from textblob.en.sentiments import PatternAnalyzer
    finally:
        for name in hidden:
            del sys.modules[name]
    return PatternAnalyzer()


@cache
def _vader() -> "SentimentIntensityAnalyzer":
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
