"""Whether a deed is told to be so: not what is denied, supposed, wished for, asked, or said of any."""

from analysis.framing.clauses import governed_by
from analysis.framing.lexis import DEFINITE, UNDONE, UNTRUE, WISHES
from analysis.framing.objects import ending, objects, skipped
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import is_inner, subject
from analysis.framing.tags import BE, NOUNS

NOBODY = ("nobody", "nothing", "no-one", "none")
_IFS = ("if", "unless", "whether", "lest", "suppose", "supposing")
_MODALS = ("could", "may", "might", "would", "should", "ought", "must", "can", "cannot", "'d", "’d")
_NEVER = ("never", "hardly", "scarcely", "cannot")
_ONLY = ("only", "just", "merely", "simply", "solely")  # behind a denial: it was done, and more
_NOT_DONE = (("without",), ("instead", "of"), ("rather", "than"), ("far", "from"), ("short", "of"))
_CHARGES = ("accuse", "suspect", "charge", "acquit", "convict", "clear")
_CONSIDERS = ("consider", "contemplate", "suggest", "propose", "risk", "imagine")
_DOUBTS = ("doubt", "deny")
_BELIEVES = ("believe", "think", "say", "claim", "pretend", "accept", "agree", "suggest", "imagine", "mean")
_ASKING = ("AVQ", "PNQ", "DTQ")
_ASIDE = ("AV0", "PRP", "AT0", "NN1")  # between a verb and its *that*: for a moment
_LONGEST_ASIDE = 4
_DEPTH = 4  # verbs that govern one another: wished to be able to


def negation(parsed: Parsed, verb: VerbGroup, depth: int = 0) -> str:
    """The word by which a verb is said not to be done: `did not kill`, `nothing was stolen`, `refused to leave`,
    `without killing it`, `nobody believes that X stole it`; '' where it is not.
    """
    words = parsed.words
    for k in range(skipped(parsed, verb.first - 1) + 1, verb.last):
        if words[k].tag == "XX0" or words[k].text.lower() in _NEVER:
            only = k + 1 < len(words) and words[k + 1].text.lower() in _ONLY
            return "" if only else "not" if words[k].tag == "XX0" else words[k].text.lower()
    who = subject(parsed, verb)
    done_to = None if verb.passive else objects(parsed, verb)
    nobody = next((found for p in (who, done_to) if p is not None and (found := _nobody(parsed, p))), "")
    own = _inverted(parsed, verb) or nobody or _not_done(parsed, verb, depth)
    return own or disbelieved(parsed, verb, who, depth)


def _inverted(parsed: Parsed, verb: VerbGroup) -> str:
    """`nor do I think`, `never did he steal it`: the denial before an auxiliary that stands before its subject."""
    words = parsed.words
    who = parsed.phrase_to(verb.first)
    before = next((v for v in parsed.verbs if who is not None and v.last == who.first), None)
    opening = words[before.first - 1].text.lower() if before is not None and before.first else ""
    return opening if opening in ("nor", "neither", *_NEVER) else ""


def supposed(parsed: Parsed, verb: VerbGroup, depth: int = 0) -> str:
    """The word by which a verb is told as what may be, might have been, is asked, wished for or demanded: `if X had`,
    `could have`, `wished to`, `accused of`; '' where it is told as done or to come.
    """
    words = parsed.words
    modal = next(
        (w for w in words[verb.first : verb.last] if w.tag == "VM0" and w.text.lower() in _MODALS), None
    )
    if modal is not None:
        return "would" if modal.text.lower() in ("'d", "’d") else modal.text.lower()
    if found := conditional(parsed, verb) or _when_it_may(parsed, verb):
        return found
    if is_let(parsed, verb):
        return "let"
    if depth <= _DEPTH and (first := sharing(parsed, verb)) is not None:
        return supposed(parsed, first, depth + 1)
    if words[-1].text == "?" and not any(w.tag in _ASKING for w in words[: verb.first]):
        return "?"
    return _governed(parsed, verb, depth)


