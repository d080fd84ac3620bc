"""Comparing the tone of pieces or groups: intervals, paired contrasts, tone towards targets, course, effects.

An interval of valence joins two errors: that of the model as a reading of what people would say
(`valence.Error`), and that of the paragraphs, drawn anew. Other measures have no people behind them: theirs
is the second alone.
"""

import json
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from analysis.sentiment import valence
from analysis.statistics import Interval, cluster_bootstrap, hedges_g, holm, permutation_test
from analysis.topics import grouping

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

POWER = float(ndtri(0.975) + ndtri(0.8))  # Bloom 1995, Evaluation Review 19, 547-556: 80 % power at 5 %
VALIDITY = Path(__file__).with_name("validity.json")


def validity() -> dict:
    """What the benchmark measured by cross-validation (`benchmarks/sentiment.py --cv --json`)."""
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

    p is the larger of two: from the joined error, and from dealing whole clusters to the two groups anew.
    """
    import pandas as pd

    groups = {group: own for group, own in rows.groupby("group", sort=False)}
    found = []
    for one, other in combinations(groups, 2):
        a, b = groups[one], groups[other]
        error = np.hypot(_error(a, measure, resamples, seed), _error(b, measure, resamples, seed + 1))
        difference = a[measure].mean() - b[measure].mean()
        both = pd.concat([a, b])
        dealt = permutation_test(both[measure], both["cluster"], both["group"], seed=seed).p
        drawn = float(2 * ndtr(-abs(difference) / error)) if error > 0 else np.nan
        size = hedges_g(*(x.groupby("cluster", sort=False)[measure].mean() for x in (a, b)))
        found.append(
            {
                "one": one,
                "other": other,
                "difference": difference,
                "low": difference - 1.96 * error,
                "high": difference + 1.96 * error,
                "effect": size.estimate,
                "p": np.nanmax([dealt, drawn]),
                "could_show": POWER * error,
            }
        )
    table = pd.DataFrame(
        found, columns=["one", "other", "difference", "low", "high", "effect", "p", "could_show"]
    )
    table["holm"] = holm(table["p"].to_numpy(dtype=float)) if len(table) else []
    table["clear"] = table["holm"] < alpha
    return table


def _mean(own: "pd.DataFrame", measure: str, resamples: int, seed: int) -> Interval:
    drawn = cluster_bootstrap(own[measure], own["cluster"], resamples=resamples, seed=seed)
    if measure != "valence" or not drawn.known:
        return drawn
    half = np.hypot((drawn.high - drawn.low) / 2, _margin(own))
    return Interval(drawn.estimate, drawn.estimate - half, drawn.estimate + half, drawn.n)


def _error(own: "pd.DataFrame", measure: str, resamples: int, seed: int) -> float:
    drawn = cluster_bootstrap(own[measure], own["cluster"], resamples=resamples, seed=seed)
    half = (drawn.high - drawn.low) / 2
    return float(np.hypot(half, _margin(own) if measure == "valence" else 0.0) / 1.96)


def _margin(own: "pd.DataFrame") -> float:
    """Half the interval of the model's error in the mean of these sentences, of one or more pieces."""
    error, pieces = valence.load().error, own["piece"].nunique()
    return 1.96 * float(np.sqrt(error.document**2 / pieces + error.sentence**2 / max(len(own), 1)))


def towards(
    figures: "Figures",
    group: str = "auto",
    fewest: int = 5,
    resamples: int = 2000,
    seed: int = 0,
    quoted: bool = False,
) -> "pd.DataFrame":
    """A row a target and group: tone of its mentions in the body (positive less negative).

    Each sentence counts once a target; sentences mostly quoted are left out unless `quoted`. The interval
    joins the paragraphs, drawn anew, with the spread of each mention's own probabilities.
    """
    import pandas as pd

    rows = mentions(figures, group)
    rows = rows if quoted else rows[rows["quoted"] < 0.5]
    found = []
    for (target, name), own in rows.groupby(["target", "group"], sort=False):
        drawn = cluster_bootstrap(own["tone"], own["cluster"], resamples=resamples, seed=seed)
        known = len(own) >= fewest and drawn.known
        spread = (own["p_pos"] + own["p_neg"] - own["tone"] ** 2).clip(lower=0).sum() ** 0.5 / len(own)
        half = np.hypot((drawn.high - drawn.low) / 2, 1.96 * spread) if known else np.nan
        found.append(
            {
                "target": target,
                "group": name,
                "tone": drawn.estimate if known else np.nan,
                "low": drawn.estimate - half,
                "high": drawn.estimate + half,
                "sentences": len(own),
                "error": half / 1.96,
            }
        )
    return pd.DataFrame(found, columns=["target", "group", "tone", "low", "high", "sentences", "error"])


