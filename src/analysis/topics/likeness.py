"""How alike groups are in what they talk about, against groups drawn from one source."""

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import stdtrit

from analysis.statistics.intervals import FEWEST
from analysis.topics.counts import Counts

if TYPE_CHECKING:
    import pandas as pd

_DEALS = 500
_BATCH = 50  # deals at once
SAMPLED = 300  # units of each group at most: more are sampled evenly


def likeness(counts: Counts, *, seed: int = 0, level: float = 0.95) -> "pd.DataFrame":
    """Every pair of groups: similarity 0 to 1 with its interval, and what one source would give.

    The similarity is Bhattacharyya's coefficient of the two groups' shares of words (Bulletin of the
    Calcutta Mathematical Society 35, 1943, 99-109): 1 where they use the same words equally often. Short
    texts look unlike even when they come from one source, hence `alike`: the mean similarity when units are
    dealt to the two groups anew, and p, the share of deals that are as unlike. The interval leaves out one
    unit at a time (the jackknife: drawing units again would make groups look less alike than they are).
    `shared`: share of the smaller vocabulary that the other group has too. Of groups with more than 300 units, so
    many evenly spaced ones are compared. Columns: one, other, similarity,
    low, high, alike, p, shared.
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    codes = {g: _some(np.flatnonzero((counts.units["group"] == g).to_numpy())) for g in counts.groups}
    rows = []
    for one, other in combinations([g for g in counts.groups if len(codes[g])], 2):
        a, b = counts.matrix[codes[one]].toarray(), counts.matrix[codes[other]].toarray()
        similarity = _coefficient(a.sum(axis=0), b.sum(axis=0))
        dealt = _dealt(csr_matrix(counts.matrix[np.concatenate([codes[one], codes[other]])]), len(a), rng)
        low, high = _interval(a, b, similarity, level)
        p = ((dealt <= similarity + 1e-12).sum() + 1) / (len(dealt) + 1)
        ours, theirs = a.sum(axis=0) > 0, b.sum(axis=0) > 0
        shared = (ours & theirs).sum() / max(min(ours.sum(), theirs.sum()), 1)
        rows.append((one, other, similarity, low, high, float(dealt.mean()), float(p), float(shared)))
    return pd.DataFrame(rows, columns=["one", "other", "similarity", "low", "high", "alike", "p", "shared"])


def shared_and_own(counts: Counts, top: int = 10) -> "pd.DataFrame":
    """What all groups talk about, and what one alone does: group ("all" where shared), terms, n.

    Shared terms come by the lowest rate any group has; own terms are those that no other group uses at all.
    """
    import pandas as pd

    names = counts.terms["term"].to_numpy()
    totals = np.array(
        [counts.matrix[(counts.units["group"] == g).to_numpy()].sum(axis=0).A1 for g in counts.groups]
    )
    words = np.array(
        [counts.units.loc[counts.units["group"] == g, "words"].sum() for g in counts.groups], float
    )
    least = (totals / np.maximum(words, 1)[:, None]).min(axis=0) if len(totals) else np.zeros(len(names))
    order = [k for k in np.argsort(-least, kind="stable") if least[k] > 0][:top]
    rows = [("all", ", ".join(names[order]), int((least > 0).sum()))]
    for g, group in enumerate(counts.groups):
        own = np.flatnonzero((totals[g] > 0) & (totals.sum(axis=0) == totals[g]))
        first = own[np.argsort(-totals[g][own], kind="stable")][:top]
        rows.append((group, ", ".join(names[first]), len(own)))
    return pd.DataFrame(rows, columns=["group", "terms", "n"])


def _some(rows: np.ndarray) -> np.ndarray:
    return rows if len(rows) <= SAMPLED else rows[np.linspace(0, len(rows) - 1, SAMPLED).astype(int)]


def _coefficient(one: np.ndarray, other: np.ndarray) -> float:
    if not one.sum() or not other.sum():
        return float("nan")
    return float(np.sqrt(one / one.sum() * other / other.sum()).sum())


def _dealt(both: csr_matrix, cut: int, rng: np.random.Generator) -> np.ndarray:
    """The coefficient of each deal: `cut` units to the one, the rest to the other."""
    units, total = both.shape[0], np.asarray(both.sum(axis=0)).ravel()
    found = []
    for first in range(0, _DEALS, _BATCH):
        picks = np.zeros((units, min(_BATCH, _DEALS - first)))
        for deal in range(picks.shape[1]):
            picks[rng.permutation(units)[:cut], deal] = 1
        ones = (both.T @ picks).T
        found += [_coefficient(one, total - one) for one in ones]
    return np.array(found)


def _interval(a: np.ndarray, b: np.ndarray, similarity: float, level: float) -> tuple[float, float]:
    """By the jackknife of both groups' units: Efron & Tibshirani, Introduction to the Bootstrap, ch. 11."""
    if min(len(a), len(b)) < FEWEST:
        return float("nan"), float("nan")
    one, other = a.sum(axis=0), b.sum(axis=0)
    left = [
        np.array([_coefficient(one - row, other) for row in a]),
        np.array([_coefficient(one, other - row) for row in b]),
    ]
    variance = sum((len(x) - 1) / len(x) * ((x - x.mean()) ** 2).sum() for x in left)
    half = stdtrit(min(len(a), len(b)) - 1, (1 + level) / 2) * np.sqrt(variance)
    return max(0.0, similarity - half), min(1.0, similarity + half)
