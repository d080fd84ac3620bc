"""What is to be known of a piece before its figures are believed."""

import pytest

from analysis import figures
from analysis.cleaning import page
from analysis.cli import main
from analysis.warned import add_far_dates, is_headed, is_interview

ANSWER = "It fell because nobody had looked at it for years, and nobody was asked to. I would say so to anyone."
ASKS = ["Why did the bridge fall?", "And who was to look at it?", "“Was there no warning?”", "What should happen now?"]
TURNS = ["Q: Why did it fall?", "A: Rust.", "Q: Only rust?", "A: And neglect.", "Thank you."]


def _turns(questions):
    return [part for question in questions for part in (question, ANSWER)]


@pytest.mark.parametrize("paragraphs", [
    _turns(ASKS), [ANSWER, *_turns(ASKS), ANSWER, ANSWER], TURNS,
    ["Anna Reed: Why did it fall?", "Mr. Cole: Rust.", "Anna Reed: Only rust?", "Mr. Cole: And neglect."],
    ["AR: Why?", f"TC: {ANSWER}", "AR: Only rust?", f"TC: {ANSWER}"],
])
def test_questions_and_answers_are_an_interview(paragraphs):
    assert is_interview(paragraphs)


@pytest.mark.parametrize("paragraphs", [
    [], [ANSWER] * 9, ASKS, _turns(ASKS[:3]), [*_turns(ASKS), *[ANSWER] * 12],
    ["Update: it fell.", "Update: it is closed.", "Update: a ferry sails.", "Update: nobody was hurt."],
    ["First: the rust.", "Second: the neglect.", "Third: the silence.", "Fourth: the bill."],
    _turns([f"{ANSWER} " * 3 + "Or was it?"] * 4),
])
def test_lists_and_rhetorical_questions_are_none(paragraphs):
    assert not is_interview(paragraphs)


PROSE = "The council closed the bridge on Monday, and nobody asked the town, the only one for miles. " * 2
TEXT = "Skip to content\nThe Tide | Opinion\n\n{0}\nBy Ann Bo\n" + PROSE


@pytest.mark.parametrize(("headline", "title"), [
    ("Closing the bridge was the only safe choice", "Closing the Bridge Was the Only Safe Choice"),
    ("Closing the bridge was the only safe choice", "The only safe choice"),
    ("Closing the bridge was the only safe choice", "Closing the bridge — the only safe choice?"),
    ("Whose harbour is it? A view from the pier", "Whose harbor is it?"),
    ("Whose harbour is it?", "Whose harbour is it? The council of Tarrow must answer"),
    ("After the killing, what’s next for U.S.-Iran relations?", "After the Killing, What's Next for US-Iran Relations"),
    ("Why the valley must be\nglad of its council", "Why the valley must be glad of its council"),
    ("Opinion | The bridge must reopen | The Tide", "The bridge must reopen"),
    ("The bridge must reopen On Monday the council shut it, and since then " + "nobody has come. " * 40,
     "The bridge must reopen"),
    ("Résumé of a bridge", "RÉSUMÉ OF A BRIDGE"),
    ("Patience", "Patience"),
])
def test_a_title_that_was_shortened_or_set_otherwise_is_in_the_text(headline, title):
    assert is_headed(TEXT.format(headline), title)


@pytest.mark.parametrize(("headline", "title"), [
    ("The bridge must reopen", "Closing it was the only safe choice"),
    ("Closing the bridge was the only safe choice", "The bridge must reopen"),  # that of another piece on the event
    ("Closing the bridge was the only safe choice", "Piece 1"),
    ("Closing the bridge was the only safe choice", "Patience"),
    ("", "Whose harbour is it?"), ("", "The only town for miles"),  # words that the prose has somewhere
])
def test_a_title_that_no_line_is_like_is_not(headline, title):
    assert not is_headed(TEXT.format(headline), title)


def test_a_title_not_in_the_text_is_told_at_the_terminal_and_on_the_page(corpus_of, two_texts, capsys, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    folder = corpus_of(two_texts)
    toml = (folder / "corpus.toml").read_text("utf-8")
    (folder / "corpus.toml").write_text(toml.replace("The bridge must reopen", "A town cut in two"), "utf-8")
    assert main(["measure", "tiny"]) == 0
    said = ("no line of it resembles the title in corpus.toml: right if the headline was not scraped; "
            "otherwise correct the title there")
    assert capsys.readouterr().err == f"data/raw/tiny/north.txt: {said}\n"
    assert f"Outlet 1: {said}." in page.warned(figures.load("tiny")).html


def _dated(*dates):
    return [{"piece": f"p{n}", "order": n, "date": day, "warnings": ""} for n, day in enumerate(dates, 1)]


@pytest.mark.parametrize(("dates", "year", "told"), [
    (["2020-01-03", "2002-01-03", "2020-01-07"], None, {2: "18 years before the other pieces"}),
    (["2020-01-03", "2024-01-03", "2020-01-07"], None, {2: "4 years after the other pieces"}),
    (["2024-01-03", "2020-01-03"], None, {2: "4 years before the other pieces"}),
    (["2024-01-03", "2020-01-03"], 2020, {1: "4 years after the other pieces"}),
    (["2024-01-03", "", "2024-02-03"], 2020, {1: "3 years after the event's year in codebook.toml, 2020, and 1 other"}),
    (["2010-01-03", "2020-01-03", "2020-02-03"], 2020, {1: "10 years before the other pieces"}),
    (["2001-01-03", "2001-02-03", "2020-02-03"], 2001, {3: "19 years after the other pieces"}),
    (["2020-01-03", "2021-12-03"], 2020, {}),
    (["2010-01-03", "2013-01-03", "2016-01-03", "2020-01-03"], None, {}),  # a corpus of many years
    (["2020-01-03", "", ""], 2020, {}), ([], 2020, {}), (["", ""], None, {}),
])
def test_a_date_years_from_the_others_or_from_the_event_is_told_once(dates, year, told):
    rows = _dated(*dates)
    add_far_dates(rows, year)
    found = {row["order"]: row["warnings"] for row in rows if row["warnings"]}
    assert list(found) == list(told) and all(f"it is dated {said}" in found[n] for n, said in told.items())
    assert all("if that is a slip, mend" in said and said.count("it is dated") == 1 for said in found.values())
