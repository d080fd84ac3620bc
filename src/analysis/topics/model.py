"""Topics of a corpus: consensus NMF from an exact start, with what each topic can bear."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix, diags_array, vstack

from analysis.topics.coherence import diversity, npmi, overlap
from analysis.topics.decomposition import Parts, factors, reduced, rows_of, shares, start

TOP = 10  # words that stand for a topic
STABLE = 0.6  # below, a topic is not to be interpreted
SUBSAMPLE = 0.8
_RESTARTS = 10
_RANK = 2  # directions kept for each topic
_EXCLUSIVE = 0.5  # weight of a word's frequency in its topic against how much it is the topic's own
SAMPLED = 5000  # units at most for stability and coherence


@dataclass(frozen=True)
class Model:
    """Topics in order of weight. `sampled`: units that stability and coherence rest on, all where 0.

    shares      (units, topics), each row adds up to 1 (or to 0 where a unit has no word of the vocabulary)
    words       (topics, terms), rows of length 1
    tops        (topics, 10) columns of the words that stand for a topic, most telling first
    stability   (topics,) mean overlap of those words with topics of 80% subsamples; nan where not asked for
    npmi        (topics,)
    """

    shares: np.ndarray
    words: np.ndarray
    tops: np.ndarray
    stability: np.ndarray
    npmi: np.ndarray
    sampled: int = 0

    @property
    def k(self) -> int:
        return len(self.words)

    @property
    def diversity(self) -> float:
        return diversity(self.tops)


@dataclass(frozen=True)
class Reduced:
    """Partitions of a weighted matrix and of its counts, reduced once for all numbers of topics tried."""

    parts: Parts
    counts: Parts
    p: np.ndarray
    v: np.ndarray

    @property
    def units(self) -> int:
        return len(self.p)


def idf(spread: np.ndarray, units: int) -> np.ndarray:
    """Weight of each term by the units it stands in: scikit-learn's smoothed inverse document frequency."""
    return np.log((1 + units) / (1 + spread)) + 1


def weighted(counts: csr_matrix, weights: np.ndarray) -> csr_matrix:
    """tf-idf with rows of unit length."""
    matrix = csr_matrix(counts.astype(float) @ diags_array(weights))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return csr_matrix(diags_array(1 / np.where(lengths > 0, lengths, 1)) @ matrix)


def weigh(counts: csr_matrix) -> csr_matrix:
    """tf-idf of counts by their own units."""
    spread = np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])
    return weighted(counts, idf(spread, counts.shape[0]))


def reduce(counts: csr_matrix, most: int) -> Reduced:
    """Weigh and reduce counts of shape (units, terms) for up to `most` topics."""
    return reduce_parts([counts], [weigh(counts)], most)


def reduce_parts(counts: Parts, parts: Parts, most: int) -> Reduced:
    """The same of partitions of counts, and of the same weighted."""
    return Reduced(parts, counts, *reduced(parts, _RANK * most))


def fit(data: Reduced | csr_matrix, k: int, *, seed=0, restarts=_RESTARTS, stability=True) -> Model:
    """k topics: the median of topics found in all units and in subsamples, refined on all units.

    Each fit starts from the singular vectors of its own units (no random start). The seed draws the
    subsamples alone. Kotliar et al., eLife 8 (2019) e43803, for the consensus.

    Raises ValueError where there are fewer units or terms than topics.
    """
    data = data if isinstance(data, Reduced) else reduce(data, k)
    if min(data.units, data.v.shape[1]) <= k:
        raise ValueError(f"{k} topics of {data.units} units and {data.v.shape[1]} terms")
    p, v = data.p[:, : _RANK * k], data.v[: _RANK * k]
    w, h = factors(p, v, *start(p, v, k))
    found = [_Subsample.draw(p, v, k, rows) for rows in subsamples(data.units, restarts, seed)]
    w, h = factors(p, v, w, consensus([h, *(s.h for s in found)]), tolerance=1e-4, steps=300)
    model = _model(data, h)
    if not stability:
        return model
    return replace(model, stability=_stability(data, model, found), sampled=_sampled(data))


def curve(data: Reduced, ks: Sequence[int], *, seed=0) -> list[dict]:
    """For each number of topics: mean stability, mean NPMI, diversity, and topics that are stable."""
    models = {k: fit(data, k, seed=seed) for k in ks}
    return [
        {
            "k": k,
            "stability": float(m.stability.mean()),
            "npmi": float(m.npmi.mean()),
            "diversity": m.diversity,
            "stable": int((m.stability >= STABLE).sum()),
        }
        for k, m in models.items()
    ]


