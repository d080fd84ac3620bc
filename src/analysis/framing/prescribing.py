"""Who is told to do what: whether a cue of remedy tells anybody anything, whether the author does, whom, and what.

Who is told is a person, group or office; of a passive, the one behind *by*. Of what must be done by nobody in
particular, what is done to is told with it: `the saving must be made over` is *the saving be made over*.
"""

from collections.abc import Container, Sequence

from analysis.codebook.cues import BODIES
from analysis.framing.clauses import after_of, by_agent
from analysis.framing.climbing import FREE
from analysis.framing.lexis import (
    FEELINGS,
    HEARERS,
    HUMAN,
    OWN,
    PROPOSES,
    QUANTITIES,
    THINGS,
    TRIALS,
    TROUBLES,
    is_person,
)
from analysis.framing.objects import MARKS, ending, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.people import Person
from analysis.framing.speaking import can_speak
from analysis.framing.subjects import is_inner, subject

CLAUSE = ("must", "should")
_OWED = ("must", "should", "ought to", "shall", "has to", "have to", "needs to", "need to")
_NEEDS = ("need", "have")
_ANYBODY = ("we", "us", "you", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "one", "nobody",
            "no-one")
_ASKS = ("urge", "call", "demand")
_REMARKED = ("say", "admit", "note", "remember", "concede", "add", "come")
_PUT_IN = (",", "–", "—", "-")  # around what is put in
_PLAIN = ("VVB", "VVI", "VBB", "VBI", "VHB", "VHI", "VDB", "VDI")
_TIME = ("it is time", "it's time", "is time to")


def is_told(parsed: Parsed, value: str, cue: str, index: int) -> bool:
    """Whether a cue of remedy tells to do anything: no guess (`must have known`), no feeling (`I should be sorry`),
    no order that there is none (`we need not`), no reproach for what is past (`should not have been`).
    """
    words, verb = parsed.words, parsed.group_of(index)
    if value == "proposal" and cue.endswith(" on"):  # called on the council to resign; not on an old friend
        return any(v.form == "infinitive" and v.first > index + 1 for v in parsed.verbs)
    if value == "proposal":
        return verb is not None or cue.startswith(("the ", "a ", "only "))
    if index > 0 and words[index - 1].text.lower() == "as":
        return False
    if verb is None or value not in CLAUSE:
        return True
    who = subject(parsed, verb)
    done = carried(parsed, verb)
    if _is_asked(parsed, index) or _is_felt(parsed, _main(parsed, done)) or _is_of_any(parsed, verb, cue, who):
        return False
    if parsed.words[_main(parsed, done).head].lemma == "wait" and who is not None and not can_speak(parsed, who):
        return False  # the garden will have to wait
    if cue == "must" and _is_guessed(parsed, verb, done, who):
        return False
    alone = words[done.head].tag == "VM0" and not any(v.first == verb.last for v in parsed.verbs)
    if _is_left_open(parsed, verb, who) or alone or (who is not None and words[who.head].text.lower() == "i"):
        return False
    empty = who is not None and words[who.head].text.lower() == "it"
    as_such = done.passive and done.last < len(words) and words[done.last].text.lower() in ("as", "by", "for")
    if empty and words[done.head].lemma in _REMARKED and not as_such:  # it must be said, it should come as no surprise
        return False
    behind = words[index + 1 : verb.last] + (words[done.first : done.last] if done is not verb else ())
    after = [w for w in behind if w.tag not in ("XX0", "AV0")]
    negated = any(w.tag == "XX0" for w in words[verb.first : verb.last])
    waived = negated and (words[index].lemma in _NEEDS or (after[:1] and after[0].lemma in _NEEDS))
    not_ours = cue.split()[-1] == "to" and negated and words[verb.head].lemma in _NEEDS
    past = cue in CLAUSE and after[:1] and after[0].lemma == "have" and after[0].tag.startswith("VH") and len(after) > 1
    return not (waived or not_ours or past or (cue == "must" and after[:1] and after[0].lemma == "have"))


