"""Who is told to do what: whether a cue of remedy tells anybody anything, whether the author does, whom, and what.

Who is told is a person, group or office; of a passive, the one behind *by*. Of what must be done by nobody in
particular, what is done to is told with it: `the saving must be made over` is *the saving be made over*.
"""

from collections.abc import Container, Sequence

from analysis.framing.clauses import after_of, by_agent
from analysis.framing.evidence import LONGEST
from analysis.framing.grammar import NounPhrase, Parsed, VerbGroup
from analysis.framing.lexis import HEARERS, HUMAN, OWN, PROPOSES, QUANTITIES, THINGS, is_person
from analysis.framing.objects import MARKS, ending, skipped
from analysis.framing.people import Person
from analysis.framing.subjects import is_inner, subject

CLAUSE = ("must", "should")
_NEEDS = ("need", "have")
_ANYBODY = ("we", "us", "you", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "one", "nobody",
            "no-one")
_REMARKED = ("say", "admit", "note", "remember", "concede", "add", "come")
_TIME = ("it is time", "it's time", "is time to")


def is_told(parsed: Parsed, value: str, cue: str, index: int) -> bool:
    """Whether a cue of remedy tells to do anything: no guess (`must have known`), no feeling (`I should be sorry`),
    no order that there is none (`we need not`), no reproach for what is past (`should not have been`).
    """
    words, verb = parsed.words, parsed.group_of(index)
    if value == "proposal":
        return verb is not None or cue.startswith(("the ", "a ", "only "))
    if index > 0 and words[index - 1].text.lower() == "as":
        return False
    if verb is None or value not in CLAUSE:
        return True
    who = subject(parsed, verb)
    asked = any(
        w.text.lower() in ("whether", "if") for w in words[max(who.first - 2, 0) if who else 0 : verb.first]
    )
    alone = words[verb.head].tag == "VM0" and not any(v.first == verb.last for v in parsed.verbs)
    if asked or alone or (who is not None and words[who.head].text.lower() == "i"):
        return False
    empty = who is not None and words[who.head].text.lower() == "it"
    if empty and words[verb.head].lemma in _REMARKED:  # it must be said, it should come as no surprise
        return False
    after = [w for w in words[index + 1 : verb.last] if w.tag not in ("XX0", "AV0")]
    negated = any(w.tag == "XX0" for w in words[verb.first : verb.last])
    waived = negated and (words[index].lemma in _NEEDS or (after[:1] and after[0].lemma in _NEEDS))
    not_ours = cue.split()[-1] == "to" and negated and words[verb.head].lemma in _NEEDS
    past = cue in CLAUSE and after[:1] and after[0].lemma == "have" and after[0].tag.startswith("VH") and len(after) > 1
    return not (waived or not_ours or past or (cue == "must" and after[:1] and after[0].lemma == "have"))


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
    return head.text.lower() not in (*OWN, "it", "this", "that") and (
        bool(head.actor) or head.tag in ("PNP", "PNI", "NP0", "NN2") or head.lemma in HUMAN or is_person(head.lemma)
    )


def prescribed(parsed: Parsed, cue: str, index: int) -> tuple[NounPhrase | None, VerbGroup | None]:
    """Whom a cue tells, as a phrase, and the verb of what is to be done."""
    words = parsed.words
    verb = parsed.group_of(index) or next((v for v in parsed.verbs if v.first > index), None)
    if cue in ("let us", "let's"):
        main = next((v for v in parsed.verbs if v.first > index and v.first <= index + 4), verb)
        return next((p for p in parsed.phrases if p.first == index + 1), None), main
    if cue in _TIME:
        last = index + 2 + (cue != "is time to")
        main = next((v for v in parsed.verbs if v.first >= last), None)
        who = ending(parsed, skipped(parsed, main.first - 1)) if main else None
        return (who if who is not None and words[who.head].lemma != "time" else None), main
    if verb is None:
        return None, None
    if words[verb.head].lemma in PROPOSES:
        main = next((v for v in parsed.verbs if v.first >= verb.last), None)
        return (subject(parsed, main), main) if main is not None else (None, verb)
    main = verb
    light = words[verb.head].lemma in ("do", "have", "need", "be", "ought")
    if light and (verb.head <= index + 1 or verb.first > index):
        main = next((v for v in parsed.verbs if v.first >= verb.last and v.form == "infinitive"), verb)
    if main.passive:
        by = by_agent(parsed, main.last)  # by someone else: by nobody named
        return (by if by is not None and words[by.head].tag != "PNI" else None), main
    return for_whom(parsed, subject(parsed, verb)), main


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
        or head.lemma in (HUMAN | HEARERS) - THINGS
        or is_person(head.lemma)
        or (head.tag == "NP0" and head.text[:1].isupper())
        or (head.text.lower() == "those" and phrase.last < len(parsed.words) and parsed.words[phrase.last].tag == "PNQ")
        or ((head.lemma in QUANTITIES | {"rest", "many", "all", "most"} or head.tag == "CRD") and of_whom is not None
            and can_be_told(parsed, of_whom, things, named))
    )


