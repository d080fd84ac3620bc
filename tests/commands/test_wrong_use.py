"""What a careless user types: one clear line, exit 2, nothing overwritten."""

import shutil
import subprocess
import sys

import pytest

from analysis import figures
from analysis.cleaning import page
from analysis.cli import main
from analysis.commands import measure
from analysis.corpus import load_corpus

PIECE = '[[piece]]\nid = "{0}"\ntitle = "T"\noutlet = "O"\ndate = 2021-03-04\nfile = "{0}.txt"\n'
GERMAN = ("Heute wurde die Brücke geschlossen. Niemand wusste, warum. Der Rat hat nicht gefragt, und die Menschen im "
          "Tal sind nicht gehört worden. Das ist ein Skandal, sagen viele, und sie haben recht damit.\n\n") * 4


def refused(capsys, argv):
    assert main(argv) == 2
    err = capsys.readouterr().err
    lines = err.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("error: ") and "Remedy: " in lines[0], err
    return lines[0]


def test_a_missing_text_is_named(corpus_of, two_texts, capsys):
    folder = corpus_of(two_texts)
    (folder / "south.txt").rename(folder / "suoth.txt")
    said = refused(capsys, ["measure", "tiny"])
    assert "data/raw/tiny/south.txt: there is no such file" in said and "no text of south" in said
    assert "(there is suoth.txt)" in said and "make data CORPUS=tiny FROM=folder" in said


@pytest.mark.parametrize(("content", "word"), [
    (b"", "empty"),
    (b"%PDF-1.4 something", "PDF"),
    (b"<!doctype html><html><body><p>Hello</p></body></html>", "HTML page"),
    (GERMAN.encode(), "not English"),
    (b"Subscribe to our newsletter\n\nShare on Facebook\n\nCookie policy\n", "no body is left"),
])
def test_a_text_that_is_no_article(corpus_of, two_texts, capsys, content, word):
    corpus_of(two_texts | {"south.txt": content})
    line = refused(capsys, ["measure", "tiny"])
    assert word in line and "data/raw/tiny/south.txt" in line


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5"])
def test_no_number_of_processes_is_refused_also_where_nothing_is_to_be_done(corpus_of, two_texts, capsys, jobs):
    corpus_of(two_texts)
    assert main(["measure", "tiny"]) == 0
    capsys.readouterr()
    for command in (["measure", "tiny"], ["report", "tiny"]):
        assert f"--jobs: {jobs} at a time. Remedy: give 1 or more" in refused(capsys, [*command, f"--jobs={jobs}"])


def test_the_same_piece_twice(corpus_of, two_texts, capsys):
    corpus_of({"north.txt": two_texts["north.txt"], "again.txt": two_texts["north.txt"].replace("\n", "\r\n")})
    assert "the text of again is that of north" in refused(capsys, ["measure", "tiny"])


def test_a_failed_measure_leaves_the_figures_as_they_were(corpus_of, two_texts, capsys, tmp_path):
    folder = corpus_of(two_texts)
    assert main(["measure", "tiny"]) == 0
    processed = tmp_path / "made" / "data" / "processed" / "tiny"
    before = {f.name: f.read_bytes() for f in processed.iterdir()}
    (folder / "south.txt").write_bytes(b"")
    capsys.readouterr()
    refused(capsys, ["measure", "tiny"])
    assert {f.name: f.read_bytes() for f in processed.iterdir()} == before


@pytest.mark.parametrize("argv", [["measure", "nowhere"], ["report", "nowhere"], ["verify", "../ferry"]])
def test_an_unknown_corpus(corpus_of, two_texts, capsys, argv):
    corpus_of(two_texts)
    refused(capsys, argv)


def test_a_corpus_without_texts_and_figures_says_what_to_do(corpus_of, two_texts, capsys, repository):
    folder = corpus_of(two_texts)
    shutil.copytree(repository / "notebooks", folder.parents[2] / "notebooks")
    for name in two_texts:
        (folder / name).unlink()
    assert "make data" in refused(capsys, ["report", "tiny"])


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["data", "--form", "x"]])
def test_wrong_words_end_with_usage_and_2(argv):
    done = subprocess.run([sys.executable, "-m", "analysis", *argv], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "usage:" in done.stderr and "Traceback" not in done.stderr


def test_no_command_lists_them_all_a_line_each(capsys):
    assert main([]) == 2
    lines = capsys.readouterr().err.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("    ")]
    assert listed == ["report", "clean", "measure", "verify", "data", "new", "codebook", "coding", "docs", "train"]


@pytest.mark.parametrize("argv", [["clean", "--jsn", "a.txt"], ["measure", "--job", "1", "--fast"]])
def test_a_misspelt_option_is_told_with_its_commands_usage(capsys, argv):
    with pytest.raises(SystemExit) as ended:
        main(argv)
    err = capsys.readouterr().err
    assert ended.value.code == 2 and f"usage: python -m analysis {argv[0]} [-h]" in err
    assert "unrecognized arguments: --" in err


