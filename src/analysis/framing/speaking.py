"""Who speaks: the subject of a verb of speech, before it or behind it, or the *by* of a passive one.

Nobody does where it is not said that anybody spoke: `it is said`, `was asked`, `declined to say`, `should say`.
"""

from analysis.framing.clauses import after_of, by_agent
from analysis.framing.grammar import NounPhrase, Parsed, VerbGroup
from analysis.framing.lexis import REFUSALS, SAYS
from analysis.framing.objects import MARKS
from analysis.framing.subjects import subject
from analysis.framing.tags import BE

_INVERTS = SAYS - {"tell", "assure", "inform", "remind"} | {"ask", "recall", "joke", "shout", "cry", "conclude"}
_UNSAID = ("should", "must", "might", "may", "could", "can", "cannot", "ought", "need", "shall")
_UNDONE = REFUSALS | {"fail", "want", "need", "wait", "try", "hesitate", "ask", "tell", "expect", "have", "ought"}


def speaker(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """The phrase of who speaks; None where nobody is said to."""
    if verb.passive:
        return by_agent(parsed, verb.last)
    if not _is_said(parsed, verb):
        return None
    return inverted(parsed, verb) or subject(parsed, verb)


def inverted(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    """Of `“…”, says X` and `…, said the man from Y`: the phrase behind the verb."""
    words = parsed.words
    if verb.first == 0 or words[verb.head].lemma not in _INVERTS or verb.last - verb.first > 1:
        return None
    before, found = words[verb.first - 1], next((p for p in parsed.phrases if p.first == verb.last), None)
    if found is None or words[found.head].text.lower() in ("it", "this", "that", "them", "him", "her", "me", "us"):
        return None
    if before.text in MARKS:
        return found
    after = parsed.group_of(found.last) if found.last < len(words) else None
    if before.text != "," or (after is not None and after.form == "finite"):
        return None
    clause = any(v.form == "finite" and v.last < verb.first for v in parsed.verbs)
    quoted = any(w.text in MARKS for w in words[max(verb.first - 3, 0) : verb.first])
    return found if quoted or (clause and not _goes_on(parsed, found)) else None


def _goes_on(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a verb with a tense comes behind a phrase in its clause: `X, they hear, said the council would …`"""
    end = next((k for k in range(phrase.last, len(parsed.words)) if parsed.words[k].text in ",;:"), len(parsed.words))
    return any(v.form == "finite" and phrase.last <= v.first < end for v in parsed.verbs)


def _is_said(parsed: Parsed, verb: VerbGroup) -> bool:
    words = parsed.words
    group = words[verb.first : verb.last]
    if any(w.tag == "XX0" or w.text.lower() in ("never", *_UNSAID) for w in group):
        return False
    if verb.form != "infinitive":
        return True
    governor = next((v for v in reversed(parsed.verbs) if v.last <= verb.first), None)
    if governor is None or words[governor.head].lemma in _UNDONE:
        return False
    told = subject(parsed, governor)
    empty = words[governor.head].tag in BE and told is not None and words[told.head].text.lower() == "it"
    return not empty and _is_said(parsed, governor)


def source(parsed: Parsed, cue: str, index: int) -> NounPhrase | None:
    """Whose words a cue of quotation that is no verb brings in: `according to X`, `in the words of X`, `X's claim`."""
    if cue == "according to":
        return next((p for p in parsed.phrases if p.first == index + 2), None)
    if (group := parsed.group_of(index)) is not None:
        return speaker(parsed, group)
    phrase = parsed.phrase_of(index)
    if phrase is not None and phrase.owners:
        return NounPhrase(phrase.first, phrase.owners[0] + 1, phrase.owners[0])
    return after_of(parsed, index + len(cue.split()) - 2) if cue.endswith(" of") else None
