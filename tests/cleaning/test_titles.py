"""The headline: which line is named, from what it is learned, and that another is named where another is better."""

import numpy as np
import pytest

from analysis.cleaning import clean, titles, titles_training
from analysis.cleaning.api import before_roles
from analysis.cleaning.training import CASES

BODY = """The harbour board of Pellworth voted on Tuesday to close the fish market, and nobody who buys fish was there.
The market has stood on the quay since the herring years, and the board has never once asked what it is for.
It will now be a car park, the chairman said, because a car park pays the board more than a market does.
What the board calls surplus is the only place on this coast where a crew can sell its catch the day it lands.
Give the market back to those who use it, and let the board park its cars somewhere else."""
HEADLINE = "Pellworth's fish market is not surplus to anyone"


def title_of(*above):
    return [block.text for block in clean("\n".join([*above, BODY])).blocks if block.role == "title"]


@pytest.mark.parametrize("above", [
    [HEADLINE],
    [HEADLINE, "By Ann Roe", "5 March 2024"],
    ["Home News Sport Business Opinion Video", HEADLINE, "By Ann Roe"],
    ["Skip to content", "Menu", "Latest Opinion Sport Culture Puzzles Newsletters", HEADLINE,
     "The board never asked who buys fish, or why a quay without a market is a car park with a view.", "By Ann Roe"],
    ["Pellworth Packet | Opinion | Coast", "4 March 2024 · 6 min read", HEADLINE, "Ann Roe"],
    [f"{HEADLINE} | The Pellworth Packet", "Sign in", HEADLINE, "By Ann Roe"],
])
def test_the_headline_is_named_among_what_stands_above_the_prose(above):
    assert HEADLINE in title_of(*above)


@pytest.mark.parametrize("above", [[], ["By Ann Roe"], ["Subscribe", "Sign in"], ["5 March 2024, 11:40"]])
def test_where_there_is_none_none_is_named(above):
    assert title_of(*above) == []


def test_a_menu_is_no_headline_even_if_it_stands_first():
    assert title_of("Home News Opinion Sport Culture Video", "By Ann Roe") == []


def test_a_sentence_is_no_headline():
    lines, first = before_roles(f"It was closed on Tuesday.\n{BODY}")
    assert [i for i, _ in titles.candidates(lines, first)] == []


def test_of_near_equals_the_upper_is_named():
    assert titles.taken([-3.0, 1.96, 2.0]) == 1
    assert titles.taken([1.0, 2.0]) == 1
    assert titles.taken([titles.BOUND]) is None
    assert titles.taken([]) is None


def test_every_mark_that_a_line_has_is_weighed():
    weighed = set(titles.weights())
    seen = {mark for choice in titles_training.written(titles_training.paths.root() / CASES)
            for marks in choice.marks for mark in marks}
    assert seen <= weighed and len(seen) > 0.8 * len(weighed)


def choices(number, seed=0):
    """Pages of three lines, of which the one with the mark `good` is the headline; on every fifth there is none."""
    random = np.random.default_rng(seed)
    for n in range(number):
        right = np.arange(3) == random.integers(3) if n % 5 else np.zeros(3, bool)
        yield titles_training.Choice(
            [{titles.CONSTANT: 1.0, "noise": random.random(), **({"good": 1.0} if own else {})} for own in right],
            right, n // 5 % 5)


def test_what_tells_the_headline_weighs_and_what_does_not_does_not():
    found = list(choices(100))
    known = titles_training.names(found)
    weighs = dict(zip(known, titles_training.fitted(found, known), strict=True))
    assert weighs["good"] > 2 and abs(weighs["noise"]) < 1 and weighs[titles.CONSTANT] < 0


def test_scores_are_of_pages_left_out():
    found = list(choices(100))
    scores = titles_training.scores_left_out(found)
    assert scores == {"pages": 100, "found": 80, "another": 0, "none": 20}
    blind = [titles_training.Choice([{**marks, "good": 0.0} for marks in choice.marks], choice.right, choice.fold)
             for choice in found]
    assert titles_training.scores_left_out(blind)["found"] < 50


def test_the_same_pages_give_the_same_bytes(tmp_path, monkeypatch):
    page = {"domain": "a.example", "lines": [{"text": HEADLINE, "label": "title"}] + [
        {"text": line, "label": "content"} for line in BODY.split("\n")]}
    monkeypatch.setattr(titles_training, "WEIGHTS", tmp_path / "titles.tsv")
    monkeypatch.setattr(titles_training, "read_pages", lambda folder: [page, {**page, "domain": "b.example"}])
    written = [titles_training.train(tmp_path) and (tmp_path / "titles.tsv").read_bytes() for _ in range(2)]
    assert written[0] == written[1] and written[0].startswith(b"mark\tweight\n")


def test_a_menu_below_a_pointer_to_stories_is_a_menu():
    menu = ["Latest News", "Scores", "Fixtures", "Quay United", "Harle Rovers",
            "About us Jobs Contact Advertise Privacy help"]
    found = {block.text: block.kind for block in clean("\n".join([*menu, HEADLINE, "By Ann Roe", BODY])).blocks}
    assert [found[line] for line in menu] == ["teaser", *["navigation"] * 5]
