"""Labels that never lie over one another: names broken into lines by their width, heads of columns, legends."""

import warnings
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import text_to_path

SMALL = 9  # points: heads of columns, legends
_FONT = cache(lambda size: FontProperties(family="DejaVu Sans", size=size))
_KEY = 0.45  # inches of a legend's mark and what parts it from the next
_SLANTED = 1.5  # inches of a slanted name
_TWO_LINES = 0.47  # inches between columns that leave slanted names two lines: twice 0.15, by the sine of 40°
_HIGHER = 1.0  # inches that slanted heads take more than level ones


@cache
def text_width(text: str, size: float = 9.5) -> float:
    """How wide a line of text is drawn, in inches; `size` in points."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+")  # as wide as the box that stands for it
        return text_to_path.get_text_width_height_descent(text, _FONT(size), False)[0] / 72


def lines_of(text: str, width: float, most: int = 3, size: float = 9.5) -> list[str]:
    """The text in lines of at most `width` inches, no word broken; what is too long for `most` of them is cut.

    >>> lines_of("The Football League", 1.0)
    ['The Football', 'League']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines[most - 1:] = [lines[most - 1] + "…"]
    return [_narrowed(line, width, size) for line in lines] or [""]


def _narrowed(line: str, width: float, size: float) -> str:
    """A line cut to a width where it is wider: a single word, or one that goes on."""
    while len(line) > 2 and text_width(line, size) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def heads(axes: Axes, places: Sequence[float], names: Sequence[str], width: float, above: bool = False) -> None:
    """Names below (or above) columns that are `width` inches apart: level, in up to three lines, where all have room
    so, else slanted; none lies over another.
    """
    if (names_in_lines := level(names, width)) is not None:
        axes.set_xticks(places, names_in_lines, fontsize=SMALL)
        return
    turned = {"rotation": 40, "rotation_mode": "anchor", "ha": "left" if above else "right", "va": "center"}
    most = 2 if width >= _TWO_LINES else 1
    slanted = ["\n".join(lines_of(name, _SLANTED, most, SMALL)) for name in names]
    axes.set_xticks(places, slanted, fontsize=SMALL, **turned)


def level(names: Sequence[str], width: float) -> list[str] | None:
    """Names as level heads of columns that are `width` inches apart; None where one of them has no room."""
    found = [lines_of(name, width - 0.08, 3, SMALL) for name in names]
    whole = all(" ".join(lines) == " ".join(name.split()) for lines, name in zip(found, names, strict=True))
    return ["\n".join(lines) for lines in found] if whole else None


def slant(names: Sequence[str], width: float) -> float:
    """Inches that heads take more where they have no room to stand level."""
    return 0.0 if level(names, width) else _HIGHER


def legend(figure: Figure, looks: Mapping[str, Mapping], below: bool = True, of: type = Line2D) -> None:
    """A legend as wide as the figure at most, whatever the names' length: in as many columns as have room.

    `looks`: by name, the keyword arguments of the artist that stands for it (`of`: a line, or a patch).
    """
    width = figure.get_figwidth()
    shown = {_line(name, width): look for name, look in looks.items()}
    if shown:
        nothing = ([], []) if of is Line2D else ((0, 0), 1, 1)
        handles = [of(*nothing, **look, label=name) for name, look in shown.items()]
        figure.legend(handles=handles, loc=f"outside {'lower' if below else 'upper'} left", fontsize=SMALL,
                      ncols=_columns(shown, width), handlelength=1, handletextpad=0.4, columnspacing=1.2, borderpad=0.2,
                      frameon=False)


def legend_height(names: Sequence[str], width: float) -> float:
    """Inches that a legend of these names takes in a figure of a width."""
    columns = _columns([_line(name, width) for name in names], width)
    return 0.12 + 0.19 * -(-len(names) // columns)


def _line(name: str, width: float) -> str:
    return lines_of(name, width - 0.2 - _KEY, 1, SMALL)[0]


def _columns(names: Collection[str], width: float) -> int:
    """In how many columns names have room: matplotlib fills them one after the other, as evenly as it can."""
    widths = [text_width(name, SMALL) + _KEY for name in names]
    fits = (n for n in range(len(widths), 1, -1) if sum(map(max, np.array_split(widths, n))) <= width - 0.2)
    return next(fits, 1)
