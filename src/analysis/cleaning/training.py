"""Learn the labeller's weights from annotated pages, to the same bytes each time.

A wrong decision costs a share of the page's words, and something for the block itself. How the nets are fitted:
:mod:`analysis.cleaning.fitting`.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy import sparse

from analysis import paths
from analysis.errors import InputError

from . import endings_training, network
from .features import of_texts
from .fitting import Examples, Settings, fit, taught
from .mixing import Page, mixed, written
from .vocabulary import SHAPES, WORD, Words

FOLDS = 5
CASES = "tests/cleaning/cases"  # written pages and lines, some of them to learn from


def train(folder: Path) -> list[Path]:
    """Learn from ``folder``/dev/pages.jsonl.gz and write the package's table. Returns the files written."""
    settings = Settings()
    examples = prepare(list(read_pages(folder)), settings)
    path = Path(__file__).with_name(network.FILE)
    path.write_text(learn(examples, np.arange(len(examples.sites)), settings), encoding="utf-8")
    return [path]


def learn(examples: Examples, pages: np.ndarray, settings: Settings) -> str:
    """The table of the nets, learned from the pages of these numbers and from what teachers say of them."""
    annotated, (examples, told) = examples, taught(examples, pages, settings)
    fits = [fit(examples, pages, replace(settings, seed=settings.seed + n)) for n in range(settings.nets)]
    mean, scale, _ = fits[0]
    ending = endings_training.fit(annotated, pages, told)
    return network.write(examples.vocabulary, mean, scale, [arrays for *_, arrays in fits], ending)


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


def folds(pages: Sequence[dict]) -> np.ndarray:
    """The group of each page, of ``FOLDS`` by site."""
    sites = sorted({page["domain"] for page in pages})
    fold = {sites[i]: n % FOLDS for n, i in enumerate(np.random.default_rng(0).permutation(len(sites)))}
    return np.array([fold[page["domain"]] for page in pages])


def prepare(pages: Sequence[dict], settings: Settings) -> Examples:
    """Measure annotated pages and their copies, mixed within the groups of :func:`folds`."""
    groups = folds(pages)
    words = vocabulary(pages, settings.sites)
    numbers = Words(words)
    annotated = [annotate(page, group, settings) for page, group in zip(pages, groups.tolist(), strict=True)]
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
                    target, cost, tuple(page.site for page in annotated),
                    tuple(tuple(text for text, *_ in page.lines) for page in annotated), groups, words)


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
