import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.framing.frames.lexicon import Group, Lexicon, inflections, lexicon, read_groups, words


def found(text, *cues):
    listed = Lexicon([Group("s", "f", "g", cues)])
    return [(h.cue, h.first, h.length) for h in listed.find(words(text))]


@pytest.mark.parametrize(
    ("text", "cues", "hits"),
    [
        ("They voted; voters vote.", ["vote"], [("vote", 1, 1), ("vote", 3, 1)]),
        ("A tariff, tariffs", ["tariff"], [("tariff", 1, 1), ("tariff", 2, 1)]),
        ("Immigrants and immigration", ["immigra*"], [("immigra*", 0, 1), ("immigra*", 2, 1)]),
        (
            "air-strike, air strikes; strike, air",
            ["air strike"],
            [("air strike", 0, 2), ("air strike", 2, 2)],
        ),
        ("the air", ["air strike"], []),
        ("He cared for cars", ["car"], [("car", 3, 1)]),
        ("I saw me", ["=i"], [("=i", 0, 1)]),
        ("Congress’s rule", ["congress"], [("congress", 0, 1)]),
        ("rule of law", ["law", "rule of law"], [("rule of law", 0, 3), ("law", 2, 1)]),
    ],
)
def test_cues_are_found(text, cues, hits):
    assert found(text, *cues) == hits


@pytest.mark.parametrize(
    ("word", "form"), [("stop", "stopped"), ("policy", "policies"), ("tax", "taxes"), ("ban", "banned")]
)
def test_regular_inflections(word, form):
    assert form in inflections(word)


def test_a_cue_without_a_word_is_a_defect():
    with pytest.raises(ValueError, match="without a word"):
        Lexicon([Group("s", "f", "g", ("*",))])


def test_every_shipped_cue_is_lower_case_and_finds_itself():
    for index, group in enumerate(read_groups()):
        for cue in group.cues:
            hits = lexicon().find(words(cue.lstrip("=").rstrip("*")))
            assert cue == cue.lower() and index in {h.group for h in hits}, (group.key, cue)


@given(st.text())
def test_any_text_gives_hits_within_it(text):
    sentence = words(text)
    for hit in lexicon().find(sentence):
        assert 0 <= hit.first < hit.first + hit.length <= len(sentence)
