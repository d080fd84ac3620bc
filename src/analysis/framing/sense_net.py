"""A net that reads a sentence behind those before it: whether each of its words that may name the event does.

The lower layers of all-MiniLM-L6-v2 (`analysis.encoder`), pre-trained by others on prose (Wang et al. 2020, NeurIPS;
Reimers & Gurevych 2019, EMNLP, pp. 3982-3992; Apache-2.0), which learned on from labelled words (`sense_net_training`).
It reads in pieces of words what the codebook says of the event, the piece's last words, and the sentence. Which of them
name an actor, and which are of the event's families, vectors tell it that are learned too. numpy alone; weights in
`sense_net.npz`, a byte each, those of its vectors of scales and constants in half precision.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, takewhile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.special import erf

from analysis.codebook import Codebook

FILE = Path(__file__).with_name("sense_net.npz")
HEADS = 12  # of attention among the pieces
JOINED = 1  # layers behind which it is told of what kind a piece is
ABOUT, BACK, OWN = 48, 64, 120  # pieces: of what the event is, of what stands before the sentence, of the sentence
LONGEST = ABOUT + BACK + OWN + 3
PLAIN, ASKED, AGENT, TARGET, ACTOR, BEFORE = range(6)  # kinds; ASKED, BEFORE: of a family, in the sentence, before it
OPENS, ENDS, UNKNOWN, GOES_ON = "[CLS]", "[SEP]", "[UNK]", "##"
LEAST = 1e-12  # added to a variance before it divides
MATRICES = ("look", "tell", "wide", "narrow")  # of a layer, each with what is added to it, NAME0
SCALES = ("even", "calm")  # behind attention, behind the rest
LOOSE = ("place", "part", "first", "first0", "kind", "own", "out", "out0", "shares")  # what belongs to no layer
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200d"  # soft hyphens, accents by themselves, signs without width
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}])*|[^\w\s{_INSIDE}]|_")
_LETTERS = 40  # of a word; a longer one is unknown
_REMEMBERED = 50_000  # words


class Span(NamedTuple):
    """Characters of a text, and what kind of pieces they are."""

    start: int
    end: int
    kind: int


class Told(NamedTuple):
    """A sentence and what is known of its words."""

    text: str
    spans: tuple[Span, ...]


class Window(NamedTuple):
    """What is read at once, a number each for its pieces: which, of the second part (0 or 1), of what kind, of the
    sentence itself. `asked`: {start of a word in the sentence: its pieces}.
    """

    pieces: list[int]
    parts: list[int]
    kinds: list[int]
    own: list[int]
    asked: dict[int, range]


def told(text: str, headline: bool, codebook: Codebook) -> Told:
    """A sentence, with its actors and its words of the event's families, which are ASKED."""
    event = codebook.event
    actors = [
        Span(m.start, m.end,
             TARGET if m.actor in event.targets else AGENT if codebook.may_have_done(m.actor) else ACTOR)
        for m in codebook.find_actors(text, headline)
    ]  # fmt: skip
    return Told(text, (*actors, *(Span(h.start, h.end, ASKED) for h in event.matcher.find(text) if h.code)))


def about(codebook: Codebook) -> str:
    """What the event is: its name, who did it, to whom, in which year."""
    event = codebook.event
    doers, done_to = (", ".join(codebook.actor(a).name for a in ids) for ids in (event.agents, event.targets))
    parts = (event.name, doers and f"By {doers}", done_to and f"To {done_to}", str(event.year or ""))
    return ". ".join(part for part in parts if part)


