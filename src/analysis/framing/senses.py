"""Is a verb the event? The same verb used of other acts is not a mention of it."""

from analysis.framing.clauses import actors_of, agent, patient
from analysis.framing.climbing import climbed
from analysis.framing.generic import is_another, is_former, is_of_all, is_stranger
from analysis.framing.lexis import INTENT, ORDERS, OTHERS, OWN_ACTS, SUFFERED, TIMES, is_person
from analysis.framing.nouns import noun_is_event
from analysis.framing.objects import before_age, ending, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.places import Place, event_heads, is_idiom, is_quoted_name, of_other_time
from analysis.framing.subjects import subject
from analysis.framing.targets import (
    by_kind,
    is_of_its_kind,
    is_target,
    is_victims,
    may_be_part,
    may_be_target,
    names_target,
    shares_name,
)

_TOWARDS = ("into", "through", "past", "for", "against", "after")
_SOMEBODY = ("we", "us", "they", "them", "he", "him", "she", "her", "it")


def is_event(place: Place, always: bool, headline: bool) -> bool:
    """Whether a word of a family that is not loose is the event."""
    if always or is_quoted_name(place):
        return True
    if is_idiom(place):
        return False
    headline = headline or place.parsed.words[-1].tag != "PUN"  # no full stop: written as a headline is
    return _verb_is_event(place, headline) if place.is_verb else noun_is_event(place, headline)


def _is_of_any(parsed: Parsed, group: VerbGroup, phrase: NounPhrase) -> bool:
    """`A president can be removed`: said of any."""
    able = any(w.lemma in ("can", "may", "must", "should") for w in parsed.words[group.first : group.head])
    return able and parsed.words[phrase.first].text.lower() in ("a", "an")


def _verb_is_event(place: Place, headline: bool) -> bool:
    parsed, words = place.parsed, place.parsed.words
    group = parsed.group_of(place.index)
    doer = agent(parsed, group)
    if not headline and is_of_all(place, group, doer, patient(parsed, group)):
        return False
    if is_former(place, group, subject(parsed, group)):
        return False
    if of_other_time(place, group.first, place.last) or (
        doer is not None and any(w.text.lower() in OTHERS | {"else"} for w in words[doer.first : doer.last + 1])
    ):
        return False
    done_to = patient(parsed, group) or headline_patient(place, group, headline)
    if done_to is None or group.first <= done_to.head < place.last:  # seized power
        return _is_event_alone(place, group, doer) or (headline and _is_bare(place, group))
    if (headline and _is_slogan(place, doer, done_to)) or _is_corrected(place, group, doer, done_to):
        return True
    if _is_untold(place, group, done_to, doer):
        return True
    return not (doer is None and _is_of_any(parsed, group, done_to)) and _is_event_done_to(place, done_to, doer)


def _is_event_done_to(place: Place, done_to: NounPhrase, doer: NounPhrase | None) -> bool:
    """Whether a verb is the event, by whom it is done to and who does it."""
    words, book = place.parsed.words, place.codebook
    doers = [actor for _, actor in actors_of(place.parsed, doer)]
    if not doers and doer is not None and (kind := by_kind(place, doer)):  # the admiral
        doers = [kind]
    may = any(book.may_have_done(d) for d in doers)
    if not doers and doer is not None and is_stranger(place, doer):
        return False
    by_target = not book.event.is_open and any(d in book.event.targets for d in doers)
    of_its = words[done_to.first].tag == "DPS" and words[done_to.first + 1].lemma != "own"
    own = of_its or (place.is_own_act and _may_be_left(place, done_to))
    if (by_target and own) or is_target(place, done_to):  # closes its doors
        return not doers or by_target or may
    if doer is not None and words[doer.head].start in event_heads(place) and not words[done_to.head].actor:
        return True  # the blaze destroyed 1,200 homes
    if words[done_to.head].text.lower() in ("us", "me", "we") and place.is_done_to_many:  # they fired me by text
        return may or doer is None or words[doer.head].text.lower() in ("they", "he", "she", "you")
    if words[done_to.head].text.lower() in ("anything", "anyone", "anybody"):
        return may or not doers
    if words[done_to.head].text.lower() in ("nothing", "nobody"):  # the guards killed nobody
        return may
    if may and may_be_part(place, done_to):
        return True
    if doer is None and words[done_to.first].text.lower() in ("a", "an") and is_of_its_kind(place, done_to):
        return True  # to bulldoze a place of prayer
    unknown = doer is None or words[doer.head].tag.startswith("PN") or words[doer.first].text.lower() in ("a", "an")
    if (may or (not doers and unknown)) and is_victims(place, done_to):
        return True
    return (may or (not doers and unknown)) and (
        names_target(place, done_to) or shares_name(place, done_to) or may_be_target(place, done_to)
    )


def _may_be_left(place: Place, done_to: NounPhrase) -> bool:
    """`resigned her post`, `leave Ozmar`, of the withdrawal from Ozmar: nobody, and no other place."""
    head = place.parsed.words[done_to.head]
    if head.actor:
        return head.text.lower() in place.codebook.event.name.lower()
    return not is_person(head.lemma)


def _is_bare(place: Place, group: VerbGroup) -> bool:
    """`Muzzled`, `Killed for a telephone`: a headline that opens with the participle."""
    return group.first == 0 and place.parsed.words[0].tag in ("VVN", "VVD", "AJ0")


