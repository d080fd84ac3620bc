"""The room's one door: texts in, blocks with roles out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from .blocks import Block, Cleaned
from .features import features
from .lines import Line
from .network import Weights, load, probabilities
from .overrides import apply
from .roles import MODES, Mode, decode
from .split import Span, split

_BATCH = 16  # texts measured at once by `clean_many`


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
    spans = [split(text, title) for text in texts]
    decided = _decide([[(text[s.start:s.end], s.hint) for s in some] for text, some in zip(texts, spans, strict=True)],
                      _Given(MODES[mode], title, repeated, weights or load()))
    return [
        _result(text, some, lines, mode, overrides) for text, some, lines in zip(texts, spans, decided, strict=True)
    ]


class _Given(NamedTuple):
    mode: Mode
    title: str | None
    repeated: frozenset[str]
    weights: Weights


def _decide(texts: Sequence[Sequence[tuple[str, str]]], given: _Given) -> list[list[Line]]:
    """Lines with their roles. The body is decided again by itself until nothing more of it goes, so that
    cleaning twice is cleaning once."""
    decided = _once(texts, given)
    bodies = [[line for line in lines if line.role == "body"] for lines in decided]
    waiting = [
        n for n, (lines, body) in enumerate(zip(decided, bodies, strict=True)) if body and len(body) < len(lines)
    ]
    while waiting:
        again = _once([[(line.text, "") for line in bodies[n]] for n in waiting], given)
        still = []
        for n, lines in zip(waiting, again, strict=True):
            for old, new in zip(bodies[n], lines, strict=True):
                if new.role != "body":
                    old.set(new.role, new.kind, new.reason, new.confidence)
            body = [line for line in bodies[n] if line.role == "body"]
            if body and len(body) < len(bodies[n]):
                still.append(n)
            bodies[n] = body
        waiting = still
    return decided


def _once(texts: Sequence[Sequence[tuple[str, str]]], given: _Given) -> list[list[Line]]:
    found = features([[text for text, _ in lines] for lines in texts], given.weights.words)
    chances = probabilities(given.weights, found).tolist()
    every, at = [], 0
    for given_lines in texts:
        lines = [Line(text, found.tokens[at + i], chances[at + i], hint) for i, (text, hint) in enumerate(given_lines)]
        for line in lines if given.repeated else ():
            if line.text in given.repeated:
                line.set("residue", "repeated block", "stands in other pieces of the same outlet too", 0.97)
        decode(lines, given.title, given.mode)
        every.append(lines)
        at += len(lines)
    return every


def _result(text: str, spans: Sequence[Span], lines: Sequence[Line], mode: str, overrides: Sequence[dict]) -> Cleaned:
    found: list[Block] = []
    for s, line in zip(spans, lines, strict=True):
        last = found[-1] if found else None
        if last and last.last_line == s.line and (last.role, last.kind) == (line.role, line.kind):
            found[-1] = last._replace(end=s.end, text=text[last.start:s.end])  # taken apart, and of one role after all
        else:
            found.append(Block(s.line, s.line, s.start, s.end, line.text, line.role, line.kind, line.reason,
                               round(line.confidence, 3)))
    blocks, warnings = tuple(found), _warnings(lines)
    if overrides:
        blocks, more = apply(blocks, overrides)
        warnings += more
    return Cleaned(text, blocks, warnings, mode)


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
