"""Counts of a corpus whose table `terms` is kept in parts: units are pieces, and the table is never held at once.

One pass gives the vocabulary, exactly (no hashing: every term has its words), a second one the counts of what is
compared. What is held is one part, the vocabulary, and the counts of at most 20,000 terms.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, vstack

from analysis.topics.counts import Counts, absorbed, association, is_content

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

VOCABULARY = 20_000  # terms compared at most: those of most pieces
COLUMNS = ("piece", "kind", "term", "n")
_TERMS = 3_000_000  # terms known at once; beyond, those seen in one piece so far are dropped


class Terms:
    """The terms of a corpus in parts. `groups`: the group of each piece."""

    def __init__(self, figures: "Figures", groups: "pd.Series") -> None:
        self.figures, self.groups = figures, groups

    def count(self, kinds: Iterable[str] = ("word", "name"), least: int = 3) -> Counts:
        """Counts of the terms of some kinds that stand in `least` pieces or more, as `topics.count` gives them."""
        chosen, cut = self._chosen(set(kinds), least)
        rows, names = [], chosen.index
        for table in self.figures.parts("terms", COLUMNS):
            if table.empty:  # a part whose pieces were all left out
                continue
            column, here = names.get_indexer(table["term"]), self.units.index.get_indexer(table["piece"])
            kept = (column >= 0) & table["kind"].isin(kinds).to_numpy()
            first, last = here.min(), here.max()
            data = table["n"].to_numpy(float)[kept], (here[kept] - first, column[kept])
            rows.append(csr_matrix(data, shape=(last - first + 1, len(names))))
        matrix = csr_matrix(vstack(rows)) if rows else csr_matrix((0, len(names)))
        terms = chosen.reset_index()[["term", "kind"]]
        return Counts(matrix, terms, self.units.reset_index(drop=True), tuple(dict.fromkeys(self.groups)), cut)

    @cached_property
    def units(self) -> "pd.DataFrame":
        """piece, paragraph (0), group, words, place (0.5), indexed by piece, in order."""
        words = self._seen[1]
        units = words.rename("words").reset_index().assign(paragraph=0, place=0.5)
        units["group"] = units["piece"].map(self.groups)
        return units.set_index("piece", drop=False)[["piece", "paragraph", "group", "words", "place"]]

    def _chosen(self, kinds: set[str], least: int) -> tuple["pd.DataFrame", bool]:
        """(kind, n and pieces of the terms to be compared, by term; whether there were more)."""
        known = self._seen[0]
        totals = known.groupby("term")["n"].sum()
        if "phrase" in kinds:
            known = _held(known, totals.to_dict(), float(known.loc[known["kind"] != "phrase", "n"].sum()))
        known = known[known["kind"].isin(kinds) & is_content(known["term"])]
        found = known.groupby("term").agg(kind=("kind", "first"), n=("n", "sum"), pieces=("pieces", "sum"))
        found = found[found["pieces"] >= least]
        most = found.sort_index().sort_values(["pieces", "n"], ascending=False, kind="stable")
        return found.loc[np.sort(most.index[:VOCABULARY].to_numpy(object))], len(found) > VOCABULARY

    @cached_property
    def _seen(self) -> tuple["pd.DataFrame", "pd.Series"]:
        """(kind, term, n, pieces of every term; words of every piece, in order)."""
        import pandas as pd

        known, words = pd.DataFrame({"kind": [], "term": [], "n": [], "pieces": []}), []
        for table in self.figures.parts("terms", COLUMNS):
            words.append(table[table["kind"] != "phrase"].groupby("piece", sort=False)["n"].sum())
            per = table.groupby(["kind", "term", "piece"], sort=False)["n"].sum().reset_index()
            here = per.groupby(["kind", "term"]).agg(n=("n", "sum"), pieces=("n", "size")).reset_index()
            known = pd.concat([known, here]).groupby(["kind", "term"], as_index=False)[["n", "pieces"]].sum()
            if len(known) > _TERMS:
                known = known[known["pieces"] > 1]
        return known, pd.concat(words) if words else pd.Series(dtype=float)


def _held(known: "pd.DataFrame", totals: dict, size: float) -> "pd.DataFrame":
    """Without phrases that do not hold together, and without what is but a part of one (see `counts`)."""
    phrases = known[(known["kind"] == "phrase") & (known["n"] >= 3) & (known["pieces"] >= 2)]
    held = {t: n for t, n in zip(phrases["term"], phrases["n"], strict=True)
            if association(t, n, totals, size)}
    gone = absorbed(held, totals)
    return known[((known["kind"] != "phrase") | known["term"].isin(set(held))) & ~known["term"].isin(gone)]
