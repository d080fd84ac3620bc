"""Whose word it is: quotation marks, so-called, and what somebody said or called it."""

from analysis.codebook import Codebook
from analysis.framing.grammar import NounPhrase, Parsed, VerbGroup
from analysis.framing.lexis import ALLEGED, HUMAN, NAMING, OWN, REPORTS, SAYINGS, TIMES, is_person
from analysis.framing.objects import ending, governing, objects
from analysis.framing.subjects import CLAUSE_OPENERS, is_inner, subject
from analysis.framing.tags import NOUNS
from analysis.segments import quotation_spans

_CALLS = ("call", "dub", "label", "brand", "term", "describe")
_NEAR = 5  # words behind a subject in which its verb is looked for


def reported(text: str, parsed: Parsed, codebook: Codebook, start: int, end: int) -> str:
    """How a stretch of a sentence is marked as another's word: quotation, so-called, named so or said; ''
    if not.

    The author's own `I` and `we` mark nothing.
    """
    if any(a <= start and end <= b for a, b in quotation_spans(text)):
        opened = max(a for a, b in quotation_spans(text) if a <= start and end <= b)
        return "" if _own_word(parsed, opened) else "quotation"
    if _distanced(text, parsed, codebook, start):
        return "so-called"
    if _named_so(parsed, start):
        return "named so"
    return "said" if _said(text, parsed, codebook, start) else ""


def _own_word(parsed: Parsed, start: int) -> bool:
    """`I have settled on “closure”`: the quotation marks name a word that is the author's."""
    verb = next(
        (v for v in reversed(parsed.verbs) if v.last <= parsed.at(start) and v.form == "finite"), None
    )
    who = subject(parsed, verb) if verb else None
    return who is not None and not verb.passive and parsed.words[who.head].text.lower() in OWN


def _distanced(text: str, parsed: Parsed, codebook: Codebook, start: int) -> bool:
    """A distance cue in the same noun phrase, before the word."""
    phrase = parsed.phrase_of(parsed.at(start))
    first = parsed.words[phrase.first].start if phrase else start
    return any(first <= h.start < start for h in codebook.claim_matchers["distance"].find(text))


def _named_so(parsed: Parsed, start: int) -> bool:
    """`denounced it as murder`, `called it murder`: the second phrase after a verb of naming."""
    words, index = parsed.words, parsed.at(start)
    for verb in parsed.verbs:
        if verb.last > index or words[verb.head].lemma not in NAMING | {"speak", "talk", "write"}:
            continue
        who = subject(parsed, verb) if not verb.passive else None
        if who is not None and words[who.head].text.lower() in OWN:
            continue
        if verb.first == 0 and words[0].tag in ("VVB", "VVI"):  # call it murder: the author does
            continue
        if words[verb.head].lemma in _CALLS and _is_what(parsed, verb, who, index):
            return True
        if words[verb.head].lemma in ("speak", "talk", "write") and _spoken_of(parsed, verb.last, index):
            return True
        first = objects(parsed, verb)
        if first is None and not verb.passive:
            continue
        after = first.last if first else verb.last
        between = words[after:index]
        if any(v.form == "finite" and verb.last <= v.first < index for v in parsed.verbs):
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
        if any(w.text.lower() == "as" for w in between):
            return True
    return _as_called(parsed, index)


def _as_called(parsed: Parsed, index: int) -> bool:
    """`this uprising, as X calls it`: what somebody calls it stands before, in the same clause."""
    words = parsed.words
    for k in range(index + 1, min(index + 7, len(words))):
        verb = next((v for v in parsed.verbs if v.first > k and words[v.head].lemma in _CALLS), None)
        if words[k].text.lower() == "as" and verb is not None and verb.last < len(words):
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
    inner = next((p for p in parsed.phrases if p.first == told.last + 1 and words[told.last].tag == "PRF"), None)
    last = inner.last if inner is not None and words[told.head].lemma in ("act", "case") else told.last
    return told.first <= index < last


