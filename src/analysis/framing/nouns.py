"""Is a noun the event? `The killing of X` is, `killings` and `the killing of another` are not."""

from analysis.framing.answerable import answerable
from analysis.framing.clauses import actors_of, after_of, by_whom, governed_by, light_agent, patient
from analysis.framing.lexis import DEFINITE, DEMANDS, MEANS, POINTING
from analysis.framing.objects import antecedent, governing
from analysis.framing.parsed import NounPhrase, VerbGroup
from analysis.framing.places import Place, event_heads, is_when, of_other_time, on_strike
from analysis.framing.subjects import subject
from analysis.framing.targets import (
    is_target,
    may_be_part,
    may_be_target,
    names_target,
    shares_name,
)
from analysis.framing.telling import (
    act_of,
    is_called,
    is_like_this,
    is_said_of_it,
    said_of,
    there_was,
)

_SINCE = ("after", "before", "since", "until", "upon", "following", "despite")
_TIED = ("of", "on", "against", "at", "over", "to", "in")
IN_A = ("in", "by", "from", "through", "during", "with")


def noun_is_event(place: Place, headline: bool) -> bool:
    """Whether a noun of a family names the event."""
    phrase = place.phrase
    if phrase is None:
        who, _ = said_of(place)
        named = who is not None and not place.parsed.words[who.head].tag.startswith("PN")
        return headline or (named and is_target(place, who))
    whole = act_of(place, phrase)
    if phrase.head == place.index and is_said_of_it(place, whole):
        return True
    if _is_in_the_deed(place, phrase):
        return True
    if is_of_another_kind(place, phrase):
        return False
    if phrase.head == place.index and (
        is_called(place, whole) or is_like_this(place, phrase)
    ):
        return True
    if of_other_time(place, phrase.first, phrase.last):
        return False
    if phrase.head > place.index:
        return _modifier_is_event(place, phrase)
    tied = _tied(place)
    if tied is not None:
        return tied
    owned = _owned(place, phrase)
    return owned if owned is not None else _bare_is_event(place, phrase, headline)


def is_of_another_kind(place: Place, phrase: NounPhrase) -> bool:
    """`the oil strike`, `a class action`: the noun before it makes it another, unless it is of the event's name or
    tells of means and time.
    """
    words, k = place.parsed.words, place.index - 1
    if words[max(k, 0)].start >= place.hit.start:  # a name of several words: trade war
        return False
    if phrase.head != place.index or k < phrase.first or words[k].tag != "NN1" or words[k].actor:
        return False
    named = place.codebook.event.name.lower().split()
    heads = {h for a in place.codebook.actors for _, cue in a.names for h in cue.lower().split()}
    plain = words[k].text.lower()
    return (
        plain not in MEANS
        and plain not in named
        and plain not in heads
        and words[k].start not in event_heads(place)
        and words[k].text.islower()
        and not any(words[o].actor in place.codebook.event.targets for o in phrase.owners)
    )


def _tied(place: Place) -> bool | None:
    """By what *of, on, against* ties to the noun; None where nothing tells."""
    parsed, words, book = place.parsed, place.parsed.words, place.codebook
    meant = after_of(parsed, place.last - 1, ("for", "upon", "with"))  # a pardon for him
    if meant is not None and names_target(place, meant):
        return True
    parties = after_of(parsed, place.last - 1, ("between",))
    known = [a for _, a in actors_of(parsed, parties)]
    if any(book.may_have_done(a) or a in book.event.targets for a in known):
        return True
    done_to = after_of(parsed, place.last - 1, _TIED)
    if done_to is not None and words[done_to.first].tag == "CRD" and not words[done_to.head].actor:
        done_to = after_of(parsed, done_to.last - 1, ("on", "against")) or done_to  # tariffs of 25 percent on steel
    if done_to is None or is_when(parsed, done_to) or _is_laid_on(place):
        return None
    tie = words[place.last].text.lower()
    by = [a for _, a in actors_of(parsed, by_whom(parsed, place.phrase))] + _owners(place, place.phrase)
    if book.event.agents and by and not any(book.may_have_done(a) or a in book.event.targets for a in by):
        return False
    if is_target(place, done_to) or names_target(place, done_to) or shares_name(place, done_to):
        return True
    doers = actors_of(parsed, done_to)
    if tie == "of" and any(book.may_have_done(actor) for _, actor in doers):
        return True
    if tie in ("at", "over", "to", "in"):
        return None
    if not any(w.actor or w.tag == "NP0" for w in words[done_to.first : done_to.last]) and by_agents(
        place, place.phrase
    ):
        return True
    named = any(w.actor or w.tag == "NP0" for w in words[done_to.first : done_to.last])
    this = words[place.phrase.first].text.lower() in ("this", "these") and not named
    if tie == "of" and (this or may_be_part(place, done_to) or (not named and _is_the_one(place, done_to))):
        return True
    return may_be_target(place, done_to) and (not by or any(book.may_have_done(a) for a in by))


