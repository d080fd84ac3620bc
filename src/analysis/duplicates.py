"""Pieces that are nearly one text: a wire story printed twice, a page saved before and after a correction."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_RUN = 4  # words of a shingle
_SAME = 0.5  # share of a paragraph's shingles that the other piece has as well: what a few changed words leave
_MANY = 40  # pieces that have a run: no more are looked at
_WARNED = 0.5  # share of a piece's paragraphs in another from which on the two are told of

Shingle = tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """A piece of whose `of` paragraphs `common` stand in the piece `other` as well, word for word or nearly."""

    piece: str
    other: str
    common: int
    of: int


def near_duplicates(pieces: Mapping[str, Sequence[str]]) -> dict[str, Alike]:
    """By piece, the other in which half of its paragraphs or more stand, the most first; `pieces` are their paragraphs.

    Of two that hold one another the later is told of, and of two of which one holds the other, the one that is held.
    A paragraph stands in a piece where half of its runs of four words do: shingles and containment as in Broder
    (1997, On the resemblance and containment of documents, Compression and Complexity of Sequences, 21-29). Runs are
    looked up, not compared pair by pair; of a run that many pieces have, such as an outlet's own appeal, the first
    forty are looked at, so that time grows with the pieces.

    >>> near_duplicates({"a": ["The bridge was closed on Monday."], "b": ["The bridge was closed on Monday evening."]})
    {'b': Alike(piece='b', other='a', common=1, of=1)}
    """
    shingles = {piece: [found for p in paragraphs if (found := _shingles(p))] for piece, paragraphs in pieces.items()}
    holders: dict[Shingle, list[str]] = defaultdict(list)
    for piece, paragraphs in shingles.items():
        for shingle in set().union(*paragraphs):
            if len(holders[shingle]) < _MANY:
                holders[shingle].append(piece)
    common = {piece: _common(piece, paragraphs, holders) for piece, paragraphs in shingles.items()}
    order = {piece: number for number, piece in enumerate(pieces)}
    found = {}
    for piece, others in common.items():
        held = {other: n / len(shingles[piece]) for other, n in others.items()}
        told = [other for other, share in held.items() if share >= _WARNED
                and (share, order[piece]) > (common[other][piece] / len(shingles[other]), order[other])]
        if told:
            other = min(told, key=lambda o: (-held[o], order[o]))
            found[piece] = Alike(piece, other, others[other], len(shingles[piece]))
    return found


def _common(piece: str, paragraphs: Sequence[set[Shingle]], holders: Mapping[Shingle, list[str]]) -> Counter[str]:
    """How many of a piece's paragraphs stand in each other."""
    found: Counter[str] = Counter()
    for shingles in paragraphs:
        here = Counter(other for shingle in shingles for other in holders[shingle])
        found.update(other for other, n in here.items() if other != piece and n >= _SAME * len(shingles))
    return found


def _shingles(paragraph: str) -> set[Shingle]:
    words = _WORD.findall(paragraph.lower())
    return {tuple(words[n:n + _RUN]) for n in range(max(1, len(words) - _RUN + 1))} if words else set()
