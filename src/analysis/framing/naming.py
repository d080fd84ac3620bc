"""Every mention of the event: how it is named, whether it is the event at all, whose word it is, who did it."""

from dataclasses import dataclass, replace

from analysis.codebook import Codebook, Hit
from analysis.framing.attribution import reported
from analysis.framing.clauses import (
    actors_of,
    after_of,
    agent,
    by_agent,
    caused,
    coordinated,
    governing,
    light_agent,
    objects,
    patient,
    subject,
)
from analysis.framing.grammar import NOUNS, NounPhrase, Parsed, parse
from analysis.segments import quotation_spans

EVENT, OTHER = "event", "other"
_DEFINITE = frozenset(["the", "this", "that", "such", "its", "his", "her", "their"])
_POINTING = frozenset(["this", "that", "such"])
_SINGULAR = frozenset(["him", "her", "it", "he", "she"])
_INTENT = frozenset(
    ["insistence", "decision", "policy", "order", "plan", "campaign", "use", "practice", "strategy", "resort", "role", "part", "involvement", "responsibility", "miscalculation", "mistake"]
)
_QUOTED = 4  # words at most of a name between quotation marks
_IN_A = ("in", "by", "from", "through", "during", "with")


@dataclass(frozen=True)
class EventMention:
    """A word that may name the event. `start`, `end` are characters of the sentence.

    form noun, verb or headline · sense event or other · reported '' or how it is marked as another's word ·
    agent_how active, passive, possessive or deleted · agent the actor's id, '' where it is none of the codebook's
    · agent_words who, as written
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


@dataclass(frozen=True)
class _Place:
    """A hit in its sentence, with all that the rules ask of it."""

    hit: Hit
    text: str
    parsed: Parsed
    codebook: Codebook
    index: int
    is_verb: bool
    seen: bool

    @property
    def phrase(self) -> NounPhrase | None:
        return self.parsed.phrase_of(self.index)

    @property
    def last(self) -> int:
        """Index after the hit's last word."""
        return self.parsed.at(self.hit.end - 1) + 1

    @property
    def before(self) -> str:
        """The word before the phrase's own words: its determiner."""
        phrase = self.phrase
        return self.parsed.words[phrase.first].text.lower() if phrase else ""


def event_mentions(
    text: str, codebook: Codebook, *, headline: bool = False, seen: bool = False, topic: str = ""
) -> list[EventMention]:
    """Mentions of the event in a sentence, in order; those of other acts by the same words have sense `other`.

    headline  the sentence is a title: its form is `headline`, and a bare noun may stand for the event
    seen      the event was mentioned in the sentences before, so that `this move` can point to it
    topic     the actor whom a pronoun at the head of the sentence means, '' where unknown
    """
    hits = [h for h in codebook.event.matcher.find(text) if h.code]
    if not hits:
        return []
    parsed = parse(text, codebook.find_actors(text))
    places = [_place(h, text, parsed, codebook, seen) for h in hits]
    always = {f.id for f in codebook.event.families if f.always}
    loose = {f.id for f in codebook.event.families if f.loose}
    firm = {p: _is_event(p, p.hit.code in always, headline) for p in places if p.hit.code not in loose}
    events = [p for p, is_event in firm.items() if is_event]
    found = []
    for place in places:
        if place.hit.code in loose:
            is_event = _is_loosely(place, events, seen)
        else:
            is_event = firm[place] or _shares_deed(place, events)
        who, how, words = _agent(place, topic)
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
            )
        )
    return found


def _place(hit: Hit, text: str, parsed: Parsed, codebook: Codebook, seen: bool) -> _Place:
    words, index = parsed.words, parsed.at(hit.start)
    while (
        not words[index].tag.startswith("V") and words[index].end < hit.end and words[index + 1].tag != "PRF"
    ):
        index += 1
    group = parsed.group_of(index)
    is_verb = (
        group is not None
        and words[index].tag.startswith("V")
        and (group.head == index or group.form != "finite")
    )
    if words[index].tag == "VVG" and after_of(parsed, index) is not None:
        is_verb = False
    return _Place(hit, text, parsed, codebook, index, is_verb, seen)


# --- Is it the event? -----------------------------------------------------------------------------------------------


