"""Which words are each group's own, of two groups or more, each against all others.

Effect: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn, Political Analysis 16,
2008, 372-403, eqs. 15-22), with an interval from resampled paragraphs. Beside it G² (Dunning, Computational
Linguistics 19, 1993, 61-74) and the log ratio of rates (Hardie 2014).

A word has to pass two tests, the weaker of which counts (intersection-union, Berger, Technometrics 24, 1982,
295-300). The z of the log-odds knows how few occurrences there are, but takes words as drawn one by one.
Dealing paragraphs to the groups anew knows that words come in bursts, but takes paragraphs as independent.
All words of all groups are corrected together.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, spmatrix
from scipy.special import ndtr, ndtri

from analysis.statistics.intervals import CELLS, percentiles, resampled_counts
from analysis.statistics.testing import benjamini_hochberg

_STRATUM = 50  # terms of like spread at least, whose differences under chance are pooled
_DEALT = 2_000_000  # numbers drawn from dealt-out groups for each stratum at most
_WORK = 2_000_000_000  # counts read for all deals at most
_BATCH = 250  # terms whose intervals are computed at once


@dataclass(frozen=True)
class Keyness:
    """Arrays of shape (groups, terms), except `spread_all` and `n_all` (terms,) and `names` (groups,).

    n, rest           occurrences in the group, in all others
    rate, rate_rest   per 1,000 words
    spread            units (paragraphs) of the group with the term; `spread_all` of all groups
    log_odds, z       shrunken log-odds ratio (natural logarithm), and it over its standard error
    low, high         interval of log_odds: the wider end each of that from resampled units and that from z
                      (resampling cannot draw what was never seen); nan where not asked for or units are few
    log_ratio         log2 of the ratio of rates, half an occurrence added to both
    g2                log-likelihood ratio, signed by direction
    p_words, p_dealt  two-sided: from z, from units dealt anew; `p` is the larger (nan: term not there at all)
    q                 p corrected over all terms and groups (Benjamini-Hochberg)
    """

    names: np.ndarray
    n: np.ndarray
    rest: np.ndarray
    rate: np.ndarray
    rate_rest: np.ndarray
    spread: np.ndarray
    log_odds: np.ndarray
    z: np.ndarray
    low: np.ndarray
    high: np.ndarray
    log_ratio: np.ndarray
    g2: np.ndarray
    p_words: np.ndarray
    p_dealt: np.ndarray
    p: np.ndarray
    q: np.ndarray
    n_all: np.ndarray
    spread_all: np.ndarray


def keyness(
    counts: spmatrix, groups, sizes=None, *, prior=100.0, deals=1000, resamples=1000, top=50, seed=0,
    level=0.95
) -> Keyness:  # fmt: skip
    """Compare each group's terms with those of all other groups.

    counts     shape (units, terms): how often each term stands in each paragraph (or piece)
    groups     shape (units,): labels of the groups
    sizes      shape (units,): words of each unit, all of them; None: the sum of its counts
    prior      weight of the prior, in words of the whole corpus
    deals      how often units are dealt to the groups anew for p
    top        intervals are computed for so many terms of each group, by |z|

    Raises ValueError where there are fewer than two groups or lengths differ.

    >>> counts = [[3, 1]] * 6 + [[0, 1]] * 6
    >>> found = keyness(counts, ["a"] * 6 + ["b"] * 6, [50] * 12)
    >>> found.n.tolist(), found.rate[0].round(1).tolist(), (found.q < 0.05).tolist()
    ([[18, 6], [0, 6]], [60.0, 20.0], [[True, False], [True, False]])
    """
    counts = csr_matrix(counts, dtype=float)
    names, codes = np.unique(np.asarray(groups), return_inverse=True)
    sizes = np.asarray(counts.sum(axis=1)).ravel() if sizes is None else np.asarray(sizes, dtype=float)
    if len(names) < 2:
        raise ValueError("keyness compares two groups or more")
    if not counts.shape[0] == len(codes) == len(sizes):
        raise ValueError(f"{counts.shape[0]} rows of counts, {len(codes)} groups, {len(sizes)} sizes")
    member = csr_matrix(np.eye(len(names))[codes].T)
    n, words = (member @ counts).toarray(), member @ sizes
    rest, words_rest = n.sum(axis=0) - n, (words.sum() - words)[:, None]
    words = words[:, None]
    alpha = prior * np.maximum(n.sum(axis=0), 0.5) / words.sum()
    log_odds, error = _log_odds(n, rest, words, words_rest, alpha, prior)
    z = log_odds / error
    low, high = _intervals(counts, codes, sizes, alpha, prior, log_odds, error, top, resamples, seed, level)
    present = csr_matrix((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
    p_words, p_dealt = 2 * ndtr(-np.abs(z)), _dealt_p(counts, codes, sizes, len(names), deals, seed)
    p = np.where(n.sum(axis=0) > 0, np.maximum(p_words, p_dealt), np.nan)
    return Keyness(
        names=names,
        n=n.astype(int),
        rest=rest.astype(int),
        rate=1000 * n / words,
        rate_rest=1000 * rest / words_rest,
        spread=(member @ present).toarray().astype(int),
        log_odds=log_odds,
        z=z,
        low=low,
        high=high,
        log_ratio=np.log2((n + 0.5) / words) - np.log2((rest + 0.5) / words_rest),
        g2=_g2(n, rest, words, words_rest),
        p_words=p_words,
        p_dealt=p_dealt,
        p=p,
        q=benjamini_hochberg(p),
        n_all=n.sum(axis=0).astype(int),
        spread_all=np.asarray(present.sum(axis=0)).ravel().astype(int),
    )


def _log_odds(n, rest, words, words_rest, alpha, prior):
    ours = np.log((n + alpha) / (words + prior - n - alpha))
    theirs = np.log((rest + alpha) / (words_rest + prior - rest - alpha))
    return ours - theirs, np.sqrt(1 / (n + alpha) + 1 / (rest + alpha))


def _g2(n, rest, words, words_rest):
    share = np.maximum(n + rest, 1e-12) / (words + words_rest)
    terms = [np.where(x > 0, x * np.log(np.where(x > 0, x, 1) / (w * share)), 0)
             for x, w in ((n, words), (rest, words_rest))]  # fmt: skip
    return 2 * sum(terms) * np.sign(n / words - rest / words_rest)


def _intervals(counts, codes, sizes, alpha, prior, log_odds, error, top, resamples, seed, level):
    """Of each group's terms with the largest |z|; units are drawn within the group and within the rest."""
    low, high = np.full(error.shape, np.nan), np.full(error.shape, np.nan)
    for g in range(len(error)):
        chosen = np.sort(np.argsort(-np.abs(log_odds[g] / error[g]), kind="stable")[:top])
        sides = [np.flatnonzero(codes == g), np.flatnonzero(codes != g)]
        for start in range(0, len(chosen), _BATCH):
            terms = chosen[start : start + _BATCH]
            logits = [
                _logits(
                    counts[rows][:, terms].toarray(), sizes[rows], alpha[terms], prior, resamples, seed + side
                )
                for side, rows in enumerate(sides)
            ]
            ends = percentiles(logits[0] - logits[1], min(map(len, sides)), level)
            half = ndtri((1 + level) / 2) * error[g, terms]
            low[g, terms] = np.minimum(ends[0], log_odds[g, terms] - half)
            high[g, terms] = np.maximum(ends[1], log_odds[g, terms] + half)
    return low, high


