"""The command `clean`: what can be cleaned is printed, what cannot is named last, with exit code 2."""

import json

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
