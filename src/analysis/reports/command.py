"""`python -m analysis report [CORPUS…] [-p name value]… [--out DIR] [--jobs N] [--force]`: the pages.

Where nothing has changed since the last report, this module and `inputs` find so with the standard library.
"""

import argparse
import sys
from pathlib import Path

from analysis import paths
from analysis.commands import Refused, add_corpora, add_jobs, chosen
from analysis.commands.data import bring_offered
from analysis.corpus import Corpus
from analysis.errors import InputError
from analysis.reports import inputs, parameters, publishing
from analysis.reports.kernels import started

Given = dict[str, parameters.Value]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CORPUS…, -p, --out, --jobs and --force."""
    add_corpora(parser)
    parser.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"), dest="parameter",
                        help="a parameter of the notebooks; may be repeated")
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder of the reports (default: reports)")
    add_jobs(parser, "notebooks run")
    parser.add_argument("--force", action="store_true", help="run every notebook, changed or not")


def run(args: argparse.Namespace) -> int:
    """0 where every report is up to date, 1 where a notebook failed, 2 where one or a corpus refused its input.

    A refused corpus is told last, when the others are built. Raises InputError before any notebook is run.
    """
    refused = Refused(args.command)
    corpora = chosen(args, refused)
    notebooks = find_notebooks()
    declared = {notebook.stem: parameters.declared(notebook) for notebook in notebooks}
    given = check_given(args.parameter, declared)
    out = Path(args.out or paths.reports()).absolute()
    for corpus in corpora:
        publishing.refuse_foreign(out / corpus.id)
    with publishing.lock(out):
        for corpus in corpora:
            publishing.restore(out / corpus.id)
            bring_offered(corpus)
        stale = [c for c in corpora if args.force or not is_fresh(c, notebooks, given, out)]
        failures = []
        if stale:
            with started(notebooks) as kernels:
                from analysis.commands.measure import progress_line, tell_warnings
                from analysis.reports.build import Plan, build

                plan = Plan(notebooks, declared, given, out, args.force)
                _, failures = build(stale, plan, args.jobs, kernels, refused, progress_line)
    for failure in failures:
        if not failure.wrong_input:
            print(failure.traceback, file=sys.stderr)
        print(f"error: {failure}", file=sys.stderr)
    if corpora and not stale:
        print("Nothing has changed; the reports are up to date.")
    failed = {failure.corpus for failure in failures}
    for corpus in corpora:
        if corpus.id not in failed and corpus.id not in refused:
            print(f"{corpus.id}: {paths.shown(out / corpus.id / 'index.html')}")
            if corpus in stale:
                tell_warnings(corpus)
        elif (out / corpus.id).exists():
            print(f"{corpus.id}: the last good report is left as it was", file=sys.stderr)
    refused.tell()
    if all(failure.wrong_input for failure in failures):
        return 2 if failures or refused else 0
    return 1


def find_notebooks() -> tuple[Path, ...]:
    """The notebooks, in order of their names. Raises InputError where there is none."""
    found = tuple(sorted(f for f in paths.notebooks().glob("*.ipynb") if not f.name.startswith(".")))
    if not found:
        raise InputError(paths.shown(paths.notebooks()), "no notebook there", "restore the folder from git")
    return found


def check_given(given: list[list[str]], declared: dict[str, tuple[parameters.Parameter, ...]]) -> Given:
    """Values by name, each fit for every notebook that declares it. Raises InputError."""
    known = [parameter for found in declared.values() for parameter in found]
    typed = dict(given)
    if len(typed) < len(given):
        twice = next(name for name, _ in given if sum(name == other for other, _ in given) > 1)
        raise InputError(f"-p {twice}", "given twice", "give it once")
    parameters.refuse_unknown(typed, known)
    return parameters.check(declared, typed)


def is_fresh(corpus: Corpus, notebooks: tuple[Path, ...], given: Given, out: Path) -> bool:
    """Whether a corpus's report is whole and made from just what is there now."""
    record, notebooks = inputs.read_record(out / corpus.id), inputs.runs_on(corpus.id, notebooks)
    if not inputs.is_whole(out / corpus.id, record):
        return False
    state = inputs.all_of(corpus.id, notebooks)
    return record["everything"] == inputs.key(state, given, inputs.pages_of(notebooks))
