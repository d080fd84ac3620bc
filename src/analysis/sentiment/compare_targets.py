"""Comparing the tone towards targets: by piece or group, with the sentences that bear most on the event."""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from analysis.framing.naming import EVENT
from analysis.sentiment.caveats import Caveats
from analysis.show import number
from analysis.statistics import cluster_bootstrap, holm
from analysis.topics import grouping

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

EVALUATIVE = ("judgement", "remedy", "problem", "cause")  # kinds of claim that bear on a stance


def towards(
    figures: "Figures",
    group: str = "auto",
    fewest: int = 5,
    resamples: int = 2000,
    seed: int = 0,
    quoted: bool = False,
) -> "pd.DataFrame":
    """A row a target and group: tone of its mentions in the body (positive less negative), by the table of words alone.

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
        spread = (own["words_pos"] + own["words_neg"] - own["tone"] ** 2).clip(lower=0).sum() ** 0.5 / len(own)
        half = np.hypot((drawn.high - drawn.low) / 2, 1.96 * spread) if known else np.nan
        found.append(
            {
                "target": target,
                "group": name,
                "tone": drawn.estimate if known else np.nan,
                "low": max(drawn.estimate - half, -1.0) if known else np.nan,
                "high": min(drawn.estimate + half, 1.0) if known else np.nan,
                "sentences": len(own),
                "error": half / 1.96,
            }
        )
    return pd.DataFrame(found, columns=["target", "group", "tone", "low", "high", "sentences", "error"])


def mentions(figures: "Figures", group: str = "auto") -> "pd.DataFrame":
    """A row a target and sentence of the body that names it: mean probabilities over its mentions there, `clear`, how
    clearly it is worded towards the target by both models, and `tone`, what it counts in that of the piece.

    A sentence that names the event in another's words alone, as reported speech, counts as quoted.
    """
    groups = grouping(figures, group)
    rows = _others_quoted(figures, figures.table("target_sentiment"))
    rows = rows[rows["part"] == "body"]
    shares = ["p_neg", "p_neu", "p_pos", "words_neg", "words_pos"]
    keys = ["piece", "part", "paragraph", "sentence", "target", "quoted"]
    rows = rows.groupby(keys, sort=True, as_index=False)[shares].mean()
    rows["tone"] = rows["words_pos"] - rows["words_neg"]
    rows["clear"] = (rows["p_pos"] - rows["p_neg"]).abs()
    rows["group"] = rows["piece"].map(groups)
    alone = groups.nunique() == len(groups)
    rows["cluster"] = rows["piece"] + (" " + rows["paragraph"].astype(str) if alone else "")
    order = {p: n for n, p in enumerate(figures.ids)}
    return rows.sort_values(["piece", "sentence"], key=lambda c: c.map(order) if c.name == "piece" else c)


def _others_quoted(figures: "Figures", rows: "pd.DataFrame") -> "pd.DataFrame":
    """With `quoted` 1 where each mention of the event in the sentence is attributed to somebody else."""
    events = figures.table("event_mentions")
    others = rows.merge(events[["piece", "start", "attributed"]], "left", ["piece", "start"])["attributed"]
    others = others.fillna(False) & (rows["target"] == EVENT).to_numpy()
    every = others.groupby([rows[key].to_numpy() for key in ("piece", "part", "sentence", "target")]).transform("all")
    return rows.assign(quoted=rows["quoted"].where(~every.to_numpy(), 1.0))


def clearest(figures: "Figures", towards: "pd.DataFrame", group: str = "auto", most: int = 8, top: int = 1
             ) -> "pd.DataFrame":
    """Of each piece and each of its `most` targets of which something is said, the `top` sentences in its own words
    that are most clearly worded, with `words`, what scored in them; none that is most likely neutral, or whose
    weightiest word is denied there.
    """
    known = towards.dropna(subset=["tone"])
    often = known.groupby("target", sort=False)["sentences"].sum()
    often = often.sort_values(ascending=False, kind="stable").head(most)
    rows = mentions(figures, group)
    worded = rows[["p_neg", "p_pos"]].max(axis=1) > rows["p_neu"]
    rows = rows[(rows["quoted"] < 0.5) & rows["target"].isin(often.index) & worded]
    rows, caveats = with_words(figures, rows), Caveats.of(figures)
    kept = [not caveats.turned(tuple(place), scored(words)) for *place, words in _worded(rows)]
    rows = rows[np.array(kept, dtype=bool)]  # an empty list would choose among columns
    rows = rows.sort_values("clear", ascending=False, kind="stable").groupby(["piece", "target"], sort=False).head(top)
    rows = rows.assign(place=rows["target"].map({target: n for n, target in enumerate(often.index)}))
    leaning = rows["p_pos"] - rows["p_neg"]
    return rows.assign(leaning=leaning).sort_values(["place", "leaning"], kind="stable").drop(columns="leaning")


def _worded(rows: "pd.DataFrame") -> Iterable[tuple]:
    return zip(rows["piece"], rows["part"], rows["sentence"].astype(int), rows["words"], strict=True)


def scored(words: str) -> list[str]:
    """The words of `words`, without their values."""
    return [told.rsplit(" ", 1)[0] for told in words.split(", ")] if words else []


def with_words(figures: "Figures", rows: "pd.DataFrame") -> "pd.DataFrame":
    """`mentions` with `words`: what scored in the sentence's clearest mention, empty where it is not kept."""
    words = figures.table("target_words")
    words = words.assign(words=words["word"] + " " + words["value"].map(number))
    words = words.groupby(["piece", "start", "target"])["words"].agg(", ".join).reset_index()
    places = figures.table("target_sentiment")
    places = places.assign(clear=(places["p_pos"] - places["p_neg"]).abs())
    places = places[places["part"] == "body"].sort_values("clear", ascending=False, kind="stable")
    words = places.merge(words, on=["piece", "start", "target"]).drop_duplicates(["piece", "sentence", "target"])
    found = rows.merge(words[["piece", "sentence", "target", "words"]], "left", ["piece", "sentence", "target"])
    return found.assign(words=found["words"].fillna(""))


