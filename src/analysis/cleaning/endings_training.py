"""Learn where pieces end from annotated pages, and from what nets say of them that have not seen their sites."""

from collections.abc import Iterator

import numpy as np
from sklearn.linear_model import LogisticRegression

from .endings import FAR, Ending, candidates
from .features import of_texts
from .fitting import Examples
from .vocabulary import Words

_AFTER = 0.01   # share of the article's words that may stand below its end: annotations are not exact
_PENALTY = 0.1  # C of the regression
_TOGETHER = 64  # pages measured at once


def fit(examples: Examples, pages: np.ndarray, told: np.ndarray) -> Ending:
    """Learned from the pages of these numbers; ``told``: the probability of residue of each row of the examples, from
    nets that have not seen its site. Where nobody has told any, nothing is ever said to have ended.
    """
    names: tuple[str, ...] = ()
    values, right, share = [], [], []
    for found, residue, target in _measured(examples, pages, told):
        rows, table = candidates(found, residue)
        if len(rows):
            names = tuple(table)
            values.append(np.array([*table.values()]).T)
            right.append(_ends(found.lines.counts * (target < 0.5), found.pages)[rows])
            page = np.searchsorted(found.pages, rows, "right")
            share.append(1 / np.sqrt(np.bincount(page)[page]))
    if not right or len({*np.concatenate(right).tolist()}) < 2:
        return Ending((), np.zeros(0), np.zeros(0), np.zeros(0), -9.0)
    given = np.vstack(values)
    mean, spread = given.mean(axis=0), given.std(axis=0)
    scale = np.where(spread < 1e-5, 1, spread)
    model = LogisticRegression(C=_PENALTY, max_iter=500)
    model.fit(((given - mean) / scale).clip(-FAR, FAR), np.concatenate(right), sample_weight=np.concatenate(share))
    return Ending(names, mean, scale, model.coef_[0], float(model.intercept_[0]))


def _measured(examples: Examples, pages: np.ndarray, told: np.ndarray) -> Iterator[tuple]:
    """Features, what is told, and the target of pages, some at a time; without those of which nothing is told."""
    words = Words(examples.vocabulary)
    of_page = [np.arange(examples.pages[page], examples.pages[page + 1]) for page in range(len(examples.texts))]
    known = [page for page in pages.tolist() if len(of_page[page]) and not np.isnan(told[of_page[page]]).any()]
    for at in range(0, len(known), _TOGETHER):
        some = known[at:at + _TOGETHER]
        rows = np.concatenate([of_page[page] for page in some])
        yield of_texts([examples.texts[page] for page in some], words), told[rows], examples.target[rows]


def _ends(own: np.ndarray, pages: np.ndarray) -> np.ndarray:
    """Whether next to none of a text's ``own`` words stand from a row on."""
    sums = np.append(0, np.cumsum(own))
    sizes = np.diff(pages)
    end = np.repeat(sums[pages[1:]], sizes)
    return end - sums[:-1] <= _AFTER * np.maximum(end - np.repeat(sums[pages[:-1]], sizes), 1)
