"""What speaks for or against a word's being the event: the marks that its sense is weighed by."""

from collections.abc import Iterator

from analysis.framing.before import Before
from analysis.framing.clauses import actors_of, after_of, agent, governed_by, patient
from analysis.framing.generic import is_another, is_former, is_of_all, is_stranger
from analysis.framing.lexis import HUMAN, LIGHT, OTHERS, OWN_ACTS, SUFFERED, TIMES, TOLD, is_person
from analysis.framing.nouns import by_agents, is_of_another_kind
from analysis.framing.parsed import NounPhrase, VerbGroup
from analysis.framing.places import Place, event_heads, of_other_time
from analysis.framing.senses import headline_patient
from analysis.framing.subjects import subject
from analysis.framing.surroundings import of_event, of_sentence
from analysis.framing.tags import Word
from analysis.framing.targets import is_of_its_kind, is_target, is_victims, may_be_target, names_target, shares_name
from analysis.framing.telling import act_of, is_called, is_like_this, is_said_of_it, said_of, there_was

_TIES = ("of", "on", "against", "in", "to", "for", "from", "at", "with", "by", "between", "over", "into", "out")
_PRONOUNS = ("it", "they", "them", "you", "i", "we", "us", "me", "he", "she", "him", "her", "who", "this", "that")
_OF_KIND = {
    "person": ("he", "him", "his", "she", "her", "who", "i", "me", "my"),
    "people": ("they", "them", "their", "we", "us", "our", "who"),
    "group": ("they", "them", "their", "we", "us", "our", "it", "its", "who"),
}  # pronouns that may stand for an actor of a kind; of the others it, its, they, them, their, that, which
_NAMING_TARGET = frozenset(
    ("holds the target", "owned by the target", "of the target", "on the target", "against the target")
)
_OF_THING = ("it", "its", "they", "them", "their", "that", "which", "we", "us", "our")


_SORTS = {
    "nobody": "nobody", "the target": "target", "a thing of the target's": "target", "who may have done it": "doer",
    "another actor": "another", "anybody": "anybody", "a pronoun that may be the target": "pronoun of the target",
    "a pronoun other than the target": "another pronoun", "as the target": "as the target",
    "an unknown name": "unknown name", "with an unknown name": "unknown name", "another one": "another",
    "the": "the", "this": "the", "its": "its", "a": "a", "a number": "many", "many": "many", "bare": "bare", "no": "no",
}  # fmt: skip


def marks(
    place: Place, *, headline: bool, loose: bool, points: bool, beside: bool, before: Before | None
) -> frozenset[str]:
    """The marks of a word in its sentence; `points`: by the rules a loose one points to the event; `beside`: by them
    another word is the event; `before`: what the piece has told of the event so far, None where the sentence stands
    alone.

    A mark begins with what the word is: `verb`, `noun`, or `loose` beside `noun`; `done to` and `doer` are said of
    the phrases that the verb has, `of`, `on` … of the phrase that is tied to a noun.
    """
    kinds = ("verb",) if place.is_verb else ("noun", "loose") if loose else ("noun",)
    group = place.parsed.group_of(place.index) if place.is_verb else None
    if group is not None:
        found = set(_of_verb(place, group, headline))
    else:
        found = set(_of_noun(place, place.phrase)) if place.phrase is not None else {"no phrase", *_of_state(place)}
    if loose:
        found.add("points to the event" if points else "does not point to the event")
    if found & _NAMING_TARGET:
        found.add("its phrase names the target")
    about = {*of_sentence(place, headline), *of_event(place)}
    if before is not None:
        about |= set(before.marks(place.lemma))
    if place.seen:
        about |= {f"told before, {m}" for m in found if m.startswith(("doer", "done to", "opens", "alone"))}
    if beside:
        about.add("beside the event")
    return frozenset({*kinds, *about, *(f"{kind}: {m}" for kind in kinds for m in found | about)})


