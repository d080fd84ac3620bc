# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""Raw text → the spans that become blocks: its lines, the parts of lines that were run together, and paragraphs whose
lines were wrapped.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import accumulate, islice
from typing import NamedTuple

from . import edges, wrapped
from .cues import CREDIT
from .hyphens import Whole, may_be_cut, whole
from .triggers import Triggers
from .wordings import Pattern

_NEWLINE = Pattern(r"(\r\n|\n|\r)")
_TAIL, _STAMP = 700, 160  # characters of what is glued to the end of a line, at most; and if it is a date
_LONGEST = 20_000  # characters: a longer line is no caption with a sentence behind it, and is left whole
# Words without which no credit stands in a line; looked for first, since they are cheap.
_CREDIT_WORDS = ("Getty", "AFP", "Reuters", "REUTERS", "AP Photo", "/AP", "AP)", "EPA", "Shutterstock", "Alamy", "Photo",
                 "Sipa", "photo by", "Picture", "PHOTO", "Flickr", "Wikimedia", "Unsplash", "Associated Press", "Image", "PA ", "Bloomberg", "Illustration")
# A skip link glued to what follows: "Skip to main contentAfter the storm".
_SKIP = Pattern(r"^.{0,40}?\b(?:[Ss]kip|[Jj]ump|SKIP) (?:to|TO) (?:[Tt]he )?(?:[Mm]ain |MAIN |[Pp]rimary |[Aa]rticle )?"
                   r"(?:[Cc]ontent|CONTENT|[Nn]avigation|[Aa]rticle|[Ss]earch)(?=\s?[A-Z“\"‘])")
# A label of the site glued to the prose after it: "AdvertisementThe next day".
_LABELS = ("Advertisement", "ADVERTISEMENT", "Article content", "Story continues", "Article continues", "Read More", "READ MORE")
_LABEL = Pattern(r"^(?:Advertisement|ADVERTISEMENT|Article content|(?:Story|Article) continues (?:below|after) (?:this )?ad(?:vertisement)?|R(?:ead|EAD) M(?:ore|ORE))(?=[A-Z“‘][a-z’]+ )")
_DAY = r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun)[a-z]*,? )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)"
_END = r"[.!?”\"’)]\s*"
# What is glued to the end of a line: words that must stand in it, the pattern from the character before it, its role,
# and how many characters it has at most.
_TAILS = (
    (("eading", "ead more", "ead More", "how less", "dvertisement", "DVERTISEMENT"),
     Pattern(_END + r"(?:(?:[Kk]eep|[Cc]ontinue) [Rr]eading(?:\s?(?:[Ss]how|[Ff]old) \w+)?|[Rr]ead [Mm]ore|[Ss]how less|Advertisement|ADVERTISEMENT)\W*$"), "residue", _TAIL),
    (("ALSO", "RELATED", "READ", "Also read", "Read also", "Read more"),
     Pattern(_END + r"(?:ALSO READ|READ ALSO|READ MORE|RELATED|READ|Also read|Read also|Read more)\s?[|:–—-]\s?\S.{5,160}$"), "residue", _TAIL),
    (("Photo", "Picture", "Image", "PHOTO"),
     Pattern(_END + r"[A-Z][^.!?]{8,140}[.,]? (?:Photograph|Photo|Picture|Image|PHOTO)s?(?: by|:| BY) [A-Z][^.!?]{3,60}$"), "caption", _TAIL),
    (("subscri", "member", "onat", "support"),
     Pattern(_END + r"(?=(?:If you|Please|To (?:support|read more)|Support|Become|Subscribe|Sign up|Donate)\b[^.!?]{0,160}\b(?:subscri|member|donat|support)\w*[^.!?]{0,80}[.!]?\s*$)(?:If you(?:[’']d| would| like| enjoy| value)|Please (?:support|consider|donate|subscribe)|Support (?:our|us|[A-Z])|Become an? |Subscribe (?:to|now|today)|Sign up (?:to|for) our|Donate (?:to|now|today)).*$",
             needs=("If you", "Please", "To ", "Support", "Become", "Subscribe", "Sign up", "Donate")), "residue", _TAIL),
    (("pdated", "ublished", "osted"),
     Pattern(r"[\w.?!’”]\s?(?:Updated|Published|Posted|First published)\b[\s:–-]*(?:on |at )?" + _DAY + r".{0,40}$"), "residue", _STAMP),
    ((" 19", " 20"), Pattern(r"[a-z] " + _DAY + r",? \d{4}\s[-–—|]\s\d{1,2}[:.]\d\d.{0,10}$", needs=("-", "–", "—", "|")), "residue", _STAMP),
)
# A person and what they are, in the sentence that ends a line: a bio run into the last paragraph.
_BIO_TAIL = Pattern(
    r"[.!?”\"’)]\s*(?=(?:The (?:writer|author)|(?:(?:Dr|Prof|Professor|Sir|Lord|Lady|Rev|Gen|Col)\.? )?"
    r"[A-Z][\w’'-]+(?: [A-Z]\.?)*(?: (?:de|van|von|al|bin|el|der|da|la|del))*(?: [A-Z][\w’'-]+){1,3}) "
    r"(?:is|was|taught|teaches|writes|covers|serves|directs|edits) [^.]{0,60}?\b(?:school|for \d+ years|fellow|professor|lecturer|director|editor|columnist|"
    r"reporter|correspondent|journalist|author|writer|analyst|researcher|scholar|chief executive|president|founder|co-founder|"
    r"member|chair|expert|adviser|advisor|historian|economist|lawyer|attorney|contributor|novelist|candidate|minister|officer)\b)")
