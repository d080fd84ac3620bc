"""What is to be done, in a few words of the text: of a cue of remedy, an imperative, a demand."""

from collections.abc import Sequence

from analysis.framing.evidence import LONGEST
from analysis.framing.objects import MARKS, antecedent
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS, Word

_LEADS_ON = ("AT0", "DPS", "PRP", "PRF", "CJT", "CJS", "TO0", "POS", "ORD", "AJ0", "DTQ", "PNQ")  # no text ends on such


def what(parsed: Parsed, verb: VerbGroup, undergoes: bool, spared: NounPhrase | None = None) -> str:
    """What is to be done, five words at most, cut where a phrase ends, with … where it goes on.

    undergoes  nobody is told: what is done to, or who would do it, is told with it
    spared     those who are not to do it: `no owner should be able to …`
    """
    words = parsed.words
    first = next(
        (k for k in range(verb.first, verb.last) if words[k].tag not in ("VM0", "TO0", "AV0") or words[k].tag == "XX0"),
        verb.head,
    )
    done = [w.text for w in words[first : verb.last] if w.text not in MARKS]
    if len(done) > LONGEST - 1:
        return " ".join(done[:LONGEST])
    patient = subject(parsed, verb) if undergoes and (verb.passive or verb.form == "finite") else None
    about = _about(parsed, patient) if patient is not None and patient.last <= verb.first else []
    if spared is not None:
        about = [w.text.lower() for w in words[spared.first : spared.first + 1]] + (
            [words[spared.head].text] if spared.head > spared.first else [])
    said = [*about, *done] if len(about) + len(done) <= LONGEST else done
    return _with_phrases(parsed, verb.last, [*said, *_done_to(parsed, verb)])


def _done_to(parsed: Parsed, verb: VerbGroup) -> list[str]:
    """Of `the things that they ought to do`: things."""
    words, who = parsed.words, subject(parsed, verb)
    ends = verb.last >= len(words) or words[verb.last].tag == "PUN"
    if not ends or who is None or who.first < 2 or words[who.first - 1].text.lower() not in ("that", "which"):
        return []
    found = antecedent(parsed, who.first - 1)
    return [words[found.head].text] if found is not None and words[found.head].tag in NOUNS else []


def ordered(parsed: Parsed, verb: VerbGroup) -> str:
    """What an imperative tells to do: as `what`, without the *do* of *do not*, with a *never* before it."""
    words = parsed.words
    done = [w.text for w in words[verb.first : verb.last] if w.text not in MARKS]
    if words[verb.first].lemma == "do" and len(done) > 1:
        done = ["not", *done[2:]]
    elif not words[verb.first].actor:
        done[0] = done[0][:1].lower() + done[0][1:]
    never = verb.first > 0 and words[verb.first - 1].text.lower() == "never"
    return _with_phrases(parsed, verb.last, [*(["never"] if never else []), *done])


def demanded_thing(parsed: Parsed, verb: VerbGroup, thing: bool, negated: bool) -> str:
    """Of `We demand our club back`: what is demanded; of `I beg them not to wait`, what they are to do."""
    done = [] if thing else [*(["not"] if negated else []), *what(parsed, verb, undergoes=False).split()]
    return _with_phrases(parsed, verb.last, []) if thing else " ".join(done[:LONGEST])


def _about(parsed: Parsed, phrase: NounPhrase) -> list[str]:
    """The phrase of what is done to, without what stands between its article and its name."""
    words = [w.text for w in parsed.words[phrase.first : phrase.head + 1] if w.text not in MARKS]
    if phrase.first == 0 and parsed.words[0].tag in ("AT0", "DPS", "DT0", "PNP", "AJ0", "NN1", "NN2"):
        words[:1] = [w[:1].lower() + w[1:] for w in words[:1] if not parsed.words[0].actor] or words[:1]
    opened = parsed.words[phrase.first].tag in ("AT0", "DPS")
    return words if len(words) < 3 else [words[0], words[-1]] if opened else []


def _with_phrases(parsed: Parsed, last: int, said: list[str]) -> str:
    """Words, and the whole phrases behind them that they leave room for; of a first phrase that is too long, or that no
    rule knows, its words as far as there is room.
    """
    words, told, goes_on, start = parsed.words, list(said), False, last
    while last < len(words):
        end = _chunk(parsed, last)
        more = [w.text for w in words[last:end] if w.text not in MARKS]
        if end == last or _room(told, more) < 0:
            goes_on = end > last or words[last].tag not in ("PUN", "CJC")
            break
        told, last = [*told, *more], end
    bare = goes_on and (last == start or (last == start + 1 and words[start].tag in ("PNP", "DT0")))
    if bare:
        told, goes_on = _as_far(words, last, told)
    shown = " ".join(told).replace(" ’s", "’s").replace(" 's", "'s").replace(" n't", "n't").replace(" n’t", "n’t")
    return shown + (" …" if goes_on else "")


def _as_far(words: Sequence[Word], last: int, told: list[str]) -> tuple[list[str], bool]:
    """(words with those behind them as far as there is room and no clause ends, whether it goes on)."""
    end = last
    while end < len(words) and words[end].tag not in ("PUN", "CJC") and _room(told, words[last : end + 1]) >= 0:
        end += 1
    goes_on = end < len(words) and words[end].tag not in ("PUN", "CJC")
    while goes_on and end > last and (words[end - 1].tag in _LEADS_ON or words[end - 1].text in MARKS):
        end -= 1
    return [*told, *(w.text for w in words[last:end] if w.text not in MARKS)], goes_on


def _room(told: Sequence[str], more: Sequence[str | Word]) -> int:
    """How many words there is still room for: the name of an actor is as many as it is written with."""
    written = [*told, *(w if isinstance(w, str) else w.text for w in more)]
    return LONGEST - len(" ".join(written).split())


def _chunk(parsed: Parsed, at: int) -> int:
    """The end of the phrase that starts at a word, with its preposition; the word itself where a clause ends."""
    words, k = parsed.words, at
    while k < len(words) and words[k].text in MARKS:
        k += 1
    if k >= len(words):
        return at
    if words[k].tag in ("PRP", "PRF"):
        k += 1
        while k < len(words) and words[k].text in MARKS:
            k += 1
        gerund = next((v.last for v in parsed.verbs if v.first == k and v.form == "ing"), at)
        return next((p.last for p in parsed.phrases if p.first == k), gerund)
    if (phrase := parsed.phrase_from(k)) is not None:
        its = parsed.group_of(phrase.last) if phrase.last < len(words) else None
        return phrase.last if its is None or its.form != "finite" or words[its.first].tag == "VVI" else at
    group = parsed.group_of(k)
    if group is not None and group.first == k and (group.form in ("infinitive", "ing") or words[k].tag == "VVI"):
        return group.last
    return k + 1 if words[k].tag in ("AVP", "AV0", "AJ0", "AJC", "CRD") else at
