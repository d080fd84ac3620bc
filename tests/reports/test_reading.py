"""What the reading view says of blocks that are not simply the piece's own prose."""

import pytest

from analysis.reports import reading

TEXT = "They gave the pier back."
BLOCK = {"start": "0", "end": str(len(TEXT)), "role": "body", "kind": "", "reason": "a letter", "override": ""}


def view(**changed):
    piece = reading.Piece({"piece": "one", "order": "1"}, "The One", TEXT)
    piece.blocks = [BLOCK | changed]
    return reading._piece(piece, {}, {})


@pytest.mark.parametrize(("changed", "said"), [
    ({"override": "line 3"}, "body by hand (line 3): a letter"),
    ({"override": "line 3", "role": "caption"}, "caption by hand (line 3): a letter"),
    ({"override": "line 3", "role": "residue", "kind": "legal"}, "Taken out, legal by hand (line 3): a letter"),
    ({"role": "residue", "kind": "legal", "reason": "a copyright line"}, "Taken out, legal: a copyright line"),
    ({"role": "residue", "kind": "teaser", "reason": "short, and no sentence, above the piece"},
     "Taken out, teaser or other: short, and no sentence, above the piece")])
def test_what_was_decided_and_why(changed, said):
    assert f'<p class="role">{said}</p>' in view(**changed)


def test_the_piece_itself_stands_without_a_word_on_it():
    assert view() == f'<p class="body">{TEXT}</p>'
