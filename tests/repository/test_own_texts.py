"""The examples of docs/own-texts.md are what Parallax reads."""

import json
import re
import tomllib

import pytest

from analysis.cleaning import clean
from analysis.cli import main
from analysis.codebook import general, load_codebook
from analysis.corpus import load_corpus, read_piece
from analysis.framing.reader import Reader
from analysis.pipeline import read


@pytest.fixture
def examples(repository):
    """The TOML examples of the page: corpus.toml, an override, a codebook, a reading, the corpus.toml of many texts."""
    page = (repository / "docs" / "own-texts.md").read_text("utf-8")
    return re.findall(r"```toml\n(.*?)```", page, re.S)


def test_corpus_example_has_the_keys_that_new_writes(examples, tmp_path, monkeypatch, two_texts, capsys):
    monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
    for name, text in two_texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    files = [str(tmp_path / name) for name in two_texts]
    assert main(["new", "mycorpus", *files, "--event", "the closing of the bridge"]) == 0
    capsys.readouterr()
    corpus = (tmp_path / "data/raw/mycorpus/corpus.toml").read_text("utf-8")
    assert "date" not in tomllib.loads(corpus)["piece"][0]  # nobody knows it yet: it waits as a comment
    written = tomllib.loads(corpus.replace("# date", "date"))
    shown = tomllib.loads(examples[0])
    assert list(shown["corpus"]) == list(written["corpus"])
    assert list(shown["piece"][0]) == list(written["piece"][0])
    assert shown["corpus"]["event"] == written["corpus"]["event"]
    assert load_corpus("mycorpus").ids == ("north", "south")


def test_override_example_is_applied_and_shown(examples, corpus_of, two_texts):
    folder = corpus_of(two_texts)
    example = examples[1].replace("line = 12 ", "line = 1 ")
    with (folder / "corpus.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + example)
    corpus = load_corpus("tiny")
    decoded, _ = read_piece(corpus, corpus.pieces[-1])
    block = clean(decoded.text, overrides=corpus.pieces[-1].overrides).blocks[0]
    assert (block.role, block.reason) == ("body", "a letter that the author quotes in full")
    assert block.override


def test_codebook_example_is_read(examples, corpus_of, two_texts):
    folder = corpus_of(two_texts)
    (folder / "codebook.toml").write_text(examples[2], "utf-8")
    codebook = load_codebook("tiny")
    assert [family.id for family in codebook.event.families] == ["closure", "severing", "repair"]
    assert {"council", "valley"} <= {actor.id for actor in codebook.actors}
    assert "council" in {m.actor for m in codebook.find_actors("The council closed the bridge.")}


def test_the_example_of_a_reading_is_applied(examples, corpus_of, two_texts):
    folder = corpus_of(two_texts)
    reading = examples[3].replace("sentence = 12 ", "sentence = 1 ")
    (folder / "codebook.toml").write_text(f"{examples[2]}\n{reading}", "utf-8")
    north, _ = (document for document, _ in read(load_corpus("tiny"), general(), ()))
    (told,) = [m.settled for m in Reader(north, load_codebook("tiny")).mentions(north.body_sentences[0]) if m.settled]
    assert told.startswith("read by hand")


def test_the_example_of_many_texts_is_read(examples, corpus_of, two_texts):
    folder = corpus_of({})
    rows = [{"doc_id": k, "body": text, "headline": "The bridge", "source": k, "published": "2021-03-04"}
            for k, text in two_texts.items()]
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "corpus.toml").write_text(examples[4], "utf-8")
    corpus = load_corpus("tiny")
    assert [read_piece(corpus, piece)[0].text for piece in corpus.pieces] == list(two_texts.values())
