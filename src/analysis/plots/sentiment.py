"""Figures of the page of tone. Each takes a table of `analysis.sentiment.compare` and gives a matplotlib
figure.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.plots import style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.sentiment.measures import Measure


def means(table: "pd.DataFrame", measure: "Measure") -> "Figure":
    """A dot with its interval a group; zero is marked."""
    marks = style.marks(list(table["group"]))
    with style.house():
        figure, axes = style.canvas(0.9 + 0.34 * len(table))
        for y, row in enumerate(table.to_dict("records")):
            style.interval(axes, y, row["mean"], row["low"], row["high"], marks[row["group"]])
        axes.axvline(0, color=style.MUTED, linewidth=0.8)
        axes.set_yticks(range(len(table)), [style.shorten(g, 34) for g in table["group"]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlabel(f"{measure.title}, of {measure.low:g} to {measure.high:g}".replace("-", "−"))
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
    return figure


def towards(table: "pd.DataFrame") -> "Figure":
    """Targets down, a dot with its interval a group; zero is as positive as negative."""
    groups = list(dict.fromkeys(table["group"]))
    marks, y, labels = style.marks(groups), 0.0, []
    with style.house():
        figure, axes = style.canvas(1.2 + 0.26 * (len(table) + table["target"].nunique()))
        for target, own in table.groupby("target", sort=False):
            labels.append((y + (len(own) - 1) / 2, style.shorten(str(target), 28)))
            for row in own.to_dict("records"):
                style.interval(axes, y, row["tone"], row["low"], row["high"], marks[row["group"]])
                y += 1
            y += 0.8
        axes.axvline(0, color=style.MUTED, linewidth=0.8)
        axes.set_yticks([place for place, _ in labels], [name for _, name in labels])
        axes.set_ylim(y - 0.4, -0.8)
        axes.set_xlim(-1, 1)
        axes.set_xlabel("negative  ←  wording  →  positive")
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
        handles = [axes.plot([], [], **marks[g].point, label=style.shorten(g, 30))[0] for g in groups[:8]]
        figure.legend(handles=handles, loc="outside upper left", ncols=2, fontsize=8.5)
    return figure


def course(table: "pd.DataFrame", pieces: Sequence[tuple[str, str]], measure: "Measure") -> "Figure":
    """A panel a piece: the smoothed line and its band. `pieces` are (id, name), in order."""
    marks = style.marks([p for p, _ in pieces])
    values = table[["low", "high"]].astype(float)
    with style.house():
        figure, panels = style.canvas(0.5 + 1.35 * len(pieces), len(pieces), squeeze=False, sharey=True)
        for axes, (piece, name) in zip(panels[:, 0], pieces, strict=True):
            own = table[table["piece"] == piece]
            x, y, low, high = (own[c].to_numpy(dtype=float) for c in ("sentence", "value", "low", "high"))
            axes.fill_between(x, low, high, color=marks[piece].colour, alpha=0.18, linewidth=0)
            axes.plot(x, y, color=marks[piece].colour)
            axes.axhline(0, color=style.MUTED, linewidth=0.8)
            axes.set_title(style.shorten(name, 44), color=marks[piece].colour)
            axes.set_ylim(float(np.nanmin(values)) - 0.05, float(np.nanmax(values)) + 0.05)
            style.grid(axes, "y")
        panels[-1, 0].set_xlabel(f"sentence of the body; {measure.title}")
    return figure
