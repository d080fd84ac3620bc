"""Frames of sentences: the Policy Frames Codebook's dimensions and the generic news frames.

Policy frames: Boydstun, Card, Gross, Resnik & Smith (2014), "Tracking the development of media frames
within and across policy issues"; Card et al. (2015), ACL, p. 438-444. Generic news frames: Semetko &
Valkenburg (2000), Journal of Communication 50(2), p. 95-96, with Entman's (1993, p. 52) remedy as a frame
of its own.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.framing.frames.features import reading
from analysis.framing.frames.measured import validity
from analysis.framing.frames.model import model
from analysis.framing.frames.shares import shares, strongest

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.segments import Document

__all__ = ["measure", "score", "shares", "strongest", "validity"]

Span = tuple[int, ...]  # places of the words of one cue, in order

PARTS = ("title", "dek", "body")
POLICY, GENERIC, OWN = "policy", "generic", "own"
_NONE = "other"  # the policy model's label for a sentence that has none of the dimensions
_ENOUGH = 2  # cues of a generic frame: one alone is as often a passing word as a frame
_PRONOUNS = "first_person"  # the models weigh these cues of human interest; by themselves they show no face
_SHOWN = 6  # words given as reason of a policy frame
_LIGHT = 0.01  # of a score: a lighter word is no reason
_IDLE = re.compile(r"\b[Ii]n (?:all )?fairness\b")  # a turn of phrase, and no word on fairness
_SEPARATOR = "; "  # between cues: some are of several words


def score(sentences: Iterable[str]) -> list[dict]:
    """Frames that each sentence carries: rows of sentence (index from 0), scheme, frame, score, cues.

    `policy`: at most one dimension, where the linear model's score (about the probability that a coder gives
    it) reaches its threshold; `cues` are the words that weigh most for it, the weightiest first. `generic`:
    every frame with two or more cues; `score` is their number, `cues` names them in order, parted by semicolons.
    """
    rows = []
    for index, sentence in enumerate(sentences):
        rows += [{"sentence": index, **row} for row in (*_policy(sentence), *_generic(sentence))]
    return rows


def measure(document: "Document", codebook: "Codebook") -> dict[str, list[dict]]:
    """Table `frames` of one piece: a row per sentence of title, dek or body and frame that it carries.

    Beside the two schemes of `score`, `own` are the frames of the codebook.
    """
    sentences = [s for s in document.sentences if s.part in PARTS]
    rows = []
    own = [{"sentence": n, **row} for n, s in enumerate(sentences) for row in _own(s.text, codebook)]
    for row in score(_IDLE.sub("", s.text) for s in sentences) + own:
        sentence = sentences[row.pop("sentence")]
        rows.append(
            {
                "piece": document.piece.id,
                "part": sentence.part,
                "paragraph": sentence.paragraph,
                "sentence": sentence.sentence,
                **row,
            }
        )
    return {"frames": rows}


def _own(sentence: str, codebook: "Codebook") -> list[dict]:
    """Frames that the codebook names itself: one cue is enough, its author chose it for these texts."""
    found: dict[str, list[str]] = {}
    for hit in codebook.find_frames(sentence):
        found.setdefault(hit.code, []).append(hit.surface)
    return [
        {"scheme": OWN, "frame": frame, "score": float(len(words)), "cues": _SEPARATOR.join(words)}
        for frame, words in sorted(found.items())
    ]


def _policy(sentence: str) -> list[dict]:
    shipped = model("frac")
    scores = shipped.scores(sentence)
    best = int(scores.argmax())
    label = shipped.labels[best]
    if label == _NONE or scores[best] < shipped.thresholds[best]:
        return []
    weights: dict[str, float] = {}
    for word, weight in shipped.why(sentence, label):
        weights[word] = weights.get(word, 0.0) + weight
    heaviest = sorted((w for w in weights if weights[w] >= _LIGHT), key=lambda w: -weights[w])
    return [
        {"scheme": POLICY, "frame": label, "score": float(scores[best]), "cues": _SEPARATOR.join(heaviest[:_SHOWN])}
    ]


def _generic(sentence: str) -> list[dict]:
    found, occurring = reading(sentence)
    cues: dict[str, set[Span]] = {}
    for key, span in occurring["group"]:
        scheme, frame, group = key.split(".")
        if scheme == GENERIC and group != _PRONOUNS:
            cues.setdefault(frame, set()).add(span)
    apart = {frame: _apart(spans) for frame, spans in sorted(cues.items())}
    return [
        {
            "scheme": GENERIC,
            "frame": frame,
            "score": float(len(spans)),
            "cues": _SEPARATOR.join(" ".join(found[place] for place in span) for span in spans),
        }
        for frame, spans in apart.items()
        if len(spans) >= _ENOUGH
    ]


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Those of the places that share no word with one before, the longer first where two begin together."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -len(span))):
        if not kept or span[0] > kept[-1][-1]:
            kept.append(span)
    return kept
