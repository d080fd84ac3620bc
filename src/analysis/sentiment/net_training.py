"""Learning the net: from labelled mentions, and from what a teacher says of mentions that nobody labelled.

Needs the extra `train`; `taught` is the command.
"""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analysis.sentiment import net, vectors
from analysis.sentiment.context import Masked
from analysis.sentiment.lessons import Lessons
from analysis.sentiment.targets import LABELS
from analysis.sentiment.words import NOTHING

WORDS, WIDTH, LAST, PLACED = 15_000, 96, 64, 16
EPOCHS, AT_ONCE, RATE, WARM = 7, 64, 2e-3, 0.05
SLOWER = 0.1  # times the rate, for words' vectors: at the full rate they learn the sentences by heart
DECAY = 0.1
HIDDEN = 0.2  # share of words hidden in each reading
RARE, UNGIVEN = 2, 4  # times that a word has to stand in the mentions: with a vector of GloVe's, without


class _Net(nn.Module):
    """`net.Net` while it learns: vectors of words and of places apart from the layer that joins them."""

    def __init__(self, given: np.ndarray, said: np.ndarray) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(given), freeze=False)  # row 0: of any other word
        self.said = nn.Embedding.from_pretrained(torch.tensor(said))
        self.place = nn.Embedding(2 * net.REACH + 1, PLACED)
        self.enter = nn.Linear(given.shape[1] + net.SAID + PLACED, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.far = nn.Conv1d(WIDTH, WIDTH, 3, padding=2, dilation=2)
        self.ask, self.heed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.join, self.out = nn.Linear(4 * WIDTH, LAST), nn.Linear(LAST, len(LABELS))
        self.drop = nn.Dropout(0.3)

    def forward(self, words: torch.Tensor, distances: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """(n, 3), logarithms of odds. `words`: places among all words, those with a vector first, (n, length)."""
        held = there[:, None].float()
        vectors = self.vectors(words * (words < len(self.vectors.weight)))
        own = [self.drop(vectors), self.said(words), self.place(distances)]
        states = functional.relu(self.enter(torch.cat(own, -1))).transpose(1, 2) * held
        states = states + functional.relu(self.near(states)) * held
        states = states + functional.relu(self.far(self.drop(states))) * held
        at = (distances == net.REACH)[:, None] * held
        target = (states * at).sum(2)
        asked = torch.einsum("nh,nhl->nl", self.ask(target), states) / 10 + self.heed(states.transpose(1, 2))[..., 0]
        heeded = torch.einsum("nl,nhl->nh", asked.masked_fill(~there, -1e4).softmax(1), states)
        greatest, mean = states.masked_fill(held == 0, -1e4).amax(2), states.sum(2) / held.sum(2)
        joined = functional.relu(self.join(self.drop(torch.cat([target, heeded, greatest, mean], 1))))
        return self.out(self.drop(joined))

    def kept(self, words: Sequence[str]) -> net.Net:
        """What it has learned, the first layer worked into the vectors."""
        with torch.no_grad():
            size = self.vectors.weight.shape[1]
            enter = self.enter.weight.T
            layers = {
                "said": enter[size : size + net.SAID],
                "place": self.place.weight @ enter[size + net.SAID :] + self.enter.bias,
                "near": self.near.weight.permute(2, 1, 0), "near0": self.near.bias,
                "far": self.far.weight.permute(2, 1, 0), "far0": self.far.bias,
                "ask": self.ask.weight.T, "ask0": self.ask.bias, "heed": self.heed.weight[0],
                "join": self.join.weight.T.reshape(4, WIDTH, LAST), "join0": self.join.bias,
                "out": self.out.weight.T, "out0": self.out.bias,
            }  # fmt: skip
            found = {name: values.numpy().copy() for name, values in layers.items()}
            words = (NOTHING, *words[: len(self.vectors.weight) - 1])
            return net.coarse(net.Net(words, (self.vectors.weight @ enter[:size]).numpy(), found))


def learned(lessons: Lessons, seed: int = 0) -> net.Net:
    """A net, deterministic on one machine."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    read = [net.window(m) for m in lessons.mentions]
    given = vectors.given()
    words, size = vocabulary(read, given)
    model = _Net(*_beginning(words, size, given))
    index = {word: k for k, word in enumerate(words, 1)}
    places = [torch.tensor([index[word] for word in m.tokens]) for m in read]
    distances = [torch.tensor(net.distances(m)) for m in read]
    shares, weights = torch.tensor(lessons.shares), torch.tensor(lessons.weights)
    grown = [p for p in model.parameters() if p.requires_grad]
    rates = [RATE * (SLOWER if p is model.vectors.weight else 1) for p in grown]
    steps = torch.optim.AdamW([{"params": p} for p in grown], weight_decay=DECAY)
    course = [batch for _ in range(EPOCHS) for batch in _epoch([len(m.tokens) for m in read], rng)]
    model.train()
    for step, some in enumerate(course, 1):
        for group, rate in zip(steps.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, step / (WARM * len(course))) * (1 - step / len(course))
        own, far = (_padded([of[k] for k in some]) for of in (places, distances))
        hidden = (torch.rand(own.shape) < HIDDEN) & (far != net.REACH)
        loss = -(shares[some] * model(own.masked_fill(hidden, 0), far, own > 0).log_softmax(1)).sum(1)
        ((loss * weights[some]).sum() / weights[some].sum()).backward()
        nn.utils.clip_grad_norm_(grown, 1.0)
        steps.step()
        steps.zero_grad()
    return model.kept(words)


def vocabulary(read: Sequence[Masked], given: vectors.Vectors) -> tuple[list[str], int]:
    """The words of the mentions, the commonest first, and how many of them are to have a vector."""
    often = Counter(word for m in read for word in m.tokens)
    known = {w for w, n in often.items() if n >= (RARE if w in given.index else UNGIVEN)}
    return sorted(often, key=lambda w: (w not in known, -often[w], w)), min(len(known), WORDS)


def _beginning(words: Sequence[str], size: int, given: vectors.Vectors) -> tuple[np.ndarray, np.ndarray]:
    """Vectors to begin with, (1 + size, 100), and what lexicons say of every word; NOTHING is the first."""
    found = np.random.default_rng(0).normal(0, 0.05, (size + 1, given.matrix.shape[1]))
    for row, word in enumerate(words[:size], 1):
        if word in given.index:
            found[row] = given.matrix[given.index[word]]
    return found.astype(np.float32), np.array([net.said(word) for word in (NOTHING, *words)])


def _epoch(sizes: Sequence[int], rng: random.Random) -> list[list[int]]:
    """Places of every batch, mentions of about one length together."""
    places, found = list(range(len(sizes))), []
    rng.shuffle(places)
    for first in range(0, len(places), 30 * AT_ONCE):
        some = sorted(places[first : first + 30 * AT_ONCE], key=lambda k: sizes[k])
        found += [some[k : k + AT_ONCE] for k in range(0, len(some), AT_ONCE)]
    rng.shuffle(found)
    return found


def _padded(rows: Sequence[torch.Tensor]) -> torch.Tensor:
    return nn.utils.rnn.pad_sequence(rows, batch_first=True)
