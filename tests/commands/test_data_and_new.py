import hashlib
import json

import pytest

from analysis.cleaning import clean
from analysis.cli import main
from analysis.codebook import general
from analysis.commands.new import guessed_title
from analysis.corpus import load_corpus
from analysis.decoding import Decoded
from analysis.pipeline import measure_piece, read


def fix_checksums(folder, texts):
    toml = (folder / "corpus.toml").read_text("utf-8")
    for name, text in texts.items():
        toml = toml.replace(
            f'file = "{name}"', f'file = "{name}"\nsha256 = "{hashlib.sha256(text.encode()).hexdigest()}"'
        )
    (folder / "corpus.toml").write_text(toml, "utf-8")


def test_data_brings_texts_by_checksum_and_names_strangers(corpus_of, two_texts, tmp_path, capsys):
    folder = corpus_of(two_texts)
    fix_checksums(folder, two_texts)
    there = tmp_path / "my downloads {x}"
    there.mkdir()
    for number, name in enumerate(two_texts):
        (folder / name).rename(there / f"{number:03}_scrape.TXT")
    (there / "notes.doc").write_text("mine", "utf-8")
    assert main(["data", "--from", str(there)]) == 0
    out = capsys.readouterr().out
    assert "tiny: 2 brought, 0 already there, 0 missing" in out and "unknown: notes.doc" in out
    assert (folder / "north.txt").read_text("utf-8") == two_texts["north.txt"]


def test_data_names_a_few_strangers_and_counts_the_rest(corpus_of, two_texts, tmp_path, capsys):
    fix_checksums(corpus_of(two_texts), two_texts)
    there = tmp_path / "from"
    there.mkdir()
    for number in range(30):
        (there / f"{number}.pdf").write_text(str(number), "utf-8")
    assert main(["data", "tiny", "--from", str(there)]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("unknown: ")]
    assert len(said) == 6 and said[-1] == "unknown: 25 files more"


def test_data_tells_what_is_still_missing(corpus_of, two_texts, tmp_path, capsys):
    folder = corpus_of(two_texts)
    fix_checksums(folder, two_texts)
    there = tmp_path / "from"
    there.mkdir()
    (folder / "north.txt").rename(there / "a")
    (folder / "south.txt").unlink()
    assert main(["data", "tiny", "--from", str(there)]) == 2
    assert "no file is south" in capsys.readouterr().err
    assert (folder / "north.txt").is_file()


@pytest.mark.parametrize(("words", "said"), [
    (["--from", ""], "FROM: it is empty"), (["--from", "  "], "FROM: it is empty"), ([], "FROM: it is not given"),
])
def test_data_from_nowhere_asks_for_the_folder(corpus_of, two_texts, capsys, words, said):
    corpus_of(two_texts)
    assert main(["data", *words]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"error: {said}") and "make data FROM=folder" in err and err.count("\n") == 1


def test_new_makes_a_corpus_of_ones_own_files(corpus_of, two_texts, tmp_path, capsys):
    corpus_of(two_texts, name="other")
    files = []
    for name, text in two_texts.items():
        (tmp_path / f"My “{name}").write_text(text, "utf-8")
        files.append(str(tmp_path / f"My “{name}"))
    assert main(["new", "mine", *files, "--event", 'the "bridge"']) == 0
    corpus = load_corpus("mine")
    assert corpus.ids == ("my-north", "my-south") and corpus.event == 'the "bridge"'
    assert [p.title for p in corpus.pieces] == ["", ""], "a guess is no title"
    toml = (corpus.folder / "corpus.toml").read_text("utf-8")
    assert '"  # write its headline between the quotation marks; a guess, to be checked: "The bridge must' in toml
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.endswith("complete title, author, outlet, date and url in it.")
    assert last.startswith("No title is in it yet.") and 'my-north.txt: "The bridge must reopen"; my-south' in last
    assert main(["new", "mine", *files]) == 2
    assert "there already" in capsys.readouterr().err


