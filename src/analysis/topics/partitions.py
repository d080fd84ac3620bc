"""Topics of corpora too large for memory: the table `terms` is read part by part, its counts kept as partitions.

Two passes over the table (its vocabulary, its counts), then one over the partitions for each step of the
reduction. What is held at once is one partition, the vocabulary, and a few numbers for each piece; 100,000
pieces need a few hundred megabytes. The vocabulary is exact: no hashing, so every topic has its words.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, load_npz, save_npz, vstack

from analysis.topics.counts import is_content
from analysis.topics.model import SAMPLED, Model, fit, idf, reduce_parts, weighted

if TYPE_CHECKING:
    import pandas as pd

_TERMS = 3_000_000  # terms counted at once; beyond, those seen in one piece so far are dropped


class Stored(Sequence):
    """Partitions on disk, as a sequence of matrices; each is read when it is asked for."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.files = tuple(files)

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, place: int) -> csr_matrix:
        return csr_matrix(load_npz(self.files[place]))


@dataclass(frozen=True)
class Partitions:
    """Counts of pieces by terms, and the same weighted, on disk; `pieces` and `terms` name the axes.

    `words`: how many each piece has, in all.
    """

    counts: Stored
    weighted: Stored
    pieces: tuple[str, ...]
    terms: tuple[str, ...]
    words: tuple[int, ...]

    def topics(self, k: int, *, seed: int = 0) -> Model:
        """k topics of the whole; stability and coherence are computed on evenly spaced pieces."""
        return fit(reduce_parts(self.counts, self.weighted, k), k, seed=seed)

    def spaced(self, pieces: int = SAMPLED) -> np.ndarray:
        """Rows of so many evenly spaced pieces, of all where there are no more."""
        return np.linspace(0, len(self.pieces) - 1, min(pieces, len(self.pieces))).astype(int)

    def sample(self, pieces: int = SAMPLED) -> csr_matrix:
        """Counts of evenly spaced pieces, for the verdict and for the number of topics."""
        rows, ends = self.spaced(pieces), np.cumsum([part.shape[0] for part in self.counts])
        shares = np.split(rows, np.searchsorted(rows, ends[:-1]))
        starts = [0, *ends[:-1]]
        return csr_matrix(
            vstack([part[own - start] for part, own, start in zip(self.counts, shares, starts, strict=True)])
        )


def store(
    tables: Callable[[], Iterable["pd.DataFrame"]], folder: Path, *,
    least: int = 5, most: float = 0.5, vocabulary: int = 20_000,
) -> Partitions:  # fmt: skip
    """Write the counts of content words and names into `folder`, a partition for each part of the table.

    tables       gives the parts of the table `terms` (columns piece, kind, term, n), whole pieces each; asked twice
    least, most  pieces a term stands in: at least so many, at most this share of all
    """
    import pandas as pd

    spread, total, pieces = _seen(tables())
    kept = [t for t, n in spread.items() if least <= n <= most * pieces]
    terms = sorted(sorted(kept, key=lambda t: (-total[t], t))[:vocabulary])
    weights = idf(np.array([spread[t] for t in terms]), pieces)
    folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    words = []
    files: list[tuple[Path, Path]] = []
    for number, table in enumerate(tables(), 1):
        counts, rows = _counts(table, terms)
        pair = (folder / f"counts-{number:05}.npz", folder / f"weighted-{number:05}.npz")
        save_npz(pair[0], counts, compressed=False)
        save_npz(pair[1], weighted(counts, weights), compressed=False)
        files.append(pair)
        names += rows
        words.append(table[table["kind"] != "phrase"].groupby("piece", sort=False)["n"].sum())
    lengths = pd.concat(words).reindex(names, fill_value=0) if words else []
    return Partitions(
        Stored([c for c, _ in files]), Stored([w for _, w in files]), tuple(names), tuple(terms), tuple(lengths)
    )


def _seen(tables: Iterable["pd.DataFrame"]) -> tuple[Counter, Counter, int]:
    """(pieces each content word stands in, its occurrences, number of pieces)."""
    spread: Counter[str] = Counter()
    total: Counter[str] = Counter()
    pieces = 0
    for table in tables:
        pieces += table["piece"].nunique()
        by_term = _content(table).groupby("term", sort=True)
        spread.update(by_term["piece"].nunique().to_dict())
        total.update(by_term["n"].sum().to_dict())
        if len(spread) > _TERMS:
            rare = [term for term, n in spread.items() if n == 1]
            for term in rare:
                del spread[term], total[term]
    return spread, total, pieces


def _content(table: "pd.DataFrame") -> "pd.DataFrame":
    table = table[table["kind"].isin(["word", "name"])]
    return table[
        is_content(table["term"]) & table["term"].str.contains(r"[^\W\d_]", regex=True).to_numpy(bool)
    ]


def _counts(table: "pd.DataFrame", terms: Sequence[str]) -> tuple[csr_matrix, list[str]]:
    import pandas as pd

    row, names = pd.factorize(table["piece"])
    column = pd.Index(terms).get_indexer(table["term"])
    chosen = (column >= 0) & table["kind"].isin(["word", "name"]).to_numpy()
    data = table["n"].to_numpy(float)[chosen]
    return csr_matrix((data, (row[chosen], column[chosen])), shape=(len(names), len(terms))), list(names)
