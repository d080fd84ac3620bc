"""Lines that announce what stands below them are told from sentences that begin with the same words."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning.characters import measure
from analysis.cleaning.headings import BEGINNINGS, HEADINGS, LONGEST, WITHIN, kind
from analysis.cleaning.network import load

CASES = json.loads((Path(__file__).parent / "cases" / "headings.json").read_text("utf-8"))


@pytest.mark.parametrize(("line", "name"), CASES)
def test_a_heading_is_known_by_its_wording(line, name):
    number = int(measure([line], load().words).heading[0])
    assert (HEADINGS[number - 1].name if number else "") == name


@pytest.mark.parametrize(("line", "name"), CASES)
def test_the_words_asked_for_let_every_heading_pass(line, name):
    assert kind(line, True, True) == (1 + [one.name for one in HEADINGS].index(name) if name else 0)


def test_every_word_asked_for_is_one_that_some_heading_has():
    patterns = " ".join(one.begins + " " + one.within for one in HEADINGS)
    spelled = re.sub(r"\W+", " ", re.sub(r"(\w+)s\?|(\w+)e-\?", r"\1\2 \1\2s ", patterns))
    for word in BEGINNINGS | WITHIN:
        assert word[:3] in spelled, word


def test_a_paragraph_is_no_heading():
    assert kind("References " * (LONGEST + 40), True, True) == 0
    assert measure(["Share this: " + "word " * LONGEST], load().words).heading.tolist() == [0]


def test_prose_is_no_heading():
    lines = ["“Subscribe for just £3 a month,” said the box, and I did, and have not found out how to stop.",
             "About the author of the bill nobody knew more than that she had once been the harbour's pilot."]
    assert measure(lines, load().words).heading.tolist() == [0, 0]


@given(st.lists(st.text(max_size=60).map(lambda text: re.sub(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text)),
                min_size=1, max_size=8))
def test_what_asks_for_few_words_first_finds_no_more_than_looking_at_every_line(lines):
    measured = measure(lines, load().words)
    assert all(not found or found == kind(line, True, True)
               for line, found in zip(lines, measured.heading.tolist(), strict=True))
