"""Words for what others call a thing: `talk of murder`, `cried betrayal`, `…, as the mayor calls it`."""

from analysis.framing.hearsay import APART, QUOTES, is_denied, is_told
from analysis.framing.lexis import CHOOSES, CRIES, DOCUMENTS, HERALDS, OWN, SAYINGS, SAYS, TALK, WORDS
from analysis.framing.objects import governing, objects
from analysis.framing.parsed import Parsed, VerbGroup, remembered
from analysis.framing.saying import is_nobody
from analysis.framing.subjects import subject
from analysis.framing.tags import NOUNS, OPENERS, PRONOUNS, Word

_AVOIDS = frozenset("say need retire find reserve".split())  # of a word: nobody else's, if not so
_FITS = ("deserve", "earn", "merit", "warrant", "be")  # the author's verdict: the council deserves the word
ANYBODY = ("one", "you")
_FAR = 14  # words at most from a word to the `as X calls it` behind it
_PUTS = ("call", "put", "have", "describe", "term", "see", "style")
_BEFORE_OF = ("front", "behalf", "spite", "account", "because", "instead", "ahead")
_IT = ("it", "them", "this", "him", "her")


def is_talk(parsed: Parsed, index: int) -> bool:
    """Whether a word names what others talk of or cry, or what they are said to call so."""
    rules = (_heralded, _is_a_word, _talked_of, _cried, _accused, _as_they_say, _they_call_it)
    return any(rule(parsed, index) for rule in rules)


def _heralded(parsed: Parsed, index: int) -> bool:
    """`announced the reform, as though nobody had lost by it`, `a statement welcoming the reform`; of `welcomed the
    verdict` alone, the word may as well be the author's.
    """
    words, phrase = parsed.words, parsed.phrase_of(index)
    verb = governing(parsed, phrase) if phrase is not None else None
    if verb is None or words[verb.head].lemma not in HERALDS or verb.passive:
        return False
    if verb.form == "ing" and words[verb.first - 1].lemma in DOCUMENTS:
        return True
    return is_told(parsed, verb) and (_in_a_document(parsed, verb) or _set_apart(parsed, phrase.last))


def _in_a_document(parsed: Parsed, verb: VerbGroup) -> bool:
    """`a statement of forty words, in which it welcomed`: the relative of what the verb's words stand in."""
    words = parsed.words
    which = next((k for k in range(verb.first - 1, 1, -1) if words[k].lemma == "which"), 0)
    if not which or words[which - 1].text.lower() != "in" or any(which < v.first < verb.first for v in parsed.verbs):
        return False
    before = next((v.last for v in reversed(parsed.verbs) if v.last <= which), 0)
    return any(w.lemma in DOCUMENTS for w in words[before:which])


def _set_apart(parsed: Parsed, last: int) -> bool:
    """Whether the author goes on with `, as though` or `, as if`, right behind the phrase and what hangs on it."""
    words = parsed.words
    comma = next((k for k in range(last, len(words) - 2) if words[k].tag == "PUN"), 0)
    apart = comma and words[comma].text == "," and words[comma + 1].text == "as"
    inside = any(last <= v.first < comma for v in parsed.verbs)
    return bool(apart) and not inside and words[comma + 2].text in ("though", "if")


def _talked_of(parsed: Parsed, index: int) -> bool:
    """`talk of murder`, `allegations of theft`, `speaks of judicial murder`, `they speak of the theft`; `the word
    massacre`.
    """
    words, phrase = parsed.words, parsed.phrase_of(index)
    if phrase is None or not phrase.first:
        return False
    behind = _behind_quotes(words, phrase.first - 1)
    if _is_definite(words[phrase.first]):
        spoken = words[behind].text.lower() == "of" and behind > 0 and words[behind - 1].lemma == "speak"
        verb = parsed.group_of(behind - 1) if spoken else None
        return verb is not None and verb.form == "finite" and not verb.passive and is_told(parsed, verb)
    if words[behind].lemma in WORDS and words[behind].tag == "NN1":
        return True
    if words[behind].text.lower() not in ("of", "about") or not behind:
        return False
    told = words[behind - 1]
    if told.tag in NOUNS:
        return told.lemma in TALK | SAYINGS
    verb = parsed.group_of(behind - 1)
    return verb is not None and told.lemma in ("speak", "talk", "write") and not _is_own(parsed, verb)


