"""The entries of a codebook under reading, checked: a fault is told with line, key and remedy."""

import re
from collections.abc import Callable

from analysis.codebook import cues as cue_rules
from analysis.toml import Toml

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WORDS = {str: "a string", list: "a list", dict: "a table", bool: "true or false", int: "a whole number"}
_FORMS = {str: '"…"', list: '["…", "…"]', dict: "{ … }", bool: "true", int: "2020"}


def entries(source: Toml, data: dict, table: str, make: Callable) -> tuple:
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
    source: Toml, table: str, number: int, entry: dict, known: dict, required: tuple[str, ...]
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
                f"{value!r} is not {_WORDS[known[key]]}",
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
            f"{checked['id']!r} is not a plain id",
            "use small letters, digits, - and _ only",
        )
    return checked


def cues(source: Toml, table: str, number: int, key: str, values: list) -> tuple[str, ...]:
    for value in values:
        if found := cue_rules.fault(value):
            shown = f'"{value}"' if isinstance(value, str) and value.strip() else key
            raise source.wrong(table, number, shown, found[0], found[1])
        if values.count(value) > 1:
            raise source.wrong(table, number, f'"{value}"', f"occurs twice in {key}", "remove one")
    return tuple(values)
