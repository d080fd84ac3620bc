"""papermill's engine of this house: each notebook in a kernel of its own, forked from one that is warm.

papermill does the rest as ever: it injects the parameters, keeps the state of each cell, raises at the first
error. Where processes cannot be forked, its own engine starts an ordinary kernel for each notebook.
"""

import json
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

sys.modules.setdefault("rfc3987_syntax", None)  # jsonschema would build its grammars: 1.5 s, never used

import nbformat  # noqa: E402
import papermill  # noqa: E402, F401 - for the runner
from papermill.engines import Engine, papermill_engines  # noqa: E402

NAME = "parallax"
Tick = Callable[[], None]


class KernelDied(Exception):
    """A kernel that ended before its cell did."""


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


def _ask(kernel: Connection, source: str) -> dict:
    try:
        kernel.send_bytes(source.encode("utf-8", "surrogatepass"))
        return json.loads(kernel.recv_bytes())
    except (EOFError, OSError):
        raise KernelDied("the kernel died while this cell ran") from None


papermill_engines.register(NAME, ForkedEngine)
