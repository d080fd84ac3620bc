"""Learn from the sentences about a word whether it is the event (training alone; extra `train`).

The encoder's lower layers learn on, the first of them as it is, the others with what tells them the kinds of pieces.
They do so twice: from all sets but the latest, on which it is learned how much net and marks (`weights_of_sense`) count
beside each other; then from all. Deterministic on one machine.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from analysis import encoder, paths
from analysis.framing import sense_net, weights_of_sense
from analysis.framing.gold import told_in_context
from analysis.framing.naming import EVENT
from analysis.framing.ridge import fitted
from analysis.framing.sense_net import ENDS, GOES_ON, JOINED, LONGEST, OPENS, UNKNOWN, SenseNet, Vocabulary, Window
from analysis.framing.weights_of_sense import gold_of
from analysis.sentiment.net_model import epoch, padded
from analysis.sentiment.vectors import given

LAYERS = 4  # of the encoder's six
COMMON = 16_000  # words of English whose pieces are known
EPOCHS, AT_ONCE, RATE, WARM = 3, 16, 6e-5, 0.06
FASTER = 10  # times the rate, for what is learned from nothing
LATEST = 4  # sets by which net and marks are weighed
DROPPED, SMALL = 0.1, 0.02
BUNDLE = 16  # batches whose windows are sorted by length


class Example(NamedTuple):
    """What is read at once of an item of the gold; of its labelled words the start, and whether each is the event."""

    window: Window
    labels: dict[int, bool]
    item: dict


def train(folder: Path) -> list[Path]:
    """Learn the net from the words of `folder`, and how much it counts; write it; returns the file."""
    torch.set_num_threads(1)  # more threads change the last digits
    encoded, pieces = _encoder()
    read = examples(folder, Vocabulary(pieces))
    latest = frozenset(sorted({gold_of(example.item) for example in read})[-LATEST:])
    others, own = ([e for e in read if (gold_of(e.item) in latest) is kept] for kept in (False, True))
    net = learned(read, pieces, encoded)
    shares = weighed(weights_of_sense.of_sets(folder, latest), learned(others, pieces, encoded), own)
    sense_net.save(SenseNet(net.pieces, net.vectors, net.layers, {**net.loose, "shares": shares}))
    return [Path(paths.shown(sense_net.FILE))]


def examples(folder: Path, vocabulary: Vocabulary) -> list[Example]:
    """The labelled words of the gold, as a net reads them, in the order of the texts."""
    found = []
    for item, book, before in told_in_context(folder, weights_of_sense.PART):
        sentence = sense_net.told(item["text"], item["part"] == "title", book)
        labels = {m["start"]: m["sense"] == EVENT for m in item["mentions"]}
        for window in vocabulary.windows(sense_net.about(book), before, sentence) if labels else ():
            own = {start: labels[start] for start in window.asked if start in labels}
            if own:
                found.append(Example(window, own, item))
    return found


def weighed(by_marks: Mapping[tuple, tuple[float, float]], net: SenseNet, own: Sequence[Example]) -> np.ndarray:
    """What the log-odds by marks and those of the net count, and a constant; `by_marks`: {word: its log-odds, whether
    it is the event}, none of them learned from these words. Prints how many are then told rightly.
    """
    read = {
        weights_of_sense.key(example.item, start): value
        for example in own
        for start, value in net.read(example.window).items()
    }
    known = [key for key in by_marks if key in read]
    columns = np.array([(by_marks[key][0], read[key]) for key in known])
    labels = np.array([by_marks[key][1] for key in known])
    line = fitted(columns, labels, penalty=0.01)
    told = {"marks": columns[:, 0], "net": columns[:, 1], "both": columns @ line[:2] + line[2]}
    for name, values in told.items():
        called, true = values > 0, labels > 0
        print(f"{name:5} {len(known)} words of sets left out: sense {(called == true).mean():.4f}, mention precision "
              f"{true[called].mean():.4f}, recall {called[true].mean():.4f}")
    return line


def learned(read: Sequence[Example], pieces: Sequence[str], encoded: nn.Module, seed: int = 0) -> SenseNet:
    """A net that has learned these examples."""
    torch.manual_seed(seed)
    model = Model(deepcopy(encoded))
    fresh = [p for p in model.parameters() if all(p is not q for q in model.layers.parameters())]
    rates = (RATE, RATE * FASTER)
    groups = zip((list(model.layers.parameters()), fresh), rates, strict=True)
    steps = torch.optim.AdamW([{"params": p, "lr": rate} for p, rate in groups])
    rng, sizes = random.Random(seed), [len(example.window.pieces) for example in read]
    course = [batch for _ in range(EPOCHS) for batch in epoch(sizes, AT_ONCE, rng, BUNDLE)]
    model.train()
    for step, some in enumerate(course, 1):
        share = min(1.0, step / (WARM * len(course))) * (1 - step / len(course)) + 0.02
        for group, rate in zip(steps.param_groups, rates, strict=True):
            group["lr"] = rate * share
        found = model([read[k] for k in some])
        labels = torch.tensor([float(label) for k in some for label in read[k].labels.values()])
        functional.binary_cross_entropy_with_logits(found, labels).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        steps.zero_grad()
    return model.eval().kept(pieces)


class Model(nn.Module):
    """`sense_net.SenseNet` while it learns: the encoder's layers, of which the first JOINED stay as they are."""

    def __init__(self, encoded: nn.Module) -> None:
        super().__init__()
        self.layers = encoded.encoder.layer[JOINED:]
        self.kind = nn.Embedding(sense_net.BEFORE + 1, encoder.DIMENSIONS, padding_idx=sense_net.PLAIN)
        self.own = nn.Parameter(torch.randn(encoder.DIMENSIONS) * SMALL)
        self.out = nn.Linear(2 * encoder.DIMENSIONS, 1)
        self.drop = nn.Dropout(DROPPED)
        # in a list, so that it is none of what learns, or drops
        self._lowest = [encoded.embeddings.eval(), *(layer.eval() for layer in encoded.encoder.layer[:JOINED])]
        with torch.no_grad():
            self.kind.weight[sense_net.PLAIN + 1 :].normal_(0, SMALL)

    def forward(self, read: Sequence[Example]) -> torch.Tensor:
        """Log-odds of the labelled words of examples, one behind the other."""
        windows = [example.window for example in read]
        sizes = [len(window.pieces) for window in windows]
        pieces, parts, kinds, own = (_padded([getattr(w, name) for w in windows]) for name in Window._fields[:4])
        with torch.no_grad():
            states = self._lowest[0](input_ids=pieces, token_type_ids=parts)
            states = _through(self._lowest[1:], states, sizes)
        own = own[..., None].float()
        found = _through(self.layers, states + self.kind(kinds) + own * self.own, sizes)
        whole = (found * own).sum(1) / own.sum(1)
        words = [
            torch.cat([found[k, at.start : at.stop].mean(0), whole[k]])
            for k, example in enumerate(read)
            for at in map(example.window.asked.__getitem__, example.labels)
        ]
        return self.out(self.drop(torch.stack(words)))[:, 0]

    def kept(self, pieces: Sequence[str]) -> SenseNet:
        """What it has learned, as it is kept."""
        places, *lowest = self._lowest
        with torch.no_grad():
            return SenseNet(
                tuple(pieces),
                places.word_embeddings.weight.numpy().copy(),
                tuple(map(_layer, (*lowest, *self.layers))),
                {
                    name: values.numpy().copy()
                    for name, values in {
                        "place": places.position_embeddings.weight[:LONGEST],
                        "part": places.token_type_embeddings.weight,
                        "first": places.LayerNorm.weight, "first0": places.LayerNorm.bias,
                        "kind": self.kind.weight, "own": self.own,
                        "out": self.out.weight[0], "out0": self.out.bias,
                    }.items()
                },
            )  # fmt: skip


