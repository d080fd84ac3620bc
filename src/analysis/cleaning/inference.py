"""The labeller's nets over many texts at once, as fast as numpy allows: what :func:`.network.forward` says, or near it.

What the first layer makes of a block by itself is had once for it, however often its text is decided. Then blocks stand
in columns, so that a neighbour is a shift along memory, and each layer with all that goes into it is one product.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from .characters import Lines
from .features import NAMES, OWN, Features
from .network import REACH, Weights, spans

_ROWS = 2048  # blocks that a net looks at together
_UNIT = 1 << 30  # in parts of which sums over a text are taken


class Layers(NamedTuple):
    """The nets' other layers, as they are applied to columns of blocks: each (nets, outputs, inputs). ``near`` has the
    inputs from above, from below, of the block itself, and its bias; ``far`` those of ``down`` above and below, the
    same.
    """

    text: np.ndarray
    near: tuple[np.ndarray, ...]
    down: np.ndarray
    far: np.ndarray
    out: np.ndarray


class Places(NamedTuple):
    """Where blocks stand: ``pages``, where each text begins, and the end; ``sizes`` of texts. Of blocks: at each reach
    whether there is one so far ``above`` and ``below`` in the text, 1 or 0; and what each of all above and all below
    weighs in their mean, ``weighs``, in parts of _UNIT.
    """

    pages: np.ndarray
    sizes: np.ndarray
    above: np.ndarray
    below: np.ndarray
    weighs: tuple[np.ndarray, np.ndarray]


class Nets(NamedTuple):
    """All nets as they are applied to columns of blocks, each matrix (outputs, inputs).

    The first layer of all, one below the other, each with what goes from its inputs right to the log-odds as its last
    row: of features as they are, their ``own`` and those ``around`` them; of the ``vectors`` of words; ``bias``.
    ``others``: the further layers.
    """

    own: np.ndarray
    vectors: np.ndarray
    around: np.ndarray
    bias: np.ndarray
    others: Layers


@lru_cache(maxsize=8)
def nets(weights: Weights) -> Nets:
    """The nets of a table."""
    size, dense = weights.vectors.shape[1] // len(weights.nets), len(NAMES)
    features, vectors, biases = [], [], []
    for number, net in enumerate(weights.nets):
        both = np.hstack([net["in"], net["out direct"]]).T
        features.append(both[:, :dense] / weights.scale)
        of_words = np.zeros((len(both), 4, len(weights.nets), size), np.float32)
        of_words[:, :, number] = both[:, dense:].reshape(len(both), 4, size)
        vectors.append(of_words.reshape(len(both), -1))
        biases.append(np.append(net["in bias"], net["out bias"]) - features[-1] @ weights.mean)
    every = np.vstack(features)
    return Nets(every[:, :len(OWN)].copy(), np.vstack(vectors), every[:, len(OWN):].copy(),
                np.concatenate(biases)[:, None], _layers(weights.nets))


def _layers(every: Sequence[Mapping[str, np.ndarray]]) -> Layers:
    def beside(made: Callable[[Mapping[str, np.ndarray]], np.ndarray]) -> np.ndarray:
        return np.array([made(net).T for net in every])

    near = [beside(lambda net, reach=reach: np.vstack([*np.split(net[f"sides {reach}"], 3, axis=1),
                                                       net[f"bias {reach}"]])) for reach in REACH]
    far = beside(lambda net: np.vstack([net["up"], net["last"], net["last bias"]]))
    return Layers(beside(lambda net: net["text"]), tuple(near), beside(lambda net: net["down"]), far,
                  beside(lambda net: net["out"]))


def begun(weights: Weights, lines: Lines) -> np.ndarray:
    """What the first layer of all nets makes of lines by themselves: (outputs, rows)."""
    first = nets(weights)
    found = first.own @ lines.dense
    found += first.vectors @ _vectors(weights, lines).T
    found += first.bias
    return found


def _vectors(weights: Weights, lines: Lines) -> np.ndarray:
    """(rows, …) of all words of each line, of its first two, of its last: the vectors of all nets."""
    found = np.zeros((len(lines.counts), 4, weights.vectors.shape[1]), np.float32)
    counts = np.diff(lines.starts)
    filled = np.flatnonzero(counts)
    if len(filled):
        words = weights.vectors.take(lines.standing.take(lines.words), axis=0)
        found[filled, 0] = np.add.reduceat(words, lines.starts[filled], axis=0) / np.sqrt(counts[filled])[:, None]
    found[:, 1:] = weights.ends.take(lines.ends, axis=0)
    return found.reshape(len(found), 4 * found.shape[2])


def chances(weights: Weights, own: np.ndarray, found: Features) -> np.ndarray:
    """Probability that each block of texts is residue: the mean of the nets'. ``own``: :func:`begun` of their lines.
    So many texts at once that what is made of them stays at hand.
    """
    first, parts = nets(weights), []
    for chosen, around, pages in found.stretches(_ROWS):
        given = first.around @ around
        given += _chosen(own, chosen)
        at = _places(pages, given.dtype)
        logits = _run(first.others, given.reshape(len(weights.nets), -1, given.shape[1]), at)
        parts.append((1 / (1 + np.exp(-logits))).mean(axis=0))
    return np.concatenate(parts)


def _chosen(own: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The columns of rows, which are in order; as they stand where all of a stretch are chosen."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1:
        return own[:, rows[0]:rows[-1] + 1]
    return own.take(rows, axis=1)


def _places(pages: np.ndarray, kind: np.dtype) -> Places:
    first, end, index, above, below = spans(pages)
    reaches = np.array(REACH)[:, None]
    return Places(pages, np.diff(pages), (index - first >= reaches).astype(kind), (end - index > reaches).astype(kind),
                  ((1 / (above * _UNIT)).astype(kind), (1 / (below * _UNIT)).astype(kind)))


def _run(layers: Layers, first: np.ndarray, at: Places) -> np.ndarray:
    """The log-odds :func:`.network.forward` gives, each net's (nets, rows), from what the ``first`` layer makes of
    blocks: (nets, outputs, rows).
    """
    many, wide, rows = len(first), first.shape[1] - 1, first.shape[2]
    given = np.empty((many, 3 * wide + 1, rows), first.dtype)  # into a layer go: from above, from below, itself, 1
    before, after, layer, given[:, -1] = given[:, :wide], given[:, wide:2 * wide], given[:, 2 * wide:-1], 1
    none = np.zeros_like(layer)  # the greater of two arrays is found in a third of the time of that with a number
    np.maximum(first[:, :-1], none, out=layer)
    filled = at.sizes > 0
    mean = np.add.reduceat(layer, at.pages[:-1][filled], axis=2) / at.sizes[filled].astype(first.dtype)
    layer += np.repeat(layers.text @ mean, at.sizes[filled], axis=2)
    for reach, near, above, below in zip(REACH, layers.near, at.above, at.below, strict=True):
        before[..., :reach] = after[..., -reach:] = 0
        np.multiply(layer[..., :-reach], above[reach:], out=before[..., reach:])
        np.multiply(layer[..., reach:], below[:-reach], out=after[..., :-reach])
        step = near @ given
        layer += np.maximum(step, none, out=step)
    step = layers.far @ np.concatenate([_so_far(layers.down @ layer, at), given[:, 2 * wide:]], axis=1)
    layer += np.maximum(step, none, out=step)
    return (layers.out @ layer)[:, 0] + first[:, -1]


def _so_far(low: np.ndarray, at: Places) -> np.ndarray:
    """:func:`.network.so_far` of ``low`` (nets, columns, rows), in whole numbers: they are added up many times as
    fast.
    """
    half = low.shape[1] // 2
    sums = np.zeros((*low.shape[:2], low.shape[2] + 1), np.int64)
    np.cumsum((low * _UNIT).astype(np.int64), axis=2, out=sums[..., 1:])
    means = np.empty(low.shape, low.dtype)
    means[:, :half] = sums[:, :half, :-1] - np.repeat(sums[:, :half, at.pages[:-1]], at.sizes, axis=2)
    means[:, half:] = np.repeat(sums[:, half:, at.pages[1:]], at.sizes, axis=2) - sums[:, half:, 1:]
    means[:, :half] *= at.weighs[0]
    means[:, half:] *= at.weighs[1]
    return means
