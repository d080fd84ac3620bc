"""Comparing the tone of pieces or groups: intervals, paired contrasts, course, effects.

An interval of valence joins two errors: that of the model as a reading of what people would say
(`valence.Error`), and that of the paragraphs, drawn anew. Other measures have no people behind them: theirs
is the second alone.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from analysis.sentiment import valence
from analysis.statistics import (
    Interval,
    cluster_bootstrap,
    hedges_g,
    holm,
    minimal_difference,
    permutation_test,
)
from analysis.topics import grouping

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures
    from analysis.statistics import Permutation

VALIDITY = Path(__file__).with_name("validity.json")


def validity() -> dict:
    """What the benchmark measured by cross-validation (`benchmarks/sentiment.py --cv --record`)."""
    return json.loads(VALIDITY.read_text("utf-8"))


def sentences(figures: "Figures", group: str = "auto", parts: tuple[str, ...] = ("body",)) -> "pd.DataFrame":
    """Rows of the table `sentiment` of these parts, with their group and cluster.

    A cluster is a paragraph where every group is one piece, else a piece.
    """
    groups = grouping(figures, group)
    rows = figures.table("sentiment")
    rows = rows[rows["part"].isin(parts)].copy()
    rows["group"] = rows["piece"].map(groups)
    alone = groups.nunique() == len(groups)
    paragraph = rows["part"] + rows["paragraph"].astype(str)
    rows["cluster"] = rows["piece"] + (" " + paragraph if alone else "")
    order = {p: n for n, p in enumerate(figures.ids)}
    return rows.sort_values(["piece", "sentence"], key=lambda c: c.map(order) if c.name == "piece" else c)


def means(rows: "pd.DataFrame", measure: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row a group: mean of the measure, interval, paragraphs or pieces it rests on, sentences."""
    import pandas as pd

    found = []
    for group, own in rows.groupby("group", sort=False):
        interval = _mean(own, measure, resamples, seed)
        found.append(
            {
                "group": group,
                "mean": interval.estimate,
                "low": interval.low,
                "high": interval.high,
                "clusters": interval.n,
                "sentences": len(own),
            }
        )
    return pd.DataFrame(found, columns=["group", "mean", "low", "high", "clusters", "sentences"])


def contrasts(
    rows: "pd.DataFrame", measure: str, resamples: int = 2000, seed: int = 0, alpha: float = 0.05
) -> "pd.DataFrame":
    """A row a pair of groups: difference, interval, effect size, p, Holm's p, and what could have been shown.

    p is the larger of two: from the joined error, and from dealing whole clusters to the two groups anew; nan where a
    group has too few clusters for an error. `could_show` is nan where clusters are so few that no difference of any
    size could be clear: not even the least p that dealing them can give, in every pair, is below alpha. `order`, of
    valence: whether the two lie so far apart that people put such editorials in the same order (`valence.Error.order`).
    """
    import pandas as pd

    groups = {group: own for group, own in rows.groupby("group", sort=False)}
    found, least = [], []
    for one, other in combinations(groups, 2):
        a, b = groups[one], groups[other]
        error = np.hypot(_error(a, measure, resamples, seed), _error(b, measure, resamples, seed + 1))
        difference = a[measure].mean() - b[measure].mean()
        both = pd.concat([a, b])
        dealt = permutation_test(both[measure], both["cluster"], both["group"], seed=seed)
        drawn = float(2 * ndtr(-abs(difference) / error)) if error > 0 else np.nan
        clusters = [x.groupby("cluster", sort=False)[measure].mean() for x in (a, b)]
        model = float(np.hypot(_model_error(a, measure), _model_error(b, measure)))
        known = np.isfinite(error)
        least.append(_least_p(dealt, len(clusters[0]) == len(clusters[1])) if known else np.nan)
        found.append(
            {
                "one": one,
                "other": other,
                "difference": difference,
                "low": difference - 1.96 * error,
                "high": difference + 1.96 * error,
                "effect": hedges_g(*clusters).estimate,
                "p": np.nanmax([dealt.p, drawn]) if known else np.nan,
                "could_show": minimal_difference(*clusters, error=model),
                "order": measure == "valence" and abs(difference) > valence.load().error.order * model,
            }
        )
    columns = ["one", "other", "difference", "low", "high", "effect", "p", "could_show", "order"]
    table = pd.DataFrame(found, columns=columns)
    table.insert(7, "p_holm", holm(table["p"].to_numpy(dtype=float)) if len(table) else [])
    table["clear"] = table["p_holm"] < alpha
    table["could_show"] = table["could_show"].where(holm(least) < alpha)
    return table


def _least_p(dealt: "Permutation", even: bool) -> float:
    """The least p such a test can give. Of as many clusters each (`even`), the mirrored deal is always as large."""
    return (2 if dealt.exact and even else 1) / (dealt.assignments + (not dealt.exact))


