"""What is said of all such acts, or of a stranger's, is not the event: *you cannot deport a man*."""

from analysis.framing.lexis import TIMES, is_person
from analysis.framing.parsed import NounPhrase, VerbGroup
from analysis.framing.places import Place
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS, OPENERS, Word
from analysis.framing.targets import is_target
from analysis.framing.weighing import BY_RULE

# the rules by which a word is another act, as rows name them
OF_ANY_SUCH, TOOK_TIME = BY_RULE + "done by any such doer", BY_RULE + "what took time"
OF_STRANGERS, COUNTS_VICTIMS = BY_RULE + "owned by another name", BY_RULE + "victims are counted"
DONE_TO_THE_EVENT = BY_RULE + "done to the event"
_ANYBODY = ("you", "anyone", "anybody", "one", "everyone", "everybody", "nobody")
_NUMBERS = ("number", "numbers", "amount", "toll", "many")
_PAST = ("VVD", "VBD", "VHD", "VHZ", "VHB", "VDD")


def is_of_all(place: Place, group: VerbGroup, doer: NounPhrase | None, done_to: NounPhrase | None) -> bool:
    """Whether a verb without a tense of the past is said of any: who can be anyone, or one of a kind."""
    words = place.parsed.words
    verbs = words[group.first : group.last]
    if any(w.tag in _PAST for w in verbs) or (done_to is not None and _is_known(place, done_to)):
        return False
    able = verbs[0].lemma in ("can", "may", "could") and group.form == "finite"
    phrases = [p for p in (doer, done_to) if p is not None]
    if able and any(words[p.head].text.lower() in _ANYBODY for p in phrases):  # anyone can be hacked
        return done_to is None or not (_is_pronoun(words[done_to.head]) and done_to != phrases[0])
    if doer is None or doer not in phrases or done_to is not None or verbs[0].tag not in ("VVZ", "VVB", "VDZ", "VDB"):
        return False
    opening, head = words[doer.first], words[doer.head]
    one = opening.text.lower() in ("a", "an")
    many = doer.first == doer.head and head.tag == "NN2"
    named = any(w.tag == "NP0" or (w.actor and many) for w in words[doer.first : doer.last])
    return (one or many) and not named


def ruled_out(place: Place) -> str:
    """By which rule no mark makes a word the event, '' where none does: what any such doer does, what took time, whose
    victims are counted where the event has one, what is done to the event itself, a deed that has another's name.
    """
    group = place.parsed.group_of(place.index)
    if group is None:
        return OF_STRANGERS if _is_of_strangers(place) else ""
    return next((told for told, rule in _RULES.items() if rule(place, group)), "")


def _counts_victims(place: Place, group: VerbGroup) -> bool:
    """`the number of people killed`, of an event that is done to one person."""
    words, done_to = place.parsed.words, place.parsed.phrase_to(group.first)
    if place.is_done_to_many or group.form != "participle" or done_to is None or not _is_many(words[done_to.head]):
        return False
    return any(w.text.lower() in _NUMBERS for w in words[max(0, done_to.first - 2) : done_to.head])


def _is_many(word: Word) -> bool:
    return word.tag == "NN2" or word.lemma == "people"


def _is_done_to_the_event(place: Place, group: VerbGroup) -> bool:
    """`withdraw this betrayal`: what it is done to is another word for the event, which `this` or `that` points to."""
    words, done_to = place.parsed.words, place.parsed.phrase_from(group.last)
    if group.passive or done_to is None or words[done_to.first].text.lower() not in ("this", "that"):
        return False
    head, behind = words[done_to.head], place.parsed.group_of(done_to.last)
    if (behind is not None and behind.form == "finite") or is_person(head.lemma) or is_target(place, done_to):
        return False  # after they killed this murder began
    doer = head.lemma.endswith(("er", "or")) and any(_is_of_family(place, head.lemma[:end]) for end in (-1, -2))
    return not doer and _is_of_family(place, head.text)  # killed this murderer


def _is_of_family(place: Place, word: str) -> bool:
    return any(h.code for h in place.codebook.event.matcher.find(word))


