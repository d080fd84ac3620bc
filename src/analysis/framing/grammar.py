"""The noun phrases and verb groups of a sentence, by plain rules on its tags."""

from collections.abc import Container, Sequence
from dataclasses import replace

from analysis.codebook import ActorMention
from analysis.codebook.cues import BODIES
from analysis.framing.lexis import HUMAN, TIMES, WHEN, is_person
from analysis.framing.mending import ends_plain_phrase
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.tagging import words_of
from analysis.framing.tags import ADJECTIVES, BE, NOUNS, OPENERS, PRONOUNS, Word

_ADVERBS = ("AV0", "XX0")
_FINITE = ("VHZ", "VHD", "VBZ", "VBD", "VM0", "VDZ", "VDD")
_AUXILIARIES = ("have", "be", "do", "should", "will", "can", "may", "must", "shall", "could", "would", "might")
_LEXICAL = ("VVB", "VVD", "VVG", "VVI", "VVN", "VVZ")


def parse(text: str, actors: Sequence[ActorMention] = (), deeds: Container[int] = ()) -> Parsed:
    """Tag a sentence and find its phrases and verbs. `actors` are the mentions found in it, `deeds` the starts of
    words that may name an event.
    """
    words = words_of(text, actors, deeds)
    phrases = tuple(_phrases(words))
    return Parsed(words, phrases, tuple(_groups(words, phrases)))


def _phrases(words: tuple[Word, ...]) -> list[NounPhrase]:
    found, i = [], 0
    while i < len(words):
        if words[i].tag in PRONOUNS:
            found.append(NounPhrase(i, i + 1, i))
            i += 1
            continue
        last = _phrase_end(words, i)
        if last > i:
            nouns = [k for k in range(i, last) if words[k].tag in NOUNS or words[k].actor]
            while len(nouns) > 1 and words[nouns[-1]].lemma in WHEN:
                nouns.pop()
            head = nouns[-1] if nouns else last - 1
            owners = tuple(k - 1 for k in range(i + 1, last) if words[k].tag == "POS")
            found.append(NounPhrase(i, last, head, owners))
        i = max(last, i + 1)
    return found


def _phrase_end(words: tuple[Word, ...], first: int) -> int:
    """End of the noun phrase that starts at a word, the word itself where none does."""
    i, seen_noun = first, False
    while i < len(words):
        tag = words[i].tag
        quoted = words[i].text in "“”\"'‘’" and not words[i].actor
        if quoted and _goes_on(words, i + 1) and (i > first):
            i += 1
        elif tag in NOUNS:
            if i > first and words[i].actor and words[i].text.lower().startswith(("the ", "a ")):
                break
            if _opens_clause(words, i, first):  # by sealing the frontier Nigeria has
                break
            if (
                seen_noun
                and words[i].tag == "NP0"
                and words[i].how in ("surname", "name")
                and words[i - 1].tag == "NN2"
            ):
                break
            seen_noun, i = True, i + 1
        elif tag == "POS" and i > first:
            seen_noun, i = False, i + 1
        elif (
            (tag in OPENERS and i == first)
            or (tag == "DPS" and i > first and words[i - 1].lemma in ("all", "both"))
            or (tag in ADJECTIVES and not seen_noun)
            or (
                tag in ADJECTIVES
                and seen_noun
                and (words[i].actor or words[i - 1].how == "country")
                and words[i].lemma not in ("last", "next")
                and _goes_on(words, i + 1)
            )
            or (tag in ADJECTIVES and seen_noun and words[i - 1].tag == "NP0" and _ends_on_body(words, i))
            or (
                (tag in ("VVN", "VVG", "AV0", "CJC") or (words[i].text == "," and words[i - 1].tag != "CRD"))
                and not seen_noun
                and i > first
                and _modifies(words, i)
            )
        ):
            i += 1
        else:
            break
    while i > first and words[i - 1].tag in ("PUN", "CJC", "POS", "AV0") and not words[i - 1].actor:
        i -= 1
    bare = all(
        words[k].tag in ("DT0", "DTQ", "AJ0", "AJC", "ORD", "AT0", "DPS", "AV0") and not words[k].actor
        for k in range(first, i)
    )
    if bare and not (
        i - first == 1
        and words[first].tag == "DT0"
        and words[first].lemma in ("this", "that", "these", "those")
    ):
        return first
    return i


