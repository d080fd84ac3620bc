"""`python -m analysis new NAME FILE FILE…`: a corpus folder from one's own text files."""

import argparse
import hashlib
import json
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from analysis import paths
from analysis.cleaning import clean
from analysis.codebook.source import quoted
from analysis.decoding import decode
from analysis.errors import InputError
from analysis.pipeline import foreign


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and FILE…."""
    parser.add_argument("name", help="name of the corpus: letters, digits, - and _")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="two or more text files, one a piece")
    parser.add_argument("--event", default="", help="the event they tell, in a few words")


def run(args: argparse.Namespace) -> int:
    """Write data/raw/NAME with the texts and a corpus.toml to complete; overwrites nothing.

    Raises InputError, also for what no report could be made of: JSON, another language than English, a text twice.
    """
    folder = paths.raw(args.name)
    if folder.exists():
        raise InputError(paths.shown(folder), "there already", "choose another name, or edit its corpus.toml")
    entries, names, texts, bare = [], set(), {}, []
    for file in args.files:
        if not file.is_file():
            raise InputError(file, "no such file", "name an existing text file")
        data = file.read_bytes()
        name, text = _file_name(file, names), decode(data, str(file)).text
        _refuse_json(file, text)
        if (same := texts.setdefault(" ".join(text.split()), file)) is not file:
            raise InputError(file, f"the same text as {same}", "name each text once")
        title = _title(name, text)
        if not _body(file, title, text):
            bare.append(name)
        entries.append((file, name, _entry(name, data, title)))
    if len(args.files) < 2:
        raise InputError(args.files[0], "one piece only; at least two are compared", "name another file")
    aside = folder.with_name(folder.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file, name, _ in entries:
        shutil.copyfile(file, aside / name)
    head = f'[corpus]\ntitle = {quoted(args.name)}\nevent = {quoted(args.event or args.name)}\nlanguage = "en"\n'
    (aside / "corpus.toml").write_text(head + "".join(e for _, _, e in entries), "utf-8")
    aside.rename(folder)
    print(f"Wrote {paths.shown(folder)}/corpus.toml: complete author, outlet, date and url in it.")
    for name in bare:
        where = f"{paths.shown(folder)}/{name}"
        print(f"{where}: nothing in it reads as an article, and no report can be made of it. Remedy: look at "
              f"python -m analysis clean {where}, and put blocks back by an override in corpus.toml.", file=sys.stderr)
    print(f"Then: make report CORPUS={args.name}")
    return 0


def _file_name(file: Path, taken: set[str]) -> str:
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", file.stem).strip("-_") or "piece"
    name, number = stem[:50].lower(), 2
    while name in taken:
        name, number = f"{stem[:50].lower()}-{number}", number + 1
    taken.add(name)
    return f"{name}.txt"


def _refuse_json(file: Path, text: str) -> None:
    if file.suffix.lower() in (".json", ".jsonl", ".ndjson") or _is_json(text):
        raise InputError(file, "JSON, not the plain text of one piece",
                         "save each text as a file of its own, or name a file of JSON lines in a corpus.toml under "
                         "[source] (docs/own-texts.md, Many texts)")


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or lines of JSON objects."""
    for part, kinds in ((text.strip().partition("\n")[0], dict), (text, (dict, list))):
        with suppress(ValueError, RecursionError):
            if isinstance(json.loads(part), kinds):
                return True
    return False


def _title(name: str, text: str) -> str:
    title = next((b.text for b in clean(text).blocks if b.role == "title"), "") or name.removesuffix(".txt")
    return " ".join(title.split())


def _body(file: Path, title: str, text: str) -> str:
    """The body that a report would measure. Raises InputError where it is not English."""
    body = clean(text, title=title).body.strip()
    if body and (language := foreign(body)):
        raise InputError(file, f"not English (it looks like '{language}')",
                         "bring an English text, for no other language can be measured, or leave it out")
    return body


def _entry(name: str, data: bytes, title: str) -> str:
    return (f"\n[[piece]]\nid = {quoted(name.removesuffix('.txt'))}\ntitle = {quoted(title)}\n"
            f'author = ""\noutlet = {quoted(name.removesuffix(".txt"))}\n'
            "# date = 2021-03-04  # complete, and take the first # away: the day it was published\n"
            f'url = ""\nfile = {quoted(name)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n')
