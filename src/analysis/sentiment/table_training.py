"""`python -m analysis train sentiment --data FOLDER`: the weights again from annotated data, to the same bytes.

FOLDER holds `dev/` with nyt, newsmtsc, persent and basil (JSON lines, gzip), or these files themselves;
word vectors are learned from every text in it, and given by `data/vectors`; what teachers said of mentions that nobody
labelled is read from `data/towards`, and articles by the net that `train towards` made.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from analysis.sentiment import (
    documents,
    lessons,
    mentions,
    net,
    plain,
    targets,
    targets_training,
    training,
    valence,
    valence_training,
)
from analysis.sentiment.valence_training import FEWEST
from analysis.sentiment.vectors import given

HERE = Path(__file__).parent
REFERENCE = HERE / "reference.csv"


def train(folder: Path, to: Path = HERE) -> list[Path]:
    """Learn every weight table and write it into the folder `to`; returns the files written.

    Raises InputError where a set is missing, or what teachers said of these data.
    """
    sets, known = {name: training.read_set(folder, name) for name in training.SETS}, given()
    files = [to / file.name for file in (valence.FILE, targets.FILE, documents.FILE, REFERENCE)]
    tone = valence_training.fit(training.rated(sets["nyt"]), training.learn_vectors(folder), known)
    others = mentions.gather(folder)
    said = lessons.kept(others, lessons.file())
    linear = targets_training.fit(known, lessons.lessons(sets["newsmtsc"], others, said.mean(axis=0)))
    shares = [net.load().probabilities(training.mentions(r)) for r in sets["persent"]]
    found = np.array([training.document_figures(r, s, tone) for r, s in zip(sets["persent"], shares, strict=True)])
    valence.save(tone, files[0])
    targets.save(linear, files[1])
    documents.save(documents.fit(found, [r["gold"] for r in sets["persent"]]), files[2])
    write_reference(sets["nyt"], files[3])
    return files


def write_reference(rows: Iterable[dict], file: Path = REFERENCE) -> None:
    """Quantiles of each plain measure over editorials and their sentences, by which a score can be placed."""
    by_document: dict[str, list[str]] = {}
    for row in rows:
        by_document.setdefault(row["doc"], []).append(row["text"])
    measures = {
        "polarity": lambda s: plain.textblob(s).polarity,
        "subjectivity": lambda s: plain.textblob(s).subjectivity,
        "vader": plain.vader,
    }
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("measure,of,n,quantile,value\n")
        for name, function in measures.items():
            scores = [[function(s) for s in texts] for _, texts in sorted(by_document.items())]
            for of, values in (
                ("editorial", [np.mean(v) for v in scores if len(v) >= FEWEST]),
                ("sentence", [x for v in scores for x in v]),
            ):
                for quantile, value in enumerate(np.quantile(values, np.linspace(0, 1, 101))):
                    out.write(f"{name},{of},{len(values)},{quantile / 100:.2f},{value:.4f}\n")
