"""``python -m analysis clean``: files, folders, standard input, JSON lines → blocks with roles."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.decoding import Decoded, decode
from analysis.errors import InputError

from . import clean
from .api import MODES
from .blocks import Cleaned


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
    """Clean what is named and print it. Returns 0. Raises InputError for input that is no text."""
    found = list(_texts(args.file))
    for number, (name, digest, decoded) in enumerate(found):
        cleaned = clean(decoded.text, mode=args.mode)
        if args.json:
            print(json.dumps(as_object(name, digest, decoded, cleaned), ensure_ascii=False))
        elif args.body:
            print(("\n\n" if number else "") + cleaned.body)
        else:
            _show(name, cleaned)
        for warning in cleaned.warnings:
            print(f"{name}: {warning}", file=sys.stderr)
    return 0


def as_object(name: str, digest: str, decoded: Decoded, cleaned: Cleaned) -> dict:
    """What ``--json`` prints of one text."""
    blocks = [{"first_line": b.first_line, "last_line": b.last_line, "role": b.role, "kind": b.kind, "reason": b.reason,
               "confidence": b.confidence, "text": b.text} for b in cleaned.blocks]
    return {"file": name, "sha256": digest, "encoding": decoded.encoding, "blocks": blocks,
            "warnings": list(cleaned.warnings)}


def _texts(names: list[str]) -> Iterator[tuple[str, str, Decoded]]:
    for name in names:
        if name == "-":
            yield _read("standard input", sys.stdin.buffer.read())
            continue
        path = Path(name)
        if path.is_dir():
            files = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() == ".txt")
            if not files:
                raise InputError(path, "no .txt file in the folder", "name the files, or a folder that holds some")
            yield from (_read(str(p), p.read_bytes()) for p in files)
        elif not path.exists():
            raise InputError(path, "no such file", "check the name")
        elif path.suffix.lower() in (".jsonl", ".ndjson"):
            yield from _json_lines(path)
        else:
            yield _read(str(path), path.read_bytes())


def _read(name: str, data: bytes) -> tuple[str, str, Decoded]:
    return name, hashlib.sha256(data).hexdigest(), decode(data, name)


def _json_lines(path: Path) -> Iterator[tuple[str, str, Decoded]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            where = f"{path}:{number}"
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(where, "not a JSON object", "write one object a line, with a key \"text\"") from error
            if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
                raise InputError(where, "no key \"text\" with a string", "write one object a line, with a key \"text\"")
            text = entry["text"]
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            yield str(entry.get("id", where)), digest, Decoded(text, "utf-8")


def _show(name: str, cleaned: Cleaned) -> None:
    print(name)
    for block in cleaned.blocks:
        what = f"{block.role}: {block.kind}" if block.kind else block.role
        start = block.text if len(block.text) <= 60 else block.text[:59] + "…"
        print(f"{block.first_line:5}  {what:24} {block.confidence:4.2f}  {start:60}  {block.reason}")