def sharing(parsed: Parsed, verb: VerbGroup) -> VerbGroup | None:
    """Of `should withdraw, and repay it`, `ought to go and say so`: the group whose *should* or *to* is shared by a
    plain verb that is joined to it; None of a verb that has a subject or a tense of its own.
    """
    words, i = parsed.words, skipped(parsed, verb.first - 1)
    if not _is_plain(parsed, verb) or i < 0 or not (words[i].tag == "CJC" or words[i].text == ","):
        return None
    for before in reversed([v for v in parsed.verbs if v.last <= i]):
        if before.form in ("ing", "participle") or is_inner(parsed, before):
            continue
        if words[before.first].tag in ("VM0", "TO0"):
            opened = any(w.tag in ("CJS", *_ASKING, "DTQ") for w in words[: before.first]) and words[i].text == ","
            return None if opened else before  # if they should ask, say no; the men, who should know, say so
        if not _is_plain(parsed, before):
            return None
    return None


def is_let(parsed: Parsed, verb: VerbGroup) -> bool:
    """`Let me say`, `; let them pay`: an order, and nothing that was done; not `they let him pay`."""
    who = ending(parsed, verb.first - 1)
    let = who.first - 1 if who is not None else -1
    if let < 0 or parsed.words[let].text.lower() != "let":
        return False
    return let == 0 or parsed.words[let - 1].tag in ("PUN", "CJC")


def _is_plain(parsed: Parsed, verb: VerbGroup) -> bool:
    word = parsed.words[verb.first]
    plain = word.tag in ("VVB", "VVI", "VBI", "VHI", "VDI", "VVN") and word.text == word.lemma
    return plain and verb.form in ("finite", "participle")


def of_noun(parsed: Parsed, phrase: NounPhrase) -> tuple[str, str]:
    """(negation, supposed) of a deed that a noun tells: `any killing by X`, `would be a theft`; what is definite or has
    an owner (`X's theft`) is told to be so, whatever its verb.
    """
    words = parsed.words
    first = words[phrase.first]
    if first.text.lower() in ("no", "any"):
        return ("no", "") if first.text.lower() == "no" else ("", "any")
    verb = governed_by(parsed, phrase)
    if verb is None or phrase.owners or first.text.lower() in DEFINITE or first.tag == "DPS":
        return "", ""
    return negation(parsed, verb), supposed(parsed, verb)


def conditional(parsed: Parsed, verb: VerbGroup) -> str:
    """`if X had stolen it`, `had X stolen it`, `whether X stole it`: the word that opens the clause."""
    words, k = parsed.words, verb.first - 1
    joined = k >= 0 and words[k].tag == "CJC"
    while k >= 0 and words[k].text not in (",", ";", ":", "—", "–"):
        if words[k].text.lower() in _IFS:
            return words[k].text.lower()
        other = parsed.group_of(k)
        inner = other is not None and other.first > 0 and words[other.first - 1].tag in ("PNQ", "CJT")
        if other is not None and other.form == "finite" and not (inner or joined or other.head == k == 0):
            return ""
        k -= 1
    opening = words[k + 1]
    inverted = opening.tag == "VHD" and verb.head > k + 2 and words[verb.head].tag in ("VVN", "VBN", "VVD")
    return "if" if inverted and subject_between(parsed, k + 1, verb) else ""


def _when_it_may(parsed: Parsed, verb: VerbGroup) -> str:
    """`a mistake could happen when X strikes`: *when*, where what it tells the time of may be; not of the past."""
    words, who = parsed.words, subject(parsed, verb)
    present = words[verb.first].tag in ("VVZ", "VVB", "VBZ", "VBB", "VHZ", "VHB", "VDZ", "VDB")
    if not present or who is None or who.first < 2 or words[who.first - 1].text.lower() != "when":
        return ""
    before = next((v for v in reversed(parsed.verbs) if v.last < who.first), None)
    modal = before is not None and words[before.first].tag == "VM0" and words[before.first].text.lower() in _MODALS
    apart = before is not None and any(w.text in ",;:" for w in words[before.last : who.first])
    return "when" if modal and before.form == "finite" and not apart else ""


def subject_between(parsed: Parsed, first: int, verb: VerbGroup) -> bool:
    """Whether a noun phrase stands right behind a word, before the verb: `had X stolen it`."""
    found = parsed.phrase_from(first + 1)
    return found is not None and found.last <= verb.head


def _nobody(parsed: Parsed, phrase: NounPhrase) -> str:
    head, first = parsed.words[phrase.head].text.lower(), parsed.words[phrase.first].text.lower()
    return head if head in NOBODY else "no" if first == "no" and parsed.words[phrase.first].tag == "AT0" else ""


