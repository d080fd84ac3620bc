"""Learning the net towards targets: from labelled mentions, and from what a teacher says of mentions that nobody
labelled. It goes on from what `net_beginning` taught.

Needs the extra `train`; `taught` is the command.
"""

import random

import numpy as np
import torch

from analysis.sentiment import net
from analysis.sentiment.lessons import Lessons
from analysis.sentiment.net_model import Beginning, Steps, epoch, padded

EPOCHS, AT_ONCE, RATE, WARM = 5, 64, 5e-4, 0.05
SLOWER = 0.1  # times the rate, for words' vectors: at the full rate they learn the sentences by heart
DECAY = 0.1
HIDDEN = 0.2  # share of words hidden in each reading


def learned(lessons: Lessons, beginning: Beginning, seed: int = 0) -> net.Net:
    """A net, deterministic on one machine."""
    torch.set_num_threads(1)  # more threads change the last digits
    torch.manual_seed(seed)
    rng = random.Random(seed)
    read = [net.window(m) for m in lessons.mentions]
    others = sorted({word for m in read for word in m.tokens} - {*beginning.words})
    model = beginning.model(others)
    for layer in (model.ask, model.heed, model.join, model.out):  # untouched so far: they begin by this seed
        layer.reset_parameters()
    index = {word: k for k, word in enumerate((*beginning.words, *others), 1)}
    places = [torch.tensor([index[word] for word in m.tokens]) for m in read]
    distances = [torch.tensor(net.distances(np.array([m.place]), len(m.tokens))[0]) for m in read]
    shares, weights = torch.tensor(lessons.shares), torch.tensor(lessons.weights)
    course = [batch for _ in range(EPOCHS) for batch in epoch([len(m.tokens) for m in read], AT_ONCE, rng)]
    steps = Steps(model, [], RATE, SLOWER, DECAY, WARM * len(course), len(course))
    model.train()
    for some in course:
        own, far = (padded([of[k] for k in some]) for of in (places, distances))
        hidden = (torch.rand(own.shape) < HIDDEN) & (far != net.REACH)
        loss = -(shares[some] * model(own.masked_fill(hidden, 0), far, own > 0).log_softmax(1)).sum(1)
        steps.step((loss * weights[some]).sum() / weights[some].sum())
    return model.kept(beginning.words)
