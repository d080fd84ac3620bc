"""Tables as plain rows of text, for pages that need no computing: of those that are one CSV it takes no pandas."""

import csv
from collections.abc import Mapping
from pathlib import Path

from analysis import paths, tables
from analysis.corpus import names
from analysis.tables import unguarded

_WHO = 8  # pieces that a line on every page names; of more, nobody would read it


def rows(corpus: str, table: str, pieces: Mapping[str, int] | None = None) -> list[dict[str, str]]:
    """The rows of a table of data/processed, every value as text; [] where there is no such table.

    `pieces`: those of some pieces alone, by id, with their order in the corpus (of a table in parts, only the parts
    that hold them are read).
    """
    folder = paths.processed(corpus)
    file = folder / f"{table}.csv"
    if not file.is_file():
        found = [row for part in _parts(folder, table, pieces)
                 for row in tables.read_part(part, table).astype(str).to_dict("records")]
        return [row for row in found if pieces is None or row["piece"] in pieces]
    with open(file, encoding="utf-8", newline="") as lines:
        return [{key: unguarded(value) for key, value in row.items()} for row in csv.DictReader(lines)]


def who(corpus: str) -> list[tuple[str, str]]:
    """(name, outlet) of each of a few pieces, in their order: who is who, where names are short. [] of many."""
    pieces = sorted(rows(corpus, "pieces"), key=lambda row: int(row["order"]))
    called = names(pieces)
    return [(called[row["piece"]], row["outlet"] if called[row["piece"]] != row["outlet"] else "")
            for row in pieces] if len(pieces) <= _WHO else []


def _parts(folder: Path, table: str, pieces: Mapping[str, int] | None) -> list[Path]:
    there = tables.parts(folder, table)
    if pieces is None:
        return there
    wanted = {tables.part(folder, table, (order - 1) // tables.PARTITION + 1) for order in pieces.values()}
    return [part for part in there if part in wanted]
