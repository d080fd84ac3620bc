"""What a sentence claims: Entman's four functions, certainty, distance, sources and history.

Entman (1993, Journal of Communication 43(4), p. 52): to frame is to define a problem, name its cause,
judge it and
suggest a remedy. A cue says that a sentence may do so, and is shown with it; it proves nothing by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.codebook import Codebook, Hit
from analysis.framing.attribution import reported
from analysis.framing.concerns import concerned, whom
from analysis.framing.denial import denied
from analysis.framing.doing import demanded_thing, ordered, what
from analysis.framing.evidence import Found, Topic, short
from analysis.framing.idle import at_others_cost, is_idle, once, tells_a_fact
from analysis.framing.imperatives import addressed, demanded, imperatives, is_musing
from analysis.framing.judging import is_anothers, is_denied, is_open, praises
from analysis.framing.parsed import Parsed
from analysis.framing.people import Person
from analysis.framing.prescribing import (
    CLAUSE,
    also,
    by_another,
    can_be_told,
    followed,
    in_full,
    is_nobody,
    is_told,
    prescribed,
)
from analysis.framing.quoting import quoted, years
from analysis.framing.speaking import is_speech, speaker, utterances

_NOTHING = Topic()  # before the first sentence
_TURNED = ("praises", "justifies")  # what a denial turns round


def claims(
    text: str, parsed: Parsed, codebook: Codebook, topic: Topic = _NOTHING, named: Sequence[Person] = ()
) -> list[Found]:
    """Every claim cue of a sentence, in order of place.

    topic  to whom a pronoun that opens the sentence refers, from the sentences before
    named  the persons of the sentence whom no actor of the codebook claims
    """
    found: list[Found] = []
    for claim in codebook.claims:
        for hit in codebook.claim_matchers[claim.kind].find(text):
            if _holds(claim.kind, hit.code, hit.cue, hit.start, text, parsed):
                made = _found(claim.kind, hit, text, parsed, codebook, topic, named)
                found += _remedies(made, parsed, codebook, topic, named) if claim.kind == "remedy" else [made]
    found += _plain(text, parsed, codebook, topic, named, {f.start for f in found if f.kind == "remedy"})
    issued = list(_uttered(text, parsed, codebook, topic, named))
    found = [f for f in found if not any(i.start < f.end and f.start < i.end and f.kind == i.kind for i in issued)]
    found += issued
    found += quoted(text, parsed, [f for f in found if f.kind == "quotation"], topic)
    found += years(text, codebook)
    return sorted(once(found), key=lambda f: (f.start, f.end, f.kind, f.value))


def _found(
    kind: str, hit: Hit, text: str, parsed: Parsed, codebook: Codebook, topic: Topic, named: Sequence[Person]
) -> Found:
    marked = "" if kind in ("quotation", "distance") else reported(text, parsed, codebook, hit.start, hit.end)
    known = _NOTHING if marked == "quotation" else topic  # whom he means in it, its speaker knows
    actor, who = whom(parsed, concerned(kind, hit.cue, hit.start, parsed), known, named, _of_kind(codebook, "person"))
    if kind == "judgement" and not marked and is_anothers(parsed, hit.start):
        marked = "said"
    return Found(
        kind,
        _judged(hit, parsed) if kind == "judgement" else hit.code,
        hit.cue,
        hit.start,
        hit.end,
        short(hit.surface),
        actor,
        who,
        "",
        marked,
    )


def _judged(hit: Hit, parsed: Parsed) -> str:
    """How a judgement falls out where it stands: turned round by a denial, or left open."""
    if is_open(parsed, hit.start):
        return "open"
    turned = is_denied(parsed, hit.start) or at_others_cost(parsed, parsed.at(hit.start))
    return "condemns" if hit.code in _TURNED and turned else hit.code


def _remedies(item: Found, parsed: Parsed, codebook: Codebook, topic: Topic, named: Sequence[Person]) -> list[Found]:
    """A remedy with who is told to do what, and those that share its cue: `should end A, accept B and start C`."""
    index = parsed.at(item.start)
    phrase, verb = prescribed(parsed, item.cue, index)
    marked = item.reported or ("said" if by_another(parsed, item.value, index) else "")
    things = _of_kind(codebook, "thing")
    spared = phrase if phrase is not None and is_nobody(parsed, phrase) else None
    if phrase is not None and parsed.words[phrase.head].text.lower() == "you":
        phrase = addressed(parsed) or phrase
    phrase = followed(parsed, phrase, things, named) if phrase is not None and spared is None else None
    actor, who = whom(parsed, phrase, topic, named, _of_kind(codebook, "person"))
    known = actor and not things & set(actor.split())
    if phrase is None or not (known or can_be_told(parsed, phrase, things, named)):
        actor, who = "", ""
    elif not actor:
        who = short(in_full(parsed, phrase)) if who == short(parsed.text(phrase.first, phrase.last)) else who
    first = replace(item, who=actor, who_words=who, reported=marked)
    told = [replace(first, what=what(parsed, verb, not who, spared) if verb else "")]
    for other in also(parsed, index) if item.value in CLAUSE else []:
        word, let = parsed.words[other.first], parsed.words[other.first].lemma == "let"
        told.append(
            replace(
                first,
                who="" if let else actor,
                who_words="" if let else who,
                start=word.start,
                end=word.end,
                surface=word.text,
                cue=f"{item.cue} …",
                what=what(parsed, other, undergoes=False),
            )
        )
    return told


def _plain(
    text: str, parsed: Parsed, codebook: Codebook, topic: Topic, named: Sequence[Person], cued: set[int]
) -> Iterator[Found]:
    """The demands that need no cue: imperatives with those joined to them (`keep it, pay it and go`), and what is
    demanded in so many words. `cued`: the starts of the cues of remedy.
    """
    people, words = _of_kind(codebook, "person"), parsed.words
    told = [
        (verb, order.told, ordered(parsed, verb))
        for order in imperatives(parsed)
        for verb in (order.verb, *(v for v in also(parsed, order.verb.first) if not is_musing(parsed, v)))
    ]
    told += [(d.verb, d.told, demanded_thing(parsed, d.verb, d.told is None, d.negated)) for d in demanded(parsed)]
    for verb, phrase, thing in told:
        start, end = words[verb.first].start, words[verb.last - 1].end
        if start in cued or words[verb.head].start in cued:
            continue
        cued.add(start)
        actor, who = whom(parsed, phrase, topic, named, people)
        marked = reported(text, parsed, codebook, start, end)
        yield Found("remedy", "imperative", "!", start, end, short(text[start:end]), actor, who, thing, marked)


def _uttered(
    text: str, parsed: Parsed, codebook: Codebook, topic: Topic, named: Sequence[Person]
) -> Iterator[Found]:
    """What is issued and not said: `issued twelve demands`, `made a public appeal`, by whoever can speak."""
    for verb, phrase, value in utterances(parsed):
        actor, who = whom(parsed, speaker(parsed, verb), topic, named, _of_kind(codebook, "person"))
        start, end = parsed.words[verb.head].start, parsed.words[phrase.head].end
        words = short(text[start:end])
        yield Found("quotation", value, parsed.words[phrase.head].lemma, start, end, words, actor, who, "", "")


def _of_kind(codebook: Codebook, kind: str) -> frozenset[str]:
    return frozenset(a.id for a in codebook.actors if a.kind == kind)


def _holds(kind: str, value: str, cue: str, start: int, text: str, parsed: Parsed) -> bool:
    """Whether a cue does what it usually does: *should* of the author's own feelings is no remedy,
    a month no *may*.
    """
    index = parsed.at(start)
    word, verb = parsed.words[index], parsed.group_of(index)
    if kind == "modality" and cue in ("may", "might", "will", "would", "could", "can't", "cannot"):
        return word.tag == "VM0" or not word.text[0].isupper()
    if kind == "modality" and cue in ("always", "never") and tells_a_fact(parsed, index):
        return False
    if (
        kind == "quotation"
        and index + 1 < len(parsed.words)
        and (parsed.words[index + 1].tag == "PRF" or (cue == "asked" and parsed.words[index + 1].text == "for"))
        and " " not in cue
    ):
        return False
    if kind == "hedge" and cue in ("about", "around", "some"):  # some 14,000, and not some countries
        return index + 1 < len(parsed.words) and parsed.words[index + 1].tag == "CRD"
    if kind == "quotation" and verb is not None and cue != "according to" and not is_speech(parsed, verb):
        return False
    if kind == "quotation":
        return (
            (verb is not None and (verb.head == index or word.tag == "VVG"))
            or cue == "according to"
            or " " in cue
        )
    if is_idle(parsed, kind, cue, index):
        return False
    if kind == "judgement" and word.lemma in ("honor", "honour"):
        return praises(parsed, index)
    if kind == "judgement" and value == "condemns" and denied(parsed, start):  # no betrayal
        return False
    if kind == "distance" and cue == "supposed":
        return index + 1 == len(parsed.words) or parsed.words[index + 1].lemma != "to"
    return kind != "remedy" or is_told(parsed, value, cue, index)
