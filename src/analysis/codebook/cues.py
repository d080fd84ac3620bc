"""Cues: what a codebook looks for in a text, and how it is found.

A cue is a word or several (`regime`, `all-out war`). `*` at the end of a word stands for any ending
(`assassinat*`). A cue in lower case matches any case; a capital in a cue must be a capital in the text
(`US` is not `us`), a small letter may be either. White space, apostrophes and hyphens of any form are the
same. A cue does not match inside a word, nor after a prefix that turns it round (`anti-`, `pro-`, `non-`,
`post-`, `ex-`, `pan-`), unless it begins with it. Where cues overlap the longest wins.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

PREFIXES = ("anti", "pro", "non", "post", "ex", "pan")
_RUN = re.compile(r"\w+")
_TURNED = re.compile(rf"(?:^|(?<!\w))(?:{'|'.join(PREFIXES)})[-‐‑]$", re.IGNORECASE)
_BEFORE = re.compile(r"(\w+)\s$")
_HIGH = re.compile(r"\b[A-Z]")
_OTHERS = frozenset(("every", "each", "any", "another", "other", "similar", "neighbouring", "neighboring"))
_PLAIN = frozenset("the this that these those a an our his her its their my and but".split())
_CAPITALS = re.compile(r"(?: (?:of|for|and)(?= [A-Z])| [A-Z][\w’'-]*)+")
BODIES = frozenset(
    """academy association chamber charity church club college committee confederation congress federation forum
    foundation group institute institution league movement network observatory organisation organization press society
    times trust union university watch""".split()
)  # bodies that have a country in their names and are no part of its government
_APOSTROPHE = "['’‘ʼ]"
_HYPHEN = "[-‐‑]"


@dataclass(frozen=True)
class Hit:
    """A cue found: `code` is whose cue it is, `start` and `end` are characters of the searched text."""

    code: str
    cue: str
    start: int
    end: int
    surface: str


def is_another(text: str, hit: Hit) -> bool:
    """Whether a plain label stands for another: `every hospital`, `Delamere Avenue` of a road that is `the avenue`."""
    before = _BEFORE.search(text[: hit.start])
    if before is None or hit.cue != hit.cue.lower():
        return False
    word = before.group(1)
    if word.lower() in _OTHERS:
        return True
    named = hit.surface[0].isupper() and not hit.surface.isupper() and word[0].isupper() and not word.isupper()
    return named and word.lower() not in _PLAIN and 2 * len(_HIGH.findall(text)) < len(text.split())


def heads_a_body(text: str, hit: Hit) -> bool:
    """Whether a country's name only opens that of a body of its own: `the Orland Farmers Union`, `Orland University`.

    >>> cue = Hit("orland", "Orland", 4, 10, "Orland")
    >>> [heads_a_body(t, cue) for t in ("The Orland Farmers Union says", "The Orland farmers say", "The Orland Army")]
    [True, False, False]
    """
    name = _CAPITALS.match(text, hit.end)
    return name is not None and name.group().split()[-1].lower() in BODIES


def fault(cue: object) -> tuple[str, str] | None:
    """What is wrong with a cue and its remedy, None where nothing is.

    >>> fault("*izing")
    ('the cue starts with *', 'begin it with a letter or figure')
    """
    if not isinstance(cue, str):
        return "a cue is not a string", "write it in quotation marks"
    if not cue.strip():
        return "an empty cue", "remove it"
    if not _RUN.match(cue):
        return f"the cue starts with {cue.strip()[0]}", "begin it with a letter or figure"
    if re.search(r"\*\w|\*\*|\s\*", cue) or cue == "*":
        return f"a * inside a word of {cue!r}", "put * at the end of a word only"
    first = _RUN.match(cue).group()
    if len(first) < 2 and cue[len(first) : len(first) + 1] == "*":
        return f"the cue {cue!r} matches nearly every word", "give two letters or more before *"
    return None


def pattern(cue: str) -> str:
    """The regular expression of a cue, to be matched at the start of a word.

    >>> bool(re.match(pattern("Port Merrin"), "Port  Merrin’s")), bool(re.match(pattern("US"), "us"))
    (True, False)
    """
    plain = " ".join(cue.split())
    loose = plain == plain.lower()
    exact = "".join(_part(character, loose) for character in plain) + ("" if plain[-1] == "*" else r"(?!\w)")
    return f"(?i:{exact})" if loose else exact


def _part(character: str, loose: bool) -> str:
    """A character of a cue: a capital is itself, a small letter stands for both (a headline may raise it)."""
    if character == "*":
        return r"\w*"
    if character == " ":
        return r"\s+"
    if character in "'’‘ʼ":
        return _APOSTROPHE
    if character in "-‐‑":
        return _HYPHEN
    if character.islower() and not loose:
        return f"[{character}{character.upper()}]" if len(character.upper()) == 1 else character
    return re.escape(character)


@lru_cache(maxsize=64)
def hits(matcher: "Matcher", text: str) -> tuple[Hit, ...]:
    """What a matcher finds in a sentence; kept, for it is asked for each word of the sentence that may name the event.
    """
    return tuple(matcher.find(text))


class Matcher:
    """Finds many cues at once. Built from (code, cue) pairs; a cue may belong to several codes."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        owners: dict[str, list[str]] = {}
        for code, cue in cues:
            codes = owners.setdefault(cue, [])
            if code not in codes:
                codes.append(code)
        self._exact: dict[str, list[tuple]] = {}
        self._open: dict[str, list[tuple]] = {}
        for cue, codes in owners.items():
            first = _RUN.match(cue).group().lower()
            item = (re.compile(pattern(cue)), cue, tuple(codes))
            wild = cue[len(first) : len(first) + 1] == "*"
            (self._open if wild else self._exact).setdefault(first, []).append(item)
        self._lengths = sorted({len(k) for k in self._open})

    def every(self, text: str) -> list[Hit]:
        """All hits, overlapping ones too, in order of their place."""
        found = []
        for run in _RUN.finditer(text):
            word = run.group().lower()
            for regex, cue, codes in self._candidates(word):
                match = regex.match(text, run.start())
                if match and not _TURNED.search(text, max(0, run.start() - 6), run.start()):
                    found += [Hit(code, cue, *match.span(), match.group()) for code in codes]
        return found

    def find(self, text: str) -> list[Hit]:
        """Hits of which none overlaps a longer one, in order; a cue of several codes gives a hit for each."""
        chosen: list[Hit] = []
        taken: dict[int, tuple[int, int]] = {}  # by each character, the hit it is in
        for hit in sorted(self.every(text), key=lambda h: (h.start - h.end, h.start)):
            span, its = (hit.start, hit.end), range(hit.start, hit.end)
            if all(taken.get(k, span) == span for k in its):
                chosen.append(hit)
                taken |= dict.fromkeys(its, span)
        once = {(h.code, h.start, h.end): h for h in reversed(chosen)}  # two spellings of a cue hit one word
        return sorted(once.values(), key=lambda h: (h.start, h.end, h.code))

    def _candidates(self, word: str) -> Iterable[tuple]:
        yield from self._exact.get(word, ())
        for length in self._lengths:
            if length > len(word):
                return
            yield from self._open.get(word[:length], ())
