"""Topics and keyness, scored beside other tools, and what noise is taken for.

    python benchmarks/topics.py [--data FOLDER] [--topics K] [--cv] [--json]

FOLDER holds a folder for each class, with a text file a document (as 20 Newsgroups or BBC News), or is a file of
JSON lines or CSV (topic_data.py); without it a corpus with known topics is generated. Every method is given the same
counts, of the 5,000 commonest content words in five documents to half of them, and one thread; tomotopy, gensim and
BERTopic (on LSA vectors) take part where they are installed. `--cv` scores coherence on documents left out.

npmi        mean normalised PMI of all pairs of each topic's ten words, mean over topics; two words meet where
            they stand in the same document, whole documents of the data itself (Bouma 2009); no window
diversity   share of those words that are not repeated (Dieng et al. 2020)
stability   mean overlap of the words of matched topics over all pairs of seeds (Greene et al. 2014)
seconds     processor time of a fit, median over seeds
ami         adjusted mutual information of a document's main topic with its class
noise_refused, clear_refused   share of trials in which the verdict is that the corpus cannot carry a topic
            model: of documents whose words were shuffled among them, and of generated ones with clear topics
keyness_null, keyness_power    share of draws of random groups from one source in which any word is
            significant, and share of planted words (eight times as frequent in one of three groups) that are
            found; each draw has three groups of 14 documents
"""

import argparse
import json
import time
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import topic_data
from scipy.sparse import coo_matrix, csr_matrix
from threadpoolctl import threadpool_limits
from topic_methods import METHODS, Fit

from analysis.errors import InputError
from analysis.statistics.keyness import keyness
from analysis.topics.coherence import diversity, npmi, overlap
from analysis.topics.compare import judge
from analysis.topics.counts import Counts

SEEDS = 10
VOCABULARY = 5000
PLANTED = 16  # occurrences per 1,000 words of a planted word in its group


@dataclass(frozen=True)
class Corpus:
    """Counts (documents, terms), words of each document, and its class."""

    name: str
    counts: csr_matrix
    sizes: np.ndarray
    classes: np.ndarray

    def rows(self, chosen: np.ndarray) -> "Corpus":
        return Corpus(self.name, self.counts[chosen], self.sizes[chosen], self.classes[chosen])


# --- Corpora ---


def generated(rng, documents=1000, topics=10, vocabulary=2000, length=120) -> Corpus:
    """Each document has one main topic; three words in ten are common to all, by Zipf."""
    words = rng.dirichlet(np.full(vocabulary, 0.03), topics)
    common = 1 / np.arange(1, vocabulary + 1)
    main = rng.integers(0, topics, documents)
    mix = np.array([rng.dirichlet(np.where(np.arange(topics) == m, 6.0, 0.15)) for m in main])
    sizes = np.maximum(rng.poisson(length, documents), 20)
    p = 0.7 * mix @ words + 0.3 * common / common.sum()
    counts = np.array([rng.multinomial(n, q) for n, q in zip(sizes, p, strict=True)], float)
    return Corpus("generated", _trimmed(csr_matrix(counts)), sizes.astype(float), main)


def read(place: Path, limit: int) -> Corpus:
    """The texts of a folder or file (see topic_data), at most so many."""
    counts, sizes, classes = topic_data.read(place, limit)
    return Corpus(place.name, _trimmed(counts, 5 if len(sizes) > 200 else 2), sizes, classes)


def _trimmed(counts: csr_matrix, least: int = 2) -> csr_matrix:
    spread = np.asarray((counts > 0).sum(axis=0)).ravel()
    keep = np.flatnonzero((spread >= least) & (spread <= counts.shape[0] / 2))
    total = np.asarray(counts.sum(axis=0)).ravel()[keep]
    return csr_matrix(counts[:, np.sort(keep[np.argsort(-total, kind="stable")[:VOCABULARY]])])


def shuffled(counts: csr_matrix, rng) -> csr_matrix:
    """All words dealt to the documents anew: lengths and frequencies stay, topics do not."""
    whole = counts.tocoo()
    word = np.repeat(whole.col, whole.data.astype(int))
    row = np.repeat(whole.row, whole.data.astype(int))
    return coo_matrix((np.ones(len(word)), (row, rng.permutation(word))), shape=counts.shape).tocsr()


# --- Scores ---


def score(method: Fit, corpus: Corpus, k: int, seeds: int, cv: bool) -> dict[str, float]:
    from sklearn.metrics import adjusted_mutual_info_score

    tops, seconds, agreement, held_out = [], [], [], []
    for seed in range(seeds):
        rows = np.arange(len(corpus.classes))
        train = rows[rows % seeds != seed] if cv else rows
        began = time.process_time()
        top, shares = method(corpus.counts[train], k, seed)
        seconds.append(time.process_time() - began)
        tops.append(top)
        held_out.append(_presence(corpus.counts[rows[rows % seeds == seed]] if cv else corpus.counts))
        agreement.append(adjusted_mutual_info_score(corpus.classes[train], shares.argmax(axis=1)))
    coherence = [npmi(_known(top, p), p).mean() for top, p in zip(tops, held_out, strict=True)]
    pairs = [overlap(a, b).mean() for a, b in combinations(tops, 2)]
    values = {
        "npmi": np.mean(coherence), "diversity": np.mean([diversity(t) for t in tops]),
        "stability": np.mean(pairs), "seconds": np.median(seconds), "ami": np.mean(agreement),
    }  # fmt: skip
    return {name: round(float(value), 4) for name, value in values.items()}