class Vocabulary:
    """Pieces of words, by their numbers."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._known = {piece: n for n, piece in enumerate(pieces)}
        self._words: dict[str, tuple[int, ...]] = {}

    def __getitem__(self, piece: str) -> int:
        return self._known[piece]

    def of(self, word: str) -> tuple[int, ...]:
        """The longest pieces that make up a word, from its beginning on (Wu et al. 2016, arXiv:1609.08144)."""
        if word not in self._words:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            self._words[word] = self._parted(word)
        return self._words[word]

    def _parted(self, word: str) -> tuple[int, ...]:
        parted = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in parted if unicodedata.category(c) not in ("Mn", "Cf"))
        found: list[int] = []
        first = 0
        while first < len(plain) <= _LETTERS:
            lead = GOES_ON if first else ""
            last = next((n for n in range(len(plain), first, -1) if lead + plain[first:n] in self._known), first)
            if last == first:
                return (self._known[UNKNOWN],)
            found.append(self._known[lead + plain[first:last]])
            first = last
        return tuple(found) or (self._known[UNKNOWN],)

    def windows(self, event: str, before: Sequence[Told], sentence: Told) -> Iterator[Window]:
        """What is read for the ASKED words of a sentence: one window, or of a long sentence one around each of them
        that stands in none yet.
        """
        named = list(chain.from_iterable(self.of(word) for word in _WORD.findall(event)))[:ABOUT]
        back: list[tuple[int, int]] = []
        for one in reversed(before):
            back = [(n, BEFORE if kind == ASKED else kind) for n, kind, _ in self._read(one)] + back
            if len(back) >= BACK:
                break
        own = list(self._read(sentence))
        starts, ends = ([place[k] for *_, place in own] for k in (0, 1))
        left = {
            span.start: (first, min(last, first + OWN // 2))
            for span in sentence.spans
            if span.kind == ASKED
            and (first := bisect_right(ends, span.start)) < (last := bisect_left(starts, span.end))
        }
        while left:
            first = max(0, min(next(iter(left.values()))[0] - OWN // 2, len(own) - OWN))
            near = takewhile(lambda item, end=first + OWN: item[1][1] <= end, left.items())
            some = {start: range(begin - first, end - first) for start, (begin, end) in near}
            near_before = own[max(0, first - BACK) : first]
            above = [*back, *((n, BEFORE if kind == ASKED else kind) for n, kind, _ in near_before)]
            yield self._window(named, above[-BACK:], own[first : first + OWN], some)
            for start in some:
                del left[start]

    def _window(self, named: Sequence[int], back: Sequence[tuple[int, int]], own: Sequence[tuple[int, int, tuple]],
                asked: Mapping[int, range]) -> Window:
        head, size = len(named) + 2, len(back) + len(own) + 1
        begin = head + len(back)
        return Window(
            [self[OPENS], *named, self[ENDS], *(n for n, _ in back), *(n for n, *_ in own), self[ENDS]],
            [0] * head + [1] * size,
            [PLAIN] * head + [kind for _, kind in back] + [kind for _, kind, _ in own] + [PLAIN],
            [0] * begin + [1] * len(own) + [0],
            {start: range(begin + at.start, begin + at.stop) for start, at in asked.items()},
        )

    def _read(self, sentence: Told) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """Of each piece of a text: its number, its kind, and the characters of its word."""
        spans, at = sorted(sentence.spans), 0
        for word in _WORD.finditer(sentence.text):
            while at < len(spans) and spans[at].end <= word.start():
                at += 1
            kind = PLAIN
            for span in spans[at:]:
                if span.start >= word.end():
                    break
                if span.end > word.start():
                    kind = ASKED if ASKED in (kind, span.kind) else span.kind
            for piece in self.of(word[0]):
                yield piece, kind, word.span()


@dataclass(frozen=True)
class SenseNet:
    """`vectors` (n, h) of the pieces; `layers`, MATRICES and SCALES of each; `loose`, LOOSE."""

    pieces: tuple[str, ...]
    vectors: np.ndarray
    layers: tuple[Mapping[str, np.ndarray], ...]
    loose: Mapping[str, np.ndarray]

    @property
    def shares(self) -> tuple[float, float, float]:
        """What log-odds by marks and by the net count beside each other, and a constant."""
        of_marks, of_net, constant = self.loose["shares"].tolist()
        return of_marks, of_net, constant

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.pieces)

    def log_odds(self, event: str, before: Sequence[Told], sentence: Told) -> dict[int, float]:
        """Of each ASKED word of a sentence that has a letter or a sign, by its start: that it names the event.
        `event`: what :func:`about` says of it; `before`: the sentences before, the last one last.
        """
        found: dict[int, float] = {}
        for window in self.vocabulary.windows(event, before, sentence):
            found |= self.read(window)
        return found

    def read(self, window: Window) -> dict[int, float]:
        """What :meth:`log_odds` says of the words of one window."""
        if not window.asked:
            return {}
        loose, begin = self.loose, window.own.index(1)
        states = self.vectors[window.pieces] + loose["place"][: len(window.pieces)] + loose["part"][window.parts]
        states = _even(states) * loose["first"] + loose["first0"]
        for number, layer in enumerate(self.layers):
            if number == JOINED:
                states += loose["kind"][window.kinds] + np.array(window.own, np.float32)[:, None] * loose["own"]
            # of the last layer the sentence alone is asked for
            states = _layer(states, slice(begin, -1) if number == len(self.layers) - 1 else slice(None), layer)
        out, whole = loose["out"], states.mean(axis=0)
        rest = float(whole @ out[len(whole) :] + loose["out0"][0])
        return {start: float(states[at.start - begin : at.stop - begin].mean(axis=0) @ out[: len(whole)]) + rest
                for start, at in window.asked.items()}


def _layer(given: np.ndarray, rows: slice, layer: Mapping[str, np.ndarray]) -> np.ndarray:
    """What a layer makes of some rows of its input: attention to all of them, then each by itself."""
    states = given[rows] + _attended(given, rows, layer)
    states = _even(states) * layer["even"] + layer["even0"]
    wide = states @ layer["wide"] + layer["wide0"]
    wide *= 0.5 * (1 + erf(wide * np.float32(0.5**0.5)))
    states += wide @ layer["narrow"] + layer["narrow0"]
    return _even(states) * layer["calm"] + layer["calm0"]


def _attended(given: np.ndarray, rows: slice, layer: Mapping[str, np.ndarray]) -> np.ndarray:
    size, width = given.shape
    looked = given @ layer["look"] + layer["look0"]
    asking, asked, said = looked.reshape(size, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    weights = asking[:, rows] @ asked.swapaxes(1, 2) / np.float32((width // HEADS) ** 0.5)
    np.exp(weights - weights.max(axis=-1, keepdims=True), out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    return (weights @ said).swapaxes(0, 1).reshape(-1, width) @ layer["tell"] + layer["tell0"]


def _even(states: np.ndarray) -> np.ndarray:
    """Each piece's numbers with mean 0 and variance 1 (Ba, Kiros & Hinton 2016, arXiv:1607.06450)."""
    found = states - states.mean(axis=-1, keepdims=True)
    return found / np.sqrt((found * found).mean(axis=-1, keepdims=True) + np.float32(LEAST))


