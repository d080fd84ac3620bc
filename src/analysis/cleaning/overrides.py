"""What the user decides over the head of the cleaner, in corpus.toml.

    [[piece.override]]
    line = 12                # or  block = 7  or  lines = [12, 15], from 12 to 15  or  kind = "teaser"
    role = "body"            # with role = "residue" beside a place also kind = "teaser": what it is
    because = "a letter the author quotes in full"      # optional, shown with the block
"""

from collections.abc import Sequence

from analysis.errors import InputError

from .blocks import KINDS, ROLES, Block

_PLACES = ("block", "line", "lines")


def checked(overrides: Sequence[dict]) -> tuple[dict, ...]:
    """The overrides as given. Raises InputError for one that names no role, or not just one thing to select by."""
    for number, entry in enumerate(overrides, 1):
        where = f"override {number}"
        unknown = sorted(set(entry) - {*_PLACES, "kind", "role", "because"})
        if unknown:
            raise InputError(where, f"unknown key {unknown[0]!r}", "known are block, line, lines, kind, role, because")
        if entry.get("role") not in ROLES:
            raise InputError(where, f"role is {entry.get('role')!r}", f"make it one of {', '.join(ROLES)}")
        chosen = [key for key in _PLACES if key in entry] or [key for key in ("kind",) if key in entry]
        if len(chosen) != 1:
            raise InputError(
                where, f"selects by {' and '.join(chosen) or 'nothing'}", "give one of block, line, lines, kind"
            )
        for key in sorted({*chosen, "kind"} & set(entry)):
            if not _sensible(key, entry[key]):
                raise InputError(
                    where,
                    f"{key} is {entry[key]!r}",
                    "count blocks and lines from 1; lines = [first, last], all between them too; a kind is one of "
                    + ", ".join(KINDS),
                )
        if "kind" in entry and chosen != ["kind"] and entry["role"] != "residue":
            raise InputError(
                where, f"gives a kind to the role {entry['role']}", "leave kind out: only residue is of a kind"
            )
    return tuple(overrides)


def apply(blocks: Sequence[Block], overrides: Sequence[dict]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks with the overrides applied in order, and a warning for each that meets no block."""
    found = list(blocks)
    warnings = []
    for number, entry in enumerate(checked(overrides), 1):
        hits = [i for i, block in enumerate(blocks) if _meets(block, i + 1, entry)]
        name = _name(entry, len(hits))
        if not hits:
            warnings.append(f"override {number} ({name}) meets no block: page 1 and `clean` number lines and blocks")
        for i in hits:
            role = entry["role"]
            kind = entry.get("kind") or blocks[i].kind or "other" if role == "residue" else ""
            because = entry.get("because", "decided by the user")
            found[i] = found[i]._replace(role=role, kind=kind, why=because, confidence=1.0, override=name)
    return tuple(found), tuple(warnings)


def _name(entry: dict, hits: int) -> str:
    """What an override is called: what it selects by, and how many blocks it met where they are several.

    >>> _name({"lines": [12, 15], "role": "body"}, 4), _name({"line": 7, "role": "residue", "kind": "appeal"}, 1)
    ('lines 12 to 15: 4 blocks', 'line 7, kind appeal')
    """
    told = [f"lines {entry[key][0]} to {entry[key][1]}" if key == "lines" else f"{key} {entry[key]}"
            for key in (*_PLACES, "kind") if key in entry]
    return ", ".join(told) + (f": {hits} blocks" if hits > 1 else "")


def _sensible(key: str, value: object) -> bool:
    if key == "kind":
        return value in KINDS
    numbers = value if key == "lines" else [value]
    return (isinstance(numbers, list) and len(numbers) == (2 if key == "lines" else 1)
            and all(type(n) is int and n > 0 for n in numbers) and numbers == sorted(numbers))


def _meets(block: Block, number: int, entry: dict) -> bool:
    if "block" in entry:
        return number == entry["block"]
    if not {"line", "lines"} & set(entry):
        return block.kind == entry["kind"]
    first, last = entry.get("lines") or (entry["line"], entry["line"])
    return block.first_line <= last and block.last_line >= first
