"""What a sentence tells to be the event: it was murder, what they called a strike, a move like this."""

from analysis.framing.clauses import by_agent
from analysis.framing.lexis import NAMING
from analysis.framing.objects import governing, objects, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.places import Place, event_heads
from analysis.framing.subjects import subject
from analysis.framing.tags import BE, Word

_BEING = frozenset(("be", "become", "remain", "amount", "constitute", "represent", "resemble", "look", "seem"))
_NEARLY = frozenset(
    "closer nearer akin tantamount more less rather nothing little short like to than of but".split()
)
_MEASURES = frozenset(("size", "scale", "kind", "sort", "magnitude", "importance"))


def act_of(place: Place, phrase: NounPhrase) -> NounPhrase:
    """Of `an act of intimidation`: the whole."""
    words = place.parsed.words
    if phrase.first < 2 or words[phrase.first - 1].tag != "PRF":
        return phrase
    outer = place.parsed.phrase_to(phrase.first - 1)
    return outer if outer is not None and words[outer.head].lemma in ("act", "piece", "case") else phrase


def is_like_this(place: Place, phrase: NounPhrase) -> bool:
    """`a takeover of this size`, `a triumph like this one`."""
    words = [w.text.lower() for w in place.parsed.words[phrase.last : phrase.last + 3]]
    if place.parsed.words[phrase.head].tag == "NN2" or words[1:2] != ["this"]:
        return False
    return words[0] == "like" or (words[0] in ("of", "on") and not _MEASURES.isdisjoint(words[2:3]))


def there_was(place: Place, phrase: NounPhrase) -> bool:
    """`there would have been no flood`, once it was told."""
    group = place.parsed.group_of(phrase.first - 1) if phrase.first else None
    words = place.parsed.words
    plain = group is not None and group.last - group.first == 1 and words[group.head].tag in ("VBZ", "VBB")
    tied = words[phrase.last].lemma in ("in", "of", "at", "on") if phrase.last < len(words) else False
    return group is not None and not plain and not tied and words[group.head].lemma == "be" and any(
        w.text.lower() == "there" for w in words[max(group.first - 2, 0) : group.first]
    )


def is_said_of_it(place: Place, phrase: NounPhrase) -> bool:
    """`It was murder`, `the closure is an axing`, `not an arrest but a kidnapping`: what is said to be the
    event.
    """
    parsed, words = place.parsed, place.parsed.words
    first = phrase.first
    if first > 1 and words[first - 1].text.lower() in ("but", "or", "and"):
        other = parsed.phrase_to(first - 1)
        first = other.first if other else first
    verb = next((v for v in reversed(parsed.verbs) if v.last <= first), None)
    if (
        verb is None
        or words[verb.head].lemma not in _BEING
        or not all(
            w.tag in ("AV0", "XX0", "AT0", "PUN") or w.text.lower() in _NEARLY
            for w in words[_past_aside(words, verb.last) : first]
        )
    ):
        return False
    who = subject(parsed, verb) or parsed.phrase_to(verb.first)
    if words[0].lemma == "what" and words[-1].text != "?":  # what happened there was murder
        return sum(v.form == "finite" and v.last <= verb.first for v in _outside_commas(parsed, verb.first)) == 1
    return who is not None and (
        words[who.head].text.lower() in ("it", "this", "that", "what")
        or words[who.head].start in event_heads(place)
        or (words[who.head].lemma in ("word", "name", "term") and who.last - who.first == 2)  # the word is murder
    )


def _outside_commas(parsed: Parsed, end: int) -> list[VerbGroup]:
    """The verbs of `what we had, as far as I can see, was …` but for those between the commas."""
    commas = [k for k in range(end) if parsed.words[k].text == ","]
    if len(commas) < 2 or commas[-1] != end - 1:
        return list(parsed.verbs)
    return [v for v in parsed.verbs if not commas[0] < v.first < commas[-1]]


