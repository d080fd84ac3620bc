"""Sentiment of a sentence towards a target in it: a probability each of negative, neutral and positive.

Multinomial logistic regression on the features of `context`, trained on NewsMTSC (Hamborg & Donnay 2021,
EACL, pp. 1663-1675); its weights are a table of words, `targets.tsv`, relative to neutral.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis.codebook import Codebook
from analysis.framing.naming import EVENT, event_mentions
from analysis.segments import Document, Sentence
from analysis.sentiment import context

FILE = Path(__file__).with_name("targets.tsv")
LABELS = ("neg", "neu", "pos")
UNIT = 1e-3  # weights are whole numbers of it
PARTS = ("title", "dek", "body")
REACH = 4  # sentences back in which a mention of the event lets `this move` point to it
Mention = tuple[int, int]


@dataclass(frozen=True)
class Targets:
    """The model: weight of each feature for negative and for positive, as against neutral; and two
    constants.
    """

    weights: Mapping[str, tuple[float, float]]
    constant: tuple[float, float]

    def probabilities(self, texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> np.ndarray:
        """Shape (n, 3), of LABELS. `mentions` are each target's places (start, end); the first is asked
        about.
        """
        masked = [context.Masked.of(t, m) for t, m in zip(texts, mentions, strict=True)]
        return softmax(np.array([self._sides(context.features(m)) for m in masked]).reshape(-1, 2))

    def _sides(self, features: Mapping[str, float]) -> tuple[float, float]:
        negative, positive = self.constant
        weights = self.weights
        for name, value in features.items():
            if name in weights:
                a, b = weights[name]
                negative += a * value
                positive += b * value
        return negative, positive


def softmax(sides: np.ndarray) -> np.ndarray:
    """Probabilities of LABELS, (n, 3), from how much negative and positive stand above neutral, (n, 2)."""
    full = np.column_stack([sides[:, 0], np.zeros(len(sides)), sides[:, 1]])
    full = np.exp(full - full.max(axis=1, keepdims=True))
    return full / full.sum(axis=1, keepdims=True)


def measure(document: Document, codebook: Codebook) -> list[dict]:
    """Rows of the table target_sentiment: every mention of an actor or of the event in title, dek or body."""
    found = [
        (s, target, place, [p for t, p in here if t == target])
        for s, here in _by_sentence(document, codebook)
        for target, place in here
    ]
    shares = load().probabilities(
        [s.text for s, *_ in found],
        [[place, *(p for p in places if p != place)] for _, _, place, places in found],
    )
    return [
        _row(document, s, target, place, share)
        for (s, target, place, _), share in zip(found, shares, strict=True)
    ]


def _by_sentence(
    document: Document, codebook: Codebook
) -> Iterator[tuple[Sentence, list[tuple[str, Mention]]]]:
    """Sentences of title, dek and body with each (actor's id or EVENT, place) in them, in order."""
    last: dict[str, int] = {}
    for sentence in document.sentences:
        if sentence.part not in PARTS:
            continue
        seen = sentence.sentence - last.get(sentence.part, -REACH) < REACH
        events = [
            e
            for e in event_mentions(sentence.text, codebook, headline=sentence.part == "title", seen=seen)
            if e.sense == EVENT
        ]
        if events:
            last[sentence.part] = sentence.sentence
        here = {(m.actor, (m.start, m.end)) for m in codebook.find_actors(sentence.text)}
        here |= {(EVENT, (e.start, e.end)) for e in events}
        yield sentence, sorted(here, key=lambda pair: (pair[1], pair[0]))


def _row(document: Document, sentence: Sentence, target: str, place: Mention, shares: np.ndarray) -> dict:
    return {
        "piece": document.piece.id,
        "part": sentence.part,
        "paragraph": sentence.paragraph,
        "sentence": sentence.sentence,
        "start": sentence.start + place[0],
        "end": sentence.start + place[1],
        "target": target,
        "quoted": sentence.quoted,
        **{f"p_{label}": float(p) for label, p in zip(LABELS, shares, strict=True)},
    }


@cache
def load(file: Path = FILE) -> Targets:
    """The shipped model."""
    weights, constant = {}, (0.0, 0.0)
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        for key, negative, positive in reader:
            pair = int(negative) * UNIT, int(positive) * UNIT
            if key:
                weights[key] = pair
            else:
                constant = pair
    return Targets(weights, constant)


def save(model: Targets, file: Path = FILE) -> None:
    """Write the model: feature, weight for negative and for positive; the constants have an empty name."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("feature\tneg\tpos\n")
        for key, pair in sorted({"": model.constant, **model.weights}.items()):
            out.write("\t".join([key, *(str(round(w / UNIT)) for w in pair)]) + "\n")
