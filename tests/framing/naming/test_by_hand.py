"""Words read by hand: what a reading tells of a mention, where it counts, and how one that meets nothing is told."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import cli, figures
from analysis.cleaning import clean
from analysis.codebook import Codebook, general, load_codebook, parse
from analysis.codebook.cues import fault
from analysis.corpus import Piece
from analysis.errors import InputError
from analysis.framing import comparing, conclusions, measure, page, page_of_readings
from analysis.framing.agreement import agreement
from analysis.framing.by_hand import tried
from analysis.framing.coding import chosen, instructions, sheet
from analysis.framing.naming import event_mentions
from analysis.reports.marks import marks_of
from analysis.segments import segment
from analysis.sentiment import targets
from analysis.toml import quoted

CASES = Path(__file__).parents[1] / "cases"
BOOK = """
[event]
name = "the closing of the bridge"
agents = ["council"]
targets = ["bridge"]
[event.families]
closing = ["close*", "closing", "closing down"]
severing = ["cut off"]
decision = { cues = ["move"], loose = true }
[[actor]]
id = "council"
name = "The council"
kind = "government"
[actor.names]
government = ["council", "the council"]
[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
office = ["the mayor"]
[[actor]]
id = "bridge"
name = "The bridge"
kind = "thing"
[actor.names]
label = ["the bridge", "bridge"]
[[contrast]]
id = "shut"
question = "Closed, or cut off?"
of = "event"
one = ["closing"]
other = ["severing"]
"""
TEXT = (
    "The council closed the bridge on Monday. The town was cut off by the move for a year, and nobody had asked for "
    "it.\n\nThe library closed at noon. The shops will have closed by night, and the people of the town will sit "
    "at home.\n\nWhat the council said in the evening was that the bridge had been closed for good."
)


def book_of(*readings: dict, text: str = BOOK) -> Codebook:
    """The codebook with readings of the piece `north`, in its first sentence where not told."""
    tables = [{"piece": "north", "sentence": 1, **reading} for reading in readings]
    return parse(text + "".join(map(stanza, tables)), "codebook.toml", general())


def stanza(reading: dict) -> str:
    def told(value: object) -> str:
        return quoted(value) if isinstance(value, str) else str(value).lower()

    return "\n[[reading]]\n" + "".join(f"{k} = {told(v)}\n" for k, v in reading.items())


def document_of(text: str = TEXT):
    return segment(Piece("north", "North", "", "Outlet", None, "", "north.txt", ""), clean(text))


def cases() -> list[dict]:
    return tomllib.loads((CASES / "readings.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", cases(), ids=lambda c: f"{c['text'][:30]} {c['reading']}")
def test_a_word_is_told_as_it_was_read_by_hand(case):
    book = book_of(case["reading"])
    found = event_mentions(case["text"], book, readings=book.readings)
    wanted = dict(case["told"])
    mention = found[wanted.pop("nth", 1) - 1]
    told = {name: getattr(mention, name) for name in wanted}
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in told.items()} == wanted


def test_a_word_settled_as_the_event_is_its_event_for_the_words_after_it():
    rows = {row["start"]: row for row in measure(document_of(), book_of())["event_mentions"]}
    settled = book_of({"word": "closed", "sense": "other"})
    again = {row["start"]: row for row in measure(document_of(), settled)["event_mentions"]}
    first, second = TEXT.index("closed"), TEXT.index("cut off")
    assert (rows[first]["sense"], again[first]["sense"]) == ("event", "other")
    assert rows[second]["likely"] > again[second]["likely"]
    assert "the event was named before" not in str(again[second]["because"])


def test_what_is_counted_of_mentions_follows_the_hand():
    document = document_of()
    plain, settled = (measure(document, book) for book in (
        book_of(), book_of({"sentence": 3, "word": "closed", "sense": "event", "agent": "council"}, {"word": "closed",
                           "sense": "event", "reported": True})))  # fmt: skip
    assert {row["sentence"]: row["one"] for row in plain["contrasts"]}.get(1) == 1
    counted = {row["sentence"]: row["one"] for row in settled["contrasts"]}
    assert 1 not in counted and counted[3] == 1
    assert [r["subject"] for r in settled["relations"] if r["sentence"] == 3] == ["council"]
    assert not [r for r in plain["relations"] if r["sentence"] == 3]
    towards = targets.measure(document, book_of({"sentence": 3, "word": "closed", "sense": "event"}))
    assert 3 in {r["sentence"] for r in towards["target_sentiment"] if r["target"] == "event"}


def test_a_loose_word_settled_as_another_act_stays_in_the_table():
    book = book_of({"word": "move", "sense": "other"}, text=BOOK)
    rows = measure(document_of("The move came late on Monday in the town."), book)["event_mentions"]
    assert [(r["surface"], r["sense"], r["settled"][:12]) for r in rows] == [("move", "other", "read by hand")]


@pytest.mark.parametrize(("reading", "missed"), [
    ({"sentence": 1, "word": "closed", "sense": "other"}, ""),
    ({"sentence": 9, "word": "closed", "sense": "other"}, "the body has 5 sentences"),
    ({"part": "dek", "word": "closed", "sense": "other"}, "the dek has 0 sentences"),
    ({"sentence": 2, "word": "closed", "sense": "other"}, "the word does not stand in that sentence"),
    ({"sentence": 1, "word": "closed", "nth": 2, "sense": "other"}, "the word stands once in that sentence"),
    ({"sentence": 1, "word": "Monday", "sense": "event"}, "no family of the event has the word there"),
    ({"sentence": 1, "word": "lose", "sense": "event"}, "the word does not stand in that sentence"),
])  # fmt: skip
def test_a_reading_that_meets_nothing_says_why(reading, missed):
    ((_, told),) = tried(document_of(), book_of(reading))
    assert told.startswith(missed) and bool(told) == bool(missed)


def test_of_two_readings_of_one_word_the_first_counts_and_the_other_is_told():
    book = book_of({"word": "closing down", "sense": "event"}, {"word": "closing", "sense": "other"})
    document = document_of("The closing down of the bridge came late on Monday.")
    (row,) = measure(document, book)["event_mentions"]
    assert row["sense"] == "event" and row["settled"]
    assert [missed for _, missed in tried(document, book)] == ["", "a reading above it settles the same word"]


def test_readings_of_another_piece_or_part_change_nothing():
    readings = [{**away, "word": "closed", "sense": "other"} for away in ({"piece": "south"}, {"part": "title"})]
    plain, other = (measure(document_of(), book)["event_mentions"] for book in (book_of(), book_of(*readings)))
    assert str(plain) == str(other)


@settings(max_examples=30)
@given(st.text(max_size=30), st.text(alphabet="closed THbridgé’- .", min_size=1, max_size=12))
def test_any_text_is_a_string_of_toml_and_any_word_may_be_asked_for(text, word):
    if text.isprintable() or text.isascii():
        assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}
    if not fault(word):
        reading = replace(book_of({"word": "closed", "sense": "other"}).readings[0], word=word)
        book = replace(book_of(), readings=(reading,))
        said = "The council closed the bridge."
        (mention,) = event_mentions(said, book, readings=book.readings)
        assert bool(mention.settled) != bool(tried(document_of(said), book)[0][1])


@pytest.fixture
def settled(corpus_of, two_texts):
    """A function that measures the two texts with a codebook and readings, and gives their figures."""
    def make(*readings: dict):
        folder = corpus_of(two_texts)
        (folder / "codebook.toml").write_text(BOOK + "".join(map(stanza, readings)), "utf-8")
        assert cli.main(["measure", "tiny"]) == 0
        return figures.load("tiny")
    return make


HAND = {"piece": "north", "sentence": 1, "word": "closed", "sense": "other", "why": '<b>"a"</b> test'}
LOST = {"piece": "south", "sentence": 40, "word": "close", "sense": "other"}


def test_readings_reach_page_terminal_and_reading_view_and_no_coder(settled, capsys):
    plain = settled()
    assert capsys.readouterr().err == ""
    assert "[[reading]] in data/raw/tiny/codebook.toml" in page_of_readings.by_hand(plain).text
    assert plain.table("readings").empty and (plain.table("event_mentions")["settled"] == "").all()
    assert "by hand" not in page.mentions(plain, "event", 9).html
    loaded = settled(HAND, LOST)
    err = capsys.readouterr().err
    line = f"data/raw/tiny/codebook.toml, line {len(BOOK.splitlines()) + 10}: the reading of “close”"
    assert line in err and "Remedy: " in err and err.count("\n") == 1
    assert len(comparing.events(loaded)) == len(comparing.events(plain)) - 1
    told = page_of_readings.by_hand(loaded)
    assert "1 was read by hand" in told.text and "differently from Parallax" in told.text and line in told.text
    shown = page.mentions(loaded, "other", 9).html
    assert "words read by hand: 1" in shown and "read by hand (Parallax: the event): &lt;b&gt;" in shown
    assert "<b>" not in shown
    assert "Read by hand: 1 word of" in conclusions.on_naming(loaded, comparing.naming(loaded, resamples=200))
    labels = [m.label for m in marks_of("tiny")["north", "body", 1] if m.layer == "event"]
    assert labels == ["verb, other, read by hand (Parallax: the event)"]
    assert cli.main(["codebook", "check", "tiny"]) == 0
    assert line in capsys.readouterr().out
    items = chosen(loaded, 20)
    assert sheet(loaded, items) == sheet(plain, items) and instructions(loaded) == instructions(plain)
    places = {item: place for item, *place in items}
    coded = {item: dict.fromkeys(("event", "attributed", "agent", "remedy"), 1.0) for item in places}
    measured = agreement(loaded, {item: tuple(place) for item, place in places.items()}, {"ann": coded})
    asked = {row["question"]: row["n"] for row in measured["questions"]}
    assert measured["by_hand"] == 1 and asked["event"] == len(items) - 1 and asked["remedy"] == len(items)


def test_a_piece_that_the_corpus_does_not_have_is_told(corpus_of, two_texts):
    (corpus_of(two_texts) / "codebook.toml").write_text(BOOK + stanza({**HAND, "piece": "east"}), "utf-8")
    with pytest.raises(InputError, match=r"codebook.toml, line \d+: .*reading.* 1, piece: unknown piece 'east'.*north"):
        load_codebook("tiny")


def test_the_lines_to_be_pasted_settle_each_word_as_it_was_read(settled):
    loaded = settled()
    words = loaded.table("event_mentions")
    shown = page_of_readings.least_sure(loaded, 50)
    (lines,) = re.findall(r"<pre>(.*?)</pre>", shown.html, re.DOTALL)
    assert lines.count("[[reading]]") == len(words) > 1
    pasted = shown.text.split("codebook.toml\n")[1].replace("\n# ", "\n")
    (loaded.corpus.folder / "codebook.toml").write_text(BOOK + pasted, "utf-8")
    assert cli.main(["measure", "tiny"]) == 0
    again = figures.load("tiny")
    settled_words = again.table("event_mentions")
    assert (settled_words["settled"] == "read by hand").all() and (again.table("readings")["missed"] == "").all()
    same = ["piece", "part", "sentence", "start", "sense", "marked", "denied", "agent", "agent_how", "agent_words"]
    assert settled_words[same].equals(words[same])
    assert page_of_readings.least_sure(again, 50) is None
    for text in loaded.corpus.folder.glob("*.txt"):
        text.unlink()
    away = page_of_readings.least_sure(replace(loaded, _read={"event_mentions": words}), 5)
    assert "<pre>" not in away.html and "sentence 1" in away.html and "blockquote" not in away.html


def test_the_least_sure_stand_first_and_every_word_of_ferry_can_be_settled(repository):
    ferry = figures.load("ferry")
    rows = page_of_readings._least_sure(ferry, 500)
    assert list(rows["wrong"]) == sorted(rows["wrong"], reverse=True)
    rows = rows.to_dict("records")
    book = parse("\n".join(page_of_readings.entry(ferry, row) for row in rows), "ferry", ferry.codebook)
    assert [r.place for r in book.readings] == [(r["piece"], r["part"], r["sentence"]) for r in rows]
    unsettled = ferry.table("event_mentions").query("settled == ''")
    assert len({(r.place, r.word, r.nth) for r in book.readings}) == len(rows) == len(unsettled)
