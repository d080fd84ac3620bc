"""The words of blocks by number: those that the labeller has learned, and all others by their shape."""

import re
from array import array
from collections.abc import Sequence

from .cues import BY_TRIGGER, CAPTION_WORDS

WORD = re.compile(r"\w+")
STOP = frozenset(
    "the a an and or but of to in on at by for with from as is are was were be been it its that this "
    "these those he she they we you i his her their our your my not no has have had will would can could "
    "should may might do does did what which who whom how when where why after before over under into "
    "out up down about than then so if more most new all also said says say one two just now only other "
    "some any there here s t re ve ll d m".split())
VOICES = {  # who speaks, and to whom; what a page says of itself: name of a feature → the words that make it
    "we": "we us our ours ourselves",
    "you": "you your yours yourself",
    "i": "i me my mine myself",
    "they": "he she they him her them his their who",
    "page words": "subscribe subscribed newsletter newsletters sign signup email inbox share follow facebook twitter "
    "instagram whatsapp linkedin youtube comment comments reply cookies cookie privacy terms copyright rights reserved "
    "permission advertisement sponsored donate donation donations membership member members support subscriber "
    "subscribers login log menu search skip read reading more related trending popular latest recommended tags topics "
    "posted published updated click here download app podcast register account",
    "credit words": "photo photos photograph photographs picture pictured image images getty reuters afp ap epa credit "
    "illustration caption courtesy alamy shutterstock via handout",
    "date words": "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday ago hours minutes "
    "min mins am pm",
}
TELLING = 1
BITS = {name: 2 << number for number, name in enumerate(VOICES)}
CUED, PICTURED = 256, 512  # bits of the words without which no cue speaks, and nothing is a caption
_BIT_OF: dict[str, int] = {}
for _name, _words in VOICES.items():
    for _word in _words.split():
        _BIT_OF[_word] = _BIT_OF.get(_word, 0) | BITS[_name]
SHAPES = ("<none>", "<long>", "<short>", *(f"<{n} digits>" for n in range(1, 6)))


class Words(dict[str, int]):
    """word → number: those of the vocabulary, and, as they come, new numbers for words that are not in it.

    ``standing`` is what the network knows of a number: itself, or for a new word that of its :func:`shape_of`;
    ``flags`` whether its word says something of a subject (``TELLING``), which of the ``VOICES`` it belongs to
    (``BITS``), and whether wordings are to be looked for (``CUED``, ``PICTURED``). A line break has the number 0.
    """

    _MOST = 200_000  # words: beyond, the new ones are forgotten before the next texts

    def __init__(self, vocabulary: Sequence[str]) -> None:
        super().__init__((word, number) for number, word in enumerate(vocabulary))
        self["\n"] = 0
        self.known = len(vocabulary)
        self.standing = array("q", range(self.known))
        self.flags = array("H", map(_flags, vocabulary))

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.standing)
        self.standing.append(self.get(shape_of(word), 0))
        self.flags.append(_flags(word))
        return number

    def tidy(self) -> None:
        """Forget the new words where they have become too many."""
        if len(self.standing) > self._MOST:
            for word in list(self)[self.known + 1:]:
                del self[word]
            del self.standing[self.known:], self.flags[self.known:]


def tells(word: str) -> bool:
    """Whether a word says something of a subject."""
    return len(word) > 2 and word not in STOP


def _flags(word: str) -> int:
    return (TELLING * tells(word) | _BIT_OF.get(word, 0) | CUED * (word in BY_TRIGGER)
            | PICTURED * (word in CAPTION_WORDS))


def shape_of(word: str) -> str:
    """The name under which a word that is not in the vocabulary is known: by its digits, or its length."""
    if word.isdigit():
        return f"<{min(len(word), 5)} digits>"
    return "<long>" if len(word) > 7 else "<short>"
