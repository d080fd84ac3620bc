"""From the table `terms` to matrices: units (paragraphs, or pieces of a large corpus) by terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from analysis.errors import InputError
from analysis.tokens import FUNCTION_WORDS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

FEW = 8  # groups that a page can show side by side
_LISTED = 40  # groups that can be compared pair by pair
UNDATED = "no date"
_OTHERS = "all others"
_MANY = 5  # pieces in each group from which on pieces are resampled, not paragraphs
_TOPIC_UNITS = 200  # pieces from which on a topic is looked for in whole pieces
_HELD = 0.4  # normalised PMI from which on the words of a phrase hold together
_ABSORBED = 0.9  # share of a term's occurrences inside a longer one that makes it a part of that


@dataclass(frozen=True)
class Counts:
    """Occurrences of terms in units.

    matrix  shape (units, terms), sorted columns
    terms   DataFrame term, kind: one row a column of the matrix
    units   DataFrame piece, paragraph (0 where a unit is a piece), group, words, place (share of the piece
            that comes before its middle): one row a row of the matrix
    groups  labels in their order on the page
    cut     whether there were more terms than a large corpus has compared
    """

    matrix: csr_matrix
    terms: "pd.DataFrame"
    units: "pd.DataFrame"
    groups: tuple[str, ...]
    cut: bool = False

    @property
    def unit(self) -> str:
        return "paragraph" if (self.units["paragraph"] > 0).any() else "piece"

    def select(self, keep: np.ndarray) -> "Counts":
        """Some terms alone, by mask or place."""
        keep = np.flatnonzero(keep) if keep.dtype == bool else keep
        return Counts(
            self.matrix[:, keep], self.terms.iloc[keep].reset_index(drop=True), self.units, self.groups, self.cut
        )


def grouping(figures: "Figures", by: str = "auto") -> "pd.Series":
    """The group of each piece, indexed by piece: its name, its outlet or the month it appeared.

    "auto" takes pieces where a page can show them side by side, else outlets, else months, else years; where all
    of these are too many and so are the pieces, the outlets of most pieces, and all others as one. Raises InputError
    where more groups are asked for than can be compared.
    """
    import pandas as pd

    pieces = figures.pieces
    labels = {
        "piece": [figures.name(p) for p in pieces["piece"]],
        "outlet": list(pieces["outlet"]),
        "month": [str(d)[:7] or UNDATED for d in pieces["date"]],
        "year": [str(d)[:4] or UNDATED for d in pieces["date"]],
    }
    if by == "auto":
        few = [name for name, values in labels.items() if 2 <= len(set(values)) <= FEW]
        by = few[0] if few else "piece"
        if not few and len(pieces) > _LISTED:
            by = "outlet"
    found = pd.Series(labels[by], index=list(pieces["piece"]), dtype=object)
    if (number := found.nunique()) <= _LISTED:
        return found
    if by != "outlet":
        raise InputError("group", f"{number:,} {by}s are too many to be compared", "group by outlet or year, or auto")
    return _largest(found)


def _largest(groups: "pd.Series") -> "pd.Series":
    """The groups of most pieces, as many as a page can show, the last of which holds all others."""
    kept = groups.value_counts(sort=False).sort_values(ascending=False, kind="stable").index[: FEW - 1]
    return groups.where(groups.isin(set(kept)), _OTHERS)


def count(
    figures: "Figures", groups: "pd.Series | None" = None, *, kinds: Iterable[str] = ("word", "name"),
    words: str = "content", least: int = 3, whole: bool | None = None,
) -> Counts:  # fmt: skip
    """Counts of the terms that stand in `least` units or more.

    groups  group of each piece (`grouping`)
    kinds   "word", "name", "phrase"; of phrases those that hold together, and no part of a longer term
    words   "content", or "all": function words too
    whole   whether units are whole pieces; None: where every group has five or more
    """
    groups = grouping(figures) if groups is None else groups
    table = figures.table("terms")
    if whole is None:
        whole = len(groups) > 0 and groups.value_counts().min() >= _MANY
    units, row = _units(figures, table, groups, whole)
    kinds = set(kinds)
    if "phrase" in kinds:
        table = _with_held_phrases(table, row)
    table, row = table[(chosen := table["kind"].isin(kinds).to_numpy())], row[chosen]
    if words == "content":
        table, row = table[(chosen := is_content(table["term"]))], row[chosen]
    matrix, terms = _matrix(table, row, len(units))
    spread = np.asarray((matrix > 0).sum(axis=0)).ravel()
    order = tuple(dict.fromkeys(groups))
    return Counts(matrix, terms, units, order).select(spread >= least)


def count_themes(
    figures: "Figures", groups: "pd.Series | None" = None, whole: bool | None = None,
    units: "pd.DataFrame | None" = None,
) -> Counts:  # fmt: skip
    """Counts of the codebook's themes, all of them, in the codebook's order; `term` is the theme's id.

    `units` are those of other counts of the same corpus, where they are known.
    """
    import pandas as pd

    groups = grouping(figures) if groups is None else groups
    if whole is None:
        whole = len(groups) > 0 and groups.value_counts().min() >= _MANY
    if units is None:
        units, _ = _units(figures, figures.table("terms"), groups, whole)
    else:
        whole = not (units["paragraph"] > 0).any()
    themes = figures.codebook.themes
    table = figures.table("themes")
    rows = {key: k for k, key in enumerate(zip(units["piece"], units["paragraph"], strict=True))}
    columns = {t.id: k for k, t in enumerate(themes)}
    table = table[table["theme"].isin(columns)]
    paragraphs = table["paragraph"] * (0 if whole else 1)
    at = [rows[key] for key in zip(table["piece"], paragraphs, strict=True)]
    where = [columns[t] for t in table["theme"]]
    matrix = csr_matrix((table["n"].astype(float), (at, where)), shape=(len(units), len(themes)))
    terms = pd.DataFrame({"term": [t.id for t in themes], "kind": "theme", "name": [t.name for t in themes]})
    return Counts(matrix, terms, units, tuple(dict.fromkeys(groups)))


def topic_counts(figures: "Figures", least: int = 2, most: float = 0.5, vocabulary: int = 5000) -> Counts:
    """What topics are looked for in: content words and names, in `least` units up to the share `most`.

    Units are paragraphs, or pieces where there are 200 or more. No phrases: they hold the same words twice.
    """
    groups = grouping(figures)
    found = count(figures, groups, least=least, whole=len(groups) >= _TOPIC_UNITS)
    spread = np.asarray((found.matrix > 0).sum(axis=0)).ravel()
    letters = found.terms["term"].str.contains(r"[^\W\d_]", regex=True).to_numpy(bool)
    total = np.asarray(found.matrix.sum(axis=0)).ravel()
    keep = np.flatnonzero(letters & (spread <= most * max(len(found.units), 1)))
    frequent = keep[np.argsort(-total[keep], kind="stable")[:vocabulary]]
    return found.select(np.sort(frequent))


def is_content(terms: "pd.Series") -> np.ndarray:
    """Which terms are no function words."""
    return ~terms.str.lower().isin(FUNCTION_WORDS).to_numpy()


def _units(figures, table, groups, whole) -> tuple["pd.DataFrame", np.ndarray]:
    """(units, the row of each line of the table `terms`)."""
    import pandas as pd

    order = {piece: k for k, piece in enumerate(figures.ids)}
    words = table[table["kind"] != "phrase"]
    sums = words.groupby(["piece", "paragraph"], sort=False)["n"].sum().reset_index(name="words")
    sums = sums.sort_values(["piece", "paragraph"], key=lambda c: c.map(order) if c.name == "piece" else c)
    before = sums.groupby("piece", sort=False)["words"].cumsum() - sums["words"] / 2
    sums["place"] = (before / sums.groupby("piece", sort=False)["words"].transform("sum")).astype(float)
    if whole:
        sums = sums.groupby("piece", sort=False)["words"].sum().reset_index().assign(paragraph=0, place=0.5)
    sums["group"] = sums["piece"].map(groups)
    sums = sums[["piece", "paragraph", "group", "words", "place"]].reset_index(drop=True)
    keys = pd.MultiIndex.from_frame(sums[["piece", "paragraph"]])
    wanted = table[["piece", "paragraph"]].assign(paragraph=table["paragraph"] * (0 if whole else 1))
    return sums, keys.get_indexer(pd.MultiIndex.from_frame(wanted))


def _matrix(table, row, units) -> tuple[csr_matrix, "pd.DataFrame"]:
    import pandas as pd

    codes, names = pd.factorize(table["term"], sort=True)
    matrix = csr_matrix((table["n"].to_numpy(float), (row, codes)), shape=(units, len(names)))
    kinds = table.groupby("term")["kind"].first() if len(table) else pd.Series(dtype=object)
    return matrix, pd.DataFrame({"term": names, "kind": [kinds[n] for n in names]})


def _with_held_phrases(table: "pd.DataFrame", row: np.ndarray) -> "pd.DataFrame":
    """The table with only those phrases that hold together, and without what is but a part of one.

    Held: normalised PMI of first and last part (Bouma 2009), three occurrences in two units or more.
    """
    totals = table.groupby("term")["n"].sum().to_dict()
    size = float(table.loc[table["kind"] != "phrase", "n"].sum())
    phrases = table[table["kind"] == "phrase"].assign(row=row[(table["kind"] == "phrase").to_numpy()])
    seen = phrases.groupby("term").agg(n=("n", "sum"), units=("row", "nunique"))
    seen = seen[(seen["n"] >= 3) & (seen["units"] >= 2)]
    held = {t: n for t, n in seen["n"].items() if association(t, n, totals, size)}
    parts = absorbed(held, totals)
    drop = (table["kind"] == "phrase") & ~table["term"].isin(set(held))
    return table.assign(kind=table["kind"].where(~(drop | table["term"].isin(parts)), "dropped"))


def association(phrase: str, n: float, totals: dict, size: float) -> bool:
    """Whether a phrase that stands n times among `size` words holds together; `totals`: occurrences of all terms."""
    words = phrase.split()
    first = next((p for k in range(len(words) - 1, 0, -1) if (p := " ".join(words[:k])) in totals), None)
    last = next((p for k in range(1, len(words)) if (p := " ".join(words[k:])) in totals), None)
    if first is None or last is None or n >= size:
        return True
    return bool(np.log(n * size / (totals[first] * totals[last])) / -np.log(n / size) >= _HELD)


def absorbed(held: dict[str, float], totals: dict) -> set[str]:
    """Terms nine in ten of whose occurrences are within a phrase that holds."""
    parts: dict[str, float] = {}
    for phrase, n in held.items():
        words = phrase.split()
        spans = {(a, b) for a in range(len(words)) for b in range(a + 1, len(words) + 1)} - {(0, len(words))}
        for part in {" ".join(words[a:b]) for a, b in spans}:
            parts[part] = max(parts.get(part, 0), n)
    return {part for part, n in parts.items() if part in totals and n >= _ABSORBED * totals[part]}
