import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import tables
from analysis.errors import InputError

ROW = {"piece": "000", "part": "body", "paragraph": 1, "sentence": 1, "start": 0, "end": 9, "words": 2, "quoted": 1 / 3}


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\n\0")), unique=True))
def test_text_comes_back_from_a_table_as_it_went_in(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("t")
    data = tables.frame("sentences", [ROW | {"piece": n} for n in names])
    tables.write_tables(folder, {"sentences": data})
    assert list(tables.read_table(folder, "sentences")["piece"]) == names


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\t=1"])
def test_no_cell_is_a_formula(cell):
    line = tables.to_csv("sentences", tables.frame("sentences", [ROW | {"piece": cell}])).splitlines()[1]
    assert line.lstrip('"').startswith("'")


def test_types_survive(tmp_path):
    data = tables.frame("sentences", [ROW])
    tables.write_tables(tmp_path, {"sentences": data})
    again = tables.read_table(tmp_path, "sentences")
    pd.testing.assert_frame_equal(data, again)
    assert again["piece"][0] == "000" and again["quoted"][0] == 0.3333


def test_an_empty_table_keeps_its_columns(tmp_path):
    tables.write_tables(tmp_path, {"sentences": tables.frame("sentences", [])})
    assert len(tables.read_table(tmp_path, "sentences")) == 0


def test_an_equal_table_is_not_written_again(tmp_path):
    data = {"sentences": tables.frame("sentences", [ROW])}
    assert tables.write_tables(tmp_path, data) == ["sentences"]
    assert tables.write_tables(tmp_path, data) == []


@pytest.mark.parametrize(("rows", "word"), [
    ([{"piece": "a"}], "missing or unknown"),
    ([ROW | {"more": 1}], "missing or unknown"),
    ([ROW, ROW], "two rows have the key"),
])
def test_a_producer_that_breaks_its_schema_is_stopped(rows, word):
    with pytest.raises(ValueError, match=word):
        tables.frame("sentences", rows)


@pytest.mark.parametrize(("content", "word"), [
    ("piece,part\na,b\n", "columns"),
    ("", "not a readable table"),
    ("piece,part,paragraph,sentence,start,end,words,quoted\na,body,one,1,0,9,2,0\n", "'paragraph'"),
])
def test_a_damaged_table_is_named(tmp_path, content, word):
    (tmp_path / "sentences.csv").write_text(content, "utf-8")
    with pytest.raises(InputError, match=word):
        tables.read_table(tmp_path, "sentences")


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(InputError, match="the table is missing"):
        tables.read_table(tmp_path, "pieces")
