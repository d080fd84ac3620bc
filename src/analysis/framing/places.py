"""A word that may name the event, in its sentence: what the rules of sense and agency ask of it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.codebook import Codebook, Hit
from analysis.codebook.cues import Matcher
from analysis.framing.clauses import actors_of, after_of
from analysis.framing.lexis import (
    IDIOMS,
    OTHERS,
    OWN_ACTS,
    OWN_NAMES,
    SUFFERED,
    TIMES,
)
from analysis.framing.parsed import NounPhrase, Parsed, remembered
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS, Word
from analysis.segments import quotation_spans

_QUOTED = 4  # words at most of a name between quotation marks
FORMER = re.compile(
    r"\b(?:(?:1[5-9]|20)\d0s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|World War|"
    r"(?:year|decade|generation|centurie|century|lifetime)s? (?:ago|earlier)|last century|in those days|as a child)\b"
)
_NEAR = 3  # words behind in which a year belongs to the word
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_LONGEST = max(map(len, IDIOMS))


@dataclass(frozen=True, eq=False)  # told apart by identity: sentence and codebook are long to compare
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
    def lemma(self) -> str:
        return self.parsed.words[self.index].lemma

    @property
    def last(self) -> int:
        """Index after the hit's last word."""
        return self.parsed.at(self.hit.end - 1) + 1

    @property
    def is_named_many(self) -> bool:
        """Whether the event's own name has the word, be it a plural: *the layoffs at Corvane*."""
        return self.hit.surface.lower() in self.codebook.event.name.lower().split()

    @property
    def is_own_act(self) -> bool:
        """Whether it is what one does oneself, so that the target is who did it: *resigned*, *the abdication of X*."""
        named = self.codebook.event.name.lower().split()
        event = any(w in OWN_NAMES for w in named) and not {"on", "against"} & set(named)
        lemma = self.parsed.words[self.index].lemma
        return (event or lemma in OWN_ACTS) and lemma not in SUFFERED

    @property
    def is_done_to_nobody(self) -> bool:
        """Whether the event can do without an object, as one on no person can: *to walk out now is wrong*."""
        return not any(self.kind_of(t) in ("person", "people") for t in self.codebook.event.targets)

    @property
    def is_done_to_many(self) -> bool:
        """Whether somebody else than the target named may tell of it as done to him: not where it is one person."""
        return not any(self.kind_of(t) == "person" for t in self.codebook.event.targets)

    @property
    def suffering(self) -> tuple[str, ...]:
        """The actors that do not do it: the event's targets, where its name tells more than the place."""
        event = self.codebook.event
        return event.targets if not event.is_open else ()

    @property
    def target_kinds(self) -> set[str]:
        """Kinds of actors that the event is done to; people too, where its name tells the place alone."""
        event = self.codebook.event
        return {self.kind_of(t) for t in event.targets} | ({"people", "group"} if event.is_open else set())

    @property
    def target_heads(self) -> set[str]:
        """Last words of the target's names that are none: *general* of `Karvian general`."""
        book = self.codebook
        cues = [cue.split()[-1] for t in book.event.targets for _, cue in book.actor(t).names]
        return {cue for cue in cues if cue.islower()}

    def kind_of(self, actor_id: str) -> str:
        """The kind of an actor of the codebook."""
        return self.codebook.actor(actor_id).kind


