"""How well the naming of an event and its agents is read, on sentences labelled by hand.

The folder holds `mentions.json` and `events/NAME.toml`; tests/framing/cases/README.md says how they are labelled.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from analysis.codebook import general, parse
from analysis.framing.naming import EVENT, REACH, EventMention, event_mentions

_COUNTED = ("mention", "attribution", "agent")


def naming_scores(folder: Path, part: str) -> dict[str, float]:
    """Mention: the event's mentions found (a word of the right sense), precision and recall. Sense: share of
    the families' words whose sense is right. Attribution and agent, over mentions found: F1 of "another's
    word" and of the agent's id; precision and recall of each stand beside it.
    """
    counts = {key: [0, 0, 0] for key in _COUNTED}  # right, called, true
    senses = []
    for item, mentions in _read(folder, part):
        found = {(m.start, m.end): m for m in mentions}
        true = {(m["start"], m["end"]): m for m in item["mentions"]}
        for span in found.keys() | true.keys():
            gold, ours = true.get(span), found.get(span)
            is_true, is_called = bool(gold) and gold["sense"] == EVENT, bool(ours) and ours.sense == EVENT
            senses.append(is_true == is_called)
            _count(counts["mention"], is_true, is_called, is_true and is_called)
            if is_true and is_called:
                marked = bool(ours.reported)
                _count(counts["attribution"], gold["attributed"], marked, gold["attributed"] and marked)
                right = gold["agent"] == ours.agent and bool(ours.agent)
                _count(counts["agent"], gold["agent"], ours.agent, right)
    scores = {key: _precision_recall(*counts[key]) for key in _COUNTED}
    return {
        "mention_p": scores["mention"]["p"],
        "mention_r": scores["mention"]["r"],
        "sense": round(sum(senses) / max(1, len(senses)), 4),
        "attribution": scores["attribution"]["f1"],
        "agent": scores["agent"]["f1"],
        **{f"{key}_{m}": scores[key][m] for key in ("attribution", "agent") for m in ("p", "r")},
        "mentions": counts["mention"][2],
        "words": len(senses),
    }


def _read(folder: Path, part: str) -> Iterator[tuple[dict, list[EventMention]]]:
    """The items of a part, each with the mentions found in it; those of one text in its context."""
    books = {
        f.stem: parse(f.read_text("utf-8"), f.name, general())
        for f in sorted((folder / "events").glob("*.toml"))
    }
    place, named = None, []
    for item in json.loads((folder / "mentions.json").read_text("utf-8")):
        if item["set"] != part:
            continue
        here = (item["event"], item.get("piece"), item["part"])
        if here != place or "piece" not in item:
            place, named = here, []
        found = event_mentions(
            item["text"], books[item["event"]], headline=item["part"] == "title", seen=any(named[-REACH:])
        )
        named.append(any(m.sense == EVENT for m in found))
        yield item, found


def _count(counts: list[int], true: object, called: object, right: bool) -> None:
    for place, value in enumerate((right, called, true)):
        counts[place] += bool(value)


def _precision_recall(right: int, called: int, true: int) -> dict[str, float]:
    p, r = right / max(1, called), right / max(1, true)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4) if right else 0.0}
