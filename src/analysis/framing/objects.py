"""The object of a verb, and the phrases that stand near a word, by rule."""

from analysis.framing.lexis import PHRASAL, TIMES
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup, remembered
from analysis.framing.tags import RELATIVE, Word

MARKS = ("“", "”", '"', "'", "‘", "’")
PREPOSITIONS = ("PRP", "PRF")
QUANTIFIERS = ("most", "much", "all", "some", "half", "many", "part")
EXTENTS = ("mile", "kilometre", "kilometer", "km", "yard", "hour", "day", "week", "month", "year", "minute")
NOMINATIVE = ("i", "he", "she", "we", "they")
PARTICLES = ("over", "out", "down", "up", "off")


@remembered
def objects(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """The direct object of an active verb."""
    if verb.passive:
        return None
    words, i = parsed.words, verb.last
    while i < len(words) and (
        (words[i].tag in ("AVP", "AV0") and words[i].lemma not in PARTICLES and not _is_part(words, i))
        or words[i].text in MARKS
        or (words[i].lemma == "than" and words[i - 1].lemma in ("more", "less", "fewer"))
        or (words[i].tag == "AJ0" and i + 1 < len(words) and words[i + 1].tag in ("AT0", "DPS"))  # tear open the
        or (
            i == verb.last
            and words[i].lemma in PARTICLES
            and words[verb.head].lemma in PHRASAL
            and not words[i].actor
        )
    ):
        i += 1
    if _is_part(words, i):
        i += 2  # buried most of the village
    found = parsed.phrase_from(i)
    if found is not None and words[found.first].tag == "CRD" and words[found.head].lemma in EXTENTS:
        return None  # sank 40 miles west of the cape
    if found is not None and words[found.head].text.lower() in NOMINATIVE:  # those who say she was
        return None
    if found is None and verb.form == "finite":
        return _relative_object(parsed, verb)
    return found


def governing(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """The first verb that a phrase behind it is the object of."""
    return next((v for v in _governors(parsed).get(phrase, ()) if v.last <= phrase.first), None)


@remembered
def _governors(parsed: Parsed) -> dict[NounPhrase, list[VerbGroup]]:
    """By each phrase that is an object, its verbs."""
    found: dict[NounPhrase, list[VerbGroup]] = {}
    for verb in parsed.verbs:
        if (own := objects(parsed, verb)) is not None:
            found.setdefault(own, []).append(verb)
    return found


def ending(parsed: Parsed, index: int) -> NounPhrase | None:
    """The phrase whose last word is at an index."""
    return parsed.phrase_to(index + 1)


def skipped(parsed: Parsed, index: int) -> int:
    while index >= 0 and (
        parsed.words[index].tag in ("AV0", "XX0", "AVQ") or parsed.words[index].text in MARKS
    ):
        index -= 1
    return index


@remembered
def untimed(parsed: Parsed, index: int) -> int:
    """The index before words of time where a relative or a conjunction stands there: `which last week closed it`,
    `met and on Friday closed it`; else the index itself: `a week in which Friday was dark`, `but Friday closed it`.
    """
    words, i, told = parsed.words, index, False
    while (found := ending(parsed, i)) is not None and found.first > 0 and is_time(parsed, found):
        tied = words[found.first - 1].tag in PREPOSITIONS
        told = told or tied or any(w.lemma in ("last", "this", "next") for w in words[found.first - 1 : found.head])
        i = skipped(parsed, found.first - 1 - tied)
    relative = i > 0 and words[i].lemma in RELATIVE and words[i - 1].tag not in PREPOSITIONS
    free = relative and words[i].tag in ("PNQ", "DTQ")
    return i if i >= 0 and (free or (told and (relative or words[i].tag == "CJC"))) else index


def is_time(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`last Friday`, `Monday morning`, `two years`: not an actor, nor `Anna May`."""
    words = parsed.words[phrase.first : phrase.last]
    named = any(w.actor or (w.tag == "NP0" and w.lemma not in TIMES) for w in words)
    return parsed.words[phrase.head].lemma in TIMES and not named


def antecedent(parsed: Parsed, relative: int) -> NounPhrase | None:
    i = relative - 1
    while i >= 0 and (parsed.words[i].text == "," or parsed.words[i].tag in PREPOSITIONS):
        i -= 1
    found = ending(parsed, i)
    if found and found.first > 1 and parsed.words[found.head].lemma in TIMES:  # a strike on Friday that …
        tied = parsed.words[found.first - 1].tag in PREPOSITIONS
        return ending(parsed, found.first - 1 - tied) or found
    return found


def before_age(parsed: Parsed, index: int) -> NounPhrase | None:
    """Of `X, 61,` X."""
    found, words = ending(parsed, index), parsed.words
    if found is not None and words[found.head].tag == "CRD" and found.first > 1 and words[found.first - 1].text == ",":
        return ending(parsed, found.first - 2)
    return found


def _is_part(words: tuple[Word, ...], i: int) -> bool:
    """`most of`, `half of`."""
    return i + 1 < len(words) and words[i].lemma in QUANTIFIERS and words[i + 1].tag == "PRF"


def _relative_object(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `the man (that) they killed`: the man."""
    own = ending(parsed, skipped(parsed, verb.first - 1))
    if own is None or own.first == 0:
        return None
    before = parsed.words[own.first - 1]
    if before.tag == "PNQ" or (before.lemma == "that" and before.tag in ("CJT", "DT0")):
        return antecedent(parsed, own.first - 1)
    return ending(parsed, own.first - 1)


def with_of(parsed: Parsed, phrase: NounPhrase) -> int:
    """The end of a phrase with what *of* ties to it."""
    last = phrase.last
    while last < len(parsed.words) and parsed.words[last].tag == "PRF":
        more = parsed.phrase_from(last + 1)
        if more is None:
            break
        last = more.last
    return last
