"""Sentiment of a sentence towards a target in it: a probability each of negative, neutral and positive.

The mean of two models of different kind, both trained on NewsMTSC (Hamborg & Donnay 2021, EACL, pp. 1663-1675): a
multinomial logistic regression on the features of `context`, whose weights are a table of words, `targets.tsv`,
relative to neutral; and the small net of `net`, which sees how words stand together.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analysis.codebook import Codebook
from analysis.codebook.model import PARTS
from analysis.framing.naming import EVENT
from analysis.framing.reader import Reader
from analysis.segments import Document, Sentence
from analysis.sentiment import context, net
from analysis.sentiment.context import TARGET, Masked
from analysis.sentiment.words import NOTHING

FILE = Path(__file__).with_name("targets.tsv")
LABELS = ("neg", "neu", "pos")
UNIT = 1e-3  # weights are whole numbers of it
SHARE = 0.35  # of the net in the mean, by `targets_training.weigh` over mentions that neither model has seen
SURER = 1.2  # power that makes the mean as sure as it is right, by the same: means of models are too timid
MOST_WORDS = 6  # of a mention that are shown as having scored
LEAST = 0.005  # effect of a word that is still named
CLEAREST = 6  # sentences of a target in a piece whose words are shown; of the event EVENTS
EVENTS = 40
Mention = tuple[int, int]


@dataclass(frozen=True)
class Linear:
    """The regression: weight of each feature for negative and for positive, as against neutral; two constants."""

    weights: Mapping[str, tuple[float, float]]
    constant: tuple[float, float]

    def probabilities(self, mentions: Sequence[Masked]) -> np.ndarray:
        """Shape (n, 3), of LABELS."""
        return softmax(np.array([self._sides(m) for m in mentions]).reshape(-1, 2))

    def _sides(self, mention: Masked) -> tuple[float, float]:
        negative, positive = self.constant
        weights = self.weights
        for name, value in context.parts(mention):
            if name in weights:
                a, b = weights[name]
                negative += a * value
                positive += b * value
        return negative, positive


@dataclass(frozen=True)
class Targets:
    """Both models."""

    linear: Linear
    net: net.Net

    def probabilities(self, texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> np.ndarray:
        """Shape (n, 3), of LABELS. `mentions` are each target's places (start, end); the first is asked about."""
        return self.read([Masked.of(t, m) for t, m in zip(texts, mentions, strict=True)])

    def read(self, mentions: Sequence[Masked]) -> np.ndarray:
        """Shape (n, 3), of LABELS."""
        return mixed(self.linear.probabilities(mentions), self.net.probabilities(mentions))

    def contributions(
        self, text: str, mentions: Sequence[Mention], aside: Sequence[Mention] = ()
    ) -> list[tuple[str, int, int, float]]:
        """(word, start, end, effect) of each word within net.WINDOW of the target, but the target itself and what lies
        `aside`: how much positive less negative falls without it.

        Words that say something together do so more than once, so that effects do not add up to the tone.
        """
        words = context.spans(text, mentions)
        whole = Masked.of(text, mentions, aside)
        around = range(max(0, whole.place - net.WINDOW), min(len(words), whole.place + net.WINDOW))
        places = [k for k in around if whole.tokens[k] not in (TARGET, NOTHING)]
        tones = tone(self.read([whole, *(whole.without(k) for k in places)]))
        return [(*words[k], float(tones[0] - rest)) for k, rest in zip(places, tones[1:], strict=True)]


def mixed(linear: np.ndarray, by_net: np.ndarray, share: float = SHARE, power: float = SURER) -> np.ndarray:
    """What both models say as one, (n, 3)."""
    shares = ((1 - share) * linear + share * by_net) ** power
    return shares / shares.sum(axis=1, keepdims=True)


def tone(shares: np.ndarray) -> np.ndarray:
    """Positive less negative, -1 to 1, of probabilities (n, 3)."""
    return shares[:, 2] - shares[:, 0]


def softmax(sides: np.ndarray) -> np.ndarray:
    """Probabilities of LABELS, (n, 3), from how much negative and positive stand above neutral, (n, 2)."""
    full = np.column_stack([sides[:, 0], np.zeros(len(sides)), sides[:, 1]])
    full = np.exp(full - full.max(axis=1, keepdims=True))
    return full / full.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Asked:
    """A mention in a document: of whom, its places, the one asked about first, and those of the words left out."""

    sentence: Sentence
    target: str
    places: list[Mention]
    aside: list[Mention]


