"""The room's one door: texts in, blocks with roles out."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ContextDecorator
from functools import cache, partial
from itertools import chain, count, islice, repeat
from threading import Lock
from typing import NamedTuple

import numpy as np

from analysis import english

from .blocks import Block, Cleaned, Why
from .boundaries import set_apart
from .characters import Lines, measure
from .endings import SURE, ended
from .features import Features, features
from .inference import begun, chances
from .lines import Line
from .network import Weights, load, passes
from .outlook import MODES, Outlook, outlooks
from .overrides import apply
from .reasons import explain
from .roles import decode
from .signed import names
from .split import Parted, Span, split, split_many

_BATCH = 128   # texts measured at once by `clean_many` …
_LINES = 20_000  # … or as many as hold about so many lines
_ASKED = 40  # words: of a shorter text the language is not asked
_READ = 1500  # characters by which the language is told
_PASSES = 8  # a body is decided again so many times at most …
_WORK = 40_000  # … or as long as no more blocks than these are decided: the time stays linear in the text


def clean(text: str, *, mode: str = "default", title: str | None = None, author: str | None = None,
          overrides: Sequence[dict] = (), repeated: frozenset[str] = frozenset()) -> Cleaned:
    """Give every block of a text its role. The text itself is never changed.

    ``title`` is the piece's title where it is known, ``author`` its author or authors, as a byline names them.
    ``overrides`` are what the user decided (see :mod:`analysis.cleaning.overrides`); ``repeated`` are the texts of
    blocks that stand in several pieces of one outlet (:func:`analysis.cleaning.repeated.repeated_blocks`). Raises
    ValueError for an unknown mode.
    """
    return _clean([text], mode, title, author, overrides, repeated)[0]


def clean_many(texts: Iterable[str], *, mode: str = "default", repeated: frozenset[str] = frozenset(),
               weights: Weights | None = None) -> Iterator[Cleaned]:
    """Clean texts, in order and lazily, several at once: the same results as :func:`clean` gives, faster.

    ``weights`` are other ones than the package's, for cross-validation.
    """
    for batch in _batches(texts):
        yield from _clean(batch, mode, None, None, (), repeated, weights)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts, as many together as are measured at once."""
    batch: list[str] = []
    lines = 0
    for text in texts:
        batch.append(text)
        lines += text.count("\n") + 1
        if lines >= _LINES or len(batch) == _BATCH:
            yield batch
            batch, lines = [], 0
    if batch:
        yield batch


class _Unswept(ContextDecorator):
    """Without the collector of cycles: nothing here makes any, and it would look for them among all that lives. As it
    was, once the last thread is out.
    """

    _lock = Lock()
    _inside = 0
    _wanted = False

    def __enter__(self) -> None:
        with self._lock:
            if not _Unswept._inside:
                _Unswept._wanted = gc.isenabled()
                gc.disable()
            _Unswept._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            _Unswept._inside -= 1
            if not _Unswept._inside and _Unswept._wanted:
                gc.enable()


@_Unswept()
def _clean(texts: Sequence[str], mode: str, title: str | None, author: str | None, overrides: Sequence[dict],
           repeated: frozenset[str], weights: Weights | None = None) -> list[Cleaned]:
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}, not one of {', '.join(MODES)}")
    parted = split_many(texts, title)
    given = _Given(mode, title, names(author), repeated, weights or load())
    every = _decide([own.spans for own in parted], given)
    sure = iter(np.round([line.confidence for lines in every for line in lines], 3).tolist())
    return [
        _result(text, own, lines, islice(sure, len(lines)), given, overrides)
        for text, own, lines in zip(texts, parted, every, strict=True)
    ]


_block = partial(tuple.__new__, Block)  # of all its values in order: in half the time


class _Given(NamedTuple):
    mode: str
    title: str | None
    author: frozenset[str]
    repeated: frozenset[str]
    weights: Weights
    explained: bool = False  # whether what the model alone takes out is given its reason, too