def _before(parsed: Parsed, verb: VerbGroup) -> VerbGroup | None:
    """The verb on which an infinitive or a gerund hangs: the one before it, with no mark between."""
    found = next((v for v in reversed(parsed.verbs) if v.last <= verb.first), None)
    if found is None or any(w.text in ",;:" for w in parsed.words[found.last : verb.first]):
        return None
    return found


def _not_done(parsed: Parsed, verb: VerbGroup, depth: int) -> str:
    """By what a gerund or an infinitive hangs on: `without killing it`, `failed to kill it`, `was not able to`."""
    if verb.form not in ("ing", "infinitive") or depth > _DEPTH:
        return ""
    words = parsed.words
    before = tuple(w.text.lower() for w in words[max(verb.first - 2, 0) : verb.first])
    if turn := next((t for t in _NOT_DONE if before[-len(t) :] == t), ()):
        return " ".join(turn)
    governor = _before(parsed, verb)
    if governor is None:
        return ""
    if any(w.text.lower() == "unable" for w in words[governor.last : verb.first]):
        return "unable"
    undone = words[governor.head].lemma in UNDONE
    own = negation(parsed, governor, depth + 1)
    if undone or verb.form == "ing":
        return words[governor.head].lemma if undone and not own else ""
    return own


def _governed(parsed: Parsed, verb: VerbGroup, depth: int) -> str:
    """`wished to carry it off`, `has to close it`, `would have to ask`, `accused of stealing it`, `the wish to`."""
    if verb.form not in ("ing", "infinitive") or depth > _DEPTH or (governor := _before(parsed, verb)) is None:
        return ""
    words = parsed.words
    lemma = words[governor.head].lemma
    if verb.form == "ing":
        tie = words[verb.first - 1].text.lower()
        charged = lemma in _CHARGES and tie in ("of", "with")
        return lemma if charged or (lemma in _CONSIDERS and governor.last == verb.first) else ""
    between = words[governor.last : verb.first]
    if wished := next((w.lemma for w in between if w.lemma in WISHES), ""):
        return wished
    must = lemma == "have" and words[governor.head].tag in ("VHZ", "VHB") and not between
    if lemma in WISHES or must:
        return lemma
    return supposed(parsed, governor, depth + 1)


def disbelieved(parsed: Parsed, verb: VerbGroup, who: NounPhrase | None, depth: int = 0) -> str:
    """The word by which the clause above denies what a verb tells of its subject: `I do not believe that X stole it`,
    `nobody says X stole it`, `I doubt that`, `it is not true that`; '' where none does.
    """
    words = parsed.words
    first = min(who.first, verb.first) if who is not None else verb.first
    if verb.form != "finite" or depth > _DEPTH or first == 0:
        return ""
    that = words[first - 1].lemma == "that"
    opened = first - that
    held = next((v for v in reversed(parsed.verbs) if v.form == "finite" and v.last <= opened), None)
    if held is None:
        return ""
    between = words[held.last : opened]
    if that and words[opened - 1].tag == "CJC":  # I do not say that A was, or that B was
        return disbelieved(parsed, held, subject(parsed, held), depth + 1)
    if words[held.head].tag in BE and that and all(w.tag in (*NOUNS, "AT0", "AJ0", "AV0", "XX0") for w in between):
        untrue = next((w.lemma for w in between if w.lemma in UNTRUE), "")
        behind = "not" if any(w.tag == "XX0" for w in between) else ""
        no = behind or negation(parsed, held, depth + 1)
        return untrue if untrue and not no else no if any(w.lemma == "true" for w in between) else ""
    lemma, aside = words[held.head].lemma, all(w.tag in _ASIDE for w in between[: _LONGEST_ASIDE if that else 0])
    if len(between) > (_LONGEST_ASIDE if that else 0) or not aside:
        return ""
    if lemma in _DOUBTS:
        return "" if negation(parsed, held, depth + 1) or _is_few(parsed, held) else lemma
    return negation(parsed, held, depth + 1) or _is_few(parsed, held) if lemma in _BELIEVES else ""


def _is_few(parsed: Parsed, verb: VerbGroup) -> str:
    """`few believe that`, and not `a few believe that`."""
    before = [w.text.lower() for w in parsed.words[max(verb.first - 2, 0) : verb.first]]
    return "few" if before[-1:] == ["few"] and before[0] != "a" else ""
