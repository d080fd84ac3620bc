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
    columns = ("piece", "paragraph", "term", "n", "sentence")
    return _sentences(figures, groups, table, figures.parts("terms", columns), per)


def of_themes(figures: "Figures", groups: "pd.Series", table: "pd.DataFrame", per: int = 1) -> "pd.DataFrame":
    """As `of_terms`, for themes by their name; the cues found are told."""
    names = {t.id: t.name for t in figures.codebook.themes}
    themes = (part.assign(term=part["theme"].map(names)) for part in figures.parts("themes"))
    return _sentences(figures, groups, table, themes, per)


def of_topics(figures: "Figures", found: Found, per: int = 1) -> "pd.DataFrame":
    """The most typical units of each topic: where its share is large, and words are many enough to tell."""
    import pandas as pd

    if found.model is None:
        return pd.DataFrame(columns=_COLUMNS)
    units, first = found.units, _first_sentences(figures) if found.counts.unit == "paragraph" else {}
    known = units["words"].to_numpy(float)
    rows = []
    for k in range(found.model.k):
        strength = found.model.shares[:, k] * np.sqrt(known)
        for unit in np.argsort(-strength.round(10), kind="stable")[:per]:
            piece, paragraph = units["piece"].iloc[unit], max(int(units["paragraph"].iloc[unit]), 1)
            why = f"topic {k + 1}: {found.model.shares[unit, k]:.0%} of this {found.counts.unit}"
            rows.append((piece, "body", first.get((piece, paragraph), 1), why))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _first_sentences(figures: "Figures") -> dict[tuple[str, int], int]:
    """The number of the first sentence of each of the body's paragraphs."""
    sentences = figures.table("sentences")
    return sentences[sentences["part"] == "body"].groupby(["piece", "paragraph"])["sentence"].min().to_dict()


def _sentences(figures, groups, table, parts, per) -> "pd.DataFrame":
    import pandas as pd

    order = {piece: k for k, piece in enumerate(figures.ids)}
    wanted = set(zip(table["group"], table["term"], strict=True))
    best = [_best(part.assign(group=part["piece"].map(groups)), wanted, order, per) for part in parts]
    found = dict(list(_best(pd.concat(best), wanted, order, per).groupby(["group", "term"], sort=False)))
    rows = []
    for group, term in zip(table["group"], table["term"], strict=True):
        here = found.get((group, term))
        if here is None:
            continue
        for row in here.drop_duplicates(["piece", "sentence"]).head(per).to_dict("records"):
            why = f"{term}: {row['sentence_cues']}" if "sentence_cues" in row else term
            rows.append((row["piece"], "body", int(row["sentence"]), why))
    shown = pd.DataFrame(rows, columns=_COLUMNS)
    joined = shown.groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    return joined[_COLUMNS] if len(shown) else shown


def _best(occurrences, wanted, order, per) -> "pd.DataFrame":
    """Rows of wanted terms of wanted groups, the most telling of each first."""
    here = occurrences[occurrences["term"].isin({term for _, term in wanted})]
    here = here[np.array([pair in wanted for pair in zip(here["group"], here["term"], strict=True)], bool)]
    here = here.assign(order=here["piece"].map(order)).sort_values(
        ["n", "order", "paragraph"], ascending=[False, True, True], kind="stable"
    )
    once = here.drop_duplicates(["group", "term", "piece", "sentence"])
    return once.groupby(["group", "term"], sort=False).head(per)
