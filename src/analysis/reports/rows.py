"""Tables as plain rows of text, for pages that need no computing: reading them takes no pandas."""

import csv

from analysis import paths
from analysis.tables import unguarded


def rows(corpus: str, table: str) -> list[dict[str, str]]:
    """The rows of a table of data/processed, every value as text; [] where there is no such table."""
    file = paths.processed(corpus) / f"{table}.csv"
    if not file.is_file():
        return []
    with open(file, encoding="utf-8", newline="") as lines:
        return [{key: unguarded(value) for key, value in row.items()} for row in csv.DictReader(lines)]


def names(pieces: list[dict[str, str]]) -> dict[str, str]:
    """How a reader knows each piece, by id: as `Figures.name` has it.

    >>> names([{"piece": "a", "author": "Ann Bo", "outlet": "The Day"}])
    {'a': 'Bo (The Day)'}
    """
    found = {}
    for row in pieces:
        stated = row["author"] and not row["author"].lower().startswith(("not stated", "unknown"))
        found[row["piece"]] = f"{row['author'].split()[-1]} ({row['outlet']})" if stated else row["outlet"]
    return found
