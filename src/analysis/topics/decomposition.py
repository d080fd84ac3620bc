"""Non-negative factors from an exact start, in the few dimensions that matter.

A matrix of documents by words is reduced once to its leading singular directions (exactly, by Lanczos
iteration from a fixed start: Lehoucq, Sorensen & Yang, ARPACK, 1998). Every factorisation after that, for
each number of topics and each subsample, works on the reduced matrix and costs milliseconds. A matrix too
large for memory is a sequence of partitions: each is read once for every step of the iteration.
"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import LinearOperator, svds

_TINY = 1e-12
_INNER = 2  # sweeps over the factors for each product with the data (Gillis & Glineur 2012, p. 1092)

Parts = Sequence[csr_matrix]


def reduced(parts: Parts, rank: int) -> tuple[np.ndarray, np.ndarray]:
    """(P, V) with P @ V nearest to the matrix: shapes (rows, rank) and (rank, columns), V orthonormal.

    Directions come in order of weight; each has its sign so that the larger half of V (by norm) is positive.
    """
    shape = (sum(p.shape[0] for p in parts), parts[0].shape[1])
    rank = max(1, min(rank, min(shape) - 1))
    operator = LinearOperator(
        shape, matvec=_times(parts), rmatvec=_transposed_times(parts, shape[0]), dtype=float
    )
    matrix = parts[0] if len(parts) == 1 else operator
    left, weights, right = svds(matrix, rank, v0=np.ones(min(shape)), solver="arpack")
    order = np.argsort(-weights, kind="stable")
    left, right = left[:, order] * weights[order], right[order]
    signs = _signs(right)
    return left * signs, right * signs[:, None]


def energies(parts: Parts, rank: int) -> np.ndarray:
    """Squared singular values, largest first, as many as `rank` (or as there are but one)."""
    return (reduced(parts, rank)[0] ** 2).sum(axis=0)


def rows_of(p: np.ndarray, v: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The same reduction of some rows alone: its own directions within the space of V."""
    chosen = p[rows]
    _, rotation = np.linalg.eigh(chosen.T @ chosen)
    rotation = rotation[:, ::-1]
    right = rotation.T @ v
    signs = _signs(right)
    return chosen @ rotation * signs, right * signs[:, None]


def start(p: np.ndarray, v: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """NNDSVD: k pairs of non-negative factors.

    Boutsidis & Gallopoulos, Pattern Recognition 41 (2008), 1350-1362.
    """
    w, h = np.zeros((len(p), k)), np.zeros((k, v.shape[1]))
    for j in range(min(k, p.shape[1])):
        sides = [(np.maximum(s * p[:, j], 0), np.maximum(s * v[j], 0)) for s in (1, -1)]
        norms = [np.linalg.norm(x) * np.linalg.norm(y) for x, y in sides]
        best = int(norms[1] > norms[0])
        x, y = sides[best]
        w[:, j] = np.sqrt(norms[best]) * x / max(np.linalg.norm(x), _TINY)
        h[j] = np.sqrt(norms[best]) * y / max(np.linalg.norm(y), _TINY)
    return w, h


def factors(p, v, w, h, *, tolerance=3e-2, steps=30) -> tuple[np.ndarray, np.ndarray]:
    """Non-negative W (rows, k) and H (k, columns) with W @ H near P @ V, from a start: HALS.

    Cichocki & Phan, IEICE Transactions E92-A (2009), 708-721. Ends when H moves by less than `tolerance`,
    relatively, or after so many steps.
    """
    w, ht = np.asfortranarray(w.copy()), np.asfortranarray(h.T.copy())
    for _ in range(steps):
        _sweep(w, p @ (v @ ht), ht.T @ ht)
        before = ht.copy()
        _sweep(ht, v.T @ (p.T @ w), w.T @ w)
        if np.linalg.norm(ht - before) <= tolerance * max(np.linalg.norm(ht), _TINY):
            break
    return np.ascontiguousarray(w), np.ascontiguousarray(ht.T)


def shares(part: csr_matrix, h: np.ndarray, sweeps: int = 20) -> np.ndarray:
    """Non-negative W (rows, k) with W @ H nearest to some rows, H given: rows do not depend on each other."""
    gram, product = h @ h.T, np.asarray(part @ h.T)
    w = np.asfortranarray(np.maximum(product @ np.linalg.pinv(gram), 0))
    for _ in range(sweeps):
        _sweep(w, product, gram, inner=1)
    return np.ascontiguousarray(w)


def _sweep(factor: np.ndarray, product: np.ndarray, gram: np.ndarray, inner: int = _INNER) -> None:
    for _ in range(inner):
        for j in range(factor.shape[1]):
            step = (product[:, j] - factor @ gram[:, j]) / max(gram[j, j], _TINY)
            factor[:, j] = np.maximum(factor[:, j] + step, 0)


def _signs(right: np.ndarray) -> np.ndarray:
    positive = np.linalg.norm(np.maximum(right, 0), axis=1)
    negative = np.linalg.norm(np.maximum(-right, 0), axis=1)
    return np.where(positive >= negative, 1.0, -1.0)


def _times(parts: Parts):
    return lambda x: np.concatenate([part @ x.ravel() for part in parts])


def _transposed_times(parts: Parts, rows: int):
    def product(y: np.ndarray) -> np.ndarray:
        y, place, out = y.ravel(), 0, 0.0
        for part in parts:
            out = out + part.T @ y[place : place + part.shape[0]]
            place += part.shape[0]
        return out

    return product
