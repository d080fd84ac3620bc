"""Costly patterns, looked for only in texts that hold what they cannot do without."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

Needs = Sequence[Sequence[str]]  # of each of these, one at least stands in whatever matches
_FEW = 12  # words: more are looked for together


class Pattern:
    """A pattern that is compiled when it is first looked for: that takes milliseconds, and a text needs few of them.
    Whatever it matches or finds first holds one of the words that it ``needs``.

    >>> Pattern("a+").match("aab").end(), Pattern("a+|b+", needs=("a", "b")).search("c")
    (2, None)
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG, needs: Sequence[str] = ()) -> None:
        self._pattern, self._flags, self._needs = pattern, flags, needs

    def __getattr__(self, name: str) -> Any:  # match, search, finditer: asked for once, then the instance's own
        compiled = getattr(re.compile(self._pattern, self._flags), name)

        def found(text: str, *place: int) -> Any:
            return compiled(text, *place) if any_of(text, self._needs) else None

        setattr(self, name, found if self._needs else compiled)
        return getattr(self, name)


class Wordings:
    """Alternatives, each with its needs and its pattern; compiled when first looked for.

    >>> credit = Wordings(((("/",), ("AFP", "Reuters")), r"[A-Z]\\w+/(?:AFP|Reuters)"))
    >>> credit.found("Photo by Roe"), credit.found("The quay. Roe/AFP")
    (False, True)
    """

    def __init__(self, *alternatives: tuple[Needs, str]) -> None:
        self._alternatives = alternatives
        self._needs = [(number, [(words, _finder(words) if len(words) > _FEW else None) for words in needs])
                       for number, (needs, _) in enumerate(alternatives)]
        self._compiled = cache(self._compile)
        self._find = cache(self._finding)

    def _compile(self, numbers: tuple[int, ...]) -> re.Pattern:
        return re.compile("|".join(self._alternatives[n][1] for n in numbers))

    def _finding(self, number: int) -> Callable[[str], object]:
        compiled = self._compiled((number,))
        return compiled.match if anchored(self._alternatives[number][1]) else compiled.search

    def _possible(self, text: str) -> Iterator[int]:
        """The alternatives of which everything needed stands in the text."""
        for number, needs in self._needs:
            for words, finder in needs:
                if finder:
                    if not finder(text):
                        break
                    continue
                for word in words:
                    if word in text:
                        break
                else:
                    break
            else:
                yield number

    def matches(self, text: str) -> Iterator[re.Match]:
        """Where any of them matches, as :func:`re.finditer` gives it."""
        possible = tuple(self._possible(text))
        return self._compiled(possible).finditer(text) if possible else iter(())

    def found(self, text: str) -> bool:
        """Whether any of them matches anywhere in the text."""
        for number in self._possible(text):  # noqa: SIM110 (faster than any())
            if self._find(number)(text):
                return True
        return False


@cache
def _finder(words: Sequence[str]) -> Callable[[str], object]:
    return re.compile("|".join(map(re.escape, words))).search


def small(pattern: str) -> str:
    """A pattern for texts in small letters: found sooner than with :data:`re.I`, under which each alternative is
    entered before its first letter is looked at.

    >>> small(r"[A-Z]\\W+CEO")
    '[a-z]\\\\W+ceo'
    """
    return re.sub(r"\\.|[A-Z]", lambda found: found[0] if len(found[0]) > 1 else found[0].lower(), pattern, flags=re.S)


def by_letter(alternatives: Iterable[str]) -> str:
    """Alternatives that begin with a letter each, those of one letter together, so that few are entered.

    >>> by_letter(["dean", "poet", "doctors?"])
    '(?:d(?:ean|octors?)|p(?:oet))'
    """
    found: dict[str, list[str]] = {}
    for one in alternatives:
        found.setdefault(one[0], []).append(one[1:])
    return f"(?:{'|'.join(f'{letter}(?:{chr(124).join(rest)})' for letter, rest in found.items())})"


def any_of(text: str, words: Sequence[str]) -> bool:
    """Whether one of the words stands in the text, be it within another."""
    for word in words:  # noqa: SIM110 (twice as fast as any())
        if word in text:
            return True
    return False


def anchored(pattern: str) -> bool:
    """Whether each of a pattern's alternatives begins where the text does.

    >>> anchored(r"^a(b|c)[|]|^d"), anchored(r"^a|b")
    (True, False)
    """
    depth, inside, starts = 0, False, True
    for token in re.findall(r"\\.|.", pattern, re.S):
        if starts and token != "^":
            return False
        starts = token == "|" and not depth and not inside
        if inside:
            inside = token != "]"
        elif token == "[":
            inside = True
        else:
            depth += (token == "(") - (token == ")")
    return True
