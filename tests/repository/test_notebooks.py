"""The notebooks as committed: thin, numbered, clean, and inspectable by papermill."""

import ast
import re
import statistics

import nbformat
import pytest
from papermill import inspect_notebook

from analysis import paths

NOTEBOOKS = sorted(paths.notebooks().glob("*.ipynb"))
by_name = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)


def code(file):
    return [c for c in nbformat.read(file, as_version=4).cells if c.cell_type == "code"]


def test_they_are_numbered_and_there():
    assert [f.stem for f in NOTEBOOKS][:4] == ["1_cleaning", "2_sentiment", "3_topics", "4_framing"]


@by_name
def test_no_outputs_no_counts_valid_and_of_python3(file):
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor >= 5) == (4, True)
    assert notebook.metadata.kernelspec.name == "python3" and notebook.metadata.title
    assert all(not c.outputs and c.execution_count is None for c in code(file))
    ids = [c.id for c in notebook.cells]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z][a-z0-9-]{2,63}", i) for i in ids)


@by_name
def test_cells_are_short_and_define_nothing(file):
    sources = [c.source for c in code(file)]
    assert statistics.median(len(s.splitlines()) for s in sources) <= 3
    for source in sources:
        assert not [
            n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)
        ]


@by_name
def test_every_parameter_has_type_default_and_help(file):
    parameters = inspect_notebook(str(file))
    assert "corpus" in parameters
    cell = next(c for c in code(file) if "parameters" in c.metadata.get("tags", []))
    lines = [line for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]
    assert len(parameters) == len(lines)
    for name, facts in parameters.items():
        assert facts["inferred_type_name"] in {"str", "int", "float", "bool"}, name
        assert facts["default"] not in ("", "None") and facts["help"], name


@by_name
def test_a_notebook_opens_with_its_inputs_and_outputs(file):
    first = nbformat.read(file, as_version=4).cells[0]
    assert first.cell_type == "markdown" and re.match(r"# \S", first.source)
    assert re.search(r"(?i)\breads\b|\binputs?\b", first.source) and re.search(
        r"(?i)\bshows\b|\boutputs?\b", first.source
    )
