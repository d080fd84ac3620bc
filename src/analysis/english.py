"""Whether words, or a text, are English."""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORD = re.compile(r"\w+(?:(?:\.-|[.'’-])\w+)*")  # as a reader counts them: U.S.-led, anti-war, didn’t

_ITS_OWN = frozenset(  # common in English, and next to no words of other languages: not a, is, in, as, was
    "the of and to that it with this from are not which their they were his has been would what".split()
)
_WRITTEN = frozenset(case(word) for word in _ITS_OWN for case in (str.lower, str.capitalize, str.upper))


def share(words: Collection[str]) -> float:
    """Share of words that are common in English and in hardly any other language; 0 of none. It was
    between .09 and .3 in the first 1,500 characters of 856 English articles, half of them above .18.

    >>> share("the end of the line".split()), share("fin de la ligne".split())
    (0.6, 0.0)
    """
    return len([*filter(_WRITTEN.__contains__, words)]) / max(1, len(words))


@cache
def common() -> frozenset[str]:
    """Some 15,000 common words, in small letters: those of which the net of sentiment has vectors. Read when first
    asked for, since most texts need none.

    >>> "members" in common(), "tomers" in common()
    (True, False)
    """
    import numpy as np

    with np.load(Path(__file__).parent / "sentiment" / "net.npz") as file:
        return frozenset(bytes(file["words"]).decode("utf-8").split())


def foreign(body: str) -> str:
    """The code of the language that a text is surely in where that is not English, else the empty text."""
    language, score = _language(body)
    return language if language != "en" and score > 0.9 else ""


def _language(text: str) -> tuple[str, float]:
    """(language code, probability). The identifier takes a second to load: English prose does without it."""
    if share(WORD.findall(text[:20_000])) > 0.12:
        return "en", 1.0
    return _identifier().classify(text[:20_000])


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
