"""Quotations, scare quotes and years of a sentence: what no list of cues can hold."""

import re

from analysis.codebook import Codebook
from analysis.framing.attribution import own_word
from analysis.framing.evidence import Found, Topic, short
from analysis.framing.parsed import Parsed
from analysis.segments import quotation_spans

SCARE = 4  # words at most between scare quotes
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:1[5-9]\d\d|20\d\d)s?(?![\w%]|[.,]\d)")
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_MARKS = "“”\"'‘’ "
_NEAR = 100  # characters between a verb of saying and what it quotes
_AFTER = 66  # where the verb comes behind: `…,” as X, the managing director, told`


def quoted(text: str, parsed: Parsed, said: list[Found], topic: Topic) -> list[Found]:
    """Words in quotation marks: of a source where a verb of saying is near, scare quotes where they are few and no
    sentence of their own, else quoted; what stands alone is of whom the sentence before quotes.
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
        elif own_word(parsed, start):  # I have settled on “closure”: it is the author's, and at no distance
            continue
        elif words <= SCARE and not _is_sentence(text, start, end):
            found.append(Found("distance", "scare quotes", "“…”", start, end, short(inner), "", "", "", ""))
        else:
            actor, name = topic.speaker if not text[:start].strip(_MARKS) else ("", "")
            found.append(Found("quotation", "quoted words", "“…”", start, end, short(inner), actor, name, "", ""))
    return found


def _is_sentence(text: str, start: int, end: int) -> bool:
    """`“Nobody wrote back.”`: with a capital and a full stop of its own, or with nothing beside it."""
    inner = text[start:end].strip(_MARKS)
    whole = not text[:start].strip(_MARKS) and not text[end:].strip(_MARKS + ".!?")
    return whole or (inner[:1].isupper() and inner[-1:] in ".!?" and not text[end:].strip(_MARKS))


def _sayer(start: int, end: int, said: list[Found]) -> Found | None:
    """The verb of saying that a quotation hangs on: the last one before it, else the first right after."""
    before = [f for f in said if 0 <= start - f.end < _NEAR]
    after = [f for f in said if 0 <= f.start - end < _AFTER]
    return before[-1] if before else after[0] if after else None


def years(text: str, codebook: Codebook) -> list[Found]:
    """Years before the event's (or any year, where the codebook gives none)."""
    year = codebook.event.year
    return [
        Found("history", "year", m.group(), m.start(), m.end(), m.group(), "", "", "", "")
        for m in _YEAR.finditer(text)
        if year is None or int(m.group()[:4]) < year
    ]
