"""The subject of a verb, by rule.

It is looked for leftwards past adverbs, parentheses and prepositional phrases. A coordinated verb shares
the subject
of the verb before; an infinitive has that of its governing verb (or its object, after verbs such as
*force*); a
participle has the phrase it follows, or the clause's subject. Pronouns are left as they are.
"""

from analysis.framing.climbing import CLAUSE_OPENERS, beyond, climbed
from analysis.framing.lexis import BLAMED, DUTIES, LIGHT, OBJECT_CONTROL, TIMES
from analysis.framing.objects import (
    PREPOSITIONS,
    antecedent,
    before_age,
    ending,
    governing,
    objects,
    skipped,
    untimed,
)
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup, remembered
from analysis.framing.tags import BE, NOUNS, OPENERS


@remembered
def subject(parsed: Parsed, verb: VerbGroup, depth: int = 0) -> NounPhrase | None:
    """The noun phrase that a verb's subject is (the patient, where the verb is passive);
    None where there is none.
    """
    if depth > 6:
        return None
    if verb.form == "infinitive":
        return _of_infinitive(parsed, verb, depth)
    if verb.form == "ing":
        return _of_gerund(parsed, verb, depth)
    return _of_finite(parsed, verb, depth)


def _of_cleft(parsed: Parsed, relative: int, near: NounPhrase | None) -> NounPhrase | None:
    """Of `it was X, and not Y, that …`, `it is X, Y and Z who …`: X."""
    words = parsed.words
    said = next(
        (
            v
            for v in reversed(parsed.verbs_before(relative))
            if words[v.head].tag in BE and words[v.first - 1].text.lower() == "it"
        ),
        None,
    )
    found = objects(parsed, said) if said and said.first > 0 else None
    if found is None or words[relative - 1].text == ",":
        return found
    if near is not None and words[near.head].tag not in NOUNS:  # it is a loss, and those who …
        return None
    between = words[found.last : near.first] if near else words[:1]
    joined = all(w.tag in (*PREPOSITIONS, *NOUNS, *OPENERS, "CJC") or w.text == "," for w in between)
    return found if joined and (near is None or near.first > found.first) else None


