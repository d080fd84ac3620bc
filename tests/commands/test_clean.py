"""The command `clean`: what can be cleaned is printed, what cannot is named last, with exit code 2."""

import io
import json
import re

import pytest

from analysis.cli import main


@pytest.fixture
def files(tmp_path, two_texts, monkeypatch):
    """A folder to work in, with texts, an empty one, and lines of JSON of which some are bad."""
    monkeypatch.chdir(tmp_path)
    for name, text in two_texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    lines = [json.dumps({"id": "one", "text": two_texts["north.txt"]}).encode(), b"{bad", b"\xff\xfe", b"[1]", b"",
             json.dumps({"id": "half", "text": "A half \ud800 of a character stands in the letter."}).encode()]
    (tmp_path / "pieces.jsonl").write_bytes(b"\n".join(lines))
    return tmp_path


@pytest.mark.parametrize(("names", "good", "bad"), [
    (["north.txt", "empty.txt", "south.txt"], ["north.txt", "south.txt"], ["empty.txt"]),
    (["empty.txt", "nowhere.txt", "north.txt"], ["north.txt"], ["empty.txt", "nowhere.txt"]),
    (["pieces.jsonl", "north.txt"], ["one", "half", "north.txt"], [f"pieces.jsonl:{n}" for n in (2, 3, 4)]),
    (["."], ["north.txt", "south.txt"], ["empty.txt"]),
    (["north.txt", "south.txt"], ["north.txt", "south.txt"], []),
])
def test_the_good_are_printed_and_the_bad_named(files, capsys, names, good, bad):
    assert main(["clean", "--json", *names]) == (2 if bad else 0)
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == good
    told = [line for line in err.splitlines() if line.startswith("error: ")]
    assert err.splitlines()[len(err.splitlines()) - len(told):] == told
    assert [line.removeprefix("error: ").partition(": ")[0] for line in told] == bad
    assert all("Remedy: " in line for line in told)


@pytest.mark.parametrize("shape", [[], ["--body"]])
def test_the_other_shapes_go_on_too(files, capsys, shape):
    assert main(["clean", *shape, "empty.txt", "pieces.jsonl", "south.txt"]) == 2
    out, err = capsys.readouterr()
    assert "Patience is a small price" in out and "in the letter" in out and err.count("error: ") == 4
    assert not out.startswith("\n")


PAGE = """Home

Whose harbour is it?

Ida Kolle

The harbour was sold on Monday, and nobody in the town was asked whether it should be. The price was not told either.

The boats lie where they have always lain, but the quay is now a company's, and so is the light at the end of it.

A town that sells its harbour has sold the sea with it, and the sea will not come back for the asking."""


@pytest.mark.parametrize("options", [["--title", "Whose harbour is it?", "--author", "Ida Kolle"], None])
def test_title_and_author_are_heeded_by_option_or_line(tmp_path, monkeypatch, capsys, options):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    line = {"text": PAGE, "title": "Whose harbour is it?", "author": "Ida Kolle"}
    (tmp_path / "page.jsonl").write_text(json.dumps(line), "utf-8")
    assert main(["clean", "--json", *(["page.txt", *options] if options else ["page.jsonl"])]) == 0
    blocks = json.loads(capsys.readouterr().out)["blocks"]
    told = {b["text"]: (b["role"], b["reason"]) for b in blocks}
    assert told["Whose harbour is it?"] == ("title", "the headline, as known for this piece")
    assert told["Ida Kolle"][0] == "byline"


@pytest.mark.parametrize("names", [["north.txt", "south.txt"], ["."], ["pieces.jsonl"]])
@pytest.mark.parametrize("option", ["--title", "--author"])
def test_title_and_author_are_of_one_text(files, capsys, names, option):
    assert main(["clean", option, "One", *names]) == 2
    out, err = capsys.readouterr()
    assert not out and err.startswith(f"error: {option}: several texts are named") and ".jsonl" in err


