"""What is said of all such acts, or of a stranger's, is not the event: *you cannot deport a man*."""

from analysis.framing.grammar import NounPhrase, VerbGroup
from analysis.framing.places import Place
from analysis.framing.tags import OPENERS, Word

_ANYBODY = ("you", "anyone", "anybody", "one", "everyone", "everybody", "nobody")
_PAST = ("VVD", "VBD", "VHD", "VHZ", "VHB", "VDD")


def is_of_all(place: Place, group: VerbGroup, doer: NounPhrase | None, done_to: NounPhrase | None) -> bool:
    """Whether a verb without a tense of the past is said of any: who can be anyone, or one of a kind."""
    words = place.parsed.words
    verbs = words[group.first : group.last]
    if any(w.tag in _PAST for w in verbs) or (done_to is not None and _is_known(place, done_to)):
        return False
    able = verbs[0].lemma in ("can", "may", "could") and group.form == "finite"
    phrases = [p for p in (doer, done_to) if p is not None]
    if able and any(words[p.head].text.lower() in _ANYBODY for p in phrases):  # anyone can be hacked
        return done_to is None or not (_is_pronoun(words[done_to.head]) and done_to != phrases[0])
    if doer is None or doer not in phrases or done_to is not None or verbs[0].tag not in ("VVZ", "VVB", "VDZ", "VDB"):
        return False
    opening, head = words[doer.first], words[doer.head]
    one = opening.text.lower() in ("a", "an")
    many = doer.first == doer.head and head.tag == "NN2"
    return (one or many) and not any(w.actor or w.tag == "NP0" for w in words[doer.first : doer.last])


def is_stranger(place: Place, doer: NounPhrase) -> bool:
    """`Neighbouring Tarsis devalued its own`: a doer by a name that the codebook has not, where it has agents."""
    words = place.parsed.words
    named = words[doer.head].tag == "NP0" and doer.last - doer.first > 1 and words[doer.first].tag in ("AJ0", *OPENERS)
    return named and bool(place.codebook.event.agents)


def _is_known(place: Place, phrase: NounPhrase) -> bool:
    words = place.parsed.words[phrase.first : phrase.last]
    return any(w.actor in place.codebook.event.targets for w in words if w.actor)


def _is_pronoun(word: Word) -> bool:
    return word.text.lower() in ("it", "him", "her", "them", "me", "us", "this")