def mentions(figures: "Figures", group: str = "auto") -> "pd.DataFrame":
    """A row a target and sentence of the body that names it: mean probabilities over its mentions there."""
    groups = grouping(figures, group)
    rows = figures.table("target_sentiment")
    rows = rows[rows["part"] == "body"]
    shares = ["p_neg", "p_neu", "p_pos"]
    keys = ["piece", "part", "paragraph", "sentence", "target", "quoted"]
    rows = rows.groupby(keys, sort=True, as_index=False)[shares].mean()
    rows["tone"] = rows["p_pos"] - rows["p_neg"]
    rows["group"] = rows["piece"].map(groups)
    alone = groups.nunique() == len(groups)
    rows["cluster"] = rows["piece"] + (" " + rows["paragraph"].astype(str) if alone else "")
    order = {p: n for n, p in enumerate(figures.ids)}
    return rows.sort_values(["piece", "sentence"], key=lambda c: c.map(order) if c.name == "piece" else c)


def target_contrasts(table: "pd.DataFrame", alpha: float = 0.05) -> "pd.DataFrame":
    """Pairs of groups that both say enough of a target: difference, Holm's p over all pairs and targets."""
    import pandas as pd

    found = []
    for target, own in table.dropna(subset=["tone", "error"]).groupby("target", sort=False):
        for one, other in combinations(own.to_dict("records"), 2):
            error = float(np.hypot(one["error"], other["error"]))
            difference = one["tone"] - other["tone"]
            found.append(
                {
                    "target": target,
                    "one": one["group"],
                    "other": other["group"],
                    "difference": difference,
                    "low": difference - 1.96 * error,
                    "high": difference + 1.96 * error,
                    "p": float(2 * ndtr(-abs(difference) / error)) if error > 0 else np.nan,
                }
            )
    columns = ["target", "one", "other", "difference", "low", "high", "p"]
    pairs = pd.DataFrame(found, columns=columns)
    pairs["holm"] = holm(pairs["p"].to_numpy(dtype=float)) if len(pairs) else []
    pairs["clear"] = pairs["holm"] < alpha
    return pairs


def names(figures: "Figures") -> dict[str, str]:
    """What a reader calls each target: its name in the codebook, or the event's."""
    return {a.id: a.name for a in figures.codebook.actors} | {
        "event": figures.codebook.event.name or "the event"
    }


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


def effects(figures: "Figures", measure: str, group: str = "auto") -> "pd.DataFrame":
    """A row a group: the mean of the body, without quotation, of quotation, title and dek, and with all
    left in.
    """
    import pandas as pd

    every = figures.table("sentiment")
    every["group"] = every["piece"].map(grouping(figures, group))
    found = []
    for name in dict.fromkeys(grouping(figures, group)):
        own = every[every["group"] == name]
        body = own[own["part"] == "body"]
        cuts = {
            "body": body,
            "own words": body[body["quoted"] < 0.5],
            "quotation": body[body["quoted"] >= 0.5],
            "title": own[own["part"] == "title"],
            "dek": own[own["part"] == "dek"],
            "uncleaned": own,
        }
        row: dict[str, object] = {"group": name}
        for cut, chosen in cuts.items():
            row[cut] = float(chosen[measure].mean()) if len(chosen) else np.nan
        found.append(
            {**row, "quoted_sentences": len(cuts["quotation"]), "other_sentences": len(own) - len(body)}
        )
    return pd.DataFrame(found)


def placed(rows: "pd.DataFrame") -> "pd.DataFrame":
    """A row a group: mean TextBlob polarity and where that stands among editorials, 0 to 100."""
    import pandas as pd

    known = pd.read_csv(Path(__file__).with_name("reference.csv"))
    found = []
    for name, own in rows.groupby("group", sort=False):
        row = {"group": name}
        for measure in ("polarity", "subjectivity", "vader"):
            line = known[(known["measure"] == measure) & (known["of"] == "editorial")]
            mean = float(own[measure].mean())
            row |= {
                measure: mean,
                f"{measure}_percentile": 100 * float(np.interp(mean, line["value"], line["quantile"])),
            }
        found.append(row)
    return pd.DataFrame(found)
