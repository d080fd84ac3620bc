"""A piece's framing as rows of tables. Pure: a document and a codebook in, rows out."""

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import NamedTuple, TypeVar

from analysis.codebook import ActorMention, Codebook, Reading
from analysis.codebook.model import PARTS
from analysis.framing import frames
from analysis.framing.actors import Attribute, attributes
from analysis.framing.agency import Relation, relations, told
from analysis.framing.attribution import reported
from analysis.framing.by_hand import tried
from analysis.framing.claims import claims
from analysis.framing.denial import denied_nouns
from analysis.framing.evidence import Found, Topic
from analysis.framing.grammar import parse
from analysis.framing.naming import EVENT, EventMention
from analysis.framing.parsed import Parsed
from analysis.framing.passages import contrast_counts, passages, takes_up
from analysis.framing.people import joined, persons, unlisted_names, words_of_titles
from analysis.framing.reader import Reader
from analysis.framing.whose import sexes, topic_after
from analysis.segments import Document, Sentence

Told = TypeVar("Told", Attribute, Relation)


class _Read(NamedTuple):
    """A sentence and all that was found in it."""

    sentence: Sentence
    parsed: Parsed
    events: list[EventMention]
    actors: list[ActorMention]
    marked: list[str]  # how each of them is marked as another's word
    attributes: list[Attribute]
    relations: list[Relation]
    claims: list[Found]
    names: list[str]


def measure(document: Document, codebook: Codebook) -> dict[str, list[dict]]:
    """Rows of the tables of framing for one piece; `start` and `end` are characters of its raw text."""
    loose = {f.id for f in codebook.event.families if f.loose}
    rows: dict[str, list[dict]] = {name: [] for name in _TABLES}
    names: Counter = Counter()
    before: _Read | None = None
    for read in _sentences(document, codebook):
        place = _place(document, read.sentence)
        offset, text = read.sentence.start, read.sentence.text
        rows["event_mentions"] += [
            {**place, **_event(e, offset)}
            for e in read.events
            if e.sense == EVENT or e.settled or e.family not in loose
        ]
        told = zip(read.actors, read.marked, strict=True)
        rows["actor_mentions"] += [{**place, **_actor(a, marked, offset)} for a, marked in told]
        rows["actor_words"] += [{**place, **_words(a, offset)} for a in read.attributes]
        rows["denied_words"] += [
            {**place, "start": offset + word.start, "word": word.text.lower(), "denied": by}
            for word, by in denied_nouns(read.parsed)
        ]
        rows["relations"] += [{**place, **_relation(r, offset)} for r in read.relations]
        rows["relations"] += [{**place, **_relation(r, offset)} for r in _done(read, codebook, loose)]
        rows["claims"] += _numbered([{**place, **_claim(c, offset)} for c in read.claims])
        rows["passages"] += [
            {**place, "passage": p, "words": w}
            for p, w in passages(text, codebook, read.events, read.actors, read.claims, _taken_up(read, before))
        ]
        rows["contrasts"] += [
            {**place, "contrast": c, "one": one, "other": other}
            for c, one, other in contrast_counts(text, codebook, read.events, read.actors)
        ]
        names.update(read.names)
        before = read
    counted = joined(names, words_of_titles(codebook.titles))
    rows["names"] = [
        {"piece": document.piece.id, "name": name, "count": count} for name, count in sorted(counted.items())
    ]
    rows["readings"] = [_reading(r, missed) for r, missed in tried(document, codebook)]
    return rows | frames.measure(document, codebook)


_TABLES = (
    "event_mentions",
    "actor_mentions",
    "actor_words",
    "denied_words",
    "relations",
    "claims",
    "passages",
    "contrasts",
    "names",
    "readings",
)
_OF_READINGS = ("piece", "part", "sentence", "word", "nth", "sense", "why", "line")


def _sentences(document: Document, codebook: Codebook) -> list[_Read]:
    people = {a.id for a in codebook.actors if a.kind == "person"}
    done: list[_Read] = []
    titles, known = words_of_titles(codebook.titles), list[str]()
    known_as = sexes(codebook, "\n".join(s.text for s in document.sentences if s.part in PARTS))
    reader, topic, part, paragraph = Reader(document, codebook), Topic(), "", 0
    for sentence in document.sentences:
        if sentence.part not in PARTS:
            continue
        if sentence.part != part:
            topic, part = Topic(), sentence.part
        elif sentence.paragraph != paragraph:
            topic = topic.carried(sentence.paragraph)
        paragraph = sentence.paragraph
        text, actors = sentence.text, codebook.find_actors(sentence.text)
        parsed = parse(text, actors)
        others = persons(parsed, titles, known)
        known += [p.name for p in others if p.name not in known]
        found = claims(text, parsed, codebook, topic, others)
        events = reader.mentions(sentence, topic.opened_by(text))
        marked = partial(_marked, text, parsed, codebook)
        done.append(
            _Read(
                sentence,
                parsed,
                events,
                actors,
                [reported(text, parsed, codebook, a.start, a.end) for a in actors],
                [marked(a) for a in attributes(text, parsed, actors, codebook, topic.person_of(text))],
                [marked(r) for r in relations(parsed, frozenset(people))],
                found,
                unlisted_names(text, actors, codebook),
            )
        )
        topic = topic_after(parsed, actors, others, people, topic, found, known_as, sentence.paragraph)
    return done


