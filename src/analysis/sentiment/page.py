"""What the cells of the page of tone show. A function a cell; nothing here counts."""

from typing import TYPE_CHECKING

import numpy as np

from analysis import show
from analysis.plots import sentiment as plots
from analysis.sentiment import lexicons
from analysis.sentiment.caveats import Caveats
from analysis.sentiment.lexical import cues
from analysis.sentiment.measures import MEASURES
from analysis.tokens import FUNCTION_WORDS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_ENDS = {"low": "from", "high": "to"}
_MEAN = ["mean", "low", "high"]
_CALLED = {"neg": ", class negative", "neu": ", class neutral", "pos": ", class positive"}


def overview(figures: "Figures", groups: "pd.Series", means: "pd.DataFrame", measure: str) -> show.Shown:
    """For the index: each piece's mean and interval."""
    by_group = means.set_index("group")
    values = {piece: show.with_interval(*by_group.loc[g, _MEAN]) for piece, g in groups.items() if g in by_group.index}
    return show.overview(figures, "Tone", values, f"mean {MEASURES[measure].title}, with its interval",
                         dict(groups))


def mean_figure(means: "pd.DataFrame", measure: str) -> show.Shown:
    """Means with intervals."""
    told = "; ".join(f"{r['group']} {show.with_interval(*r[_MEAN])}" for _, r in means.head(12).iterrows())
    title = MEASURES[measure].title
    return show.figure(
        plots.means(means, MEASURES[measure]),
        f"Mean {title} with interval. {told}.",
        f"Mean {title} of the body's sentences, with 95% intervals",
        means,
        _ENDS,
    )


def contrast_table(contrasts: "pd.DataFrame") -> show.Shown:
    """Pairs, differences, what could have been seen."""
    if contrasts.empty:
        return show.note("There is one group only: nothing to compare.")
    labels = {**_ENDS, "effect": "Hedges' g", "p_holm": "p (Holm)", "could_show": "least that shows"}
    labels |= {"order": "sure order", "clear": "differs"}
    rows = contrasts.assign(effect=contrasts["effect"].where(contrasts["clear"]))
    return show.table(rows, "Differences between groups; Hedges' g, of paragraph means, shown where a pair differs, "
                      "leaves out the error of the measure", labels)


def placed_table(placed: "pd.DataFrame") -> show.Shown:
    """Plain measures and their percentile among editorials."""
    names = {"polarity": "TextBlob polarity", "subjectivity": "TextBlob subjectivity", "vader": "VADER"}
    labels = {**_ENDS, "percentile": "percentile among editorials"}
    labels |= {"percentile_low": "percentile from", "percentile_high": "percentile to"}
    digits = {column: 0 for column in placed if column.startswith("percentile")}
    rows = placed.assign(measure=placed["measure"].map(names))
    return show.table(rows, "Plain measures, and where they stand among newspaper editorials", labels, digits)


def towards_figure(towards: "pd.DataFrame", names: dict[str, str], most: int) -> show.Shown:
    """Tone towards targets, by group."""
    known = towards.dropna(subset=["tone"])
    if known.empty:
        return show.note("Too few mentions of any target to say.")
    often = (
        known.groupby("target")["sentences"]
        .sum()
        .sort_values(ascending=False, kind="stable")
        .head(most)
        .index
    )
    shown = known[known["target"].isin(often)].assign(
        target=lambda t: t["target"].map(lambda x: names.get(x, x))
    )
    told = "; ".join(
        f"{r['target']}, {r['group']}: {show.number(r['tone'])}" for _, r in shown.head(12).iterrows()
    )
    return show.figure(
        plots.towards(shown),
        f"Tone of the sentences that name each target. {told}.",
        "Tone of the sentences that name a target: probability of positive minus that of negative",
        shown.drop(columns="error"),
        {**_ENDS, "sentences": "sentences that name it"},
    )


def target_table(contrasts: "pd.DataFrame", names: dict[str, str]) -> show.Shown:
    """Differences between groups towards each target."""
    if contrasts.empty:
        return show.note("No target is named often enough in two groups to compare them.")
    rows = contrasts.assign(target=contrasts["target"].map(lambda x: names.get(x, x)))
    labels = {**_ENDS, "p_holm": "p (Holm)", "clear": "differs"}
    return show.table(rows, "Differences towards targets", labels)


def towards_quotes(figures: "Figures", clearest: "pd.DataFrame", names: dict[str, str]) -> show.Shown:
    """The sentences most clearly worded towards each target, with the words that scored."""
    rows, caveats = clearest.head(60).copy(), Caveats.of(figures)
    rows["why"] = [
        f"{names.get(r['target'], r['target'])} {_worded(r)}{caveats.told(_place(r))}" for _, r in rows.iterrows()
    ]
    return show.quotes(
        figures, rows[["piece", "part", "sentence", "why"]], "Sentences most clearly worded towards each target, but "
        "those whose weightiest word is denied in them"
    )


