"""The known rules for plain text, line by line, that the cleaner is measured beside.

Each takes a page's lines and says which stay. jusText and boilerpipe work on HTML blocks; here their rules see what
plain text has of them: no link density, no tags.
"""

import re
from collections.abc import Callable, Sequence

_STOP = frozenset(
    "the of and to a in that is was for it with as his on be at by i this had not are but from or have an "
    "they which one you were her all she there would their we him been has when who will more no if out "
    "so said what up its about into than them can only other new some could time these two may then do "
    "first any my now such like our over man me even most made after also did many before must through".split())
_END = re.compile(r"[.!?\"”’]\s*$")


def keep_all(lines: Sequence[str]) -> list[bool]:
    return [True] * len(lines)


def justext(lines: Sequence[str]) -> list[bool]:
    """Pomikálek 2011 (dissertation, Masaryk University), pp. 32-36: stop-word density and length, then neighbours."""
    classes = []
    for line in lines:
        words = line.split()
        density = sum(word.lower() in _STOP for word in words) / len(words) if words else 0.0
        if len(line) < 70:
            classes.append("short")
        elif density >= 0.32:
            classes.append("good" if len(line) > 200 else "near")
        else:
            classes.append("near" if density >= 0.30 else "bad")

    def neighbour(at: int, step: int, also_near: bool) -> str:
        at += step
        while 0 <= at < len(classes):
            if classes[at] in ("good", "bad") or (also_near and classes[at] == "near"):
                return classes[at]
            at += step
        return "bad"

    final = list(classes)
    for i, kind in enumerate(classes):
        sides = {neighbour(i, -1, False), neighbour(i, 1, False)}
        if kind == "short":
            near = {neighbour(i, -1, True), neighbour(i, 1, True)}
            final[i] = "good" if sides == {"good"} or (sides == {"good", "bad"} and "near" in near) else "bad"
        elif kind == "near":
            final[i] = "bad" if sides == {"bad"} else "good"
    return [kind == "good" for kind in final]


def boilerpipe(lines: Sequence[str]) -> list[bool]:
    """Kohlschütter et al. 2010 (WSDM, pp. 441-450), fig. 2: words of this, the last and the next block."""
    sizes = [len(line.split()) for line in lines]
    kept = []
    for i, size in enumerate(sizes):
        before = sizes[i - 1] if i else 0
        after = sizes[i + 1] if i + 1 < len(sizes) else 0
        kept.append(size > 16 or after > 15 or (before > 4 and size > 4))
    return kept


def c4(lines: Sequence[str]) -> list[bool]:
    """Raffel et al. 2020 (JMLR 21:140, p. 6): an end mark, five words, no "javascript", no "lorem ipsum"."""
    return [bool(_END.search(line)) and len(line.split()) >= 5 and "javascript" not in line.lower()
            and "lorem ipsum" not in line.lower() for line in lines]


def refinedweb(lines: Sequence[str]) -> list[bool]:
    """Penedo et al. 2023 (NeurIPS), table 6: capitals, digits, counters, one word, short lines that ask for a click."""
    asks = re.compile(r"^(sign-in|sign in|log in)|(read more\.\.\.|read more…)$|items in cart", re.I)
    kept = []
    for line in lines:
        letters = [char for char in line if char.isalpha()]
        capitals = sum(char.isupper() for char in letters) > 0.5 * max(1, len(letters))
        counter = re.fullmatch(r"\W*\d+\s*(likes?|comments?|shares?|views?|replies)\W*", line, re.I)
        words = line.split()
        digits = bool(line.strip()) and all(char.isdigit() or not char.isalnum() for char in line)
        kept.append(not (capitals or digits or counter or len(words) <= 1 or (len(words) <= 10 and asks.search(line))))
    return kept


def fineweb(lines: Sequence[str]) -> list[bool]:
    """Penedo et al. 2024 (FineWeb, sec. 3.6), its document rules read as line rules: an end mark, or thirty characters
    and unique.
    """
    seen: set[str] = set()
    kept = []
    for line in lines:
        kept.append(line not in seen and (bool(_END.search(line)) or len(line) >= 30))
        seen.add(line)
    return kept


BASELINES: dict[str, Callable[[Sequence[str]], list[bool]]] = {
    "keep-all": keep_all, "jusText": justext, "boilerpipe": boilerpipe, "C4": c4, "RefinedWeb": refinedweb,
    "FineWeb": fineweb,
}
