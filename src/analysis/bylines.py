"""Surnames from a byline: what a piece is called by where its author is named.

Written out here because the library for names (nameparser) takes as long to import as a small corpus to clean, and
splits no byline of several authors.
"""

import re

_PARTICLES = frozenset("al ap bin da das de del della der di dos du el ibn la le san st st. ter van vom von zu".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq dphil mp obe mbe cbe kc qc ret".split())
_COLLECTIVE = re.compile(r"\b(?:the|staff|board|editors?|editorial|team|desk|agency|agencies|press|news|reporters?|"
                         r"correspondents?|newsroom|wires?|service|contributors?)\b", re.I)
_UNKNOWN = re.compile(r"(?:not stated|unknown|anonymous|n/a)\b", re.I)
_JOINED = re.compile(r"\s*(?:,\s*and\s|\s&\s|\band\b|,|;)\s*", re.I)


def surnames(byline: str) -> str:
    """The surnames of a byline as a label has them; an editorial board, agency or single name stays whole; "" for none.

    >>> surnames("Ludwig van der Berg"), surnames("Martin King Jr."), surnames("Ann Bo and Cy O'Dea, PhD")
    ('van der Berg', 'King', "Bo and O'Dea")
    >>> surnames("The Editorial Board"), surnames("AFP"), surnames("not stated")
    ('The Editorial Board', 'AFP', '')
    """
    byline = re.sub(r"^\s*by\s+", "", " ".join(byline.split()), flags=re.I)
    if not byline or _UNKNOWN.match(byline):
        return ""
    if _COLLECTIVE.search(byline):
        return byline
    found = [last for author in _JOINED.split(byline) if (last := _surname(author))]
    if len(found) > 3:
        return f"{found[0]} and {len(found) - 1} others"
    return " and ".join(filter(None, [", ".join(found[:-1]), *found[-1:]])) or byline


def _surname(author: str) -> str:
    """The last word of a name, with the particles before it and without what stands behind it."""
    words = [w for w in re.sub(r"\(.*?\)", "", author).split() if w.lower().replace(".", "") not in _SUFFIXES]
    if not words:
        return ""
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])