def measure(document: Document, codebook: Codebook) -> dict[str, list[dict]]:
    """Rows of the tables target_sentiment, a mention of an actor or of the event in title, dek or body, and
    target_words, what scored in the clearest of them.

    Towards an actor the words that name the event are left out: what was done to somebody is no word about him.
    `words_neg` and `words_pos` are the regression's alone, which the tone of a whole piece is counted from: there the
    net adds little beyond chance (docs/tried.md).
    """
    found = [
        Asked(
            sentence,
            target,
            [place, *(p for t, p in here if t == target and p != place)],
            [] if target == EVENT else [p for t, p in here if t == EVENT],
        )
        for sentence, here in _by_sentence(document, codebook)
        for target, place in here
    ]
    masked, models = [Masked.of(one.sentence.text, one.places, one.aside) for one in found], load()
    words = models.linear.probabilities(masked)
    shares = mixed(words, models.net.probabilities(masked))
    rows = zip(found, shares, words, strict=True)
    return {
        "target_sentiment": [_row(document, one, share, own) for one, share, own in rows],
        "target_words": [row for k in _clearest(found, shares) for row in _words(document, found[k])],
    }


def _clearest(found: Sequence[Asked], shares: np.ndarray) -> list[int]:
    """Places of the mentions whose words are told: of each target the most clearly worded in the body, one a sentence;
    of an actor in the piece's own words.
    """
    own: dict[str, dict[int, int]] = defaultdict(dict)
    for k in np.argsort(-np.abs(tone(shares)), kind="stable").tolist():
        sentence, target = found[k].sentence, found[k].target
        told = own[target]
        if sentence.part == "body" and (target == EVENT or sentence.quoted < 0.5) \
                and len(told) < (EVENTS if target == EVENT else CLEAREST):
            told.setdefault(sentence.sentence, k)
    return sorted(k for told in own.values() for k in told.values())


def _words(document: Document, asked: Asked) -> Iterable[dict]:
    told = load().contributions(asked.sentence.text, asked.places, asked.aside)
    told = [one for one in told if abs(one[3]) >= LEAST and len(one[0]) > 1]
    told = sorted(told, key=lambda one: (-abs(one[3]), one[1]))[:MOST_WORDS]
    return (
        {
            "piece": document.piece.id,
            "start": asked.sentence.start + asked.places[0][0],
            "target": asked.target,
            "place": place,
            "word": word,
            "value": value,
        }
        for place, (word, _, _, value) in enumerate(told, 1)
    )


def _by_sentence(
    document: Document, codebook: Codebook
) -> Iterator[tuple[Sentence, list[tuple[str, Mention]]]]:
    """Sentences of title, dek and body with each (actor's id or EVENT, place) in them, in order."""
    reader = Reader(document, codebook)
    for sentence in document.sentences:
        if sentence.part not in PARTS:
            continue
        events = [e for e in reader.mentions(sentence) if e.sense == EVENT]
        here = {(m.actor, (m.start, m.end)) for m in codebook.find_actors(sentence.text)}
        here |= {(EVENT, (e.start, e.end)) for e in events}
        yield sentence, sorted(here, key=lambda pair: (pair[1], pair[0]))


def _row(document: Document, asked: Asked, shares: np.ndarray, words: np.ndarray) -> dict:
    sentence, (start, end) = asked.sentence, asked.places[0]
    return {
        "piece": document.piece.id,
        "part": sentence.part,
        "paragraph": sentence.paragraph,
        "sentence": sentence.sentence,
        "start": sentence.start + start,
        "end": sentence.start + end,
        "target": asked.target,
        "quoted": sentence.quoted,
        **{f"p_{label}": float(p) for label, p in zip(LABELS, shares, strict=True)},
        "words_neg": float(words[0]),
        "words_pos": float(words[2]),
    }


@cache
def load() -> Targets:
    """The shipped models."""
    return Targets(load_linear(), net.load())


@cache
def load_linear(file: Path = FILE) -> Linear:
    """The shipped regression."""
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
    return Linear(weights, constant)


def save(model: Linear, file: Path = FILE) -> None:
    """Write the regression: feature, weight for negative and for positive; the constants have an empty name."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.write("feature\tneg\tpos\n")
        for key, pair in sorted({"": model.constant, **model.weights}.items()):
            out.write("\t".join([key, *(str(round(w / UNIT)) for w in pair)]) + "\n")
