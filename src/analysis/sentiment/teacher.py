"""A pre-trained encoder fine-tuned on tone, for training and measuring alone (extra `train`): nothing of it is shipped.

The upper three of the six layers of `analysis.encoder` learn both tasks at once: people's mean of a sentence of `nyt`,
and the class towards a target of `newsmtsc`, whose mentions are marked by a vector that is learned too. It reads 250
sentences a second. What it says of mentions that nobody labelled is what `net` learns from: Hinton, Vinyals & Dean
2015, arXiv:1503.02531.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from analysis import encoder
from analysis.sentiment import lessons, training, valence_training
from analysis.sentiment.targets import LABELS, Mention

FROZEN = 3  # layers, and the vectors of words
LONGEST = 96  # pieces of words of a sentence
AROUND = 250  # characters kept on each side of a target where a sentence has more than both
EPOCHS, AT_ONCE, RATE, WARM = 3, 16, 6e-5, 0.06
FASTER = 20  # times the rate, for what is learned from nothing
DULL = 0.3  # share of telling the neutral sentences apart in what is learned of valence
TONE, TOWARDS = 0, 1  # the tasks


@dataclass(frozen=True)
class Read:
    """Sentences as the frozen layers leave them, (length, 384) each, and which of their pieces are the target."""

    states: Sequence[torch.Tensor]
    marks: Sequence[torch.Tensor]


class Teacher(nn.Module):
    """The upper layers, a mark for the target, and a linear head a task: `tone` (n, 2) and `towards` (n, 3)."""

    def __init__(self, layers: nn.Module, width: int) -> None:
        super().__init__()
        self.layers = layers
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.tone, self.towards = nn.Linear(width, 2), nn.Linear(2 * width, len(LABELS))
        self.drop = nn.Dropout(0.1)

    def forward(
        self, states: torch.Tensor, there: torch.Tensor, marks: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """`states` (n, length, width); `there` and `marks` (n, length) are 1 at a piece, and at one of the target."""
        found = states + marks[..., None] * self.mark
        hidden = torch.zeros(len(there), 1, 1, there.shape[1]).masked_fill(there[:, None, None, :] == 0, -1e9)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers:
                found = layer(found, hidden)
                found = found[0] if isinstance(found, tuple) else found
        whole, target = (self.drop(_mean(found.float(), which)) for which in (there, marks))
        return self.tone(whole), self.towards(torch.cat([target, whole], dim=1))


def _mean(states: torch.Tensor, which: torch.Tensor) -> torch.Tensor:
    return (states * which[..., None]).sum(1) / which.sum(1, keepdim=True).clamp(min=1)


def read(texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> Read:
    """Each text as the frozen layers leave it, one text once; `mentions` are characters (start, end) of it."""
    words, model = _frozen()
    cuts = [_cut(text, found) for text, found in zip(texts, mentions, strict=True)]
    ends = zip(texts, cuts, strict=True)
    own = [text[cut : cut + 2 * AROUND] if len(text) > 2 * AROUND else text for text, cut in ends]
    known = sorted(set(own), key=lambda text: (len(text), text))
    states, offsets = {}, {}
    for first in range(0, len(known), 64):
        some = known[first : first + 64]
        batch = words(some, return_offsets_mapping=True, truncation=True, max_length=LONGEST, padding=True,
                      return_tensors="pt")  # fmt: skip
        places = batch.pop("offset_mapping").tolist()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            found = model(**batch).last_hidden_state.to(torch.bfloat16)
        for text, one, size, where in zip(some, found, batch["attention_mask"].sum(1).tolist(), places, strict=True):
            states[text], offsets[text] = one[:size].clone(), where[:size]
    marks = [
        torch.tensor([float(any(a + cut < e and b + cut > s and b > a for s, e in found)) for a, b in offsets[text]])
        for text, cut, found in zip(own, cuts, mentions, strict=True)
    ]
    return Read([states[text] for text in own], marks)


def _frozen() -> tuple:
    place = encoder.folder()
    words, model = AutoTokenizer.from_pretrained(place), AutoModel.from_pretrained(place).eval()
    model.encoder.layer = model.encoder.layer[:FROZEN]
    return words, model


def _cut(text: str, mentions: Sequence[Mention]) -> int:
    """Where what is read of a text begins."""
    return max(0, mentions[0][0] - AROUND) if mentions and len(text) > 2 * AROUND else 0


@dataclass(frozen=True)
class Task:
    """What is read of each sentence, and its gold: people's mean, or the place of the class in LABELS."""

    read: Read
    gold: np.ndarray

    def take(self, places: Sequence[int]) -> "Task":
        """The sentences at these places."""
        found = Read([self.read.states[k] for k in places], [self.read.marks[k] for k in places])
        return Task(found, self.gold[places])


