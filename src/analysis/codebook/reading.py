"""codebook.toml → Codebook; a wrong one is told with its line, key and remedy."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from analysis import paths, toml
from analysis.codebook.entries import (
    actor_of,
    claims_of,
    contrast_of,
    event_of,
    frame_of,
    passage_of,
    readings_of,
    theme_of,
    variants_of,
)
from analysis.codebook.model import CLAIMS, HOWS, Codebook, Event
from analysis.codebook.source import cues, entries
from analysis.corpus import load_corpus
from analysis.toml import Toml

GENERAL = Path(__file__).with_name("general.toml")
_TABLES = {
    "instructions": str,
    "titles": list,
    "event": dict,
    "actor": list,
    "theme": list,
    "frame": list,
    "claims": dict,
    "contrast": list,
    "passage": list,
    "variants": dict,
    "reading": list,
}


def load_codebook(corpus_id: str) -> Codebook:
    """The general codebook, joined with data/raw/<corpus_id>/codebook.toml where there is one.

    Raises InputError with file, line, key and remedy.
    """
    file = paths.raw(corpus_id) / "codebook.toml"
    if not file.is_file():
        return general()
    source = toml.read(file)
    codebook = parse(source.text, source.name, general())
    _check_pieces(source, codebook, corpus_id)
    return codebook


def _check_pieces(source: Toml, codebook: Codebook, corpus_id: str) -> None:
    """Raises InputError for a reading of a piece that the corpus does not have."""
    known = [p.id for p in load_corpus(corpus_id).pieces] if codebook.readings else []
    for number, reading in enumerate(codebook.readings, 1):
        if reading.piece not in known:
            raise source.wrong("reading", number, "piece", f"unknown piece {reading.piece!r}",
                               f"use the id of a piece in corpus.toml ({', '.join(known[:9])}"
                               f"{', …' if len(known) > 9 else ''})")


@cache
def general() -> Codebook:
    """The codebook that is shipped with the package."""
    return parse(GENERAL.read_text("utf-8"), GENERAL.name, Codebook())


def parse(text: str, name: str, base: Codebook) -> Codebook:
    """Read a codebook's text and join it with `base`: same ids replace, other entries are added.

    Raises InputError with line, key and remedy.
    """
    source = Toml(name, text)
    data = source.parsed()
    _check_tables(source, data)
    joined = replace(
        base,
        instructions=data.get("instructions", base.instructions),
        titles=tuple(dict.fromkeys((*base.titles, *cues(source, "", 0, "titles", data.get("titles", []))))),
        actors=_joined(base.actors, entries(source, data, "actor", actor_of)),
        themes=_joined(base.themes, entries(source, data, "theme", theme_of)),
        frames=_joined(base.frames, entries(source, data, "frame", frame_of)),
        claims=claims_of(source, data.get("claims", {}), base.claims),
        contrasts=_joined(base.contrasts, entries(source, data, "contrast", contrast_of)),
        passages=_joined(base.passages, entries(source, data, "passage", passage_of)),
        variant_pairs=variants_of(source, data.get("variants", {}), base.variant_pairs),
        event=event_of(source, data["event"]) if "event" in data else base.event,
        readings=readings_of(source, data.get("reading", [])),
    )
    _check_references(source, data, joined)
    return replace(joined, event=_with_roles(joined))


_OWN_ACT = re.compile(r"\b(?:strike|walkout|stoppage|boycott|protest|march|victory|win|vote)\b", re.IGNORECASE)
_PLACED = ("in", "at")
_DONE_TO = re.compile(r"\b(?:of|against|on|at|in|for|to)\b", re.IGNORECASE)


def _with_roles(codebook: Codebook) -> Event:
    """Where the codebook does not say the agents or the targets of the event, those that its name tells: `Kline's
    purchase of the Post` has both, `the Sarrel earthquake` a target.
    """
    event = codebook.event
    if (event.targets and event.agents) or not event.name:
        return event
    tie = _DONE_TO.search(event.name)
    agents, targets = [], []
    for mention in codebook.find_actors(event.name):
        behind, before = event.name[mention.end :], event.name[: mention.start]
        owner = re.match(r"['’]s?(?:\s|$)", behind)
        done_to = mention.start > tie.start() if tie else not (owner and _OWN_ACT.search(behind))
        by = re.search(r"\bby(?: the)?\s$", before, re.IGNORECASE)
        thing = not owner and codebook.actor(mention.actor).kind == "thing"  # the oil spill
        (targets if (done_to or thing) and not by else agents).append(mention.actor)
    known = (*event.agents, *event.targets)
    told = [tuple(a for a in dict.fromkeys(side) if a not in known) for side in (agents, targets)]
    is_open = not event.targets and (not told[1] or (tie is not None and tie[0].lower() in _PLACED))
    return replace(event, agents=event.agents or told[0], targets=event.targets or told[1], is_open=is_open)


def _check_tables(source: Toml, data: dict) -> None:
    """Raises InputError for a table that is unknown or of the wrong form."""
    source.refuse_unknown(data, _TABLES)
    for key, value in data.items():
        if not isinstance(value, _TABLES[key]) or (
            key != "titles" and isinstance(value, list) and not all(isinstance(v, dict) for v in value)
        ):
            form = f"[[{key}]]" if _TABLES[key] is list and key != "titles" else f"[{key}]"
            raise source.wrong(
                "" if not isinstance(value, dict) else key,
                0,
                key,
                "of the wrong form",
                f"write it as {form}, as docs/codebook.md shows",
            )


def _joined(old: tuple, new: tuple) -> tuple:
    return tuple({entry.id: entry for entry in (*old, *new)}.values())


def _check_references(source: Toml, data: dict, codebook: Codebook) -> None:
    known = {a.id for a in codebook.actors}
    remedy = f"use the id of an actor ({', '.join(sorted(known)) or 'none yet: add [[actor]]'})"
    for key in ("agents", "targets"):
        for actor in data.get("event", {}).get(key, []):
            if actor not in known:
                raise source.wrong("event", 0, key, f"unknown actor {actor!r}", remedy)
    for number, entry in enumerate(data.get("actor", []), 1):
        if entry.get("of") and entry["of"] not in known:
            raise source.wrong("actor", number, "of", f"unknown actor {entry['of']!r}", remedy)
        if entry.get("of") and entry["of"] == entry["id"]:
            raise source.wrong("actor", number, "of", f"{entry['of']!r} is the actor itself",
                               "name the actor that it belongs to, or remove the key")
    for number, entry in enumerate(data.get("passage", []), 1):
        for actor in entry.get("actors", []):
            if actor not in known:
                raise source.wrong("passage", number, "actors", f"unknown actor {actor!r}", remedy)
        for kind in entry.get("claims", []):
            if kind not in CLAIMS:
                raise source.wrong(
                    "passage", number, "claims", f"unknown claim {kind!r}", f"use one of {', '.join(CLAIMS)}"
                )
    for number, reading in enumerate(codebook.readings, 1):
        if reading.agent and reading.agent not in known:
            raise source.wrong("reading", number, "agent", f"unknown actor {reading.agent!r}", remedy)
    families = {f.id for f in codebook.event.families}
    for number, entry in enumerate(data.get("contrast", []), 1):
        if entry["of"] == "actor" and entry["actor"] not in known:
            raise source.wrong("contrast", number, "actor", f"unknown actor {entry['actor']!r}", remedy)
        for side in ("one", "other"):
            allowed = {"event": families, "actor": set(HOWS), "actors": known}.get(entry["of"])
            if allowed is not None and (bad := [v for v in entry[side] if v not in allowed]):
                raise source.wrong(
                    "contrast",
                    number,
                    side,
                    f"unknown {bad[0]!r}",
                    f"use one of {', '.join(sorted(allowed))}",
                )