@pytest.mark.parametrize("name", ["alone", "one.jsonl"])
def test_a_title_is_taken_where_a_folder_or_file_holds_one_text(tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "only.txt").write_text(PAGE, "utf-8")
    (tmp_path / "one.jsonl").write_text(json.dumps({"text": PAGE}) + "\n", "utf-8")
    assert main(["clean", "--json", "--title", "Whose harbour is it?", name]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert any(block["reason"] == "the headline, as known for this piece" for block in json.loads(line)["blocks"])


def test_a_title_for_one_of_several_lines_on_standard_input_is_refused(monkeypatch, capsys):
    line = json.dumps({"text": PAGE}) + "\n"
    for said, status in ((line, 0), (line * 2, 2)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode("utf-8")), encoding="utf-8"))
        assert main(["clean", "--title", "One", "-"]) == status
        out, err = capsys.readouterr()
        assert bool(out) != bool(status) and ("several texts are named" in err) == bool(status)


def test_a_line_whose_title_is_no_string_is_refused(files, capsys):
    (files / "wrong.jsonl").write_text('{"text": "A text.", "title": 7}', "utf-8")
    assert main(["clean", "wrong.jsonl"]) == 2
    assert 'wrong.jsonl:1: "title" is not a string' in capsys.readouterr().err


def test_a_corpus_is_cleaned_as_it_is_measured(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
    toml = tmp_path / "data" / "raw" / "harbour" / "corpus.toml"
    toml.parent.mkdir(parents=True)
    (toml.parent / "one.txt").write_text(PAGE, "utf-8")
    (toml.parent / "two.txt").write_text(PAGE.replace("Monday", "Tuesday"), "utf-8")
    piece = '[[piece]]\nid = "{0}"\ntitle = "Whose harbour is it?"\nauthor = "Ida Kolle"\noutlet = "{0}"\n'
    piece += 'file = "{0}.txt"\n'
    override = '[[piece.override]]\nline = 11\nrole = "caption"\nbecause = "of another page"\n'
    toml.write_text('[corpus]\ntitle = "The harbour"\nevent = "its sale"\n' + piece.format("one") + piece.format("two")
                    + override, "utf-8")
    assert main(["clean", "--json", str(toml.parent)]) == 0
    one, two = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [b["role"] for b in one["blocks"]] == ["residue", "title", "byline", "body", "body", "body"]
    assert (two["blocks"][-1]["role"], one["file"]) == ("caption", str(toml.parent / "one.txt"))
    toml.write_text(toml.read_text("utf-8").replace("line = 11", "line = 11\nblock = 2"), "utf-8")
    assert main(["clean", "--body", str(toml.parent)]) == 2
    out, err = capsys.readouterr()
    assert "The harbour was sold" in out and "two.txt, override 1: selects by block and line" in err


def test_what_pieces_of_an_outlet_have_in_common_goes_from_its_corpus(corpus_of, capsys):
    texts = {f"{n}.txt": PAGE.replace("Monday", day) + "\n\nThe harbour is read in forty towns on this coast."
             for n, day in enumerate(("Monday", "Tuesday", "Friday", "Sunday"))}
    folder = corpus_of(texts)
    toml = folder / "corpus.toml"
    toml.write_text(re.sub(r"Outlet \d", "The Quay", toml.read_text("utf-8")), "utf-8")
    assert main(["clean", "--json", str(folder)]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert json.loads(line)["blocks"][-1]["role"] == "residue"


@pytest.mark.parametrize(("said", "names"), [
    (json.dumps({"id": "one", "text": PAGE}) + "\n\n" + json.dumps({"text": PAGE}) + "\n", ["one", "standard input:3"]),
    (PAGE, ["standard input"]),
    ("{He said so.}\n\n" + PAGE, ["standard input"])])
def test_standard_input_is_lines_of_json_or_a_text(said, names, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode("utf-8")), encoding="utf-8"))
    assert main(["clean", "--json", "-"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [text["file"] for text in found] == names
    assert all("body" in {block["role"] for block in text["blocks"]} for text in found)
