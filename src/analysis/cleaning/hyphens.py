"""Words that were cut at the ends of lines, as typesetting does it: ``mem-`` above ``bers``.

A hyphen at the end of a line is one of the word (``long-`` above ``term``) or only says that the word goes on. The
latter is told by the text's other words and by common ones: the joined word is among them, and with a hyphen it stands
nowhere else, or neither of its halves is; in a text where that is so of some, also what is cut before an ending.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from analysis import english

from .wrapped import flat

_END = re.compile(r"[-\u2010\u00ad][ \t]*[\r\n]")
_CUT = re.compile(r"(?<![\w’'-])([^\W\d_]+)([-\u2010\u00ad][ \t]*(?:\r\n|\n|\r)[ \t]*)([^\W\d_]+)(\S*)")
_WITHIN = re.compile(r"[.?!…][\"”’')\]]*[^\"”’')\].?!…,;:]")  # a sentence ends, and what follows is written close to it
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_ENDING = re.compile(  # what is no word, though it may look like one that the text does not hold
    r"(?:[st]?ions?|s?sions?|ations?|ments?|ness|ings?|abl[ey]|ibl[ey]|ities|ity|[td]?ers?|[td]?ors?|[td]?ed|ly|ally|als?|ances?|"
    r"ences?|ency|ous|ous?ly|tive(?:ly)?|isms?|ists?|icals?|ically|tur(?:e|es|ed|al)|ians?|ating|ated|ates?)$")


class Whole(NamedTuple):
    """``text``: as many characters as the raw text has, each word that was cut in one piece, with the characters that
    were left out as spaces behind it; ``moved``: (start, end, by) of what stands so many characters further on in the
    raw text; ``joined`` and ``kept``: the words that were cut, and those whose hyphen may be their own.
    """

    text: str
    moved: tuple[tuple[int, int, int], ...] = ()
    joined: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the raw text from which those of ``text`` from ``start`` to ``end`` come."""
        return (self._raw(start), self._raw(end - 1) + 1) if end > start else (start, end)

    def flat(self, start: int, end: int) -> str:
        """What ``text`` has there on one line, without the spaces behind words that were cut."""
        if not self.moved:
            return flat(self.text[start:end])
        held = self.moved[max(0, bisect_left(self.moved, start, key=itemgetter(0)) - 1):
                          bisect_left(self.moved, end, key=itemgetter(0))]
        pads = [(max(start, min(end, last)), max(start, min(end, last + by))) for _, last, by in held]
        places = [start, *chain.from_iterable(pads), end]
        return flat("".join(self.text[a:b] for a, b in zip(places[::2], places[1::2], strict=True)))

    def _raw(self, at: int) -> int:
        near = bisect_right(self.moved, at, key=itemgetter(0)) - 1
        return at + self.moved[near][2] if near >= 0 and at < self.moved[near][1] else at

    @property
    def told(self) -> tuple[str, ...]:
        """Warnings: how many words are cut, and which may be."""
        if not self.joined:
            return ()
        some = f"{len(self.joined)} words were cut" if len(self.joined) > 1 else "1 word was cut"
        said = [f"{some} at line ends and read whole: {_listed(self.joined)}"]
        if self.kept:
            said.append(f"{len(self.kept)} more may have been, and kept the hyphen: {_listed(self.kept)}")
        return tuple(said)


def _listed(words: Sequence[str], most: int = 5) -> str:
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")


def may_be_cut(text: str) -> bool:
    """Whether any line ends in a hyphen."""
    return bool(_END.search(text))


def whole(text: str, places: Iterable[tuple[int, int]]) -> Whole:
    """A text with the words whole that are cut at the ends of lines within some of its ``places`` (start, end), each a
    paragraph whose lines were wrapped.

    >>> text = "She sold to cus-\\ntomers whose custom-\\ners were customers."
    >>> found = whole(text, [(0, len(text))])
    >>> found.text
    'She sold to customers   whose customers   were customers.'
    >>> text[slice(*found.span(12, 21))]
    'cus-\\ntomers'
    >>> found.flat(0, len(text))
    'She sold to customers whose customers were customers.'
    """
    if not may_be_cut(text):
        return Whole(text)
    cuts = [cut for start, end in places for cut in _CUT.finditer(text, start, end)
            if cut[1][-1].islower() and cut[3][0].islower() and not _WITHIN.search(cut[4])]
    if not cuts:
        return Whole(text)
    starts = {cut.start() for cut in _chosen(text, cuts)}
    joined = [cut for cut in cuts if cut.start() in starts]
    parts, moved, at = [], [], 0
    for cut in joined:
        by = len(cut[2])
        parts += [text[at:cut.end(1)], cut[3], cut[4], " " * by]
        moved.append((cut.end(1), cut.end() - by, by))
        at = cut.end()
    return Whole("".join([*parts, text[at:]]), tuple(moved), tuple(map(_shown, joined)),
                 tuple(_shown(cut) for cut in cuts if cut.start() not in starts))


def _shown(cut: re.Match) -> str:
    return f"{cut[1]}-{cut[3]}"


def _chosen(text: str, cuts: Sequence[re.Match]) -> list[re.Match]:
    """Those of the places of which the hyphen is none of the word."""
    lowered = text.lower()
    others = frozenset(_LETTERS.findall(_CUT.sub(" ", lowered)))
    known = others | english.common()
    hyphened = frozenset(_HYPHENED.findall(lowered))
    asked = [cut for cut in cuts if cut[2][0] == "\u00ad" or _shown(cut).lower() not in hyphened]
    sure = [cut for cut in asked if cut[2][0] == "\u00ad" or (cut[1] + cut[3]).lower() in known
            or not known & {cut[1].lower(), cut[3]}]
    if not sure:  # nothing tells that the text is one whose words are cut
        return []
    starts = {cut.start() for cut in sure}
    return [cut for cut in asked if cut.start() in starts or (cut[3] not in known and _ENDING.match(cut[3]))]
