"""From the tables of framing to what differs between pieces: counts, shares with intervals, planned tests."""

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from analysis.codebook import Codebook, Contrast
from analysis.statistics import cluster_bootstrap, fisher, holm, permutation_test

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

AGENT = ("active", "passive", "possessive", "deleted")
FEWEST = 5  # mentions of a contrast in all, below which nothing is tested


def events(figures: "Figures", parts: str = "all") -> "pd.DataFrame":
    """Mentions of the event itself (other acts left out), of all parts or one."""
    data = figures.table("event_mentions")
    data = data[data["sense"] == "event"]
    return data if parts == "all" else data[data["part"] == parts]


def naming(figures: "Figures", parts: str = "all", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per family and piece: `own` and `others` mentions, `share` of the piece's own words with
    interval.

    n counts paragraphs with a mention; the interval resamples them.
    """
    data = events(figures, parts)
    rows = []
    for family in _families(figures.codebook, data):
        for piece in figures.ids:
            of_piece = data[data["piece"] == piece]
            own = of_piece[~of_piece["attributed"].astype(bool)]
            named = own["family"] == family
            share = cluster_bootstrap(named.astype(float), _paragraphs(own), resamples=resamples, seed=seed)
            rows.append(
                {
                    "family": family,
                    "piece": piece,
                    "own": int(named.sum()),
                    "others": int((of_piece["family"] == family).sum() - named.sum()),
                    "share": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "n": share.n,
                }
            )
    return _frame(rows, ["family", "piece", "own", "others", "share", "low", "high", "n"])


def by_part(figures: "Figures") -> "pd.DataFrame":
    """A row per family: mentions in each piece's title, dek and body, another's wording included."""
    data = events(figures)
    rows = []
    for family in _families(figures.codebook, data):
        row = {"family": family}
        for piece in figures.ids:
            chosen = data[(data["piece"] == piece) & (data["family"] == family)]
            row[figures.name(piece)] = _told({part: int((chosen["part"] == part).sum()) for part in _PARTS})
        rows.append(row)
    return _frame(rows, ["family", *(figures.name(p) for p in figures.ids)])


def agency(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per piece: event mentions by how their agent is given, and the share that name one,
    with interval.
    """
    data, rows = events(figures), []
    for piece in figures.ids:
        of_piece = data[data["piece"] == piece]
        named = (of_piece["agent_how"] != "deleted").astype(float)
        share = cluster_bootstrap(named, _paragraphs(of_piece), resamples=resamples, seed=seed)
        counts = {how: int((of_piece["agent_how"] == how).sum()) for how in AGENT}
        rows.append(
            {
                "piece": piece,
                "mentions": len(of_piece),
                **counts,
                "named": share.estimate,
                "low": share.low,
                "high": share.high,
                "n": share.n,
            }
        )
    return _frame(rows, ["piece", "mentions", *AGENT, "named", "low", "high", "n"])


def column(piece: str) -> str:
    """The column of a piece in a table that has one for each: no id, which has no space, is a name of ours."""
    return f"in {piece}"


def columns(figures: "Figures") -> list[str]:
    """The columns of all pieces, in their order."""
    return [column(piece) for piece in figures.ids]


def actors(figures: "Figures") -> "pd.DataFrame":
    """A row per actor and way of naming it: mentions in each piece, the most mentioned first."""
    data = figures.table("actor_mentions")
    if data.empty:
        return _frame([], ["actor", "how", *columns(figures)])
    counts = data.groupby(["actor", "how", "piece"], sort=True).size().unstack("piece", fill_value=0)
    counts = counts.reindex(columns=figures.ids, fill_value=0).set_axis(columns(figures), axis=1).reset_index()
    order = data["actor"].value_counts()
    counts["_"] = counts["actor"].map(order)
    counts = counts.sort_values(["_", "actor", "how"], ascending=[False, True, True], ignore_index=True)
    return counts.drop(columns="_").rename_axis(columns=None)


def planned(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per contrast that the codebook names beforehand: counts, permutation p over paragraphs, Holm's p.

    The statistic is the between-piece variance of the share of the first side; whole paragraphs are dealt to
    pieces by chance. `p` is missing where fewer than 5 mentions, or one piece only, has any.
    """
    data, rows = figures.table("contrasts"), []
    for contrast in figures.codebook.contrasts:
        chosen = data[data["contrast"] == contrast.id]
        values = np.repeat([1.0, 0.0] * len(chosen), chosen[["one", "other"]].to_numpy(dtype=int).ravel())
        repeats = (chosen["one"] + chosen["other"]).to_numpy(dtype=int)
        clusters, groups = (
            np.repeat(_paragraphs(chosen), repeats),
            np.repeat(chosen["piece"].to_numpy(str), repeats),
        )
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
    table = _frame(rows, ["contrast", "question", "one_side", "other_side", *columns(figures), "paragraphs", "p"])
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
                    "odds": test.odds.estimate,
                    "low": test.odds.low,
                    "high": test.odds.high,
                    "p": test.p,
                }
            )
    table = _frame(rows, ["pair", "odds", "low", "high", "p"])
    table["p_holm"] = holm(table["p"].to_numpy(float)) if len(table) else []
    return table


def relations(figures: "Figures") -> "pd.DataFrame":
    """A row per piece, who and whom: how often, by which verbs; passives turned round."""
    data = figures.table("relations")
    if data.empty:
        return _frame([], ["piece", "subject", "object", "count", "verbs"])
    grouped = data.groupby(["piece", "subject", "object"], sort=True)["verb"]
    table = grouped.agg(count="size", verbs=lambda v: ", ".join(sorted(set(v)))).reset_index()
    return table.sort_values(
        ["count", "piece", "subject", "object"], ascending=[False, True, True, True], ignore_index=True
    )


def claims(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per kind of claim and piece: cues, and the share of body sentences with one, with interval."""
    data, sentences = figures.table("claims"), figures.table("sentences")
    body = sentences[sentences["part"] == "body"]
    rows = []
    for claim in figures.codebook.claims:
        of_kind = data[(data["kind"] == claim.kind) & (data["part"] == "body")]
        for piece in figures.ids:
            own, found = body[body["piece"] == piece], of_kind[of_kind["piece"] == piece]
            has = own["sentence"].isin(found["sentence"]).astype(float)
            share = cluster_bootstrap(has, own["paragraph"].to_numpy(int), resamples=resamples, seed=seed)
            rows.append(
                {
                    "kind": claim.kind,
                    "piece": piece,
                    "cues": len(found),
                    "share": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "n": share.n,
                }
            )
    return _frame(rows, ["kind", "piece", "cues", "share", "low", "high", "n"])


def certainty(figures: "Figures") -> "pd.DataFrame":
    """A row per value of modality and hedging: cues in each piece."""
    data = figures.table("claims")
    return _wide(figures, data[data["kind"].isin(("modality", "hedge"))], ["kind", "value"])


def frames(figures: "Figures", scheme: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per frame of a scheme: share of each piece's body sentences, permutation p over paragraphs,
    Holm's p.
    """
    data, sentences = figures.table("frames"), figures.table("sentences")
    body = sentences[sentences["part"] == "body"].reset_index(drop=True)
    data = data[(data["scheme"] == scheme) & (data["part"] == "body")]
    rows = []
    for frame in sorted(set(data["frame"])):
        keys = set(zip(*(data.loc[data["frame"] == frame, c] for c in ("piece", "sentence")), strict=True))
        has = np.array(
            [key in keys for key in zip(body["piece"], body["sentence"], strict=True)], dtype=float
        )
        test = (
            permutation_test(
                has, _paragraphs(body), body["piece"].to_numpy(str), resamples=resamples, seed=seed
            )
            if body["piece"].nunique() > 1
            else None
        )
        shares = {column(p): float(has[(body["piece"] == p).to_numpy(bool)].mean()) for p in figures.ids}
        rows.append({"frame": frame, **shares, "sentences": int(has.sum()), "p": test.p if test else np.nan})
    table = _frame(rows, ["frame", *columns(figures), "sentences", "p"])
    table["p_holm"] = holm(table["p"].to_numpy(float)) if len(table) else []
    return table.sort_values(["sentences", "frame"], ascending=[False, True], ignore_index=True)


_PARTS = ("title", "dek", "body")


def _side(codebook: Codebook, contrast: Contrast, side: str) -> str:
    """How a reader knows a side of a contrast."""
    if contrast.of == "actors" and not getattr(contrast, f"{side}_name"):
        return " or ".join(codebook.actor(a).name for a in getattr(contrast, side))
    return getattr(contrast, f"{side}_name") or " or ".join(getattr(contrast, side))


def _wide(figures: "Figures", data: "pd.DataFrame", by: list[str]) -> "pd.DataFrame":
    if data.empty:
        return _frame([], [*by, *columns(figures)])
    counts = data.groupby([*by, "piece"], sort=True).size().unstack("piece", fill_value=0)
    counts = counts.reindex(columns=figures.ids, fill_value=0).set_axis(columns(figures), axis=1)
    return counts.reset_index().rename_axis(columns=None)


def _families(codebook: Codebook, data: "pd.DataFrame") -> list[str]:
    """Families that occur, in the codebook's order."""
    found = set(data["family"])
    return [f.id for f in codebook.event.families if f.id in found]


def _paragraphs(data: "pd.DataFrame") -> np.ndarray:
    return np.array(
        [
            f"{piece}/{part}/{paragraph}"
            for piece, part, paragraph in zip(data["piece"], data["part"], data["paragraph"], strict=True)
        ],
        dtype=str,
    )


def _told(counts: dict[str, int]) -> str:
    shown = [f"{part} {count}" if part != "body" else str(count) for part, count in counts.items() if count]
    return ", ".join(shown) or "0"


def _frame(rows: list[dict], columns: list[str]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)
