"""Annotated data for training and measuring: sets, their sentences, mentions and figures, folds over documents."""

import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from analysis.errors import InputError
from analysis.sentiment import documents, valence, words
from analysis.sentiment.context import Masked
from analysis.sentiment.valence_training import Rated
from analysis.sentiment.vectors import Vectors, learn

MASK = "[TGT]"  # stands for the target in the set persent
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
FOLDS = 10  # of cross-validation
SETS = ("nyt", "newsmtsc", "persent", "basil")


def mentions(row: dict) -> list[Masked]:
    """Mentions of the target of a document of the set `persent`, one a sentence that names it; before them that of the
    title, where the title holds the last word of its name.
    """
    name = rf"{re.escape(MASK)}|\b{re.escape(row['target'].split()[-1])}\b"
    titles = [Masked.of(row["title"], places) for places in [_places(name, row["title"])] if places]
    return titles + [Masked.of(s, _places(re.escape(MASK), s)) for s in sentences(row["masked"]) if MASK in s]


def _places(pattern: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(pattern, text)]


def document_figures(row: dict, shares: np.ndarray, tone: valence.Valence) -> np.ndarray:
    """Figures of a document of the set `persent`; `shares` (n, 3) are of its `mentions`."""
    texts = sentences(row["masked"])
    *values, title = tone.score([s.replace(MASK, "someone") for s in (*texts, row["title"])])
    named = [k for k, s in enumerate(texts) if MASK in s]
    headline, own = np.split(shares, [len(shares) - len(named)])
    lean = float((headline[:, 2] - headline[:, 0]).sum())
    return documents.figures(own, np.array(values), named, (float(title), lean))


def sentences(text: str) -> list[str]:
    """Sentences of a document of the set `persent`, as its scorer's baselines cut them."""
    return [s for paragraph in text.split("\n") for s in _SENTENCE_END.split(paragraph) if s.strip()]


def naming(row: dict, entity: str) -> list[Masked]:
    """Mentions of an entity in a document of the set `basil`, found by the last word of its name."""
    name = entity.split()[-1]
    own = [s for s in row["sentences"] if name in s]
    return [Masked.of(s, [m.span() for m in re.finditer(re.escape(name), s)]) for s in own]


def folds(names: Sequence[str]) -> np.ndarray:
    """Fold of each item, of FOLDS, those of one document together, dealt at random (seed 0)."""
    known = sorted(set(names))
    random.Random(0).shuffle(known)
    of = {name: k % FOLDS for k, name in enumerate(known)}
    return np.array([of[name] for name in names])


def read_set(folder: Path, name: str) -> list[dict]:
    """Records of one set, from the one part of the folder that holds it.

    Raises InputError where there is none, or more than one.
    """
    files = sorted(
        f
        for pattern in (f"{name}.jsonl*", f"*/{name}.jsonl*", f"*/*/{name}.jsonl*")
        for f in Path(folder).glob(pattern)
    )
    dev = [f for f in files if f.parent.name == "dev"]
    files = dev or files
    if len(files) != 1:
        raise InputError(
            folder,
            f"holds {len(files) or 'no'} file {name}.jsonl.gz",
            "name the folder of one part, with nyt, newsmtsc, persent and basil",
        )
    return read_rows(files[0])


def rated(rows: Iterable[dict]) -> Rated:
    """Rated sentences of the set `nyt`."""
    rows = list(rows)
    return Rated(
        [words.words(r["text"]) for r in rows],
        np.array([r["doc"] for r in rows]),
        np.array([r["gold"] for r in rows], dtype=float),
    )


def learn_vectors(folder: Path) -> Vectors:
    """Word vectors from every text of a part dev in the folder and in those beside it, labels unseen."""
    texts = set()
    for file in sorted(Path(folder).parent.glob("*/dev/*.jsonl.gz")) or sorted(
        Path(folder).rglob("*.jsonl*")
    ):
        for row in read_rows(file):
            texts.add(" ".join(row["sentences"]) if "sentences" in row else row.get("text") or row["gold"])
    return learn([words.words(text) for text in sorted(texts)])


def read_rows(file: Path) -> list[dict]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
