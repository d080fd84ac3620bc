"""papermill's engine of this house: each notebook in a kernel of its own, forked from one that is warm.

papermill does the rest as ever: it injects the parameters, keeps the state of each cell, raises at the first
error. Where processes cannot be forked, its own engine starts an ordinary kernel for each notebook.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

sys.modules.setdefault("rfc3987_syntax", None)  # jsonschema would build its grammars: 1.5 s, never used

import nbformat  # noqa: E402
import papermill  # noqa: E402, F401 - for the runner
from papermill.engines import Engine, papermill_engines  # noqa: E402

from analysis import paths  # noqa: E402

NAME = "parallax"
Tick = Callable[[], None]


class KernelDied(Exception):
    """A kernel that ended before its cell did."""


class Kernels:
    """Warm kernels: a context that starts the process they are forked from, and ends it."""

    def __init__(self, modules: Sequence[str]) -> None:
        """`modules` are imported before the first kernel is asked for."""
        self._ours, theirs = socket.socketpair()
        self._home = tempfile.TemporaryDirectory(prefix="parallax-")
        command = [sys.executable, "-m", "analysis.reports.kernel", str(theirs.fileno()), *modules]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                                         env=environment(self._home.name))
        theirs.close()

    def __enter__(self) -> "Kernels":
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.close()
        self._process.wait()
        self._home.cleanup()

    def kernel(self) -> Connection:
        """A connection to a new kernel; closing it ends the kernel."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._ours, [b"k"], [theirs.fileno()])
        return Connection(ours.detach())


class ForkedEngine(Engine):
    """Run the cells of a notebook in a kernel of `kernels`, calling `tick` after each."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, kernels, tick, read, **_):
        """Execute cell by cell; stops at the first that fails. Files read are added to `read`."""
        with kernels.kernel() as kernel:
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code":
                    continue
                nb_man.cell_start(cell, index)
                answer = _ask(kernel, cell.source)
                cell.outputs = [nbformat.from_dict(output) for output in answer["outputs"]]
                read.update(answer["read"])
                tick()
                if answer["failed"]:
                    nb_man.cell_exception(cell, index)
                    break
                nb_man.cell_complete(cell, index)


def environment(home: str) -> dict[str, str]:
    """What a kernel's process is given: one order of sets, one thread of algebra, no user's profile."""
    return {
        **os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1", "MPLBACKEND": "agg", "PARALLAX_ROOT": str(paths.root()), "IPYTHONDIR": home,
    }


def can_fork() -> bool:
    """Whether kernels can be forked and handed sockets here."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


def _ask(kernel: Connection, source: str) -> dict:
    try:
        kernel.send_bytes(source.encode("utf-8", "surrogatepass"))
        return json.loads(kernel.recv_bytes())
    except (EOFError, OSError):
        raise KernelDied("the kernel died while this cell ran") from None


papermill_engines.register(NAME, ForkedEngine)
