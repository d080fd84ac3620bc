"""All comparisons of the page, computed once from the tables."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics.intervals import percentiles, resampled_counts
from analysis.topics.counts import Counts, count, count_themes, grouping, topic_counts
from analysis.topics.keywords import key_terms, rates
from analysis.topics.likeness import likeness, shared_and_own
from analysis.topics.model import STABLE, Model, curve, fit, proposed, reduce
from analysis.topics.partitions import Partitions, store
from analysis.topics.streaming import COLUMNS, Terms
from analysis.topics.verdict import Verdict, company, verdict

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_FEWEST = 10  # units for each pair of topics that may be told apart


@dataclass(frozen=True)
class Found:
    """Topics of a corpus: the model (None where units are too few), what it rests on, and the verdict.

    `counts` are those of all units, or of a sample of a corpus too large to be held; `units` are all that the model
    gives shares of.
    """

    counts: Counts
    units: "pd.DataFrame"
    curve: "pd.DataFrame"
    model: Model | None
    verdict: Verdict

    def label(self, topic: int, words: int = 4) -> str:
        """A topic by its most telling words."""
        return ", ".join(self.counts.terms["term"].iloc[self.model.tops[topic][:words]])


@dataclass(frozen=True)
class Comparison:
    """What groups talk about: terms and themes with their tests, rates of themes, likeness, the shared."""

    groups: tuple[str, ...]
    noun: str
    alpha: float
    counts: Counts
    terms: "pd.DataFrame"
    theme_counts: Counts
    themes: "pd.DataFrame"
    theme_rates: "pd.DataFrame"
    likeness: "pd.DataFrame"
    shared: "pd.DataFrame"


def compare(
    figures: "Figures", group: str = "auto", *, least: int = 3, prior: float = 100.0, alpha: float = 0.05,
    resamples: int = 1000, top: int = 10, seed: int = 0,
) -> Comparison:  # fmt: skip
    """Compare the groups of a corpus (`grouping`): terms in `least` units or more, and all themes."""
    groups = grouping(figures, group)
    counted = Terms(figures, groups).count if figures.in_parts("terms") else partial(count, figures, groups)
    terms = counted(kinds=("word", "name", "phrase"), least=least)
    themes = count_themes(figures, groups, units=terms.units)
    options = {"prior": prior, "alpha": alpha, "resamples": resamples, "seed": seed}
    return Comparison(
        groups=terms.groups,
        noun="piece" if groups.is_unique else "group",
        alpha=alpha,
        counts=terms,
        terms=key_terms(terms, top=5 * top, **options),
        theme_counts=themes,
        themes=key_terms(themes, top=len(themes.terms), **options),
        theme_rates=rates(themes, resamples=resamples, seed=seed),
        likeness=likeness(counted(least=1), seed=seed),
        shared=shared_and_own(counted(least=2), top),
    )


def find_topics(figures: "Figures", topics: int = 0, most: int = 8, seed: int = 0) -> Found:
    """Topics of the corpus: as many as asked for, or (0) as many of 2 to `most` as hold best together."""
    if not figures.in_parts("terms"):
        return judge(topic_counts(figures), topics, most, seed)
    with TemporaryDirectory(prefix="parallax-") as folder:
        return _of_parts(figures, store(partial(figures.parts, "terms", COLUMNS), Path(folder)), topics, most, seed)


def _of_parts(figures: "Figures", parts: Partitions, topics: int, most: int, seed: int) -> Found:
    """Topics of all pieces; their number and the verdict from evenly spaced ones."""
    import pandas as pd

    groups = grouping(figures)
    units = pd.DataFrame({"piece": parts.pieces, "paragraph": 0, "words": parts.words, "place": 0.5})
    units["group"] = units["piece"].map(groups)
    terms = pd.DataFrame({"term": parts.terms, "kind": "word"})
    some = Counts(parts.sample(), terms, units.iloc[parts.spaced()], tuple(dict.fromkeys(groups)))
    found = judge(some, topics, most, seed)
    if found.model is None:
        return replace(found, units=units)
    model = parts.topics(found.model.k, seed=seed)
    return replace(found, units=units, model=model,
                   verdict=verdict(some.matrix, model, p=found.verdict.p, units=len(units)))


def judge(counts: Counts, topics: int = 0, most: int = 8, seed: int = 0) -> Found:
    """Topics of counts, their number, and the verdict on them."""
    import pandas as pd

    matrix = counts.matrix
    p = company(matrix, seed=seed)
    room = min(matrix.shape[0] // 5, matrix.shape[1] - 2, max(most, topics))
    if not np.isfinite(p) or room < 2:
        empty = pd.DataFrame(columns=["k", "stability", "npmi", "diversity", "stable"])
        return Found(counts, counts.units, empty, None, verdict(matrix, None, p=float("nan")))
    data = reduce(matrix, room)
    rows = curve(data, range(2, min(most, room) + 1), seed=seed)
    k = min(topics, room) or proposed(rows)
    model = fit(data, k, seed=seed)
    return Found(counts, counts.units, pd.DataFrame(rows), model, verdict(matrix, model, p=p))


def topic_table(found: Found, *, resamples: int = 1000, seed: int = 0, level: float = 0.95) -> "pd.DataFrame":
    """One row a topic and group: what the topic is worth, and its share of the group.

    Columns: topic (from 1), words, stability, npmi, reading, group, share, low, high, units.

    `share` is the part of the group's words that its units give to the topic, with its interval.
    """
    import pandas as pd

    columns = ["topic", "words", "stability", "npmi", "reading", "group", "share", "low", "high", "units"]
    if found.model is None:
        return pd.DataFrame(columns=columns)
    model, units = found.model, found.units
    rows = []
    for group in found.counts.groups:
        inside = (units["group"] == group).to_numpy()
        words, shares = units.loc[inside, "words"].to_numpy(float), model.shares[inside]
        drawn = [
            (w @ (shares * words[:, None])) / (w @ words)[:, None]
            for w in resampled_counts(len(words), resamples, seed)
        ]
        low, high = percentiles(np.concatenate(drawn), len(words), level)
        share = words @ shares / words.sum()
        for k in range(model.k):
            reading = (
                "may be read"
                if model.stability[k] >= STABLE and found.verdict.carries
                else "not to be interpreted"
            )
            facts = (k + 1, found.label(k, 10), model.stability[k], model.npmi[k], reading)
            rows.append((*facts, group, share[k], low[k], high[k], len(words)))
    return pd.DataFrame(rows, columns=columns).sort_values("topic", kind="stable", ignore_index=True)
