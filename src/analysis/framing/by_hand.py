"""Words that the user has read by hand, `[[reading]]` in a codebook: which they are in a text, what they then say."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

from analysis.codebook import Codebook, Hit, Matcher, Reading
from analysis.codebook.model import SENSES
from analysis.framing.claimants import as_written, told_how
from analysis.framing.doers import LONGEST, orderer
from analysis.framing.places import Place
from analysis.segments import Document

if TYPE_CHECKING:
    from analysis.framing.naming import EventMention

BY_HAND = "read by hand"
OTHERWISE = f"{BY_HAND} (Parallax: "  # before what was read without the hand
_EVENT, _OTHER, _DENIED = SENSES
_SENSES = {_EVENT: "the event", _OTHER: "another act", _DENIED: "denied"}


def names_event(reading: Reading) -> bool:
    """Whether the word is a name of the event, a denied one among them."""
    return reading.sense != _OTHER


def by_place(text: str, hits: Sequence[Hit], readings: Iterable[Reading]) -> dict[tuple[int, int], Reading]:
    """{(start, end) of a hit in a sentence: its reading}; of two of one word the first."""
    found: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        if (hit := _hit(text, hits, reading)) is not None:
            found.setdefault((hit.start, hit.end), reading)
    return found


def number_of(text: str, word: str, start: int) -> int:
    """Which one of the places of a word in a sentence begins at a character, counted from 1."""
    return sum(h.start <= start for h in _places(text, word))


def tried(document: Document, codebook: Codebook) -> list[tuple[Reading, str]]:
    """Each reading of a piece, and why it meets nothing in it; '' where it does."""
    sentences = {(s.part, s.sentence): s.text for s in document.sentences}
    taken: set[tuple] = set()
    told = []
    for reading in (r for r in codebook.readings if r.piece == document.piece.id):
        text = sentences.get((reading.part, reading.sentence))
        hits = [] if text is None else _hits(text, codebook)
        hit = None if text is None else _hit(text, hits, reading)
        key = None if hit is None else (reading.part, reading.sentence, hit.start)
        told.append((reading, _missed(document, text, reading) if key is None else
                     "a reading above it settles the same word" if key in taken else ""))
        taken.add(key)
    return told


def _missed(document: Document, text: str | None, reading: Reading) -> str:
    if text is None:
        last = sum(s.part == reading.part for s in document.sentences)
        return f"the {reading.part} has {last} sentence{'' if last == 1 else 's'}"
    if not (found := len(_places(text, reading.word))):
        return "the word does not stand in that sentence"
    if found < reading.nth:
        return f"the word stands {'once' if found == 1 else f'{found} times'} in that sentence"
    return "no family of the event has the word there: add it to one, or shorten what `other` leaves out"


def applied(place: Place, mention: "EventMention", reading: Reading, without: "EventMention") -> "EventMention":
    """A mention as it was settled. `mention` is how it is read where it has the sense that was settled; `without`, how
    it would be read without the hand, which `settled` tells where it differs.
    """
    is_event = names_event(reading)
    marked = mention.reported if reading.reported is None else (mention.reported or BY_HAND) if reading.reported else ""
    made = replace(
        mention,
        denied=(mention.denied or BY_HAND) if reading.sense == _DENIED else "",
        reported=marked,
        likely=float(is_event),
        because=(reading.why or BY_HAND,),
    )
    if reading.agent is not None:
        made = _done_by(place, made, reading)
    others = _otherwise(made, without)
    return replace(made, settled=f"{OTHERWISE}{'; '.join(others)})" if others else BY_HAND)


def _done_by(place: Place, mention: "EventMention", reading: Reading) -> "EventMention":
    """A mention with its agent as settled: told as the sentence has it, and by the codebook's name where it has not."""
    if not reading.agent:
        return replace(mention, agent="", agent_how="deleted", agent_words="", ordered_by="", agent_likely=nan,
                       agent_because=())
    how, words = mention.agent_how, mention.agent_words
    if reading.agent != mention.agent:
        named = [k for k, word in enumerate(place.parsed.words) if word.actor == reading.agent]
        index = min(named, key=lambda k: abs(k - place.index), default=place.index)  # itself: told by its voice
        how = told_how(place, index) if named or place.is_verb else "active"
        words = as_written(place, index) if named else _named(place, reading.agent)
    return replace(mention, agent=reading.agent, agent_how=reading.how or how, agent_words=words, agent_likely=1.0,
                   ordered_by=orderer(place, reading.agent), agent_because=(BY_HAND,))


def _named(place: Place, actor: str) -> str:
    return " ".join(place.codebook.actor(actor).name.split()[-LONGEST:])


def _otherwise(made: "EventMention", without: "EventMention") -> list[str]:
    """What was read otherwise without the hand: the sense, or else of a mention who did it and whose word it is."""
    if _sense(made) != _sense(without):
        return [_SENSES[_sense(without)]]
    if made.sense == _OTHER:
        return []
    told = []
    if (made.agent, made.agent_how) != (without.agent, without.agent_how):
        who = without.agent or without.agent_words
        told.append(f"{without.agent_how}, {who}" if who else "agent left out")
    if bool(made.reported) != bool(without.reported):
        told.append("another's word" if without.reported else "its own word")
    return told


def _sense(mention: "EventMention") -> str:
    return _DENIED if mention.denied else mention.sense


def _hits(text: str, codebook: Codebook) -> list[Hit]:
    return [h for h in codebook.event.matcher.find(text) if h.code]


def _hit(text: str, hits: Sequence[Hit], reading: Reading) -> Hit | None:
    """The word of the event's families that a reading means: it is that word, or holds it (`air strike`)."""
    found = _places(text, reading.word)[reading.nth - 1 :][:1]
    return next((h for h in hits for w in found if h.start <= w.start and w.end <= h.end), None)


def _places(text: str, word: str) -> list[Hit]:
    """Where a word stands, found as cues are: apostrophes, hyphens and white space of any form are the same."""
    return Matcher([("", word)]).find(text)
