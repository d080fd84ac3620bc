"""Which of the actors named in a sentence did it? Their marks, weighed, where rules name nobody or somebody else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import nan

from analysis.framing.clauses import actors_of, governed_by
from analysis.framing.doers import LONGEST, titled
from analysis.framing.parsed import Parsed, remembered
from analysis.framing.places import Place
from analysis.framing.subjects import subject
from analysis.framing.weighing import likely_agent, reasons_for_agent

RULED = 1 / 3  # chance above which an actor is called whom the rules name as well
ALONE = 0.45  # so where marks alone speak for it; for all, left out by event: F1 .917, of a third .915, of a half .913
_FAR = ("near", "some words away", "far", "very far")  # by three words each
_OF_CLAUSES = ("CJS", "CJT", "PNQ")


@dataclass(frozen=True)
class Agent:
    """Who did it: the actor, how it is told (active, passive, possessive, deleted), as written, how likely (0 to 1) and
    by which marks; nan where nothing is weighed, as no actor is in the sentence, or not the one that the rules name.
    """

    actor: str
    how: str
    words: str
    likely: float
    because: tuple[str, ...]


def weighed(place: Place, told: tuple[str, str, str], headline: bool) -> Agent:
    """The agent, by the rules' word (actor, how, words) and the marks of every actor in the sentence."""
    actor, how, words = told
    found = claimants(place, actor, headline)
    if actor and actor not in found:  # by a pronoun, or by its kind
        return Agent(actor, how, words, nan, ())
    chances = {a: likely_agent(marks) for a, (_, marks) in found.items()}
    best = max(chances, key=lambda a: (chances[a], a), default="")
    if not best:
        return Agent(*told, nan, ())
    index, marks = found[best]
    if chances[best] <= least(best, actor):
        return Agent("", "deleted" if actor else how, "" if actor else words, chances[best], ())
    if best != actor:
        how, words = told_how(place, index), as_written(place, index)
    return Agent(best, how, words, chances[best], reasons_for_agent(marks))


def least(actor: str, told: str) -> float:
    """The chance above which an actor is called; `told`: whom the rules name."""
    return RULED if actor == told else ALONE


def claimants(place: Place, told: str, headline: bool) -> dict[str, tuple[int, frozenset[str]]]:
    """{actor: (its word nearest to the mention, its marks)} of a sentence; `told`: whom the rules name."""
    words = place.parsed.words
    actors = sorted({words[k].actor for k in place.parsed.named})
    far = {k: (abs(k - place.index), k) for k in place.parsed.named}
    nearest = {a: min((k for k in far if words[k].actor == a), key=far.__getitem__) for a in actors}
    return {a: (k, _marks(place, a, k, told, headline)) for a, k in nearest.items()}


def _marks(place: Place, actor: str, index: int, told: str, headline: bool) -> frozenset[str]:
    """The marks of an actor; each also beside whether the rules name somebody at all."""
    found = {*_of_place(place, index), *_of_actor(place, actor), *_of_verbs(place, actor)}
    if headline:
        found.add("in a headline")
    ruled = "named" if told == actor else "another named" if told else "nobody named"
    beside = "somebody named" if told else "nobody named"
    return frozenset({*found, f"{ruled} by the rules", *(f"{m} & {beside} by the rules" for m in found)})


def _of_place(place: Place, index: int) -> Iterator[str]:
    words, kind = place.parsed.words, "verb" if place.is_verb else "noun"
    side = "before" if index < place.index else "behind"
    low, high = sorted((index, place.index))
    between = words[low + 1 : high]
    yield f"{kind}"
    yield f"{side} the {kind}"
    yield f"{_FAR[min(abs(index - place.index) // 3, 3)]} from the {kind}"
    yield "a mark between" if any(w.tag == "PUN" for w in between) else "no mark between"
    yield "a clause opens between" if any(w.tag in _OF_CLAUSES for w in between) else "no clause opens between"
    heads = _finite_heads(place.parsed)
    verbs = bisect_left(heads, high) - bisect_right(heads, low)
    yield f"{'no verb' if not verbs else 'a verb' if verbs == 1 else 'verbs'} between"
    yield f"written as {words[index].how}"
    if index + 1 < len(words):
        yield f"followed by {words[index + 1].tag}"
    if index and words[index - 1].text.islower():
        yield f"behind {words[index - 1].text.lower()}"
    if (group := place.parsed.group_of(place.index)) is not None and place.is_verb:
        voice = "passive" if group.passive else "active"
        yield f"{voice}, {side} it"
        yield f"{voice}, {group.form}"


def _of_actor(place: Place, actor: str) -> Iterator[str]:
    book, kind = place.codebook, "verb" if place.is_verb else "noun"
    agents, targets = book.event.agents, book.event.targets
    may = book.may_have_done(actor)
    role = "agent" if actor in agents else "one who may have" if may else "target" if actor in targets else "another"
    yield f"{kind} of {role}"
    yield f"{kind} of a {place.kind_of(actor)}"
    if place.is_own_act:
        yield f"own act of {'the target' if actor in targets else role}"
    if may and not any(w.actor != actor and book.may_have_done(w.actor) for w in place.parsed.words if w.actor):
        yield f"{kind}: the only one who may have"


def _of_verbs(place: Place, actor: str) -> Iterator[str]:
    parsed, kind = place.parsed, "verb" if place.is_verb else "noun"
    own = parsed.group_of(place.index) if place.is_verb else None
    if own is None and place.phrase is not None:
        own = governed_by(parsed, place.phrase)
    if own is not None and any(a == actor for _, a in actors_of(parsed, subject(parsed, own))):
        yield f"{kind}: subject of its verb"
    named = _subjects(parsed)
    if actor in named:
        yield f"{kind}: subject of a verb"
    if named[:1] == (actor,):
        yield f"{kind}: first subject of the sentence"


@remembered
def _finite_heads(parsed: Parsed) -> list[int]:
    return [v.head for v in parsed.verbs if v.form == "finite"]


@remembered
def _subjects(parsed: Parsed) -> tuple[str, ...]:
    """The actors that are subjects of a sentence's finite verbs, in order: asked of every actor of every mention."""
    finite = (v for v in parsed.verbs if v.form == "finite")
    return tuple(a for v in finite for _, a in actors_of(parsed, subject(parsed, v)))


def told_how(place: Place, index: int) -> str:
    """How a word of the sentence is told to have done it: active, passive or possessive."""
    words, phrase = place.parsed.words, place.phrase
    if place.is_verb:
        return "passive" if place.parsed.group_of(place.index).passive else "active"
    if phrase is not None and phrase.first <= index < phrase.last:
        return "possessive"
    first = getattr(place.parsed.phrase_of(index), "first", index)
    return "passive" if first and words[first - 1].text.lower() == "by" else "active"


def as_written(place: Place, index: int) -> str:
    """The phrase of a word, with its title."""
    words, phrase = place.parsed.words, place.parsed.phrase_of(index)
    if phrase is None:
        return words[index].text
    told = " ".join(w.text for w in words[titled(place, phrase) : index + 1])
    return " ".join(told.split()[-LONGEST:])
