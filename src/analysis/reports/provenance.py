"""What a page says of where it comes from: files and checksums, versions, the command to make it again."""

import platform
import shlex
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from analysis.reports import inputs
from analysis.reports.parameters import Parameter, Value

# What computes or draws; the lock has the rest.
_SHOWN = ("numpy", "pandas", "scipy", "scikit-learn", "matplotlib", "textblob", "vaderSentiment", "pysbd",
          "papermill", "nbconvert")


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """(name, version) of Python and of the libraries that compute or draw."""
    found = [("Python", platform.python_version())]
    for library in _SHOWN:
        try:
            found.append((library, version(library)))
        except PackageNotFoundError:
            continue
    return tuple(found)


def command(corpus: str, given: Mapping[str, Value]) -> str:
    """The command that makes a page or report again.

    >>> command("ferry", {"seed": 3, "measure": "a b"})
    "python -m analysis report ferry -p measure 'a b' -p seed 3"
    """
    words = ["python", "-m", "analysis", "report", corpus]
    for name, value in sorted(given.items()):
        words += ["-p", name, str(value).lower() if isinstance(value, bool) else str(value)]
    return shlex.join(words)


def parameters(declared: Iterable[Parameter], values: Mapping[str, Value]) -> list[dict]:
    """Each parameter with the value it had, for the page's table."""
    return [{"name": p.name, "value": str(values.get(p.name, p.default)), "help": p.help} for p in declared]


def checksums(state: Mapping[str, str]) -> list[tuple[str, str]]:
    """The files of data/ and the notebook, with their SHA-256; sources stand in the record of the report."""
    return [(name, digest) for name, digest in sorted(state.items()) if not name.startswith("analysis/")]


def listing(files: Mapping[str, str]) -> str:
    """A checksum list that `sha256sum -c` reads."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()) if name != inputs.RECORD)
