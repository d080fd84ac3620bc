"""Hard-wrapped text: the lines of a paragraph are one block, and nothing else is joined."""

import json
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cleaning import clean, replay
from analysis.cleaning.split import lines
from analysis.cleaning.wrapped import flat
from analysis.corpus import Piece
from analysis.segments import segment

CASES = Path(__file__).parent / "cases"
PAGES = json.loads((CASES / "rules.json").read_text("utf-8"))
HOSTS = [*json.loads((CASES / "hosts.json").read_text("utf-8")).values()]
NEVER = json.loads((CASES / "unwrapped.json").read_text("utf-8"))


def wrapped(paragraph: str, width: int, break_: str = "\n", indent: str = "") -> str:
    return break_.join(textwrap.wrap(
        paragraph, width, break_long_words=False, break_on_hyphens=False, initial_indent=indent))


@pytest.mark.parametrize("width", [60, 72, 78])
@pytest.mark.parametrize("break_", ["\n", " \n", "\r\n"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_a_wrapped_page_has_the_blocks_of_the_page(page, break_, width):
    said = [text for *_, text in page["lines"]]
    known = {key: page.get(key) for key in ("title", "author")}
    text = (break_ + break_).join(wrapped(line, width, break_) for line in said)
    cleaned = clean(text, **known)
    assert [flat(block.text) for block in cleaned.blocks] == said
    assert all(text[b.start:b.end] == b.text for b in cleaned.blocks)
    plain = clean("\n".join(said), **known)
    assert [(b.role, b.kind) for b in cleaned.blocks] == [(b.role, b.kind) for b in plain.blocks]
    assert all(b.last_line - b.first_line == b.text.count("\n") for b in cleaned.blocks)
    assert any("are wrapped at" in warning for warning in cleaned.warnings)
    assert clean(cleaned.body).body == cleaned.body == replay(text, cleaned.explanation)


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank", "indent"])
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host["title"])
def test_paragraphs_are_parted_by_blank_lines_or_indents(host, between):
    indent = "" if between == "\n\n" else "   "
    text = between.join(wrapped(paragraph, 72, "\n", indent) for paragraph in host["paragraphs"])
    assert [flat(text[span.start:span.end]) for span in lines(text)] == host["paragraphs"]


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host["title"])
def test_a_wrapped_piece_has_the_sentences_of_the_piece(host):
    piece = Piece(id="p", title="", author="", outlet="", date=None, url="", file="p.txt", sha256="", overrides=())
    plain = segment(piece, clean("\n\n".join(host["paragraphs"])))
    found = segment(piece, clean("\n\n".join(wrapped(p, 72) for p in host["paragraphs"])))
    assert [s.text for s in found.sentences] == [s.text for s in plain.sentences]
    assert all(flat(found.text[s.start:s.end]) == s.text for s in found.sentences)


@pytest.mark.parametrize("case", NEVER, ids=lambda case: case["id"])
def test_what_is_not_wrapped_is_not_joined(case):
    text = "\n".join(case["lines"])
    assert [text[span.start:span.end] for span in lines(text)] == [line.strip() for line in case["lines"]]


@settings(max_examples=30)
@given(st.lists(st.text(alphabet="ab .,-\t\r", max_size=80), max_size=40).map("\n".join))
def test_spans_are_the_text_in_order(text):
    found = lines(text)
    assert " ".join(text[s.start:s.end] for s in found).split() == text.split()
    assert all(a.end <= b.start and a.last < b.line for a, b in pairwise(found))
