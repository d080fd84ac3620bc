"""Pieces that stand in a file together: JSON lines or Parquet, with the columns that corpus.toml's [source] names.

The file is gone through once for what is known of each piece and where it stands; a text is read when it is asked
for. So a corpus of a hundred thousand pieces takes the memory of its titles.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from analysis import paths
from analysis.errors import InputError
from analysis.toml import Toml

COLUMNS = ("id", "text", "title", "outlet", "date", "author", "url")
_REQUIRED = ("id", "text", "outlet")
_KINDS = (".jsonl", ".ndjson", ".parquet")
_ID = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")


@dataclass(frozen=True)
class Source:
    """Files of pieces, in order, and the column of each fact; columns not named are called as the fact is."""

    folder: Path
    pattern: str
    columns: Mapping[str, str]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that are there."""
        return tuple(sorted(f for f in self.folder.glob(self.pattern) if f.is_file()))

    def column(self, fact: str) -> str:
        """The column that holds a fact of COLUMNS."""
        return self.columns.get(fact, fact)


def parsed(entry: Mapping, folder: Path, written: Toml) -> Source:
    """The table [source] of corpus.toml. Raises InputError."""
    for key, value in entry.items():
        if key not in ("file", *COLUMNS):
            raise written.wrong("source", 0, key, "unknown key", f"known are file, {', '.join(COLUMNS)}")
        if not isinstance(value, str) or not value:
            raise written.wrong("source", 0, key, f"it is {value!r}", "make it a text in quotes")
    pattern = entry.get("file", "")
    if not pattern or pattern.startswith(("/", "\\")) or ".." in Path(pattern).parts or "\\" in pattern:
        raise written.wrong("source", 0, "file", f"{pattern!r} is not a file of this folder",
                            'name one beside corpus.toml, as file = "pieces.jsonl" or "parts/*.parquet"')
    if Path(pattern).suffix.lower() not in _KINDS:
        raise written.wrong("source", 0, "file", f"{pattern!r} is neither JSON lines nor Parquet",
                            f"bring a file whose name ends with {', '.join(_KINDS)}")
    return Source(folder, pattern, {k: v for k, v in entry.items() if k != "file"})


def listed(source: Source) -> Iterator[dict]:
    """What is known of each piece, in the order of the files: the facts of a `corpus.Piece`, and its place.

    Raises InputError naming file and line for what is no JSON, a column that is not there, an id that is there
    twice, a date that is none, a text that is empty.
    """
    seen: dict[str, str] = {}
    empty: list[str] = []
    for file in source.files:
        name = paths.shown(file)
        checked = False
        for line, (place, record) in enumerate(_records(file, source), 1):
            line = record.pop(None, line)
            where = f"{name}, {'row' if _is_parquet(file) else 'line'} {line}"
            if not checked:
                _refuse_columns(record, source, where)
                checked = True
            facts = _facts(record, source, where)
            if not facts.pop("filled"):
                empty.append(where)
            if (known := seen.setdefault(facts["id"], where)) != where:
                raise InputError(where, f"the id {facts['id']!r} is also that of {known}", "give each piece its own id")
            yield facts | {"file": file.relative_to(source.folder).as_posix(), "place": place, "line": line}
    if empty:
        more = f" (and {len(empty) - 1} more)" if len(empty) > 1 else ""
        raise InputError(empty[0], f"no text in the column {source.column('text')!r}{more}",
                         "take such pieces out, or name the column that holds the text: [source] text = …")


def read(source: Source, file: str, place: int, line: int) -> str:
    """The text at a place that `listed` gave. Raises InputError where it is no longer there."""
    path = source.folder / file
    try:
        if _is_parquet(path):
            number, first = _group_of(path, place)
            value = _group(path, number, source.column("text"))[place - first]
        else:
            with open(path, "rb") as lines:
                lines.seek(place)
                value = json.loads(lines.readline())[source.column("text")]
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        raise InputError(f"{paths.shown(path)}, line {line}", "the file changed while it was being read",
                         "run again") from None
    return mended(str(value))


def _is_parquet(file: Path) -> bool:
    return file.suffix.lower() == ".parquet"


