"""Figures of framing: names of the event, who does what to whom, where each claim stands, what differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from analysis.framing import comparing
from analysis.plots import colours, labels, style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.figures import Figures

PIECES = 12  # columns of a matrix; of more pieces the first are drawn
ACTORS = 12  # rows and columns of who does what to whom: the most active
_SHADES = (colours.INK, colours.OTHER, colours.NEUTRAL, colours.GRID)  # active, passive, possessive, deleted
_ROW = 0.3  # inches
_SIDE = 0.75  # what the names of a contrast's sides take, of the width of its axis
_LINE, _STEP = 0.165, 0.13  # inches of a line of text, and from one piece's interval to the next
_TICK = 0.27  # of a row: half of a tick
_GIVEN = {"deleted": "left out"}  # as the page calls it


def naming_matrix(figures: "Figures", naming: "pd.DataFrame") -> "Figure":
    """Families by pieces: dots with the piece's own mentions in them, beside them rings with those in wording that is
    another's, and crosses for names that the piece denies.
    """
    pieces, families = figures.ids[:PIECES], list(dict.fromkeys(naming["family"]))
    width = _beside(families) / max(len(pieces), 1)
    with style.house():
        names = [figures.name(p) for p in pieces]
        figure, axes = style.canvas(0.7 + labels.slant(names, width) + _ROW * max(len(families), 3))
        marks = style.marks(figures.ids)
        most = int(naming[["own", "others"]].to_numpy().max(initial=1))
        for row in naming.to_dict("records"):
            if row["piece"] in pieces:
                place = pieces.index(row["piece"]), families.index(row["family"])
                _counts(axes, *place, row, marks[row["piece"]].colour, _Sizes(72 * width / 3, most))
        labels.heads(axes, range(len(names)), names, width)
        _columns(axes, len(names))
        _rows(axes, families)
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
                axes.barh(y, row[how], left=left, color=shade, height=0.6)
                if row[how]:
                    light = colours.INK if how == "deleted" else colours.PAPER
                    axes.text(left + row[how] / 2, y, str(row[how]), ha="center", va="center", color=light)
                left += row[how]
        _rows(axes, ["\n".join(labels.lines_of(figures.name(r["piece"]), 1.8, 2)) for r in rows])
        axes.set_xlabel("mentions of the event")
        looks = {_GIVEN.get(how, how): {"color": shade} for how, shade in shades.items()}
        labels.legend(figure, looks, of=Rectangle)
        axes.xaxis.get_major_locator().set_params(integer=True)
    return figure


def doings(figures: "Figures", relations: "pd.DataFrame") -> "Figure":
    """Who (rows) does something to whom (columns): the count in each cell, a dot per piece that says so."""
    chosen = _most_active(relations)
    names = {a.id: a.name for a in figures.codebook.actors}
    doers = [a for a in chosen if a in set(relations["subject"])]
    others = [a for a in chosen if a in set(relations["object"])]
    with style.house():
        heads, rows = ([names.get(a, a) for a in some] for some in (others, doers))
        lines = [labels.lines_of(name, 1.8, 2) for name in rows]
        rows = ["\n".join(some) for some in lines]
        width = _beside([line for some in lines for line in some]) / max(len(others), 1)
        figure, axes = style.canvas(1.2 + labels.slant(heads, width) + _ROW * max(len(doers), 2))
        marks, pieces = style.marks(figures.ids), figures.ids[:PIECES]
        step = min(0.2 / width, 0.8 / max(len(pieces), 1))  # of a column; a fifth of an inch at most
        for row in relations.to_dict("records"):
            if row["subject"] in doers and row["object"] in others and row["piece"] in pieces:
                place = pieces.index(row["piece"]) - (len(pieces) - 1) / 2
                mark = marks[row["piece"]]
                axes.plot(
                    [others.index(row["object"]) + step * place],
                    [doers.index(row["subject"])],
                    **mark.point,
                    markersize=5 + 2.5 * np.sqrt(row["count"]),
                )
        labels.heads(axes, range(len(heads)), heads, width)
        _columns(axes, len(heads))
        _rows(axes, rows)
        _legend(figure, figures, pieces, marks)
    return figure


def claim_strips(figures: "Figures", kinds: list[str]) -> "Figure":
    """Where in each piece's body claims of each kind stand, in its own words: a tick a sentence, from the first to the
    last.
    """
    claims, sentences = comparing.own_claims(figures), figures.table("sentences")
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
            axes.set_title(labels.lines_of(figures.name(piece), 4, 1)[0], loc="left")
            axes.set_xlim(-0.01, 1.01)
        grid[-1, 0].set_xticks([0, 0.5, 1], ["first sentence", "middle", "last"])
    return figure


def contrast_shares(figures: "Figures", planned: "pd.DataFrame", shares: "pd.DataFrame") -> "Figure":
    """Planned contrasts, one below the other: its question, and below that the share of the first side in each piece,
    a mark a piece, with its interval. The first side stands on the left: the nearer a mark is to its name, the more of
    it.
    """
    known = {(r["contrast"], r["piece"]): r for r in shares.to_dict("records") if r["one"] + r["other"]}
    pieces, marks = figures.ids[:PIECES], style.marks(figures.ids)
    asked = [_Asked.of(row, len(pieces)) for row in planned.to_dict("records")]
    height = sum(one.height for one in asked)
    with style.house():
        names = [figures.name(p) for p in pieces]
        figure, axes = style.canvas(height + 0.3 + labels.legend_height(names, style.WIDTH))
        top = 0.0  # inches from above, as all heights here
        for one in asked:
            axes.text(-_SIDE, top, "\n".join(one.question), va="top", fontweight="bold")
            middle = top + one.head + one.body / 2
            axes.plot([0, 1], [middle] * 2, color=style.OTHER, linewidth=0.8, zorder=0)
            for k, piece in enumerate(pieces):
                if (share := known.get((one.id, piece))) is not None:
                    place = middle + _STEP * (k - (len(pieces) - 1) / 2)
                    ends = 1 - share["share"], 1 - share["low"], 1 - share["high"]
                    style.interval(axes, place, *ends, marks[piece])
            for x, side, aligned in ((-0.05, one.left, "right"), (1.05, one.right, "left")):
                axes.text(x, middle, "\n".join(side), ha=aligned, va="center", fontsize=labels.SMALL)
            top += one.height
        axes.set_yticks([])
        axes.set_ylim(top, 0)
        axes.set_xlim(-_SIDE, 1 + _SIDE)
        axes.set_xticks([0, 0.5, 1], ["100%", "50%", "0%"])
        axes.spines[["left", "bottom"]].set_visible(False)
        _legend(figure, figures, pieces, marks)
    return figure


@dataclass(frozen=True)
class _Asked:
    """A contrast as it is drawn: its words in lines, and its heights in inches."""

    id: str
    question: list[str]
    left: list[str]
    right: list[str]
    body: float

    @classmethod
    def of(cls, row: dict, pieces: int) -> "_Asked":
        beside = _SIDE * style.WIDTH / (1 + 2 * _SIDE) - 0.2
        left, right = (labels.lines_of(row[f"{side}_side"], beside, 5, labels.SMALL) for side in ("one", "other"))
        body = max(_LINE * len(left), _LINE * len(right), _STEP * pieces) + 0.1
        return cls(row["contrast"], labels.lines_of(row["question"], style.WIDTH - 0.6, 3), left, right, body)

    @property
    def head(self) -> float:
        return _LINE * len(self.question) + 0.06

    @property
    def height(self) -> float:
        return self.head + self.body + 0.15


@dataclass(frozen=True)
class _Sizes:
    """How large the mark of a count is, in points; three marks stand side by side, each with `room`."""

    room: float
    most: int

    def radius(self, count: int) -> float:
        """From what holds a digit, where there is room, to what stands in a row."""
        low, high = min(6.5, self.room / 2), min(9.5, self.room / 2)
        return (low**2 + (high**2 - low**2) * (count - 1) / max(self.most - 1, 1)) ** 0.5

    @property
    def digits(self) -> float:
        return min(9.0, 1.4 * self.radius(1))


def _counts(axes, x: int, y: int, row: dict, colour: str, sizes: _Sizes) -> None:
    """What a piece calls the event by a family's words: denied, its own, another's, from left to right."""
    look = {"ha": "center", "va": "center_baseline", "fontsize": sizes.digits}
    if row["denied"]:
        many = f"{row['denied']}" if row["denied"] > 1 else ""
        axes.text(x - 1 / 3, y, f"{many}×", color=colour, **look | {"fontsize": 1.4 * sizes.digits})
    if row["own"]:
        axes.scatter([x], [y], s=4 * sizes.radius(row["own"]) ** 2, color=colour, linewidths=0)
        axes.text(x, y, str(row["own"]), color=colours.PAPER, **look)
    if row["others"]:
        ring = {"facecolors": "none", "edgecolors": colour, "linewidths": 1.4}
        axes.scatter([x + 1 / 3], [y], s=4 * sizes.radius(row["others"]) ** 2, **ring)
        axes.text(x + 1 / 3, y, str(row["others"]), color=colour, **look)


def _beside(rows: list[str]) -> float:
    """Inches that columns have beside the names of rows."""
    return style.WIDTH - 0.3 - max(map(labels.text_width, rows), default=0)


def _columns(axes, number: int) -> None:
    axes.set_xlim(-0.55, max(number, 1) - 0.45)
    style.grid(axes, "y")


def _rows(axes, labels: list[str]) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(max(len(labels), 1) - 0.4, -0.6)


def _legend(figure: "Figure", figures: "Figures", pieces: list[str], marks: dict) -> None:
    labels.legend(figure, {figures.name(p): marks[p].point for p in pieces})


def _most_active(relations: "pd.DataFrame") -> list[str]:
    sums = (
        relations.groupby("subject")["count"]
        .sum()
        .add(relations.groupby("object")["count"].sum(), fill_value=0)
    )
    return sorted(sums.index, key=lambda a: (-sums[a], a))[:ACTORS]
