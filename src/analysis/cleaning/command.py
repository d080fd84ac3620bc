"""``python -m analysis clean``: files, folders, standard input, JSON lines → blocks with roles."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from analysis.decoding import Decoded, decode
from analysis.errors import InputError
from analysis.sources import mended

from . import clean
from .api import MODES
from .blocks import Cleaned

Text = tuple[str, str, Decoded]  # name, SHA-256, what was read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="+",
        help='text files, folders of .txt files, .jsonl with a "text" a line, or - for standard input',
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON object a text (the default shows a line a block)")
    shape.add_argument("--body", action="store_true", help="the body alone")
    parser.add_argument(
        "--mode",
        choices=list(MODES),
        default="default",
        help="keep: nothing of the body may go; strict: nothing doubtful may stay",
    )


def run(args: argparse.Namespace) -> int:
    """Clean what is named and print it: 0, or 2 where some of it is no text, which standard error names last."""
    refused: list[InputError] = []
    for number, (name, digest, decoded) in enumerate(_texts(args.file, refused)):
        cleaned = clean(decoded.text, mode=args.mode)
        if args.json:
            print(json.dumps(as_object(name, digest, decoded, cleaned), ensure_ascii=False))
        elif args.body:
            print(("\n\n" if number else "") + cleaned.body)
        else:
            _show(name, cleaned)
        for warning in cleaned.warnings:
            print(f"{name}: {warning}", file=sys.stderr)
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


def _texts(names: list[str], refused: list[InputError]) -> Iterator[Text]:
    """Each text that is named; `refused` takes the errors of those that are none."""
    for name in names:
        with _kept(refused, name):
            for read in _readers(name):
                with _kept(refused, name):
                    yield read()


@contextmanager
def _kept(refused: list[InputError], name: str) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        refused.append(error)
    except OSError as error:
        refused.append(InputError(error.filename or name, f"cannot be read ({error.strerror})", "see to its rights"))


def _readers(name: str) -> Iterator[Callable[[], Text]]:
    """A function for each text that a name stands for, which reads it. Raises InputError, as do they, and OSError."""
    path = Path(name)
    if name == "-":
        yield lambda: _read("standard input", sys.stdin.buffer.read())
    elif path.is_dir():
        files = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() == ".txt")
        if not files:
            raise InputError(path, "no .txt file in the folder", "name the files, or a folder that holds some")
        yield from (partial(_read_file, p) for p in files)
    elif not path.exists():
        raise InputError(path, "no such file", "check the name")
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        with path.open("rb") as lines:
            yield from (partial(_read_line, f"{path}:{n}", line) for n, line in enumerate(lines, 1) if line.strip())
    else:
        yield partial(_read_file, path)


def _read_file(path: Path) -> Text:
    return _read(str(path), path.read_bytes())


def _read(name: str, data: bytes) -> Text:
    return name, hashlib.sha256(data).hexdigest(), decode(data, name)


def _read_line(where: str, line: bytes) -> Text:
    """The text of a line of JSON. Raises InputError."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(where, "not a JSON object", "write one object a line, with a key \"text\"") from error
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        raise InputError(where, "no key \"text\" with a string", "write one object a line, with a key \"text\"")
    text = mended(entry["text"])
    return mended(str(entry.get("id", where))), hashlib.sha256(text.encode("utf-8")).hexdigest(), Decoded(text, "utf-8")


def _show(name: str, cleaned: Cleaned) -> None:
    print(name)
    for block in cleaned.blocks:
        what = f"{block.role}: {block.kind}" if block.kind else block.role
        start = block.text if len(block.text) <= 60 else block.text[:59] + "…"
        print(f"{block.first_line:5}  {what:24} {block.confidence:4.2f}  {start:60}  {block.reason}")
