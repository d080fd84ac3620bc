"""From "does it stay?" to what each block is: title, dek, byline, body, caption, bio, or residue of some kind.

The model's probability, the wording and the order of a piece decide together: its head (title, dek, byline,
captions), its run of prose, and the tail that begins at a boundary (a bio, an appeal, pointers to other stories)
after which the prose on the piece's own subject does not resume. Each rule states from which probability it decides.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import people
from .lines import Line
from .tail import end_of_piece

_SENTENCE = re.compile(r"[.!?…][”\"’)\]]*(?:\s|$)")
_SURE = 0.015  # probability under which no cue decides about a long line, in any mode
_FORM = 0.1    # probability from which a caption or bio is known by its form
_LONG = 15  # words: a shorter line is no paragraph


@dataclass(frozen=True, slots=True)
class Mode:
    """``recall``: how much more a lost word of the piece weighs than a word of residue left in; ``sure``: from this
    probability a line goes whatever else stands in the text; ``scale`` moves the rules' own thresholds.
    """

    recall: float
    sure: float
    scale: float

    def least(self, probability: float) -> float:
        """A rule's threshold in this mode: scaled towards 1 (keep) or 0 (strict)."""
        return 1 - (1 - probability) * self.scale if self.scale <= 1 else probability / self.scale


MODES = {"default": Mode(1.6, 0.96, 1.0), "keep": Mode(60.0, 0.995, 0.1), "strict": Mode(0.7, 0.9, 2.0)}


def decode(lines: list[Line], title: str | None, mode: Mode) -> None:
    """Give every line its role, kind and confidence, in place, and its reason where a rule decided."""
    bound = bound_of(lines, mode)
    prose = [i for i, line in enumerate(lines) if line.prose and line.size >= _LONG and line.residue < bound]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    found = _title(lines, title, first, mode) if prose else None
    _wording(lines, mode, bound, first, last, found)
    if found is not None:
        _repeats(lines, found, mode)
        _dek(lines, found)
    _bios(lines, mode)
    end_of_piece(lines, mode.least)
    _kinds(lines)
    for line in lines:
        if not line.role:
            line.set(
                "body",
                "",
                "reads as the piece's own prose" if line.prose else "stands within the piece",
                1 - line.residue,
            )


def bound_of(lines: Sequence[Line], mode: Mode) -> float:
    """The probability from which lines of this text are dropped: what is then kept has the best expected precision plus
    ``mode.recall`` times the expected recall, in words (as a threshold for F1 depends on what is attainable: Lipton,
    Elkan & Naryanaswamy 2014, ECML PKDD, pp. 225-239). So a text of which most is in doubt stays, and of a text in
    which one line is doubtful that line goes.
    """
    if not lines:
        return mode.sure
    residue, size = np.array([line.residue for line in lines]), np.array([line.size + 0.5 for line in lines])
    order = np.lexsort((size, residue))
    residue, size = residue[order], size[order]
    own = np.cumsum((1 - residue) * size)
    if not own[-1]:
        return mode.sure
    best = int((own / np.cumsum(size) + mode.recall * own / own[-1]).argmax())
    return min(float(residue[best + 1]), mode.sure) if best + 1 < len(lines) else mode.sure


def _title(lines: list[Line], title: str | None, first: int, mode: Mode) -> int | None:
    """Above the first prose: a line that says what the prose says."""
    known = " ".join(re.findall(r"\w+", title.lower())) if title else ""
    for i, line in enumerate(lines[:first + 2] if known else ()):
        if (
            line.hint == "title"
            or line.key == known
            or (len(known) > 20 and line.key.startswith(known) and line.size < 40)
        ):
            line.set("title", "", "the headline, as known for this piece", 0.98)
            return i
    subject = set().union(*(line.terms for line in [line for line in lines[first:first + 40] if line.prose][:14]))
    counts = Counter([line.same for line in lines if line.size >= 3]) if first else Counter()
    best, best_value = None, 0.0
    for i in range(max(0, first - 40), first):
        line = lines[i]
        # a sentence that is no question is no headline; a byline or caption neither; nor what only names the site
        if (
            not 2 <= line.size <= 32
            or line.text.endswith((".", ":", ",", ";"))
            or line.residue < mode.least(0.0)
            or not line.terms
        ):
            continue
        share = len(subject.intersection(line.terms)) / len(line.terms)
        again = counts[line.same] > 1
        value = (
            share
            + 0.4 * again
            + 0.3 * (line.size >= 4)
            + 0.15 * (i == 0)
            - min(0.5, 0.03 * (first - i))
            - 0.015 * max(0, line.size - 14)
        )
        if (
            value > best_value + 1e-9
            and (share >= 0.3 or again or i == 0)
            and not (best is not None and line.same == lines[best].same)
            and not any(cue.least <= 0.1 for cue in line.cues)
            and not (people.byline(line.text) or people.caption(line.text))
        ):
            best, best_value = i, value
    if best is not None:
        lines[best].set("title", "", "the headline: above the prose, in its words", min(0.98, 0.5 + best_value / 3))
    return best


