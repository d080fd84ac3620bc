"""How well the naming of an event and its agents is read, on sentences labelled by hand.

The folder holds `mentions.json` and `events/NAME.toml`; tests/framing/cases/README.md says how they are labelled.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Codebook, general, parse
from analysis.framing.before import Before
from analysis.framing.naming import EVENT, Candidate, EventMention, candidates, event_mentions
from analysis.framing.sense_net import Told, told
from analysis.statistics import percentiles, resampled_counts

_COUNTED = ("mention", "attribution", "agent")  # each with the counts right, called, true
ASKED = ("mention_p", "mention_r", "sense", "attribution", "agent")
_RESAMPLES = 2000
SPOT = 16  # the tests score one in so many events of `dev`: all would take minutes


def naming_scores(folder: Path, part: str, every: int = 1) -> dict[str, float]:
    """Mention: the event's mentions found (a word of the right sense), precision and recall. Sense: share of
    the families' words whose sense is right. Attribution and agent, over mentions found: F1 of "another's
    word" and of the agent's id; precision and recall of each stand beside it.

    `_low` and `_high` of each of `ASKED` are its 95% interval, from resampled `events`, where there are enough of
    them: sentences of one event are right or wrong together. A part without sentences has no scores. Of the events, in
    the order of their names, the first is scored and, from there, one in `every`.
    """
    by_event: dict[str, np.ndarray] = {}
    for item, mentions in _read(folder, part, every):
        counts = by_event.setdefault(item["event"], np.zeros(3 * len(_COUNTED) + 2))
        _count(counts, item["mentions"], mentions)
    if not by_event:
        return {"mentions": 0, "words": 0, "events": 0}
    counts = np.array([by_event[event] for event in sorted(by_event)])
    drawn = np.concatenate([times @ counts for times in resampled_counts(len(counts), _RESAMPLES, 0)])
    ends = {key: percentiles(values, len(counts)) for key, values in _scores(drawn).items() if key in ASKED}
    total = counts.sum(0)
    return {
        **{key: round(float(value), 4) for key, value in _scores(total).items()},
        **{f"{key}_{end}": round(float(at), 4) for key in ASKED
           for end, at in zip(("low", "high"), ends[key], strict=True) if np.isfinite(at)},
        "mentions": int(total[2]),
        "words": int(total[-1]),
        "events": len(counts),
    }


def _scores(counts: np.ndarray) -> dict[str, np.ndarray]:
    """The scores by name, each (...), of counts (..., 11): of each of `_COUNTED` three, words told rightly, words."""
    made = {}
    for n, key in enumerate(_COUNTED):
        right, called, true = (counts[..., 3 * n + k] for k in range(3))
        made[f"{key}_p"], made[f"{key}_r"] = right / np.maximum(called, 1), right / np.maximum(true, 1)
        made[key] = 2 * right / np.maximum(called + true, 1)
    del made["mention"]
    return {**made, "sense": counts[..., -2] / np.maximum(counts[..., -1], 1)}


def as_labelled(item: dict, candidate: Candidate) -> bool:
    """Whether a word of an item is labelled as the event."""
    return any(m["start"] == candidate.place.hit.start and m["sense"] == EVENT for m in item["mentions"])


def candidates_of(
    folder: Path, part: str, told: Callable[[dict, Candidate], bool] = as_labelled
) -> Iterator[tuple[dict, list[Candidate]]]:
    """The items of a part, each with the words in it that may name the event, in the context that they are read in:
    `told` says of a word of an item whether it is the event for what follows.
    """
    yield from _in_context(items_of(folder, part), codebooks(folder), candidates,
                           lambda item, c: (c.place.lemma, told(item, c)))


def items_of(folder: Path, part: str) -> list[dict]:
    """The items of a part."""
    items = json.loads((folder / "mentions.json").read_text("utf-8"))
    return [item for item in items if item["set"] == part]


def _read(folder: Path, part: str, every: int) -> Iterator[tuple[dict, list[EventMention]]]:
    """The items of a part's events, each with the mentions found in it; those of one text in its context."""
    items = items_of(folder, part)
    some = set(sorted({item["event"] for item in items})[::every])
    yield from _in_context([item for item in items if item["event"] in some], codebooks(folder), event_mentions,
                           lambda _, mention: (mention.lemma, mention.sense == EVENT))


def codebooks(folder: Path) -> dict[str, Codebook]:
    """{event: its codebook}."""
    files = sorted((folder / "events").glob("*.toml"))
    return {f.stem: parse(f.read_text("utf-8"), f.name, general()) for f in files}


def told_in_context(folder: Path, part: str) -> Iterator[tuple[dict, Codebook, list[Told]]]:
    """The items of a part, each with its codebook and the sentences before it in its text, as a net reads them."""
    items, books = items_of(folder, part), codebooks(folder)
    for item, [before] in _in_context(items, books, lambda *_, before, **__: [before], lambda *_: ("", False)):
        book = books[item["event"]]
        yield item, book, [told(*said, book) for said in (before.said if before is not None else ())]


def _in_context(
    items: Iterable[dict], books: Mapping[str, Codebook], read: Callable[..., list],
    told: Callable[[dict, Any], tuple[str, bool]],
) -> Iterator[tuple[dict, list]]:  # fmt: skip
    piece, before = None, None
    for item in items:
        here = (item["event"], item["piece"]) if "piece" in item else None
        if here is None or here != piece:
            piece, before = here, None if here is None else Before()
        headline = item["part"] == "title"
        found = read(item["text"], books[item["event"]], headline=headline, before=before)
        before = None if before is None else before.then((told(item, f) for f in found), item["text"], headline)
        yield item, found


def _count(counts: np.ndarray, labelled: list[dict], mentions: list[EventMention]) -> None:
    """Add what one item says, in the order of :func:`_scores`."""
    found = {(m.start, m.end): m for m in mentions}
    true = {(m["start"], m["end"]): m for m in labelled}
    for span in found.keys() | true.keys():
        gold, ours = true.get(span), found.get(span)
        is_true, is_called = bool(gold) and gold["sense"] == EVENT, bool(ours) and ours.sense == EVENT
        counts[:3] += (is_true and is_called, is_called, is_true)
        if is_true and is_called:
            told, marked, agent = gold.get("attributed", False), bool(ours.reported), gold.get("agent", "")
            counts[3:6] += (told and marked, marked, told)
            counts[6:9] += (agent == ours.agent and bool(agent), bool(ours.agent), bool(agent))
        counts[-2:] += (is_true == is_called, 1)
