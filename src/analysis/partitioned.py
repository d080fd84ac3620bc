"""Corpora of a thousand pieces and more: measured in parts of 500, none of which needs another.

Two passes over the texts. The first counts blocks by outlet, as hashes, so that what is repeated across an outlet's
pieces is known; the second cleans and measures. A part is a pure function from its pieces to files: `survey` and
`measure_part` run in this process, in a pool, or on a Dask cluster that sees the same folders. Measured are cleaning
and topics; sentiment and framing are of corpora that a reader can go through. Needs the package pyarrow.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from analysis import pipeline, tables, warned
from analysis.cleaning.repeated import blocks_of, repeated_blocks
from analysis.codebook import load_codebook
from analysis.corpus import Corpus, read_piece
from analysis.errors import InputError

ROOMS = ("analysis.topics",)
_SAME = "the same text as"


@dataclass(frozen=True)
class Known:
    """What shows across pieces alone: hashes of repeated blocks by outlet, and pieces whose text stood before."""

    repeated: Mapping[str, frozenset[int]]
    same: Mapping[str, str]


def measure(corpus: Corpus, folder: Path, jobs: int = 1, progress: Callable[[int, int], None] = lambda done, of: None,
            cluster: str = "") -> list[str]:
    """Write the tables of a large corpus into `folder`: `pieces` as CSV, the others in parts. Returns their names.

    All is written aside and takes its place at the end. `cluster`: address of a Dask scheduler whose workers see
    the same folders. Raises InputError as `pipeline.measure_corpus` does, but leaves out single pieces that are no
    English articles; the table `pieces` says so.
    """
    tables.require_parquet(f"{corpus.id}: {len(corpus.pieces)} pieces")
    if (before := _before(folder)).exists() and not folder.exists():
        before.rename(folder)  # a run was killed while it put its tables in place
    staged = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(staged, ignore_errors=True)
    rows, some = [], _split(corpus)
    with _executor(jobs, cluster) as pool:
        known = joined(corpus, pool.map(survey, some))
        for found in pool.map(partial(measure_part, known=known, folder=staged), some, list(range(1, len(some) + 1))):
            rows += found
            progress(len(rows), len(corpus.pieces))
    pipeline.refuse_most_left_out(corpus, rows)
    warned.add_far_dates(rows, load_codebook(corpus.id).event.year)
    tables.write_tables(staged, {"pieces": tables.frame("pieces", rows)})
    _publish(staged, folder)
    return sorted({f.stem if f.suffix == ".csv" else f.parent.name for f in tables.files(folder)})


def _before(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _publish(staged: Path, folder: Path) -> None:
    before = _before(folder)
    if folder.exists():
        shutil.rmtree(before, ignore_errors=True)
        folder.rename(before)
    staged.rename(folder)
    shutil.rmtree(before, ignore_errors=True)


def differences(corpus: Corpus, folder: Path, jobs: int = 1) -> dict[str, str]:
    """Measure anew and compare file by file: {table: what differs}."""
    again = folder.with_name(f".{folder.name}.again")
    try:
        measure(corpus, again, jobs)
        names = {f.relative_to(base) for base in (folder, again) for f in tables.files(base)}
        differ = [n for n in sorted(names) if _bytes(folder / n) != _bytes(again / n)]
    finally:
        shutil.rmtree(again, ignore_errors=True)
    return {n.with_suffix("").as_posix(): "differs" if (folder / n).is_file() else "not on disk" for n in differ}


def survey(part: Corpus) -> tuple[dict[str, np.ndarray], dict[str, bytes]]:
    """First pass over some pieces: (hashes of each outlet's blocks, once a piece; a digest of each piece's text)."""
    blocks: dict[str, list[int]] = {}
    texts: dict[str, bytes] = {}
    for piece in part.pieces:
        text = read_piece(part, piece)[0].text
        blocks.setdefault(piece.outlet, []).extend(map(_hash, blocks_of(text)))
        texts[piece.id] = blake2b(" ".join(text.split()).encode(), digest_size=16).digest()
    return {outlet: np.array(found, dtype=np.uint64) for outlet, found in blocks.items()}, texts


def joined(corpus: Corpus, surveys) -> Known:
    """What the surveys of all parts, in order, show together."""
    hashes: dict[str, list[np.ndarray]] = {}
    first: dict[bytes, str] = {}
    same: dict[str, str] = {}
    for blocks, texts in surveys:
        for outlet, found in blocks.items():
            hashes.setdefault(outlet, []).append(found)
        for piece, digest in texts.items():
            if (known := first.setdefault(digest, piece)) != piece:
                same[piece] = known
    pieces: dict[str, int] = {}
    for piece in corpus.pieces:
        pieces[piece.outlet] = pieces.get(piece.outlet, 0) + 1
    return Known({outlet: _repeated(found, pieces[outlet]) for outlet, found in hashes.items()}, same)


def measure_part(part: Corpus, number: int, *, known: Known, folder: Path) -> list[dict]:
    """Second pass over some pieces: write part `number` of each table into `folder`; returns the rows of `pieces`."""
    codebook = load_codebook(part.id)
    gathered: dict[str, list[dict]] = {name: [] for name in ("pieces", "blocks", "sentences", "terms", "themes")}
    for order, piece in enumerate(part.pieces, (number - 1) * tables.PARTITION + 1):
        decoded, digest = read_piece(part, piece)
        often = known.repeated[piece.outlet]
        repeated = frozenset(block for block in blocks_of(decoded.text) if _hash(block) in often)
        rows = pipeline.piece_rows(piece, decoded, digest, order, repeated, piece.where, codebook, ROOMS)
        if piece.id in known.same:
            told = filter(None, [rows["pieces"][0]["warnings"], f"{_SAME} {known.same[piece.id]}"])
            rows["pieces"][0]["warnings"] = "; ".join(told)
        for name, more in rows.items():
            gathered[name].extend(more)
    pieces = gathered.pop("pieces")
    for name, rows in gathered.items():
        tables.write_part(folder, name, number, tables.frame(name, rows))
    return pieces


def _repeated(hashes: Sequence[np.ndarray], pieces: int) -> frozenset[int]:
    values, counts = np.unique(np.concatenate(hashes), return_counts=True)
    often = counts >= 3  # fewer are never repeated; the rule itself is cleaning's
    return repeated_blocks(dict(zip(values[often].tolist(), counts[often].tolist(), strict=True)), pieces)


def _hash(block: str) -> int:
    return int.from_bytes(blake2b(block.encode("utf-8"), digest_size=8).digest(), "big")


def _split(corpus: Corpus) -> list[Corpus]:
    return [replace(corpus, pieces=tuple(corpus.pieces[first:first + tables.PARTITION]))
            for first in range(0, len(corpus.pieces), tables.PARTITION)]


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


class _Here:
    """One after another, in this process."""

    @staticmethod
    def map(function, *work):
        return map(function, *work)


@contextmanager
def _executor(jobs: int, cluster: str) -> Iterator[Executor | _Here]:
    if cluster:
        if find_spec("distributed") is None:
            raise InputError("--cluster", "a cluster needs the package distributed", "pip install distributed")
        from distributed import Client

        with Client(cluster) as client:
            yield client.get_executor(pure=False)
    elif jobs > 1:
        with pipeline.processes(jobs) as pool:
            yield pool
    else:
        yield _Here()
