"""Raw text → the spans that become blocks: its lines, and the parts of lines that were run together."""

import re
from typing import NamedTuple

from .cues import CREDIT

_NEWLINE = re.compile(r"(\r\n|\n|\r)")
_LONGEST = 20_000  # characters: a longer line is no caption with a sentence behind it, and is left whole
# Words without which no credit stands in a line; looked for first, since they are cheap.
_CREDIT_WORDS = ("Getty", "AFP", "Reuters", "REUTERS", "AP Photo", "/AP", "AP)", "EPA", "Shutterstock", "Alamy", "Photo",
                 "Sipa", "Flickr", "Wikimedia", "Unsplash", "Associated Press", "Image", "PA ", "Bloomberg", "Illustration")
# A skip link glued to what follows: "Skip to main contentAfter the storm".
_SKIP = re.compile(r"^.{0,40}?\b(?:[Ss]kip|[Jj]ump|SKIP) (?:to|TO) (?:[Tt]he )?(?:[Mm]ain |MAIN |[Pp]rimary |[Aa]rticle )?"
                   r"(?:[Cc]ontent|CONTENT|[Nn]avigation|[Aa]rticle|[Ss]earch)(?=\s?[A-Z“\"‘])")
_TAIL = re.compile(r"(?<=[.!?”\"’)])\s?(?:(?:[Kk]eep|[Cc]ontinue) [Rr]eading(?:\s?[Ss]how less)?|[Rr]ead [Mm]ore|[Ss]how less|"
                   r"Advertisement|ADVERTISEMENT)\W*$")
# A person and what they are, in the sentence that ends a line: a bio run into the last paragraph.
_BIO_TAIL = re.compile(
    r"(?<=[.!?”\"’)])\s?(?=(?:The (?:writer|author)|(?:(?:Dr|Prof|Professor|Sir|Lord|Lady|Rev|Gen|Col)\.? )?"
    r"[A-Z][\w’'-]+(?: [A-Z]\.?)*(?: (?:de|van|von|al|bin|el|der|da|la|del))*(?: [A-Z][\w’'-]+){1,3}) "
    r"(?:is|was|teaches|writes|covers|serves|directs|edits) [^.]{0,60}?\b(?:fellow|professor|lecturer|director|editor|columnist|"
    r"reporter|correspondent|journalist|author|writer|analyst|researcher|scholar|chief executive|president|founder|co-founder|"
    r"member|chair|expert|adviser|advisor|historian|economist|lawyer|attorney|contributor|novelist|candidate|minister|officer)\b)")


class Span(NamedTuple):
    """A stretch of one line: ``line`` counts from 1, ``start`` and ``end`` are characters of the raw text."""

    line: int
    start: int
    end: int
    hint: str = ""  # the role that the split itself shows, "" where it shows none


def lines(text: str) -> list[Span]:
    """The lines of a text that hold anything but white space, without the white space around them.

    >>> [(s.line, s.start, s.end) for s in lines("A b \\n\\n c")]
    [(1, 0, 3), (3, 6, 7)]
    """
    spans = []
    at = 0
    carriage = "\r" in text
    for number, raw in enumerate(_NEWLINE.split(text) if carriage else text.split("\n"), 1):
        if carriage and number % 2 == 0:
            at += len(raw)  # the line break itself: the pattern has a group
            continue
        bare = raw.strip()
        if bare:
            start = at + (len(raw) - len(raw.lstrip()))
            spans.append(Span((number + 1) // 2 if carriage else number, start, start + len(bare)))
        at += len(raw) + (not carriage)
    return spans


def split(text: str, title: str | None = None) -> list[Span]:
    """Lines, with what extractors run together taken apart; offsets into ``text`` stay exact.

    A skip link before a headline, a caption whose credit runs into prose, a known ``title`` before the
    first sentence, a "keep reading" after the last.
    """
    return [part for span in lines(text) for part in _parts(text, span, title)]


def _parts(text: str, span: Span, title: str | None) -> list[Span]:
    line = text[span.start:span.end]
    if len(line) > _LONGEST:
        return [span]
    cuts: list[tuple[int, str]] = []  # (where the next part starts, what the part before it is)
    if "kip " in line or "ump to" in line or "SKIP" in line:
        match = _SKIP.match(line)
        if match:
            cuts.append((match.end(), "residue"))
    if title and len(line) > len(title) + 40 and line.startswith(title):
        cuts.append((len(title), "title"))
    if len(line) > 150 and any(word in line for word in _CREDIT_WORDS):
        end = _credit_end(line)
        if end:
            cuts.append((end, "caption"))
    ends = ""
    if len(line) > 40:
        match = _TAIL.search(line, len(line) - 45)
        if match:
            cuts.append((match.start(), ""))
            ends = "residue"
    if not cuts:
        return [span]
    parts, start = [], 0
    for cut, hint in [*cuts, (len(line), ends)]:
        piece = line[start:cut]
        bare = piece.strip()
        if bare:
            at = span.start + start + len(piece) - len(piece.lstrip())
            parts.append(Span(span.line, at, at + len(bare), hint))
        start = cut
    return parts


def _credit_end(line: str) -> int:
    """Where a caption's credit ends and prose of the piece begins in the same line; 0 where nothing such is seen."""
    for match in CREDIT.finditer(line[:600]):
        rest = line[match.end():].lstrip(" .|")
        before = line[:match.start()]
        glued = before.rstrip()[-1:] in tuple(".!?)’”")
        apart = match.group()[0] == "(" or match.group().startswith(("Photo", "Image", "Illustration")) or glued
        if apart and 30 < len(before) < 450 and len(rest) > 80 and rest[:1].isupper() and rest.rstrip()[-1:] in ".!?”\"’":
            return len(line) - len(rest)
    return 0


def bio_start(line: str) -> int:
    """Where a bio begins that was run into the end of a paragraph; 0 where there is none.

    >>> bio_start("So ends the line. Ann Roe is a fellow at the Harbour Institute.")
    18
    """
    found = 0
    for match in _BIO_TAIL.finditer(line, max(0, len(line) - 600)):
        found = match.end()
        break
    return found
