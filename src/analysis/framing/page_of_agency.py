"""What the cells on agency show: who is named as having done it, and who does what to whom. Nothing here counts."""

from typing import TYPE_CHECKING

from analysis import show
from analysis.framing import comparing, concordance
from analysis.plots import framing as plots

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

INTERVAL = {"low": "from", "high": "to"}


def agency(figures: "Figures", counted: "pd.DataFrame") -> show.Shown:
    """How the agent is given."""
    if not counted["mentions"].any():
        return show.note("The event is not mentioned, so nobody is named or left out as its agent.")
    return show.figure(
        plots.agency_bars(figures, counted),
        "Mentions of the event by how their agent is given: "
        + "; ".join(
            f"{figures.name(r['piece'])}: {r['deleted']} of {r['mentions']} leave it out"
            for r in counted.head(12).to_dict("records")
        )
        + ".",
        "Who did it: named as subject (active), after by (passive), as owner (possessive), or left out",
        named(figures, counted),
        {**INTERVAL, "named": "share that names it", "deleted": "left out", "n": "paragraphs"},
    )


def doings(figures: "Figures", relations: "pd.DataFrame") -> show.Shown:
    """Who does what to whom."""
    if relations.empty:
        return show.note("No clause has an actor of the codebook on both sides of its verb.")
    names = {a.id: a.name for a in figures.codebook.actors}
    data = relations.assign(
        piece=[figures.name(p) for p in relations["piece"]],
        subject=relations["subject"].map(names),
        object=relations["object"].map(names),
    )
    told = "; ".join(f"{r.subject} {r.verbs} {r.object}" for r in data.head(8).itertuples())
    return show.figure(
        plots.doings(figures, relations),
        f"Who does something to whom, among others: {told}.",
        "Who (rows) does something to whom (columns), in the piece's own words; a larger mark: more often. What is "
        "denied, supposed, demanded or reported of others is left out",
        data,
        {"verbs": "verbs, or names of the event"},
    )


def doing_sentences(figures: "Figures", most: int) -> show.Shown | None:
    """The sentences behind who does what to whom."""
    data = comparing.done(figures)
    if data.empty:
        return None
    names = {a.id: a.name for a in figures.codebook.actors}
    told = [
        f"{names.get(r.subject, r.subject)} → {r.verb}{f' {r.towards}' if r.towards else ''} → "
        f"{names.get(r.object, r.object)}"
        for r in data.itertuples()
    ]
    rows = data.assign(why=told).groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    caption = f"Sentences in which somebody does something to another ({in_all(len(rows), most)})"
    return show.quotes(figures, concordance.in_order(figures, rows).head(most), caption)


def in_all(number: int, most: int) -> str:
    """How many there are, and how many of them are shown."""
    return f"{number} in all" if number <= most else f"the first {most} of {number}: raise the parameter quotations"


def named(figures: "Figures", data: "pd.DataFrame") -> "pd.DataFrame":
    """Columns and values that are ids of pieces, by the names that readers know."""
    data = data.rename(columns={comparing.column(p): figures.name(p) for p in figures.ids})
    return data.assign(piece=[figures.name(p) for p in data["piece"]]) if "piece" in data else data