def tasks(rated: Sequence[dict], named: Sequence[dict]) -> tuple[Task, Task]:
    """Both tasks, of rows of `nyt` and of `newsmtsc`."""
    gold = np.array([LABELS.index(r["gold"]) for r in named])
    return (
        Task(read([r["text"] for r in rated], [()] * len(rated)), training.rated(rated).gold),
        Task(read([r["text"] for r in named], [lessons.places(r) for r in named]), gold),
    )


def learned(both: Sequence[Task], seed: int = 0) -> Teacher:
    """A teacher of both tasks, valence first. Deterministic on one machine."""
    torch.manual_seed(seed)
    model = untaught()
    grown = list(model.layers.parameters())
    fresh = [p for p in model.parameters() if all(p is not q for q in grown)]
    rates = (RATE, RATE * FASTER)
    steps = torch.optim.AdamW([{"params": p, "lr": r} for p, r in zip((grown, fresh), rates, strict=True)])
    rng = random.Random(seed)
    course = [batch for _ in range(EPOCHS) for batch in _epoch(both, rng)]
    model.train()
    for step, (which, places) in enumerate(course, 1):
        share = min(1.0, step / (WARM * len(course))) * (1 - step / len(course)) + 0.02
        for group, rate in zip(steps.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = _loss(which, model(*_batch(both[which].read, places))[which], both[which].gold[places])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
    return model.eval()


def untaught() -> Teacher:
    """A teacher before it has learned."""
    base = AutoModel.from_pretrained(encoder.folder())
    return Teacher(base.encoder.layer[FROZEN:], base.config.hidden_size)


def _epoch(both: Sequence[Task], rng: random.Random) -> list[tuple[int, list[int]]]:
    """(task, places) of every batch, sentences of about one length together."""
    found = []
    for which, task in enumerate(both):
        places = list(range(len(task.gold)))
        rng.shuffle(places)
        for first in range(0, len(places), 25 * AT_ONCE):
            some = sorted(places[first : first + 25 * AT_ONCE], key=lambda k: len(task.read.states[k]))
            found += [(which, some[k : k + AT_ONCE]) for k in range(0, len(some), AT_ONCE)]
    rng.shuffle(found)
    return found


def _batch(read: Read, places: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    pad = nn.utils.rnn.pad_sequence
    states = pad([read.states[k].float() for k in places], batch_first=True)
    there = pad([torch.ones(len(read.states[k])) for k in places], batch_first=True)
    return states, there, pad([read.marks[k] for k in places], batch_first=True)


def _loss(which: int, found: torch.Tensor, gold: np.ndarray) -> torch.Tensor:
    """Of valence: squares, and whether people call it neutral. Of classes: cross-entropy."""
    if which == TOWARDS:
        return nn.functional.cross_entropy(found, torch.tensor(gold), label_smoothing=0.05)
    people = torch.tensor(gold, dtype=torch.float32)
    dull = (people.abs() <= valence_training.NEUTRAL).float()
    apart = nn.functional.binary_cross_entropy_with_logits(found[:, 1], dull)
    return ((found[:, 0] - people) ** 2).mean() + DULL * apart


def said(model: Teacher, of: Read, which: int) -> np.ndarray:
    """What the teacher says of these sentences: (n, 2) of valence, or (n, 3), logarithms of the odds of LABELS."""
    order = sorted(range(len(of.states)), key=lambda k: len(of.states[k]))
    found = np.zeros((len(order), len(LABELS) if which == TOWARDS else 2), dtype=np.float32)
    with torch.no_grad():
        for first in range(0, len(order), 64):
            some = order[first : first + 64]
            found[some] = model(*_batch(of, some))[which].numpy()
    return found