_DOES = (" is ", " taught ", " writes ", " covers ", " teaches ")
_POSTS = ("school", "years", "fellow", "professor", "lecturer", "director", "editor", "columnist", "reporter", "correspondent", "journalist",
          "author", "writer", "analyst", "researcher", "scholar", "chief executive", "president", "founder", "member", "chair", "expert",
          "adviser", "advisor", "historian", "economist", "lawyer", "attorney", "contributor", "novelist", "candidate", "minister", "officer")
_SKIPS = ("kip ", "ump to", "SKIP")
_TRIGGERS = Triggers((*_SKIPS, *_LABELS), _CREDIT_WORDS, _DOES, _POSTS, *edges.WORDS, *(words for words, *_ in _TAILS))
_HEAD, _CREDITED, _DOING, _POSTED, _EDGED, _SAID, _DATED, *_TAILED = (1 << n for n in range(7 + len(_TAILS)))
_GLUED = sum(_TAILED)
# Triggers that make nothing of a line without others; a date does of a short line.
_ALONE = frozenset(bits | date for bits in (0, _DOING, _POSTED) for date in (0, _DATED))


class Span(NamedTuple):
    """A stretch of one line, or of several to the ``last``: they count from 1, ``start`` and ``end`` are characters of
    the raw text.
    """

    line: int
    start: int
    end: int
    hint: str  # the role that the split itself shows, "" where it shows none
    last: int
    text: str  # its own, on one line


class Parted(NamedTuple):
    """The ``spans`` of a text, what a reader is ``told`` of how its lines were read, the text with its words
    ``whole``, and whether any line was taken ``apart``.
    """

    spans: list[Span]
    told: tuple[str, ...]
    whole: Whole
    apart: bool = False


_span = partial(tuple.__new__, Span)  # of all its values in order: in half the time


def lines(text: str) -> list[Span]:
    """The lines of a text that hold anything but white space, without the white space around them; those of a paragraph
    that was hard-wrapped (:mod:`analysis.cleaning.wrapped`) as one.

    >>> [(s.line, s.start, s.end) for s in lines("A b \\n\\n c")]
    [(1, 0, 3), (3, 7, 8)]
    """
    return _lines(text)[0]


def _lines(text: str) -> Parted:
    """:func:`lines`, with what is to be told of them."""
    found = _rows(text)
    joined, told = wrapped.paragraphs(text, found)
    if joined is None:
        return Parted(found, told, Whole(text))
    ends = [(found[first], found[last]) for first, last in joined]
    read = whole(text, [(first.start, last.end) for first, last in ends])
    spans = [Span(first.line, first.start, last.end, "", last.line, read.flat(first.start, last.end))
             for first, last in ends]
    return Parted(spans, (*told, *read.told), read)


def _rows(text: str) -> list[Span]:
    """The lines of a text that hold anything but white space, one by one."""
    found = []
    at = 0
    carriage = "\r" in text
    for number, raw in enumerate(_NEWLINE.split(text) if carriage else text.split("\n"), 1):
        end = at + len(raw)
        bare = raw.strip()
        if bare:  # line breaks themselves, which the pattern gives in between, are white space
            start = at if bare is raw else end - len(raw.lstrip())
            line = (number + 1) // 2 if carriage else number
            found.append(_span((line, start, start + len(bare), "", line, bare)))
        at = end if carriage else end + 1
    return found


def split(text: str, title: str | None = None) -> list[Span]:
    """Lines, with what extractors run together taken apart; offsets into ``text`` stay exact.

    A skip link before a headline, a caption whose credit runs into prose, a known ``title`` before the
    first sentence, a "keep reading" after the last.
    """
    return split_many([text], title)[0].spans


def split_many(texts: Sequence[str], title: str | None = None) -> list[Parted]:
    """:func:`split` of several texts, whose words are looked for together, with what is to be told of each."""
    found = [_lines(text) for text in texts]
    begins = accumulate((len(text) + 1 for text in texts), initial=0)
    starts = [begin + span.start for begin, own in zip(begins, found, strict=False) for span in own.spans]
    held = iter(_TRIGGERS.lines("\n".join(texts), starts))
    return [_split(text, own, title, [*islice(held, len(own.spans))]) for text, own in zip(texts, found, strict=True)]


