"""A word that may name the event, in its sentence: what the rules of sense and agency ask of it."""

from dataclasses import dataclass

from analysis.codebook import Codebook, Hit
from analysis.framing.clauses import actors_of, after_of, coordinated
from analysis.framing.grammar import NounPhrase, Parsed
from analysis.framing.lexis import SINGULAR
from analysis.framing.subjects import subject
from analysis.framing.tagging import NOUNS, Word


@dataclass(frozen=True)
class Place:
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


def place_of(hit: Hit, text: str, parsed: Parsed, codebook: Codebook, seen: bool) -> Place:
    words, index = parsed.words, parsed.at(hit.start)
    while (
        words[index].end < hit.end
        and words[index + 1].tag != "PRF"
        and (not words[index].tag.startswith("V") or _modifies(words[index], words[index + 1]))
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
    return Place(hit, text, parsed, codebook, index, is_verb, seen)


def _modifies(word: Word, after: Word) -> bool:
    """`targeted killing`: a participle before its noun, where the cue holds both."""
    return word.tag == "VVN" and after.tag in NOUNS and not after.actor


def event_heads(place: Place) -> set[int]:
    """Starts of the words in this sentence that the families find, but for this one."""
    hits = place.codebook.event.matcher.find(place.text)
    return {h.start for h in hits if h.code and h.start != place.hit.start}


def names_target(place: Place, phrase: NounPhrase) -> bool:
    return any(
        place.parsed.words[k].actor in place.codebook.event.targets for k in range(phrase.first, phrase.last)
    )


def is_target(place: Place, phrase: NounPhrase) -> bool:
    """Whether a phrase is the event's target, or a pronoun that may stand for it."""
    words, targets = place.parsed.words, place.codebook.event.targets
    for part in coordinated(place.parsed, phrase):
        word = words[part.head]
        if word.actor in targets or any(
            words[k].actor in targets and k not in part.owners for k in range(part.first, part.last)
        ):
            return True
    if words[phrase.head].text.lower() in SINGULAR | {"who", "which", "that"}:
        return True
    many = any(a.kind in ("group", "people") for a in place.codebook.actors if a.id in targets)
    if many and words[phrase.head].text.lower() in ("them", "they"):
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


def _heads(place: Place) -> set[str]:
    """Last words of the target's labels and offices: *general* of `Karvian general`."""
    book = place.codebook
    return {
        cue.split()[-1].lower()
        for t in book.event.targets
        for how, cue in book.actor(t).names
        if how in ("office", "label", "title")
    }


def on_strike(place: Place) -> NounPhrase | None:
    """`the teachers went on strike`: the subject, where it is one of the event's agents."""
    verb = next((v for v in reversed(place.parsed.verbs) if v.last <= place.phrase.first), None)
    doer = subject(place.parsed, verb) if verb else None
    agents = place.codebook.event.agents
    return doer if any(actor in agents for _, actor in actors_of(place.parsed, doer)) else None
