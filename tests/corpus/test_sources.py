"""Pieces that stand in one file: found, read, and refused with file, line and remedy."""

import datetime
import json

import pytest

from analysis import figures, paths, pipeline, tables
from analysis.corpus import load_corpus, read_piece
from analysis.errors import InputError

HEAD = '[corpus]\ntitle = "C"\nevent = "the closing of the bridge"\n'
SOURCE = HEAD + '[source]\nfile = "{0}"\ntext = "body"\noutlet = "paper"\n'
BODY = ("The council closed the bridge on Monday, and the people of the valley were not asked about it. "
        "The engineers had found a crack in the bearing, and they said so in edition {0} of their report.\n\n"
        "Sign up for our morning letter\n\n"
        "The mayor will have to say in spring what she means to do, and what {0} of it will cost.")  # fmt: skip


def record(number, **more):
    return {"id": f"a{number}", "body": BODY.format(number), "paper": f"Paper {number % 2}",
            "date": "2021-03-04T08:00:00Z", "title": f"The bridge {number}"} | more  # fmt: skip


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A function that writes records (or lines as they are) as a corpus `many`."""
    def make(records, toml=None, name="pieces.jsonl"):
        monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
        folder = paths.raw("many")
        folder.mkdir(parents=True, exist_ok=True)
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
        (folder / "corpus.toml").write_text(toml or SOURCE.format(name), "utf-8")
        return folder
    return make


def test_pieces_and_their_texts_are_found_behind_blank_lines_and_a_mark(written):
    text = "Ein “Wort”.\n\nÜber 😀"
    written(["\ufeff" + json.dumps(record(0)), "", json.dumps(record(1, body=text)), record(2, id=7)])
    corpus = load_corpus("many")
    assert corpus.ids == ("a0", "a1", "7") and corpus.pieces[1].line == 3
    assert read_piece(corpus, corpus.piece("a1"))[0].text == text
    first = corpus.pieces[0]
    assert (first.outlet, first.date, first.title) == ("Paper 0", datetime.date(2021, 3, 4), "The bridge 0")


def test_what_is_not_needed_may_be_missing(written):
    bare = [{"id": k, "body": "Words.", "paper": None} for k in range(2)]
    written(bare)
    piece = load_corpus("many").pieces[0]
    assert (piece.title, piece.outlet, piece.date, piece.author) == ("0", "not stated", None, "")


def test_half_a_character_does_no_harm(written):
    written([json.dumps(record(0)).replace("Monday", "Mon\\ud800day"), record(1)])
    corpus = load_corpus("many")
    decoded, digest = read_piece(corpus, corpus.pieces[0])
    assert "Mon\ufffdday" in decoded.text and len(digest) == 64


WRONG = {
    "broken line": ([record(0), '{"id": "a1", "bo'], r"pieces.jsonl, line 2: not JSON"),
    "no object": ([record(0), "[1, 2]"], r"line 2: list where an object"),
    "not in UTF-8": ([record(0), '{"id": "a1", "body": NOT}'], r"line 2: not JSON"),
    "wrong column": ([{"id": 1, "text": "x", "paper": "P"}], r"line 1: no column 'body' for the text.*there are id"),
    "no outlet": ([{"id": 1, "body": "x"}], r"no column 'paper' for the outlet"),
    "same id": ([record(0), record(1), record(0)], r"line 3: the id 'a0' is also that of .*line 1"),
    "no id": ([record(0), record(1, id=None)], r"line 2: id = ''"),
    "empty text": ([record(0), record(1, body=" "), record(2, body=None)], r"line 2: no text .*and 1 more"),
    "text is no text": ([record(0), record(1, body=["x"])], r"line 2: the text is list"),
    "no date": ([record(0, date="4 March 2021")], r"line 1: '4 March 2021' is not a date"),
    "one piece": ([record(0)], r"1 piece only"),
}


@pytest.mark.parametrize(("records", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_told_with_file_line_and_remedy(written, records, message):
    written(records)
    with pytest.raises(InputError, match=message) as caught:
        len(load_corpus("many").pieces)
    assert str(caught.value).startswith("data/raw/many/pieces.jsonl") and "Remedy" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


TOML = {
    "both": (SOURCE.format("p.jsonl") + '[[piece]]\nid = "a"\n', "together"),
    "unknown key": (SOURCE.format("p.jsonl") + 'txt = "x"\n', "txt: unknown key"),
    "no file": (HEAD + "[source]\n", "not a file of this folder"),
    "outside": (SOURCE.format("../p.jsonl"), "not a file of this folder"),
    "absolute": (SOURCE.format("/etc/p.jsonl"), "not a file of this folder"),
    "other kind": (SOURCE.format("p.xlsx"), "neither JSON lines nor Parquet"),
}


@pytest.mark.parametrize(("toml", "message"), TOML.values(), ids=TOML)
def test_a_wrong_source_is_told(written, toml, message):
    written([record(0), record(1)], toml)
    with pytest.raises(InputError, match=rf"^data/raw/many/corpus.toml, line \d+: \[source\].*{message}"):
        load_corpus("many")


def test_without_its_file_a_source_is_missing_and_figures_are_used(written, monkeypatch):
    folder = written([record(k) for k in range(3)])
    monkeypatch.setattr(pipeline, "MEASURES", ("analysis.topics",))
    pipeline.ensure_figures(load_corpus("many"))
    assert figures.load("many").quote("a1", "body", 1).startswith("The council closed")
    (folder / "pieces.jsonl").unlink()
    without = figures.load("many")
    assert not without.has_texts and without.quote("a1", "body", 1).endswith("paragraph 1, sentence 1")
    assert pipeline.ensure_figures(load_corpus("many")) == []


FRENCH = "Le conseil a fermé le pont lundi et les habitants de la vallée ne sont pas contents de cette décision. " * 4


@pytest.fixture
def large(monkeypatch):
    """Every corpus of four pieces and more is large."""
    pytest.importorskip("pyarrow", reason="large corpora are kept as Parquet")
    monkeypatch.setattr(pipeline, "LARGE", 4)
    monkeypatch.setattr(tables, "PARTITION", 3)


def test_a_large_corpus_is_measured_in_parts_and_what_is_repeated_goes(written, large):
    written([*(record(k) for k in range(8)), record(8, body=FRENCH), record(9, body=BODY.format(0))])
    corpus = load_corpus("many")
    assert set(pipeline.ensure_figures(corpus, jobs=2)) == {"pieces", "blocks", "sentences", "terms", "themes"}
    made = figures.load("many")
    assert len(tables.parts(paths.processed("many"), "terms")) == 4 and made.in_parts("blocks")
    warnings = made.pieces.set_index("piece")["warnings"]
    assert warnings["a8"].startswith("left out: the body of a8 is not English")
    assert warnings["a1"].startswith("its body is 3 sentences of 57 words in all") and "left out" not in warnings["a1"]
    assert "the same text as a0" in warnings["a9"]
    blocks = made.table("blocks")
    assert (blocks[blocks["words"] == 6]["role"] == "residue").all() and len(blocks) == 27
    assert made.quote("a7", "body", 3).startswith("The mayor will")
    assert pipeline.differences(corpus) == {} and pipeline.ensure_figures(corpus) == []


def test_a_large_corpus_in_parquet_is_that_in_json_lines(written, large):
    import pandas as pd

    folder = written([record(k) for k in range(7)])
    pipeline.ensure_figures(load_corpus("many"))
    lines = figures.load("many").table("terms")
    (folder / "parts").mkdir()
    for number, some in enumerate((range(4), range(4, 7))):
        pd.DataFrame([record(k, date=datetime.date(2021, 3, 4)) for k in some]).to_parquet(
            folder / "parts" / f"{number}.parquet", row_group_size=2)
    (folder / "corpus.toml").write_text(SOURCE.format("parts/*.parquet"), "utf-8")
    corpus = load_corpus("many")
    assert corpus.pieces[5].where == "parts/1.parquet, line 2"
    pipeline.ensure_figures(corpus)
    assert figures.load("many").table("terms").equals(lines)


def test_a_file_whose_texts_are_no_articles_is_refused(written, large):
    written([record(k, body=FRENCH + str(k)) for k in range(5)])
    with pytest.raises(InputError, match="5 of 5 pieces are not English articles"):
        pipeline.ensure_figures(load_corpus("many"))
    assert not paths.processed("many").exists()


def test_without_pyarrow_a_large_corpus_is_refused_with_the_remedy(written, monkeypatch):
    monkeypatch.setattr(pipeline, "LARGE", 4)
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    written([record(k) for k in range(5)])
    with pytest.raises(InputError, match="pip install pyarrow"):
        pipeline.ensure_figures(load_corpus("many"))


def test_a_cluster_without_its_package_is_refused_with_the_remedy(written, large, monkeypatch):
    monkeypatch.setattr("analysis.partitioned.find_spec", lambda name: None)
    written([record(k) for k in range(5)])
    with pytest.raises(InputError, match="pip install distributed"):
        pipeline.ensure_figures(load_corpus("many"), cluster="tcp://127.0.0.1:1")
