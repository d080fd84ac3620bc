"""Every mention of the event: how it is named, whether it is the event at all, whose word it is,
who did it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import nan

from analysis.codebook import Codebook, Reading
from analysis.framing import sense_net
from analysis.framing.attribution import reported
from analysis.framing.before import Before
from analysis.framing.by_hand import applied, by_place, names_event
from analysis.framing.claimants import Agent, weighed
from analysis.framing.deeds import refused
from analysis.framing.denial import denied
from analysis.framing.doers import doer, orderer
from analysis.framing.generic import ruled_out
from analysis.framing.grammar import parse
from analysis.framing.loose import is_loosely
from analysis.framing.marks import marks
from analysis.framing.places import Place, is_in_a_name, place_of
from analysis.framing.senses import is_event as is_the_event
from analysis.framing.surroundings import Around, words_around
from analysis.framing.weighing import BY_RULE, likely, reasons

EVENT, OTHER = "event", "other"
ALWAYS = BY_RULE + "always the event"  # as the codebook says of its family
IN_A_NAME = BY_RULE + "in another name"


@dataclass(frozen=True)
class EventMention:
    """A word that may name the event. `start`, `end` are characters of the sentence.

    form noun, verb or headline · sense event or other · reported '' or how it is marked as another's word ·
    agent_how active, passive, possessive or deleted · agent the actor's id, '' where it is none of the
    codebook's
    · agent_words who, as written · ordered_by the actor on whose orders another did it, '' where none is told ·
    likely how likely the word is the event (0 to 1) · because what speaks most for the sense, marks and the net, three
    at most, or the rule that settles it · agent_likely how likely the agent did it, or, where none is told, the
    likeliest of the sentence · agent_because so for the agent · denied by what the piece rejects the word as a name, ''
    where it does not ·
    settled '' or how it was read by hand
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
    settled: str = ""


@dataclass(frozen=True)
class Candidate:
    """A word that may name the event: told, whether the rules take it for the event; its marks; the words about it;
    how it was read by hand, where it was. `net` reads its sentence, which is costly; `rule`: what alone settles it,
    '' where marks and net tell.
    """

    place: Place
    told: bool
    marks: frozenset[str]
    around: Around
    net: Callable[[], Mapping[int, float]]
    rule: str
    reading: Reading | None = None

    @property
    def read(self) -> float:
        """The log-odds of the net that it is the event."""
        return self.net().get(self.place.hit.start, 0.0)

    @cached_property
    def likely(self) -> float:
        """How likely it is the event, 0 to 1."""
        return float(self.rule == ALWAYS) if self.rule else likely(self.marks, self.around, self.read)

    def because(self, is_event: bool) -> tuple[str, ...]:
        """What speaks most for what it was taken to be."""
        if self.rule and is_event == (self.rule == ALWAYS):
            return (self.rule,)
        return reasons(self.marks, self.around, 0.0 if self.rule else self.read, is_event)


def event_mentions(
    text: str,
    codebook: Codebook,
    *,
    headline: bool = False,
    before: Before | None = None,
    topic: str = "",
    readings: Sequence[Reading] = (),
) -> list[EventMention]:
    """Mentions of the event in a sentence, in order; those of other acts by the same words have sense
    `other`.

    headline  the sentence is a title: its form is `headline`, and a bare noun may stand for the event
    before    what the piece has told of the event so far; None where the sentence stands alone
    topic     the actor whom a pronoun at the head of the sentence means, '' where unknown
    readings  those by hand of this sentence
    """
    found = []
    for candidate in candidates(text, codebook, headline=headline, before=before, readings=readings):
        told = _mention(candidate, candidate.likely > 0.5, headline, topic)
        if (reading := candidate.reading) is not None:
            mention = _mention(candidate, names_event(reading), headline, topic)
            told = applied(candidate.place, mention, reading, told)
        found.append(told)
    return found


def _mention(candidate: Candidate, is_event: bool, headline: bool, topic: str) -> EventMention:
    """A candidate, taken for the event or for another act."""
    place, hit = candidate.place, candidate.place.hit
    done = doer(place, topic)
    agent = weighed(place, done, headline) if is_event else Agent(*done, nan, ())
    return EventMention(
        hit.start,
        hit.end,
        hit.surface,
        hit.code,
        place.lemma,
        "headline" if headline else "verb" if place.is_verb else "noun",
        EVENT if is_event else OTHER,
        reported(place.text, place.parsed, place.codebook, hit.start, hit.end),
        agent.actor,
        agent.how,
        agent.words,
        orderer(place, agent.actor),
        candidate.likely,
        candidate.because(is_event),
        agent.likely,
        agent.because,
        (denied(place.parsed, hit.start) or refused(place)) if is_event else "",
    )


def candidates(
    text: str,
    codebook: Codebook,
    *,
    headline: bool = False,
    before: Before | None = None,
    readings: Sequence[Reading] = (),
) -> list[Candidate]:
    """The words of a sentence that may name the event, in order. One that was read by hand as the event is that for the
    words beside it.
    """
    hits = [h for h in codebook.event.matcher.find(text) if h.code]
    if not hits:
        return []
    parsed = parse(text, codebook.find_actors(text, headline), {h.start for h in hits})
    seen = before is not None and before.seen
    settled = by_place(text, hits, readings)
    placed = [(place_of(h, text, parsed, codebook, seen), settled.get((h.start, h.end))) for h in hits]
    of_names = {p for p, _ in placed if is_in_a_name(p, headline)}
    placed = [(p, reading) for p, reading in placed if p not in of_names or reading is not None]
    always = {f.id for f in codebook.event.families if f.always}
    loose = {f.id for f in codebook.event.families if f.loose}
    rules = {p: ALWAYS if p.hit.code in always else ruled_out(p) for p, _ in placed}
    rules |= dict.fromkeys(of_names, IN_A_NAME)
    out = {p for p, rule in rules.items() if rule not in ("", ALWAYS)}
    plain = [p for p, _ in placed if p.hit.code not in loose]
    firm = {p: p not in out and is_the_event(p, p.hit.code in always, headline) for p in plain}
    events = [p for p, reading in placed if (firm.get(p, False) if reading is None else names_event(reading))]
    net = cache(lambda: _read(text, codebook, headline, before))
    found = []
    for place, reading in placed:
        others = [other for other in events if other is not place]
        is_loose = place.hit.code in loose
        told = firm[place] if not is_loose else place not in out and is_loosely(place, others, seen)
        held = marks(place, headline=headline, loose=is_loose, points=told, beside=bool(others), before=before)
        found.append(Candidate(place, told, held, words_around(place), net, rules[place], reading))
    return found


def _read(text: str, codebook: Codebook, headline: bool, before: Before | None) -> dict[int, float]:
    """What the net says of the words of a sentence, by their start."""
    earlier = [sense_net.told(*said, codebook) for said in (before.said if before is not None else ())]
    sentence = sense_net.told(text, headline, codebook)
    return sense_net.load().log_odds(sense_net.about(codebook), earlier, sentence)
