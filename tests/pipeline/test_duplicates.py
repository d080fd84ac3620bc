"""Pieces that are nearly one text are found, and pieces that quote the same are not."""

import pytest

from analysis.duplicates import Alike, near_duplicates

ONE = ["The council closed the bridge on Monday without a word of warning to anybody who has to cross it on foot.",
       "A cracked bearing is a reason for repair, and it is no reason to cut a town in two for a whole year.",
       "The mayor should publish that report, and she should reopen one lane by the end of the month at the latest.",
       "Nobody in the valley had asked for it, and nobody in the valley was heard when the council met in April."]
OTHER = ["Nobody likes a detour, but the council was right to close it before a lorry found the weak spot.",
         "Critics speak of panic, and they have not read the inspection of the bearing under the eastern span.",
         "Patience is a small price for a bridge that will hold for another fifty years of lorries and floods.",
         "The town will have its bridge again, and it will be one that holds whatever the river brings down."]
CHANGED = [ONE[0].replace("Monday", "Tuesday"), *ONE[1:]]


@pytest.mark.parametrize(("pieces", "found"), [
    ({"a": ONE, "b": OTHER}, {}),
    ({"a": ONE, "b": CHANGED}, {"b": Alike("b", "a", 4, 4)}),
    ({"a": ONE, "b": OTHER, "c": [*OTHER[:1], *ONE[:3]]}, {"c": Alike("c", "a", 3, 4)}),
    ({"a": ONE[:2], "b": [*ONE, *OTHER]}, {"a": Alike("a", "b", 2, 2)}),
    ({"a": ONE, "b": [*OTHER[:3], ONE[1]]}, {}),
    ({"a": [], "b": [" "], "c": ONE}, {}),
])
def test_what_stands_in_another_piece_is_found(pieces, found):
    assert near_duplicates(pieces) == found


def test_of_many_copies_each_is_told_of_once_beside_the_first():
    found = near_duplicates({f"p{n}": [*ONE[:n % 4], f"Number {n} is all that is new here.", *ONE] for n in range(40)})
    assert set(found) == {f"p{n}" for n in range(1, 40)} and found["p8"].other == "p0"


def test_hundreds_of_pieces_are_looked_up_and_not_compared_pair_by_pair():
    pieces = {f"p{n}": [" ".join(f"w{n}k{k}j{j}" for j in range(20)) for k in range(20)] for n in range(300)}
    assert near_duplicates(pieces | {"last": pieces["p7"]}) == {"last": Alike("last", "p7", 20, 20)}