def in_full(parsed: Parsed, phrase: NounPhrase) -> str:
    """`those who brought it about`, `the rest of us`: a bare word with what says who they are."""
    words, of_whom = parsed.words, after_of(parsed, phrase.last - 1)
    if words[phrase.head].text.lower() == "those":
        end = next((k for k in range(phrase.last, len(words)) if words[k].text in ",;:" or words[k].tag == "VM0"), 0)
        return parsed.text(phrase.first, max(end, phrase.last))
    bare = words[phrase.head].lemma in QUANTITIES | {"rest", "many", "all", "most"} or words[phrase.head].tag == "CRD"
    return parsed.text(phrase.first, of_whom.last if bare and of_whom else phrase.last)


def what(parsed: Parsed, verb: VerbGroup, undergoes: bool) -> str:
    """What is to be done, five words at most, cut where a phrase ends, with … where it goes on.

    undergoes  nobody is told: what is done to, or who would do it, is told with it
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
    said = [*about, *done] if len(about) + len(done) <= LONGEST else done
    return _with_phrases(parsed, verb.last, said)


def _about(parsed: Parsed, phrase: NounPhrase) -> list[str]:
    """The phrase of what is done to, without what stands between its article and its name."""
    words = [w.text for w in parsed.words[phrase.first : phrase.head + 1] if w.text not in MARKS]
    if phrase.first == 0 and parsed.words[0].tag in ("AT0", "DPS", "DT0", "PNP", "AJ0", "NN1", "NN2"):
        words[:1] = [w[:1].lower() + w[1:] for w in words[:1] if not parsed.words[0].actor] or words[:1]
    opened = parsed.words[phrase.first].tag in ("AT0", "DPS")
    return words if len(words) < 3 else [words[0], words[-1]] if opened else []


def _with_phrases(parsed: Parsed, last: int, said: list[str]) -> str:
    """Words, and the whole phrases behind them that they leave room for."""
    words, told, goes_on = parsed.words, list(said), False
    while last < len(words):
        end = _chunk(parsed, last)
        more = [w.text for w in words[last:end] if w.text not in MARKS]
        if end == last or len(told) + len(more) > LONGEST:
            goes_on = end > last or words[last].tag not in ("PUN", "CJC")
            break
        told, last = [*told, *more], end
    shown = " ".join(told).replace(" ’s", "’s").replace(" 's", "'s").replace(" n't", "n't").replace(" n’t", "n’t")
    return shown + (" …" if goes_on else "")


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
    if (phrase := next((p for p in parsed.phrases if p.first == k), None)) is not None:
        its = parsed.group_of(phrase.last) if phrase.last < len(words) else None
        return phrase.last if its is None or its.form != "finite" or words[its.first].tag == "VVI" else at
    group = parsed.group_of(k)
    if group is not None and group.first == k and (group.form in ("infinitive", "ing") or words[k].tag == "VVI"):
        return group.last
    return k + 1 if words[k].tag in ("AVP", "AV0", "AJ0", "AJC", "CRD") else at


def also(parsed: Parsed, index: int) -> list[VerbGroup]:
    """`should end A, accept B and start C`: the verbs that share a cue at a word with its own."""
    first, found = parsed.group_of(index), []
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
