"""What is to be known of a piece before its figures are believed, beside what cleaning warns of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from analysis.corpus import names
from analysis.duplicates import near_duplicates
from analysis.tokens import FUNCTION_WORDS

ASKED, SHORT = 4, 40  # paragraphs of an interview that ask at least, and words of each at most
_SPEAKER = re.compile(r"(Q|A|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}):\s")
_WORD, _DOTS, _CUT = re.compile(r"\w+"), re.compile(r"[.'’]"), 5  # U.S. is US, what’s is whats
_PASSED_OVER = frozenset(word[:_CUT] for word in FUNCTION_WORDS if len(word) <= _CUT)
FEW = 5  # sentences of a body, below which a piece is warned of: as many must name a target (2_sentiment, fewest)


def of_piece(facts: Mapping, text: str | None, paragraphs: Sequence[str]) -> Iterator[str]:
    """Of a row of the table `pieces`, the text (None where the headline has a column of its own) and its body's
    paragraphs: that no headline is given, or one that is nowhere in the text, that there is too little to measure,
    that two speak.
    """
    if not facts["title"]:
        yield "corpus.toml gives no title, so its headline is whatever cleaning takes for one, if anything"
    elif text is not None and not is_headed(text, facts["title"]):
        yield ("no line of it resembles the title in corpus.toml: right if the headline was not scraped; "
               "otherwise correct the title there")
    if (count := facts["sentences"]) < FEW:
        yield (f"its body is {count} sentence{'' if count == 1 else 's'} of {facts['body_words']} word"
               f"{'' if facts['body_words'] == 1 else 's'} in all, too short for figures to say much about it")
    if is_interview(paragraphs):
        yield ("it reads like questions and answers: who says what is not told apart, so the tone, claims and "
               "wording of all speakers count as the author's own")


def is_headed(text: str, title: str) -> bool:
    """Whether a line of a text is like a title: half of the words that tell of the shorter one, and two at least, are
    in the other too. So a title may be shortened, set otherwise or cut over two lines.
    """
    known = _words(title)
    lines = (line if len(line) <= 3 * len(title) + 60 else line[: len(title) + 20] for line in text.splitlines())
    return not known or any(_alike(known, _words(line)) for line in lines)  # of prose, how it begins


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    telling = one - _PASSED_OVER, other - _PASSED_OVER
    if min(map(len, telling)) > 1:
        one, other = telling
    common, least = len(one & other), min(len(one), len(other))
    return common >= min(2, len(one)) and 2 * common >= least


def _words(text: str) -> frozenset[str]:
    """The words, cut to what most of their forms share."""
    return frozenset(word[:_CUT] for word in _WORD.findall(_DOTS.sub("", text.casefold())))


def is_interview(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs are questions and answers: two names or more before what they say, by turns, or several short
    paragraphs that ask and nothing else, each with an answer behind it.
    """
    speakers = Counter(found[1] for text in paragraphs if (found := _SPEAKER.match(text)))
    if sum(n for n in speakers.values() if n > 1) >= ASKED and sum(n > 1 for n in speakers.values()) > 1:
        return True
    asks = [text.rstrip("\"”’ ").endswith("?") and len(text.split()) <= SHORT for text in paragraphs]
    answered = sum(asked and not then for asked, then in pairwise(asks))
    return answered >= ASKED and 4 * answered >= len(paragraphs)


def add_duplicates(tables: Mapping[str, list[dict]], texts: Mapping[str, str]) -> None:
    """Add to the warnings in the table `pieces` where a piece is nearly another, by their `blocks` and raw texts."""
    paragraphs: dict[str, list[str]] = {piece: [] for piece in texts}
    for row in tables.get("blocks", ()):
        if row["role"] == "body":
            paragraphs[row["piece"]].append(texts[row["piece"]][row["start"]:row["end"]])
    found, called = near_duplicates(paragraphs), names(tables["pieces"])
    for row in tables["pieces"]:
        if same := found.get(row["piece"]):
            held = f"{same.common} of its {same.of} paragraphs stand" if same.of > 1 else "its one paragraph stands"
            told = f"{held} in {called[same.other]} as well, word for word or nearly: if the two are one text, keep one"
            row["warnings"] = "; ".join(filter(None, (row["warnings"], told)))
