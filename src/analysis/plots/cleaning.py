"""The figures of the page of cleaning."""

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from analysis.plots import labels, style
from analysis.show import percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_SHARES = {
    "body": ("body", {"color": style.OTHER}),
    "parts": ("title, dek, byline, caption, bio", {"color": style.OTHER, "alpha": 0.45}),
    "residue": ("residue", {"color": style.GRID}),
}


def makeup(table: "pd.DataFrame", names: list[str]) -> "Figure":
    """Bars: what share of each piece's words is body, other parts of the piece, and residue.

    `table`: columns name, body, parts, residue (shares, 0 to 1), a row a piece, in the order of `names`.
    """
    marks = style.marks(names)
    with style.house():
        figure, axes = style.canvas(1.1 + 0.42 * len(table))
        for y, row in enumerate(table.to_dict("records")):
            left = 0.0
            for column, (_, look) in _SHARES.items():
                own = look if column == "residue" else look | {"color": marks[row["name"]].colour}
                axes.barh(y, row[column], left=left, height=0.62, linewidth=0, **own)
                left += row[column]
            axes.text(1.01, y, f"{percent(row['residue'])} residue", va="center", ha="left")
        axes.set_yticks(range(len(table)), ["\n".join(labels.lines_of(name, 1.6, 2)) for name in table["name"]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 1.24)
        axes.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
        axes.set_xlabel("share of words")
        axes.tick_params(axis="y", length=0)
        labels.legend(figure, dict(_SHARES.values()), of=Rectangle)
    return figure


def shift(table: "pd.DataFrame", names: list[str], measure: str) -> "Figure":
    """A hollow mark for body and residue, a full one for the body, a line between: how far a figure would be off.

    `table`: columns name, cleaned, uncleaned, a row a piece.
    """
    marks = style.marks(names)
    with style.house():
        figure, axes = style.canvas(0.9 + 0.42 * len(table))
        for y, row in enumerate(table.to_dict("records")):
            mark = marks[row["name"]]
            axes.plot([row["uncleaned"], row["cleaned"]], [y, y], color=mark.colour, linewidth=1.2)
            axes.plot(row["uncleaned"], y, marker=mark.marker, color=mark.colour, markerfacecolor=style.PAPER)
            axes.plot(row["cleaned"], y, marker=mark.marker, color=mark.colour)
        axes.set_yticks(range(len(table)), ["\n".join(labels.lines_of(name, 1.6, 2)) for name in table["name"]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.locator_params(axis="x", nbins=5)
        axes.set_xlabel(f"{measure} (hollow: with residue, full: body)")
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
    return figure
