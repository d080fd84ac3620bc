"""Who does what to whom in a sentence: subjects, objects and agents of its verbs, by rule.

A subject is looked for leftwards past adverbs, parentheses and prepositional phrases; a coordinated verb shares
the subject of the verb before; an infinitive has that of its governing verb (or its object, after verbs such as
*force*); a participle the phrase it follows, or the clause's subject. Pronouns are left as they are.
"""

from collections.abc import Iterator

from analysis.framing.grammar import NOUNS, NounPhrase, Parsed, VerbGroup

_MARKS = ("“", "”", '"', "'", "‘", "’")
_PREPOSITIONS = ("PRP", "PRF")
_OBJECT_CONTROL = frozenset(
    ["force", "push", "lead", "require", "compel", "prompt", "spur", "ask", "urge", "order", "tell", "want", "allow", "help", "invite", "encourage", "press", "get", "cause", "enable", "permit", "persuade", "expect", "oblige", "direct", "instruct", "advise", "warn", "challenge", "trigger", "drive"]
)
_LIGHT = frozenset(
    ["order", "carry", "launch", "conduct", "approve", "authorise", "authorize", "make", "take", "commit", "execute", "perform", "undertake", "oversee", "mount", "stage", "start", "begin", "complete", "impose", "do", "sign", "grant", "issue", "call"]
)
_HUMAN = frozenset(
    ["administration", "government", "leader", "leadership", "official", "force", "troop", "army", "military", "navy", "drone", "jet", "missile", "command", "commander", "soldier", "personnel", "parliament", "president", "minister", "ministry", "council", "board", "company", "operator", "authority", "agent", "police", "people", "public", "citizen", "voter", "resident", "islander", "passenger", "side", "regime", "state", "intelligence", "community", "union", "member", "staff", "chief", "director", "manager", "spokesman", "spokeswoman", "spokesperson", "owner", "lawmaker", "planner", "worker", "crew", "family", "airstrike", "strike", "militia", "proxy", "elite", "figure", "general", "party", "group", "team", "firm", "airliner", "airplane", "ship", "convoy", "embassy", "consulate", "base", "target", "soldier", "politician"]
)


def subject(parsed: Parsed, verb: VerbGroup, depth: int = 0) -> NounPhrase | None:
    """The noun phrase that a verb's subject is (the patient, where the verb is passive); None where there is none."""
    if depth > 6:
        return None
    if verb.form == "infinitive":
        return _of_infinitive(parsed, verb, depth)
    if verb.form == "ing":
        return _of_gerund(parsed, verb, depth)
    return _of_finite(parsed, verb, depth)


