"""Where a piece ends: prose behind a boundary that does not take up its subject belongs to something else."""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from . import people
from .cues import CUT_OFF
from .inserts import headline, label
from .lines import Line
from .vocabulary import STOP, VOICES

_RESUMES = 0.35   # of the main run's words: so long a stretch is part of the piece, whatever stands before it
_DOUBTED = 0.75   # probability from which a block goes with a run that is in doubt
_SIGNED = 0.2     # … where a bio has closed the piece
_NEAR = 12        # lines: what is given back stands no further behind the piece
_FORMS = ("sign-up", "appeal")
_BETWEEN = (*_FORMS, "media", "advertisement", "teaser", "social", "navigation", "legal", "other")
_UNSURE = 0.75    # probability under which prose behind a form is given back …
_BELOW = 0.9      # … or right below such …
_PEOPLE = 0.95    # … or if it names whom the piece names
_CLOSED = (".", "”", '"', "?", "!")
_PARAGRAPH = 25   # words of it, at least
_NAMES = 2        # words of names that it has in common with the piece, such as a first and a last one
_WITHIN = re.compile(r"(?<=[\w,;:–—] )[“\"‘']?([A-Z][\w’'-]{2,})|\b([A-Z][\w’'-]{2,})(?= [A-Z])")
_NO_NAMES = STOP | {*VOICES["date words"].split()}
_NAME = re.compile(r"\b[A-Z][\w’-]{2,}")
_UNLIKE = 0.6     # of the main run's own likeness to itself


class _Subject(NamedTuple):
    """Of each word whether the main run says it, and the median likeness of the run's prose."""

    said: np.ndarray
    base: float

    def likeness(self, line: Line) -> float:
        """The share of a line's words that the main run says."""
        terms = self.said.take(line.terms)
        return np.count_nonzero(terms) / len(terms) if len(terms) else 0.0


def end_of_piece(lines: list[Line], least: Callable[[float], float]) -> None:
    """Mark what follows the piece's end. ``least`` gives a rule's threshold in the mode at hand."""
    runs = _runs(lines)
    if not runs:
        return
    main = _main(lines, runs)
    last = max(run[-1] for run in runs if len(run) >= 3 or run is main)
    if _take_up(lines, main, last, least) or _behind_form(lines, last, least):
        runs = _runs(lines)
        main = _main(lines, runs)
    behind = [run for run in runs if run[0] > main[-1]]
    if not behind:
        _settle(lines, main[-1])
        return
    weight = sum([lines[i].size for i in main])
    subject = cache(partial(_subject, lines, main))
    last, ended, signed = main[-1], False, False
    pending: list[tuple[list[int], str, float]] = []
    for run in behind:
        why = _ending(lines, run, last, subject, least, ended, run is behind[-1])
        if not why or sum([lines[i].size for i in run]) > _RESUMES * weight:
            last, ended = run[-1], False
            pending = [(other, reason, bound) for other, reason, bound in pending if reason != _DOUBT]
        else:
            ended = True
            signed = signed or any(line.role == "bio" for line in lines[last + 1:run[0]])
            pending.append((run, why, _SIGNED if signed else _DOUBTED))
    for run, why, bound in pending:
        for i in run:
            line = lines[i]
            if why == _DOUBT and line.residue < least(bound):
                continue
            kind = "appeal" if why == _ASKS else ""
            line.set("residue", kind, why if line.prose or kind or why == _THEIRS else "", max(0.75, line.residue))
    _settle(lines, last)


def _take_up(lines: list[Line], main: list[int], last: int, least: Callable[[float], float]) -> bool:
    """Give back the prose right behind the ``last`` line of the piece's runs that the model alone took out, if it is
    on the piece's subject.
    """
    found: list[int] = []
    for i in range(last + 1, min(len(lines), last + _NEAR)):
        line = lines[i]
        if line.role == "bio" or (line.kind and line.kind not in ("media", "advertisement", "teaser", "social")):
            break
        if (
            line.role == "residue"
            and not line.kind
            and line.size >= 5
            and line.text.endswith(_CLOSED)
        ):
            found.append(i)
    size = sum(lines[i].size for i in found)
    if not found or size < 12 or sum(lines[i].residue * lines[i].size for i in found) >= least(0.985) * size:
        return False
    subject = _subject(lines, main)
    shared = sum(subject.likeness(lines[i]) * lines[i].size for i in found) / size
    if shared < _UNLIKE * subject.base:
        return False
    _give_back(lines, found)
    return True


def _behind_form(lines: list[Line], last: int, least: Callable[[float], float]) -> bool:
    """Give back the prose right below a form or an appeal that stands behind the ``last`` line of the piece's runs, if
    the model alone took it out, not surely, and it is on the piece's subject; or less surely, and it names whom the
    piece names.
    """
    form = 0  # where it begins
    piece = cache(lambda: [i for i in range(form) if not lines[i].role])
    named = cache(lambda: _names(lines[i].text for i in piece()))
    found: list[int] = []
    for i in range(last + 1, min(len(lines), last + _NEAR)):
        line, above = lines[i], lines[i - 1]
        if line.role not in ("", "residue", "caption") or (line.kind and line.kind not in _BETWEEN):
            break
        if form and (found or above.prose or above.kind in _FORMS) and _paragraph(line):
            bound = least(_BELOW if found else _UNSURE)
            if line.residue < bound or (line.residue < least(_PEOPLE) and len(_names([line.text]) & named()) >= _NAMES):
                found.append(i)
                continue
        if found:
            break
        form = form or i * (line.kind in _FORMS)
    if sum(lines[i].size for i in found) < _PARAGRAPH or not any(lines[i].role for i in found):
        return False
    subject = _subject(lines, piece())
    if (len(_names(lines[i].text for i in found) & named()) < _NAMES
            and all(subject.likeness(lines[i]) < subject.base for i in found)):
        return False
    _give_back(lines, found)
    return True


