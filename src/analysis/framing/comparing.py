"""From the tables of framing to what differs between pieces: counts, and shares with intervals."""

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from analysis.codebook import Codebook
from analysis.codebook.model import PARTS
from analysis.errors import InputError
from analysis.framing.epithets import own_attributes, ranked
from analysis.framing.frames.shares import carriers
from analysis.statistics import Interval, cluster_bootstrap, holm, permutation_test, wilson
from analysis.statistics.intervals import FEWEST

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

AGENT = ("active", "passive", "possessive", "deleted")


def events(figures: "Figures", parts: str = "all") -> "pd.DataFrame":
    """Mentions of the event itself, of all parts or one: other acts and names that a piece denies are left out."""
    data = named(figures, parts)
    return data[data["denied"] == ""]


def named(figures: "Figures", parts: str = "all") -> "pd.DataFrame":
    """Mentions of the event itself, those that a piece denies as well. Raises InputError for an unknown part."""
    if parts != "all" and parts not in PARTS:
        raise InputError(f"part = {parts!r}", "not a part in which names are counted", f"give all, {', '.join(PARTS)}")
    data = figures.table("event_mentions")
    data = data[data["sense"] == "event"]
    return data if parts == "all" else data[data["part"] == parts]


def naming(figures: "Figures", parts: str = "all", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per family and piece: `own`, `others` and `denied` mentions, `share` of the piece's own words with
    interval.

    n counts paragraphs with a mention; the interval resamples them.
    """
    data = named(figures, parts)
    rows = []
    for family in _families(figures.codebook, data):
        for piece in figures.ids:
            of_piece = data[data["piece"] == piece]
            rejected = of_piece["denied"] != ""
            denied, of_piece = of_piece[rejected], of_piece[~rejected]
            own = of_piece[~of_piece["attributed"].astype(bool)]
            so = own["family"] == family
            share = share_of(so.astype(float), paragraphs(own), resamples, seed)
            rows.append(
                {
                    "family": family,
                    "piece": piece,
                    "own": int(so.sum()),
                    "others": int((of_piece["family"] == family).sum() - so.sum()),
                    "denied": int((denied["family"] == family).sum()),
                    "share": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "n": share.n,
                }
            )
    return framed(rows, ["family", "piece", "own", "others", "denied", "share", "low", "high", "n"])


def by_part(figures: "Figures") -> "pd.DataFrame":
    """A row per family: mentions in each piece's title, dek and body, another's wording included; denied ones apart."""
    data = named(figures)
    rows = []
    for family in _families(figures.codebook, data):
        row = {"family": family}
        for piece in figures.ids:
            chosen = data[(data["piece"] == piece) & (data["family"] == family)]
            kept = chosen.loc[chosen["denied"] == "", "part"]
            counts = {part: int((kept == part).sum()) for part in PARTS}
            row[figures.name(piece)] = _told({**counts, "denied": len(chosen) - len(kept)})
        rows.append(row)
    return framed(rows, ["family", *(figures.name(p) for p in figures.ids)])


def agency(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per piece: event mentions by how their agent is given, and the share that name one,
    with interval.
    """
    data, rows = events(figures), []
    for piece in figures.ids:
        of_piece = data[data["piece"] == piece]
        named = (of_piece["agent_how"] != "deleted").astype(float)
        share = share_of(named, paragraphs(of_piece), resamples, seed)
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
    return framed(rows, ["piece", "mentions", *AGENT, "named", "low", "high", "n"])


def share_of(values: "np.ndarray", clusters: "np.ndarray", resamples: int, seed: int) -> Interval:
    """The share of ones with an interval from resampled paragraphs; where all are alike, drawing anew shows no
    spread, and the interval is Wilson's, of as many cases as there are paragraphs. Of fewer than three, none; nor where
    every paragraph has the same share.
    """
    values, n = np.asarray(values, dtype=float), len(set(clusters))
    if n >= FEWEST and values.min() == values.max():
        return wilson(int(values[0]) * n, n)
    found = cluster_bootstrap(values, clusters, resamples=resamples, seed=seed)
    return replace(found, low=nan, high=nan) if found.low == found.high else found


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
        return framed([], ["actor", "how", *columns(figures)])
    counts = data.groupby(["actor", "how", "piece"], sort=True).size().unstack("piece", fill_value=0)
    counts = counts.reindex(columns=figures.ids, fill_value=0).set_axis(columns(figures), axis=1).reset_index()
    order = data["actor"].value_counts()
    counts["_"] = counts["actor"].map(order)
    counts = counts.sort_values(["_", "actor", "how"], ascending=[False, True, True], ignore_index=True)
    return counts.drop(columns="_").rename_axis(columns=None)


def relations(figures: "Figures") -> "pd.DataFrame":
    """A row per piece, who and whom: how often, by which verbs; passives turned round. What is said not to be
    done, what is only supposed, and what others are reported to say, is left out.
    """
    data = done(figures)
    if data.empty:
        return framed([], ["piece", "subject", "object", "count", "verbs"])
    told = [f"{verb} {tie}".rstrip() for verb, tie in zip(data["verb"], data["towards"], strict=True)]
    grouped = data.assign(verb=told).groupby(["piece", "subject", "object"], sort=True)["verb"]
    table = grouped.agg(count="size", verbs=lambda v: ", ".join(sorted(set(v)))).reset_index()
    return table.sort_values(
        ["count", "piece", "subject", "object"], ascending=[False, True, True, True], ignore_index=True
    )


def done(figures: "Figures") -> "pd.DataFrame":
    """The relations that a piece holds in its own words to be so."""
    data = figures.table("relations")
    return data[~data["negated"].astype(bool) & (data["supposed"] == "") & (data["marked"] == "")]


def own_claims(figures: "Figures") -> "pd.DataFrame":
    """Cues of claims in the piece's own words: what it quotes or reports is left out (the cues of quotation stay)."""
    data = figures.table("claims")
    return data[data["marked"] == ""]


def claims(figures: "Figures", resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per kind of claim and piece: cues in the piece's own words, and the share of body sentences with one, with
    interval.
    """
    data, sentences = own_claims(figures), figures.table("sentences")
    body = sentences[sentences["part"] == "body"]
    rows = []
    for claim in figures.codebook.claims:
        of_kind = data[(data["kind"] == claim.kind) & (data["part"] == "body")]
        for piece in figures.ids:
            own, found = body[body["piece"] == piece], of_kind[of_kind["piece"] == piece]
            has = own["sentence"].isin(found["sentence"]).astype(float)
            share = share_of(has, own["paragraph"].to_numpy(int), resamples, seed)
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
    return framed(rows, ["kind", "piece", "cues", "share", "low", "high", "n"])


def certainty(figures: "Figures") -> "pd.DataFrame":
    """A row per value and cue of modality and hedging: how often in each piece's own words, by value, the commonest
    first.
    """
    data = own_claims(figures)
    data = data[data["kind"].isin(("modality", "hedge"))]
    return _commonest(_wide(figures, data.assign(word=data["surface"].str.lower()), ["kind", "value", "word"]), 2)


def epithets(figures: "Figures", actors: Sequence[str]) -> "pd.DataFrame":
    """A row per actor and word attached to it (title, adjective, what it is said to be): how often in each piece's own
    words.
    """
    data = ranked(own_attributes(figures))
    data = data[data["actor"].isin(actors)]
    counted = _wide(figures, data, ["actor", "relation", "words"])
    order = {actor: n for n, actor in enumerate(actors)}
    return _commonest(counted, 2, by=counted["actor"].map(order))


def _commonest(counted: "pd.DataFrame", fixed: int, by: "pd.Series | None" = None) -> "pd.DataFrame":
    """Rows in the order of the first columns (or of `by` and the second), within them by count."""
    names = list(counted.columns[: fixed + 1])
    total = counted.drop(columns=names).sum(axis=1)
    keyed = counted.assign(_first=by if by is not None else counted[names[0]], _all=total)
    order = ["_first", names[1], "_all", names[2]]
    return keyed.sort_values(order, ascending=[True, True, False, True], ignore_index=True).drop(
        columns=["_first", "_all"]
    )


def frames(figures: "Figures", scheme: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per frame of a scheme: share of each piece's body sentences, permutation p over paragraphs,
    Holm's p.
    """
    body, carried = carriers(figures, scheme)
    rows = []
    for frame, has in carried.items():
        test = (
            permutation_test(
                has, paragraphs(body), body["piece"].to_numpy(str), resamples=resamples, seed=seed
            )
            if body["piece"].nunique() > 1
            else None
        )
        shares = {column(p): float(has[(body["piece"] == p).to_numpy(bool)].mean()) for p in figures.ids}
        rows.append({"frame": frame, **shares, "sentences": int(has.sum()), "p": test.p if test else np.nan})
    table = framed(rows, ["frame", *columns(figures), "sentences", "p"])
    table["p_holm"] = holm(table["p"].to_numpy(float)) if len(table) else []
    return table.sort_values(["sentences", "frame"], ascending=[False, True], ignore_index=True)


def _wide(figures: "Figures", data: "pd.DataFrame", by: list[str]) -> "pd.DataFrame":
    if data.empty:
        return framed([], [*by, *columns(figures)])
    counts = data.groupby([*by, "piece"], sort=True).size().unstack("piece", fill_value=0)
    counts = counts.reindex(columns=figures.ids, fill_value=0).set_axis(columns(figures), axis=1)
    return counts.reset_index().rename_axis(columns=None)


def _families(codebook: Codebook, data: "pd.DataFrame") -> list[str]:
    """Families that occur, in the codebook's order."""
    found = set(data["family"])
    return [f.id for f in codebook.event.families if f.id in found]


def paragraphs(data: "pd.DataFrame") -> np.ndarray:
    """The paragraph of each row, as one label."""
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


def framed(rows: list[dict], columns: list[str]) -> "pd.DataFrame":
    """Rows as a table that has its columns even where there are none."""
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)