def _place(row: "pd.Series") -> tuple[str, str, int]:
    return row["piece"], row["part"], int(row["sentence"])


def _worded(row: "pd.Series") -> str:
    """How a sentence is worded towards a target, and by which words, but those that say nothing."""
    ends = f"negative {show.number(row['p_neg'])}, positive {show.number(row['p_pos'])}"
    told = ", ".join(told for told in row["words"].split(", ") if not _says_nothing(told.rsplit(" ", 1)[0]))
    return f"{ends} ({told})" if told else ends


def _says_nothing(word: str) -> bool:
    """Whether it is a function word of no value in a lexicon, that denies, weakens and colours nothing near it."""
    turns = any(word in found for name, found in cues().items() if name != "pointers")
    return word in FUNCTION_WORDS and not turns and not lexicons.load("all")[word]


def course(figures: "Figures", course: "pd.DataFrame", measure: str, most: int = 6) -> show.Shown:
    """The course through each piece."""
    pieces = [p for p in figures.ids if (course["piece"] == p).any()][:most]
    if not pieces:
        return show.note("No piece has sentences to follow.")
    shown = course[course["piece"].isin(pieces)]
    lowest = [f"{figures.name(p)}: lowest at sentence {_lowest(shown, p)}" for p in pieces]
    return show.figure(
        plots.course(shown, [(p, figures.name(p)) for p in pieces], MEASURES[measure]),
        f"Smoothed {MEASURES[measure].title} through each piece. {'; '.join(lowest)}.",
        f"{MEASURES[measure].title.capitalize()} through each piece, smoothed, with its band of error",
    )


def _lowest(course: "pd.DataFrame", piece: str) -> int:
    own = course[course["piece"] == piece]
    return int(own.loc[own["value"].astype(float).idxmin(), "sentence"])


def weighty(figures: "Figures", rows: "pd.DataFrame", measure: str, top: int) -> show.Shown:
    """The sentences that carry most weight, with the words that scored."""
    column = "valence_alone" if measure == "valence" else measure
    explained = measure if measure in ("valence", "vader") else "polarity"
    words = figures.table("assessments")
    words = words[(words["measure"] == explained) & (words["part"] == "body")]
    words, caveats = words[words["value"].abs() >= 0.05].sort_values("place"), Caveats.of(figures)
    scored = words.groupby(["piece", "part", "sentence"])["words"].agg(list)
    turned = {place for place, found in scored.items() if caveats.turned(place, found)}
    told = (
        words.assign(told=words["words"] + " " + words["value"].map(show.number))
        .groupby(["piece", "sentence"])["told"]
        .agg(", ".join)
    )
    most = rows.assign(weight=(rows[column] - rows[column].mean()).abs())
    most = most[np.array([_place(r) not in turned for _, r in most.iterrows()], dtype=bool)]
    most = most.sort_values("weight", ascending=False, kind="stable").groupby("piece", sort=False).head(top)
    most = most.sort_values(["group", column], kind="stable").head(60)
    most["why"] = [
        f"{show.number(r[column])}{_CALLED[r['valence_class']] if measure == 'valence' else ''}: "
        f"{told.get((r['piece'], r['sentence']), 'no word scored')}{caveats.told(_place(r))}"
        for _, r in most.iterrows()
    ]
    return show.quotes(
        figures, most[["piece", "part", "sentence", "why"]], "Sentences that carry the most weight, but those whose "
        "weightiest word is denied in them"
    )


def on_event(figures: "Figures", evidence: "pd.DataFrame", top: int) -> show.Shown:
    """Sentences on the event, those first that bear most on a stance, for a reader to judge."""
    own, caveats = evidence.groupby("piece", sort=False).head(top).head(60).copy(), Caveats.of(figures)
    order = {p: k for k, p in enumerate(figures.ids)}
    own = own.sort_values("piece", key=lambda c: c.map(order), kind="stable")
    own["why"] = [
        f"{r['claims'] + '; ' if r['claims'] else ''}wording {_worded(r)}{'; in quotation' if r['others'] else ''}"
        f"{caveats.told(_place(r))}"
        for _, r in own.iterrows()
    ]
    return show.quotes(
        figures, own[["piece", "part", "sentence", "why"]], "Sentences on the event, to be judged by reading"
    )


def effects_table(effects: "pd.DataFrame") -> show.Shown:
    """Quotation, title and dek, and what is not the article."""
    return show.table(effects, "Means of other parts of each text", {**_ENDS, "cut": "what is counted"})

