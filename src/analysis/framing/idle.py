"""Cues that do not do in their place what they usually do: turns of phrase, courts, one decade told by two cues."""

from analysis.framing.evidence import Found
from analysis.framing.lexis import LEADING, LEGAL
from analysis.framing.objects import MARKS
from analysis.framing.parsed import Parsed
from analysis.framing.tags import BE

_ASKED = ("prove", "ask", "wonder", "doubt", "test", "check", "whether")
_NAMED = ("name", "surname", "first name", "office")
_NEAR = 8  # words behind a praise in which it is told at whose cost
_OTHERS = ("others", "somebody else's", "someone else's", "other people's", "another's")


def is_idle(parsed: Parsed, kind: str, cue: str, index: int) -> bool:
    """Whether a cue of history or judgement is none: `what it used to be`, `angry was last year`, `a criminal court`,
    `in fairness`, `asked to prove that they deserve it`.
    """
    if kind == "history":
        return _is_turn(parsed, cue, index)
    return kind == "judgement" and (
        _is_of_a_name(parsed, index) or _is_legal(parsed, index) or _is_asked(parsed, index)
    )


def _is_of_a_name(parsed: Parsed, index: int) -> bool:
    """`the chief justice`, the `Fair Work Minister`: what bears a name is not judged by the words of it."""
    words, word = parsed.words, parsed.words[index]
    if word.how in _NAMED:
        return True
    near = [words[k].text for k in (index - 1, index + 1) if 0 < k < len(words)]
    written = [w.text for w in words if w.text[0].isalpha()]
    headline = 2 * sum(w[0].isupper() for w in written) >= len(written)
    opens = index == 0 or words[index - 1].tag == "PUN" or words[index - 1].text in MARKS
    named = word.text[0].isupper() and not word.text.isupper() and any(w[0].isupper() for w in near)
    return named and not headline and not opens


def _is_turn(parsed: Parsed, cue: str, index: int) -> bool:
    words = parsed.words
    before = words[index - 1] if index else None
    if before is None:
        return False
    if cue == "used to":
        what = index > 1 and words[index - 2].lemma == "what"
        return before.tag in BE or before.lemma in ("be", "get") or what
    return cue == "last year" and before.tag in BE  # angry was last year


def _is_legal(parsed: Parsed, index: int) -> bool:
    words, word = parsed.words, parsed.words[index]
    before = [w.text.lower() for w in words[max(index - 2, 0) : index]]
    after = words[index + 1] if index + 1 < len(words) else None
    if word.lemma == "fairness":
        return before[-1:] == ["in"] or before == ["in", "all"]
    if word.lemma == "justice":
        titled = word.text[0].isupper() and index > 0
        titled = titled or (after is not None and (after.tag == "NP0" or after.how in _NAMED))
        legal = before[-1:] == ["criminal"] or (len(before) == 2 and before[1] == "of" and before[0] in LEGAL)
        return titled or legal or _is_a_justice(parsed, index)
    return word.lemma == "criminal" and after is not None and after.lemma in LEGAL


def _is_a_justice(parsed: Parsed, index: int) -> bool:
    """`a justice of the court`, `two of the justices`, `the chief justice`: a judge, who can be counted and led."""
    words, word = parsed.words, parsed.words[index]
    before = words[index - 1] if index else None
    if word.tag == "NN2" or before is None:
        return word.tag == "NN2"
    return before.text.lower() in ("a", "another", "each", "every") or before.lemma in LEADING


def _is_asked(parsed: Parsed, index: int) -> bool:
    """Whether a word stands in what somebody is to prove, or is asked: no judgement of the author's."""
    words = parsed.words
    verb = next((v for v in reversed(parsed.verbs) if v.last <= index and words[v.head].lemma in _ASKED), None)
    if verb is None or words[verb.head].lemma == "doubt":
        return False
    opened = next((k for k in range(verb.last, index) if words[k].lemma in ("that", "whether", "if")), None)
    return opened is not None and not any(w.text in ";:" or w.tag == "CJC" for w in words[opened:index])


def tells_a_fact(parsed: Parsed, index: int) -> bool:
    """`He never answered it`, `they have always paid`: how often a thing was, and not how sure it is."""
    verb = parsed.group_of(index) or next((v for v in parsed.verbs if v.first > index), None)
    if verb is None:
        return False
    first = parsed.words[verb.first]
    return first.tag in ("VVD", "VBD", "VHD", "VDD", "VHZ", "VHB")


def at_others_cost(parsed: Parsed, index: int) -> bool:
    """`generous with something that belongs to others`: a praise that is none."""
    words = parsed.words
    if index + 1 >= len(words) or words[index + 1].lemma != "with":
        return False
    behind = " ".join(w.text.lower() for w in words[index + 2 : index + 2 + _NEAR])
    behind = behind.replace("’", "'").replace(" 's", "'s")
    return any(other in behind for other in _OTHERS)


def once(found: list[Found]) -> list[Found]:
    """Cues of the past right behind one another (`in the past decade`) as the first of them, and what two
    cues of remedy tell (`should have to pay`) once.
    """
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        last = next((f for f in reversed(kept) if f.kind == item.kind), None)
        joined = item.kind == "history" and item.value == "past" and last is not None and last.value == "past"
        again = item.kind == "remedy" and last is not None and item.what == last.what != ""
        if not (again and item.who_words == last.who_words) and not (joined and item.start - last.end <= 1):
            kept.append(item)
    return kept
