"""Topics of a corpus with known topics are found, and none is seen in noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.decomposition import NMF
from sklearn.metrics import adjusted_mutual_info_score

from analysis.topics import company, curve, fit, proposed, reduce, verdict
from analysis.topics.coherence import npmi, overlap
from analysis.topics.decomposition import factors, reduced, rows_of, shares, start
from analysis.topics.model import reduce_parts, weigh
from analysis.topics.verdict import dealt


def made_up(rng, units=150, topics=5, terms=300, length=60):
    """Counts of units with one main topic each, and that topic."""
    words = rng.dirichlet(np.full(terms, 0.05), topics)
    common = 1 / np.arange(1, terms + 1)
    main = rng.integers(0, topics, units)
    mix = 0.12 / topics + 0.48 * np.eye(topics)[main]
    counts = [rng.multinomial(length, m @ words + 0.4 * common / common.sum()) for m in mix]
    return _kept(csr_matrix(np.array(counts, float))), main


def _kept(counts):
    spread = np.asarray((counts > 0).sum(axis=0)).ravel()
    return csr_matrix(counts[:, (spread >= 2) & (spread <= counts.shape[0] / 2)])


def noise(counts, rng):
    return dealt(counts, np.asarray(counts.sum(axis=1)).ravel(), rng)


@pytest.fixture(scope="module")
def clear():
    return made_up(np.random.default_rng(0))


def test_known_topics_are_recovered_and_their_number_proposed(clear):
    counts, main = clear
    data = reduce(counts, 8)
    assert proposed(curve(data, range(2, 9))) in (4, 5, 6)
    model = fit(data, 5)
    assert model.stability.min() > 0.6
    assert adjusted_mutual_info_score(main, model.shares.argmax(axis=1)) > 0.9


def test_the_corpus_with_topics_carries_a_model_and_noise_does_not(clear):
    counts, _ = clear
    assert verdict(counts, fit(counts, 5)).carries
    shuffled = noise(counts, np.random.default_rng(1))
    found = verdict(shuffled, fit(shuffled, 5))
    assert not found.carries and "cannot carry a topic model" in found.sentence
    assert "dealt out by chance" in found.reason


def test_noise_rarely_seems_to_keep_company(clear):
    rng = np.random.default_rng(2)
    p = [company(noise(clear[0], rng), seed=k) for k in range(40)]
    assert np.mean(np.array(p) <= 0.01) <= 0.05


def test_too_few_units_or_terms():
    found = verdict(csr_matrix(np.ones((4, 9))), None)
    assert not found.carries and "too few" in found.sentence
    with pytest.raises(ValueError, match="3 topics of 3 units"):
        fit(csr_matrix(np.ones((3, 9))), 3)


def test_the_seed_draws_subsamples_alone(clear):
    counts, _ = clear
    one, two, same = fit(counts, 5, seed=0), fit(counts, 5, seed=7), fit(counts, 5, seed=0)
    assert one.words.tobytes() == same.words.tobytes() and one.stability.tobytes() == same.stability.tobytes()
    assert overlap(one.tops, two.tops).mean() > 0.95


def test_topics_do_not_depend_on_the_order_of_units(clear):
    counts, _ = clear
    order = np.random.default_rng(3).permutation(counts.shape[0])
    assert overlap(fit(counts, 5).tops, fit(counts[order], 5).tops).mean() > 0.95


def test_topics_come_by_weight_with_shares_that_add_up(clear):
    model = fit(clear[0], 5)
    assert (np.diff(model.shares.sum(axis=0)) < 15).all() and model.words.min() >= 0
    assert model.shares.sum(axis=1) == pytest.approx(np.ones(len(model.shares)))
    assert np.linalg.norm(model.words, axis=1) == pytest.approx(np.ones(5))


def test_partitions_give_the_same_topics(clear):
    counts, _ = clear
    cuts = [slice(0, 40), slice(40, 41), slice(41, None)]
    weights = weigh(counts)
    data = reduce_parts([counts[c] for c in cuts], [weights[c] for c in cuts], 5)
    whole, parts = fit(counts, 5), fit(data, 5)
    assert parts.tops.tolist() == whole.tops.tolist()
    assert parts.shares == pytest.approx(whole.shares, abs=1e-6)


def test_the_loss_is_that_of_scikit_learn(clear):
    matrix = weigh(clear[0])
    model = fit(clear[0], 5)
    w = shares(matrix, model.words)
    plain = NMF(5, init="nndsvd", max_iter=500, tol=1e-6).fit(matrix)
    loss = np.linalg.norm(matrix.toarray() - w @ model.words)
    assert loss <= 1.01 * plain.reconstruction_err_


def test_reduction_is_exact_and_signed(clear):
    matrix = weigh(clear[0])
    p, v = reduced([matrix], 6)
    u, s, vt = np.linalg.svd(matrix.toarray(), full_matrices=False)
    assert p @ v == pytest.approx((u[:, :6] * s[:6]) @ vt[:6], abs=1e-9)
    assert (np.linalg.norm(np.maximum(v, 0), axis=1) >= np.linalg.norm(np.minimum(v, 0), axis=1)).all()
    some = np.arange(0, 150, 2)
    q, w = rows_of(p, v, some)
    assert q @ w == pytest.approx((p @ v)[some], abs=1e-9)


def test_factors_fall_in_loss(clear):
    p, v = reduced([weigh(clear[0])], 10)
    w, h = start(p, v, 5)
    before = np.linalg.norm(p @ v - w @ h)
    w, h = factors(p, v, w, h)
    assert np.linalg.norm(p @ v - w @ h) < before and w.min() >= 0 and h.min() >= 0


def test_dealing_keeps_each_terms_counts(clear):
    counts, _ = clear
    shuffled = noise(counts, np.random.default_rng(4))
    for j in range(0, counts.shape[1], 17):
        assert sorted(counts[:, [j]].data) == sorted(shuffled[:, [j]].data)


@settings(max_examples=30)
@given(st.integers(0, 10**6))
def test_coherence_is_bounded_and_does_not_depend_on_order(seed):
    rng = np.random.default_rng(seed)
    presence = csr_matrix((rng.random((20, 12)) < 0.4).astype(float))
    presence = csr_matrix(presence[:, np.asarray(presence.sum(axis=0)).ravel() > 0])
    tops = rng.permutation(presence.shape[1])[:4][None]
    value = npmi(tops, presence)
    assert -1 <= value[0] <= 1 and value == pytest.approx(npmi(tops[:, ::-1], presence))
