"""From "does it stay?" to what each block is: title, dek, byline, body, caption, bio, or residue of some kind.

The order of a piece decides with the wording: its head (title, dek, byline, captions), its run of prose, and
the tail that begins at a boundary (a bio, an appeal, a pointer to other stories) after which the prose on the
piece's own subject does not resume.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .cues import CREDIT, CUES, Cue

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_END = (".", "!", "?", "”", "\"", "’", ")", "…", ":", ";")
_CUES_BY_TRIGGER: dict[str, list[int]] = {}
for _number, _one in enumerate(CUES):
    for _trigger in _one.triggers:
        _CUES_BY_TRIGGER.setdefault(_trigger, []).append(_number)

_NAME = (r"(?:(?:Dr|Prof|Professor|Sir|Lord|Lady|Rev|Gen|Col|Maj|Lt|Amb|Sen|Rep)\.? )?[A-Z][\w’'-]+(?: [A-Z]\.?)*"
         r"(?: (?:de|van|von|al|bin|el|der|da|la|del))*(?: (?:al-)?[A-Z][\w’'-]+){0,3}(?:,? (?:Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|MP))?")
_POSTS = (r"(?i:fellow|professor|lecturer|director|editor|columnist|reporter|correspondent|journalist|author|writer|analyst|"
          r"researcher|scholar|chief executive|CEO|president|founder|co-founder|cofounder|member|chair(?:man|woman|person)?|expert|adviser|advisor|"
          r"historian|economist|lawyer|attorney|contributor|novelist|candidate|minister|officer|ambassador|critic|blogger|"
          r"teacher|student|pastor|rabbi|physician|doctor|scientist|engineer|consultant|specialist|activist|organi[sz]er|"
          r"commentator|secretary|general secretary|captain|veteran|head|leader|host|broadcaster|photographer|poet|councillor|"
          r"senator|congressman|congresswoman|representative|veterinarian|psychologist|sociologist|philosopher|dean|principal|strategist|master)")
_BIO = re.compile(
    rf"^\W*(?:(?:About the (?:author|writer)s?:?\s*)?(?:(?:The )?(?:[Ww]riter|[Aa]uthor)s? (?:is|are|was|of)\b|{_NAME},? (?:who )?(?:is|was|are|has been|serves?d?(?: as)?)"
    rf" (?:an? |the |one of |currently |also |now |formerly |a former )*[^.]{{0,90}}?\b{_POSTS}s?\b|{_NAME} (?:teaches|writes|covers|reports|directs|edits|lives|holds|leads|heads|works|runs|has (?:written|covered|worked|reported))\b|"
    rf"{_NAME},? [^.]{{0,60}}\b{_POSTS},? (?:is|was|writes|teaches)\b)|About the (?:author|writer)s?\b|(?:Follow|Email|Contact|Reach|Write to|Tweet) (?:him|her|them|{_NAME})\b.{{0,60}}(?:@|\bat\b|\bon\b|here)|"
    rf"(?:He|She|They) (?:is|are|was|tweets?|can be (?:reached|found|followed)|blogs?|lives?) )", re.M)
_BYLINE = re.compile(
    rf"^\W*(?:(?:[Bb]y|BY|[Ww]ritten by|[Ww]ords by|[Ss]tory by|[Oo]pinion by|[Aa]nalysis by|[Gg]uest [Ee]ssay by|[Rr]eported by|[Tt]ext by|[Aa]uthors?:|[Ff]rom)\s*:?\s*(?:the )?)(?:{_NAME}|[A-Z][A-Z.’' -]{{4,40}})"
    rf"(?:,? (?:and|&) {_NAME})*(?:\s?[,|·•–—/-]\s?.{{2,60}})?\W*$")
_CAPTION = re.compile(
    r"^\W*(?:(?:top |lead |main |cover |header )?(?:photo|image|picture|illustration|photograph|graphic|video|art|credit)s?(?: credits?| source| by| courtesy)?\s?[:|]|credits?\b\s?:|photo(?:graph)?s? (?:by|courtesy)\b|"
    r"(?:photo )?illustration by\b|in this\b.{0,40}\b(?:photo|image|picture)|\w+ photo\b.{0,20}$|file(?: photo|\s?[:—–-]))|\((?:file )?photo(?:s|graph)?\b.{0,80}\)\W*$|"
    r"\bfile (?:photo|picture|image)\b|[.,] ?(?:photo(?:graph)?s?|image|picture|illustration|credit)\s?:\s?.{3,70}$", re.I)
_PICTURED = re.compile(r"\((?:[^()]{3,70}\b(?:via|/)\s?[^()]{2,40})\)\W*$|\b(?:is|are) (?:seen|pictured|shown)\b|, (?:left|right|center|centre|pictured|second from (?:left|right)),")
_SENTENCE = re.compile(r"[.!?…][”\"’)\]]*(?:\s|$)")
_STOP = frozenset(
    "the a an and or but of to in on at by for with from as is are was were be been it its this that these those he she "
    "they we you i his her their our your my not no has have had will would can could should may might do does did what "
    "which who whom how when where why after before over under into out up down about than then so if more most new all "
    "also said says say one two just now only other some any there here it’s it's".split())


@dataclass
class Line:
    """A block on its way to a role. ``drop`` is the model's probability that it is residue."""

    text: str
    words: list[str]
    drop: float
    hint: str = ""
    cues: list[Cue] = field(default_factory=list)
    role: str = ""
    kind: str = ""
    reason: str = ""
    confidence: float = 0.0

    @property
    def prose(self) -> bool:
        return len(self.words) >= 25 or (len(self.words) >= 9 and self.text.endswith(_END))

    def set(self, role: str, kind: str, reason: str, confidence: float) -> None:
        self.role, self.kind, self.reason, self.confidence = role, kind, reason, confidence


