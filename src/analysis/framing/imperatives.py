"""The plainest demands: imperatives (`Sue for the name.`, `Delroy, apologise.`, `Let the council buy the ground.`) and
what *I* or *we* demand in so many words.

An imperative is a plain verb at the head of a clause, behind no subject. Most of those in opinion ask nothing of
anybody (`Consider this.`, `Take the League.`, `Call it what you like.`): they are listed (words.toml), and so is what
marks a recipe. Headlines and questions tell nobody anything; `Close the bridge and the town dies` is a condition.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.framing.lexis import ENTREATS, IDLE_TURNS, MUSINGS, ORDER_TURNS, RECIPES, SAYS, TIMES, is_person
from analysis.framing.objects import MARKS, NOMINATIVE, objects
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.speaking import can_speak
from analysis.framing.subjects import subject
from analysis.framing.tags import Word

_PLAIN = ("VVB", "VVI", "VBI", "VDB", "VDI", "VHB", "VHI")
_TENSED = ("VVZ", "VVD", "VBZ", "VBD", "VBB", "VHZ", "VHD", "VDZ", "VDD", "VM0")
_ENSURES = ("ensure", "guarantee", "demand", "insist", "require")  # what is to be so follows as a clause of its own
_ITS = ("it", "them", "him", "her", "that", "this")  # let them pay: nobody is named
_LONG = 6  # words of an opening at most: In the last week of August, …


class Imperative(NamedTuple):
    """The verb of what is to be done, and whom it is told: a phrase, None where nobody is named."""

    verb: VerbGroup
    told: NounPhrase | None


class Demand(NamedTuple):
    """The verb of what is demanded, who is asked to do it, and whether not to; of a thing (`our club back`), the verb
    of demanding and nobody.
    """

    verb: VerbGroup
    told: NounPhrase | None
    negated: bool


def imperatives(parsed: Parsed) -> Iterator[Imperative]:
    """The imperatives of a sentence that tell somebody to do something, one a clause, in order."""
    words = parsed.words
    end = next((w for w in reversed(words) if w.text not in (*MARKS, ")", "]")), None)
    if end is None or end.text not in (".", "!", ";") or any(w.lemma in RECIPES for w in words):
        return
    for start in _clauses(words):
        told, at = _opened(parsed, start)
        verb = parsed.group_of(at) if at < len(words) else None
        if verb is None or verb.first != at or not _is_plain(parsed, verb) or _is_no_order(parsed, verb):
            continue
        if words[at].lemma == "let" and (found := _let(parsed, verb)) is not None:
            yield found
        elif words[at].lemma != "let" and not is_musing(parsed, verb):
            yield Imperative(verb, told or _called_behind(parsed, verb))


def demanded(parsed: Parsed) -> Iterator[Demand]:
    """What the author demands in so many words: `We demand our club back.`, `I beg the courts to hear them`; not `if we
    demand`, nor a cue of its own (`demand that`).
    """
    words = parsed.words
    if words and words[-1].text == "?":
        return
    for verb in parsed.verbs:
        who = subject(parsed, verb) if words[verb.head].lemma in ENTREATS and verb.last - verb.first == 1 else None
        own = who is not None and who.last == verb.first and words[who.head].text.lower() in ("i", "we")
        inner = own and who.first > 0 and words[who.first - 1].tag in ("CJS", "CJT", "PNQ", "DTQ", "AVQ")
        thing = objects(parsed, verb) if own and not inner and words[verb.head].tag in ("VVB", "VVI") else None
        if thing is None or words[thing.head].lemma in ("leave", "pardon"):
            continue
        near = (thing.last, thing.last + 1)  # not to wait
        done = next((v for v in parsed.verbs if v.form == "infinitive" and v.first in near), None)
        if done is not None:
            yield Demand(done, thing, done.first > thing.last)
        elif words[verb.head].lemma == "demand":
            yield Demand(verb, None, False)


def _clauses(words: tuple[Word, ...]) -> Iterator[int]:
    """Where clauses start that may be orders: the sentence, and what follows `;` or a colon that no verb of saying
    leads up to.
    """
    for k, word in enumerate(words):
        opened = k > 0 and words[k - 1].text == ":" and word.text not in MARKS
        if k == 0 or words[k - 1].text == ";" or (opened and not _is_told_before(words[:k])):
            yield k


def _is_told_before(words: tuple[Word, ...]) -> bool:
    """`The mayor says:`, `I told them:`; of `I would tell them:` the author does now."""
    own = words[0].text.lower() in ("i", "we") and len(words) > 1 and words[1].tag in ("VM0", "VVB")
    return not own and any(w.lemma in SAYS for w in words)


def _opened(parsed: Parsed, start: int) -> tuple[NounPhrase | None, int]:
    """(who is addressed, where the verb of the clause would stand): past marks, adverbs and what a comma closes."""
    words, at, told = parsed.words, _past_adverbs(parsed.words, start), None
    if at >= 2 and words[at - 1].text == ":" and words[0].lemma == "as" and words[1].lemma == "for":
        return _human(parsed, parsed.phrase_from(2)), at
    if at < len(words) and words[at].lemma == "as" and at + 1 < len(words) and words[at + 1].lemma == "for":
        named = parsed.phrase_from(at + 2)
        closed = named is not None and named.last < len(words) and words[named.last].text == ","
        return (_human(parsed, named), _past_adverbs(words, named.last + 1)) if closed else (None, at)
    first = parsed.phrase_from(at)
    if first is not None and first.last < len(words) and words[first.last].text == ",":
        told = _human(parsed, first)
        return (told, _past_adverbs(words, first.last + 1)) if told is not None else (None, at)
    if at < len(words) and words[at].tag == "PRP":
        comma = next((k for k in range(at, min(at + _LONG + 1, len(words))) if words[k].text == ","), 0)
        if comma and not any(w.tag.startswith("V") for w in words[at:comma]):
            return None, _past_adverbs(words, comma + 1)
    return None, at


def addressed(parsed: Parsed) -> NounPhrase | None:
    """Who is spoken to: of `And Delroy, if you can hear this, you must go`, Delroy; not who does what the sentence
    says, as in `Delroy, you must know, is gone`.
    """
    told, _ = _opened(parsed, 0)
    if told is None or any(v.form == "finite" and subject(parsed, v) == told for v in parsed.verbs):
        return None
    return told


def _past_adverbs(words: tuple[Word, ...], k: int) -> int:
    """Past quotation marks, `and`, `so`, `please`, `instead,`, and the *never* of `never forgive them`."""
    while k < len(words) and (
        words[k].text in MARKS
        or words[k].tag in ("CJC", "ITJ")
        or (words[k].tag in ("AV0", "ORD") and (k + 1 == len(words) or words[k + 1].tag != "TO0"))
        or (words[k].text == "," and k > 0 and words[k - 1].tag in ("AV0", "ITJ", "ORD"))
    ):
        k += 1
    return k


def _human(parsed: Parsed, phrase: NounPhrase | None) -> NounPhrase | None:
    """A phrase where it is one of people: an actor, a name, a noun of persons."""
    if phrase is None:
        return None
    head, inside = parsed.words[phrase.head], parsed.words[phrase.first : phrase.last]
    return phrase if head.actor or is_person(head.lemma) or any(w.tag == "NP0" for w in inside) else None


def _called_behind(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `Apologise, Mr Delroy.`, who is addressed: the last phrase, behind a comma."""
    last = next((p for p in reversed(parsed.phrases) if p.first > verb.last), None)
    words = parsed.words
    if _human(parsed, last) is None or words[last.first - 1].text != ",":
        return None
    commas = sum(w.text == "," for w in words[verb.last : last.first])
    return last if commas == 1 and all(w.tag == "PUN" for w in words[last.last :]) else None


