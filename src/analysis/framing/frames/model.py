"""Linear frame models as shipped: tables of weights, read and applied with nothing but addition.

weights/NAME.tsv: a line per feature (block where one begins, feature, weight per label in whole parts of one); its
first lines hold the constant and the threshold of each label. `SETS` says what is particular to each set.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from analysis.framing.frames.features import reading, value, values

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Choice:
    """How labels are chosen: `least` and `most` of them; what is learned and shipped."""

    least: int = 0
    most: int | None = None
    alike: float = 0.0  # share of pairs of classes of words near one another in what is learned; 0: of neighbours
    unit: int = 1000  # parts of one that weights are written in: as few as the scores need
    breadth: int = 1  # times the features that are shipped of a block (fitting.KEPT)

    @property
    def of_classes(self) -> bool:
        """Whether pairs are of classes."""
        return self.alike > 0


SETS: Mapping[str, Choice] = {
    "frac": Choice(least=1, most=1),  # a sentence, one Policy Frames dimension
    "narrative": Choice(),  # an article, generic frames
    "ccf": Choice(alike=10.0, unit=250, breadth=2),  # two sentences, thematic frames of climate
    "gvfc": Choice(least=1, alike=5.0, unit=250),  # a headline, thematic frames of gun violence
}


@dataclass(frozen=True)
class Model:
    """Weights by block and feature, a row of `matrix` each; scores above the label's threshold call it."""

    labels: tuple[str, ...]
    choice: Choice
    rows: dict[str, dict[str, int]]
    matrix: np.ndarray
    bias: np.ndarray
    thresholds: np.ndarray

    def scores(self, text: str) -> np.ndarray:
        """Score of each label: the constant and the sum of the weights of what stands in the text."""
        found, amounts = [], []
        for block, held in values(text, self.choice.of_classes).items():
            rows = self.rows.get(block, {})
            for feature, amount in held.items():
                if (row := rows.get(feature)) is not None:
                    found.append(row)
                    amounts.append(amount)
        return self.bias + np.array(amounts) @ self.matrix[found] if found else self.bias

    @cached_property
    def _columns(self) -> list[list[float]]:
        return self.matrix.T.tolist()

    def labels_of(self, text: str) -> list[str]:
        """Labels that the text carries, the surest first."""
        return self.chosen(self.scores(text))

    def chosen(self, scores: np.ndarray) -> list[str]:
        """Labels whose score reaches the threshold, within the least and most of the set's `Choice`."""
        above = scores if self.choice.most == 1 else scores - self.thresholds
        order = np.argsort(-above, kind="stable")
        count = min(max(int((above >= 0).sum()), self.choice.least), self.choice.most or len(order))
        return [self.labels[n] for n in order[:count]]

    def why(self, text: str, label: str) -> list[tuple[str, float]]:
        """(word, weight) of each word of a text, in order: its share of the score of `label`.

        The weights and the constant add up to the score; a feature of several words is shared out evenly.
        """
        (found, occurring), column = reading(text, self.choice.of_classes), self.labels.index(label)
        weights = self._columns[column]
        shares = [0.0] * len(found)
        for block, held in occurring.items():
            rows = self.rows.get(block, {})
            known = [(row, places) for feature, places in held if (row := rows.get(feature)) is not None]
            counts = Counter(row for row, _ in known)
            amounts = {n: value(block, n, len(found)) / n for n in set(counts.values())}
            each = {row: amounts[n] * weights[row] for row, n in counts.items()}
            for row, places in known:
                for place in places:
                    shares[place] += each[row] / len(places)
        return list(zip(found, shares, strict=True))


@cache
def model(name: str) -> Model:
    """The shipped model of that name."""
    return parse((WEIGHTS / f"{name}.tsv").read_text("utf-8"), SETS[name])


def parse(text: str, choice: Choice) -> Model:
    """A model from its table."""
    head, *lines = text.splitlines()
    cells = [line.split("\t") for line in lines]
    matrix = np.array([[int(c or 0) for c in row[2:]] for row in cells]) / choice.unit
    rows: dict[str, dict[str, int]] = {}
    block = ""
    for n, (begun, feature, *_) in enumerate(cells):
        block = begun or block
        rows.setdefault(block, {})[feature] = n
    constant = rows.pop("model")
    return Model(
        tuple(head.split("\t")[2:]),
        choice,
        rows,
        matrix,
        matrix[constant["constant"]],
        matrix[constant["threshold"]],
    )


def write(
    labels: tuple[str, ...],
    bias: np.ndarray,
    thresholds: np.ndarray,
    weights: Mapping[str, Mapping[str, np.ndarray]],
    unit: int,
) -> str:
    """The table of a model: one that `parse` reads back; features of no weight are left out."""
    lines = [
        "\t".join(("block", "feature", *labels)),
        _line("model", "constant", bias * unit),
        _line("", "threshold", thresholds * unit),
    ]
    for block, held in weights.items():
        heavy = [feature for feature, row in held.items() if np.abs(row).max() * unit >= 0.5]
        lines += [_line("" if n else block, feature, held[feature] * unit) for n, feature in enumerate(heavy)]
    return "\n".join(lines) + "\n"


def _line(block: str, feature: str, row: np.ndarray) -> str:
    return "\t".join((block, feature, *(str(n) if (n := round(float(w))) else "" for w in row)))
