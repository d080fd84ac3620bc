"""Chromium, and the reports it looks at: every corpus of the checkout, and one made of hostile strings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = [
    "<script>document.title='ran'</script>", '"><img src=x onerror="document.title=`ran`">', "</style></title><b>",
    "{{ 7 * 7 }} {% include 'x' %}", "$5 up to $6 \\frac{a}{b}", "*not* [a](javascript:alert(1)) # x",
]


def pytest_addoption(parser):
    parser.addoption("--picture", type=Path, help="write the README's picture to this file")


@pytest.fixture(scope="session")
def browser():
    """Chromium as Debian has it, or the one PARALLAX_CHROMIUM names."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("PARALLAX_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.fail("no Chromium found: apt-get install chromium, or set PARALLAX_CHROMIUM to one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def reports(repository, tmp_path_factory) -> Path:
    """Every corpus's report, built."""
    return _build(repository, tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="session")
def hostile(repository, tmp_path_factory) -> Path:
    """The report of a corpus whose titles, names, texts and parameters would run if they could."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(repository / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    folder = root / "data" / "raw" / "hostile"
    folder.mkdir(parents=True)
    entries = [f"[corpus]\ntitle = '''{HOSTILE[0]}'''\nevent = '''{HOSTILE[1]} {HOSTILE[4]}'''\nlanguage = 'en'\n"]
    for number, text in enumerate(HOSTILE, 1):
        body = (f"The council of town {number} closed the bridge on Monday, and {text} was what the mayor said of it. "
                "Nobody was asked, and nobody in the valley was heard before the decision was made.\n\n"
                f"A cracked bearing is a terrible reason, wrote {text}, for a wonderful year without a crossing. "
                "The engineers who inspected the bearing had said as much in their report to the council.\n\n"
                "The mayor should publish that report, and she should reopen one lane by the end of the month.\n")
        (folder / f"{number}.txt").write_text(f"A title {number} {text}\n\n{body}", "utf-8")
        entries.append(f"[[piece]]\nid = 'p{number}'\ntitle = '''{number} {text}'''\nauthor = '''{text}'''\n"
                       f"outlet = '''{text}'''\ndate = 2021-03-0{number}\nfile = '{number}.txt'\n")
    (folder / "corpus.toml").write_text("\n".join(entries), "utf-8")
    return _build(root, tmp_path_factory.mktemp("out")) / "hostile"


def _build(root: Path, out: Path) -> Path:
    done = subprocess.run([sys.executable, "-m", "analysis", "report", "--out", str(out)], capture_output=True,
                          text=True, check=False, env=os.environ | {"PARALLAX_ROOT": str(root)})
    assert done.returncode == 0, done.stderr
    return out
