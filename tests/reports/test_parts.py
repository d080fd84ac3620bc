"""The parts of a report alone: parameters, markdown, what a page depends on, marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.figures import load
from analysis.reports import inputs, markdown, marks, parameters, reading, terms


@pytest.mark.parametrize(("line", "allowed"), [
    ("n: int = 3  # how many [1..9]", "a whole number from 1 to 9"), ("n: int = 3", "a whole number"),
    ("x: float = 1  # level [0..]", "a number, 0 or more"), ("x: float = -1  # [..0.5]", "a number, 0.5 or less"),
    ("x: float = 0.5  # [0.1..0.9]", "a number from 0.1 to 0.9"), ("t: str = 'a'  # one {a, b}", "one of a, b"),
    ("b: bool = False  # whether", "true or false"), ("t: str = 'a # b = c'  # text", "a text"),
])
def test_what_a_parameter_may_be(line, allowed):
    assert parameters.parse(line, "x")[0].allowed == allowed


@pytest.mark.parametrize(("html", "names"), [
    ("<p>difference 0.40 [−1.06, 0.25], Holm p = .672</p>", ["[from, to]", "Holm", "p"]),
    ("<p>log-odds 1.93, q &lt; .05</p>", ["false-discovery rate, q", "log-odds"]),
    ("<p>with 80% power</p>", ["power, least that shows"]),
    ("<p>The power of the state: a list [1, of two] things.</p>", []),
    ("<pre>holm = Holm</pre><svg><text>valence</text></svg><a title='valence'>it</a>", []),
    ("<p>q. e. d., and p. 12</p>", []),
    ("", []),
])
def test_terms_are_explained_where_they_are_used(html, names):
    assert [name for name, _ in terms.used([html])] == names


@pytest.mark.parametrize("line", [
    "n = 3", "n: int = '3'", "n: list = []", "n: int = 1 + x", "n: int", "n: int = 10  # [1..9]", "import os",
    "t: str = 'c'  # {a, b}", "n: int | None = 3", "n: int = True", "x: float = 1  # [a..b]", "n: int =",
])
def test_a_cell_of_another_form_is_refused(line):
    with pytest.raises(InputError):
        parameters.parse(line, "x")


@given(st.text())
def test_no_text_breaks_the_reading_of_values(text):
    for kind in ("str", "int", "float", "bool"):
        try:
            value = parameters.check({"n": [parameters.Parameter("p", kind, 0)]}, {"p": text})["p"]
        except InputError as error:
            assert "\n" not in str(error)
        else:
            assert isinstance(value, parameters._TYPES[kind])


@pytest.mark.parametrize(("source", "html"), [
    ("<script>alert(1)</script>", "&lt;script&gt;"), ("a <img src=x onerror=y>", "&lt;img"),
    ("[a](javascript:alert(1))", "<p>a</p>"), ("![alt](http://x/y.png)", "<p>alt</p>"), ("$5 to $6", "$5 to $6"),
    ("[p](2_sentiment.html#x)", '<a href="2_sentiment.html#x">p</a>'), ("**b** `c<d`", "<code>c&lt;d</code>"),
    ("| a |\n|---|\n| 1 |", 'tabindex="0"'), ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
])
def test_markdown_that_is_harmless(source, html):
    assert html in markdown.render(source, markdown.Outline())


def test_headings_have_no_gaps_and_ids_of_their_own():
    outline = markdown.Outline()
    markdown.render("# Title\n\n#### Deep\n\n## Same\n\n## Same\n\n# Late & <b>", outline)
    assert outline.title == "Title"
    assert outline.headings == [(2, "deep", "Deep"), (2, "same", "Same"), (2, "same-2", "Same"),
                                (2, "late-b", "Late & <b>")]


def test_a_page_depends_on_what_its_notebook_imports_and_no_more(tmp_path):
    notebook = tmp_path / "1_x.ipynb"
    notebook.write_text('{"cells": [{"cell_type": "code", "source": ["from analysis.statistics import agreement"]}]}')
    names = {inputs.name(file) for file in inputs.code_of(notebook)}
    assert {"analysis/statistics/agreement.py", "analysis/statistics/__init__.py", "analysis/figures.py",
            "analysis/tables.toml", "analysis/reports/page.py", "analysis/reports/templates/page.css"} <= names
    assert "analysis/commands/new.py" not in names


def test_a_notebook_that_does_not_parse_depends_on_all(tmp_path):
    notebook = tmp_path / "1_x.ipynb"
    notebook.write_text('{"cells": [{"cell_type": "code", "source": "%matplotlib inline"}]}')
    assert inputs.code_of(notebook) == inputs.package()


def test_a_corpus_in_parts_runs_the_notebooks_whose_tables_are_there(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
    notebooks = sorted((repository / "notebooks").glob("*.ipynb"))
    assert inputs.runs_on("many", notebooks) == tuple(notebooks)
    folder = tmp_path / "data" / "processed" / "many"
    for name in ("terms", "themes", "sentences", "blocks"):
        (folder / name).mkdir(parents=True)
        (folder / name / "part-00001.parquet").write_bytes(b"")
    (folder / "pieces.csv").write_text("piece\n", "utf-8")
    assert [notebook.stem for notebook in inputs.runs_on("many", notebooks)] == ["3_topics"]


def test_of_many_pieces_those_that_a_page_quotes_can_be_read():
    table = [{"piece": f"p{k}", "order": str(k)} for k in range(1, 1202)]
    facts = {"3_topics": {"quotes": [{"piece": "p7"}, {"piece": "p1201"}]}}
    assert reading.readable(table, facts) == {"p7": 7, "p1201": 1201}
    assert len(reading.readable(table[:999], facts)) == 999


def test_marks_find_whole_words_and_cues_across_a_hyphen():
    text = "The so-called office of war."
    found = marks.spans(text, 0, len(text), [marks.Mark("frame", "law", ("so called", "of", "wa"))])
    assert [text[start:end] for start, end, *_ in found] == ["so-called", "of"]


def test_every_cue_of_a_frame_is_found_in_its_sentence():
    ferry = load("ferry")
    framed = [(key, mark) for key, found in marks.marks_of("ferry").items() for mark in found if mark.layer == "frame"]
    assert framed
    for key, mark in framed:
        text = ferry.quote(*key)
        for cue in mark.words:
            assert marks.spans(text, 0, len(text), [marks.Mark("frame", "", (cue,))]), (key, cue)


def test_marks_split_words_where_they_overlap_and_escape_them():
    text = "The <b>strike</b> was a war crime."
    found = marks.spans(text, 0, len(text), [marks.Mark("event", "strike", ("strike",)),
                                             marks.Mark("frame", "law", ("war crime", "crime"))])
    html = marks.dressed(text, 0, len(text), found)
    assert '&lt;b&gt;<span class="m-event" title="event: strike">strike</span>&lt;/b&gt;' in html
    assert '<span class="m-frame" title="frame: law">war </span><span class="m-frame"' in html
