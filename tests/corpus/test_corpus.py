import hashlib

import pytest

from analysis import corpus as corpora
from analysis.bringing import bring, index
from analysis.corpus import load_corpus, read_piece, texts_missing
from analysis.errors import InputError

PIECE = '[[piece]]\nid = "{0}"\ntitle = "T"\noutlet = "O"\ndate = 2021-03-04\nfile = "{0}.txt"\n'
HEAD = '[corpus]\ntitle = "C"\nevent = "E"\n'
GOOD = HEAD + PIECE.format("a") + PIECE.format("b")


def write(corpus_of, toml):
    folder = corpus_of({"a.txt": "Words.", "b.txt": "More words."})
    (folder / "corpus.toml").write_text(toml, "utf-8", "surrogateescape")
    return folder


def test_a_corpus_keeps_the_order_of_its_file(corpus_of):
    write(corpus_of, HEAD + PIECE.format("b") + PIECE.format("a"))
    assert load_corpus("tiny").ids == ("b", "a")
    assert corpora.corpora() == ["tiny"]


@pytest.mark.parametrize("piece", ["000", "Upper", "with.dot", "a-b_c"])
def test_ids_stay_text_whatever_they_look_like(corpus_of, piece):
    write(corpus_of, HEAD + PIECE.format(piece) + PIECE.format("b"))
    assert load_corpus("tiny").ids[0] == piece


# What is wrong, what is told of it, and the line of corpus.toml, 0 where it is none's.
BROKEN = {
    "no toml": ("[corpus\n", "not valid TOML", 1),
    "not finished": (GOOD + 'author = """', "not valid TOML", 16),
    "unknown table": (GOOD + "\n[extra]\n", r"\[extra\], extra: unknown table", 17),
    "unknown key outside": ("extra = 1\n" + GOOD, "top of the file, extra: unknown", 1),
    "unknown key": (GOOD + 'autor = "x"\n', "autor: unknown key", 16),
    "one piece": (HEAD + PIECE.format("a"), "at least two", 0),
    "no piece": (HEAD, "at least two", 0),
    "one bracket": (HEAD + PIECE.format("a").replace("[[piece]]", "[piece]"), "in two brackets", 4),
    "no event": ('[corpus]\ntitle = "C"\n' + PIECE.format("a") + PIECE.format("b"), "event: missing", 1),
    "no outlet": (GOOD[:-len('outlet = "O"\ndate = 2021-03-04\nfile = "b.txt"\n')], "outlet: missing", 10),
    "id twice": (HEAD + PIECE.format("a") * 2, r"id: 'a' is that of \[\[piece\]\] 1 too", 11),
    "file twice": (GOOD.replace('"b.txt"', '"a.txt"'), "file: 'a.txt' is that of", 15),
    "outside": (GOOD.replace('"b.txt"', '"../b.txt"'), "leads out", 15),
    "absolute": (GOOD.replace('"b.txt"', '"/etc/passwd"'), "leads out", 15),
    "windows path": (GOOD.replace('"b.txt"', "'..\\b.txt'"), "leads out", 15),
    "its own toml": (GOOD.replace('"b.txt"', '"corpus.toml"'), "not a text", 15),
    "date as text": (GOOD.replace("2021-03-04", '"4 March"', 1), "YYYY-MM-DD", 8),
    "a date too short": (GOOD.replace("2021-03-04", "2021-3-4", 1), "date = 2021-3-4 is not a date", 8),
    "a date turned round": (GOOD.replace("2021-03-04", "04-03-2021", 1), "such as date = 2024-06-12", 8),
    "a date that is none": (GOOD.replace("2021-03-04", "2021-02-30", 1), "YYYY-MM-DD", 8),
    "a slip of the year": (GOOD.replace("2021-03-04", "2201-03-04", 1), "in the year 2201", 8),
    "date with time": (GOOD.replace("2021-03-04", "2021-03-04T10:00:00", 1), "YYYY-MM-DD", 8),
    "bad id": (GOOD.replace('id = "a"', 'id = "a/b"'), "id: 'a/b'", 5),
    "bad sha": (GOOD + 'sha256 = "12"\n', "sha256", 16),
    "french": (GOOD.replace('event = "E"\n', 'event = "E"\nlanguage = "fr"\n'), "English texts", 4),
    "piece no table": ('piece = ["a", "b"]\n' + HEAD, "not a table", 1),
    "not UTF-8": (GOOD.replace('title = "C"', 'title = "\udce9"'), "not UTF-8", 0),
}


