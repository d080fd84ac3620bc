"""What is found in a sentence on a function of framing, and whom the sentences before were about."""

import re
from dataclasses import dataclass, replace

_HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
LONGEST = 5  # words of a text that a table carries in a row
SHOWN = 12  # that a page shows in a cell, where the texts are here


@dataclass(frozen=True)
class Found:
    """A cue found: kind and value of the codebook, characters of the sentence, who and what,
    whose word it is.
    """

    kind: str
    value: str
    cue: str
    start: int
    end: int
    surface: str
    who: str
    who_words: str
    what: str
    reported: str


@dataclass(frozen=True)
class Topic:
    """Of the sentences before: the id of the person named last, and of the subjects, '' where unknown; the name of the
    person where no actor of the codebook claims it; (id, name) of who was quoted right before; *he* or *she* where the
    person is known to be the one; the paragraph in which the person was spoken of last; whether the sentence right
    before was about the subjects, by name or by *it* or *they* at its head.
    """

    person: str = ""
    subjects: str = ""
    name: str = ""
    speaker: tuple[str, str] = ("", "")
    sex: str = ""
    paragraph: int = 0
    acting: bool = False

    def carried(self, paragraph: int) -> "Topic":
        """The topic at the head of a new paragraph: who was not spoken of for a whole one is meant no longer, nor are
        the subjects from which the sentence right before had turned away.
        """
        kept = self if paragraph - self.paragraph <= 1 else replace(self, person="", name="", sex="")
        return kept if self.acting else replace(kept, subjects="")

    def may_be(self, pronoun: str) -> bool:
        """Whether *he* or *she* may mean the person."""
        return self.sex in ("", pronoun.lower())

    def person_of(self, text: str) -> str:
        """The id of the person, '' where the first *he* or *she* of a sentence cannot be meant."""
        found = _HE_OR_SHE.search(text)
        return self.person if found is None or self.may_be(found.group()) else ""

    def opened_by(self, text: str) -> str:
        """Whom the pronoun at the head of a sentence means, one id, '' where there is none."""
        first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
        return (
            self.person_of(first)
            if first in ("he", "she")
            else self.subjects.split(" ")[0]
            if first in ("it", "they")
            else ""
        )


def short(words: str, most: int = LONGEST) -> str:
    """The first words of a stretch, as many as a table carries."""
    parts = words.split()
    return " ".join(parts[:most]) + (" …" if len(parts) > most else "")