def _mean(own: "pd.DataFrame", measure: str, resamples: int, seed: int) -> Interval:
    drawn = cluster_bootstrap(own[measure], own["cluster"], resamples=resamples, seed=seed)
    half = np.hypot((drawn.high - drawn.low) / 2, 1.96 * _model_error(own, measure))
    if not drawn.known or not _model_error(own, measure):
        return drawn
    return Interval(drawn.estimate, drawn.estimate - half, drawn.estimate + half, drawn.n)


def _error(own: "pd.DataFrame", measure: str, resamples: int, seed: int) -> float:
    drawn = cluster_bootstrap(own[measure], own["cluster"], resamples=resamples, seed=seed)
    return float(np.hypot((drawn.high - drawn.low) / 2 / 1.96, _model_error(own, measure)))


def _model_error(own: "pd.DataFrame", measure: str) -> float:
    """The model's standard error in the mean of these sentences, of one or more pieces; 0 for the plain measures."""
    if measure != "valence":
        return 0.0
    error, pieces = valence.load().error, own["piece"].nunique()
    return float(np.sqrt(error.document**2 / pieces + error.sentence**2 / max(len(own), 1)))


def course(rows: "pd.DataFrame", measure: str, width: float = 3.0) -> "pd.DataFrame":
    """The measure along each piece, smoothed by a Gaussian of `width` sentences, with the band of its
    error.
    """
    import pandas as pd

    found = []
    for piece, own in rows.groupby("piece", sort=False):
        values = own["valence_alone" if measure == "valence" else measure].to_numpy(dtype=float)
        places = np.arange(len(values))
        weights = np.exp(-0.5 * ((places[:, None] - places[None, :]) / width) ** 2)
        weights /= weights.sum(axis=1, keepdims=True)
        smooth = weights @ values
        spread = (
            valence.load().error.sentence
            if measure == "valence"
            else values.std(ddof=1)
            if len(values) > 1
            else 0
        )
        half = 1.96 * spread * np.sqrt((weights**2).sum(axis=1))
        found.append(
            pd.DataFrame(
                {
                    "piece": piece,
                    "group": own["group"].to_numpy(),
                    "sentence": own["sentence"].to_numpy(),
                    "value": smooth,
                    "low": smooth - half,
                    "high": smooth + half,
                }
            )
        )
    empty = pd.DataFrame(columns=["piece", "group", "sentence", "value", "low", "high"])
    return pd.concat(found, ignore_index=True) if found else empty


CUTS = ("body", "own words", "quotation", "title", "dek", "all that was scraped")


def effects(
    figures: "Figures", measure: str, group: str = "auto", resamples: int = 2000, seed: int = 0
) -> "pd.DataFrame":
    """A row a group and cut of its texts: mean with interval, sentences.

    Left out are cuts without a sentence, and the piece's own words where nothing is mostly quotation.
    """
    import pandas as pd

    every = sentences(figures, group, tuple(figures.table("sentiment")["part"].unique()))
    found = []
    for name, own in every.groupby("group", sort=False):
        body, quoted = own["part"] == "body", own["quoted"] >= 0.5
        unquoted = body & ~quoted & (body & quoted).any()
        which = (body, unquoted, body & quoted, own["part"] == "title", own["part"] == "dek", body | ~body)
        for cut, chosen in zip(CUTS, which, strict=True):
            if chosen.any():
                interval = _mean(own[chosen], measure, resamples, seed)
                found.append((name, cut, interval.estimate, interval.low, interval.high, int(chosen.sum())))
    return pd.DataFrame(found, columns=["group", "cut", "mean", "low", "high", "sentences"])


def placed(rows: "pd.DataFrame", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row a group and plain measure: mean, and where among editorials it stands, 0 to 100, each with interval."""
    import pandas as pd

    known = pd.read_csv(Path(__file__).with_name("reference.csv"))
    found = []
    for measure in ("polarity", "subjectivity", "vader"):
        line = known[(known["measure"] == measure) & (known["of"] == "editorial")]
        for row in means(rows, measure, resamples, seed).to_dict("records"):
            ends = {end: row[end] for end in ("mean", "low", "high")}
            stands = {
                name: 100 * float(np.interp(value, line["value"], line["quantile"]))
                for name, value in zip(("percentile", "percentile_low", "percentile_high"), ends.values(), strict=True)
            }
            told = {"group": row["group"], "measure": measure, **ends, **stands}
            found.append({**told, "sentences": row["sentences"]})
    ends = ["mean", "low", "high", "percentile", "percentile_low", "percentile_high"]
    return pd.DataFrame(found, columns=["group", "measure", *ends, "sentences"])
