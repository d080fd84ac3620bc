"""The nouns that a sentence says something is not, as a table."""

import datetime

from analysis import tables
from analysis.cleaning import clean
from analysis.codebook import general
from analysis.corpus import Piece
from analysis.framing import measure
from analysis.segments import segment

DENIED = {  # a sentence, and the words that it says something is not
    "The council has not become a tyranny.": ["tyranny"],
    "I do not believe that the council has become a tyranny.": ["tyranny"],
    "It was not a swindle, and it was no disaster.": ["swindle", "disaster"],
    "I refuse to call it a betrayal.": ["betrayal"],
    "The council has become a tyranny.": [],
    "It was not only a swindle.": [],
    "They did not stop the swindle.": [],
}


def test_words_that_a_sentence_says_something_is_not_are_told():
    piece = Piece("north", "The council", "North", datetime.date(2021, 3, 1), "north.txt")
    rows = measure(segment(piece, clean(" ".join(DENIED))), general())["denied_words"]
    found = [[row["word"] for row in rows if row["sentence"] == n] for n in range(1, len(DENIED) + 1)]
    assert dict(zip(DENIED, found, strict=True)) == DENIED
    assert len(tables.frame("denied_words", rows)) == sum(map(len, DENIED.values()))
