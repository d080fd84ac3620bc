"""Names beside figures: the shortest that tells pieces apart, and labels of which none is cut or lies over another."""

from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.corpus import names
from analysis.plots import labels, style

SHORT = ["Harkin", "Bo", "Mercury", "Kells and Li"]
LONG = ["The Great Northern and Western Messenger", "Ludwig van der Hohenberg-Sonderhausen", "Responsible Statecraft"]


def row(piece, author="", outlet=""):
    return {"piece": piece, "author": author, "outlet": outlet}


@pytest.mark.parametrize(("pieces", "called"), [
    ([row("a", "Ann Bo", "Day"), row("b", "Cy Dee", "Day")], ["Bo", "Dee"]),
    ([row("a", "Ann Bo", "Day"), row("b", "Di Bo", "Eve")], ["Day", "Eve"]),
    ([row("a", "Ann Bo", "Day"), row("b", "Ann Bo", "Day")], ["Bo, a", "Bo, b"]),
    ([row("a", "not stated", "Day"), row("b", "", "Day")], ["Day, a", "Day, b"]),
    ([row("a", "Ann Day", "Eve"), row("b", "", "Day")], ["Eve", "Day, b"]),
    ([row("a"), row("b", "", "Day")], ["a", "Day"]),
])  # fmt: skip
def test_a_piece_has_the_shortest_name_that_is_no_others(pieces, called):
    assert list(names(pieces).values()) == called


@pytest.mark.parametrize("number", range(2, 9))
@pytest.mark.parametrize("named", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("above", [False, True])
def test_heads_and_legends_are_whole_and_apart(number, named, above):
    called = [f"{named[n % len(named)]} {n}" for n in range(number)]
    with style.house():
        figure, axes = style.canvas(3 + labels.slant(called, 4 / number))
        labels.heads(axes, range(number), called, 4 / number, above)
        axes.set_xlim(-0.5, number - 0.5)
        labels.legend(figure, {name: style.marks(["a"])["a"].point for name in called})
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        boxes = [t.get_window_extent() for t in axes.get_xticklabels()]
        legend = figure.legends[0].get_window_extent()
    level = not axes.get_xticklabels()[0].get_rotation()
    assert level == (labels.slant(called, 4 / number) == 0)
    assert not level or not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert legend.x0 >= 0 and legend.x1 <= figure.bbox.width
    assert [t.get_text() for t in figure.legends[0].get_texts()] == called


def test_a_text_is_broken_at_its_words_and_cut_where_it_is_too_long():
    assert labels.lines_of("The Football League", 1.0) == ["The Football", "League"]
    assert labels.lines_of("one two three four five", 0.4, 2) == ["one", "two…"]
    assert labels.lines_of("Donaudampfschifffahrtsgesellschaft", 1.0)[0].endswith("…")
    assert labels.lines_of("", 1.0) == [""] and labels.text_width("漢字 $x$") > 0