def _presence(counts: csr_matrix) -> csr_matrix:
    return csr_matrix((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)


def _known(tops: np.ndarray, presence: csr_matrix) -> np.ndarray:
    """Words that the held-out documents have not count as the first that they have."""
    there = np.asarray(presence.sum(axis=0)).ravel() > 0
    return np.where(there[tops], tops, tops[:, :1])


def verdicts(corpus: Corpus, trials: int, seed: int) -> tuple[float, float]:
    """Shares of trials refused: shuffled documents, and generated ones with clear topics."""
    rng = np.random.default_rng(seed)
    refused = {"noise": 0, "clear": 0}
    for trial in range(trials):
        rows = rng.choice(corpus.counts.shape[0], min(150, corpus.counts.shape[0]), replace=False)
        noise = _trimmed(shuffled(corpus.counts[np.sort(rows)], rng))
        clear = generated(
            rng, documents=150, topics=int(rng.integers(3, 9)), vocabulary=800, length=80
        ).counts
        for name, counts in (("noise", noise), ("clear", clear)):
            refused[name] += not judge(_as_counts(counts), seed=trial).verdict.carries
    return refused["noise"] / trials, refused["clear"] / trials


def _as_counts(counts: csr_matrix) -> Counts:
    rows, columns = (range(n) for n in counts.shape)
    units = pd.DataFrame({"piece": rows, "paragraph": 0, "group": "all", "words": 1, "place": 0.5})
    return Counts(counts, pd.DataFrame({"term": columns, "kind": "word"}), units, ("all",))


def keyness_rates(corpus: Corpus, draws: int, seed: int, alpha: float = 0.05) -> tuple[float, float]:
    """Three random groups of 42 documents of one class: any significant word? And are planted words found?"""
    rng = np.random.default_rng(seed)
    source = np.flatnonzero(corpus.classes == np.bincount(corpus.classes).argmax())
    source = source if len(source) >= 60 else np.arange(len(corpus.classes))
    alarms, found = 0, []
    for draw in range(draws):
        rows = rng.choice(source, 42, replace=False)
        counts, sizes = corpus.counts[rows], corpus.sizes[rows]
        counts = counts[:, np.asarray((counts > 0).sum(axis=0)).ravel() >= 3]
        groups = rng.permutation(np.arange(42) % 3)
        alarms += (keyness(counts, groups, sizes, top=0, seed=draw).q < alpha).any()
        if draw % 10 == 0:
            rate = PLANTED * np.where(groups == 0, 1, 1 / 8) * sizes / 1000
            planted = rng.negative_binomial(2, 2 / (2 + np.repeat(rate[:, None], 5, axis=1)))
            both = csr_matrix(np.hstack([planted, counts.toarray()]).astype(float))
            found.append((keyness(both, groups, sizes, top=0, seed=draw).q[0, :5] < alpha).mean())
    return alarms / draws, float(np.mean(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of text files by class, or JSON lines or CSV")
    parser.add_argument("--topics", type=int, default=10, help="number of topics (default 10)")
    parser.add_argument("--cv", action="store_true", help="score coherence on documents left out")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--methods", nargs="*", default=list(METHODS), choices=METHODS, help="default: all")
    parser.add_argument("--limit", type=int, default=5000, help="documents read at most (default 5000)")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="fits of each method (default 10)")
    parser.add_argument(
        "--trials", type=int, default=100, help="trials of the verdict (default 100; 0: none)"
    )
    parser.add_argument("--draws", type=int, default=1000, help="draws of keyness (default 1000; 0: none)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # peers warn of their own convergence
    threadpool_limits(1)  # several threads cost small matrices more than they save, of every method
    try:
        rng = np.random.default_rng(options.seed)
        corpus = read(options.data, options.limit) if options.data else generated(rng)
    except InputError as error:
        parser.exit(2, f"error: {error}\n")
    say = (lambda line: None) if options.json else print
    documents, vocabulary = corpus.counts.shape
    say(f"{corpus.name}: {documents} documents, {vocabulary} terms, K = {options.topics}")
    say(f"{'':18}{'npmi':>10}{'diversity':>10}{'stability':>10}{'seconds':>10}{'ami':>10}")
    found: dict = {}
    for name in options.methods:
        package, method = METHODS[name]
        if find_spec(package) is None:
            say(f"{name:18}{'not installed':>20}")
            continue
        found[name] = score(method, corpus, options.topics, options.seeds, options.cv)
        say(f"{name:18}" + "".join(f"{v:10.3f}" for v in found[name].values()))
    if options.trials:
        found["noise_refused"], found["clear_refused"] = verdicts(corpus, options.trials, options.seed)
        say(f"refused: {found['noise_refused']:.0%} of noise, {found['clear_refused']:.0%} of clear topics")
    if options.draws:
        found["keyness_null"], found["keyness_power"] = keyness_rates(corpus, options.draws, options.seed)
        null, power = found["keyness_null"], found["keyness_power"]
        say(f"keyness: a finding in {null:.1%} of random groups, and of {power:.0%} of planted words")
    if options.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
