"""The comparisons that a codebook names, those planned and those found by looking, and its pieces in pairs."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from analysis.codebook import Codebook, Contrast
from analysis.framing.comparing import column, columns, framed, paragraphs, share_of
from analysis.statistics import Interval, fisher, holm, permutation_test

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

FEWEST = 5  # mentions of a contrast in all, below which nothing is tested


def planned(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per contrast that the codebook names beforehand: counts, permutation p over paragraphs, Holm's p.

    The statistic is the between-piece variance of the share of the first side; whole paragraphs are dealt to
    pieces by chance. `p` is missing where fewer than 5 mentions, or one piece only, has any.
    """
    return _tested(figures, [c for c in figures.codebook.contrasts if not c.exploratory], resamples, seed)


def explored(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """The rows of `planned` for the contrasts that the codebook marks exploratory, a family of their own."""
    return _tested(figures, [c for c in figures.codebook.contrasts if c.exploratory], resamples, seed)


def _tested(figures: "Figures", family: list[Contrast], resamples: int, seed: int) -> "pd.DataFrame":
    data, rows = figures.table("contrasts"), []
    for contrast in family:
        chosen = data[data["contrast"] == contrast.id]
        values, clusters = _counted(chosen)
        repeats = (chosen["one"] + chosen["other"]).to_numpy(dtype=int)
        groups = np.repeat(chosen["piece"].to_numpy(str), repeats)
        tested = len(values) >= FEWEST and len(set(groups)) > 1
        test = permutation_test(values, clusters, groups, resamples=resamples, seed=seed) if tested else None
        row = {
            "contrast": contrast.id,
            "question": contrast.question,
            "one_side": _side(figures.codebook, contrast, "one"),
            "other_side": _side(figures.codebook, contrast, "other"),
        }
        for piece in figures.ids:
            own = chosen[chosen["piece"] == piece]
            row[column(piece)] = f"{int(own['one'].sum())} : {int(own['other'].sum())}"
        rows.append(
            {**row, "paragraphs": test.n if test else len(set(clusters)), "p": test.p if test else np.nan}
        )
    table = framed(rows, ["contrast", "question", "one_side", "other_side", *columns(figures), "paragraphs", "p"])
    table["p_holm"] = holm(table["p"].to_numpy(float)) if len(table) else []
    return table


def pairs(figures: "Figures", contrast: str) -> "pd.DataFrame":
    """A row per pair of pieces: Fisher's exact test of a contrast's counts, odds ratio with interval,
    Holm's p.

    Fisher takes mentions as independent, which those of one paragraph are not: read it beside `planned`.
    """
    data = figures.table("contrasts")
    data = data[data["contrast"] == contrast]
    counts = {
        p: [int(data.loc[data["piece"] == p, side].sum()) for side in ("one", "other")] for p in figures.ids
    }
    rows = []
    for a, b in combinations(figures.ids, 2):
        if sum(counts[a]) and sum(counts[b]):
            test = fisher([counts[a], counts[b]])
            rows.append(
                {
                    "pair": f"{figures.name(a)} / {figures.name(b)}",
                    "odds": _odds(test.odds),
                    "counts": " and ".join(f"{one} : {other}" for one, other in (counts[a], counts[b])),
                    "p": test.p,
                }
            )
    table = framed(rows, ["pair", "counts", "odds", "p"])
    table["p_holm"] = holm(table["p"].to_numpy(float)) if len(table) else []
    return table


def shares(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per contrast and piece: mentions of the `one` side and the `other`, the share of the first with its
    interval, and the paragraphs (n) that it rests on.
    """
    data, rows = figures.table("contrasts"), []
    for contrast in figures.codebook.contrasts:
        for piece in figures.ids:
            own = data[(data["contrast"] == contrast.id) & (data["piece"] == piece)]
            values, clusters = _counted(own)
            share = share_of(values, clusters, resamples, seed) if len(values) else _UNKNOWN
            rows.append(
                {
                    "contrast": contrast.id,
                    "piece": piece,
                    "one": int(values.sum()),
                    "other": int(len(values) - values.sum()),
                    "share": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "n": share.n,
                }
            )
    return framed(rows, ["contrast", "piece", "one", "other", "share", "low", "high", "n"])


def _odds(odds: Interval) -> str:
    """An odds ratio with its interval; where a side has no case, the one bound that is known."""
    if odds.known and np.isfinite(odds.estimate) and odds.estimate > 0:
        return f"{odds.estimate:.2f}, {odds.low:.2f} to {odds.high:.2f}"
    if np.isfinite(odds.low) and odds.low > 0:
        return f"{odds.low:.2f} or more"
    if np.isfinite(odds.high) and odds.high > 0:
        return f"{odds.high:.2f} or less"
    return "not known: a side without a case"


_UNKNOWN = Interval(float("nan"), float("nan"), float("nan"), 0)


def _counted(chosen: "pd.DataFrame") -> tuple[np.ndarray, np.ndarray]:
    """A one for each mention of the first side and a nought for each of the other, and their paragraphs."""
    sides = chosen[["one", "other"]].to_numpy(dtype=int).ravel()
    repeats = (chosen["one"] + chosen["other"]).to_numpy(dtype=int)
    return np.repeat([1.0, 0.0] * len(chosen), sides), np.repeat(paragraphs(chosen), repeats)


def _side(codebook: Codebook, contrast: Contrast, side: str) -> str:
    """How a reader knows a side of a contrast."""
    if contrast.of == "actors" and not getattr(contrast, f"{side}_name"):
        return either([codebook.actor(a).name for a in getattr(contrast, side)])
    return getattr(contrast, f"{side}_name") or either(getattr(contrast, side))


def either(names: Sequence[str]) -> str:
    """Names in a list, the last behind *or*.

    >>> either(["failure", "collapse", "accident"])
    'failure, collapse or accident'
    """
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
