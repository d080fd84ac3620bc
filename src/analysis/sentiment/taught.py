"""`python -m analysis train towards --data FOLDER`: the net towards targets again, from annotated data.

Teachers (`teacher`), each of four fifths of what is labelled in `dev/` of the folder, say what they think of mentions
that nobody labelled (`mentions`); from their mean and from the labels the net learns (`net_training`). Needs the extra
`train`, and three quarters of an hour of one core. `train sentiment` reads the net and comes after it.
"""

from pathlib import Path

import numpy as np
from scipy.special import softmax

from analysis import encoder
from analysis.sentiment import mentions, net, training

TEACHERS = 5


def train(folder: Path, to: Path = net.FILE.parent) -> list[Path]:
    """Learn the net of all that is labelled and write it into the folder `to`; returns the file.

    Raises InputError where a set is missing, or the extra `train`.
    """
    encoder.folder()
    import torch

    from analysis.sentiment import net_training, teacher

    torch.set_num_threads(1)  # more threads change the last digits
    sets, others = [training.read_set(folder, name) for name in ("nyt", "newsmtsc")], mentions.gather(folder)
    tasks, read = teacher.tasks(*sets), teacher.read([m.text for m in others], [m.places for m in others])
    fold = [training.folds([r["doc"] for r in rows]) % TEACHERS for rows in sets]
    shares = np.zeros((len(others), 3))
    for k in range(TEACHERS):
        seen = [task.take(np.flatnonzero(of != k)) for task, of in zip(tasks, fold, strict=True)]
        shares += softmax(teacher.said(teacher.learned(seen), read, teacher.TOWARDS), axis=1) / TEACHERS
    net.save(net_training.learned(net_training.lessons(sets[1], others, shares)), to / net.FILE.name)
    return [to / net.FILE.name]
