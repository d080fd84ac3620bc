"""Every page built twice, one notebook at a time and several, and compared byte by byte."""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.commands import Refused
from analysis.corpus import load_corpus
from analysis.reports.build import Plan, build
from analysis.reports.command import find_notebooks
from analysis.reports.inputs import digest
from analysis.reports.kernels import started
from analysis.reports.parameters import declared


def verify_pages(corpora: Sequence[str], jobs: int, refused: Refused) -> bool:
    """Whether two builds of the corpora's pages are equal; prints a line for each corpus, and for each difference.

    The figures are taken as they are, and the reports that are there are left alone. `refused` takes the corpora that
    have none.
    """
    equal = True
    with tempfile.TemporaryDirectory(prefix="parallax-") as folder:
        built = [_built(corpora, Path(folder) / f"{jobs} at a time", jobs, refused) for jobs in (1, max(2, jobs))]
        for corpus in (corpus for corpus in corpora if corpus not in refused):
            one, other = (out / corpus for out in built)
            files = sorted({file.name for out in (one, other) if out.is_dir() for file in out.iterdir()})
            different = [name for name in files if digest(one / name) != digest(other / name)]
            equal &= bool(files) and not different
            for name in different:
                print(f"{corpus}: {name} differs between two builds")
            if files and not different:
                print(f"{corpus}: {len(files)} files of the report built twice and equal, byte by byte")
    return equal


def _built(corpora: Sequence[str], out: Path, jobs: int, refused: Refused) -> Path:
    notebooks = find_notebooks()
    plan = Plan(notebooks, {n.stem: declared(n) for n in notebooks}, {}, out, force=True, quiet=True)
    out.mkdir()
    with started(notebooks) as kernels:
        _, failures = build([load_corpus(corpus) for corpus in corpora], plan, jobs, kernels, refused)
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return out
