"""codebook.toml → Codebook; a wrong one is told with its line, key and remedy."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis import paths
from analysis.codebook import cues
from analysis.codebook.model import (
    CLAIMS,
    COMPARED,
    HOWS,
    KINDS,
    Actor,
    Claim,
    Codebook,
    Contrast,
    Event,
    Family,
    Frame,
    Passage,
    Theme,
)
from analysis.errors import InputError

GENERAL = Path(__file__).with_name("general.toml")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
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
}


@dataclass(frozen=True)
class _Source:
    """A codebook file under reading: knows the line of a key."""

    name: str
    text: str

    def wrong(self, table: str, number: int, key: str, what: str, remedy: str) -> InputError:
        """The error of a key (or of a cue, when `key` holds a quotation mark) in the n-th table of that name."""
        line = self._line(table, number, key)
        shown = f"[[{table}]] {number}" if number else f"[{table}]" if table else "top of the file"
        return InputError(f"{self.name}, line {line}", f"{shown}, {key}: {what}", remedy)

    def _line(self, table: str, number: int, key: str) -> int:
        lines = self.text.splitlines()
        start = self._table_line(lines, table, number)
        quoted = re.compile(
            re.escape(key) if key.startswith(('"', "'")) else rf"""\s*["']?{re.escape(key)}["']?\s*="""
        )
        for n in range(start, len(lines)):
            if n > start and table and number and re.match(r"\s*\[\[", lines[n]):
                break
            if quoted.search(lines[n]) if key.startswith(('"', "'")) else quoted.match(lines[n]):
                return n + 1
        return start + 1

    def _table_line(self, lines: list[str], table: str, number: int) -> int:
        if not table:
            return 0
        head = re.compile(
            rf"\s*\[\[\s*{re.escape(table)}\s*\]\]" if number else rf"\s*\[\s*{re.escape(table)}[\].]"
        )
        places = [n for n, line in enumerate(lines) if head.match(line)]
        return places[max(number, 1) - 1] if len(places) >= max(number, 1) else 0


def load_codebook(corpus_id: str) -> Codebook:
    """The general codebook, joined with data/raw/<corpus_id>/codebook.toml where there is one.

    Raises InputError with file, line, key and remedy.
    """
    file = paths.raw(corpus_id) / "codebook.toml"
    if not file.is_file():
        return general()
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(paths.shown(file), "not UTF-8", "save it as UTF-8") from None
    return parse(text, paths.shown(file), general())


@cache
def general() -> Codebook:
    """The codebook that is shipped with the package."""
    return parse(GENERAL.read_text("utf-8"), GENERAL.name, Codebook())


