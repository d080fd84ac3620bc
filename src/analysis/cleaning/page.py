"""What the page of cleaning shows, from the tables of blocks and sentences; how blocks begin, where the texts are."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import show
from analysis.plots import cleaning as plots
from analysis.statistics.intervals import Clustered, percentiles, resampled_means

from .outlook import WRONG_FROM
from .reasons import told_kind

if TYPE_CHECKING:
    from analysis.figures import Figures

# Headline figures of later pages that every sentence carries, and what a reader calls them.
HEADLINES = {"valence": "mean valence", "polarity": "mean polarity (TextBlob)",
             "subjectivity": "mean subjectivity (TextBlob)", "vader": "mean compound score (VADER)"}


def makeup(figures: "Figures") -> pd.DataFrame:
    """A row a piece: blocks and words of all, of the body, of the piece's other parts, of residue; shares;
    sentences.
    """
    blocks, sentences = figures.table("blocks"), figures.table("sentences")
    rows = []
    for piece in figures.ids:
        own = blocks[blocks["piece"] == piece]
        words = own.groupby("role")["words"].sum()
        total, body, residue = int(words.sum()), int(words.get("body", 0)), int(words.get("residue", 0))
        said = sentences[sentences["piece"] == piece]
        rows.append(
            {
                "piece": piece,
                "name": figures.name(piece),
                "blocks": len(own),
                "blocks_out": int((own["role"] == "residue").sum()),
                "words": total,
                "body_words": body,
                "residue_words": residue,
                "sentences": len(said),
                "body_sentences": int((said["part"] == "body").sum()),
                "body": body / max(1, total),
                "parts": (total - body - residue) / max(1, total),
                "residue": residue / max(1, total),
            }
        )
    return pd.DataFrame(rows)


def removed(figures: "Figures") -> pd.DataFrame:
    """Residue by kind, as a reader is told of it: blocks and words of each piece together, the commonest first."""
    blocks = figures.table("blocks")
    out = blocks[blocks["role"] == "residue"]
    out = out.assign(kind=[told_kind(*row) for row in out[["kind", "reason"]].itertuples(index=False, name=None)])
    table = out.groupby("kind", as_index=False).agg(
        pieces=("piece", "nunique"), blocks=("block", "size"), words=("words", "sum")
    )
    return table.sort_values(["words", "kind"], ascending=[False, True], ignore_index=True)


def headlines(figures: "Figures", resamples: int = 2000, seed: int = 0) -> pd.DataFrame:
    """A row a piece and headline figure: its mean over the body's sentences, and over those and the residue's.

    `low` and `high` bound how far it would be off, at 95%: paragraphs of body and residue are drawn anew, and both
    means taken of each draw.
    """
    sentiment = figures.table("sentiment")
    sentiment = sentiment[sentiment["part"].isin(["body", "residue"])]
    rows = []
    for piece in figures.ids:
        own = sentiment[sentiment["piece"] == piece]
        body, off = own[own["part"] == "body"], _off(own, resamples, seed)
        for column, name in HEADLINES.items():
            low, high = off[column]
            rows.append({"piece": piece, "name": figures.name(piece), "measure": name, "cleaned": body[column].mean(),
                         "uncleaned": own[column].mean(), "off": own[column].mean() - body[column].mean(),
                         "low": low, "high": high, "n_cleaned": len(body), "n_uncleaned": len(own)})
    return pd.DataFrame(rows)


def _off(own: pd.DataFrame, resamples: int, seed: int) -> dict[str, tuple[float, float]]:
    """By headline figure: the interval of (mean with residue less mean of the body), from drawn paragraphs."""
    columns, body = list(HEADLINES), own["part"].eq("body").to_numpy()
    values = own[columns].to_numpy(float)
    cells = np.column_stack([values, values * body[:, None], np.ones(len(own)), body])
    sums = pd.DataFrame(cells).groupby([own["part"].to_numpy(), own["paragraph"].to_numpy()]).sum().to_numpy()
    if not len(sums) or body.all():
        return dict.fromkeys(columns, (0.0, 0.0) if len(sums) else (np.nan, np.nan))
    wide = len(columns)
    sizes = np.repeat(sums[:, 2 * wide :], wide, axis=1)
    means = resampled_means(Clustered(sums[:, : 2 * wide], sizes), resamples, seed)
    off = means[:, :wide] - means[:, wide:]
    low, high = percentiles(off[np.isfinite(off).all(axis=1)], len(sums))
    return {column: (low[n], high[n]) for n, column in enumerate(columns)}


def conclusion(figures: "Figures") -> list[str]:
    """What was found, in computed sentences."""
    made, shifts = makeup(figures), headlines(figures)
    words, out = int(made["words"].sum()), int(made["residue_words"].sum())
    if not out:
        return [f"Nothing came with the scrape that belongs to no piece: all {show.number(words, 0)} words of "
                f"{len(made)} pieces stay."]
    most, least = (made.loc[made["residue"].agg(end)] for end in ("idxmax", "idxmin"))
    lines = [f"{show.number(out, 0)} of {show.number(words, 0)} words ({show.percent(out / words)}) came with the "
             f"scrape and belong to no piece; most in {most['name']} ({show.percent(most['residue'])}), "
             f"least in {least['name']} ({show.percent(least['residue'])})."]
    valence = shifts[shifts["measure"] == HEADLINES["valence"]].dropna(subset=["off"])
    if len(valence):
        worst = valence.loc[valence["off"].abs().idxmax()]
        before, after = show.number(worst["cleaned"]), show.number(worst["uncleaned"])
        lines.append(f"Left in, this residue alone would have moved {worst['name']}'s mean valence most: by "
                     f"{_moved(worst)}, from {before} (n = {int(worst['n_cleaned'])} sentences) to {after} (n = "
                     f"{int(worst['n_uncleaned'])}{_few(figures, worst)}).")
    return lines


_FEW = 4  # words: of fewer a line of residue is an entry of a menu, a label or a name


def _few(figures: "Figures", row: pd.Series) -> str:
    """How many of the lines that are counted as sentences, were residue left in, are none."""
    said = figures.table("sentences")
    added = said[(said["piece"] == row["piece"]) & (said["part"] == "residue")]
    few = int((added["words"] < _FEW).sum())
    return f"; {few} of the {len(added)} added are lines of fewer than {_FEW} words, not sentences" if few else ""


def _moved(row: pd.Series) -> str:
    return show.with_interval(row["off"], row["low"], row["high"], 2, "too few paragraphs for an interval")


def overview(figures: "Figures") -> show.Shown:
    made = makeup(figures).set_index("piece")
    return show.overview(figures, "Residue", {piece: show.percent(share) for piece, share in made["residue"].items()},
                         "share of the scraped words that belongs to no piece")


def warned(figures: "Figures") -> show.Shown | None:
    """What cleaning warned of, piece by piece; nothing where it did not."""
    pieces = figures.table("pieces").fillna({"warnings": ""}).head(show.ROWS_SHOWN)
    told = [f"{figures.name(row['piece'])}: {row['warnings']}." for row in pieces.to_dict("records") if row["warnings"]]
    return show.note(*told) if told else None


def before_after(figures: "Figures") -> show.Shown:
    made = makeup(figures)
    return show.figure(
        plots.makeup(made, list(made["name"])),
        caption="What each scrape is made of",
        alt="Bars of words by piece: "
        + "; ".join(f"{r['name']} {r['body']:.0%} body, {show.percent(r['residue'])} residue"
                    for r in made.to_dict("records"))
        + ".",
        data=made[
            ["name", "blocks", "blocks_out", "words", "body_words", "residue_words", "sentences", "body_sentences"]
        ],
        labels={
            "name": "Piece",
            "blocks": "Blocks",
            "blocks_out": "taken out",
            "words": "Words",
            "body_words": "of the body",
            "residue_words": "of residue",
            "sentences": "Sentences",
            "body_sentences": "of the body",
        },
    )


def kinds(figures: "Figures") -> show.Shown:
    return show.table(
        removed(figures),
        caption="What was taken out, by kind; “or other” where no wording shows the kind, which is then a "
        "guess from place and length",
        labels={"kind": "Kind", "pieces": "Pieces", "blocks": "Blocks", "words": "Words"},
    )


def least_sure(figures: "Figures", count: int) -> show.Shown:
    """The decisions to check first, and how often the benchmark's others were wrong that were as sure as the rest."""
    every = figures.table("blocks").sort_values(["confidence", "piece", "block"], kind="stable")
    blocks, rest = every.head(count), every["confidence"].iloc[count:]
    return show.table(_listed(figures, blocks), labels=_LABELS,
                      caption=f"The {len(blocks)} least sure decisions, to be checked first" + _of_the_rest(rest))


