"""Tests and effect sizes for few, clustered observations; corrections for many tests."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from scipy.special import ndtri, stdtrit  # scipy.stats takes a second to import: only where it is needed

from analysis.statistics.intervals import CELLS, FEWEST, Interval


@dataclass(frozen=True)
class Permutation:
    """Outcome of a permutation test over n clusters; `exact` when every assignment was looked at."""

    statistic: float
    p: float
    n: int
    assignments: int
    exact: bool


@dataclass(frozen=True)
class Association:
    """Fisher's exact test of a 2 × 2 table."""

    odds: Interval
    p: float


def permutation_test(values, clusters, groups, *, resamples=9999, seed=0) -> Permutation:
    """Could the groups' means differ as much if whole clusters had been dealt to them by chance? Two-sided.

    values, clusters, groups   shape (n,); a cluster belongs to one group. clusters None: each value its own.

    The statistic is the difference of means of two groups (first label minus second, in sorted order), or the
    between-group sum of squares of more. p counts the observed assignment: Phipson & Smyth, Statistical
    Applications in Genetics and Molecular Biology 9 (2010), article 39. Two groups of few clusters are
    enumerated.

    Raises ValueError when a cluster stands in two groups or there is one group only.

    >>> result = permutation_test([1, 2, 3, 7, 8, 9], None, list("aaabbb"))
    >>> round(result.statistic, 3), result.p, result.assignments, result.exact
    (-6.0, 0.1, 20, True)
    """
    values = np.asarray(values, dtype=float)
    clusters = np.arange(len(values)) if clusters is None else np.asarray(clusters)
    labels, group_of = np.unique(np.asarray(groups), return_inverse=True)
    names, codes = np.unique(clusters, return_inverse=True)
    if len(labels) < 2:
        raise ValueError("a permutation test compares two groups or more")
    owner = np.zeros(len(names), dtype=int)
    owner[codes] = group_of
    if not np.array_equal(owner[codes], group_of):
        raise ValueError("a cluster stands in two groups")
    totals, sizes = np.bincount(codes, values), np.bincount(codes).astype(float)
    observed = _spread(owner[None], totals, sizes, len(labels))[0]
    exact = len(labels) == 2 and comb(len(owner), int(owner.sum())) <= resamples
    deals = _every_deal(owner) if exact else _random_deals(owner, resamples, seed)
    as_large, seen = 0, 0
    for block in deals:
        spreads = np.abs(_spread(block, totals, sizes, len(labels)))
        as_large += int((spreads >= abs(observed) * (1 - 1e-9)).sum())
        seen += len(block)
    p = as_large / seen if exact else (as_large + 1) / (seen + 1)
    return Permutation(float(observed), p, len(names), seen, exact)


def _spread(owners: np.ndarray, totals: np.ndarray, sizes: np.ndarray, k: int) -> np.ndarray:
    """Difference of means (k = 2) or between-group sum of squares, for each row of owners."""
    member = [owners == g for g in range(k)]
    size = np.stack([m @ sizes for m in member], axis=1)
    mean = np.stack([m @ totals for m in member], axis=1) / size
    if k == 2:
        return mean[:, 0] - mean[:, 1]
    return (size * (mean - totals.sum() / sizes.sum()) ** 2).sum(axis=1)


def _every_deal(owner: np.ndarray):
    rows = list(combinations(range(len(owner)), int(owner.sum())))
    deals = np.zeros((len(rows), len(owner)), dtype=int)
    np.put_along_axis(deals, np.array(rows, dtype=int).reshape(len(rows), -1), 1, axis=1)
    yield deals