def _is_event(place: _Place, always: bool, headline: bool) -> bool:
    if always or _is_quoted_name(place):
        return True
    headline = headline or place.parsed.words[-1].tag != "PUN"  # no full stop: written as a headline is
    return _verb_is_event(place) if place.is_verb else _noun_is_event(place, headline)


def _is_quoted_name(place: _Place) -> bool:
    """The word alone, or in a few, between quotation marks: a name under discussion (the “closure”)."""
    for start, end in quotation_spans(place.text):
        if start <= place.hit.start and place.hit.end <= end:
            words = place.parsed.words[place.parsed.at(start) : place.parsed.at(end - 1) + 1]
            return sum(w.text[0].isalnum() for w in words) <= _QUOTED and not any(
                w.tag == "NN2" for w in words
            )
    return False


def _verb_is_event(place: _Place) -> bool:
    group = place.parsed.group_of(place.index)
    done_to = patient(place.parsed, group)
    event, words = place.codebook.event, place.parsed.words
    doers = [actor for _, actor in actors_of(place.parsed, agent(place.parsed, group))]
    if done_to is not None:
        own = words[done_to.first].tag == "DPS" and any(d in event.targets for d in doers)  # closes its doors
        return (
            own
            or _is_target(place, done_to)
            or (_names_target(place, done_to) and any(d in event.agents for d in doers))
        )
    if (
        group.passive
        or (place.last < len(words)
        and words[place.last].text.lower() in ("into", "through", "past"))
    ):
        return False
    return any(
        d in (*event.targets, *event.agents) for d in doers
    )  # he died, the line closes, teachers walked out


def _is_target(place: _Place, phrase: NounPhrase) -> bool:
    """Whether a phrase is the event's target, or a pronoun that may stand for it."""
    words, targets = place.parsed.words, place.codebook.event.targets
    for part in coordinated(place.parsed, phrase):
        word = words[part.head]
        if word.actor in targets or any(
            words[k].actor in targets and k not in part.owners for k in range(part.first, part.last)
        ):
            return True
    if words[phrase.head].text.lower() in _SINGULAR | {"who", "which", "that"}:
        return True
    if words[phrase.head].text.lower() in ("us", "me") and any(w.actor in targets for w in words):
        return True
    if (
        words[phrase.first].tag in ("AT0", "DPS", "DT0")
        and words[phrase.first].text.lower() not in ("a", "an")
        and words[phrase.head].tag != "NN2"
        and words[phrase.head].lemma in _heads(place)
    ):
        return True
    other = after_of(place.parsed, phrase.last - 1)
    return (
        other is not None
        and words[other.head].actor in targets
        and words[phrase.head].lemma in ("life", "person")
    )


def _heads(place: _Place) -> set[str]:
    """Last words of the target's labels and offices: *general* of `Karvian general`."""
    book = place.codebook
    return {
        cue.split()[-1].lower()
        for t in book.event.targets
        for how, cue in book.actor(t).names
        if how in ("office", "label", "title")
    }


def _noun_is_event(place: _Place, headline: bool) -> bool:
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    targets = place.codebook.event.targets
    done_to = after_of(parsed, place.last - 1, ("of", "on", "against"))
    if done_to is not None and not _is_when(parsed, done_to):
        return (
            _is_target(place, done_to)
            or _names_target(place, done_to)
            or (
                words[place.last].text.lower() == "of"
                and words[done_to.head].actor in place.codebook.event.agents
            )
        )
    if phrase is None:
        return headline
    if words[phrase.head].start >= place.hit.end and phrase.head != place.index:
        return _modifier_is_event(place, phrase)
    owners = [words[o].actor or words[o].text.lower() for o in phrase.owners]
    inside = [words[k].actor for k in range(phrase.first, phrase.head) if words[k].actor]
    if any(o in targets for o in (*owners, *inside)):
        return True
    determiner = words[phrase.first].text.lower()
    plural = words[phrase.head].tag == "NN2"
    if plural and determiner not in ("these", "those"):
        return False
    if _elsewhere_in_time(place):
        return False
    if determiner in _SINGULAR | {"his", "her", "its"} and words[phrase.first].tag == "DPS":
        return True
    if owners:
        return any(o in place.codebook.event.agents or o in ("his", "their", "its") for o in owners)
    if determiner in _DEFINITE:
        return True
    if any(a in place.codebook.event.agents for a in inside):
        return True
    if phrase.first > 0 and words[phrase.first - 1].text.lower() == "on" and phrase.last == phrase.first + 1:
        return _on_strike(place) is not None
    return _indefinite_is_event(place, phrase, headline)


