"""How far human coders agree, and Parallax with them: Krippendorff's alpha,
precision and recall by question.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from analysis.statistics import Interval, krippendorff_alpha

if TYPE_CHECKING:
    from analysis.figures import Figures


@dataclass(frozen=True)
class Question:
    """What coders are asked of a sentence; `{event}` stands for the event's name."""

    id: str
    asks: str


QUESTIONS = (
    Question("event", "Does the sentence name {event}, by any word?"),
    Question(
        "attributed",
        "If so, is that wording marked as somebody else's (so-called, in quotation marks, said)?",
    ),
    Question("agent", "If so, does the sentence say who did it?"),
    Question("problem", "Does the author say that something is a problem?"),
    Question("cause", "Does the author name a cause, or somebody to blame?"),
    Question("judgement", "Does the author judge, morally or as wise or foolish?"),
    Question("remedy", "Does the author say what should be done?"),
)

_OF_NAMING = ("event", "attributed", "agent")


def agreement(
    figures: "Figures",
    key: Mapping[str, tuple[str, str, int]],
    sheets: Mapping[str, Mapping[str, Mapping[str, float]]],
    seed: int = 0,
) -> dict:
    """Alpha among coders and of Parallax with their majority, precision and recall, by question; JSON's
    types.

    A tie between coders decides nothing and is left out of precision and recall; so, of what is asked of naming, is a
    sentence with a word read by hand, which is not Parallax's reading.
    """
    items = sorted({item for answers in sheets.values() for item in answers})
    machine, settled = _machine(figures), _settled(figures)
    by_hand = np.array([key[item] in settled for item in items], dtype=bool)
    measured = []
    for question in QUESTIONS:
        ratings = np.array(
            [
                [answers.get(item, {}).get(question.id, np.nan) for item in items]
                for answers in sheets.values()
            ],
            dtype=float,
        )
        ours = np.array([float(key[item] in machine[question.id]) for item in items])
        left_out = by_hand & (question.id in _OF_NAMING)
        measured.append(_measured(question.id, ratings, ours, left_out, seed))
    given = [pair for answers in sheets.values() for pair in answers.items()]
    coded = {item for item, row in given if not all(map(isnan, row.values()))}
    number = {"items": len(items), "coded": len(coded), "by_hand": int(by_hand.sum())}
    return {"coders": len(sheets), **number, "answers": answers(figures), "questions": measured}


def answers(figures: "Figures") -> str:
    """A checksum of what Parallax answers of every sentence: another one means that what was scored is out of date."""
    places = {**_machine(figures), "by hand": _settled(figures)}
    told = {name: sorted([piece, part, int(number)] for piece, part, number in of) for name, of in places.items()}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _machine(figures: "Figures") -> dict[str, set[tuple[str, str, int]]]:
    """Sentences of which Parallax answers yes, by question."""
    events, claims = figures.table("event_mentions"), figures.table("claims")
    events = events[events["sense"] == "event"]
    own = claims[claims["marked"] == ""]
    chosen = {
        "event": events,
        "attributed": events[events["attributed"].astype(bool)],
        "agent": events[events["agent_how"] != "deleted"],
    }
    chosen |= {kind: own[own["kind"] == kind] for kind in ("problem", "cause", "judgement", "remedy")}
    return {
        q: set(zip(t["piece"], t["part"], t["sentence"].astype(int), strict=True)) for q, t in chosen.items()
    }


def _settled(figures: "Figures") -> set[tuple[str, str, int]]:
    """Sentences that have a word read by hand."""
    events = figures.table("event_mentions")
    events = events[events["settled"] != ""]
    return set(zip(events["piece"], events["part"], events["sentence"].astype(int), strict=True))


def _measured(question: str, ratings: np.ndarray, ours: np.ndarray, left_out: np.ndarray, seed: int) -> dict:
    with np.errstate(invalid="ignore"):
        rated = np.isfinite(ratings).any(axis=0)
        share = np.nanmean(ratings[:, rated], axis=0) if rated.any() else np.array([])
    decided = (share != 0.5) & ~left_out[rated]
    gold, mine = share[decided] > 0.5, ours[rated][decided] > 0.5
    hit = int((gold & mine).sum())
    coders = krippendorff_alpha(ratings, seed=seed) if len(ratings) > 1 else None
    both = np.stack([gold, mine]).astype(float)
    joint = krippendorff_alpha(both, seed=seed) if len(gold) else None
    row = {
        "question": question,
        "n": len(gold),
        "yes": int(gold.sum()),
        "precision": _share(hit, int(mine.sum())),
        "recall": _share(hit, int(gold.sum())),
        "alpha_coders": _interval(coders),
        "alpha_parallax": _interval(joint),
    }
    told = (
        f"alpha of coders {_alpha_told(coders, ratings) if coders else '(one coder)'}; Parallax against them: "
        f"precision {_told(row['precision'])}, recall {_told(row['recall'])}, "
        f"alpha {_alpha_told(joint, both) if joint else '–'}; yes {row['yes']} of {row['n']}"
    )
    return {**row, "told": told}


def _alpha_told(alpha: Interval, ratings: np.ndarray) -> str:
    """Alpha with its interval; where it is not defined, why: `ratings` are what it was to be computed from."""
    if np.isfinite(alpha.estimate):
        return alpha.text(2)
    if not alpha.n:
        return "not defined (no sentence was answered by two)"
    paired = ratings[:, np.isfinite(ratings).sum(axis=0) >= 2]
    return f"not defined (all {alpha.n} answered {'yes' if np.nanmax(paired) else 'no'})"


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _told(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _interval(alpha: Interval | None) -> list[float | None] | None:
    if alpha is None:
        return None
    return [round(float(v), 4) if np.isfinite(v) else None for v in (alpha.estimate, alpha.low, alpha.high)]
