"""`python -m analysis coding export|import`: sentences to human coders, and how far they and Parallax agree.

The sheet is blinded (no piece, no author, no order) and opens in a spreadsheet; the key that leads back to
the
texts is a file of its own, which coders do not get. What import measures is kept as agreement.json in the
corpus's folder and shown on the page.
"""

import argparse
import csv
import hashlib
import io
import json
import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import figures, paths
from analysis.errors import InputError
from analysis.framing.agreement import QUESTIONS, agreement
from analysis.tables import guarded

if TYPE_CHECKING:
    from analysis.figures import Figures

_YES, _NO = ("1", "1.0", "1,0", "yes", "y", "x", "true"), ("0", "0.0", "0,0", "no", "n", "false")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The actions `export CORPUS --out SHEET` and `import CORPUS --key KEY SHEET…`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser(
        "export", help="write a blinded, shuffled sheet, its key and the instructions"
    )
    export.add_argument("corpus", help="a folder of data/raw")
    export.add_argument(
        "--out", type=Path, default=Path("coding.csv"), help="the sheet (default: coding.csv)"
    )
    export.add_argument("--sentences", type=int, default=60, help="how many sentences it has (default: 60)")
    export.add_argument("--seed", type=int, default=0, help="draws the sentences and their order (default: 0)")
    read = actions.add_parser("import", help="read coded sheets, and measure agreement")
    read.add_argument("corpus", help="a folder of data/raw")
    read.add_argument("sheets", nargs="+", type=Path, metavar="SHEET", help="coded sheets, one per coder")
    read.add_argument("--key", type=Path, required=True, help="the key that export wrote")


def run(args: argparse.Namespace) -> int:
    """Do one action; raises InputError for missing texts, an unknown item or a value that is not an answer."""
    loaded = figures.load(args.corpus)
    if args.action == "export":
        return _export(loaded, args)
    key = read_key(args.key.read_text("utf-8-sig") if args.key.is_file() else None, str(args.key))
    sheets = {s.stem: read_sheet(text_of(s), str(s), key) for s in args.sheets}
    if len(sheets) < len(args.sheets):
        raise InputError("the sheets", "two have the same name", "name each sheet after its coder")
    for file, answers in zip(args.sheets, sheets.values(), strict=True):
        refuse_unanswered(answers, str(file))
    measured = agreement(loaded, key, sheets)
    target = paths.raw(args.corpus) / "agreement.json"
    target.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    for name, answers in sheets.items():
        if rest := len(key) - len(answers):
            print(f"{name}: {rest} of {len(key)} sentences are not in the sheet, and count as not coded")
    print(f"coded: {measured['coded']} of {measured['items']} sentences")
    for row in measured["questions"]:
        print(f"{row['question']:<12} {row['told']}")
    print(f"kept in {paths.shown(target)}; the page of framing shows it")
    return 0


def _export(loaded: "Figures", args: argparse.Namespace) -> int:
    if not loaded.has_texts:
        raise InputError(args.corpus, "its texts are not here", "bring them: make data FROM=folder")
    if args.sentences < 1:
        raise InputError("--sentences", f"{args.sentences} is not a number of sentences", "give 1 or more")
    targets = [args.out, args.out.with_suffix(".key.csv"), args.out.with_suffix(".txt")]
    if there := [t for t in targets if t.exists()]:
        raise InputError(
            there[0], "exists already", "remove it, or give another --out: coded sheets are not overwritten"
        )
    items = chosen(loaded, args.sentences, args.seed)
    for target, content in zip(
        targets, (sheet(loaded, items), key(items), instructions(loaded)), strict=True
    ):
        target.write_text(content, "utf-8-sig" if target.suffix == ".csv" else "utf-8", newline="")
    print(
        f"{len(items)} sentences in {targets[0]}, instructions in {targets[2]}; "
        f"keep {targets[1]} from the coders"
    )
    return 0


def chosen(loaded: "Figures", number: int, seed: int = 0) -> list[tuple[str, str, str, int]]:
    """(item, piece, part, sentence) of so many body sentences, drawn and shuffled by the seed. An item begins
    with a letter: a spreadsheet would make a number of 123e4567.
    """
    table = loaded.table("sentences")
    body = table[table["part"] == "body"]
    places = list(zip(body["piece"], body["part"], body["sentence"].astype(int), strict=True))
    drawn = random.Random(seed).sample(places, min(number, len(places)))
    return [(f"s{hashlib.sha256(f'{seed}/{place}'.encode()).hexdigest()[:7]}", *place) for place in drawn]


