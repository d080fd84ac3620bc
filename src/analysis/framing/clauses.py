"""Who does what to whom in a clause: agents and patients of verbs and nouns, and the actors they are."""

from collections.abc import Container

from analysis.framing.lexis import AMOUNTS, CALLED, HUMAN, LIGHT, QUANTITIES, THINGS, TIMES, TOLD, is_person
from analysis.framing.objects import MARKS, ending, governing, is_time, objects
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import subject
from analysis.framing.tags import BE


def by_agent(parsed: Parsed, start: int, reach: int = 14) -> NounPhrase | None:
    """The phrase after `by` that follows a word, before the next finite verb;
    not a gerund, date or place of `by`.
    """
    words = parsed.words
    for i in range(start, min(start + reach, len(words) - 1)):
        if words[i].tag == "PUN" and words[i].text in ";:":
            return None
        if i > start and (group := parsed.group_of(i)) and group.form == "finite" and not group.passive:
            return None
        if words[i].text.lower() == "by":
            found = parsed.phrase_from(i + 1)
            return None if found and (is_time(parsed, found) or words[found.head].lemma in AMOUNTS) else found
    return None


def by_whom(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """`the killing (of X) by Y`: the by-phrase of a noun, before the next verb."""
    stop = next((v.first for v in parsed.verbs if v.first >= phrase.last), len(parsed.words))
    found = by_agent(parsed, phrase.last)
    return found if found is not None and found.first <= stop else None


def agent(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    return caused(parsed, verb) or by_agent(parsed, verb.last) if verb.passive else subject(parsed, verb)


def patient(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """To whom it is done: the object of an active verb, the subject of a passive one; of `had X closed`, X."""
    if verb.passive and caused(parsed, verb) is not None:
        return ending(parsed, verb.first - 1)
    return subject(parsed, verb) if verb.passive else objects(parsed, verb)


def coordinated(parsed: Parsed, phrase: NounPhrase) -> list[NounPhrase]:
    """The phrase and those joined to it by `and`, `or` or commas, in order."""
    chain = [phrase]
    while (before := _joined_to(parsed, chain[0], -1)) is not None:
        chain.insert(0, before)
    while len(chain) > 1 and (listed := _listed_before(parsed, chain[0])) is not None:
        chain.insert(0, listed)
    while (after := _joined_to(parsed, chain[-1], 1)) is not None:
        chain.append(after)
    return chain


def _listed_before(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `X, Y and Z`, X before Y: no phrase of a preposition, of time, or of another verb."""
    words, i = parsed.words, phrase.first - 1
    found = ending(parsed, i - 1) if i > 0 and words[i].text == "," else None
    if found is None or words[found.head].lemma in TIMES:
        return None
    before = words[found.first - 1] if found.first else None
    return found if before is None or before.text in (",", ";", ":") or before.tag in (*BE, "CJT", "CJS") else None


def actors_of(
    parsed: Parsed, phrase: NounPhrase | None, apart: Container[str] = frozenset()
) -> list[tuple[int, str]]:
    """(word, actor) of who a phrase names: its head, or whose people, forces or government it is; `apart`: the actors
    who are not their people.
    """
    if phrase is None:
        return []
    words, found = parsed.words, []
    for part in coordinated(parsed, phrase):
        if words[part.head].actor:
            found.append((part.head, words[part.head].actor))
        elif (apposed := _apposed(parsed, part)) is not None:
            found.append((apposed.head, words[apposed.head].actor))
        elif words[part.head].lemma in HUMAN | QUANTITIES:
            inside = [k for k in range(part.first, part.last) if words[k].actor]
            whose = [(k, words[k].actor) for k in inside[-1:]] if inside else _after_of(parsed, part)
            own = words[part.head].lemma in THINGS
            found += [(k, actor) for k, actor in whose if own or actor not in apart]
    return found


def _apposed(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `the environment secretary, X, did it`: X."""
    words, last = parsed.words, phrase.last
    if last + 1 >= len(words) or words[last].text != "," or not is_person(words[phrase.head].lemma):
        return None
    found = parsed.phrase_from(last + 1)
    named = found is not None and words[found.head].how in ("name", "surname")
    return found if named and found.last < len(words) and words[found.last].text == "," else None


def after_of(parsed: Parsed, index: int, prepositions: tuple[str, ...] = ("of",)) -> NounPhrase | None:
    """The phrase that a preposition ties to the word before it: `the killing of X`."""
    words = parsed.words
    if index + 1 < len(words) and words[index + 1].text.lower() in prepositions:
        return next(
            (
                p
                for p in parsed.phrases
                if p.first == index + 2 or (p.first == index + 3 and words[index + 2].text in '“"')
            ),
            None,
        )
    return None


def governed_by(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """The verb that a phrase is the object or the subject of; also where another object stands between."""
    verb = governing(parsed, phrase)
    if verb is None:
        its = [v for v in parsed.verbs if v.first >= phrase.last and subject(parsed, v) == phrase]
        verb = next((v for v in its if v.form == "finite"), its[0] if its else None)
    if verb is None:
        near = ending(parsed, phrase.first - 1)
        verb = governing(parsed, near) if near else None
    return verb


def light_agent(
    parsed: Parsed, phrase: NounPhrase, light: Container[str] = LIGHT
) -> tuple[NounPhrase | None, bool]:
    """(who carries it out, passive) for a noun that is the object of *order, launch,
    make …* or `was ordered by`; `light`: base forms of those verbs.
    """
    verb = governed_by(parsed, phrase)
    if verb is not None and (
        subject(parsed, verb) == phrase
        or (parsed.words[verb.head].lemma == "call" and not _is_calling(parsed, phrase))
    ):
        verb = None
    if verb is not None and parsed.words[verb.head].lemma in light and not _called(parsed, verb, phrase):
        return subject(parsed, verb), False
    for v in parsed.verbs:
        if v.first >= phrase.last and parsed.words[v.head].lemma in light and objects(parsed, v) == phrase:
            return subject(parsed, v), False  # the killing, which she ordered
        if (
            v.passive
            and v.first >= phrase.last
            and parsed.words[v.head].lemma in light
            and subject(parsed, v) == phrase
        ):
            return by_agent(parsed, v.last), True
        if (
            v.passive
            and v.form == "participle"
            and parsed.words[v.head].lemma not in TOLD
            and v.first - phrase.last <= 4
            and subject(parsed, v) == phrase
        ):
            return by_agent(parsed, v.last), True
    return None, False


def _is_calling(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`called the strike on Monday`, and not `calls the attempt on his life a matter for the police`."""
    verb = governing(parsed, phrase)
    if verb is None or (verb.last < len(parsed.words) and parsed.words[verb.last].lemma == "off"):
        return False
    return parsed.words[phrase.head].lemma in CALLED


def _called(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """`called the strike illegal`, `called the strike a farce`: nobody called a strike."""
    words, i = parsed.words, phrase.last
    return (
        words[verb.head].lemma == "call"
        and i < len(words)
        and (words[i].tag in ("AJ0", "AT0", "DPS", "AV0") or words[i].text in MARKS)
    )


def caused(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `X had the line closed`, the subject of *have* or *get*; None where it is not so."""
    near = ending(parsed, verb.first - 1)
    if verb.form != "participle" or near is None:
        return None
    governor = next(
        (v for v in parsed.verbs if v.last == near.first and parsed.words[v.head].lemma in ("have", "get")),
        None,
    )
    return subject(parsed, governor) if governor else None


def _after_of(parsed: Parsed, phrase: NounPhrase) -> list[tuple[int, str]]:
    other = after_of(parsed, phrase.last - 1)
    while other is not None and parsed.words[other.head].lemma in QUANTITIES:  # tens of thousands of
        other = after_of(parsed, other.last - 1)
    if other is None or not parsed.words[other.head].actor:
        return []
    return [(other.head, parsed.words[other.head].actor)]


def _joined_to(parsed: Parsed, phrase: NounPhrase, step: int) -> NounPhrase | None:
    words = parsed.words
    if step > 0:
        i = phrase.last
        if i < len(words) and words[i].text == "," and i + 1 < len(words) and words[i + 1].tag == "CJC":
            i += 1
        if i < len(words) and words[i].tag == "CJC":
            found = parsed.phrase_from(i + 1)
            return found if found and not _has_verb_after(parsed, found) else None
        return None
    i = phrase.first - 1
    if (
        i > 1 and words[i].tag == "PRF" and words[phrase.head].how in ("name", "surname")
    ):  # and Secretary of State X
        outer = ending(parsed, i - 1)
        i = outer.first - 1 if outer else i
    if i > 0 and words[i].tag == "CJC":
        listed = words[i - 1].text == ","
        if listed and any(
            v.form == "finite" and v.last <= i for v in parsed.verbs
        ):  # `…, and X did`: a clause
            return None
        return ending(parsed, i - 1 - listed)
    return None


def _has_verb_after(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a phrase after `and` opens a clause of its own."""
    after = parsed.group_of(_first_after(parsed, phrase))
    return after is not None and after.form == "finite"


def _first_after(parsed: Parsed, phrase: NounPhrase) -> int:
    i = phrase.last
    while i < len(parsed.words) and parsed.words[i].tag == "AV0":
        i += 1
    return i
