"""Names of several words as one term."""

import re
from collections.abc import Mapping
from dataclasses import replace

from analysis.tokens.lexis import CALENDAR, FUNCTION_WORDS, HEADS_OF, HONORIFICS, NOT_SURNAMES
from analysis.tokens.words import Token, tokens

_OPENS = re.compile(r"(?:^|[.!?:…\n•*]|[.!?…,]?[”\"])[\s\"'“‘(\[]*$|[“\"]$")  # what stands before a sentence
_TITLED = 0.8  # share of capitalised words that makes a line a headline
_SENTENCE = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$|[a-z][.!?] ")  # found in no headline
_LONGEST_FULL_NAME = 3
_DOTS = re.compile(r"([A-Z])\.")

Run = tuple[int, int]


def terms(text: str, variants: Mapping[str, str] | None = None) -> list[Token]:
    """Words, with names of several words as one term and variants in spelling joined.

    variants  a spelling of a word → the one it is counted under, as codebooks give them; in names too

    Acronyms are joined with and without full stops (`U.S.`, `US`).

    A name is a run of capitalised words; a title before it stays a word of its own. A full name whose last
    word stands alone elsewhere in the text is counted under that word, as newspapers write (`Ann Lee`, then
    `Lee`). A word that may owe its capital to the start of a sentence joins only where the text has it
    capitalised elsewhere. Headlines, where all is capitalised, yield words alone.

    >>> [t.norm for t in terms("The Quds Force left. Gen. Ali Sadr led the Quds Force until Sadr fell.")]
    ['the', 'quds force', 'left', 'gen', 'sadr', 'led', 'the', 'quds force', 'until', 'sadr', 'fell']
    """
    words = _joined(tokens(text), variants or {})
    runs = dict(_runs(text, words))
    inside = {k for first, last in runs.items() for k in range(first, last + 1)}
    alone = {w.norm for k, w in enumerate(words) if k not in inside and w.text[:1].isupper()}
    small = {w.norm for w in words if w.text[:1].islower()}
    surnames = alone - small - NOT_SURNAMES
    out, k = [], 0
    while k < len(words):
        last = runs.get(k, k)
        out.append(words[k] if last == k else _name(text, words[k : last + 1], surnames))
        k = last + 1
    return out


def _joined(words: list[Token], variants: Mapping[str, str]) -> list[Token]:
    """Words under the norm they are counted by."""
    norms = {tokens(v)[0].norm: tokens(c)[0].norm for v, c in variants.items() if tokens(v) and tokens(c)}
    joined = ((w, _DOTS.sub(r"\1", w.norm)) for w in words)
    return [replace(w, norm=norms.get(w.norm, norm)) for w, norm in joined]


def _name(text: str, parts: list[Token], surnames: set[str]) -> Token:
    start, end, last = parts[0].start, parts[-1].end, parts[-1].norm
    short = len(parts) <= _LONGEST_FULL_NAME and last in surnames
    return Token(start, end, text[start:end], last if short else " ".join(p.norm for p in parts))


def _runs(text: str, words: list[Token]) -> list[Run]:
    """(first, last) word of every name of two words or more, in order."""
    headline = _headline_words(text, words)
    opening = [_opens(text, words, k) for k in range(len(words))]
    fits = [_fits(w) and k not in headline for k, w in enumerate(words)]
    sure = {w.norm for k, w in enumerate(words) if fits[k] and not opening[k]}
    fits = [
        fit
        and (not opening[k] or words[k].norm in sure or (k + 1 < len(words) and _is_initial(words[k + 1])))
        for k, fit in enumerate(fits)
    ]
    runs: list[Run] = []
    for k in range(len(words)):
        if not fits[k]:
            continue
        last = runs[-1][1] if runs and not opening[k] else None
        if last is not None and (_follows(text, words, last, k) or _goes_on(text, words, last, k)):
            runs[-1] = (runs[-1][0], k)
        else:
            runs.append((k, k))
    return [run for run in runs if run[1] > run[0]]


def _opens(text: str, words: list[Token], k: int) -> bool:
    """Whether a word may owe its capital to its place: first of a sentence, a line or a quotation."""
    start = words[k].start
    if k and (words[k - 1].norm in HONORIFICS or _is_initial(words[k - 1]) or "." in words[k - 1].text):
        return False  # the full stop is an abbreviation's
    return bool(_OPENS.search(text[max(0, start - 4) : start]))


def _is_initial(word: Token) -> bool:
    return len(word.text) == 1 and word.text.isupper() and word.text != "I"


def _fits(word: Token) -> bool:
    lower = word.text.lower()
    return (
        word.text[:1].isupper()
        and lower not in FUNCTION_WORDS
        and lower not in CALENDAR
        and lower not in HONORIFICS
        and not (word.text[-2:] in ("'s", "’s") and len(word.text) < 3)
    )


def _follows(text: str, words: list[Token], last: int, k: int) -> bool:
    return last == k - 1 and _touch(text, words[last], words[k]) and not _ends_office(words, last)


def _touch(text: str, one: Token, two: Token) -> bool:
    """Whether a space alone parts two words, or an initial's full stop; a possessive ends a name."""
    between = text[one.end : two.start]
    owner = one.text[-2:] in ("'s", "’s")
    return not owner and (between in (" ", "\u00a0") or (_is_initial(one) and between == ". "))


def _goes_on(text: str, words: list[Token], last: int, k: int) -> bool:
    """Department of Justice, Secretary of the Treasury."""
    between = text[words[last].end : words[k].start]
    return words[last].norm in HEADS_OF and between in (" of ", " of the ") and k - last <= 3


def _ends_office(words: list[Token], k: int) -> bool:
    """Secretary of State | Mike Pompeo."""
    return k >= 2 and words[k - 1].norm == "of" and words[k - 2].norm in HONORIFICS


def _headline_words(text: str, words: list[Token]) -> set[int]:
    """Places of words in lines that are set as headlines: most words capitalised, no full stop."""
    found: set[int] = set()
    k = place = 0
    for line in text.splitlines(keepends=True):
        place += len(line)
        first = k
        while k < len(words) and words[k].start < place:
            k += 1
        content = [w for w in words[first:k] if w.norm not in FUNCTION_WORDS]
        capital = sum(w.text[:1].isupper() for w in content)
        if len(content) >= 4 and capital > _TITLED * len(content) and not _SENTENCE.search(line):
            found.update(range(first, k))
    return found
