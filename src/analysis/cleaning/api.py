"""The room's one door: texts in, blocks with roles out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain, count, islice
from typing import NamedTuple

import numpy as np

from .blocks import Block, Cleaned, Why
from .characters import Lines, measure
from .features import features
from .lines import Line
from .network import Weights, load, passes, probabilities
from .overrides import apply
from .reasons import explain
from .roles import MODES, decode
from .split import Span, split, split_many

_BATCH = 32  # texts measured at once by `clean_many`
_PASSES = 8  # a body is decided again so many times at most …
_WORK = 40_000  # … or as long as no more blocks than these are decided: the time stays linear in the text


def clean(text: str, *, mode: str = "default", title: str | None = None, overrides: Sequence[dict] = (),
          repeated: frozenset[str] = frozenset()) -> Cleaned:
    """Give every block of a text its role. The text itself is never changed.

    ``title`` is the piece's title where it is known. ``overrides`` are what the user decided (see
    :mod:`analysis.cleaning.overrides`); ``repeated`` are the texts of blocks that stand in several pieces of one outlet
    (:func:`analysis.cleaning.repeated.repeated_blocks`). Raises ValueError for an unknown mode.
    """
    return _clean([text], mode, title, overrides, repeated)[0]


def clean_many(texts: Iterable[str], *, mode: str = "default", repeated: frozenset[str] = frozenset(),
               weights: Weights | None = None) -> Iterator[Cleaned]:
    """Clean texts, in order and lazily, several at once: the same results as :func:`clean` gives, faster.

    ``weights`` are other ones than the package's, for cross-validation.
    """
    waiting = iter(texts)
    while batch := list(islice(waiting, _BATCH)):
        yield from _clean(batch, mode, None, (), repeated, weights)


def _clean(texts: Sequence[str], mode: str, title: str | None, overrides: Sequence[dict], repeated: frozenset[str],
           weights: Weights | None = None) -> list[Cleaned]:
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}, not one of {', '.join(MODES)}")
    spans = split_many(texts, title)
    given = _Given(mode, title, repeated, weights or load())
    return [
        _result(text, some, lines, given, overrides)
        for text, some, lines in zip(texts, spans, _decide(texts, spans, given), strict=True)
    ]


class _Given(NamedTuple):
    mode: str
    title: str | None
    repeated: frozenset[str]
    weights: Weights
    explained: bool = False  # whether what the model alone takes out is given its reason, too


def _decide(texts: Sequence[str], spans: Sequence[Sequence[Span]], given: _Given) -> list[list[Line]]:
    """Lines with their roles. The body is decided again by itself until nothing more of it goes, so that
    cleaning twice is cleaning once; of texts of thousands of blocks no oftener than _PASSES."""
    blocks = [text[s.start:s.end] for text, some in zip(texts, spans, strict=True) for s in some]
    measured = measure(blocks, given.weights.words)
    sizes, row = measured.counts.tolist(), iter(count())
    every = [[Line(measured, n := next(row), sizes[n], s.hint) for s in some] for some in spans]
    _once(measured, every, given)
    waiting = [(lines, lines) for lines in every]
    for passed in count(1):
        if not waiting:
            break
        bodies = [(lines, last, [line for line in last if line.role == "body"]) for lines, last in waiting]
        waiting = [(lines, body) for lines, last, body in bodies
                   if 0 < len(body) < len(last) and passed <= max(_PASSES, _WORK // len(lines))]
        before = [[line.forget() for line in body] for _, body in waiting]
        _once(measured, [body for _, body in waiting], given)
        for (_, body), decided in zip(waiting, before, strict=True):
            for line, (reason, confidence) in zip(body, decided, strict=True):
                if line.role == "body":
                    line.reason, line.confidence = reason, confidence
    return every


def _once(measured: Lines, every: Sequence[list[Line]], given: _Given) -> None:
    """Decide the lines of each text, from the model and the rules."""
    if not any(every):
        return
    rows = np.array([line.row for lines in every for line in lines], np.int64)
    pages = np.zeros(len(every) + 1, np.int64)
    np.cumsum([len(lines) for lines in every], out=pages[1:])
    found = features(measured, rows, pages)
    made = passes(given.weights, found)
    chances = iter(probabilities(made).tolist())
    for lines in every:
        for line in lines:
            line.residue = next(chances)
            if given.repeated and line.text in given.repeated:
                line.set("residue", "repeated block", "stands in other pieces of the same outlet too", 0.97)
        decode(lines, given.title, MODES[given.mode])
    if given.explained:
        explain(enumerate(chain.from_iterable(every)), given.weights, made)


def _result(text: str, spans: Sequence[Span], lines: Sequence[Line], given: _Given, overrides: Sequence[dict]
            ) -> Cleaned:
    @cache
    def reasons() -> list[str]:
        return [line.reason for line in _decide([text], [split(text, given.title)], given._replace(explained=True))[0]]

    def reason(number: int) -> str:
        return reasons()[number]

    found: list[Block] = []
    number = 0  # of the line that the last block stands on
    for n, (s, line) in enumerate(zip(spans, lines, strict=True)):
        if s.line == number and (found[-1].role, found[-1].kind) == (line.role, line.kind):
            start = found[-1].start  # taken apart, and of one role after all
            found[-1] = found[-1]._replace(end=s.end, text=text[start:s.end])
        else:
            number = s.line
            why = line.reason or Why(partial(reason, n))
            found.append(Block(s.line, s.line, s.start, s.end, line.text, line.role, line.kind, why,
                               round(line.confidence, 3)))
    blocks, warnings = tuple(found), _warnings(lines)
    if overrides:
        blocks, more = apply(blocks, overrides)
        warnings += more
    return Cleaned(text, blocks, warnings, given.mode)


def _warnings(lines: Sequence[Line]) -> tuple[str, ...]:
    words = sum(line.size for line in lines)
    body = sum(line.size for line in lines if line.role == "body")
    prose = sum(line.size for line in lines if line.prose)
    if not words:
        return ("there is no text",)
    if not body:
        return ("nothing of this reads as an article",)
    if body < 0.2 * words and body < 150:
        return (f"only {body} of {words} words are left: this is probably no article",)
    if body < 0.4 * prose:
        return (f"{prose - body} of {prose} words of prose were taken out: look at what went",)
    return ()
