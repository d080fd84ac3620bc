# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""Who greets and who signs: a letter to its readers and its greeting; a letter's close and what stands below it; and the author's name and the title where they are known."""

import re
from collections.abc import Sequence

from . import people
from .lines import Line

_CLOSING = re.compile(
    r"^\W*(?:(?:i am|i remain|we are|we remain)\b,?.{0,20}\b)?(?:yours?(?: (?:very|most))? ?(?:faithfully|sincerely|truly|ever|respectfully|etc)?|"
    r"(?:(?:very|most) )?(?:sincerely|faithfully|respectfully|truly)(?: yours)?|(?:(?:with )?(?:my )?(?:kind(?:est)?|best|warm(?:est)?) )?regards|"
    r"(?:with )?(?:my )?(?:best|good|kind|warm) wishes|in solidarity|your obedient servant)\W*$", re.I)
_LATE = 0.75    # of the words of the prose: the close of a letter that is quoted stands further up
_SHORT = 6      # words: no close, and no address below a name, is longer
_LINES = 4      # that a headline is set in, at most
_FOLLOWING = 3  # lines below a close: a name, what the writer is, a place
_TO_EDITOR = re.compile(r"\W*(?:[Ll]etters?\W*$|(?:[Dd]ear )?(?:SIRS?|Sirs?|MADAM|Madam|(?:Mr |The )?Editor)\W*(?:$|[–—:,])|To the [Ee]ditor\b)|"
                        r".{0,80}\b[Ll]etters? to the [Ee]ditor\b")
_PLACE = re.compile(r"^[A-Z][\w.’'-]*(?:,? (?:(?:of|on|upon|the|by|in|near|and|le|de|St\.?|\d+)\b|[A-Z])[\w.’'-]*)*,?$")
_GREETS = 0.2  # probability of residue that is left of a line that greets the readers
_GREETING = re.compile(r"(?:(?:my |our )?dear(?:est)?,? |(?:hello|hi|good (?:morning|evening|day))(?: again)?,? )?(?:my |our |dear |old )?"
                       r"(?:friends|readers|reader|subscribers|neighbou?rs|comrades|colleagues|folks|everyone|everybody|all)(?: and (?:friends|readers|neighbou?rs|comrades|colleagues))?[,.!:]$", re.I)
_AND = re.compile(r",|&|\band\b")


def names(author: str | None) -> frozenset[str]:
    """How a line reads that names the author and nobody else: their words, lower case.

    >>> sorted(names("Ann Roe and Li Wei"))
    ['ann roe', 'ann roe and li wei', 'by ann roe', 'by ann roe and li wei', 'by li wei', 'li wei']
    """
    known = [author or "", *_AND.split(author or "")]
    keys = {" ".join(re.findall(r"\w+", name.lower())) for name in known}
    return frozenset(start + key for key in keys if key for start in ("", "by "))


def titled(lines: Sequence[Line], title: str, first: int) -> Sequence[int]:
    """The lines down to the one behind the ``first`` prose that are the ``title`` as it is known (its words, lower
    case): one, or a few that follow one another.
    """
    for i, line in enumerate(lines[:first + 2]):
        if line.hint == "title" or (len(title) > 20 and line.key.startswith(title) and line.size < 40):
            return [i]
        words = ""
        for j, part in enumerate(lines[i:i + _LINES], i):
            words = f"{words} {part.key}".strip()
            if words == title:
                return range(i, j + 1)
            if not (part.size and title.startswith(f"{words} ")):
                break
    return ()


def sign(lines: Sequence[Line], author: frozenset[str], first: int, closes: Sequence[int]) -> None:
    """Mark the author's :func:`names` above the ``first`` prose, and where little of the prose is left the close of a
    letter to the editor with what stands below it; in what is no such letter only a signature that is the author's,
    since writers of letters to readers end so as well. ``closes``: the lines that have a word of a letter's close.
    """
    prose = [i for i, line in enumerate(lines) if line.prose and not line.role]
    if author:
        for line in lines[:first]:
            if _open(line) and line.key in author:
                line.set("byline", "", "the author, as known for this piece", 0.97)
    above, every = 0, sum(lines[i].size for i in prose)
    letter = any(_TO_EDITOR.match(line.text) for line in lines[:prose[0] + 1]) if prose else False
    for i in range(prose[0] if prose else len(lines), len(lines)):
        line = lines[i]
        above += line.size if line.prose and not line.role else 0
        if above < _LATE * every:
            continue
        if line.size > _SHORT or not _open(line):
            continue
        if i in closes and _CLOSING.match(line.text):
            _below(lines, i, author, letter)
        elif author and line.key in author and lines[i - 1].prose and not lines[i - 1].role:
            line.set("byline", "", "the author's signature", 0.95)
            _places(lines, i + 1, i + _FOLLOWING)


def greet(lines: Sequence[Line], first: int) -> None:
    """A greeting of the readers right above the ``first`` prose is the writer's own."""
    if 0 < first < len(lines):
        line = lines[first - 1]
        if _open(line) and line.size <= _SHORT and _GREETING.match(line.text):
            line.set("", "", "", 0.0)
            line.residue = min(line.residue, _GREETS)


def _below(lines: Sequence[Line], at: int, author: frozenset[str], letter: bool) -> None:
    """A close, where a name follows: in a letter to the editor any, else the author's."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and _open(below) and (
            below.key in author or (letter and below.size <= _SHORT and people.lone_name(below.text))):
        lines[at].set("byline", "", "closes a letter", 0.9)
        below.set("byline", "", "signs a letter", 0.97 if below.key in author else 0.9)
        _places(lines, at + 2, at + 1 + _FOLLOWING)


def _places(lines: Sequence[Line], begin: int, end: int) -> None:
    """Below a signature: what the writer is, or where they live."""
    for line in lines[begin:end]:
        if not _open(line) or line.size > _SHORT or line.cues or line.prose or not _PLACE.match(line.text):
            return
        line.set("byline", "", "stands below the signature of a letter", 0.8)


def _open(line: Line) -> bool:
    """Whether no wording has decided of it."""
    return line.role in ("", "residue") and not line.kind and not line.hint
