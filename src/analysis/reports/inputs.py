"""What pages depend on, and whether it has changed. Only the standard library: a second run takes this way.

A file is named by its path under the root (or under the package, `analysis/…`, where that lies elsewhere);
a state is {name: SHA-256}, in which a file that is not there is the empty text.
"""

import ast
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from analysis import paths, tables
from analysis.environment import installed

RECORD = "build.json"  # in each report: what its pages were made from
_PACKAGE = Path(__file__).resolve().parents[1]
# What every page is rendered by, whatever its notebook imports.
_RENDERING = ("analysis.reports", "analysis.show", "analysis.plots.style", "analysis.figures")


def digest(file: Path) -> str:
    """SHA-256 of a file's bytes; the empty text where there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def name(file: Path) -> str:
    """The name of a file in a state."""
    file = Path(os.path.abspath(file))
    if file.is_relative_to(_PACKAGE):
        return f"analysis/{file.relative_to(_PACKAGE).as_posix()}"
    root = paths.root()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def file_of(called: str) -> Path:
    """The file that `name` gave that name."""
    inside = called.startswith("analysis/")
    return _PACKAGE / called.removeprefix("analysis/") if inside else paths.root() / called


def state(files: Iterable[Path]) -> dict[str, str]:
    """The state of files, sorted by name."""
    return dict(sorted((name(file), digest(file)) for file in files))


def key(*parts: object) -> str:
    """One digest of anything that JSON can hold, and of the environment."""
    text = json.dumps([installed(), *parts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def of_corpus(corpus: str) -> list[Path]:
    """The files of data/raw/<corpus>: corpus.toml, the codebook, the texts that are there."""
    return sorted(file for file in paths.raw(corpus).rglob("*") if file.is_file())


def tables_of(corpus: str) -> list[Path]:
    """The tables of data/processed/<corpus>."""
    return tables.files(paths.processed(corpus))


def runs_on(corpus: str, notebooks: Iterable[Path]) -> tuple[Path, ...]:
    """The notebooks a corpus can fill: all, but of one kept in parts those whose tables (their first cell) are there.

    What a corpus of thousands of pieces is not measured for (`analysis.partitioned`) has no page.
    """
    folder = paths.processed(corpus)
    if not any(folder.glob("*/part-*.parquet")):
        return tuple(notebooks)
    there = {file.stem if file.suffix == ".csv" else file.parent.name for file in tables_of(corpus)}
    return tuple(notebook for notebook in notebooks if set(_tables_named(notebook)) <= there)


def _tables_named(notebook: Path) -> list[str]:
    """Tables that a notebook's first cell says it reads."""
    first = json.loads(notebook.read_text("utf-8"))["cells"][0]
    named = re.search(r"Inputs: the tables (.*?) of `data/processed", "".join(first["source"]), re.DOTALL)
    return re.findall(r"`(\w+)`", named[1]) if named else []


def package() -> list[Path]:
    """Every file of this package."""
    return sorted(f for f in _PACKAGE.rglob("*") if f.is_file() and "__pycache__" not in f.parts)


def code_of(notebook: Path) -> list[Path]:
    """The package's files that a notebook's page depends on: what it imports, what that imports, and so on.

    Files that are no modules (tables.toml, a codebook) count where a module beside them does. A notebook
    that cannot be parsed depends on all.
    """
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        wanted = [*_RENDERING, *imports(ast.parse(source), "")]
    except (ValueError, KeyError, TypeError, SyntaxError):
        return package()
    files: dict[str, Path] = {}
    while wanted:
        module = wanted.pop()
        found = _file_of_module(module)
        if module in files or found is None:
            continue
        files[module] = found
        wanted += _imports_of(found, module)
        wanted.append(module.rpartition(".")[0])
        if module == "analysis.reports":
            wanted += [f"{module}.{file.stem}" for file in found.parent.glob("*.py")]
    folders = {file.parent for file in files.values()}
    folders.add(_PACKAGE / "reports" / "templates")
    beside = {f for folder in folders for f in folder.iterdir() if f.is_file() and f.suffix != ".py"}
    return sorted({*files.values(), *beside})


def imports(tree: ast.Module, package_name: str) -> list[str]:
    """Modules of this package that a source in the package of that name imports, anywhere in it."""
    found = []
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package_name.split(".")
            above = above[:len(above) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found += [base, *(f"{base}.{alias.name}" for alias in node.names)]
    return [module for module in found if module.split(".")[0] == "analysis"]


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below a node: an import is one, and expressions are most of a module."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, block, ()):
            yield child
            yield from _statements(child)


def pages_of(notebooks: Iterable[Path]) -> list[dict[str, str]]:
    """A report's pages in order, as every page's navigation has them: file, name, notebook where one is."""
    stems = [notebook.stem for notebook in notebooks]
    called = {stem: stem.partition("_")[2].replace("_", " ").capitalize() or stem for stem in stems}
    ran = [{"file": f"{stem}.html", "name": called[stem], "notebook": stem} for stem in stems]
    return [{"file": "index.html", "name": "Overview"}, *ran, {"file": "reading.html", "name": "Reading view"}]


def all_of(corpus: str, notebooks: Iterable[Path]) -> dict[str, str]:
    """The state of all that a corpus's report is made from."""
    return state([*package(), *of_corpus(corpus), *tables_of(corpus), *notebooks])


def read_record(report: Path) -> dict:
    """The record of a report, {} where there is none that can be read."""
    try:
        record = json.loads((report / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) and {"everything", "pages", "files"} <= set(record) else {}


def is_whole(report: Path, record: Mapping) -> bool:
    """Whether every file of the report is there as it was written."""
    return bool(record) and all(digest(report / file) == known for file, known in record["files"].items())


@cache
def _imports_of(file: Path, module: str) -> tuple[str, ...]:
    package_name = module if file.stem == "__init__" else module.rpartition(".")[0]
    return tuple(imports(ast.parse(file.read_text("utf-8")), package_name))


def _file_of_module(module: str) -> Path | None:
    base = _PACKAGE.joinpath(*module.split(".")[1:])
    return next((f for f in (base.with_suffix(".py"), base / "__init__.py") if f.is_file()), None)
