"""What a sentence says around a target: words by side and distance, patterns with the target masked,
lexicon sums.

Windows and masking follow Hamborg & Donnay 2021 (NewsMTSC, EACL, pp. 1663-1675) and the syntax-light
features of Jiang et al. 2011 (ACL, pp. 151-160): whose words stand before, whose after, what stands next.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.sentiment import lexicons, words
from analysis.sentiment.effects import EFFECTS
from analysis.sentiment.lexical import NEGATIONS

TARGET = "@"
_MARKS = frozenset((",", ".", ";", ":", "!", "?", "(", ")", "—", "–", '"', "--"))
_SPEECH = frozenset(
    ("said", "says", "told", "tweeted", "wrote", "asked", "added", "argued", "claimed", "stated")
)
_PASSIVE = frozenset(("was", "were", "been", "be", "being", "is", "are", "by"))
_NEAR = 6


@dataclass(frozen=True)
class Masked:
    """Words of a sentence with each mention of the target as one `@`; `place` is the mention asked about."""

    tokens: tuple[str, ...]
    place: int

    @classmethod
    def of(cls, text: str, mentions: Sequence[tuple[int, int]]) -> "Masked":
        """`mentions` are characters (start, end) of the text; the first is the one asked about."""
        tokens: list[str] = []
        place, seen = 0, set()
        for word, start, end in words.spans(text):
            inside = next((k for k, (a, b) in enumerate(mentions) if start < b and end > a), None)
            if inside is None:
                tokens.append(word)
            elif inside not in seen:
                seen.add(inside)
                if inside == 0:
                    place = len(tokens)
                tokens.append(TARGET)
        return cls(tuple(tokens), place)


def features(masked: Masked) -> dict[str, float]:
    """Features by name; words carry the side (`<` before, `>` after the target) and nearness."""
    tokens, place = masked.tokens, masked.place
    found: dict[str, float] = {}
    size = math.sqrt(len(tokens) or 1)
    for name, value in _words(tokens, place, size):
        found[name] = found.get(name, 0.0) + value
    for name, value in _sums(tokens, place).items():
        found["= " + name] = value
    return found


def _words(tokens: Sequence[str], place: int, size: float) -> Iterator[tuple[str, float]]:
    quoted = False
    for k, word in enumerate(tokens):
        if word == '"':
            quoted = not quoted
        if word in _MARKS or word == TARGET:
            continue
        yield word, 2 / size
        if k and tokens[k - 1] not in _MARKS:
            yield f"{tokens[k - 1]} {word}", 1 / size
        side, far = ("<" if k < place else ">"), abs(k - place)
        yield f"{side} {word}", 2 / size
        if far <= _NEAR:
            yield f"{side}{side} {word}", 1 / math.sqrt(far)
    for left in range(max(0, place - 3), place + 1):
        for right in range(place + 1, min(len(tokens), place + 4) + 1):
            if 2 <= right - left <= 4:
                yield " ".join(tokens[left:right]), 0.7


def _sums(tokens: Sequence[str], place: int) -> Mapping[str, float]:
    """Lexicon values over the sentence, before, after, near and in the target's clause; effects of verbs."""
    sums: dict[str, float] = {}
    start, end = _clause(tokens, place)
    size = math.sqrt(len(tokens) or 1)
    for name in lexicons.NAMES:
        lexicon = lexicons.load(name)
        negated = -9
        for k, word in enumerate(tokens):
            if word in NEGATIONS:
                negated = k
            value = lexicon[word]
            if not value or k == place:
                continue
            if 0 < k - negated <= 3:
                value *= -0.6
            sign = "good" if value > 0 else "bad"
            far = abs(k - place)
            _add(sums, f"{name} all {sign}", value / size)
            _add(sums, f"{name} {'before' if k < place else 'after'} {sign}", value / size)
            _add(sums, f"{name} near {sign}", value / math.sqrt(far))
            if start <= k < end:
                _add(
                    sums,
                    f"{name} clause {'before' if k < place else 'after'} {sign}",
                    value / math.sqrt(end - start),
                )
            if far <= 2:
                _add(sums, f"{name} beside {'before' if k < place else 'after'} {sign}", value)
    for k, word in enumerate(tokens):
        if k == place or not start - 8 <= k < end + 8 or word not in EFFECTS:
            continue
        doer, done = EFFECTS[word]
        passive = any(
            t in ("was", "were", "been", "be", "being", "is", "are", "by") for t in tokens[max(0, k - 2) : k]
        )
        after, near = k > place, 1 / math.sqrt(abs(k - place))
        effect = done if (after and passive) or not after else doer
        if not after and "by" in tokens[k + 1 : place]:
            effect = doer
        if any(t in NEGATIONS for t in tokens[max(0, k - 3) : k]):
            effect *= -0.6
        _add(
            sums,
            f"effect {'doer' if after and not passive else 'done'} {'good' if effect > 0 else 'bad'}",
            effect * near,
        )
    sums["place"] = place / (len(tokens) or 1)
    sums["first"] = float(place <= 1)
    sums["length"] = math.log1p(len(tokens)) / 4
    sums["mentions"] = float(sum(t == TARGET for t in tokens) > 1)
    sums["quotation"] = float('"' in tokens)
    sums["speaks"] = float(any(t in _SPEECH for t in tokens[place + 1 : place + 3]))
    sums["quoted"] = float(sum(t == '"' for t in tokens[:place]) % 2)
    return sums


def _add(sums: dict[str, float], name: str, value: float) -> None:
    sums[name] = sums.get(name, 0.0) + value


def _clause(tokens: Sequence[str], place: int) -> tuple[int, int]:
    start = place
    while start > 0 and tokens[start - 1] not in _MARKS:
        start -= 1
    end = place + 1
    while end < len(tokens) and tokens[end] not in _MARKS:
        end += 1
    return start, end
