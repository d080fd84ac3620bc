"""Quotations, scare quotes and years of a sentence: what no list of cues can hold."""

import re

from analysis.codebook import Codebook
from analysis.framing.evidence import Found, short
from analysis.segments import quotation_spans

SCARE = 4  # words at most between scare quotes
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:1[5-9]\d\d|20\d\d)s?(?![\w%]|[.,]\d)")
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_NEAR = 100  # characters between a verb of saying and what it quotes


def quoted(text: str, said: list[Found]) -> list[Found]:
    """Words in quotation marks: of a source where a verb of saying is near,
    scare quotes where they are few, else quoted.
    """
    found = []
    for start, end in quotation_spans(text):
        inner = text[start:end].strip("“”\"'‘’ ,.;:")
        words = len(_WORD.findall(inner))
        near = _sayer(start, end, said)
        if near is not None:
            found.append(
                Found(
                    "quotation",
                    "quoted words",
                    near.cue,
                    start,
                    end,
                    short(inner),
                    near.who,
                    near.who_words,
                    "",
                    "",
                )
            )
        elif words <= SCARE:
            found.append(Found("distance", "scare quotes", "“…”", start, end, short(inner), "", "", "", ""))
        else:
            found.append(Found("quotation", "quoted words", "“…”", start, end, short(inner), "", "", "", ""))
    return found


def _sayer(start: int, end: int, said: list[Found]) -> Found | None:
    """The verb of saying that a quotation hangs on: the last one before it, else the first right after."""
    before = [f for f in said if 0 <= start - f.end < _NEAR]
    after = [f for f in said if 0 <= f.start - end < _NEAR // 3]
    return before[-1] if before else after[0] if after else None


def years(text: str, codebook: Codebook) -> list[Found]:
    """Years before the event's (or any year, where the codebook gives none)."""
    year = codebook.event.year
    return [
        Found("history", "year", m.group(), m.start(), m.end(), m.group(), "", "", "", "")
        for m in _YEAR.finditer(text)
        if year is None or int(m.group()[:4]) < year
    ]
