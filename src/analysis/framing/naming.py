"""Every mention of the event: how it is named, whether it is the event at all, whose word it is,
who did it.
"""

from dataclasses import dataclass
from math import nan

from analysis.codebook import Codebook
from analysis.framing.attribution import reported
from analysis.framing.before import Before
from analysis.framing.claimants import Agent, weighed
from analysis.framing.denial import denied
from analysis.framing.doers import doer, orderer
from analysis.framing.grammar import parse
from analysis.framing.loose import is_loosely
from analysis.framing.marks import marks
from analysis.framing.places import Place, is_in_a_name, place_of
from analysis.framing.senses import is_event as is_the_event
from analysis.framing.senses import shares_deed
from analysis.framing.surroundings import words_around
from analysis.framing.weighing import likely, reasons

EVENT, OTHER = "event", "other"


@dataclass(frozen=True)
class EventMention:
    """A word that may name the event. `start`, `end` are characters of the sentence.

    form noun, verb or headline · sense event or other · reported '' or how it is marked as another's word ·
    agent_how active, passive, possessive or deleted · agent the actor's id, '' where it is none of the
    codebook's
    · agent_words who, as written · ordered_by the actor on whose orders another did it, '' where none is told ·
    likely how likely the word is the event (0 to 1) · because the marks that speak most for the sense, at most three ·
    agent_likely how likely the agent did it, or, where none is told, the likeliest of the sentence · agent_because so
    for the agent · denied by what the piece rejects the word as a name, '' where it does not
    """

    start: int
    end: int
    surface: str
    family: str
    lemma: str
    form: str
    sense: str
    reported: str
    agent: str
    agent_how: str
    agent_words: str
    ordered_by: str
    likely: float
    because: tuple[str, ...]
    agent_likely: float
    agent_because: tuple[str, ...]
    denied: str


@dataclass(frozen=True)
class Candidate:
    """A word that may name the event: told, whether the rules take it for the event; its marks; the other words of its
    sentence; how likely it is.
    """

    place: Place
    told: bool
    marks: frozenset[str]
    around: tuple[str, ...]
    likely: float


def event_mentions(
    text: str, codebook: Codebook, *, headline: bool = False, before: Before | None = None, topic: str = ""
) -> list[EventMention]:
    """Mentions of the event in a sentence, in order; those of other acts by the same words have sense
    `other`.

    headline  the sentence is a title: its form is `headline`, and a bare noun may stand for the event
    before    what the piece has told of the event so far; None where the sentence stands alone
    topic     the actor whom a pronoun at the head of the sentence means, '' where unknown
    """
    found = []
    for candidate in candidates(text, codebook, headline=headline, before=before):
        place, hit = candidate.place, candidate.place.hit
        done = doer(place, topic)
        form = "headline" if headline else "verb" if place.is_verb else "noun"
        is_event = candidate.likely > 0.5
        agent = weighed(place, done, headline) if is_event else Agent(*done, nan, ())
        found.append(
            EventMention(
                hit.start,
                hit.end,
                hit.surface,
                hit.code,
                place.lemma,
                form,
                EVENT if is_event else OTHER,
                reported(text, place.parsed, codebook, hit.start, hit.end),
                agent.actor,
                agent.how,
                agent.words,
                orderer(place, agent.actor),
                candidate.likely,
                reasons(candidate.marks, candidate.around, candidate.told, is_event),
                agent.likely,
                agent.because,
                denied(place.parsed, hit.start) if is_event else "",
            )
        )
    return found


def candidates(
    text: str, codebook: Codebook, *, headline: bool = False, before: Before | None = None
) -> list[Candidate]:
    """The words of a sentence that may name the event, in order, and how likely they do."""
    hits = [h for h in codebook.event.matcher.find(text) if h.code]
    if not hits:
        return []
    parsed = parse(text, codebook.find_actors(text, headline), {h.start for h in hits})
    seen = before is not None and before.seen
    placed = [place_of(h, text, parsed, codebook, seen) for h in hits]
    places = [p for p in placed if not is_in_a_name(p, headline)]
    always = {f.id for f in codebook.event.families if f.always}
    loose = {f.id for f in codebook.event.families if f.loose}
    firm = {p: is_the_event(p, p.hit.code in always, headline) for p in places if p.hit.code not in loose}
    events = [p for p, is_event in firm.items() if is_event]
    found = []
    for place in places:
        is_loose = place.hit.code in loose
        told = is_loosely(place, events, seen) if is_loose else firm[place] or shares_deed(place, events)
        beside = any(other is not place for other in events)
        held = marks(place, headline=headline, loose=is_loose, beside=beside, before=before)
        around = words_around(place)
        sure = place.hit.code in always
        found.append(Candidate(place, told, held, around, 1.0 if sure else likely(held, around, told)))
    return found
