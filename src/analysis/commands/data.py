"""`python -m analysis data [CORPUS…] --from FOLDER`: bring texts, known by their checksum."""

import argparse
from pathlib import Path

from analysis import paths
from analysis.bringing import bring, index
from analysis.commands import add_corpora, chosen
from analysis.corpus import Corpus, texts_missing
from analysis.errors import InputError

_NAMED = 5  # files without use that are named: more than a slip, and the folder holds other things too


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """CORPUS… and --from."""
    add_corpora(parser)
    parser.add_argument("--from", dest="folder", metavar="FOLDER",
                        help="folder that holds the texts (default: ../shared/corpus, beside the checkout)")


def run(args: argparse.Namespace) -> int:
    """Bring what is found and say what is not; raises InputError where a text is still missing."""
    folder = folder_of(args.folder)
    corpora = chosen(args)
    found = index(folder)
    known = {p.sha256 for c in corpora if not c.source for p in c.pieces}
    missing = []
    for corpus in corpora:
        done = bring(corpus, found)
        missing += done.missing
        print(
            f"{corpus.id}: {len(done.copied)} brought, {len(done.present)} already there, {len(done.missing)} missing"
        )
    unknown = [file.name for digest, file in found.items() if digest not in known]
    for name in unknown[:_NAMED]:
        print(f"unknown: {name} is not a piece of {', '.join(c.id for c in corpora)} as corpus.toml describes them")
    if len(unknown) > _NAMED:
        print(f"unknown: {len(unknown) - _NAMED} files more")
    if missing:
        raise InputError(folder, "; ".join(missing), "bring exactly the files whose SHA-256 is in corpus.toml")
    return 0


def folder_of(named: str | None) -> Path:
    """The folder that FROM or --from names, else the one beside the checkout. Raises InputError."""
    if named is not None and not named.strip():
        raise InputError("FROM", "it is empty", "name the folder that holds the texts: make data FROM=folder")
    folder = paths.offered() if named is None else Path(named).expanduser()
    if named is None and not folder.is_dir():
        raise InputError("FROM", f"it is not given, and the default folder, {folder}, does not exist",
                         "name the folder that holds the texts: make data FROM=folder")
    return folder


def bring_offered(corpus: Corpus) -> None:
    """Take missing texts from the folder beside the checkout, where there is one; silent where it has none."""
    if texts_missing(corpus) and paths.offered().is_dir():
        bring(corpus, index(paths.offered()))
