"""The measures of tone, plug-ins of one signature, and the rows that they give a piece.

A measure has a name, ends of its scale, and two functions: `score(sentences, documents)` gives a number a
sentence, shape (n,), and `words(sentence)` the (words, number) that made it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.codebook import Codebook
from analysis.segments import Document, Sentence
from analysis.sentiment import plain, targets, valence

Rows = list[dict]
MOST_WORDS = 6  # of a sentence that are shown as having scored


@dataclass(frozen=True)
class Measure:
    """A measure of tone: what it is called on a page, its scale, and how it is computed."""

    name: str
    title: str
    low: float
    high: float
    score: Callable[[Sequence[str], Sequence | None], np.ndarray]
    words: Callable[[str], list[tuple[str, float]]]


def _each(function: Callable[[str], float]) -> Callable[[Sequence[str], Sequence | None], np.ndarray]:
    return lambda sentences, documents=None: np.array([function(s) for s in sentences], dtype=float)


MEASURES = {
    m.name: m
    for m in (
        Measure(
            "valence",
            "valence",
            valence.LOW,
            valence.HIGH,
            lambda sentences, documents=None: valence.load().score(sentences, documents),
            lambda s: [(word, effect) for word, _, _, effect in valence.load().contributions(s)],
        ),
        Measure(
            "polarity",
            "TextBlob polarity",
            -1.0,
            1.0,
            _each(lambda s: plain.textblob(s).polarity),
            lambda s: [(words, p) for words, p, _ in plain.textblob(s).words],
        ),
        Measure(
            "polarity_raw",
            "TextBlob polarity of the text as it stands",
            -1.0,
            1.0,
            _each(lambda s: plain.textblob(s, normalise=False).polarity),
            lambda s: [(words, p) for words, p, _ in plain.textblob(s, normalise=False).words],
        ),
        Measure(
            "subjectivity",
            "TextBlob subjectivity",
            0.0,
            1.0,
            _each(lambda s: plain.textblob(s).subjectivity),
            lambda s: [(words, sub) for words, _, sub in plain.textblob(s).words],
        ),
        Measure("vader", "VADER compound", -1.0, 1.0, _each(plain.vader), plain.vader_words),
    )
}
EXPLAINED = ("valence", "polarity", "vader")


def measure(document: Document, codebook: Codebook) -> dict[str, Rows]:
    """Rows of the tables of tone of one piece: every part of it is scored.

    The neighbours of a sentence are those of its part, so that residue does not colour the body.
    """
    sentences = document.sentences
    texts, parts = [s.text for s in sentences], [s.part for s in sentences]
    scores = {name: one.score(texts, parts) for name, one in MEASURES.items()}
    alone = valence.load().score(texts)
    classes = valence.load().read(texts, parts)[1]
    error = valence.load().error.of_mean(1)
    rows = [
        {
            **_key(document, s),
            "paragraph": s.paragraph,
            "quoted": s.quoted,
            **{name: float(values[k]) for name, values in scores.items()},
            "valence_alone": float(alone[k]),
            "valence_error": error,
            "valence_class": targets.LABELS[classes[k] + 1],
        }
        for k, s in enumerate(sentences)
    ]
    return {
        "sentiment": rows,
        "assessments": list(_assessments(document)),
    } | targets.measure(document, codebook)


def _assessments(document: Document) -> Iterable[dict]:
    for sentence in document.sentences:
        for name in EXPLAINED:
            found = [(w, v) for w, v in MEASURES[name].words(sentence.text) if abs(v) >= 0.005 and len(w) > 1]
            found = sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:MOST_WORDS]
            for place, (words, value) in enumerate(found, 1):
                yield {
                    **_key(document, sentence),
                    "measure": name,
                    "place": place,
                    "words": words,
                    "value": value,
                }


def _key(document: Document, sentence: Sentence) -> dict:
    return {"piece": document.piece.id, "part": sentence.part, "sentence": sentence.sentence}