def words_of(text: str) -> list[str]:
    return [w.lower() for w in WORD.findall(text)]


def cues_of(text: str, words: Sequence[str]) -> list[Cue]:
    """The cues that speak for a line, surest first."""
    numbers = sorted({n for w in set(words) if w in _CUES_BY_TRIGGER for n in _CUES_BY_TRIGGER[w]})
    found = [CUES[n] for n in numbers if len(words) <= CUES[n].most and CUES[n].pattern.search(text)]
    return sorted(found, key=lambda cue: not cue.sure)


def content(words: Sequence[str]) -> list[str]:
    return [w for w in words if len(w) > 2 and w not in _STOP]


def decode(lines: list[Line], title: str | None, threshold: float) -> None:
    """Give every line its role, kind, reason and confidence, in place."""
    for line in lines:
        line.cues = cues_of(line.text, line.words)
        _first_guess(line, threshold)
    _title_and_repeats(lines, title)
    _captions_and_bios(lines)
    _head(lines)
    _tail(lines)
    for line in lines:
        if not line.role:
            line.set("body", "", "prose of the piece", 1 - line.drop)


def _first_guess(line: Line, threshold: float) -> None:
    """Residue where a sure cue or the model says so."""
    sure = next((cue for cue in line.cues if cue.sure), None)
    if line.hint in ("residue", "title", "caption"):
        kind = "navigation" if line.hint == "residue" else ""
        kind = (sure.kind if sure else kind) if kind else ""
        line.set(line.hint, kind, "run together with the next line", 0.95)
    elif sure is not None:
        line.set("residue", sure.kind, sure.reason, max(0.9, line.drop))
    elif line.drop >= threshold:
        hinted = line.cues[0] if line.cues else None
        if hinted:
            line.set("residue", hinted.kind, hinted.reason, line.drop)
        elif line.prose:
            line.set("residue", "teaser", "prose, but not of this piece", line.drop)
        else:
            line.set("residue", "navigation" if len(line.words) < 6 else "teaser", "a short line apart from the prose", line.drop)


def _key(text: str) -> str:
    return " ".join(words_of(text))


