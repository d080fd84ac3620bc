"""Words as the measures see them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sentiment.words import base_forms, normalised, spans, verb_forms, words

CASES = json.loads((Path(__file__).parent / "cases" / "words.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"] or "empty")
def test_words_and_normalised(case):
    assert words(case["text"]) == case["words"]
    assert normalised(case["text"]) == case["normalised"]


@given(st.text())
def test_spans_lie_in_the_text_in_order(text):
    found = spans(text)
    assert all(0 <= a < b <= len(text.lower()) for _, a, b in found)
    assert [a for _, a, _ in found] == sorted(a for _, a, _ in found)


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(alphabet="abcdeilnrsty", min_size=1))
def test_a_word_is_its_own_first_base(word):
    assert next(base_forms(word)) == word


@pytest.mark.parametrize(
    ("verb", "form"), [("stop", "stopped"), ("deny", "denies"), ("praise", "praising"), ("fight", "fought")]
)
def test_verb_forms(verb, form):
    assert form in verb_forms(verb)
