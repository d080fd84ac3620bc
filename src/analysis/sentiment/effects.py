"""Verbs and what they say of who does and who is done to: {word: (doer, done to)}, -1 to 1, by effects.txt."""

from functools import cache
from pathlib import Path

_IRREGULAR = {
    "beat": ("beaten",), "shoot": ("shot",), "steal": ("stole", "stolen"), "break": ("broke", "broken"),
    "hide": ("hid", "hidden"), "lose": ("lost",), "flee": ("fled",), "feed": ("fed",), "teach": ("taught",),
    "build": ("built",), "win": ("won",), "lead": ("led",), "overthrow": ("overthrew", "overthrown"),
    "mislead": ("misled",), "quit": (), "hurt": (), "deny": ("denied",), "lie": ("lying",),
}


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = {verb, verb + "s", stem + "ed", stem + "ing", *_IRREGULAR.get(verb, ())}
    if verb.endswith(("s", "sh", "ch", "x")):
        forms.add(verb + "es")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    if verb[-1] in "bgnpt" and verb[-2] in "aiou" and verb[-3:-2] not in tuple("aeiou"):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms


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
                for form in _forms(verb):
                    found.setdefault(form, []).append(effect)
    return {w: tuple(sum(side) / len(v) for side in zip(*v, strict=True)) for w, v in sorted(found.items())}


EFFECTS = _load()
