"""What a newcomer without the licensed texts does: clone, make report; and the README's commands as written."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from analysis import paths
from analysis.corpus import corpora


@pytest.fixture(scope="module")
def clone(repository, tmp_path_factory):
    """A copy of what git tracks, far from any ../shared, its path with a space and braces in it."""
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("a {bare} clone") / "parallax"
    listed = subprocess.run(["git", "-c", f"safe.directory={repository}", "ls-files", "-z"], cwd=repository,
                            capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (repository / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(repository / name, folder / name)
    return folder


def make(clone, *words):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PARALLAX", "CONDA", "MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
        env=kept | {"PYTHON": sys.executable},
    )


def test_a_bare_clone_ends_with_every_report_and_the_second_run_does_nothing(clone):
    assert not list((clone / "data" / "raw" / "soleimani").glob("*.txt"))
    first = make(clone, "report")
    assert first.returncode == 0, first.stdout + first.stderr
    for corpus in corpora():
        pages = {p.name for p in (clone / "reports" / corpus).glob("*.html")}
        assert {"index.html", "1_cleaning.html", "2_sentiment.html", "3_topics.html", "4_framing.html"} <= pages
        for page in pages:
            text = (clone / "reports" / corpus / page).read_text("utf-8")
            assert "Traceback" not in text and "InputError" not in text
    soleimani = (clone / "reports" / "soleimani" / "2_sentiment.html").read_text("utf-8")
    assert "make data FROM=folder" in soleimani and re.search(r"paragraph \d+, sentence \d+", soleimani)
    stamps = {p: p.stat().st_mtime_ns for p in (clone / "reports").rglob("*.html")}
    second = make(clone, "report")
    assert second.returncode == 0 and "nothing" in second.stdout.lower()
    assert {p: p.stat().st_mtime_ns for p in (clone / "reports").rglob("*.html")} == stamps


def test_make_alone_prints_help(clone):
    done = make(clone)
    assert done.returncode == 0
    for target in ("report", "test", "data", "lab", "clean", "verify"):
        assert re.search(rf"^  {target} ", done.stdout, re.M)


def test_the_readme_names_the_commands_that_are_tested_here(repository):
    blocks = re.findall(r"```sh\n(.*?)```", (repository / "README.md").read_text("utf-8"), re.S)
    assert [line for block in blocks for line in block.splitlines()] == [
        "make report", "make test", "make data FROM=folder", "make verify", "source .venv/bin/activate",
        "python -m analysis new mycorpus one.txt two.txt three.txt", "make report CORPUS=mycorpus"]


def test_ones_own_texts_as_the_readme_says(clone, two_texts):
    texts = dict(zip(("one.txt", "two.txt"), two_texts.values(), strict=True))
    texts["three.txt"] = two_texts["north.txt"].replace("bridge", "tunnel").replace("Monday", "Tuesday")
    for name, text in texts.items():
        (clone / name).write_text(text, "utf-8")
    new = subprocess.run([sys.executable, "-m", "analysis", "new", "mycorpus", *texts], cwd=clone, check=False,
                         capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(clone / "src")})
    assert new.returncode == 0, new.stderr
    done = make(clone, "report", "CORPUS=mycorpus")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (clone / "reports" / "mycorpus" / "index.html").is_file()


def test_texts_that_are_not_those_of_the_corpus_are_refused(clone, two_texts, tmp_path):
    (tmp_path / "fontaine.txt").write_text(two_texts["north.txt"], "utf-8")
    done = make(clone, "data", f"FROM={tmp_path}", "CORPUS=soleimani")
    assert done.returncode != 0 and "fontaine.txt is there, but is not the fontaine" in done.stderr
    assert "Traceback" not in done.stderr


def test_verify_shows_tables_and_pages_equal(clone):
    """With the texts of soleimani where they lie beside this checkout; else what can be verified without them."""
    words, brought = ["verify", "CORPUS=ferry"], paths.offered().is_dir()
    if brought:
        assert make(clone, "data", f"FROM={paths.offered()}", "CORPUS=soleimani").returncode == 0
        words = ["verify", "CORPUS=ferry soleimani"]
    done = make(clone, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("every table recomputed and equal") == 1 + brought
