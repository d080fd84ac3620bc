"""`python -m analysis codebook check [CORPUS…]`."""

import argparse
import re

from analysis import paths, pipeline
from analysis.codebook.check import FORM, Remark, check, told_missed, told_nameless
from analysis.codebook.model import PARTS
from analysis.codebook.reading import general, load_codebook
from analysis.commands import Refused, add_corpora, add_jobs, chosen
from analysis.commands.measure import progress_line
from analysis.corpus import Corpus, texts_missing
from analysis.framing import cues_tried
from analysis.framing.by_hand import tried as tried_readings
from analysis.segments import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The action `check`, CORPUS… and --jobs."""
    parser.add_argument(
        "action", choices=["check"], help="check: list cues that never hit, hit only what was taken out, "
        "miss other capitals, hit twice, shadow one another or mostly hit what is not the event, an event without an "
        "[[actor]], and readings by hand that match no word"
    )
    add_corpora(parser)
    add_jobs(parser, "pieces read")


def run(args: argparse.Namespace) -> int:
    """Print a line for each remark: 0, or 2 where a corpus or its codebook is wrong, which is told last."""
    refused = Refused(args.command, "python -m analysis codebook check name")
    for corpus in chosen(args, refused):
        with refused.of(corpus.id):
            _check(corpus, args.jobs)
    refused.tell()
    return 2 if refused else 0


def _check(corpus: Corpus, jobs: int) -> None:
    file = paths.raw(corpus.id) / "codebook.toml"
    codebook = load_codebook(corpus.id)
    if not file.is_file():
        print(f"{corpus.id}: no codebook.toml of its own; the general codebook is used")
        return
    read = [] if texts_missing(corpus) else list(
        pipeline.read(corpus, codebook, ("analysis.framing",), jobs, progress_line(corpus.id)))
    documents = [document for document, _ in read]
    texts = [_text(document) for document in documents]
    removed = [part for document in documents for part in _removed(document)]
    told = [*check(codebook, general(), texts, removed), *cues_tried.remarks(codebook, general(), read)]
    forms, remarks = ([r for r in told if (r.what == FORM) is form] for form in (True, False))
    lines = file.read_text("utf-8-sig").splitlines()
    for group in _grouped(remarks):
        first = group[0]
        where = f"{paths.shown(file)}, line {_line(lines, first)}: [{first.section}] {first.code}"
        print(f"{where}: {_cues(group)} {first.what}. Remedy: {first.remedy}.")
    outcomes = [one for document in documents for one in tried_readings(document, codebook)]
    missed = [told_missed(corpus.id, vars(r) | {"missed": missed}) for r, missed in outcomes if missed]
    if nameless := told_nameless(corpus.id, codebook, lines):
        missed.insert(0, nameless)
    print("\n".join(missed), end="\n" if missed else "")
    for section in dict.fromkeys(r.section for r in forms):
        groups = _grouped([r for r in forms if r.section == section])
        never = "; ".join(f"{group[0].code} {_cues(group)}" for group in groups)
        print(f"{paths.shown(file)}: [{section}] forms that never hit, where others of the word do, so that nothing "
              f"need be done: {never}.")
    number = len(remarks) + len(missed)
    tried = (
        f"tried on {len(texts)} texts"
        if texts
        else "the texts are not here, so no cue was tried (make data)"
    )
    print(f"{corpus.id}: {number or 'no'} remark{'' if number == 1 else 's'}; {tried}")


def _grouped(remarks: list[Remark]) -> list[list[Remark]]:
    """Remarks that say the same of several cues of one code, together."""
    groups: dict[tuple[str, str, str], list[Remark]] = {}
    for remark in remarks:
        groups.setdefault((remark.section, remark.code, remark.what), []).append(remark)
    return list(groups.values())


def _cues(group: list[Remark]) -> str:
    return ", ".join(f'"{r.cue}"' for r in group)


def _removed(document: Document) -> list[tuple[str, str]]:
    """What was taken out of a piece: (piece and line, the text) of each block."""
    cleaned = document.cleaned
    return [
        (f"{document.piece.id}, line {b.first_line}", cleaned.whole.flat(b.start, b.end))
        for b in cleaned.blocks
        if b.role == "residue"
    ]


def _text(document: Document) -> str:
    """Title, dek and body of a piece, a paragraph each."""
    whole = document.cleaned.whole
    return "\n\n".join(whole.flat(b.start, b.end) for b in document.cleaned.blocks if b.role in PARTS)


def _line(lines: list[str], remark: Remark) -> int:
    """The line on which the cue stands: the first after its code's name, where that is found."""
    cue = re.compile(re.escape(f'"{remark.cue}"'))
    start = next((n for n, line in enumerate(lines) if re.search(rf"\b{re.escape(remark.code)}\b", line)), 0)
    places = [n for n, line in enumerate(lines) if cue.search(line)]
    return next((n for n in places if n >= start), places[0] if places else 0) + 1
