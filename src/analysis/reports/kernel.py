"""A kernel that is warm when it is asked for: `python -m analysis.reports.kernel FD MODULE…`.

One process imports what the notebooks import, once; each request (a socket handed over the socket FD) makes
it fork, and the fork is the kernel of one notebook: it runs cells sent to it and sends their outputs back.
What one notebook does, no other sees. Messages are JSON, one a cell: source → {outputs, error, read}.
"""

import json
import os
import socket
import sys
import warnings
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config


class Outputs(list):
    """The outputs of the cell that runs, as nbformat has them."""

    def stream(self, name: str, text: str) -> None:
        """Add to what was printed; what follows on the same stream is one output."""
        if self and self[-1].get("name") == name:
            self[-1]["text"] += text
        else:
            self.append({"output_type": "stream", "name": name, "text": text})

    def data(self, kind: str, data: dict, metadata: dict | None, **more: object) -> None:
        """Add what was displayed (`display_data`) or a cell's last value (`execute_result`)."""
        self.append({"output_type": kind, "data": data, "metadata": metadata or {}, **more})


class _Publisher(DisplayPublisher):
    outputs: Outputs

    def publish(self, data, metadata=None, **_):
        self.outputs.data("display_data", data, metadata)


class _Hook(DisplayHook):
    outputs: Outputs

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        self.outputs.data("execute_result", format_dict, md_dict, execution_count=self.prompt_count)


class _Stream:
    """What stands for standard output or error while a notebook runs."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, name: str, outputs: Outputs) -> None:
        self.name, self._outputs = f"<{name}>", outputs
        self._stream = name

    def write(self, text: str) -> int:
        """Add to the cell's outputs."""
        if text:
            self._outputs.stream(self._stream, text)
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """Never a terminal."""
        return False


class Shell(InteractiveShell):
    """An IPython shell whose outputs are gathered instead of printed."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **kw):
        self.outputs = Outputs()
        super().__init__(**kw)
        self.displayhook.outputs = self.display_pub.outputs = self.outputs

    def _showtraceback(self, etype, evalue, stb):
        self.outputs.append({"output_type": "error", "ename": etype.__name__, "evalue": str(evalue),
                             "traceback": list(stb)})

    def run(self, source: str) -> dict:
        """Run a cell; its outputs, and whether it failed."""
        self.outputs.clear()
        result = self.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is not None and not any(o["output_type"] == "error" for o in self.outputs):
            self._showtraceback(type(error), error, [])
        return {"outputs": list(self.outputs), "failed": error is not None}


def shell() -> Shell:
    """The shell, made before the fork, so that each kernel starts with one."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    return Shell.instance(config=config)


def serve(connection: Connection, ready: Shell) -> None:
    """Run the cells that come until the other side closes; tells also which files under the root were read."""
    read: set[str] = set()
    root = os.path.join(os.environ.get("PARALLAX_ROOT", os.getcwd()), "data", "")
    sys.addaudithook(lambda event, args: _note_read(event, args, root, read))
    sys.stdout, sys.stderr = (_Stream(name, ready.outputs) for name in ("stdout", "stderr"))
    while True:
        try:
            source = connection.recv_bytes().decode("utf-8")
        except EOFError:
            return
        answer = ready.run(source) | {"read": sorted(read)}
        connection.send_bytes(json.dumps(answer, default=str).encode("utf-8"))


def _note_read(event: str, args: tuple, root: str, read: set[str]) -> None:
    if event == "open" and isinstance(args[0], str) and os.path.abspath(args[0]).startswith(root):
        read.add(os.path.abspath(args[0]))


def warm(modules: list[str]) -> None:
    """Import what the notebooks import, and draw once: fonts are found and caches filled before a fork."""
    for module in modules:
        try:
            import_module(module)
        except ImportError:
            continue  # the notebook that imports it fails, and says so
    if "analysis.plots.style" in sys.modules:
        style = sys.modules["analysis.plots.style"]
        with style.house():
            figure, axes = style.canvas(1)
            axes.set_title("warm")
        style.svg(figure, "warm")


def main(descriptor: int, modules: list[str]) -> None:
    """Fork a kernel for each socket that comes over the control socket, until it closes."""
    control = socket.socket(fileno=descriptor)
    ready = shell()
    warm(modules)
    children: set[int] = set()
    while True:
        _, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not handed:
            break
        child = os.fork()
        if child == 0:
            control.close()
            try:
                serve(Connection(handed[0]), ready)
            finally:
                os._exit(0)
        os.close(handed[0])
        children.add(child)
        children -= {pid for pid in children if os.waitpid(pid, os.WNOHANG)[0]}


if __name__ == "__main__":
    warnings.showwarning = lambda message, category, *_: sys.stderr.write(f"{category.__name__}: {message}\n")
    sys.path[:] = [str(Path(p)) if p else p for p in sys.path]
    main(int(sys.argv[1]), sys.argv[2:])
