"""What is attached to actors, as a page tells it: the piece's own, in full where the texts are here, rank told once."""

from typing import TYPE_CHECKING

from analysis.framing.evidence import SHOWN, short

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


def own_attributes(figures: "Figures") -> "pd.DataFrame":
    """What pieces attach to actors in their own words: another's promise or description is left out."""
    data = figures.table("actor_words")
    return in_full(figures, data[data["marked"] == ""])


def in_full(figures: "Figures", data: "pd.DataFrame") -> "pd.DataFrame":
    """Rows of `actor_words` with what the table had to cut written out, where the texts are here."""
    cut = data["words"].str.endswith(" …")
    if not cut.any() or figures.corpus.source or not figures.has_texts:
        return data
    whole = [
        short(figures.read(r.piece)[r.start : r.end], SHOWN) if long else r.words
        for r, long in zip(data.itertuples(), cut, strict=True)
    ]
    return data.assign(words=whole)


def ranked(data: "pd.DataFrame") -> "pd.DataFrame":
    """Rows of `actor_words`, a claim of rank told once: with the words it stands in (`is, rank`), not beside them."""
    if data.empty:
        return data
    claims: dict[tuple, list] = {}
    for row in data[data["relation"] == "rank"].itertuples():
        claims.setdefault((row.piece, row.part, row.sentence, row.actor), []).append(row)
    told, inside = [], set()
    for row in data.itertuples():
        near = claims.get((row.piece, row.part, row.sentence, row.actor), [])
        apart = row.relation in ("rank", "title")
        ranks = [rank.Index for rank in near if not apart and rank.start < row.end and row.start < rank.end]
        told.append(f"{row.relation}, rank" if ranks else row.relation)
        inside |= set(ranks)
    return data.assign(relation=told).drop(index=sorted(inside))
