"""A sentence of hundreds of event words and verbs: what is asked of it grows as it does, and not with its square."""

import sys
from datetime import date

import pytest

from analysis.cleaning import clean
from analysis.codebook import Codebook, general, parse
from analysis.corpus import Piece
from analysis.framing import measure
from analysis.segments import Document, segment

BOOK = """
[event]
name = "the council's closing of the ferry"
agents = ["council"]
targets = ["ferry"]
[event.families]
closing = ["clos*"]
killing = ["kill*"]

[[actor]]
id = "council"
name = "the council"
kind = "organisation"
[actor.names]
label = ["the council"]

[[actor]]
id = "ferry"
name = "the ferry"
kind = "thing"
[actor.names]
label = ["the ferry"]
"""


def _document(unit: str, times: int) -> Document:
    text = f"The closing of the ferry\n\nOn Monday {unit * times}and that was the end of it.\n"
    piece = Piece("one", "The closing of the ferry", "The Tide", date(2024, 1, 2), "one.txt")
    return segment(piece, clean(text, title=piece.title))


def _steps(document: Document, book: Codebook) -> int:
    """Functions called: as long as they take, on a machine that has nothing else to do."""
    called = 0

    def count(_frame, event: str, _what) -> None:
        nonlocal called
        called += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        measure(document, book)
    finally:
        sys.setprofile(None)
    return called


@pytest.mark.parametrize("unit", [
    "the council closed the ferry and killed the trade, ",
    "they met and said and went home, ",
    "the council which closed it wanted to have the crew killed by closing the pier, ",
])
def test_twice_the_sentence_takes_about_twice_the_steps(unit):
    book = parse(BOOK, "codebook.toml", general())
    measure(_document(unit, 1), book)  # what is loaded once
    once, twice = (_steps(_document(unit, times), book) for times in (25, 50))
    assert twice < 2.6 * once
