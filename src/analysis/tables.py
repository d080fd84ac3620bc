"""Every table's schema, and reading, writing and checking of the tables.

The schemas are data: `tables.toml` beside this file, from which docs/tables.md is made. A table is one CSV
(UTF-8, LF) in `data/processed/<corpus>/`, rows sorted by its key, floats rounded to the digits of its schema. Of a
large corpus it is a folder of Parquet files instead, each of so many pieces (`analysis.partitioned`).
"""

import io
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

PARTITION = 500  # pieces in each part of a table that is kept in parts
_DTYPES = {"str": "object", "int": "Int64", "float": "float64", "bool": "boolean", "date": "object"}
# A cell that a spreadsheet would run as a formula is written with an apostrophe before it, and read without.
_FORMULA = re.compile(r"[=+\-@\t\r]|'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Column:
    """A column: `unit` is what a value counts ('' for names), `digits` the decimals kept of a float."""

    name: str
    type: str
    unit: str
    meaning: str
    digits: int = 4


@dataclass(frozen=True)
class Table:
    """A table: what a row is, the columns that tell rows apart, and the module that makes it."""

    name: str
    meaning: str
    key: tuple[str, ...]
    producer: str
    columns: tuple[Column, ...]


@cache
def schemas() -> dict[str, Table]:
    """Every table by name, in the order of tables.toml."""
    data = tomllib.loads(Path(__file__).with_name("tables.toml").read_text("utf-8"))
    return {
        name: Table(name, entry["meaning"], tuple(entry["key"]), entry["producer"],
                    tuple(Column(column, *facts) for column, facts in entry["columns"].items()))
        for name, entry in data.items()
    }


def frame(name: str, rows: Iterable[Mapping]) -> "pd.DataFrame":
    """Rows (a mapping each, by column) as the table of that name: typed, rounded, sorted by its key.

    Raises ValueError where a column is missing or unknown, or two rows share a key: a defect of the producer.
    """
    import pandas as pd

    table = schemas()[name]
    names = [c.name for c in table.columns]
    rows = list(rows)
    for row in rows[:1] + rows[-1:]:
        if set(row) != set(names):
            raise ValueError(f"table {name}: columns {sorted(set(row) ^ set(names))} are missing or unknown")
    data = pd.DataFrame(rows, columns=names)
    for column in table.columns:
        data[column.name] = _typed(data[column.name], column)
    if data.duplicated(list(table.key)).any():
        twice = data[data.duplicated(list(table.key))].iloc[0]
        raise ValueError(f"table {name}: two rows have the key {[twice[k] for k in table.key]}")
    return data


def to_csv(name: str, data: "pd.DataFrame") -> str:
    """The table as the text of its CSV file."""
    table = schemas()[name]
    out = data.copy()
    for column in table.columns:
        if column.type in ("str", "date"):
            out[column.name] = [guarded(str(v)) for v in out[column.name]]
        elif column.type == "float":
            out[column.name] = [_number(v, column.digits) for v in out[column.name]]
        elif column.type == "bool":
            out[column.name] = out[column.name].map({True: "yes", False: "no"}).fillna("")
    buffer = io.StringIO()
    out.to_csv(buffer, index=False, lineterminator="\n")
    return buffer.getvalue()


def write_tables(folder: Path, tables: Mapping[str, "pd.DataFrame"]) -> list[str]:
    """Write each table as <folder>/<name>.csv; all are written aside first, then put in place.

    Files already equal are left untouched. Returns the names of those that changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in sorted(tables):
        if (folder / name).is_dir():  # kept in parts before
            shutil.rmtree(folder / name)
        content = to_csv(name, tables[name]).encode("utf-8")
        file = folder / f"{name}.csv"
        if not file.is_file() or file.read_bytes() != content:
            file.with_suffix(".csv.part").write_bytes(content)
            changed.append(name)
    for name in changed:
        (folder / f"{name}.csv.part").replace(folder / f"{name}.csv")
    return changed


def read_table(folder: Path, name: str) -> "pd.DataFrame":
    """Read <folder>/<name>.csv by its schema.

    Raises InputError where the file is missing or does not fit the schema.
    """
    import pandas as pd

    from analysis import paths

    table = schemas()[name]
    if parts(folder, name):
        return pd.concat(read_parts(folder, name), ignore_index=True)
    file = folder / f"{name}.csv"
    where = paths.shown(file)
    remedy = "compute the figures again (python -m analysis measure), or restore the file from git"
    if not file.is_file():
        raise InputError(where, "the table is missing", remedy)
    try:
        data = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(where, f"not a readable table: {error}", remedy) from None
    if list(data.columns) != [c.name for c in table.columns]:
        raise InputError(where, "its columns are not those of the schema", remedy)
    for column in table.columns:
        try:
            data[column.name] = _parsed(data[column.name], column)
        except ValueError:
            raise InputError(where, f"column {column.name!r} holds a value that is no {column.type}", remedy) from None
    return data


def parts(folder: Path, name: str) -> list[Path]:
    """The Parquet files of a table that is kept in parts, in order; [] where it is one CSV, or not there."""
    return [] if (folder / f"{name}.csv").is_file() else sorted((folder / name).glob("part-*.parquet"))


def files(folder: Path) -> list[Path]:
    """Every file of the tables in a folder, those of parts too."""
    return sorted([*folder.glob("*.csv"), *folder.glob("*/part-*.parquet")])


def part(folder: Path, name: str, number: int) -> Path:
    """The Parquet file of a part of a table, from 1."""
    return folder / name / f"part-{number:05}.parquet"


def write_part(folder: Path, name: str, number: int, data: "pd.DataFrame") -> None:
    """Write a part of a table (as `frame` gives it)."""
    file = part(folder, name, number)
    file.parent.mkdir(parents=True, exist_ok=True)
    texts = {c.name: "str" for c in schemas()[name].columns if c.type in ("str", "date")}
    data.astype(texts).to_parquet(file, engine="pyarrow", compression="zstd", index=False)


def read_parts(folder: Path, name: str, columns: Sequence[str] | None = None) -> Iterator["pd.DataFrame"]:
    """A table's parts one after another, or some columns of them; of a table that is one CSV, it as one part.

    Raises InputError where a file is missing or damaged, or Parquet cannot be read here.
    """
    if not (files := parts(folder, name)):
        data = read_table(folder, name)
        yield data[list(columns)] if columns else data
    for file in files:
        yield read_part(file, name, columns)


def read_part(file: Path, name: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """One part of a table."""
    import pandas as pd

    from analysis import paths

    require_parquet(paths.shown(file))
    wanted = [c for c in schemas()[name].columns if columns is None or c.name in columns]
    try:
        with open(file, "rb") as opened:
            data = pd.read_parquet(opened, engine="pyarrow", columns=[c.name for c in wanted])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(paths.shown(file), f"not a readable table: {str(error).splitlines()[0]}",
                         "compute the figures again (python -m analysis measure)") from None
    return data.astype({c.name: _DTYPES[c.type] for c in wanted})


def require_parquet(where: object) -> None:
    """Raises InputError where the package that reads and writes Parquet is not installed."""
    if find_spec("pyarrow") is None:
        raise InputError(where, "large corpora are kept as Parquet, which needs the package pyarrow",
                         "pip install pyarrow")


def _typed(values: "pd.Series", column: Column) -> "pd.Series":
    import pandas as pd

    if column.type == "float":
        return pd.to_numeric(values).astype("float64").round(column.digits) + 0.0  # + 0.0: no negative zero
    if column.type in ("str", "date"):
        return values.map(lambda v: "" if v is None else str(v)).astype(object)
    return values.astype(_DTYPES[column.type])


def _parsed(values: "pd.Series", column: Column) -> "pd.Series":
    import pandas as pd

    if column.type in ("str", "date"):
        return values.map(unguarded).astype(object)
    if column.type == "bool":
        if not values.isin(["yes", "no", ""]).all():
            raise ValueError(column.name)
        return values.map({"yes": True, "no": False, "": pd.NA}).astype("boolean")
    numbers = pd.to_numeric(values.where(values != "", None))
    return numbers.astype(_DTYPES[column.type])


def _number(value: float, digits: int) -> str:
    if value != value:
        return ""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"


def guarded(value: str) -> str:
    """A text as the cell of a CSV file that no spreadsheet runs as a formula."""
    return "'" + value if _FORMULA.match(value) else value


def unguarded(value: str) -> str:
    """A text cell of a CSV file as the text it stands for."""
    return value[1:] if value.startswith("'") and _FORMULA.match(value[1:]) else value
