"""`python -m analysis verify [CORPUS…]`: every table and every page made again, and compared byte by byte."""

import argparse

from analysis import paths, pipeline
from analysis.commands import add_corpora, chosen, processors
from analysis.commands.data import bring_offered
from analysis.corpus import texts_missing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CORPUS… and --tables-only."""
    add_corpora(parser)
    parser.add_argument("--tables-only", action="store_true", help="do not build the pages twice")


def run(args: argparse.Namespace) -> int:
    """0 where all is equal, 1 where something differs."""
    corpora = chosen(args)
    equal = True
    for corpus in corpora:
        bring_offered(corpus)
        if missing := texts_missing(corpus):
            print(f"{corpus.id}: tables not recomputed, no text of {', '.join(missing)} (make data FROM=folder)")
            continue
        found = pipeline.differences(corpus)
        equal &= not found
        for table, what in found.items():
            print(f"{corpus.id}: {paths.shown(paths.processed(corpus.id) / table)}.csv {what}")
        if not found:
            print(f"{corpus.id}: every table recomputed and equal, byte by byte")
    if not args.tables_only:
        from analysis.reports.verification import verify_pages

        equal &= verify_pages([c.id for c in corpora], processors())
    return 0 if equal else 1
