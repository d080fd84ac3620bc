"""The hand that draws every figure: colours and marks of pieces, sizes, direct labels, and the SVG of a page.

Colours are written as themselves and replaced by CSS variables when a figure becomes SVG, so that the page
decides what they are in the light, in the dark and in print. Text stays text and takes the page's font. Text
is never a formula: a dollar sign is one. A logarithmic axis needs a plain formatter for that reason.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.plots.colours import (
    GRID,
    INK,
    MUTED,
    NEGATIVE,
    NEUTRAL,
    OTHER,
    PALETTE,
    PAPER,
    POSITIVE,
    VARIABLES,
)

__all__ = ["GRID", "INK", "MUTED", "NEGATIVE", "NEUTRAL", "OTHER", "PALETTE", "PAPER", "POSITIVE"]

WIDTH = 5.2  # inches: at 600 px text is 15 px high, on a phone still 9
_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")
_LINES = ("-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (3, 3)), (0, (8, 2)),
          (0, (3, 1, 1, 1, 1, 1)), (0, (1.2, 3)))
_HATCHES = ("", "////", "\\\\\\\\", "xxx", "---", "|||", "+++", "//")  # lines alone: a dot weighs a kilobyte
_RC = {
    "text.parse_math": False, "text.usetex": False, "axes.formatter.use_mathtext": False,
    "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 9.5,
    "figure.facecolor": PAPER, "figure.constrained_layout.h_pad": 0.05, "savefig.facecolor": PAPER,
    "text.color": INK, "axes.labelcolor": MUTED, "axes.edgecolor": MUTED,
    "xtick.color": MUTED, "ytick.color": MUTED,
    "xtick.labelcolor": INK, "ytick.labelcolor": INK, "axes.facecolor": PAPER, "axes.linewidth": 0.7,
    "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 9.5, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "axes.labelsize": 9, "xtick.labelsize": 9, "ytick.labelsize": 9,
    "axes.unicode_minus": True, "axes.axisbelow": True, "grid.color": GRID, "grid.linewidth": 0.7,
    "lines.linewidth": 1.6, "lines.markersize": 5, "legend.frameon": False, "hatch.linewidth": 0.6,
    "hatch.color": PAPER, "patch.linewidth": 0, "path.simplify": True,
}
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
# What SVG accepts as an attribute; a page's strict policy refuses inline styles.
_ATTRIBUTES = frozenset(
    ("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
     "stroke-dashoffset", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "opacity", "font-size",
     "font-weight", "font-style", "text-anchor", "clip-rule"))
_DEFAULTS = {("stroke-linejoin", "miter"), ("stroke-dashoffset", "0"), ("font-weight", "400")}


@dataclass(frozen=True)
class Mark:
    """How a piece looks on every page: colour, marker, line style (matplotlib's) and hatch for bars."""

    colour: str
    marker: str
    linestyle: str | tuple
    hatch: str

    @property
    def line(self) -> dict:
        """Keyword arguments for `Axes.plot`."""
        return {"color": self.colour, "marker": self.marker, "linestyle": self.linestyle}

    @property
    def point(self) -> dict:
        """Keyword arguments for `Axes.plot` or `errorbar` without a connecting line."""
        return {"color": self.colour, "marker": self.marker, "linestyle": "none"}

    @property
    def bar(self) -> dict:
        """Keyword arguments for `Axes.bar` and `barh`."""
        return {"color": self.colour, "hatch": self.hatch, "edgecolor": PAPER, "linewidth": 0}


def marks(pieces: Sequence[str]) -> dict[str, Mark]:
    """The mark of each piece (or other group), by its order in the corpus.

    More than eight cannot be told apart by colour: all then look alike, and their labels tell them apart.

    >>> marks(["a", "b"])["b"].marker
    's'
    """
    if len(pieces) > len(PALETTE):
        return dict.fromkeys(pieces, Mark(OTHER, "o", "-", ""))
    looks = (Mark(*look) for look in zip(PALETTE, _MARKERS, _LINES, _HATCHES, strict=True))
    return dict(zip(pieces, looks, strict=False))


@contextmanager
def house() -> Iterator[None]:
    """The house style for what is drawn inside; matplotlib's settings are as before afterwards."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_RC)
        yield


def canvas(height: float = 3.2, rows: int = 1, columns: int = 1, *, width: float = WIDTH, **subplots):
    """(figure, axes) of the page's width, no global state. Draw inside `house`.

    Height and width in inches; further arguments go to `Figure.subplots`. Axes are one Axes, or an array.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.subplots(rows, columns, **subplots)


def grid(axes: Axes, along: str = "x") -> None:
    """Light lines along one axis ('x' or 'y'), under the data; no ticks there."""
    axes.grid(visible=True, axis=along)
    axes.tick_params(axis=along, length=0)


def interval(axes: Axes, y: float, estimate: float, low: float, high: float, mark: Mark, **kw) -> None:
    """A horizontal interval with its estimate on it. Does nothing where the estimate is missing (NaN)."""
    if estimate != estimate:
        return
    if low == low and high == high:
        axes.plot([low, high], [y, y], color=mark.colour, linewidth=2, solid_capstyle="butt", **kw)
    axes.plot([estimate], [y], **mark.point, markersize=6.5, markeredgecolor=PAPER, markeredgewidth=0.8, **kw)


def label_ends(axes: Axes, ends: Iterable[tuple[float, float, str, str]], gap: float = 0.07) -> None:
    """Labels at the ends of lines, pushed apart so that none covers another: (x, y, text, colour) each.

    `gap` is the least distance between two, as a share of the axis's height.
    """
    ends = sorted(ends, key=lambda end: (end[1], end[2]))
    low, high = axes.get_ylim()
    step = gap * (high - low)
    places = [end[1] for end in ends]
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + step)
    if places and places[-1] > high:
        places[-1] = high
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - step)
    for (x, _, text, colour), y in zip(ends, places, strict=True):
        axes.annotate(text, (x, y), xytext=(6, 0), textcoords="offset points", va="center", color=colour,
                      annotation_clip=False)


