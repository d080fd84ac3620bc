"""The labeller's nets fitted to examples, by gradients that are written out: numpy and scipy alone.

Adam (Kingma & Ba 2015, ICLR) on the cross-entropy of each block, weighted by what a wrong decision costs: a share of
the page's words, and something for the block itself. Words and inputs are dropped at random while learning
(Srivastava et al. 2014, JMLR 15).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from . import network
from .features import NAMES
from .network import REACH, borders, so_far, spans


@dataclass(frozen=True)
class Settings:
    """What was chosen by cross-validation over sites; ``python benchmarks/cleaning.py --cv`` scores it."""

    seed: int = 0
    nets: int = 2             # their probabilities are averaged
    epochs: int = 12
    lessons: int = 8          # epochs of a teacher
    batch: int = 24           # pages
    rate: float = 3e-3        # at first; falls along half a cosine
    taught: float = 0.4       # of a block's target: what teachers say of it that have not learned from its site
    decay: float = 3e-3
    input_dropout: float = 0.3
    word_dropout: float = 0.3
    hidden: int = 32
    low: int = 16             # columns of the layer that are followed over all of the text, above and below
    vector: int = 8
    sites: int = 50           # a word of the vocabulary stands on at least so many sites
    copies: int = 3           # of the pages, mixed with each other, seen in every other epoch
    block_cost: float = 0.3   # of a wrong block, whatever its length
    word_cost: float = 40.0   # of a wrong block that is the whole page
    most_cost: float = 4.0


@dataclass(frozen=True)
class Examples:
    """Pages as arrays, a row a block: inputs, targets (1 residue) and their weights; ``sites`` are per page, and
    ``groups``: only pages of one are mixed with each other, and none is taught by what was learned from its own;
    ``texts``: the pages' blocks.

    Behind the ``len(sites)`` pages stand their mixed copies in the same order, one set after the other.
    """

    dense: np.ndarray
    words: sparse.csr_matrix
    ends: np.ndarray
    pages: np.ndarray
    target: np.ndarray
    cost: np.ndarray
    sites: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    groups: np.ndarray
    vocabulary: tuple[str, ...]


def taught(examples: Examples, pages: np.ndarray, settings: Settings) -> tuple[Examples, np.ndarray]:
    """With targets between what is annotated and what a teacher says: of each group of the pages one that was fitted to
    the other groups (distillation: Hinton, Vinyals & Dean 2015; across folds, for what was learned by heart is told as
    sure). So what nobody could know of a page is not learned as if one could. Pages of one group have no teacher.
    Beside them what the teachers say of every row, NaN where there is none.
    """
    told = np.full(len(examples.target), np.nan)
    if len(np.unique(examples.groups[pages])) < 2:
        return examples, told
    target = examples.target.copy()
    for group in np.unique(examples.groups[pages]):
        own = examples.groups[pages] == group
        lessons = replace(settings, seed=settings.seed + 100 + int(group), epochs=settings.lessons)
        teacher = fit(examples, pages[~own], lessons)
        for rows, said in _told(examples, pages[own], settings, *teacher):
            told[rows] = said
            target[rows] += np.float32(settings.taught) * (said - target[rows])
    return replace(examples, target=target), told


def _told(examples: Examples, pages: np.ndarray, settings: Settings, mean: np.ndarray, scale: np.ndarray,
          arrays: Mapping[str, np.ndarray]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows, probability of residue) of pages and their copies, some pages at a time."""
    for copy in range(settings.copies + 1):
        for some in np.array_split(pages + copy * len(examples.sites), len(pages) // settings.batch + 1):
            rows, starts = _rows(examples.pages, some)
            given = _given(arrays, (examples.dense[rows] - mean) / scale, examples.words[rows], examples.ends[rows])
            yield rows, 1 / (1 + np.exp(-network.forward(arrays, given, starts).logits))


def fit(examples: Examples, pages: np.ndarray, settings: Settings
        ) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """(mean, scale, arrays) learned from the pages of these numbers."""
    rows, _ = _rows(examples.pages, np.sort(pages))
    mean, spread = examples.dense[rows].mean(0), examples.dense[rows].std(0)
    scale = np.where(spread < 1e-5, 1, spread + np.float32(1e-6))  # what never varies says nothing
    examples = replace(examples, dense=((examples.dense - mean) / scale).astype(np.float32))
    arrays = _start(settings, len(examples.vocabulary))
    first = {name: np.zeros_like(values) for name, values in arrays.items()}
    second = {name: np.zeros_like(values) for name, values in arrays.items()}
    random = np.random.default_rng(settings.seed + 1)
    batches = len(pages) // settings.batch
    steps = settings.epochs * batches
    for step in range(1, steps + 1):
        epoch, batch = divmod(step - 1, batches)
        if batch == 0:
            copy = 1 + epoch // 2 % settings.copies if settings.copies and epoch % 2 else 0
            order = random.permutation(pages) + copy * len(examples.sites)
        at = batch * settings.batch
        gradient = _gradient(arrays, examples, order[at:at + settings.batch], settings, random)
        rate = np.float32(settings.rate * min(1, step / 100) * (0.49 * (1 + np.cos(np.pi * step / steps)) + 0.02))
        for name, values in arrays.items():
            first[name] += 0.1 * (gradient[name] - first[name])
            second[name] += 0.01 * (gradient[name] ** 2 - second[name])
            change = first[name] / np.float32(1 - 0.9**step) / (
                np.sqrt(second[name] / np.float32(1 - 0.99**step)) + np.float32(1e-8))
            values -= rate * (change + np.float32(0 if "bias" in name else settings.decay) * values)
    return mean, scale, arrays


def _start(settings: Settings, words: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(settings.seed)
    wide, low, size = settings.hidden, 2 * settings.low, len(NAMES) + 4 * settings.vector

    def layer(rows: int, columns: int, share: float = 1.0) -> np.ndarray:
        return (share / np.sqrt(rows) * random.standard_normal((rows, columns))).astype(np.float32)

    arrays = {"words": 0.3 * random.standard_normal((words, settings.vector)).astype(np.float32),
              "ends": 0.3 * random.standard_normal((words, settings.vector)).astype(np.float32),
              "in": layer(size, wide), "in bias": np.zeros(wide, np.float32), "text": layer(wide, wide, 0.5)}
    for reach in REACH:
        arrays |= {f"sides {reach}": layer(wide, 3 * wide, 0.4), f"bias {reach}": np.zeros(wide, np.float32)}
    arrays |= {"down": layer(wide, low), "up": layer(low, wide, 0.56), "last": layer(wide, wide, 0.4),
               "last bias": np.zeros(wide, np.float32)}
    return arrays | {"out": layer(wide, 1), "out direct": np.zeros((size, 1), np.float32),
                     "out bias": np.zeros(1, np.float32)}


def _rows(pages: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows of some pages, below one another, and where each page then begins."""
    rows = np.concatenate([np.arange(pages[i], pages[i + 1]) for i in chosen])
    return rows, np.concatenate([[0], np.cumsum(pages[chosen + 1] - pages[chosen])])


def _given(arrays: Mapping[str, np.ndarray], dense: np.ndarray, words: sparse.csr_matrix, ends: np.ndarray
           ) -> np.ndarray:
    """What :func:`network.inputs` gives, from scaled features."""
    return np.hstack([dense, words @ arrays["words"], arrays["ends"][ends].reshape(len(dense), -1)])


def _gradient(arrays: Mapping[str, np.ndarray], examples: Examples, chosen: np.ndarray, settings: Settings,
              random: np.random.Generator) -> dict[str, np.ndarray]:
    """Of the mean cost of these pages: forward as in :func:`network.forward`, then back through each layer."""
    rows, pages = _rows(examples.pages, chosen)
    words, ends = examples.words[rows], examples.ends[rows]
    words.data *= random.random(len(words.data)) > settings.word_dropout
    given = _given(arrays, examples.dense[rows], words, ends)
    kept = (random.random(given.shape, dtype=np.float32) > settings.input_dropout) / np.float32(
        1 - settings.input_dropout
    )
    given = given * kept
    begin = np.maximum(given @ arrays["in"] + arrays["in bias"], 0)
    sizes, wide = np.diff(pages), begin.shape[1]
    share = np.maximum(sizes, 1)[:, None].astype(np.float32)
    mean = np.add.reduceat(begin, pages[:-1], axis=0) / share
    layers = [begin + np.repeat(mean @ arrays["text"], sizes, axis=0)]
    steps, edges = [], [borders(pages, reach) for reach in REACH]
    for reach, (first, last) in zip(REACH, edges, strict=True):
        sides = layers[-1] @ arrays[f"sides {reach}"]
        sides[last, :wide] = sides[first, wide:2 * wide] = 0
        step = sides[:, 2 * wide:] + arrays[f"bias {reach}"]
        step[reach:] += sides[:-reach, :wide]
        step[:-reach] += sides[reach:, wide:2 * wide]
        steps.append(np.maximum(step, 0))
        layers.append(layers[-1] + steps[-1])
    far = so_far(layers[-1] @ arrays["down"], pages)
    end = np.maximum(far.T @ arrays["up"] + layers[-1] @ arrays["last"] + arrays["last bias"], 0)
    final = layers[-1] + end
    out = final @ arrays["out"] + given @ arrays["out direct"] + arrays["out bias"]

    wrong = (1 / (1 + np.exp(-out)) - examples.target[rows, None]) * examples.cost[rows, None] / len(chosen)
    found = {"out": final.T @ wrong, "out direct": given.T @ wrong, "out bias": wrong.sum(0)}
    back, to_input = wrong @ arrays["out"].T, wrong @ arrays["out direct"].T
    inner = back * (end > 0)
    low = _from_so_far((inner @ arrays["up"].T).T, pages).T
    found |= {"up": far @ inner, "down": layers[-1].T @ low, "last": layers[-1].T @ inner, "last bias": inner.sum(0)}
    back = back + inner @ arrays["last"].T + low @ arrays["down"].T
    for reach, (first, last), layer, step in reversed(list(zip(REACH, edges, layers[:-1], steps, strict=True))):
        inner = back * (step > 0)
        sides = np.zeros((len(rows), 3 * wide), np.float32)
        sides[:-reach, :wide] = inner[reach:]
        sides[reach:, wide:2 * wide] = inner[:-reach]
        sides[last, :wide] = sides[first, wide:2 * wide] = 0
        sides[:, 2 * wide:] = inner
        found |= {f"sides {reach}": layer.T @ sides, f"bias {reach}": inner.sum(0)}
        back = back + sides @ arrays[f"sides {reach}"].T
    of_page = np.add.reduceat(back, pages[:-1], axis=0)
    found["text"] = mean.T @ of_page
    back = (back + np.repeat(of_page @ arrays["text"].T / share, sizes, axis=0)) * (begin > 0)
    found["in"], found["in bias"] = given.T @ back, back.sum(0)
    to_input = (to_input + back @ arrays["in"].T) * kept
    size = arrays["words"].shape[1]
    dense = to_input.shape[1] - 4 * size
    found["words"] = words.T @ to_input[:, dense:dense + size]
    found["ends"] = np.zeros_like(arrays["ends"])
    for place in range(3):
        at = dense + (place + 1) * size
        np.add.at(found["ends"], ends[:, place], to_input[:, at:at + size])
    return found


def _from_so_far(back: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """The gradient of :func:`network.so_far`: a row counts in the means of all rows below it, or above it."""
    *_, above, below = spans(pages)
    half, sizes = len(back) // 2, np.diff(pages)
    sums = np.zeros((len(back), back.shape[1] + 1))
    np.cumsum(np.vstack([back[:half] / above, back[half:] / below]), axis=1, out=sums[:, 1:])
    ends = np.repeat(sums[:half, pages[1:]], sizes, axis=1), np.repeat(sums[half:, pages[:-1]], sizes, axis=1)
    return np.vstack([ends[0] - sums[:half, 1:], sums[half:, :-1] - ends[1]]).astype(np.float32)
