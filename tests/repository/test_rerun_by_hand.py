"""Notebooks run cell by cell, as in JupyterLab: what their parameters do not allow is refused there as well."""

import re

import nbformat
import pytest

from analysis import figures, paths
from analysis.errors import InputError
from analysis.framing import comparing, conclusions
from analysis.reports import parameters
from analysis.reports.command import check_given

NONSENSE = [
    ("1_cleaning", 'measure: str = "valence"', 'measure = "happiness"', "one of valence, polarity"),
    ("1_cleaning", "check: int = 10", "check = -5", "a whole number from 1 to 200"),
    ("1_cleaning", "check: int = 10", "check = True", "a whole number"),
    ("1_cleaning", "check: int = 10", "check = 10**400", "a whole number from 1 to 200"),
    ("1_cleaning", 'corpus: str = "ferry"', "corpus = None", "a text"),
    ("2_sentiment", "alpha: float = 0.05", "alpha = 'high'", "a number from 0.001 to 0.5"),
    ("2_sentiment", "resamples: int = 2000", 'resamples = "2000"', "a whole number"),
    ("2_sentiment", "width: float = 3.0", 'width = float("nan")', "a number from 0.5 to 50"),
    ("3_topics", 'group: str = "auto"', "group = 'continent'", "one of auto, piece, outlet, month, year"),
    ("3_topics", "least: int = 3", "least = 500.0", "a whole number"),
    ("4_framing", 'part: str = "all"', "part = 'headline'", "one of all, title, dek, body"),
    ("4_framing", 'term: str = ""', "term = '('", "words as a codebook's cue has them"),
    ("4_framing", "resamples: int = 2000", "resamples = 1", "from 200 to 20000"),
]


def first_cells(notebook: str, old: str = "", new: str = "") -> dict:
    """The variables after a notebook's first two cells of code, a line of its parameters changed."""
    cells = [c.source for c in nbformat.read(paths.notebooks() / f"{notebook}.ipynb", 4).cells if c.cell_type == "code"]
    assert old in cells[0]
    variables: dict = {}
    for source in (cells[0].replace(old, new), cells[1]):
        exec(source, variables)
    return variables


@pytest.mark.parametrize(("notebook", "old", "new", "said"), NONSENSE)
def test_nonsense_in_the_cell_of_parameters_is_refused_by_the_next(notebook, old, new, said):
    with pytest.raises(InputError, match=re.escape(new.partition(" = ")[0] + " = ")) as refused:
        first_cells(notebook, old, new)
    assert said in str(refused.value) and "-p" not in str(refused.value)
    assert refused.value._render_traceback_() == [f"InputError: {refused.value}"]


@pytest.mark.parametrize(("notebook", "old", "new"), [
    ("1_cleaning", "check: int = 10", "check = 200"), ("2_sentiment", "width: float = 3.0", "width = 5"),
    ("3_topics", "", ""), ("4_framing", 'part: str = "all"', "part = 'title'")])
def test_what_is_allowed_runs(notebook, old, new):
    assert first_cells(notebook, old, new)["f"].ids


DECLARED = {file.stem: parameters.declared(file) for file in sorted(paths.notebooks().glob("*.ipynb"))}


@pytest.mark.parametrize(("given", "said"), [
    (["term", "("], "words as a codebook's cue has them"), (["term", "*ation"], "such as assassinat*"),
    (["top", "50"], "3_topics a whole number from 1 to 30, 4_framing a whole number from 1 to 100"),
])
def test_what_a_notebook_would_refuse_when_it_runs_is_refused_before(given, said):
    with pytest.raises(InputError, match=f"-p {given[0]}") as refused:
        check_given([given], DECLARED)
    assert said in str(refused.value)


def test_one_value_serves_every_notebook_that_takes_it():
    given = [["top", "25"], ["term", "all-out war"]]
    assert check_given(given, DECLARED) == {"top": 25, "term": "all-out war"}


def test_no_sentence_is_made_of_a_part_that_is_none_and_one_part_is_named():
    ferry = figures.load("ferry")
    with pytest.raises(InputError, match="part = 'headline'"):
        comparing.naming(ferry, "headline", 200)
    told = conclusions.on_naming(ferry, comparing.naming(ferry, "title", 200), "title")
    assert "called in the title alone, in " in told or "found: none" in told
    empty = conclusions.on_naming(ferry, comparing.naming(ferry, "dek", 200).head(0), "dek")
    assert "in the dek of any piece" in empty
