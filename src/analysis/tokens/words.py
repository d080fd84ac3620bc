"""Words of news text.

What is told apart: `U.S.`, `US` and `us`; `WHO` and `who`; `anti-American` is one word. What is not: curly
and straight apostrophes, possessives, `de-escalate` and `deescalate`, soft hyphens. Spellings that only a
reader can tell to be one (`Quds`, `Qods`; `US`, `U.S.`) are joined in the codebook.
"""

import re
import unicodedata
from dataclasses import dataclass

from analysis.tokens.lexis import (
    ACRONYMS,
    CONTRACTED,
    FUNCTION_WORDS,
    KEPT_HYPHENS,
    PREFIXES,
    TITLE_CASE_ACRONYMS,
)

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphen, zero-width characters
_APOSTROPHES = "'’‘ʼ＇"
_HYPHENS = "-‐‑"
_INNER = rf"[{_HIDDEN}\u0300-\u036f]"
_CHAR = rf"(?:[^\W_]|{_INNER})"
_PART = "|".join((
    r"Ph\.?D\b\.?",
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?:[^\W\d_]\.)+[^\W\d_](?![\w.])",  # U.S.  a.m.  U.S
    r"[A-Z]+(?:&[A-Z]+)+\b",  # AT&T
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:[./:]\d+)+){_CHAR}*",  # 1,000  9/11  2.5bn
    rf"[^\W_]{_CHAR}*(?:[{_APOSTROPHES}][^\W_]{_CHAR}*)*",
))  # fmt: skip
_OWNER = rf"(?:[{_APOSTROPHES}][sS]\b)?"
_WORD = re.compile(
    r"https?://[^\s<>\"”]+|www\.[^\s<>\"”]+|[\w.+-]+@[\w-]+(?:\.\w+)+|[@#]\w+"
    rf"|(?:{_PART}){_OWNER}(?:[{_HYPHENS}](?:{_PART}){_OWNER})*"
)
_CLEAN = str.maketrans(
    dict.fromkeys(_HIDDEN, "") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-")
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_ADDRESS = re.compile(r"https?://|www\.|[@#]|\S+@")
_CAPITALS = re.compile(r"(?:[A-Z]{2,}|[A-Z]+(?:&[A-Z]+)+)s?$")
_NOT_COUNTRY = {"let", "of", "all", "tell", "give", "both"}  # before US in a line of capitals: the pronoun
_SHOUT = 3  # words of capitals that make a line a shout
_LONGEST_ACRONYM = 5  # letters; longer words in capitals are datelines and emphasis


@dataclass(frozen=True)
class Token:
    """A word or name: `start`, `end` are characters of the text it stands in; `norm` is what is counted."""

    start: int
    end: int
    text: str
    norm: str


def tokens(text: str) -> list[Token]:
    """Words in order; punctuation and white space are left out. Numbers, addresses and #tags are words too.

    >>> [t.norm for t in tokens("The U.S.’s anti-American critics told us: De-escalate!")]
    ['the', 'U.S.', 'anti-american', 'critics', 'told', 'us', 'deescalate']
    """
    found, place = [], 0
    for line in text.splitlines(keepends=True):
        words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(line)]
        shouted = _is_shouted([word for _, _, word in words])
        for k, (start, end, word) in enumerate(words):
            if _ADDRESS.match(word):
                word = word.rstrip(".,;:!?)’'")
            loud = shouted or (k == 0 and line[end:].lstrip().startswith(("—", "–", "--")))
            norm = _norm(word, loud, words[k - 1][2].lower() if k else "")
            found.append(Token(place + start, place + start + len(word), word, norm))
        place += len(line)
    return found


def _is_shouted(words: list[str]) -> bool:
    """Whether a line is set in capitals, so that capitals mean nothing in it."""
    words = [w for w in words if len(w) > 1 and w[0].isalpha()]
    loud = sum(w.isupper() for w in words)
    return loud >= _SHOUT and loud > 0.6 * len(words)


def _norm(word: str, loud: bool, before: str) -> str:
    if _ADDRESS.match(word):
        return word.lower()
    word = unicodedata.normalize("NFKC", word.translate(_CLEAN))
    parts = [_without_owner(part) for part in word.split("-")]
    parts = [_part_norm(part, loud, before if k == 0 else "") for k, part in enumerate(parts)]
    joined = "-".join(parts)
    is_spelling = (
        len(parts) > 1 and parts[0] in PREFIXES and parts[1].isalpha() and joined not in KEPT_HYPHENS
    )
    if is_spelling and word.split("-")[1].islower():
        return parts[0] + "-".join(parts[1:])
    return joined


def _without_owner(part: str) -> str:
    """Trump's → Trump; it's stays; the 1990's → 1990s."""
    if part[-2:].lower() != "'s" or part[:-2].lower() in CONTRACTED:
        return part
    return part[:-2] + "s" if part[:-2].isdigit() else part[:-2]


def _part_norm(part: str, loud: bool, before: str) -> str:
    if _DOTTED.match(part):
        part = part.rstrip(".") + "."
        return part if part.isupper() else part.lower()
    if part.upper().replace(".", "") == "PHD":
        return "ph.d."
    if _THOUSANDS.match(part):
        return part.replace(",", "").lower()
    if part in TITLE_CASE_ACRONYMS:
        return TITLE_CASE_ACRONYMS[part]
    return part if _is_acronym(part, loud, before) else part.lower()


def _is_acronym(part: str, loud: bool, before: str) -> bool:
    if not _CAPITALS.match(part):
        return False
    if part == "US":
        return not (loud and before in _NOT_COUNTRY)
    if part.lower() in FUNCTION_WORDS and part not in ACRONYMS:
        return part == "IT" and not loud
    return part in ACRONYMS or (not loud and len(part.rstrip("s")) <= _LONGEST_ACRONYM)
