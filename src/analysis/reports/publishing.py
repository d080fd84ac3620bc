"""All or nothing: a report is written aside and takes its place in one step, one run at a time."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import InputError
from analysis.reports.inputs import RECORD

try:
    import fcntl
except ImportError:  # Windows: there runs are not kept apart
    fcntl = None


@contextlib.contextmanager
def lock(out: Path) -> Iterator[None]:
    """Hold the one lock of a folder of reports; waits, and says so, while another run holds it.

    The lock ends with the process, however that ends. Raises InputError where the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = open(out / ".lock", "w", encoding="utf-8")  # noqa: SIM115 - open as long as it is locked
    except OSError as error:
        raise InputError(out, f"cannot be written ({error.strerror})", "name another with --out") from None
    with file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("waiting for another run to end …", file=sys.stderr, flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def restore(report: Path) -> None:
    """Clear away what a killed run left beside a report; call it under the lock."""
    old, new = _beside(report, "old"), _beside(report, "new")
    if old.exists() and not report.exists():
        old.rename(report)
    for folder in (old, new):
        shutil.rmtree(folder, ignore_errors=True)


def refuse_foreign(report: Path) -> None:
    """Raise InputError where a report would replace files that are not one."""
    foreign = not report.is_dir() or (any(report.iterdir()) and not (report / RECORD).is_file())
    if report.exists() and foreign:
        raise InputError(report, "exists already and is not a Parallax report", "move it away, or name another --out")


def stage(report: Path) -> Path:
    """A new empty folder beside the report, to write into."""
    folder = _beside(report, "new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def publish(staged: Path, report: Path) -> None:
    """Put a staged report in the place of the last one."""
    old = _beside(report, "old")
    if report.exists():
        os.rename(report, old)
    os.rename(staged, report)
    shutil.rmtree(old, ignore_errors=True)


def _beside(report: Path, what: str) -> Path:
    return report.with_name(f".{report.name}.{what}")