def _paragraph(line: Line) -> bool:
    """Whether a line of which no wording decided reads as a paragraph, and not as a bio."""
    return (line.prose and line.role in ("", "residue") and not line.kind and line.text.endswith(_CLOSED)
            and not people.bio(line.text)[0])


def _names(texts: Iterable[str]) -> set[str]:
    """The words of names, lower case: a capital begins them within a sentence, or the next word too.

    >>> sorted(_names(["On Monday Ann Roe came back. Nobody asked why, but Li did not come."]))
    ['ann', 'roe']
    """
    return {(within or first).lower() for text in texts for within, first in _WITHIN.findall(text)} - _NO_NAMES


def _give_back(lines: list[Line], found: list[int]) -> None:
    for i in found:
        lines[i].set("", "", "", 0.0)
        lines[i].residue = min(lines[i].residue, 0.2)  # its subject speaks for it


_DOUBT = "prose after the piece's end, on another subject"
_CUT = "prose of another story, cut off with a link to read on"
_MORE = "below a pointer to other stories, behind who the author is"
_THEIRS = "names who another story speaks of, and the piece does not"
_ASKS = "names the publisher and asks for support"


def _ending(lines: list[Line], run: list[int], last: int, subject: Callable[[], _Subject],
            least: Callable[[float], float], ended: bool, closes: bool) -> str:
    """Why a run of lines behind the piece is not the piece any more; "" where it is."""
    size = sum([lines[i].size for i in run])
    doubt = sum([lines[i].residue * lines[i].size for i in run]) / max(1, size)
    between = lines[last + 1:run[0]]
    behind = lines[run[-1] + 1:run[-1] + 3]
    if doubt >= least(0.0) and any(cue.reason == CUT_OFF for line in behind for cue in line.cues):
        return _CUT
    after_author = any(line.role == "bio" for line in between)
    if (doubt >= least(0.05) or after_author or any(line.kind == "appeal" for line in between)) and _asks(lines, run):
        return _ASKS
    if after_author and doubt >= least(0.1) and _pointed(between):
        return _MORE
    if size <= 60 and doubt >= least(0.0) and _theirs(lines, run):
        return _THEIRS
    if ended or not any(lines[i].prose for i in run):
        return _DOUBT if ended or doubt >= least(0.2 if after_author else 0.5) else ""
    marked = after_author or any(line.role == "residue" for line in between)
    if closes and marked and size < 60 and doubt >= least(0.35):
        return _DOUBT
    if doubt >= least(0.65):
        return _DOUBT
    if doubt < least(0.2 if after_author else 0.45):
        return ""
    likeness = sum(subject().likeness(lines[i]) for i in run) / len(run)
    return _DOUBT if likeness < (0.9 if after_author else _UNLIKE) * subject().base else ""


def _pointed(between: list[Line]) -> bool:
    """Whether a label such as "More on this story" stands last, or last but for headlines."""
    for line in reversed(between):
        if label(line) or line.role != "residue" or not headline(line):
            return line.role == "residue" and label(line)
    return False


def _theirs(lines: list[Line], run: list[int]) -> bool:
    """Whether a run right below prose of another story names whom that names, and the piece never does."""
    above = []
    for line in reversed(lines[:run[0]]):
        if line.role != "residue" or not line.prose:
            break
        above.append(line)
    if not above:
        return False
    text = " ".join(lines[i].text for i in run)
    names = {name.lower() for name in _NAME.findall(text) if name.lower() not in STOP}
    said = {word for line in above for word in line.words}
    theirs = names & said
    own = (line for line in lines[:run[0]] if line.role != "residue")
    return bool(theirs) and not any(theirs.intersection(line.words) for line in own)


def _asks(lines: list[Line], run: list[int]) -> bool:
    asking = sum(any(cue.kind == "appeal" for cue in lines[i].cues) for i in run)
    return asking > 0 and asking >= 0.4 * len(run)


def _settle(lines: list[Line], last: int) -> None:
    """Behind the end, a teaser's picture credit and headline go with the teaser."""
    inside = False
    for line in lines[last + 1:]:
        inside = inside or (line.role == "residue" and (line.kind in ("teaser", "section label") or not line.kind))
        if inside and line.role in ("caption", "title", "dek", "byline"):
            line.set("residue", "teaser", "the picture credit of another story" if line.role == "caption" else
                     "the head of another story", 0.85)


def _runs(lines: list[Line]) -> list[list[int]]:
    """Stretches of lines that have no role yet."""
    free = [i for i, line in enumerate(lines) if not line.role]
    if not free or free[-1] - free[0] < len(free):
        return [free] if free else []
    cuts = [0, *(n for n in range(1, len(free)) if free[n] != free[n - 1] + 1), len(free)]
    return [free[begin:end] for begin, end in pairwise(cuts)]


def _main(lines: list[Line], runs: list[list[int]]) -> list[int]:
    """The run of most prose."""
    if len(runs) == 1:
        return runs[0]
    return max(runs, key=lambda run: sum([lines[i].size for i in run if lines[i].prose]))


def _subject(lines: list[Line], main: list[int]) -> _Subject:
    terms = [lines[i].terms for i in main]
    times = np.bincount(np.concatenate(terms), minlength=lines[main[0]].numbers)
    twice = times > 1
    typical = sorted(np.count_nonzero(twice.take(own)) / max(1, len(own))
                     for own, i in zip(terms, main, strict=True) if lines[i].prose)
    return _Subject(times > 0, typical[len(typical) // 2] if typical else 0.0)
