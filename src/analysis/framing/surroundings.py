"""The marks of a word that its sentence and its codebook give it, whatever the word is."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from analysis.framing.clauses import agent
from analysis.framing.lexis import OTHERS, TIMES
from analysis.framing.parsed import Parsed, remembered
from analysis.framing.places import FORMER, YEAR, Place, event_heads, is_idiom, is_quoted_name
from analysis.segments import quotation_spans

_HABIT = frozenset(("always", "often", "usually", "never", "ever", "once", "every", "whenever", "sometimes", "rarely"))
_ENDS = frozenset((";", ":"))
_OPEN = frozenset(("who", "which", "that", "when", "if", "what", "why", "how", "whether", "because", "after", "before"))
_WORD = re.compile(r"[^\W\d_]+|\d+|[.,;:?!\"“”]")
NEAR = 4  # words right before a word, and as many right behind it
_STEM = 5  # letters in which a word and one of the event's name must agree


class Around(NamedTuple):
    """The words about a word: all others of its sentence, with its marks (``sentence``); those right ``before`` and
    right ``behind`` it; those ``beside`` it in its noun phrase; and the lemmas of the sentence's other ``verbs``.
    """

    sentence: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


def of_event(place: Place) -> Iterator[str]:
    """The marks that the codebook gives a word: of what kind the event is, and whether its name has the word."""
    event = place.codebook.event
    if not event.agents:
        yield "codebook without agents"
    if not event.targets:
        yield "codebook without targets"
    if event.is_open:
        yield "the event's name tells the place alone"
    for kind in {place.kind_of(t) for t in event.targets}:
        yield f"target is a {kind}"
    if place.is_own_act:
        yield "what one does oneself"
    surface, named = place.hit.surface.lower(), event.name.lower()
    if any(w[:_STEM] == surface[:_STEM] for w in named.split()):
        yield "word of the event's name"
    if " " in place.hit.surface:
        yield "several words"


def of_sentence(place: Place, headline: bool) -> Iterator[str]:
    """The marks that its sentence gives a word: who is named in it, its years, its words of habit, its clauses."""
    words, book = place.parsed.words, place.codebook
    low, years = _low(place.parsed), _years(place.parsed)
    if headline:
        yield "headline"
    if place.seen:
        yield "told before"
    group = place.parsed.group_of(place.index) if place.is_verb else None
    doer = agent(place.parsed, group) if group is not None else None
    its = range(doer.first, doer.last) if doer is not None else ()
    actors = {words[k].actor for k in place.parsed.named if k not in its}
    if actors & set(book.event.targets):
        yield "sentence names the target"
    if any(book.may_have_done(a) for a in actors):
        yield "sentence names who may have done it"
    if any(not book.may_have_done(a) and a not in book.event.targets for a in actors):
        yield "sentence names another actor"
    if _has_unknown_name(place.parsed):
        yield "sentence has an unknown name"
    named = {part for part in book.event.name.split() if part[0].isupper()}
    if named & _plain(place.parsed):
        yield "sentence has a name of the event's"
    if years - {book.event.year}:
        yield "another year"
    if book.event.year in years:
        yield "the event's year"
    if low & _HABIT:
        yield "word of habit"
    if low & OTHERS:
        yield "word of another one"
    if "you" in low:
        yield "you"
    if low & {"if", "when"}:
        yield "if or when"
    if _has_modal(place.parsed):
        yield "modal verb"
    if is_idiom(place):
        yield "idiom"
    if is_quoted_name(place):
        yield "in quotation marks"
    if any(a <= place.hit.start and place.hit.end <= b for a, b in quotation_spans(place.text)):
        yield "inside a quotation"
    yield f"clause: {_opener(place)}"
    if event_heads(place):
        yield "another word for it"
    if words[-1].text == "?":
        yield "question"
    if FORMER.search(place.text):
        yield "a former time"


# What every word of a sentence is asked of it is found once.
@remembered
def _low(parsed: Parsed) -> frozenset[str]:
    return frozenset(w.text.lower() for w in parsed.words)


@remembered
def _years(parsed: Parsed) -> frozenset[int]:
    return frozenset(int(w.text) for w in parsed.words if YEAR.fullmatch(w.text))


@remembered
def _plain(parsed: Parsed) -> frozenset[str]:
    """The words that name no actor."""
    return frozenset(w.text for w in parsed.words if not w.actor)


@remembered
def _has_unknown_name(parsed: Parsed) -> bool:
    return any(w.tag == "NP0" and not w.actor and w.lemma not in TIMES for w in parsed.words[1:])


@remembered
def _has_modal(parsed: Parsed) -> bool:
    return any(w.tag == "VM0" for w in parsed.words)


def words_around(place: Place) -> Around:
    """The words about a word in its sentence, in small letters, by where they stand."""
    hit, text, parsed = place.hit, place.text, place.parsed
    phrase = None if place.is_verb else place.phrase
    own = parsed.group_of(place.index) if place.is_verb else None
    parts = (text[: hit.start], text[hit.end :])
    beside = range(phrase.first, phrase.last) if phrase is not None else ()
    return Around(
        tuple(map(str.lower, chain(*map(_WORD.findall, parts)))),
        tuple(w.text.lower() for w in parsed.words[max(0, place.index - NEAR) : place.index]),
        tuple(w.text.lower() for w in parsed.words[place.last : place.last + NEAR]),
        tuple(parsed.words[k].text.lower() for k in beside if k != place.index),
        tuple([parsed.words[verb.head].lemma for verb in parsed.verbs if verb is not own]),
    )


def _opener(place: Place) -> str:
    """By what the clause of a word opens: who, that, when, if … with no finite verb or mark between; else none."""
    words = place.parsed.words
    group = place.parsed.group_of(place.index)
    for k in range((group.first if group is not None else place.index) - 1, -1, -1):
        if words[k].text in _ENDS or ((near := place.parsed.group_of(k)) is not None and near.form == "finite"):
            return "main"
        if words[k].tag in ("CJS", "CJT", "PNQ", "AVQ", "DTQ"):
            return words[k].lemma if words[k].lemma in _OPEN else words[k].tag
    return "main"