def said_of(place: Place) -> tuple[NounPhrase | None, NounPhrase | None]:
    """(of whom, by whom) an adjective is told: `X is guilty`, `X was found guilty by Y`."""
    parsed = place.parsed
    group = parsed.group_of(skipped(parsed, place.index - 1)) if place.index else None
    if place.phrase is not None or group is None or not (group.passive or parsed.words[group.head].tag in BE):
        return None, None
    return subject(parsed, group), by_agent(parsed, place.last) if group.passive else None


def _past_aside(words: tuple[Word, ...], i: int) -> int:
    """Of `it was, after all, a strike`, where the aside ends."""
    closing = next((k for k in range(i + 1, min(i + 5, len(words))) if words[k].text == ","), i)
    return closing if words[i].text == "," else i


def is_called(place: Place, phrase: NounPhrase) -> bool:
    """`called it a killing`, `speaks of an “unlawful stoppage”`."""
    parsed, words, i = place.parsed, place.parsed.words, phrase.first - 1
    while i > 0 and words[i].text in '“"‘':
        i -= 1
    bare = (phrase.first == phrase.head and words[phrase.head].tag == "NN1") or words[phrase.first].text in ("a", "an")
    told = bare or words[phrase.head].lemma == "act" or any(w.text in '“"‘' for w in words[i : place.index])
    if told and i > 0 and words[i].text == "of":
        verb = parsed.group_of(i - 1)
        return verb is not None and words[verb.head].lemma in ("speak", "talk", "write")
    naming = parsed.group_of(i) if i > 0 else None
    if naming is not None and words[naming.head].lemma in ("call", "label", "brand", "dub", "term"):
        if naming.passive and (who := subject(parsed, naming)) is not None and _is_it(place, who):
            return True  # it is called a natural disaster
        return any(w.lemma == "what" for w in words[max(i - 4, 0) : i])  # what it called an act of war
    earlier = parsed.phrase_of(i) if i >= 0 else None
    verb = governing(parsed, earlier) if earlier else None
    if verb is None and i > 0 and words[i].text.lower() == "as":
        earlier = parsed.phrase_of(i - 1)
        verb = governing(parsed, earlier) if earlier else None
        verb = verb if verb and words[verb.head].lemma in NAMING else None
    elif verb is not None and words[verb.head].lemma not in ("call", "label", "brand", "dub", "term"):
        verb = None
    if verb is None:
        return False
    named = any(w.actor in place.codebook.event.targets for w in words[earlier.first : earlier.last])
    return named or _is_it(place, earlier)


def _is_it(place: Place, phrase: NounPhrase) -> bool:
    """Whether a phrase may stand for the event: it, this, or another word for it."""
    head = place.parsed.words[phrase.head]
    return head.text.lower() in ("it", "this", "that", "what") or head.start in event_heads(place)


def right_after(event: Place, phrase: NounPhrase) -> bool:
    """`calling the operation to kill him “an attack”`: the phrase follows what names the event at once."""
    words, last = event.parsed.words, phrase.first - 1
    while last > 0 and words[last].text in '“"‘':
        last -= 1
    ends = {event.index}
    if event.is_verb and (done_to := objects(event.parsed, event.parsed.group_of(event.index))) is not None:
        ends.add(done_to.last - 1)
    if event.phrase is not None:
        ends.add(event.phrase.last - 1)
    return last in ends


def is_apposed(place: Place, phrase: NounPhrase) -> bool:
    """`they sealed the city, the first such step in a century`: told of the clause before the comma."""
    words = place.parsed.words
    inside = {w.text.lower() for w in words[phrase.first : phrase.head]}
    behind = phrase.first > 1 and words[phrase.first - 1].text in (",", "-", "—", "–")
    return behind and bool(inside & {"such", "first", "second", "a", "an"})


def is_plain(place: Place, phrase: NounPhrase) -> bool:
    """`the move`, with nothing that says which one."""
    words = place.parsed.words
    after = words[phrase.last].text.lower() if phrase.last < len(words) else ""
    return phrase.last - phrase.first == 2 and after not in ("of", "to", "on", "for", "that", "which", "in")
