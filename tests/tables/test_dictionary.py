import pytest

from analysis import tables
from analysis.commands.docs import dictionary

TYPES = {"str", "int", "float", "bool", "date"}


def test_the_printed_dictionary_is_that_of_the_schemas(repository):
    assert (repository / "docs" / "tables.md").read_text("utf-8") == dictionary(), "run make docs"


@pytest.mark.parametrize("table", tables.schemas().values(), ids=lambda t: t.name)
def test_every_column_has_meaning_and_unit(table):
    names = [c.name for c in table.columns]
    assert set(table.key) <= set(names)
    for column in table.columns:
        assert column.type in TYPES and column.meaning, column.name
        assert column.unit or column.type in ("str", "bool", "date") or column.name.endswith(
            ("paragraph", "sentence", "order", "block", "place")), f"{table.name}.{column.name} has no unit"


@pytest.mark.parametrize("corpus", ["ferry", "soleimani"])
def test_the_committed_tables_are_those_of_the_schemas(repository, corpus):
    folder = repository / "data" / "processed" / corpus
    assert {f.stem for f in folder.glob("*.csv")} == set(tables.schemas())
    for name in tables.schemas():
        tables.read_table(folder, name)
