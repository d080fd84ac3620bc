"""Learn what the marks of a headline weigh: `python -m analysis train titles --data FOLDER`.

A choice among the lines above a page's prose, of which one may be the headline and none need be (conditional logit:
McFadden 1974, in Frontiers in Econometrics, 105-142), with a ridge penalty. Learned from the pages of the benchmark on
which a line is labelled as the title, and from written pages of opinion, whose headlines say less of their subject;
where the labelled line is not among those looked at, none is right.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import paths

from .api import before_roles
from .titles import CONSTANT, UNIT, WEIGHTS, candidates, never, taken
from .training import CASES, FOLDS, folds, read_pages

_WRITTEN = ("practice2.json", "practice2-pages.json")  # cases to learn from
_TIMES = 3  # that a written page counts: there are few
_PENALTY = 2.0  # of the squared weights, halved


@dataclass(frozen=True)
class Choice:
    """The lines of a page that may be its headline: their marks by name, whether each is it; ``fold`` of its site."""

    marks: Sequence[dict[str, float]]
    right: np.ndarray
    fold: int


def train(folder: Path) -> list[Path]:
    """Learn from ``folder``/dev/pages.jsonl.gz and write the package's table. Returns the files written."""
    found = [*choices(list(read_pages(folder))), *_TIMES * list(written(paths.root() / CASES))]
    known = names(found)
    rows = [f"{mark}\t{round(UNIT * weight)}" for mark, weight in zip(known, fitted(found, known), strict=True)]
    WEIGHTS.write_text("\n".join(["mark\tweight", *rows]) + "\n", "utf-8")
    return [Path(paths.shown(WEIGHTS))]


def choices(pages: Sequence[dict]) -> Iterator[Choice]:
    """Of each annotated page on which a line is labelled as the title."""
    for page, fold in zip(pages, folds(pages).tolist(), strict=True):
        titles = {_words(line["text"]) for line in page["lines"] if line["label"] == "title"}
        if titles:
            yield _choice("\n".join(line["text"] for line in page["lines"]), titles, fold)


def written(folder: Path) -> Iterator[Choice]:
    """Of each written page to learn from (``folder``/README.md tells their form)."""
    pages = [page for name in _WRITTEN for page in json.loads((folder / name).read_text("utf-8"))]
    for n, page in enumerate(pages):
        lines = [[(role, what)] if isinstance(what, str) else [(part[0], part[2]) for part in what]
                 for role, _, what, *_ in page["lines"]]
        text = page["sep"].join("".join(what for _, what in line) for line in lines)
        yield _choice(text, {_words(what) for line in lines for role, what in line if role == "title"}, n % FOLDS)


def _choice(text: str, titles: Iterable[str], fold: int) -> Choice:
    lines, first = before_roles(text)
    found = [one for one in candidates(lines, first) if not never(lines[one[0]])] if first < len(lines) else []
    return Choice([{CONSTANT: 1.0, **dict(marks)} for _, marks in found],
                  np.array([_words(lines[i].text) in titles for i, _ in found], bool), fold)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def names(found: Sequence[Choice]) -> list[str]:
    """The marks that any line has, in order, the constant among them."""
    return sorted({mark for choice in found for marks in choice.marks for mark in marks})


def matrix(choice: Choice, known: Sequence[str]) -> np.ndarray:
    """(lines, known marks)."""
    return np.array([[marks.get(mark, 0.0) for mark in known] for marks in choice.marks]).reshape(-1, len(known))


def fitted(found: Sequence[Choice], known: Sequence[str]) -> np.ndarray:
    """What each mark weighs; that there is no headline weighs nothing. The constant is not penalised."""
    from scipy.optimize import minimize

    none = np.zeros((1, len(known)))
    columns = np.vstack([part for choice in found for part in (matrix(choice, known), none)])
    right = np.concatenate([np.append(choice.right, not choice.right.any()) for choice in found]).astype(float)
    starts = np.cumsum([0, *[len(choice.right) + 1 for choice in found]])
    page, starts = np.repeat(np.arange(len(found)), np.diff(starts)), starts[:-1]
    penalty = np.where(np.array(known) == CONSTANT, 0.0, _PENALTY)

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        value = columns @ line
        likely = np.exp(value - np.maximum.reduceat(value, starts)[page])
        every, its = np.add.reduceat(likely, starts), np.add.reduceat(likely * right, starts)
        slope = columns.T @ (likely / every[page] - likely * right / its[page])
        return np.log(every / its).sum() + (penalty * line * line).sum() / 2, slope + penalty * line

    return minimize(loss, np.zeros(len(known)), jac=True, method="L-BFGS-B",
                    options={"maxiter": 5000, "ftol": 1e-14, "gtol": 1e-7}).x


def scores_left_out(found: Sequence[Choice], beside: Sequence[Choice] = ()) -> dict[str, int]:
    """Pages on which the headline is found, another line is taken for it, or none, by what other folds teach, and those
    of ``beside``.
    """
    known, counts = names([*found, *beside]), {"pages": len(found), "found": 0, "another": 0, "none": 0}
    for fold in sorted({choice.fold for choice in found}):
        others = [choice for choice in [*found, *_TIMES * list(beside)] if choice.fold != fold]
        line = fitted(others, known)
        for choice in (choice for choice in found if choice.fold == fold):
            best = taken((matrix(choice, known) @ line).tolist())
            counts["none" if best is None else "found" if choice.right[best] else "another"] += 1
    return counts
