"""Blocks that stand in several pieces of one outlet: residue there, whatever they say.

Two passes over a big corpus: count, then clean. Counts of parts add up, so that each part can be counted by itself
(a Dask bag's ``fold`` with ``blocks_of`` and ``Counter.__add__`` does).
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from .split import lines

_LEAST = 3       # words: shorter lines repeat by chance ("He left.")
_PIECES = 3      # a block stands in at least so many pieces of the outlet …
_SHARE = 0.05    # … and in this share of them


def blocks_of(text: str) -> Counter[str]:
    """Each block of a text once, to be added to those of the outlet's other pieces.

    >>> blocks_of("Sign up for our letter\\n\\nIt rained all day.\\nSign up for our letter")
    Counter({'Sign up for our letter': 1, 'It rained all day.': 1})
    """
    found = dict.fromkeys(span.text for span in lines(text))
    return Counter(block for block in found if len(block.split()) >= _LEAST)


def repeated_blocks(counts: Mapping[str, int], pieces: int) -> frozenset[str]:
    """The blocks that stand in enough of an outlet's ``pieces``, from the sum of their :func:`blocks_of`."""
    least = max(_PIECES, _SHARE * pieces)
    return frozenset(block for block, times in counts.items() if times >= least)


def repeated_by_outlet(texts: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """(outlet, text) pairs → the repeated blocks of each outlet, to be given to ``clean(text, repeated=…)``."""
    counts: dict[str, Counter[str]] = {}
    pieces: Counter[str] = Counter()
    for outlet, text in texts:
        counts.setdefault(outlet, Counter()).update(blocks_of(text))
        pieces[outlet] += 1
    return {outlet: repeated_blocks(found, pieces[outlet]) for outlet, found in counts.items()}
