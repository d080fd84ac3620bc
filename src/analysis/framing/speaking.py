"""Who speaks: the subject of a verb of speech, before it or behind it, or the *by* of a passive one.

Nobody does where it is not said that anybody spoke: `it is said`, `was asked`, `declined to say`, `should say`.
"""

from collections.abc import Iterator

from analysis.framing.clauses import after_of, by_agent
from analysis.framing.lexis import HEARERS, HUMAN, OWN, REFUSALS, SAYS, is_person
from analysis.framing.objects import MARKS, NOMINATIVE, ending, objects, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import subject
from analysis.framing.tags import BE, NOUNS, OPENERS, Word
from analysis.framing.unreal import is_let, sharing

_INVERTS = SAYS - {"tell", "assure", "inform", "remind"} | {"ask", "recall", "joke", "shout", "cry", "conclude"}
_CHAIRS = ("chair", "executive", "head", "boss", "chief", "aide", "source")  # persons, where they speak
_ISSUES = ("issue", "make")
_ISSUED = {  # nouns of what is said by issuing it, with the kind of report
    **dict.fromkeys(("call", "demand", "appeal", "plea", "ultimatum"), "demanding"),
    **dict.fromkeys(("warning", "threat"), "warning"),
    **dict.fromkeys(("promise", "pledge", "vow"), "promising"),
    **dict.fromkeys(("statement", "apology", "announcement"), "neutral"),
    "denial": "denying",
}
_UNSAID = ("should", "must", "might", "may", "could", "can", "cannot", "ought", "need", "shall")
_NOTHING = ("nothing", "little")
_STANDING = ("this", "that", "it")  # for what stands in another sentence
_UNDONE = REFUSALS | {"fail", "want", "need", "wait", "try", "hesitate", "ask", "tell", "expect", "have", "ought"}