def _is_laid_on(place: Place) -> bool:
    """`blamed the crash on a broken signal`: the preposition is the verb's."""
    verb = governing(place.parsed, place.phrase)
    tied = place.parsed.words[place.last].lemma == "on"
    return tied and verb is not None and place.parsed.words[verb.head].lemma in ("blame", "base", "pin", "model")


def _is_in_the_deed(place: Place, phrase: NounPhrase) -> bool:
    """`kills cleric in drone strike`: in a headline, right behind what is done to the target."""
    words = place.parsed.words
    if words[-1].tag == "PUN" or phrase.first < 2 or words[phrase.first - 1].text.lower() != "in":
        return False
    near = words[phrase.first - 2].actor in place.codebook.event.targets
    return near and phrase.head == place.index and words[phrase.head].tag == "NN1"


def _is_the_one(place: Place, done_to: NounPhrase) -> bool:
    """`the destruction of a town`, once it was told, where the target is no person."""
    words, kinds = place.parsed.words, {place.kind_of(t) for t in place.codebook.event.targets}
    opening = words[done_to.first]
    return (
        place.seen
        and "person" not in kinds
        and words[place.phrase.first].text.lower() == "the"
        and (opening.tag == "CRD" or opening.text.lower() in ("a", "an"))
    )


def _owners(place: Place, phrase: NounPhrase) -> list[str]:
    return [place.parsed.words[o].actor for o in phrase.owners if place.parsed.words[o].actor]


def _owned(place: Place, phrase: NounPhrase) -> bool | None:
    """By the target or the agent in the phrase: `Rask's pardon`, `the police raid`; None where none is."""
    words, book = place.parsed.words, place.codebook
    inside = [words[k].actor for k in range(phrase.first, phrase.head) if words[k].actor]
    if words[phrase.first].text.lower() == "whose":
        owner = antecedent(place.parsed, phrase.first)
        return owner is not None and is_target(place, owner)
    if any(actor in book.event.targets for actor in inside):
        return True
    if words[phrase.head].tag == "NN2" and not place.is_named_many:
        opening = words[phrase.first].text.lower()
        known = place.seen or by_agents(place, phrase)
        if place.seen and any(words[o].actor in book.event.agents for o in phrase.owners):
            return True
        return None if opening in ("these", "those") or (opening == "the" and known) else False
    if phrase.owners:
        return any(
            book.may_have_done(words[o].actor) or words[o].text.lower() in ("his", "their", "its")
            for o in phrase.owners
        )
    if any(book.may_have_done(actor) for actor in inside):
        return True
    return False if inside else None


def _bare_is_event(place: Place, phrase: NounPhrase, headline: bool) -> bool:
    """A noun that stands by itself: where it is definite, or told as what happened."""
    words = place.parsed.words
    opening = words[phrase.first].text.lower()
    if place.seen and there_was(place, phrase):
        return True
    if opening in DEFINITE and phrase.first != phrase.head:
        return not _is_their_own(place, phrase)
    before = words[phrase.first - 1].text.lower() if phrase.first else ""
    if place.index == 0 and place.hit.surface.endswith("ing") and place.is_done_to_nobody:
        return True  # striking was the last card
    if before in _SINCE and phrase.last == phrase.first + 1:
        return True
    if before in ("for", "against") and phrase.first == phrase.head and _is_demanded(place, phrase):
        return True
    if before == "such" and place.seen and words[phrase.head].tag == "NN1":  # after such a massacre
        return True
    told = answerable(place)  # accused the council of vandalism
    if told is not None and any(a in place.codebook.event.agents for _, a in actors_of(place.parsed, told)):
        return True
    if before == "on" and phrase.last == phrase.first + 1 and on_strike(place) is not None:
        return True
    if opening in ("a", "an") and before in IN_A:
        return any(w.actor in place.codebook.event.targets for w in words[: phrase.first])
    if _clause_names_target(place, phrase) or by_agents(place, phrase):
        return True
    return headline and (not any(w.tag == "NN2" for w in words[phrase.first : phrase.last]) or
                         place.is_named_many)