def _on_strike(place: _Place) -> NounPhrase | None:
    """`the teachers went on strike`: the subject, where it is one of the event's agents."""
    verb = next((v for v in reversed(place.parsed.verbs) if v.last <= place.phrase.first), None)
    doer = subject(place.parsed, verb) if verb else None
    agents = place.codebook.event.agents
    return doer if any(actor in agents for _, actor in actors_of(place.parsed, doer)) else None


def _names_target(place: _Place, phrase: NounPhrase) -> bool:
    return any(
        place.parsed.words[k].actor in place.codebook.event.targets for k in range(phrase.first, phrase.last)
    )


def _is_when(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`the strike on Friday` names no target."""
    days = (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    )
    return any(w.text.lower() in days for w in parsed.words[phrase.first : phrase.last])


def _modifier_is_event(place: _Place, phrase: NounPhrase) -> bool:
    """`the Soleimani killing` has the target inside; `assassination squads` is another matter."""
    words = place.parsed.words
    determiner = words[phrase.first].text.lower()
    if words[place.index].tag in ("VVN", "VVD", "AJ0"):  # the slain general
        return words[phrase.head].actor in place.codebook.event.targets or _names_target(place, phrase)
    return determiner in _POINTING or (determiner == "the" and _names_target(place, phrase))


def _elsewhere_in_time(place: _Place) -> bool:
    """The phrase carries a year that is not the event's."""
    parsed, phrase = place.parsed, place.phrase
    year = place.codebook.event.year
    around = parsed.words[phrase.first : min(phrase.last + 3, len(parsed.words))]
    return any(
        w.text.isdigit() and len(w.text) == 4 and 1500 < int(w.text) < 2100 and int(w.text) != year
        for w in around
    )


def _indefinite_is_event(place: _Place, phrase: NounPhrase, headline: bool) -> bool:
    """`It was murder`; `Assassination was wrong` in a headline; `his death in a US strike`."""
    parsed, words = place.parsed, place.parsed.words
    verb = next((v for v in reversed(parsed.verbs) if v.last <= phrase.first), None)
    if (
        verb is not None
        and words[verb.head].lemma in ("be", "become", "remain")
        and all(w.tag in ("AV0", "XX0", "AT0", "PUN") for w in words[verb.last : phrase.first])
    ):
        who = subject(parsed, verb)
        return who is not None and (
            words[who.head].text.lower() in ("it", "this", "that", "what")
            or words[who.head].start in _event_heads(place)
        )
    if _is_called(place, phrase):
        return True
    if words[phrase.first].text.lower() in ("a", "an"):
        return (
            phrase.first > 0
            and words[phrase.first - 1].text.lower() in _IN_A
            and any(w.actor in place.codebook.event.targets for w in words[: phrase.first])
        )
    verb = governing(parsed, phrase)
    doer = subject(parsed, verb) if verb and not verb.passive else None
    if doer is not None and words[verb.head].lemma in ("win", "get", "receive", "gain"):
        return any(actor in place.codebook.event.targets for _, actor in actors_of(parsed, doer))
    return headline


def _is_called(place: _Place, phrase: NounPhrase) -> bool:
    """`called it a killing`, `speaks of an “unlawful stoppage”`."""
    parsed, words, i = place.parsed, place.parsed.words, phrase.first - 1
    while i > 0 and words[i].text in '“"‘':
        i -= 1
    if i < phrase.first - 1 and words[i].text == "of":
        verb = parsed.group_of(i - 1)
        return verb is not None and words[verb.head].lemma in ("speak", "talk", "write")
    earlier = parsed.phrase_of(i) if i >= 0 else None
    verb = governing(parsed, earlier) if earlier else None
    if verb is None or words[verb.head].lemma not in ("call", "label", "brand", "dub", "term"):
        return False
    return (
        words[earlier.head].text.lower() in ("it", "this", "that")
        or words[earlier.head].start in _event_heads(place)
        or any(w.actor in place.codebook.event.targets for w in words[earlier.first : earlier.last])
    )


def _event_heads(place: _Place) -> set[int]:
    """Starts of the words in this sentence that the families find, but for this one."""
    hits = place.codebook.event.matcher.find(place.text)
    return {h.start for h in hits if h.code and h.start != place.hit.start}


def _shares_deed(place: _Place, events: list[_Place]) -> bool:
    """`drones struck a convoy, killing him`: the agent's other verb, told as one deed with the event."""
    if not place.is_verb:
        return False
    doer = agent(place.parsed, place.parsed.group_of(place.index))
    return doer is not None and any(
        e.is_verb
        and e.index > place.index
        and e.parsed.group_of(e.index).form == "ing"
        and agent(e.parsed, e.parsed.group_of(e.index)) == doer
        for e in events
    )


def _is_loosely(place: _Place, events: list[_Place], seen: bool) -> bool:
    """A word such as *move* or *operation* is the event where it points to it or is told as it."""
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    if place.is_verb or phrase is None or words[phrase.head].tag == "NN2" or phrase.head != place.index:
        return False
    follow = next((v for v in parsed.verbs if v.first == phrase.last and v.form == "infinitive"), None)
    if follow is not None and (done_to := objects(parsed, follow)) is not None and _is_target(place, done_to):
        return True
    if (done_to := after_of(parsed, place.last - 1, ("on", "against"))) is not None and _names_target(
        place, done_to
    ):
        return True
    if not (events or seen) or _elsewhere_in_time(place):
        return False
    determiner = words[phrase.first].text.lower()
    if determiner in _POINTING or words[phrase.first].tag == "DPS":
        return follow is None
    if determiner not in ("a", "an"):
        return False
    verb = next((v for v in reversed(parsed.verbs) if v.last <= phrase.first and v.form == "finite"), None)
    who = subject(parsed, verb) if verb else None
    if (
        (who is not None
        and words[who.head].text.lower() in ("it", "this", "that", "hers", "his"))
        or _is_called(place, phrase)
    ):
        return True
    return (bool(events) and " " in place.hit.cue) or any(_right_after(e, phrase) for e in events)


def _right_after(event: _Place, phrase: NounPhrase) -> bool:
    """`calling the operation to kill him “an attack”`: the phrase follows what names the event at once."""
    words, last = event.parsed.words, phrase.first - 1
    while last > 0 and words[last].text in '“"‘':
        last -= 1
    ends = {event.index}
    if event.is_verb and (done_to := objects(event.parsed, event.parsed.group_of(event.index))) is not None:
        ends.add(done_to.last - 1)
    if event.phrase is not None:
        ends.add(event.phrase.last - 1)
    return last in ends


# --- Who did it? ----------------------------------------------------------------------------------------------------


def _agent(place: _Place, topic: str) -> tuple[str, str, str]:
    """(actor, how, words) of who does it in the same clause."""
    found, how = _verb_agent(place) if place.is_verb else _noun_agent(place)
    if found is None or (
        place.parsed.words[found.head].actor in place.codebook.event.targets
        and place.parsed.words[found.head].actor
    ):
        return "", "deleted", ""
    words = place.parsed.words
    if words[found.head].tag == "DPS":
        found = _clause_subject(place) or found
    actors = actors_of(place.parsed, found)
    inside = [words[k].actor for k in range(found.first, found.last) if words[k].actor]
    actor = actors[0][1] if actors else inside[-1] if inside else ""
    if not actor and found.first == 0 and words[0].tag == "PNP" and topic not in place.codebook.event.targets:
        actor = topic
    shown = " ".join(w.text for w in words[found.first : found.last][-5:])
    return actor, how, shown


def _verb_agent(place: _Place) -> tuple[NounPhrase | None, str]:
    group = place.parsed.group_of(place.index)
    if (found := caused(place.parsed, group)) is not None:
        return found, "active"
    found = agent(place.parsed, group)
    if (
        found is not None
        and not group.passive
        and place.parsed.words[found.head].start in _event_heads(place)
    ):
        found = _carried(place, found)  # "the strike that killed him": whose strike?
        return (found, "possessive") if found else (None, "deleted")
    return found, "passive" if group.passive else "active"


def _carried(place: _Place, phrase: NounPhrase) -> NounPhrase | None:
    other = replace(place, index=phrase.head, is_verb=False)
    found, _ = _noun_agent(other)
    return found


def _noun_agent(place: _Place) -> tuple[NounPhrase | None, str]:
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    if phrase is None:
        return None, "deleted"
    targets = place.codebook.event.targets
    for owner in phrase.owners:
        if owner < place.index and words[owner].actor not in targets:
            return NounPhrase(phrase.first, owner + 1, owner), "possessive"
    for k in range(phrase.first, phrase.head):
        if words[k].actor and words[k].actor not in targets and k not in phrase.owners:
            return NounPhrase(k, k + 1, k), "possessive"
    if (found := _by(place, phrase) or _of_agent(place)) is not None:
        return found, "passive"
    if (found := _on_strike(place)) is not None and words[phrase.first - 1].text.lower() == "on":
        return found, "active"
    if (found := _inside_strike(place, phrase) or _part_of(place) or _of_insistence(place)) is not None:
        return found, "possessive"
    found, passive = light_agent(parsed, phrase)
    if found is not None:
        return found, "passive" if passive else "active"
    if words[phrase.first].text.lower() == "their":
        return NounPhrase(phrase.first, phrase.first + 1, phrase.first), "possessive"
    if (
        words[max(phrase.first - 1, 0)].text.lower() == "in"
        and words[phrase.first].tag == "AT0"
        and (found := _clause_subject(place)) is not None
    ):
        return found, "active"
    return None, "deleted"


def _of_agent(place: _Place) -> NounPhrase | None:
    """`the strike of the teachers`, where teachers are who did it and not to whom."""
    event = place.codebook.event
    found = after_of(place.parsed, place.last - 1)
    actor = place.parsed.words[found.head].actor if found else ""
    return found if actor in event.agents and actor not in event.targets else None


def _clause_subject(place: _Place) -> NounPhrase | None:
    """The subject of the sentence's first finite verb, where it is an actor's name."""
    verb = next((v for v in place.parsed.verbs if v.form == "finite"), None)
    found = subject(place.parsed, verb) if verb and not verb.passive else None
    return found if found is not None and actors_of(place.parsed, found) else None


def _part_of(place: _Place) -> NounPhrase | None:
    """`an act … on the part of X`, `his death at the hands of X`."""
    words = place.parsed.words
    for i in range(place.last, min(place.last + 6, len(words) - 4)):
        if " ".join(w.lemma for w in words[i : i + 4]) in (
            "on the part of",
            "at the hand of",
            "at the hands of",
        ):
            return next((p for p in place.parsed.phrases if p.first == i + 4), None)
    return None


def _of_insistence(place: _Place) -> NounPhrase | None:
    """`X's insistence on (threats and) killing`: the owner of the noun that governs it."""
    words, i = place.parsed.words, place.phrase.first - 1
    while (
        i >= 0
        and place.phrase.first - i < 8
        and (words[i].tag in ("VVG", "AV0", "CJC") or words[i].text == ",")
    ):
        i -= 1
    if i < 1 or words[i].tag not in ("PRP", "PRF"):
        return None
    outer = next((p for p in place.parsed.phrases if p.last == i), None)
    if (
        outer is None
        or not outer.owners
        or words[outer.owners[0]].actor in place.codebook.event.targets
        or words[outer.head].lemma not in _INTENT
    ):
        return None
    return NounPhrase(outer.first, outer.owners[0] + 1, outer.owners[0])


def _by(place: _Place, phrase: NounPhrase) -> NounPhrase | None:
    """`the killing (of X) by Y`: the by-phrase before the next verb."""
    stop = next((v.first for v in place.parsed.verbs if v.first >= phrase.last), len(place.parsed.words))
    found = by_agent(place.parsed, phrase.last)
    return found if found is not None and found.first <= stop else None


def _inside_strike(place: _Place, phrase: NounPhrase) -> NounPhrase | None:
    """`his death in a US strike`: the actor of the phrase tied to the noun by in, by, from …"""
    parsed, words = place.parsed, place.parsed.words
    tied = after_of(parsed, phrase.last - 1, _IN_A)
    if tied is None or words[tied.head].tag not in NOUNS or words[tied.head].actor:
        return None
    for k in range(tied.first, tied.head):
        if words[k].actor and words[k].actor not in place.codebook.event.targets:
            return NounPhrase(k, k + 1, k)
    return None
