"""A small net that reads a sentence around a target: a probability each of negative, neutral and positive.

Words as vectors (GloVe to begin with, learned on), what lexicons say of them and how far from the target they stand.
Twice a convolution of three words, the second time of every other word, attention among the words (Vaswani et al. 2017,
NeurIPS, pp. 5998-6008, biased by distance as in Raffel et al. 2020, JMLR 21(140), 1-67) and a layer for each word
alone. The target's own place then asks which words matter (Bahdanau, Cho & Bengio 2015, ICLR, conditioned on the target
as in Wang et al. 2016, EMNLP, pp. 606-615). It learns first how words stand together (`net_beginning`), then from
labelled mentions and from what a fine-tuned encoder says of others (`net_training`). The target's name is hidden from
it. numpy alone; weights in `net.npz`, a byte each for the words'.
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
STEPS = (1, 2)  # how far apart the words stand that each round's convolution joins
HEADS = 4  # of attention among the words
APART = 16  # words beyond which they are equally far for one another
SAID = len(lexicons.NAMES) + 2  # numbers that lexicons give a word
AT_ONCE = 16  # mentions
LEAST = 1e-5  # added to a variance before it divides
_REMEMBERED = 100_000  # words
_ROUNDS = len(STEPS)
LAYERS = {  # weights beside the words': name, and shape by width h (hhh thrice), w in the middle, o of the last but one
    "said": (SAID, "h"), "place": (2 * REACH + 1, "h"),
    "near": (_ROUNDS, 3, "h", "h"), "near0": (_ROUNDS, "h"),
    "look": (_ROUNDS, "h", "hhh"), "look0": (_ROUNDS, "hhh"), "apart": (_ROUNDS, HEADS, 2 * APART + 1),
    "tell": (_ROUNDS, "h", "h"), "tell0": (_ROUNDS, "h"),
    "wide": (_ROUNDS, "h", "w"), "wide0": (_ROUNDS, "w"), "narrow": (_ROUNDS, "w", "h"), "narrow0": (_ROUNDS, "h"),
    "ask": ("h", "h"), "ask0": ("h",), "heed": ("h",), "join": (4, "h", "o"), "join0": ("o",),
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
        read = [window(m) for m in mentions]
        words = {word: k for k, word in enumerate(dict.fromkeys(word for m in read for word in m.tokens), 1)}
        known = np.stack([np.zeros_like(self.vectors[0]), *map(self._word, words)])
        order = sorted(range(len(read)), key=lambda k: len(read[k].tokens))
        for first in range(0, len(order), AT_ONCE):
            some = order[first : first + AT_ONCE]
            shares[some] = self._read([[words[w] for w in read[k].tokens] for k in some], known,
                                      np.array([read[k].place for k in some]))
        return shares

    def _read(self, mentions: Sequence[Sequence[int]], known: np.ndarray, at: np.ndarray) -> np.ndarray:
        """Shares (n, 3) of a batch, shorter mentions first: the places of its words in `known`, and `at` (n,) those of
        the targets among them.
        """
        layers, longest = self.layers, len(mentions[-1])
        words = np.array([[*own, *[0] * (longest - len(own))] for own in mentions])
        there = (words > 0)[..., None].astype(np.float32)
        states = known[words]
        states += layers["place"][distances(at, longest)]
        np.maximum(states, 0, out=states)
        away = np.clip(np.arange(longest) - np.arange(longest)[:, None], -APART, APART) + APART
        nowhere = (there - 1) * np.float32(1e4)
        for k, step in enumerate(STEPS):
            even = _even(states)
            even *= there
            near = _convolved(even, layers["near"][k], step)
            near += layers["near0"][k]
            states += np.maximum(near, 0, out=near)
            looked = self._attended(_even(states), k, layers["apart"][k][:, away] + nowhere[:, None, None, :, 0])
            states += _times(looked, layers["tell"][k])
            states += layers["tell0"][k]
            wide = _times(_even(states), layers["wide"][k])
            wide += layers["wide0"][k]
            states += _times(np.maximum(wide, 0, out=wide), layers["narrow"][k])
            states += layers["narrow0"][k]
        target = states[np.arange(len(at)), at]
        asked = (target @ layers["ask"] + layers["ask0"]) / 10 + layers["heed"]
        weights = _softmax((states @ asked[..., None] + nowhere)[..., 0])
        heeded = (weights[:, None, :] @ states)[:, 0]
        mean = (there.swapaxes(1, 2) @ states)[:, 0] / there.sum(axis=1)
        states += nowhere
        greatest = states.max(axis=1)
        joined = sum(part @ w for part, w in zip((target, heeded, greatest, mean), layers["join"], strict=True))
        return _softmax(np.maximum(joined + layers["join0"], 0) @ layers["out"] + layers["out0"])

    def _attended(self, states: np.ndarray, k: int, biases: np.ndarray) -> np.ndarray:
        """Each word's mean of all by how much it looks at them, (n, length, h); biases (n, HEADS, length,
        length).
        """
        n, longest, width = states.shape
        looked = _times(states, self.layers["look"][k])
        looked += self.layers["look0"][k]
        asking, asked, told = looked.reshape(n, longest, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        asking *= np.float32((width // HEADS) ** -0.5)
        weights = asking @ asked.swapaxes(2, 3)
        weights += biases
        return (_softmax(weights) @ told).swapaxes(1, 2).reshape(n, longest, width)

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


def window(mention: Masked) -> Masked:
    """The words around the target."""
    first = max(0, mention.place - WINDOW)
    return Masked(mention.tokens[first : mention.place + WINDOW], mention.place - first)


def distances(at: np.ndarray, longest: int) -> np.ndarray:
    """Place in the weights `place` of each word's distance from its sentence's target, (n, longest); `at` (n,)."""
    return np.clip(np.arange(longest) - at[:, None], -REACH, REACH) + REACH


def said(word: str) -> np.ndarray:
    """What lexicons say of a word, (SAID,): its valence in each, its effect on who does and who is done to."""
    if word in (TARGET, NOTHING):
        return np.zeros(SAID, dtype=np.float32)
    values = [lexicons.load(name)[word] for name in lexicons.NAMES]
    return np.array([*values, *EFFECTS.get(word, (0.0, 0.0))], dtype=np.float32)


def _even(states: np.ndarray) -> np.ndarray:
    """Each word's numbers with mean 0 and variance 1 (Ba, Kiros & Hinton 2016, arXiv:1607.06450)."""
    found = states - states.mean(axis=-1, keepdims=True)
    variance = np.einsum("nlh,nlh->nl", found, found)[..., None] / np.float32(states.shape[-1])
    found *= 1 / np.sqrt(variance + np.float32(LEAST))
    return found


