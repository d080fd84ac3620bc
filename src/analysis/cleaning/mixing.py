"""More pages to learn from: those at hand with each other's heads and tails, thinned out, with written lines put in.

A page of the benchmark shows one site's furniture around one article; a reader's text may come with any. What is
mixed keeps its label: a head or tail belongs to no article of another site. Written lines (the ``dev`` half of
``tests/cleaning/cases`` and its practice files) bring wordings that few of the sites use, and paragraphs that only look
like residue.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

_SWAP = 0.35    # of the pages get another head, of the pages another tail
_THIN = 0.35    # … lose some of their residue, as another extractor would have dropped it
_WRITE = 0.6    # … get up to four written lines
_LONGEST = 1200  # blocks
_OUT = frozenset(("residue", "bio", "caption", "byline"))


class Page(NamedTuple):
    """``lines``: (text, target, cost) of each block, target 1 for residue; ``body``: first and end of the article's
    blocks; ``site`` and ``group``: what is mixed comes from another site of the same group.
    """

    lines: list[tuple[str, float, float]]
    body: tuple[int, int]
    site: str
    group: int


def written(folder: Path) -> tuple[list[str], list[str]]:
    """(lines that are not body, paragraphs that are) among the cases to learn from."""
    def read(name: str) -> list[dict]:
        return json.loads((folder / name).read_text("utf-8")) if (folder / name).exists() else []

    out = [case["block"] for name in ("residue.json", "practice.json") for case in read(name)
           if case.get("set", "dev") == "dev" and case["role"] in _OUT]
    body = [case["block"] for case in read("negative.json") if case["set"] == "dev"]
    for page in read("practice2.json"):
        for role, _, text, *looks_like in page["lines"]:
            if role in _OUT and isinstance(text, str):
                out.append(text)
            elif role == "body" and looks_like:
                body.append(text)
    return sorted(set(out)), sorted(set(body))


def mixed(pages: Sequence[Page], lines: tuple[Sequence[str], Sequence[str]], seed: int) -> list[Page]:
    """A page for each of the pages, changed at random."""
    random = np.random.default_rng(seed)
    groups: dict[int, list[Page]] = {}
    for page in pages:
        groups.setdefault(page.group, []).append(page)
    return [_mixed(page, groups, lines, random) for page in pages]


def _mixed(page: Page, groups: Mapping[int, Sequence[Page]], lines: tuple[Sequence[str], Sequence[str]],
           random: np.random.Generator) -> Page:
    first, end = page.body
    head, body, tail = page.lines[:first], page.lines[first:end], page.lines[end:]
    if random.random() < _SWAP:
        other = _other(page, groups, random)
        head = other.lines[:other.body[0]]
    if random.random() < _SWAP:
        other = _other(page, groups, random)
        tail = other.lines[other.body[1]:]
    if random.random() < _THIN:
        share = random.random()
        head, body, tail = (_thinned(part, share, random) for part in (head, body, tail))
    found = [*head, *body, *tail] or list(page.lines)
    if random.random() < _WRITE and found:
        found = _with(found, lines, len(head), len(head) + len(body), random)
    return page._replace(lines=found[:_LONGEST])


def _other(page: Page, groups: Mapping[int, Sequence[Page]], random: np.random.Generator) -> Page:
    among = groups[page.group]
    for _ in range(20):
        other = among[random.integers(len(among))]
        if other.site != page.site and other.body[1]:
            return other
    return page


def _thinned(lines: Sequence[tuple[str, float, float]], share: float, random: np.random.Generator
             ) -> list[tuple[str, float, float]]:
    """Without a share of the residue, in runs of up to six lines."""
    kept, run, dropping = [], 0, False
    for line in lines:
        if line[1] < 1:
            run = 0
            kept.append(line)
            continue
        if run % 6 == 0:
            dropping = random.random() < share
        run += 1
        if not dropping:
            kept.append(line)
    return kept


def _with(lines: list[tuple[str, float, float]], written_lines: tuple[Sequence[str], Sequence[str]], first: int,
          end: int, random: np.random.Generator) -> list[tuple[str, float, float]]:
    """With written lines in it: residue around the article and, less often, in it; paragraphs in it alone."""
    out, body = written_lines
    found = list(lines)
    for _ in range(random.integers(1, 5)):
        cost = 1.5
        if body and random.random() < 0.35:
            at, line = random.integers(min(first + 1, len(found)), min(max(end, first + 2), len(found) + 1)), (
                body[random.integers(len(body))], 0.0, cost)
        elif out:
            inside = random.random() < 0.4
            at = random.integers(first, min(end, len(found)) + 1) if inside else (
                random.integers(min(end, len(found)), len(found) + 1))
            line = (out[random.integers(len(out))], 1.0, cost)
        else:
            break
        found.insert(int(at), line)
        end += 1
    return found
