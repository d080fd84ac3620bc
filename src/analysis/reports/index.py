"""The index of a report: what was found, a matrix piece by measure, the pieces, where it all comes from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from analysis.corpus import Corpus, names
from analysis.pipeline import LARGE, LEFT_OUT
from analysis.reports import terms
from analysis.reports.page import render
from analysis.reports.reading import readable
from analysis.reports.rows import rows, who
from analysis.show import MISSING, percent, reading_page

ROWS_SHOWN = 200
_MORE = 2  # sentences of a page's conclusion beside its first
FEW_SHOWN = 20  # of a large corpus, in which nobody looks for a piece by its row


def index(corpus: Corpus, pages: Sequence[Mapping], facts: Mapping[str, Mapping], provenance: Mapping) -> str:
    """The HTML of index.html. `pages` are the report's, in order, `facts` what each notebook's page gave."""
    everything = sorted(rows(corpus.id, "pieces"), key=lambda row: int(row["order"]))
    count, read = len(everything), readable(everything, facts)
    shown = ROWS_SHOWN if count < LARGE else FEW_SHOWN
    table = everything[:shown]
    called, removed = names(everything), _removed(corpus, {row["piece"]: int(row["order"]) for row in table})
    first = f"The first {shown} of {count:,} pieces" if count > shown else "The pieces"
    matrix = _matrix(table, called, pages, facts)
    sections = {"found": "What was found", "overview": "Piece by measure" if matrix["columns"] else "",
                "pieces": "The pieces", "provenance": "Provenance"}
    left_out = sum(row["warnings"].startswith(LEFT_OUT) for row in everything)
    findings = [_finding(page, facts[page["notebook"]]) for page in pages if page.get("notebook") in facts]
    said = [text for item in findings for text in (item["finding"], *item["more"])]
    return render(
        "index.html.j2", kind="index", title="Overview", corpus=corpus, pages=pages, file="index.html",
        outline=[(2, anchor, heading) for anchor, heading in sections.items() if heading], left_out=f"{left_out:,}",
        findings=findings, terms=terms.used(map(escape, (*said, *matrix["meanings"]))), matrix=matrix,
        who=who(corpus.id), count=f"{count:,}", pieces_caption=first,
        large=count >= LARGE, pieces=[_piece(row, called, removed, count, read) for row in table], **provenance)


def _finding(page: Mapping, facts: Mapping) -> dict:
    first, *more = facts["findings"][0] if facts["findings"] else ["No finding is stated on this page."]
    return {"file": page["file"], "title": facts["title"], "finding": first, "more": more[:_MORE]}


def _matrix(table: list[dict], called: dict[str, str], pages: Sequence[Mapping], facts: Mapping) -> dict:
    columns = [{**column, "file": page["file"]} for page in pages if page.get("notebook") in facts
               for column in facts[page["notebook"]]["overview"]]
    body = [{"name": called[row["piece"]], "number": row["order"],
             "cells": [column["values"].get(row["piece"], MISSING) for column in columns]} for row in table]
    meanings = [f"{column['measure']}: {column['meaning']}" for column in columns if column["meaning"]]
    caption = "Each piece as each page measures it; a heading leads to the page."
    return {"columns": columns, "rows": body, "meanings": meanings,
            "caption": caption}


def _removed(corpus: Corpus, pieces: Mapping[str, int]) -> Counter[str]:
    """Words of some pieces' blocks that came along with it and are no part of it."""
    found: Counter[str] = Counter()
    for row in rows(corpus.id, "blocks", pieces):
        found[row["piece"]] += int(row["words"]) * (row["role"] == "residue")
    return found


def _piece(row: dict[str, str], called: dict[str, str], removed: Counter[str], pieces: int, read: Mapping[str, int]
           ) -> dict:
    words, gone = int(row["words"]), removed[row["piece"]]
    share = f"{gone:,} words ({percent(gone / words)})" if words else MISSING
    return {**row, "number": row["order"], "name": called[row["piece"]], "words": f"{int(row['body_words']):,}",
            "sentences": f"{int(row['sentences']):,}", "removed": share,
            "reading": reading_page(int(row["order"]), pieces) if row["piece"] in read else ""}