def _of_verb(place: Place, group: VerbGroup, headline: bool) -> Iterator[str]:
    parsed, words = place.parsed, place.parsed.words
    verbs = words[group.first : group.last]
    yield f"form {group.form}"
    yield f"first {verbs[0].tag}"
    yield "passive" if group.passive else "active"
    yield f"tag {words[group.head].tag}"
    if verbs[0].tag == "VM0":
        yield "with a modal"
    if verbs[0].tag in ("VVD", "VBD", "VHD", "VHZ", "VHB"):
        yield "told as past"
    if verbs[0].tag in ("VVZ", "VVB", "VBZ", "VBB"):
        yield "told as present"
    if any(w.tag == "XX0" or w.text.lower() == "never" for w in verbs):
        yield "denied"
    if of_other_time(place, group.first, place.last):
        yield "of another time"
    if is_former(place, group, subject(parsed, group)):
        yield "of a former time"
    if words[group.head].lemma in OWN_ACTS:
        yield "verb of one's own act"
    if words[group.head].lemma in SUFFERED:
        yield "verb of what happens to one"
    doer, done_to = agent(parsed, group), patient(parsed, group) or headline_patient(place, group, headline)
    if is_of_all(place, group, doer, done_to):
        yield "said of all"
    if doer is not None and is_another(place, doer):
        yield "doer is somebody else"
    if doer is not None and is_stranger(place, doer):
        yield "doer is a stranger"
    of_doer, of_done = list(_of_phrase(place, doer)), list(_of_phrase(place, done_to))
    yield from (f"doer {m}" for m in of_doer)
    yield from (f"done to {m}" for m in of_done)
    yield f"{_tense(verbs)}: {_sort(of_doer)} … {_sort(of_done)}"
    act = _act(place, group)
    yield from (f"{act}, done to {m}" for m in of_done)
    yield from (f"{act}, done to {'nobody' if done_to is None else 'somebody'}, doer {m}" for m in of_doer)
    if not any(w.tag in ("VVD", "VBD", "VHD", "VHZ") for w in verbs):
        if {"many", "a"} & {*of_doer, *of_done}:
            yield "no past tense & any"
        yield from (f"no past tense & doer {m}" for m in of_doer)
    if done_to is None:
        yield from _ties(place)


def _tense(verbs: tuple[Word, ...]) -> str:
    if verbs[0].tag == "VM0":
        return "may be"
    return "was" if any(w.tag in ("VVD", "VBD", "VHD", "VHZ", "VHB") for w in verbs) else "is"


def _sort(marks: list[str]) -> str:
    """In a word what a phrase is, of all that its marks say."""
    return next((sort for mark, sort in _SORTS.items() if mark in marks), "somebody")


def _act(place: Place, group: VerbGroup) -> str:
    """What sort of act the verb tells, as far as its words and the event's name say."""
    lemma = place.parsed.words[group.head].lemma
    if place.codebook.event.is_open:
        return "open"
    if lemma in SUFFERED:
        return "suffered"
    return "of one's own" if lemma in OWN_ACTS or place.is_own_act else "upon others"


def _of_noun(place: Place, phrase: NounPhrase) -> Iterator[str]:
    words, book = place.parsed.words, place.codebook
    opening = _opening(place, phrase)
    number = "plural" if words[phrase.head].tag == "NN2" else "singular"
    yield f"opens with {opening}"
    yield number
    yield f"{number} & opens with {opening}"
    if any(w.tag == "AJS" or w.lemma in ("most", "worst") for w in words[phrase.first : phrase.head]):
        yield "superlative"
    if phrase.last < len(words) and words[phrase.last].lemma == "since":
        yield "before since"
    if phrase.head > place.index:
        yield "modifies a noun"
        yield from (f"modifies {m}" for m in _of_phrase(place, phrase))
    if place.index > phrase.first and words[place.index - 1].tag[:2] in ("NN", "AJ"):
        yield f"behind {'a noun' if words[place.index - 1].tag[:2] == 'NN' else 'an adjective'}"
    if of_other_time(place, phrase.first, phrase.last):
        yield "of another time"
    yield from _ties(place)
    follow = next((v for v in place.parsed.verbs if v.first == phrase.last and v.form == "infinitive"), None)
    if follow is not None:
        yield f"with to do {'it' if words[follow.head].start in event_heads(place) else 'something'}"
    owners = [words[k].actor for k in phrase.owners]
    inside = [words[k].actor for k in range(phrase.first, phrase.last) if words[k].actor and k not in phrase.owners]
    for where, actors in (("owned by", owners), ("holds", inside)):
        if any(a in book.event.targets for a in actors):
            yield f"{where} the target"
        if any(a and book.may_have_done(a) for a in actors):
            yield f"{where} who may have done it"
        if any(not a for a in actors):
            yield f"{where} another"
    if words[phrase.first].tag == "DPS":
        yield from (f"owned by {m}" for m in _likeness(place, words[phrase.first].text.lower()))
    if phrase.first:
        before = words[phrase.first - 1]
        yield f"behind {before.text.lower() if before.tag in ('PRP', 'PRF') else before.tag}"
    yield from _of_telling(place, phrase)
    if phrase.first == phrase.head:
        yield f"alone {number}"
    if not any(w.actor for w in words):
        yield f"opens with {opening} & nobody named"
    elif any(w.actor in book.event.targets for w in words):
        yield f"opens with {opening} & target named"
    if place.hit.surface.lower().endswith(("ed", "ing")) or words[place.index].tag.startswith("V"):
        yield "a verb's form"


def _of_state(place: Place) -> Iterator[str]:
    who, _ = said_of(place)
    if who is not None:
        yield from (f"said of {m}" for m in _of_phrase(place, who))


