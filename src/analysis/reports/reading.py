"""The reading view: every piece in full with marks to switch on and off, or a map of it without its text.

Up to six pieces stand side by side on one page; of more, each has its own page and `reading.html` lists them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from markupsafe import Markup

from analysis.cleaning.reasons import told_kind
from analysis.cleaning.split import words_whole
from analysis.corpus import Corpus, names, read_measured
from analysis.figures import BRING_TEXTS
from analysis.pipeline import LARGE
from analysis.reports.marks import Key, Mark, dressed, marks_of, present, spans
from analysis.reports.page import render
from analysis.reports.rows import rows
from analysis.show import TOGETHER, reading_page

Marks = Mapping[Key, list[Mark]]
Back = Mapping[Key, list[tuple[str, str]]]  # (address, name) of the places that quote a sentence
_BAR = 6  # pixels a word in the map of a piece


class Piece:
    """All that the view of one piece is made from."""

    def __init__(self, row: Mapping[str, str], name: str, text: str | None) -> None:
        self.row, self.name = row, name
        self.text = None if text is None else words_whole(text).text
        self.id, self.number = row["piece"], int(row["order"])
        self.sentences: list[dict[str, str]] = []
        self.blocks: list[dict[str, str]] = []


def reading_pages(corpus: Corpus, pages: Sequence[Mapping], facts: Mapping[str, Mapping]) -> dict[str, str]:
    """The HTML of the reading view's pages by file name; of a large corpus, of the pieces that a page quotes."""
    table = sorted(rows(corpus.id, "pieces"), key=lambda row: int(row["order"]))
    shown = readable(table, facts)
    pieces = _pieces(corpus, table, shown)
    marks = marks_of(corpus.id, shown)
    back = _backlinks(pages, facts)
    shared = {"kind": "reading", "corpus": corpus, "pages": pages, "layers": present(marks)}
    views = [{"number": p.number, "name": p.name, "row": p.row, "html": Markup(_piece(p, marks, back)),
              "has_text": p.text is not None, "file": reading_page(p.number, len(table))} for p in pieces]
    shared |= {"absent": BRING_TEXTS if any(p.text is None for p in pieces) else ""}
    first = {"title": "Reading view", "file": "reading.html", "views": views, "count": len(table), **shared}
    if len(table) <= TOGETHER:
        return {"reading.html": render("reading.html.j2", **first)}
    found = {"reading.html": render("pieces.html.j2", **first)}
    for view in views:
        own = {"title": view["name"], "file": view["file"], "views": [view]}
        found[view["file"]] = render("reading.html.j2", **shared | own)
    return found


def readable(table: Sequence[Mapping[str, str]], facts: Mapping[str, Mapping]) -> dict[str, int]:
    """The pieces that have a place in the reading view, with their order: all, or, of many, those quoted on a page."""
    order = {row["piece"]: int(row["order"]) for row in table}
    if len(order) < LARGE:
        return order
    quoted = {quote["piece"] for page in facts.values() for quote in page.get("quotes", [])}
    return {piece: number for piece, number in order.items() if piece in quoted}


def _pieces(corpus: Corpus, table: Sequence[Mapping[str, str]], shown: Mapping[str, int]) -> list[Piece]:
    called = names(table)
    texts = read_measured(corpus, {row["piece"]: row["sha256"] for row in table if row["piece"] in shown})
    pieces = {row["piece"]: Piece(row, called[row["piece"]], texts.get(row["piece"]))
              for row in table if row["piece"] in shown}
    for row in rows(corpus.id, "sentences", shown):
        pieces[row["piece"]].sentences.append(row)
    for row in rows(corpus.id, "blocks", shown):
        pieces[row["piece"]].blocks.append(row)
    return list(pieces.values())


def _backlinks(pages: Sequence[Mapping], facts: Mapping[str, Mapping]) -> Back:
    """(address, name of the page) of every place that quotes a sentence; one a page."""
    found: dict[Key, dict[str, tuple[str, str]]] = defaultdict(dict)
    for page in pages:
        for quote in facts.get(page.get("notebook", ""), {}).get("quotes", []):
            key = quote["piece"], quote["part"], int(quote["sentence"])
            found[key].setdefault(page["file"], (f"{page['file']}#{quote['anchor']}", page["name"]))
    return {key: list(places.values()) for key, places in found.items()}


