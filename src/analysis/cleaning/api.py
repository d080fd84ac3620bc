"""The room's one door: a text in, its blocks with roles out."""

from collections.abc import Iterable, Iterator, Sequence

from . import overrides as given
from .blocks import Block, Cleaned
from .roles import Line, decode, words_of
from .split import Span, split

MODES = {"keep": 0.98, "default": 0.5, "strict": 0.25}


def clean(text: str, *, mode: str = "default", title: str | None = None, overrides: Sequence[dict] = (),
          repeated: frozenset[str] = frozenset()) -> Cleaned:
    """Give every block of a text its role. The text itself is never changed.

    ``title`` is the piece's title where it is known. ``overrides`` are what the user decided (see
    :mod:`analysis.cleaning.overrides`); ``repeated`` are the texts that stand in several pieces of one outlet.
    Raises ValueError for an unknown mode.
    """
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}, not one of {', '.join(MODES)}")
    spans = split(text, title)
    lines = _lines(text, spans)
    while True:
        decode(lines, title, MODES[mode])
        body = [line for line in lines if line.role == "body"]
        again = [Line(line.text, line.words, line.drop) for line in body]
        decode(again, title, MODES[mode])
        changed = [(old, new) for old, new in zip(body, again, strict=True) if new.role != "body"]
        if not changed:
            break
        for old, new in changed:
            old.set(new.role, new.kind, new.reason, new.confidence)
        break
    blocks = tuple(
        Block(s.line, s.line, s.start, s.end, line.text, line.role, line.kind, line.reason, round(line.confidence, 3))
        for s, line in zip(spans, lines, strict=True))
    blocks, warnings = given.apply(blocks, overrides)
    return Cleaned(text, blocks, warnings, mode)


def clean_many(texts: Iterable[str], **options: object) -> Iterator[Cleaned]:
    """Clean texts one after the other, lazily; the options are those of :func:`clean`."""
    return (clean(text, **options) for text in texts)


def _lines(text: str, spans: Sequence[Span]) -> list[Line]:
    lines = []
    for span in spans:
        part = text[span.start:span.end]
        words = words_of(part)
        line = Line(part, words, 0.0, span.hint)
        line.drop = 0.1 if line.prose else 0.3
        lines.append(line)
    return lines
