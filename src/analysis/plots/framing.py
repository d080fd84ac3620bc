"""Figures of framing: names of the event, who does what to whom, where each claim stands, what differs."""

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np

from analysis.framing import comparing
from analysis.plots import colours, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.figures import Figures

PIECES = 12  # columns of a matrix; of more pieces the first are drawn
ACTORS = 12  # rows and columns of who does what to whom: the most active
_SHADES = (colours.INK, colours.OTHER, colours.NEUTRAL, colours.GRID)  # active, passive, possessive, deleted
_ROW = 0.3  # inches
_TICK = 0.27  # of a row: half of a tick
_GIVEN = {"deleted": "left out"}  # as the page calls it


def naming_matrix(figures: "Figures", naming: "pd.DataFrame") -> "Figure":
    """Families by pieces: dots sized by the piece's own mentions, rings for wording that is another's, crosses for
    names that the piece denies.
    """
    pieces, families = figures.ids[:PIECES], list(dict.fromkeys(naming["family"]))
    with style.house():
        figure, axes = style.canvas(1.0 + _ROW * max(len(families), 3))
        marks = style.marks(figures.ids)
        for row in naming.to_dict("records"):
            if row["piece"] in pieces:
                _dot(
                    axes,
                    pieces.index(row["piece"]),
                    families.index(row["family"]),
                    row,
                    marks[row["piece"]].colour,
                )
        _labelled(axes, [_folded(figures.name(p)) for p in pieces], families)
    return figure


def naming_shares(figures: "Figures", naming: "pd.DataFrame") -> "Figure":
    """Share of each family among a piece's own mentions, with interval."""
    naming = naming[naming["own"] > 0]
    pieces, families = figures.ids[:PIECES], list(dict.fromkeys(naming["family"]))
    with style.house():
        figure, axes = style.canvas(0.8 + 0.13 * max(len(families), 2) * (len(pieces) + 1))
        marks, step = style.marks(figures.ids), 0.8 / max(len(pieces), 1)
        for row in naming.to_dict("records"):
            if row["piece"] in pieces and row["own"]:
                y = families.index(row["family"]) - 0.4 + step * (pieces.index(row["piece"]) + 0.5)
                style.interval(axes, y, row["share"], row["low"], row["high"], marks[row["piece"]])
        _rows(axes, families)
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("share of the piece's own mentions")
        style.grid(axes)
        _legend(figure, figures, pieces, marks)
    return figure


def agency_bars(figures: "Figures", agency: "pd.DataFrame") -> "Figure":
    """Event mentions of each piece by how their agent is given."""
    rows = agency[agency["piece"].isin(figures.ids[:PIECES])].to_dict("records")
    with style.house():
        figure, axes = style.canvas(1.0 + _ROW * max(len(rows), 2))
        shades = dict(zip(comparing.AGENT, _SHADES, strict=True))
        for y, row in enumerate(rows):
            left = 0
            for how, shade in shades.items():
                axes.barh(
                    y, row[how], left=left, color=shade, height=0.6, label=_GIVEN.get(how, how) if y == 0 else None
                )
                if row[how]:
                    light = colours.INK if how == "deleted" else colours.PAPER
                    axes.text(left + row[how] / 2, y, str(row[how]), ha="center", va="center", color=light)
                left += row[how]
        _rows(axes, [style.shorten(figures.name(r["piece"]), 30) for r in rows])
        axes.set_xlabel("mentions of the event")
        figure.legend(loc="outside lower center", ncols=4, frameon=False)
        axes.xaxis.get_major_locator().set_params(integer=True)
    return figure


def doings(figures: "Figures", relations: "pd.DataFrame") -> "Figure":
    """Who (rows) does something to whom (columns): the count in each cell, a dot per piece that says so."""
    chosen = _most_active(relations)
    names = {a.id: a.name for a in figures.codebook.actors}
    doers = [a for a in chosen if a in set(relations["subject"])]
    others = [a for a in chosen if a in set(relations["object"])]
    with style.house():
        figure, axes = style.canvas(2.4 + _ROW * max(len(doers), 2))
        marks, pieces = style.marks(figures.ids), figures.ids[:PIECES]
        for row in relations.to_dict("records"):
            if row["subject"] in doers and row["object"] in others and row["piece"] in pieces:
                place = pieces.index(row["piece"]) - (len(pieces) - 1) / 2
                mark = marks[row["piece"]]
                axes.plot(
                    [others.index(row["object"]) + 0.2 * place],
                    [doers.index(row["subject"])],
                    **mark.point,
                    markersize=5 + 2.5 * np.sqrt(row["count"]),
                )
        _labelled(
            axes,
            [style.shorten(names.get(a, a), 18) for a in others],
            [style.shorten(names.get(a, a), 28) for a in doers],
            turned=True,
        )
        _legend(figure, figures, pieces, marks)
    return figure


