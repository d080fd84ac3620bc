"""Lines that begin or end with what is no prose of the piece, and lines that only look so."""

from itertools import pairwise

import pytest

from analysis.cleaning import edges
from analysis.cleaning.split import split

PROSE = "The ferry came in at four with its lamps out, and nobody on the quay asked why."
HEADS = (
    ("OPINION: ", "residue"),
    ("READ ALSO: Two held over stolen anchor chain in Port Lyle ", "residue"),
    ("Sponsored: Keep dry this winter. Call Harrow Roofing. ", "residue"),
    ("You've used your four free stories this month. Log in to keep reading. ", "residue"),
    ("Sign up for our harbour letter, every Friday at noon. ", ""),
    ("Coast Lines: one letter a week. Look in your junk folder for our welcome email. ", "residue"),
    ("The quay at low water, Port Lyle. (courtesy of the harbour office) ", "caption"),
    ("Nets drying on the north wall. Photo: Ada Lund ", "caption"),
    ("The old boathouse in May. PICTURE: SUPPLIED ", "caption"),
)
TAILS = (
    ("Also read | The long winter of the lamplighters", "residue"),
    ("You may also like: Six walks along the north wall", "residue"),
    ("Follow us on Facebook for more of the coast", ""),
    ("Want to know what the tide brings? Our letter comes free on Fridays.", ""),
    ("Have you got a story of the old ferry? Tell us in the comments.", ""),
    ("Boats wait at the wall for the spring tide. Ada Lund / The Lyle Weekly", "caption"),
    ("Ada Lund is a retired judge in Port Lyle.", ""),
    ("Ada Lund keeps bees on the north shore and writes when it rains.", ""),
)
WHOLE = (
    "Follow the river and you come to it, he said, on the left bank. Nobody has looked for it since the war.",
    "Watch the water, not the boat. That is what my father told me when I was six years old.",
    "Related or not, the two men never spoke again. Each said that the other had sold the boat.",
    "She listened: nothing. Then the lamps went out along the quay, one after the other, and it was night.",
    "He said in May (he had been asked twice) that it would not be sold. It was sold in June to a firm in Hull.",
    "You have read of the ferry before, and you know how it ends. I do not, and I was on it.",
    "Opinion polls put the harbour party at nine per cent. It has not been so low since the strike.",
    "Support for the quay has fallen. Of ninety people asked in the market, eleven wanted it kept.",
    "The letter was signed by the clerk. Ada Lund is a name that nobody in the office knew.",
    "We joined the queue at six. Join it any later, said the woman in front, and you may as well go home.",
)


@pytest.mark.parametrize(("start", "role"), HEADS)
def test_a_head_is_cut_where_the_prose_begins(start, role):
    assert edges.head(start + PROSE) == (len(start), role)


@pytest.mark.parametrize(("end", "role"), TAILS)
@pytest.mark.parametrize("gap", [" ", "", "  "])
def test_a_tail_is_cut_where_it_begins(end, role, gap):
    if gap or role != "caption":
        line = PROSE + gap + end
        assert (edges.tail(line) or edges.bio(line)) == (len(PROSE + gap), role)


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_that_only_looks_so_stays_whole(line):
    assert len(split(line)) == 1


@pytest.mark.parametrize(("by", "date"), [
    ("By Ada Lund", "Sat 10 Feb 2024 08:00 AM"), ("Ada Lund | ", "Published: 9:30am, 6 Mar 2024"),
    ("BY ADA LUND ", "March 4, 2024 | 06:30 am"), ("Ada Lund ", "4 min read 11 Apr 2024")])
def test_a_byline_and_its_date_are_told_apart(by, date):
    assert edges.dated(f"{by}{date}") == len(by)


def test_every_part_is_a_stretch_of_the_text():
    text = "\n".join([*(start + PROSE for start, _ in HEADS), *(f"{PROSE} {end}" for end, _ in TAILS), *WHOLE])
    parts = split(text)
    assert all(a.end <= b.start for a, b in pairwise(parts))
    assert "".join(text[p.start:p.end] for p in parts).replace(" ", "") == text.replace(" ", "").replace("\n", "")
