"""Marks of a word, and the weights that they have: named, learned from other events, the same again."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.codebook import general, parse
from analysis.framing import weights_of_agents, weights_of_sense
from analysis.framing.because import sentence
from analysis.framing.concordance import _left, _right
from analysis.framing.naming import candidates
from analysis.framing.ridge import left_out
from analysis.framing.weighing import CONSTANT, RULES, likely, reasons, weights
from analysis.framing.weights_of_agents import Word
from analysis.framing.weights_of_sense import Labelled, learned, scores_left_out

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
    told = [left_out(marks, data.is_event, data.events)[its] for marks in (data.marks, tuple(marked))]
    assert np.allclose(*told)


def test_a_mark_that_is_rare_has_no_weight(data):
    marked = (data.marks[0] | {"rare"}, *data.marks[1:])
    assert "rare" not in learned(replace(data, marks=marked))


def test_training_writes_one_table(data, tmp_path, monkeypatch):
    monkeypatch.setattr(weights_of_sense, "WEIGHTS", tmp_path / "sense.tsv")
    monkeypatch.setattr(weights_of_sense, "labelled", lambda folder, parts: data)
    monkeypatch.setattr(weights_of_sense, "train_agents", lambda folder: [])
    weights_of_sense.train(tmp_path)
    assert (tmp_path / "sense.tsv").read_text("utf-8") == learned(data)


def test_every_mark_that_has_a_weight_reads_as_a_sentence():
    told = {mark: sentence(mark) for mark in weights() if mark != CONSTANT}
    assert not {m for m, said in told.items() if re.search(r"[:&…]|[A-Z]{3}|[A-Z]{2}\d", said) or " " not in said}
    assert sentence("verb: told before, done to the target") == (
        "the event was told just before, and it is done to the event's target"
    )
    assert sentence("verb: was: doer … target") == (
        "it is told as past, done by somebody who may have done it to the event's target"
    )
    assert sentence("a mark of tomorrow") == "a mark of tomorrow"


@pytest.fixture(scope="module")
def words() -> list[Word]:
    """Words of twenty events, with two actors each; who has mark `a` did it, and rules name it half the time."""
    marks = {"one": frozenset(("a", "c")), "two": frozenset(("b", "c"))}
    return [Word(f"e{n % 20}", "one", "one" if n % 2 else "", marks) for n in range(100)]


def test_who_did_it_is_learned_of_other_events(words, tmp_path, monkeypatch):
    scores = weights_of_agents.scores_left_out(words)
    assert scores["both"] == 1.0 > scores["rules"]
    monkeypatch.setattr(weights_of_agents, "AGENTS", tmp_path / "agents.tsv")
    monkeypatch.setattr(weights_of_agents, "labelled", lambda folder: words)
    weights_of_agents.train(tmp_path)
    table = dict(line.split("\t") for line in (tmp_path / "agents.tsv").read_text("utf-8").splitlines()[1:])
    assert int(table["a"]) > 0 > int(table["b"])


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