def _of_the_rest(sure: pd.Series) -> str:
    """How many decisions there are besides, how sure, and what is known of such."""
    if sure.empty:
        return ""
    least = float(sure.iloc[0])
    bound, wrong, low, high, decided = max(known for known in WRONG_FROM if known[0] <= least)
    low, wrong, high = (show.number(100 * share, 1) for share in (low, wrong, high))
    return (f". The other {len(sure)} have {show.number(least)} or more; on pages of sites that the model had not "
            f"seen, {wrong}% of the decisions of {show.number(bound)} or more were wrong (95% interval {low} to "
            f"{high}%, resampled sites; n = {show.number(decided, 0)}); on a single page it may be more or less")


def decisions(figures: "Figures", piece: str) -> show.Shown:
    """Every block of a piece that is not its body, and every one that the user decided of, with the reason."""
    blocks = figures.table("blocks")
    by_hand = blocks["override"].fillna("") != ""
    own = blocks[(blocks["piece"] == piece) & ((blocks["role"] != "body") | by_hand)]
    put_back = ", what was put back by hand" if (own["role"] == "body").any() else ""
    return show.table(
        _listed(figures, own).drop(columns="Piece"),
        caption=f"{figures.name(piece)}: what is not its body{put_back}, and why",
        labels=_LABELS,
    )


