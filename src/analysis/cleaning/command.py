"""``python -m analysis clean``: files, folders, standard input, JSON lines → blocks with roles."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analysis import paths
from analysis.corpus import Corpus, Piece, load_corpus, read_piece
from analysis.decoding import Decoded, decode
from analysis.errors import InputError
from analysis.sources import mended

from . import clean, repeated_by_outlet
from .api import MODES
from .blocks import Cleaned
from .reasons import told_kind

_LINES = (".jsonl", ".ndjson")


class Text(NamedTuple):
    """What is to be cleaned: its name, the SHA-256 of its bytes, what was read; title and author where a line of JSON
    or the corpus tells them, what the corpus overrides, what several pieces of the outlet have, where it is listed.
    """

    name: str
    digest: str
    decoded: Decoded
    title: str | None = None
    author: str | None = None
    overrides: tuple[dict, ...] = ()
    repeated: frozenset[str] = frozenset()
    listed: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="+",
        help='text files, a corpus of data/raw, folders of .txt files, .jsonl with a "text" (and "title", "author") '
             "on each line, or - for standard input (a text, or such lines)",
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object per text (by default, one line per block)")
    shape.add_argument("--body", action="store_true", help="only the body")
    parser.add_argument(
        "--mode",
        choices=list(MODES),
        default="default",
        help="keep: nothing of the body may go; strict: nothing doubtful may stay",
    )
    parser.add_argument("--title", help="the piece's headline, if only one text is named")
    parser.add_argument("--author", help="its author or authors, as in a byline, if only one text is named")


def run(args: argparse.Namespace) -> int:
    """Clean what is named and print it: 0, or 2 where some of it is no text, which standard error names last."""
    refused: list[InputError] = []
    of_one = "--title" if args.title else "--author" if args.author else None
    for number, text in enumerate(_texts(args.file, refused, of_one)):
        try:
            cleaned = clean(text.decoded.text, mode=args.mode, title=args.title or text.title,
                            author=args.author or text.author, overrides=text.overrides, repeated=text.repeated)
        except InputError as error:  # an override's
            refused.append(InputError(f"{text.listed}: {text.name}, {error.where}", error.what, error.remedy))
            continue
        if args.json:
            print(json.dumps(as_object(text.name, text.digest, text.decoded, cleaned), ensure_ascii=False))
        elif args.body:
            print(("\n\n" if number else "") + cleaned.body)
        else:
            _show(text.name, cleaned)
        for warning in cleaned.warnings:
            print(f"{text.name}: {warning}", file=sys.stderr)
    sys.stdout.flush()  # what was cleaned stands first, also where both go into one file
    for error in refused:
        print(f"error: {error}", file=sys.stderr)
    return 2 if refused else 0


def as_object(name: str, digest: str, decoded: Decoded, cleaned: Cleaned) -> dict:
    """What ``--json`` prints of one text."""
    blocks = [{"first_line": b.first_line, "last_line": b.last_line, "role": b.role, "kind": b.kind, "reason": b.reason,
               "confidence": b.confidence, "text": b.text} for b in cleaned.blocks]
    return {"file": name, "sha256": digest, "encoding": decoded.encoding, "blocks": blocks,
            "warnings": list(cleaned.warnings)}


def _texts(names: list[str], refused: list[InputError], of_one: str | None) -> Iterator[Text]:
    """Each text that is named; `refused` takes the errors of those that are none. `of_one` is an option that belongs to
    one text: with several, none is read.
    """
    several = InputError(of_one or "", "several texts are named, but this belongs to one",
                         'name one text, or give each its "title" and "author" in a .jsonl')
    if of_one and len(names) > 1:
        raise several
    for name in names:
        with _kept(refused, name):
            readers = _readers(name)
            if of_one and len(readers := [*readers]) > 1:
                raise several
            for read in readers:
                with _kept(refused, name):
                    yield read()


@contextmanager
def _kept(refused: list[InputError], name: str) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        refused.append(error)
    except OSError as error:
        refused.append(InputError(error.filename or name, f"cannot be read ({error.strerror})",
                                  "check its permissions"))


def _readers(name: str) -> Iterator[Callable[[], Text]]:
    """A function for each text that a name stands for, which reads it. Raises InputError, as do they, and OSError."""
    path = Path(name)
    if name == "-":
        yield from _piped(sys.stdin.buffer.read())
    elif (path / "corpus.toml").is_file() and path.resolve().parent == paths.raw():
        corpus = load_corpus(path.resolve().name)
        repeated = repeated_by_outlet(_readable(corpus))
        yield from (partial(_read_of, path, corpus, piece, repeated.get(piece.outlet, frozenset()))
                    for piece in corpus.pieces)
    elif path.is_dir():
        files = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() == ".txt")
        if not files:
            raise InputError(path, "no .txt file in the folder", "name the files, or a folder that holds some")
        yield from (partial(_read_file, p) for p in files)
    elif not path.exists():
        raise InputError(path, "no such file", "check the name")
    elif path.suffix.lower() in _LINES:
        with path.open("rb") as lines:
            yield from (partial(_read_line, f"{path}:{n}", line) for n, line in enumerate(lines, 1) if line.strip())
    else:
        yield partial(_read_file, path)


def _piped(data: bytes) -> Iterator[Callable[[], Text]]:
    """Standard input: lines of JSON where the first is an object, or else one text."""
    lines = [(n, line) for n, line in enumerate(data.splitlines(), 1) if line.strip()]
    if lines and _is_object(lines[0][1]):
        yield from (partial(_read_line, f"standard input:{n}", line) for n, line in lines)
    else:
        yield partial(_read, "standard input", data)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _readable(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """(outlet, text) of the pieces that can be read; the others are told of in their turn."""
    for piece in corpus.pieces:
        with suppress(InputError, OSError):
            yield piece.outlet, read_piece(corpus, piece)[0].text


def _read_of(folder: Path, corpus: Corpus, piece: Piece, repeated: frozenset[str]) -> Text:
    decoded, digest = read_piece(corpus, piece)
    name, title = str(folder / piece.where), piece.title or None
    return Text(name, digest, decoded, title, piece.author, piece.overrides, repeated, piece.listed)


def _read_file(path: Path) -> Text:
    return _read(str(path), path.read_bytes())


def _read(name: str, data: bytes) -> Text:
    return Text(name, hashlib.sha256(data).hexdigest(), decode(data, name))


def _read_line(where: str, line: bytes) -> Text:
    """The text of a line of JSON. Raises InputError."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(where, "not a JSON object", "write one object per line, with a key \"text\"") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise InputError(where, "no key \"text\" with a string", "write one object per line, with a key \"text\"")
    for key in ("title", "author"):
        if not isinstance(entry.get(key), str | None):
            raise InputError(where, f'"{key}" is not a string', "write a string, or leave it out")
    text, title, author = mended(entry["text"]), entry.get("title"), entry.get("author")
    return Text(mended(str(entry.get("id", where))), hashlib.sha256(text.encode("utf-8")).hexdigest(),
                Decoded(text, "utf-8"), title and mended(title), author and mended(author))


def _show(name: str, cleaned: Cleaned) -> None:
    print(name)
    for block in cleaned.blocks:
        what = f"{block.role}: {told_kind(block.kind, block.reason)}" if block.kind else block.role
        by_hand = f" (override: {block.override})" if block.override else ""
        start = block.text if len(block.text) <= 60 else block.text[:59] + "…"
        print(f"{block.first_line:5}  {what:28} {block.confidence:4.2f}  {start:60}  {block.reason}{by_hand}")
