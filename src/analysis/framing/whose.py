"""Whom *he* or *she*, *it* or *they* at the head of the next sentence means, by what a piece has told so far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.codebook import ActorMention, Codebook
from analysis.framing.clauses import actors_of, after_of
from analysis.framing.evidence import Found, Topic, short
from analysis.framing.lexis import MEN, OWN, WOMEN, is_person
from analysis.framing.parsed import NounPhrase, Parsed
from analysis.framing.people import Person
from analysis.framing.speaking import by_name
from analysis.framing.subjects import subject

_NEW = ("a", "an", "my", "our", "his", "her", "one", "another")  # who is brought in: I met a driver, my aunt
_TITLED = {"he": r"(?:Mr|Sir|Lord)", "she": r"(?:Mrs|Ms|Miss|Lady|Dame|Madame?)"}


def sexes(codebook: Codebook, text: str) -> dict[str, str]:
    """{id or name of a person: he or she} where a title before a name tells it, in the codebook or in a text; not where
    a Mr and a Mrs have the name.
    """
    by_title = {told: _titled(codebook, text, told) for told in _TITLED}
    both = by_title["he"] & by_title["she"]
    return {name: told for told, names in by_title.items() for name in sorted(names - both)}


def _titled(codebook: Codebook, text: str, told: str) -> set[str]:
    """Ids and names of those who have a title of *he* or *she*."""
    found, titled = set(), re.compile(rf"\b{_TITLED[told]}\b\.?[ \t]+(?=[A-Z])")
    for match in titled.finditer(text):
        behind = text[match.end() : match.end() + 60]
        found.add(next((m.actor for m in codebook.find_actors(behind) if m.start == 0), "")
                  or re.match(r"[\w-]+", behind).group())
        whole = codebook.find_actors(text[match.start() : match.end() + 60])
        found |= {m.actor for m in whole if m.start == 0}
    return found | {a.id for a in codebook.actors if any(titled.match(cue) for _, cue in a.names)}


def topic_after(
    parsed: Parsed,
    actors: Sequence[ActorMention],
    others: Sequence[Person],
    people: set[str],
    before: Topic,
    found: Sequence[Found],
    known: Mapping[str, str],
    paragraph: int,
) -> Topic:
    """The topic behind a sentence: the first of the codebook's persons named, but for a person who is the subject, by
    name or not (`My grandfather laid its bricks`), or another who stands alone; and who was quoted last. Who has not
    been spoken of for a whole paragraph is meant no longer.

    others     the persons of the sentence whom no actor of the codebook claims
    people     the ids of the actors who are persons
    known      what `sexes` tells
    paragraph  of the sentence
    """
    finite = next((v for v in parsed.verbs if v.form == "finite"), None)
    first = subject(parsed, finite) if finite else None
    counted = first is not None and parsed.words[first.head].tag in ("CRD", "PNI")  # two of its engineers
    subjects = actors_of(parsed, after_of(parsed, first.last - 1) if counted else first)
    acting = {a for _, a in subjects}
    opens = parsed.words[first.head].text.lower() if first is not None else ""
    told_of = subjects or (_of_own(parsed) if opens in OWN else [])
    again = opens in ("it", "they") and first is not None and first.first == 0
    quoted = [f for f in found if f.kind == "quotation" and (f.who or f.who_words)]
    topic = replace(
        _kept(parsed, before, paragraph),
        subjects=" ".join(dict.fromkeys(a for _, a in told_of)) or before.subjects,
        speaker=(quoted[-1].who, quoted[-1].who_words) if quoted else ("", ""),
        acting=bool(told_of) or again,
    )
    person = next((a.actor for a in actors if a.actor in people), "")
    if (told := _described(parsed, by_name(parsed, first), acting & people, others)) is not None:
        return _of(topic, "", short(parsed.text(told.first, told.last)), _sex_of(parsed, told), paragraph)
    if others and not (person and person in acting):
        name = others[-1].name
        return _of(topic, "", name, known.get(name.split()[-1], ""), paragraph)
    if person:
        return _of(topic, person, "", known.get(person, ""), paragraph)
    return topic


def _of(topic: Topic, person: str, name: str, sex: str, paragraph: int) -> Topic:
    return replace(topic, person=person, name=name, sex=sex, paragraph=paragraph)


def _kept(parsed: Parsed, before: Topic, paragraph: int) -> Topic:
    """The topic as it goes on where nobody new is named: *he* or *she* as a subject keeps it, a paragraph ends it."""
    heads = (subject(parsed, v) for v in parsed.verbs if v.form == "finite")
    said = {parsed.words[p.head].text.lower() for p in heads if p is not None}
    if paragraph - before.paragraph > 1:
        return _of(before, "", "", "", paragraph)
    return replace(before, paragraph=paragraph) if any(before.may_be(word) for word in said & {"he", "she"}) else before


def _of_own(parsed: Parsed) -> list[tuple[int, str]]:
    """Of `I know what the council has done`: the actors that the author tells of, as the last verb's subject."""
    finite = [v for v in parsed.verbs if v.form == "finite"]
    return actors_of(parsed, subject(parsed, finite[-1])) if finite else []


def _described(
    parsed: Parsed, first: NounPhrase | None, acting: set[str], others: Sequence[Person]
) -> NounPhrase | None:
    """A person told by a noun and by no name: the subject, else one who is brought in where *I* or *we* are."""
    words = parsed.words
    if first is None or acting or any(p.phrase == first for p in others):
        return None
    if _is_one(parsed, first):
        return first
    if words[first.head].text.lower() not in ("i", "we") or others or any(w.actor for w in words):
        return None
    met = (p for p in parsed.phrases if p.first >= first.last and words[p.first].text.lower() in _NEW)
    return next((p for p in met if _is_one(parsed, p)), None)


def _is_one(parsed: Parsed, phrase: NounPhrase) -> bool:
    head = parsed.words[phrase.head]
    return head.tag == "NN1" and not head.actor and (is_person(head.lemma) or head.lemma in MEN | WOMEN)


def _sex_of(parsed: Parsed, phrase: NounPhrase) -> str:
    head = parsed.words[phrase.head].lemma
    if head in WOMEN or head.endswith("woman"):
        return "she"
    return "he" if head in MEN or head.endswith("man") else ""