def _of_finite(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    i = untimed(parsed, skipped(parsed, verb.first - 1))
    if i < 0:
        return _of_next_clause(parsed, verb, depth) if verb.form == "participle" else None
    if words[verb.first].tag in BE and words[verb.head].tag == "VVI":  # what X did was kill him
        earlier = parsed.verbs_before(verb.first)
        return subject(parsed, earlier[-1], depth + 1) if earlier else None
    if words[verb.head].tag in BE and (did := _what_was_done(parsed, verb)) is not None:
        return subject(parsed, did, depth + 1)
    that = words[i].tag in ("CJT", "DT0") and words[i].lemma == "that"
    if words[i].tag == "PNQ" or (that and (ending(parsed, i - 1) or words[i - 1].text == ",")):
        near = antecedent(parsed, i)
        return _of_cleft(parsed, i, near) or near
    if verb.form == "participle" and words[i].text == "," and (found := before_age(parsed, i - 1)):
        return climbed(parsed, found)
    if words[i].tag == "CJC" or words[i].text in (";", ","):
        if words[i].text == "," and (found := _before_parenthesis(parsed, i)):
            return found
        return _shared(parsed, verb, depth)
    found = ending(parsed, i)
    if found is None:
        return None
    outer = climbed(parsed, _agreeing(parsed, verb, found))
    if outer.first > 1 and words[outer.first - 1].lemma == "by" and words[outer.first - 2].tag == "CJC":
        return _shared(parsed, verb, depth)  # X bought it, and by Tuesday had sold it
    return beyond(parsed, found, outer)


def _agreeing(parsed: Parsed, verb: VerbGroup, near: NounPhrase) -> NounPhrase:
    """Of `the dissent of A and B is`, A, from which it climbs: no two of them *is* anything."""
    words, k = parsed.words, near.first - 1
    one = words[verb.first].tag in ("VBZ", "VVZ", "VHZ", "VDZ") or words[verb.first].text.lower() == "was"
    joined = k > 1 and words[k].text == "and" and (words[near.head].tag == "NP0" or words[near.head].actor)
    other = ending(parsed, k - 1) if one and joined else None
    return other if other is not None and other.first and words[other.first - 1].tag == "PRF" else near


def _what_was_done(parsed: Parsed, verb: VerbGroup) -> VerbGroup | None:
    """Of `what X did there was (to) …`, the verb *did*."""
    if parsed.words[0].lemma != "what":
        return None
    earlier = parsed.verbs_before(verb.first)
    return earlier[0] if len(earlier) == 1 and parsed.words[earlier[0].head].lemma == "do" else None


def _before_parenthesis(parsed: Parsed, comma: int) -> NounPhrase | None:
    """The phrase before the comma that opens what the comma before the verb closes."""
    words = parsed.words
    for i in range(comma - 1, 0, -1):
        if words[i].text in ";:" or (
            words[i].text == "," and words[i + 1].tag == "CJC"
        ):  # a clause of its own
            return None
        if words[i].text == "," and (found := before_age(parsed, i - 1)):
            return climbed(parsed, found)
    return None


def _shared(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    """The subject of the finite verb before, of the same relative clause where there is one."""
    words, earlier = parsed.words, parsed.finite_before(verb.first)
    i = untimed(parsed, skipped(parsed, verb.first - 1))
    if words[i].text == ";" and words[verb.first].lemma == "let":  # an order of its own
        return None
    if words[i].text == ";" or (words[i].tag == "CJC" and i > 0 and words[i - 1].text in (",", ";")):
        outer = next((v for v in reversed(earlier) if not is_inner(parsed, v)), None)
        earlier = (outer,) if outer else earlier
    return subject(parsed, earlier[-1], depth + 1) if earlier else None


def is_inner(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether a verb stands in a *that* or relative clause: `said that A was …,
    and decided` is not A's decision.
    """
    i = skipped(parsed, verb.first - 1)
    if i >= 0 and parsed.words[i].tag == "PNQ":
        return True
    found = ending(parsed, i)
    return found is not None and found.first > 0 and parsed.words[found.first - 1].tag == "CJT"


def _of_infinitive(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    earlier = parsed.verbs_before(verb.first)
    near = ending(parsed, verb.first - 1)
    if earlier and _is_dummy(parsed, earlier[-1]):
        return None
    tied = near is not None and near.first > 0 and words[near.first - 1]
    if tied and tied.text.lower() == "for":
        return near
    if tied and tied.tag == "PRF" and (outer := ending(parsed, near.first - 2)) and words[outer.head].lemma in DUTIES:
        return near  # it was the duty of X to close it
    if tied and words[near.head].lemma in TIMES and (tied.tag in PREPOSITIONS or _is_day(parsed, near)):
        near = None
    if near is not None and words[near.head].tag in NOUNS and not words[near.head].actor:
        if near.owners:
            return _owner(near)
        if (governor := governing(parsed, near)) is None:
            return (_apposed(parsed, near) or near) if verb.passive else None
        if words[governor.head].lemma in ("be", "become"):  # X is the first leader to be jailed
            return subject(parsed, governor, depth + 1)
        if words[governor.head].lemma in OBJECT_CONTROL:
            return near
        return (
            subject(parsed, governor, depth + 1) if words[governor.head].lemma in (*LIGHT, "have") else None
        )
    if not earlier:
        return near
    governor = earlier[-1]
    if near is not None and words[governor.head].lemma in OBJECT_CONTROL and not governor.passive:
        return near
    return subject(parsed, governor, depth + 1)


def _is_day(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`decided last week to close it`, `voted Monday to close it`: when, and not what."""
    words = parsed.words
    behind = parsed.group_of(phrase.first - 1) is not None
    return behind and (phrase.first == phrase.head or words[phrase.first].lemma in ("last", "this", "next", "that"))


def _is_dummy(parsed: Parsed, verb: VerbGroup) -> bool:
    """Of `it cost a million to …`, `it took a week to …`: *it* stands for the infinitive."""
    if verb.first == 0 or parsed.words[verb.head].lemma not in ("cost", "take"):
        return False
    return parsed.words[skipped(parsed, verb.first - 1)].text.lower() == "it"


def _apposed(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `X, the second leader to be impeached`: X."""
    first = phrase.first
    told = parsed.verb_to(first)
    if told is not None and parsed.words[told.head].tag in BE:  # X is the second leader to be impeached
        return subject(parsed, told)
    if first > 1 and parsed.words[first - 1].text == "," and parsed.words[first].tag in ("AT0", "DPS"):
        found = ending(parsed, first - 2)
        return found if found and parsed.words[found.head].actor else None
    return None


def _owner(phrase: NounPhrase) -> NounPhrase:
    owner = phrase.owners[0]
    return NounPhrase(phrase.first, owner + 1, owner)


def _of_gerund(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    i = skipped(parsed, verb.first - 1)
    earlier, finite = parsed.verbs_before(verb.first), parsed.finite_before(verb.first)
    if i < 0:
        return _of_next_clause(parsed, verb, depth)
    if words[i].tag in PREPOSITIONS or words[i].tag in ("CJS",):
        outer = ending(parsed, i - 1)
        if outer is None and i > 1 and words[i - 1].text == "," and (found := ending(parsed, i - 2)):
            return found  # X, in pulling out, has
        if outer is None and i > 1 and words[i - 1].tag == "AJ0":  # militias responsible for killing
            near = ending(parsed, i - 2)
            return near or (subject(parsed, finite[-1], depth + 1) if finite else None)
        accuser = governing(parsed, outer) if outer is not None and words[i].text in ("of", "for") else None
        if accuser is not None and words[accuser.head].lemma in BLAMED:  # accused X of having sold it
            return outer
        if outer is not None and outer.owners:
            return _owner(outer)
        if outer is not None and words[outer.head].actor:
            return outer
        if finite:  # pushed X towards strengthening itself through forming a network: X does both
            return subject(parsed, earlier[-1] if earlier[-1].form == "ing" else finite[-1], depth + 1)
        return _of_next_clause(parsed, verb, depth)
    if words[i].tag == "CJC" and earlier:
        return subject(parsed, earlier[-1], depth + 1)
    spent = next((v for v in reversed(finite) if words[v.head].lemma in ("spend", "waste")), None)
    if spent is not None and words[i].text != ",":
        return subject(parsed, spent, depth + 1)
    if words[i].text == "," and (near := ending(parsed, i - 1)) and (not earlier or near.first == 1):
        return near  # X, buying Y; for X, buying Y
    if words[i].text == ",":
        same = (
            earlier[-1:]
            if earlier and earlier[-1].form == "ing" and earlier[-1].last >= i - 1
            else finite[-1:]
        )
        return subject(parsed, same[0], depth + 1) if same else None
    if (near := ending(parsed, i)) is not None and (not earlier or earlier[-1].last <= near.first):
        return near
    return subject(parsed, earlier[-1], depth + 1) if earlier else None


def _of_next_clause(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    """Of `Freeing him, she …`: the subject after the comma; None where the gerund is itself the
    subject.
    """
    for later in parsed.verbs_from(verb.last + 1):
        if later.form == "finite":
            between = parsed.words[verb.last : later.first]
            commas = [k for k, w in enumerate(between) if w.text == ","]
            found = subject(parsed, later, depth + 1)
            if not commas and any(w.tag == "CJS" or w.lemma in CLAUSE_OPENERS for w in between):
                continue  # by signing before parliament had read it, X
            if not commas:
                return found if found and _opens_anew(parsed, verb, found) else None
            return found if found and found.first > verb.last + commas[-1] else None
    return None


def _opens_anew(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """`By leaving the party Ms Rawat has …`: a phrase behind the gerund's own, by a name or with an article."""
    words, done_to = parsed.words, objects(parsed, verb)
    opened = verb.first == 1 and words[0].tag in PREPOSITIONS
    own = done_to != phrase
    apart = words[phrase.first - 1].tag not in PREPOSITIONS and words[phrase.first - 1].tag != "CJC"
    return opened and own and apart and (words[phrase.first].tag in OPENERS or bool(words[phrase.head].actor))