def place_of(hit: Hit, text: str, parsed: Parsed, codebook: Codebook, seen: bool) -> Place:
    words, index = parsed.words, parsed.at(hit.start)
    while (
        words[index].end < hit.end
        and words[index + 1].tag != "PRF"
        and (not words[index].tag.startswith("V") or _modifies(parsed, index))
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


def _modifies(parsed: Parsed, index: int) -> bool:
    """`targeted killing`, and not `taken hostage`: a participle before its noun, where the cue holds both."""
    word, after = parsed.words[index], parsed.words[index + 1]
    group = parsed.group_of(index)
    return word.tag == "VVN" and after.tag in NOUNS and not after.actor and (group is None or group.first == index)


def event_heads(place: Place) -> frozenset[int]:
    """Starts of the words in this sentence that the families find, but for this one."""
    return _heads(place.codebook.event.matcher, place.text) - {place.hit.start}


@lru_cache(maxsize=64)
def _heads(matcher: Matcher, text: str) -> frozenset[int]:
    return frozenset(h.start for h in matcher.find(text) if h.code)


def is_quoted_name(place: Place) -> bool:
    """The word alone, or in a few, between quotation marks: a name under discussion (the “closure”)."""
    for start, end in quotation_spans(place.text):
        if start <= place.hit.start and place.hit.end <= end:
            words = place.parsed.words[place.parsed.at(start) : place.parsed.at(end - 1) + 1]
            return sum(w.text[0].isalnum() for w in words) <= _QUOTED and not any(
                w.tag == "NN2" for w in words
            )
    return False


def is_idiom(place: Place) -> bool:
    """`in the end`, `a great deal`: the word means nothing by itself."""
    before = max(0, place.hit.start - _LONGEST)
    near = place.text[before : place.hit.end + _LONGEST].lower()
    start, end = place.hit.start - before, place.hit.end - before
    return any(
        end <= at + len(idiom)
        for idiom in IDIOMS
        if idiom in near
        for at in range(max(0, start - len(idiom)), start + 1)
        if near.startswith(idiom, at)
    )


def of_other_time(place: Place, first: int, last: int) -> bool:
    """Whether words first..last, or those right behind, tell of another time or instance: a year that is not
    the event's, *next*, *every*, *earlier*.
    """
    words, year = place.parsed.words, place.codebook.event.year
    if any(w.text.lower() in OTHERS for w in words[first:last] if not w.actor):
        return True
    counted = [w.text.lower() for w in words[first : first + 2]] in (["the", "first"], ["the", "second"])
    if counted and (first == 0 or words[first - 1].text != ","):
        return True
    opened = words[1:2] if words[0].text in ("In", "By", "Until") else ()
    if last < len(words) and words[last].lemma == "since":  # the worst attack since 1990
        return False
    if _is_former(place, last):
        return True
    years = [w for w in (*words[last : last + _NEAR], *words[first:last], *opened) if YEAR.fullmatch(w.text)]
    return any(int(w.text) != year for w in (*years, *_year_behind(words, last))) or _is_habit(words, last)


def _is_former(place: Place, last: int) -> bool:
    """`renamed its avenue in the sixties`: an age behind, in the same clause."""
    words = place.parsed.words
    if last >= len(words) or (found := FORMER.search(place.text, words[last].start)) is None:
        return False
    between = words[last : place.parsed.at(found.start())]
    return not any(w.tag in ("PUN", "CJC", "CJS", "CJT", "PNQ") or w.tag.startswith("V") for w in between)


def is_in_a_name(place: Place, headline: bool) -> bool:
    """`the State Department`, `the Crown`: a capital that no sentence, headline or codebook asks for."""
    words, hit = place.parsed.words, place.hit
    if headline or hit.surface.isupper() or hit.cue != hit.cue.lower() or hit.surface in place.codebook.event.name:
        return False
    opened = place.parsed.at(hit.start) == 0 or not words[place.parsed.at(hit.start) - 1].text[-1].isalnum()
    high = _capitals(place.parsed)
    return hit.surface[0].isupper() and not opened and 2 * high < len(words)


@remembered
def _capitals(parsed: Parsed) -> int:
    return sum(w.text[0].isupper() for w in parsed.words if w.text[0].isalpha())


def _year_behind(words: tuple[Word, ...], last: int) -> list[Word]:
    """The year of `derailed at the same spot in 2024`: after *in*, before the clause ends."""
    for i in range(last, len(words) - 1):
        if words[i].tag in ("PUN", "CJC", "CJS", "CJT", "PNQ") or words[i].tag.startswith("V"):
            return []
        if words[i].lemma == "in" and YEAR.fullmatch(words[i + 1].text):
            return [words[i + 1]]
    return []


def _is_habit(words: tuple[Word, ...], last: int) -> bool:
    """`sacks its coach every winter`."""
    for i in range(last, min(last + 5, len(words) - 1)):
        if words[i].tag in ("PUN", "CJC", "CJS"):
            return False
        if words[i].text.lower() in ("every", "each") and words[i + 1].lemma in TIMES:
            return True
    return False


def is_when(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`the strike on Friday` names no target."""
    day = parsed.words[phrase.first : phrase.last + 1]  # the strike of 9 April
    return any(w.text.lower() in TIMES for w in day if w.tag != "PUN")


def on_strike(place: Place) -> NounPhrase | None:
    """`the teachers went on strike`: the subject, where it is one of the event's agents."""
    verb = next((v for v in reversed(place.parsed.verbs) if v.last <= place.phrase.first), None)
    doer = subject(place.parsed, verb) if verb else None
    agents = place.codebook.event.agents
    return doer if any(actor in agents for _, actor in actors_of(place.parsed, doer)) else None
