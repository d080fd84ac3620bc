"""Learn the labeller's weights from annotated pages, to the same bytes each time.

Adam (Kingma & Ba 2015, ICLR) on the cross-entropy of each block, weighted by what a wrong decision costs: a share of
the page's words, and something for the block itself. Words and inputs are dropped at random while learning
(Srivastava et al. 2014, JMLR 15). Only numpy and scipy: the gradient is written out below.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse

from analysis import paths
from analysis.errors import InputError

from . import network
from .features import NAMES, of_texts
from .mixing import Page, mixed, written
from .network import REACH, padded, shifts, so_far, spans
from .vocabulary import SHAPES, WORD, Words

CASES = "tests/cleaning/cases"  # written pages and lines, some of them to learn from


@dataclass(frozen=True)
class Settings:
    """What was chosen by cross-validation over sites; ``python benchmarks/cleaning.py --cv`` scores it."""

    seed: int = 0
    nets: int = 2             # their probabilities are averaged
    epochs: int = 8
    batch: int = 24           # pages
    rate: float = 3e-3
    decay: float = 3e-3
    input_dropout: float = 0.3
    word_dropout: float = 0.3
    hidden: int = 64
    vector: int = 8
    sites: int = 50           # a word of the vocabulary stands on at least so many sites
    copies: int = 3           # of the pages, mixed with each other, seen in every other epoch
    block_cost: float = 0.3   # of a wrong block, whatever its length
    word_cost: float = 40.0   # of a wrong block that is the whole page
    most_cost: float = 4.0


@dataclass(frozen=True)
class Examples:
    """Pages as arrays, a row a block: inputs, targets (1 residue) and their weights; ``sites`` are per page.

    Behind the ``len(sites)`` pages stand their mixed copies in the same order, one set after the other.
    """

    dense: np.ndarray
    words: sparse.csr_matrix
    ends: np.ndarray
    pages: np.ndarray
    target: np.ndarray
    cost: np.ndarray
    sites: tuple[str, ...]
    vocabulary: tuple[str, ...]


def train(folder: Path) -> list[Path]:
    """Learn from ``folder``/dev/pages.jsonl.gz and write the package's table. Returns the files written."""
    settings = Settings()
    examples = prepare(list(read_pages(folder)), settings)
    path = Path(__file__).with_name(network.FILE)
    path.write_text(learn(examples, np.arange(len(examples.sites)), settings), encoding="utf-8")
    return [path]


def learn(examples: Examples, pages: np.ndarray, settings: Settings) -> str:
    """The table of several nets that differ in their seed alone, learned from the pages of these numbers."""
    fits = [fit(examples, pages, replace(settings, seed=settings.seed + n)) for n in range(settings.nets)]
    mean, scale, _ = fits[0]
    return network.write(examples.vocabulary, mean, scale, [arrays for *_, arrays in fits])


