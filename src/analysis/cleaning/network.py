"""The sequence labeller: from features to the probability that a block is residue.

A small convolutional network over the blocks of a text. Each block is described by its features and by learned
vectors of its words; five layers then let it see its neighbours at distances 1, 2, 4, 8 and 16, and the mean of
the whole text (dilated convolutions with residual connections: Yu & Koltun 2016, ICLR; over sequences: Strubell et al.
2017, EMNLP, pp. 2670-2680). Inference is numpy alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .endings import Ending
from .features import NAMES, Features
from .vocabulary import Words

REACH = (1, 2, 4, 8, 16)  # blocks: how far each layer looks to both sides
FILE = "weights.json"


@dataclass(frozen=True, eq=False)
class Weights:
    """``words``: a word's number; ``mean``, ``scale``: of the features; ``vectors``, ``ends``: of words, those of one
    net beside those of the next; ``nets``: each net's layers by name. The nets' probabilities are averaged.
    ``ending``: how likely it is that the piece has ended.
    """

    words: Words
    mean: np.ndarray
    scale: np.ndarray
    vectors: np.ndarray
    ends: np.ndarray
    nets: tuple[Mapping[str, np.ndarray], ...]
    ending: Ending


def inputs(weights: Weights, found: Features) -> Iterator[np.ndarray]:
    """Of each net (rows, inputs) float32: scaled features, then word vectors: of all words, the first two, the last."""
    rows, size = len(found.dense), weights.vectors.shape[1] // len(weights.nets)
    sums = np.zeros((rows, weights.vectors.shape[1]), np.float32)
    counts = np.diff(found.starts)
    filled = np.flatnonzero(counts)
    if len(filled):
        sums[filled] = np.add.reduceat(weights.vectors[found.words], found.starts[filled], axis=0)
        sums[filled] /= np.sqrt(counts[filled])[:, None]
    ends = weights.ends[found.ends]
    scaled = found.dense - weights.mean
    scaled /= weights.scale
    for at in range(0, weights.vectors.shape[1], size):
        yield np.hstack([scaled, sums[:, at:at + size], ends[:, :, at:at + size].reshape(rows, 3 * size)])


def so_far(low: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """Transposed (columns, rows): of each row the mean of all rows above it in its text, for the first half of the
    columns, and of all below it for the others.
    """
    half, sizes = low.shape[1] // 2, np.diff(pages)
    sums = np.zeros((low.shape[1], len(low) + 1))
    np.cumsum(np.ascontiguousarray(low.T), axis=1, dtype=float, out=sums[:, 1:])  # along rows that lie side by side
    ends = np.repeat(sums[:, pages[:-1]][:half], sizes, axis=1), np.repeat(sums[:, pages[1:]][half:], sizes, axis=1)
    *_, above, below = spans(pages)
    means = np.empty(low.shape[::-1], np.float32)
    means[:half] = (sums[:half, :-1] - ends[0]) / above
    means[half:] = (ends[1] - sums[half:, 1:]) / below
    return means


def spans(pages: np.ndarray) -> tuple[np.ndarray, ...]:
    """Of each row: its text's first row and end, its own number, and how many stand above and below it (1 for none)."""
    sizes = np.diff(pages)
    first, end = np.repeat(pages[:-1], sizes), np.repeat(pages[1:], sizes)
    index = np.arange(int(pages[-1]))
    return first, end, index, np.maximum(index - first, 1), np.maximum(end - index - 1, 1)


