"""Commands of `python -m analysis` that belong to no room; a module each with `add_arguments` and `run`."""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.corpus import Corpus, corpora, load_corpus
from analysis.errors import InputError


def add_corpora(parser: argparse.ArgumentParser) -> None:
    """The argument CORPUS…: ids of folders in data/raw, all of them when none is given."""
    parser.add_argument("corpus", nargs="*", metavar="CORPUS", help="a folder of data/raw (default: all)")


def add_jobs(parser: argparse.ArgumentParser, what: str, default: int | None = None) -> None:
    """The argument --jobs N: how many of `what` at a time; by default as many as there are processors."""
    told = "as many as there are processors" if default is None else default
    parser.add_argument("--jobs", type=_jobs, default=default or processors(), metavar="N",
                        help=f"{what} at a time (default: {told})")


def _jobs(typed: str) -> int:
    """Raises InputError, which the command line tells, for what is no number of processes."""
    if not re.fullmatch(r"0*[1-9]\d{0,5}", typed):
        raise InputError("--jobs", f"{typed} at a time", "give 1 or more")
    return int(typed)


class Refused:
    """Corpora that a command refuses while it goes on with the others; their errors are told last."""

    def __init__(self, command: str, alone: str = "") -> None:
        """`alone` is how the command is called for one corpus alone, where make does not."""
        self.alone, self.errors = alone or f"make {command} CORPUS=name", {}
        self.among = False  # whether other corpora were asked for too

    def __contains__(self, corpus: str) -> bool:
        return corpus in self.errors

    def __bool__(self) -> bool:
        return bool(self.errors)

    @contextmanager
    def of(self, corpus: str) -> Iterator[None]:
        """Keep the InputError of a corpus; what follows in the block is left out for it."""
        try:
            yield
        except InputError as error:
            self.errors.setdefault(corpus, error)

    def tell(self) -> None:
        """Print each error on standard error; of several corpora, also how to do without the one."""
        sys.stdout.flush()  # what was done stands first, also where both go into one file
        for corpus, error in self.errors.items():
            more = (f"; or set {corpus} aside: move data/raw/{corpus} to another place "
                    f"(for one corpus alone: {self.alone})") if self.among else ""
            print(f"error: {InputError(error.where, error.what, error.remedy + more)}", file=sys.stderr)


def chosen(args: argparse.Namespace, refused: Refused | None = None) -> list[Corpus]:
    """The corpora that CORPUS… names, each once; or all, of which `refused` takes those that cannot be read.

    Raises InputError.
    """
    names = list(dict.fromkeys(args.corpus)) or corpora()
    if not names:
        raise InputError("data/raw", "there is no corpus", "start one: python -m analysis new NAME FILE FILE")
    if refused is not None:
        refused.among = len(names) > 1
    if args.corpus or refused is None:
        return [load_corpus(name) for name in names]
    found = []
    for name in names:
        with refused.of(name):
            found.append(load_corpus(name))
    return found


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