def _said(text: str, parsed: Parsed, codebook: Codebook, start: int) -> bool:
    """What follows `X said (that)` up to the end of the clause, or stands before `,
    X said` or with `according to`.
    """
    words, index = parsed.words, parsed.at(start)
    if _headed(parsed, codebook, index) or _signed(parsed, index):
        return True
    if _claimed(parsed, index) or _made_believe(parsed, index) or _alleged(parsed, index) or _found(parsed, index):
        return True
    for hit in codebook.claim_matchers["quotation"].find(text):
        at = parsed.at(hit.start)
        if hit.cue == "according to":
            return not (at < index <= at + 3)
        verb = parsed.group_of(at)
        if verb is None or (verb.head != at and words[at].tag not in ("VVG",)):
            continue
        who = subject(parsed, verb)
        to_us = verb.passive and words[verb.head].lemma in ("tell", "inform")  # we are told that
        forbids = words[verb.first].lemma == "do" and any(w.tag == "XX0" for w in words[verb.first : verb.head])
        if who is None and verb.form != "infinitive" and not forbids:  # don't tell me that
            continue
        if who is not None and not to_us and words[who.head].text.lower() in OWN:
            continue
        if who is not None and who.first <= index < who.last:
            continue
        if index >= verb.last and _opens_clause(parsed, verb.last, index):
            return True
        if who is None or to_us:
            continue
        if (
            who.first > 0
            and words[who.first - 1].text == ","
            and not any(w.text in (";", ":") for w in words[min(index, verb.first) : max(index, verb.first)])
            and verb.last < len(words)
            and words[verb.last].text == ","
        ):
            return True
        if (
            who.first > index
            and who.first > 0
            and not any(w.text in (";", ":") for w in words[index : who.first])
            and words[who.first - 1].text in (",", "”", '"')
            and _ends(parsed, verb.last)
        ):
            return True
    return False


def _alleged(parsed: Parsed, index: int) -> bool:
    """`are said to have killed him`, `was reported killed`; `asked if he would be freed`."""
    words, group = parsed.words, parsed.group_of(index)
    if group is None:
        return False
    before = next((v for v in parsed.verbs if v.last == group.first and v.passive), None)
    if before is not None and words[before.head].lemma in ALLEGED:
        return True
    asked = words[0].lemma == "ask" and words[0].tag in ("VVN", "VVD") and words[1].lemma in ("if", "whether", "about")
    return asked and not any(w.text == "," for w in words[:index])


def _headed(parsed: Parsed, codebook: Codebook, index: int) -> bool:
    """`Pentagon: hospital strike was a mistake`: in a headline, a speaker before the colon and a clause behind it."""
    words = parsed.words
    colon = next((i for i, w in enumerate(words) if w.text == ":"), len(words))
    if words[-1].tag == "PUN" or not 0 < colon <= 3 or index < colon or words[colon + 1].tag in ("AVQ", "PNQ", "DTQ"):
        return False
    who = next((p for p in parsed.phrases if p.first == 0 and p.last == colon), None)
    speaks = who is not None and (
        (words[who.head].actor and codebook.actor(words[who.head].actor).kind != "thing")
        or words[who.head].lemma in HUMAN
        or is_person(words[who.head].lemma)
    )
    return bool(speaks) and any(v.form == "finite" and v.first > colon for v in parsed.verbs)


def _signed(parsed: Parsed, index: int) -> bool:
    """`…, says X`, `…, said the general`: the verb before its subject, at the end."""
    words = parsed.words
    verb = parsed.verbs[-1] if parsed.verbs else None
    if verb is None or not index < verb.first or words[verb.first - 1].text not in (",", "”", '"', "’", "'"):
        return False
    said = words[verb.head].lemma in REPORTS | {"say", "warn", "write"}
    who = next((p for p in parsed.phrases if p.first == verb.last), None)
    return said and _is_clause(parsed, verb.first - 1) and who is not None and words[who.head].text.lower() not in OWN


