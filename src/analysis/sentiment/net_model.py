"""`net.Net` while it learns (training alone; extra `train`)."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analysis.sentiment import net, vectors
from analysis.sentiment.targets import LABELS
from analysis.sentiment.words import NOTHING

WIDTH, MIDDLE, LAST, PLACED = 160, 320, 64, 16
DROPPED = 0.3  # share of numbers dropped from words and before classes; half of it in every layer between
BUNDLE = 30  # batches whose sentences are sorted by length, so that those of about one length stand together


class Model(nn.Module):
    """Vectors of words and of places apart from the layer that joins them; `given` (n, d) of the words that have one,
    row 0 for every other word, `said` (m, net.SAID) of all words, in the same order.
    """

    def __init__(self, given: np.ndarray, said: np.ndarray) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(given), freeze=False)
        self.said = nn.Embedding.from_pretrained(torch.tensor(said))
        self.place = nn.Embedding(2 * net.REACH + 1, PLACED)
        self.enter = nn.Linear(given.shape[1] + net.SAID + PLACED, WIDTH)
        self.near = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=s, dilation=s) for s in net.STEPS)
        self.look = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH) for _ in net.STEPS)
        self.apart = nn.Parameter(torch.zeros(len(net.STEPS), net.HEADS, 2 * net.APART + 1))
        self.tell = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in net.STEPS)
        self.wide = nn.ModuleList(nn.Linear(WIDTH, MIDDLE) for _ in net.STEPS)
        self.narrow = nn.ModuleList(nn.Linear(MIDDLE, WIDTH) for _ in net.STEPS)
        self.ask, self.heed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.join, self.out = nn.Linear(4 * WIDTH, LAST), nn.Linear(LAST, len(LABELS))
        self.drop, self.drop_less = nn.Dropout(DROPPED), nn.Dropout(DROPPED / 2)

    def states(self, words: torch.Tensor, distances: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """(n, length, WIDTH). `words`: places among all words, 0 of one that is hidden; `distances` as of net."""
        vectors = self.vectors(words * (words < len(self.vectors.weight)))
        own = [self.drop(vectors), self.said(words), self.place(distances)]
        found = functional.relu(self.enter(torch.cat(own, -1))) * there[..., None]
        length = torch.arange(words.shape[1])
        away = (length - length[:, None]).clamp(-net.APART, net.APART) + net.APART
        nowhere = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None]
        for k in range(len(net.STEPS)):
            even = self._even(found) * there[..., None]
            found = found + functional.relu(self.near[k](even.transpose(1, 2))).transpose(1, 2) * there[..., None]
            looked = self._attended(self._even(found), k, self.apart[k][:, away] + nowhere)
            found = found + self.tell[k](looked) * there[..., None]
            wide = functional.relu(self.wide[k](self._even(found)))
            found = found + self.narrow[k](wide) * there[..., None]
        return found

    def _even(self, states: torch.Tensor) -> torch.Tensor:
        return functional.layer_norm(self.drop_less(states), states.shape[-1:], eps=net.LEAST)

    def _attended(self, states: torch.Tensor, k: int, biases: torch.Tensor) -> torch.Tensor:
        n, length, width = states.shape
        parts = self.look[k](states).view(n, length, 3, net.HEADS, width // net.HEADS).permute(2, 0, 3, 1, 4)
        asking, asked, told = parts
        weights = (asking @ asked.transpose(2, 3) / (width // net.HEADS) ** 0.5 + biases).softmax(-1)
        return (weights @ told).transpose(1, 2).reshape(n, length, width)

    def forward(self, words: torch.Tensor, distances: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """(n, 3), logarithms of odds."""
        states = self.states(words, distances, there)
        target = (states * ((distances == net.REACH) & there)[..., None]).sum(1)
        asked = torch.einsum("nh,nlh->nl", self.ask(target), states) / 10 + self.heed(states)[..., 0]
        heeded = torch.einsum("nl,nlh->nh", asked.masked_fill(~there, -1e4).softmax(1), states)
        greatest = states.masked_fill(~there[..., None], -1e4).amax(1)
        mean = states.sum(1) / there.sum(1, keepdim=True)
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
                "near": torch.stack([own.weight.permute(2, 1, 0) for own in self.near]),
                "near0": torch.stack([own.bias for own in self.near]),
                "apart": self.apart,
                **{
                    name + end: torch.stack([own.bias if end else own.weight.T for own in getattr(self, name)])
                    for name in ("look", "tell", "wide", "narrow")
                    for end in ("", "0")
                },
                "ask": self.ask.weight.T, "ask0": self.ask.bias, "heed": self.heed.weight[0],
                "join": self.join.weight.T.reshape(4, WIDTH, LAST), "join0": self.join.bias,
                "out": self.out.weight.T, "out0": self.out.bias,
            }  # fmt: skip
            found = {name: values.numpy().copy() for name, values in layers.items()}
            words = (NOTHING, *words[: len(self.vectors.weight) - 1])
            return net.coarse(net.Net(words, (self.vectors.weight @ enter[:size]).numpy(), found))


@dataclass(frozen=True)
class Beginning:
    """A model that is to learn of targets: the words that have a vector, and its weights but what lexicons say."""

    words: tuple[str, ...]
    weights: Mapping[str, torch.Tensor]

    @classmethod
    def of(cls, words: Sequence[str], model: Model) -> "Beginning":
        """What this model, which has vectors of these words, has learned."""
        held = {name: values.clone() for name, values in model.state_dict().items() if name != "said.weight"}
        return cls(tuple(words), held)

    def model(self, others: Sequence[str]) -> Model:
        """A model with these weights that knows of `others`, which have no vector, what lexicons say."""
        said = np.array([net.said(word) for word in (NOTHING, *self.words, *others)])
        model = Model(np.zeros(self.weights["vectors.weight"].shape, dtype=np.float32), said)
        model.load_state_dict({**self.weights, "said.weight": torch.tensor(said)})
        return model


def untaught(words: Sequence[str], seed: int = 0) -> Beginning:
    """A model that has learned nothing: GloVe's vectors, small random ones of words that GloVe lacks."""
    torch.manual_seed(seed)
    given = vectors.given()
    found = np.random.default_rng(seed).normal(0, 0.05, (len(words) + 1, given.matrix.shape[1]))
    for row, word in enumerate(words, 1):
        if word in given.index:
            found[row] = given.matrix[given.index[word]]
    return Beginning.of(words, Model(found.astype(np.float32), np.zeros((1, net.SAID), dtype=np.float32)))


