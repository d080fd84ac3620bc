import hashlib

from analysis.cli import main
from analysis.corpus import load_corpus


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


def test_new_makes_a_corpus_of_ones_own_files(corpus_of, two_texts, tmp_path, capsys):
    corpus_of(two_texts, name="other")
    files = []
    for name, text in two_texts.items():
        (tmp_path / f"My “{name}").write_text(text, "utf-8")
        files.append(str(tmp_path / f"My “{name}"))
    assert main(["new", "mine", *files, "--event", 'the "bridge"']) == 0
    corpus = load_corpus("mine")
    assert corpus.ids == ("my-north", "my-south") and corpus.event == 'the "bridge"'
    assert corpus.pieces[0].title == "The bridge must reopen"
    assert main(["new", "mine", *files]) == 2
    assert "there already" in capsys.readouterr().err


def test_new_refuses_one_file_and_the_same_file_twice(corpus_of, two_texts, tmp_path, capsys):
    folder = corpus_of(two_texts)
    one = str(folder / "north.txt")
    assert main(["new", "mine", one]) == 2
    assert main(["new", "mine", one, one]) == 2
    assert main(["new", "mine", one, str(tmp_path / "nowhere.txt")]) == 2
    assert not (folder.parent / "mine").exists()