def proposed(rows: Sequence[dict]) -> int:
    """The number of topics where stability and coherence together are best; the smaller one where equal."""
    return max(rows, key=lambda r: (round(r["stability"] * max(r["npmi"], 0) * r["diversity"], 4), -r["k"]))[
        "k"
    ]


@dataclass(frozen=True)
class _Subsample:
    rows: np.ndarray
    w: np.ndarray
    h: np.ndarray

    @classmethod
    def draw(cls, p, v, k, rows) -> "_Subsample":
        p, v = rows_of(p, v, rows)
        return cls(rows, *factors(p, v, *start(p, v, k)))


def subsamples(units: int, restarts: int, seed: int) -> list[np.ndarray]:
    """Rows of 80% of the units each, in ascending order, drawn by the seed."""
    rng = np.random.default_rng(seed)
    return [np.sort(rng.permutation(units)[: max(1, int(SUBSAMPLE * units))]) for _ in range(restarts)]


def _model(data: Reduced, h: np.ndarray) -> Model:
    h = _unit(h)
    w = np.concatenate([shares(part, h) for part in data.parts])
    order = np.lexsort((np.argmax(h, axis=1), -w.sum(axis=0)))
    w, h = w[:, order], h[order]
    sample = _sample(data)
    tops = telling(w[sample], _rows(data.counts, sample))
    return Model(
        shares=w / np.maximum(w.sum(axis=1, keepdims=True), 1e-12),
        words=h,
        tops=tops,
        stability=np.full(len(h), np.nan),
        npmi=npmi(tops, _rows(data.counts, sample)),
        sampled=_sampled(data),
    )


def telling(w: np.ndarray, presence: csr_matrix) -> np.ndarray:
    """The words that tell a topic from the others: frequent in its units, and rare elsewhere.

    Relevance of Sievert & Shirley (ACL workshop 2014, p. 66), over units that hold the word, each shared out
    to its topics.
    """
    share = w / np.maximum(w.sum(axis=1, keepdims=True), 1e-12)
    within = share.T @ presence
    within = within / np.maximum(within.sum(axis=1, keepdims=True), 1e-12) + 1e-12
    overall = np.asarray(presence.sum(axis=0)).ravel()
    overall = overall / max(overall.sum(), 1e-12) + 1e-12
    relevance = np.log(within) - (1 - _EXCLUSIVE) * np.log(overall)
    return np.argsort(-relevance.round(10), axis=1, kind="stable")[:, :TOP]


def presence(counts: csr_matrix) -> csr_matrix:
    """Ones where a term stands in a unit."""
    return csr_matrix(((counts.data > 0).astype(float), counts.indices, counts.indptr), counts.shape)


def _stability(data: Reduced, model: Model, found: Sequence[_Subsample]) -> np.ndarray:
    """Overlap of each topic's words with its partner's in each subsample, on average."""
    sample = _sample(data)
    tops = []
    for s in found:
        inside = np.isin(s.rows, sample)
        tops.append(telling(s.w[inside] * np.linalg.norm(s.h, axis=1), _rows(data.counts, s.rows[inside])))
    return np.mean([overlap(model.tops, t) for t in tops], axis=0)


def consensus(found: Sequence[np.ndarray]) -> np.ndarray:
    """The median of several sets of topics (topics, terms), each matched to the first; rows of length 1 before."""
    return np.median([_unit(found[0])] + [_matched(found[0], h) for h in found[1:]], axis=0)


def _matched(h: np.ndarray, other: np.ndarray) -> np.ndarray:
    h, other = _unit(h), _unit(other)
    _, partner = linear_sum_assignment(-(h @ other.T))
    return other[partner]


def _unit(h: np.ndarray) -> np.ndarray:
    return h / np.maximum(np.linalg.norm(h, axis=1, keepdims=True), 1e-12)


def _sampled(data: Reduced) -> int:
    return SAMPLED if data.units > SAMPLED else 0


def _sample(data: Reduced) -> np.ndarray:
    """Units that coherence and stability are computed on: all, or evenly spaced ones of a large corpus."""
    if data.units <= SAMPLED:
        return np.arange(data.units)
    return np.linspace(0, data.units - 1, SAMPLED).astype(int)


def _rows(counts: Parts, rows: np.ndarray) -> csr_matrix:
    """Presence of terms in some rows (in ascending order) of partitions of counts."""
    found, place = [], 0
    for part in counts:
        inside = rows[(rows >= place) & (rows < place + part.shape[0])] - place
        if len(inside):
            found.append(part[inside])
        place += part.shape[0]
    return presence(csr_matrix(vstack(found)) if found else csr_matrix((0, counts[0].shape[1])))
