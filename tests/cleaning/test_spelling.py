"""What is found in one pass over a text is what would be found word by word, line by line."""

import pickle
import re
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import clean, network
from analysis.cleaning.characters import measure
from analysis.cleaning.cues import CREDIT, CUES
from analysis.cleaning.spelling import codes, sequences, spelled
from analysis.cleaning.split import lines, split, split_many
from analysis.cleaning.triggers import Triggers
from analysis.cleaning.wordings import Wordings, anchored

GROUPS = ((" is ", " is a ", "READ"), ("READ MORE", "Photo", "eading"), ("AP)",))
TRIGGERS = Triggers(*GROUPS)
PIECES = st.sampled_from([" is ", " is a ", "READ", " MORE", "Photo", "reading", "AP", ")", "Pho", "to", "the", " ",
                          "é", "𝐀"])
LINES = st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=6)
WORDS = st.text(alphabet="aAbBzZéÉ19_ .-’\n\u00ad中", max_size=60)


@given(WORDS)
def test_words_are_those_of_the_pattern_and_their_hashes_tell_them_apart(text):
    found = spelled(codes(text))
    words = [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]
    assert words == re.findall(r"\w+", text)
    hashes = found.hashes.tolist()
    assert len(set(hashes)) == len({word.lower() for word in words}) == len(set(zip(hashes, map(str.lower, words),
                                                                                   strict=True)))


def test_a_text_longer_than_a_stretch_has_the_same_words():
    text = "Rain over the quay, and a word " * 20_000
    found = spelled(codes(text))
    assert len(found.starts) == 7 * 20_000
    assert len(set(found.hashes.tolist())) == 7


def test_the_order_of_words_tells_sequences_apart():
    said = spelled(codes("ab c\nac b\nab c\nc ab\n"))
    one, two, three, four = sequences(said.hashes, np.array([2, 2, 2, 2])).tolist()
    assert one == three
    assert len({one, two, four}) == 3


@given(LINES)
def test_triggers_are_found_where_they_stand(held):
    starts = [0, *accumulate(len(line) + 1 for line in held)][:-1]
    bits = [sum(1 << n for n, words in enumerate(GROUPS) if any(word in line for word in words)) for line in held]
    assert TRIGGERS.lines("\n".join(held), starts) == bits


def test_a_word_is_known_by_itself_or_by_its_shape():
    numbers = network.load().words
    rows = measure(["the 2027 xylophonists", "zzq"], numbers)
    known = {numbers.shapes[name] for name in ("<long>", "<4 digits>")}
    assert known <= set(rows.standing[rows.words[:rows.starts[1]]].tolist())
    assert rows.ends[1].tolist() == [numbers.shapes["<short>"], 0, numbers.shapes["<short>"]]
    assert rows.counts.tolist() == [3, 1]


@pytest.mark.parametrize("text", ["The quay. Ann Roe/Reuters", "(AP Photo/A. Roe)", "Photo by Ann Roe via AFP",
                                  "Ann Roe for Getty Images", "He read it in the photo, by AP.", "In AFP"])
def test_what_is_needed_for_a_wording_changes_nothing_of_what_matches(text):
    every = re.compile("|".join(pattern for _, pattern in CREDIT._alternatives))
    assert [m.span() for m in CREDIT.matches(text)] == [m.span() for m in every.finditer(text)]


@pytest.mark.parametrize("text", ["You have read 3 of 5 free articles", "Become a member today", "Not in our newsroom",
                                  "VIEWS EXPRESSED HERE are the author’s own", "No portion of this site may be lifted",
                                  "Your gift helps", "Get our best stories by e-mail", "Sent straight to your inbox",
                                  "© 2024 The Quay", "(c) by Ann Roe", "Copyright 2023", "All rights reserved",
                                  "Comments are closed", "Save my name for the next time", "We use cookies",
                                  "Cookie settings", "Do you have a tip?", "Contact our newsroom",
                                  "We have just sent you an email",
                                  "By signing up you agree", "12 comments, newest", "Keep it civil",
                                  "Have your say below",
                                  "Views do not necessarily reflect ours", "He speaks only for himself and",
                                  "[Read it here today]",
                                  "Opens in a new window", "Recommended for you"])
def test_what_is_needed_for_a_cue_changes_nothing_of_what_it_speaks_for(text):
    for cue in CUES:
        if isinstance(cue.pattern, Wordings):
            every = re.compile("|".join(pattern for _, pattern in cue.pattern._alternatives), re.I)
            assert cue.pattern.found(text.lower()) == (every.search(text) is not None)


def test_anchored_patterns_match_nowhere_else():
    held = [cue for cue in CUES if isinstance(cue.pattern, str) and anchored(cue.pattern)]
    assert 20 < len(held) < len(CUES)
    assert all(re.search(cue.pattern, "x x " + line, re.I) is None for cue in held for line in ("© 2023", "opinion |"))


@settings(max_examples=30)
@given(st.lists(LINES.map("\n".join), max_size=4))
def test_texts_split_together_are_split_as_one_by_one(texts):
    assert [one.spans for one in split_many(texts)] == [split(text) for text in texts]
    assert all(span.end <= len(text) for text in texts for span in lines(text))


def test_a_reason_found_later_is_a_reason():
    prose = ["The board met in the rain and put off the quay once more, as it ever does."] * 4
    text = "\n".join(["Menu", "Sport", "Weather", *prose,
                      "Rail fares to rise in March", "Ten recipes for a rainy weekend", "Work for us"])
    blocks = clean(text).blocks
    assert blocks == clean(text).blocks == pickle.loads(pickle.dumps(blocks))
    assert all(type(block.reason) is str and block.reason for block in blocks)
    assert len({hash(block) for block in blocks}) == len(set(blocks))
    assert all(repr(block.why) == repr(block.reason) for block in blocks)
