"""Is a phrase what the event is done to? Its target, a part of it, a thing of its kind, those who were there."""

from analysis.framing.clauses import after_of, coordinated
from analysis.framing.lexis import BUILT, HUMAN, OTHERS, SINGULAR, THINGS, VICTIMS, is_person
from analysis.framing.parsed import NounPhrase
from analysis.framing.places import Place

# nouns of how much: a part of the target is the target
_PARTS = (
    "life", "person", "third", "quarter", "fifth", "tenth", "most", "half", "part", "rest", "much", "all", "some",
    "whole", "lot", "bulk", "remainder",
)


def names_target(place: Place, phrase: NounPhrase) -> bool:
    """Whether a phrase holds the target, or is a thing of it: `the convoy of X`."""
    words, targets = place.parsed.words, place.codebook.event.targets
    if any(words[k].actor in targets for k in range(phrase.first, phrase.last)):
        return True
    other, head = after_of(place.parsed, phrase.last - 1), words[phrase.head]
    kinds = {place.kind_of(t) for t in targets}
    plain = head.tag == "NN1" or (head.tag == "NN2" and not kinds & {"person", "people", "group"})
    thing = plain and head.lemma not in HUMAN - THINGS and not is_person(head.lemma) and not head.actor
    return thing and other is not None and words[other.head].actor in targets


def is_target(place: Place, phrase: NounPhrase) -> bool:
    """Whether a phrase is the event's target, or a pronoun that may stand for it."""
    words, targets = place.parsed.words, place.codebook.event.targets
    for part in coordinated(place.parsed, phrase):
        if any(words[k].actor in targets and k not in part.owners for k in range(part.first, part.last)):
            return True
    is_open = place.codebook.event.is_open
    if (is_open or not targets) and words[phrase.head].actor:  # an event that is done to nobody the codebook names
        return True
    head = words[phrase.head].text.lower()
    if head in SINGULAR | {"who", "which", "that"}:
        return True
    if words[phrase.head].tag == "PNX" or head.endswith(("self", "selves")):  # she got herself fired
        before = [w.actor for w in words[: phrase.first] if w.actor]
        return before[-1:] != [] and before[-1] in targets
    if head in ("them", "they") and place.target_kinds & {"group", "people"}:
        return True
    if head in ("us", "me", "i", "we") and any(w.actor in targets for w in words):
        return True
    if _is_definite(place, phrase) and words[phrase.head].lemma in place.target_heads:
        return True
    pointed = words[phrase.first].text.lower() in ("the", "these", "those") and words[phrase.head].tag == "NN2"
    if pointed and head in place.target_heads:
        return True
    other = after_of(place.parsed, phrase.last - 1)
    if other is not None and words[other.head].text.lower() in ("it", "them") and words[phrase.head].lemma in _PARTS:
        return True  # the whole of it
    return (
        other is not None
        and any(words[k].actor in targets for k in range(other.first, other.last) if k not in other.owners)
        and (words[phrase.head].lemma in _PARTS or any(w.tag == "CRD" for w in words[phrase.first : phrase.head + 1]))
    )


def _is_definite(place: Place, phrase: NounPhrase) -> bool:
    """`the general`, and in a headline *general* by itself."""
    words = place.parsed.words
    first = words[phrase.first]
    pointed = first.tag in ("AT0", "DPS", "DT0") and first.text.lower() not in ("a", "an")
    bare = phrase.first == phrase.head and words[-1].tag != "PUN"
    counted = any(w.text.lower() in OTHERS | {"first", "last"} for w in words[phrase.first : phrase.head])
    return (pointed or bare) and not counted and words[phrase.head].tag != "NN2"