def _piece(piece: Piece, marks: Marks, back: Back) -> str:
    sentences = sorted(piece.sentences, key=lambda row: int(row["start"]))
    parts = []
    for block in sorted(piece.blocks, key=lambda row: int(row["start"])):
        inside = [s for s in sentences if int(block["start"]) <= int(s["start"]) < int(block["end"])]
        shown = _full(piece, block, inside, marks, back) if piece.text else _map(piece, inside, marks, back)
        role = block["role"]
        by_hand = f" by hand ({block['override']})" if block["override"] else ""
        if role == "residue":
            kind = told_kind(block["kind"], block["reason"]) or "residue"
            reason = f"{kind}{by_hand}: {block['reason']}"
            parts.append(f'<div class="removed"><p class="role">Taken out, {escape(reason)}</p>'
                         f"<p>{shown}</p></div>")
        elif role == "body" and not by_hand:
            parts.append(f'<p class="body">{shown}</p>')
        else:
            because = f"{by_hand}: {block['reason']}" if by_hand else ""
            parts.append(f'<div class="part"><p class="role">{escape(role + because)}</p>'
                         f'<p class="{escape(role)}">{shown}</p></div>')
    return "".join(parts)


def _full(piece: Piece, block: Mapping[str, str], sentences: list[dict], marks: Marks, back: Back) -> str:
    """A block's own words, sentence by sentence."""
    text, place = piece.text, int(block["start"])
    parts = []
    for row in sentences:
        start, end = int(row["start"]), int(row["end"])
        key = piece.id, row["part"], int(row["sentence"])
        found = marks.get(key, [])
        whole = [mark for mark in found if not mark.words and not mark.span]
        layers = "".join(f" m-{mark.layer}" for mark in whole)
        title = f' title="{escape("; ".join(mark.label for mark in whole))}"' if whole else ""
        parts.append(escape(text[place:start]))
        parts.append(f'<span class="sentence{layers}" id="{_anchor(piece, row)}"{title}>{_number(piece, row)}'
                     f"{dressed(text, start, end, spans(text, start, end, found))}{_links(back.get(key, []))}</span>")
        place = end
    parts.append(escape(text[place:int(block["end"])]))
    return "".join(parts).strip()


def _map(piece: Piece, sentences: list[dict], marks: Marks, back: Back) -> str:
    """A bar for each sentence of a block, as long as its words; what marks it in words beside it."""
    parts = []
    for row in sentences:
        key = piece.id, row["part"], int(row["sentence"])
        found = marks.get(key, [])
        layers = " ".join(sorted({f"m-{mark.layer}" for mark in found}))
        labels = "".join(f' <span class="label m-{layer}">{escape(", ".join(sorted({m.label for m in group})))}'
                         "</span>" for layer, group in groupby(sorted(found, key=_layer), key=_layer))
        width = _BAR * min(int(row["words"]), 60)
        parts.append(f'<span class="sentence bar {layers}" id="{_anchor(piece, row)}">{_number(piece, row)}'
                     f'<svg aria-hidden="true" width="{width}" height="10" viewBox="0 0 {width} 10">'
                     f'<path d="M0 0H{width}V10H0z" fill="var(--px-piece{min(piece.number, 8)})"/></svg> '
                     f"{int(row['words'])} words{labels}{_links(back.get(key, []))}</span>")
    return "".join(parts)


def _layer(mark: Mark) -> str:
    return mark.layer


def _anchor(piece: Piece, row: Mapping[str, str]) -> str:
    return f"s{piece.number}-{row['part']}-{row['sentence']}"


def _number(piece: Piece, row: Mapping[str, str]) -> str:
    if row["part"] != "body":
        return ""
    number = row["sentence"]
    return f'<a class="n" href="#{_anchor(piece, row)}" aria-label="Sentence {number}">{number}</a>'


def _links(places: list[tuple[str, str]]) -> str:
    return "".join(f' <a class="back" href="{escape(to)}">{escape(name)}</a>' for to, name in places)
