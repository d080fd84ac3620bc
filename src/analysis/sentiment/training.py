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
    vectors = learn_vectors(sets)
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
    opened = gzip.open if files[0].suffix == ".gz" else open
    with opened(files[0], "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def rated(rows: Iterable[dict]) -> Rated:
    """Rated sentences of the set `nyt`."""
    rows = list(rows)
    return Rated(
        [words.words(r["text"]) for r in rows],
        np.array([r["doc"] for r in rows]),
        np.array([r["gold"] for r in rows], dtype=float),
    )


def learn_vectors(sets: dict[str, list[dict]]) -> Vectors:
    """Word vectors from the texts of all sets, labels unseen."""
    texts = {
        " ".join(r["sentences"]) if "sentences" in r else r["text"] for rows in sets.values() for r in rows
    }
    return learn([words.words(text) for text in sorted(texts)])
