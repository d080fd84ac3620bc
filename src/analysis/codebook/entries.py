"""One entry of a codebook each: a table of TOML to an Event, Actor, Theme …"""

from analysis.codebook.cues import fault
from analysis.codebook.model import (
    AGENT_HOWS,
    CLAIMS,
    COMPARED,
    HOWS,
    KINDS,
    PARTS,
    SENSES,
    Actor,
    Claim,
    Contrast,
    Event,
    Family,
    Frame,
    Passage,
    Reading,
    Theme,
)
from analysis.codebook.source import cues
from analysis.codebook.source import fields as checked
from analysis.toml import Toml


def event_of(source: Toml, entry: dict) -> Event:
    fields = checked(
        source,
        "event",
        0,
        entry,
        {"name": str, "year": int, "agents": list, "targets": list, "families": dict, "other": list},
        ("name", "families"),
    )
    families = []
    for family_id, given in fields["families"].items():
        table = "event.families"
        entry = {"cues": given} if isinstance(given, list) else given
        if not isinstance(entry, dict):
            raise source.wrong(table, 0, family_id, f"{given!r} is not a list", 'write [ "…" ]')
        if isinstance(entry.get("cues"), list):  # told by the family's own line, of which one entry is like the next
            cues(source, table, 0, family_id, entry["cues"])
        family = checked(source, table, 0, entry, {"cues": list, "always": bool, "loose": bool}, ("cues",))
        families.append(
            Family(family_id, family["cues"], family.get("always", False), family.get("loose", False))
        )
    return Event(
        fields["name"],
        fields.get("year"),
        fields.get("agents", ()),
        fields.get("targets", ()),
        tuple(families),
        fields.get("other", ()),
    )


def actor_of(source: Toml, number: int, entry: dict) -> Actor:
    fields = checked(
        source,
        "actor",
        number,
        entry,
        {"id": str, "name": str, "kind": str, "of": str, "names": dict},
        ("id", "name", "kind", "names"),
    )
    if fields["kind"] not in KINDS:
        raise source.wrong(
            "actor", number, "kind", f"unknown kind {fields['kind']!r}", f"use one of {', '.join(KINDS)}"
        )
    names = []
    for how, given in fields["names"].items():
        if how not in (*HOWS, "not"):
            raise source.wrong(
                "actor", number, how, "unknown way of naming", f"use one of {', '.join(HOWS)}, not"
            )
        if not isinstance(given, list):
            raise source.wrong("actor", number, how, f"{given!r} is not a list", f'write {how} = ["…", "…"]')
        names += [(how, cue) for cue in cues(source, "actor", number, how, given)]
    return Actor(
        fields["id"],
        fields["name"],
        fields["kind"],
        fields.get("of", ""),
        tuple(n for n in names if n[0] != "not"),
        tuple(cue for how, cue in names if how == "not"),
    )


def theme_of(source: Toml, number: int, entry: dict) -> Theme:
    fields = checked(
        source, "theme", number, entry, {"id": str, "name": str, "cues": list}, ("id", "name", "cues")
    )
    return Theme(fields["id"], fields["name"], fields["cues"])


def frame_of(source: Toml, number: int, entry: dict) -> Frame:
    fields = checked(source, "frame", number, entry, {"id": str, "name": str, "cues": list}, ("id", "cues"))
    return Frame(fields["id"], fields.get("name", fields["id"]), fields["cues"])


def contrast_of(source: Toml, number: int, entry: dict) -> Contrast:
    known = {
        "id": str,
        "question": str,
        "of": str,
        "one": list,
        "other": list,
        "one_name": str,
        "other_name": str,
        "actor": str,
        "exploratory": bool,
    }
    fields = checked(source, "contrast", number, entry, known, ("id", "question", "of", "one", "other"))
    if fields["of"] not in COMPARED:
        raise source.wrong(
            "contrast", number, "of", f"unknown {fields['of']!r}", f"use one of {', '.join(COMPARED)}"
        )
    if both := [c for c in fields["one"] if c in fields["other"]]:
        raise source.wrong(
            "contrast", number, f'"{both[0]}"', "is on both sides", "remove it from one side"
        )
    if fields["of"] == "actor" and "actor" not in fields:
        raise source.wrong("contrast", number, "actor", "the key is missing", 'add actor = "id of the actor"')
    return Contrast(**fields)


