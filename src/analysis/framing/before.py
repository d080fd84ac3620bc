"""What a piece has told of the event before a sentence: the state in which the next word of it is read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

REACH = 3  # sentences back in which a mention lets `this move` point to the event
KEPT = 14  # sentences before that are kept as they stand: more than a net reads of them, but for the shortest
_PLACES = ("first", "second", "third", "fourth", "later")
_FAR = ("one sentence", "two sentences", "three sentences", "four sentences", "many sentences")


@dataclass(frozen=True)
class Before:
    """sentences  read so far, the headline's among them · named  which of them, counted from 0, named the event last,
    None where none did · lemmas  {word of a family: whether it was the event when it stood last} · said  the latest
    sentences, each with whether it is a headline
    """

    sentences: int = 0
    named: int | None = None
    lemmas: Mapping[str, bool] = field(default_factory=dict)
    said: tuple[tuple[str, bool], ...] = ()

    @property
    def seen(self) -> bool:
        """Whether the event was named so shortly before that `this move` can point to it."""
        return self.named is not None and self.sentences - self.named <= REACH

    def then(self, told: Iterable[tuple[str, bool]], text: str = "", headline: bool = False) -> "Before":
        """After one more sentence, whose words (lemma, whether it is the event) are `told` in order."""
        words = list(told)
        named = self.sentences if any(is_event for _, is_event in words) else self.named
        said = (*self.said, (text, headline))[-KEPT:] if text else self.said
        return Before(self.sentences + 1, named, {**self.lemmas, **dict(words)}, said)

    def marks(self, lemma: str) -> Iterator[str]:
        """The marks of a word that its place in the piece gives it."""
        yield f"in the piece's {_PLACES[min(self.sentences, len(_PLACES) - 1)]} sentence"
        yield "the event was named before" if self.named is not None else "the event was not yet named"
        if self.named is not None:
            yield f"the event was named {_FAR[min(self.sentences - self.named, len(_FAR)) - 1]} before"
        if lemma in self.lemmas:
            yield f"the same word was {'the event' if self.lemmas[lemma] else 'another act'} before"