def carried(parsed: Parsed, verb: VerbGroup) -> VerbGroup:
    """Of `must, in the end, pay`: the verb behind what is put in; any other verb is its own."""
    words = parsed.words
    if words[verb.head].tag != "VM0" or verb.last == len(words) or words[verb.last].text not in (*_PUT_IN, "("):
        return verb
    later = (v for v in parsed.verbs if v.first > verb.last and words[v.first - 1].text in (*_PUT_IN, ")"))
    return next((v for v in later if words[v.first].tag in _PLAIN), verb)


def _main(parsed: Parsed, verb: VerbGroup) -> VerbGroup:
    """Of `ought to be ashamed`, `will have to wait`: the infinitive; any other verb is its own."""
    if parsed.words[verb.head].lemma not in ("ought", *_NEEDS):
        return verb
    return next((v for v in parsed.verbs if v.first == verb.last and v.form == "infinitive"), verb)


def _is_left_open(parsed: Parsed, verb: VerbGroup, who: NounPhrase | None) -> bool:
    """`asked whether it should`, `if the mayor should`; not `the mayor, if she is able, should`: that is put in."""
    words, inside = parsed.words, who.last if who else 0
    for k in range(max(who.first - 2, 0) if who else 0, verb.first):
        put_in = k >= inside and words[k - 1].text in _PUT_IN and words[verb.first - 1].text in _PUT_IN
        if words[k].text.lower() in ("whether", "if") and not put_in:
            return True
    return False


def _is_asked(parsed: Parsed, index: int) -> bool:
    """`What ought to follow?`: the clause of a cue ends in a question mark, or asks what ought to be (`what should be
    done is another matter`).
    """
    words, verb = parsed.words, parsed.group_of(index)
    end = next((k for k in range(len(words) - 1, index, -1) if words[k].text not in MARKS), index)
    apart = any(w.text in (";", ":", "—", "–") for w in words[index:end])
    opened = verb is not None and verb.first == 1 and words[0].text.lower() == "what"
    return opened or (words[end].text == "?" and not apart)


def _is_felt(parsed: Parsed, verb: VerbGroup) -> bool:
    """`should be proud to give it a home`: what one should feel is told nobody to do."""
    words, k = parsed.words, verb.last
    while k < len(words) and words[k].tag == "AV0":
        k += 1
    return words[verb.head].lemma in ("be", "feel") and k < len(words) and words[k].lemma in FEELINGS


def _is_guessed(parsed: Parsed, verb: VerbGroup, done: VerbGroup, who: NounPhrase | None) -> bool:
    """`Losing it must be bitter`, `that must hurt the crew`, `they must be joking`: what it is like, or what they do,
    is inferred. `done`: the verb behind *must*.
    """
    words, k = parsed.words, done.last
    while k < len(words) and words[k].tag == "AV0":
        k += 1
    they = who is not None and words[who.head].tag in ("PNP", "PNI") and words[who.head].text.lower() != "it"
    if words[done.head].tag == "VVG" and they:
        return True
    empty = who is not None and words[who.head].text.lower() in ("it", "that", "this")
    undergone = words[done.head].lemma in ("be", "feel") and k < len(words) and words[k].lemma in TRIALS
    return (empty or _is_of_doing(parsed, verb)) and (undergone or words[done.head].lemma in TROUBLES)


def _is_of_doing(parsed: Parsed, verb: VerbGroup) -> bool:
    """`Losing the bridge must …`, `to lose it must …`: the subject is itself a clause without a tense."""
    words = parsed.words
    own = [v for v in parsed.verbs if v.last <= verb.first]
    opens = (k + 1 for k in range(verb.first) if words[k].text in ",;:" or words[k].tag in ("CJT", "CJC"))
    start = max(opens, default=0)
    opened = next((v for v in own if v.first >= start), None)
    return opened is not None and opened.first == start and opened.form in ("ing", "infinitive")


def _is_of_any(parsed: Parsed, verb: VerbGroup, cue: str, who: NounPhrase | None) -> bool:
    """`An owner who wished to move it would have to ask them`, `a team has to win to go up`: of any, or supposed."""
    words = parsed.words
    bound = cue.split()[-1] == "to" and words[verb.first].text.lower() in ("would", "might", "could", "may")
    if bound and "well" not in cue and "wise" not in cue:
        return True
    if who is None or who.first == who.head or words[who.first].text.lower() not in ("a", "an", "any"):
        return False
    described = who.last < len(words) and words[who.last].tag == "PNQ"
    return not words[who.head].actor and (described or cue in ("have to", "has to", "need to", "needs to"))