def _is_demanded(place: Place, phrase: NounPhrase) -> bool:
    """`asked for clemency`, `voted 4-1 against clemency`."""
    verb = next((v for v in reversed(place.parsed.verbs) if v.last < phrase.first), None)
    plain = place.parsed.words[phrase.head].tag == "NN1"
    between = place.parsed.words[verb.last : phrase.first - 1] if verb else ()
    return plain and verb is not None and place.parsed.words[verb.head].lemma in DEMANDS and len(between) < 2


def _is_their_own(place: Place, phrase: NounPhrase) -> bool:
    """`truckers ended their own strike`: of others than those who did it."""
    words = place.parsed.words
    if words[phrase.first].tag != "DPS" or words[phrase.first + 1].lemma != "own":
        return False
    verb = governing(place.parsed, phrase)
    who = subject(place.parsed, verb) if verb else None
    book = place.codebook
    return who is not None and not any(
        book.may_have_done(a) or a in book.event.targets for _, a in actors_of(place.parsed, who)
    )


def _clause_names_target(place: Place, phrase: NounPhrase) -> bool:
    """`Thorne granted Rask a pardon`, `a blast tore open the pipeline`: the noun's verb has the target too."""
    parsed, words, targets = place.parsed, place.parsed.words, place.codebook.event.targets
    verb = governed_by(parsed, phrase)
    if verb is None or words[phrase.head].tag == "NN2":
        return False
    through = after_of(parsed, verb.last - 1, ("through", "across", "over", "into", "in", "at", "off"))
    others = [subject(parsed, verb), patient(parsed, verb), _towards(place, phrase, verb), through]
    return any(
        other is not None
        and other != phrase
        and (words[other.head].actor in targets or words[other.head].start in event_heads(place))
        for other in others
    )


def _towards(place: Place, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase | None:
    """The phrase between verb and noun, or the one that *to, on, for, against* ties to the noun."""
    between = next((p for p in place.parsed.phrases if verb.last <= p.first < phrase.first), None)
    return between or after_of(place.parsed, phrase.last - 1, ("to", "on", "for", "against"))


def by_agents(place: Place, phrase: NounPhrase) -> bool:
    """`the council took the decision`: one of the event's agents carries it out."""
    found = by_whom(place.parsed, phrase) or light_agent(place.parsed, phrase)[0]
    return any(actor in place.codebook.event.agents for _, actor in actors_of(place.parsed, found))


def _modifier_is_event(place: Place, phrase: NounPhrase) -> bool:
    """`the Rask pardon` has the target inside; `pardon petitions` is another matter."""
    words, book = place.parsed.words, place.codebook
    determiner = words[phrase.first].text.lower()
    owned = any(words[o].actor in book.event.targets for o in phrase.owners)
    if owned and words[phrase.head].start in event_heads(place):  # his drone-strike death
        return True
    adjective = words[place.index].tag == "AJ0" and words[place.index].text.endswith(("ed", "en", "ing", "ain"))
    if adjective or words[place.index].tag in ("VVN", "VVD", "VVG"):  # the slain general, the striking teachers
        if words[phrase.head].actor:
            return words[phrase.head].actor in book.event.targets or words[phrase.head].actor in book.event.agents
        return names_target(place, phrase) or may_be_target(place, phrase)
    return determiner in POINTING or (determiner == "the" and (names_target(place, phrase) or _distanced(place)))


def _distanced(place: Place) -> bool:
    """`the so-called closure plan`: a name under discussion."""
    index = place.index
    return any(w.text.lower() in ("so-called", "self-styled") for w in place.parsed.words[max(index - 2, 0) : index])
