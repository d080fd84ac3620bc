"""Who is told to be answerable for the event in other words than its own: on whose orders, who is behind it."""

from analysis.framing.clauses import actors_of
from analysis.framing.lexis import ADMITS, AUTHORS, BLAMED, ORDERS, PERSONS
from analysis.framing.objects import antecedent, ending, objects
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.places import Place
from analysis.framing.subjects import subject
from analysis.framing.tags import BE

_REACH = 16  # words behind a mention in which `on the orders of` belongs to it


def ordered_by(place: Place) -> NounPhrase | None:
    """`at the behest of X`, `on X's orders`, `at whose orders`: who had it done."""
    parsed, words = place.parsed, place.parsed.words
    for phrase in parsed.phrases:
        if words[phrase.head].lemma not in ORDERS or phrase.first == 0 or words[phrase.head].actor:
            continue
        if words[phrase.first - 1].text.lower() not in ("at", "on", "under", "upon", "by", "following"):
            continue
        if words[phrase.first].lemma == "whose":  # the minister, at whose orders he was killed
            return antecedent(parsed, phrase.first - 1) if phrase.last <= place.index else None
        if not place.index < phrase.first <= place.index + _REACH:
            continue
        if any(v.form == "finite" and place.last <= v.first < phrase.first for v in parsed.verbs):
            continue
        if phrase.owners:
            return NounPhrase(phrase.first, phrase.owners[-1] + 1, phrase.owners[-1])
        if phrase.last < len(words) and words[phrase.last].text.lower() in ("of", "from"):
            return parsed.phrase_from(phrase.last + 1)
    return None


def answerable(place: Place) -> NounPhrase | None:
    """Of a noun: `X is behind the attack`, `claimed responsibility for it`, `the killing was the work of X`."""
    phrase = place.phrase
    if phrase is None:
        return None
    return _before(place.parsed, phrase) or whose(place.parsed, phrase)


def _before(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """By the preposition that ties the noun to what stands before it."""
    words, i = parsed.words, phrase.first - 1
    if i < 1:
        return None
    tie, near = words[i].text.lower(), ending(parsed, i - 1)
    group = parsed.group_of(i - 1)
    if tie == "behind":
        return _who_is(parsed, near) if near else subject(parsed, group) if group else None
    if near is not None and tie in ("for", "of", "in", "with"):
        if words[near.head].lemma in AUTHORS:  # the architect of the killing
            return _who_is(parsed, near) or _apposed(parsed, phrase)
        return _admitting(parsed, near) or _blamed(parsed, near, tie)
    done = group is not None and (group.passive or group.form == "participle")
    if done and words[group.head].lemma in BLAMED and tie in ("for", "of", "with"):
        return subject(parsed, group)
    if words[i - 1].lemma in ("responsible", "accountable", "answerable", "guilty", "blame", "culpable"):
        k = i - 1 - (words[i - 2].lemma in ("to", "not", "solely", "directly") and i > 1)
        holder = parsed.group_of(k - 1)
        return subject(parsed, holder) if holder else ending(parsed, k - 1)
    return None


def _who_is(parsed: Parsed, near: NounPhrase) -> NounPhrase | None:
    """`the gunmen behind the raid`, `X, the man behind the raid`, `the man behind the raid is X`."""
    words = parsed.words
    if actors_of(parsed, near):
        return near
    if near.first > 1 and words[near.first - 1].text == ",":
        return ending(parsed, near.first - 2)
    told = next((v for v in reversed(parsed.verbs) if v.last == near.first), None)
    if told is not None and words[told.head].tag in BE:
        return subject(parsed, told)
    later = next((v for v in parsed.verbs if v.first > near.last), None)
    if later is not None and words[later.head].tag in BE and words[near.head].lemma in PERSONS | AUTHORS | {"man"}:
        return objects(parsed, later)
    return None


def _apposed(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """`the leader of the mutiny, X, was …`: X."""
    words = parsed.words
    if phrase.last + 1 >= len(words) or words[phrase.last].text != ",":
        return None
    found = parsed.phrase_from(phrase.last + 1)
    return found if found is not None and words[found.head].actor and found.last < len(words) else None


def _admitting(parsed: Parsed, near: NounPhrase) -> NounPhrase | None:
    """`X claimed responsibility for it`, `X's responsibility for it`, `X had a hand in it`."""
    words = parsed.words
    if words[near.head].lemma not in ("responsibility", "blame", "credit", "hand", "part", "role"):
        return None
    if near.owners:
        return NounPhrase(near.first, near.owners[0] + 1, near.owners[0])
    verb = next((v for v in parsed.verbs if v.last <= near.first and objects(parsed, v) == near), None)
    return subject(parsed, verb) if verb and words[verb.head].lemma in ADMITS else None


def _blamed(parsed: Parsed, near: NounPhrase, tie: str) -> NounPhrase | None:
    """`blamed X for the attack`, `accuses X of it`."""
    verb: VerbGroup | None = next(
        (v for v in parsed.verbs if v.last <= near.first and objects(parsed, v) == near), None
    )
    return near if verb and tie != "in" and parsed.words[verb.head].lemma in BLAMED else None


def whose(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """`the attack was the work of X`, `the killing was X's doing`, `the decision was X's`."""
    words = parsed.words
    verb = next((v for v in parsed.verbs if v.first >= phrase.last and words[v.head].tag in BE), None)
    if verb is None or subject(parsed, verb) != phrase:
        return None
    told = objects(parsed, verb)
    if told is None:
        return None
    work = words[told.head].lemma in ("work", "doing", "handiwork", "idea", "responsibility", "fault")
    if told.owners and (work or told.head == told.owners[-1]):
        return NounPhrase(told.first, told.owners[0] + 1, told.owners[0])
    if work and told.last < len(words) and words[told.last].tag == "PRF":
        return parsed.phrase_from(told.last + 1)
    if told.last < len(words) and words[told.last].tag == "POS":  # the decision was the minister's
        return told
    return None
