"""Persons whom no actor of the codebook claims: a name with a title, an age, a *who*, a trade or a verb of speech."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.codebook import ActorMention, Codebook
from analysis.framing.evidence import short
from analysis.framing.lexis import DULL, NOT_NAMES, SAYS, TIMES, is_person
from analysis.framing.objects import ending
from analysis.framing.parsed import NounPhrase, Parsed
from analysis.framing.speaking import speaker
from analysis.framing.tags import Word

_FEW = 4  # words of a name at most
_PLACED = DULL | {"upper", "lower", "new", "old", "great", "greater", "united", "st", "port", "mount", "lake"}

_OPENS = "“\"‘'(["  # right behind one of these, a capital may be that of a sentence
_NAME = re.compile(
    r"(?<![.!?:“\"‘]\s)(?<!^)\b(?:(?:[A-Z]\.){2,}|[A-Z][\w’'.-]*[\w]|[A-Z]{2,})(?:\s+(?:of|al|bin|de|von)?\s?[A-Z][\w’'-]*\w)*"
)


@dataclass(frozen=True)
class Person:
    """A person named: the phrase, and the name without titles."""

    phrase: NounPhrase
    name: str


def persons(parsed: Parsed, titles: frozenset[str], known: Collection[str] = ()) -> list[Person]:
    """The persons of a sentence whom no actor of the codebook claims, in order.

    titles  words that stand before names (`Mr`, `Councillor`), in small letters
    known   names of those whom the piece has named before: of one of them a surname will do
    """
    found = []
    for phrase in parsed.phrases:
        words, titled = _name(parsed, phrase, titles)
        name = full(" ".join(words), known)
        opens = phrase.first == 0 and parsed.words[0].tag != "NP0"  # the capital may be the sentence's
        whole = len(words) > 1 and not opens and _is_person(parsed, phrase)
        if name in known or (words and (titled or whole)):
            found.append(Person(phrase, name))
    return found


@lru_cache(maxsize=16)
def words_of_titles(titles: tuple[str, ...]) -> frozenset[str]:
    """The single words of titles, in small letters and without their full stops."""
    return frozenset(t.lower().rstrip(".") for t in titles if " " not in t)


def _name(parsed: Parsed, phrase: NounPhrase, titles: frozenset[str]) -> tuple[list[str], bool]:
    """The capitalised words that a phrase ends on, and whether a title or, before two of them, a trade stands there."""
    words, k = parsed.words, phrase.head
    if phrase.last != phrase.head + 1:
        return [], False
    while k >= phrase.first and words[k].text[:1].isupper() and not words[k].actor and _may_name(words[k].text):
        k -= 1
    trade = k if k >= phrase.first and is_person(words[k].lemma) else _trade(words[k + 1 : phrase.head - 1], k + 1)
    run = [w.text for w in words[max(k, trade) + 1 : phrase.head + 1]]
    name = [w for n, w in enumerate(run) if w.lower().rstrip(".") not in titles or n == len(run) - 1]
    told = len(name) < len(run) or (trade >= phrase.first and len(name) > 1)
    return ([], False) if len(name) > _FEW else (name, told)


def _trade(words: Sequence[Word], first: int) -> int:
    """The index of the noun for a person that a capitalised run has before two words of a name: `Economist Bo Lee`."""
    return max((k for k, w in enumerate(words, first) if w.tag == "NN1" and is_person(w.lemma)), default=-1)


def _may_name(word: str) -> bool:
    return word not in NOT_NAMES and word.lower() not in TIMES and any(c.isalpha() for c in word)


def _is_person(parsed: Parsed, phrase: NounPhrase) -> bool:
    words, after = parsed.words, [w.text.lower() for w in parsed.words[phrase.last : phrase.last + 3]]
    aged = len(after) == 3 and after[0] == "," and after[1].isdigit() and after[2] == ","
    who = after[:1] == ["who"] or after[:2] == [",", "who"]
    before = ending(parsed, phrase.first - 2) if phrase.first > 1 and words[phrase.first - 1].text == "," else None
    apposed = before is not None and is_person(words[before.head].lemma)
    told = parsed.phrase_from(phrase.last + 1) if after[:1] == [","] else None
    described = told is not None and words[told.first].tag in ("AT0", "DPS") and is_person(words[told.head].lemma)
    speaks = any(words[v.head].lemma in SAYS and speaker(parsed, v) == phrase for v in parsed.verbs)
    return aged or who or apposed or described or speaks


def joined(names: Counter[str], titles: frozenset[str]) -> Counter[str]:
    """Names counted together where they are one person's: `Karl Otter`, `Mr Otter` and `Otter` are three of the first.

    >>> joined(Counter({"Karl Otter": 1, "Mr Otter": 1, "Otter": 1, "Esk": 2}), frozenset({"mr"}))
    Counter({'Karl Otter': 3, 'Esk': 2})
    """
    bare: Counter[str] = Counter()
    for name, count in names.items():
        words = name.split()
        kept = [w for w in words[:-1] if w.lower().rstrip(".") not in titles] + words[-1:]
        bare[" ".join(kept)] += count
    found: Counter[str] = Counter()
    for name, count in bare.items():
        found[full(name, bare)] += count
    return found


def full(name: str, known: Collection[str]) -> str:
    """A surname as the full name that ends on it, where just one is known; else the name itself. What *of* ties to a
    name is no surname.

    >>> full("Otter", ["Karl Otter"]), full("Lee", ["Ann Lee", "Bo Lee"]), full("Esk", ["Lower Esk"])
    ('Karl Otter', 'Lee', 'Esk')
    >>> full("Esk", ["University of Esk"])
    'Esk'
    """
    if " " in name or name.lower() in _PLACED:  # South is no surname, though a campaign was Keep South
        return name
    whole = {n: n.split() for n in known if n.count(" ") in (1, 2) and " of " not in n}
    ends = {n for n, words in whole.items() if words[-1] == name and words[0].lower() not in _PLACED}
    return ends.pop() if len(ends) == 1 else name


def unlisted_names(text: str, mentions: list[ActorMention], codebook: Codebook) -> list[str]:
    """Capitalised names that no actor of the codebook claims; the first word of a sentence is left out, and an
    actor's name that stands for something else here (`anti-U.S.`, what `not` lists).
    """
    found = []
    for match in _NAME.finditer(text):
        name = re.sub(r"['’]s$", "", match.group())
        if (
            match.start() == 0
            or (" " not in name and text[match.start() - 1] in _OPENS)
            or name in NOT_NAMES
            or any(m.start < match.end() and match.start() < m.end for m in mentions)
            or any((m.start, m.end) == (0, len(name)) for m in codebook.find_actors(name))
        ):
            continue
        found.append(short(name))
    return found
