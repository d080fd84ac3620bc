"""Whether a corpus can carry a topic model at all.

Two questions, both must be answered yes. Do words keep company beyond chance? The directions of the matrix
are set against matrices in which every word keeps its counts and is dealt to units anew, by their length
(Horn's parallel analysis, Psychometrika 30, 1965, 179-185, with a null of our own that knows that words come
in bursts). And do topics come back when a fifth of the units is left out?
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from analysis.show import p_value
from analysis.topics.decomposition import energies
from analysis.topics.model import STABLE, Model, weigh

_DEALS = 99
_ALPHA = 0.01
_DIRECTIONS = 8
_SAMPLED = 1000  # units at most for the deals
_FEWEST = 10  # units; below, there is nothing to model


@dataclass(frozen=True)
class Verdict:
    """`carries`: whether topics may be read at all. `p`: as much company of words by chance, or nan.

    `stable`, `topics`: how many topics come back in subsamples, of how many. `units`: what it rests on, and
    `sampled` how many of them the deals used (0: all).
    """

    carries: bool
    p: float
    stable: int
    topics: int
    units: int
    sampled: int
    reason: str

    @property
    def sentence(self) -> str:
        can = "can" if self.carries else "cannot"
        return f"This corpus {can} carry a topic model: {self.reason}."


def company(counts: csr_matrix, *, deals: int = _DEALS, alpha: float = _ALPHA, seed: int = 0) -> float:
    """p: how often words keep as much company when each is dealt to units anew.

    The deals stop as soon as p is sure to be above alpha (Besag & Clifford, Biometrika 78, 1991, 301-304).
    nan where there are fewer than ten units or three terms.
    """
    counts = _sampled_rows(counts)
    counts = csr_matrix(counts[:, np.asarray((counts > 0).sum(axis=0)).ravel() >= 2])
    if counts.shape[0] < _FEWEST or counts.shape[1] < 3:
        return float("nan")
    observed = _structure(counts)
    rng = np.random.default_rng(seed)
    length = np.asarray(counts.sum(axis=1)).ravel()
    as_much = 0
    for done in range(1, deals + 1):
        as_much += _structure(dealt(counts, length, rng)) >= observed
        if (as_much + 1) / (deals + 1) > alpha:
            return (as_much + 1) / (done + 1)
    return (as_much + 1) / (deals + 1)


def verdict(
    counts: csr_matrix, model: Model | None, *, p: float | None = None, units: int = 0, seed: int = 0
) -> Verdict:
    """The verdict on counts (units, terms) and the topics found in them (None: too few units for any).

    `units`: how many the corpus has, where the counts are a sample of them.
    """
    p = company(counts, seed=seed) if p is None else p
    units, sampled = units or counts.shape[0], _SAMPLED if counts.shape[0] > _SAMPLED else 0
    topics = model.k if model else 0
    stable, told = int((model.stability >= STABLE).sum()) if model else 0, p_value(p)
    if model is None or not np.isfinite(p):
        reason = f"{units} units are too few to look for topics in"
    elif p > _ALPHA:
        reason = f"its words do not surely keep more company than words dealt out by chance (p {told}; required: .01)"
    elif 2 * stable < topics:
        reason = (
            f"words do keep company (p {told}), but only {stable} of {topics} topics come back when a "
            f"fifth of the {units} units is left out (stability {STABLE} or more)"
        )
    else:
        reason = f"words keep company beyond chance (p {told}), and {stable} of {topics} topics are stable"
        return Verdict(True, p, stable, topics, units, sampled, reason)
    return Verdict(False, p, stable, topics, units, sampled, reason)


def dealt(counts: csr_matrix, length: np.ndarray, rng: np.random.Generator) -> csr_matrix:
    """Every term keeps its counts; their units are drawn anew, by the units' length, none twice."""
    by_term = counts.tocsc()
    term = np.repeat(np.arange(counts.shape[1]), np.diff(by_term.indptr))
    edges = np.cumsum(length) / length.sum()
    unit = np.searchsorted(edges, rng.random(len(term)), side="right").clip(0, counts.shape[0] - 1)
    for _ in range(50):
        key = term * counts.shape[0] + unit
        order = np.argsort(key, kind="stable")
        again = order[1:][np.diff(key[order]) == 0]
        if not len(again):
            break
        unit[again] = np.searchsorted(edges, rng.random(len(again)), side="right").clip(
            0, counts.shape[0] - 1
        )
    return csr_matrix((by_term.data, (unit, term)), shape=counts.shape)


def _structure(counts: csr_matrix) -> float:
    """What the leading directions of the weighted matrix hold; the first, common to all units, left out."""
    return float(energies([weigh(counts)], _DIRECTIONS)[1:].sum())


def _sampled_rows(counts: csr_matrix) -> csr_matrix:
    if counts.shape[0] <= _SAMPLED:
        return csr_matrix(counts)
    return csr_matrix(counts)[np.linspace(0, counts.shape[0] - 1, _SAMPLED).astype(int)]