def _decide(spans: Sequence[Sequence[Span]], given: _Given) -> list[list[Line]]:
    """Lines of texts with their roles. The body is decided again by itself until nothing more of it goes, so that
    cleaning twice is cleaning once; of texts of thousands of blocks no oftener than _PASSES."""
    measured = measure([span.text for some in spans for span in some], given.weights.words)
    own = begun(given.weights, measured)
    hints = [span.hint for some in spans for span in some]
    made = _lines(measured, hints)
    every = [list(islice(made, len(some))) for some in spans]
    for lines, some in zip(every, spans, strict=True) if given.mode != "keep" else ():
        set_apart(lines, some)
    _once(measured, own, np.arange(len(hints)), every, np.fromiter(map(bool, hints), bool, len(hints)), given)
    waiting = [(lines, lines) for lines in every]
    for passed in count(1):
        bodies = [(lines, last, [line for line in last if line.role == "body"]) for lines, last in waiting]
        waiting = [(lines, body) for lines, last, body in bodies
                   if 0 < len(body) < len(last) and passed <= max(_PASSES, _WORK // len(lines))]
        if not waiting:
            return every
        rows = np.array([line.row for _, body in waiting for line in body])
        for _, body in waiting:
            for line in body:
                line.role = ""
        _once(measured, own, rows, [body for _, body in waiting], np.zeros(len(rows), bool), given)


def _lines(measured: Lines, hints: Iterable[str]) -> Iterator[Line]:
    return map(Line, repeat(measured), count(), measured.texts, measured.counts.tolist(), measured.prose.tolist(),
               measured.same, hints)


def before_roles(text: str) -> tuple[list[Line], int]:
    """The lines of a text as the rules find them, and which is the first of its prose (their number where none is):
    what rules may be learned from.
    """
    given = _Given("default", None, frozenset(), frozenset(), load())
    spans = split(text)
    measured = measure([span.text for span in spans], given.weights.words)
    lines = list(_lines(measured, [span.hint for span in spans]))
    hinted = np.array([bool(span.hint) for span in spans])
    seen, _ = _seen(measured, begun(given.weights, measured), np.arange(len(lines)), [lines], hinted, given)
    return lines, next(seen).first


def _once(measured: Lines, own: np.ndarray, rows: np.ndarray, every: Sequence[list[Line]], hinted: np.ndarray,
          given: _Given) -> None:
    """Decide the lines of each text, from the model and the rules; ``rows`` are theirs, ``hinted`` those of which the
    split has shown the role.
    """
    if not len(rows):
        return
    outlook, found = _seen(measured, own, rows, every, hinted, given)
    for line in chain.from_iterable(every) if given.repeated else ():
        if line.text in given.repeated:
            line.set("residue", "repeated block", "stands in other pieces of the same outlet too", 0.97)
    for lines, seen in zip(every, outlook, strict=True):
        decode(lines, seen, given.title, given.author, MODES[given.mode])
    if given.explained:
        explain(every, given.weights, passes(given.weights, found))


def _seen(measured: Lines, own: np.ndarray, rows: np.ndarray, every: Sequence[list[Line]], hinted: np.ndarray,
          given: _Given) -> tuple[Iterator[Outlook], Features]:
    """What is seen of each text before its lines, which are told their probability, are looked at one by one."""
    pages = np.zeros(len(every) + 1, np.int64)
    np.cumsum([len(lines) for lines in every], out=pages[1:])
    found = features(measured, rows, pages)
    by_block = chances(given.weights, own, found).astype(float)
    behind = ended(given.weights.ending, found, by_block, max(SURE, MODES[given.mode].sure))
    residue = np.maximum(by_block, behind)
    gone = (behind > by_block).tolist()
    for line, chance, after in zip(chain.from_iterable(every), residue.tolist(), gone, strict=True):
        line.residue, line.ended = chance, after
    return outlooks(measured, rows, pages, residue, hinted, MODES[given.mode]), found


def _result(text: str, parted: Parted, lines: Sequence[Line], sure: Iterable[float], given: _Given,
            overrides: Sequence[dict]) -> Cleaned:
    """``sure``: how sure the role of each line is."""
    @cache
    def reasons() -> list[str]:
        return [line.reason for line in _decide([split(text, given.title)], given._replace(explained=True))[0]]

    found = [
        _block((at, last, start, end, line.text if at == last else text[start:end], line.role, line.kind,
                line.reason or Why(reasons, n), confidence, ""))
        for n, (at, start, end, _, last, _), line, confidence in zip(count(), parted.spans, lines, sure, strict=False)
    ]
    blocks, warnings = tuple(_joined(text, found) if parted.apart else found), (*_warnings(lines), *parted.told)
    if overrides:
        blocks, more = apply(blocks, overrides)
        warnings += more
    return Cleaned(text, blocks, warnings, given.mode)


def _joined(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, with those made one that were taken apart and are of one role."""
    found: Block | None = None
    for block in blocks:
        if found and block[0] == found[1] and block[5:7] == found[5:7]:
            found = found._replace(end=block.end, text=text[found.start:block.end], last_line=block.last_line)
            continue
        if found:
            yield found
        found = block
    if found:
        yield found


def _warnings(lines: Sequence[Line]) -> tuple[str, ...]:
    body = [line for line in lines if line.role == "body"]
    return (*_of_share(lines, body), *_of_language(body))


def _of_language(body: Sequence[Line]) -> tuple[str, ...]:
    """A warning where what is left begins with hardly any of the words that mark English."""
    said: list[str] = []
    size = 0
    for line in body:
        said.append(line.text)
        size += len(line.text) + 1
        if size > _READ:
            break
    words = " ".join(said)[:_READ].split()
    if len(words) < _ASKED or english.share(words) >= 0.07:
        return ()
    return ("this does not read like English prose, the only kind that the rules and the model know: check what stays "
            "and what went",)


def _of_share(lines: Sequence[Line], kept: Sequence[Line]) -> tuple[str, ...]:
    words, body = sum([line.size for line in lines]), sum([line.size for line in kept])
    if not words:
        return ("there is no text",)
    if body >= 0.4 * words:
        return ()
    prose = sum([line.size for line in lines if line.prose])
    if not body:
        return ("nothing in this reads like an article",)
    if body < 0.2 * words and body < 150:
        return (f"only {body} of {words} words are left: this is probably not an article",)
    if body < 0.4 * prose:
        return (f"{prose - body} of {prose} words of prose were taken out: check what went",)
    return ()
