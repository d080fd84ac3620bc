"""Fixtures shared by every room: a throw-away checkout, and texts that come and go."""

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parents[1]

# One BLAS thread: more change figures in the fourteenth digit (docs/method.md).
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("MPLBACKEND", "agg")

# No test is timed: a busy machine is no failure.
hypothesis.settings.register_profile("parallax", deadline=None)
hypothesis.settings.load_profile("parallax")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout the tests lie in; tests read it and never write to it."""
    return REPOSITORY


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    """A throw-away checkout with ferry, its figures and the notebooks; `analysis.paths` points to it."""
    folder = tmp_path / "checkout"
    for part in ("data/raw/ferry", "data/processed/ferry", "notebooks"):
        if (REPOSITORY / part).is_dir():
            shutil.copytree(
                REPOSITORY / part, folder / part, ignore=shutil.ignore_patterns(".stamp", ".ipynb_checkpoints")
            )
    monkeypatch.setenv("PARALLAX_ROOT", str(folder))
    return folder


@pytest.fixture
def two_texts() -> dict[str, str]:
    """Two short opinion pieces on one event, by file name; written for these tests."""
    return {
        "north.txt": (
            "The bridge must reopen\n\n"
            "The council closed the bridge on Monday without a word of warning to the people who cross it. "
            "Nobody in the valley had asked for it, and nobody in the valley was heard.\n\n"
            "A cracked bearing is a reason for repair. It is no reason to cut a town in two for a year, and the "
            "engineers who inspected the bearing said as much in their report.\n\n"
            "The mayor should publish that report, and she should reopen one lane by the end of the month.\n"),
        "south.txt": (
            "Closing the bridge was the only safe choice\n\n"
            "Nobody likes a detour. But the bearing under the eastern span had cracked, and the council was right to "
            "close the bridge before a lorry found the weak spot.\n\n"
            "Critics speak of panic. They have not read the inspection, which found that the crack had doubled "
            "in length within six weeks of the last survey.\n\n"
            "Patience is a small price. The town will have its bridge again, and it will be one that holds.\n"),
    }


@pytest.fixture
def corpus_of(tmp_path, monkeypatch):
    """A function that makes a corpus `tiny` of {file name: text or bytes} in a checkout of its own."""
    def make(texts: dict, name: str = "tiny", extra: str = "") -> Path:
        root = tmp_path / "made"
        folder = root / "data" / "raw" / name
        folder.mkdir(parents=True, exist_ok=True)
        toml = [f'[corpus]\ntitle = "A made-up corpus"\nevent = "the closing of the bridge"\nlanguage = "en"\n{extra}']
        for number, (file, text) in enumerate(texts.items(), 1):
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            (folder / file).write_bytes(data)
            title = data.decode("utf-8", "ignore").split("\n")[0].strip()  # where it reads as one, and else none
            called = "" if title.endswith(".") or '"' in title else f'title = "{title}"\n'
            toml.append(f'[[piece]]\nid = "{Path(file).stem}"\n{called}outlet = "Outlet {number}"\n'
                        f'date = 2021-03-0{min(number, 9)}\nfile = "{file}"\n')
        (folder / "corpus.toml").write_text("\n".join(toml), "utf-8")
        monkeypatch.setenv("PARALLAX_ROOT", str(root))
        return folder
    return make
