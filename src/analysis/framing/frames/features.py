"""What a linear frame model sees of a text: named features, so that every score leads back to words.

Blocks: ``word`` (weighed by what tables of vectors say of it, see vectors.py), ``stem``, ``pair`` (two stems in a row)
or, where there are texts enough to learn from, ``alike`` (the classes of two words near one another, in either order,
function words passed over; see classes.py),
``part`` (beginnings and endings of words), ``group`` and ``frame`` (cues of the dictionaries).
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from analysis.framing.frames.classes import classes
from analysis.framing.frames.lexicon import lexicon, words

REACH = 6  # a word stands near the six before it that are no function words
TEXTUAL = ("word", "stem", "pair", "alike", "part")
CUED = ("group", "frame")
_PASSED_OVER = frozenset(
    "the a an of in to and or is are was were be been it its that this these those for on at by with as from has have "
    "had but not he she they we i you his her their our".split()
)
_SUFFIXES = (
    "ization",
    "isation",
    "ational",
    "fulness",
    "iveness",
    "ations",
    "ation",
    "ments",
    "ment",
    "ities",
    "ness",
    "ings",
    "ing",
    "edly",
    "ed",
    "ies",
    "ers",
    "er",
    "ists",
    "ist",
    "ism",
    "ally",
    "ly",
    "es",
    "ive",
    "al",
    "ity",
    "s",
    "y",
    "e",
)

Values = dict[str, dict[str, float]]
Occurrences = dict[str, list[tuple[str, tuple[int, ...]]]]


def values(text: str, alike: bool = False) -> Values:
    """{block: {feature: value}}: (1 + ln count) / √words for words and their parts, ln(1 + count) for cues.

    With `alike`, pairs are of classes of words near one another, not of neighbours.
    """
    found, held = reading(text, alike)
    blocks: Values = {}
    for block, listed in held.items():
        counts = Counter([feature for feature, _ in listed])
        amounts = {n: value(block, n, len(found)) for n in set(counts.values())}
        blocks[block] = {feature: amounts[n] for feature, n in counts.items()}
    return blocks


@lru_cache(1)  # a sentence's scores and then the reasons for them
def reading(text: str, alike: bool = False) -> tuple[list[str], Occurrences]:
    """The words of a text and their features."""
    found = words(text)
    return found, occurrences(found, alike)


@lru_cache(50_000)
def stem(word: str) -> str:
    """The word without its commonest English ending, three letters kept.

    >>> stem("regulations"), stem("regulated"), stem("bus")
    ('regul', 'regulat', 'bus')
    """
    if len(word) > 4:
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                return word[: -len(suffix)]
    return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(50_000)
def parts(word: str) -> tuple[str, ...]:
    """Beginnings of four to six letters ("regu-") and the last three of a longer word ("-ion")."""
    starts = tuple(word[:length] + "-" for length in (4, 5, 6) if len(word) >= length)
    return (*starts, "-" + word[-3:]) if len(word) > 5 else starts


def occurrences(found: Sequence[str], alike: bool = False) -> Occurrences:
    """{block: [(feature, places of its words)]} of a text's `words`, one entry each time it occurs."""
    stems = [stem(word) for word in found]
    listed = lexicon()
    hits = listed.find(found)
    spans = [tuple(range(h.first, h.first + h.length)) for h in hits]
    groups = [listed.groups[h.group] for h in hits]
    frames = dict.fromkeys((f"{g.scheme}.{g.frame}", h.first) for g, h in zip(groups, hits, strict=True))
    return {
        "word": [(word, (n,)) for n, word in enumerate(found)],
        "stem": [(held, (n,)) for n, held in enumerate(stems)],
        **({"alike": _alike(found)} if alike else {"pair": _pairs(stems)}),
        "part": [(part, (n,)) for n, word in enumerate(found) for part in parts(word)],
        "group": [(g.key, span) for g, span in zip(groups, spans, strict=True)],
        "frame": [(frame, (first,)) for frame, first in frames],
    }


def value(block: str, count: int, length: int) -> float:
    """The value of a feature that occurs `count` times in a text of `length` words."""
    return math.log1p(count) if block in CUED else (1 + math.log(count)) / math.sqrt(max(1, length))


def _pairs(stems: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    return [(f"{a} {b}", (n, n + 1)) for n, (a, b) in enumerate(pairwise(stems))]


def _alike(found: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Classes of two words, at most `REACH` apart where function words do not count; a word of no class is its own."""
    known = classes().get
    kept = [(n, known(word, word)) for n, word in enumerate(found) if word not in _PASSED_OVER]
    return [
        (f"{one} {two}" if one <= two else f"{two} {one}", (a, b))
        for place, (a, one) in enumerate(kept, 1)
        for b, two in kept[place : place + REACH]
    ]
