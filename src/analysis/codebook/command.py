"""`python -m analysis codebook check [CORPUS…]`."""

import argparse
import re

from analysis import paths
from analysis.cleaning import clean
from analysis.codebook.check import Remark, check
from analysis.codebook.reading import general, load_codebook
from analysis.commands import add_corpora, chosen
from analysis.corpus import Corpus, read_piece, texts_missing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The action `check`, and CORPUS…"""
    parser.add_argument(
        "action", choices=["check"], help="check: list cues that never hit, hit twice or shadow one another"
    )
    add_corpora(parser)


def run(args: argparse.Namespace) -> int:
    """Print a line for each remark. Raises InputError for a codebook that is wrong."""
    for corpus in chosen(args):
        file = paths.raw(corpus.id) / "codebook.toml"
        codebook = load_codebook(corpus.id)
        if not file.is_file():
            print(f"{corpus.id}: no codebook.toml of its own; the general codebook is used")
            continue
        texts = [] if texts_missing(corpus) else _texts(corpus)
        remarks = check(codebook, general(), texts)
        lines = file.read_text("utf-8-sig").splitlines()
        for group in _grouped(remarks):
            first = group[0]
            cues = ", ".join(f'"{r.cue}"' for r in group)
            where = f"{paths.shown(file)}, line {_line(lines, first)}: [{first.section}] {first.code}"
            print(f"{where}: {cues} {first.what}. Remedy: {first.remedy}.")
        tried = (
            f"tried on {len(texts)} texts"
            if texts
            else "the texts are not here, so that no cue was tried (make data)"
        )
        print(f"{corpus.id}: {len(remarks) or 'no'} remark{'' if len(remarks) == 1 else 's'}; {tried}")
    return 0


def _grouped(remarks: list[Remark]) -> list[list[Remark]]:
    """Remarks that say the same of several cues of one code, together."""
    groups: dict[tuple[str, str, str], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.section, remark.code, remark.what), []).append(remark)
    return list(groups.values())


def _texts(corpus: Corpus) -> list[str]:
    """Title, dek and body of each piece, a paragraph each."""
    texts = []
    for piece in corpus.pieces:
        cleaned = clean(read_piece(corpus, piece)[0].text, title=piece.title, author=piece.author,
                        overrides=piece.overrides)
        texts.append("\n\n".join(b.text for b in cleaned.blocks if b.role in ("title", "dek", "body")))
    return texts


def _line(lines: list[str], remark: Remark) -> int:
    """The line on which the cue stands: the first after its code's name, where that is found."""
    cue = re.compile(re.escape(f'"{remark.cue}"'))
    start = next((n for n, line in enumerate(lines) if re.search(rf"\b{re.escape(remark.code)}\b", line)), 0)
    places = [n for n, line in enumerate(lines) if cue.search(line)]
    return next((n for n in places if n >= start), places[0] if places else 0) + 1
