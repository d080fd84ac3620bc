"""The benchmark's promises that need no clock: its keys, and what it makes of the folder it is given."""

import importlib.util

import pytest

from analysis.errors import InputError


@pytest.fixture
def benchmark(repository):
    spec = importlib.util.spec_from_file_location("report_benchmark", repository / "benchmarks" / "report.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_corpus_folder_is_taken_as_it_is(benchmark, project, tmp_path):
    folder = project / "data" / "raw" / "tiny"
    assert benchmark._prepare(tmp_path / "root", folder) == "tiny"
    assert {f.name for f in (tmp_path / "root" / "data" / "raw" / "tiny").iterdir()} == {
        f.name for f in folder.iterdir()}
    assert sorted(f.name for f in (tmp_path / "root" / "notebooks").glob("*.ipynb"))


def test_a_folder_that_no_corpus_knows_is_refused(benchmark, project, tmp_path):
    (project / "data" / "raw" / "tiny" / "north.txt").unlink()
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(InputError, match="no corpus has all its texts"):
        benchmark._prepare(tmp_path / "root", tmp_path / "elsewhere")