def by_another(parsed: Parsed, value: str, index: int) -> bool:
    """`they recommended that it be lowered`, `the union urges that it must go`: somebody else prescribes."""
    words, verb = parsed.words, parsed.group_of(index)
    if value != "proposal":
        verb = next((v for v in reversed(parsed.verbs) if v.last <= index and words[v.head].lemma in PROPOSES), None)
        opened = verb is not None and any(w.lemma == "that" for w in words[verb.last : verb.last + 2])
        if not opened:
            return False
    if verb is None or words[verb.head].lemma not in PROPOSES:
        return False
    who = subject(parsed, verb)
    if verb.passive:
        return any(w.tag in ("VBD", "VBN") for w in words[verb.first : verb.head])
    if who is None:
        return False
    head = words[who.head]
    asks = words[verb.head].lemma in _ASKS and head.tag == "NN1"  # the mission urged them to; things do not
    return head.text.lower() not in (*OWN, "it", "this", "that") and (
        asks or bool(head.actor) or head.tag in ("PNP", "PNI", "NP0", "NN2") or head.lemma in HUMAN
        or is_person(head.lemma)
    )


def prescribed(parsed: Parsed, cue: str, index: int) -> tuple[NounPhrase | None, VerbGroup | None]:
    """Whom a cue tells, as a phrase, and the verb of what is to be done."""
    words = parsed.words
    verb = parsed.group_of(index) or next((v for v in parsed.verbs if v.first > index), None)
    if cue in ("let us", "let's"):
        main = next((v for v in parsed.verbs if v.first > index and v.first <= index + 4), verb)
        return parsed.phrase_from(index + 1), main
    if cue in _TIME:
        last = index + 2 + (cue != "is time to")
        main = next((v for v in parsed.verbs if v.first >= last), None)
        who = ending(parsed, skipped(parsed, main.first - 1)) if main else None
        return (who if who is not None and words[who.head].lemma != "time" else None), main
    if verb is None:
        return None, None
    if words[verb.head].lemma in PROPOSES and cue not in _OWED:  # the League should insist that … be played: the League
        main = next((v for v in parsed.verbs if v.first >= verb.last), None)
        called = after_of(parsed, verb.last - 1, ("on", "upon"))
        return (called or subject(parsed, main), main) if main is not None else (None, verb)
    main = carried(parsed, verb)
    light = words[verb.head].lemma in ("do", "have", "need", "be", "ought")
    if light and (verb.head <= index + 1 or verb.first > index):
        main = next((v for v in parsed.verbs if v.first >= verb.last and v.form == "infinitive"), verb)
    if main.passive:
        by = by_agent(parsed, main.last)  # by someone else: by nobody named
        return (by if by is not None and words[by.head].tag != "PNI" else None), main
    return for_whom(parsed, _who_should(parsed, verb)), main


