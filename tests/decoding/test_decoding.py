import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.decoding import decode
from analysis.errors import InputError

PROSE = "The ferry’s last run — “a sad day”, said the café owner — cost £3.50.\n\nNobody was asked.\n" * 3

ENCODED = [
    (PROSE.encode("utf-8"), "utf-8"),
    (b"\xef\xbb\xbf" + PROSE.encode("utf-8"), "utf-8 with BOM"),
    (b"\xff\xfe" + PROSE.encode("utf-16-le"), "utf-16-le with BOM"),
    (b"\xfe\xff" + PROSE.encode("utf-16-be"), "utf-16-be with BOM"),
    (PROSE.encode("utf-16-le"), "utf-16-le"),
    (PROSE.encode("utf-16-be"), "utf-16-be"),
    (b"\xff\xfe\x00\x00" + PROSE.encode("utf-32-le"), "utf-32-le with BOM"),
    (PROSE.encode("cp1252"), "cp1252"),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODED, ids=[e for _, e in ENCODED])
def test_each_encoding_is_read_and_reported(data, encoding):
    assert (decode(data).text, decode(data).encoding) == (PROSE, encoding)


@pytest.mark.parametrize(("data", "word"), [
    (b"", "empty"),
    (b" \n\t ", "empty"),
    (b"\xef\xbb\xbf \n", "white space"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04rest", "docx"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (bytes(range(256)) * 20, "byte|binary"),
    (b"ELF\x00\x01\x02\x03\x04\x05 code", "binary"),
    (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "HTML"),
    (b"<div><p>a</p><p>b</p><p>c</p><p>d</p></div>\n<span>e</span>", "HTML"),
    (b"line one \x81\x8d\x9d of nothing", "byte 9"),
])
def test_what_is_no_text_is_refused_in_one_line(data, word):
    with pytest.raises(InputError, match=word) as caught:
        decode(data, "north.txt")
    assert str(caught.value).startswith("north.txt: ") and "Remedy: " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [
    "He wrote <b> and <i> in his essay on the web, and a < b.",
    "The tag <p> opens a paragraph, <br> breaks a line: " + "a lesson about markup with many words. " * 40,
])
def test_prose_about_markup_is_no_html(text):
    assert decode(text.encode()).text == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff<"), min_size=1))
def test_utf8_comes_back_as_it_was(text):
    data = ("Words before. " + text).encode("utf-8")
    assert decode(data).text == "Words before. " + text
