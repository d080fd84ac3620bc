#!/usr/bin/env python3
"""What a pre-trained encoder, fine-tuned, knows of tone: how far our measures are from it, fold by fold.

    python benchmarks/sentiment_teacher.py --data FOLDER [--folds 0 1]

FOLDER as for `sentiment.py`; needs the extra `train`. `analysis.sentiment.teacher` learns from the documents of all
folds but one, five in all. Printed are, on the fold left out, r and macro-F1 of tables of words, of the encoder, and of
the mean of both. Some eight minutes of one core a fold.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from scipy.special import softmax
from sentiment_scores import correlation, macro_f1

from analysis import encoder
from analysis.errors import InputError
from analysis.sentiment import targets_training, teacher, training, valence_training, vectors
from analysis.sentiment.context import Masked
from analysis.sentiment.targets import LABELS
from analysis.sentiment.taught import TEACHERS
from analysis.sentiment.training import folds


def main() -> int:
    """Print a line a fold and task."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of rated texts, or one that holds its part")
    each = range(TEACHERS)
    parser.add_argument("--folds", type=int, nargs="+", choices=each, default=[*each], help="of five")
    args = parser.parse_args()
    torch.set_num_threads(1)
    try:
        rated, named = (training.read_set(args.data, name) for name in ("nyt", "newsmtsc"))
        encoder.folder()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    both = teacher.tasks(rated, named)
    fold_of = [folds([r["doc"] for r in rows]) % TEACHERS for rows in (rated, named)]
    learned_vectors = training.learn_vectors(args.data)
    print(f"{'fold':>4s} {'':18s}{'ours':>10s}{'encoder':>10s}{'both':>10s}")
    for fold in args.folds:
        seen, here = ([np.flatnonzero((of == fold) == left_out) for of in fold_of] for left_out in (False, True))
        model = teacher.learned([task.take(places) for task, places in zip(both, seen, strict=True)])
        said = [teacher.said(model, both[k].take(here[k]).read, k) for k in (teacher.TONE, teacher.TOWARDS)]
        for name, values in (
            ("nyt r", tone(said[0][:, 0], rated, seen[0], here[0], learned_vectors)),
            ("newsmtsc macro_f1", towards(softmax(said[1], axis=1), named, seen[1], here[1])),
        ):
            print(f"{fold:4d} {name:18s}" + "".join(f"{value:10.3f}" for value in values), flush=True)
    return 0


def tone(
    said: np.ndarray, rows: Sequence[dict], seen: np.ndarray, here: np.ndarray, learned_vectors: vectors.Vectors
) -> list[float]:
    """r on the sentences `here` of ours, of what the teacher said, of their mean."""
    rated = training.rated(rows)
    ours = valence_training.fit(rated.take(seen), learned_vectors, vectors.given())
    scores = [ours.score([rows[k]["text"] for k in here], rated.documents[here]), said]
    return [correlation(s, rated.gold[here]) for s in (*scores, sum(scores))]


def towards(said: np.ndarray, rows: Sequence[dict], seen: np.ndarray, here: np.ndarray) -> list[float]:
    """Macro-F1 on the mentions `here` of our regression, of what the teacher said, of their mean."""
    known, left_out = ([rows[k] for k in places] for places in (seen, here))
    ours = targets_training.fit(targets_training.features(known), [r["gold"] for r in known], vectors.given())
    shares = [ours.probabilities([Masked.of(r["text"], targets_training.places(r)) for r in left_out]), said]
    gold = [r["gold"] for r in left_out]
    return [macro_f1(gold, [LABELS[k] for k in s.argmax(axis=1)]) for s in (*shares, sum(shares))]


if __name__ == "__main__":
    sys.exit(main())
