"""Whom a claim concerns."""

from collections.abc import Container, Sequence

from analysis.framing.clauses import coordinated
from analysis.framing.evidence import Topic, short
from analysis.framing.lexis import FOLLOWED
from analysis.framing.objects import MARKS
from analysis.framing.parsed import NounPhrase, Parsed
from analysis.framing.people import Person
from analysis.framing.prescribing import for_whom
from analysis.framing.speaking import source, speaker
from analysis.framing.subjects import subject

_TITLES = frozenset("mr mrs ms miss dr sir lord lady dame professor president minister councillor".split())


def concerned(kind: str, cue: str, start: int, parsed: Parsed) -> NounPhrase | None:
    """The phrase of whom a cue concerns."""
    index = parsed.at(start)
    verb = parsed.group_of(index)
    if kind == "quotation":
        return speaker(parsed, verb) if verb and " " not in cue else source(parsed, cue, index)
    phrase = parsed.phrase_of(index)
    if phrase is not None and phrase.owners:
        owner = phrase.owners[0]
        return NounPhrase(phrase.first, owner + 1, owner)
    judged = _subject_before(parsed, index) if kind == "judgement" else None
    if judged is not None and parsed.words[judged.head].text.lower() in ("he", "she"):
        return judged
    if kind in ("problem", "cause", "judgement"):
        return _nearest_subject(parsed, index)
    return None


def _nearest_subject(parsed: Parsed, index: int) -> NounPhrase | None:
    """The actor that is the subject of the last verb that stands before a word or holds it."""
    found = _subject_before(parsed, index)
    return found if found is not None and parsed.words[found.head].actor else None


def _subject_before(parsed: Parsed, index: int) -> NounPhrase | None:
    verb = next((v for v in reversed(parsed.verbs) if v.first <= index), None)
    return for_whom(parsed, subject(parsed, verb)) if verb is not None and not verb.passive else None


def whom(
    parsed: Parsed, phrase: NounPhrase | None, topic: Topic, named: Sequence[Person], people: Container[str]
) -> tuple[str, str]:
    """(ids of the actors, words) of a phrase; of one of `named`, the name. *He* and *she* are followed to the subject
    before, of the actors only to one of `people`, then to the person named last.
    """
    if phrase is None:
        return "", ""
    word, head = parsed.words[phrase.head], parsed.words[phrase.head].text.lower()
    if head in ("he", "she") and not word.actor:
        far = (topic.person, topic.name or word.text) if topic.may_be(head) else ("", word.text)
        return _antecedent(parsed, phrase, named, people) or far
    if _is_namesake(parsed, phrase, people):
        return "", parsed.text(phrase.first, phrase.last)
    own = next((p.name for p in named if p.phrase == phrase), "")
    actor = actor_of(parsed, phrase, topic)
    if head in ("it", "they") and actor in people:  # no one man
        actor = ""
    return actor, own or short(parsed.text(phrase.first, phrase.last))


def _is_namesake(parsed: Parsed, phrase: NounPhrase, people: Container[str]) -> bool:
    """`Paul Moss`, where the codebook has another Moss: a first name of its own stands before the surname."""
    head, before = parsed.words[phrase.head], parsed.words[phrase.first : phrase.head]
    plain = head.how == "surname" and head.actor in people and " " not in head.text
    return plain and len(before) == 1 and before[0].tag == "NP0" and before[0].lemma.rstrip(".") not in _TITLES


def _antecedent(
    parsed: Parsed, phrase: NounPhrase, named: Sequence[Person], people: Container[str]
) -> tuple[str, str] | None:
    """The person who is the first subject before a pronoun, else the last one named before it."""
    told = [p for p in parsed.phrases if p.last <= phrase.first]
    subjects = [subject(parsed, v) for v in parsed.verbs if v.form == "finite" and v.head < phrase.first]
    for before in (*(s for s in subjects if s is not None and s.last <= phrase.first), *reversed(told)):
        if parsed.words[before.head].actor in people:
            return parsed.words[before.head].actor, parsed.words[before.head].text
        if (name := next((p.name for p in named if p.phrase == before), "")):
            return "", name
    return None


def is_behind_quotation(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`“The bridge is safe,” they say`: nothing but what is quoted stands before, and that names no antecedent."""
    words, first = parsed.words, phrase.first
    return first > 1 and words[0].text in MARKS and words[first - 1].text in MARKS


def actor_of(parsed: Parsed, phrase: NounPhrase | None, topic: Topic) -> str:
    """Ids of the actors a phrase names, joined by spaces; a pronoun is followed within the sentence,
    then to the topic.
    """
    if phrase is None:
        return ""
    word = parsed.words[phrase.head].text.lower()
    if word in FOLLOWED and not parsed.words[phrase.head].actor:
        if is_behind_quotation(parsed, phrase):
            return topic.subjects
        for verb in parsed.verbs:
            found = subject(parsed, verb) if verb.form == "finite" and verb.head < phrase.first else None
            if found is not None and parsed.words[found.head].actor:
                return parsed.words[found.head].actor
        return topic.subjects if phrase.first <= 1 else ""
    named = []
    for part in coordinated(parsed, phrase):
        inside = [parsed.words[k].actor for k in range(part.first, part.last) if parsed.words[k].actor]
        named += [parsed.words[part.head].actor or (inside[-1] if inside else "")]
    return " ".join(dict.fromkeys(n for n in named if n))
