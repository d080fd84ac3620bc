"""Words that the end of a wrapped line has cut: read whole, each character's place in the raw text known."""

import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import clean, replay
from analysis.cleaning.hyphens import whole
from analysis.corpus import Piece
from analysis.segments import segment

CASES = Path(__file__).parent / "cases"
HOSTS = [*json.loads((CASES / "hosts.json").read_text("utf-8")).values()]
PIECE = Piece(id="p", title="", author="", outlet="", date=None, url="", file="p.txt", sha256="", overrides=())


def typeset(paragraph: str, width: int, break_: str) -> str:
    """Wrapped, the first word of a line begun in the line above where it is long; none of it has a hyphen."""
    found, line = [], ""
    for word in paragraph.split():
        room = width - len(line) - 2
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
        elif room >= 3 and word.isalpha() and word.islower() and len(word) - room >= 3:
            found.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            found.append(line)
            line = word
    return break_.join([*found, line])


@pytest.mark.parametrize("break_", ["\n", "\r\n", " \n"])
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host["title"])
def test_most_words_of_a_typeset_piece_are_read_whole_and_none_is_made_up(host, break_):
    text = (break_ + break_).join(typeset(p, 48, break_) for p in host["paragraphs"])
    cleaned = clean(text)
    assert cleaned.text == text
    cut = len(re.findall(r"[a-z]-\s*\n", text))
    found = cleaned.whole
    assert len(found.joined) + len(found.kept) == cut
    assert len(found.joined) >= 0.7 * cut
    own = {*re.findall(r"\w+", "\n".join(host["paragraphs"]))}
    assert all(word.replace("-", "") in own for word in found.joined)
    assert sum("cut at line ends" in warning for warning in cleaned.warnings) == bool(cut)
    assert clean(cleaned.body).body == cleaned.body == replay(text, cleaned.explanation)


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host["title"])
def test_places_are_those_of_the_raw_text(host):
    text = "\n\n".join(typeset(p, 48, "\n") for p in host["paragraphs"])
    document = segment(PIECE, clean(text))
    found = document.cleaned.whole
    assert len(found.text) == len(text)
    for sentence in document.sentences:
        raw = text[sentence.start:sentence.end]
        assert re.sub(r"[\s-]", "", raw) == re.sub(r"[\s-]", "", sentence.text)
    for cut in re.finditer(r"(\w+)-\n(\w+)", text):
        word = cut[1] + cut[2]
        if found.text.startswith(word, cut.start()):
            assert found.span(cut.start(), cut.start() + len(word)) == cut.span()


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host["title"])
def test_a_hyphen_of_the_word_stays(host):
    paragraphs = [p.replace(" and ", " and half-understood, long-term, twenty-one ") for p in host["paragraphs"]]
    text = "\n\n".join("\n".join(textwrap.wrap(p, 66, break_on_hyphens=True)) for p in paragraphs)
    cleaned = clean(text)
    assert not cleaned.whole.joined
    assert all(flat in " ".join(paragraphs) for flat in cleaned.body.split("\n\n"))
    assert not any("cut at line ends" in warning for warning in cleaned.warnings)


@pytest.mark.parametrize(("text", "joined", "kept"), [
    ("a long-\nterm plan is a long-term plan with-\nout re-\nquests", ("with-out", "re-quests"), ("long-term",)),
    ("The mem-\nbers left with-\nin a day. Brand-\nvold had steel-\nclad rea-\nsons.",
     ("mem-bers", "with-in", "rea-sons"), ("Brand-vold", "steel-clad")),
    ("Brandvold left with-\nin a day. Brand-\nvold did, moc-\ncasined.", ("with-in", "Brand-vold", "moc-casined"), ()),
    ("The gover-\nnessing of with-\nin and a house-\ntion", ("gover-nessing", "with-in", "house-tion"), ()),
    ("The sea-\nbirds, a gang-\nplank, a house-\ntion", (), ("sea-birds", "gang-plank", "house-tion")),
    ("The Franco-\nGerman pact, the 19-\nyear-old, and not-\nX", (), ()),
    ("The steel\u00ad\nclad", ("steel-clad",), ()),
], ids=["own", "mixed", "said", "ending", "none", "no word", "soft"])
def test_what_is_joined(text, joined, kept):
    found = whole(text, [(0, len(text))])
    assert (found.joined, found.kept) == (joined, kept)


@given(st.text(alphabet="abe- \n\r.\u00ad", max_size=60))
def test_as_many_characters_and_each_from_its_place(text):
    found = whole(text, [(0, len(text))])
    assert len(found.text) == len(text)
    places = [found.span(n, n + 1)[0] for n, char in enumerate(found.text) if char.isalpha()]
    assert places == [n for n, char in enumerate(text) if char.isalpha()]
    assert "".join(text[n] for n in places) == "".join(filter(str.isalpha, found.text))


def test_a_word_with_which_a_sentence_ends_amid_a_word_stays_cut():
    text = "He told his mem-\nbers.”—The council voted, and the mem-\nbers. So the members did."
    found = whole(text, [(0, len(text))])
    assert len(found.moved) == 1 and "mem-\nbers.”—The" in found.text and "the members.   So" in found.text


def test_thousands_of_cut_words_keep_their_places():
    text = "the mem-\nbers of the members went\n" * 3000
    found = whole(text, [(0, len(text))])
    last = found.text.rindex("members ")
    assert len(found.moved) == 3000 and text[slice(*found.span(last, last + 7))] == "members"
    first = found.text.rindex("members", 0, last - 10)
    assert text[slice(*found.span(first, first + 7))] == "mem-\nbers"
