"""Verbs and what they say of who does and who is done to: {word: (doer, done to)}, -1 to 1 (effects.txt)."""

from functools import cache
from pathlib import Path

from analysis.sentiment.words import verb_forms


@cache
def _load() -> dict[str, tuple[float, float]]:
    found: dict[str, list[tuple[float, float]]] = {}
    effect = (0.0, 0.0)
    for line in Path(__file__).with_name("effects.txt").read_text("utf-8").splitlines():
        first, *rest = line.split() or ["#"]
        if first[0] in "-0123456789":
            effect = (float(first), float(rest[0]))
        elif first != "#":
            for verb in (first, *rest):
                for form in verb_forms(verb):
                    found.setdefault(form, []).append(effect)
    return {w: tuple(sum(side) / len(v) for side in zip(*v, strict=True)) for w, v in sorted(found.items())}


EFFECTS = _load()
