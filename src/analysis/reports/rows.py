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
