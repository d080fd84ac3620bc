"""What holds of cleaning whatever the text: offsets, replay, once is twice, modes, time, and odd inputs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import KINDS, ROLES, clean, clean_many, normalised, repeated_by_outlet, replay
from analysis.errors import InputError

LINES = (
    "Skip to main content", "Home | News | Opinion", "The harbour board has lost its nerve", "By Ann Kells",
    "Follow us on Facebook",
    "For forty years the harbour board has met on the first Monday of the month, and for forty years "
    "it has put off the quay.",
    "This time nobody in the room could say that the money was lacking, since the county had sent it in the spring.",
    "What was lacking, the pilots told me afterwards, was a member willing to sign his name under a decision.",
    "But a harbour without a wall loses its fleet, and a town that loses its fleet gets no second chance at either.",
    "Rain over the quay. (Joan Hale via Coastpress)", "Ann Kells is a fellow at the Harbour Institute.",
    "Sign up for our newsletter", "Readers like you make our work possible. Please donate today.",
    "Keep reading", "Most read",
    "Lights out on the Brannock road", "© 2023 The Quay. All rights reserved.", "14 March 2023", "…", "42",
)
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=14).map("\n".join)


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["default", "keep", "strict"]))
def test_blocks_are_the_text_and_cleaning_twice_is_cleaning_once(text, mode):
    cleaned = clean(text, mode=mode)
    assert cleaned.text == text
    assert all(text[b.start:b.end] == b.text and b.role in ROLES for b in cleaned.blocks)
    assert all((b.kind in KINDS) == (b.role == "residue") and 0 <= b.confidence <= 1 for b in cleaned.blocks)
    assert replay(text, cleaned.explanation) == cleaned.body
    assert clean(cleaned.body, mode=mode).body == cleaned.body


@settings(max_examples=20)
@given(st.lists(TEXTS, max_size=5))
def test_many_at_once_are_as_one_by_one(texts):
    assert [c.body for c in clean_many(texts)] == [clean(t).body for t in texts]


def test_a_clean_text_comes_back_whole():
    text = "\n\n".join(LINES[5:9])
    cleaned = clean(text)
    assert cleaned.body == text
    assert cleaned.warnings == ()


@pytest.mark.parametrize(
    "text", ["", "\n\n \n", "Menu\nSearch\nLog in", "…", "x" * 100_000, "\r\n".join(LINES), "a\u2028b\x0cc"]
)
def test_odd_texts_give_a_result(text):
    cleaned = clean(text)
    assert cleaned.text == text
    assert all(text[b.start:b.end] == b.text for b in cleaned.blocks)
    assert cleaned.body or cleaned.warnings


def test_many_blocks_and_a_long_line():
    assert len(clean("\n".join(f"Line {n} of a list" for n in range(20_000))).blocks) == 20_000
    assert len(clean("word " * 200_000).blocks) == 1


def test_unknown_mode_and_wrong_overrides_are_refused():
    with pytest.raises(ValueError, match="mode is"):
        clean("x", mode="hard")
    for wrong in (
        {"line": 1},
        {"role": "body"},
        {"line": 0, "role": "body"},
        {"line": 1, "kind": "teaser", "role": "body"},
        {"lines": [3, 1], "role": "body"},
        {"kind": "nonsense", "role": "body"},
        {"line": 1, "kind": "nonsense", "role": "residue"},
        {"line": 1, "kind": ["teaser"], "role": "residue"},
        {"line": 1, "block": 1, "kind": "teaser", "role": "residue"},
        {"line": 1, "role": "poem"},
    ):
        with pytest.raises(InputError):
            clean("x", overrides=[wrong])
    warned = clean("x", overrides=[{"line": 9, "role": "body"}]).warnings
    assert warned[-1].startswith("override 1 (line 9) meets no block")


def test_blocks_repeated_within_an_outlet_are_residue():
    said = "The Quay speaks for the whole of the coast and has since 1911, in rain and in fog, whatever the tide."
    pieces = [("The Quay", "\n".join((LINES[5], LINES[6].replace("room", f"room {n}"), said))) for n in range(3)]
    repeated = repeated_by_outlet([*pieces, ("Elsewhere", said)])
    assert said in repeated["The Quay"] and not repeated["Elsewhere"]
    block = clean(pieces[0][1], repeated=repeated["The Quay"]).blocks[-1]
    assert (block.role, block.kind) == ("residue", "repeated block")


@settings(max_examples=40)
@given(st.text(alphabet="ab \u00ad\u201c\u2019\u200b\nÃ©", max_size=40))
def test_the_view_leads_back_into_the_raw_text(text):
    view = normalised(text)
    places = [view.to_raw(at) for at in range(len(view.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
