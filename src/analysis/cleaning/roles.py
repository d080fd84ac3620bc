"""From "does it stay?" to what each block is: title, dek, byline, body, caption, bio, or residue of some kind.

The model's probability, the wording and the order of a piece decide together: its head (title, dek, byline,
captions), its run of prose, and the tail that begins at a boundary (a bio, an appeal, pointers to other stories)
after which the prose on the piece's own subject does not resume. Each rule states from which probability it decides.
"""

import re

from . import people
from .boundaries import mark
from .deks import take_deks
from .inserts import take_inserts
from .lines import Line
from .outlook import BIO, FORM, LONG, SURE, Mode, Outlook
from .signed import greet, sign, titled
from .tail import end_of_piece
from .titles import headline, of_menu

_ZONES = ("teaser", "comments", "appeal", "sign-up", "legal")  # kinds that hold until the piece's prose goes on
_LABEL = re.compile(r"[a-z]\W*$", re.I)  # of keywords that follow line by line: nothing stands behind it
_KEYWORD = 4  # words: a keyword is no longer
_PARTS = 0.4  # share of a line's words that are names of a site's parts, from which it is a menu
_MENU = 3  # words: nor is a line of a menu above the piece, whatever stands above that
_ACCOUNT = re.compile(r"@\w[\w.]{1,40}$")


def decode(lines: list[Line], seen: Outlook, title: str | None, author: frozenset[str], mode: Mode) -> None:
    """Give every line its role, kind and confidence, in place, and its reason where a rule decided. ``author`` are the
    author's :func:`~analysis.cleaning.signed.names`.
    """
    found = _title(lines, title, seen.first, mode) if seen.last >= 0 else None
    _wording(lines, seen, mode, found)
    if found is not None:
        _repeats(lines, found, mode)
    greet(lines, seen.first)
    if author or seen.closes:
        sign(lines, author, seen.first, seen.closes)
    if found is not None:
        take_deks(lines, found)
    if seen.bios:
        _bios(lines, seen.bios, mode)
    mark(lines, seen.odd, mode.least)
    if any([line.role for line in lines]):
        take_inserts(lines, mode.least)
        end_of_piece(lines, mode.least)
        _kinds(lines)
    for line in lines:
        if not line.role:
            line.role = "body"
            if not line.reason:  # else it was body in its larger surroundings, which say how surely
                line.confidence = 1 - line.residue
                line.reason = "reads as the piece's own prose" if line.prose else "stands within the piece"


def _title(lines: list[Line], title: str | None, first: int, mode: Mode) -> int | None:
    """The headline, as it is known, or by its marks."""
    known = " ".join(re.findall(r"\w+", title.lower())) if title else ""
    if found := titled(lines, known, first) if known else ():
        for i in found:
            lines[i].set("title", "", "the headline, as known for this piece", 0.98)
        return found[-1]
    if (found := headline(lines, first, mode.least(0.0))) is None:
        return None
    best, sure = found
    lines[best].set("title", "", "the headline, by its place above the prose and its words", min(0.98, sure))
    return best


def _wording(lines: list[Line], seen: Outlook, mode: Mode, title: int | None) -> None:
    """Residue where a cue decides, or the model; captions and bylines by their form."""
    named = () if title is None else range(title + 1, min(seen.first, title + 4))
    for i in seen.asked:
        if not lines[i].role and i not in named:
            _word(lines, i, seen, mode)
    for i in named:
        if not lines[i].role:
            _word(lines, i, seen, mode, _by_name(lines, i))
    for i in seen.dropped:
        line = lines[i]
        if not line.role:
            line.set("residue", "", "", line.residue if line.residue >= seen.bound else max(0.5, line.residue))


def _word(lines: list[Line], i: int, seen: Outlook, mode: Mode, named: bool = False) -> None:
    """``named``: whether the line is the author's name by its place."""
    line, first, last = lines[i], seen.first, seen.last
    if line.hint and line.hint != "bio":
        kind = ""
        if line.hint == "residue":
            kind = line.cues[0].kind if line.cues else "teaser" if line.size > 5 else "navigation"
        line.set(line.hint, kind, "run together with the text beside it", 0.95)
        return
    doubted = line.size <= LONG or line.residue >= SURE
    cue = line.cues[0] if doubted and line.cues and line.cues[0].least <= 1 else None
    if cue and cue.kind == "section label" and first <= i <= last and not re.search(r"[|>/·•»]", line.text):
        cue = cue if line.residue >= mode.least(0.2) else None
    if named or (i <= first + 2 and people.byline(line.text)):
        line.set("byline", "", "names the author", 0.92)
    elif (
        line.pictured
        and mode.least(FORM) <= line.residue < mode.least(0.9999)
        and (not cue or cue.kind != "teaser")
        and people.caption(line.text)
    ):
        line.set("caption", "", "a caption: it ends in, or is labelled as, a credit", max(0.8, 1 - line.residue))
    elif cue and line.residue >= (mode.least(cue.least) if cue.least else 0.0):
        line.set("residue", cue.kind, cue.reason, max(0.85, line.residue))
    elif line.residue >= seen.bound:
        line.set("residue", "", "", line.residue)
    elif i < first <= last and not line.prose and line.residue >= mode.least(0.35) and not line.cues:
        line.set("residue", "", "", max(0.5, line.residue))


