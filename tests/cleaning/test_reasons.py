"""Why the model took a block out: the group that is named is the one whose absence changes the decision most."""

import numpy as np
import pytest

from analysis.cleaning import clean, inference, network, reasons
from analysis.cleaning.characters import measure
from analysis.cleaning.features import NAMES, features

PROSE = [
    f"The harbour board met on the {day} of the month and put off the repair of the north quay once more, as it had "
    f"every {season} since the county sent the money." for day, season in
    (("first", "spring"), ("third", "summer"), ("ninth", "autumn"), ("tenth", "winter"), ("last", "year"))
]
PAGE = [
    "Menu", "Sport", "Weather", "Crosswords", "The harbour board has lost its nerve", *PROSE[:3],
    "You can help us keep the lights on, and we would thank you for it", *PROSE[3:],
    "Ten recipes for a rainy weekend", "Rail fares to rise in March", "How we chose the best kettles of the year",
    "Sport", "Help and contact", "Work for us",
]


@pytest.fixture(scope="module")
def passed():
    weights = network.load()
    lines = measure(PAGE, weights.words)
    found = features(lines, np.arange(len(PAGE)), np.array([0, len(PAGE)]))
    return weights, found, network.passes(weights, found)


def without(weights, found, row, group):
    """The log-odds of a row, added up over the nets, computed anew with a group's inputs at their means."""
    total = 0.0
    for net, given in zip(weights.nets, network.inputs(weights, found), strict=True):
        names = [*map(reasons.group_of, NAMES), *["wording"] * (given.shape[1] - len(NAMES))]
        given[row, np.array(names) == group] = 0
        total += float(network.forward(net, given, found.pages).logits[row])
    return total


def test_the_group_named_changes_the_decision_most(passed):
    weights, found, made = passed
    whole = sum(one.logits for one in made)
    rows = np.flatnonzero(whole > 0)
    assert len(rows) > 5
    changes = reasons.changes(weights, made, rows)
    company = reasons.GROUPS.index(reasons.COMPANY)
    for row, change in zip(rows, changes, strict=True):
        true = [whole[row] - without(weights, found, row, group) for group in reasons.GROUPS]
        true[company] = change[company]  # what came from other blocks cannot be had by changing the inputs
        assert true[change.argmax()] >= max(true) - 0.25, PAGE[row]  # a block moves its text's mean a little


def test_what_is_decided_by_is_what_is_explained(passed):
    weights, found, made = passed
    chances = inference.chances(weights, inference.begun(weights, found.lines), found)
    assert chances == pytest.approx(sum(1 / (1 + np.exp(-one.logits)) for one in made) / len(made), abs=1e-5)


def test_every_feature_belongs_to_a_group_and_every_group_has_one():
    assert {reasons.group_of(name) for name in NAMES} == set(reasons.GROUPS)


def test_reasons_of_the_model_say_what_and_where():
    blocks = clean("\n".join(PAGE)).blocks
    out = [block for block in blocks if block.role == "residue"]
    assert len(out) > 5
    assert all(block.reason for block in blocks)
    assert any("after the piece's end" in block.reason for block in out)
