"""`python -m analysis verify [CORPUS…]`: every table and every page made again, and compared byte by byte."""

import argparse

from analysis import paths, pipeline
from analysis.commands import Refused, add_corpora, chosen, processors
from analysis.commands.data import bring_offered
from analysis.corpus import Corpus, texts_missing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CORPUS… and --tables-only."""
    add_corpora(parser)
    parser.add_argument("--tables-only", action="store_true", help="do not build the pages twice")


def run(args: argparse.Namespace) -> int:
    """0 where all is equal, 1 where something differs, 2 where no more is wrong than that a corpus was refused."""
    refused = Refused(args.command)
    corpora = chosen(args, refused)
    equal = True
    for corpus in corpora:
        with refused.of(corpus.id):
            equal &= verify_tables(corpus)
    if not args.tables_only:
        from analysis.reports.verification import verify_pages

        equal &= verify_pages([c.id for c in corpora if c.id not in refused], processors(), refused)
    refused.tell()
    if not equal:
        return 1
    return 2 if refused else 0


def verify_tables(corpus: Corpus) -> bool:
    """Whether the tables recomputed are those on disk, as far as the texts are there; prints what it found.

    Raises InputError for a text that is refused.
    """
    bring_offered(corpus)
    if missing := texts_missing(corpus):
        print(f"{corpus.id}: tables not recomputed: no text of {', '.join(missing)} (make data FROM=folder)")
        return True
    found = pipeline.differences(corpus)
    for table, what in found.items():
        print(f"{corpus.id}: {paths.shown(paths.processed(corpus.id) / table)}.csv {what}")
    if not found:
        print(f"{corpus.id}: every table recomputed and equal, byte by byte")
    return not found
