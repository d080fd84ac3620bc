"""Figures of the page of tone. Each takes a table of `analysis.sentiment.compare` and gives a matplotlib
figure.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.plots import labels, style

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
        axes.set_yticks(range(len(table)), ["\n".join(labels.lines_of(g, 1.8, 2)) for g in table["group"]])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlabel(f"{measure.title}, of {measure.low:g} to {measure.high:g}".replace("-", "−"))
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
    return figure


def towards(table: "pd.DataFrame") -> "Figure":
    """Targets down, a dot with its interval a group; zero is as positive as negative."""
    groups = list(dict.fromkeys(table["group"]))
    marks, y, names = style.marks(groups), 0.0, []
    with style.house():
        figure, axes = style.canvas(1.2 + 0.26 * (len(table) + table["target"].nunique()))
        for target, own in table.groupby("target", sort=False):
            names.append((y + (len(own) - 1) / 2, "\n".join(labels.lines_of(str(target), 1.5))))
            for row in own.to_dict("records"):
                style.interval(axes, y, row["tone"], row["low"], row["high"], marks[row["group"]])
                y += 1
            y += 0.8
        axes.axvline(0, color=style.MUTED, linewidth=0.8)
        axes.set_yticks([place for place, _ in names], [name for _, name in names])
        axes.set_ylim(y - 0.4, -0.8)
        axes.set_xlim(-1, 1)
        axes.set_xticks([-1, -0.5, 0, 0.5, 1])
        axes.set_xlabel("negative  ←  wording  →  positive")
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
        labels.legend(figure, {g: marks[g].point for g in groups[:8]}, below=False)
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
            axes.set_title(labels.lines_of(name, 4, 1)[0], color=marks[piece].colour)
            axes.set_ylim(float(np.nanmin(values)) - 0.05, float(np.nanmax(values)) + 0.05)
            style.grid(axes, "y")
        panels[-1, 0].set_xlabel(f"sentence of the body; {measure.title}")
    return figure
