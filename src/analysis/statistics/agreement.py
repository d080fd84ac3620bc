"""How far raters, or methods, agree beyond chance."""

import numpy as np

from analysis.statistics.intervals import Interval, percentiles


def krippendorff_alpha(ratings, *, scale="nominal", resamples=1000, seed=0, level=0.95) -> Interval:
    """Krippendorff's alpha with an interval from resampled units; n counts units with two ratings or more.

    ratings  shape (raters, units), numbers, nan where a rater did not rate
    scale    "nominal", "ordinal", "interval" or "ratio"

    Krippendorff, Content Analysis (2004), ch. 11; computed by the package krippendorff. A resample in which
    all ratings are the same has no alpha and is left out.

    >>> print(krippendorff_alpha([[1, 2, 1, 2, 1, 2], [1, 2, 1, 2, 1, 1]]).text(2)[:4])
    0.69
    """
    ratings = np.asarray(ratings, dtype=float)
    paired = ratings[:, np.isfinite(ratings).sum(axis=0) >= 2]
    n = paired.shape[1]
    rng = np.random.default_rng(seed)
    draws = np.array([_alpha(paired[:, rng.integers(0, n, n)], scale) for _ in range(resamples)] if n else [])
    draws = draws[np.isfinite(draws)]
    low, high = percentiles(draws, n if len(draws) else 0, level)
    return Interval(_alpha(paired, scale), float(low), float(high), n, level)


def _alpha(ratings: np.ndarray, scale: str) -> float:
    from krippendorff import alpha  # imports numpy's testing tools: not at start

    values = np.unique(ratings[np.isfinite(ratings)])
    if len(values) < 2:
        return float("nan")
    return float(alpha(reliability_data=ratings, level_of_measurement=scale))
