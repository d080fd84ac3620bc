"""Estimates with their uncertainty, by resampling whole clusters.

Sentences of one paragraph are not independent, so what is drawn again is the paragraph (or the piece, once
there are many in a group). Percentiles are widened for few clusters: Hesterberg, "What Teachers Should Know
About the Bootstrap", The American Statistician 69 (2015), 371-386, on the expanded percentile interval.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri, stdtrit  # scipy.stats takes a second to import

FEWEST = 3  # clusters; below, an interval would be invented
CELLS = 4_000_000  # of one block of the resampling matrix: bounds memory, not the result

Statistic = str | Callable[[np.ndarray], float]


@dataclass(frozen=True)
class Interval:
    """An estimate, its interval and the clusters it rests on. `low` and `high` are nan below 3 clusters.

    >>> print(Interval(0.25, 0.125, 0.5, n=14, level=0.95))
    0.25 [0.12, 0.50], n = 14
    >>> print(Interval(0.25, float("nan"), float("nan"), n=2, level=0.95))
    0.25 (n = 2: too few for an interval)
    >>> print(Interval(float("nan"), float("nan"), float("nan"), n=9))
    not defined (n = 9)
    """

    estimate: float
    low: float
    high: float
    n: int
    level: float = 0.95

    @property
    def known(self) -> bool:
        """Whether there is an interval at all."""
        return bool(np.isfinite(self.low) and np.isfinite(self.high))

    @property
    def excludes_zero(self) -> bool:
        return self.known and (self.low > 0 or self.high < 0)

    def text(self, digits: int = 2) -> str:
        if not np.isfinite(self.estimate):
            return f"not defined (n = {self.n}{': too few' if self.n < FEWEST else ''})"
        if not self.known:
            return f"{self.estimate:.{digits}f} (n = {self.n}: too few for an interval)"
        return f"{self.estimate:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}], n = {self.n}"

    def __str__(self) -> str:
        return self.text()


@dataclass(frozen=True)
class Clustered:
    """Values summed by cluster: all that a resampled (weighted) mean needs. Arrays have one row a cluster."""

    totals: np.ndarray
    sizes: np.ndarray

    @property
    def n(self) -> int:
        return len(self.sizes)

    @property
    def mean(self) -> np.ndarray:
        return _ratio(self.totals.sum(axis=0), self.sizes.sum(axis=0))

    @property
    def variance(self) -> np.ndarray:
        """Of the mean, by linearisation (Cochran, Sampling Techniques, 1977, p. 155)."""
        residuals = (self.totals - self.mean * self.sizes) / self.sizes.sum(axis=0)
        return self.n / max(self.n - 1, 1) * (residuals**2).sum(axis=0)


def cluster_bootstrap(
    values, clusters=None, statistic: Statistic = "mean", *, weights=None, resamples=2000, seed=0, level=0.95
) -> Interval:
    """The statistic of `values` with an interval from resampled clusters.

    values      shape (n,); nan is dropped
    clusters    shape (n,), any labels; None: each value is its own cluster
    statistic   "mean" (vectorised), or a function from the values of a resample to a number
    weights     shape (n,), for the mean: a rate per 1,000 words is the mean of 1000·count/words, weight words

    Raises ValueError when the arrays differ in length.

    >>> print(cluster_bootstrap([1.0, 2.0, 3.0, 4.0], ["a", "a", "b", "b"]))
    2.50 (n = 2: too few for an interval)
    >>> print(cluster_bootstrap([1, 2, 3, 4, 5, 6], [1, 1, 2, 2, 3, 3], statistic=np.median).estimate)
    3.5
    """
    values, codes, weights = _aligned(values, clusters, weights)
    n = int(codes.max()) + 1 if len(codes) else 0
    estimate, draws = _estimate_and_draws(values, codes, weights, statistic, resamples, seed)
    return _interval(estimate, draws, n, _tail(level, n - 1, _shrink(n)), level)


def wilson(successes: int, n: int, *, level=0.95) -> Interval:
    """The share of successes in `n` independent cases, with Wilson's score interval (Wilson, JASA 22 (1927),
    209-212), which keeps its width where all or none succeed. Without a case all is nan.

    >>> print(wilson(0, 7))
    0.00 [0.00, 0.35], n = 7
    """
    if not n:
        return Interval(float("nan"), float("nan"), float("nan"), 0, level)
    z = float(ndtri(0.5 + level / 2))
    share, width = successes / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / width
    reach = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / width
    low = 0.0 if successes == 0 else float(middle - reach)
    return Interval(share, low, 1.0 if successes == n else float(middle + reach), n, level)


def difference(
    a, b, clusters_a=None, clusters_b=None, statistic: Statistic = "mean", *, weights_a=None, weights_b=None,
    resamples=2000, seed=0, level=0.95,
) -> Interval:  # fmt: skip
    """statistic(a) - statistic(b), each side resampled by its own clusters; n is that of the smaller side.

    The tails are those of Welch's t (Biometrika 34, 1947, 28-35), turned into percentiles as for one group.

    >>> d = difference([3, 4, 5, 4], [1, 2, 1, 2])
    >>> d.estimate, d.excludes_zero, d.n
    (2.5, True, 4)
    """
    sides = [_aligned(a, clusters_a, weights_a), _aligned(b, clusters_b, weights_b)]
    counts = [int(codes.max()) + 1 if len(codes) else 0 for _, codes, _ in sides]
    (one, draws_one), (two, draws_two) = (
        _estimate_and_draws(*side, statistic, resamples, seed + k) for k, side in enumerate(sides)
    )
    groups = [_clustered(*side) for side in sides]
    tail = _tail(level, *_welch([float(g.variance) if g.n else np.nan for g in groups], counts))
    return _interval(one - two, draws_one - draws_two, min(counts), tail, level)


def resampled_counts(n: int, resamples: int, seed: int) -> Iterator[np.ndarray]:
    """How often each of n clusters is drawn: blocks of shape (some resamples, n), floats, one fixed order."""
    rng = np.random.default_rng(seed)
    step = max(1, CELLS // max(n, 1))
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        draws = rng.integers(0, n, size=(rows, n)) + n * np.arange(rows)[:, None]
        yield np.bincount(draws.ravel(), minlength=rows * n).reshape(rows, n).astype(float)


def resampled_means(groups: Clustered, resamples: int, seed: int) -> np.ndarray:
    """Means of resampled clusters, shape (resamples, …): `totals` and `sizes` may have columns."""
    draws = resampled_counts(groups.n, resamples, seed)
    return np.concatenate([_ratio(w @ groups.totals, w @ groups.sizes) for w in draws])


def percentiles(draws: np.ndarray, n: int, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Low and high ends of an expanded percentile interval over the first axis, for draws from n clusters."""
    tail = _tail(level, n - 1, _shrink(n)) if n >= FEWEST else np.nan
    if not np.isfinite(tail):
        nothing = np.full(np.shape(draws)[1:], np.nan)
        return nothing, nothing
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def _aligned(values, clusters, weights):
    values = np.asarray(values, dtype=float)
    labels = np.arange(len(values)) if clusters is None else np.asarray(clusters)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=float)
    if not len(values) == len(labels) == len(weights):
        raise ValueError(f"{len(values)} values, {len(labels)} clusters, {len(weights)} weights")
    keep = np.isfinite(values) & (weights > 0)
    codes = np.unique(labels[keep], return_inverse=True)[1].reshape(-1)
    return values[keep], codes, weights[keep]


