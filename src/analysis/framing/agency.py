"""Who does what to whom: a row for each verb that has an actor on both sides, passives turned round."""

from dataclasses import dataclass

from analysis.framing.clauses import actors_of, agent, patient
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.unreal import negation, of_noun, supposed

_TOWARDS = frozenset(["against", "on", "upon", "toward", "towards", "at", "with", "to", "from"])
_STATES = frozenset("be have become remain seem say think believe argue hope feel".split())  # no deeds


@dataclass(frozen=True)
class Relation:
    """`subject` does `verb` to `object` (ids of actors); `towards` the preposition where the object has
    one; `negated` where it is said not to; `supposed` the word by which it is told as what may be, is asked, wished for
    or demanded, '' where it is told to be so; `marked` how it is marked as what somebody else holds, '' if not.
    """

    start: int
    end: int
    subject: str
    verb: str
    object: str
    passive: bool
    towards: str
    negated: bool = False
    supposed: str = ""
    marked: str = ""


def relations(parsed: Parsed, persons: frozenset[str] = frozenset()) -> list[Relation]:
    """The relations of a sentence, in order; an actor that does something to itself is left out.

    persons  the actors who are no government, council or crowd: what theirs does, they do not
    """
    found = []
    for verb in parsed.verbs:
        word = parsed.words[verb.head]
        if word.lemma in _STATES or word.tag == "VM0":
            continue
        doers = actors_of(parsed, agent(parsed, verb), persons)
        if not doers:
            continue
        done_to, towards = actors_of(parsed, patient(parsed, verb), persons), ""
        if not done_to:
            done_to, towards = _towards(parsed, verb, persons)
        pairs = dict.fromkeys((a, b) for _, a in doers for _, b in done_to if a != b)
        so = (bool(negation(parsed, verb)), supposed(parsed, verb)) if pairs else ()
        found += [Relation(word.start, word.end, a, word.lemma, b, verb.passive, towards, *so) for a, b in pairs]
    return found


def told(parsed: Parsed, start: int) -> tuple[str, bool, str]:
    """Of the word at a character, (base form of the verb that it is, '' where it is none; whether it is said not to be
    done; the word by which it is only supposed).
    """
    index = parsed.at(start)
    verb, phrase = parsed.group_of(index), parsed.phrase_of(index)
    if verb is not None and (verb.head == index or phrase is None):
        return parsed.words[verb.head].lemma, bool(negation(parsed, verb)), supposed(parsed, verb)
    no, unless = of_noun(parsed, phrase) if phrase is not None else ("", "")
    return "", bool(no), unless


def _towards(parsed: Parsed, verb: VerbGroup, persons: frozenset[str]) -> tuple[list[tuple[int, str]], str]:
    """Of `imposed a fine on the firm`, `voted against the board`:
    whom the preposition after the verb names.
    """
    words, i = parsed.words, verb.last
    done = patient(parsed, verb) if not verb.passive else None
    if done is not None and done.first >= verb.last:
        i = done.last
    while i < len(words) and words[i].tag in ("AV0", "AVP"):
        i += 1
    if i >= len(words) or words[i].text.lower() not in _TOWARDS:
        return [], ""
    target: NounPhrase | None = parsed.phrase_from(i + 1)
    return actors_of(parsed, target, persons), words[i].text.lower()
