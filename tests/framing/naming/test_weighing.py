"""Marks of a word, and the weights that they have: named, learned from other events, the same again."""

import re
from dataclasses import asdict, replace

import numpy as np
import pytest

from analysis.codebook import general, parse
from analysis.framing import weights_of_agents, weights_of_sense
from analysis.framing.because import sentence
from analysis.framing.before import Before
from analysis.framing.concordance import _left, _right, chance_of
from analysis.framing.generic import COUNTS_VICTIMS, DONE_TO_THE_EVENT, OF_ANY_SUCH, OF_STRANGERS, TOOK_TIME
from analysis.framing.naming import ALWAYS, IN_A_NAME, candidates, event_mentions
from analysis.framing.ridge import left_out
from analysis.framing.surroundings import Around
from analysis.framing.weighing import AROUND, CONSTANT, READ, likely, reasons, weights, weights_of_words
from analysis.framing.weights_of_agents import Word
from analysis.framing.weights_of_sense import Labelled, learned, scores_left_out

TOML = """
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
"""
BOOK = parse(TOML, "book.toml", general())


CLOSED = ("close", True)


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


@pytest.mark.parametrize(
    "rule", [ALWAYS, IN_A_NAME, OF_ANY_SUCH, TOOK_TIME, OF_STRANGERS, COUNTS_VICTIMS, DONE_TO_THE_EVENT]
)
def test_a_rule_is_told_in_plain_words(rule):
    assert re.match("it |its owner |the codebook ", sentence(rule))


@pytest.mark.parametrize(
    ("text", "always", "told"),
    [
        ("They closed the bridge.", "true", "by rule: the codebook says that its family always names the event"),
        ("It took years to close the bridge.", "false", r"chance that it is the event \d+%"),
        ("A mayor who closes a bridge is a fool.", "false", "by rule"),
    ],
)
def test_a_rule_stands_in_place_of_a_chance(text, always, told):
    cues = f'closing = {{ cues = ["clos*"], always = {always} }}'
    book = parse(TOML.replace('closing = ["clos*"]', cues), "book.toml", general())
    (mention,) = event_mentions(text, book)
    row = asdict(mention) | {"because": "; ".join(mention.because)}
    assert re.fullmatch(told, chance_of(row))


def test_a_word_is_weighed_by_its_marks_and_the_words_about_it():
    known = weights()
    found, around = marks("They closed the bridge."), Around(("they", "the", "bridge", "."), ("they",))
    assert likely(found | {"no such mark"}, around, 0) == likely(found, around, 0)
    assert likely(found, around, -1) < likely(found, around, 0) < likely(found, around, 1)
    assert likely(found, Around(), 0) == likely(found, Around(("no-such-word",)), 0) != likely(found, around, 0)
    assert likely(found, Around(("bridge",)), 0) != likely(found, Around(before=("bridge",)), 0)
    assert all(known[m] > 0 for m in reasons(found, Around(), 0, True)) and len(reasons(found, Around(), 0, True)) == 3
    assert not {*reasons(found, Around(), 0, True, 99)} & {*reasons(found, Around(), 0, False, 99)}


def test_the_words_about_a_word_are_told_by_where_they_stand():
    around = candidates("The council, which never asked, closed the old bridge for good.", BOOK)[0].around
    assert around.sentence[:3] == ("the", "council", ",") and "closed" not in around.sentence
    assert around.before == ("which", "never", "asked", ",") and around.behind == ("the", "old", "bridge", "for")
    assert around.verbs == ("ask",) and around.beside == ()
    assert candidates("They regret the sudden closing of it.", BOOK)[0].around.beside == ("the", "sudden")


def test_words_about_are_told_as_a_reason_and_thin_marks_are_not():
    known = weights_of_words()
    heavy = max(known, key=lambda word: (len(word) > 3, known[word][0], word))
    around = Around((heavy, "the"))
    assert reasons(("verb: form finite", "verb: tag VVD", "verb"), around, 0, True, 99) == (AROUND + heavy,)
    assert reasons((), around, 0, False) == ()
    assert reasons(("verb: form finite",), around, 9, True) == (AROUND + heavy, READ)
    assert reasons((), around, -9, True) == (AROUND + heavy,) and reasons((), around, -9, False) == (READ,)
    assert sentence(AROUND + "court, signed") == (
        "its sentence has words that are commoner with that meaning: court and signed"
    )
    assert sentence("verb: doer the").endswith("something that the codebook does not list (with “the”)")


