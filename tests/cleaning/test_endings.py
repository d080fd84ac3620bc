"""Where a piece has ended is learned from pages, decides of all that stands behind, and needs evidence."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import clean, endings_training, training
from analysis.cleaning.endings import SURE, Ending, candidates, ended
from analysis.cleaning.features import of_texts
from analysis.cleaning.fitting import Settings
from analysis.cleaning.network import load

PIECE = (
    "The harbour council met on the quay last night, and after four hours it voted for the ferry that nobody wanted.",
    "I have watched this council for twenty years, and never has it cared so little for those who cross the harbour.",
    "The ferry will cost eleven million, and the council has not said where in its budget that sum will be found.",
    "Those who live on the far side of the harbour asked for a bridge, and were told that bridges are of the past.",
    "So the ferry it is, and the council will be on the quay in the spring to cut a ribbon and make its speeches.",
)
READERS = (
    "I agree with you about this. My husband drove across every day and you should have seen what it cost him.",
    "You are wrong, as ever. Why do you never ask anybody who works for a living before you write these things?",
    "Thanks for writing this! I have shared it with my sister, who lives in Ashby and has the same trouble there.",
    "Great post. I wonder whether you have looked at what they did in Hull? My uncle was the pilot there for years.",
    "Honestly I do not see the point of this. Does anyone read the accounts any more? I stopped years ago, like you.",
)


def below(name, *lines):
    rows, table = candidates(found(*lines), np.full(len(lines), 0.3))
    return dict(zip(rows.tolist(), table[f"below: {name}"].tolist(), strict=True))


def test_what_stands_below_a_heading_is_told_how_far():
    told = below("references", *PIECE, "Sources", PIECE[0], "References", PIECE[1])
    assert told == pytest.approx({2: 0, 3: 0, 4: 0, 5: 1, 6: 0.97, 7: 1, 8: 0.97})


def test_a_heading_above_the_prose_announces_nothing():
    assert set(below("references", "References", *PIECE).values()) == {0}


def found(*lines):
    return of_texts([lines], load().words)


def test_what_stands_above_a_line_is_set_beside_what_stands_below():
    lines = (*PIECE, "34 Comments", *READERS)
    rows, table = candidates(found(*lines), np.full(len(lines), 0.2))
    assert 5 in rows
    at = rows.tolist().index(5)
    assert table["is: comments counted"][at] == 1
    assert table["said before, below"][at] < table["said before, above"][at]
    assert table["kept above, share"][at] == pytest.approx(0.8)
    assert table["you: below"][at] > table["you: above"][at]


def test_a_piece_is_not_said_to_end_before_a_share_of_it_or_where_nothing_is_left():
    lines = ("Comments", *PIECE, "Comments")
    rows, _ = candidates(found(*lines), np.array([0.9, *[0.1] * 5, 1.0]))
    assert not {0, 6} & {*rows.tolist()}


def surely(share):
    """An ending that is told by one figure alone."""
    return Ending(("is: references",), np.zeros(1), np.ones(1), np.array([20.0]), -20 + np.log(share / (1 - share)))


def test_from_the_line_that_ends_the_piece_on_every_line_has_its_probability():
    lines = (*PIECE, "References", *READERS)
    residue = np.full(len(lines), 0.2)
    assert ended(surely(0.95), found(*lines), residue) == pytest.approx([*[0] * 5, *[0.95] * 6])
    assert not ended(surely(SURE - 0.05), found(*lines), residue).any()


def test_what_ended_one_text_says_nothing_of_the_next():
    both = of_texts([(*PIECE, "References", *READERS), PIECE], load().words)
    assert not ended(surely(0.95), both, np.full(16, 0.2))[11:].any()


@pytest.mark.parametrize("tail", [
    ("34 Comments", *READERS),
    ("5 thoughts on “The ferry that nobody wanted”", *READERS, "Leave a Reply"),
    ("Share this:", "Tags: harbour", "Comments", *READERS, "Your email address will not be published.")])
def test_readers_go_with_the_reason_and_the_piece_stays(tail):
    cleaned = clean("\n\n".join((*PIECE, *tail)))
    assert [block.role for block in cleaned.blocks] == [*["body"] * len(PIECE), *["residue"] * len(tail)]
    assert any(reason == "stands after the piece's end, below a line that announces readers' comments"
               for *_, reason in cleaned.explanation)


def test_where_nothing_may_go_readers_stay():
    cleaned = clean("\n\n".join((*PIECE, "34 Comments", *READERS)), mode="keep")
    assert [block.role for block in cleaned.blocks if block.text != "34 Comments"] == ["body"] * 10


@pytest.mark.parametrize("line", ["34 comments were made at the meeting, and the clerk wrote down two.",
                                  "The 34 responses", "What the council says", "34 years on the quay"])
def test_a_piece_goes_on_below_its_own_lines(line):
    cleaned = clean("\n\n".join((*PIECE[:3], line, *PIECE[3:])))
    assert {block.role for block in cleaned.blocks} == {"body"}


def page(number):
    random = np.random.default_rng(number)
    body, tail = random.permutation(PIECE)[:4], random.permutation(READERS)[:random.integers(2, 5)]
    ends = number % 3 > 0
    heading = "12 Comments" if ends else "What the council says"
    label = "residue" if ends else "content"
    lines = [{"text": text, "label": "content"} for text in body] + [{"text": heading, "label": label}] + [
        {"text": text, "label": label} for text in tail]
    return {"domain": f"site{number % 10}.example", "extractor": "x", "lines": lines,
            "gold": "\n".join(line["text"] for line in lines if line["label"] == "content")}


def test_it_is_learned_from_pages_and_from_what_is_told_of_them():
    settings = replace(Settings(), copies=0, sites=1)
    examples = training.prepare([page(n) for n in range(40)], settings)
    told = np.full(len(examples.target), 0.2)
    known = endings_training.fit(examples, np.arange(40), told)
    weights = dict(zip(known.names, known.weights, strict=True))
    assert weights["is: comments counted"] > 0.1
    again = endings_training.fit(examples, np.arange(40), told)
    assert again.weights.tolist() == known.weights.tolist()


def test_where_nothing_is_told_nothing_ever_ends():
    examples = training.prepare([page(n) for n in range(6)], replace(Settings(), copies=0, sites=1))
    known = endings_training.fit(examples, np.arange(6), np.full(len(examples.target), np.nan))
    assert not ended(known, found(*PIECE, "References", *READERS), np.full(11, 0.2)).any()


@given(st.lists(st.sampled_from((*PIECE, *READERS, "34 Comments", "References", "", "Share this")), max_size=30),
       st.integers(0, 2**32 - 1))
def test_it_never_falls_further_down_a_text(lines, seed):
    if lines:
        residue = np.random.default_rng(seed).random(len(lines))
        chances = ended(load().ending, found(*lines), residue)
        assert (np.diff(chances) >= 0).all()
        assert ((chances == 0) | (chances >= SURE)).all()