def _is_a_word(parsed: Parsed, index: int) -> bool:
    """`reject the term accident`, `has heard the word “theft”`; not what the author chooses, nobody uses, or a thing
    deserves.
    """
    words, phrase = parsed.words, parsed.phrase_of(index)
    behind = _behind_quotes(words, index - 1) if index else index
    if phrase is None or (phrase.first, phrase.head) != (behind - 1, index) or words[behind].lemma not in WORDS:
        return False
    verb = governing(parsed, phrase) if words[phrase.first].text.lower() in ("the", "this", "that") else None
    if verb is None or words[verb.head].lemma in _FITS:
        return False
    who = subject(parsed, verb)
    if who is not None and is_nobody(parsed, who):
        return False
    ordered = who is None and verb.first == 0
    own = ordered or (who is not None and words[who.head].text.lower() in (*OWN, *ANYBODY))
    return not (words[verb.head].lemma in CHOOSES | _AVOIDS and (own or is_denied(parsed, verb)))


def _cried(parsed: Parsed, index: int) -> bool:
    """`cried betrayal`, `says terrorism`, `denounced a massacre`; `“Sellout”, cry the poets`."""
    words, phrase = parsed.words, parsed.phrase_of(index)
    if phrase is None or _is_definite(words[phrase.first]):
        return False
    if not phrase.first:
        after = next((k for k in range(phrase.last, len(words)) if words[k].text not in (",", *QUOTES)), 0)
        verb = parsed.group_of(after) if after > phrase.last else None
        cried = verb is not None and words[verb.head].lemma in CRIES and verb.first == after
        return cried and any(p.first == verb.last and words[p.head].text.lower() not in OWN for p in parsed.phrases)
    behind = _behind_quotes(words, phrase.first - 1)
    verb = parsed.group_of(behind)
    if verb is None or verb.head != behind or verb.passive or words[behind].lemma not in CRIES:
        return False
    return verb.form == "finite" and is_told(parsed, verb)


def _accused(parsed: Parsed, index: int) -> bool:
    """`accused the board of cowardice`, `is accused of betraying them`; not `nobody accuses them of theft`, `men
    accused of theft`.
    """
    words = parsed.words
    for verb in parsed.verbs_before(index):
        if words[verb.head].lemma != "accuse" or verb.form == "infinitive" or is_denied(parsed, verb):
            continue
        who, tie = subject(parsed, verb), _tied(parsed, verb)
        own = who is not None and not verb.passive and words[who.head].text.lower() in OWN
        if not 0 < tie < index or own or (who is not None and is_nobody(parsed, who)):
            continue
        told = parsed.phrase_from(tie + 1)
        while told is not None and told.last < index and words[told.last].tag == "PRF":
            tie = told.last  # accused the head of the union of
            told = parsed.phrase_from(tie + 1)
        doing = next((k for k in range(tie + 1, index) if words[k].tag != "AV0"), index)  # of secretly closing it
        deed = next((v for v in parsed.verbs if v.first == doing and v.form == "ing"), None)
        named = told is not None and told.first <= index < told.last and not _is_definite(words[told.first])
        if named or (deed is not None and deed.head == index):
            return True
    return False


@remembered
def _tied(parsed: Parsed, verb: VerbGroup) -> int:
    """The *of* behind `accused X`; 0 for `accused X and spoke of`, `in front of`, `the man accused of it`."""
    words = parsed.words
    ends = (k for k in range(verb.last, len(words)) if words[k].tag in ("PRF", "PUN") or parsed.group_of(k) is not None)
    tie = next(ends, 0)
    if not tie or words[tie].tag != "PRF" or words[tie - 1].lemma in _BEFORE_OF:
        return 0
    relative = tie == verb.last and not verb.passive and words[-1].tag == "PUN"
    return 0 if relative else tie


