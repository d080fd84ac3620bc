"""The dek: the line or lines between a piece's headline and its prose that say what it is about."""

import re

import numpy as np

from . import people
from .lines import Line

_SPOKEN = re.compile(r"[\w“‘\"'][^|»›•]*$")  # a line of words, and of no menu
_SUMMARY = re.compile(r"\W*(?:(?:in )?summary|(?:the )?(?:key|main) (?:points|takeaways)|takeaways|highlights|"
                      r"at a glance|in brief)\W*$", re.I)
_SENTENCE = re.compile(r"[.!?…][”\"’)\]]*(?:\s|$)")


def take_deks(lines: list[Line], title: int) -> None:
    """Between the title and the prose: short, and set apart, said again below, or much shorter than what follows."""
    open_lines = [i for i in range(title + 1, min(len(lines), title + 60)) if lines[i].role in ("", "caption")]
    body = [i for i in open_lines if lines[i].prose and not lines[i].role]
    if len(body) < 3:
        return
    _sum_up(lines, title, body)
    lengths = sorted(lines[i].size for i in body[1:9])
    typical = lengths[len(lengths) // 2]
    below = None
    for i in range(title + 1, body[0] + 1):
        line = lines[i]
        if _stands_first(lines, title, i, body):
            line.set("dek", "", "below the headline, in the words of the piece", 0.8)
        if line.role or not 5 <= line.size <= 60 or (line.cues and line.cues[0].least <= 1):
            continue
        sentences = len(_SENTENCE.findall(line.text)) or 1
        if sentences > 3:
            continue
        below = Line.fours([lines[j] for j in body[1:]]) if below is None else below
        own = Line.fours([line])
        again = np.count_nonzero(below.take(below.searchsorted(own), mode="clip") == own) if len(below) else 0
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        apart = (
            nxt is not None
            and nxt.role in ("residue", "caption", "byline")
            and line.size <= 45
            and line.size < 0.75 * typical
        )
        if again >= max(2, line.size // 8):
            line.set("dek", "", "below the headline, and said again in the piece", 0.9)
        elif apart and line.prose:
            line.set("dek", "", "below the headline, set apart from the prose", 0.85)
        elif i == body[0] and i == title + 1 and sentences <= 2 and line.size <= 40 and line.size < 0.45 * typical:
            line.set("dek", "", "below the headline, much shorter than the paragraphs", 0.7)


def _stands_first(lines: list[Line], title: int, i: int, body: list[int]) -> bool:
    """Whether the model alone took out a line that speaks of the piece's subject between its headline and its byline,
    date or prose, or right below the byline.
    """
    line, nxt = lines[i], lines[i + 1]
    if line.role != "residue" or line.kind or line.hint or not 6 <= line.size <= 45:
        return False
    if not all(above.role == "byline" for above in lines[title + 1:i]):
        return False
    credited = nxt.role == "byline" or nxt.kind == "metadata" or people.credited(nxt.text)
    if not credited and nxt.role not in ("caption", ""):
        return False
    if line.cues or line.text.endswith((":", ",", "…", "...")) or not _SPOKEN.match(line.text):
        return False
    words = line.text.split()
    if sum(word[0].islower() for word in words) < 0.5 * len(words):
        return False
    own, said = line.stems, _said(lines, title, body)
    shared = len(own & said)
    return shared >= (max(2, 0.3 * len(own)) if credited else max(3, 0.5 * len(own)))


def _said(lines: list[Line], title: int, body: list[int]) -> frozenset[int]:
    """The stems of the headline and the prose."""
    return frozenset().union(*[lines[j].stems for j in [title, *body[:40]]])


def _sum_up(lines: list[Line], title: int, body: list[int]) -> None:
    """Below a label such as "Summary", the points that stand right above the prose and are in its words."""
    label = next((i for i in range(title + 1, body[0]) if _SUMMARY.match(lines[i].text)), body[0])
    points = lines[label + 1:body[0]]
    if not 1 <= len(points) <= 6 or any(point.role != "residue" or point.kind or point.cues or point.hint
                                        or not 4 <= point.size <= 30 for point in points):
        return
    said = _said(lines, title, body)
    if all(len(point.stems & said) >= max(2, 0.5 * len(point.stems)) for point in points):
        for point in points:
            point.set("dek", "", "a point of the summary above the prose, in its words", 0.8)