def _body_indices(lines: list[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if not line.role and line.prose and len(line.words) >= 15]


def _title_and_repeats(lines: list[Line], title: str | None) -> None:
    prose = _body_indices(lines)
    if not prose:
        return
    first = next((i for i in prose if not _BIO.match(lines[i].text)), prose[0])
    subject = Counter(w for i in prose for w in set(content(lines[i].words)))
    known = _key(title) if title else ""
    best, best_score = None, 0.0
    head = range(max(0, first - 40), first + 2)
    counts = Counter(_key(line.text) for line in lines if len(line.words) >= 3)
    for i in head:
        line = lines[i]
        if line.role == "title":
            best = i
            break
        if line.role and not known or not 2 <= len(line.words) <= 30 or line.text.endswith((".", ":", ",", ";")) and not known:
            continue
        key = _key(line.text)
        if known and (key == known or len(known) > 20 and key.startswith(known) and len(key) < len(known) + 60):
            best = i
            break
        terms = set(content(line.words))
        if not terms or line.role or i >= first or _BYLINE.match(line.text) or _CAPTION.search(line.text):
            continue
        share = sum(w in subject for w in terms) / len(terms)
        value = share + 0.4 * (counts[key] > 1) + 0.2 * (len(line.words) >= 4) + 0.15 * (i == 0) - 0.01 * (first - i)
        if best is not None and key == _key(lines[best].text):
            continue
        if value > best_score and (share >= 0.3 or counts[key] > 1 or i == 0):
            best, best_score = i, value
    if best is None:
        return
    name = _key(lines[best].text)
    lines[best].set("title", "", "the headline: above the prose, in its words", min(0.99, 0.6 + best_score / 4) if best_score else 0.95)
    for i, line in enumerate(lines):
        if i != best and line.role != "title" and len(name) > 8 and len(line.words) < 40:
            key = _key(line.text)
            if key == name or len(name) > 20 and name in key and len(key) < len(name) + 40 and not line.prose:
                line.set("residue", "repeated title", "the headline again", 0.97)


def _captions_and_bios(lines: list[Line]) -> None:
    prose = _body_indices(lines)
    if not prose:
        return
    title = next((i for i, line in enumerate(lines) if line.role == "title"), -1)
    last = len(lines)
    body_words = sum(len(lines[i].words) for i in prose)
    seen = 0
    for i, line in enumerate(lines):
        if not line.role and len(line.words) <= 90 and _is_caption(line):
            line.set("caption", "", "names a photographer or an agency", 0.93)
        elif line.role in ("", "residue") and len(line.words) <= 120 and _BIO.match(line.text) and _bio_here(line, seen, body_words, i, title):
            if not line.role or line.kind not in ("appeal", "sign-up", "comments", "legal"):
                line.set("bio", "", "says who the author is", 0.9)
        elif _BYLINE.match(line.text) and len(line.words) <= 16 and not line.prose and i < last and seen < 0.2 * body_words and line.role in ("", "residue") and line.kind not in ("repeated title", "appeal"):
            line.set("byline", "", "names the author", 0.9)
        if not line.role and line.prose:
            seen += len(line.words)


def _bio_here(line: Line, seen: int, total: int, at: int, title: int) -> bool:
    strong = "@" in line.text or re.match(r"^\W*(?:The (?:writer|author)|About the)", line.text) is not None
    pronoun = re.match(r"^\W*(?:He|She|They) ", line.text) is not None
    if pronoun and not strong:
        return False
    return seen >= 0.75 * total or (strong and seen <= 0.1 * total and len(line.words) < 60)


def _is_caption(line: Line) -> bool:
    text = line.text
    if _CAPTION.search(text):
        return True
    for match in CREDIT.finditer(text):
        tail = text[match.end():].strip(" .|)")
        if not tail and (match.group()[0] == "(" or match.start() == 0 or text[:match.start()].rstrip()[-1:] in tuple(".!?)’”|—-")):
            return True
    return bool(_PICTURED.search(text)) and len(line.words) <= 40 and (text[:1] == "|" or not text.endswith("."))


def _head(lines: list[Line]) -> None:
    """Deks stand between the title and the prose."""
    title = next((i for i, line in enumerate(lines) if line.role == "title"), None)
    if title is None:
        return
    body = [i for i in range(title + 1, len(lines)) if not lines[i].role and lines[i].prose]
    if len(body) < 3:
        return
    lengths = sorted(len(lines[i].words) for i in body[1:9])
    typical = lengths[len(lengths) // 2]
    shingles = Counter(s for i in body[1:] for s in _shingles(lines[i].words))
    for i in range(title + 1, body[1]):
        line = lines[i]
        if line.role:
            continue
        sentences = len(_SENTENCE.findall(line.text)) or 1
        words = len(line.words)
        apart = i + 1 < len(lines) and bool(lines[i + 1].role) and any(lines[j].role in ("", "title") for j in range(i + 1, min(i + 6, len(lines))) if not lines[j].role)
        echo = sum(s in shingles for s in _shingles(line.words))
        quiet = 5 <= words <= 60 and sentences <= 3
        if quiet and echo >= max(2, words // 8) and i <= body[0]:
            line.set("dek", "", "below the headline, and said again in the piece", 0.9)
        elif quiet and apart and words <= 45 and words < 0.75 * typical and i <= body[0]:
            line.set("dek", "", "below the headline, set apart from the prose", 0.85)
        elif quiet and i == title + 1 and sentences <= 2 and words <= 40 and words < 0.45 * typical:
            line.set("dek", "", "below the headline, much shorter than the paragraphs", 0.7)
        elif i < body[0] and not line.prose and words < 9:
            line.set("residue", "section label" if words <= 5 else "other", "a short line above the prose", 0.6)
        break_here = line.role != "dek" and line.prose
        if break_here:
            break


def _shingles(words: Sequence[str], n: int = 4) -> set[tuple[str, ...]]:
    return {tuple(words[i:i + n]) for i in range(len(words) - n + 1)}


def _tail(lines: list[Line]) -> None:
    """What follows a boundary and does not take up the piece again belongs to something else."""
    segments = _segments(lines)
    if not segments:
        return
    main = max(segments, key=lambda s: sum(len(lines[i].words) for i in s if lines[i].prose))
    weight = sum(len(lines[i].words) for i in main)
    first, last = main[0], main[-1]
    common = Counter(w for i in main for w in set(content(lines[i].words)))
    base = _typical_likeness(lines, main, common)
    ended = False
    for segment in segments:
        if segment[0] <= last:
            continue
        words = sum(len(lines[i].words) for i in segment)
        share = sum(_likeness(lines[i].words, common, 0) for i in segment) / len(segment)
        cut = any(cue.reason.startswith("cut off") for line in lines[segment[-1] + 1:segment[-1] + 3] for cue in line.cues)
        bios = any(lines[i].role == "bio" for i in range(last, segment[0]))
        prose = any(lines[i].prose for i in segment)
        resumes = not ended and not cut and prose and (words > 0.35 * weight or share >= (0.95 if bios else 0.6) * base)
        if resumes:
            last = segment[-1]
            continue
        ended = True
        for i in segment:
            reason = "another subject than the piece, after its end" if prose else "a line after the piece's end"
            if not lines[i].role:
                lines[i].set("residue", _kind_after(lines, i), reason, max(0.75, lines[i].drop))
    if ended:
        start = last + 1
        inside = False
        for i in range(start, len(lines)):
            line = lines[i]
            inside = inside or (line.role == "residue" and line.kind in ("teaser", "section label"))
            if line.role in ("caption", "title", "dek", "byline") and inside:
                line.set("residue", "teaser", "the picture credit of another story", 0.8)
    _quiet_head(lines, first)


def _quiet_head(lines: list[Line], first: int) -> None:
    """Short lines before the headline or the prose are the site's."""
    for i in range(first):
        if not lines[i].role and not lines[i].prose:
            lines[i].set("residue", "navigation", "a short line above the piece", 0.7)


def _kind_after(lines: list[Line], i: int) -> str:
    hinted = next((cue.kind for cue in lines[i].cues), "")
    if hinted:
        return hinted
    for j in range(i - 1, max(-1, i - 8), -1):
        if lines[j].role == "residue" and lines[j].kind in ("appeal", "comments", "sign-up", "teaser"):
            return lines[j].kind
        if lines[j].role in ("body", "bio"):
            break
    return "teaser"


def _segments(lines: list[Line]) -> list[list[int]]:
    """Runs of undecided lines between decided ones (captions alone do not part a run)."""
    runs: list[list[int]] = []
    open_run: list[int] = []
    for i, line in enumerate(lines):
        if not line.role:
            open_run.append(i)
        elif line.role in ("residue", "bio", "title", "caption") and open_run:
            runs.append(open_run)
            open_run = []
    return runs + [open_run] if open_run else runs


def _likeness(words: Sequence[str], common: Counter, own: int) -> float:
    terms = set(content(words))
    return sum(common[w] > own for w in terms) / len(terms) if terms else 0.0


def _typical_likeness(lines: list[Line], main: list[int], common: Counter) -> float:
    values = sorted(_likeness(lines[i].words, common, 1) for i in main if lines[i].prose)
    return values[len(values) // 2] if values else 0.0
