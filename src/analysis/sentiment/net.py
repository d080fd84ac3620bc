"""A small net that reads a sentence around a target: a probability each of negative, neutral and positive.

Words as vectors (GloVe to begin with, learned on), what lexicons say of them and how far from the target they stand;
two convolutions of three words, the second of every other word; the target's own place then asks which words matter
(attention as in Bahdanau, Cho & Bengio 2015, ICLR, conditioned on the target as in Wang et al. 2016, EMNLP, pp.
606-615). Learned by `net_training` from labelled mentions and from what a fine-tuned encoder says of others. The
target's name is hidden from it. numpy alone; weights in `net.npz`, a byte each for the words'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from analysis.sentiment import lexicons
from analysis.sentiment.context import TARGET, Masked
from analysis.sentiment.effects import EFFECTS
from analysis.sentiment.words import NOTHING

FILE = Path(__file__).with_name("net.npz")
WINDOW = 32  # words kept before the target; after it one less
REACH = 24  # words from the target beyond which distance no longer counts
SAID = len(lexicons.NAMES) + 2  # numbers that lexicons give a word
AT_ONCE = 128  # mentions
_REMEMBERED = 100_000  # words
LAYERS = {  # weights beside the words': name, and shape by the width h and the width o of the last layer but one
    "said": (SAID, "h"), "place": (2 * REACH + 1, "h"), "near": (3, "h", "h"), "near0": ("h",), "far": (3, "h", "h"),
    "far0": ("h",), "ask": ("h", "h"), "ask0": ("h",), "heed": ("h",), "join": (4, "h", "o"), "join0": ("o",),
    "out": ("o", 3), "out0": (3,),
}  # fmt: skip


@dataclass(frozen=True)
class Net:
    """Vectors of `words`, (n, h), NOTHING's first, which stands for every other word too, and LAYERS."""

    words: tuple[str, ...]
    vectors: np.ndarray
    layers: Mapping[str, np.ndarray]
    _known: dict[str, np.ndarray] = field(default_factory=dict, compare=False, repr=False)

    def probabilities(self, mentions: Sequence[Masked]) -> np.ndarray:
        """Shape (n, 3), of targets.LABELS."""
        shares = np.zeros((len(mentions), 3))
        order = sorted(range(len(mentions)), key=lambda k: len(mentions[k].tokens))
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            shares[some] = self._read([window(mentions[k]) for k in some])
        return shares

    def _read(self, mentions: Sequence[Masked]) -> np.ndarray:
        """Of a batch: states (n, length, h), then attention, the greatest and the mean, (n, h) each."""
        layers, longest = self.layers, max(len(m.tokens) for m in mentions)
        states = np.zeros((len(mentions), longest, self.vectors.shape[1]), dtype=np.float32)
        there = np.zeros((len(mentions), longest, 1), dtype=np.float32)
        for row, mention in enumerate(mentions):
            size = len(mention.tokens)
            states[row, :size] = [self._word(word) for word in mention.tokens]
            states[row, :size] += layers["place"][distances(mention)]
            there[row, :size] = 1
        np.maximum(states, 0, out=states)
        states *= there
        for name, step in (("near", 1), ("far", 2)):
            states += np.maximum(_convolved(states, layers[name], step) + layers[name + "0"], 0) * there
        target = states[np.arange(len(mentions)), [m.place for m in mentions]]
        asked = (target @ layers["ask"] + layers["ask0"]) / 10 + layers["heed"]
        weights = _softmax(np.where(there[..., 0] > 0, (states @ asked[..., None])[..., 0], -1e4))
        heeded = (weights[:, None, :] @ states)[:, 0]
        greatest = np.where(there > 0, states, -1e4).max(axis=1)
        mean = states.sum(axis=1) / there.sum(axis=1)
        joined = sum(part @ w for part, w in zip((target, heeded, greatest, mean), layers["join"], strict=True))
        return _softmax(np.maximum(joined + layers["join0"], 0) @ layers["out"] + layers["out0"])

    def _word(self, word: str) -> np.ndarray:
        known = self._known
        if word not in known:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[word] = vector = self.vectors[self._index.get(word, 0)] + said(word) @ self.layers["said"]
            return vector
        return known[word]

    @cached_property
    def _index(self) -> dict[str, int]:
        return {word: k for k, word in enumerate(self.words)}


@dataclass(frozen=True)
class Nets:
    """Nets that began with other random numbers, read as one: the mean of what they say."""

    each: tuple[Net, ...]

    def probabilities(self, mentions: Sequence[Masked]) -> np.ndarray:
        """Shape (n, 3), of targets.LABELS."""
        return np.mean([net.probabilities(mentions) for net in self.each], axis=0)


def window(mention: Masked) -> Masked:
    """The words around the target."""
    first = max(0, mention.place - WINDOW)
    return Masked(mention.tokens[first : mention.place + WINDOW], mention.place - first)


def distances(mention: Masked) -> np.ndarray:
    """Place in the weights `place` of each word's distance from the target."""
    return np.clip(np.arange(len(mention.tokens)) - mention.place, -REACH, REACH) + REACH


def said(word: str) -> np.ndarray:
    """What lexicons say of a word, (SAID,): its valence in each, its effect on who does and who is done to."""
    if word in (TARGET, NOTHING):
        return np.zeros(SAID, dtype=np.float32)
    values = [lexicons.load(name)[word] for name in lexicons.NAMES]
    return np.array([*values, *EFFECTS.get(word, (0.0, 0.0))], dtype=np.float32)


def _convolved(states: np.ndarray, weights: np.ndarray, step: int) -> np.ndarray:
    """Each place with those `step` before and after it: (n, length, h), weights (3, h, h)."""
    found = states @ weights[1]
    if states.shape[1] > step:
        found[:, step:] += states[:, :-step] @ weights[0]
        found[:, :-step] += states[:, step:] @ weights[2]
    return found


def _softmax(values: np.ndarray) -> np.ndarray:
    values = np.exp(values - values.max(axis=-1, keepdims=True))
    return values / values.sum(axis=-1, keepdims=True)


def coarse(net: Net) -> Net:
    """The net as it is kept: a byte a number of its words' vectors, half precision for the rest."""
    bytes_, scales = _bytes(net.vectors)
    layers = {name: values.astype(np.float16).astype(np.float32) for name, values in net.layers.items()}
    return Net(net.words, bytes_ * scales[:, None], layers)


def _bytes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scales = np.maximum(np.abs(vectors).max(axis=1) / 127, 1e-6).astype(np.float32)
    return np.round(vectors / scales[:, None]).astype(np.int8), scales


@cache
def load(file: Path = FILE) -> Nets:
    """The shipped nets."""
    with np.load(file) as stored:
        words = (NOTHING, *stored["words"].tobytes().decode().split("\n"))
        vectors = stored["vectors"] * stored["scales"][..., None]
        layers = {name: stored[name].astype(np.float32) for name in LAYERS}
    return Nets(tuple(
        Net(words, own, {name: values[k] for name, values in layers.items()}) for k, own in enumerate(vectors)
    ))  # fmt: skip


def save(nets: Nets, file: Path = FILE) -> None:
    """Write nets of the same words; read again, each is `coarse(net)`."""
    numbers, scales = zip(*(_bytes(net.vectors) for net in nets.each), strict=True)
    np.savez_compressed(
        file,
        words=np.frombuffer("\n".join(nets.each[0].words[1:]).encode(), dtype=np.uint8),
        vectors=np.array(numbers),
        scales=np.array(scales),
        **{name: np.array([net.layers[name] for net in nets.each]).astype(np.float16) for name in LAYERS},
    )
