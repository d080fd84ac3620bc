"""A throw-away project of two short pieces and two small notebooks; hostile ones where asked."""

import json
import shutil
from pathlib import Path

import pytest

from analysis import pipeline
from analysis.cli import main

PARAMETERS = '''corpus: str = "tiny"  # corpus to read, a folder of data/raw
seed: int = 0  # seed of what is drawn [0..100]
share: float = 0.5  # share shown [0..1]
measure: str = "words"  # what is counted {words, body_words}
labels: bool = True  # whether bars are labelled'''
LOAD = (
    "from analysis import figures, show\nfrom analysis.plots import style\nf = figures.load(corpus)\npieces = f.pieces"
)
FIRST = [
    ("markdown", "# Lengths\n\nInputs: the tables pieces and sentences. Outputs: this page."),
    ("parameters", PARAMETERS),
    ("code", LOAD),
    ("code", "show.finding(f'{pieces[measure].max()} {measure} at most (n = {len(pieces)}, seed {seed}).')"),
    ("code", "show.overview(f, 'Length', dict(zip(pieces['piece'], pieces[measure].astype(str))), 'words')"),
    ("markdown", "## Evidence"),
    (
        "code",
        "with style.house():\n    fig, ax = style.canvas(1.5)\n"
        "    ax.barh([f.name(p) for p in f.ids], pieces[measure])",
    ),
    ("code", "show.figure(fig, alt='Bars.', caption='Lengths', data=pieces[['piece', 'title', 'words']])"),
    (
        "code",
        "show.quotes(f, f.table('sentences').query(\"part == 'body' and sentence < 3\").assign(why='first'), "
        "caption='How each begins')",
    ),
]
SECOND = [
    ("markdown", "# Sentences"),
    ("parameters", 'corpus: str = "tiny"  # corpus to read'),
    ("code", LOAD),
    ("code", "show.finding(f'{len(f.table(\"sentences\"))} sentences.')"),
]


def write_notebook(file: Path, cells: list[tuple[str, str]]) -> None:
    """Write a notebook of (kind, source) cells."""
    made = []
    for number, (kind, source) in enumerate(cells, 1):
        cell = {"id": f"cell-{number}", "cell_type": "markdown" if kind == "markdown" else "code", "source": source,
                "metadata": {"tags": ["parameters"]} if kind == "parameters" else {}}
        made.append(cell if kind == "markdown" else cell | {"outputs": [], "execution_count": None})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": made,
                                "metadata": {"kernelspec": kernel, "title": file.stem}}), "utf-8")


@pytest.fixture
def project(corpus_of, two_texts, monkeypatch) -> Path:
    """The root of the project; its corpus is called tiny."""
    monkeypatch.setattr(pipeline, "MEASURES", ())
    root = corpus_of(two_texts).parents[2]
    write_notebook(root / "notebooks" / "1_lengths.ipynb", FIRST)
    write_notebook(root / "notebooks" / "2_sentences.ipynb", SECOND)
    return root


@pytest.fixture(scope="session")
def _built(tmp_path_factory):
    """Where the project lies with its report, once it is built."""
    return tmp_path_factory.mktemp("built") / "made"


@pytest.fixture
def built(project, _built, report, monkeypatch) -> Path:
    """The root of the project, its report there already: built once, copied for each test."""
    if not _built.exists():
        assert report()[0] == 0
        shutil.copytree(project, _built)
        return project
    shutil.rmtree(project)
    shutil.copytree(_built, project)
    return project


@pytest.fixture
def report(capsys):
    """A function that runs `report` with arguments; gives (exit code, standard output, standard error)."""
    def run(*words: str):
        code = main(["report", *words])
        said = capsys.readouterr()
        return code, said.out, said.err
    return run
