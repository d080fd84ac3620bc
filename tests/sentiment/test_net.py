"""The net towards targets: what it reads, how it is kept, and that the shipped one is what was learned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.sentiment import net, words
from analysis.sentiment.context import TARGET, Masked
from analysis.sentiment.lessons import Lessons

WIDTH, MIDDLE, LAST = 8, 12, 5
KNOWN = (words.NOTHING, "the", "cruel", "kind", TARGET)


def _random() -> net.Net:
    rng, sizes = np.random.default_rng(0), {"h": WIDTH, "hhh": 3 * WIDTH, "w": MIDDLE, "o": LAST}
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


def test_a_net_read_again_is_the_one_written_and_written_again_the_same_bytes(tmp_path):
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    net.save(_random(), one)
    net.save(net.load(one), two)
    assert one.read_bytes() == two.read_bytes()
    assert net.load(two).words == KNOWN and net.load(two).vectors == pytest.approx(_random().vectors, abs=1e-3)


@pytest.mark.parametrize("word", ["cruel", "zyxwv"])
def test_where_a_word_stands_matters_near_and_far(word):
    filled = ["the"] * 20
    near = Masked((*filled, TARGET, word, *filled), 20)
    next_but_one = Masked((*filled, TARGET, "the", word, *filled[1:]), 20)
    far = Masked((word, *filled[1:], TARGET, "the", *filled), 20)
    shares = _random().probabilities([near, next_but_one, far])
    assert np.abs(np.diff(shares, axis=0)).max(axis=1).min() > 1e-4


def test_the_shipped_net_is_small_and_knows_common_words():
    assert net.FILE.stat().st_size < 5_000_000
    assert {TARGET, "the", "condemned", "praised"} <= set(net.load().words)


def test_it_reads_as_it_learned_to():
    torch = pytest.importorskip("torch", reason="needs the extra train")
    model_of = pytest.importorskip("analysis.sentiment.net_model")
    model = model_of.untaught(KNOWN[1:]).model(["awful"]).eval()
    torch.nn.init.normal_(model.apart)
    long = ("the", "cruel", "kind", "awful") * 8
    own = [_mention("the", "cruel", TARGET, "kind"), _mention(TARGET), _mention(TARGET, "awful"),
           _mention(*long, TARGET, *long[1:]), _mention(TARGET, *long[1:])]  # fmt: skip
    kept = model.kept(KNOWN[1:])
    index = {word: k for k, word in enumerate((*KNOWN, "awful"))}
    read = model_of.padded([torch.tensor([index[w] for w in m.tokens]) for m in own])
    far = model_of.padded([torch.tensor(net.distances(np.array([m.place]), len(m.tokens))[0]) for m in own])
    with torch.no_grad():
        shares = model(read, far, read > 0).softmax(1).numpy()
    assert kept.probabilities(own) == pytest.approx(shares, abs=2e-3)


def test_it_learns_and_learns_the_same_twice(monkeypatch):
    pytest.importorskip("torch", reason="needs the extra train")
    training = pytest.importorskip("analysis.sentiment.net_training")
    monkeypatch.setattr(training, "EPOCHS", 20)
    rng = np.random.default_rng(0)
    moods = rng.integers(0, 3, 400)
    tokens = [rng.permutation(["the", "table", TARGET, ("vile", "plain", "brave")[m]]).tolist() for m in moods]
    some = [_mention(*own) for own in tokens]
    lessons = Lessons(some, np.eye(3, dtype=np.float32)[moods], np.ones(400, dtype=np.float32), 400)
    model_of = pytest.importorskip("analysis.sentiment.net_model")
    beginning = model_of.untaught(["the", "table", TARGET, "vile", "plain", "brave"])
    one, two = training.learned(lessons, beginning), training.learned(lessons, beginning)
    assert (one.probabilities(some).argmax(axis=1) == moods).mean() > 0.9
    assert (one.vectors == two.vectors).all() and one.words == two.words


def test_it_begins_with_how_words_stand_together(monkeypatch):
    """States that a word alone does not tell, only what stands before it."""
    torch = pytest.importorskip("torch", reason="needs the extra train")
    beginning = pytest.importorskip("analysis.sentiment.net_beginning")
    for name, value in {"EPOCHS": 15, "AT_ONCE": 16, "WARM": 20, "UNGIVEN": 3}.items():
        monkeypatch.setattr(beginning, name, value)
    rng = np.random.default_rng(0)
    read = [rng.choice(["table", "window", "kettle"], 6).tolist() for _ in range(120)]
    states = np.array([[own[k - 1] == "kettle", own[k - 1] == own[k]] for own in read for k in range(6)], dtype=float)
    one, two = beginning.learned(read, states), beginning.learned(read, states)
    assert one.words == two.words and {*one.words} == {TARGET, "table", "window", "kettle"}
    assert all((one.weights[name] == two.weights[name]).all() for name in one.weights)
    model = one.model([]).eval()
    index = {word: k for k, word in enumerate(one.words, 1)}
    own = torch.tensor([[index[w] for w in sentence] for sentence in read])
    far = torch.full(own.shape, 2 * net.REACH)
    with torch.no_grad():
        found = model.states(own, far, own > 0).numpy()
    told, asked = found[:, 1:].reshape(-1, found.shape[-1]), states.reshape(120, 6, 2)[:, 1:, 0].ravel()
    seen = np.arange(len(told)) < 400
    slopes = np.linalg.lstsq(np.c_[told[seen], np.ones(seen.sum())], asked[seen], rcond=1e-4)[0]
    guessed = np.c_[told[~seen], np.ones((~seen).sum())] @ slopes > 0.5
    assert (guessed == asked[~seen]).mean() > 0.95