def shorten(text: str, length: int = 32) -> str:
    """The text in one line, cut at a word with an ellipsis where it is longer than `length` characters.

    >>> shorten("An outlet with quite a long name", 20)
    'An outlet with quite…'
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[:length + 1]
    return (cut[:cut.rfind(" ")] if " " in cut[length // 2:] else cut[:length]).rstrip(" ,;:") + "…"


def svg(figure: Figure, salt: str) -> str:
    """The figure as an SVG element to stand in HTML: no ids but those it needs, made unique by `salt`.

    Same figure and salt, same characters. Text is escaped; nothing in it is a formula, a style or a script.
    """
    for text in figure.findobj(Text):
        text.set_parse_math(False)
    buffer = io.StringIO()
    with house(), mpl.rc_context({"svg.hashsalt": salt}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+")  # the reader's font has it
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        FigureCanvasSVG(figure).print_svg(buffer, metadata=nothing)
    figure.set_layout_engine("none")  # a second layout would move things by a hair
    root = ElementTree.fromstring(buffer.getvalue())
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{_SVG}metadata" or child.find(f"{_SVG}style") is not None:
                parent.remove(child)
    _rename_ids(root, salt)
    for element in root.iter():
        _plain(element)
    _unwrap(root)
    width, height = (float(v) for v in root.get("viewBox").split()[2:])
    root.attrib = {"viewBox": root.get("viewBox"), "class": "px-svg", "font-family": "sans-serif",
                   "width": f"{width * 4 / 3:.0f}",
                   "height": f"{height * 4 / 3:.0f}"}
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _rename_ids(root: ElementTree.Element, salt: str) -> None:
    needed = set()
    for element in root.iter():
        for value in element.attrib.values():
            needed |= set(re.findall(r"url\(#([^)]+)\)", value))
        needed |= {element.get(key, "").removeprefix("#") for key in (_XLINK, "href")}
    numbers = count(1)
    names = {e.get("id"): f"{salt}-{next(numbers)}" for e in root.iter() if e.get("id") in needed - {""}}
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            if key == "id":
                del element.attrib[key]
                if value in names:
                    element.set("id", names[value])
            elif key in (_XLINK, "href"):
                del element.attrib[key]
                element.set("href", "#" + names[value.removeprefix("#")])
            else:
                element.set(key, re.sub(r"url\(#([^)]+)\)", lambda m: f"url(#{names[m[1]]})", value))


def _plain(element: ElementTree.Element) -> None:
    """Styles as attributes, colours as variables, coordinates in hundredths."""
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key in _ATTRIBUTES and (key, value) not in _DEFAULTS:
            element.set(key, value.removesuffix("px") if key == "font-size" else value)
    for key, value in element.attrib.items():
        if key in ("fill", "stroke"):
            element.set(key, _COLOUR.sub(_variable, value))
        elif key in ("d", "x", "y", "width", "height", "transform", "points"):
            value = _NUMBER.sub(lambda m: f"{float(m[0]):.1f}".removesuffix(".0"), value)
            element.set(key, re.sub(r"\s+", " ", value).strip())
    if re.fullmatch(r"rotate\(-?0 .*\)", element.get("transform", "")):
        del element.attrib["transform"]
    element.tail = None
    if element.tag != f"{_SVG}text":
        element.text = None


def _variable(colour: re.Match) -> str:
    name = VARIABLES.get(colour[0])
    return f"var({name},{colour[0]})" if name else colour[0]


def _unwrap(parent: ElementTree.Element) -> None:
    """Drop groups that carry nothing."""
    for child in list(parent):
        _unwrap(child)
        if child.tag == f"{_SVG}g" and not child.attrib:
            place = list(parent).index(child)
            parent.remove(child)
            for number, grandchild in enumerate(child):
                parent.insert(place + number, grandchild)

