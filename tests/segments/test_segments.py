import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import clean
from analysis.corpus import Piece
from analysis.segments import quotation_spans, segment, split_sentences

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sentences.toml").read_text("utf-8"))


def split(text):
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize("case", CASES["right"])
def test_hard_sentences(case):
    wanted = [part.strip() for part in case.split("|")]
    assert split(" ".join(wanted)) == wanted


@pytest.mark.parametrize("case", CASES["wrong"])
@pytest.mark.xfail(strict=True, reason="known failures of the splitter")
def test_hard_sentences_that_still_fail(case):
    wanted = [part.strip() for part in case.split("|")]
    assert split(" ".join(wanted)) == wanted


@given(st.text(st.sampled_from("aB .!?\"'“”‘’U.S\n\t(),;—1é"), max_size=200))
def test_sentences_are_the_text_in_order_without_white_space_lost(text):
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_a_very_long_paragraph_is_split_in_linear_time():
    sentence = "The ferry ran for years and nobody counted. "
    assert len(split_sentences(sentence * 2000)) == 2000


@pytest.mark.parametrize(("text", "quoted"), [
    ("He said “no” twice.", ["“no”"]),
    ('He said "no" and "yes".', ['"no"', '"yes"']),
    ("It’s the council’s ‘so-called’ plan.", ["‘so-called’"]),
    ("“An open quotation runs on", ["“An open quotation runs on"]),
    ("The boys’ boat and the girls’ boat.", []),
    ("A 12\" pipe", []),
    ("'A success,' she said of the 'rescue', and went.", ["'A success,'", "'rescue'"]),
    ("Vance: Ormsby's exit 'nobody's first choice'", ["'nobody's first choice'"]),
    ("He said 'the miners' wives knew it,' and 'so did we.'", ["'the miners' wives knew it,'", "'so did we.'"]),
    ("The 'raids' were 'lawful'.", ["'raids'", "'lawful'"]),
    ("The workers' strike of the '90s, 'twas said, and the farmers' strike; get 'em out.", []),
    ("He said: 'We went.", []),
    ('A "so \'called\' plan".', ['"so \'called\' plan"']),
    ("He called it 'the \"so-called\" plan' of hers.", ["'the \"so-called\" plan'"]),
    ("Sheikh 'Abd al-Malik said: \"The tribes' leaders call it theft.\"", ['"The tribes\' leaders call it theft."']),
    ("\"Get 'im,\" said the mayor of the 'closing'.", ["\"Get 'im,\"", "'closing'"]),
    ("The 'experts' met at the engineers' House, at Barclays' arm.", ["'experts'"]),
    ("'settlers' were 6' tall, and dancin' too", ["'settlers'"]),
    ("The 'Abd al-Rahman mosque was hit. The boys' school was not.", []),
    ("'50 killed' in strike; 'Cause unknown', says coroner", ["'50 killed'", "'Cause unknown'"]),
    ("The men of '68 and of '69-'70, the students' year.", []),
])
def test_quotations(text, quoted):
    assert [text[a:b] for a, b in quotation_spans(text)] == quoted


def test_offsets_lead_back_into_the_raw_text(two_texts):
    text = two_texts["north.txt"]
    document = segment(Piece("north", "The bridge must reopen", "O", None, "north.txt"), clean(text))
    assert all(text[s.start:s.end] == s.text for s in document.sentences)
    assert [s.sentence for s in document.body_sentences] == list(range(1, len(document.body_sentences) + 1))
    assert len(document.paragraphs) == 3
