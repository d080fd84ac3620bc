"""The words of blocks by number: those that the labeller has learned, and all others by their shape."""

import re
from collections.abc import Sequence
from itertools import chain

import numpy as np

from .cues import BY_TRIGGER, CAPTION_WORDS
from .headings import BEGINNINGS, WITHIN
from .spelling import codes, spelled, stems

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
# Bits of the words without which no cue speaks, nothing is a caption, a bio, or the close of a letter; of those with
# which headings begin, and of those that other headings hold.
CUED, PICTURED, WHO, CLOSES, HEADS, HEADED = 256, 512, 1024, 2048, 4096, 8192
BIO_WORDS = frozenset(
    "is was are were has teaches taught writes reviews covers covered reports directs edits lives holds leads heads "
    "works runs serves studies blogs author _author authors writer writers columnist columnists reviewer reviewers "
    "correspondent correspondents".split())
CLOSE_WORDS = frozenset((
    *"yours sincerely faithfully respectfully truly regards wishes solidarity obedient".split(),
    *(your + how for your in ("your", "yours") for how in "faithfully sincerely truly ever respectfully etc".split())))
_BIT_OF: dict[str, int] = {}
for _name, _words in VOICES.items():
    for _word in _words.split():
        _BIT_OF[_word] = _BIT_OF.get(_word, 0) | BITS[_name]
_NAMED = frozenset((*STOP, *_BIT_OF, *BY_TRIGGER, *CAPTION_WORDS, *BIO_WORDS, *CLOSE_WORDS, *BEGINNINGS, *WITHIN))
_TURN = 0xBF58476D1CE4E5B9
SHAPES = ("<none>", "<long>", "<short>", *(f"<{n} digits>" for n in range(1, 6)))


class Words:
    """Words by number: those of the vocabulary, and behind them the others of which something is known.

    ``standing`` is what the network knows of a number: itself, or for a word that is not in the vocabulary that of its
    :func:`shape_of`; ``flags`` whether its word says something of a subject (``TELLING``), which of the ``VOICES`` it
    belongs to (``BITS``), and whether wordings are to be looked for (``CUED``, ``PICTURED``, ``WHO``, ``CLOSES``,
    ``HEADS``, ``HEADED``);
    ``cues`` which, number after number, and ``calls`` where a number's begin; ``stems`` the hash of its stem.
    """

    _BITS = 18  # of a hash lead to a word: so many that few words meet

    def __init__(self, vocabulary: Sequence[str]) -> None:
        named = [*vocabulary, *sorted(_NAMED.difference(vocabulary))]
        self.known = len(vocabulary)
        number = {word: n for n, word in enumerate(vocabulary)}
        self.shapes = {name: number.get(name, 0) for name in SHAPES}
        self.standing = np.array([*range(self.known), *(self.shapes[shape_of(word)] for word in named[self.known:])])
        self.flags = np.array([*map(_flags, named)], np.uint16)
        called = [BY_TRIGGER.get(word, []) for word in named]
        self.cues = np.array([*chain.from_iterable(called)], np.int64)
        self.calls = np.cumsum([0, *map(len, called)])
        self._hashes = np.zeros(len(named), np.uint64)
        spoken = [n for n, word in enumerate(named) if WORD.fullmatch(word)]
        text = codes("\n".join(named[n] for n in spoken))
        *places, self._hashes[spoken] = spelled(text)
        self.stems = np.zeros(len(named), np.uint64)
        self.stems[spoken] = stems(text, places)
        self._first = np.zeros(1 << self._BITS, np.int32)
        self._second = np.zeros(1 << self._BITS, np.int32)
        first = self._place(self._hashes, 0)
        self._first[first[spoken]] = spoken
        met = [n for n in spoken if self._first[first[n]] != n]
        self._turn = next(turn for turn in range(1, 64) if len({*self._place(self._hashes[met], turn)}) == len(met))
        self._second[self._place(self._hashes[met], self._turn)] = met

    def _place(self, hashes: np.ndarray, turn: int) -> np.ndarray:
        """Where a hash leads in a table."""
        return (hashes * np.uint64(_TURN * (2 * turn + 1) % 2**64) >> np.uint64(64 - self._BITS)).astype(np.intp)

    def find(self, hashes: np.ndarray) -> np.ndarray:
        """The numbers of words by their hashes, -1 for those of which nothing is known."""
        numbers = self._first[self._place(hashes, 0)]
        missed = np.flatnonzero(self._hashes[numbers] != hashes)
        others = self._second[self._place(hashes[missed], self._turn)]
        numbers[missed] = np.where(self._hashes[others] == hashes[missed], others, -1)
        return numbers


def tells(word: str) -> bool:
    """Whether a word says something of a subject."""
    return len(word) > 2 and word not in STOP


def _flags(word: str) -> int:
    return (TELLING * tells(word) | _BIT_OF.get(word, 0) | CUED * (word in BY_TRIGGER)
            | PICTURED * (word in CAPTION_WORDS) | WHO * (word in BIO_WORDS) | CLOSES * (word in CLOSE_WORDS)
            | HEADS * (word in BEGINNINGS) | HEADED * (word in WITHIN))


def shape_of(word: str) -> str:
    """The name under which a word that is not in the vocabulary is known: by its digits, or its length."""
    if word.isdigit():
        return f"<{min(len(word), 5)} digits>"
    return "<long>" if len(word) > 7 else "<short>"