def evidence(figures: "Figures", group: str = "auto") -> "pd.DataFrame":
    """Sentences of the body that name the event, those first that bear most on the piece's stance towards it.

    First by how many kinds of evaluative claim they make in the piece's own words, then by how clearly they are worded;
    what is mostly quotation comes last. `claims` tells the cues, another's words marked as such.
    """
    rows = mentions(figures, group)
    rows = with_words(figures, rows[rows["target"] == EVENT])
    claims = figures.table("claims")
    claims = claims[(claims["part"] == "body") & claims["kind"].isin(EVALUATIVE)]
    own = claims[claims["marked"].fillna("") == ""]
    keys = ["piece", "sentence"]
    kinds = own.groupby(keys)["kind"].nunique()
    others = claims["marked"].fillna("").map(lambda mark: " (of others)" if mark else "")
    told = claims["kind"] + " “" + claims["surface"] + "”" + others
    told = told.groupby([claims[k] for k in keys]).agg(lambda t: ", ".join(dict.fromkeys(t)))
    places = list(rows[keys].itertuples(index=False, name=None))
    rows["kinds"] = [int(kinds.get(place, 0)) for place in places]
    rows["claims"] = [told.get(place, "") for place in places]
    rows["others"] = rows["quoted"] >= 0.5
    return rows.sort_values(["others", "kinds", "p_neu"], ascending=[True, False, True], kind="stable")


def contrasts(table: "pd.DataFrame", alpha: float = 0.05) -> "pd.DataFrame":
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
    pairs["p_holm"] = holm(pairs["p"].to_numpy(dtype=float)) if len(pairs) else []
    pairs["clear"] = pairs["p_holm"] < alpha
    return pairs


def names(figures: "Figures") -> dict[str, str]:
    """What a reader calls each target: its name in the codebook, or the event's."""
    return {a.id: a.name for a in figures.codebook.actors} | {
        "event": figures.codebook.event.name or "the event"
    }
