"""Is it the event? The same verb used of other acts is not a mention of it."""

from analysis.framing.clauses import actors_of, after_of, agent, light_agent, patient
from analysis.framing.grammar import NounPhrase, Parsed
from analysis.framing.lexis import DEFINITE, POINTING, SINGULAR
from analysis.framing.places import Place, event_heads, is_target, names_target, on_strike
from analysis.framing.subjects import governing, objects, subject
from analysis.segments import quotation_spans

_QUOTED = 4  # words at most of a name between quotation marks
_SINCE = ("after", "before", "since", "until", "upon", "following", "despite")
IN_A = ("in", "by", "from", "through", "during", "with")


def is_event(place: Place, always: bool, headline: bool) -> bool:
    if always or _is_quoted_name(place):
        return True
    headline = headline or place.parsed.words[-1].tag != "PUN"  # no full stop: written as a headline is
    return _verb_is_event(place) if place.is_verb else _noun_is_event(place, headline)


def is_loosely(place: Place, events: list[Place], seen: bool) -> bool:
    """A word such as *move* or *operation* is the event where it points to it or is told as it."""
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    if place.is_verb or phrase is None or words[phrase.head].tag == "NN2" or phrase.head != place.index:
        return False
    follow = next((v for v in parsed.verbs if v.first == phrase.last and v.form == "infinitive"), None)
    if follow is not None and (done_to := objects(parsed, follow)) is not None and is_target(place, done_to):
        return True
    if (done_to := after_of(parsed, place.last - 1, ("on", "against"))) is not None and names_target(
        place, done_to
    ):
        return True
    determiner = words[phrase.first].text.lower()
    if determiner == "the" and follow is None and _by_agents(place, phrase):
        return True
    if not (events or seen) or _elsewhere_in_time(place):
        return False
    if determiner in POINTING or words[phrase.first].tag == "DPS":
        return follow is None
    if determiner not in ("a", "an"):
        return False
    verb = next((v for v in reversed(parsed.verbs) if v.last <= phrase.first and v.form == "finite"), None)
    who = subject(parsed, verb) if verb else None
    if (
        who is not None and words[who.head].text.lower() in ("it", "this", "that", "hers", "his")
    ) or _is_called(place, phrase):
        return True
    return (bool(events) and " " in place.hit.cue) or any(_right_after(e, phrase) for e in events)


def _by_agents(place: Place, phrase: NounPhrase) -> bool:
    """`the council took the decision`: one of the event's agents carries it out."""
    doer, _ = light_agent(place.parsed, phrase)
    return any(actor in place.codebook.event.agents for _, actor in actors_of(place.parsed, doer))


def shares_deed(place: Place, events: list[Place]) -> bool:
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


def _is_quoted_name(place: Place) -> bool:
    """The word alone, or in a few, between quotation marks: a name under discussion (the “closure”)."""
    for start, end in quotation_spans(place.text):
        if start <= place.hit.start and place.hit.end <= end:
            words = place.parsed.words[place.parsed.at(start) : place.parsed.at(end - 1) + 1]
            return sum(w.text[0].isalnum() for w in words) <= _QUOTED and not any(
                w.tag == "NN2" for w in words
            )
    return False


def _verb_is_event(place: Place) -> bool:
    group = place.parsed.group_of(place.index)
    done_to = patient(place.parsed, group)
    event, words = place.codebook.event, place.parsed.words
    doers = [actor for _, actor in actors_of(place.parsed, agent(place.parsed, group))]
    if done_to is not None:
        own = words[done_to.first].tag == "DPS" and any(d in event.targets for d in doers)  # closes its doors
        return (
            own
            or is_target(place, done_to)
            or (
                any(d in event.agents for d in doers)
                and (names_target(place, done_to) or _may_be_person(place, done_to))
            )
        )
    if group.passive or (
        place.last < len(words) and words[place.last].text.lower() in ("into", "through", "past")
    ):
        return False
    return any(
        d in (*event.targets, *event.agents) for d in doers
    )  # he died, the line closes, teachers walked out


