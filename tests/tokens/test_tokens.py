"""Words of news text, as data: what is one word, what is not, which words are one name."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.tokens import terms, tokens

CASES = Path(__file__).parent / "cases"


def pairs(name):
    return [
        pair for some in json.loads((CASES / f"{name}.json").read_text("utf-8")).values() for pair in some
    ]


def cases(name):
    found = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(*case[1:], id=case[0]) for case in found]


def norms(text):
    return [t.norm for t in tokens(text)]


@pytest.mark.parametrize("one, two", pairs("same"))
def test_one_word_in_two_spellings(one, two):
    assert norms(f"so {one} is") == norms(f"so {two} is")
    assert len(norms(f"so {one} is")) == 3


@pytest.mark.parametrize("one, two", pairs("apart"))
def test_two_words(one, two):
    assert norms(f"so {one} is") != norms(f"so {two} is")


@pytest.mark.parametrize("text, expected", cases("sentences"))
def test_words_of_a_sentence(text, expected):
    assert " ".join(norms(text)) == expected


@pytest.mark.parametrize("case", json.loads((CASES / "names.json").read_text("utf-8")), ids=lambda c: c[0])
def test_names(case):
    found = [t.norm for t in terms(case[1])]
    assert " ".join(found) == case[2]
    if len(case) > 3:
        assert [norm for norm in found if " " in norm] == case[3]


def test_names_are_one_term():
    found = [
        t.norm for t in terms("He ran the Quds Force. A Quds Force man of the Islamic Republic of Iran.")
    ]
    assert found.count("quds force") == 2 and "quds" not in found and "islamic republic of iran" in found


def test_variants_are_joined():
    joined = {"Qods": "Quds", "Suleimani": "Soleimani", "—": "-"}
    found = [t.norm for t in terms("The Qods Force of Suleimani fought US and U.S. men.", joined)]
    assert found == ["the", "quds force", "of", "soleimani", "fought", "US", "and", "US", "men"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_has_words_in_place_and_in_order(text):
    for cut in (tokens, terms):
        found = cut(text)
        assert all(text[t.start : t.end] == t.text and t.norm for t in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


BITS = [
    "US",
    "us",
    "U.S.",
    "Quds",
    "Force",
    "the",
    ".",
    ",",
    "“",
    "”",
    "’s",
    "-",
    "\n",
    "Trump",
    "A.",
    "of",
    "Republic",
]


@given(st.lists(st.sampled_from(BITS)))
def test_names_cover_the_words(bits):
    text = " ".join(bits)
    covered = [(t.start, t.end) for t in terms(text)]
    assert all(any(a <= w.start and w.end <= b for a, b in covered) for w in tokens(text))
