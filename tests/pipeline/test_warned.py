"""What is to be known of a piece before its figures are believed."""

import pytest

from analysis.warned import is_interview

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
