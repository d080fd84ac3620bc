"""`python -m analysis COMMAND …`: the one door; the Makefile calls nothing else.

A command is a module with `add_arguments(parser)` and `run(args) -> exit code`, imported only when called.
Exit codes: 0 done, 1 a run that failed, 2 wrong use or wrong input, 130 interrupted.
"""

import argparse
import os
import sys
from importlib import import_module

from analysis.errors import InputError

COMMANDS = {
    "report": ("analysis.reports.command", "build the pages of one, several or all corpora"),
    "clean": ("analysis.cleaning.command", "separate the article from what the scraper brought along"),
    "measure": ("analysis.commands.measure", "recompute the tables of data/processed from the texts"),
    "verify": ("analysis.commands.verify", "recompute every table and page, and compare byte by byte"),
    "data": ("analysis.commands.data", "copy a corpus's texts from a folder"),
    "new": ("analysis.commands.new", "start a corpus from your own text files"),
    "codebook": ("analysis.codebook.command", "check a codebook for cues that miss, hit twice or hide others"),
    "coding": ("analysis.framing.coding", "give sentences to human coders, and compare their answers"),
    "docs": ("analysis.commands.docs", "write docs/tables.md, the dictionary of every table's columns"),
    "train": ("analysis.commands.train", "train a model's weights again on annotated data"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # several threads add up in another order each time
        os.environ.setdefault(threads, "1")
    argv = sys.argv[1:] if argv is None else argv
    chosen = next((a for a in argv if not a.startswith("-")), None)
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="How differently do a few texts tell the same event?")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
    for name, (module, help_text) in COMMANDS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        if name == chosen:
            import_module(module).add_arguments(sub)
    if not argv:
        parser.print_help(sys.stderr)
        return 2
    try:
        args, unknown = parser.parse_known_args(argv)
        if unknown:  # told with the usage of the command, which parse_args does not know
            commands.choices[args.command].error(f"unrecognized arguments: {' '.join(unknown)}")
        return import_module(COMMANDS[args.command][0]).run(args)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; no report is left half made, and what has been measured so far is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output has gone (… | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
