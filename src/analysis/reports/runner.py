"""One notebook: run by papermill with its parameters, returned with outputs that are the same each time."""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.reports import engine
from analysis.reports.engine import nbformat, papermill  # from there: it keeps a slow import out
from analysis.reports.kernels import Kernels
from analysis.reports.parameters import Value

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"^.*?:\d+: (\w*Warning: .*)$")
_ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]+>")
BANNED = ("application/javascript", "application/x-javascript")


class RunFailed(Exception):
    """A notebook that did not run to its end: which, in which cell, with which error."""

    def __init__(self, notebook: str, cell: str, error: str, traceback: str = "") -> None:
        self.corpus, self.notebook, self.cell, self.error, self.traceback = "", notebook, cell, error, traceback
        super().__init__(notebook, cell, error)

    @property
    def wrong_input(self) -> bool:
        """Whether what was given is wrong (a term that is no cue, say), and not the notebook."""
        return self.error.startswith("InputError: ")

    def __str__(self) -> str:
        return f"{self.corpus}: {self.notebook}, cell {self.cell}: {self.error}"


@dataclass(frozen=True)
class Run:
    """An executed notebook, its files read under data/ (None: not known), and what it warned of."""

    notebook: nbformat.NotebookNode
    read: frozenset[str] | None
    warnings: tuple[str, ...]


def run(notebook: Path, values: Mapping[str, Value], kernels: Kernels | None,
        tick: engine.Tick = lambda: None) -> Run:
    """Run a notebook file with the values of its parameters; `tick` is called after each cell.

    With `kernels` None, each notebook gets an ordinary kernel (see `kernels.ordinary`). Raises RunFailed.
    """
    node = nbformat.read(notebook, 4)
    names = _cell_names(node)
    read: set[str] = set()
    how = {"engine_name": None, "kernel_name": "python3"}
    if kernels:
        how |= {"engine_name": engine.NAME, "kernels": kernels, "tick": tick, "read": read}
    try:
        done = papermill.execute_notebook(node, None, parameters=dict(values), progress_bar=False, **how)
    except papermill.PapermillExecutionError as error:
        traceback = _ANSI.sub("", "\n".join(error.traceback))
        message = " ".join(_ANSI.sub("", f"{error.ename}: {error.evalue}").split())
        raise RunFailed(notebook.stem, names[error.cell_index], message, traceback) from None
    except engine.KernelDied as error:
        raise RunFailed(notebook.stem, "(unknown)", str(error)) from None
    return Run(_stable(done), frozenset(read) if kernels else None, _warnings(done, notebook.stem))


def _cell_names(node: nbformat.NotebookNode) -> list[str]:
    """Each cell's id and its number as a reader counts, with the cell that papermill will put in among them."""
    names = [f"{cell.get('id', '')!r} (number {number})" for number, cell in enumerate(node.cells, 1)]
    tagged = (n for n, cell in enumerate(node.cells, 1) if "parameters" in cell.metadata.get("tags", []))
    names.insert(next(tagged, 0), "of the parameters given")
    return names


def _stable(node: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs from run to run: timings, counts, random ids, warnings."""
    node = copy.deepcopy(node)
    for key in ("papermill", "language_info"):
        node.metadata.pop(key, None)
    for cell in node.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    return node


def _refusal(output: nbformat.NotebookNode) -> str:
    """Why no page can show an output; empty where it can."""
    if output.output_type == "error":  # papermill lets SystemExit(0) pass
        return f"{output.ename}: {output.evalue}"
    data = output.get("data", {})
    if set(BANNED) & set(data):
        return "its output is a script"
    return "its output shows an address" if _ADDRESS.search(data.get("text/plain", "")) else ""


def _warnings(node: nbformat.NotebookNode, name: str) -> tuple[str, ...]:
    """What was printed to standard error, without paths; raises RunFailed for outputs that no page can show."""
    found = []
    for number, cell in enumerate(node.cells, 1):
        for output in cell.get("outputs", []):
            if why := _refusal(output):
                raise RunFailed(name, f"{cell.get('id')!r} (number {number})", why)
            if output.get("name") == "stderr":
                lines = (_WARNING.sub(r"\1", line) for line in output["text"].splitlines())
                found += [line.strip() for line in lines if "Warning: " in line]
    return tuple(dict.fromkeys(found))
