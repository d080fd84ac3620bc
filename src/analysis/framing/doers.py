"""Who did it? The agent of an event mention in its own clause: active, passive, possessive or deleted."""

from dataclasses import replace

from analysis.framing.answerable import answerable, ordered_by, whose
from analysis.framing.clauses import actors_of, after_of, agent, by_agent, by_whom, caused, light_agent
from analysis.framing.lexis import APPROVES, HUMAN, INTENT, LIGHT, SUFFERED, THINGS, is_person
from analysis.framing.nouns import IN_A
from analysis.framing.objects import ending, governing, is_time
from analysis.framing.parsed import NounPhrase
from analysis.framing.places import Place, event_heads, on_strike
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS
from analysis.framing.targets import by_kind
from analysis.framing.telling import said_of

LONGEST = 5  # words of who did it that a table carries


def doer(place: Place, topic: str) -> tuple[str, str, str]:
    """(actor, how, words) of who does it in the same clause."""
    found, how = _verb_agent(place) if place.is_verb else _noun_agent(place)
    targets = () if place.is_own_act or _is_mutual(place) else place.suffering
    if (found is None or place.parsed.words[found.head].actor in targets) and (by := ordered_by(place)) is not None:
        found, how = by, "passive"
    if found is None or place.parsed.words[found.head].actor in targets:
        return "", "deleted", ""
    words = place.parsed.words
    found = _bearer(place, found)
    if words[found.head].tag == "DPS":
        found = _near_subject(place, found) or _clause_subject(place) or found
    actors = actors_of(place.parsed, found)
    told = " ".join(w.text for w in words[titled(place, found) : found.last])
    shown = " ".join(told.split()[-LONGEST:])
    inside = [words[k].actor for k in range(found.first, found.last) if words[k].actor]
    actor = actors[0][1] if actors else inside[-1] if inside else by_kind(place, found)
    if actor and place.kind_of(actor) == "thing" and actor not in place.codebook.event.agents:
        return "", how, shown  # a train derails, and does nothing
    if not actor and found.first == 0 and words[0].tag == "PNP" and topic not in place.codebook.event.targets:
        actor = topic
    return (actor, how, shown) if actor or _names(place, found) else ("", "deleted", "")


def _names(place: Place, phrase: NounPhrase) -> bool:
    """Whether a phrase names somebody who did it: not a pronoun, nor by what it was done (`by appointment`),
    nor a time (`last Friday took it`).
    """
    words = place.parsed.words
    head = words[phrase.head]
    if head.tag in ("PNP", "PNI", "PNQ", "PNX", "DPS", "DT0") or is_time(place.parsed, phrase):
        return False
    by = phrase.first > 0 and words[phrase.first - 1].text.lower() == "by"
    plain = phrase.last - phrase.first == 1 and head.tag in ("NN0", "NN1") and head.text.islower()
    return not (by and plain) or head.lemma in HUMAN - THINGS or is_person(head.lemma)


def _bearer(place: Place, title: NounPhrase) -> NounPhrase:
    """Of the phrase `Secretary`, where *of* ties a name to it (`Secretary of State Mike Pompeo`): the name's."""
    if place.parsed.words[title.head].text not in place.codebook.titles:
        return title
    found = after_of(place.parsed, title.last - 1)
    return found if found is not None and titled(place, found) == title.first else title


def titled(place: Place, phrase: NounPhrase) -> int:
    """The first word of who did it, with a title that *of* ties to the name: `Secretary of State Mike Pompeo`."""
    words, tie = place.parsed.words, phrase.first - 1
    named = words[phrase.head].how in ("name", "surname") and phrase.head > phrase.first
    if not named or tie < 1 or words[tie].tag != "PRF" or not words[phrase.head - 1].text[0].isupper():
        return phrase.first
    outer = ending(place.parsed, tie - 1)
    return outer.first if outer is not None and words[outer.head].text in place.codebook.titles else phrase.first


def orderer(place: Place, agent: str) -> str:
    """The actor on whose orders it was done, where another is its agent."""
    named = [actor for _, actor in actors_of(place.parsed, ordered_by(place))]
    return named[0] if named and agent and named[0] != agent else ""


def _is_mutual(place: Place) -> bool:
    """`X and Y agreed to merge`: of an event between two, neither of whom it is done to."""
    event, words = place.codebook.event, place.parsed.words
    group = place.parsed.group_of(place.index) if place.is_verb else None
    two = len(event.targets) > 1 and not event.agents
    return two and group is not None and not group.passive and words[group.head].lemma not in SUFFERED


def _verb_agent(place: Place) -> tuple[NounPhrase | None, str]:
    group = place.parsed.group_of(place.index)
    if (found := caused(place.parsed, group)) is not None:
        return found, "active"
    found = agent(place.parsed, group)
    if found is not None and not group.passive and place.parsed.words[found.head].actor in place.codebook.event.targets:
        by = by_agent(place.parsed, group.last, 3)  # of a headline: teenager shot dead by police
        if by is not None:
            return by, "passive"
    if found is not None and not group.passive and place.parsed.words[found.head].start in event_heads(place):
        found = _carried(place, found)  # "the strike that killed him": whose strike?
        return (found, "possessive") if found else (None, "deleted")
    if found is None and group.form == "infinitive" and (plan := ending(place.parsed, group.first - 1)):
        found, _ = light_agent(place.parsed, plan)  # the decision to close it was taken by X
        found = found or whose(place.parsed, plan)
    return found, "passive" if group.passive else "active"


