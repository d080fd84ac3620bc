"""The hand of the figures: contrast, telling pieces apart, labels that do not collide."""

from itertools import combinations, pairwise

import pytest

from analysis.plots import colours, style


def linear(colour):
    parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one, other):
    weights = (0.2126, 0.7152, 0.0722)
    low, high = sorted(sum(w * c for w, c in zip(weights, linear(x), strict=True)) for x in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [c for c in colours.VARIABLES if c not in (style.PAPER, style.GRID)])
def test_every_colour_may_be_a_label_in_the_light_and_in_the_dark(colour):
    assert contrast(colour, style.PAPER) >= 4.5
    assert contrast(colours.DARK[colour], colours.DARK[style.PAPER]) >= 4.5


def test_pieces_differ_by_more_than_colour():
    looks = list(style.marks([str(n) for n in range(8)]).values())
    for one, other in combinations(looks, 2):
        assert one.marker != other.marker and one.linestyle != other.linestyle and one.hatch != other.hatch


def test_more_than_eight_look_alike():
    assert len(set(style.marks([str(n) for n in range(9)]).values())) == 1


def test_labels_do_not_cover_one_another():
    with style.house():
        _, ax = style.canvas(3)
        ax.set_ylim(0, 1)
        style.label_ends(ax, [(1, 0.99, "a", style.INK), (1, 1.0, "b", style.INK), (1, 1.0, "c", style.INK)])
    places = sorted(t.xy[1] for t in ax.texts)
    assert all(b - a > 0.069 for a, b in pairwise(places)) and places[-1] <= 1


def test_house_leaves_matplotlib_as_it_was():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    with style.house():
        assert mpl.rcParams["text.parse_math"] is False
    assert dict(mpl.rcParams) == before