def _who_should(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """The subject of a verb; of `everybody who can walk should come`, also past the relative clause."""
    if (found := subject(parsed, verb)) is not None:
        return found
    inner = next((v for v in parsed.verbs if v.last == verb.first), None)
    related = inner is not None and inner.first > 0 and parsed.words[inner.first - 1].tag == "PNQ"
    if related and parsed.words[inner.first - 1].lemma in FREE:
        return NounPhrase(inner.first - 1, inner.first, inner.first - 1)
    return subject(parsed, inner) if related else None


def for_whom(parsed: Parsed, phrase: NounPhrase | None) -> NounPhrase | None:
    """Of `the best policy for X is to …`: X."""
    other = after_of(parsed, phrase.last - 1, ("for",)) if phrase is not None else None
    return other if other is not None and parsed.words[other.head].actor else phrase


def can_be_told(parsed: Parsed, phrase: NounPhrase, things: Container[str], named: Sequence[Person]) -> bool:
    """Whether a phrase is a person, a group or an office, and neither a thing nor a bare *it*, *those*, *another*."""
    head = parsed.words[phrase.head]
    if head.actor:
        return head.actor not in things
    inside = [parsed.words[k].actor for k in range(phrase.first, phrase.last) if parsed.words[k].actor]
    if inside and inside[-1] not in things:
        return head.lemma in HUMAN - THINGS or head.tag == "NP0" or is_person(head.lemma)
    of_whom = after_of(parsed, phrase.last - 1)
    return (
        any(p.phrase == phrase for p in named)
        or head.text.lower() in (*_ANYBODY, "he", "she", "they")
        or head.lemma in (HUMAN | HEARERS | BODIES) - THINGS
        or is_person(head.lemma)
        or (head.tag == "NP0" and head.text[:1].isupper())
        or head.lemma == "whoever"
        or (head.text.lower() == "those" and phrase.last < len(parsed.words) and parsed.words[phrase.last].tag == "PNQ")
        or ((head.lemma in QUANTITIES | {"rest", "many", "all", "most"} or head.tag == "CRD") and of_whom is not None
            and can_be_told(parsed, of_whom, things, named))
    )


def is_nobody(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`no owner`, `nobody`: those who are told not to."""
    first, head = parsed.words[phrase.first].text.lower(), parsed.words[phrase.head].text.lower()
    return first == "no" or head in ("nobody", "no-one", "none")


def followed(parsed: Parsed, phrase: NounPhrase, things: Container[str], named: Sequence[Person]) -> NounPhrase:
    """Of `the government must act, and it must not wait`: for *it* and *they*, the subject before that can be told."""
    if parsed.words[phrase.head].text.lower() not in ("it", "they") or parsed.words[phrase.head].actor:
        return phrase
    subjects = (subject(parsed, v) for v in parsed.verbs if v.form == "finite" and v.head < phrase.first)
    first = next((s for s in subjects if s is not None and s.last <= phrase.first), None)
    bare = first is None or parsed.words[first.head].tag in ("PNP", "PNI")
    return phrase if bare or not can_be_told(parsed, first, things, named) else first


def in_full(parsed: Parsed, phrase: NounPhrase) -> str:
    """`those who brought it about`, `whoever did it`, `the rest of us`: a bare word with what says who they are."""
    words, of_whom = parsed.words, after_of(parsed, phrase.last - 1)
    related = phrase.last < len(words) and words[phrase.last].tag == "PNQ" and words[phrase.head].tag in ("PNI", "DT0")
    if related or words[phrase.head].text.lower() in ("those", "whoever"):
        end = next((k for k in range(phrase.last, len(words)) if words[k].text in ",;:" or words[k].tag == "VM0"), 0)
        return parsed.text(phrase.first, max(end, phrase.last))
    bare = words[phrase.head].lemma in QUANTITIES | {"rest", "many", "all", "most"} or words[phrase.head].tag == "CRD"
    return parsed.text(phrase.first, of_whom.last if bare and of_whom else phrase.last)


def also(parsed: Parsed, index: int) -> list[VerbGroup]:
    """`should end A, accept B and start C`: the verbs that share a cue at a word with its own."""
    cued, found = parsed.group_of(index), []
    first = carried(parsed, cued) if cued is not None else None
    for verb in parsed.verbs:
        if first is None or verb.first <= first.first:
            continue
        before, word = parsed.words[verb.first - 1], parsed.words[verb.first]
        us = parsed.words[verb.last].text.lower() == "us" if verb.last < len(parsed.words) else False
        if is_inner(parsed, verb) or _inside_brackets(parsed, verb.first) or (word.lemma == "let" and us):
            continue
        if word.tag in ("VM0", "VVZ", "VVD", "VBZ", "VHZ"):
            break
        plain = word.tag in ("VVB", "VVI", "VBI", "VVN") and word.lemma == word.text.lower()
        joined = before.tag == "CJC" or before.text in (",", ")")
        if plain and joined and verb.form != "infinitive":
            found.append(verb)
    return found


def _inside_brackets(parsed: Parsed, index: int) -> bool:
    before = [w.text for w in parsed.words[:index]]
    return before.count("(") > before.count(")")
