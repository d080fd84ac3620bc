"""What a notebook cell ends with: findings, notes, tables, figures and quotations, safe to show anywhere.

Each is an object whose HTML holds nothing unescaped: no text, title or parameter becomes markup, style or
formula. The HTML is plain, so that it reads in JupyterLab too; a page of `analysis.reports` dresses it. What
pages need besides (the first finding for the index, the sentences quoted) travels as data beside the HTML.
"""

import hashlib
import math
import numbers
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from analysis.figures import Figures

MIME = "application/vnd.parallax+json"
MISSING = "–"
ROWS_SHOWN = 200  # rows of a table on a page: its size depends on groups, not on pieces
OPEN = 8  # quotations shown at once
TOGETHER = 6  # pieces that one reading page holds; where there are more, each has a page of its own


class Shown:
    """HTML, the same as plain text, and what a page needs to know of it. Made by the functions below."""

    def __init__(self, html: str, text: str, kind: str, **facts: object) -> None:
        self.html, self.text, self.facts = html, text, {"kind": kind, **facts}

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        return {"text/html": self.html, "text/plain": self.text, MIME: self.facts}


class Linked(str):
    """Text of a table's cell, with its place below it as a link: `address` is where it leads, `place` what it says."""

    address: str
    place: str

    def __new__(cls, text: str, address: str, place: str) -> "Linked":
        made = super().__new__(cls, text)
        made.address, made.place = address, place
        return made

    def html(self) -> str:
        """The text, where it is more than its place, and the place as a link on a line of its own."""
        words = "" if self == self.place else escape(self)
        return f'{words}<p class="px-place"><a href="{escape(self.address)}">{escape(self.place)}</a></p>'


def finding(*sentences: str) -> Shown:
    """What was found, in computed sentences; the first one is what the index shows of the page.

    Raises ValueError where there is none.
    """
    if not sentences:
        raise ValueError("a finding needs a sentence")
    lines = [" ".join(s.split()) for s in sentences]
    html = "".join(f"<p>{escape(s)}</p>" for s in lines)
    return Shown(f'<div class="px-finding">{html}</div>', "\n".join(lines), "finding", sentences=lines)


def overview(figures: "Figures", measure: str, values: Mapping[str, str], meaning: str = "",
             groups: Mapping[str, str] | None = None) -> Shown:
    """A column of the index's matrix, piece by measure: a short computed value by piece id.

    `meaning` says what the value is. Pieces without one get a dash. Where a value is that of a piece's group (`groups`:
    the group's name by piece), the page shows a row a group, and the index says whose value it is.
    """
    shown = [(figures.name(piece), str(values.get(piece, MISSING))) for piece in figures.ids]
    if groups and len(set(groups.values())) < len(groups):
        shown = list(dict.fromkeys((group, str(values.get(piece, MISSING))) for piece, group in groups.items()))
        meaning = f"{meaning}, of the piece's group"
    count, shown = len(shown), shown[:ROWS_SHOWN]
    rows = "".join(f'<tr><th scope="row">{escape(n)}</th><td>{escape(v)}</td></tr>' for n, v in shown)
    caption = f"{measure}: {meaning}" if meaning else measure
    caption += f"; the first {ROWS_SHOWN} of {count:,} pieces" if count > ROWS_SHOWN else ""
    html = f'<div class="px-table">{_scrolled(caption, "", rows)}</div>'
    text = "\n".join([measure, *(f"{name}: {value}" for name, value in shown)])
    return Shown(html, text, "overview", measure=measure, meaning=meaning,
                 values={piece: str(values.get(piece, MISSING)) for piece in figures.ids[:ROWS_SHOWN]})


def note(*sentences: str) -> Shown:
    """A remark, a paragraph for each sentence or group of sentences given."""
    lines = [" ".join(s.split()) for s in sentences]
    html = "".join(f"<p>{escape(s)}</p>" for s in lines)
    return Shown(f'<div class="px-note">{html}</div>', "\n".join(lines), "note")


def table(data: "pd.DataFrame", caption: str, labels: Mapping[str, str] | None = None,
          digits: Mapping[str, int] | None = None) -> Shown:
    """A table of the columns of `data`, in their order; the first one names the rows.

    `labels` are the headings by column (else its name), `digits` the decimals kept (else 2 for floats).
    Missing values are shown as a dash, and more than 200 rows are cut with a line that says so.
    """
    html = _table(data, caption, labels or {}, digits or {})
    return Shown(f'<div class="px-table">{html}</div>', f"{caption}\n{_plain(data, digits or {})}", "table",
                 caption=caption)


