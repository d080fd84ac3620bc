"""Texts brought into a corpus's folder, known by their SHA-256 whatever their names."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from analysis import paths
from analysis.corpus import Corpus, Piece, texts_missing
from analysis.errors import InputError


def index(folder: Path) -> dict[str, Path]:
    """The files of a folder (not of folders in it) by their SHA-256.

    Raises InputError where there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(folder, "no such folder", "name the folder that holds the texts, as in make data FROM=folder")
    return {hashlib.sha256(f.read_bytes()).hexdigest(): f for f in sorted(folder.iterdir()) if f.is_file()}


@dataclass(frozen=True)
class Brought:
    """What `bring` did: ids of pieces copied and of those that were there; a line for each it did not find."""

    copied: tuple[str, ...]
    present: tuple[str, ...]
    missing: tuple[str, ...]


def bring(corpus: Corpus, found: dict[str, Path]) -> Brought:
    """Copy the texts of a corpus from files known by their SHA-256 (see `index`), whatever their names.

    A file that is already there with the right checksum is left alone; one whose checksum is wrong is replaced.
    """
    copied, present, missing = [], [], []
    if corpus.source:
        return Brought((), (), tuple(f"{file} holds the pieces: copy it into {paths.shown(corpus.folder)}"
                                     for file in texts_missing(corpus)))
    for piece in corpus.pieces:
        target = corpus.folder / piece.file
        if target.is_file() and (not piece.sha256 or _digest(target) == piece.sha256):
            present.append(piece.id)
        elif piece.sha256 in found:
            _copy(found[piece.sha256], target)
            copied.append(piece.id)
        else:
            missing.append(_why_missing(piece, found))
    return Brought(tuple(copied), tuple(present), tuple(missing))


def _why_missing(piece: Piece, found: dict[str, Path]) -> str:
    if any(f.name == piece.file for f in found.values()):
        return f"{piece.file} is there, but is not the {piece.id} that corpus.toml describes: it has changed"
    wanted = f"SHA-256 {piece.sha256[:12]}…" if piece.sha256 else "its corpus.toml gives no sha256 to know it by"
    return f"no file is {piece.id} ({piece.outlet}; {wanted})"


def _copy(source: Path, target: Path) -> None:
    aside = target.with_name(target.name + ".part")
    shutil.copyfile(source, aside)
    aside.replace(target)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
