"""The command `report`: all or nothing, only what changed, the same bytes however it was run."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from analysis import paths
from analysis.reports import kernels, runner
from analysis.reports.page import page
from tests.reports.conftest import FIRST, SECOND, write_notebook

PAGES = {"index.html", "1_lengths.html", "2_sentences.html", "reading.html", "checksums.txt", "build.json"}


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_first_run_builds_and_a_second_finds_nothing_to_do(project, report):
    code, out, err = report()
    assert code == 0 and "tiny: reports/tiny/index.html" in out and "1_lengths: run" in err
    first = contents(project / "reports" / "tiny")
    assert set(first) == PAGES
    listed = (project / "reports" / "tiny" / "checksums.txt").read_text("utf-8")
    assert {line.split("  ")[1] for line in listed.splitlines()} == PAGES - {"checksums.txt", "build.json"}
    stamps = {f: f.stat().st_mtime_ns for f in (project / "reports" / "tiny").iterdir()}
    code, out, err = report()
    assert code == 0 and "Nothing has changed" in out and not err
    assert {f: f.stat().st_mtime_ns for f in (project / "reports" / "tiny").iterdir()} == stamps


def test_the_index_puts_the_findings_together(built, report):
    text = (built / "reports" / "tiny" / "index.html").read_text("utf-8")
    assert "words at most (n = 2, seed 0)." in text and re.search(r"\d+ sentences\.", text)
    assert "Outlet 1" in text and "Closing the bridge was the only safe choice" in text and "Length" in text


def test_sentences_link_into_the_reading_view_and_back(built, report):
    folder = built / "reports" / "tiny"
    quoting, reading = ((folder / name).read_text("utf-8") for name in ("1_lengths.html", "reading.html"))
    for target in re.findall(r'href="reading\.html#([^"]+)"', quoting):
        assert f'id="{target}"' in reading
    back = re.findall(r'href="1_lengths\.html#([^"]+)"', reading)
    assert len(back) == 4 and all(f'id="{target}"' in quoting for target in back)
    assert "nobody in the valley was heard" in reading


@pytest.mark.parametrize(("change", "ran"), [
    (lambda root: write_notebook(root / "notebooks" / "2_sentences.ipynb", [*SECOND, ("markdown", "## More")]),
     ["2_sentences"]),
    (lambda root: (root / "reports" / "tiny" / "1_lengths.html").write_text("spoiled"), ["1_lengths"]),
    (lambda root: (root / "reports" / "tiny" / "index.html").unlink(), []),
    (lambda root: write_notebook(root / "notebooks" / "3_more.ipynb", SECOND),
     ["1_lengths", "2_sentences", "3_more"]),
    (lambda root: (root / "data" / "raw" / "tiny" / "north.txt").write_bytes(
        (root / "data" / "raw" / "tiny" / "north.txt").read_bytes().replace(b"mayor", b"reeve")),
     ["1_lengths", "2_sentences"]),
])
def test_only_what_depends_on_a_change_is_run_again(built, report, change, ran):
    before = contents(built / "reports" / "tiny")
    change(built)
    code, _, err = report()
    assert code == 0
    assert re.findall(r"^tiny (\w+): run", err, re.M) == pytest.approx(ran) or sorted(
        re.findall(r"^tiny (\w+): run", err, re.M)) == ran
    if len(ran) < 2 and "3_more" not in ran:
        same = {name for name, data in contents(built / "reports" / "tiny").items() if data == before[name]}
        assert {"1_lengths.html", "2_sentences.html"} - {f"{name}.html" for name in ran} <= same


def test_parameters_reach_the_notebooks_that_declare_them(project, report):
    code, _, err = report("tiny", "-p", "seed", "7", "-p", "measure", "body_words")
    text = (project / "reports" / "tiny" / "1_lengths.html").read_text("utf-8")
    assert code == 0 and "body_words at most (n = 2, seed 7)" in text
    assert "python -m analysis report tiny -p measure body_words -p seed 7" in text
    code, _, err = report()
    assert code == 0 and "1_lengths: run" in err and "2_sentences" not in err


@pytest.mark.parametrize(("words", "message"), [
    (["-p", "sed", "1"], "did you mean seed?"), (["-p", "seed", "-1"], "from 0 to 100"),
    (["-p", "seed", "1.5"], "a whole number"), (["-p", "share", "nan"], "a number from 0 to 1"),
    (["-p", "measure", "lines"], "one of words, body_words"), (["-p", "labels", "maybe"], "true or false"),
    (["-p", "corpus", "tiny"], "name it"), (["-p", "seed", "1", "-p", "seed", "2"], "given twice"),
    (["nowhere"], "no such file"), (["--jobs", "0"], "1 or more"), (["../tiny"], "not the name of a corpus"),
])
def test_wrong_use_is_refused_before_anything_runs(project, report, words, message):
    code, out, err = report(*words)
    assert code == 2 and message in err and err.count("\n") == 1 and not out
    assert not (project / "reports" / "tiny").exists()


def test_a_file_that_is_not_there_before_anything_was_measured_is_named(project, report):
    (project / "data" / "raw" / "tiny" / "south.txt").rename(project / "data" / "raw" / "tiny" / "south_1.txt")
    code, _, err = report("tiny")
    assert code == 2 and err.count("\n") == 1 and "(there is south_1.txt)" in err
    assert err.startswith("error: data/raw/tiny/south.txt: there is no such file, so no text of south")


def test_a_failed_run_names_the_cell_and_leaves_the_last_report(built, report):
    before = contents(built / "reports" / "tiny")
    write_notebook(built / "notebooks" / "2_sentences.ipynb", [*SECOND, ("code", "x = 1\nx / 0")])
    for _ in range(2):
        code, _, err = report()
        assert code == 1
        assert "error: tiny: 2_sentences, cell 'cell-5' (number 5): ZeroDivisionError: division by zero" in err
        assert contents(built / "reports" / "tiny") == before
        assert {f.name for f in (built / "reports").iterdir()} == {"tiny", ".lock"}
    write_notebook(built / "notebooks" / "2_sentences.ipynb", SECOND)
    assert report()[0] == 0


@pytest.mark.parametrize(("source", "message"), [
    ("import os; os._exit(3)", "the kernel died"), ("object()", "shows an address"),
    ("from IPython.display import Javascript; Javascript('alert(1)')", "is a script"), ("1 +", "SyntaxError"),
    ("raise SystemExit(0)", "SystemExit"),
])
def test_what_no_page_can_show_is_a_failed_run(project, report, source, message):
    write_notebook(project / "notebooks" / "2_sentences.ipynb", [*SECOND, ("code", source)])
    code, _, err = report()
    assert code == 1 and message in err and not (project / "reports" / "tiny").exists()


def start(project, *words):
    """`report` as a process of its own, with no measure but the base tables."""
    code = ("import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
            "from analysis import pipeline; pipeline.MEASURES = (); "
            "from analysis.cli import main; sys.exit(main(['report', *sys.argv[1:]]))")
    found = os.pathsep.join(filter(None, (str(project), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen([sys.executable, "-c", code, *words], start_new_session=True,
                            env=os.environ | {"PARALLAX_ROOT": str(project), "PYTHONPATH": found},
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_killed_run_leaves_the_last_report_and_the_next_rebuilds(built, report):
    before = contents(built / "reports" / "tiny")
    running = built / "running"
    write_notebook(built / "notebooks" / "2_sentences.ipynb",
                   [*SECOND, ("code", f"import pathlib, time\npathlib.Path({str(running)!r}).touch()\ntime.sleep(3)")])
    process = start(built)
    for _ in range(600):
        if running.exists():
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert contents(built / "reports" / "tiny") == before
    write_notebook(built / "notebooks" / "2_sentences.ipynb", [*SECOND, ("markdown", "## Done")])
    code, _, err = report()
    assert code == 0 and "2_sentences: run" in err
    assert b"Done" in (built / "reports" / "tiny" / "2_sentences.html").read_bytes()


@pytest.mark.parametrize(("when", "to_all"), [("kernels start", True), ("a cell runs", True), ("a cell runs", False)],
                         ids=["Ctrl-C while kernels start", "Ctrl-C", "a signal to it alone"])
def test_an_interrupted_run_ends_at_once_in_one_line(built, when, to_all):
    running, sleeping = built / "running", "import pathlib, time\npathlib.Path({!r}).touch()\ntime.sleep(300)"
    source = sleeping.format(str(running))
    if when == "kernels start":
        (built / "slow.py").write_text(source, "utf-8")
        source = "import slow"
    write_notebook(built / "notebooks" / "2_sentences.ipynb", [*SECOND, ("code", source)])
    process = start(built)
    for _ in range(600):
        if running.exists():
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT) if to_all else process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=120)  # far below what the cell sleeps
    assert process.returncode == 130, said
    lines = said[1].splitlines()
    assert lines[-1].startswith("interrupted; ") and not [line for line in lines if "Traceback" in line], lines


def test_two_runs_at_once_do_not_mix(project):
    runs = [start(project, "-p", "seed", seed) for seed in ("1", "2")]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    pages = contents(project / "reports" / "tiny")
    found = re.search(rb"seed (\d)", pages["1_lengths.html"])[1]
    assert b"seed " + found in pages["index.html"] and set(pages) == PAGES


def test_the_same_bytes_one_at_a_time_or_several_and_in_any_kernel(project, report):
    for jobs in ("1", "2"):
        assert report("--force", "--jobs", jobs, "--out", str(project / f"a {{{jobs}}} b"))[0] == 0
    one, two = (contents(project / f"a {{{jobs}}} b" / "tiny") for jobs in ("1", "2"))
    assert one == two
    with kernels.ordinary():
        done = runner.run(project / "notebooks" / "1_lengths.ipynb", {"corpus": "tiny"}, None)
    frame = {"name": "x", "pages": [], "corpus": None, "file": "", "kind": "", "notebook": "", "rebuild": "",
             "warnings": (), "versions": (), "checksums": (), "parameters": ()}
    outputs = re.findall(r'<div class="output">.*?</div>\n', page(done.notebook, frame)[0], re.S)
    assert outputs and all(output.encode() in one["1_lengths.html"] for output in outputs)


def test_without_the_texts_positions_stand_for_quotations(built, report):
    for name in ("north.txt", "south.txt"):
        (built / "data" / "raw" / "tiny" / name).unlink()
    assert report()[0] == 0
    pages = {name: data.decode() for name, data in contents(built / "reports" / "tiny").items()}
    for name in ("1_lengths.html", "reading.html"):
        assert "make data FROM=folder" in pages[name] and "nobody in the valley" not in pages[name]
    assert "paragraph 1, sentence 2" in pages["1_lengths.html"] and 'id="s1-body-2"' in pages["reading.html"]


def test_no_figures_and_no_texts_is_wrong_input(project, report):
    for name in ("north.txt", "south.txt"):
        (project / "data" / "raw" / "tiny" / name).unlink()
    code, _, err = report()
    assert code == 2 and "no text of north, south" in err and not (project / "reports" / "tiny").exists()


def test_a_refused_corpus_holds_up_no_other(built, corpus_of, two_texts, report):
    """Its error comes last, with what to do; what was built, its own last report too, stays."""
    for name in ("also", "zebra"):
        corpus_of(two_texts, name=name)
    assert report()[0] == 0
    before = contents(built / "reports" / "tiny")
    (built / "data" / "raw" / "tiny" / "south.txt").write_text(
        "El gobierno de la ciudad ha cerrado el puente sin avisar. La gente no entiende por qué.\n\n" * 6, "utf-8")
    (built / "data" / "raw" / "zebra" / "south.txt").write_text(two_texts["south.txt"] + "\nSo be it.\n", "utf-8")
    for _ in range(2):
        code, out, err = report()
        assert code == 2 and out.splitlines() == ["also: reports/also/index.html", "zebra: reports/zebra/index.html"]
        assert "tiny: the last good report is left as it was" in err
        last = err.splitlines()[-1]
        assert last.startswith("error: data/raw/tiny/south.txt: the body of south is not English")
        assert "move data/raw/tiny to another place" in last and "make report CORPUS=name" in last
        assert err.count("error:") == 1 and contents(built / "reports" / "tiny") == before
    assert "So be it." in (built / "reports" / "zebra" / "reading.html").read_text("utf-8")
    code, out, err = report("also")
    assert code == 0 and "also" in out and not err


def test_a_refused_corpus_beside_a_failed_run(project, corpus_of, two_texts, report):
    corpus_of(two_texts | {"south.txt": b""}, name="also")
    write_notebook(project / "notebooks" / "2_sentences.ipynb", [*SECOND, ("code", "1 / 0")])
    code, _, err = report()
    assert code == 1 and "ZeroDivisionError" in err
    assert err.splitlines()[-1].startswith("error: data/raw/also/south.txt: the file is empty")


def test_files_that_are_no_report_are_not_replaced(project, report):
    (project / "mine" / "tiny").mkdir(parents=True)
    (project / "mine" / "tiny" / "letter.txt").write_text("dear")
    code, _, err = report("--out", str(project / "mine"))
    assert code == 2 and "is not a Parallax report" in err
    assert {f.name: f.read_text() for f in (project / "mine").rglob("*.*")} == {"letter.txt": "dear"}


def test_a_warning_is_told_on_the_page_without_a_path(project, report):
    write_notebook(project / "notebooks" / "1_lengths.ipynb",
                   [*FIRST, ("code", "import warnings\nwarnings.warn('few values')")])
    assert report()[0] == 0
    text = (project / "reports" / "tiny" / "1_lengths.html").read_text("utf-8")
    assert "UserWarning: few values" in text and str(paths.root()) not in text


def test_texts_that_come_later_are_quoted(project, report):
    texts = {name: (project / "data" / "raw" / "tiny" / name).read_bytes() for name in ("north.txt", "south.txt")}
    assert report()[0] == 0
    folder = project / "reports" / "tiny"
    whole = (folder / "1_lengths.html").read_text("utf-8")
    for name in texts:
        (project / "data" / "raw" / "tiny" / name).unlink()
    assert report()[0] == 0 and "<blockquote>" not in (folder / "1_lengths.html").read_text("utf-8")
    for name, content in texts.items():
        (project / "data" / "raw" / "tiny" / name).write_bytes(content)
    assert report()[0] == 0 and "<blockquote>" in whole
    assert whole == (folder / "1_lengths.html").read_text("utf-8")
