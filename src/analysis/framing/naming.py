"""Every mention of the event: how it is named, whether it is the event at all, whose word it is,
who did it.
"""

from dataclasses import dataclass

from analysis.codebook import Codebook
from analysis.framing.attribution import reported
from analysis.framing.doers import doer, orderer
from analysis.framing.grammar import parse
from analysis.framing.loose import is_loosely
from analysis.framing.places import place_of
from analysis.framing.senses import is_event as is_the_event
from analysis.framing.senses import shares_deed

EVENT, OTHER = "event", "other"
REACH = 3  # sentences back in which a mention lets `this move` point to the event


@dataclass(frozen=True)
class EventMention:
    """A word that may name the event. `start`, `end` are characters of the sentence.

    form noun, verb or headline · sense event or other · reported '' or how it is marked as another's word ·
    agent_how active, passive, possessive or deleted · agent the actor's id, '' where it is none of the
    codebook's
    · agent_words who, as written · ordered_by the actor on whose orders another did it, '' where none is told
    """

    start: int
    end: int
    surface: str
    family: str
    form: str
    sense: str
    reported: str
    agent: str
    agent_how: str
    agent_words: str
    ordered_by: str = ""


def event_mentions(
    text: str, codebook: Codebook, *, headline: bool = False, seen: bool = False, topic: str = ""
) -> list[EventMention]:
    """Mentions of the event in a sentence, in order; those of other acts by the same words have sense
    `other`.

    headline  the sentence is a title: its form is `headline`, and a bare noun may stand for the event
    seen      the event was mentioned in the sentences before, so that `this move` can point to it
    topic     the actor whom a pronoun at the head of the sentence means, '' where unknown
    """
    hits = [h for h in codebook.event.matcher.find(text) if h.code]
    if not hits:
        return []
    parsed = parse(text, codebook.find_actors(text, headline), {h.start for h in hits})
    places = [place_of(h, text, parsed, codebook, seen) for h in hits]
    always = {f.id for f in codebook.event.families if f.always}
    loose = {f.id for f in codebook.event.families if f.loose}
    firm = {p: is_the_event(p, p.hit.code in always, headline) for p in places if p.hit.code not in loose}
    events = [p for p, is_event in firm.items() if is_event]
    found = []
    for place in places:
        if place.hit.code in loose:
            is_event = is_loosely(place, events, seen)
        else:
            is_event = firm[place] or shares_deed(place, events)
        who, how, words = doer(place, topic)
        form = "headline" if headline else "verb" if place.is_verb else "noun"
        found.append(
            EventMention(
                place.hit.start,
                place.hit.end,
                place.hit.surface,
                place.hit.code,
                form,
                EVENT if is_event else OTHER,
                reported(text, parsed, codebook, place.hit.start, place.hit.end),
                who,
                how,
                words,
                orderer(place, who),
            )
        )
    return found
