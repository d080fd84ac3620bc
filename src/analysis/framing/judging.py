"""Whose judgement a word is, and whether it is denied: *Europe condemned it*, *no longer a responsible actor*."""

from analysis.framing.clauses import agent
from analysis.framing.lexis import HUMAN, JUDGES, OWN, PACTS, is_person
from analysis.framing.objects import objects
from analysis.framing.parsed import Parsed
from analysis.framing.subjects import subject
from analysis.framing.tags import BE, NOUNS
from analysis.framing.unreal import disbelieved

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
    who = agent(parsed, verb)  # of a passive, whom *by* tells; `was rightly condemned` is the author's own
    if who is None:
        return False
    head = parsed.words[who.head]
    if head.tag == "PNP":
        return head.text.lower() not in (*OWN, "it")
    named = head.tag == "NP0" or head.actor
    person = named or head.lemma in HUMAN or is_person(head.lemma)
    return head.tag in NOUNS and bool(named if word.lemma == "justify" else person)


def is_denied(parsed: Parsed, start: int) -> bool:
    """`can no longer be counted on to be a responsible actor`, `not wise`: denied in its own clause; not `not only
    wise`, `nothing if not prudent`, `never failed to be prudent`, `could not be more prudent`; or in the clause above:
    `nobody says that he was wise`.
    """
    words, index = parsed.words, parsed.at(start)
    verb = next((v for v in reversed(parsed.verbs) if v.form == "finite" and v.first <= index), None)
    if verb is not None and disbelieved(parsed, verb, subject(parsed, verb)):
        return True
    for k in range(index - 1, -1, -1):
        if words[k].tag in _BOUNDS or words[k].text in (",", ";", ":", "—", "–"):
            return False
        if words[k].tag == "XX0" or words[k].text.lower() in _DENIALS or words[k].text.lower() == "cannot":
            return not _affirms(parsed, k, index)
        if words[k].text.lower() == "no" and words[k + 1].lemma in ("longer", "more"):
            return True
    return False


def is_open(parsed: Parsed, start: int) -> bool:
    """`whether it was wise nobody can tell`, `Was it wise?`: asked, and not answered; not `whether wise or not`, nor
    `Is it not wise?`, which answers.
    """
    words, index = parsed.words, parsed.at(start)
    if words[-1].text == "?" and (words[0].tag in BE or words[0].tag == "VM0" or words[0].lemma in ("do", "have")):
        return not any(w.tag == "XX0" for w in words)
    opened = next((k for k in range(index - 1, -1, -1) if words[k].text.lower() == "whether"), None)
    if opened is None or any(w.text in (",", ";", ":", "—", "–") for w in words[opened:index]):
        return False
    either = [w.text.lower() for w in words[opened + 1 : index + 4]]
    verbs = [v for v in parsed.verbs if opened < v.first <= index and v.form == "finite"]
    return len(verbs) == 1 and "or" not in either


def _affirms(parsed: Parsed, denial: int, index: int) -> bool:
    """Whether a word of denial, with what stands about it, says the thing all the more."""
    before, after = parsed.words[max(0, denial - 1) : denial], parsed.words[denial + 1 : index]
    only = bool(after) and after[0].lemma in ("only", "merely", "just", "simply", "solely", "fail")
    if any(w.text.lower() == "if" for w in before) or only:
        return True
    could = before and before[0].lemma in ("can", "could")
    return bool(could) and any(w.text.lower() in ("more", "better") or w.tag == "AJC" for w in after)


def praises(parsed: Parsed, index: int) -> bool:
    """Whether *honour* praises: not where a pact is honoured, nor in honour of somebody."""
    words, verb = parsed.words, parsed.group_of(index)
    after = words[index + 1].text.lower() if index + 1 < len(words) else ""
    if verb is None or verb.head != index:
        return after not in ("of", "guard") or words[index - 1].text.lower() not in ("in", "of")
    done_to = objects(parsed, verb)
    return done_to is None or words[done_to.head].lemma not in PACTS
