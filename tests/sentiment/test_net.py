"""The net towards targets: what it reads, how it is kept, and that the shipped one is what was learned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.sentiment import net, words
from analysis.sentiment.context import TARGET, Masked
from analysis.sentiment.lessons import Lessons

WIDTH, LAST = 8, 5
KNOWN = (words.NOTHING, "the", "cruel", "kind", TARGET)


def _random(seed: int = 0) -> net.Net:
    rng, sizes = np.random.default_rng(seed), {"h": WIDTH, "o": LAST}
    layers = {
        name: rng.normal(0, 0.5, [sizes.get(n, n) for n in shape]).astype(np.float32)
        for name, shape in net.LAYERS.items()
    }
    return net.coarse(net.Net(KNOWN, rng.normal(size=(len(KNOWN), WIDTH)).astype(np.float32), layers))


def _mention(*tokens: str) -> Masked:
    return Masked(tokens, tokens.index(TARGET))


@st.composite
def mentions(draw):
    word = st.sampled_from([*KNOWN[1:], "zyxwv", "not", "."])
    before, after = draw(st.lists(word, max_size=40)), draw(st.lists(word, max_size=40))
    return Masked((*before, TARGET, *after), len(before))


@given(st.lists(mentions(), max_size=5))
@settings(max_examples=40)
def test_shares_are_probabilities_and_do_not_depend_on_what_is_read_beside(some):
    shares = _random().probabilities(some)
    assert shares.shape == (len(some), 3) and (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(1)
    for mention, share in zip(some, shares, strict=True):
        assert _random().probabilities([mention])[0] == pytest.approx(share, abs=1e-5)


def test_words_beyond_the_window_are_not_read():
    inner = ["the"] * (net.WINDOW - 1)
    near = Masked((*inner, "the", TARGET, *inner), net.WINDOW)
    far = Masked(("cruel", *near.tokens, "cruel"), net.WINDOW + 1)
    assert _random().probabilities([far]) == pytest.approx(_random().probabilities([near]), abs=1e-6)


def test_a_word_taken_out_is_as_one_that_is_not_known():
    one, other = _mention("the", TARGET, words.NOTHING), _mention("the", TARGET, "zyxwv")
    assert _random().probabilities([one]) == pytest.approx(_random().probabilities([other]), abs=1e-6)


def test_nets_read_again_are_those_written_and_written_again_the_same_bytes(tmp_path):
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    net.save(net.Nets((_random(0), _random(1))), one)
    net.save(net.load(one), two)
    assert one.read_bytes() == two.read_bytes()
    for seed, read in enumerate(net.load(two).each):
        assert read.words == KNOWN and read.vectors == pytest.approx(_random(seed).vectors, abs=1e-3)


def test_what_nets_say_is_their_mean():
    both, one = net.Nets((_random(0), _random(1))), [_mention("the", "cruel", TARGET, "kind")]
    each = [_random(seed).probabilities(one) for seed in (0, 1)]
    assert both.probabilities(one) == pytest.approx((each[0] + each[1]) / 2) != pytest.approx(each[0])


def test_the_shipped_nets_are_small_and_know_common_words():
    assert net.FILE.stat().st_size < 4_000_000
    assert all({TARGET, "the", "condemned", "praised"} <= set(one.words) for one in net.load().each)


def test_it_reads_as_it_learned_to():
    torch = pytest.importorskip("torch", reason="needs the extra train")
    training = pytest.importorskip("analysis.sentiment.net_training")
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    said = np.array([net.said(word) for word in (*KNOWN, "awful")])
    model = training._Net(rng.normal(size=(len(KNOWN), 7)).astype(np.float32), said).eval()
    kept, own = model.kept(KNOWN[1:]), [_mention("the", "cruel", TARGET, "kind"), _mention(TARGET, "the", "awful")]
    index = {word: k for k, word in enumerate((*KNOWN, "awful"))}
    read = training._padded([torch.tensor([index[w] for w in m.tokens]) for m in own])
    far = training._padded([torch.tensor(net.distances(m)) for m in own])
    with torch.no_grad():
        shares = model(read, far, read > 0).softmax(1).numpy()
    assert kept.probabilities(own) == pytest.approx(shares, abs=5e-3)


def test_it_learns_and_learns_the_same_twice(monkeypatch):
    pytest.importorskip("torch", reason="needs the extra train")
    training = pytest.importorskip("analysis.sentiment.net_training")
    monkeypatch.setattr(training, "EPOCHS", 20)
    rng = np.random.default_rng(0)
    moods = rng.integers(0, 3, 400)
    tokens = [rng.permutation(["the", "table", TARGET, ("vile", "plain", "brave")[m]]).tolist() for m in moods]
    some = [_mention(*own) for own in tokens]
    lessons = Lessons(some, np.eye(3, dtype=np.float32)[moods], np.ones(400, dtype=np.float32), 400)
    one, two = training.learned(lessons), training.learned(lessons)
    assert (one.probabilities(some).argmax(axis=1) == moods).mean() > 0.9
    assert (one.vectors == two.vectors).all() and one.words == two.words
