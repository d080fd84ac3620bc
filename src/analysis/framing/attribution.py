"""Whose word it is: quotation marks, so-called, and what somebody said or called it."""

from itertools import takewhile

from analysis.codebook import Codebook
from analysis.codebook.cues import hits
from analysis.framing.calling import ANYBODY, is_talk
from analysis.framing.climbing import is_while
from analysis.framing.hearsay import is_denied, is_hearsay
from analysis.framing.lexis import CHOOSES, NAMING, OWN
from analysis.framing.objects import objects
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.saying import is_nobody, is_said
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS
from analysis.segments import quotation_spans

_NAMES = NAMING | {"speak", "talk", "write", "treat", "know"}
_CALLS = ("call", "dub", "label", "brand", "term", "describe")
_CONVENED = frozenset(  # what is called by those who want it held
    "ballot blockade boycott by-election ceasefire conference demonstration election halt hearing inquiry "
    "lockdown march meeting plebiscite poll protest rally recount referendum session shutdown stoppage strike "
    "summit talk truce vote walkout".split()
)


def reported(text: str, parsed: Parsed, codebook: Codebook, start: int, end: int) -> str:
    """How a stretch of a sentence is marked as another's word: quotation, so-called, named so or said; ''
    if not.

    The author's own `I` and `we` mark nothing.
    """
    around = [a for a, b in quotation_spans(text) if a <= start and end <= b]
    if around:
        return "" if own_word(parsed, max(around)) else "quotation"
    if _distanced(text, parsed, codebook, start):
        return "so-called"
    if _named_so(parsed, start) or is_talk(parsed, parsed.at(start)):
        return "named so"
    return "said" if is_said(text, parsed, codebook, start) or is_hearsay(parsed, parsed.at(start)) else ""


def own_word(parsed: Parsed, start: int) -> bool:
    """`I have settled on “closure”`: the quotation marks name a word that is the author's. Not so what *I read*, *hear*
    or *would not call it*.
    """
    words, at = parsed.words, parsed.at(start)
    verb = next(reversed(parsed.finite_before(at)), None)
    if verb is None or verb.passive or is_denied(parsed, verb):
        return False
    who = subject(parsed, verb)
    chosen = any(words[v.head].lemma in CHOOSES for v in parsed.verbs_before(at) if v.first >= verb.first)
    return chosen and who is not None and words[who.head].text.lower() in OWN


def _distanced(text: str, parsed: Parsed, codebook: Codebook, start: int) -> bool:
    """A distance cue in the same noun phrase, before the word."""
    phrase = parsed.phrase_of(parsed.at(start))
    first = parsed.words[phrase.first].start if phrase else start
    return any(first <= h.start < start for h in hits(codebook.claim_matchers["distance"], text))


def _named_so(parsed: Parsed, start: int) -> bool:
    """`denounced it as murder`, `called it murder`: the second phrase after a verb of naming."""
    words, index = parsed.words, parsed.at(start)
    for verb in parsed.verbs_before(index):
        if words[verb.head].lemma not in _NAMES:
            continue
        who = subject(parsed, verb) if not verb.passive else None
        if who is not None and words[who.head].text.lower() in OWN:
            continue
        if _is_order(parsed, verb) or _is_left_uncalled(parsed, verb, who):  # call it murder: the author does
            continue
        if _is_taken_as(parsed, verb, index):
            return True
        if words[verb.head].lemma in _CALLS and _is_what(parsed, verb, who, index):
            return True
        if words[verb.head].lemma in _CALLS[:5] and _runs_on(parsed, verb, index):
            return True
        if words[verb.head].lemma in ("speak", "talk", "write") and _spoken_of(parsed, verb.last, index):
            return True
        first = objects(parsed, verb)
        if (first is None and not verb.passive) or words[verb.head].lemma in ("treat", "know"):
            continue
        after = first.last if first else verb.last
        between = words[after:index]
        follows = parsed.finite_from(verb.last)
        if follows is not None and follows.first < index:
            continue
        if any(w.text in ",;:" for w in between):
            continue
        if words[verb.head].lemma in _CALLS[:5]:
            second = next((p for p in parsed.phrases if p.first >= after), None)
            last = second.last if second else 0
            if second and words[second.head].lemma == "act":  # an act of piracy
                last = next((p.last for p in parsed.phrases if p.first == last + 1), last)
            if second and second.first <= index < last and (verb.passive or second.first == after):
                return True
        tie = next((k for k, w in enumerate(between, after) if w.text.lower() == "as"), None)
        if tie is not None and not _opens_clause(parsed, tie):
            return True
    return _as_called(parsed, index)


def _opens_clause(parsed: Parsed, tie: int) -> bool:
    """`was praised as the closing began`; not `who describe it as a takeover may be right`."""
    return is_while(parsed, tie) and parsed.words[tie + 1].text.lower() not in ("a", "an")


def _is_order(parsed: Parsed, verb: VerbGroup) -> bool:
    """`call it murder`, `call it a fire, call it a blaze`."""
    words = parsed.words
    before = words[verb.first - 1].text if verb.first else ""
    plain = words[verb.first].tag in ("VVB", "VVI") and verb.last == verb.first + 1
    return plain and before in ("", ",", ";", ":", "-")


