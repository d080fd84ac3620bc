"""What the cells of the page of framing show. A function a cell; nothing here counts. Of what is not there, the first
cell that would show it says so, and those that go on from it show nothing (None).
"""

from typing import TYPE_CHECKING

from analysis import show
from analysis.figures import BRING_TEXTS
from analysis.framing import comparing, conclusions, concordance, contrasts, wording
from analysis.framing.page_of_agency import INTERVAL, in_all, named
from analysis.plots import framing as plots

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_STRIPS = ["problem", "cause", "judgement", "remedy", "history", "quotation"]
_SENSES = {
    "event": "name the event",
    "other": "use the same words of other acts, and do not count",
    "denied": "deny a name of the event (it was no …, I refuse to call it …), which is then none of the piece's own",
}


def overview(figures: "Figures", naming: "pd.DataFrame", part: str = "all") -> show.Shown:
    """For the index: each piece's own words for the event, and how many more there are."""
    values = {piece: wording.tally(_repeated(naming, piece)) for piece in figures.ids}
    where = f" in the {part} alone" if part != "all" else ""
    return show.overview(
        figures, "Framing", {p: v for p, v in values.items() if v}, f"own words for the event, times used{where}"
    )


def naming_matrix(figures: "Figures", naming: "pd.DataFrame") -> show.Shown:
    """Families by pieces."""
    if naming.empty:
        return show.note(
            "No word of the codebook's families for the event was found."
            if figures.codebook.event.families
            else "This corpus has no codebook that names its event, so no name of it is counted: add [event] and its "
            f"families to {_book(figures)}."
        )
    alt = "; ".join(
        f"{figures.name(p)}: " + (wording.tally(_repeated(naming, p)) or "none") for p in figures.ids[:12]
    )
    return show.figure(
        plots.naming_matrix(figures, naming),
        f"Dots for each piece's own mentions of the event. {alt}.",
        "Names of the event, how often: filled dots are the piece's own words; rings are wording it gives as "
        "another's" + ("; crosses are names that it denies (it was no …)" if naming["denied"].any() else ""),
        _apart(figures, naming),
    )


def _apart(figures: "Figures", naming: "pd.DataFrame") -> "pd.DataFrame":
    """Families by pieces as the figure tells them apart: the piece's own names, another's, denied ones."""
    kinds = ("own", ""), ("others", " of others"), ("denied", " denied")
    cells = naming.assign(
        told=[", ".join(f"{row[k]}{of}" for k, of in kinds if row[k]) or "0" for row in naming.to_dict("records")]
    )
    table = cells.pivot(index="family", columns="piece", values="told")
    table = table.loc[list(dict.fromkeys(naming["family"])), figures.ids].reset_index()
    return table.rename(columns={piece: figures.name(piece) for piece in figures.ids})


def naming_shares(figures: "Figures", naming: "pd.DataFrame") -> show.Shown | None:
    """Shares with intervals."""
    if naming.empty:
        return None
    return show.figure(
        plots.naming_shares(figures, naming),
        "Share of each family of words among each piece's own mentions of the event, with 95% intervals.",
        "Share of each name among a piece's own mentions; 95% intervals from resampled paragraphs",
        named(figures, naming),
        {**INTERVAL, "n": "paragraphs"},
    )


def by_part(figures: "Figures") -> show.Shown:
    """Where the names stand."""
    return show.table(
        comparing.by_part(figures), "Names of the event by part: numbers without a word are of the body"
    )


def planned(figures: "Figures", tested: "pd.DataFrame", shares: "pd.DataFrame") -> show.Shown:
    """The planned contrasts as a figure, with their shares at a click."""
    if tested.empty:
        return show.note(f"No contrast was planned: add [[contrast]] to {_book(figures)}, before reading.")
    questions = dict(zip(tested["contrast"], tested["question"], strict=True))
    data = shares[shares["contrast"].isin(questions)].assign(contrast=lambda d: d["contrast"].map(questions))
    said = "; ".join(
        f"{r['question']} " + ", ".join(f"{figures.name(p)} {r[comparing.column(p)]}" for p in figures.ids[:12])
        for r in tested.to_dict("records")
    )
    return show.figure(
        plots.contrast_shares(figures, tested, shares),
        f"Share of the first side of each contrast. {said}.",
        "Planned comparisons: share of the side named at the left, 95% intervals; the nearer to a name, the more of it",
        named(figures, data),
        {**INTERVAL, "n": "paragraphs"},
    )


def planned_table(figures: "Figures", tested: "pd.DataFrame") -> show.Shown | None:
    """The tests of the planned contrasts."""
    return _tests(figures, tested, "Planned comparisons")


def explored_table(figures: "Figures", tested: "pd.DataFrame") -> show.Shown | None:
    """The tests of the contrasts that were thought of while reading."""
    return _tests(figures, tested, "Exploratory, thought of while reading: not part of the planned tests")


def _tests(figures: "Figures", tested: "pd.DataFrame", what: str) -> show.Shown | None:
    """Tests of contrasts, p beside what is compared: on a phone the counts are scrolled to."""
    if tested.empty:
        return None
    tested = tested.assign(compared=tested["one_side"] + " : " + tested["other_side"])
    return show.table(
        named(figures, tested[["compared", "p", "p_holm", *comparing.columns(figures), "paragraphs"]]),
        f"{what}: mentions of one side : the other, permutation of paragraphs, corrected by Holm",
        {"p_holm": "corrected p"},
    )


