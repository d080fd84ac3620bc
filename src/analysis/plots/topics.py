"""Figures of the page of topics. Each takes a table of `analysis.topics` and gives a matplotlib figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter

from analysis.plots import labels, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_TIMES = (1 / 64, 1 / 16, 1 / 4, 1, 4, 16, 64)


def key_terms(table: "pd.DataFrame", groups: Sequence[str]) -> "Figure":
    """Dots with intervals: how much more often a group uses each of its terms than the others do.

    A full dot survives correction; a hollow one is exploration. `table`: rows of `keywords.leading`.
    """
    marks, groups = style.marks(groups), [g for g in groups if (table["group"] == g).any()]
    rows = len(table) + len(groups)
    with style.house():
        figure, axes = style.canvas(0.8 + 0.24 * rows)
        y, named, limits = 0, [], np.log([1 / 8, 8])
        for group in groups:
            axes.text(0.01, y, group, transform=axes.get_yaxis_transform(), ha="left", va="center", fontweight="bold",
                      color=marks[group].colour, bbox={"color": style.PAPER, "linewidth": 0, "pad": 1})  # fmt: skip
            y += 1
            for row in table[table["group"] == group].to_dict("records"):
                _dot(axes, y, row, marks[group])
                named.append((y, f"{row['term']}  {row['n']}:{row['rest']}"))
                limits = [min(limits[0], row["log_odds"]), max(limits[1], row["log_odds"])]
                y += 1
        axes.axvline(0, color=style.MUTED, linewidth=0.8)
        axes.set_yticks([place for place, _ in named], [name for _, name in named])
        axes.set_ylim(y - 0.4, -0.6)
        axes.set_xlim(limits[0] - 1, limits[1] + 1)
        ticks = [t for t in np.log(_TIMES) if limits[0] - 1 <= t <= limits[1] + 1]
        axes.set_xticks(ticks)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _times(x)))
        axes.set_xlabel("odds against all other groups, with the prior")
        style.grid(axes)
        axes.tick_params(axis="y", length=0)
    return figure


def rates(table: "pd.DataFrame", groups: Sequence[str]) -> "Figure":
    """Heat map: themes (or topics) by group, the value written in each cell and shown by the depth of colour.

    `table`: columns group, term, rate, and perhaps `cell`, what is written in place of the rate. Rows come by
    their highest value.
    """
    cells = {(r["term"], r["group"]): r.get("cell", f"{r['rate']:.1f}") for r in table.to_dict("records")}
    values = table.pivot_table(index="term", columns="group", values="rate", sort=False)
    values = values[[g for g in groups if g in values]]
    values = values.loc[values.max(axis=1).sort_values(ascending=False, kind="stable").index]
    marks, largest = style.marks(groups), max(float(values.to_numpy().max(initial=0)), 1e-9)
    lines = [labels.lines_of(str(term), 2.1, 2) for term in values.index]
    beside = max((labels.text_width(line) for some in lines for line in some), default=0)
    width = (style.WIDTH - 0.25 - beside) / max(len(values.columns), 1)
    row = 0.3 if all(len(some) == 1 for some in lines) else 0.36
    with style.house():
        figure, axes = style.canvas(0.8 + labels.slant(values.columns, width) + row * len(values))
        for x, group in enumerate(values.columns):
            for y, value in enumerate(values[group]):
                axes.add_patch(Rectangle((x, y), 0.96, 0.92, facecolor=marks[group].colour,
                                         alpha=round(0.55 * value / largest, 3)))  # fmt: skip
                written = cells.get((values.index[y], group), "")
                axes.text(x + 0.48, y + 0.47, written, ha="center", va="center")
        labels.heads(axes, np.arange(len(values.columns)) + 0.48, list(values.columns), width, above=True)
        axes.set_yticks(np.arange(len(values)) + 0.46, ["\n".join(some) for some in lines])
        axes.set_xlim(0, max(len(values.columns), 1))
        axes.set_ylim(max(len(values), 1), -0.04)
        axes.xaxis.tick_top()
        _bare(axes)
    return figure


def positions(table: "pd.DataFrame", groups: Sequence[str]) -> "Figure":
    """Strips: where in its piece each group speaks of a theme (or uses a term). Larger dots: more cues.

    `table`: columns group, term, place (0 to 1), n, as of `keywords.places`.
    """
    terms = list(dict.fromkeys(table["term"]))
    marks, groups = style.marks(groups), [g for g in groups if (table["group"] == g).any()]
    step = 1 / (len(groups) + 0.6)
    with style.house():
        figure, axes = style.canvas(0.9 + max(0.24, 0.08 * len(groups)) * len(terms))
        for y, term in enumerate(terms):
            axes.axhspan(y, y + 1, color=style.GRID, alpha=0.35 if y % 2 else 0.0, linewidth=0)
            for k, group in enumerate(groups):
                here = table[(table["term"] == term) & (table["group"] == group)]
                look = {"marker": marks[group].marker, "color": marks[group].colour, "alpha": 0.85}
                size, height = 12 + 10 * here["n"].to_numpy(float), np.full(len(here), y + (k + 0.8) * step)
                axes.scatter(here["place"], height, s=size, linewidths=0, **look)
        axes.set_yticks(np.arange(len(terms)) + 0.5, [style.shorten(t, 36) for t in terms])
        axes.set_ylim(len(terms), 0)
        axes.set_xlim(-0.02, 1.02)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["start", "¼", "half", "¾", "end"])
        axes.tick_params(axis="y", length=0)
        labels.legend(figure, {g: marks[g].point for g in groups}, below=False)
    return figure


def stability(table: "pd.DataFrame", threshold: float) -> "Figure":
    """Bars: how far each topic comes back in subsamples; those below the threshold are pale.

    `table`: columns topic, words, stability, one row a topic.
    """
    with style.house():
        figure, axes = style.canvas(0.8 + 0.36 * len(table))
        for y, row in enumerate(table.to_dict("records")):
            holds = row["stability"] >= threshold
            axes.barh(y, row["stability"], height=0.62, color=style.POSITIVE if holds else style.NEUTRAL,
                      alpha=1.0 if holds else 0.45)  # fmt: skip
            axes.text(1.07, y, f"{row['stability']:.2f}", va="center", ha="right")
        axes.axvline(threshold, color=style.NEGATIVE, linewidth=1)
        named = [labels.lines_of(f"{r['topic']}  {r['words']}", 2.4, 2) for r in table.to_dict("records")]
        axes.set_yticks(range(len(table)), ["\n".join(lines) for lines in named])
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 1.08)
        axes.set_xticks([0, 0.2, 0.4, threshold, 0.8, 1])
        axes.set_xlabel("overlap with topics of subsamples")
        axes.tick_params(axis="y", length=0)
    return figure


def curve(table: "pd.DataFrame", chosen: int, threshold: float) -> "Figure":
    """Lines: mean stability and coherence for each number of topics; the chosen number is marked."""
    with style.house():
        figure, axes = style.canvas(2.4)
        axes.axvline(chosen, color=style.GRID, linewidth=8)
        axes.axhline(threshold, color=style.NEGATIVE, linewidth=0.8)
        ends = []
        names = (("stability", "stability"), ("npmi", "coherence"))
        for (column, name), mark in zip(names, style.marks(["a", "b"]).values(), strict=True):
            axes.plot(table["k"], table[column], **mark.line)
            ends.append((float(table["k"].iloc[-1]), float(table[column].iloc[-1]), name, mark.colour))
        axes.set_ylim(min(0, float(table["npmi"].min())), 1)
        axes.set_xticks(list(table["k"]))
        axes.set_xlabel("number of topics")
        style.grid(axes, "y")
        style.label_ends(axes, ends)
    return figure


def _dot(axes, y, row, mark) -> None:
    style.interval(axes, y, row["log_odds"], row["low"], row["high"], mark)
    if not row["survives"]:
        axes.plot([row["log_odds"]], [y], marker=mark.marker, linestyle="none", markersize=6.5, zorder=3,
                  markerfacecolor=style.PAPER, markeredgecolor=mark.colour, markeredgewidth=1.4)  # fmt: skip


def _times(log_odds: float) -> str:
    times = float(np.exp(log_odds))
    return f"×{times:.0f}" if times >= 0.99 else f"×1/{1 / times:.0f}"


def _bare(axes) -> None:
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