def read_pages(data: Path) -> Iterator[dict]:
    """Annotated pages of a file, or of the ``pages.jsonl.gz`` in a folder or its ``dev``.

    Raises InputError where there is none.
    """
    places = [data] if data.is_file() else [*sorted(data.glob("*.jsonl*")), *sorted(data.glob("*/*.jsonl*"))]
    if not places:
        raise InputError(data, "no annotated pages", "name a .jsonl or .jsonl.gz file, or the folder that holds it")
    for place in places:
        with (gzip.open if place.suffix == ".gz" else open)(place, "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def vocabulary(pages: Sequence[dict], sites: int) -> tuple[str, ...]:
    """Words that stand on enough sites, commonest first, behind the names of the shapes of all others."""
    seen: dict[str, set[str]] = {}
    for page in pages:
        for word in set(WORD.findall("\n".join(line["text"] for line in page["lines"]).lower())):
            seen.setdefault(word, set()).add(page["domain"])
    found = [word for word, where in seen.items() if len(where) >= sites and not word.isdigit()]
    return (*SHAPES, *sorted(found, key=lambda word: (-len(seen[word]), word)))


def shingles(text: str, size: int = 4) -> Counter:
    """Overlapping runs of words, counted, as in the article-extraction benchmark's score."""
    words = WORD.findall(text)
    return Counter(tuple(words[i:i + size]) for i in range(max(1, len(words) - size + 1)) if words)


def prepare(pages: Sequence[dict], settings: Settings, groups: Sequence[int] | None = None) -> Examples:
    """Measure annotated pages and their mixed copies. Only pages of one of the ``groups`` are mixed with each other."""
    words = vocabulary(pages, settings.sites)
    numbers = Words(words)
    annotated = [annotate(page, group, settings) for page, group in zip(pages, groups or [0] * len(pages), strict=True)]
    lines = written(paths.root() / CASES)
    every = [*annotated]
    for copy in range(settings.copies):
        every += mixed(annotated, lines, settings.seed + copy)
    found = [of_texts([[text for text, _, _ in page.lines]], numbers) for page in every]
    starts = np.concatenate([[0], np.cumsum([len(one.dense) for one in found])])
    counts = np.concatenate([np.diff(one.starts) for one in found])
    share = np.repeat((1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32), counts)
    matrix = sparse.csr_matrix((share, np.concatenate([one.words for one in found]), np.append(0, np.cumsum(counts))),
                               shape=(starts[-1], len(words)))
    matrix.sum_duplicates()
    target, cost = (np.array([line[i] for page in every for line in page.lines], np.float32) for i in (1, 2))
    return Examples(np.vstack([one.dense for one in found]), matrix, np.vstack([one.ends for one in found]), starts,
                    target, cost, tuple(page.site for page in annotated), words)


def annotate(page: Mapping, group: int, settings: Settings) -> Page:
    """A page's blocks with what they should be. Those labelled neither way count by how much of them the gold has."""
    gold = shingles(page["gold"])
    total = max(sum(gold.values()), 20)
    lines = []
    for line in page["lines"]:
        label = line["label"]
        size = len(line["text"].split())
        cost = settings.block_cost + min(settings.word_cost * size / total, settings.most_cost)
        if label == "content":
            target = 0.0
        elif label in ("residue", "title"):  # the gold texts leave titles out, and we have a role for them
            target = 1.0
        elif label == "dup":
            target = 1.0
            cost *= 0.3
        else:
            own = shingles(line["text"])
            target = 1 - sum(min(n, gold[s]) for s, n in own.items()) / max(1, sum(own.values()))
            cost *= 0.6 if label == "mixed" else 1.0
        lines.append((line["text"], target, cost))
    content = [n for n, line in enumerate(page["lines"]) if line["label"] == "content"]
    body = (content[0], content[-1] + 1) if content else (0, 0)
    return Page(lines, body, page["domain"], group)


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
        rate = settings.rate * min(1, step / 100) * (0.49 * (1 + np.cos(np.pi * step / steps)) + 0.02)
        for name, values in arrays.items():
            first[name] += 0.1 * (gradient[name] - first[name])
            second[name] += 0.01 * (gradient[name] ** 2 - second[name])
            change = first[name] / (1 - 0.9**step) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
            values -= rate * (change + (0 if "bias" in name else settings.decay) * values)
    return mean, scale, arrays


def _start(settings: Settings, words: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(settings.seed)
    wide, size = settings.hidden, len(NAMES) + 4 * settings.vector

    def layer(rows: int, columns: int, share: float = 1.0) -> np.ndarray:
        return (share / np.sqrt(rows) * random.standard_normal((rows, columns))).astype(np.float32)

    arrays = {"words": 0.3 * random.standard_normal((words, settings.vector)).astype(np.float32),
              "ends": 0.3 * random.standard_normal((words, settings.vector)).astype(np.float32),
              "in": layer(size, wide), "in bias": np.zeros(wide, np.float32), "text": layer(wide, wide, 0.5)}
    for reach in REACH:
        for side in ("before", "here", "after"):
            arrays[f"{side} {reach}"] = layer(wide, wide, 0.4)
        arrays[f"bias {reach}"] = np.zeros(wide, np.float32)
    arrays |= {"above": layer(wide, wide, 0.4), "last": layer(wide, wide, 0.4), "below": layer(wide, wide, 0.4),
               "last bias": np.zeros(wide, np.float32)}
    return arrays | {"out": layer(wide, 1), "out direct": np.zeros((size, 1), np.float32),
                     "out bias": np.zeros(1, np.float32)}


def _rows(pages: np.ndarray, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows of some pages, below one another, and where each page then begins."""
    rows = np.concatenate([np.arange(pages[i], pages[i + 1]) for i in chosen])
    return rows, np.concatenate([[0], np.cumsum(pages[chosen + 1] - pages[chosen])])


def _gradient(arrays: Mapping[str, np.ndarray], examples: Examples, chosen: np.ndarray, settings: Settings,
              random: np.random.Generator) -> dict[str, np.ndarray]:
    """Of the mean cost of these pages: forward as in :func:`network.forward`, then back through each layer."""
    rows, pages = _rows(examples.pages, chosen)
    words, ends = examples.words[rows], examples.ends[rows]
    words.data *= random.random(len(words.data)) > settings.word_dropout
    given = np.hstack([examples.dense[rows], words @ arrays["words"], arrays["ends"][ends].reshape(len(rows), -1)])
    kept = (random.random(given.shape, dtype=np.float32) > settings.input_dropout) / np.float32(
        1 - settings.input_dropout
    )
    given = given * kept
    begin = np.maximum(given @ arrays["in"] + arrays["in bias"], 0)
    sizes = np.diff(pages)
    share = np.maximum(sizes, 1)[:, None].astype(np.float32)
    mean = np.add.reduceat(begin, pages[:-1], axis=0) / share
    layers = [begin + np.repeat(mean @ arrays["text"], sizes, axis=0)]
    steps, around = [], [shifts(pages, reach) for reach in REACH]
    for reach, (before, after) in zip(REACH, around, strict=True):
        wide = padded(layers[-1])
        step = wide[before] @ arrays[f"before {reach}"] + layers[-1] @ arrays[f"here {reach}"]
        step += wide[after] @ arrays[f"after {reach}"] + arrays[f"bias {reach}"]
        steps.append(np.maximum(step, 0))
        layers.append(layers[-1] + steps[-1])
    above, below = so_far(layers[-1], pages)
    last = above @ arrays["above"] + layers[-1] @ arrays["last"] + below @ arrays["below"] + arrays["last bias"]
    last = np.maximum(last, 0)
    final = layers[-1] + last
    out = final @ arrays["out"] + given @ arrays["out direct"] + arrays["out bias"]

    wrong = (1 / (1 + np.exp(-out)) - examples.target[rows, None]) * examples.cost[rows, None] / len(chosen)
    found = {"out": final.T @ wrong, "out direct": given.T @ wrong, "out bias": wrong.sum(0)}
    back, to_input = wrong @ arrays["out"].T, wrong @ arrays["out direct"].T
    inner = back * (last > 0)
    found["above"], found["last"], found["below"] = above.T @ inner, layers[-1].T @ inner, below.T @ inner
    found["last bias"] = inner.sum(0)
    back = back + inner @ arrays["last"].T + _from_so_far(inner @ arrays["above"].T, inner @ arrays["below"].T, pages)
    for number in reversed(range(len(REACH))):
        reach, (before, after), layer = REACH[number], around[number], layers[number]
        wide, inner = padded(layer), back * (steps[number] > 0)
        found[f"before {reach}"] = wide[before].T @ inner
        found[f"here {reach}"] = layer.T @ inner
        found[f"after {reach}"] = wide[after].T @ inner
        found[f"bias {reach}"] = inner.sum(0)
        back = (back + inner @ arrays[f"here {reach}"].T + padded(inner @ arrays[f"before {reach}"].T)[after]
                + padded(inner @ arrays[f"after {reach}"].T)[before])
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


def _from_so_far(above: np.ndarray, below: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """The gradient of :func:`network.so_far`: a row counts in the means of all rows below it, and above it."""
    first, end, index, many_above, many_below = spans(pages)
    after = np.zeros((len(above) + 1, above.shape[1]))
    before = np.zeros_like(after)
    np.cumsum(above / many_above, axis=0, out=after[1:])
    np.cumsum(below / many_below, axis=0, out=before[1:])
    return (after[end] - after[index + 1] + before[index] - before[first]).astype(np.float32)