def _as_they_say(parsed: Parsed, index: int) -> bool:
    """`if it was theft, as the mayor says`, `a “surrender”, as some call it`."""
    words = parsed.words
    for k in range(index + 1, min(index + _FAR, len(words) - 1)):
        if words[k].text in APART or (words[k].text == "," and words[k + 1].text != "as"):
            return False
        if words[k].text != "as" or words[k - 1].text not in (",", *QUOTES):
            continue
        verb = next((v for v in parsed.verbs if v.first > k), None)
        who = next((p for p in parsed.phrases if k < p.first <= k + 2), None)
        if verb is None or who is None or not who.last <= verb.first <= who.last + 6 or is_nobody(parsed, who):
            return False
        puts = words[verb.head].lemma in _PUTS and verb.last < len(words) and words[verb.last].text.lower() in _IT
        says = words[verb.head].lemma in SAYS and words[who.head].tag not in PRONOUNS  # as it announced in May: a fact
        does = words[verb.head].lemma == "do" and not is_denied(parsed, verb) and _is_called(parsed, index)
        return (puts or says or does) and words[who.head].text.lower() not in OWN
    return False


def _is_called(parsed: Parsed, index: int) -> bool:
    """Whether right before a word stands that something is called so: `to call this robbery, as the member does`."""
    words = parsed.words
    verb = next(reversed(parsed.verbs_before(index)), None)
    phrase = parsed.phrase_of(index)
    if verb is None or phrase is None or words[verb.head].lemma not in ("call", "term"):
        return False
    who, first = subject(parsed, verb), objects(parsed, verb)
    if first is None or phrase.first not in (first.first, first.last) or (who and words[who.head].text.lower() in OWN):
        return False
    if first == phrase and words[phrase.first].text.lower() not in ("this", "that"):
        return False
    whole = phrase.head == index and phrase.last < len(words) and words[phrase.last].tag == "PUN"
    return whole and not any(w.tag == "PUN" for w in words[verb.last : index])


def _they_call_it(parsed: Parsed, index: int) -> bool:
    """`A tantrum, he calls it.`, `“A theft of hope,” the mayor called it.`: before a whole clause of calling."""
    words, phrase = parsed.words, parsed.phrase_of(index)
    if phrase is None or _is_definite(words[phrase.first]):
        return False
    before = words[_behind_quotes(words, phrase.first - 1)] if phrase.first else None
    if before is not None and before.text not in (*APART, *QUOTES) and before.tag != "CJC":
        return False
    end = phrase.last
    while end < len(words) and words[end].tag == "PRF" and (tied := parsed.phrase_from(end + 1)) is not None:
        end = tied.last
    k = next((k for k in range(end, len(words)) if words[k].text not in (",", *QUOTES)), len(words))
    who = parsed.phrase_from(k)
    verb = next((v for v in parsed.verbs if who is not None and v.first == who.last), None)
    if verb is None or words[verb.head].lemma not in ("call", "term") or verb.last + 1 >= len(words) or k == end:
        return False
    may = any(w.tag == "VM0" and w.lemma != "will" for w in words[verb.first : verb.head])
    if may or is_denied(parsed, verb) or is_nobody(parsed, who):
        return False
    whole = words[verb.last].text.lower() in _IT and words[verb.last + 1].tag == "PUN"
    return whole and words[who.head].text.lower() not in (*OWN, *ANYBODY)


def _behind_quotes(words: tuple[Word, ...], k: int) -> int:
    while k > 0 and words[k].text in QUOTES:
        k -= 1
    return k


def _is_definite(word: Word) -> bool:
    pointing = word.tag in OPENERS and word.text.lower() not in ("a", "an", "some", "any", "no")
    return pointing or word.tag in PRONOUNS


def _is_own(parsed: Parsed, verb: VerbGroup) -> bool:
    who = subject(parsed, verb)
    return who is not None and not verb.passive and parsed.words[who.head].text.lower() in OWN