def _records(file: Path, source: Source) -> Iterator[tuple[int, dict]]:
    """(place, record) of each piece; JSON lines put their number under the key None, since blank ones count."""
    if _is_parquet(file):
        yield from enumerate(_rows(file, source))
        return
    name, place = paths.shown(file), 0
    with open(file, "rb") as lines:
        for number, data in enumerate(lines, 1):
            start, place = place, place + len(data)
            if number == 1 and data.startswith(b"\xef\xbb\xbf"):
                start, data = 3, data[3:]
            if not data.strip():
                continue
            try:
                record = json.loads(data)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{name}, line {number}", f"not JSON: {str(error).splitlines()[0]}",
                                 "correct that line or take it out: each line holds one JSON object") from None
            if not isinstance(record, dict):
                raise InputError(f"{name}, line {number}", f"{type(record).__name__} where an object is expected",
                                 'write each line as {"id": …, "text": …}')
            yield start, record | {None: number}


def _rows(file: Path, source: Source) -> Iterator[dict]:
    with _parquet(file) as parquet:
        there = parquet.schema_arrow.names
        wanted = [c for c in dict.fromkeys(map(source.column, COLUMNS)) if c in there]
        for batch in parquet.iter_batches(batch_size=1000, columns=wanted):
            yield from (dict.fromkeys(there) | row for row in batch.to_pylist())


def _parquet(file: Path):
    if find_spec("pyarrow") is None:
        raise InputError(paths.shown(file), "reading Parquet needs the package pyarrow",
                         "pip install pyarrow, or bring JSON lines")
    from pyarrow import ArrowInvalid
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(file)
    except ArrowInvalid as error:
        raise InputError(paths.shown(file), f"not Parquet: {error}", "write the file again") from None


@lru_cache(maxsize=64)
def _groups(path: Path) -> tuple[int, ...]:
    with _parquet(path) as parquet:
        meta = parquet.metadata
    return tuple(meta.row_group(k).num_rows for k in range(meta.num_row_groups))


def _group_of(path: Path, place: int) -> tuple[int, int]:
    """(row group, its first row) of a row."""
    first = 0
    for number, rows in enumerate(_groups(path)):
        if place < first + rows:
            return number, first
        first += rows
    raise IndexError(place)


@lru_cache(maxsize=2)
def _group(path: Path, number: int, column: str) -> list:
    with _parquet(path) as parquet:
        return parquet.read_row_group(number, columns=[column]).column(0).to_pylist()


def _refuse_columns(record: dict, source: Source, where: str) -> None:
    for fact in COLUMNS:
        if source.column(fact) not in record and (fact in _REQUIRED or fact in source.columns):
            raise InputError(where, f"no column {source.column(fact)!r} for the {fact}",
                             f"name one in corpus.toml, [source] {fact} = …; there are {', '.join(sorted(record))}")


def _facts(record: dict, source: Source, where: str) -> dict:
    values = {fact: record.get(source.column(fact)) for fact in COLUMNS}
    plain = {k: "" if v is None else " ".join(mended(str(v)).split()) for k, v in values.items()
             if k not in ("text", "date")}
    if not _ID.fullmatch(plain["id"]):
        raise InputError(where, f"id = {plain['id'][:40]!r}", "give each piece an id of 1 to 200 characters")
    if not isinstance(values["text"], (str, type(None))):
        raise InputError(where, f"the text is {type(values['text']).__name__}, no text",
                         f"name the column that holds it: [source] text = …; there are {', '.join(sorted(record))}")
    plain["title"] = plain["title"] or plain["id"]
    plain["outlet"] = plain["outlet"] or "not stated"
    return plain | {"date": _date(values["date"], where), "filled": bool((values["text"] or "").strip())}


def _date(value: object, where: str) -> datetime.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime.date):
        return value.date() if isinstance(value, datetime.datetime) else value
    found = _DATE.fullmatch(str(value).strip())
    try:
        return datetime.date.fromisoformat(found[1])
    except (ValueError, TypeError):
        raise InputError(where, f"{str(value)[:40]!r} is not a date", "write dates as 2021-03-04") from None


def mended(text: str) -> str:
    """Halves of characters, which JSON lets stand alone, replaced: they have no bytes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
