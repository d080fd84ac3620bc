"""`python -m analysis train MODEL --data FOLDER`: weights again, from annotated data: the same data, the same bytes."""

import argparse
from importlib import import_module
from pathlib import Path

from analysis.errors import InputError

# Made anew by name alone: words, towards and senses need the extra `train`, and framing reads what the first wrote,
# sentiment what the second; naming and, after it, senses are learned from the gold in tests/framing/cases.
SELDOM = {
    "words": "analysis.framing.frames.taught",
    "towards": "analysis.sentiment.taught",
    "naming": "analysis.framing.weights_of_sense",
    "senses": "analysis.framing.taught",
}
MODELS = {
    "cleaning": "analysis.cleaning.training",
    "titles": "analysis.cleaning.titles_training",  # of cleaning's data, by what that has learned
    "sentiment": "analysis.sentiment.table_training",
    "framing": "analysis.framing.frames.training",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """MODEL… and --data."""
    parser.add_argument("model", nargs="*", metavar="MODEL",
                        help=f"one or more of {', '.join(MODELS)} (default: all of these), or {', '.join(SELDOM)}")
    parser.add_argument("--data", type=Path, required=True,
                        help="folder of annotated data: cleaning/, sentiment/ and framing/, each with a part dev/")
    parser.add_argument("--cache", type=Path,
                        help="for towards: folder that keeps what its teachers say, and what its net begins with, for "
                             "the next run (up to 3 GB)")


def run(args: argparse.Namespace) -> int:
    """Train each model: a module with `train(folder) -> list of files written`, folder holding its dev/."""
    known = MODELS | SELDOM
    if args.cache and "towards" not in args.model:
        raise InputError("--cache", "these models keep nothing", "give it to `train towards` alone")
    for name in args.model or MODELS:
        if name not in known:
            raise InputError(name, "no such model", f"known are {', '.join(known)}")
        own = args.data / {"towards": "sentiment", "titles": "cleaning"}.get(name, name)
        folder = own if own.is_dir() else args.data
        if not folder.is_dir():
            raise InputError(folder, "no such folder", "name the folder that holds the annotated data")
        options = {"cache": args.cache} if args.cache and name == "towards" else {}
        for file in import_module(known[name]).train(folder, **options):
            print(f"{name}: wrote {file}")
    return 0