@cache
def load(file: Path = FILE) -> SenseNet:
    """The shipped net."""
    with np.load(file) as stored:
        def read(name: str) -> np.ndarray:
            values = stored[name].astype(np.float32)
            return values * stored[f"{name} by"] if f"{name} by" in stored else values

        number = sum(name.endswith(" look") for name in stored.files)
        layers = tuple(
            {own: read(f"{k} {own}") for name in (*MATRICES, *SCALES) for own in (name, f"{name}0")}
            for k in range(number)
        )
        pieces = tuple(stored["pieces"].tobytes().decode().split("\n"))
        return SenseNet(pieces, read("vectors"), layers, {name: read(name) for name in LOOSE})


def save(net: SenseNet, file: Path = FILE) -> None:
    """Write a net: matrices a byte a number, in units of each column's largest / 127, of `vectors` each row's; the rest
    in half precision.
    """
    kept: dict[str, np.ndarray] = {"pieces": np.frombuffer("\n".join(net.pieces).encode(), dtype=np.uint8)}
    named = {f"{k} {name}": values for k, layer in enumerate(net.layers) for name, values in layer.items()}
    for name, values in {"vectors": net.vectors, **net.loose, **named}.items():
        if name == "vectors" or name.rpartition(" ")[2] in MATRICES:
            by = np.maximum(np.abs(values).max(axis=int(name == "vectors"), keepdims=True) / 127, 1e-9)
            kept[name], kept[f"{name} by"] = np.round(values / by).astype(np.int8), by.astype(np.float32)
        else:
            kept[name] = values.astype(np.float16)
    np.savez_compressed(file, **kept)