def test_a_file_to_train_from_that_is_not_there(capsys):
    assert "no such folder" in refused(capsys, ["train", "cleaning", "--data", "nowhere"])
    assert "no such model" in refused(capsys, ["train", "horoscope", "--data", "."])


@pytest.mark.parametrize("spoil", [
    lambda folder: (folder / "south.txt").write_text(GERMAN, "utf-8"),
    lambda folder: (folder / "south.txt").unlink(),
    lambda folder: (folder / "corpus.toml").write_text("[corpus", "utf-8"),
])
def test_a_refused_corpus_holds_up_no_other(corpus_of, two_texts, capsys, monkeypatch, spoil):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    for name in ("first", "second", "third"):
        folder = corpus_of(two_texts, name=name)
    spoil(folder.parent / "second")
    assert main(["measure"]) == 2
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.splitlines()] == ["first", "third"]
    assert err.count("\n") == 1 and err.startswith("error: data/raw/second")
    assert "move data/raw/second to another place" in err and "make measure CORPUS=name" in err


def test_a_refused_corpus_is_told_when_the_others_are_verified(corpus_of, two_texts, capsys):
    for name in ("first", "second"):
        folder = corpus_of(two_texts, name=name)
    assert main(["measure", "second"]) == 0
    (folder.parent / "first" / "south.txt").write_text(GERMAN, "utf-8")
    capsys.readouterr()
    assert main(["verify", "--tables-only"]) == 2
    out, err = capsys.readouterr()
    assert out == "second: every table recomputed and equal, byte by byte\n" and "body of south is not English" in err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_refused_text_among_many_is_named(corpus_of, two_texts, capsys, monkeypatch, jobs):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    corpus_of({f"p{n}.txt": two_texts["north.txt"] + f"\nIt is said {n} times.\n" for n in range(8)}
              | {"german.txt": GERMAN})
    assert "the body of german is not English" in refused(capsys, ["measure", "tiny", "--jobs", jobs])


def test_an_override_that_is_wrong_is_named_with_its_piece_and_one_that_meets_nothing_is_told(
    corpus_of, two_texts, capsys, monkeypatch
):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    folder = corpus_of(two_texts)
    book = (folder / "corpus.toml").read_text("utf-8")
    override = '\n[[piece.override]]\nline = 99\nrole = "{}"\n'
    (folder / "corpus.toml").write_text(book + override.format("bodi"), "utf-8")
    assert ("data/raw/tiny/corpus.toml, line 13: piece south, override 1: role is 'bodi'"
            in refused(capsys, ["measure", "tiny"]))
    (folder / "corpus.toml").write_text(book + override.format("body"), "utf-8")
    assert main(["measure", "tiny"]) == 0
    assert "south.txt: override 1 (line 99) meets no block" in capsys.readouterr().err


def test_a_piece_of_few_words_is_told_at_the_terminal_and_on_the_page(corpus_of, two_texts, capsys, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    few = "That they should have closed it on a working day, and that nobody was told, is hard to forgive them.\n"
    corpus_of(two_texts | {"few.txt": f"Hard to forgive\n\n{few}"})
    assert main(["measure", "tiny"]) == 0
    said = "its body is 1 sentence of 20 words in all, too short for figures to say much about it"
    assert capsys.readouterr().err == f"data/raw/tiny/few.txt: {said}\n"
    assert f"Outlet 3: {said}." in page.warned(figures.load("tiny")).html


def test_pieces_that_are_nearly_one_text_are_told_of(corpus_of, two_texts, capsys, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    corpus_of(two_texts | {"again.txt": two_texts["north.txt"].replace("cracked", "broken").replace("mayor", "reeve")})
    assert main(["measure", "tiny"]) == 0
    said = "3 of its 3 paragraphs stand in Outlet 1 as well"
    err = capsys.readouterr().err
    assert err.startswith(f"data/raw/tiny/again.txt: {said}, word for word or nearly") and err.count("\n") == 1
    assert f"Outlet 3: {said}" in page.warned(figures.load("tiny")).html


def test_a_text_that_went_missing_beside_others_is_told(corpus_of, two_texts, capsys, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.MEASURES", ())
    folder = corpus_of(two_texts)
    assert main(["measure", "tiny"]) == 0
    (folder / "south.txt").unlink()
    capsys.readouterr()
    measure.tell_warnings(load_corpus("tiny"))
    assert "south.txt: the text is missing" in capsys.readouterr().err
    (folder / "north.txt").unlink()
    measure.tell_warnings(load_corpus("tiny"))
    assert not capsys.readouterr().err, "figures alone are no mistake: texts do not travel"
