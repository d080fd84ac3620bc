#!/usr/bin/env python3
"""What nets say of mentions whose documents neither they nor their teachers have seen, for `sentiment.py --cv`.

    python benchmarks/sentiment_nets.py --data FOLDER --cache FOLDER [--folds 0 1 ...] [--seeds 1]

FOLDER as for `sentiment.py`; needs the extra `train`. In each of five folds a teacher (`analysis.sentiment.teacher`)
learns from the labels of the other four, labels the mentions of `analysis.sentiment.mentions` but those of the fold's
documents in any set, and nets, a seed each, learn from these and from the labelled ones. Some fifteen minutes of one
core a fold. What is in the cache, a teacher's labels and nets of the same data, is not made again. With all folds at
hand, what each net says of the documents left out is written to `sentiment_nets.npz`, which `--cv` reads.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.special import softmax

from analysis.errors import InputError
from analysis.sentiment import mentions, net, targets_training, training
from analysis.sentiment.context import Masked
from analysis.sentiment.mentions import Mention
from analysis.sentiment.taught import TEACHERS
from analysis.sentiment.training import folds

FILE = Path(__file__).with_name("sentiment_nets.npz")
UNIT = 250  # shares are whole numbers of a part of it
SETS = ("newsmtsc", "persent", "basil")
Asked = tuple[str, int, Masked]  # set, fold of its document, mention


def fold_of(sets: dict[str, list[dict]]) -> dict[tuple[str, str], int]:
    """Fold of each (set, document); articles of `basil` on one event are one document."""
    found = {}
    for name in SETS:
        documents = [row["event"] if name == "basil" else row["doc"] for row in sets[name]]
        found |= {(name, d): int(k) % TEACHERS for d, k in zip(documents, folds(documents), strict=True)}
    return found


def left(others: Sequence[Mention], where: Mapping[tuple[str, str], int], fold: int) -> list[int]:
    """Places of the mentions whose sentence stands in no document of the fold."""
    return [j for j, m in enumerate(others) if all(where.get(d) != fold for d in m.documents)]


def asked(sets: dict[str, list[dict]]) -> Iterator[Asked]:
    """Every mention that the benchmark asks about, in its order."""
    where = fold_of(sets)
    for row in sets["newsmtsc"]:
        yield "newsmtsc", where["newsmtsc", row["doc"]], Masked.of(row["text"], targets_training.places(row))
    for row in sets["persent"]:
        yield from (("persent", where["persent", row["doc"]], m) for m in training.mentions(row))
    for row in sets["basil"]:
        for entity in row["gold"]:
            yield from (("basil", where["basil", row["event"]], m) for m in training.naming(row, entity))


def written(sets: dict[str, list[dict]], file: Path = FILE) -> list[dict[str, np.ndarray]]:
    """Of each seed, shares (n, 3) of the mentions of each set in their order, from nets that have not seen them.

    Raises InputError where the file is missing, or of other data.
    """
    every = list(asked(sets))
    if not file.is_file():
        raise InputError(file, "no such file", "write it: python benchmarks/sentiment_nets.py --data … --cache …")
    with np.load(file) as stored:
        if stored["of"].tobytes() != _checksum(every):
            raise InputError(file, "of other data", "write it anew: python benchmarks/sentiment_nets.py")
        ends = stored["shares"].astype(float) / UNIT
    shares = np.stack([ends[..., 0], 1 - ends.sum(axis=-1), ends[..., 1]], axis=-1)
    names = np.array([name for name, *_ in every])
    return [{name: seed[names == name] for name in SETS} for seed in shares]


def write(every: Sequence[Asked], shares: np.ndarray, file: Path = FILE) -> None:
    """Keep shares (seeds, n, 3), a byte each of negative and of positive."""
    ends = np.round(shares[..., [0, 2]] * UNIT).astype(np.uint8)
    np.savez_compressed(file, of=np.frombuffer(_checksum(every), dtype=np.uint8), shares=ends)


def _checksum(every: Sequence[Asked]) -> bytes:
    return hashlib.sha256(repr([(name, fold, m.tokens, m.place) for name, fold, m in every]).encode()).digest()


def main() -> int:
    """Print a line whenever something is made."""
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
        cache = args.cache / _stamp(sets, others)
        cache.mkdir(parents=True, exist_ok=True)
        _make(sets, others, cache, args)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    files = [[cache / f"net-{k}-{seed}.npz" for k in range(TEACHERS)] for seed in range(args.seeds)]
    if all(file.is_file() for own in files for file in own):
        every = list(asked(sets))
        write(every, np.array([_said(every, [net.load(file) for file in own]) for own in files]))
        print(f"wrote {FILE}")
    return 0


def _stamp(sets: dict[str, list[dict]], others: Sequence[Mention]) -> str:
    """A name for what is learned from: other data, another name."""
    labelled = [sorted(row.items()) for name in ("nyt", "newsmtsc") for row in sets[name]]
    unlabelled = [(m.text, m.places) for m in others]
    return hashlib.sha256(repr((labelled, unlabelled)).encode()).hexdigest()[:12]


def _said(every: Sequence[Asked], nets: Sequence[net.Net]) -> np.ndarray:
    """Shares (n, 3) of each mention, from the net that has not seen it."""
    fold, shares = np.array([k for _, k, _ in every]), np.zeros((len(every), 3))
    for k, one in enumerate(nets):
        here = np.flatnonzero(fold == k)
        shares[here] = one.probabilities([every[j][2] for j in here])
    return shares


def _make(sets: dict[str, list[dict]], others: Sequence[Mention], cache: Path, args: argparse.Namespace) -> None:
    """Teachers' labels and nets of the folds asked for, where the cache has none."""
    import torch

    from analysis.sentiment import net_training, teacher

    torch.set_num_threads(1)
    where = fold_of(sets)
    missing = [k for k in args.folds if not (cache / f"labels-{k}.npy").is_file()]
    if missing:
        read = teacher.read([m.text for m in others], [m.places for m in others])
        both = teacher.tasks(sets["nyt"], sets["newsmtsc"])
        documents = [folds([r["doc"] for r in sets[name]]) % TEACHERS for name in ("nyt", "newsmtsc")]
    for k in args.folds:
        if k in missing:
            seen = [task.take(np.flatnonzero(of != k)) for task, of in zip(both, documents, strict=True)]
            np.save(cache / f"labels-{k}.npy", teacher.said(teacher.learned(seen), read, teacher.TOWARDS))
            print(f"fold {k}: a teacher's labels", flush=True)
        said = np.load(cache / f"labels-{k}.npy")
        use = left(others, where, k)
        named = [row for row in sets["newsmtsc"] if where["newsmtsc", row["doc"]] != k]
        lessons = net_training.lessons(named, [others[j] for j in use], softmax(said[use], axis=1))
        for seed in range(args.seeds):
            if not (cache / f"net-{k}-{seed}.npz").is_file():
                net.save(net_training.learned(lessons, seed), cache / f"net-{k}-{seed}.npz")
                print(f"fold {k}: net {seed}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
