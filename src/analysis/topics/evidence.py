"""From a term, a theme or a topic to the sentences behind it: rows for `analysis.show.quotes`."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.topics.compare import Found

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_COLUMNS = ["piece", "part", "sentence", "why"]


def of_terms(figures: "Figures", groups: "pd.Series", table: "pd.DataFrame", per: int = 1) -> "pd.DataFrame":
    """For each row of a table of terms (columns group, term): sentences of that group with the term.

    `groups` is the group of each piece. Paragraphs with the term most often come first; `per` sentences each.
    """
    return _sentences(figures, groups, table, figures.table("terms"), "term", per)


def of_themes(figures: "Figures", groups: "pd.Series", table: "pd.DataFrame", per: int = 1) -> "pd.DataFrame":
    """As `of_terms`, for themes by their name; the cues found are told."""
    names = {t.id: t.name for t in figures.codebook.themes}
    themes = figures.table("themes")
    themes["term"] = themes["theme"].map(names)
    return _sentences(figures, groups, table, themes, "term", per)


def of_topics(figures: "Figures", found: Found, per: int = 1) -> "pd.DataFrame":
    """The most typical units of each topic: where its share is large, and words are many enough to tell."""
    import pandas as pd

    if found.model is None:
        return pd.DataFrame(columns=_COLUMNS)
    sentences = figures.table("sentences")
    first = sentences[sentences["part"] == "body"].groupby(["piece", "paragraph"])["sentence"].min().to_dict()
    units = found.counts.units
    known = np.asarray(found.counts.matrix.sum(axis=1)).ravel()
    rows = []
    for k in range(found.model.k):
        strength = found.model.shares[:, k] * np.sqrt(known)
        for unit in np.argsort(-strength.round(10), kind="stable")[:per]:
            piece, paragraph = units["piece"].iloc[unit], max(int(units["paragraph"].iloc[unit]), 1)
            why = f"topic {k + 1}: {found.model.shares[unit, k]:.0%} of this {found.counts.unit}"
            rows.append((piece, "body", first.get((piece, paragraph), 1), why))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _sentences(figures, groups, table, occurrences, column, per) -> "pd.DataFrame":
    import pandas as pd

    occurrences = occurrences.assign(group=occurrences["piece"].map(groups))
    order = {piece: k for k, piece in enumerate(figures.ids)}
    rows = []
    for group, term in zip(table["group"], table["term"], strict=True):
        here = occurrences[(occurrences["group"] == group) & (occurrences[column] == term)]
        here = here.assign(order=here["piece"].map(order)).sort_values(
            ["n", "order", "paragraph"], ascending=[False, True, True], kind="stable"
        )
        for row in here.drop_duplicates(["piece", "sentence"]).head(per).to_dict("records"):
            why = f"{term}: {row['cues']}" if "cues" in row else term
            rows.append((row["piece"], "body", int(row["sentence"]), why))
    found = pd.DataFrame(rows, columns=_COLUMNS)
    joined = found.groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    return joined[_COLUMNS] if len(found) else found
