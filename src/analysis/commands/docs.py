"""`python -m analysis docs`: docs/tables.md from the schemas."""

import argparse

from analysis import paths, tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(args: argparse.Namespace) -> int:
    """Write docs/tables.md."""
    file = paths.root() / "docs" / "tables.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(dictionary(), "utf-8")
    print(f"wrote {paths.shown(file)}")
    return 0


def dictionary() -> str:
    """Every table and column as Markdown."""
    lines = [
        "# The tables", "",
        "One CSV each in `data/processed/<corpus>/`: UTF-8, one header line, rows in the order of the pieces "
        "and of the",
        "text. An empty cell is a value that does not apply. A text that a spreadsheet would take for a formula has an",
        "apostrophe before it. Made by `make docs` from `src/analysis/tables.toml`; change that file, not this one.",
        "",
    ]
    for table in tables.schemas().values():
        lines += [f"## {table.name}", "", f"{table.meaning} Key: {', '.join(f'`{k}`' for k in table.key)}. "
                  f"Made by `{table.producer}`.", "", "| column | type | unit | meaning |", "|---|---|---|---|"]
        lines += [f"| `{c.name}` | {c.type} | {c.unit or '–'} | {c.meaning} |" for c in table.columns]
        lines.append("")
    return "\n".join(lines)