def _is_plain(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a verb group is a plain verb, or `do not` and one."""
    words = parsed.words[verb.first : verb.last]
    if words[0].lemma == "do" and len(words) > 1:
        return any(w.tag == "XX0" for w in words) and words[-1].tag in _PLAIN
    plain = words[0].tag in _PLAIN or words[0].text == "found"  # found your new club
    alone = all(w.tag in ("AV0", "XX0") for w in words[1:])
    return verb.form == "finite" and alone and plain and not words[0].actor


def _is_no_order(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether another clause makes it a condition (`close it and the town dies`) or an aside (`open all day, the shop
    …`), or takes what it is done to for its own subject; or it is a turn of phrase (`cut after cut`).
    """
    words, done_to = parsed.words, objects(parsed, verb)
    if [w.text.lower() for w in words[verb.last : verb.last + 2]] == ["after", words[verb.head].text.lower()]:
        return True
    if any(w.text.lower() == "and" and after.tag == "EX0" for w, after in pairwise(words)):
        return True
    if verb.last < len(words) and words[verb.last].text.lower() in NOMINATIVE:  # so do I
        return True
    for later in parsed.verbs:
        if _is_predicate(words, verb, later):
            return True
        who = subject(parsed, later) if later.first >= verb.last and later.form == "finite" else None
        if who is None or who.first < verb.last or words[later.first].tag not in (*_TENSED, "VVB"):
            continue
        before, near = words[who.first - 1], all(w.tag == "AV0" for w in words[who.last : later.first])
        if who == done_to and who.first == verb.last and near and words[verb.head].lemma not in (*_ENSURES, "let"):
            return True
        own = words[who.head].text.lower() in ("i", "we")
        if near and (before.text == "," or (before.text.lower() == "and" and not own)):
            return True
    return False


def _is_predicate(words: tuple[Word, ...], verb: VerbGroup, later: VerbGroup) -> bool:
    """`Refuse collectors in the north walked out`: a verb with a tense, and no new clause before it."""
    between = words[verb.last : later.first]
    opened = any(w.tag in ("CJS", "CJT", "CJC", "PNQ", "DTQ", "AVQ", "PUN", "PNP") for w in between)
    past = words[later.first].tag in _TENSED and later.form == "finite" and later.first >= verb.last
    return past and not opened and words[verb.head].lemma not in (*_ENSURES, "let")


def is_musing(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a plain verb asks the reader to think, look or read on, or is part of a turn of phrase."""
    head, rest = parsed.words[verb.head], parsed.words[verb.last :]
    behind = " ".join(w.text.lower() for w in parsed.words[verb.head : verb.head + 4] if w.text not in MARKS) + " "
    if any(behind.startswith(turn + " ") for turn in ORDER_TURNS) or any(w.lemma == "court" for w in rest[:5]):
        return False
    whenever = head.lemma == "come" and bool(rest) and rest[0].lemma in TIMES  # come August
    as_you_like = any(w.text.lower() == "what" for w in rest) and head.lemma in ("call", "make")
    never = verb.first > 0 and parsed.words[verb.first - 1].text.lower() == "never"
    denied = never or any(w.tag == "XX0" for w in parsed.words[verb.first : verb.last])
    unnamed = denied and head.lemma == "call" and rest[:1] and rest[0].text.lower() not in ("me", "us")
    turned = not unnamed and any(behind.startswith(turn + " ") for turn in IDLE_TURNS)  # do not call it a theft
    or_not = any(w.text == "or" and after.tag == "XX0" for w, after in pairwise(rest))
    return head.lemma in MUSINGS or turned or or_not or whenever or as_you_like


def _let(parsed: Parsed, verb: VerbGroup) -> Imperative | None:
    """Of `Let the council buy the ground`, that; of *let there be*, *let me*, *let us* (a cue of its own), None."""
    words = parsed.words
    who = parsed.phrase_from(verb.last)
    done = next((v for v in parsed.verbs if who is not None and v.first == who.last), None)
    if done is None or words[who.head].text.lower() in ("me", "us", "there") or verb.last - verb.first > 1:
        return None
    if words[done.first].tag not in _PLAIN and words[done.first].text != words[done.first].lemma:
        return None
    its = words[who.head].text.lower() in _ITS
    if words[done.first].tag == "VBI" and its:  # let it be known, let that be clear
        return None
    able = not its and can_speak(parsed, who) and not done.passive
    return Imperative(done, who) if able else Imperative(verb, None)
