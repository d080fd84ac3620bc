"""The one place that knows folders. Importing it has no effect; every function returns an absolute path."""

import os
import re
from pathlib import Path

from analysis.errors import InputError

CORPUS_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def root() -> Path:
    """The checkout that holds `data/` and `notebooks/`.

    `PARALLAX_ROOT` wins; then the checkout this package lies in; then the nearest folder upwards of the
    current one that holds `data/raw`.

    Raises InputError where none of the three leads to one.
    """
    if named := os.environ.get("PARALLAX_ROOT"):
        return Path(named).resolve()
    here = Path.cwd()
    for folder in (Path(__file__).resolve().parents[2], here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return folder
    raise InputError(here, "no folder data/raw here or above", "run from a checkout or set PARALLAX_ROOT to one")


def raw(corpus: str | None = None) -> Path:
    """`data/raw`, or the folder of one corpus in it. Raises InputError for an id that is no plain name."""
    return _of_corpus(root() / "data" / "raw", corpus)


def processed(corpus: str | None = None) -> Path:
    """`data/processed`, or the folder of one corpus in it."""
    return _of_corpus(root() / "data" / "processed", corpus)


def reports(corpus: str | None = None) -> Path:
    """`reports`, or the folder of one corpus in it."""
    return _of_corpus(root() / "reports", corpus)


def notebooks() -> Path:
    """The folder of the numbered notebooks."""
    return root() / "notebooks"


def offered() -> Path:
    """A folder beside the checkout whose texts are taken by themselves when it exists."""
    return root().parent / "shared" / "corpus"


def shown(path: Path) -> str:
    """The path as a message names it: relative to the checkout where it lies in it."""
    try:
        return str(Path(path).resolve().relative_to(root()))
    except ValueError:
        return str(path)


def _of_corpus(folder: Path, corpus: str | None) -> Path:
    if corpus is None:
        return folder
    if not CORPUS_ID.fullmatch(corpus):
        raise InputError(repr(corpus), "not the name of a corpus", "use letters, digits, - and _ only, 64 at most")
    return folder / corpus