@pytest.mark.parametrize(("toml", "told", "line"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_corpus_toml_is_refused_in_one_line(corpus_of, toml, told, line):
    write(corpus_of, toml)
    with pytest.raises(InputError, match=told) as caught:
        load_corpus("tiny")
    assert str(caught.value).startswith(f"data/raw/tiny/corpus.toml{f', line {line}' if line else ''}: ")


def test_a_symbolic_link_leads_out_of_the_folder_too(corpus_of, tmp_path):
    folder = write(corpus_of, GOOD)
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours", "utf-8")
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(secret)
    with pytest.raises(InputError, match="leads out"):
        load_corpus("tiny")


@pytest.mark.parametrize("name", ["..", "a/b", "", "a b", ".hidden", "x" * 65])
def test_no_name_of_a_corpus_is_a_path(corpus_of, name):
    write(corpus_of, GOOD)
    with pytest.raises(InputError, match="not the name of a corpus"):
        load_corpus(name)


def test_an_unknown_corpus_is_told_which_there_are(corpus_of):
    write(corpus_of, GOOD)
    with pytest.raises(InputError, match="corpora here: tiny"):
        load_corpus("tny")


def with_checksums(folder, texts):
    toml = HEAD
    for piece, text in texts.items():
        toml += PIECE.format(piece) + f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\n'
    (folder / "corpus.toml").write_text(toml, "utf-8")
    for piece in texts:
        (folder / f"{piece}.txt").unlink(missing_ok=True)
    return load_corpus("tiny")


def test_texts_are_known_by_checksum_whatever_their_names(corpus_of, tmp_path):
    corpus = with_checksums(corpus_of({"a.txt": "", "b.txt": ""}), {"a": "one text", "b": "two texts"})
    there = tmp_path / "download (1)"
    there.mkdir()
    (there / "000_first.TXT").write_text("two texts", "utf-8")
    (there / ".hidden").write_text("one text", "utf-8")
    (there / "stranger.txt").write_text("nobody's", "utf-8")
    assert texts_missing(corpus) == ["a", "b"]
    done = bring(corpus, index(there))
    assert (done.copied, done.missing) == (("a", "b"), ())
    assert read_piece(corpus, corpus.piece("b"))[0].text == "two texts"
    assert bring(corpus, index(there)).present == ("a", "b")


def test_a_changed_or_missing_text_is_named_with_its_remedy(corpus_of, tmp_path):
    corpus = with_checksums(corpus_of({"a.txt": "", "b.txt": ""}), {"a": "one text", "b": "two texts"})
    there = tmp_path / "from"
    there.mkdir()
    (there / "a.txt").write_text("one text, edited", "utf-8")
    changed, absent = bring(corpus, index(there)).missing
    assert "has changed" in changed and "no file is b" in absent
    with pytest.raises(InputError, match="make data CORPUS=tiny FROM=folder"):
        read_piece(corpus, corpus.piece("a"))
    (corpus.folder / "a.txt").write_text("one text, edited", "utf-8")
    with pytest.raises(InputError, match="has changed") as refused:
        read_piece(corpus, corpus.piece("a"))
    assert f'sha256 = "{hashlib.sha256(b"one text, edited").hexdigest()}"' in str(refused.value)
    assert "make data CORPUS=tiny FROM=folder" in str(refused.value)


def test_a_renamed_text_is_found_by_its_checksum_and_no_file_of_another_piece_is_named(corpus_of):
    corpus = with_checksums(corpus_of({"quay.txt": "", "quays.txt": ""}), {"quay": "one text", "quays": "two texts"})
    (corpus.folder / "quays.txt").write_text("two texts", "utf-8")
    with pytest.raises(InputError) as refused:
        read_piece(corpus, corpus.piece("quay"))
    assert "there is quays.txt" not in str(refused.value)
    (corpus.folder / "quay2.txt").write_text("one text, edited", "utf-8")
    with pytest.raises(InputError, match=r"\(there is quay2\.txt\)"):
        read_piece(corpus, corpus.piece("quay"))
    (corpus.folder / "harbour.txt").write_text("one text", "utf-8")
    with pytest.raises(InputError, match=r"\(there is harbour\.txt, of its sha256\)"):
        read_piece(corpus, corpus.piece("quay"))


@pytest.mark.parametrize(("text", "told"), [
    ("", "empty"), (" \n", "empty"), ("<!doctype html><html><body><p>One text.</p></body></html>", "HTML")])
def test_a_file_that_has_become_no_text_is_told_as_that_and_not_as_changed(corpus_of, text, told):
    corpus = with_checksums(corpus_of({"a.txt": "", "b.txt": ""}), {"a": "one text", "b": "two texts"})
    (corpus.folder / "a.txt").write_text(text, "utf-8")
    with pytest.raises(InputError, match=told) as refused:
        read_piece(corpus, corpus.piece("a"))
    assert "sha256 =" not in str(refused.value)


def test_a_wrong_text_in_place_is_replaced_by_the_right_one(corpus_of, tmp_path):
    corpus = with_checksums(corpus_of({"a.txt": "", "b.txt": ""}), {"a": "one text", "b": "two texts"})
    there = tmp_path / "from"
    there.mkdir()
    (there / "x").write_text("one text", "utf-8")
    (there / "y").write_text("two texts", "utf-8")
    (corpus.folder / "a.txt").write_text("garbled", "utf-8")
    assert bring(corpus, index(there)).copied == ("a", "b")
    assert not list(corpus.folder.glob("*.part"))


def test_no_such_folder(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        index(tmp_path / "nowhere")