def _is_of_any_such(place: Place, group: VerbGroup) -> bool:
    """`an owner who wished to carry it off would …`, `a team that leaves never comes home`: whoever does it."""
    words, doer = place.parsed.words, subject(place.parsed, group)
    if doer is None or words[doer.first].text.lower() not in ("a", "an", "any") or doer.last >= len(words):
        return False
    such = words[doer.last].text.lower() in ("who", "that", "which") and words[doer.head].tag != "NP0"
    inside = such and group.first > doer.last and not any(w.text in ",;:" for w in words[doer.last : group.first])
    main = next((v for v in place.parsed.verbs if v.form == "finite" and v.first >= group.last), None)
    wished = words[group.first].tag == "TO0" and main is not None and words[main.first].tag in ("VM0", "VVZ", "VBZ")
    return inside and (words[group.first].tag in ("VVZ", "VVB", "VM0") or wished)


def _took_time(place: Place, group: VerbGroup) -> bool:
    """`it took him twenty-three years`, `why it took so long`, `the vote took an hour`."""
    words, who = place.parsed.words, subject(place.parsed, group)
    if words[group.head].lemma != "take":
        return False
    taken = place.parsed.phrase_from(group.last)
    if taken is not None and words[taken.head].lemma in TIMES and words[taken.first].tag in ("AT0", "CRD"):
        return words[taken.first].text.lower() != "the"  # took the night: a deed
    if who is None or words[who.head].text.lower() != "it":
        return False
    behind = words[group.last : group.last + 5]
    return any(w.lemma in TIMES | {"long", "longer", "time"} for w in behind)


def _is_of_strangers(place: Place) -> bool:
    """`South Melbourne's relocation`, where the codebook says who did it to whom: an owner by a full name that it has
    not, and that shares no word with the event's or an actor's.
    """
    event, phrase, words = place.codebook.event, place.phrase, place.parsed.words
    if phrase is None or phrase.head != place.index or not (event.agents and event.targets) or len(phrase.owners) != 1:
        return False
    owner = phrase.owners[0]
    name = [w for w in words[phrase.first : owner + 1] if w.text[0].isupper()]
    known = {part for a in place.codebook.actors for _, cue in a.names for part in cue.split()} | {*event.name.split()}
    plain = owner == place.index - 2 and words[owner].tag in NOUNS and not any(w.actor or w.text in known for w in name)
    return plain and len(name) > 1 and name[-1].lemma not in TIMES


def is_former(place: Place, group: VerbGroup, near: NounPhrase | None) -> bool:
    """`the last time the gates were closed`, `was evicted once before`: another time, by other words than a year."""
    words = place.parsed.words
    before = [w.text.lower() for w in words[max(near.first - 2, 0) : near.first]] if near is not None else []
    behind = [w.text.lower() for w in words[group.last : group.last + 2]]
    return before == ["last", "time"] or behind == ["once", "before"]


def is_another(place: Place, doer: NounPhrase) -> bool:
    """`Keane bragged that he would never quit`: a pronoun for the sentence's first subject, who is not the target."""
    words, event = place.parsed.words, place.codebook.event
    if words[doer.head].text.lower() not in ("he", "she") or event.is_open:
        return False
    verb = next((v for v in place.parsed.verbs if v.form == "finite" and v.last <= doer.first), None)
    who = subject(place.parsed, verb) if verb is not None else None
    named = words[who.head].actor if who is not None else ""
    return bool(named) and place.kind_of(named) == "person" and named not in (*event.targets, *event.agents)


def is_stranger(place: Place, doer: NounPhrase) -> bool:
    """`Neighbouring Tarsis devalued its own`: a doer by a name that the codebook has not, where it has agents."""
    words = place.parsed.words
    named = words[doer.head].tag == "NP0" and doer.last - doer.first > 1 and words[doer.first].tag in ("AJ0", *OPENERS)
    return named and bool(place.codebook.event.agents)


def _is_known(place: Place, phrase: NounPhrase) -> bool:
    words = place.parsed.words[phrase.first : phrase.last]
    return any(w.actor in place.codebook.event.targets for w in words if w.actor)


def _is_pronoun(word: Word) -> bool:
    return word.text.lower() in ("it", "him", "her", "them", "me", "us", "this")


_RULES = {
    OF_ANY_SUCH: _is_of_any_such,
    TOOK_TIME: _took_time,
    COUNTS_VICTIMS: _counts_victims,
    DONE_TO_THE_EVENT: _is_done_to_the_event,
}