def objects(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """The direct object of an active verb."""
    if verb.passive:
        return None
    words, i = parsed.words, verb.last
    while i < len(words) and (
        words[i].tag in ("AVP", "AV0")
        or words[i].text in _MARKS
        or (i == verb.last and words[i].lemma in ("over", "out", "down", "up", "off") and not words[i].actor)
    ):
        i += 1
    found = next((p for p in parsed.phrases if p.first == i), None)
    if found is None and verb.form == "finite":
        return _relative_object(parsed, verb)
    return found


def by_agent(parsed: Parsed, start: int, reach: int = 14) -> NounPhrase | None:
    """The phrase after `by` that follows a word, before the next finite verb; not a gerund, date or place of `by`."""
    words = parsed.words
    for i in range(start, min(start + reach, len(words) - 1)):
        if words[i].tag == "PUN" and words[i].text in ";:":
            return None
        if i > start and (group := parsed.group_of(i)) and group.form == "finite" and not group.passive:
            return None
        if words[i].text.lower() == "by":
            return next((p for p in parsed.phrases if p.first == i + 1), None)
    return None


def agent(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Who does it: the subject of an active verb, the by-phrase of a passive one."""
    return caused(parsed, verb) or by_agent(parsed, verb.last) if verb.passive else subject(parsed, verb)


def patient(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """To whom it is done: the object of an active verb, the subject of a passive one."""
    return subject(parsed, verb) if verb.passive else objects(parsed, verb)


def coordinated(parsed: Parsed, phrase: NounPhrase) -> list[NounPhrase]:
    """The phrase and those joined to it by `and`, `or` or commas, in order."""
    chain = [phrase]
    while (before := _joined_to(parsed, chain[0], -1)) is not None:
        chain.insert(0, before)
    while (after := _joined_to(parsed, chain[-1], 1)) is not None:
        chain.append(after)
    return chain


def governing(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """The verb that a phrase is the object of."""
    return next((v for v in parsed.verbs if v.last <= phrase.first and objects(parsed, v) == phrase), None)


def actors_of(parsed: Parsed, phrase: NounPhrase | None) -> list[tuple[int, str]]:
    """(word, actor) of who a phrase names: its head, or whose people, forces or government it is."""
    if phrase is None:
        return []
    words, found = parsed.words, []
    for part in coordinated(parsed, phrase):
        if words[part.head].actor:
            found.append((part.head, words[part.head].actor))
        elif words[part.head].lemma in _HUMAN:
            inside = [k for k in range(part.first, part.last) if words[k].actor]
            found += [(k, words[k].actor) for k in inside[-1:]]
            found += [] if inside else _after_of(parsed, part)
    return found


def after_of(parsed: Parsed, index: int, prepositions: tuple[str, ...] = ("of",)) -> NounPhrase | None:
    """The phrase that a preposition ties to the word before it: `the killing of X`."""
    words = parsed.words
    if index + 1 < len(words) and words[index + 1].text.lower() in prepositions:
        return next(
            (
                p
                for p in parsed.phrases
                if p.first == index + 2 or (p.first == index + 3 and words[index + 2].text in '“"')
            ),
            None,
        )
    return None


def light_agent(parsed: Parsed, phrase: NounPhrase) -> tuple[NounPhrase | None, bool]:
    """(who carries it out, passive) for a noun that is the object of *order, launch, make …* or `was ordered by`."""
    verb = governing(parsed, phrase)
    if verb is not None and parsed.words[verb.head].lemma in _LIGHT and not _called(parsed, verb, phrase):
        return subject(parsed, verb), False
    for v in parsed.verbs:
        if (
            v.passive
            and v.first >= phrase.last
            and parsed.words[v.head].lemma in _LIGHT
            and subject(parsed, v) == phrase
        ):
            return by_agent(parsed, v.last), True
        if (
            v.passive
            and v.form == "participle"
            and v.first - phrase.last <= 4
            and subject(parsed, v) == phrase
        ):
            return by_agent(parsed, v.last), True
    return None, False


def _called(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """`called the strike illegal`, `called the strike a farce`: nobody called a strike."""
    words, i = parsed.words, phrase.last
    return (
        words[verb.head].lemma == "call"
        and i < len(words)
        and (words[i].tag in ("AJ0", "AT0", "DPS", "AV0") or words[i].text in _MARKS)
    )


def caused(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `X had the line closed`, the subject of *have* or *get*; None where it is not so."""
    near = _ending(parsed, verb.first - 1)
    if verb.form != "participle" or near is None:
        return None
    governor = next(
        (v for v in parsed.verbs if v.last == near.first and parsed.words[v.head].lemma in ("have", "get")),
        None,
    )
    return subject(parsed, governor) if governor else None


def _after_of(parsed: Parsed, phrase: NounPhrase) -> list[tuple[int, str]]:
    other = after_of(parsed, phrase.last - 1)
    if other is None or not parsed.words[other.head].actor:
        return []
    return [(other.head, parsed.words[other.head].actor)]


def _ending(parsed: Parsed, index: int) -> NounPhrase | None:
    """The phrase whose last word is at an index."""
    return next((p for p in parsed.phrases if p.last == index + 1), None)


def _skipped(parsed: Parsed, index: int) -> int:
    while index >= 0 and (
        parsed.words[index].tag in ("AV0", "XX0", "AVQ") or parsed.words[index].text in _MARKS
    ):
        index -= 1
    return index


def _of_finite(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    i = _skipped(parsed, verb.first - 1)
    if i < 0:
        return None
    if words[i].tag == "PNQ" or (
        words[i].tag in ("CJT", "DT0") and words[i].lemma == "that" and _ending(parsed, i - 1)
    ):
        return _antecedent(parsed, i)
    if verb.form == "participle" and words[i].text == "," and (found := _ending(parsed, i - 1)):
        return found
    if words[i].tag == "CJC" or words[i].text in (";", ","):
        if words[i].text == "," and (found := _before_parenthesis(parsed, i)):
            return found
        return _shared(parsed, verb, depth)
    found = _ending(parsed, i)
    return _climbed(parsed, found) if found else None


def _antecedent(parsed: Parsed, relative: int) -> NounPhrase | None:
    i = relative - 1
    while i >= 0 and (parsed.words[i].text == "," or parsed.words[i].tag in _PREPOSITIONS):
        i -= 1
    return _ending(parsed, i)


def _before_parenthesis(parsed: Parsed, comma: int) -> NounPhrase | None:
    """The phrase before the comma that opens what the comma before the verb closes."""
    words = parsed.words
    for i in range(comma - 1, 0, -1):
        if words[i].text in ";:":
            return None
        if words[i].text == "," and (found := _ending(parsed, i - 1)):
            return _climbed(parsed, found)
    return None


def _shared(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    """The subject of the finite verb before, of the same relative clause where there is one."""
    words, earlier = parsed.words, [v for v in parsed.verbs if v.last <= verb.first and v.form == "finite"]
    i = _skipped(parsed, verb.first - 1)
    if (
        words[i].tag == "CJC" and i > 0 and words[i - 1].text == ","
    ):  # `said that A was …, and decided`: not A
        earlier = [v for v in earlier if not _in_that_clause(parsed, v)] or earlier
    return subject(parsed, earlier[-1], depth + 1) if earlier else None


def _in_that_clause(parsed: Parsed, verb: VerbGroup) -> bool:
    found = _ending(parsed, _skipped(parsed, verb.first - 1))
    return found is not None and found.first > 0 and parsed.words[found.first - 1].tag == "CJT"


def _climbed(parsed: Parsed, phrase: NounPhrase) -> NounPhrase:
    """From the last noun before the verb to the one it depends on: `the leaders of the party` is leaders."""
    words = parsed.words
    while phrase.first > 0 and words[phrase.first - 1].tag in _PREPOSITIONS:
        outer = _ending(parsed, phrase.first - 2)
        titled = words[phrase.head].how in ("name", "surname") and phrase.head > phrase.first
        if outer is None or titled:  # Secretary of State X is X
            return phrase
        phrase = outer
    return phrase


def _of_infinitive(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    earlier = [v for v in parsed.verbs if v.last <= verb.first]
    near = _ending(parsed, verb.first - 1)
    if near is not None and words[near.head].tag in NOUNS and not words[near.head].actor:
        if near.owners:
            return _owner(near)
        if (governor := governing(parsed, near)) is None:
            return None
        if words[governor.head].lemma in _OBJECT_CONTROL:
            return near
        return (
            subject(parsed, governor, depth + 1) if words[governor.head].lemma in (*_LIGHT, "have") else None
        )
    if not earlier:
        return None
    governor = earlier[-1]
    if near is not None and words[governor.head].lemma in _OBJECT_CONTROL and not governor.passive:
        return near
    return subject(parsed, governor, depth + 1)


def _owner(phrase: NounPhrase) -> NounPhrase:
    owner = phrase.owners[0]
    return NounPhrase(phrase.first, owner + 1, owner)


def _of_gerund(parsed: Parsed, verb: VerbGroup, depth: int) -> NounPhrase | None:
    words = parsed.words
    i = _skipped(parsed, verb.first - 1)
    earlier = [v for v in parsed.verbs if v.last <= verb.first]
    finite = [v for v in earlier if v.form == "finite"]
    if i < 0:
        return _of_next_clause(parsed, verb)
    if words[i].tag in _PREPOSITIONS or words[i].tag in ("CJS",):
        outer = _ending(parsed, i - 1)
        if outer is None and i > 1 and words[i - 1].tag == "AJ0":  # militias responsible for killing
            return _ending(parsed, i - 2)
        if outer is not None and outer.owners:
            return _owner(outer)
        if outer is not None and words[outer.head].actor:
            return outer
        if finite:
            return subject(parsed, finite[-1], depth + 1)
        return _of_next_clause(parsed, verb)
    if words[i].tag == "CJC" and earlier:
        return subject(parsed, earlier[-1], depth + 1)
    spent = next((v for v in reversed(finite) if words[v.head].lemma in ("spend", "waste")), None)
    if spent is not None and words[i].text != ",":
        return subject(parsed, spent, depth + 1)
    if words[i].text == ",":
        same = (
            earlier[-1:]
            if earlier and earlier[-1].form == "ing" and earlier[-1].last >= i - 1
            else finite[-1:]
        )
        return subject(parsed, same[0], depth + 1) if same else None
    if (near := _ending(parsed, i)) is not None and (not earlier or earlier[-1].last <= near.first):
        return near
    return subject(parsed, earlier[-1], depth + 1) if earlier else None


def _of_next_clause(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `Killing him, the US …`: the subject after the comma; None where the gerund is itself the subject."""
    for later in parsed.verbs:
        if later.first > verb.last and later.form == "finite":
            between = parsed.words[verb.last : later.first]
            commas = [k for k, w in enumerate(between) if w.text == ","]
            found = _of_finite(parsed, later, 1)
            return found if commas and found and found.first > verb.last + commas[-1] else None
    return None


def _relative_object(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `the man (that) they killed`: the man."""
    own = _ending(parsed, _skipped(parsed, verb.first - 1))
    if own is None or own.first == 0:
        return None
    before = parsed.words[own.first - 1]
    if before.tag == "PNQ" or (before.lemma == "that" and before.tag in ("CJT", "DT0")):
        return _antecedent(parsed, own.first - 1)
    return _ending(parsed, own.first - 1)


def _joined_to(parsed: Parsed, phrase: NounPhrase, step: int) -> NounPhrase | None:
    words = parsed.words
    if step > 0:
        i = phrase.last
        if i < len(words) and words[i].text == "," and i + 1 < len(words) and words[i + 1].tag == "CJC":
            i += 1
        if i < len(words) and words[i].tag == "CJC":
            found = next((p for p in parsed.phrases if p.first == i + 1), None)
            return found if found and not _has_verb_after(parsed, found) else None
        return None
    i = phrase.first - 1
    if (
        i > 1 and words[i].tag == "PRF" and words[phrase.head].how in ("name", "surname")
    ):  # and Secretary of State X
        outer = _ending(parsed, i - 1)
        i = outer.first - 1 if outer else i
    if i > 0 and words[i].tag == "CJC":
        listed = words[i - 1].text == ","
        if listed and any(
            v.form == "finite" and v.last <= i for v in parsed.verbs
        ):  # `…, and X did`: a clause
            return None
        return _ending(parsed, i - 1 - listed)
    return None


def _has_verb_after(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a phrase after `and` opens a clause of its own."""
    after = parsed.group_of(_first_after(parsed, phrase))
    return after is not None and after.form == "finite"


def _first_after(parsed: Parsed, phrase: NounPhrase) -> int:
    i = phrase.last
    while i < len(parsed.words) and parsed.words[i].tag == "AV0":
        i += 1
    return i


def each_verb(parsed: Parsed) -> Iterator[tuple[VerbGroup, NounPhrase | None, NounPhrase | None]]:
    """(verb, who does it, to whom), for every verb of a sentence."""
    for verb in parsed.verbs:
        yield verb, agent(parsed, verb), patient(parsed, verb)
