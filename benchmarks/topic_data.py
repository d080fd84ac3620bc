"""Texts for benchmarks/topics.py, in the forms in which people have them, and what each is of.

A folder of folders with a text a file (BBC News, 20 Newsgroups, scikit-learn's `load_files`), however deep: the
class is the folder that a file lies in. A file of JSON lines, CSV or tab-separated values (gzip too), with a column
of texts and one of classes. Counts as BBC News is offered ready-made: NAME.mtx, NAME.terms, NAME.classes.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.io import mmread
from scipy.sparse import coo_matrix, csr_matrix

from analysis.errors import InputError
from analysis.tokens import FUNCTION_WORDS, terms

TEXT = ("text", "body", "content", "article", "document", "news")
CLASS = ("category", "class", "label", "topic", "section", "target")
_SHORT = 40  # characters on average: less are no texts
_TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")
_POST = ("From:", "Newsgroups:", "Xref:", "Path:", "Subject:")  # heads of 20 Newsgroups' files

Found = tuple[csr_matrix, np.ndarray, np.ndarray]  # counts (documents, terms), words and class of each document


def read(place: Path, limit: int) -> Found:
    """Counts of content words of at most `limit` documents, evenly spaced where there are more.

    Raises InputError where no text is found.
    """
    if not place.exists():
        raise InputError(place, "no such folder or file", "name a folder of texts, or a file of JSON lines or CSV")
    if ready := [f for f in (sorted(place.glob("*.mtx")) if place.is_dir() else [])]:
        return _ready(ready[0], limit)
    texts, classes = zip(*_evenly(list(_documents(place)), limit), strict=True)
    found = [[t.norm for t in terms(text if isinstance(text, str) else _text(text))] for text in texts]
    table = pd.DataFrame([(k, w) for k, words in enumerate(found) for w in words], columns=["row", "term"])
    content = ~table["term"].str.lower().isin(FUNCTION_WORDS)
    table = table[content & table["term"].str.contains(r"[^\W\d_]")]
    codes, names = pd.factorize(table["term"], sort=True)
    counts = coo_matrix((np.ones(len(table)), (table["row"], codes)), shape=(len(texts), len(names))).tocsr()
    return counts, np.array([len(words) for words in found], float), np.unique(classes, return_inverse=True)[1]


def _documents(place: Path) -> Iterator[tuple[Path | str, str]]:
    """(file or text, class) of every document."""
    if place.is_file():
        yield from _rows(place)
        return
    files = sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith("."))
    above = {folder for f in files for folder in f.parent.parents}  # a README beside the classes is of none
    nested = [f for f in files if f.parent != place and f.parent not in above and _kind(f) not in _TABLES]
    if nested:
        yield from ((file, file.parent.name) for file in nested)
        return
    for file in files:
        if _kind(file) in _TABLES:
            yield from _rows(file)


def _rows(file: Path) -> Iterator[tuple[str, str]]:
    rows = _records(file)
    if not rows:
        raise InputError(file, "no rows in it", "give JSON lines or CSV with a column of texts")
    columns = {name.lower(): name for name in rows[0]}
    sizes = {c: sum(len(str(r.get(c) or "")) for r in rows[:100]) for c in rows[0]}
    text = next((columns[c] for c in TEXT if c in columns), max(sizes, key=sizes.get))
    if sizes[text] < _SHORT * len(rows[:100]):  # a table of classes alone, as Kaggle puts beside the texts
        return
    kind = next((columns[c] for c in CLASS if c in columns and columns[c] != text), None)
    for row in rows:
        if value := str(row.get(text) or "").strip():
            yield value, str(row.get(kind, "")) if kind else ""


def _records(file: Path) -> list[dict]:
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if _kind(file) in (".jsonl", ".ndjson"):
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    csv.field_size_limit(2**31 - 1)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if _kind(file) == ".tsv" else ","))


def _kind(file: Path) -> str:
    return Path(file.stem if file.suffix == ".gz" else file.name).suffix.lower()


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    return body if head.startswith(_POST) else text


def _ready(file: Path, limit: int) -> Found:
    """Counts made by others: terms by documents, the names of classes behind each document's number."""
    counts = csr_matrix(mmread(file).T).astype(float)
    names, classes = (file.with_suffix(end) for end in (".terms", ".classes"))
    listed = classes.read_text("utf-8").split("\n") if classes.is_file() else []
    kinds = dict(line.split()[:2] for line in listed if line.strip() and line[0].isdigit())
    found = np.array([int(kinds.get(str(k), 0)) for k in range(counts.shape[0])])
    rows = np.array(_evenly(list(range(counts.shape[0])), limit))
    if names.is_file():
        words = pd.Series(names.read_text("utf-8").split("\n")[:counts.shape[1]]).str.lower()
        counts = counts[:, np.flatnonzero(~words.isin(FUNCTION_WORDS).to_numpy())]
    return counts[rows], np.asarray(counts[rows].sum(axis=1)).ravel(), found[rows]


def _evenly(values: list, limit: int) -> list:
    if not values:
        raise InputError("--data", "no text in it", "give a folder of text files for each class, or JSON lines or CSV")
    places = np.unique(np.linspace(0, len(values) - 1, min(limit, len(values))).astype(int))
    return [values[k] for k in places]
