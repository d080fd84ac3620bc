"""Warm kernels for a run, started before anything heavy is imported here: only the standard library.

The process they are forked from (`analysis.reports.kernel`) imports what notebooks import on one core while
this process imports papermill and nbconvert, and measures, on another.
"""

import ast
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from analysis import paths


class Kernels:
    """Warm kernels: a context that starts the process they are forked from, and ends it."""

    def __init__(self, modules: Sequence[str]) -> None:
        """`modules` are imported before the first kernel is asked for."""
        self._ours, theirs = socket.socketpair()
        self._home = tempfile.TemporaryDirectory(prefix="parallax-")
        command = [sys.executable, "-m", "analysis.reports.kernel", str(theirs.fileno()), *modules]
        # A group of its own: Ctrl-C at a terminal reaches this process alone, which ends the others.
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                                         env=environment(self._home.name), process_group=0)
        theirs.close()

    def __enter__(self) -> "Kernels":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed:
            self.kill()
        self._ours.close()
        self._process.wait()
        self._home.cleanup()

    def kill(self) -> None:
        """End every kernel at once, whatever its cell does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def kernel(self) -> Connection:
        """A connection to a new kernel; closing it ends the kernel."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._ours, [b"k"], [theirs.fileno()])
        return Connection(ours.detach())


@contextlib.contextmanager
def started(notebooks: Iterable[Path]) -> Iterator[Kernels | None]:
    """Kernels warm for the notebooks; None where they cannot be forked and each gets an ordinary kernel."""
    if can_fork():
        with Kernels(_imports(notebooks)) as kernels:
            yield kernels
    else:
        with ordinary():
            yield None


@contextlib.contextmanager
def ordinary() -> Iterator[None]:
    """The environment that ordinary kernels inherit while they are started here."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="parallax-") as home:
        os.environ.update(environment(home))
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def environment(home: str) -> dict[str, str]:
    """What a kernel's process is given: one order of sets, one thread of algebra, no user's profile."""
    return {
        **os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1", "MPLBACKEND": "agg", "PARALLAX_ROOT": str(paths.root()), "IPYTHONDIR": home,
    }


def can_fork() -> bool:
    """Whether kernels can be forked and handed sockets here."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


def _imports(notebooks: Iterable[Path]) -> list[str]:
    """Every module that a notebook imports at its top level, and what all use: kernels are warmed with them."""
    found = {"pandas", "analysis.plots.style"}
    for notebook in notebooks:
        for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                found |= _imported("".join(cell["source"]))
    return sorted(found)


def _imported(source: str) -> set[str]:
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return set()
    found = {alias.name for s in statements if isinstance(s, ast.Import) for alias in s.names}
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            found |= {statement.module, *(f"{statement.module}.{alias.name}" for alias in statement.names)}
    return found
