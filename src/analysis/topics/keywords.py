"""Terms and themes that are a group's own: tables of keyness, and what they say in words."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics.intervals import percentiles, resampled_counts
from analysis.statistics.keyness import keyness
from analysis.statistics.testing import benjamini_hochberg
from analysis.topics.counts import Counts

if TYPE_CHECKING:
    import pandas as pd


def key_terms(
    counts: Counts, *, prior: float = 100.0, alpha: float = 0.05, resamples: int = 1000, top: int = 50,
    seed: int = 0, level: float = 0.95,
) -> "pd.DataFrame":  # fmt: skip
    """One row a term and group, the group's own first: all of `analysis.statistics.keyness`, and `survives`.

    `survives`: q below alpha. `q_words`: corrected p of the log-odds' z alone, as tools print that take
    words as drawn one by one; `q_dealt`: that of units dealt anew alone. `units` is how many units the group
    has. Empty with fewer than two groups or no terms.
    """
    import pandas as pd

    columns = [
        "group", "term", "kind", "n", "rest", "rate", "rate_rest", "spread", "units", "log_odds", "low",
        "high", "z", "log_ratio", "g2", "p", "q", "q_words", "q_dealt", "survives",
    ]  # fmt: skip
    order = [g for g in counts.groups if (counts.units["group"] == g).any()]
    if len(order) < 2 or not counts.matrix.shape[1]:
        return pd.DataFrame(columns=columns)
    codes = counts.units["group"].map({g: k for k, g in enumerate(order)}).to_numpy()
    found = keyness(
        counts.matrix, codes, counts.units["words"].to_numpy(float), prior=prior, resamples=resamples,
        top=top, seed=seed, level=level,
    )  # fmt: skip
    terms = len(counts.terms)
    data = {
        "group": np.repeat(order, terms),
        "term": np.tile(counts.terms["term"], len(order)),
        "kind": np.tile(counts.terms["kind"], len(order)),
        "units": np.repeat(np.bincount(codes, minlength=len(order)), terms),
    }
    fields = set(columns) - set(data) - {"survives", "q_words", "q_dealt"}
    data |= {name: getattr(found, name).ravel() for name in fields}
    data["q_words"] = benjamini_hochberg(found.p_words).ravel()
    data["q_dealt"] = benjamini_hochberg(np.where(np.isnan(found.p), np.nan, found.p_dealt)).ravel()
    data["survives"] = data["q"] < alpha
    if "name" in counts.terms:
        data["term"] = np.tile(counts.terms["name"], len(order))
    return pd.DataFrame(data)[columns]


def rates(counts: Counts, *, resamples: int = 1000, seed: int = 0, level: float = 0.95) -> "pd.DataFrame":
    """Rate of each term (or theme) in each group per 1,000 words, with its interval from resampled units.

    Columns: group, term, n, rate, low, high, spread (units with it), units. Terms should be few.
    """
    import pandas as pd

    rows = []
    names = counts.terms["name"] if "name" in counts.terms else counts.terms["term"]
    for group in counts.groups:
        inside = (counts.units["group"] == group).to_numpy()
        dense, words = counts.matrix[inside].toarray(), counts.units.loc[inside, "words"].to_numpy(float)
        units = len(words)
        if not units:
            continue
        drawn = [1000 * (w @ dense) / (w @ words)[:, None] for w in resampled_counts(units, resamples, seed)]
        low, high = percentiles(np.concatenate(drawn), units, level)
        rows.append(
            pd.DataFrame({
                "group": group, "term": list(names), "n": dense.sum(axis=0).astype(int),
                "rate": 1000 * dense.sum(axis=0) / words.sum(), "low": low, "high": high,
                "spread": (dense > 0).sum(axis=0), "units": units,
            })
        )  # fmt: skip
    columns = ["group", "term", "n", "rate", "low", "high", "spread", "units"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


def leading(table: "pd.DataFrame", top: int, *, positive: bool = True) -> "pd.DataFrame":
    """The `top` rows of each group by the strength of evidence: survivors first, then |z|."""
    if positive:
        table = table[table["log_odds"] > 0]
    order = table.assign(strength=table["z"].abs(), last=~table["survives"].astype(bool))
    order = order.sort_values(["last", "strength", "term"], ascending=[True, False, True])
    groups = list(dict.fromkeys(table["group"]))
    chosen = order.groupby("group", sort=False).head(top)
    chosen = chosen.sort_values(
        "group", key=lambda c: c.map({g: k for k, g in enumerate(groups)}), kind="stable"
    )
    return chosen.drop(columns=["strength", "last"]).reset_index(drop=True)


def places(counts: Counts, terms) -> "pd.DataFrame":
    """Where in its piece each of some terms (or themes) stands: group, piece, term, place (0 to 1), n.

    `place` is the middle of the paragraph, as a share of the words of the piece. Empty where units are
    pieces.
    """
    import pandas as pd

    names = list(counts.terms["name"] if "name" in counts.terms else counts.terms["term"])
    rows = []
    for term in terms:
        column = counts.matrix[:, [names.index(term)]].tocoo()
        rows += [(row, term, int(n)) for row, n in sorted(zip(column.row, column.data, strict=True))]
    data = pd.DataFrame(rows, columns=["row", "term", "n"])
    units = counts.units.iloc[data["row"].to_list()].reset_index(drop=True)
    data = pd.concat([units[["group", "piece", "paragraph", "place"]], data[["term", "n"]]], axis=1)
    return data[data["paragraph"] > 0].reset_index(drop=True)