class Steps:
    """`size` steps of AdamW: the rate rises over the first `warm`, then falls to nothing; for words' vectors it is
    `slower` times as high.
    """

    def __init__(self, model: Model, others: Sequence[nn.Parameter], rate: float, slower: float, decay: float,
                 warm: float, size: int) -> None:  # fmt: skip
        self.grown = [p for p in (*model.parameters(), *others) if p.requires_grad]
        self.rates = [rate * (slower if p is model.vectors.weight else 1) for p in self.grown]
        self.warm, self.size, self.done = warm, size, 0
        self.adam = torch.optim.AdamW([{"params": p} for p in self.grown], weight_decay=decay)

    def step(self, loss: torch.Tensor) -> None:
        """Learn from the loss of one batch."""
        self.done += 1
        for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
            group["lr"] = rate * min(1.0, self.done / self.warm) * (1 - self.done / self.size)
        loss.backward()
        nn.utils.clip_grad_norm_(self.grown, 1.0)
        self.adam.step()
        self.adam.zero_grad()


def epoch(sizes: Sequence[int], at_once: int, rng: random.Random, bundle: int = BUNDLE) -> list[list[int]]:
    """Places of every batch, sentences of about one length together, of a `bundle` of batches."""
    places, found = list(range(len(sizes))), []
    rng.shuffle(places)
    for first in range(0, len(places), bundle * at_once):
        some = sorted(places[first : first + bundle * at_once], key=lambda k: sizes[k])
        found += [some[k : k + at_once] for k in range(0, len(some), at_once)]
    rng.shuffle(found)
    return found


def padded(rows: Sequence[torch.Tensor]) -> torch.Tensor:
    """Rows of unlike length as one tensor, zeros behind the shorter."""
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
