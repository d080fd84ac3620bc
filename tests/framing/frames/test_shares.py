"""Shares of frames by piece: from the committed figures of the corpus that ships whole."""

import pytest

from analysis.figures import load
from analysis.framing import comparing
from analysis.framing.frames import shares


@pytest.mark.parametrize("scheme", ["policy", "generic"])
def test_a_share_stands_within_its_interval_and_is_the_one_that_is_tested(scheme):
    figures = load("ferry")
    table = shares(figures, scheme, resamples=200)
    tested = comparing.frames(figures, scheme, resamples=20).set_index("frame")
    assert len(table) == len(tested) * len(figures.ids)
    for row in table.to_dict("records"):
        assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1 and row["low"] < row["high"]
        assert row["share"] == pytest.approx(tested.loc[row["frame"], comparing.column(row["piece"])])
        assert (row["carried"] > 0) == (row["share"] > 0)


def test_a_scheme_that_nothing_carries_gives_an_empty_table():
    table = shares(load("ferry"), "none")
    assert table.empty and "share" in table
