"""`python -m analysis new NAME FILE FILE…`: a corpus folder from one's own text files."""

import argparse
import hashlib
import json
import re
import shutil
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from analysis import paths
from analysis.cleaning import Cleaned, clean
from analysis.decoding import decode
from analysis.english import foreign
from analysis.errors import InputError
from analysis.toml import quoted

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BEGINS = re.compile(r"[“\"‘'¿¡(]*[A-Z0-9]")
_NONE = re.compile(r"[|>»©@]|\.$|https?:|\.\.\.$")  # of menus, of addresses, of sentences, of what is cut
_GAP = re.compile(r"\S[ \t]{2,}\S")  # columns side by side: a menu
_GOING_ON = frozenset("a an and as at but by for from in into of on or that the their to with".split())
_FEWEST_WORDS = 4  # of a headline
_IN_COMMON = 2  # with the prose, of four letters and more: of a line that cleaning does not take for the headline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """NAME and FILE…."""
    parser.add_argument("name", help="name of the corpus: letters, digits, - and _")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="two or more text files, one per piece")
    parser.add_argument("--event", default="", help="the event they are about, in a few words")


def run(args: argparse.Namespace) -> int:
    """Write data/raw/NAME with the texts and a corpus.toml to complete; overwrites nothing.

    Titles are left to be written: what the text seems to be called is no more than a comment.

    Raises InputError, also for what no report could be made of: JSON, another language than English, a text twice.
    """
    folder = paths.raw(args.name)
    if folder.exists():
        raise InputError(paths.shown(folder), "there already", "choose another name, or edit its corpus.toml")
    entries, names, texts, bare, guesses = [], set(), {}, [], {}
    for file in args.files:
        if not file.is_file():
            raise InputError(file, "no such file", "name an existing text file")
        data = file.read_bytes()
        name, text = _file_name(file, names), decode(data, str(file)).text
        _refuse_json(file, text)
        if (same := texts.setdefault(" ".join(text.split()), file)) is not file:
            raise InputError(file, f"the same text as {same}", "name each text once")
        cleaned = clean(text)
        _refuse_foreign(file, cleaned.body)
        if not cleaned.body.strip():
            bare.append(name)
        guesses[name] = guessed_title(cleaned)
        entries.append((file, name, _entry(name, data, guesses[name])))
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
    print(f"Wrote {paths.shown(folder)}/corpus.toml: complete title, author, outlet, date and url in it.")
    for name in bare:
        where = f"{paths.shown(folder)}/{name}"
        print(f"{where}: nothing in it reads like an article, so no report can be made from it. Remedy: look at "
              f"python -m analysis clean {where}, and put blocks back by an override in corpus.toml.", file=sys.stderr)
    print(f"Then: make report CORPUS={args.name}")
    told = "; ".join(f"{name}: {quoted(guess) if guess else 'none found'}" for name, guess in guesses.items())
    print(f"No title is in it yet. These were guessed from the texts, for you to check and enter: {told}")
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
                         "save each text as a file of its own, or name the file of JSON lines in a corpus.toml under "
                         "[source] (docs/own-texts.md, Many texts)")


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or lines of JSON objects."""
    for part, kinds in ((text.strip().partition("\n")[0], dict), (text, (dict, list))):
        with suppress(ValueError, RecursionError):
            if isinstance(json.loads(part), kinds):
                return True
    return False


def guessed_title(cleaned: Cleaned) -> str:
    """What a text seems to be called: the line taken for its headline, or one above its prose that reads as one too and
    is in the words of the prose; the empty text where there is none.

    A masthead, a menu's line, a sentence and a line that goes on elsewhere are none.
    """
    first = next((n for n, b in enumerate(cleaned.blocks) if b.role == "body"), len(cleaned.blocks))
    above = sorted(cleaned.blocks[:first], key=lambda b: b.role != "title")
    words = Counter(_WORD.findall(cleaned.body.lower()))
    return next((line for b in above if _is_headline(line := " ".join(b.text.split()), b.text)
                 and _shared(line, words) >= (1 if b.role == "title" else _IN_COMMON)), "")


def _is_headline(line: str, raw: str) -> bool:
    own = _WORD.findall(line)
    if len(own) < _FEWEST_WORDS or line.isupper() or not _BEGINS.match(line) or _NONE.search(line) or _GAP.search(raw):
        return False
    return own[-1].lower() not in _GOING_ON


def _shared(line: str, words: Counter[str]) -> int:
    """How many words of a line, of four letters and more, the prose has as well."""
    return sum(w in words for w in {w.lower() for w in _WORD.findall(line) if len(w) > 3})


def _refuse_foreign(file: Path, body: str) -> None:
    if body.strip() and (language := foreign(body)):
        raise InputError(file, f"not English (it looks like '{language}')",
                         "bring an English text, since no other language can be measured, or leave it out")


def _entry(name: str, data: bytes, guess: str) -> str:
    guessed = f"; a guess, to be checked: {quoted(guess)}" if guess else ""
    return (f"\n[[piece]]\nid = {quoted(name.removesuffix('.txt'))}\n"
            f'title = ""  # write its headline between the quotation marks{guessed}\n'
            f'author = ""\noutlet = {quoted(name.removesuffix(".txt"))}\n'
            "# date = 2021-03-04  # complete, and take the first # away: the day it was published\n"
            f'url = ""\nfile = {quoted(name)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"\n')
