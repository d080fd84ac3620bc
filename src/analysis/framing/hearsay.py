"""Clauses that others are heard or read to have told, or that say so in passing: `…, says the mayor, …`,
`we hear that …`, `let it be known that …`.
"""

from collections.abc import Iterator

from analysis.framing.lexis import CRIES, HEARD, OWN, REPORTS, RESOLVES, SAYS, THOUGHTS, TIMES
from analysis.framing.objects import with_of
from analysis.framing.parsed import Parsed, VerbGroup, remembered
from analysis.framing.saying import is_nobody, is_one_phrase, turns
from analysis.framing.speaking import can_speak
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS, PRONOUNS

APART = (";", ":", ".", "?", "!")
QUOTES = ("“", "”", '"', "'", "‘", "’")
_NEAR = 6  # words behind a verb in which its clause opens
_SHOWS = ("suggest", "hint", "say", "show")  # what things do as well


def is_hearsay(parsed: Parsed, index: int) -> bool:
    """Whether a word stands in a clause that others are heard, read or said in passing to have told."""
    return _put_in(parsed, index) or _heard(parsed, index)


def _put_in(parsed: Parsed, index: int) -> bool:
    """`…, its candidate said yesterday, …`, `…, says the mayor, …`, `…, it was gathered, …`, `…, we learn, …`."""
    words = parsed.words
    for verb in _putting(parsed):
        if verb.first <= index:
            continue
        comma = next((k for k in range(verb.first - 1, index, -1) if words[k].text in (",", *QUOTES)), index)
        if comma == index or any(w.text in APART for w in words[index:comma]):
            continue
        who = words[comma + 1 : verb.first]
        end = _after_times(parsed, verb.last)
        if who and not (is_one_phrase(parsed, comma + 1, verb.first) and who[-1].tag in (*NOUNS, "PNP")):
            continue
        if not who:
            phrase = parsed.phrase_from(verb.last)
            if phrase is None or words[phrase.head].text.lower() in OWN:
                continue
            end = _after_times(parsed, with_of(parsed, phrase))
        own = bool(who) and who[-1].text.lower() in OWN
        inside = end < len(words) and words[end].text == ","
        clause = any(v.form == "finite" and (v.last <= comma or (inside and v.first > end)) for v in parsed.verbs)
        if clause and not own and (end >= len(words) or words[end].text in (",", ".", ";", ":", "?")):
            return True
    return False


@remembered
def _putting(parsed: Parsed) -> list[VerbGroup]:
    """The verbs of saying that may be put into a sentence; not `we are told`, `it must be said`."""
    found, words = [], parsed.words
    for verb in parsed.verbs:
        known = SAYS | REPORTS | (HEARD if verb.passive else set())
        remarked = verb.passive and (words[verb.first - 1].text.lower() != "it" or words[verb.first].tag == "VM0")
        if verb.form == "finite" and words[verb.head].lemma in known and not remarked:
            found.append(verb)
    return found


def _heard(parsed: Parsed, index: int) -> bool:
    """`I read that we poisoned it`, `was asked whether`, `shouted that it was burning`, `some think it was theatre`,
    `let it be known that`.
    """
    words = parsed.words
    for verb in _before(parsed, index):
        lemma = words[verb.head].lemma
        told = lemma in CRIES | THOUGHTS | SAYS | {"ask"} and verb.form != "infinitive" and is_told(parsed, verb)
        told = told or _is_let_out(parsed, verb)
        if not (lemma in HEARD or told) or any(w.tag in ("XX0", "VM0") for w in words[verb.first : verb.head]):
            continue
        opened = next((k for k in range(verb.last, min(verb.last + _NEAR, index)) if words[k].tag == "CJT"
                       or (words[k].text.lower() in ("whether", "if") and _is_asked(parsed, verb, k))), None)
        if opened is None and lemma not in HEARD and _is_clause(parsed, verb.last):
            opened = verb.last
        if opened is None or any(w.text in (*APART, ",") for w in words[verb.last : opened]):
            continue
        between = enumerate(words[opened:index], opened)
        return not any(w.text in APART or turns(words, k) or _acts(parsed, k) for k, w in between)
    return False