def opened(shown: Shown, summary: str, text: str) -> Shown:
    """What is shown, and below it, at a click, text to be copied as it stands."""
    more = f'<details class="px-data"><summary>{escape(summary)}</summary><pre>{escape(text)}</pre></details>'
    return Shown(shown.html + more, f"{shown.text}\n{summary}\n{text}", **shown.facts)


def figure(fig: "Figure", alt: str, caption: str, data: "pd.DataFrame | None" = None,
           labels: Mapping[str, str] | None = None, digits: Mapping[str, int] | None = None) -> Shown:
    """A figure as SVG: `alt` says what is seen, `caption` what it is, `data` is shown as a table at a click.

    Raises ValueError where alt or caption is blank.
    """
    from analysis.plots import style

    if not alt.strip() or not caption.strip():
        raise ValueError("a figure needs an alt text and a caption")
    alt, salt = " ".join(alt.split()), "f" + _digest(alt, caption)
    drawing = style.svg(fig, salt).replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
    drawn = f'<div class="px-drawing" tabindex="0" role="group" aria-label="{escape(caption)}">{drawing}</div>'
    numbers_ = ""
    if data is not None:
        numbers_ = (f'<details class="px-data"><summary>Data of this figure</summary>'
                    f"{_table(data, caption, labels or {}, digits or {})}</details>")
    html = f'<figure class="px-figure"><figcaption>{escape(caption)}</figcaption>{drawn}{numbers_}</figure>'
    return Shown(html, f"{caption}\n{alt}", "figure", caption=caption, alt=alt)


def quotes(figures: "Figures", rows: "pd.DataFrame", caption: str) -> Shown:
    """Sentences with their place and why they stand here; their places alone where the texts are not here.

    `rows` has the columns piece, part, sentence and why. Each links into the reading view.
    """
    from analysis.figures import BRING_TEXTS

    order = {piece: number for number, piece in enumerate(figures.ids, 1)}
    salt, items, lines, keys, texts_absent = "q" + _digest(caption), [], [], [], False
    for number, row in enumerate(rows.to_dict("records"), 1):
        piece, part, sentence = row["piece"], row["part"], int(row["sentence"])
        place, quote = figures.position(piece, part, sentence), figures.quote(piece, part, sentence)
        link = reading_link(order[piece], len(order), part, sentence)
        anchor = f"{salt}-{number}"
        words = "" if quote == place else f"<blockquote>{escape(quote)}</blockquote>"
        texts_absent |= quote == place
        items.append(f'<li id="{anchor}" class="px-piece{order[piece]}">{words}<p><a href="{link}">'
                     f'{escape(place)}</a> <span class="px-why">{escape(str(row["why"]))}</span></p></li>')
        lines.append(f"{place}: {quote} ({row['why']})" if words else f"{place} ({row['why']})")
        keys.append({"piece": piece, "part": part, "sentence": sentence, "anchor": anchor})
    absent = f'<p class="px-absent">{escape(BRING_TEXTS)}</p>' if texts_absent else ""
    body = _folded(items, [key["piece"] for key in keys]) if items else "<p>None.</p>"
    html = f'<figure class="px-quotes"><figcaption>{escape(caption)}</figcaption>{body}{absent}</figure>'
    return Shown(html, "\n".join([caption, *lines]), "quotes", sentences=keys)


def reading_link(number: int, pieces: int, part: str, sentence: int) -> str:
    """Address of a sentence in the reading view: of the `number`-th of so many pieces, counted from 1."""
    return f"{reading_page(number, pieces).partition('#')[0]}#s{number}-{part}-{sentence}"


def reading_page(number: int, pieces: int) -> str:
    """The page of the reading view that holds the `number`-th of so many pieces."""
    return f"reading.html#p{number}" if pieces <= TOGETHER else f"reading-{number}.html"


def percent(share: float) -> str:
    """A share as a reader sees it: what is there is never nought, and what is not all is never all.

    >>> percent(0.154), percent(0.004), percent(0.0), percent(0.997), percent(1.0)
    ('15%', '<1%', '0%', '>99%', '100%')
    """
    if 0 < share <= 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{share:.0%}"


def p_value(value: float) -> str:
    """A p-value with its sign, as it follows the letter p: never as nought.

    >>> p_value(0.0123), p_value(0.0004), p_value(1.0)
    ('= .012', '< .001', '= 1.000')
    """
    return "< .001" if value < 0.001 else f"= {value:.3f}".replace("= 0.", "= .")