def claim_strips(figures: "Figures", kinds: list[str]) -> "Figure":
    """Where in each piece's body claims of each kind stand: a tick a sentence, from the first to the last."""
    claims, sentences = figures.table("claims"), figures.table("sentences")
    pieces = figures.ids[:PIECES]
    with style.house():
        figure, grid = style.canvas(
            0.5 + 0.24 * max(len(kinds), 2) * len(pieces), rows=len(pieces), sharex=True, squeeze=False
        )
        marks = style.marks(figures.ids)
        for axes, piece in zip(grid[:, 0], pieces, strict=True):
            body = (sentences["piece"] == piece) & (sentences["part"] == "body")
            last = max(int(sentences.loc[body, "sentence"].max()) if body.any() else 1, 2)
            own = claims[(claims["piece"] == piece) & (claims["part"] == "body")]
            for y, kind in enumerate(kinds):
                x = (np.unique(own.loc[own["kind"] == kind, "sentence"].to_numpy(float)) - 1) / (last - 1)
                ends = np.tile([y - _TICK, y + _TICK, np.nan], len(x))  # one path: a mark each weighs ten times as much
                axes.plot(np.repeat(x, 3), ends, linewidth=1.6, solid_capstyle="butt", color=marks[piece].colour)
            _rows(axes, kinds)
            axes.set_title(style.shorten(figures.name(piece), 40), loc="left")
            axes.set_xlim(-0.01, 1.01)
        grid[-1, 0].set_xticks([0, 0.5, 1], ["first sentence", "middle", "last"])
    return figure


def contrast_shares(figures: "Figures", planned: "pd.DataFrame", shares: "pd.DataFrame") -> "Figure":
    """Planned contrasts: the share of the first side in each piece, a mark a piece, with its interval. The first side
    stands on the left: the nearer a mark is to its name, the more of it.
    """
    known = {(r["contrast"], r["piece"]): r for r in shares.to_dict("records") if r["one"] + r["other"]}
    rows, pieces = planned.to_dict("records"), figures.ids[:PIECES]
    with style.house():
        figure, axes = style.canvas(0.9 + 0.75 * max(len(rows), 2))
        marks = style.marks(figures.ids)
        for y, row in enumerate(rows):
            axes.plot([0, 1], [y, y], color=style.OTHER, linewidth=0.8, zorder=0)
            for k, piece in enumerate(pieces):
                if (share := known.get((row["contrast"], piece))) is not None:
                    place = y + 0.12 * (k - (len(pieces) - 1) / 2)
                    if share["low"] == share["low"]:
                        ends = [1 - share["low"], 1 - share["high"]]
                        axes.plot(ends, [place] * 2, color=marks[piece].colour, linewidth=1.4)
                    axes.plot([1 - share["share"]], [place], **marks[piece].point, markersize=7)
            axes.text(-0.75, y - 0.42, style.shorten(row["question"], 70), va="center", fontweight="bold")
            axes.text(-0.05, y, _wrapped(row["one_side"]), ha="right", va="center")
            axes.text(1.05, y, _wrapped(row["other_side"]), ha="left", va="center")
        axes.set_yticks([])
        axes.set_ylim(max(len(rows), 1) - 0.5, -0.7)
        axes.set_xlim(-0.75, 1.75)
        axes.set_xticks([0, 0.5, 1], ["100%", "50%", "0%"])
        axes.spines[["left", "bottom"]].set_visible(False)
        _legend(figure, figures, pieces, marks)
    return figure


def _wrapped(side: str) -> str:
    """What a side of a contrast is called, in three lines at most."""
    return "\n".join(wrap(style.shorten(side, 76), 27))


def _dot(axes, x: int, y: int, row: dict, colour: str) -> None:
    if row["own"]:
        axes.scatter([x], [y], s=60 * row["own"], color=colour, alpha=0.85, linewidths=0)
        axes.annotate(
            str(row["own"]),
            (x, y),
            ha="center",
            va="center",
            color=colours.PAPER if row["own"] > 2 else colours.INK,
            xytext=(0, 0) if row["own"] > 2 else (12, 0),
            textcoords="offset points",
        )
    if row["others"]:
        axes.scatter(
            [x + 0.28], [y], s=50 * row["others"], facecolors="none", edgecolors=colour, linewidths=1.4
        )
    if row["denied"]:
        axes.scatter([x - 0.28], [y], s=40 * row["denied"], marker="x", color=colour, linewidths=1.8)


def _labelled(axes, columns: list[str], rows: list[str], turned: bool = False) -> None:
    axes.set_xticks(range(len(columns)), columns, **({"rotation": 35, "ha": "right"} if turned else {}))
    axes.set_xlim(-0.6, max(len(columns), 1) - 0.4)
    _rows(axes, rows)
    style.grid(axes, "y")


def _folded(name: str) -> str:
    """A piece's name in two lines where it has an outlet in brackets."""
    author, bracket, outlet = name.partition(" (")
    return (
        f"{style.shorten(author, 18)}\n{style.shorten(outlet.rstrip(')'), 18)}"
        if bracket
        else style.shorten(name, 22)
    )


def _rows(axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(len(labels), 1) - 0.4, -0.6)


def _legend(figure: "Figure", figures: "Figures", pieces: list[str], marks: dict) -> None:
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], **marks[p].point, label=style.shorten(figures.name(p), 34)) for p in pieces]
    figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False)


def _most_active(relations: "pd.DataFrame") -> list[str]:
    sums = (
        relations.groupby("subject")["count"]
        .sum()
        .add(relations.groupby("object")["count"].sum(), fill_value=0)
    )
    return sorted(sums.index, key=lambda a: (-sums[a], a))[:ACTORS]
