"""Valence of sentences on the scale of human raters, -4 to 4: a linear model of words and of what lexicons
say.

A sentence's score is a constant, plus what its own words say, plus what the other sentences of its document
say (a reader's impression of a sentence leans towards that of its text). Every term is a weight of
`valence.tsv`, learned by `analysis.sentiment.training` from editorials rated by twenty people a sentence
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
NOTHING = "\0"  # stands where a word is taken out
LEAST = 0.005  # effect of a word that is still named
UNIT = 1e-4  # weights are whole numbers of it
Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Error:
    """How far scores lie from people's: of a sentence, and of what all sentences of a document share.

    `sentence` and `document` are standard deviations on the scale -4 to 4; `documents` is how many editorials
    they were measured on, by cross-validation.
    """

    sentence: float
    document: float
    documents: int

    def of_mean(self, n: int) -> float:
        """Standard error of the mean score of n sentences of one document, as a reading of the people's
        mean.
        """
        return math.sqrt(self.document**2 + self.sentence**2 / n) if n else math.nan

    def margin(self, n: int, level: float = 0.95) -> float:
        """Half the width of the interval around such a mean."""
        return float(stdtrit(self.documents - 1, (1 + level) / 2)) * self.of_mean(n)


@dataclass(frozen=True)
class Valence:
    """The model: weights by name, each for the sentence itself and for its document's other sentences.

    Scores below the first of the `cuts` are what people call negative, above the second positive.
    """

    constant: tuple[float, float]
    features: Weights
    words: Weights
    error: Error
    cuts: tuple[float, float]

    def parts(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        """What each sentence's words say of itself, and of its neighbours: shape (n, 2)."""
        if not len(sentences):
            return np.zeros((0, 2))
        said = np.array([lexical.features(tokens) for tokens in sentences])
        words = np.array([self._words(tokens) for tokens in sentences])
        return words + said @ self._feature_weights + self.constant

    def _words(self, tokens: Sequence[str]) -> tuple[float, float]:
        own = context = 0.0
        weights, before = self.words, ""
        for word in tokens:
            if word in weights:
                a, b = weights[word]
                own += a
                context += b
            pair = f"{before} {word}"
            if pair in weights:
                a, b = weights[pair]
                own += a
                context += b
            before = word
        root = math.sqrt(len(tokens) or 1)
        return own / root, context / root

    def score(self, sentences: Sequence[str], documents: Sequence | None = None) -> np.ndarray:
        """Scores, shape (n,), within -4 to 4.

        `documents` says which document each sentence is of; without it each stands alone.
        """
        parts = self.parts([words.words(s) for s in sentences])
        labels = (
            np.arange(len(parts))
            if documents is None
            else np.unique(np.asarray(documents), return_inverse=True)[1]
        )
        return np.clip(parts[:, 0] + of_others(parts[:, 1], labels), LOW, HIGH)

    def contributions(self, sentence: str) -> list[tuple[str, int, int, float]]:
        """(word, start, end, how much the score falls without it), in order; marks and words of no effect
        left out.
        """
        spans = words.spans(sentence)
        tokens = [word for word, _, _ in spans]
        places = [k for k, word in enumerate(tokens) if word[0].isalpha() or word[0] == "'"]
        without = [[*tokens[:k], NOTHING, *tokens[k + 1 :]] for k in places]
        scores = self.parts([tokens, *without])[:, 0]
        effects = (scores[0] - scores[1:]).tolist()
        return [(*spans[k], e) for k, e in zip(places, effects, strict=True) if abs(e) >= LEAST]

    @cached_property
    def _feature_weights(self) -> np.ndarray:
        names = (name for group in lexical.groups().values() for name in group)
        return np.array([self.features.get(name, (0.0, 0.0)) for name in names])


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
    kinds: dict[str, Weights] = {"constant": {}, "error": {}, "cut": {}, "feature": {}, "word": {}}
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        for kind, key, own, context in reader:
            kinds[kind][key] = int(own) * UNIT, int(context) * UNIT
    error = kinds["error"]
    return Valence(
        kinds["constant"]["constant"],
        kinds["feature"],
        kinds["word"],
        Error(error["sentence"][0], error["document"][0], round(error["documents"][0] / UNIT)),
        (kinds["cut"]["negative"][0], kinds["cut"]["positive"][0]),
    )


def save(model: Valence, file: Path = FILE) -> None:
    """Write the model as a table: kind, key, weight for the sentence, weight for its document's others."""
    rows = [
        ("constant", "constant", *model.constant),
        ("error", "sentence", model.error.sentence, 0.0),
        ("error", "document", model.error.document, 0.0),
        ("error", "documents", model.error.documents * UNIT, 0.0),
        ("cut", "negative", model.cuts[0], 0.0),
        ("cut", "positive", model.cuts[1], 0.0),
    ]
    rows += [("feature", key, *pair) for key, pair in sorted(model.features.items())]
    rows += [("word", key, *pair) for key, pair in sorted(model.words.items())]
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("kind\tkey\town\tcontext\n")
        for kind, key, own, context in rows:
            out.write(f"{kind}\t{key}\t{round(own / UNIT)}\t{round(context / UNIT)}\n")
