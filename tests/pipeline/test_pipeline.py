import re
import shutil

import pytest

from analysis import figures, paths, pipeline, tables
from analysis.bringing import bring, index
from analysis.corpus import load_corpus, texts_missing


def test_count_words():
    assert pipeline.count_words("It’s the U.S.-led anti-war bloc: 3.5 million, “so-called”.") == 8


def test_measuring_twice_gives_the_same_bytes_in_parallel_or_not(corpus_of, two_texts):
    many = {f"{name[:-4]}{n}.txt": text + f"\nA closing remark for edition {n} of this paper, nothing more.\n"
            for n in range(6) for name, text in two_texts.items()}
    corpus_of(many)
    corpus = load_corpus("tiny")
    one = {n: tables.to_csv(n, t) for n, t in pipeline.measure_corpus(corpus, jobs=1).items()}
    two = {n: tables.to_csv(n, t) for n, t in pipeline.measure_corpus(corpus, jobs=2).items()}
    assert one == two
    assert set(one) == set(tables.schemas())


def test_figures_are_measured_once_and_again_when_something_changes(corpus_of, two_texts):
    folder = corpus_of(two_texts)
    corpus = load_corpus("tiny")
    assert set(pipeline.ensure_figures(corpus)) == set(tables.schemas())
    assert pipeline.ensure_figures(corpus) == []
    assert pipeline.differences(corpus) == {}
    text = two_texts["north.txt"].replace("a town in two", "a whole town in two")
    (folder / "north.txt").write_text(text, "utf-8")
    assert "pieces" in pipeline.ensure_figures(corpus)


def test_a_table_edited_by_hand_is_found(corpus_of, two_texts):
    corpus_of(two_texts)
    corpus = load_corpus("tiny")
    pipeline.ensure_figures(corpus)
    file = paths.processed("tiny") / "pieces.csv"
    file.write_text(file.read_text("utf-8").replace("must reopen", "may reopen"), "utf-8")
    assert pipeline.differences(corpus) == {"pieces": "differs from line 2 on"}


def test_without_texts_a_quotation_is_a_position(corpus_of, two_texts):
    folder = corpus_of(two_texts)
    pipeline.ensure_figures(load_corpus("tiny"))
    with_texts = figures.load("tiny")
    assert with_texts.has_texts
    assert with_texts.quote("north", "body", 1).startswith("The council closed the bridge")
    for name in two_texts:
        (folder / name).unlink()
    without = figures.load("tiny")
    assert not without.has_texts
    assert without.quote("north", "body", 1) == "Outlet 1, paragraph 1, sentence 1"
    assert without.quote("north", "title", 1) == "Outlet 1, title, sentence 1"


def test_a_text_that_is_not_the_one_measured_is_not_quoted(corpus_of, two_texts):
    folder = corpus_of(two_texts)
    pipeline.ensure_figures(load_corpus("tiny"))
    (folder / "north.txt").write_text("Another text altogether.", "utf-8")
    assert figures.load("tiny").quote("north", "body", 1) == "Outlet 1, paragraph 1, sentence 1"


@pytest.mark.parametrize("corpus", ["ferry", "soleimani"])
def test_the_committed_figures_are_those_of_the_texts(corpus, repository, tmp_path, monkeypatch):
    """Where the texts are present, or lie beside the checkout, every committed table is recomputed and equal."""
    offered = paths.offered()
    for part in ("raw", "processed"):
        shutil.copytree(repository / "data" / part / corpus, tmp_path / "data" / part / corpus)
    monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
    there = load_corpus(corpus)
    if texts_missing(there) and offered.is_dir():
        bring(there, index(offered))
    if missing := texts_missing(there):
        pytest.skip(f"no text of {', '.join(missing)} here")
    assert pipeline.differences(there) == {}


def test_five_hundred_pieces(corpus_of, two_texts):
    words = "harbour valley council engineer mayor ledger orchard river station market".split()
    texts = {f"p{n:03}.txt": two_texts["north.txt"].replace("bridge", f"{words[n % 10]} bridge")
             + f"\nThe {words[n // 10 % 10]} question, number {n}, was put to the {words[n // 100]} committee "
               "in the end.\n"
             for n in range(500)}
    corpus_of(texts)
    measured = pipeline.measure_corpus(load_corpus("tiny"), jobs=2)
    assert len(measured["pieces"]) == 500
    assert measured["pieces"]["order"].tolist() == list(range(1, 501))


def test_a_block_that_stands_in_several_pieces_of_an_outlet_is_residue_there(corpus_of, two_texts):
    line = "The valley has read this paper first since the year the railway came."
    subjects = ("bridge", "tunnel", "school", "market")
    folder = corpus_of({f"{s}.txt": f"{two_texts['north.txt'].replace('bridge', s)}\n{line}\n" for s in subjects})
    toml = (folder / "corpus.toml").read_text("utf-8")
    blocks = pipeline.measure_corpus(load_corpus("tiny"))["blocks"]
    assert (blocks.groupby("piece")["role"].last() == "body").all()
    (folder / "corpus.toml").write_text(re.sub(r'outlet = ".*"', 'outlet = "Same"', toml), "utf-8")
    blocks = pipeline.measure_corpus(load_corpus("tiny"))["blocks"]
    assert (blocks.groupby("piece")["role"].last() == "residue").all()
