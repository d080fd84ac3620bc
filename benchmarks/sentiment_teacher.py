#!/usr/bin/env python3
"""What a pre-trained encoder, fine-tuned, knows of tone: how far linear measures are from it, fold by fold.

    python benchmarks/sentiment_teacher.py --data FOLDER [--folds 0 1]

FOLDER as for `sentiment.py`; needs the extra `train`. On the documents of all folds but one, five in all, the upper
three of the encoder's six layers learn both tasks at once: people's mean of a sentence of `nyt`, and the class towards
a target of `newsmtsc`, whose mentions are marked by a vector that is learned too. Printed are, on the fold left out,
r and macro-F1 of ours, of the encoder, and of the mean of both. Some eight minutes of one core a fold. Nothing of it is
shipped: it needs 90 MB and reads 250 sentences a second.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.special import softmax
from sentiment import folds
from sentiment_scores import correlation, macro_f1
from torch import nn
from transformers import AutoModel, AutoTokenizer

from analysis import encoder
from analysis.errors import InputError
from analysis.sentiment import targets_training, training, valence_training, vectors
from analysis.sentiment.targets import LABELS

FOLDS = 5
FROZEN = 3  # layers, and the vectors of words
LONGEST = 96  # pieces of words of a sentence
AROUND = 250  # characters kept on each side of a target
EPOCHS, AT_ONCE, RATE, WARM = 3, 16, 6e-5, 0.06
FASTER = 20  # times the rate, for what is learned from nothing
DULL = 0.3  # share of telling the neutral sentences apart in what is learned of valence


@dataclass(frozen=True)
class Task:
    """Sentences as the frozen layers leave them, (length, 384) each; which pieces are the target; gold; folds."""

    states: Sequence[torch.Tensor]
    marks: Sequence[torch.Tensor]
    gold: np.ndarray
    fold: np.ndarray


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


def read(rows: Sequence[dict], mentions: Sequence[Sequence[tuple[int, int]]], gold: np.ndarray) -> Task:
    """The task of these sentences; `mentions` are characters (start, end) of the text."""
    place = encoder.folder()
    words, model = AutoTokenizer.from_pretrained(place), AutoModel.from_pretrained(place).eval()
    model.encoder.layer = model.encoder.layer[:FROZEN]
    states, marks = [], []
    for text, found in zip((r["text"] for r in rows), mentions, strict=True):
        cut = max(0, found[0][0] - AROUND) if found else 0
        text = text[cut : found[0][1] + AROUND] if found else text
        one = words(text, return_offsets_mapping=True, truncation=True, max_length=LONGEST, return_tensors="pt")
        offsets = (one.pop("offset_mapping")[0] + cut).tolist()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            states.append(model(**one).last_hidden_state[0].to(torch.bfloat16))
        marks.append(torch.tensor([float(any(a < e and b > s and b > a for s, e in found)) for a, b in offsets]))
    return Task(states, marks, gold, folds([r["doc"] for r in rows]) % FOLDS)


def learned(tasks: Sequence[Task], fold: int, seed: int = 0) -> Teacher:
    """A teacher of both tasks, valence first, that has not seen this fold."""
    torch.manual_seed(seed)
    base = AutoModel.from_pretrained(encoder.folder())
    model = Teacher(base.encoder.layer[FROZEN:], base.config.hidden_size)
    grown = list(model.layers.parameters())
    fresh = [p for p in model.parameters() if all(p is not q for q in grown)]
    rates = (RATE, RATE * FASTER)
    steps = torch.optim.AdamW([{"params": p, "lr": r} for p, r in zip((grown, fresh), rates, strict=True)])
    rng = random.Random(seed)
    course = [batch for _ in range(EPOCHS) for batch in _epoch(tasks, fold, rng)]
    model.train()
    for step, (which, places) in enumerate(course, 1):
        share = min(1.0, step / (WARM * len(course))) * (1 - step / len(course)) + 0.02
        for group, rate in zip(steps.param_groups, rates, strict=True):
            group["lr"] = rate * share
        loss = _loss(which, model(*_batch(tasks[which], places))[which], tasks[which].gold[places])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
    return model.eval()


def _epoch(tasks: Sequence[Task], fold: int, rng: random.Random) -> list[tuple[int, list[int]]]:
    """(task, places) of every batch, sentences of about one length together."""
    found = []
    for which, task in enumerate(tasks):
        places = np.flatnonzero(task.fold != fold).tolist()
        rng.shuffle(places)
        for first in range(0, len(places), 25 * AT_ONCE):
            some = sorted(places[first : first + 25 * AT_ONCE], key=lambda k: len(task.states[k]))
            found += [(which, some[k : k + AT_ONCE]) for k in range(0, len(some), AT_ONCE)]
    rng.shuffle(found)
    return found


def _batch(task: Task, places: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    pad = nn.utils.rnn.pad_sequence
    states = pad([task.states[k].float() for k in places], batch_first=True)
    there = pad([torch.ones(len(task.states[k])) for k in places], batch_first=True)
    return states, there, pad([task.marks[k] for k in places], batch_first=True)


def _loss(which: int, found: torch.Tensor, gold: np.ndarray) -> torch.Tensor:
    """Of valence: squares, and whether people call it neutral. Of classes: cross-entropy."""
    if which:
        return nn.functional.cross_entropy(found, torch.tensor(gold), label_smoothing=0.05)
    people = torch.tensor(gold, dtype=torch.float32)
    dull = (people.abs() <= valence_training.NEUTRAL).float()
    apart = nn.functional.binary_cross_entropy_with_logits(found[:, 1], dull)
    return ((found[:, 0] - people) ** 2).mean() + DULL * apart


def said(model: Teacher, task: Task, which: int, places: Sequence[int]) -> np.ndarray:
    """What the teacher says of the sentences at these places: (n, 2) of valence, (n, 3) of classes."""

    def parts() -> Iterator[np.ndarray]:
        for first in range(0, len(places), 64):
            yield model(*_batch(task, places[first : first + 64]))[which].numpy()

    with torch.no_grad():
        return np.concatenate(list(parts()))


def main() -> int:
    """Print a line a fold and task."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of rated texts, or one that holds its part")
    parser.add_argument("--folds", type=int, nargs="+", choices=range(FOLDS), default=[*range(FOLDS)], help="of five")
    args = parser.parse_args()
    torch.set_num_threads(1)
    try:
        rated, named = (training.read_set(args.data, name) for name in ("nyt", "newsmtsc"))
        encoder.folder()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    gold = np.array([LABELS.index(r["gold"]) for r in named])
    tasks = read(rated, [()] * len(rated), training.rated(rated).gold), read(named, _places(named), gold)
    learned_vectors = training.learn_vectors(args.data)
    print(f"{'fold':>4s} {'':18s}{'ours':>10s}{'encoder':>10s}{'both':>10s}")
    for fold in args.folds:
        teacher = learned(tasks, fold)
        for name, values in (
            ("nyt r", tone(teacher, tasks[0], rated, fold, learned_vectors)),
            ("newsmtsc macro_f1", towards(teacher, tasks[1], named, fold)),
        ):
            print(f"{fold:4d} {name:18s}" + "".join(f"{value:10.3f}" for value in values), flush=True)
    return 0


