"""How well the words of a topic belong together, and how alike two sets of topics are."""

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix


def npmi(tops: np.ndarray, presence: csr_matrix) -> np.ndarray:
    """Mean normalised pointwise mutual information of each topic's words, -1 to 1; whole units co-occur.

    tops       shape (topics, words): columns of `presence`
    presence   shape (units, terms), of zeros and ones

    Bouma, Proceedings of GSCL 2009, 31-40. A pair that never meets counts -1.

    >>> npmi(np.array([[0, 1], [0, 2]]), csr_matrix([[1, 1, 0], [1, 1, 0], [0, 0, 1.0]])).round(2).tolist()
    [1.0, -1.0]
    """
    units = presence.shape[0]
    columns, places = np.unique(tops, return_inverse=True)
    chosen = presence[:, columns]
    together = (chosen.T @ chosen).toarray() / units
    alone = np.diag(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.log(together / np.outer(alone, alone)) / -np.log(together)
    values = np.where(together == 0, -1.0, np.where(together == 1, 1.0, values))
    upper = np.triu_indices(tops.shape[1], 1)
    return np.array([values[np.ix_(p, p)][upper].mean() for p in places.reshape(tops.shape)])


def diversity(tops: np.ndarray) -> float:
    """Share of the topics' words that are not repeated (Dieng, Ruiz & Blei, TACL 8, 2020, p. 446).

    >>> diversity(np.array([[0, 1], [1, 2]]))
    0.75
    """
    return len(np.unique(tops)) / max(tops.size, 1)


def overlap(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Jaccard similarity of each topic of `one` with its partner in `other`, best matched one to one.

    Greene, O'Callaghan & Cunningham, ECML 2014, 498-513, on top words as here. A topic without partner has 0.

    >>> overlap(np.array([[0, 1], [2, 3]]), np.array([[2, 3], [0, 4]])).round(2).tolist()
    [0.33, 1.0]
    """
    sets = [set(row) for row in other.tolist()]
    similar = np.array([[len(a & b) / len(a | b) for b in sets] for a in map(set, one.tolist())])
    ours, theirs = linear_sum_assignment(-similar)
    found = np.zeros(len(one))
    found[ours] = similar[ours, theirs]
    return found
