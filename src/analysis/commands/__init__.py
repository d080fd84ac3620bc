"""Commands of `python -m analysis` that belong to no room; a module each with `add_arguments` and `run`."""

import argparse
import os

from analysis.corpus import Corpus, corpora, load_corpus
from analysis.errors import InputError


def add_corpora(parser: argparse.ArgumentParser) -> None:
    """The argument CORPUS…: ids of folders in data/raw, all of them when none is given."""
    parser.add_argument("corpus", nargs="*", metavar="CORPUS", help="a folder of data/raw (default: all)")


def chosen(args: argparse.Namespace) -> list[Corpus]:
    """The corpora that CORPUS… names, each once. Raises InputError."""
    names = list(dict.fromkeys(args.corpus)) or corpora()
    if not names:
        raise InputError("data/raw", "there is no corpus", "start one: python -m analysis new NAME FILE FILE")
    return [load_corpus(name) for name in names]


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