def _is_slogan(place: Place, doer: NounPhrase | None, done_to: NounPhrase) -> bool:
    """`You cannot close a town`: a headline that says it of anybody, and of nobody else by name."""
    words = place.parsed.words
    anybody = doer is not None and words[doer.head].text.lower() in ("you", "we", "they", "nobody", "who", "one")
    named = any(w.actor or w.tag == "NP0" for w in words[done_to.first : done_to.last])
    return anybody and not named and words[done_to.head].tag in ("NN0", "NN1")


def _is_corrected(place: Place, group: VerbGroup, doer: NounPhrase | None, done_to: NounPhrase) -> bool:
    """`did not arrest a woman but an idea`, `did not invade us but entered`: what one who may have done it did else."""
    words = place.parsed.words
    denied = any(w.tag == "XX0" for w in words[group.first : group.head])
    but = done_to.last < len(words) and words[done_to.last].text.lower() == "but"
    doers = [actor for _, actor in actors_of(place.parsed, doer)]
    may = doer is not None and all(place.codebook.may_have_done(d) for d in doers)
    return denied and but and may and words[group.first].tag not in ("VM0", "VDB", "VDZ", "VBZ", "VBB")


def _is_untold(place: Place, group: VerbGroup, done_to: NounPhrase, doer: NounPhrase | None) -> bool:
    """`the building was demolished`, `entire streets were washed away`, once the event was told: what nobody named
    did to what is as its target is.
    """
    words = place.parsed.words
    auxiliaries = words[group.first : group.head]
    told = any(w.tag in ("VBD", "VHD", "VHZ", "VHB") for w in auxiliaries) and auxiliaries[0].tag != "VM0"
    return group.passive and doer is None and told and is_of_its_kind(place, done_to)


def _is_event_alone(place: Place, group: VerbGroup, doer: NounPhrase | None) -> bool:
    """Whether a verb without an object is the event, by its subject."""
    parsed, words, book = place.parsed, place.parsed.words, place.codebook
    doers = [actor for _, actor in actors_of(parsed, doer)]
    by_target = any(d in book.event.targets for d in doers) or (
        doer is not None and not words[doer.head].tag.startswith("PN") and is_target(place, doer)
    )
    towards = place.last < len(words) and words[place.last].text.lower() in _TOWARDS
    if towards and not (group.passive or by_target or words[group.head].lemma in OWN_ACTS):
        tied = parsed.phrase_from(place.last + 1)
        if tied is None or words[tied.head].lemma not in TIMES:
            return tied is not None and names_target(place, tied)
    if group.passive and group.form == "ing" and place.seen:  # being ousted by one's own guards is …
        return True
    if doer is None and words[group.first - 1].lemma == "what" and words[-1].text != "?":  # what ravaged it
        return place.is_done_to_nobody
    if group.passive or (words[0].lemma in ("what", "whom") and words[-1].text == "?"):  # what will they close next?
        return False
    plan = ending(parsed, group.first - 1) if group.form == "infinitive" else None
    free = place.is_done_to_nobody or words[group.head].lemma in OWN_ACTS
    if free and place.seen and plan is not None and words[plan.head].lemma in ORDERS | INTENT:  # the order to strike
        return True
    if doer is None:
        asked = words[0].lemma == "why" and group.first == 1  # why strike now?
        return (asked or group.form in ("infinitive", "ing")) and place.is_done_to_nobody
    if doers and book.event.targets and not by_target and _is_of_target(place, group):
        return False
    if doers or by_target:
        return by_target or any(book.may_have_done(d) for d in doers)
    wish = group.form == "infinitive" and words[doer.head].text == "I"
    if place.is_own_act and is_another(place, doer):
        return False
    by_us = wish or words[doer.head].text.lower() in _SOMEBODY
    of_any = group.form == "infinitive" and words[doer.first].text.lower() in ("a", "an")
    if (by_us and words[group.head].lemma in OWN_ACTS | SUFFERED) or (not of_any and may_be_target(place, doer)):
        return True
    told = words[group.first].tag in ("VVD", "VHD", "VHZ", "VHB", "VBZ", "VBD", "VBB", "VM0")
    if told and words[doer.head].text.lower() in ("they", "it") and _is_of_them(place, doer):
        return True  # X and Y said they would merge
    return told and is_of_its_kind(place, doer)


def _is_of_target(place: Place, group: VerbGroup) -> bool:
    """`relations had sunk`, `the minister should resign too`: what falls, or does it to itself, is the target."""
    lemma, event = place.parsed.words[group.head].lemma, place.codebook.event
    own = lemma in OWN_ACTS and place.is_own_act and not event.agents
    return not event.is_open and ((lemma in SUFFERED and not place.is_own_act) or own)


def _is_of_them(place: Place, pronoun: NounPhrase) -> bool:
    """Whether the event's agents or targets are the first subject of the sentence, before a pronoun."""
    verb = next((v for v in place.parsed.verbs if v.form == "finite" and v.last <= pronoun.first), None)
    book = place.codebook
    known = [a for _, a in actors_of(place.parsed, subject(place.parsed, verb))] if verb else []
    return any(a in book.event.agents or a in book.event.targets for a in known)


def headline_patient(place: Place, group: VerbGroup, headline: bool) -> NounPhrase | None:
    """`Camp cleared at dawn`: what a headline's participle, written as a past tense, is said of."""
    if not headline or group.form not in ("finite", "participle") or group.last - group.first > 1:
        return None
    if place.parsed.words[group.head].tag not in ("VVD", "VVN"):
        return None
    i = skipped(place.parsed, group.first - 1)
    found = ending(place.parsed, i)
    if found is None and place.parsed.words[i].text == ",":  # mother, 29, evicted
        found = before_age(place.parsed, i - 1)
    return climbed(place.parsed, found) if found else None
