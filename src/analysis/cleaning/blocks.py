"""What cleaning speaks of: blocks, roles, kinds, and the result."""

from dataclasses import dataclass
from typing import NamedTuple

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


class Block(NamedTuple):
    """A line (or a part of one that was run together) of the raw text, and what it is.

    ``first_line`` and ``last_line`` count from 1; ``text == raw[start:end]``; ``kind`` is one of
    :data:`KINDS` for residue and ``""`` otherwise; ``confidence`` is in [0, 1]; ``override`` names
    the override that set the role, or is ``""``.
    """

    first_line: int
    last_line: int
    start: int
    end: int
    text: str
    role: str
    kind: str = ""
    reason: str = ""
    confidence: float = 1.0
    override: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and the role of each of its blocks, in order; nothing of the text is rewritten."""

    text: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    mode: str = "default"

    @property
    def body(self) -> str:
        """The body's own characters, a blank line between blocks."""
        return "\n\n".join(block.text for block in self.blocks if block.role == "body")

    @property
    def explanation(self) -> tuple[tuple[int, int, str, str, str], ...]:
        """(start, end, role, kind, reason) of each block; :func:`replay` makes the body of it again."""
        return tuple((b.start, b.end, b.role, b.kind, b.reason) for b in self.blocks)


def replay(text: str, explanation: tuple[tuple[int, int, str, str, str], ...]) -> str:
    """The body that an explanation describes.

    >>> replay("Skip to content\\nIt rained.", ((0, 15, "residue", "navigation", ""), (16, 26, "body", "", "")))
    'It rained.'
    """
    return "\n\n".join(text[start:end] for start, end, role, *_ in explanation if role == "body")