def _layer(layer: nn.Module) -> dict[str, np.ndarray]:
    look = layer.attention.self
    linear = {
        "tell": layer.attention.output.dense, "wide": layer.intermediate.dense, "narrow": layer.output.dense,
        "even": layer.attention.output.LayerNorm, "calm": layer.output.LayerNorm,
    }  # fmt: skip
    found = {
        "look": torch.cat([look.query.weight, look.key.weight, look.value.weight]).T,
        "look0": torch.cat([look.query.bias, look.key.bias, look.value.bias]),
        **{name: own.weight if name in sense_net.SCALES else own.weight.T for name, own in linear.items()},
        **{f"{name}0": own.bias for name, own in linear.items()},
    }
    return {name: values.numpy().copy() for name, values in found.items()}


def _through(layers: Iterable[nn.Module], states: torch.Tensor, sizes: Sequence[int]) -> torch.Tensor:
    hidden = torch.arange(states.shape[1])[None] >= torch.tensor(sizes)[:, None]
    away = torch.zeros(hidden.shape).masked_fill(hidden, -1e9)[:, None, None]
    for layer in layers:
        made = layer(states, away)
        states = made[0] if isinstance(made, tuple) else made
    return states


def _padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    return padded([torch.tensor(row) for row in rows])


def _encoder() -> tuple[nn.Module, list[str]]:
    """The encoder with the lower layers and the pieces that are kept, and these: what the commonest words of English
    are made of, and single letters, figures and signs, of which all others can be.
    """
    place = encoder.folder()
    words, model = AutoTokenizer.from_pretrained(place), AutoModel.from_pretrained(place)
    common = {piece for word in [*given().index][:COMMON] for piece in words.tokenize(word)}
    number = words.get_vocab()
    pieces = sorted(
        (p for p in number if p in common or p in (OPENS, ENDS, UNKNOWN) or _is_sign(p.removeprefix(GOES_ON))),
        key=number.__getitem__,
    )
    table = model.embeddings.word_embeddings.weight.detach()[[number[piece] for piece in pieces]]
    model.embeddings.word_embeddings = nn.Embedding.from_pretrained(table)
    model.encoder.layer = model.encoder.layer[:LAYERS]
    return model, pieces


def _is_sign(piece: str) -> bool:
    return len(piece) == 1 and (piece.isascii() or not piece.isalnum())