def shifted(figures: "Figures", measure: str) -> show.Shown:
    """How far one headline figure would be off, were the residue left in."""
    table = headlines(figures)
    table = table[table["measure"] == HEADLINES[measure]].dropna(subset=["cleaned"])
    if table.empty:
        return show.note("There is no sentence to compare.")
    return show.figure(
        plots.shift(table, [figures.name(piece) for piece in figures.ids], HEADLINES[measure]),
        caption=f"{HEADLINES[measure].capitalize()} with the residue left in, and of the body alone",
        alt="; ".join(
            f"{r['name']}: {show.number(r['uncleaned'])} with residue, {show.number(r['cleaned'])} of the body"
            for r in table.to_dict("records")
        )
        + ".",
        data=table[["name", *_MEANS, "n_cleaned", "n_uncleaned"]],
        digits=dict.fromkeys(_MEANS, 3),
        labels=_SHIFT,
    )


def all_headlines(figures: "Figures") -> show.Shown:
    table = headlines(figures)[["name", "measure", *_MEANS, "n_cleaned", "n_uncleaned"]]
    return show.table(
        table,
        caption="Headline figures of the later pages, with and without cleaning",
        digits=dict.fromkeys(_MEANS, 3),
        labels=_SHIFT,
    )


_MEANS = ["cleaned", "uncleaned", "off", "low", "high"]
_SHIFT = {"name": "Piece", "measure": "Figure", "cleaned": "Body alone", "uncleaned": "With residue", "off": "Off by",
          "low": "from", "high": "to", "n_cleaned": "n, body", "n_uncleaned": "n, with residue"}
_LABELS = {"line": "Line", "Begins": "Begins with", "confidence": "Sure (of the role, not of the kind)"}
_SHOWN = 60  # characters of a block's beginning


def _listed(figures: "Figures", blocks: pd.DataFrame) -> pd.DataFrame:
    """The columns a reviewer reads; overrides and beginnings only where there is one to show."""
    listed = pd.DataFrame(
        [
            {
                "Piece": figures.name(row["piece"]),
                "line": int(row["first_line"]),
                "Begins": _beginning(figures.text(row["piece"]), int(row["start"]), int(row["end"])),
                "Is": f"{row['role']}: {told_kind(row['kind'], row['reason'])}" if row["kind"] else row["role"],
                "Why": row["reason"],
                "Words": row["words"],
                "confidence": row["confidence"],
                "Override": row["override"] or "",
            }
            for row in blocks.fillna("").to_dict("records")
        ],
        columns=["Piece", "line", "Begins", "Is", "Why", "Words", "confidence", "Override"],
    )
    return listed.drop(columns=[column for column in ("Begins", "Override") if not listed[column].any()])


def _beginning(text: str | None, start: int, end: int) -> str:
    """The first words of a block, enough to know it by; empty where the text is not here."""
    if text is None:
        return ""
    words = " ".join(text[start : min(end, start + 10 * _SHOWN)].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]}\u00a0…"