def number(value: object, digits: int = 2) -> str:
    """A value as a reader sees it: fixed decimals, a true minus sign, thousands apart, a dash where missing.

    >>> number(-0.125), number(12345), number(True), number(None), number(-0.0001)
    ('−0.12', '12,345', 'yes', '–', '0.00')
    """
    if value is None or str(value) in ("<NA>", "NaT"):
        return MISSING
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}".replace("-", "−")
    if isinstance(value, numbers.Real):
        if not math.isfinite(value):
            return MISSING
        shown = f"{float(value):,.{digits}f}"
        return shown.lstrip("-") if float(shown.replace(",", "")) == 0 else shown.replace("-", "−")
    return str(value)


def with_interval(value: float, low: float, high: float, digits: int = 2, without: str = "") -> str:
    """A value with its interval; where it has none, `without` says why.

    >>> with_interval(-0.5, -1.0, 0.25), with_interval(1, float("nan"), float("nan"), 0, "too few")
    ('−0.50 [−1.00, 0.25]', '1 (too few)')
    """
    told = number(value, digits)
    if low == low:
        return f"{told} [{number(low, digits)}, {number(high, digits)}]"
    return f"{told} ({without})" if without else told


def _folded(items: list[str], pieces: list[str]) -> str:
    """A list of quotations; of a long one the first two of each piece, the others at a click."""
    if len(items) <= OPEN:
        return f"<ol>{''.join(items)}</ol>"
    first = [n for n, piece in enumerate(pieces) if pieces[:n].count(piece) < 2][:OPEN]
    shown = "".join(items[n] for n in first)
    rest = "".join(item for n, item in enumerate(items) if n not in first)
    return (f'<ol>{shown}</ol><details class="px-data"><summary>{len(items) - len(first)} more</summary>'
            f"<ol>{rest}</ol></details>")


def _is_p(column: object, numeric: bool) -> bool:
    """Whether a column holds p-values, corrected ones and q-values among them."""
    return numeric and (column in ("p", "q") or str(column).startswith(("p_", "q_")))


def _p(value: float) -> str:
    """A p-value in a cell.

    >>> _p(0.0123), _p(0.0004), _p(float("nan"))
    ('.012', '< .001', '–')
    """
    return p_value(value).removeprefix("= ") if math.isfinite(value) else MISSING


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:8]


def _is_number(values: "pd.Series") -> bool:
    return values.dtype.kind in "iuf" or str(values.dtype) in ("Int64", "Float64")


def _table(data: "pd.DataFrame", caption: str, labels: Mapping[str, str], digits: Mapping[str, int]) -> str:
    columns = list(data.columns)
    numeric = [_is_number(data.iloc[:, n]) for n in range(len(columns))]  # by place: two may be called the same
    names = [str(labels.get(c, str(c).replace("_", " "))) for c in columns]
    head = "".join(_cell("col" if name.strip() else "", n, name) for name, n in zip(names, numeric, strict=True))
    rows = []
    for row in data.head(ROWS_SHOWN).itertuples(index=False):
        cells = []
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = _p(value) if _is_p(column, numeric[place]) else number(value, digits.get(column, 2))
            if isinstance(value, Linked) and place:
                cells.append(f"<td>{value.html()}</td>")
                continue
            cells.append(_cell("row" if place == 0 and shown.strip() else "", numeric[place], shown))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    if not rows:
        rows = [f'<tr><td colspan="{len(columns)}">None.</td></tr>']
    cut = ""
    if len(data) > ROWS_SHOWN:
        cut = f"<p>The first {ROWS_SHOWN} of {len(data):,} rows; all are in the tables of data/processed.</p>"
    return _scrolled(caption, f"<thead><tr>{head}</tr></thead>", "".join(rows)) + cut


def _scrolled(caption: str, head: str, rows: str) -> str:
    """A table that scrolls by itself where it is wider than the page, by keyboard too."""
    name = escape(caption)
    return (f'<div class="px-scroll" tabindex="0" role="group" aria-label="{name}"><table>'
            f"<caption>{name}</caption>{head}<tbody>{rows}</tbody></table></div>")


def _cell(scope: str, numeric: bool, text: str) -> str:
    """A cell; with a scope ("row" or "col") a heading, which must not be blank."""
    aligned = ' class="px-n"' if numeric else ""
    return f'<th scope="{scope}"{aligned}>{escape(text)}</th>' if scope else f"<td{aligned}>{escape(text)}</td>"


def _plain(data: "pd.DataFrame", digits: Mapping[str, int]) -> str:
    rows = ("\t".join(number(v, digits.get(c, 2)) for c, v in zip(data.columns, row, strict=True))
            for row in data.head(ROWS_SHOWN).itertuples(index=False))
    return "\n".join(["\t".join(map(str, data.columns)), *rows])