def _found(parsed: Parsed, index: int) -> bool:
    """`…, a court found.`, `…, police and church officials said.`: a verb of saying at the end."""
    words = parsed.words
    verb = parsed.verbs[-1] if parsed.verbs else None
    if verb is None or words[verb.head].lemma not in REPORTS | {"say"} or verb.form != "finite" or verb.passive:
        return False
    comma = next((k for k in range(verb.first - 1, 0, -1) if words[k].text == ","), 0)
    who = words[comma + 1 : verb.first]
    named = any(w.tag in (*NOUNS, "PNP") for w in who)
    plain = named and not any(w.tag.startswith("V") or w.text.lower() in OWN for w in who)
    apart = any(w.text in ";:" for w in words[index:comma])
    told = index < comma and not apart and all(w.text == "." for w in words[verb.last :])
    return told and plain and _is_clause(parsed, comma)


def _is_clause(parsed: Parsed, last: int) -> bool:
    """Whether a clause stands before a word; in a headline (`trawler sunk, says skipper`), any verb makes one."""
    headline = parsed.words[-1].tag != "PUN"
    return any((headline or v.form == "finite") and v.last <= last for v in parsed.verbs)


def _claimed(parsed: Parsed, index: int) -> bool:
    """`claims that he was killed`: a clause after a noun of saying."""
    words = parsed.words
    for k in range(1, index):
        if words[k].lemma == "that" and words[k - 1].lemma in SAYINGS and words[k - 1].tag in NOUNS:
            return not any(w.text in ",;:" for w in words[k:index])
    return False


def _made_believe(parsed: Parsed, index: int) -> bool:
    """`wants us to believe that …`, `asks readers to accept that …`: a clause that somebody would have believed."""
    words = parsed.words
    for verb in parsed.verbs:
        if verb.form != "infinitive" or words[verb.head].lemma not in ("believe", "think", "accept", "imagine"):
            continue
        near = ending(parsed, verb.first - 1)
        governor = governing(parsed, near) if near is not None else None
        if governor is not None and words[governor.head].lemma in ("want", "ask", "expect", "invite", "urge", "like"):
            return index >= verb.last and _opens_clause(parsed, verb.last, index)
    return False


def _opens_clause(parsed: Parsed, after: int, index: int) -> bool:
    """Whether a clause of its own, with its verb, starts after a verb of saying and holds the word."""
    words = parsed.words
    if after >= len(words) or words[after].text in ",;:":
        return False
    for k in range(after, index):
        if words[k].text == ";" or (
            words[k].text == "," and k + 1 < len(words) and words[k + 1].lemma in ("but", "yet")
        ):
            return False
    opened = next(
        (
            k
            for k in range(after, min(after + 8, len(words)))
            if words[k].tag == "CJT" or words[k].lemma in ("that", "whether", "why", "how")
        ),
        None,
    )
    if opened is not None and opened < index:
        return True
    first = next((p for p in parsed.phrases if p.first >= after), None)
    near = 1 if is_inner(parsed, parsed.group_of(after - 1)) else _NEAR
    if first is not None and first.first == after + 1 and words[first.head].lemma in TIMES:  # said on Tuesday it
        after = first.last
        first = next((p for p in parsed.phrases if p.first >= after), None)
    if first is None or first.first != after:
        return False
    finite = next((v for v in parsed.verbs if v.first >= first.last), None)
    return (
        finite is not None
        and finite.form == "finite"
        and finite.first < first.last + near
        and not any(
            w.tag in ("PNQ", "CJC", "CJS") or w.text in ",;" or w.lemma in CLAUSE_OPENERS
            for w in words[first.last : finite.first]
        )
        and index >= first.first
    )


def _ends(parsed: Parsed, index: int) -> bool:
    return (
        index >= len(parsed.words)
        or parsed.words[index].text in ".,;!?"
        or all(w.tag in (*NOUNS, "PRP", "PRF", "AT0", "AJ0", "DPS", "AV0", "PUN") for w in parsed.words[index:])
    )
