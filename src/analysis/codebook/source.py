"""A codebook file under reading: its entries checked, its faults told with line, key and remedy."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from analysis.codebook import cues as cue_rules
from analysis.errors import InputError

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WORDS = {str: "string", list: "list", dict: "table", bool: "true or false", int: "whole number"}
_FORMS = {str: '"…"', list: '["…", "…"]', dict: "{ … }", bool: "true", int: "2020"}


@dataclass(frozen=True)
class Source:
    """A codebook file under reading: knows the line of a key."""

    name: str
    text: str

    def wrong(self, table: str, number: int, key: str, what: str, remedy: str) -> InputError:
        """The error of a key (or of a cue, when `key` holds a quotation mark) in the n-th table of that
        name.
        """
        line = self.line(table, number, key)
        shown = f"[[{table}]] {number}" if number else f"[{table}]" if table else "top of the file"
        return InputError(f"{self.name}, line {line}", f"{shown}, {key}: {what}", remedy)

    def line(self, table: str, number: int, key: str) -> int:
        """The line of a key in the n-th table of that name, of the table itself where it has no such key."""
        lines = self.text.splitlines()
        start = self._table_line(lines, table, number)
        inside = re.compile(rf"(?!\s*\[\[?\s*[a-z])|\s*\[\s*{re.escape(table)}\.")  # no other table's head
        quoted = re.compile(
            re.escape(key) if key.startswith(('"', "'")) else rf"""\s*["']?{re.escape(key)}["']?\s*="""
        )
        for n in range(start, len(lines)):
            if n > start and table and not inside.match(lines[n]):
                break
            if quoted.search(lines[n]) if key.startswith(('"', "'")) else quoted.match(lines[n]):
                return n + 1
        return start + 1

    def _table_line(self, lines: list[str], table: str, number: int) -> int:
        if not table:
            return 0
        head = re.compile(
            rf"\s*\[\[\s*{re.escape(table)}\s*\]\]" if number else rf"\s*\[\s*{re.escape(table)}[\].]"
        )
        places = [n for n, line in enumerate(lines) if head.match(line)]
        return places[max(number, 1) - 1] if len(places) >= max(number, 1) else 0


def entries(source: Source, data: dict, table: str, make: Callable) -> tuple:
    made, seen = [], {}
    for number, entry in enumerate(data.get(table, []), 1):
        item = make(source, number, entry)
        if item.id in seen:
            raise source.wrong(
                table,
                number,
                "id",
                f"{item.id!r} is also the id of [[{table}]] {seen[item.id]}",
                "give each its own id",
            )
        seen[item.id] = number
        made.append(item)
    return tuple(made)


def fields(
    source: Source, table: str, number: int, entry: dict, known: dict, required: tuple[str, ...]
) -> dict:
    """The entry with its values checked against `known` (key: type), cue lists as tuples."""
    for key, value in entry.items():
        if key not in known:
            raise source.wrong(table, number, key, "unknown key", f"known are {', '.join(known)}")
        if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            raise source.wrong(
                table,
                number,
                key,
                f"{value!r} is no {_WORDS[known[key]]}",
                f"write {key} = {_FORMS[known[key]]}",
            )
    for key in required:
        if key not in entry:
            raise source.wrong(table, number, key, "the key is missing", f"add {key} = {_FORMS[known[key]]}")
    checked = {k: cues(source, table, number, k, v) if known[k] is list else v for k, v in entry.items()}
    if "id" in checked and not _ID.fullmatch(checked["id"]):
        raise source.wrong(
            table,
            number,
            "id",
            f"{checked['id']!r} is no plain id",
            "use small letters, digits, - and _ only",
        )
    return checked


def cues(source: Source, table: str, number: int, key: str, values: list) -> tuple[str, ...]:
    for value in values:
        if found := cue_rules.fault(value):
            shown = f'"{value}"' if isinstance(value, str) and value.strip() else key
            raise source.wrong(table, number, shown, found[0], found[1])
        if values.count(value) > 1:
            raise source.wrong(table, number, f'"{value}"', f"stands twice in {key}", "remove one")
    return tuple(values)


def quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