def _may_be_person(place: Place, phrase: NounPhrase) -> bool:
    """`freed a thief`: one unnamed person as object, where the event's target is a person."""
    words, kinds = place.parsed.words, {a.id: a.kind for a in place.codebook.actors}
    plain = not any(w.actor or w.tag == "NP0" for w in words[phrase.first : phrase.last])
    person = any(kinds.get(t) == "person" for t in place.codebook.event.targets)
    return person and plain and words[phrase.head].tag == "NN1"


def _noun_is_event(place: Place, headline: bool) -> bool:
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    targets = place.codebook.event.targets
    done_to = after_of(parsed, place.last - 1, ("of", "on", "against"))
    if done_to is not None and not _is_when(parsed, done_to):
        return (
            is_target(place, done_to)
            or names_target(place, done_to)
            or (
                words[place.last].text.lower() == "of"
                and words[done_to.head].actor in place.codebook.event.agents
            )
        )
    meant = after_of(parsed, place.last - 1, ("for", "upon"))  # a pardon for him
    if meant is not None and words[meant.head].actor in targets:
        return True
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
    if determiner in SINGULAR | {"his", "her", "its"} and words[phrase.first].tag == "DPS":
        return True
    if owners:
        return any(o in place.codebook.event.agents or o in ("his", "their", "its") for o in owners)
    if determiner in DEFINITE:
        return True
    if any(a in place.codebook.event.agents for a in inside):
        return True
    if (
        phrase.first > 0
        and words[phrase.first - 1].text.lower() in _SINCE
        and phrase.last == phrase.first + 1
    ):
        return True
    if phrase.first > 0 and words[phrase.first - 1].text.lower() == "on" and phrase.last == phrase.first + 1:
        return on_strike(place) is not None
    return _indefinite_is_event(place, phrase, headline)


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


def _modifier_is_event(place: Place, phrase: NounPhrase) -> bool:
    """`the Rask pardon` has the target inside; `pardon petitions` is another matter."""
    words = place.parsed.words
    determiner = words[phrase.first].text.lower()
    if words[place.index].tag in ("VVN", "VVD", "AJ0"):  # the slain general
        return words[phrase.head].actor in place.codebook.event.targets or names_target(place, phrase)
    return determiner in POINTING or (determiner == "the" and names_target(place, phrase))


def _elsewhere_in_time(place: Place) -> bool:
    """The phrase carries a year that is not the event's."""
    parsed, phrase = place.parsed, place.phrase
    year = place.codebook.event.year
    around = parsed.words[phrase.first : min(phrase.last + 3, len(parsed.words))]
    return any(
        w.text.isdigit() and len(w.text) == 4 and 1500 < int(w.text) < 2100 and int(w.text) != year
        for w in around
    )


def _indefinite_is_event(place: Place, phrase: NounPhrase, headline: bool) -> bool:
    """`It was murder`; `Assassination was wrong` in a headline; `his death in a police raid`."""
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
            or words[who.head].start in event_heads(place)
        )
    if _is_called(place, phrase):
        return True
    if words[phrase.first].text.lower() in ("a", "an"):
        return (
            phrase.first > 0
            and words[phrase.first - 1].text.lower() in IN_A
            and any(w.actor in place.codebook.event.targets for w in words[: phrase.first])
        )
    verb = governing(parsed, phrase)
    doer = subject(parsed, verb) if verb and not verb.passive else None
    if doer is not None and words[verb.head].lemma in ("win", "get", "receive", "gain"):
        return any(actor in place.codebook.event.targets for _, actor in actors_of(parsed, doer))
    return headline


def _is_called(place: Place, phrase: NounPhrase) -> bool:
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
        or words[earlier.head].start in event_heads(place)
        or any(w.actor in place.codebook.event.targets for w in words[earlier.first : earlier.last])
    )


def _right_after(event: Place, phrase: NounPhrase) -> bool:
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