def _clustered(values, codes, weights) -> Clustered:
    return Clustered(np.bincount(codes, values * weights), np.bincount(codes, weights))


def _estimate_and_draws(values, codes, weights, statistic, resamples, seed):
    if not len(values):
        return np.nan, np.full(resamples, np.nan)
    if statistic == "mean":
        groups = _clustered(values, codes, weights)
        return float(groups.mean), resampled_means(groups, resamples, seed)
    order = np.argsort(codes, kind="stable")
    members = np.split(values[order], np.flatnonzero(np.diff(codes[order])) + 1)
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(members), size=(resamples, len(members)))
    draws = [statistic(np.concatenate([members[i] for i in pick])) for pick in picks]
    return float(statistic(values)), np.array(draws)


def _interval(estimate, draws, n, tail, level) -> Interval:
    if n < FEWEST or not np.isfinite(tail):
        return Interval(float(estimate), np.nan, np.nan, n, level)
    low, high = np.quantile(draws, [tail, 1 - tail])
    return Interval(float(estimate), float(low), float(high), n, level)


def _shrink(n: int) -> float:
    """Variance that the bootstrap loses with n clusters, as a factor."""
    return n / (n - 1) if n > 1 else np.nan


def _tail(level: float, dof: float, shrink: float) -> float:
    return float(ndtr(np.sqrt(shrink) * stdtrit(dof, (1 - level) / 2))) if dof > 0 else np.nan


def _welch(variances: list[float], counts: list[int]) -> tuple[float, float]:
    """Degrees of freedom of a difference, and the variance its bootstrap loses as a factor."""
    if min(counts) < 2:
        return 0.0, np.nan
    total = sum(variances)
    if not total > 0:
        return float(min(counts) - 1), _shrink(min(counts))
    dof = total**2 / sum(v**2 / (n - 1) for v, n in zip(variances, counts, strict=True))
    return dof, total / sum(v * (n - 1) / n for v, n in zip(variances, counts, strict=True))


def _ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    return np.divide(top, bottom, out=np.full(np.broadcast(top, bottom).shape, np.nan), where=bottom != 0)