def may_be_target(place: Place, phrase: NounPhrase) -> bool:
    """`freed a thief`, `evicted two hundred people`: nobody named, of the kind that the target is."""
    words = place.parsed.words
    inside = words[phrase.first : phrase.last]
    if any(w.actor or w.tag == "NP0" for w in inside):
        return False
    head, opening = words[phrase.head], words[phrase.first]
    if place.codebook.event.is_open and head.tag == "NN2" and (is_person(head.lemma) or head.lemma in HUMAN):
        return opening.text.lower() == "the"  # laid off the crane crews
    if any(w.text.lower() in OTHERS | {"first", "last"} or w.tag == "AJC" for w in inside):
        return False
    kinds = place.target_kinds
    many = opening.tag == "CRD" or any(w.tag == "CRD" for w in inside[1:])
    if kinds & {"group", "people"} and many and (head.tag != "NN1" or head.lemma == "people"):
        people = head.tag == "CRD" or head.lemma in VICTIMS | HUMAN or is_person(head.lemma)
        return people or not place.codebook.event.is_open
    if head.tag not in ("NN0", "NN1"):
        return False
    if opening.text.lower() not in ("a", "an", "one"):
        return bool(kinds & {"person", "people"}) and head.lemma in ("man", "woman", "boy", "girl", "person")
    return head.lemma in place.target_heads or ("person" in kinds and is_person(head.lemma))


def may_be_part(place: Place, phrase: NounPhrase) -> bool:
    """`the archive`, where a newspaper is searched: a definite thing without a name, once the event was told."""
    words = place.parsed.words
    inside, kinds = words[phrase.first : phrase.last], {place.kind_of(t) for t in place.codebook.event.targets}
    return (
        place.seen
        and bool(kinds)
        and not kinds & {"person", "people", "group", "country"}
        and words[phrase.first].text.lower() == "the"
        and phrase.last == phrase.first + 2
        and not any(w.actor or w.tag == "NP0" for w in inside)
        and not is_person(words[phrase.head].lemma)
    )


def by_kind(place: Place, phrase: NounPhrase) -> str:
    """`a crowd of 300`, where `the crowd` is a name of one of the event's agents."""
    book, words = place.codebook, place.parsed.words
    if words[phrase.head].actor or any(w.tag == "NP0" for w in words[phrase.first : phrase.last]):
        return ""
    for actor in book.actors:
        titles = {w.lower() for w in actor.name.split()[:-1] if w in book.titles}  # the general, of General X
        heads = {cue.split()[-1] for _, cue in actor.names if cue.islower()} | titles
        if book.may_have_done(actor.id) and words[phrase.head].text.lower() in heads:
            return actor.id
    return ""


def is_of_its_kind(place: Place, phrase: NounPhrase) -> bool:
    """`a place of prayer`, `entire streets`, once the event was told and where it is done to a thing: a thing such as
    its target, without a name or an owner.
    """
    inside = place.parsed.words[phrase.first : phrase.last]
    other = after_of(place.parsed, phrase.last - 1)
    beside = place.parsed.words[other.first : other.last] if other else ()
    if any(w.actor or w.tag in ("NP0", "AJC", "XX0", "DPS", "POS") for w in (*inside, *beside)):
        return False
    counted = inside[0].tag == "CRD" or any(w.text.lower() in OTHERS | {"no", "first", "last"} for w in inside)
    return place.seen and place.is_done_to_nobody and not counted and place.parsed.words[phrase.head].lemma in BUILT


def is_victims(place: Place, phrase: NounPhrase) -> bool:
    """`kills five`, `civilians had been attacked`, where the event is done to a place: those who were there."""
    words, event = place.parsed.words, place.codebook.event
    head, inside = words[phrase.head], words[phrase.first : phrase.last]
    others = any(w.text.lower() in OTHERS | {"no"} for w in words[phrase.first : phrase.last + 2])
    if others or not (place.seen and place.is_done_to_nobody):
        return False
    if head.actor:
        return place.kind_of(head.actor) == "people" and head.actor not in event.agents
    if head.text.lower() in ("them", "us", "we", "me"):
        return True
    many = head.tag == "NN2" and head.lemma in VICTIMS and not any(w.actor for w in inside)
    return many or (head.tag == "CRD" and head.lemma != "one" and len(inside) == 1)


def shares_name(place: Place, phrase: NounPhrase) -> bool:
    """`the operation on Quay Street`, of the Quay Street camp: a capitalised word of the target's name, or of
    the event's.
    """
    event = place.codebook.event
    cues = [cue for t in event.targets for _, cue in place.codebook.actor(t).names]
    names = {part for cue in (*cues, event.name) for part in cue.split() if part[0].isupper()}
    return any(w.text in names for w in place.parsed.words[phrase.first : phrase.last] if not w.actor)
