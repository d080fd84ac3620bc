"""Intervals cover what they promise, tests keep their level, corrections agree with their definitions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics import (
    Interval,
    benjamini_hochberg,
    cluster_bootstrap,
    difference,
    fisher,
    hedges_g,
    holm,
    krippendorff_alpha,
    minimal_difference,
    permutation_test,
)

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def paragraphs(rng, clusters, spread=1.0):
    """Sentences that share their paragraph's mood: values and paragraph labels."""
    sizes = rng.integers(1, 8, clusters)
    labels = np.repeat(np.arange(clusters), sizes)
    return rng.normal(0, spread, clusters)[labels] + rng.normal(0, 1, len(labels)), labels


@pytest.mark.parametrize("clusters", [6, 14, 40])
def test_interval_covers_the_truth(clusters):
    rng = np.random.default_rng(1)
    found = [cluster_bootstrap(*paragraphs(rng, clusters), resamples=400, seed=k) for k in range(400)]
    assert np.mean([i.low <= 0 <= i.high for i in found]) >= 0.915


def test_resampling_sentences_instead_would_not_cover():
    rng = np.random.default_rng(1)
    found = [cluster_bootstrap(paragraphs(rng, 14)[0], resamples=400, seed=k) for k in range(400)]
    assert np.mean([i.low <= 0 <= i.high for i in found]) < 0.85


def test_difference_covers_no_difference():
    rng = np.random.default_rng(2)
    pairs = [(paragraphs(rng, 8), paragraphs(rng, 16, 2.0)) for _ in range(300)]
    found = [difference(a, b, ca, cb, resamples=400) for (a, ca), (b, cb) in pairs]
    assert np.mean([i.low <= 0 <= i.high for i in found]) >= 0.915


def test_permutation_test_keeps_its_level():
    rng = np.random.default_rng(3)
    p = []
    for k in range(300):
        values, labels = paragraphs(rng, 15)
        p.append(permutation_test(values, labels, labels % 3, resamples=199, seed=k).p)
    assert np.mean(np.array(p) <= 0.05) <= 0.08


def test_permutation_test_sees_a_planted_difference():
    rng = np.random.default_rng(4)
    values, labels = paragraphs(rng, 24)
    assert permutation_test(values + 4 * (labels % 2), labels, labels % 2).p < 0.01


def test_same_seed_same_interval_and_another_function_same_mean():
    values, labels = paragraphs(np.random.default_rng(5), 12)
    one, two = (cluster_bootstrap(values, labels) for _ in range(2))
    slow = cluster_bootstrap(values, labels, np.mean)
    assert one == two
    assert slow.low == pytest.approx(one.low, abs=0.15) and slow.high == pytest.approx(one.high, abs=0.15)


def test_weighted_mean_is_a_rate():
    counts, words = np.array([1, 0, 3]), np.array([100, 50, 150])
    assert cluster_bootstrap(1000 * counts / words, weights=words).estimate == pytest.approx(4000 / 300)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0], [math.nan, 1.0, 2.0]])
def test_too_few_clusters_have_no_interval(values):
    found = cluster_bootstrap(values)
    assert not found.known and not found.excludes_zero and "too few" in str(found)
    assert not difference(values, [1, 2, 3, 4]).known


def test_labels_may_be_words_and_lengths_must_agree():
    assert cluster_bootstrap([1, 2, 3, 4], ["x", "y", "z", "x"]).n == 3
    with pytest.raises(ValueError, match="3 values"):
        cluster_bootstrap([1, 2, 3], [1, 2])


def test_constant_values_have_a_point():
    assert cluster_bootstrap([2.0] * 5) == Interval(2.0, 2.0, 2.0, 5)
    assert difference([2.0] * 5, [1.0] * 4) == Interval(1.0, 1.0, 1.0, 4)


@pytest.mark.parametrize(
    "clusters, groups, message",
    [([1, 1, 2], ["a", "b", "b"], "two groups"), (None, ["a"] * 3, "compares two")],
)
def test_permutation_test_refuses(clusters, groups, message):
    with pytest.raises(ValueError, match=message):
        permutation_test([1, 2, 3], clusters, groups)


@given(probabilities)
def test_holm_is_never_below_benjamini_hochberg_nor_that_below_p(p):
    assert (holm(p) >= benjamini_hochberg(p) - 1e-12).all()
    assert (benjamini_hochberg(p) >= np.array(p) - 1e-12).all()
    assert holm(p).max() <= 1


@given(probabilities, st.randoms(use_true_random=False))
def test_corrections_do_not_depend_on_order(p, random):
    order = random.sample(range(len(p)), len(p))
    for correct in (holm, benjamini_hochberg):
        assert correct(np.array(p)[order]) == pytest.approx(correct(p)[order])


def test_corrections_of_nothing_and_of_nan():
    assert holm([]).shape == (0,) and np.isnan(benjamini_hochberg([math.nan])).all()


@settings(max_examples=30)
@given(st.lists(st.floats(-100, 100), min_size=3, max_size=20))
def test_interval_moves_and_scales_with_the_values(values):
    one = cluster_bootstrap(values, resamples=200)
    two = cluster_bootstrap(np.array(values) * 2 + 10, resamples=200)
    assert two.low == pytest.approx(one.low * 2 + 10, abs=1e-6)
    assert two.high == pytest.approx(one.high * 2 + 10, abs=1e-6)


def test_hedges_g_and_minimal_difference_on_degenerate_data():
    assert math.isnan(hedges_g([1.0], [2.0, 3.0]).estimate)
    assert hedges_g([1, 1], [1, 1]).estimate == 0 and math.isnan(hedges_g([1, 1], [2, 2]).estimate)
    assert not hedges_g([1, 2], [2, 4]).known
    assert math.isnan(minimal_difference([1.0], [2.0, 3.0])) and minimal_difference([1, 1], [1, 1]) == 0


def test_minimal_difference_has_the_power_it_says():
    rng = np.random.default_rng(6)
    a, b = rng.normal(0, 1, (2, 2000))
    shift = minimal_difference(a[:20], b[:20]) / np.sqrt((a[:20].var() + b[:20].var()) / 2)
    hits = [
        abs(x.mean() - y.mean() - shift) / np.sqrt((x.var(ddof=1) + y.var(ddof=1)) / 20) > 2.02
        for x, y in rng.normal(0, 1, (2000, 2, 20))
    ]
    assert np.mean(hits) == pytest.approx(0.8, abs=0.06)


def test_fisher_with_an_empty_cell():
    result = fisher([[5, 0], [2, 6]])
    assert result.odds.estimate == math.inf and 0 < result.p < 0.05


@pytest.mark.parametrize(
    "ratings, alpha",
    [([[1, 2, 3], [1, 2, 3]], 1.0), ([[1, 1], [1, 1]], math.nan), ([[1, math.nan], [math.nan, 2]], math.nan)],
)
def test_agreement_at_its_ends(ratings, alpha):
    assert krippendorff_alpha(ratings, resamples=50).estimate == pytest.approx(alpha, nan_ok=True)


def test_agreement_has_an_interval():
    rng = np.random.default_rng(7)
    truth = rng.integers(0, 3, 60)
    other = np.where(rng.random(60) < 0.8, truth, rng.integers(0, 3, 60))
    found = krippendorff_alpha([truth, other], resamples=200)
    assert found.low < found.estimate < found.high and found.n == 60