def _by_name(lines: list[Line], i: int) -> bool:
    """A bare name right below the headline, of a person the prose does not speak of."""
    line = lines[i]
    if not 2 <= line.size <= 12 or not people.lone_name(line.text) or line.cues:
        return False
    if line.size > 4:
        return True
    below = [other for other in lines[i + 1:i + 30] if other.prose]
    return not any(len(word) > 3 and _speaks_of(below, word) for word in line.words[:4])


def _repeats(lines: list[Line], at: int, mode: Mode) -> None:
    title = lines[at]
    name, same, size = title.key, title.same, title.size
    if len(name) < 9:
        return
    longest, most, least = max(title.words, key=len), min(40, size + 20), mode.least(0.0)
    for line in [line for line in lines if size <= line.size <= most]:
        if line is title or line.residue < least or (line.role == "title" and line.hint):
            continue
        if line.same == same or (
            len(name) > 20
            and not line.prose
            and longest in line.text.lower()
            and name in line.key
            and len(line.key) < len(name) + 40
        ):
            line.set("residue", "repeated title", "the headline again", 0.97)


def _bios(lines: list[Line], maybe: list[int], mode: Mode) -> None:
    """Who the author is: after the prose, or right below the title; and no one the piece itself speaks of. ``maybe``
    are the lines that may be the first of a bio.
    """
    total = sum([line.size for line in lines if line.prose and not line.role])
    least = mode.least(FORM)
    authors = " ".join([line.text.lower() for line in lines if line.role == "byline"])
    last_bio, at, seen = -9, 0, 0
    spoken: list[Line] = []
    first = frozenset(maybe)
    for i in range(maybe[0], len(lines)):
        line = lines[i]
        if not (i in first or i - last_bio <= 2) or line.residue < least or not BIO[0] <= line.size <= BIO[1]:
            continue
        if line.role not in ("", "residue") or line.kind not in ("", "social"):
            continue
        above = [other for other in lines[at:i] if other.prose and not other.role]
        spoken += above
        seen += sum([other.size for other in above])
        at = i
        late = seen >= 0.75 * total
        if late and i - last_bio <= 2 and people.more_bio(line.text):
            line.set("bio", "", "goes on about the author", 0.85)
            last_bio = i
            continue
        says, name, surely = people.bio(line.text) if late or seen <= 0.1 * total else (False, "", False)
        last_name = name.lower()
        mentioned = name and last_name not in authors and _speaks_of(spoken, last_name)
        if says and ((late and (surely or not mentioned)) or (surely and seen <= 0.1 * total and line.size < 60)):
            line.set("bio", "", "says who the author is", 0.9)
            last_bio = i


def _speaks_of(lines: list[Line], name: str) -> bool:
    """Whether a word is said in any of the lines."""
    return any(name in line.text.lower() and name in line.words for line in lines)


def _kinds(lines: list[Line]) -> None:
    """A kind for what the model alone took out, from its wording, neighbours and place; a cue's reason with it."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].prose and not lines[i].role), len(lines))
    first = next((i for i, line in enumerate(lines) if line.prose and not line.role), 0)
    zone = ""
    for i, line in enumerate(lines):
        if line.role != "residue":
            zone = "" if line.prose and not line.role else zone
        elif line.kind:
            if line.kind in _ZONES:  # a count of comments above the piece begins none
                zone = line.kind if line.kind != "comments" or i > last else zone
            elif line.kind == "metadata" and line.size <= 2 and _LABEL.search(line.text):
                zone = "metadata"
        elif line.cues:
            line.kind, line.reason = line.cues[0].kind, line.cues[0].reason
        elif line.text[0] == "@" and _ACCOUNT.match(line.text):
            line.kind, line.reason = "social", "the name of an account"
        elif zone == "metadata" and not line.prose and line.size <= _KEYWORD:
            line.kind, line.reason = zone, "a keyword of the page"
        elif line.prose:
            zone = "" if zone == "metadata" else zone
            line.kind = zone or "teaser"
        elif of_menu(line.text) >= _PARTS and line.size > 1:
            line.kind = "navigation"
        elif zone and zone not in ("legal", "metadata") and not (i < first and line.size <= _MENU):
            line.kind = zone
        else:
            line.kind = "teaser" if line.size > 5 or (line.size > 1 and i > last and _leads(lines, i)) else "navigation"


def _leads(lines: list[Line], i: int) -> bool:
    """Whether a teaser stands among the next lines."""
    return any(line.role == "residue" and line.kind == "teaser" for line in lines[i + 1:i + 6])
