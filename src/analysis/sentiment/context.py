"""What a sentence says around a target: words by side and distance, patterns with the target masked,
lexicon sums.

Windows and masking follow Hamborg & Donnay 2021 (NewsMTSC, EACL, pp. 1663-1675) and the syntax-light
features of Jiang et al. 2011 (ACL, pp. 151-160): whose words stand before, whose after, what stands next.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from analysis.sentiment import lexicons, words
from analysis.sentiment.effects import EFFECTS
from analysis.sentiment.lexical import MARKS, cues

TARGET = "@"
_SPEECH = frozenset(
    ("said", "says", "told", "tweeted", "wrote", "asked", "added", "argued", "claimed", "stated")
)
_PASSIVE = frozenset(("was", "were", "been", "be", "being", "is", "are", "by"))
NEAR = 6  # words
AROUND = 8  # words beyond the clause in which a verb may still be the target's
STEM = 6  # letters by which inflected forms are one


@dataclass(frozen=True)
class Masked:
    """Words of a sentence with each mention of the target as one `@`; `place` is the mention asked about."""

    tokens: tuple[str, ...]
    place: int

    @classmethod
    def of(
        cls, text: str, mentions: Sequence[tuple[int, int]], aside: Sequence[tuple[int, int]] = ()
    ) -> "Masked":
        """`mentions` are characters (start, end) of the text; the first is the one asked about. The places of words
        that lie `aside` are left empty.
        """
        found = spans(text, mentions)
        asked = (k for k, (word, start, end) in enumerate(found) if word == TARGET and (start, end) == mentions[0])
        kept = (
            words.NOTHING if word != TARGET and any(start < b and end > a for a, b in aside) else word
            for word, start, end in found
        )
        return cls(tuple(kept), next(asked, 0))

    def without(self, place: int) -> "Masked":
        """The same, the word at this place taken out and its place left empty."""
        return Masked((*self.tokens[:place], words.NOTHING, *self.tokens[place + 1 :]), self.place)


def spans(text: str, mentions: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """`words.spans`, with each mention that holds a word as one TARGET, its characters those of the mention; so is the
    first, which is asked about, in any writing.
    """
    found: list[tuple[str, int, int]] = []
    seen = set()
    for word, start, end in words.spans(text):
        inside = next((k for k, (a, b) in enumerate(mentions) if start < b and end > a), None)
        if inside is None:
            found.append((word, start, end))
        elif inside not in seen:
            seen.add(inside)
            found.append((TARGET, *mentions[inside]))
    if 0 not in seen:
        found.append((TARGET, *mentions[0]))
        found.sort(key=lambda one: one[1:])
    return found


def features(masked: Masked) -> dict[str, float]:
    """Features by name; `<` and `>` mark words before and after the target, doubled where they are near."""
    found: dict[str, float] = {}
    for name, value in parts(masked):
        found[name] = found.get(name, 0.0) + value
    return found


def parts(masked: Masked) -> Iterator[tuple[str, float]]:
    """What the features add up from, in order: (name, value), a name once for each word that adds to it."""
    denied = _denied(masked.tokens)
    return chain(_words(masked), _sums(masked, denied), _effects(masked, denied), _form(masked))


def _words(masked: Masked) -> Iterator[tuple[str, float]]:
    """Words and pairs of the sentence, of each side, near the target, in quotation; patterns around it."""
    tokens, place = masked.tokens, masked.place
    size = math.sqrt(len(tokens) or 1)
    quoted = False
    for k, word in enumerate(tokens):
        quoted ^= word == '"'
        if word in MARKS or word == TARGET:
            continue
        side, far = ("<" if k < place else ">"), abs(k - place)
        yield word, 3 / size
        yield word[:STEM] + "-", 1.5 / size
        yield f"{side} {word}", 2 / size
        if k and tokens[k - 1] not in MARKS:
            yield f"{tokens[k - 1]} {word}", 1 / size
        if quoted:
            yield f'" {word}', 1 / size
        if far <= NEAR:
            yield f"{side}{side} {word}", 0.6 / math.sqrt(far)
    for left in range(max(0, place - 3), place + 1):
        for right in range(place + 1, min(len(tokens), place + 4) + 1):
            if 2 <= right - left <= 4:
                yield " ".join(tokens[left:right]), 0.8


def _sums(masked: Masked, denied: Sequence[bool]) -> Iterator[tuple[str, float]]:
    """Lexicon values over the sentence, each side, near, beside and in the target's clause; fields of
    words.
    """
    tokens, place = masked.tokens, masked.place
    start, end = _clause(tokens, place)
    size = math.sqrt(len(tokens) or 1)
    for name in lexicons.NAMES:
        for k, value in enumerate(lexicons.load(name).of(tokens)):
            if not value or tokens[k] == TARGET:
                continue
            value *= -0.3 if denied[k] else 0.5
            sign, side, far = (
                "good" if value > 0 else "bad",
                "before" if k < place else "after",
                abs(k - place),
            )
            yield f"= {name} all {sign}", value / size
            yield f"= {name} {side} {sign}", value / size
            yield f"= {name} near {sign}", value / math.sqrt(far)
            if start <= k < end:
                yield f"= {name} clause {side} {sign}", value / math.sqrt(end - start)
            if far <= 2:
                yield f"= {name} beside {side} {sign}", value
    names = lexicons.field_names()
    for k, word in enumerate(tokens):
        for field in lexicons.fields_of(word):
            yield f"= field {names[field]}", 1 / size
            if abs(k - place) <= NEAR:
                yield f"= near field {names[field]}", 0.5 / math.sqrt(abs(k - place) or 1)


def _effects(masked: Masked, denied: Sequence[bool]) -> Iterator[tuple[str, float]]:
    """What verbs in and near the clause say of the target, as the one who does or who is done to."""
    tokens, place = masked.tokens, masked.place
    start, end = _clause(tokens, place)
    for k in range(max(0, start - AROUND), min(len(tokens), end + AROUND)):
        if tokens[k] not in EFFECTS:
            continue
        doer, done = EFFECTS[tokens[k]]
        passive = any(t in _PASSIVE for t in tokens[max(0, k - 2) : k])
        turned = passive if k > place else "by" not in tokens[k + 1 : place]
        role = "done" if turned else "doer"
        effect = (doer if role == "doer" else done) * (-0.6 if denied[k] else 1.0)
        yield f"= effect {role} {'good' if effect > 0 else 'bad'}", effect / math.sqrt(abs(k - place) or 1)


def _form(masked: Masked) -> Iterator[tuple[str, float]]:
    """Where the target stands, how long the sentence is, who speaks."""
    tokens, place = masked.tokens, masked.place
    yield "= place", place / (len(tokens) or 1)
    yield "= first", float(place <= 1)
    yield "= length", math.log1p(len(tokens)) / 4
    yield "= mentions", float(tokens.count(TARGET) > 1)
    yield "= quotation", float('"' in tokens)
    yield "= speaks", float(any(t in _SPEECH for t in tokens[place + 1 : place + 3]))
    yield "= quoted", float(tokens[:place].count('"') % 2)


def _denied(tokens: Sequence[str]) -> list[bool]:
    """Whether one of the three words before is a negation."""
    negations, found, last = cues()["negations"], [], -math.inf
    for k, word in enumerate(tokens):
        found.append(k - last <= 3)
        if word in negations:
            last = k
    return found


def _clause(tokens: Sequence[str], place: int) -> tuple[int, int]:
    start = place
    while start > 0 and tokens[start - 1] not in MARKS:
        start -= 1
    end = place + 1
    while end < len(tokens) and tokens[end] not in MARKS:
        end += 1
    return start, end
