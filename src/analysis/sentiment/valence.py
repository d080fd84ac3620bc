"""Valence of sentences on the scale of human raters, -4 to 4: a linear model of words and of what lexicons
say.

A sentence's score is a constant, plus what its own words say, plus what the other sentences of its document
say (a reader's impression of a sentence leans towards that of its text). Every term is a weight of
`valence.tsv`, learned by `analysis.sentiment.table_training` from editorials rated by twenty people a sentence
(Hutto & Gilbert 2014, ICWSM, pp. 216-225), so that a score is the sum of what its words add.
"""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from scipy.special import stdtrit

from analysis.sentiment import lexical, words

FILE = Path(__file__).with_name("valence.tsv")
LOW, HIGH = -4.0, 4.0
LEAST = 0.005  # effect of a word that is still named
UNIT = 1e-3  # weights are whole numbers of it
Weights = dict[str, tuple[float, float, float]]  # of the score, of its document's others, of being neutral


@dataclass(frozen=True)
class Error:
    """How far scores lie from people's: of a sentence, and of what all sentences of a document share.

    `sentence` and `document` are standard deviations on the scale -4 to 4; `documents` is how many editorials
    they were measured on, each left out in turn; `order` is how many standard errors two editorials have to differ
    by for people to put them in the same order in `valence_training.SURE` of cases.
    """

    sentence: float
    document: float
    documents: int
    order: float

    def of_mean(self, n: int) -> float:
        """Standard error of the mean score of n sentences of one document, as a reading of the people's
        mean.
        """
        return math.sqrt(self.document**2 + self.sentence**2 / n) if n else math.nan

    def margin(self, n: int, level: float = 0.95) -> float:
        """Half the width of the interval around such a mean."""
        return float(stdtrit(self.documents - 1, (1 + level) / 2)) * self.of_mean(n)


@dataclass(frozen=True)
class Classes:
    """What people call neither good nor bad: that with a `neutral` above `least` + `slope` times how far the score is
    from `centre`. All else is on one side of the centre or the other.
    """

    centre: float
    least: float
    slope: float

    def of(self, scores: np.ndarray, neutral: np.ndarray) -> np.ndarray:
        """-1, 0 or 1 for each, shape (n,)."""
        away = scores - self.centre
        return np.where(neutral > self.least + self.slope * np.abs(away), 0, np.sign(away)).astype(int)


@dataclass(frozen=True)
class Valence:
    """The model: weights by name, of the sentence itself, for its document's other sentences, and of being neutral."""

    constant: tuple[float, float, float]
    features: Weights
    words: Weights
    error: Error
    classes: Classes

    def parts(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        """What each sentence's words say of itself, of its neighbours, and of its being neutral: shape (n, 3)."""
        if not len(sentences):
            return np.zeros((0, 3))
        said = np.array([lexical.features(tokens) for tokens in sentences])
        return np.array([self._words(tokens) for tokens in sentences]) + said @ self._feature_weights + self.constant

    def _words(self, tokens: Sequence[str]) -> tuple[float, float, float]:
        own = context = neutral = 0.0
        weights, before = self.words, ""
        for word in tokens:
            if word in weights:
                a, b, c = weights[word]
                own += a
                context += b
                neutral += c
            pair = f"{before} {word}"
            if pair in weights:
                a, b, c = weights[pair]
                own += a
                context += b
                neutral += c
            before = word
        root = math.sqrt(len(tokens) or 1)
        return own / root, context / root, neutral / root

    def score(self, sentences: Sequence[str], documents: Sequence | None = None) -> np.ndarray:
        """Scores, shape (n,), within -4 to 4. `documents` as for `read`."""
        return self.read(sentences, documents)[0]

    def read(self, sentences: Sequence[str], documents: Sequence | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Scores, shape (n,), within -4 to 4, and classes, -1, 0 or 1, of the same shape.

        `documents` says which document each sentence is of; without it each stands alone.
        """
        parts = self.parts([words.words(s) for s in sentences])
        labels = np.arange(len(parts))
        if documents is not None:
            labels = np.unique(np.asarray(documents), return_inverse=True)[1]
        scores = np.clip(parts[:, 0] + of_others(parts[:, 1], labels), LOW, HIGH)
        return scores, self.classes.of(scores, parts[:, 2])

    def contributions(self, sentence: str) -> list[tuple[str, int, int, float]]:
        """(word, start, end, how much the score falls without it), in order; marks and words of no effect left out."""
        spans = words.spans(sentence)
        tokens = [word for word, _, _ in spans]
        places = [k for k, word in enumerate(tokens) if word[0].isalpha() or word[0] == "'"]
        heard = [k for k in places if lexical.speaks(tokens[k])]
        said = np.array([lexical.features(t) for t in (tokens, *(_without(tokens, k) for k in heard))])
        said = said @ self._feature_weights[:, 0]
        lost = dict(zip(heard, (said[0] - said[1:]).tolist(), strict=True))
        whole = self._words(tokens)[0]
        effects = [whole - self._words(_without(tokens, k))[0] + lost.get(k, 0.0) for k in places]
        return [(*spans[k], e) for k, e in zip(places, effects, strict=True) if abs(e) >= LEAST]

    @cached_property
    def _feature_weights(self) -> np.ndarray:
        names = (name for group in lexical.groups().values() for name in group)
        return np.array([self.features.get(name, (0.0, 0.0, 0.0)) for name in names])


def _without(tokens: Sequence[str], place: int) -> list[str]:
    return [*tokens[:place], words.NOTHING, *tokens[place + 1 :]]


def of_others(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For each value the mean of the others with its label, 0 where there are none. Shapes (n,), labels
    from 0.
    """
    if not len(values):
        return np.zeros(0)
    sums, sizes = np.bincount(labels, values), np.bincount(labels)
    others = sizes[labels] - 1
    return np.where(others > 0, (sums[labels] - values) / np.maximum(others, 1), 0.0)


@cache
def load(file: Path = FILE) -> Valence:
    """The shipped model."""
    kinds: dict[str, Weights] = {"constant": {}, "error": {}, "class": {}, "feature": {}, "word": {}}
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        for kind, key, *values in reader:
            kinds[kind][key] = tuple(int(v) * UNIT for v in values)
    error, classes = ({key: values[0] for key, values in kinds[kind].items()} for kind in ("error", "class"))
    return Valence(
        kinds["constant"]["constant"],
        kinds["feature"],
        kinds["word"],
        Error(error["sentence"], error["document"], round(error["documents"] / UNIT), error["order"]),
        Classes(classes["centre"], classes["least"], classes["slope"]),
    )


def save(model: Valence, file: Path = FILE) -> None:
    """Write the model as a table: kind, key, then the three weights."""
    error, classes = model.error, model.classes
    single = [
        ("error", "sentence", error.sentence),
        ("error", "document", error.document),
        ("error", "documents", error.documents * UNIT),
        ("error", "order", error.order),
        ("class", "centre", classes.centre),
        ("class", "least", classes.least),
        ("class", "slope", classes.slope),
    ]
    rows = [("constant", "constant", *model.constant), *((*row, 0.0, 0.0) for row in single)]
    rows += [("feature", key, *weights) for key, weights in sorted(model.features.items())]
    rows += [("word", key, *weights) for key, weights in sorted(model.words.items())]
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("kind\tkey\town\tcontext\tneutral\n")
        for kind, key, *weights in rows:
            out.write("\t".join([kind, key, *(str(round(w / UNIT)) for w in weights)]) + "\n")
