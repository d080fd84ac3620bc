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
from functools import cache
from pathlib import Path

import numpy as np
from scipy.stats import t as student

from analysis.sentiment import lexical, lexicons, words

FILE = Path(__file__).with_name("valence.tsv")
LOW, HIGH = -4.0, 4.0
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
        return float(student.ppf((1 + level) / 2, self.documents - 1)) * self.of_mean(n)


@dataclass(frozen=True)
class Valence:
    """The model: weights by feature name, each for the sentence itself and for its document's other
    sentences.
    """

    constant: tuple[float, float]
    lexicon: Weights
    words: Weights
    error: Error

    def parts(self, tokens: Sequence[str]) -> tuple[float, float]:
        """What a sentence's words say of itself, and of its neighbours."""
        own = context = 0.0
        weights = self.words
        before = ""
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
        own, context = self.constant[0] + own / root, self.constant[1] + context / root
        for name, pairs in self._lexicon_rows:
            values = lexical.features(tokens, lexicons.load(name))
            for value, (a, b) in zip(values, pairs, strict=True):
                if value:
                    own += a * value
                    context += b * value
        return own, context

    def score(self, sentences: Sequence[str], documents: Sequence | None = None) -> np.ndarray:
        """Scores, shape (n,), within -4 to 4.

        `documents` says which document each sentence is of; without it each stands alone.
        """
        parts = np.array([self.parts(words.words(s)) for s in sentences]).reshape(-1, 2)
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
        whole = self.parts(tokens)[0]
        found = []
        for place, (word, start, end) in enumerate(spans):
            if word[0].isalpha() or word[0] == "'":
                effect = whole - self.parts([*tokens[:place], "\x00", *tokens[place + 1 :]])[0]
                if abs(effect) >= 0.005:
                    found.append((word, start, end, effect))
        return found

    @property
    def _lexicon_rows(self) -> list[tuple[str, list[tuple[float, float]]]]:
        return self.__dict__.setdefault(
            "_rows",
            [
                (name, [self.lexicon.get(f"{name} {feature}", (0.0, 0.0)) for feature in lexical.NAMES])
                for name in lexicons.NAMES
            ],
        )


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
    kinds: dict[str, Weights] = {"constant": {}, "error": {}, "lexicon": {}, "word": {}}
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        for kind, key, own, context in reader:
            kinds[kind][key] = int(own) * UNIT, int(context) * UNIT
    error = kinds["error"]
    return Valence(
        kinds["constant"]["constant"],
        kinds["lexicon"],
        kinds["word"],
        Error(error["sentence"][0], error["document"][0], round(error["documents"][0] / UNIT)),
    )


def save(model: Valence, file: Path = FILE) -> None:
    """Write the model as a table: kind, key, weight for the sentence, weight for its document's others."""
    rows = [
        ("constant", "constant", *model.constant),
        ("error", "sentence", model.error.sentence, 0.0),
        ("error", "document", model.error.document, 0.0),
        ("error", "documents", model.error.documents * UNIT, 0.0),
    ]
    rows += [("lexicon", key, *pair) for key, pair in sorted(model.lexicon.items())]
    rows += [("word", key, *pair) for key, pair in sorted(model.words.items())]
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("kind\tkey\town\tcontext\n")
        for kind, key, own, context in rows:
            out.write(f"{kind}\t{key}\t{round(own / UNIT)}\t{round(context / UNIT)}\n")
