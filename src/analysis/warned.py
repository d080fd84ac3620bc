"""What is to be known of a piece before its figures are believed, beside what cleaning warns of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from analysis.corpus import names
from analysis.duplicates import near_duplicates
from analysis.tokens import FUNCTION_WORDS

ASKED, SHORT = 4, 40  # paragraphs of an interview that ask at least, and words of each at most
_SPEAKER = re.compile(r"(Q|A|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}):\s")
_WORD, _DOTS, _CUT = re.compile(r"\w+"), re.compile(r"[.'’]"), 5  # U.S. is US, what’s is whats
_PASSED_OVER = frozenset(word[:_CUT] for word in FUNCTION_WORDS if len(word) <= _CUT)
_FAR = 2 * 365  # days between dates that are likely no slip
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


def add_far_dates(pieces: Sequence[dict], year: int | None) -> None:
    """Add to the warnings in the table `pieces`, once, where a date is likely a slip: years from those of all others,
    or from the event's year that the codebook gives.
    """
    dated = sorted(((date.fromisoformat(row["date"]), row) for row in pieces if row["date"]), key=lambda pair: pair[0])
    if (lone := _lone(dated, year)) is not None:
        when, near = lone
        _warn(when[1], f"it is dated {_years(when[0], near)} the other pieces: if that is a slip, mend its date in "
              "corpus.toml")
        dated.remove(when)
    of_event = [(row, told) for when, row in dated if (told := _from_event(when, year))]
    if of_event:
        row, told = min(of_event, key=lambda pair: pair[0]["order"])
        others = len(of_event) - 1
        more = f", and {others} other piece{'s are' if others > 1 else ' is'} far from it too" if others else ""
        _warn(row, f"it is dated {told} the event's year in codebook.toml, {year}{more}: if that is a slip, mend the "
              "date in corpus.toml or the year there")


def _lone(dated: Sequence[tuple[date, dict]], year: int | None) -> tuple[tuple[date, dict], date] | None:
    """The first or the last of pieces by date, where it is years from the next, and further than all others lie apart;
    of two the one further from the event, or else the one listed last. And the date next to it.
    """
    if len(dated) < 2:
        return None
    days = [when.toordinal() for when, _ in dated]
    found = [(end, next_to) for end, next_to, others in ((0, 1, days[1:]), (-1, -2, days[:-1]))
             if abs(days[end] - days[next_to]) > max(_FAR, others[-1] - others[0])]
    if not found:
        return None
    far = {end: (abs(dated[end][0].year - year) if year else 0, dated[end][1]["order"]) for end, _ in found}
    end, next_to = max(found, key=lambda pair: far[pair[0]])
    return dated[end], dated[next_to][0]


def _from_event(when: date, year: int | None) -> str:
    """How many years before or after the event's year a date lies; '' where they are few."""
    if year is None or not 1 <= year <= 9999:
        return ""
    near = min(max(when, date(year, 1, 1)), date(year, 12, 31))
    return _years(when, near) if abs((when - near).days) > _FAR else ""


def _years(when: date, near: date) -> str:
    years = round(abs((when - near).days) / 365.25)
    return f"{years} years {'before' if when < near else 'after'}"


def _warn(row: dict, told: str) -> None:
    row["warnings"] = "; ".join(filter(None, (row["warnings"], told)))


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
            _warn(row, told)