def _logits(counts, sizes, alpha, prior, resamples, seed):
    blocks = []
    for drawn in resampled_counts(len(sizes), resamples, seed):
        n, words = drawn @ counts, (drawn @ sizes)[:, None]
        blocks.append(np.log((n + alpha) / (words + prior - n - alpha)))
    return np.concatenate(blocks)


def _dealt_p(counts, codes, sizes, k, deals, seed) -> np.ndarray:
    """p of each term in each group: how often terms of like spread differ as much when units are dealt anew.

    The statistic is the group's excess of the term over its share by words, over its standard deviation
    under all deals (Cochran 1977, p. 23). A term of one unit alone cannot be told from chance: p = 1.
    """
    excess = _Excess(counts, sizes)
    observed = np.abs(excess.of(codes[None], k)[0])
    strata = _strata(np.diff(counts.tocsc().indptr))
    p = np.ones(observed.shape)
    wanted = [terms for s in range(1, strata.max(initial=0) + 1) if len(terms := np.flatnonzero(strata == s))]
    null = [[] for _ in wanted]
    deals = min(
        deals, max(100, _DEALT // (max(map(len, wanted), default=1) * k)), max(50, _WORK // (counts.nnz + 1))
    )
    for dealt in _deals(excess, codes, k, deals, np.random.default_rng(seed)):
        for values, terms in zip(null, wanted, strict=True):
            values.append(np.abs(dealt[:, :, terms]).ravel())
    for values, terms in zip(null, wanted, strict=True):
        values = np.sort(np.concatenate(values))
        larger = len(values) - np.searchsorted(values, observed[:, terms] - 1e-9)
        p[:, terms] = (larger + 1) / (len(values) + 1)
    return p


def _deals(excess: "_Excess", codes: np.ndarray, k: int, deals: int, rng) -> Iterator[np.ndarray]:
    """Blocks of shape (some deals, groups, terms)."""
    step = max(1, CELLS // max(k * len(excess.share), excess.units))
    for start in range(0, deals, step):
        yield excess.of(rng.permuted(np.tile(codes, (min(step, deals - start), 1)), axis=1), k)


def _strata(spread: np.ndarray) -> np.ndarray:
    """From 1 on, terms of like spread; 0 for those of one unit or none."""
    tested = np.sort(spread[spread > 1])
    edges = np.unique(tested[:: max(_STRATUM, len(tested) // 12)])
    if len(edges) > 1 and (tested >= edges[-1]).sum() < _STRATUM:
        edges = edges[:-1]
    return np.where(spread > 1, np.searchsorted(edges, spread, side="right"), 0)


class _Excess:
    """Standardised excess of each term in each group, quick for many deals."""

    def __init__(self, counts: csr_matrix, sizes: np.ndarray) -> None:
        self.counts, self.sizes, self.units = counts, sizes, len(sizes)
        self.share = np.asarray(counts.sum(axis=0)).ravel() / sizes.sum()
        squares = np.asarray(counts.multiply(counts).sum(axis=0)).ravel()
        crossed = counts.T @ sizes
        self.variance = squares - 2 * self.share * crossed + self.share**2 * (sizes @ sizes)

    def of(self, codes: np.ndarray, k: int) -> np.ndarray:
        """For codes of shape (deals, units), all of the same group sizes: shape (deals, groups, terms)."""
        deals = len(codes)
        row = (codes + k * np.arange(deals)[:, None]).ravel()
        unit = np.tile(np.arange(self.units), deals)
        member = csr_matrix((np.ones(len(row)), (row, unit)), shape=(deals * k, self.units))
        excess = (member @ self.counts).toarray() - (member @ self.sizes)[:, None] * self.share
        size = np.bincount(codes[0], minlength=k)[:, None]
        scale = size * (self.units - size) / (self.units * (self.units - 1)) * self.variance
        return excess.reshape(deals, k, -1) / np.sqrt(np.maximum(scale, 1e-12))
