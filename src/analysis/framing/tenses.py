"""Verbs that the tagger takes for something else, by their clause: *police seized*, *it mutinied*, *did not mutiny*."""

from dataclasses import replace

from analysis.framing.lexis import SAYINGS
from analysis.framing.tags import ADJECTIVES, BE, NOUNS, Word, lemma_of

_FINITE = ("VVD", "VVZ", "VVB", "VM0", "VBZ", "VBD", "VBB", "VHZ", "VHD", "VHB", "VDZ", "VDD", "VDB")
_CLAUSE = ("CJT", "CJS", "PNQ", "AVQ")
_NOMINATIVE = ("i", "he", "she", "it", "they", "we")
_INSIDE = (*NOUNS, *ADJECTIVES, "AT0", "DPS", "DT0", "PRF")  # tags of a subject's words
_TOLD = SAYINGS | {"fact", "news", "idea", "notion", "view", "belief", "sign", "word"}  # nouns whose clause tells them
_NEVER_PAST = ("en", "wn", "ne", "rn")  # endings of participles that are no past tense: taken, shown, gone, born


def finite(words: tuple[Word, ...], i: int) -> Word | None:
    """The word as a verb, where its clause calls for one and the tagger saw none; None where it does not."""
    word, plain = words[i], words[i].text.lower()
    if word.actor or not word.text.islower():
        return None
    if _is_past_of_clause(words, i) or _is_past_of_sentence(words, i) or _is_behind_nominative(words, i):
        return replace(word, tag="VVD", lemma=lemma_of(plain, "VVD"))
    if _is_behind_denial(words, i):
        return replace(word, tag="VVI", lemma=plain)
    if _is_progressive(words, i):
        return replace(word, tag="VVG", lemma=lemma_of(plain, "VVG"))
    return None


def _is_past_of_clause(words: tuple[Word, ...], i: int) -> bool:
    """`the things that police seized on …`, `as the lower floors burned`: of a clause without another finite verb."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else None
    if word.tag != "VVN" or word.text.endswith(_NEVER_PAST) or i < 2 or after is None or after.text == "by":
        return False
    if words[i - 1].tag not in NOUNS:
        return False
    k = i - 1
    while k >= 0 and (words[k].tag in _INSIDE or words[k].text in ("'s", "’s", "'", "’")):
        k -= 1
    opened = k >= 0 and (words[k].tag in _CLAUSE or (words[k].text == "as" and after.tag == "PUN"))
    if not opened or words[k + 1].tag == "PRF" or words[k].lemma in ("who", "how"):
        return False
    if k > 0 and words[k].tag in ("CJT", "PNQ") and words[k - 1].tag in NOUNS and words[k - 1].lemma not in _TOLD:
        return True  # the papers that police seized are …
    for later in words[i + 1 :]:
        if later.tag in (*_CLAUSE, "CJC") or later.text in (",", ";", ":", "-", "—", "–"):
            return True
        if later.tag in _FINITE:
            return False
    return True


def _is_past_of_sentence(words: tuple[Word, ...], i: int) -> bool:
    """`Malta's Security Service recorded conversations in …`: behind the phrase that opens it, before an object."""
    word, after = words[i], words[i + 1] if i + 1 < len(words) else None
    if word.tag != "VVN" or word.text.endswith(_NEVER_PAST) or i == 0 or after is None or words[-1].tag != "PUN":
        return False
    plain = all(w.tag in _INSIDE or w.text in ("'s", "’s", "'", "’") for w in words[:i]) and words[i - 1].tag in NOUNS
    return plain and (after.tag in ("NN2", "AT0", "DPS", "PNP") or bool(after.actor))


def _is_behind_nominative(words: tuple[Word, ...], i: int) -> bool:
    """`It mutinied because`: behind a pronoun that opens the clause."""
    if i == 0 or words[i].tag not in ("AJ0", "NN1", "VVN") or not words[i].text.endswith("ed"):
        return False
    opened = i == 1 or words[i - 2].tag in (*_CLAUSE, "CJC") or words[i - 2].text in (",", ";", ":", "“", '"')
    return opened and words[i - 1].text.lower() in _NOMINATIVE


def _is_behind_denial(words: tuple[Word, ...], i: int) -> bool:
    """`did not mutiny because`."""
    denied = i > 1 and words[i - 1].tag == "XX0" and words[i - 2].tag in ("VDD", "VDB", "VDZ")
    return denied and words[i].tag in ("NN0", "NN1", "VVB", "AJ0")


def _is_progressive(words: tuple[Word, ...], i: int) -> bool:
    """`who is besieging whom?`: behind *be* and a pronoun or an actor, with an object of its own."""
    if i < 2 or i + 1 >= len(words) or words[i].tag != "NN1" or not words[i].text.endswith("ing"):
        return False
    before, after = words[i - 2], words[i + 1]
    whose = before.tag in ("PNP", "PNQ") or bool(before.actor)
    done_to = after.text.lower() == "whom" or after.tag in ("PNP", "AT0", "DPS") or bool(after.actor)
    return words[i - 1].tag in BE and whose and done_to