@lru_cache(maxsize=16)
def words_whole(text: str) -> Whole:
    """A raw text with the words whole that were cut at the ends of wrapped lines."""
    return _lines(text).whole if may_be_cut(text) else Whole(text)


def _split(text: str, own: Parted, title: str | None, held: Sequence[int]) -> Parted:
    """``held``: the triggers that stand in each line."""
    spans, parts, done = own.spans, [], 0
    for i in [i for i, may in enumerate(held) if may or title]:
        span, may = spans[i], held[i]
        known = bool(title) and text.startswith(title, span.start)
        size = span.end - span.start
        if 25 <= size <= _LONGEST and (known or may not in _ALONE or (may & _DATED and size <= edges.DATED)):
            made = _parts(text, own.whole, span, title if known else None, may)
            if len(made) > 1 or made[0] is not span:
                parts += [*spans[done:i], *made]
                done = i + 1
    return own._replace(spans=[*parts, *spans[done:]], apart=True) if done else own


def _parts(text: str, read: Whole, span: Span, title: str | None, may: int) -> Sequence[Span]:
    """``title``, if the line begins with it; ``may``: the triggers that stand in the line."""
    line = span.text if span.line == span.last else wrapped.level(read.text[span.start:span.end])
    heads: list[tuple[int, str]] = []  # (where the next part starts, what the part before it is)
    ends = ""
    if may & _HEAD and (match := _SKIP.match(line) or _LABEL.match(line)):
        heads.append((match.end(), "residue"))
    if title and len(line) > len(title) + 40:
        heads.append((len(title), "title"))
    if not heads and may & _EDGED and (cut := edges.head(line)):
        heads.append(cut)
    elif may & _CREDITED and (end := _credit_end(line)):
        heads.append((end, "caption"))
    tail = 0
    for bit, (_, pattern, role, most) in zip(_TAILED, _TAILS, strict=True) if may & _GLUED else ():
        if may & bit and (match := pattern.search(line, max(0, len(line) - most - 1))):
            tail, ends = match.start() + 1, role
            break
    if not tail and len(line) > 60 and may & _DOING and may & _POSTED:
        tail = bio_start(line)
        ends = "bio" if tail else ""
    if not tail and ((may & _EDGED and (cut := edges.tail(line))) or (may & _SAID and (cut := edges.bio(line)))):
        tail, ends = cut
    if not heads and not tail and may & _DATED and (at := edges.dated(line)):
        heads.append((at, "byline"))
    cuts = heads + [(tail, "")] * (tail > (heads[-1][0] if heads else 0))
    if not cuts:
        return [span]
    parts, start = [], 0
    for cut, hint in [*cuts, (len(line), ends if cuts[-1][0] == tail else "")]:
        piece = line[start:cut]
        bare = piece.strip()
        if bare:
            at = span.start + start + len(piece) - len(piece.lstrip())
            begin, end = read.span(at, at + len(bare))
            first = span.line + (len(_NEWLINE.findall(text, span.start, begin)) if span.last > span.line else 0)
            last = first + (len(_NEWLINE.findall(text, begin, end)) if span.last > span.line else 0)
            said = bare if first == last else read.flat(at, at + len(bare))
            parts.append(Span(first, begin, end, hint, last, said))
        start = cut
    return parts


# The end of a credit that prose follows with no line break: "Photo by Ann Roe On the day", "Ann Roe/AUPNobody slept".
_GLUED_CREDIT = Pattern(
    r"\b(?:(?:[Ss]taff |[Ff]ile )?(?:Photograph|Photo|photo|Picture|Image|Illustration|PHOTO)s?(?: [Cc]redit)?(?: by|:| BY)\s?)[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
    r"(?:(?= ?/) ?/ ?(?:[A-Z]{2,6}(?=[A-Z][a-z]|\s|$)|[A-Z][\w ]{2,25}?(?=[\s]{2}|[\u2002\u2003]|$)))?(?:\s[-–—]\s\w+)?")


def _credit_end(line: str) -> int:
    """Where a caption's credit ends and prose of the piece begins in the same line; 0 where nothing such is seen."""
    for match in (*CREDIT.matches(line[:600]), *_GLUED_CREDIT.finditer(line[:600])):
        rest = line[match.end():].lstrip(" .|\u2002\u2003")
        before = line[:match.start()]
        start = match.group().lstrip()
        apart = (start[0] == "(" or start.lower().startswith(("photo", "image", "picture", "illustration", "staff", "file"))
                 or before.rstrip()[-1:] in tuple(".!?)’”"))
        if apart and 20 < len(before) < 450 and len(rest) > 50 and rest[0].isupper() and rest.rstrip()[-1] in ".!?”\"’":
            return len(line) - len(rest)
    return 0


def bio_start(line: str) -> int:
    """Where a bio begins that was run into the end of a paragraph; 0 where there is none.

    >>> bio_start("So ends the line. Ann Roe is a fellow at the Harbour Institute.")
    18
    """
    match = _BIO_TAIL.search(line, max(0, len(line) - 601))
    return match.end() if match else 0