def speaker(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """The phrase of who speaks, by name where one is set beside it; None where nobody is said to."""
    if verb.passive and inverted(parsed, verb) is None:
        return by_agent(parsed, verb.last)
    if not _is_said(parsed, verb):
        return None
    return by_name(parsed, inverted(parsed, verb) or _of_clause_above(parsed, verb) or subject(parsed, verb))


def _of_clause_above(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `X said that the reply would be hard, striving to justify it`: X, for no reply strives."""
    near = subject(parsed, verb)
    if verb.form != "ing" or near is None or can_speak(parsed, near) or parsed.words[near.head].tag not in NOUNS:
        return None
    above = (subject(parsed, v) for v in reversed(parsed.verbs) if v.form == "finite" and v.last <= verb.first)
    return next((who for who in above if who is not None and can_speak(parsed, who)), None)


def is_speech(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a verb of saying reports what anybody said: not `they never called`, `the election was called`, `a seller
    called X`, `were told to leave`, `should insist`, `could have told them`, `has not said`, `said nothing`, `I said`.
    """
    if not any(w.text in MARKS for w in parsed.words) and (_says_nothing(parsed, verb) or _is_own(parsed, verb)):
        return False
    words, lemma = parsed.words, parsed.words[verb.head].lemma
    if verb.passive or verb.form == "participle":
        if lemma == "tell" and verb.last < len(words) and words[verb.last].tag == "TO0":
            return by_agent(parsed, verb.last) is not None
        unsaid = any(w.text.lower() in _UNSAID for w in words[verb.first : verb.head])
        return not unsaid and (lemma != "call" or _is_called(parsed, verb))
    return (lemma != "call" or _calls(parsed, verb)) and (_is_said(parsed, verb) or inverted(parsed, verb) is not None)


def utterances(parsed: Parsed) -> Iterator[tuple[VerbGroup, NounPhrase, str]]:
    """(verb, what is issued, kind of report) of `issued twelve demands`, `has made an appeal`; not `made no appeal`,
    `should issue a warning`, nor `the storm made demands on the crew`.
    """
    for verb in parsed.verbs:
        if parsed.words[verb.head].lemma not in _ISSUES or verb.passive or not _is_said(parsed, verb):
            continue
        phrase, who = objects(parsed, verb), speaker(parsed, verb)
        kind = _ISSUED.get(parsed.words[phrase.head].lemma) if phrase is not None else None
        refused = kind is not None and parsed.words[phrase.first].text.lower() == "no"
        own = who is not None and parsed.words[who.head].text.lower() in OWN
        if kind and not refused and not own and who is not None and can_speak(parsed, who):
            yield verb, phrase, kind


def _says_nothing(parsed: Parsed, verb: VerbGroup) -> bool:
    """`said nothing of it`, `told them nothing`, `said otherwise`, `having said that, …`, `were seized and asked
    whether`: no words of anybody's are given; not `said nothing would be done`, `said that it was safe`.
    """
    words, told = parsed.words, objects(parsed, verb)
    if told is not None and words[verb.head].lemma == "tell" and words[told.head].text.lower() not in _NOTHING:
        told = parsed.phrase_from(told.last)
    at = told.first if told is not None else verb.last
    word = words[at].text.lower() if at < len(words) else ""
    after = words[at + 1] if at + 1 < len(words) else None
    group = parsed.group_of(at + 1) if after is not None else None
    if word in _NOTHING:
        return group is None or group.form != "finite"
    if word == "otherwise":
        return group is None
    if word in _STANDING and words[verb.head].lemma != "call":  # said that, on the whole, it was safe
        ends = after is None or after.tag in ("CJC", "CJS") or after.text in ".;:!?"
        return ends or (verb.form == "ing" and after.text == ",")
    earlier = [v for v in parsed.verbs if v.last <= verb.first]
    joined = bool(earlier) and earlier[-1].passive and words[verb.first - 1].tag == "CJC"
    return joined and words[verb.head].lemma in ("ask", "tell") and told is None


def _is_own(parsed: Parsed, verb: VerbGroup) -> bool:
    """`I have called him so`: the author's own words, which are no report."""
    who = None if verb.passive else subject(parsed, verb)
    return who is not None and parsed.words[who.head].text.lower() in OWN


def _is_called(parsed: Parsed, verb: VerbGroup) -> bool:
    """`was called a murder`, `a plan called “madness” by the mayor`: not `was called off`, `a man called Otter`."""
    after = parsed.words[verb.last] if verb.last < len(parsed.words) else None
    named = after is not None and (after.tag in (*OPENERS, *NOUNS, "AJ0") or after.text in MARKS)
    return named and (verb.form != "participle" or by_agent(parsed, verb.last) is not None)


def _calls(parsed: Parsed, verb: VerbGroup) -> bool:
    """`called it murder`, `called “it” absurd`, `what she called a farce`, `called on them`: what it is said to be."""
    words, done_to = parsed.words, objects(parsed, verb)
    after = words[verb.last] if verb.last < len(words) else None
    if after is not None and (after.text in MARKS or after.text.lower() in ("on", "upon", "for")):
        return True
    who = subject(parsed, verb)
    opened = who is not None and any(w.lemma in ("as", "what") for w in words[max(who.first - 3, 0) : who.first])
    if opened or done_to is None:  # as some in England have called it
        return opened
    behind = words[done_to.last] if done_to.last < len(words) else None
    return behind is not None and (behind.tag in (*OPENERS, *NOUNS, "AJ0", "VVN") or behind.text in MARKS)


def by_name(parsed: Parsed, phrase: NounPhrase | None) -> NounPhrase | None:
    """Of `its chair, Janet Moss,`: Janet Moss; else the phrase itself."""
    words = parsed.words
    if phrase is None or phrase.last + 1 >= len(words) or words[phrase.last].text != ",":
        return phrase
    head, found = words[phrase.head], parsed.phrase_from(phrase.last + 1)
    office = is_person(head.lemma) or head.lemma in HUMAN or head.lemma in _CHAIRS or words[phrase.first].tag == "DPS"
    if found is None or head.actor or head.tag != "NN1" or not (office or phrase.owners):
        return phrase
    closed = found.last >= len(words) or words[found.last].tag == "PUN"
    capital = all(w.text[:1].isupper() for w in words[found.first : found.last])
    full = capital and (found.last - found.first > 1 or words[found.head].how in ("name", "surname"))
    return found if closed and full else phrase


def inverted(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `“…”, says X` and `…, said the man from Y`: the phrase behind the verb."""
    words = parsed.words
    if words[verb.head].lemma not in _INVERTS or verb.last - verb.first > 1:
        return None
    found = parsed.phrase_from(verb.last)
    if verb.first == 0:  # Says Tolland: “…”
        opened = found is not None and found.last < len(words) and words[found.last].text in (":", ",")
        return found if opened and can_speak(parsed, found) else None
    before = words[verb.first - 1]
    if found is None or words[found.head].text.lower() in ("it", "this", "that", "them", "him", "her", "me", "us"):
        return None
    if before.text in MARKS:
        return found
    if before.text == "," and found.last < len(words) and words[found.last].text == "," and can_speak(parsed, found):
        return found  # the vote, said the mayor, was a disgrace
    after = parsed.group_of(found.last) if found.last < len(words) else None
    if before.text != "," or (after is not None and after.form == "finite"):
        return None
    clause = any(v.form == "finite" and v.last < verb.first for v in parsed.verbs)
    quoted = any(w.text in MARKS for w in words[max(verb.first - 3, 0) : verb.first])
    return found if quoted or (clause and not _goes_on(parsed, found)) else None


def can_speak(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a phrase is somebody: an actor, a name, a pronoun, a noun of persons or of those who act as one."""
    head = parsed.words[phrase.head]
    told = head.lemma in HUMAN | HEARERS or head.lemma in _CHAIRS or is_person(head.lemma)
    return bool(head.actor) or told or head.tag == "NP0" or head.text.lower() in NOMINATIVE


def _goes_on(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a verb with a tense comes behind a phrase in its clause: `X, they hear, said the council would …`"""
    end = next((k for k in range(phrase.last, len(parsed.words)) if parsed.words[k].text in ",;:"), len(parsed.words))
    return any(v.form == "finite" and phrase.last <= v.first < end for v in parsed.verbs)


def _is_said(parsed: Parsed, verb: VerbGroup) -> bool:
    words = parsed.words
    group = words[verb.first : verb.last]
    if any(w.tag == "XX0" or w.text.lower() in ("never", *_UNSAID) for w in group):
        return False
    if verb.form != "infinitive":
        first = sharing(parsed, verb)  # ought to go and say so
        return not is_let(parsed, verb) and (first is None or _is_said(parsed, first))
    governor = next((v for v in reversed(parsed.verbs) if v.last <= verb.first), None)
    if governor is None or words[governor.head].lemma in _UNDONE:
        return False
    told = ending(parsed, skipped(parsed, governor.first - 1))
    empty = told is not None and words[told.head].text.lower() == "it"  # it is for him to say, it took her to say
    yet = any(w.lemma == "yet" for w in words[governor.last : verb.first])  # have yet to say
    return not yet and not (empty and _is_empty(words[governor.head])) and _is_said(parsed, governor)


def _is_empty(word: Word) -> bool:
    return word.tag in BE or word.lemma in ("take", "cost")


def source(parsed: Parsed, cue: str, index: int) -> NounPhrase | None:
    """Whose words a cue of quotation that is no verb brings in: `according to X`, `in the words of X`, `X's claim`."""
    if cue == "according to":
        return parsed.phrase_from(index + 2)
    if (group := parsed.group_of(index)) is not None:
        return speaker(parsed, group)
    phrase = parsed.phrase_of(index)
    if phrase is not None and phrase.owners:
        return NounPhrase(phrase.first, phrase.owners[0] + 1, phrase.owners[0])
    return after_of(parsed, index + len(cue.split()) - 2) if cue.endswith(" of") else None