PROSE = ("\n\nThe council closed the bridge on Monday without a word of warning to the people of the valley who "
         "cross it. Nobody had asked for it.\n\nA cracked bearing is a reason for repair. It is no reason to cut a "
         "town in two for a year, and the engineers who inspected the bearing said as much in their report.\n")


@pytest.mark.parametrize(("above", "guess"), [
    ("The Valley Courier\nEst. 1871\nMenu   Search   e-Edition\n\nWhy the valley must be glad of its council",
     "Why the valley must be glad of its council"),
    ("THE VALLEY TOWN BRIDGE TRIBUNE\nSections\nLog In\n\nA town cut in two by its council",
     "A town cut in two by its council"),
    ("What a bridge owes\nBy Ann Roe\n5 March 2024", "What a bridge owes"),  # one word is enough of the headline
    ("Save articles for later", ""), ("News | Sport | Bridge | Council | Valley", ""),
    ("Whose bridge is the valley bridge? A view from\n\nthe country of the cracked bearing", ""),
    ("Bridge   Council   Valley   Town   Report", ""),
])
def test_a_masthead_a_menus_line_and_a_fragment_are_no_title(above, guess):
    assert guessed_title(clean(above + PROSE)) == guess


def test_a_title_that_is_not_given_is_not_called_known(corpus_of, two_texts, capsys):
    folder = corpus_of(two_texts)
    toml = (folder / "corpus.toml").read_text("utf-8")
    (folder / "corpus.toml").write_text(toml.replace('title = "The bridge must reopen"', 'title = ""'), "utf-8")
    north, south = (document for document, _ in read(load_corpus("tiny"), general(), ()))
    reasons = [b.reason for b in north.cleaned.blocks if b.role == "title"]
    assert reasons and "known" not in reasons[0]
    warnings = {p: measure_piece(d.piece, Decoded(d.text, "utf-8"), "0", general())["pieces"][0]["warnings"]
                for p, d in (("north", north), ("south", south))}
    assert "gives no title" in warnings["north"] and not warnings["south"]


def test_new_refuses_one_file_and_the_same_file_twice(corpus_of, two_texts, tmp_path, capsys):
    folder = corpus_of(two_texts)
    one = str(folder / "north.txt")
    assert main(["new", "mine", one]) == 2
    assert main(["new", "mine", one, one]) == 2
    assert main(["new", "mine", one, str(tmp_path / "nowhere.txt")]) == 2
    assert not (folder.parent / "mine").exists()


@pytest.mark.parametrize(("name", "content", "said"), [
    ("many.jsonl", json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two."}) + "\n", "under [source]"),
    ("many.txt", json.dumps({"text": "One."}) + "\n" + json.dumps({"text": "Two."}) + "\n", "under [source]"),
    ("one.txt", json.dumps([{"text": "One."}], indent=1), "JSON, not the plain text"),
    ("es.txt", "El gobierno de la ciudad ha cerrado el puente sin avisar. La gente no entiende por qué.\n\n" * 6,
     "not English (it looks like 'es')"),
    ("same.txt", None, "the same text as"),
])
def test_new_refuses_what_no_report_can_be_made_of(corpus_of, two_texts, tmp_path, capsys, name, content, said):
    one = corpus_of(two_texts) / "north.txt"
    (tmp_path / name).write_text(two_texts["north.txt"].replace("\n", "\r\n") if content is None else content, "utf-8")
    assert main(["new", "mine", str(one), str(tmp_path / name)]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"error: {tmp_path / name}: ") and said in err and "Remedy: " in err
    assert not (one.parents[1] / "mine").exists()


def test_new_takes_a_text_without_a_body_and_says_how_to_mend_it(corpus_of, two_texts, tmp_path, capsys):
    one = corpus_of(two_texts) / "north.txt"
    (tmp_path / "bare.txt").write_text("Subscribe to our newsletter\n\nShare on Facebook\n\nCookie policy\n", "utf-8")
    assert main(["new", "mine", str(one), str(tmp_path / "bare.txt")]) == 0
    err = capsys.readouterr().err
    assert err.startswith("data/raw/mine/bare.txt: nothing in it reads like an article") and "override" in err
    assert err.count("\n") == 1