def borders(pages: np.ndarray, reach: int) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last ``reach`` rows of every text."""
    sizes = np.minimum(np.diff(pages), reach)
    steps = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.repeat(pages[:-1], sizes) + steps, np.repeat(pages[1:], sizes) - 1 - steps


@dataclass(frozen=True, slots=True)
class Pass:
    """What a net made of texts: ``logits`` (rows,) log-odds that a block is residue, from ``given``, its inputs; and
    all that came to a block from others: ``text``, from the mean of its text; ``around``, at each reach; ``far``, from
    all above and below. Each (rows, width).
    """

    logits: np.ndarray
    given: np.ndarray
    text: np.ndarray
    around: tuple[np.ndarray, ...]
    far: np.ndarray


def forward(arrays: Mapping[str, np.ndarray], given: np.ndarray, pages: np.ndarray) -> Pass:
    """Run a net over :func:`inputs`, and keep what came to each block. :mod:`.inference` is faster at the same."""
    layer = given @ arrays["in"]
    layer += arrays["in bias"]
    np.maximum(layer, 0, out=layer)
    sizes = np.diff(pages)
    filled = sizes > 0
    mean = np.add.reduceat(layer, pages[:-1][filled], axis=0) / sizes[filled, None].astype(np.float32)
    text = np.repeat(mean @ arrays["text"], sizes[filled], axis=0)
    layer += text
    wide = layer.shape[1]
    around = []
    for reach in REACH:
        first, last = borders(pages, reach)
        sides = layer @ arrays[f"sides {reach}"]
        sides[last, :wide] = sides[first, wide:2 * wide] = 0  # nothing goes over to the next text
        near = np.empty_like(layer)
        near[:reach] = 0
        near[reach:] = sides[:-reach, :wide]
        near[:-reach] += sides[reach:, wide:2 * wide]
        around.append(near)
        step = sides[:, 2 * wide:] + near
        step += arrays[f"bias {reach}"]
        layer += np.maximum(step, 0, out=step)
    far = so_far(layer @ arrays["down"], pages).T @ arrays["up"]
    step = layer @ arrays["last"]
    step += far
    step += arrays["last bias"]
    layer += np.maximum(step, 0, out=step)
    logits = (layer @ arrays["out"] + given @ arrays["out direct"] + arrays["out bias"])[:, 0]
    return Pass(logits, given, text, tuple(around), far)


def passes(weights: Weights, found: Features) -> list[Pass]:
    """What each net makes of texts that hold at least one block."""
    return [forward(net, given, found.pages)
            for net, given in zip(weights.nets, inputs(weights, found), strict=True)]


@cache
def load() -> Weights:
    """The weights in the package."""
    return read(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))


def read(text: str) -> Weights:
    """Weights from their table. Raises ValueError where its features are not those of this version."""
    table = json.loads(text)
    if tuple(table["features"]) != NAMES:
        raise ValueError(f"{FILE} was learned with other features: train again")
    scaling = np.array(list(table["features"].values()), np.float32)
    vectors, ends = (np.array(list(table[name].values()), np.float32) for name in ("words", "ends"))
    size = vectors.shape[1] // len(table["nets"])
    for number, net in enumerate(table["nets"]):
        vectors[:, number * size:(number + 1) * size] *= np.float32(net["unit"]["words"])
        ends[:, number * size:(number + 1) * size] *= np.float32(net["unit"]["ends"])
    nets = tuple(
        {name: np.array(rows, np.float32) * np.float32(net["unit"][name]) for name, rows in net["layers"].items()}
        for net in table["nets"]
    )
    numbers = np.array(list(table["ending"].values())).reshape(-1, 3).T
    ending = Ending(tuple(table["ending"]), *numbers, table["ending bias"])
    return Weights(Words(list(table["words"])), scaling[:, 0], scaling[:, 1], vectors, ends, nets, ending)


def write(vocabulary: Sequence[str], mean: np.ndarray, scale: np.ndarray, nets: Sequence[Mapping[str, np.ndarray]],
          ending: Ending) -> str:
    """The table that :func:`read` reads: whole numbers, in units of a layer's largest weight / 127; a word a line."""
    units = [
        {name: float(f"{max(np.abs(values).max() / 127, 1e-9):.6g}") for name, values in net.items()} for net in nets
    ]
    whole = [{name: np.rint(values / unit[name]).astype(int) for name, values in net.items()}
             for net, unit in zip(nets, units, strict=True)]

    def rows(pairs: Iterable[tuple[str, object]]) -> str:
        return ",\n".join(f" {json.dumps(name, ensure_ascii=False)}: {json.dumps(value, separators=(',', ':'))}"
                          for name, value in pairs)

    scaling = ((name, [float(f"{m:.6g}"), float(f"{s:.6g}")]) for name, m, s in zip(NAMES, mean, scale, strict=True))
    parts = [f'"features": {{\n{rows(scaling)}\n}}']
    figures = zip(ending.mean, ending.scale, ending.weights, strict=True)
    of_endings = rows((name, [float(f"{figure:.6g}") for figure in own])
                      for name, own in zip(ending.names, figures, strict=True))
    parts += [f'"ending": {{\n{of_endings}\n}}', f'"ending bias": {ending.bias:.6g}']
    layers = [f'{{"unit": {json.dumps(unit)},\n"layers": {{\n'
              f'{rows((name, values.tolist()) for name, values in net.items() if name not in ("words", "ends"))}\n}}}}'
              for net, unit in zip(whole, units, strict=True)]
    parts.append('"nets": [\n' + ",\n".join(layers) + "\n]")
    for kind in ("words", "ends"):
        beside = np.hstack([net[kind] for net in whole]).tolist()
        parts.append(f'"{kind}": {{\n{rows(zip(vocabulary, beside, strict=True))}\n}}')
    return "{" + ",\n".join(parts) + "}\n"
