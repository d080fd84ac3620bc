"""`python -m analysis train towards --data FOLDER [--cache FOLDER]`: the net towards targets, from annotated data.

Teachers (`teacher`), each of four fifths of what is labelled in `dev/` of the folder, say what they think of mentions
that nobody labelled (`mentions`); a net learns how words stand together (`net_beginning`), then from the teachers' mean
and from the labels (`net_training`). Needs the extra `train`, an hour and a half of one core and 3 GB of disk; what
teachers have said and what the net began with are kept in the cache, if one is named, so that a training that was
broken off goes on there.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.special import softmax

from analysis import encoder
from analysis.sentiment import folds, lessons, mentions, net, training
from analysis.sentiment.mentions import Mention

TEACHERS = 5


def train(folder: Path, to: Path = net.FILE.parent, cache: Path | None = None) -> list[Path]:
    """Learn the net of all that is labelled and write it into the folder `to`, and what teachers said into
    `data/towards`; returns the files.

    Raises InputError where a set is missing, or the extra `train`.
    """
    encoder.folder()
    from analysis.sentiment import net_beginning, net_training

    sets, others = {name: training.read_set(folder, name) for name in training.SETS}, mentions.gather(folder)
    with tempfile.TemporaryDirectory() as passing:
        kept = cache or Path(passing)
        said = np.array([shares for _, shares in labels(sets, others, kept)])
        beginning = net_beginning.begun(folder, kept)
    own = lessons.lessons(sets["newsmtsc"], others, said.mean(axis=0))
    net.save(net_training.learned(own, beginning), to / net.FILE.name)
    return [to / net.FILE.name, lessons.keep(others, said, lessons.file())]


def labels(
    sets: dict[str, list[dict]], others: Sequence[Mention], cache: Path, which: Sequence[int] = range(TEACHERS)
) -> Iterator[tuple[int, np.ndarray]]:
    """(fold, the shares (n, 3) of LABELS that the others have for the teacher which saw nothing of its documents).

    What the cache holds, a file `FOLD.npy` each in a folder named by the data, is read from there.
    """
    own = cache / stamp(sets, others)
    own.mkdir(parents=True, exist_ok=True)
    if any(not _file(own, fold).is_file() for fold in which):
        _teach(sets, others, own, which)
    return ((fold, softmax(np.load(_file(own, fold)), axis=1)) for fold in which)


def stamp(sets: dict[str, list[dict]], others: Sequence[Mention]) -> str:
    """A name for what is learned from: other data, another name."""
    labelled = [sorted(row.items()) for name in ("nyt", "newsmtsc") for row in sets[name]]
    unlabelled = [(m.text, m.places) for m in others]
    return hashlib.sha256(repr((labelled, unlabelled)).encode()).hexdigest()[:12]


def _file(own: Path, fold: int) -> Path:
    return own / f"labels-{fold}.npy"


def _teach(sets: dict[str, list[dict]], others: Sequence[Mention], own: Path, which: Sequence[int]) -> None:
    """What is missing of teachers' labels."""
    import torch

    from analysis.sentiment import teacher

    torch.set_num_threads(1)  # more threads change the last digits
    dealt, tasks = folds.deal(sets, TEACHERS), teacher.tasks(sets["nyt"], sets["newsmtsc"])
    holders = [dealt.holders(row["text"] for row in sets[name]) for name in ("nyt", "newsmtsc")]
    read = teacher.read([m.text for m in others], [m.places for m in others])
    for fold in which:
        if not _file(own, fold).is_file():
            seen = [task.take(folds.unseen(held, fold)) for task, held in zip(tasks, holders, strict=True)]
            said = teacher.said(teacher.learned(seen), read, teacher.TOWARDS)
            passing = own / f"passing-{fold}.npy"  # two runs may make two folds at once
            np.save(passing, said)
            passing.rename(_file(own, fold))