def _carried(place: Place, phrase: NounPhrase) -> NounPhrase | None:
    other = replace(place, index=phrase.head, is_verb=False)
    found, _ = _noun_agent(other)
    return found


def _noun_agent(place: Place) -> tuple[NounPhrase | None, str]:
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    if phrase is None:
        _, by = said_of(place)
        return by, "passive" if by is not None else "deleted"
    targets = () if place.is_own_act else place.suffering
    if words[phrase.first].tag == "DPS" and place.is_own_act:
        return NounPhrase(phrase.first, phrase.first + 1, phrase.first), "possessive"
    if phrase.head > place.index and words[place.index].text.lower().endswith("ing") and words[phrase.head].actor:
        return NounPhrase(phrase.head, phrase.head + 1, phrase.head), "active"  # the striking teachers
    for owner in phrase.owners:
        if owner < place.index and words[owner].actor not in targets:
            return NounPhrase(phrase.first, owner + 1, owner), "possessive"
    for k in range(phrase.first, phrase.head):
        if words[k].actor and words[k].actor not in targets and k not in phrase.owners:
            return NounPhrase(k, k + 1, k), "possessive"
    if (found := _of_agent(place) or by_whom(parsed, phrase)) is not None:
        return found, "passive"
    if (found := on_strike(place)) is not None and words[phrase.first - 1].text.lower() == "on":
        return found, "active"
    if (found := _inside_strike(place, phrase) or _part_of(place) or _of_insistence(place)) is not None:
        return found, "possessive"
    found, passive = light_agent(parsed, phrase, LIGHT - APPROVES)
    if found is not None:
        return found, "passive" if passive else "active"
    if (found := answerable(place)) is not None:
        return found, "active"
    if words[phrase.first].text.lower() == "their":
        return NounPhrase(phrase.first, phrase.first + 1, phrase.first), "possessive"
    if (
        words[max(phrase.first - 1, 0)].text.lower() == "in"
        and words[phrase.first].tag == "AT0"
        and (found := _clause_subject(place)) is not None
    ):
        return found, "active"
    return None, "deleted"


def _of_agent(place: Place) -> NounPhrase | None:
    """`the strike of the teachers`, `a pardon from Thorne`, where they are who did it and not to whom."""
    event = place.codebook.event
    found = after_of(place.parsed, place.last - 1, ("of", "from"))
    actor = place.parsed.words[found.head].actor if found else ""
    return found if actor in event.agents and actor not in event.targets else None


def _near_subject(place: Place, owner: NounPhrase) -> NounPhrase | None:
    """The subject of the verb that the owner's phrase is the object of, where it is an actor's name."""
    verb = governing(place.parsed, place.phrase) if place.phrase is not None else None
    found = subject(place.parsed, verb) if verb is not None and verb.last <= owner.first else None
    return found if found is not None and place.parsed.words[found.head].actor else None


def _clause_subject(place: Place) -> NounPhrase | None:
    """The subject of the sentence's first finite verb, where it is an actor's name."""
    verb = next((v for v in place.parsed.verbs if v.form == "finite"), None)
    found = subject(place.parsed, verb) if verb and not verb.passive else None
    return found if found is not None and actors_of(place.parsed, found) else None


def _part_of(place: Place) -> NounPhrase | None:
    """`an act … on the part of X`, `his death at the hands of X`."""
    words = place.parsed.words
    for i in range(place.last, min(place.last + 6, len(words) - 4)):
        if " ".join(w.lemma for w in words[i : i + 4]) in (
            "on the part of",
            "at the hand of",
            "at the hands of",
        ):
            return place.parsed.phrase_from(i + 4)
    return None


def _of_insistence(place: Place) -> NounPhrase | None:
    """`X's insistence on (threats and) killing`: the owner of the noun that governs it."""
    words = place.parsed.words
    i = min(place.phrase.first, place.parsed.at(place.hit.start)) - 1
    while (
        i >= 0
        and place.phrase.first - i < 8
        and (words[i].tag in ("VVG", "AV0", "CJC") or words[i].text == ",")
    ):
        i -= 1
    if i < 1 or words[i].tag not in ("PRP", "PRF"):
        return None
    outer = place.parsed.phrase_to(i)
    if (
        outer is None
        or not outer.owners
        or words[outer.owners[0]].actor in place.codebook.event.targets
        or words[outer.head].lemma not in INTENT
    ):
        return None
    return NounPhrase(outer.first, outer.owners[0] + 1, outer.owners[0])


def _inside_strike(place: Place, phrase: NounPhrase) -> NounPhrase | None:
    """`his death in a police raid`: the actor of the phrase tied to the noun by in, by, from …"""
    parsed, words = place.parsed, place.parsed.words
    tied = after_of(parsed, phrase.last - 1, IN_A)
    if tied is None or words[tied.head].tag not in NOUNS or words[tied.head].actor:
        return None
    for k in range(tied.first, tied.head):
        if words[k].actor and words[k].actor not in place.codebook.event.targets:
            return NounPhrase(k, k + 1, k)
    return None
