"""Logistic regression over named marks, with a ridge penalty: how naming's weights are learned."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from analysis.framing.weighing import UNIT

RAREST = 6  # labelled words that must have a mark
PENALTY = 6.0  # of the squared weights, halved
FOLDS = 8


def common(marks: Sequence[frozenset[str]]) -> list[str]:
    """The marks that are not too rare to learn, in order."""
    seen = Counter(mark for found in marks for mark in found)
    return sorted(mark for mark, n in seen.items() if n >= RAREST)


def matrix(marks: Sequence[frozenset[str]], known: Sequence[str]) -> sp.csr_matrix:
    """(words, known marks): 1 where a word has a mark."""
    index = {mark: n for n, mark in enumerate(known)}
    held = [sorted(index[mark] for mark in found if mark in index) for found in marks]
    ends = np.cumsum([0, *map(len, held)])
    columns = np.array([n for row in held for n in row], dtype=np.int32)
    return sp.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(marks), len(known)))


def joined(columns: sp.csr_matrix, beside: np.ndarray | None) -> sp.csr_matrix:
    """Columns of marks and, behind them, those of `beside`, shape (words, any)."""
    return columns if beside is None else sp.hstack([columns, sp.csr_matrix(beside)]).tocsr()


def fitted(columns: sp.csr_matrix | np.ndarray, labels: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """Weights of the columns and, last, a constant that is not penalised."""
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=1 / penalty, solver="lbfgs", tol=1e-9, max_iter=10_000).fit(columns, labels)
    return np.append(line.coef_[0], line.intercept_[0])


def folds(events: Sequence[str]) -> np.ndarray:
    """The fold of each word; an event's words are in one."""
    order = {event: n % FOLDS for n, event in enumerate(sorted(set(events)))}
    return np.array([order[event] for event in events])


def left_out(
    marks: Sequence[frozenset[str]], labels: np.ndarray, events: Sequence[str], beside: np.ndarray | None = None
) -> np.ndarray:
    """Log-odds of each word by weights learned from other events; `beside`: columns beside the marks."""
    fold, told = folds(events), np.zeros(len(marks))
    for n in range(FOLDS):
        kept = np.flatnonzero(fold != n)
        columns = joined(matrix(marks, common([marks[k] for k in kept])), beside)
        line = fitted(columns[kept], labels[kept])
        told[fold == n] = columns[fold == n] @ line[:-1] + line[-1]
    return told


def table(weighed: Mapping[str, float | np.ndarray], name: str = "mark", *columns: str) -> str:
    """The weights as a table, a line a mark, in thousandths of log-odds; several a line where `columns` name them."""
    rows = ["\t".join([mark, *(str(round(UNIT * float(one))) for one in np.atleast_1d(weight))])
            for mark, weight in weighed.items()]
    return "\n".join(["\t".join([name, *(columns or ["weight"])]), *rows]) + "\n"