def _is_left_uncalled(parsed: Parsed, verb: VerbGroup, who: NounPhrase | None) -> bool:
    """`nobody calls it theft`, `let no one call it theft`, `do not call it theft`, `you may call it theft`."""
    words = parsed.words
    if who is None:
        forbids = words[verb.first].lemma == "do" and is_denied(parsed, verb)
        let = [w.text.lower() for w in words[max(0, verb.first - 2) : verb.first]]
        return forbids or let[-1:] in (["nobody"], ["none"]) or let == ["no", "one"]
    inverted = words[who.first - 1].tag == "VM0" if who.first else False
    may = inverted or any(w.tag == "VM0" for w in words[verb.first : verb.head])
    return is_nobody(parsed, who) or (
        may and words[who.head].text.lower() in ANYBODY and words[who.last].tag != "PRF"
    )


def _runs_on(parsed: Parsed, verb: VerbGroup, index: int) -> bool:
    """`called the strike blackmail`, `calls this liberation`, which are one phrase to the parser; `call what followed a
    pogrom`. Not `called the rail strike`, `called this vote a sham`.
    """
    words, at = parsed.words, verb.last
    convened = words[verb.head].lemma == "call" and words[index].lemma in _CONVENED
    clause = takewhile(lambda k: words[k].tag != "PUN", range(verb.first - 1, -1, -1))
    if convened or verb.passive or any(words[k].lemma == "what" for k in clause):  # what do they call this?
        return False
    if at < index and words[at].text.lower() == "what":
        told = parsed.phrase_of(index)
        between = [v for v in parsed.verbs if at < v.first < index]
        return told is not None and len(between) == 1 and between[0].last == told.first and (
            words[told.first].text.lower() in ("a", "an")
        )
    told = parsed.phrase_from(at)
    if told is None or told.head != index or told.last != index + 1 or told.first == index:
        return False
    if not _is_all(parsed, told.last):
        return False
    before = words[index - 1]
    pointing = index - 1 == told.first and before.text.lower() in ("this", "that")
    return pointing or (before.tag in NOUNS and index - 1 > told.first)


def _is_all(parsed: Parsed, k: int) -> bool:
    """Whether a clause ends there or goes on with a verb: `, adding that`; not `, which …, a sham`, `“a sham”`."""
    words = parsed.words
    if k >= len(words) or words[k].text in (".", "!", "?", ";"):
        return True
    k += words[k].text == ","
    joined = k < len(words) and words[k].tag == "CJC"
    verb = parsed.group_of(k + joined)
    return verb is not None and verb.first == k + joined and (joined or verb.form == "ing")


def _is_taken_as(parsed: Parsed, verb: VerbGroup, index: int) -> bool:
    """`is known as murder`, `what the police are treating as arson`."""
    words = parsed.words
    tie = next((k for k in range(verb.last, index) if words[k].text.lower() == "as"), None)
    if tie is None or (tie > verb.last and not (verb.passive and words[verb.head].lemma == "know")):
        return False
    told = parsed.phrase_from(tie + 1)
    return told is not None and told.first <= index < told.last


def _as_called(parsed: Parsed, index: int) -> bool:
    """`this uprising, as X calls it`: what somebody calls it stands before, in the same clause."""
    words = parsed.words
    for k in range(index + 1, min(index + 7, len(words))):
        if words[k].text.lower() != "as":
            continue
        verb = next((v for v in parsed.verbs_from(k + 1) if words[v.head].lemma in _CALLS), None)
        if verb is not None and verb.last < len(words):
            return words[verb.last].text.lower() in ("it", "them", "this") and verb.first - k < 9 and not any(
                w.text.lower() in (*OWN, ";", ":") for w in words[k : verb.first]
            )
    return False


def _is_what(parsed: Parsed, verb: VerbGroup, who: NounPhrase | None, index: int) -> bool:
    """`what they called judicial revenge`, `what X describes as a massacre`."""
    words = parsed.words
    if who is None or who.first == 0 or words[who.first - 1].lemma != "what":
        return False
    after = verb.last + (verb.last < len(words) and words[verb.last].text.lower() == "as")
    told = next((p for p in parsed.phrases if p.first >= after), None)
    return told is not None and told.first <= after + 1 and told.first <= index < told.last


def _spoken_of(parsed: Parsed, after: int, index: int) -> bool:
    """`spoke of an assassination`, `of an act of revenge`: what it is not known to be."""
    words = parsed.words
    if after >= len(words) or words[after].text != "of":
        return False
    told = next((p for p in parsed.phrases if p.first >= after + 1 and p.first <= after + 2), None)
    if told is None or words[told.first].text.lower() not in ("a", "an", words[told.head].text.lower()):
        return False
    inner = parsed.phrase_from(told.last + 1)
    tied = inner is not None and words[told.last].tag == "PRF" and words[told.head].lemma in ("act", "case")
    last = inner.last if tied else told.last
    return told.first <= index < last
