"""What a piece yields for the page of topics: counts with a way back to their sentences."""

import datetime

import pytest

from analysis import tables
from analysis.cleaning import Block, Cleaned
from analysis.codebook import Codebook, Theme
from analysis.corpus import Piece
from analysis.segments import segment
from analysis.tokens import tokens
from analysis.topics import measure

PARAGRAPHS = (
    "The Harbour Board closed the ferry. A ferry is a road, and the U.S. has many roads.",
    "Foreign policy of the Harbour Board, its foreign policy, is not our law. The rule of law is.",
    "US’s Ferry! Mr. Amir Qods of the Harbour Board agreed. Qods left.",
)
CODEBOOK = Codebook(
    themes=(Theme("ways", "Ways", ("ferr*", "road*")), Theme("law", "Law", ("rule of law", "law"))),
    variant_pairs=(("Qods", "Quds"),),
)


def block(number, start, text, role="body"):
    return Block(number, number, start, start + len(text), text, role)


@pytest.fixture(scope="module")
def document():
    lines = ("A title about a ferry", *PARAGRAPHS)
    text, blocks, start = "\n".join(lines), [], 0
    for number, line in enumerate(lines, 1):
        blocks.append(block(number, start, line, "title" if number == 1 else "body"))
        start += len(line) + 1
    date = datetime.date(2021, 1, 1)
    piece = Piece("one", "A title", "Outlet", date, "one.txt")
    return segment(piece, Cleaned(text, tuple(blocks), (), "default"))


@pytest.fixture(scope="module")
def rows(document):
    return measure(document, CODEBOOK)


def counts(rows, paragraph):
    return {(r["kind"], r["term"]): r["n"] for r in rows["terms"] if r["paragraph"] == paragraph}


def test_the_tables_fit_their_schemas(rows):
    for name, found in rows.items():
        assert len(tables.frame(name, found)) == len(found) > 0


def test_words_names_and_phrases_are_counted(rows):
    first, second, third = (counts(rows, k) for k in (1, 2, 3))
    assert first["word", "ferry"] == 2 and first["name", "harbour board"] == 1 and first["word", "US"] == 1
    assert second["phrase", "foreign policy"] == 2 and second["phrase", "rule of law"] == 1
    assert third["word", "US"] == 1 and third["word", "quds"] + third["name", "quds"] == 2
    assert ("word", "harbour") not in first


def test_no_phrase_crosses_a_mark_an_owner_or_a_sentence(rows):
    phrases = {r["term"] for r in rows["terms"] if r["kind"] == "phrase"}
    assert not phrases & {"US ferry", "board foreign", "ferry mr", "agreed quds", "road US"}


def test_every_count_leads_to_a_sentence_that_holds_it(document, rows):
    sentences = {s.sentence: s for s in document.body_sentences}
    for row in rows["terms"]:
        sentence = sentences[row["sentence"]]
        assert sentence.paragraph == row["paragraph"]
        if row["kind"] == "word" and row["term"] not in ("US", "quds"):
            assert row["term"] in [t.norm for t in tokens(sentence.text)]


def test_words_add_up(document, rows):
    for number, text in enumerate(PARAGRAPHS, 1):
        counted = sum(
            n * len(term.split()) for (kind, term), n in counts(rows, number).items() if kind != "phrase"
        )
        assert len(tokens(text)) - counted in (0, 1)  # 1: a full name counted under its surname


def test_themes_are_counted_with_their_cues_and_lead_to_the_sentence_of_most(rows):
    first = rows["themes"][0]
    assert first["cues"] == "ferry; road; roads"
    assert (first["sentence"], first["sentence_cues"]) == (2, "ferry; road; roads")
    assert [(r["paragraph"], r["theme"], r["n"]) for r in rows["themes"]] == [
        (1, "ways", 4), (2, "law", 2), (3, "ways", 1)
    ]  # fmt: skip


def test_the_body_alone_is_read(rows):
    assert "title" not in {r["term"] for r in rows["terms"]}


def test_no_more_than_three_words_in_a_row(rows):
    longest = max(len(r["term"].split()) for r in rows["terms"] if r["kind"] == "phrase")
    assert longest <= 6  # three terms, of which one may be a name


def test_a_body_of_marks_has_no_terms():
    piece = Piece("one", "", "", datetime.date(2021, 1, 1), "one.txt")
    found = measure(segment(piece, Cleaned("—", (block(1, 0, "—"),), (), "default")), CODEBOOK)
    assert found == {"terms": [], "themes": []}
