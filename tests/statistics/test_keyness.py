"""Words that are a group's own: the measures agree with their formulas, and chance yields no finding."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from analysis.statistics import benjamini_hochberg
from analysis.statistics.keyness import keyness


def bursty(rng, units=42, terms=150, mean=60):
    """Paragraphs of one source: words come in bursts, as in texts."""
    rates = rng.dirichlet(np.full(terms, 0.3)) * mean
    spread = rng.gamma(0.5, 2.0, (units, terms))
    return rng.poisson(rates * spread).astype(float)


def test_measures_are_those_of_their_formulas():
    counts, sizes = np.array([[3, 0], [1, 2], [0, 4.0], [1, 1]]), np.array([100, 100, 200, 200.0])
    found = keyness(counts, list("aabb"), sizes, prior=50)
    y, n, rest, m = 4, 200, 1, 400
    alpha = 50 * 5 / 600
    log_odds = np.log((y + alpha) / (n + 50 - y - alpha)) - np.log((rest + alpha) / (m + 50 - rest - alpha))
    expected = y * np.log(y / (n * 5 / 600)) + rest * np.log(rest / (m * 5 / 600))
    assert found.log_odds[0, 0] == pytest.approx(log_odds)
    assert found.z[0, 0] == pytest.approx(log_odds / np.sqrt(1 / (y + alpha) + 1 / (rest + alpha)))
    assert found.g2[0, 0] == pytest.approx(2 * expected)
    assert found.log_ratio[0, 0] == pytest.approx(np.log2((4.5 / 200) / (1.5 / 400)))
    assert (found.rate[0, 0], found.rate_rest[0, 0]) == (20.0, 2.5)
    assert found.spread.tolist() == [[2, 1], [1, 2]] and found.spread_all.tolist() == [3, 3]


def test_two_groups_are_mirror_images():
    found = keyness(bursty(np.random.default_rng(0)), np.arange(42) % 2, deals=50)
    assert found.log_odds[0] == pytest.approx(-found.log_odds[1])
    assert found.p_dealt[0] == pytest.approx(found.p_dealt[1])


def test_groups_of_one_source_have_no_words_of_their_own():
    rng = np.random.default_rng(1)
    runs = [
        keyness(bursty(rng), rng.permutation(np.arange(42) % 3), deals=100, top=0, seed=k) for k in range(60)
    ]
    alarms = np.mean([(r.q < 0.05).any() for r in runs])
    singly = np.mean([(benjamini_hochberg(r.p_words) < 0.05).any() for r in runs])
    assert alarms <= 0.05 < singly


def test_a_planted_word_is_found_in_its_group():
    rng = np.random.default_rng(2)
    counts, groups = bursty(rng, 120), np.arange(120) % 3
    counts[:, 0] = rng.poisson(np.where(groups == 1, 2.0, 0.1))
    found = keyness(counts, groups)
    assert found.q[1, 0] < 0.01 and found.low[1, 0] > 0 and found.log_ratio[1, 0] > 2
    assert found.z[1, 0] == found.z.max()


def test_intervals_are_never_narrower_than_the_error_and_only_of_the_top():
    found = keyness(bursty(np.random.default_rng(3)), np.arange(42) % 3, top=5)
    assert (np.isfinite(found.low).sum(axis=1) == 5).all()
    known = np.isfinite(found.low)
    error = np.abs(found.log_odds / found.z)[known]
    assert (found.high - found.low)[known] == pytest.approx(
        np.maximum((found.high - found.low)[known], 3.91 * error)
    )


def test_the_same_seed_gives_the_same_bytes():
    counts = csr_matrix(bursty(np.random.default_rng(4)))
    one, two = (keyness(counts, np.arange(42) % 3) for _ in range(2))
    assert one.q.tobytes() == two.q.tobytes() and one.low.tobytes() == two.low.tobytes()


def test_a_word_of_one_paragraph_is_never_significant():
    counts = np.zeros((30, 2))
    counts[0, 0], counts[:, 1] = 40, 1
    assert keyness(counts, np.arange(30) % 2).p_dealt[:, 0].tolist() == [1.0, 1.0]


@pytest.mark.parametrize(
    "groups, sizes, message",
    [(["a"] * 3, None, "two groups"), (["a", "b"], None, "3 rows"), (list("aab"), [1], "1 sizes")],
)
def test_keyness_refuses(groups, sizes, message):
    with pytest.raises(ValueError, match=message):
        keyness(np.ones((3, 2)), groups, sizes)
