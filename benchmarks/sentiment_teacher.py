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
from analysis.sentiment import folds, lessons, mentions, targets_training, teacher, training, valence_training, vectors
from analysis.sentiment.context import Masked
from analysis.sentiment.lessons import Lessons
from analysis.sentiment.targets import LABELS
from analysis.sentiment.taught import TEACHERS


def main() -> int:
    """Print a line a fold and task."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of rated texts, or one that holds its part")
    each = range(TEACHERS)
    parser.add_argument("--folds", type=int, nargs="+", choices=each, default=[*each], help="of five")
    args = parser.parse_args()
    torch.set_num_threads(1)
    try:
        sets, others = {name: training.read_set(args.data, name) for name in training.SETS}, mentions.gather(args.data)
        taught = lessons.kept(others, lessons.file())
        encoder.folder()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    rated, named = sets["nyt"], sets["newsmtsc"]
    both, dealt = teacher.tasks(rated, named), folds.deal(sets, TEACHERS)
    fold_of = [dealt.rows("nyt", rated), dealt.rows("newsmtsc", named)]
    holders = dealt.holders(m.text for m in others)
    learned_vectors = training.learn_vectors(args.data)
    print(f"{'fold':>4s} {'':18s}{'ours':>10s}{'encoder':>10s}{'both':>10s}")
    for fold in args.folds:
        seen, here = ([np.flatnonzero((of == fold) == left_out) for of in fold_of] for left_out in (False, True))
        model = teacher.learned([task.take(places) for task, places in zip(both, seen, strict=True)])
        use = folds.unseen(holders, fold)
        own = lessons.lessons([named[k] for k in seen[1]], [others[k] for k in use], taught[fold][use])
        said = [teacher.said(model, both[k].take(here[k]).read, k) for k in (teacher.TONE, teacher.TOWARDS)]
        for name, values in (
            ("nyt r", tone(said[0][:, 0], rated, seen[0], here[0], learned_vectors)),
            ("newsmtsc macro_f1", towards(softmax(said[1], axis=1), [named[k] for k in here[1]], own)),
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


def towards(said: np.ndarray, left_out: Sequence[dict], own: Lessons) -> list[float]:
    """Macro-F1 on the mentions left out of our regression of these lessons, of what the teacher said, of their mean."""
    ours = targets_training.fit(vectors.given(), own)
    shares = [ours.probabilities([Masked.of(r["text"], lessons.places(r)) for r in left_out]), said]
    gold = [r["gold"] for r in left_out]
    return [macro_f1(gold, [LABELS[k] for k in s.argmax(axis=1)]) for s in (*shares, sum(shares))]


if __name__ == "__main__":
    sys.exit(main())
