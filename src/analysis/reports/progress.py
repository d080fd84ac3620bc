"""What a reader sees while notebooks run: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType


class Progress:
    """Told of cells and notebooks as they are done. A context; silent where `quiet`."""

    def __init__(self, cells: int, notebooks: int, quiet: bool = False) -> None:
        self._left, self._notebooks, self._quiet = notebooks, notebooks, quiet
        self._start = time.monotonic()
        self._bar = self._task = None
        if sys.stderr.isatty() and not quiet:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
                TextColumn("cells"), TimeElapsedColumn(), console=Console(stderr=True))
            self._task = self._bar.add_task("notebooks", total=cells)

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def cell(self) -> None:
        """A cell is done."""
        if self._bar:
            self._bar.advance(self._task)

    def notebook(self, name: str) -> None:
        """A notebook is done."""
        self._left -= 1
        done = f"{self._notebooks - self._left} of {self._notebooks}"
        if self._bar:
            self._bar.update(self._task, description=name)
        elif not self._quiet:
            seconds = time.monotonic() - self._start
            print(f"{name}: run ({done}, {seconds:.1f} s)", file=sys.stderr, flush=True)
