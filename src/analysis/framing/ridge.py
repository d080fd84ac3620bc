"""Logistic regression over named marks, with a ridge penalty: how naming's weights are learned."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from analysis.framing.weighing import UNIT

RAREST = 6  # labelled words that must have a mark
PENALTY = 3.0  # of the squared weights, halved
FOLDS = 8


def common(marks: Sequence[frozenset[str]]) -> list[str]:
    """The marks that are not too rare to learn, in order."""
    seen = Counter(mark for found in marks for mark in found)
    return sorted(mark for mark, n in seen.items() if n >= RAREST)


def matrix(marks: Sequence[frozenset[str]], known: Sequence[str]) -> np.ndarray:
    """(words, known marks): 1 where a word has a mark."""
    index = {mark: n for n, mark in enumerate(known)}
    made = np.zeros((len(marks), len(known)))
    for row, found in enumerate(marks):
        made[row, [index[mark] for mark in found if mark in index]] = 1
    return made


def fitted(columns: np.ndarray, labels: np.ndarray, penalty: float) -> np.ndarray:
    """Weights of the columns and, last, a constant that is not penalised."""
    from sklearn.linear_model import LogisticRegression

    line = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-10).fit(columns, labels)
    return np.append(line.coef_[0], line.intercept_[0])


def folds(events: Sequence[str]) -> np.ndarray:
    """The fold of each word; an event's words are in one."""
    order = {event: n % FOLDS for n, event in enumerate(sorted(set(events)))}
    return np.array([order[event] for event in events])


def left_out(marks: Sequence[frozenset[str]], labels: np.ndarray, events: Sequence[str]) -> np.ndarray:
    """Log-odds of each word by weights learned from other events."""
    fold, told = folds(events), np.zeros(len(marks))
    for n in range(FOLDS):
        kept = np.flatnonzero(fold != n)
        known = common([marks[k] for k in kept])
        columns = matrix(marks, known)
        line = fitted(columns[kept], labels[kept], PENALTY)
        told[fold == n] = columns[fold == n] @ line[:-1] + line[-1]
    return told


def table(weighed: Mapping[str, float]) -> str:
    """The weights as a table, a line a mark, in thousandths of log-odds."""
    rows = [f"{mark}\t{round(UNIT * float(weight))}" for mark, weight in weighed.items()]
    return "\n".join(["mark\tweight", *rows]) + "\n"