def _random_deals(owner: np.ndarray, resamples: int, seed: int):
    rng = np.random.default_rng(seed)
    step = max(1, CELLS // len(owner))
    for start in range(0, resamples, step):
        yield rng.permuted(np.tile(owner, (min(step, resamples - start), 1)), axis=1)


def holm(p) -> np.ndarray:
    """Holm's adjusted p-values (Scandinavian Journal of Statistics 6, 1979, 65-70). nan stays nan.

    >>> holm([0.01, 0.04, 0.03]).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    return _over_known(p, _holm)


def benjamini_hochberg(p) -> np.ndarray:
    """Adjusted p-values that control the false-discovery rate (JRSS B 57, 1995, 289-300). nan stays nan.

    >>> benjamini_hochberg([0.01, 0.04, 0.03, float("nan")]).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    from scipy.stats import false_discovery_control

    return _over_known(p, false_discovery_control)


def _holm(p: np.ndarray) -> np.ndarray:
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return adjusted


def _over_known(p, adjust) -> np.ndarray:
    p = np.asarray(p, dtype=float)
    known = np.isfinite(p)
    adjusted = np.full(p.shape, np.nan)
    if known.any():
        adjusted[known] = adjust(p[known])
    return adjusted


def hedges_g(a, b, *, level=0.95) -> Interval:
    """Standardised mean difference, corrected for small samples.

    Give it cluster means where values are clustered.

    Hedges & Olkin, Statistical Methods for Meta-Analysis (1985), pp. 81 (correction) and 86 (variance).

    >>> print(hedges_g([3, 4, 5, 4], [1, 2, 1, 2]))
    3.07 [1.03, 5.12], n = 4
    """
    a, b = (np.asarray(x, dtype=float)[np.isfinite(np.asarray(x, dtype=float))] for x in (a, b))
    smaller, dof = min(len(a), len(b)), len(a) + len(b) - 2
    if smaller < 2:
        return Interval(np.nan, np.nan, np.nan, smaller, level)
    pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / dof)
    if pooled == 0:
        return Interval(0.0 if a.mean() == b.mean() else np.nan, np.nan, np.nan, smaller, level)
    g = (a.mean() - b.mean()) / pooled * (1 - 3 / (4 * dof - 1))
    if smaller < FEWEST:
        return Interval(float(g), np.nan, np.nan, smaller, level)
    half = ndtri((1 + level) / 2) * np.sqrt((len(a) + len(b)) / (len(a) * len(b)) + g**2 / (2 * (dof + 2)))
    return Interval(float(g), float(g - half), float(g + half), smaller, level)


def minimal_difference(a, b, *, error=0.0, power=0.8, alpha=0.05) -> float:
    """The smallest true difference of means that such data would show with the given power.

    Give it cluster means where values are clustered. `error` is a standard error of the difference that comes on top of
    the data's own scatter, such as that of the model which measured them. Bloom, Evaluation Review 19 (1995), 547-556.

    >>> round(minimal_difference([3, 4, 5, 4], [1, 2, 1, 2]), 2)
    1.71
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if min(len(a), len(b)) < 2:
        return float("nan")
    parts = [x.var(ddof=1) / len(x) for x in (a, b)]
    total = sum(parts) + error**2
    if total == 0:
        return 0.0
    drawn = sum(v**2 / (len(x) - 1) for v, x in zip(parts, (a, b), strict=True))
    dof = total**2 / drawn if drawn else np.inf
    return float((stdtrit(dof, 1 - alpha / 2) + stdtrit(dof, power)) * np.sqrt(total))


def fisher(table, *, level=0.95) -> Association:
    """Fisher's exact test of a 2 × 2 table of counts, with the conditional odds ratio and its exact interval.

    Fisher, JRSS 98 (1935), 39-82; the interval is Cornfield's, scipy.stats.contingency.odds_ratio.

    >>> result = fisher([[8, 2], [1, 5]])
    >>> round(result.p, 3), round(result.odds.estimate, 1)
    (0.035, 15.5)
    """
    table = np.asarray(table, dtype=int)
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio

    ratio = odds_ratio(table)
    ends = ratio.confidence_interval(level)
    odds = Interval(float(ratio.statistic), float(ends.low), float(ends.high), int(table.sum()), level)
    return Association(odds, float(fisher_exact(table).pvalue))
