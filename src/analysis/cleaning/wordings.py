"""Costly patterns, looked for only in texts that hold what they cannot do without."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

Needs = Sequence[Sequence[str]]  # of each of these, one at least stands in whatever matches


class Wordings:
    """Alternatives, each with its needs and its pattern; compiled when first looked for.

    >>> credit = Wordings(((("/",), ("AFP", "Reuters")), r"[A-Z]\\w+/(?:AFP|Reuters)"))
    >>> credit.found("Photo by Roe"), credit.found("The quay. Roe/AFP")
    (False, True)
    """

    def __init__(self, *alternatives: tuple[Needs, str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._alternatives, self._flags = alternatives, flags
        self._compiled = cache(self._compile)

    def _compile(self, numbers: tuple[int, ...]) -> re.Pattern:
        return re.compile("|".join(self._alternatives[n][1] for n in numbers), self._flags)

    def _possible(self, text: str) -> tuple[int, ...]:
        """The alternatives of which everything needed stands in the text."""
        text = text.lower() if self._flags & re.I else text
        return tuple([n for n, (needs, _) in enumerate(self._alternatives) if all(_any(text, need) for need in needs)])

    def matches(self, text: str) -> Iterator[re.Match]:
        """Where any of them matches, as :func:`re.finditer` gives it."""
        possible = self._possible(text)
        return self._compiled(possible).finditer(text) if possible else iter(())

    def found(self, text: str) -> bool:
        """Whether any of them matches anywhere in the text."""
        return any(self._compiled((n,)).search(text) for n in self._possible(text))


def _any(text: str, words: Sequence[str]) -> bool:
    return any(map(text.__contains__, words))
