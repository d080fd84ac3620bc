"""What a careless user types: one clear line, exit 2, nothing overwritten."""

import shutil
import subprocess
import sys

import pytest

from analysis.cli import main

PIECE = '[[piece]]\nid = "{0}"\ntitle = "T"\noutlet = "O"\ndate = 2021-03-04\nfile = "{0}.txt"\n'


def refused(capsys, argv):
    assert main(argv) == 2
    err = capsys.readouterr().err
    lines = err.strip().splitlines()
    assert len(lines) == 1 and lines[0].startswith("error: ") and "Remedy: " in lines[0], err
    return lines[0]


def test_a_missing_text_is_named(corpus_of, two_texts, capsys):
    folder = corpus_of(two_texts)
    (folder / "south.txt").unlink()
    assert "no text of south" in refused(capsys, ["measure", "tiny"])


@pytest.mark.parametrize(("content", "word"), [
    (b"", "empty"),
    (b"%PDF-1.4 something", "PDF"),
    (b"<!doctype html><html><body><p>Hello</p></body></html>", "HTML page"),
    ("Heute wurde die Brücke geschlossen. Niemand wusste, warum. Der Rat hat nicht gefragt, und die Menschen im Tal "
     "sind nicht gehört worden. Das ist ein Skandal, sagen viele, und sie haben recht damit.\n\n".encode() * 4,
     "not English"),
    (b"Subscribe to our newsletter\n\nShare on Facebook\n\nCookie policy\n", "no body is left"),
])
def test_a_text_that_is_no_article(corpus_of, two_texts, capsys, content, word):
    corpus_of(two_texts | {"south.txt": content})
    line = refused(capsys, ["measure", "tiny"])
    assert word in line and "data/raw/tiny/south.txt" in line


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


def test_a_file_to_train_from_that_is_not_there(capsys):
    assert "no such folder" in refused(capsys, ["train", "cleaning", "--data", "nowhere"])
    assert "no such model" in refused(capsys, ["train", "horoscope", "--data", "."])
