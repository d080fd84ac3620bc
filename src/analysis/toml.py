"""A TOML file that a user writes, under reading: its faults are told with file, line, key and remedy."""

import json
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from analysis import paths
from analysis.errors import InputError

_DATE_LINE = re.compile(r"\s*date\s*=\s*([^\s#]+)")


@dataclass(frozen=True)
class Toml:
    """A file's text: knows the line of a key."""

    name: str
    text: str

    def parsed(self) -> dict:
        """What it holds. Raises InputError; of a date in another form than TOML's, with the form."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            at, lines = re.search(r"line (\d+)", str(error)), self.text.split("\n")
            line = int(at[1]) if at else len(lines)
            where = f"{self.name}, line {line}"
            if date := _DATE_LINE.match(lines[line - 1]):
                raise InputError(where, f"date = {date[1]} is not a date",
                                 "write it as YYYY-MM-DD, such as date = 2024-06-12") from None
            raise InputError(where, f"not valid TOML: {error}",
                             "correct that line (strings in quotation marks, lists in [ ])") from None

    def refuse_unknown(self, data: dict, known: Collection[str]) -> None:
        """Raises InputError for a table, or a key outside every table, that is not known."""
        told = f"known are {', '.join(known)}"
        for key, value in data.items():
            if key not in known and isinstance(value, dict | list):
                raise self.wrong(key, int(isinstance(value, list)), key, "unknown table", told)
            if key not in known:
                raise self.wrong("", 0, key, "unknown table or key", told)

    def wrong(self, table: str, number: int, key: str, what: str, remedy: str) -> InputError:
        """The error of a key (or of a cue, when `key` holds a quotation mark) in the n-th table of that name; of the
        table itself, where `key` is empty.
        """
        shown = f"[[{table}]] {number}" if number else f"[{table}]" if table else "top of the file"
        return InputError(self.at(table, number, key), f"{', '.join(filter(None, (shown, key)))}: {what}", remedy)

    def at(self, table: str, number: int, key: str = "") -> str:
        """File and line of a key, as an error begins."""
        return f"{self.name}, line {self.line(table, number, key)}"

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
        if len(places) >= max(number, 1):
            return places[max(number, 1) - 1]
        inline = re.compile(rf"\s*{re.escape(table)}\s*=")
        return next((n for n, line in enumerate(lines) if inline.match(line)), 0)


def read(file: Path) -> Toml:
    """A file of TOML, by its shown name. Raises InputError for one that is not UTF-8."""
    try:
        return Toml(paths.shown(file), file.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(paths.shown(file), "not UTF-8", "save it as UTF-8") from None


def quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