def passage_of(source: Toml, number: int, entry: dict) -> Passage:
    known = {"id": str, "question": str, "cues": list, "actors": list, "claims": list, "event": bool}
    return Passage(**checked(source, "passage", number, entry, known, ("id", "question")))


def claims_of(source: Toml, data: dict, base: tuple[Claim, ...]) -> tuple[Claim, ...]:
    joined = {c.kind: c for c in base}
    for kind, entry in data.items():
        if kind not in CLAIMS:
            raise source.wrong(
                "claims." + kind, 0, kind, "unknown kind of claim", f"use one of {', '.join(CLAIMS)}"
            )
        table = f"claims.{kind}"
        if not isinstance(entry, dict):
            raise source.wrong("claims", 0, kind, "not a table", f"write [{table}]")
        fields = checked(source, table, 0, entry, {"meaning": str, "cues": dict, "without": list}, ())
        old = joined.get(kind, Claim(kind, "", ()))
        new = []
        for value, given in fields.get("cues", {}).items():
            if not isinstance(given, list):
                raise source.wrong(table, 0, value, f"{given!r} is not a list", f'write {value} = ["…", "…"]')
            new += [(value, cue) for cue in cues(source, table, 0, value, given)]
        for cue in fields.get("without", ()):
            if cue not in [c for _, c in old.cues]:
                raise source.wrong(
                    table, 0, f'"{cue}"', "is not a cue of the general codebook", "remove it from without"
                )
        added = [c for _, c in new]
        kept = [(v, c) for v, c in old.cues if c not in fields.get("without", ()) and c not in added]
        joined[kind] = Claim(kind, fields.get("meaning", old.meaning), (*kept, *new))
    return tuple(joined.values())


def variants_of(source: Toml, data: dict, base: tuple) -> tuple[tuple[str, str], ...]:
    for variant, canon in data.items():
        if not isinstance(canon, str) or not canon.strip():
            raise source.wrong("variants", 0, variant, f"{canon!r} is not a spelling", f'write {variant} = "…"')
        if canon in data:
            raise source.wrong(
                "variants", 0, variant, f"{canon!r} is itself a variant", f"join both with {data[canon]!r}"
            )
    return tuple((dict(base) | data).items())


def readings_of(source: Toml, data: list[dict]) -> tuple[Reading, ...]:
    """The mentions read by hand, in their order. Raises InputError also for one that is settled twice."""
    made: dict[tuple, int] = {}
    found = []
    for number, entry in enumerate(data, 1):
        reading = _reading_of(source, number, entry)
        key = (*reading.place, reading.word, reading.nth)
        if key in made:
            raise source.wrong("reading", number, "word", f"{reading.word!r} is also that of [[reading]] {made[key]}",
                               "keep one of them, or say which by nth = 2")
        made[key] = number
        found.append(reading)
    return tuple(found)


def _reading_of(source: Toml, number: int, entry: dict) -> Reading:
    known = {"piece": str, "part": str, "sentence": int, "word": str, "nth": int, "sense": str, "agent": str,
             "how": str, "reported": bool, "why": str}  # fmt: skip
    fields = checked(source, "reading", number, entry, known, ("piece", "sentence", "word", "sense"))
    fields = {"part": "body", "nth": 1, **fields}
    for key, allowed in (("part", PARTS), ("sense", SENSES), ("how", AGENT_HOWS)):
        if key in fields and fields[key] not in allowed:
            raise source.wrong("reading", number, key, f"unknown {key} {fields[key]!r}",
                               f"use one of {', '.join(allowed)}")
    for key in ("sentence", "nth"):
        if fields[key] < 1:
            raise source.wrong("reading", number, key, f"{fields[key]} is not a place", "count from 1")
    if (found := fault(fields["word"])) or "*" in fields["word"]:
        told = found or (f"{fields['word']!r} holds a *", "")
        raise source.wrong("reading", number, "word", told[0], "write the word as it stands in the sentence")
    if idle := [key for key in ("agent", "how", "reported") if key in fields and fields["sense"] == "other"]:
        raise source.wrong("reading", number, idle[0], "applies to the event only",
                           f'remove it, or write sense = "{SENSES[0]}"')
    if "how" in fields and not fields.get("agent"):
        raise source.wrong("reading", number, "how", "says how an agent is named, but none is",
                           'add agent = "id of the actor", or remove it')
    fields["why"] = " ".join(fields.get("why", "").split())
    return Reading(**fields, line=source.line("reading", number, "piece"))
