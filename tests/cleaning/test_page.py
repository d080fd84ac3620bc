"""The page of cleaning: what leaving the residue in would have done, with its interval."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.cleaning import page


def corpus(scores: dict[str, list[list[float]]]) -> SimpleNamespace:
    """A corpus of one piece: for each part its paragraphs, for each paragraph the scores of its sentences."""
    rows = [{"piece": "one", "part": part, "paragraph": number, **dict.fromkeys(page.HEADLINES, score)}
            for part, paragraphs in scores.items()
            for number, paragraph in enumerate(paragraphs, 1)
            for score in paragraph]
    table = pd.DataFrame(rows, columns=["piece", "part", "paragraph", *page.HEADLINES])
    return SimpleNamespace(ids=["one"], table=lambda name: table, name=lambda piece: "The One")


BODY = [[-1.0, -2.0], [-1.5], [-0.5, -1.0], [-2.0]]


def valence(scores: dict[str, list[list[float]]]) -> pd.Series:
    table = page.headlines(corpus(scores))
    return table[table["measure"] == "mean valence"].iloc[0]


def test_nothing_but_body_is_off_by_nothing():
    row = valence({"body": BODY})
    assert (row["off"], row["low"], row["high"]) == (0, 0, 0)


def test_cheerful_residue_lifts_the_mean_and_the_interval_holds_the_estimate():
    row = valence({"body": BODY, "residue": [[2.0], [1.0, 2.0], [1.5]]})
    assert row["off"] == pytest.approx(6.5 / 4 * 4 / 10 + 8 / 6 * 4 / 10)
    assert 0 <= row["low"] < row["off"] < row["high"]


def test_residue_of_the_same_tone_has_an_interval_about_nought():
    row = valence({"body": BODY, "residue": BODY})
    assert row["off"] == pytest.approx(0)
    assert row["low"] < 0 < row["high"]


def test_title_byline_and_bio_are_no_residue():
    alone = valence({"body": BODY, "residue": [[2.0], [1.0, 2.0], [1.5]]})
    row = valence({"body": BODY, "residue": [[2.0], [1.0, 2.0], [1.5]], "title": [[9.0]], "bio": [[9.0], [9.0]]})
    assert row["off"] == alone["off"]
    assert row["n_uncleaned"] == alone["n_uncleaned"] == 10


@pytest.mark.parametrize(("kind", "reason", "shown"), [
    ("teaser", "short, and no sentence, after the piece's end", "teaser or other"),
    ("navigation", "stands 2 times in the text", "navigation or other"),
    ("teaser", "points to other stories", "teaser"),
    ("legal", "a copyright line", "legal"),
    ("other", "a pull quote: a paragraph says the same words", "other")])
def test_a_kind_that_no_wording_shows_is_not_said_to_be_sure(kind, reason, shown):
    block = BLOCK | {"block": 1, "role": "residue", "kind": kind, "reason": reason}
    assert list(listed(block, TEXT)["Is"]) == [f"residue: {shown}"]
    found = page.removed(SimpleNamespace(table=lambda name: pd.DataFrame([block])))
    assert list(found["kind"]) == [shown]


def test_how_often_such_decisions_were_wrong_has_its_interval_and_number():
    said = page._of_the_rest(pd.Series([0.91, 0.99]))
    assert "2.6% of the decisions of 0.90 or more were wrong (95% interval 2.0 to 3.3%" in said
    assert "n = 356,468" in said


@pytest.mark.parametrize("scores", [{}, {"body": [[-1.0]], "residue": [[1.0]]}])
def test_too_few_paragraphs_have_no_interval(scores):
    assert valence(scores)[["low", "high"]].isna().all()


TEXT = "Title\n\nMara Vane writes about rivers,   ports and everything that moves between the two of them. \n"
BLOCK = {"piece": "one", "first_line": 3, "start": 7, "end": 200, "role": "bio", "kind": "",
         "reason": "says who the author is", "words": 16, "confidence": 0.9, "override": ""}


def listed(block: dict, text: str | None) -> pd.DataFrame:
    return page._listed(SimpleNamespace(name=lambda piece: "The One", text=lambda piece: text), pd.DataFrame([block]))


def test_a_column_of_overrides_stands_only_where_there_is_one():
    assert "Override" not in listed(BLOCK, TEXT)
    assert list(listed(BLOCK | {"override": "line 3"}, TEXT)["Override"]) == ["line 3"]


def test_a_decision_shows_how_its_block_begins_where_the_text_is_here():
    assert list(listed(BLOCK, TEXT)["Begins"]) == ["Mara Vane writes about rivers, ports and everything that\u00a0…"]
    assert list(listed(BLOCK | {"end": 16}, TEXT)["Begins"]) == ["Mara Vane"]
    assert list(listed(BLOCK, "x" * 300)["Begins"]) == ["x" * 60 + "\u00a0…"]
    assert "Begins" not in listed(BLOCK, None)


def test_what_was_put_back_by_hand_stands_among_the_decisions_with_its_reason():
    kept = BLOCK | {"piece": "one", "block": 1, "role": "body", "reason": "reads as the piece's own prose"}
    back = kept | {"block": 2, "reason": "a letter, quoted in full", "override": "lines 3 to 4: 2 blocks"}
    figures = SimpleNamespace(name=lambda piece: "The One", text=lambda piece: TEXT,
                              table=lambda name: pd.DataFrame([kept, back]))
    shown = str(page.decisions(figures, "one").html)
    assert "a letter, quoted in full" in shown and "lines 3 to 4: 2 blocks" in shown and "put back by hand" in shown
    assert "own prose" not in shown