def tone(
    teacher: Teacher, task: Task, rows: Sequence[dict], fold: int, learned_vectors: vectors.Vectors
) -> list[float]:
    """r on this fold of ours, of the teacher, of their mean."""
    here, rated = np.flatnonzero(task.fold == fold), training.rated(rows)
    ours = valence_training.fit(rated.take(np.flatnonzero(task.fold != fold)), learned_vectors, vectors.given())
    scores = [ours.score([rows[k]["text"] for k in here], rated.documents[here]), said(teacher, task, 0, here)[:, 0]]
    return [correlation(s, task.gold[here]) for s in (*scores, sum(scores))]


def towards(teacher: Teacher, task: Task, rows: Sequence[dict], fold: int) -> list[float]:
    """Macro-F1 on this fold of ours, of the teacher, of their mean."""
    here, seen = ([rows[k] for k in np.flatnonzero(which)] for which in (task.fold == fold, task.fold != fold))
    ours = targets_training.fit(targets_training.features(seen), [r["gold"] for r in seen], vectors.given())
    shares = [ours.probabilities([r["text"] for r in here], _places(here))]
    shares.append(softmax(said(teacher, task, 1, np.flatnonzero(task.fold == fold)), axis=1))
    gold = [r["gold"] for r in here]
    return [macro_f1(gold, [LABELS[k] for k in s.argmax(axis=1)]) for s in (*shares, sum(shares))]


def _places(rows: Sequence[dict]) -> list[list[tuple[int, int]]]:
    return [targets_training.places(r) for r in rows]


if __name__ == "__main__":
    sys.exit(main())
