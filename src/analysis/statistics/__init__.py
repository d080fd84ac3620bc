"""Intervals, tests, corrections, agreement: figures to comparisons. Imports no other room."""

from analysis.statistics.agreement import krippendorff_alpha
from analysis.statistics.intervals import (
    FEWEST,
    Clustered,
    Interval,
    cluster_bootstrap,
    difference,
    percentiles,
    resampled_counts,
    resampled_means,
    wilson,
)
from analysis.statistics.testing import (
    Association,
    Permutation,
    benjamini_hochberg,
    fisher,
    hedges_g,
    holm,
    minimal_difference,
    permutation_test,
)

__all__ = [
    "FEWEST",
    "Association",
    "Clustered",
    "Interval",
    "Permutation",
    "benjamini_hochberg",
    "cluster_bootstrap",
    "difference",
    "fisher",
    "hedges_g",
    "holm",
    "krippendorff_alpha",
    "minimal_difference",
    "percentiles",
    "permutation_test",
    "resampled_counts",
    "resampled_means",
    "wilson",
]