def _taken_up(read: _Read, before: _Read | None) -> str:
    """The pronoun by which a sentence judges the event that the one before it, in its part, named."""
    near = before is not None and before.sentence.part == read.sentence.part
    return takes_up(read.parsed, read.claims, before.events) if near else ""


def _marked(text: str, parsed: Parsed, codebook: Codebook, item: Told) -> Told:
    """What is told, with how it is marked as another's word."""
    return replace(item, marked=reported(text, parsed, codebook, item.start, item.end))


def _done(read: _Read, codebook: Codebook, loose: set[str]) -> list[Relation]:
    """What the names of the event say that somebody does to its target: `the US killing of X`, `to remove him`;
    the clauses that `relations` has already are left out. Only where the event has one target.
    """
    targets = codebook.event.targets
    there = {(r.start, r.object) for r in read.relations}
    deeds = [
        (e, *told(read.parsed, e.start))
        for e in read.events
        if len(targets) == 1
        and e.sense == EVENT
        and e.agent
        and e.agent not in targets
        and e.family not in loose
        and (e.start, targets[0]) not in there
    ]
    return [
        Relation(e.start, e.end, e.agent, verb or e.family, targets[0], e.agent_how == "passive", "",
                 negated or bool(e.denied), supposed, e.reported)
        for e, verb, negated, supposed in deeds
    ]  # fmt: skip


def _place(document: Document, sentence: Sentence) -> dict:
    return {
        "piece": document.piece.id,
        "part": sentence.part,
        "paragraph": sentence.paragraph,
        "sentence": sentence.sentence,
    }


def _event(event: EventMention, offset: int) -> dict:
    return {
        "start": offset + event.start,
        "end": offset + event.end,
        "surface": event.surface,
        "family": event.family,
        "form": event.form,
        "sense": event.sense,
        "attributed": bool(event.reported),
        "marked": event.reported,
        "denied": event.denied,
        "agent": event.agent,
        "agent_how": event.agent_how,
        "agent_words": event.agent_words,
        "ordered_by": event.ordered_by,
        "likely": event.likely,
        "because": "; ".join(event.because),
        "agent_likely": event.agent_likely,
        "agent_because": "; ".join(event.agent_because),
        "settled": event.settled,
    }


def _actor(mention: ActorMention, marked: str, offset: int) -> dict:
    return {
        "start": offset + mention.start,
        "end": offset + mention.end,
        "actor": mention.actor,
        "how": mention.how,
        "surface": " ".join(mention.surface.split()),
        "marked": marked,
    }


def _words(attribute: Attribute, offset: int) -> dict:
    return {
        "start": offset + attribute.start,
        "end": offset + attribute.end,
        "actor": attribute.actor,
        "relation": attribute.relation,
        "words": attribute.words,
        "marked": attribute.marked,
    }


def _relation(relation: Relation, offset: int) -> dict:
    return {
        "start": offset + relation.start,
        "end": offset + relation.end,
        "subject": relation.subject,
        "verb": relation.verb,
        "object": relation.object,
        "passive": relation.passive,
        "towards": relation.towards,
        "negated": relation.negated,
        "supposed": relation.supposed,
        "marked": relation.marked,
    }


def _claim(claim: Found, offset: int) -> dict:
    return {
        "start": offset + claim.start,
        "end": offset + claim.end,
        "kind": claim.kind,
        "value": claim.value,
        "cue": claim.cue,
        "surface": claim.surface,
        "who": claim.who,
        "who_words": claim.who_words,
        "what": claim.what,
        "marked": claim.reported,
    }


def _reading(reading: Reading, missed: str) -> dict:
    return {key: getattr(reading, key) for key in _OF_READINGS} | {"missed": missed}


def _numbered(rows: list[dict]) -> list[dict]:
    """Each (start, kind, value) once: a cue of two spellings counts once."""
    kept: dict[tuple, dict] = {}
    for row in rows:
        kept.setdefault((row["start"], row["kind"], row["value"]), row)
    return list(kept.values())
