"""`python -m analysis measure [CORPUS…]`: texts → data/processed."""

import argparse
import sys

from analysis import paths, pipeline
from analysis.codebook.check import told_missed
from analysis.commands import Refused, add_corpora, add_jobs, chosen
from analysis.commands.data import bring_offered
from analysis.corpus import Corpus, no_text, texts_missing
from analysis.errors import InputError
from analysis.reports.rows import rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CORPUS… and --jobs."""
    add_corpora(parser)
    add_jobs(parser, "pieces measured")
    parser.add_argument("--cluster", default="", metavar="ADDRESS",
                        help="a Dask scheduler whose workers see the same folders, for corpora from 1,000 pieces on")


def run(args: argparse.Namespace) -> int:
    """Measure each corpus: 0, or 2 where one was refused, such as for a text that is missing."""
    refused = Refused(args.command)
    corpora = chosen(args, refused)
    for corpus in corpora:
        with refused.of(corpus.id):
            measure(corpus, args)
    refused.tell()
    return 2 if refused else 0


def measure(corpus: Corpus, args: argparse.Namespace) -> None:
    """Bring one corpus's tables up to date and say which changed. Raises InputError."""
    bring_offered(corpus)
    if missing := texts_missing(corpus):
        raise no_text(corpus, missing)
    if args.cluster and len(corpus.pieces) < pipeline.LARGE:
        raise InputError("--cluster", f"{corpus.id} has {len(corpus.pieces)} pieces, fewer than {pipeline.LARGE}",
                         "leave it out: a corpus of this size is measured here")
    changed = pipeline.ensure_figures(corpus, args.jobs, progress_line(corpus.id), args.cluster)
    print(f"{corpus.id}: {', '.join(changed) + ' changed' if changed else 'every table is up to date'}")
    tell_warnings(corpus)


def tell_warnings(corpus: Corpus) -> None:
    """On standard error: readings by hand that meet nothing; what cleaning warned of, piece by piece, and the texts
    that are missing where others are here; of a source, how many pieces were left out.
    """
    for row in rows(corpus.id, "readings"):
        if row["missed"]:
            print(told_missed(corpus.id, row), file=sys.stderr)
    if corpus.source:
        tell_left_out(corpus.id)
        return
    missing = texts_missing(corpus)
    if len(missing) < len(corpus.pieces):
        for piece in map(corpus.piece, missing):
            print(f"{paths.shown(corpus.folder / piece.file)}: the text is missing, so {piece.id} is shown by its "
                  "figures and places alone. Remedy: bring it, or correct the name in corpus.toml.", file=sys.stderr)
    for row in rows(corpus.id, "pieces"):
        if row["warnings"]:
            print(f"{paths.shown(corpus.folder / corpus.piece(row['piece']).file)}: {row['warnings']}", file=sys.stderr)


def tell_left_out(corpus: str) -> None:
    """How many pieces of a source could not be measured, and the first of them, on standard error."""
    out = [row for row in rows(corpus, "pieces") if row["warnings"].startswith(pipeline.LEFT_OUT)]
    if out:
        why = out[0]["warnings"].removeprefix(f"{pipeline.LEFT_OUT}: ")
        print(f"{corpus}: {len(out)} left out as not English articles, such as {out[0]['piece']} ({why}); "
              "the table pieces names them all", file=sys.stderr)


def progress_line(name: str):
    """A `progress` for the pipeline: a line on standard error, rewritten on a terminal, silent for few pieces."""
    def tell(done: int, of: int) -> None:
        if of >= 20 and (sys.stderr.isatty() or done % max(1, of // 10) == 0):
            end = "\r" if sys.stderr.isatty() and done < of else "\n"
            print(f"{name}: {done} of {of} pieces measured", end=end, file=sys.stderr, flush=True)
    return tell
