"""Marks of a word, and the weights that they have: named, learned from other events, the same again."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.codebook import general, parse
from analysis.framing import weights_of_sense
from analysis.framing.concordance import _left, _right
from analysis.framing.naming import candidates
from analysis.framing.weighing import CONSTANT, RULES, likely, reasons, weights
from analysis.framing.weights_of_sense import Labelled, learned, left_out, scores_left_out

BOOK = parse(
    """
[event]
name = "the closing of the bridge"
targets = ["bridge"]
[event.families]
closing = ["clos*"]
[[actor]]
id = "bridge"
name = "The bridge"
kind = "thing"
[actor.names]
label = ["bridge"]
""",
    "book.toml",
    general(),
)


def marks(text: str) -> frozenset[str]:
    return candidates(text, BOOK)[0].marks


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("They closed the bridge.", "verb: done to the target", "verb: done to its"),
        ("They closed their shop in the sixties.", "verb: of another time", "verb: done to the target"),
        ("The closing of the bridge was wrong.", "noun: of the target", "noun: plural"),
        ("Closings of ten shops were planned.", "noun: plural", "noun: of the target"),
    ],
)
def test_marks_say_what_stands_there(text, has, lacks):
    assert has in marks(text) and lacks not in marks(text)


def test_a_word_is_weighed_by_its_marks_and_the_rules():
    known = weights()
    assert {CONSTANT, RULES} <= set(known) and known[RULES] > 0
    found = marks("They closed the bridge.")
    assert likely(found, True) > likely(found, False) > 0
    assert likely(found | {"no such mark"}, True) == likely(found, True)
    assert all(known[m] > 0 for m in reasons(found, False, True)) and len(reasons(found, True, True)) == 3
    assert RULES not in reasons(found, False, True, 99) and RULES in reasons(found, True, True, 99)


@pytest.fixture(scope="module")
def data() -> Labelled:
    """Words of twenty events; `a` speaks for the event, `b` against it, and the rules are right four times in five."""
    rows = [(f"e{n % 20}", n % 2, n % 5 > 0) for n in range(200)]
    return Labelled(
        tuple(event for event, _, _ in rows),
        tuple(frozenset(("a",) if is_event else ("b",)) for _, is_event, _ in rows),
        np.array([float(is_event) for _, is_event, _ in rows]),
        np.array([(1.0 if bool(is_event) == right else -1.0) for _, is_event, right in rows]),
    )


def test_weights_are_learned_and_the_same_again(data):
    table = dict(line.split("\t") for line in learned(data).splitlines()[1:])
    assert int(table["a"]) > 0 > int(table["b"]) and int(table[RULES]) > 0
    assert learned(data) == learned(data)
    assert scores_left_out(data)["sense"] == 1.0


def test_an_event_left_out_tells_nothing_of_itself(data):
    marked = [m | {"told"} if e == "e3" else m for m, e in zip(data.marks, data.events, strict=True)]
    its = np.array([e == "e3" for e in data.events])
    assert np.allclose(left_out(data)[its], left_out(replace(data, marks=tuple(marked)))[its])


def test_a_mark_that_is_rare_has_no_weight(data):
    marked = (data.marks[0] | {"rare"}, *data.marks[1:])
    assert "rare" not in learned(replace(data, marks=marked))


def test_training_writes_one_table(data, tmp_path, monkeypatch):
    monkeypatch.setattr(weights_of_sense, "WEIGHTS", tmp_path / "sense.tsv")
    monkeypatch.setattr(weights_of_sense, "labelled", lambda folder, parts: data)
    weights_of_sense.train(tmp_path)
    assert (tmp_path / "sense.tsv").read_text("utf-8") == learned(data)


@pytest.mark.parametrize(
    ("text", "width", "left", "right"),
    [
        ("one two three", 40, "one two three", "one two three"),
        ("one two three", 9, "two three", "one two"),
        ("one two three", 8, "three", "one two"),
        ("one  two\nthree", 7, "three", "one two"),
        ("unbroken", 4, "", ""),
    ],
)
def test_a_concordance_is_cut_between_words(text, width, left, right):
    assert (_left(text, width), _right(text, width)) == (left, right)
