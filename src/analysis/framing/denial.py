"""Whether a word is given as what the event is *not*: the name that a piece rejects is not its name for it.

What is denied is the wording (`it was no accident`, `I refuse to call it a tragedy`, `murder is the wrong word`), and
not the deed: `they did not kill him` names it.
"""

from collections.abc import Iterator

from analysis.framing.lexis import DENIERS, LIMITS, MERE, OFFICES_OF, REFUSALS, UNSAYABLE, WORDS
from analysis.framing.objects import MARKS, objects, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import subject
from analysis.framing.tags import BE, NOUNS, RELATIVE, Word
from analysis.framing.unreal import disbelieved

_CALLS = ("call", "label", "brand", "dub", "term", "name")
_AS = ("describe", "regard", "treat", "see", "present", "portray", "dismiss", "depict", "cast", "think", "refer",
       "count", "qualify")
_SPEAKS = ("speak", "talk", "write")
_AMOUNTS = ("constitute", "amount")
_BEFORE = (("far", "from"), ("far", "from", "being"), ("anything", "but"), ("nothing", "like"), ("rather", "than"),
           ("so", "much", "as"))
_ASIDE = ("AV0", "XX0", "PUN")


def denied_nouns(parsed: Parsed) -> Iterator[tuple[Word, str]]:
    """Each noun that a sentence says something is not, with the word by which it is denied."""
    for head in sorted({phrase.head for phrase in parsed.phrases}):
        if by := denied(parsed, parsed.words[head].start):
            yield parsed.words[head], by


def denied(parsed: Parsed, start: int) -> str:
    """The word by which the word at a character is denied as a name (`no`, `never`, `refuse` …), '' where it is not."""
    index = parsed.at(start)
    phrase = parsed.phrase_of(index)
    if phrase is None or phrase.head != index:
        return ""
    whole = _whole(parsed, phrase)
    return _as_word(parsed, phrase) or (_denied(parsed, whole) if _is_open(parsed, whole) else "")


def _denied(parsed: Parsed, phrase: NounPhrase) -> str:
    before = parsed.words[phrase.first - 1].text.lower() if phrase.first else ""
    if before in ("or", "nor") and (other := parsed.phrase_to(phrase.first - 1)):
        return _denied(parsed, _whole(parsed, other)) or ("nor" if before == "nor" and _told_by(parsed, other) else "")
    if (verb := _told_by(parsed, phrase) or _told_of_another(parsed, phrase)) is not None:
        return _of_being(parsed, verb, phrase)
    return _right_before(parsed, phrase) or _of_calling(parsed, phrase)