def sheet(loaded: "Figures", items: Iterable[tuple[str, str, str, int]]) -> str:
    """The sheet as CSV: item, sentence on one line, and an empty column for each question; a formula stays text."""
    rows = [
        [item, " ".join(loaded.quote(piece, part, sentence).split()), *[""] * len(QUESTIONS)]
        for item, piece, part, sentence in items
    ]
    return _csv(["item", "sentence", *(q.id for q in QUESTIONS)], rows)


def key(items: Iterable[tuple[str, str, str, int]]) -> str:
    """The key as CSV: item, piece, part, sentence."""
    return _csv(["item", "piece", "part", "sentence"], [list(map(str, item)) for item in items])


def instructions(loaded: "Figures") -> str:
    """What coders are told: the codebook's instructions, and the questions with what each asks."""
    book = loaded.codebook
    meanings = {c.kind: c.meaning for c in book.claims}
    asked = [
        f"{q.id}: {q.asks.format(event=book.event.name or 'the event')} {meanings.get(q.id, '')}".rstrip()
        for q in QUESTIONS
    ]
    return "\n".join(
        [
            book.instructions.strip(),
            "",
            "Answer each question with 1 (yes) or 0 (no); leave a cell empty where you cannot say.",
            "",
            *asked,
            "",
        ]
    )


def read_key(text: str | None, name: str) -> dict[str, tuple[str, str, int]]:
    """{item: (piece, part, sentence)}. Raises InputError."""
    if text is None:
        raise InputError(name, "there is no such file", "give the .key.csv that coding export wrote")
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or not {"item", "piece", "part", "sentence"} <= set(rows[0]):
        raise InputError(name, "this is not a key", "give the .key.csv that coding export wrote")
    return {r["item"]: (r["piece"], r["part"], int(r["sentence"])) for r in rows}


def read_sheet(text: str, name: str, known: dict[str, tuple[str, str, int]]) -> dict[str, dict[str, float]]:
    """{item: {question: 1, 0 or nan}} of a coded sheet. Raises InputError naming line, column and remedy."""
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    rows.fieldnames = [(column or "").strip().lower() for column in rows.fieldnames or []]
    if missing := [c for c in ("item", *(q.id for q in QUESTIONS)) if c not in rows.fieldnames]:
        raise InputError(
            f"{name}, line 1",
            f"no column {missing[0]!r}",
            "give the sheet that coding export wrote, with all its columns, saved as CSV",
        )
    answers: dict[str, dict[str, float]] = {}
    for row in rows:
        where = f"{name}, line {rows.line_num}"
        item = (row["item"] or "").strip()
        if not any(str(cell or "").strip() for cell in row.values()):
            continue
        if item not in known:
            raise InputError(where, f"the item {item!r} is not in the key", "give the key of this sheet")
        if item in answers:
            raise InputError(where, f"the item {item!r} occurs twice", "keep one row")
        answers[item] = {q.id: _answer(row.get(q.id), where, q.id) for q in QUESTIONS}
    if not answers:
        raise InputError(name, "no row is coded", "give the sheet that a coder filled in")
    return answers


def refuse_unanswered(answers: dict[str, dict[str, float]], name: str) -> None:
    """Raise InputError where a sheet came back as it was handed out."""
    if all(math.isnan(given) for row in answers.values() for given in row.values()):
        raise InputError(name, "no question is answered", "give the sheet that a coder filled in, with 1 or 0")


def _answer(value: str | None, where: str, question: str) -> float:
    plain = (value or "").strip().lower()
    if not plain:
        return float("nan")
    if plain in _YES or plain in _NO:
        return float(plain in _YES)
    raise InputError(
        f"{where}, column {question}", f"{value!r} is not an answer", "write 1 or 0, or leave it empty"
    )


def text_of(file: Path) -> str:
    """The text of a sheet in the encoding that a spreadsheet gave it. Raises InputError where there is no file."""
    if not file.is_file():
        raise InputError(file, "there is no such file", "name a coded sheet")
    data = file.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheets save where they do not ask


def _csv(header: list[str], rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[guarded(cell) for cell in row] for row in rows])
    return buffer.getvalue()