def _wording(lines: list[Line], mode: Mode, bound: float, first: int, last: int, title: int | None) -> None:
    """Residue where a cue decides, or the model; captions and bylines by their form."""
    least = min(bound, mode.least(_FORM))
    for i, line in enumerate(lines):
        if line.role:
            continue
        if i > first + 2 and not line.hint and line.residue < least and (
            not line.cued or (line.residue < _SURE and line.size > _LONG)
        ):
            continue  # as most lines
        if line.hint and line.hint != "bio":
            kind = (
                next((cue.kind for cue in line.cues), "teaser" if line.size > 5 else "navigation")
                if line.hint == "residue"
                else ""
            )
            line.set(line.hint, kind, "run together with the text beside it", 0.95)
            continue
        doubted = line.size <= _LONG or line.residue >= _SURE
        cue = line.cues[0] if doubted and line.cues and line.cues[0].least <= 1 else None
        if cue and cue.kind == "section label" and first <= i <= last and not re.search(r"[|>/·•»]", line.text):
            cue = cue if line.residue >= mode.least(0.2) else None
        if (i <= first + 2 and people.byline(line.text)) or (
            title is not None and title < i < min(first, title + 4) and _by_name(lines, i, title)
        ):
            line.set("byline", "", "names the author", 0.92)
        elif (
            line.pictured
            and line.residue >= mode.least(_FORM)
            and (not cue or cue.kind != "teaser")
            and line.residue < mode.least(0.9999)
            and people.caption(line.text)
        ):
            line.set("caption", "", "a caption: it ends in, or is labelled as, a credit", max(0.8, 1 - line.residue))
        elif cue and line.residue >= (mode.least(cue.least) if cue.least else 0.0):
            line.set("residue", cue.kind, cue.reason, max(0.85, line.residue))
        elif line.residue >= bound:
            line.set("residue", "", "", line.residue)
        elif i < first <= last and not line.prose and line.residue >= mode.least(0.35) and not line.cues:
            line.set("residue", "", "", max(0.5, line.residue))


def _by_name(lines: list[Line], i: int, title: int) -> bool:
    """A bare name right below the headline, of a person the prose does not speak of."""
    line = lines[i]
    if not 2 <= line.size <= 12 or line.cues or not people.lone_name(line.text):
        return False
    below = set().union(*(other.words for other in lines[i + 1:i + 30] if other.prose))
    return not any(word in below for word in line.words[:4] if len(word) > 3) or line.size > 4


def _repeats(lines: list[Line], at: int, mode: Mode) -> None:
    name, size = lines[at].key, lines[at].size
    for i, line in enumerate(lines):
        if i == at or not size <= line.size <= min(40, size + 20) or len(name) < 9 or line.residue < mode.least(0.0):
            continue
        if line.role == "title" and line.hint:
            continue
        if line.same == lines[at].same or (
            len(name) > 20 and not line.prose and name in line.key and len(line.key) < len(name) + 40
        ):
            line.set("residue", "repeated title", "the headline again", 0.97)


def _dek(lines: list[Line], title: int) -> None:
    """Between the title and the prose: short, and set apart, said again below, or much shorter than what follows."""
    open_lines = [i for i in range(title + 1, min(len(lines), title + 60)) if lines[i].role in ("", "caption")]
    body = [i for i in open_lines if lines[i].prose and not lines[i].role]
    if len(body) < 3:
        return
    lengths = sorted(lines[i].size for i in body[1:9])
    typical = lengths[len(lengths) // 2]
    below = ""
    for i in range(title + 1, body[0] + 1):
        line = lines[i]
        if line.role or not 5 <= line.size <= 60 or (line.cues and line.cues[0].least <= 1):
            continue
        sentences = len(_SENTENCE.findall(line.text)) or 1
        if sentences > 3:
            continue
        words = line.words
        below = below or "\n".join(" ".join(lines[i].words) for i in body[1:])
        again = sum(" ".join(words[j:j + 4]) in below for j in range(len(words) - 3))
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


def _bios(lines: list[Line], mode: Mode) -> None:
    """Who the author is: after the prose, or right below the title; and no one the piece itself speaks of."""
    total = sum(line.size for line in lines if line.prose and not line.role)
    seen, least = 0, mode.least(_FORM)
    spoken: list[Line] = []
    authors = " ".join(line.text.lower() for line in lines if line.role == "byline")
    last_bio = -9
    for i, line in enumerate(lines):
        if (
            line.residue >= least
            and 4 <= line.size <= 140
            and line.role in ("", "residue")
            and line.kind in ("", "social")
        ):
            late = seen >= 0.75 * total
            if late and i - last_bio <= 2 and people.more_bio(line.text):
                line.set("bio", "", "goes on about the author", 0.85)
                last_bio = i
                continue
            says, name, surely = people.bio(line.text) if late or seen <= 0.1 * total else (False, "", False)
            last_name = name.lower()
            mentioned = name and last_name not in authors and any(last_name in other.words for other in spoken)
            if says and ((late and (surely or not mentioned)) or (surely and seen <= 0.1 * total and line.size < 60)):
                line.set("bio", "", "says who the author is", 0.9)
                last_bio = i
                continue
        if line.prose and not line.role:
            seen += line.size
            spoken.append(line)


def _kinds(lines: list[Line]) -> None:
    """A kind for what the model alone took out, from its wording, neighbours and place; a cue's reason with it."""
    times = Counter(line.text for line in lines)
    body = [i for i, line in enumerate(lines) if not line.role and line.prose]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    zone = ""
    for i, line in enumerate(lines):
        if line.role != "residue":
            zone = "" if not line.role and line.prose else zone
            continue
        line.where = "above the piece" if i < first else "after the piece's end" if i > last else "among the prose"
        line.times = times[line.text]
        if line.kind:
            zone = line.kind if line.kind in ("teaser", "comments", "appeal", "sign-up", "legal") else zone
        elif line.cues:
            line.kind, line.reason = line.cues[0].kind, line.cues[0].reason
        elif line.prose:
            line.kind = zone or "teaser"
        elif zone and zone != "legal":
            line.kind = zone
        else:
            other_story = (
                line.size > 1
                and i > last
                and any(x.role == "residue" and x.kind == "teaser" for x in lines[i + 1 : i + 6])
            )
            line.kind = "teaser" if line.size > 5 or other_story else "navigation"