def _is_asked(parsed: Parsed, verb: VerbGroup, opened: int) -> bool:
    """`asked whether`, `asks me if`, `was asked by a girl whether`."""
    whom = verb.last + (parsed.words[verb.last].text == "by")
    told = parsed.phrase_from(whom)
    if opened == verb.last or told is None or parsed.words[verb.head].lemma != "ask":
        return opened == verb.last
    return _after_times(parsed, with_of(parsed, told)) == opened and (
        can_speak(parsed, told) or parsed.words[told.head].tag in PRONOUNS
    )


def _is_let_out(parsed: Parsed, verb: VerbGroup) -> bool:
    """`let it be known that`, `made it known that`, `it is put about that`."""
    words, lemma = parsed.words, parsed.words[verb.head].lemma
    if lemma == "put":
        return verb.passive and [w.text for w in words[verb.last : verb.last + 1]] == ["about"]
    before = words[max(0, verb.first - 2) : verb.first]
    if lemma != "know" or [w.lemma for w in before] not in (["let", "it"], ["make", "it"]):
        return False
    letting = parsed.group_of(verb.first - 2)
    if letting is None or letting.form != "finite" or is_denied(parsed, letting):
        return False
    return words[letting.first].tag != "VM0" and is_told(parsed, letting)


def _acts(parsed: Parsed, comma: int) -> bool:
    """`they reckoned that it was safe, and decided to keep it`: from here on it is told what they did."""
    words = parsed.words
    if words[comma].text != "," or comma + 2 >= len(words) or words[comma + 1].tag != "CJC":
        return False
    verb = next((v for v in parsed.verbs if v.first in (comma + 2, comma + 3)), None)
    bare = verb is not None and all(w.tag == "AV0" for w in words[comma + 2 : verb.first])
    return bare and verb.form == "finite" and words[verb.head].lemma in RESOLVES


def _is_clause(parsed: Parsed, first: int) -> bool:
    """Whether a clause opens there without *that*: `it was`, `there was`, `the speech was`."""
    words = parsed.words
    if first < len(words) and words[first].tag == "EX0":
        return True
    who = parsed.phrase_from(first)
    return who is not None and any(v.first == who.last and v.form == "finite" for v in parsed.verbs)


def is_told(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether somebody else than the author is told to say it."""
    who = subject(parsed, verb)
    if who is None:
        joined = verb.first > 0 and parsed.words[verb.first - 1].tag in ("CJC", "DT0", "EX0")  # some say; and said
        return verb.passive or (verb.form == "finite" and joined)
    if verb.passive:
        return True
    if parsed.words[verb.first - 1].lemma == "which":
        return False
    speaks = parsed.words[verb.head].lemma not in _SHOWS or can_speak(parsed, who)  # which suggests that: nobody does
    return speaks and not (is_nobody(parsed, who) or parsed.words[who.head].text.lower() in OWN)


def is_denied(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a verb is denied: `did not`, `never called it`."""
    return any(w.tag == "XX0" or w.lemma == "never" for w in parsed.words[max(0, verb.first - 1) : verb.last])


def _before(parsed: Parsed, index: int) -> Iterator[VerbGroup]:
    return reversed(parsed.verbs_before(index))


def _after_times(parsed: Parsed, k: int) -> int:
    """The index behind words of time: `yesterday`, `on Wednesday`."""
    words = parsed.words
    while k < len(words) and (words[k].lemma in TIMES or words[k].tag in ("AV0",)
                              or (words[k].tag == "PRP" and k + 1 < len(words) and words[k + 1].lemma in TIMES)):
        k += 1
    return k
