"""What benchmarks/topics.py compares: (counts, k, seed) to (top words (k, 10), weights (documents, k)).

Each is its package's own default where there is one; all are given the same counts.
"""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_matrix

from analysis.topics import fit
from analysis.topics.decomposition import reduced, rows_of, start
from analysis.topics.model import TOP, consensus, presence, subsamples, telling, weigh

Fit = Callable[[csr_matrix, int, int], tuple[np.ndarray, np.ndarray]]


def parallax(counts, k, seed):
    model = fit(counts, k, seed=seed, stability=False)
    return model.tops, model.shares


def sklearn_nmf(counts, k, seed, init="nndsvd"):
    from sklearn.decomposition import NMF

    model = NMF(k, init=init, random_state=seed, max_iter=200)
    shares = model.fit_transform(weigh(counts))
    return _tops(model.components_), shares


def sklearn_random(counts, k, seed):
    return sklearn_nmf(counts, k, seed, "random")


def sklearn_consensus(counts, k, seed):
    """Parallax's consensus by scikit-learn's solver: exact start, ten subsamples of 80 %, median, refined."""
    matrix = weigh(counts)
    p, v = reduced([matrix], 2 * k)
    found = [solved(matrix, *start(p, v, k))[1]]
    for rows in subsamples(len(p), 10, seed):
        found.append(solved(matrix[rows], *start(*rows_of(p, v, rows), k))[1])
    shares, _ = solved(matrix, start(p, v, k)[0], consensus(found))
    return telling(shares, presence(counts)), shares


def solved(matrix, shares, words):
    from sklearn.decomposition import non_negative_factorization

    return non_negative_factorization(matrix, shares, words, len(words), init="custom", max_iter=200)[:2]


def sklearn_lda(counts, k, seed):
    from sklearn.decomposition import LatentDirichletAllocation

    model = LatentDirichletAllocation(k, random_state=seed)
    return _tops(model.fit(counts).components_), model.transform(counts)


def tomotopy_lda(counts, k, seed):
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=seed)
    for document in _words(counts):
        model.add_doc(document or ["-"])
    model.train(1000, workers=1)
    vocabulary = [-1 if w == "-" else int(w) for w in model.used_vocabs]
    found = [np.argsort(-np.asarray(model.get_topic_word_dist(t)))[:TOP] for t in range(k)]
    return np.array([[vocabulary[i] for i in top] for top in found]), np.array(
        [d.get_topic_dist() for d in model.docs]
    )


def gensim_lda(counts, k, seed):
    from gensim.matutils import Sparse2Corpus, corpus2csc
    from gensim.models import LdaModel

    corpus = list(Sparse2Corpus(counts, documents_columns=False))
    names = {w: str(w) for w in range(counts.shape[1])}
    model = LdaModel(corpus, k, names, random_state=seed, passes=10)
    return _tops(model.get_topics()), corpus2csc(model[corpus], num_terms=k).T.toarray()


def bertopic_lsa(counts, k, seed):
    from bertopic import BERTopic
    from sklearn.decomposition import TruncatedSVD

    vectors = TruncatedSVD(50, random_state=seed).fit_transform(weigh(counts))
    model = BERTopic(nr_topics=k + 1, calculate_probabilities=False, umap_model=_umap(seed), verbose=False)
    texts = [" ".join(f"w{w}" for w in document) for document in _words(counts)]
    found, _ = model.fit_transform(texts, vectors)
    topics = [t for t in sorted(set(found)) if t >= 0]
    tops = np.array([[int(w[1:]) for w, _ in model.get_topic(t)][:TOP] for t in topics])
    return tops, np.array([[t == f for t in topics] for f in found], float)


METHODS: dict[str, tuple[str, Fit]] = {
    "parallax": ("analysis", parallax),
    "sklearn_nmf": ("sklearn", sklearn_nmf),
    "sklearn_random": ("sklearn", sklearn_random),
    "sklearn_consensus": ("sklearn", sklearn_consensus),
    "sklearn_lda": ("sklearn", sklearn_lda),
    "tomotopy_lda": ("tomotopy", tomotopy_lda),
    "gensim_lda": ("gensim", gensim_lda),
    "bertopic_lsa": ("bertopic", bertopic_lsa),
}


def _umap(seed):
    from umap import UMAP

    return UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)


def _tops(words: np.ndarray) -> np.ndarray:
    return np.argsort(-words, axis=1, kind="stable")[:, :TOP]


def _words(counts: csr_matrix) -> Iterator[list[str]]:
    for first, end in zip(counts.indptr, counts.indptr[1:], strict=False):
        rows = zip(counts.indices[first:end], counts.data[first:end], strict=True)
        yield [str(w) for w, n in rows for _ in range(int(n))]
