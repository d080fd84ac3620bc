"""Whose judgement a word is, and whether it is denied: *Europe condemned it*, *no longer a responsible actor*."""

from analysis.framing.clauses import agent
from analysis.framing.grammar import Parsed
from analysis.framing.lexis import JUDGES, OWN, PACTS
from analysis.framing.objects import objects
from analysis.framing.tags import BE, NOUNS

_BOUNDS = ("CJC", "CJS", "CJT", "PNQ", "AVQ")
_DENIALS = ("never", "hardly", "scarcely", "neither", "nor")


def is_anothers(parsed: Parsed, start: int) -> bool:
    """`Europe condemned the strike`, `international condemnation`: somebody other than the author judges; not what
    `should be condemned`, nor what nothing justifies.
    """
    index = parsed.at(start)
    word, verb = parsed.words[index], parsed.group_of(index)
    if verb is None or verb.head != index:
        phrase = parsed.phrase_of(index)
        own = phrase is not None and parsed.words[phrase.first].text.lower() in ("my", "our")
        return word.lemma in ("condemnation", "denunciation") and not own
    if word.lemma not in JUDGES or any(w.tag == "VM0" for w in parsed.words[verb.first : verb.head]):
        return False
    if verb.passive:
        return verb.form == "finite" and parsed.words[verb.first].tag in BE
    who = agent(parsed, verb)
    return who is not None and parsed.words[who.head].tag in (*NOUNS, "PNP") and (
        parsed.words[who.head].text.lower() not in OWN
        and (word.lemma != "justify" or bool(parsed.words[who.head].actor))
    )


def is_denied(parsed: Parsed, start: int) -> bool:
    """`can no longer be counted on to be a responsible actor`, `not wise`: denied in its own clause."""
    words = parsed.words
    for k in range(parsed.at(start) - 1, -1, -1):
        if words[k].tag in _BOUNDS or words[k].text in (",", ";", ":", "—", "–"):
            return False
        if words[k].tag == "XX0" or words[k].text.lower() in _DENIALS or words[k].text.lower() == "cannot":
            return True
        if words[k].text.lower() == "no" and words[k + 1].lemma in ("longer", "more"):
            return True
    return False


def praises(parsed: Parsed, index: int) -> bool:
    """Whether *honour* praises: not where a pact is honoured, nor in honour of somebody."""
    words, verb = parsed.words, parsed.group_of(index)
    after = words[index + 1].text.lower() if index + 1 < len(words) else ""
    if verb is None or verb.head != index:
        return after not in ("of", "guard") or words[index - 1].text.lower() not in ("in", "of")
    done_to = objects(parsed, verb)
    return done_to is None or words[done_to.head].lemma not in PACTS
