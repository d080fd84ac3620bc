#!/usr/bin/env python3
"""What nets say of mentions of whose documents neither they nor their teachers know a label, for `sentiment.py --cv`.

    python benchmarks/sentiment_nets.py --data FOLDER --cache FOLDER [--folds 0 1 ...] [--seeds 1]

FOLDER as for `sentiment.py`; needs the extra `train`. In each of five folds a teacher (`analysis.sentiment.taught`)
learns from the labels of the other four and labels what nobody labelled; nets, a seed each, learn from these and from
the labelled mentions. No sentence that stands in a document of the fold is learned from. Before that every net has
learned, without labels, how words stand together (`analysis.sentiment.net_beginning`), of no sentence of `newsmtsc` but
of those of `persent` too. That takes three quarters of an hour of one core, and then each fold a quarter of an hour.
What is in the cache, what the net began with, a teacher's labels (those of `train towards --cache` are the same) and
nets of the same data, is not made again. With all folds at hand, what each net says of the mentions left out, of
`newsmtsc` and of the articles of `persent`, is written to `sentiment_nets.npz`, which `--cv` reads.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis import encoder
from analysis.errors import InputError
from analysis.sentiment import folds, lessons, mentions, net, shares, taught, training
from analysis.sentiment.context import Masked
from analysis.sentiment.mentions import Mention
from analysis.sentiment.taught import TEACHERS

FILE = Path(__file__).with_name("sentiment_nets.npz")


def asked(sets: dict[str, list[dict]]) -> dict[str, list[Masked]]:
    """The mentions of `newsmtsc`, one a row, and all of `persent`, in their order."""
    whole = [m for row in sets["persent"] for m in training.mentions(row)]
    return {"newsmtsc": named(sets["newsmtsc"]), "persent": whole}


def named(rows: Sequence[dict]) -> list[Masked]:
    """The mentions of `newsmtsc`, one a row."""
    return [Masked.of(row["text"], lessons.places(row)) for row in rows]


def written(sets: dict[str, list[dict]], file: Path = FILE) -> list[dict[str, np.ndarray]]:
    """Of each seed, shares (n, 3) of all mentions `asked` of a set, from nets that know no label of their document.

    Raises InputError where the file is missing, or of other data.
    """
    remedy = "python benchmarks/sentiment_nets.py --data … --cache …"
    every = asked(sets)
    stored = shares.read([(m.tokens, m.place) for own in every.values() for m in own], file, remedy)
    ends = np.cumsum([len(own) for own in every.values()])[:-1]
    return [dict(zip(every, np.split(one, ends), strict=True)) for one in stored]


def write(every: Sequence[Masked], found: np.ndarray, file: Path = FILE) -> None:
    """Keep shares (seeds, n, 3)."""
    shares.write([(m.tokens, m.place) for m in every], found, file)


def main() -> int:
    """Print a line whenever a net is made."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of rated texts, or one that holds its part")
    parser.add_argument("--cache", type=Path, required=True, help="folder for what teachers say, and for nets")
    each = range(TEACHERS)
    parser.add_argument("--folds", type=int, nargs="+", choices=each, default=[*each], help="of five")
    parser.add_argument("--seeds", type=int, default=1, help="nets of a fold")
    args = parser.parse_args()
    try:
        sets = {name: training.read_set(args.data, name) for name in training.SETS}
        others = mentions.gather(args.data)
        _make(sets, others, args)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    own = _nets(sets, others, args)
    files = [[own / f"net-{k}-{seed}.npz" for k in range(TEACHERS)] for seed in range(args.seeds)]
    if all(file.is_file() for own in files for file in own):
        every, dealt = [m for own in asked(sets).values() for m in own], folds.deal(sets, TEACHERS)
        whole = np.repeat(dealt.rows("persent", sets["persent"]), [len(training.mentions(r)) for r in sets["persent"]])
        fold = np.concatenate([dealt.rows("newsmtsc", sets["newsmtsc"]), whole])
        write(every, np.array([said(every, fold, [net.load(file) for file in own]) for own in files]))
        print(f"wrote {FILE}")
    return 0


def said(every: Sequence[Masked], fold: np.ndarray, nets: Sequence[net.Net]) -> np.ndarray:
    """Shares (n, 3) of each mention, from the net of its fold."""
    found = np.zeros((len(every), 3))
    for k, one in enumerate(nets):
        here = np.flatnonzero(fold == k)
        found[here] = one.probabilities([every[j] for j in here])
    return found


def _nets(sets: dict[str, list[dict]], others: Sequence[Mention], args: argparse.Namespace) -> Path:
    """The folder of the nets that learn from these data, beginning so."""
    from analysis.sentiment import net_beginning

    return args.cache / taught.stamp(sets, others) / net_beginning.stamp(args.data)


def _make(sets: dict[str, list[dict]], others: Sequence[Mention], args: argparse.Namespace) -> None:
    """Teachers' labels and nets of the folds asked for, where the cache has none."""
    encoder.folder()
    from analysis.sentiment import net_beginning, net_training

    dealt, rows = folds.deal(sets, TEACHERS), sets["newsmtsc"]
    labelled, unlabelled = dealt.holders(row["text"] for row in rows), dealt.holders(m.text for m in others)
    every = taught.labels(sets, others, args.cache, args.folds)
    beginning, to = net_beginning.begun(args.data, args.cache), _nets(sets, others, args)
    to.mkdir(parents=True, exist_ok=True)
    for k, labels in every:
        use, seen = folds.unseen(unlabelled, k), folds.unseen(labelled, k)
        own = lessons.lessons([rows[j] for j in seen], [others[j] for j in use], labels[use])
        for seed in range(args.seeds):
            file = to / f"net-{k}-{seed}.npz"
            if not file.is_file():
                net.save(net_training.learned(own, beginning, seed), file)
                print(f"fold {k}: net {seed}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