def _told_of_another(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """`is no accident and no betrayal`, `is no theft, no murder and no betrayal`: the *be* of the first."""
    words = parsed.words
    if any(v.first >= phrase.last and v.form == "finite" and subject(parsed, v) == phrase for v in parsed.verbs):
        return None
    while phrase is not None and words[phrase.first].text.lower() == "no":
        k = phrase.first - 1
        while k >= 0 and (words[k].tag == "CJC" or words[k].text == ",") and phrase.first - k < 3:
            k -= 1
        phrase = next((p for p in parsed.phrases if k < phrase.first - 1 and p.last == k + 1), None)
        if phrase is not None and (verb := _told_by(parsed, phrase)) is not None:
            return verb
    return None


def _whole(parsed: Parsed, phrase: NounPhrase) -> NounPhrase:
    """Of `an act of murder`, `any kind of accident`: the whole."""
    words = parsed.words
    if phrase.first < 2 or words[phrase.first - 1].tag != "PRF":
        return phrase
    outer = parsed.phrase_to(phrase.first - 1)
    return outer if outer is not None and words[outer.head].lemma in OFFICES_OF else phrase


def _is_open(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether a phrase says what a thing is, and neither which one (`the first strike`) nor of what kind alone
    (`a legal strike`).
    """
    words = [w for w in parsed.words[phrase.first : phrase.head] if w.text not in MARKS]
    opened = words[:1] and words[0].text.lower() in ("a", "an", "no", "any", "some")
    return all(w.lemma in MERE for w in words[bool(opened) :])


def _of_being(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> str:
    """`was no accident`, `is not, in truth, a murder`, `never a tragedy`, but for `not only`, `if it was not`, `was it
    not?`; `I do not think that it was a murder`.
    """
    if _is_supposed(parsed, verb) or _is_there_or_cleft(parsed, verb, phrase):
        return ""
    own = _denier(parsed, verb.first, phrase.first + 1) or _might_have_been(parsed, verb, phrase)
    return own or disbelieved(parsed, verb, subject(parsed, verb))


def _might_have_been(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> str:
    """`it would have been a betrayal to let it die`: of what was not done; not `would have been no betrayal`."""
    words = parsed.words
    group = [w.text.lower() for w in words[verb.first : verb.last]]
    told = group[:1] == ["would"] and words[verb.head].tag == "VBN" and words[phrase.first].text.lower() in ("a", "an")
    return "would have" if told and words[-1].text != "?" else ""


def _is_there_or_cleft(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """`there was no murder` denies a deed, `it is not a murder that …` and `not a mistake we forgive` what is told
    of it; `it was no accident that …` denies the name.
    """
    words = parsed.words
    before = words[skipped(parsed, verb.first - 1)] if verb.first else None
    after = words[phrase.last].text.lower() if phrase.last < len(words) else ""
    told = after in RELATIVE or (phrase.last < len(words) and words[phrase.last].tag == "PNP")
    told = told and words[phrase.first].text.lower() != "no"
    return told or (before is not None and before.tag == "EX0")


def _told_by(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """The *be* whose complement a phrase is, or the verb of amounting to it."""
    words = parsed.words
    verb = next((v for v in reversed(parsed.verbs) if v.last <= phrase.first), None)
    if verb is None:
        return None
    between = words[verb.last : phrase.first]
    if words[verb.head].lemma in _AMOUNTS:
        return verb if all(w.tag in (*_ASIDE, "PRP") for w in between) else None
    is_be = words[verb.head].lemma in ("be", "become", "remain")
    aside = len(between) < 7 and any(w.text == "," for w in between[:2]) and between[-1].text == ","
    plain = all(w.tag in _ASIDE or w.lemma in ("less", "more", "much", "of", "neither") for w in between)
    return verb if is_be and (plain or aside) else None


def _denier(parsed: Parsed, first: int, last: int) -> str:
    """The word of denial between two words; '' where what comes behind takes it back."""
    words = parsed.words
    for k in range(first, min(last, len(words))):
        lower = words[k].text.lower()
        if lower == "less" and words[k - 1].text.lower() != "no" and any(w.lemma == "than" for w in words[k:]):
            return lower
        if words[k].tag != "XX0" and lower not in DENIERS:
            continue
        after = words[k + 1].text.lower() if k + 1 < len(words) else ""
        if after in LIMITS or (lower == "no" and after in ("less", "longer", "more")):
            return ""
        return "not" if words[k].tag == "XX0" else lower
    return ""


def _is_supposed(parsed: Parsed, verb: VerbGroup) -> bool:
    """`if it was not a massacre`, `had it not been an accident`, `was it not murder?`"""
    words = parsed.words
    clause = next((k for k in range(verb.first - 1, -1, -1) if words[k].text in ",;:"), -1) + 1
    opened = words[clause : verb.first + 1]
    asked = words[-1].text == "?" and (verb.first == clause or words[clause].tag in (*BE, "VM0"))
    inverted = words[clause].lemma == "have" and words[clause].tag.startswith("VH") and verb.first > clause
    would = any(w.text.lower() in ("would", "could", "might") for w in words[verb.first : verb.last])
    if would and any(w.text.lower() in ("if", "unless") for w in words[verb.last :]):
        return True  # it would not be a massacre if …
    return asked or inverted or any(w.text.lower() in ("if", "unless", "whether", "lest") for w in opened)


def _right_before(parsed: Parsed, phrase: NounPhrase) -> str:
    """`not a murder but an accident`, `a murder and not an accident`, `rather than a massacre`, `far from an accident`;
    not `not a killing has been solved`.
    """
    words = parsed.words
    k = phrase.first - 1
    while k >= 0 and words[k].text in MARKS:
        k -= 1
    before = tuple(w.text.lower() for w in words[max(k - 2, 0) : k + 1])
    if any(before[-len(turn) :] == turn for turn in _BEFORE):
        return " ".join(next(turn for turn in _BEFORE if before[-len(turn) :] == turn))
    if before[-3:] == ("not", "so", "much") or before[-2:] == ("so", "much"):
        return "not so much" if "not" in before else ""
    if before[-1:] == ("than",) and any(w.lemma in ("more", "rather") for w in words[max(k - 8, 0) : k]):
        return "than" if _compares(parsed, k) else ""
    first = words[phrase.first].text.lower()
    if not before or before[-1] not in ("not", "never", "hardly", "scarcely", "neither") or first in LIMITS:
        return ""
    its = any(v.first >= phrase.last and v.form == "finite" and subject(parsed, v) == phrase for v in parsed.verbs)
    return "" if its or _is_verbs(parsed, k) else before[-1]


def _is_verbs(parsed: Parsed, k: int) -> bool:
    """Whether a *not* belongs to a verb that does something: `did not`, `to never`."""
    group = parsed.group_of(k)
    return group is not None and parsed.words[group.head].lemma not in ("be", "become", "remain")


def _compares(parsed: Parsed, than: int) -> bool:
    """`more (of) a massacre than …`: what is compared are two names."""
    words = parsed.words
    more = next((k for k in range(than - 1, -1, -1) if words[k].lemma in ("more", "rather")), than)
    name = next((p for p in parsed.phrases if p.first in (more + 1, more + 2) and p.last <= than), None)
    return name is not None and words[name.head].tag in NOUNS and words[name.first].text.lower() in ("a", "an")


def _of_calling(parsed: Parsed, phrase: NounPhrase) -> str:
    """`refuse to call it an accident`, `nobody can call it a mishap`, `don't speak of a tragedy`, `wrong to call it`"""
    verb = _calling(parsed, phrase)
    if verb is None:
        return ""
    words = parsed.words
    own = _denier(parsed, verb.first, verb.last)
    if own and not _is_supposed(parsed, verb):
        return own
    return _by_governor(parsed, verb) or _by_nobody(parsed, verb) or _by_verdict(parsed, phrase) or (
        "how" if words[-1].text == "?" and words[0].text.lower() in ("how", "who") and _can(parsed, verb) else ""
    )


def _calling(parsed: Parsed, phrase: NounPhrase) -> VerbGroup | None:
    """The verb that gives a phrase as a name."""
    words, first = parsed.words, phrase.first
    while first > 0 and words[first - 1].text in MARKS:
        first -= 1
    for verb in reversed(parsed.verbs):
        lemma = words[verb.head].lemma
        between = words[verb.last : first]
        if verb.last > first or any(w.text in ";:" for w in between):
            continue
        if lemma in _CALLS:
            done = objects(parsed, verb)
            return verb if (verb.passive and verb.last == first) or (done is not None and done.last == first) else None
        if lemma in _SPEAKS:
            return verb if len(between) == 1 and between[0].lemma in ("of", "about") else None
        if lemma in _AS:
            return verb if between and between[-1].text.lower() == "as" and len(between) < 8 else None
        return None
    return None


def _by_governor(parsed: Parsed, verb: VerbGroup) -> str:
    """`refuse to call`, `stop calling`, `would not dare to call`, `it is wrong to call`."""
    if verb.form not in ("infinitive", "ing"):
        return ""
    words = parsed.words
    before = next((v for v in reversed(parsed.verbs) if v.last <= verb.first), None)
    if before is None:
        return ""
    between = words[before.last : verb.first]
    if len(between) > 4 or any(w.text in ",;:" for w in between):
        return ""
    if words[before.head].lemma in REFUSALS and not _denier(parsed, before.first, before.last):
        return words[before.head].lemma
    told = next((w.lemma for w in between if w.lemma in UNSAYABLE), "")
    negated = _denier(parsed, before.first, verb.first)
    if told:
        return "" if negated else told
    return negated


def _by_nobody(parsed: Parsed, verb: VerbGroup) -> str:
    """`nobody who has read the files can call it`, `no honest man would call it`."""
    words, first = parsed.words, verb.first
    opened = next((k for k in range(first - 1, -1, -1) if words[k].text in ",;:"), -1) + 1
    for w in words[opened : min(opened + 2, first)]:
        if w.text.lower() in ("nobody", "none", "no", "few", "neither"):
            return w.text.lower()
    return ""


def _by_verdict(parsed: Parsed, phrase: NounPhrase) -> str:
    """`to call it an accident is an insult`: what comes right behind judges the calling."""
    words = parsed.words
    verb = next((v for v in parsed.verbs if phrase.last <= v.first <= phrase.last + 1), None)
    if verb is None or words[verb.head].lemma != "be" or _denier(parsed, verb.first, verb.last):
        return ""
    return next((w.lemma for w in words[verb.last : verb.last + 4] if w.lemma in UNSAYABLE), "")


def _can(parsed: Parsed, verb: VerbGroup) -> bool:
    return any(w.lemma in ("can", "could", "dare", "would") for w in parsed.words[: verb.head])


def _as_word(parsed: Parsed, phrase: NounPhrase) -> str:
    """`the word accident does not belong`, `“accident” is not the word`, `murder is the wrong word for it`."""
    words = parsed.words
    last = phrase.last
    while last < len(words) and words[last].text in MARKS:
        last += 1
    first = phrase.first
    while first > 0 and words[first - 1].text in MARKS:
        first -= 1
    named = any(w.lemma in WORDS for w in words[max(first - 1, 0) : phrase.head])
    verb = next((v for v in parsed.verbs if v.first == last), None)
    if verb is None:
        return ""
    own = _denier(parsed, verb.first, verb.last + 1)
    if named:
        return own or next((w.lemma for w in words[verb.last : verb.last + 3] if w.lemma in UNSAYABLE), "")
    told = next((p for p in parsed.phrases if verb.last <= p.first <= verb.last + 2), None)
    if words[verb.head].lemma != "be" or told is None:
        return ""
    inside = {w.lemma for w in words[told.first : told.last]}
    if words[told.head].lemma in ("misnomer", "euphemism") and not own:
        return words[told.head].lemma
    if words[told.head].lemma not in WORDS:
        return ""
    return own or next((lemma for lemma in sorted(inside) if lemma in UNSAYABLE), "")