def _convolved(states: np.ndarray, weights: np.ndarray, step: int) -> np.ndarray:
    """Each place with those `step` before and after it: (n, length, h), weights (3, h, h)."""
    found = _times(states, weights[1])
    if states.shape[1] > step:
        found[:, step:] += _times(states[:, :-step], weights[0])
        found[:, :-step] += _times(states[:, step:], weights[2])
    return found


def _times(states: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(n, length, h) by (h, w), as one product, which is faster than n of them."""
    return (states.reshape(-1, states.shape[-1]) @ weights).reshape(*states.shape[:-1], -1)


def _softmax(values: np.ndarray) -> np.ndarray:
    values = np.exp(values - values.max(axis=-1, keepdims=True))
    values /= values.sum(axis=-1, keepdims=True)
    return values


def coarse(net: Net) -> Net:
    """The net as it is kept: a byte a number of its words' vectors, half precision for the rest."""
    bytes_, scales = _bytes(net.vectors)
    layers = {name: values.astype(np.float16).astype(np.float32) for name, values in net.layers.items()}
    return Net(net.words, bytes_ * scales[:, None], layers)


def _bytes(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scales = np.maximum(np.abs(vectors).max(axis=1) / 127, 1e-6).astype(np.float32)
    return np.round(vectors / scales[:, None]).astype(np.int8), scales


@cache
def load(file: Path = FILE) -> Net:
    """The shipped net."""
    with np.load(file) as stored:
        words = (NOTHING, *stored["words"].tobytes().decode().split("\n"))
        vectors = stored["vectors"] * stored["scales"][:, None]
        return Net(words, vectors, {name: stored[name].astype(np.float32) for name in LAYERS})


def save(net: Net, file: Path = FILE) -> None:
    """Write a net; read again, it is `coarse(net)`."""
    numbers, scales = _bytes(net.vectors)
    np.savez_compressed(
        file,
        words=np.frombuffer("\n".join(net.words[1:]).encode(), dtype=np.uint8),
        vectors=numbers,
        scales=scales,
        **{name: net.layers[name].astype(np.float16) for name in LAYERS},
    )
