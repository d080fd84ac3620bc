"""Is a loose word, such as *move* or *operation*, the event? Only where it points to it or is told as it."""

from analysis.framing.clauses import after_of
from analysis.framing.lexis import POINTING
from analysis.framing.nouns import by_agents
from analysis.framing.objects import objects
from analysis.framing.places import Place, event_heads, is_idiom, is_quoted_name, of_other_time
from analysis.framing.subjects import subject
from analysis.framing.tags import OPENERS
from analysis.framing.targets import is_target, names_target, shares_name
from analysis.framing.telling import is_apposed, is_called, is_like_this, is_plain, is_said_of_it, right_after


def is_loosely(place: Place, events: list[Place], seen: bool) -> bool:
    """A word such as *move* or *operation* is the event where it points to it or is told as it."""
    parsed, words, phrase = place.parsed, place.parsed.words, place.phrase
    if place.is_verb or phrase is None or phrase.head != place.index:
        return False
    if is_idiom(place):
        return False
    if seen and is_quoted_name(place):
        return True
    if words[phrase.head].tag == "NN2":
        return seen and is_plain(place, phrase) and words[phrase.first].text.lower() in ("the", "these", "those")
    follow = next((v for v in parsed.verbs if v.first == phrase.last and v.form == "infinitive"), None)
    if follow is not None and words[follow.head].start in event_heads(place) and objects(parsed, follow) is None:
        return True
    if follow is not None and (done_to := objects(parsed, follow)) is not None and is_target(place, done_to):
        kinds = {place.kind_of(t) for t in place.codebook.event.targets}
        return words[follow.head].start in event_heads(place) or bool(kinds & {"person", "people"})
    done_to = after_of(parsed, place.last - 1, ("on", "against", "for"))
    if done_to is not None and (names_target(place, done_to) or shares_name(place, done_to)):
        return True
    if events and is_apposed(place, phrase):
        return True
    determiner = words[phrase.first].text.lower()
    if determiner == "the" and follow is None and by_agents(place, phrase):
        return True
    if words[-1].tag != "PUN" and (phrase.first == 0 or is_said_of_it(place, phrase)):  # a headline: no mistake
        return words[phrase.first].text.lower() in ("no", "a", "an", "the", "this")
    if not (events or seen) or of_other_time(place, phrase.first, phrase.last):
        return False
    if is_like_this(place, phrase) or is_said_of_it(place, phrase):  # the poisoning was no accident
        return True
    if any(words[o].actor in place.codebook.event.agents for o in phrase.owners):  # the ministry's order
        return True
    if determiner in POINTING or words[phrase.first].tag == "DPS":
        return follow is None
    if determiner == "the":
        return follow is None and is_plain(place, phrase)
    if determiner not in ("a", "an"):
        return bool(events) and words[-1].tag != "PUN" and words[phrase.first].tag not in OPENERS
    verb = next((v for v in reversed(parsed.verbs) if v.last <= phrase.first and v.form == "finite"), None)
    who = subject(parsed, verb) if verb else None
    if who is not None and words[who.head].text.lower() in ("it", "this", "that", "hers", "his"):
        return True
    if is_called(place, phrase):
        return True
    return (bool(events) and " " in place.hit.cue) or any(right_after(e, phrase) for e in events)
