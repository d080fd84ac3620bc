"""A sentence's words, noun phrases and verb groups, and what is looked up in them: in a long sentence it is asked so
often that each is found by an index, and what a rule says of a verb is kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import accumulate
from typing import Concatenate, ParamSpec, TypeVar

from analysis.framing.tags import Word


@dataclass(frozen=True)
class NounPhrase:
    """Words first..last (indices, last not included), its head, and the heads of its possessors,
    left to right.
    """

    first: int
    last: int
    head: int
    owners: tuple[int, ...] = ()


@dataclass(frozen=True)
class VerbGroup:
    """Words first..last, its main verb; form: finite, infinitive, ing or participle; passive or not."""

    first: int
    last: int
    head: int
    form: str
    passive: bool


@dataclass(frozen=True)
class Parsed:
    """A sentence's words, noun phrases and verb groups, each in order; neither phrases nor groups overlap."""

    words: tuple[Word, ...]
    phrases: tuple[NounPhrase, ...]
    verbs: tuple[VerbGroup, ...]

    def at(self, start: int) -> int:
        """Index of the word that covers a character; the last word where none does."""
        return min(bisect_right(self._ends, start), len(self.words) - 1)

    def phrase_of(self, index: int) -> NounPhrase | None:
        """The noun phrase in which a word stands."""
        return self._phrases[0].get(index)

    def phrase_from(self, first: int) -> NounPhrase | None:
        """The noun phrase that begins with a word."""
        return self._phrases[1].get(first)

    def phrase_to(self, last: int) -> NounPhrase | None:
        """The noun phrase that ends before a word."""
        return self._phrases[2].get(last)

    def group_of(self, index: int) -> VerbGroup | None:
        """The verb group in which a word stands."""
        return self._groups.get(index)

    def verb_to(self, last: int) -> VerbGroup | None:
        """The verb group that ends before a word."""
        found = self.group_of(last - 1)
        return found if found is not None and found.last == last else None

    def verbs_before(self, index: int) -> tuple[VerbGroup, ...]:
        """The verb groups that end at a word or before it."""
        return self.verbs[: bisect_right(self._verb_ends, index)]

    def verbs_from(self, index: int) -> tuple[VerbGroup, ...]:
        """The verb groups that begin at a word or behind it."""
        return self.verbs[bisect_left(self._verb_starts, index) :]

    def finite_before(self, index: int) -> tuple[VerbGroup, ...]:
        """The finite verb groups that end at a word or before it."""
        finite, ends = self._finite
        return finite[: bisect_right(ends, index)]

    def finite_from(self, index: int) -> VerbGroup | None:
        """The first finite verb group that begins at a word or behind it."""
        return next((v for v in self.verbs_from(index) if v.form == "finite"), None)

    def text(self, first: int, last: int) -> str:
        """Words first..last, with single spaces."""
        return " ".join(w.text for w in self.words[first:last])

    @cached_property
    def kept(self) -> dict[tuple, object]:
        """What `remembered` functions said of this sentence."""
        return {}

    @cached_property
    def named(self) -> tuple[int, ...]:
        """The words that name an actor."""
        return tuple(k for k, w in enumerate(self.words) if w.actor)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate((w.end for w in self.words), max))

    @cached_property
    def _verb_ends(self) -> list[int]:
        return [v.last for v in self.verbs]

    @cached_property
    def _verb_starts(self) -> list[int]:
        return [v.first for v in self.verbs]

    @cached_property
    def _finite(self) -> tuple[tuple[VerbGroup, ...], list[int]]:
        finite = tuple(v for v in self.verbs if v.form == "finite")
        return finite, [v.last for v in finite]

    @cached_property
    def _phrases(self) -> tuple[dict[int, NounPhrase], dict[int, NounPhrase], dict[int, NounPhrase]]:
        """By each of their words, by the first, by the one behind the last."""
        words = {k: p for p in self.phrases for k in range(p.first, p.last)}
        return words, {p.first: p for p in self.phrases}, {p.last: p for p in self.phrases}

    @cached_property
    def _groups(self) -> dict[int, VerbGroup]:
        return {k: v for v in self.verbs for k in range(v.first, v.last)}


_Asked, _Told = ParamSpec("_Asked"), TypeVar("_Told")


def remembered(
    rule: Callable[Concatenate[Parsed, _Asked], _Told],
) -> Callable[Concatenate[Parsed, _Asked], _Told]:
    """A rule that is asked once: what it says is kept with the sentence, and lives as long."""

    @wraps(rule)
    def told(parsed: Parsed, *asked: _Asked.args) -> _Told:
        key = (rule, *asked)
        if key not in parsed.kept:
            parsed.kept[key] = rule(parsed, *asked)
        return parsed.kept[key]

    return told
