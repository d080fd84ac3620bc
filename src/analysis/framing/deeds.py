"""Whether a deed is refused as a name: of an event named a move, `he did not kill it`, `nothing was stolen`.

Who denies the event's own deed (`they did not kill him`, of a killing) says something of it and names it; who denies
another (of a move, that anything was stolen) says what the event is not. Which family is the event's own its name
tells; where that has a word of none, no deed is refused.
"""

from functools import lru_cache

from analysis.codebook.cues import Matcher
from analysis.framing.clauses import governed_by
from analysis.framing.lexis import LIMITS
from analysis.framing.objects import objects, skipped, with_of
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.places import Place
from analysis.framing.unreal import NOBODY, conditional, negation, supposed

_DEMANDED = ("should", "ought", "must", "may", "might", "can", "cannot", "need")  # of these, `not` is no denial
_OPEN = ("really", "actually", "ever", "even", "in", "yet", "truly", "therefore")  # words that leave a denial whole
_WHOLE = ("yet", "either", "all", "from", "ever")  # behind a deed, what leaves its denial whole
_COMMITS = ("commit", "perpetrate")
_OCCURS = ("happen", "occur", "take")


def refused(place: Place) -> str:
    """The word by which the deed that a word tells is denied, or told as what might have been, and so the word is no
    name of the event (`not`, `nothing`, `without`, `could have`); '' where it is not, or the deed is the event's own.
    """
    own = _own(place.codebook.event.matcher, place.codebook.event.name)
    loose = {f.id for f in place.codebook.event.families if f.loose}
    if not own or place.hit.code in own | loose or place.parsed.words[-1].text == "?":
        return ""
    group = place.parsed.group_of(place.index) if place.is_verb else None
    if group is not None:
        return _of_verb(place.parsed, group)
    return _of_noun(place.parsed, place.phrase) if place.phrase is not None else ""


@lru_cache(maxsize=64)
def _own(matcher: Matcher, name: str) -> frozenset[str]:
    """The families of which the event's own name has a word."""
    return frozenset(h.code for h in matcher.find(name) if h.code)


def _of_verb(parsed: Parsed, group: VerbGroup) -> str:
    words = parsed.words
    no, unless = negation(parsed, group), conditional(parsed, group)
    if no:
        return "" if unless or _is_demand(parsed, group) or not _is_whole(parsed, group, no) else no
    modal = words[group.first].text.lower()
    have = any(w.tag == "VHI" for w in words[group.first : group.head])
    if modal in ("could", "would") and have and words[group.head].tag == "VVN":
        return f"{modal} have"
    past = any(w.tag == "VHD" for w in words[group.first : group.head]) or words[group.first - 1].tag == "VHD"
    return unless if unless in ("if", "unless") and (past or _had_before(parsed, group)) else ""


def _had_before(parsed: Parsed, group: VerbGroup) -> bool:
    """`had X stolen it`: the auxiliary before the subject."""
    opened = next((k for k in range(group.first - 1, -1, -1) if parsed.words[k].text in ",;:"), -1) + 1
    return parsed.words[opened].tag == "VHD"


def _is_demand(parsed: Parsed, group: VerbGroup) -> bool:
    return any(w.text.lower() in _DEMANDED for w in parsed.words[group.first : group.head])


def _is_whole(parsed: Parsed, group: VerbGroup, no: str) -> bool:
    """Whether the deed itself is denied, and not how, why, when, by whom or to whom: not `did not kill him for
    nothing`, `did not simply steal it`, `was not stolen by X`, `did not kill one man but a hundred`.
    """
    words = parsed.words
    aside = [w.text.lower() for w in words[group.first : group.head] if w.tag == "AV0" and w.text.lower() != no]
    if any(word not in _OPEN or word in LIMITS - {"yet"} for word in aside):
        return False
    last = group.last
    done_to = objects(parsed, group)
    if done_to is not None and done_to.first >= group.last:
        last = with_of(parsed, done_to)
    while last < len(words) and words[last].tag == "AVP":
        last += 1
    after = words[last] if last < len(words) else None
    if after is None or after.text.lower() in _WHOLE:
        return True
    if after.text == "," and last + 1 < len(words) and words[last + 1].text.lower() in ("but", "and"):
        last, after = last + 1, words[last + 1]
    if after.text.lower() == "but":
        return _clause_behind(parsed, last + 1)
    return (after.tag in ("PUN", "CJC") or after.text in "—–-") and not _by_another(parsed, last)


def _clause_behind(parsed: Parsed, first: int) -> bool:
    """Whether a verb follows *but*, with or without its subject: `but saved it`, `but he saved it`."""
    near = parsed.phrase_from(first)
    behind = (first, near.last) if near is not None else (first,)
    finite = [v for v in parsed.verbs if v.form == "finite"]
    return any(skipped(parsed, v.first - 1) < k <= v.first for v in finite for k in behind)


def _by_another(parsed: Parsed, first: int) -> bool:
    """`X did not steal it; the league did`: who did it is denied, and not that it was done."""
    later = next((v for v in parsed.verbs if v.first > first and v.form == "finite"), None)
    if later is None or parsed.words[later.head].lemma not in ("do", "have", "be"):
        return False
    return later.last >= len(parsed.words) or parsed.words[later.last].tag == "PUN"


def _of_noun(parsed: Parsed, phrase: NounPhrase) -> str:
    """`there was no theft`, `no theft took place`, `did not commit a theft`; what is pointed to is not denied."""
    words = parsed.words
    first = words[phrase.first].text.lower()
    verb = next((v for v in parsed.verbs if v.last == phrase.first), None)
    if verb is not None and words[verb.head].lemma == "be" and _is_there(parsed, verb):
        told = next((w for w in words[verb.first : verb.last] if w.tag == "XX0" or w.text.lower() in NOBODY), None)
        return "" if conditional(parsed, verb) else "no" if first == "no" else "not" if told is not None else ""
    if first not in ("no", "a", "an", "any"):
        return ""
    verb = governed_by(parsed, phrase)
    if verb is None or conditional(parsed, verb) or supposed(parsed, verb):
        return ""
    lemma = words[verb.head].lemma
    if lemma in _OCCURS and verb.first >= phrase.last:
        return "no" if first == "no" else ""
    if lemma not in _COMMITS:
        return ""
    return "no" if first == "no" else negation(parsed, verb)


def _is_there(parsed: Parsed, verb: VerbGroup) -> bool:
    k = skipped(parsed, verb.first - 1)
    return k >= 0 and parsed.words[k].text.lower() == "there"