def _ends_on_body(words: tuple[Word, ...], i: int) -> bool:
    """Whether a run of capitals from a word is the rest of a body's name: `the Orland Civil Rights Forum`."""
    last = next((k for k in range(i, len(words)) if not words[k].text[:1].isupper()), len(words))
    return last > i and words[last - 1].lemma in BODIES


def _opens_clause(words: tuple[Word, ...], i: int, first: int) -> bool:
    """A name right behind a common noun, with its verb: `by sealing the frontier Nigeria has`, `in a joint opinion
    Judge X wrote`.
    """
    titled = words[i].tag == "NP0" and not words[i].actor and i + 1 < len(words)
    name = i + (titled and words[i + 1].how in ("name", "surname"))
    before, word = words[i - 1], words[name]
    if i == first or not word.actor or before.actor == word.actor or not _is_name(word):
        return False
    follows = words[name + 1].tag if name + 1 < len(words) else ""
    opens = words[0].tag == "PRP" and (words[1].tag == "VVG" or (first == 1 and not _bears_names(before.lemma)))
    apart = before.tag in ("NN1", "NN2") and before.text.islower() and (opens or bool(before.actor))
    return apart and follows in (*_FINITE, "VHB", "VVD", "VVZ", "VVB")


def _is_name(word: Word) -> bool:
    return word.tag == "NP0" or word.how in ("name", "surname")


def _bears_names(lemma: str) -> bool:
    """Whether a noun may have a name right behind it: `the singer X`, `the company X`."""
    return is_person(lemma) or lemma in HUMAN


def _goes_on(words: tuple[Word, ...], i: int) -> bool:
    return i < len(words) and words[i].tag in (*NOUNS, *ADJECTIVES, "VVN", "VVG")


def _modifies(words: tuple[Word, ...], i: int) -> bool:
    """Whether a participle, adverb, comma or `and` inside a phrase leads on to its noun."""
    for k in range(i + 1, min(i + 4, len(words))):
        if words[k].tag in NOUNS:
            return words[i].tag != "VVG" or k == i + 1
        if words[k].tag not in (*ADJECTIVES, "AV0", "VVN", "CJC") and words[k].text != ",":
            return False
    return False


def _groups(words: tuple[Word, ...], phrases: tuple[NounPhrase, ...]) -> list[VerbGroup]:
    inside = {k: p for p in phrases for k in range(p.first, p.last)}
    found: list[VerbGroup] = []
    i = 0
    while i < len(words):
        last = _group_end(words, inside, i) if i not in inside else i
        if last == i:
            i += 1
            continue
        before = i - 1
        while before > 0 and words[before].tag in _ADVERBS:
            before -= 1
        group, near = _group(words, i, last), inside.get(before)
        if near and found and found[-1].last == near.first:
            group = _inverted(words, found[-1], group) or _caused(words, found[-1], group) or group
        found.append(group)
        i = last
    return found


def _group_end(words: tuple[Word, ...], inside: Container[int], first: int) -> int:
    """End of the verb group that starts at a word, the word itself where none does."""
    if not (words[first].tag.startswith("V") or words[first].tag == "TO0"):
        return first
    last = first
    while last < len(words) and last not in inside:
        word = words[last]
        ended = last > first and words[last - 1].tag in _LEXICAL and (word.tag in _LEXICAL or word.tag in _FINITE)
        if ended and (words[last - 1].lemma != "get" or word.tag not in ("VVN", "VVD")):  # got killed
            break  # two verbs: `the bridge they closed has rusted`
        if not (word.tag.startswith("V") or word.tag in _ADVERBS or word.text in '“"‘' or last == first):
            break
        last += 1
    while last > first and not words[last - 1].tag.startswith("V"):
        last -= 1
    return last


