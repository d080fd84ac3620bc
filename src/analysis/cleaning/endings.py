"""Where a piece has ended: how likely it is that nothing of it stands from a line on.

A reader who meets *34 comments* knows that no more of the piece follows, however much the comments read like it. The
labeller decides block by block; this looks at a line as a place where the whole text might be cut, with what stands
above it beside what stands below it: how much, how like each other, in what voice, and below which headings. A logistic
regression over lines that may begin what follows a piece (weights: the table of the labeller).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .features import Features, summed
from .headings import HEADINGS

SURE = 0.9        # from this probability on the piece has ended
_ABOVE = 0.15     # share of the prose that is kept that stands above the line, at least
_REST = 3         # words kept below it, at least: else there is nothing to decide
_DOUBTED = 0.3    # probability of residue from which a line may be the first behind the piece; or it is a heading, …
_SHORT = 14       # … or no longer than so many words, and no sentence
_NEXT = 15        # rows of prose below the line whose likeness to what stands above is looked at …
_LAST = 12        # … beside that of so many above
_KNOWN = 0.6      # probability below which prose counts as what the piece has said
FAR = 4.0         # standard deviations: nothing is farther from the mean
_TELLING = ("comments counted", "comment form")  # headings behind which next to nothing of a piece was found …
_MUCH = 0.3       # … if so much of the prose stands above them …
_TOLD = 0.95      # … and how surely it then has ended
_FADES = 0.97     # of what a heading announces is left a line further down
_MEANS = ("i", "you", "we", "they", "date words", "begins with a digit", "any ask", "digits")  # above beside below


class Ending(NamedTuple):
    """``names`` of the features, their ``mean`` and ``scale``, the ``weights`` and the ``bias`` of the log-odds."""

    names: tuple[str, ...]
    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: float


def ended(known: Ending, found: Features, residue: np.ndarray, least: float = SURE) -> np.ndarray:
    """Of each row the probability, from ``least`` on, that nothing of its text's piece stands from there on; else 0.
    ``residue``: the probability of each row that it is residue.
    """
    rows, table = candidates(found, residue)
    chances = np.zeros(len(residue))
    if len(rows):
        values = np.array([table[name] for name in known.names]).T
        scaled = ((values - known.mean) / known.scale).clip(-FAR, FAR)
        chances[rows] = 1 / (1 + np.exp(-(scaled @ known.weights + known.bias)))
        told = sum(table[f"is: {name}"] for name in _TELLING) * (table["prose above, share"] >= _MUCH) > 0
        chances[rows[told]] = np.maximum(chances[rows[told]], _TOLD)
        chances[chances < least] = 0
        for begin, end in zip(found.pages[:-1].tolist(), found.pages[1:].tolist(), strict=True):
            np.maximum.accumulate(chances[begin:end], out=chances[begin:end])
    return chances


def candidates(found: Features, residue: np.ndarray) -> tuple[np.ndarray, Mapping[str, np.ndarray]]:
    """The rows that may begin what follows a piece, and their features by name, each (len(rows),)."""
    lines, chosen, pages = found.lines, found.chosen, found.pages
    sizes = np.diff(pages)
    first, end = np.repeat(pages[:-1], sizes), np.repeat(pages[1:], sizes)
    words = lines.counts[chosen].astype(float)
    prose = lines.own["prose"][chosen] > 0
    heading = lines.heading[chosen]
    kept = words * (1 - residue)
    sums, prose_sums, every = summed(kept), summed(kept * prose), summed(words)
    index = np.arange(len(words))

    def above(total: np.ndarray, at: np.ndarray) -> np.ndarray:
        return total[at] - total[first[at]]

    def below(total: np.ndarray, at: np.ndarray) -> np.ndarray:
        return total[end[at]] - total[at]

    share = above(prose_sums, index) / np.maximum(prose_sums[end] - prose_sums[first], 1e-9)
    short = (words <= _SHORT) & ~(lines.own["ends a sentence"][chosen] > 0)
    rows = np.flatnonzero((share >= _ABOVE) & (below(sums, index) > _REST)
                          & ((residue >= _DOUBTED) | (heading > 0) | short))
    if not len(rows):
        return rows, {}
    kept_above, kept_below = above(sums, rows), below(sums, rows)
    words_above, words_below = np.maximum(above(every, rows), 1), np.maximum(below(every, rows), 1)
    doubt = summed(residue)
    out = {
        "residue": residue[rows], "words": np.log1p(words[rows]), "prose": prose[rows].astype(float),
        "place": (rows - first[rows]) / (end - first)[rows], "lines": np.log1p((end - first)[rows]),
        "prose above, share": share[rows], "prose above": np.log1p(above(prose_sums, rows)),
        "kept below": np.log1p(kept_below), "kept below, of that above": np.log((kept_below + 5) / (kept_above + 5)),
        "kept below, share": kept_below / words_below, "kept above, share": kept_above / words_above,
        "words below": np.log1p(words_below),
        "residue of the next": _mean(doubt, rows, np.minimum(rows + 3, end[rows])),
        "residue of those before": _mean(doubt, np.maximum(rows - 3, first[rows]), rows),
    }
    _likeness(found, residue, prose, words, rows, out)
    said = np.zeros((len(_MEANS), len(words) + 1))
    np.cumsum([lines.own[name][chosen] * words for name in _MEANS], axis=1, out=said[:, 1:])
    for name, over, under in zip(_MEANS, (said[:, rows] - said[:, first[rows]]) / words_above,
                                 (said[:, end[rows]] - said[:, rows]) / words_below, strict=True):
        out[f"{name}: above"], out[f"{name}: below"] = over, under
    standing = np.where(share >= _ABOVE, heading, 0)
    there, none = {*standing.tolist()}, np.zeros(len(rows))
    for number, one in enumerate(HEADINGS, 1):
        out[f"is: {one.name}"] = out[f"below: {one.name}"] = none
        if number in there:
            last = np.maximum.accumulate(np.where(standing == number, index, -1))[rows]
            out[f"is: {one.name}"] = (standing[rows] == number).astype(float)
            out[f"below: {one.name}"] = np.where(last >= first[rows], _FADES ** (rows - last), 0)
    return rows, out


def _likeness(found: Features, residue: np.ndarray, prose: np.ndarray, words: np.ndarray, rows: np.ndarray,
              out: dict[str, np.ndarray]) -> None:
    """How much of what the prose below says the piece has said before, beside how much of what the prose above says."""
    said = found.said.before(prose & (residue < _KNOWN))
    places = np.flatnonzero(prose)
    size = summed(words[places])
    known = summed(words[places] * said[places])
    sizes = np.diff(found.pages)
    bounds = np.searchsorted(places, found.pages)
    first, end = np.repeat(bounds[:-1], sizes)[rows], np.repeat(bounds[1:], sizes)[rows]
    at = np.searchsorted(places, rows)
    upto, since = np.minimum(at + _NEXT, end), np.maximum(at - _LAST, first)
    below = (known[upto] - known[at]) / np.maximum(size[upto] - size[at], 1)
    above = (known[at] - known[since]) / np.maximum(size[at] - size[since], 1)
    nearest = np.append(said[places], 0)[np.minimum(at, len(places))] * (at < end)
    out |= {"said before, below": below, "said before, above": above, "said before, below less above": below - above,
            "said before, next": nearest, "paragraphs below": (upto - at) / _NEXT,
            "words a paragraph below": np.log1p((size[end] - size[at]) / np.maximum(end - at, 1)),
            "words a paragraph above": np.log1p((size[at] - size[first]) / np.maximum(at - first, 1))}


def _mean(sums: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    return (sums[end] - sums[begin]) / np.maximum(end - begin, 1)
