"""What somebody is reported to have said: the clause behind a verb or a noun of saying, or before `…, X said`."""

from analysis.codebook import Codebook
from analysis.codebook.cues import hits
from analysis.framing.climbing import CLAUSE_OPENERS
from analysis.framing.lexis import ALLEGED, HEARERS, HUMAN, OWN, REPORTS, SAYINGS, SAYS, TIMES, is_person
from analysis.framing.objects import PREPOSITIONS, ending, governing
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import is_inner, subject
from analysis.framing.tags import NOUNS, OPENERS, Word

_REMARKING = ("must", "should", "ought", "may", "might", "can", "could", "need")  # in `it must be said that`
_NEAR = 5  # words behind a subject in which its verb is looked for


def is_said(text: str, parsed: Parsed, codebook: Codebook, start: int) -> bool:
    """What follows `X said (that)` up to the end of the clause, or stands before `,
    X said` or with `according to`.
    """
    words, index = parsed.words, parsed.at(start)
    if _headed(parsed, codebook, index) or _signed(parsed, index):
        return True
    if _claimed(parsed, index) or _made_believe(parsed, index) or _alleged(parsed, index) or _found(parsed, index):
        return True
    found = hits(codebook.claim_matchers["quotation"], text)
    source = next((parsed.at(hit.start) for hit in found if hit.cue == "according to"), None)
    if source is not None:
        return not (source < index <= source + 3)
    said = {parsed.at(hit.start) for hit in found} | {v.head for v in parsed.verbs if words[v.head].lemma in SAYS}
    for at in sorted(said):
        verb = parsed.group_of(at)
        if verb is None or (verb.head != at and words[at].tag not in ("VVG",)):
            continue
        who = subject(parsed, verb)
        if who is not None and is_nobody(parsed, who):  # nobody has explained why
            continue
        to_us = verb.passive and words[verb.head].lemma in ("tell", "inform")  # we are told that
        if who is not None and verb.passive and _is_remark(parsed, verb, who):  # it must be said that
            continue
        forbids = words[verb.first].lemma == "do" and any(w.tag == "XX0" for w in words[verb.first : verb.head])
        if who is None and verb.form != "infinitive" and not forbids:  # don't tell me that
            continue
        before = [w.text.lower() for w in words[max(0, verb.first - 3) : verb.first] if w.tag != "AV0"][-2:]
        if before in (["let", "me"], ["allow", "me"], ["permit", "me"]):  # let me just tell you
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


def _is_remark(parsed: Parsed, verb: VerbGroup, who: NounPhrase) -> bool:
    """`it must be said that`, `it has to be admitted that`: the author does; not `it is said`, `it will be said`."""
    words = parsed.words
    before = next((v for v in reversed(parsed.verbs) if v.last <= verb.first), None)
    needs = before is not None and before.last == verb.first and words[before.head].lemma in ("have", "need", "ought")
    modal = words[verb.first].tag == "VM0" and words[verb.first].text.lower() in _REMARKING
    return words[who.head].text.lower() == "it" and (modal or (verb.form == "infinitive" and needs))


def is_nobody(parsed: Parsed, phrase: NounPhrase) -> bool:
    first, head = parsed.words[phrase.first].text.lower(), parsed.words[phrase.head].text.lower()
    before = parsed.words[phrase.first - 1].text.lower() if phrase.first else ""
    return "no" in (first, before) or bool({first, head} & {"nobody", "none", "neither", "no-one"})


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
    who = parsed.phrase_from(0)
    speaks = who is not None and who.last == colon and (
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
    who = parsed.phrase_from(verb.last)
    return said and _is_clause(parsed, verb.first - 1) and who is not None and words[who.head].text.lower() not in OWN


def _found(parsed: Parsed, index: int) -> bool:
    """`…, a court found.`, `…, police said on Friday.`, `…, inquiry told`: a verb of saying at the end."""
    words = parsed.words
    verb = parsed.verbs[-1] if parsed.verbs else None
    if verb is None or verb.form not in ("finite", "participle") or not _is_last(parsed, verb.last):
        return False
    comma = next((k for k in range(verb.first - 1, 0, -1) if words[k].text == ","), 0)
    who = words[comma + 1 : verb.first]
    heard = words[verb.head].lemma in ("tell", "hear") and any(w.lemma in HEARERS for w in who)
    said = words[verb.head].lemma in REPORTS | SAYS and verb.form == "finite" and not verb.passive
    named = any(w.tag in (*NOUNS, "PNP") for w in who) and is_one_phrase(parsed, comma + 1, verb.first)
    plain = named and not any(w.tag.startswith("V") or w.text.lower() in OWN for w in who if w.tag != "VBD")
    if not (index < comma and (heard or said) and plain and _is_clause(parsed, comma)):
        return False
    return not any(w.text in ";:" for w in words[index:comma])


def is_one_phrase(parsed: Parsed, first: int, last: int) -> bool:
    """`a spokesman for the council`: not `which the operator`, `as it`, `a decision the council`, `and the police`."""
    words = parsed.words
    if any(w.tag in ("CJS", "CJT", "PNQ", "DTQ", "AVQ") or w.text == "as" for w in words[first:last]):
        return False
    anew = (k for k in range(first + 1, last) if words[k].tag in OPENERS)  # a second phrase, tied to nothing
    tied = all(words[k - 1].tag in (*PREPOSITIONS, *OPENERS, "CJC") for k in anew)
    return words[first].tag not in (*PREPOSITIONS, "CJC") and tied


def _is_last(parsed: Parsed, index: int) -> bool:
    """Whether nothing but a time or place comes behind: `said.`, `said on Friday.`"""
    words = parsed.words
    nothing = index >= len(words) or words[index].text in ".!?"
    return nothing or ((words[index].tag == "PRP" or words[index].lemma in TIMES) and _ends(parsed, index))


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
    if any(words[k].text == ";" or turns(words, k) for k in range(after, index)):
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
    headline = words[-1].tag != "PUN"  # X says coup defeated
    return (
        finite is not None
        and (finite.form == "finite" or headline)
        and finite.first < first.last + near
        and not any(
            w.tag in ("PNQ", "CJC", "CJS") or w.text in ",;" or w.lemma in CLAUSE_OPENERS
            for w in words[first.last : finite.first]
        )
        and index >= first.first
    )


def turns(words: tuple[Word, ...], comma: int) -> bool:
    """`they maintain that it is lawful, but …`, `…, and they may be right`: the author goes on."""
    if words[comma].text != "," or comma + 2 >= len(words):
        return False
    joined, after = words[comma + 1].lemma, words[comma + 2].text.lower()
    return joined in ("but", "yet") or (joined == "and" and after in ("he", "she", "they"))


def _ends(parsed: Parsed, index: int) -> bool:
    return (
        index >= len(parsed.words)
        or parsed.words[index].text in ".,;!?"
        or all(w.tag in (*NOUNS, "PRP", "PRF", "AT0", "AJ0", "DPS", "AV0", "PUN") for w in parsed.words[index:])
    )