def parse(text: str, name: str, base: Codebook) -> Codebook:
    """Read a codebook's text and join it with `base`: same ids replace, other entries are added.

    Raises InputError with line, key and remedy.
    """
    source = _Source(name, text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{name}, line {line.group(1)}" if line else f"{name}, line {text.count(chr(10)) + 1}"
        raise InputError(
            where, f"not valid TOML: {error}", "mend that line (strings in quotation marks, lists in [ ])"
        ) from None
    for key, value in data.items():
        if key not in _TABLES:
            raise (
                source.wrong("", 0, key, "unknown table or key", f"known are {', '.join(_TABLES)}")
                if not isinstance(value, dict | list)
                else source.wrong(
                    key, int(isinstance(value, list)), key, "unknown table", f"known are {', '.join(_TABLES)}"
                )
            )
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
    joined = replace(
        base,
        instructions=data.get("instructions", base.instructions),
        titles=tuple(dict.fromkeys((*base.titles, *_cues(source, "", 0, "titles", data.get("titles", []))))),
        actors=_joined(base.actors, _entries(source, data, "actor", _actor)),
        themes=_joined(base.themes, _entries(source, data, "theme", _theme)),
        frames=_joined(base.frames, _entries(source, data, "frame", _frame)),
        claims=_claims(source, data.get("claims", {}), base.claims),
        contrasts=_joined(base.contrasts, _entries(source, data, "contrast", _contrast)),
        passages=_joined(base.passages, _entries(source, data, "passage", _passage)),
        variant_pairs=_variants(source, data.get("variants", {}), base.variant_pairs),
        event=_event(source, data["event"]) if "event" in data else base.event,
    )
    _check_references(source, data, joined)
    return joined


def _joined(old: tuple, new: tuple) -> tuple:
    return tuple({entry.id: entry for entry in (*old, *new)}.values())


def _entries(source: _Source, data: dict, table: str, make) -> tuple:
    made, seen = [], {}
    for number, entry in enumerate(data.get(table, []), 1):
        item = make(source, number, entry)
        if item.id in seen:
            raise source.wrong(
                table,
                number,
                "id",
                f"{item.id!r} is also the id of [[{table}]] {seen[item.id]}",
                "give each its own id",
            )
        seen[item.id] = number
        made.append(item)
    return tuple(made)


def _fields(
    source: _Source, table: str, number: int, entry: dict, known: dict, required: tuple[str, ...]
) -> dict:
    """The entry with its values checked against `known` (key: type), cue lists as tuples."""
    for key, value in entry.items():
        if key not in known:
            raise source.wrong(table, number, key, "unknown key", f"known are {', '.join(known)}")
        if not isinstance(value, known[key]) or (isinstance(value, bool) and known[key] is not bool):
            raise source.wrong(
                table,
                number,
                key,
                f"{value!r} is no {_WORDS[known[key]]}",
                f"write {key} = {_FORMS[known[key]]}",
            )
    for key in required:
        if key not in entry:
            raise source.wrong(table, number, key, "the key is missing", f"add {key} = {_FORMS[known[key]]}")
    checked = {k: _cues(source, table, number, k, v) if known[k] is list else v for k, v in entry.items()}
    if "id" in checked and not _ID.fullmatch(checked["id"]):
        raise source.wrong(
            table,
            number,
            "id",
            f"{checked['id']!r} is no plain id",
            "use small letters, digits, - and _ only",
        )
    return checked


_WORDS = {str: "string", list: "list", dict: "table", bool: "true or false", int: "whole number"}
_FORMS = {str: '"…"', list: '["…", "…"]', dict: "{ … }", bool: "true", int: "2020"}


def _cues(source: _Source, table: str, number: int, key: str, values: list) -> tuple[str, ...]:
    for value in values:
        if found := cues.fault(value):
            shown = f'"{value}"' if isinstance(value, str) and value.strip() else key
            raise source.wrong(table, number, shown, found[0], found[1])
        if values.count(value) > 1:
            raise source.wrong(table, number, f'"{value}"', f"stands twice in {key}", "remove one")
    return tuple(values)


def _event(source: _Source, entry: dict) -> Event:
    fields = _fields(
        source,
        "event",
        0,
        entry,
        {"name": str, "year": int, "agents": list, "targets": list, "families": dict, "other": list},
        ("name", "families"),
    )
    families = []
    for family_id, given in fields["families"].items():
        entry = {"cues": given} if isinstance(given, list) else given
        if not isinstance(entry, dict):
            raise source.wrong("event.families", 0, family_id, f"{given!r} is no list", 'write [ "…" ]')
        family = _fields(
            source, "event.families", 0, entry, {"cues": list, "always": bool, "loose": bool}, ("cues",)
        )
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


def _actor(source: _Source, number: int, entry: dict) -> Actor:
    fields = _fields(
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
            raise source.wrong("actor", number, how, f"{given!r} is no list", f'write {how} = ["…", "…"]')
        names += [(how, cue) for cue in _cues(source, "actor", number, how, given)]
    return Actor(
        fields["id"],
        fields["name"],
        fields["kind"],
        fields.get("of", ""),
        tuple(n for n in names if n[0] != "not"),
        tuple(cue for how, cue in names if how == "not"),
    )


def _theme(source: _Source, number: int, entry: dict) -> Theme:
    fields = _fields(
        source, "theme", number, entry, {"id": str, "name": str, "cues": list}, ("id", "name", "cues")
    )
    return Theme(fields["id"], fields["name"], fields["cues"])


def _frame(source: _Source, number: int, entry: dict) -> Frame:
    fields = _fields(source, "frame", number, entry, {"id": str, "name": str, "cues": list}, ("id", "cues"))
    return Frame(fields["id"], fields.get("name", fields["id"]), fields["cues"])


def _contrast(source: _Source, number: int, entry: dict) -> Contrast:
    known = {
        "id": str,
        "question": str,
        "of": str,
        "one": list,
        "other": list,
        "one_name": str,
        "other_name": str,
        "actor": str,
    }
    fields = _fields(source, "contrast", number, entry, known, ("id", "question", "of", "one", "other"))
    if fields["of"] not in COMPARED:
        raise source.wrong(
            "contrast", number, "of", f"unknown {fields['of']!r}", f"use one of {', '.join(COMPARED)}"
        )
    if both := [c for c in fields["one"] if c in fields["other"]]:
        raise source.wrong(
            "contrast", number, f'"{both[0]}"', "stands on both sides", "remove it from one side"
        )
    if fields["of"] == "actor" and "actor" not in fields:
        raise source.wrong("contrast", number, "actor", "the key is missing", 'add actor = "id of the actor"')
    return Contrast(
        **{"one_name": " or ".join(fields["one"]), "other_name": " or ".join(fields["other"])} | fields
    )


def _passage(source: _Source, number: int, entry: dict) -> Passage:
    known = {"id": str, "question": str, "cues": list, "actors": list, "claims": list, "event": bool}
    return Passage(**_fields(source, "passage", number, entry, known, ("id", "question")))


def _claims(source: _Source, data: dict, base: tuple[Claim, ...]) -> tuple[Claim, ...]:
    joined = {c.kind: c for c in base}
    for kind, entry in data.items():
        if kind not in CLAIMS:
            raise source.wrong(
                "claims." + kind, 0, kind, "unknown kind of claim", f"use one of {', '.join(CLAIMS)}"
            )
        table = f"claims.{kind}"
        if not isinstance(entry, dict):
            raise source.wrong("claims", 0, kind, "not a table", f"write [{table}]")
        fields = _fields(source, table, 0, entry, {"meaning": str, "cues": dict, "without": list}, ())
        old = joined.get(kind, Claim(kind, "", ()))
        new = []
        for value, given in fields.get("cues", {}).items():
            if not isinstance(given, list):
                raise source.wrong(table, 0, value, f"{given!r} is no list", f'write {value} = ["…", "…"]')
            new += [(value, cue) for cue in _cues(source, table, 0, value, given)]
        for cue in fields.get("without", ()):
            if cue not in [c for _, c in old.cues]:
                raise source.wrong(
                    table, 0, f'"{cue}"', "is no cue of the general codebook", "remove it from without"
                )
        added = [c for _, c in new]
        kept = [(v, c) for v, c in old.cues if c not in fields.get("without", ()) and c not in added]
        joined[kind] = Claim(kind, fields.get("meaning", old.meaning), (*kept, *new))
    return tuple(joined.values())


def _variants(source: _Source, data: dict, base: tuple) -> tuple[tuple[str, str], ...]:
    for variant, canon in data.items():
        if not isinstance(canon, str) or not canon.strip():
            raise source.wrong("variants", 0, variant, f"{canon!r} is no spelling", f'write {variant} = "…"')
        if canon in data:
            raise source.wrong(
                "variants", 0, variant, f"{canon!r} is itself a variant", f"join both with {data[canon]!r}"
            )
    return tuple((dict(base) | data).items())


def _check_references(source: _Source, data: dict, codebook: Codebook) -> None:
    known = {a.id for a in codebook.actors}
    remedy = f"use the id of an actor ({', '.join(sorted(known)) or 'none yet: add [[actor]]'})"
    for key in ("agents", "targets"):
        for actor in data.get("event", {}).get(key, []):
            if actor not in known:
                raise source.wrong("event", 0, key, f"unknown actor {actor!r}", remedy)
    for number, entry in enumerate(data.get("actor", []), 1):
        if entry.get("of") and entry["of"] not in known:
            raise source.wrong("actor", number, "of", f"unknown actor {entry['of']!r}", remedy)
    for number, entry in enumerate(data.get("passage", []), 1):
        for actor in entry.get("actors", []):
            if actor not in known:
                raise source.wrong("passage", number, "actors", f"unknown actor {actor!r}", remedy)
        for kind in entry.get("claims", []):
            if kind not in CLAIMS:
                raise source.wrong(
                    "passage", number, "claims", f"unknown claim {kind!r}", f"use one of {', '.join(CLAIMS)}"
                )
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
