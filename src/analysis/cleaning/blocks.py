"""What cleaning speaks of: blocks, roles, kinds, and the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .hyphens import Whole
from .split import words_whole

ROLES = ("title", "dek", "byline", "body", "caption", "bio", "residue")
KINDS = (
    "navigation",       # skip links, menus, breadcrumbs, "back to top", bare link lists
    "section label",    # "Analysis | Middle East", "Opinion"
    "repeated title",   # the headline again
    "social",           # "Follow us", share buttons
    "sign-up",          # newsletters, alerts, podcasts to subscribe to
    "appeal",           # the publisher asks for money, membership, trust
    "teaser",           # another story: its headline, picture, credit, opening lines
    "advertisement",    # ads and their labels, shopping notes
    "comments",         # readers' comments and what surrounds them
    "legal",            # copyright, cookies, terms, republication
    "metadata",         # dates, reading time, tags, identifiers
    "media",            # what a player or gallery says of itself
    "repeated block",   # stands in other pieces of the same outlet too
    "other",
)


class Why:
    """A reason that is found when it is first read: it takes as long as the decision, and many read the body alone.
    ``every`` finds those of all lines of the text, of which it is the one at ``number``.
    """

    __slots__ = ("_number", "_said")

    def __init__(self, every: Callable[[], Sequence[str]], number: int) -> None:
        self._said: str | Callable[[], Sequence[str]] = every
        self._number = number

    def __str__(self) -> str:
        if not isinstance(self._said, str):
            self._said = self._said()[self._number]
        return self._said

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, str | Why) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


class Block(NamedTuple):
    """A line (or a part of one that was run together) of the raw text, and what it is.

    ``first_line`` and ``last_line`` count from 1; ``text == raw[start:end]``; ``kind`` is one of
    :data:`KINDS` for residue and ``""`` otherwise; ``why`` is the ``reason``, or what finds it; ``confidence`` is in
    [0, 1]; ``override`` names the override that set the role, or is ``""``.
    """

    first_line: int
    last_line: int
    start: int
    end: int
    text: str
    role: str
    kind: str = ""
    why: str | Why = ""
    confidence: float = 1.0
    override: str = ""

    @property
    def reason(self) -> str:
        """Why it has its role."""
        return str(self.why)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and the role of each of its blocks, in order; nothing of the text is rewritten."""

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    mode: str = "default"

    @property
    def body(self) -> str:
        """The body's own characters, a blank line between blocks; each on one line, and its words whole, were its
        lines wrapped.
        """
        return "\n\n".join(self.whole.flat(block.start, block.end) for block in self.blocks if block.role == "body")

    @property
    def whole(self) -> Whole:
        """The text with the words whole that were cut at the ends of lines, and the way back from it."""
        return words_whole(self.text)

    @property
    def explanation(self) -> tuple[tuple[int, int, str, str, str], ...]:
        """(start, end, role, kind, reason) of each block; :func:`replay` makes the body of it again."""
        return tuple((b.start, b.end, b.role, b.kind, b.reason) for b in self.blocks)


def replay(text: str, explanation: tuple[tuple[int, int, str, str, str], ...]) -> str:
    """The body that an explanation describes.

    >>> replay("Skip to content\\nIt rained.", ((0, 15, "residue", "navigation", ""), (16, 26, "body", "", "")))
    'It rained.'
    """
    whole = words_whole(text)
    return "\n\n".join(whole.flat(start, end) for start, end, role, *_ in explanation if role == "body")