def pairs(figures: "Figures", tested: "pd.DataFrame") -> show.Shown | None:
    """Exploratory: which pairs of pieces differ on the contrast that differs most; nothing where none holds."""
    holds = tested[tested["p_holm"] < conclusions.LEVEL]
    if holds.empty:
        return None
    first = holds.sort_values("p", kind="stable").iloc[0]
    return show.table(
        contrasts.pairs(figures, first["contrast"]).replace({"counts": {" : ": "\u00a0:\u00a0"}}, regex=True),
        f"Exploratory, the contrast that differs most, in pairs (Fisher's exact test): {first['question']}",
        {"odds": "odds ratio and 95% interval", "p_holm": "corrected p"},
    )


def mentions(figures: "Figures", sense: str, most: int) -> show.Shown | None:
    """The sentences that name the event, deny a name of it, or use its words of another act."""
    rows = concordance.mentions(figures, sense)
    if rows.empty:
        return None
    by_hand = f"; words read by hand: {rows['by_hand'].sum()}" if rows["by_hand"].any() else ""
    told = f"Sentences that {_SENSES[sense]} ({in_all(len(rows), most)}{by_hand})"
    return show.quotes(figures, rows.head(most), told)


def actors(figures: "Figures", top: int) -> show.Shown:
    """Actors by way of naming."""
    counted = comparing.actors(figures)
    if counted.empty:
        return show.note("No actor of the codebook is mentioned." if figures.codebook.actors else
                         f"This corpus has no codebook that names an actor: add [[actor]] to {_book(figures)}.")
    names = {a.id: a.name for a in figures.codebook.actors}
    kept = list(dict.fromkeys(counted["actor"]))[:top]
    data = counted[counted["actor"].isin(kept)].assign(actor=lambda d: d["actor"].map(names))
    return show.table(
        named(figures, data),
        f"Mentions of the {len(kept)} most mentioned actors, by way of naming",
        {"how": "named by"},
    )


def epithets(figures: "Figures") -> show.Shown | None:
    """Titles, adjectives and what actors are said to be, the most mentioned actor first."""
    counted = comparing.actors(figures)
    kept = list(dict.fromkeys(counted["actor"]))
    names = {a.id: a.name for a in figures.codebook.actors}
    data = comparing.epithets(figures, kept)
    if data.empty:
        return None
    return show.table(
        named(figures, data.assign(actor=data["actor"].map(names))),
        "What the pieces themselves attach to actors: titles, adjectives, appositions, claims of rank",
        {"relation": "how"},
    )


def attached(figures: "Figures", most: int) -> show.Shown | None:
    """What is attached to those to whom it was done."""
    rows = [wording.attached(figures, t).assign(who=t) for t in figures.codebook.event.targets]
    names = {a.id: a.name for a in figures.codebook.actors}
    import pandas as pd

    data = pd.concat(rows) if rows else wording.attached(figures, "").assign(who="")
    data = concordance.in_order(
        figures, data.assign(why=data["who"].map(names) + ", " + data["relation"] + ": " + data["words"])
    )
    if data.empty:
        return None
    together = data.groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    return show.quotes(
        figures, together.head(most), "What is attached to the target: titles, adjectives, appositions, claims of rank"
    )


def claims(figures: "Figures", shares: "pd.DataFrame") -> show.Shown:
    """Strips of where claims stand."""
    return show.figure(
        plots.claim_strips(figures, _STRIPS),
        "Where in each piece's body cues of problem, cause, judgement, remedy, history and quotation stand.",
        "Where claims stand in the body: a tick for each sentence with a cue in the piece's own words",
        named(figures, shares),
        {**INTERVAL, "share": "share of sentences", "n": "paragraphs"},
    )


def remedies(figures: "Figures") -> show.Shown:
    """Who is told to do what."""
    data = wording.remedies(figures)
    if data.empty:
        return show.note("No piece tells anybody in its own words what to do.")
    told = zip(data["who"], data["what"], strict=True)
    rows = data.assign(why=[f"{who or 'nobody named'}: {what}" for who, what in told])
    rows = rows.groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    return show.quotes(
        figures, concordance.in_order(figures, rows), "Remedies in the author's own words: who is told what"
    )


def certainty(figures: "Figures") -> show.Shown | None:
    """Modality and hedging."""
    data = comparing.certainty(figures)
    told = "Cues of certainty and hedging in each piece's own words, word by word"
    return None if data.empty else show.table(named(figures, data), told)


def evidence(figures: "Figures", kind: str, most: int) -> show.Shown:
    """Sentences of one kind of claim, own and reported."""
    rows = concordance.claimed(figures, kind, own=False)
    if rows.empty:
        return show.note(f"No sentence has a cue of {kind}.")
    return show.quotes(figures, rows.head(most), f"Sentences with cues of {kind} ({in_all(len(rows), most)})")


def kwic(figures: "Figures", term: str) -> show.Shown:
    """A word in its lines."""
    named = term or "The codebook's words for the event"
    if not figures.has_texts:
        return show.note(f"{named}: the lines around them need the texts.", BRING_TEXTS)
    lines = concordance.kwic(figures, term)
    if lines.empty:
        return show.note(f"{named}: none in these pieces.")
    named += f", line by line{f', the first {concordance.LINES}' if len(lines) == concordance.LINES else ''}"
    if not (lines["read_as"] != "").any():
        return show.table(lines.drop(columns="read_as"), named)
    return show.table(lines, f"{named}; only what is read as the event counts")


def _book(figures: "Figures") -> str:
    return f"data/raw/{figures.corpus.id}/codebook.toml"


def _repeated(naming: "pd.DataFrame", piece: str) -> list[str]:
    own = naming[naming["piece"] == piece]
    return [f for f, n in zip(own["family"], own["own"], strict=True) for _ in range(n)]
