"""What is seen of whole texts before their lines are looked at one by one: from which probability lines go, between
which lines the prose runs, and which lines a rule may speak of at all. Computed for many texts at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .characters import Lines

SURE = 0.015  # probability under which no cue decides about a long line, in any mode
FORM = 0.1    # probability from which a caption or bio is known by its form
LONG = 15     # words: a shorter line is no paragraph
BIO = (4, 140)  # words: no bio is shorter or longer
QUOTE = (4, 30)  # … and no pull quote

# (confidence, share of the decisions as sure or surer that were wrong, its 95% interval from resampled sites, their
# number): of lines of the benchmark's pages, by weights that had not seen a page's site. benchmarks/cleaning.py --cv
# prints it.
WRONG_FROM = (
    (0.0, 0.064, 0.055, 0.074, 423_852),
    (0.5, 0.056, 0.048, 0.065, 413_970),
    (0.6, 0.052, 0.044, 0.060, 407_332),
    (0.7, 0.047, 0.039, 0.055, 398_997),
    (0.8, 0.038, 0.031, 0.046, 385_494),
    (0.85, 0.033, 0.026, 0.040, 373_479),
    (0.9, 0.026, 0.020, 0.033, 356_468),
    (0.95, 0.019, 0.014, 0.026, 324_106),
    (0.98, 0.013, 0.008, 0.021, 272_959),
    (0.99, 0.010, 0.005, 0.018, 228_522),
)


@dataclass(frozen=True, slots=True)
class Mode:
    """``recall``: how much more a lost word of the piece weighs than a word of residue left in; ``sure``: from this
    probability a line goes whatever else stands in the text; ``scale`` moves the rules' own thresholds.
    """

    recall: float
    sure: float
    scale: float

    def least(self, probability: float) -> float:
        """A rule's threshold in this mode: scaled towards 1 (keep) or 0 (strict)."""
        return 1 - (1 - probability) * self.scale if self.scale <= 1 else probability / self.scale


MODES = {"default": Mode(1.6, 0.85, 1.0), "keep": Mode(60.0, 0.995, 0.1), "strict": Mode(0.7, 0.85, 2.0)}


class Outlook(NamedTuple):
    """Of one text: ``bound``, the probability from which its lines go; ``first`` and ``last`` line of its prose, which
    are its number of lines and -1 where it has none; and by their places the lines that rules are to look at:
    ``asked``, for how they begin, for a cue that may decide or name the kind, or for what a caption has; ``dropped``,
    of which the model alone decides, and which go; ``bios`` and ``closes``, which have a word without which nothing
    is a bio, or the close of a letter; ``odd``, which begin as an address or a pull quote does.
    """

    bound: float
    first: int
    last: int
    asked: list[int]
    dropped: list[int]
    bios: list[int]
    closes: list[int]
    odd: list[int]


def outlooks(lines: Lines, rows: np.ndarray, pages: np.ndarray, residue: np.ndarray, hinted: np.ndarray, mode: Mode
             ) -> Iterator[Outlook]:
    """Of each text. ``rows`` of the lines are those of texts that begin at ``pages``; of each row ``residue`` is the
    probability, and ``hinted`` whether the split has shown its role.
    """
    sizes = np.diff(pages)
    words, prose = lines.counts[rows], lines.prose[rows]
    bounds = list(bounds_of(residue, words, pages, mode))
    bound = np.repeat(bounds, sizes)
    main, = _places((prose & (words >= LONG) & (residue < bound))[None], pages)
    first = np.array([own[0] if own else size for own, size in zip(main, sizes.tolist(), strict=True)])
    filled = np.array([bool(own) for own in main], bool)
    place = np.arange(pages[-1]) - np.repeat(pages[:-1], sizes)
    above = place < np.repeat(np.where(filled, first, 0), sizes)
    head = place <= np.repeat(first + 2, sizes)
    formed = residue >= mode.least(FORM)
    gone = (residue >= bound) | (above & ~prose & (residue >= mode.least(0.35)))
    cued = residue >= np.where(lines.least[rows] > 0, mode.least(lines.least[rows]), 0)
    cued &= (residue >= SURE) | (words <= LONG)
    asked = hinted | cued | (gone & lines.cued[rows]) | (lines.pictured[rows] & formed) | (lines.begins[rows] & head)
    bios = lines.who[rows] & formed & (words >= BIO[0]) & (words <= BIO[1])
    quoted = lines.own["begins with a quote"][rows] & (words >= QUOTE[0]) & (words <= QUOTE[1])
    odd = lines.addressed[rows] | (quoted & (residue >= mode.least(0.0)))
    every = _places(np.array([asked, gone & ~asked, bios, lines.closes[rows], odd]), pages)
    for limit, own, size, *places in zip(bounds, main, sizes.tolist(), *every, strict=True):
        yield Outlook(limit, *((own[0], own[-1]) if own else (size, -1)), *places)


def bounds_of(residue: np.ndarray, words: np.ndarray, pages: np.ndarray, mode: Mode) -> Iterator[float]:
    """Of each text the probability from which its lines are dropped: what is then kept has the best expected precision
    plus ``mode.recall`` times the expected recall, in words (as a threshold for F1 depends on what is attainable:
    Lipton, Elkan & Naryanaswamy 2014, ECML PKDD, pp. 225-239). So a text of which most is in doubt stays, and of a text
    in which one line is doubtful that line goes.
    """
    order = np.lexsort((words, residue, np.repeat(np.arange(len(pages) - 1), np.diff(pages))))
    residue, every = residue[order], words[order] + 0.5
    own = (1 - residue) * every
    for begin, end in pairwise(pages.tolist()):
        kept = own[begin:end].cumsum()
        if begin == end or not kept[-1]:
            yield mode.sure
            continue
        best = begin + 1 + int((kept / every[begin:end].cumsum() + mode.recall * kept / kept[-1]).argmax())
        yield min(float(residue[best]), mode.sure) if best < end else mode.sure


def _places(hits: np.ndarray, pages: np.ndarray) -> list[list[list[int]]]:
    """Of each of several sets of ``hits`` (sets, rows) and each text the places of its rows that are hit, counted from
    its first.
    """
    begins = np.append((pages[:-1] + np.arange(len(hits))[:, None] * pages[-1]).ravel(), hits.size)
    hit = np.flatnonzero(hits)
    cuts = np.searchsorted(hit, begins)
    places = (hit - np.repeat(begins[:-1], np.diff(cuts))).tolist()
    texts = [places[begin:end] for begin, end in pairwise(cuts.tolist())]
    many = len(pages) - 1
    return [texts[n * many:(n + 1) * many] for n in range(len(hits))]