@pytest.mark.parametrize(
    ("told", "seen", "has"),
    [
        ([], False, {"in the piece's first sentence", "the event was not yet named"}),
        ([[CLOSED]], True, {"the event was named one sentence before", "the same word was the event before"}),
        ([[CLOSED], [("close", False)]], True, {"the same word was another act before"}),
        ([[("close", False)]], False, {"the event was not yet named", "the same word was another act before"}),
        ([[CLOSED], [], [], [], []], False, {"the event was named many sentences before"}),
    ],
)
def test_what_was_told_before_marks_a_word(told, seen, has):
    before = Before()
    for words in told:
        before = before.then(words)
    assert before.seen == seen and has <= set(before.marks("close"))


@pytest.fixture(scope="module")
def data() -> Labelled:
    """Words of twenty events in three sets; `a` speaks for the event, `b` against it."""
    rows = [(n % 20, n % 2) for n in range(200)]
    return Labelled(
        tuple(f"e{event}" for event, _ in rows),
        np.array([event // 5 for event, _ in rows]),
        tuple(frozenset(("a",) if is_event else ("b",)) for _, is_event in rows),
        np.zeros((200, 500)),
        np.array([float(is_event) for _, is_event in rows]),
    )


def test_weights_are_learned_and_the_same_again(data):
    marked, words = learned(data)
    table = dict(line.split("\t") for line in marked.splitlines()[1:])
    assert int(table["a"]) > 0 > int(table["b"])
    assert learned(data) == (marked, words) and {*words.split("\n", 1)[1].split()} & {"1", "-1"} == set()
    assert {name: scores["sense"] for name, scores in scores_left_out(data).items()} == dict.fromkeys(
        ("set 1", "set 2", "set 3"), 1.0
    )


@pytest.mark.parametrize("place", range(5))
def test_a_word_that_tells_the_event_weighs_where_it_stood(data, place):
    around = np.zeros((200, 500))
    around[:, 100 * place] = 2 * data.is_event - 1
    _, words = learned(replace(data, marks=(frozenset(("c",)),) * 200, around=around))
    columns = np.array([line.split("\t")[1:] for line in words.splitlines()[1:]], int)
    assert [bool(column.any()) for column in columns.T] == [n == place for n in range(5)]


def test_an_event_left_out_tells_nothing_of_itself(data):
    marked = [m | {"told"} if e == "e3" else m for m, e in zip(data.marks, data.events, strict=True)]
    its = np.array([e == "e3" for e in data.events])
    told = [left_out(marks, data.is_event, data.events)[its] for marks in (data.marks, tuple(marked))]
    assert np.allclose(*told)


def test_a_mark_that_is_rare_has_no_weight(data):
    marked = (data.marks[0] | {"rare"}, *data.marks[1:])
    assert "rare" not in learned(replace(data, marks=marked))[0]


def test_training_writes_the_tables(data, tmp_path, monkeypatch):
    monkeypatch.setattr(weights_of_sense, "WEIGHTS", tmp_path / "sense.tsv")
    monkeypatch.setattr(weights_of_sense, "WORDS", tmp_path / "words.tsv")
    monkeypatch.setattr(weights_of_sense, "labelled", lambda folder: data)
    monkeypatch.setattr(weights_of_sense, "train_agents", lambda folder: [])
    weights_of_sense.train(tmp_path)
    assert tuple((tmp_path / f"{name}.tsv").read_text("utf-8") for name in ("sense", "words")) == learned(data)


def test_every_mark_that_has_a_weight_reads_as_a_sentence():
    told = {mark: sentence(mark) for mark in weights() if mark != CONSTANT}
    assert not {m for m, said in told.items() if re.search(r"[:&…]|[A-Z]{3}|[A-Z]{2}\d", said) or " " not in said}
    assert sentence("verb: told before, done to the target") == (
        "the event was mentioned just before, and it is done to the event's target"
    )
    assert sentence("verb: was: doer … target") == (
        "it is put as past, done by somebody who may have done it to the event's target"
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
