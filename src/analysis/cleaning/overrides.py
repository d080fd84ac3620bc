"""What the user decides over the head of the cleaner, in corpus.toml.

    [[piece.override]]
    line = 12                # or  block = 7  or  lines = [12, 15]  or  kind = "teaser"
    role = "body"
    because = "a letter the author quotes in full"      # optional, shown with the block
"""

from collections.abc import Sequence

from analysis.errors import InputError

from .blocks import KINDS, ROLES, Block

_SELECTORS = ("block", "line", "lines", "kind")


def checked(overrides: Sequence[dict]) -> tuple[dict, ...]:
    """The overrides as given. Raises InputError for one that names no role, or not just one thing to select by."""
    for number, entry in enumerate(overrides, 1):
        where = f"override {number}"
        unknown = sorted(set(entry) - {*_SELECTORS, "role", "because"})
        if unknown:
            raise InputError(where, f"unknown key {unknown[0]!r}", "known are block, line, lines, kind, role, because")
        if entry.get("role") not in ROLES:
            raise InputError(where, f"role is {entry.get('role')!r}", f"make it one of {', '.join(ROLES)}")
        chosen = [key for key in _SELECTORS if key in entry]
        if len(chosen) != 1:
            raise InputError(
                where, f"selects by {' and '.join(chosen) or 'nothing'}", "give one of block, line, lines, kind"
            )
        value = entry[chosen[0]]
        if not _sensible(chosen[0], value):
            raise InputError(
                where,
                f"{chosen[0]} is {value!r}",
                "count blocks and lines from 1; lines = [first, last]; a kind as the page names it",
            )
    return tuple(overrides)


def apply(blocks: Sequence[Block], overrides: Sequence[dict]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks with the overrides applied in order, and a warning for each that meets no block."""
    found = list(blocks)
    warnings = []
    for number, entry in enumerate(checked(overrides), 1):
        hits = [i for i, block in enumerate(blocks) if _meets(block, i + 1, entry)]
        name = ", ".join(f"{key} {entry[key]}" for key in _SELECTORS if key in entry)
        if not hits:
            warnings.append(f"override {number} ({name}) meets no block: page 1 and `clean` number lines and blocks")
        for i in hits:
            role = entry["role"]
            kind = (blocks[i].kind or "other") if role == "residue" else ""
            because = entry.get("because", "decided by the user")
            found[i] = found[i]._replace(role=role, kind=kind, why=because, confidence=1.0, override=name)
    return tuple(found), tuple(warnings)


def _sensible(key: str, value: object) -> bool:
    if key == "kind":
        return value in KINDS
    numbers = value if key == "lines" else [value]
    return (isinstance(numbers, list) and len(numbers) == (2 if key == "lines" else 1)
            and all(type(n) is int and n > 0 for n in numbers) and numbers == sorted(numbers))


def _meets(block: Block, number: int, entry: dict) -> bool:
    if "kind" in entry:
        return block.kind == entry["kind"]
    if "block" in entry:
        return number == entry["block"]
    first, last = entry.get("lines") or (entry["line"], entry["line"])
    return block.first_line <= last and block.last_line >= first
