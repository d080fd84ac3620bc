"""`python -m analysis train sentiment --data FOLDER`: the weights again from annotated data, to the same
bytes.

FOLDER holds `dev/` with nyt, newsmtsc, persent and basil (JSON lines, gzip), or these files themselves;
word vectors are learned from every text in it.
"""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from analysis.errors import InputError
from analysis.sentiment import targets, targets_training, valence, valence_training, words
from analysis.sentiment.valence_training import Rated
from analysis.sentiment.vectors import Vectors, learn

SETS = ("nyt", "newsmtsc", "persent", "basil")


def train(folder: Path) -> list[Path]:
    """Learn and write every weight table; returns the files written. Raises InputError where a set is
    missing.
    """
    sets = {name: read_set(folder, name) for name in SETS}
    vectors = learn_vectors(folder)
    valence.save(valence_training.fit(rated(sets["nyt"]), vectors))
    rows = sets["newsmtsc"]
    targets.save(targets_training.fit(targets_training.features(rows), [r["gold"] for r in rows]))
    return [valence.FILE, targets.FILE]


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
    return _rows(files[0])


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
    for file in sorted(Path(folder).parent.glob("*/dev/*.jsonl.gz")) or sorted(Path(folder).rglob("*.jsonl*")):
        for row in _rows(file):
            texts.add(" ".join(row["sentences"]) if "sentences" in row else row.get("text") or row["gold"])
    return learn([words.words(text) for text in sorted(texts)])


def _rows(file: Path) -> list[dict]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
