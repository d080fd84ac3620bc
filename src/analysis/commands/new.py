"""`python -m analysis new NAME FILE FILE…`: a corpus folder from one's own text files."""

import argparse
import hashlib
import json
import re
import shutil
from pathlib import Path

from analysis import paths
from analysis.cleaning import clean
from analysis.decoding import decode
from analysis.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and FILE…."""
    parser.add_argument("name", help="name of the corpus: letters, digits, - and _")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="two or more text files, one a piece")
    parser.add_argument("--event", default="", help="the event they tell, in a few words")


def run(args: argparse.Namespace) -> int:
    """Write data/raw/NAME with the texts and a corpus.toml to complete. Raises InputError; overwrites nothing."""
    folder = paths.raw(args.name)
    if folder.exists():
        raise InputError(paths.shown(folder), "there already", "choose another name, or edit its corpus.toml")
    if len(args.files) < 2:
        raise InputError(args.files[0], "one piece only; at least two are compared", "name another file")
    entries, names = [], set()
    for file in args.files:
        if not file.is_file():
            raise InputError(file, "no such file", "name an existing text file")
        data = file.read_bytes()
        name = _file_name(file, names)
        entries.append((file, name, _entry(name, data, decode(data, str(file)).text)))
    if len({hashlib.sha256(f.read_bytes()).hexdigest() for f, _, _ in entries}) < len(entries):
        raise InputError(args.name, "the same text twice", "name each file once")
    aside = folder.with_name(folder.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file, name, _ in entries:
        shutil.copyfile(file, aside / name)
    head = f'[corpus]\ntitle = {_quoted(args.name)}\nevent = {_quoted(args.event or args.name)}\nlanguage = "en"\n'
    (aside / "corpus.toml").write_text(head + "".join(e for _, _, e in entries), "utf-8")
    aside.rename(folder)
    print(f"Wrote {paths.shown(folder)}/corpus.toml: complete author, outlet, date and url in it.")
    print(f"Then: make report CORPUS={args.name}")
    return 0


def _file_name(file: Path, taken: set[str]) -> str:
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-_") or "piece"
    name, number = stem[:50].lower(), 2
    while name in taken:
        name, number = f"{stem[:50].lower()}-{number}", number + 1
    taken.add(name)
    return f"{name}.txt"


def _entry(name: str, data: bytes, text: str) -> str:
    title = next((b.text for b in clean(text).blocks if b.role == "title"), "") or name.removesuffix(".txt")
    return (f"\n[[piece]]\nid = {_quoted(name.removesuffix('.txt'))}\ntitle = {_quoted(' '.join(title.split()))}\n"
            f'author = ""\noutlet = {_quoted(name.removesuffix(".txt"))}\n'
            "# date = 2021-03-04  # complete, and take the first # away: the day it was published\n"
            f'url = ""\nfile = {_quoted(name)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n')


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