def _inverted(words: tuple[Word, ...], auxiliary: VerbGroup, group: VerbGroup) -> VerbGroup | None:
    """`Had the union not struck, …`, `Was it closed by X?`: the auxiliary stands before the subject."""
    before = words[auxiliary.first - 1] if auxiliary.first else None
    asked = words[auxiliary.head].tag in BE and any(w.text == "?" for w in words[group.last :])  # by whom was he freed?
    opened = before is None or before.tag in ("CJC", "AVQ") or before.text in (",", ";", ":", "“")
    if not (opened or asked):
        return None
    head = words[group.head].tag
    told = before is not None and before.text == "," and words[auxiliary.head].lemma == "have"
    if told and group.last < len(words) and words[group.last].tag in ("PRP", "TO0", "PUN"):
        return None  # X, they say, had the line closed
    if (
        auxiliary.last > auxiliary.first + 1
        or words[auxiliary.head].lemma not in _AUXILIARIES
        or head not in ("VVN", "VVD", "VVI", "VVB", "VVG")
        or words[group.first].tag == "TO0"
    ):
        return None
    been = any(w.tag in BE for w in (words[auxiliary.head], *words[group.first : group.head]))
    return replace(group, form="finite", passive=been and head in ("VVN", "VVD"))


def _caused(words: tuple[Word, ...], governor: VerbGroup, group: VerbGroup) -> VerbGroup | None:
    """`had the bridge closed`: a participle, though it looks like a past tense."""
    single = group.last == group.first + 1 and words[group.head].tag in ("VVN", "VVD")
    if not single or words[governor.head].lemma not in ("have", "get", "want", "see", "order"):
        return None
    return replace(group, form="participle", passive=True)


def _group(words: tuple[Word, ...], first: int, last: int) -> VerbGroup:
    head = last - 1
    before = [words[k] for k in range(first, head)]
    with_be = any(w.tag in BE or w.lemma in ("be", "get") for w in before)
    passive = with_be and words[head].tag in ("VVN", "VVD")
    if words[first].tag == "TO0":
        form = "infinitive"
    elif words[first].tag in ("VVG", "VBG", "VHG"):
        form = "ing"
    elif words[first].tag == "VVN" and first == head and not _is_past(words, first):
        form = "participle"
    else:
        form = "finite"
    if form == "participle" and not passive:
        particle = last < len(words) and words[last].tag == "AVP"  # carried out by
        follows = words[last + particle] if last + particle < len(words) else None
        passive = (
            follows is None
            or follows.text in ("by", ",", ".", "in", "on", "at", "with")
            or follows.tag == "CJS"
            or (words[first - 1].text == "," and _is_when(words, last))  # sacked hours after the match
            or (follows.tag in _FINITE and ends_plain_phrase(words, first - 1))  # the people killed may
        )
    return VerbGroup(first, last, head, form, passive)


def _is_when(words: tuple[Word, ...], i: int) -> bool:
    """`hours after`, `barely a year into`: words of time come next."""
    while i < len(words) and words[i].tag in ("AV0", "AT0", "CRD", "AJ0"):
        i += 1
    return i < len(words) and words[i].lemma in TIMES


def _is_past(words: tuple[Word, ...], i: int) -> bool:
    """A past tense that the tagger takes for a participle: `…; imposed a fine`, `whom she pardoned`."""
    before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    for k in range(i - 1, max(i - 5, -1), -1):
        if words[k].tag == "PNQ" or words[k].lemma == "what":
            return True
        if words[k].tag not in (*NOUNS, *OPENERS, *PRONOUNS, *ADJECTIVES):
            break
        if k < i - 1 and words[k].tag in NOUNS and words[k + 1].tag in OPENERS and (not after or after.tag == "PUN"):
            return True  # the man the council fired
    if words[i].lemma == "call" and after is not None and after.text.lower() in ("on", "upon"):
        return i > 0 and i + 2 < len(words) and words[i + 2].tag != "TO0"  # the mission called on them
    joined = before is not None and (before.tag == "CJC" or before.text == ";")
    if joined or (before is not None and before.tag == "AV0" and i > 1 and words[i - 2].tag == "CJC"):
        joined = True
    return (
        joined
        and after is not None
        and (after.tag in (*OPENERS, *NOUNS, "AJ0", "VVG") or bool(after.actor))
    )