def _of_telling(place: Place, phrase: NounPhrase) -> Iterator[str]:
    parsed, words = place.parsed, place.parsed.words
    whole = act_of(place, phrase)
    asked = (is_said_of_it, is_called, is_like_this, there_was)
    names = ("said of it", "called so", "like this", "there was one")
    yield from (name for name, ask in zip(names, asked, strict=True) if ask(place, whole))
    if is_of_another_kind(place, phrase):
        yield "of another kind"
    if by_agents(place, phrase):
        yield "carried out by who may have done it"
    verb = governed_by(parsed, phrase)
    if verb is None:
        return
    lemma = words[verb.head].lemma
    yield "object of a light verb" if lemma in LIGHT else "object of a telling verb" if lemma in TOLD else "has a verb"
    yield f"its verb is {'past' if words[verb.first].tag in ('VVD', 'VBD', 'VHD', 'VHZ') else 'not past'}"
    if (who := subject(parsed, verb)) is not None:
        yield from ["is a subject"] if who == phrase else [f"beside {m}" for m in _of_phrase(place, who)]


def _ties(place: Place) -> Iterator[str]:
    words = place.parsed.words
    tie = words[place.last].text.lower() if place.last < len(words) else ""
    found = after_of(place.parsed, place.last - 1, (tie,)) if tie in _TIES else None
    if found is not None:
        yield f"with {tie}"
        for mark in _of_phrase(place, found):
            yield f"{tie} {mark}"
            yield f"tied to {mark}"


def _of_phrase(place: Place, phrase: NounPhrase | None) -> Iterator[str]:
    """What a phrase is to the event: the target, who may have done it, somebody else, or what nobody named."""
    if phrase is None:
        yield "nobody"
        return
    book = place.codebook
    acts = [actor for _, actor in actors_of(place.parsed, phrase)]
    if any(a in book.event.targets for a in acts):
        yield "the target"
    if any(book.may_have_done(a) for a in acts):
        yield "who may have done it"
    if any(not book.may_have_done(a) and a not in book.event.targets for a in acts):
        yield "another actor"
    asked = (is_target, names_target, may_be_target, shares_name, is_of_its_kind, is_victims)
    names = (
        "as the target", "a thing of the target's", "as the target may be", "of its name", "of its kind", "victims",
    )  # fmt: skip
    yield from (name for name, ask in zip(names, asked, strict=True) if ask(place, phrase))
    if not acts:
        yield from _of_nobody(place, phrase)


def _of_nobody(place: Place, phrase: NounPhrase) -> Iterator[str]:
    words, head = place.parsed.words, place.parsed.words[phrase.head]
    if head.text.lower().startswith(("any", "no", "every")) and head.tag == "PNI":
        yield "anybody"
    if head.lemma in TIMES:
        yield "a time"
    elif head.tag == "NP0":
        yield "an unknown name"
    elif head.tag.startswith("PN") or head.text.lower() in _PRONOUNS:
        yield head.text.lower() if head.text.lower() in _PRONOUNS else "a pronoun"
        yield from _likeness(place, head.text.lower())
    else:
        yield _opening(place, phrase)
        if is_person(head.lemma) or head.lemma in HUMAN:
            yield "people"
        if phrase.owners:
            yield "owned"
        if words[phrase.first].text.lower() in ("my", "our"):
            yield "of mine"
        if _is_told_apart(place, phrase):
            yield "told by a clause"
        targets = place.codebook.event.targets
        if words[phrase.first].tag == "DPS" and any(w.actor in targets for w in words[: phrase.first]):
            yield "its, behind the target"
        if any(words[k].text[0].isupper() and not words[k].actor for k in range(max(phrase.first, 1), phrase.last)):
            yield "with an unknown name"
    if any(w.text.lower() in OTHERS for w in words[phrase.first : phrase.last]):
        yield "another one"


def _is_told_apart(place: Place, phrase: NounPhrase) -> bool:
    """`the people who died`, `those who were thrown out`: of those in question, as a clause of theirs says."""
    words = place.parsed.words
    follows = words[phrase.last].tag if phrase.last < len(words) else ""
    return words[phrase.first].text.lower() in ("the", "those", "all") and follows == "PNQ"


def _likeness(place: Place, pronoun: str) -> Iterator[str]:
    """Whether a pronoun may stand for the target, and for an agent, by their kinds."""
    event = place.codebook.event
    for who, actors in (("the target", event.targets), ("an agent", event.agents)):
        if actors:
            may = any(pronoun in _OF_KIND.get(place.kind_of(a), _OF_THING) for a in actors)
            yield f"a pronoun {'that may be' if may else 'other than'} {who}"


def _opening(place: Place, phrase: NounPhrase) -> str:
    """By what a phrase opens: the, this, its, a, no, a number; else many, or bare."""
    first = place.parsed.words[phrase.first]
    text = first.text.lower()
    if text == "the" or text.startswith("the "):
        return "the"
    if text in ("this", "that", "these", "those"):
        return "this"
    if first.tag == "DPS":
        return "its"
    if text in ("a", "an"):
        return "a"
    if text in ("no", "any"):
        return "no"
    if first.tag == "CRD":
        return "a number"
    return "many" if place.parsed.words[phrase.head].tag == "NN2" else "bare"
