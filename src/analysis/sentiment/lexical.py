"""What lexicons say of a sentence: how much good and bad it names, and in what setting.

Negation turns what follows within four words (Wilson, Wiebe & Hoffmann 2005, HLT, p. 350); what follows a
contrast, a wish or a shifting verb counts apart (Polanyi & Zaenen 2006, pp. 4-6). Features come in groups,
each with names: `lexicon` (COUNTED, for each lexicon), `manner` and `steps` (of one lexicon), `field`.
"""

import math
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from analysis.sentiment import lexicons
from analysis.sentiment.words import verb_forms

REACH = 4  # words that a negation or shifter reaches
HOPED = 6  # words that a wish reaches closely
MARKS = frozenset((",", ".", ";", ":", "!", "?", "(", ")", "—", "–", '"', "--"))
ENDS = frozenset((".", ";", "!", "?"))
STOPS = frozenset((",", ".", ";"))
COUNTED = (
    "good", "bad", "good negated", "bad negated", "good shifted", "bad shifted", "good share", "bad share",
    "good negated share", "bad negated share", "balance", "strongest good", "strongest bad", "last", "first",
    "before contrast", "after contrast", "words that score", "sign",
)  # fmt: skip
SETTINGS = (
    "wished",
    "closely wished",
    "quoted",
    "asked",
    "intensified",
    "pointed at",
    "closing",
    "early",
    "late",
)
MANNER = (
    *(f"{sign} {setting}" for setting in SETTINGS for sign in ("good", "bad")),
    "good and bad", "root of good", "root of bad", "good squared", "bad squared", "question", "length", "bounded",
    "quotation", "lesser", "root of excess good", "root of excess bad", "neighbours at odds", "neighbours bad",
    "worst", "second worst", "third worst", "best", "second best", "third best",
)  # fmt: skip
STEPS = (-4, -3, -2, -1, 1, 2, 3)


@cache
def cues() -> dict[str, frozenset[str]]:
    """Sets of words by what they do (cues.toml)."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text("utf-8"))
    verbs = {form for verb in data.pop("shifting_verbs") for form in verb_forms(verb)}
    return {
        name: frozenset(found) | (verbs if name == "shifters" else frozenset())
        for name, found in data.items()
    }


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Names of the features by group, in the order of `features`."""
    return {
        "lexicon": tuple(f"{name} {feature}" for name in lexicons.NAMES for feature in COUNTED),
        "manner": tuple(f"manner {feature}" for feature in MANNER),
        "steps": tuple(f"steps {step}" for step in STEPS),
        "field": tuple(f"field {name}" for name in lexicons.field_names()),
    }


def features(tokens: Sequence[str]) -> list[float]:
    """All features of a sentence, in the order of `groups`."""
    root = math.sqrt(len(tokens) or 1)
    setting = _setting(tokens)
    found: list[float] = []
    for name in lexicons.NAMES:
        values = lexicons.load(name).of(tokens)
        found += _counted(values, setting, len(tokens), root)
    found += _manner(tokens, values, root)
    found += _steps(lexicons.load("own").of(tokens), root)
    found += _fields(tokens, root)
    return found


@lru_cache(200_000)
def speaks(word: str) -> bool:
    """Whether a word says anything to `features` beyond standing there."""
    return (
        any(word in found for found in cues().values())
        or any(lexicons.load(name)[word] for name in lexicons.NAMES)
        or bool(lexicons.fields_of(word))
    )


def _setting(tokens: Sequence[str]) -> tuple[list[int], int]:
    """(for each word 2 where it is negated, 4 where shifted, else 0; where the first contrast stands)."""
    sets = cues()
    negations, shifters, contrasts = sets["negations"], sets["shifters"], sets["contrasts"]
    kinds, contrast = [], len(tokens)
    negated = shifted = -REACH - 1
    for place, word in enumerate(tokens):
        if word in MARKS:
            negated = shifted = -REACH - 1
        elif word in contrasts:
            contrast = min(contrast, place)
        kinds.append(2 if place - negated <= REACH else 4 if place - shifted <= REACH else 0)
        if word in negations:
            negated = place
        elif word in shifters:
            shifted = place
    return kinds, contrast


def _counted(
    values: Sequence[float], setting: tuple[list[int], int], length: int, root: float
) -> list[float]:
    kinds, contrast = setting
    sums = [0.0] * 6
    scored: list[float] = []
    before = after = 0.0
    for place, value in enumerate(values):
        if value:
            kind = kinds[place]
            sums[kind + (value < 0)] += value
            value *= -0.5 if kind == 2 else 0.5 if kind == 4 else 1.0
            scored.append(value)
            if place > contrast:
                after += value
            else:
                before += value
    if not scored:
        return [0.0] * len(COUNTED)
    hits, balance = len(scored), sum(scored)
    return [
        *(s / root for s in sums), *(s / (hits + 1) for s in sums[:4]), balance / (hits + 2),
        max(*scored, 0.0), min(*scored, 0.0), scored[-1], scored[0], before / root, after / root,
        hits / (length or 1), float((balance > 0) - (balance < 0)),
    ]  # fmt: skip


def _manner(tokens: Sequence[str], values: Sequence[float], root: float) -> list[float]:
    sums = _settings(tokens, values)
    asked = "?" in tokens[-2:]
    scored = [v for v in values if v]
    good, bad = sum(v for v in scored if v > 0) / root, -sum(v for v in scored if v < 0) / root
    if asked:
        sums[6], sums[7] = good * root, -bad * root
    pairs = [(a, b) for a, b in pairwise(scored) if a < 0 or b < 0]
    ordered = sorted(scored)
    return [
        *(s / root for s in sums), good * bad, math.sqrt(good), math.sqrt(bad), good * good, bad * bad,
        float(asked), math.log1p(len(tokens)), math.tanh(2 * (good - bad)), float('"' in tokens), min(good, bad),
        math.sqrt(max(0.0, good - bad)), math.sqrt(max(0.0, bad - good)),
        sum(a * b for a, b in pairs if a * b < 0) / root, sum(a * b for a, b in pairs if a < 0 and b < 0) / root,
        *(ordered[:3] + [0.0] * 3)[:3], *(ordered[::-1][:3] + [0.0] * 3)[:3],
    ]  # fmt: skip


def _settings(tokens: Sequence[str], values: Sequence[float]) -> list[float]:
    """Sums of values good and bad by SETTINGS, in their order, but for questions."""
    sets = cues()
    wishes, intensifiers, pointers = sets["wishes"], sets["intensifiers"], sets["pointers"]
    length, sums = len(tokens), [0.0] * (2 * len(SETTINGS))
    wished, quoted, before = -1, False, ""
    for place, word in enumerate(tokens):
        if value := values[place]:
            sign = value < 0
            if wished >= 0:
                sums[sign] += value
                if place - wished <= HOPED:
                    sums[2 + sign] += value
            if quoted:
                sums[4 + sign] += value
            if before in intensifiers:
                sums[8 + sign] += value
            if before in pointers:
                sums[10 + sign] += value
            if place + 1 < length and tokens[place + 1] in STOPS:
                sums[12 + sign] += value
            if place < length / 3:
                sums[14 + sign] += value
            elif place > 2 * length / 3:
                sums[16 + sign] += value
        if word in wishes:
            wished = place
        elif word in ENDS:
            wished = -1
        elif word == '"':
            quoted = not quoted
        before = word
    return sums


def _steps(values: Sequence[float], root: float) -> list[float]:
    found = dict.fromkeys(STEPS, 0.0)
    for value in values:
        if value:
            step = round(value * lexicons.STRONG)
            if step in found:
                found[step] += 1 / root
    return list(found.values())


def _fields(tokens: Sequence[str], root: float) -> list[float]:
    found = [0.0] * len(lexicons.field_names())
    one = 1 / root
    for word in tokens:
        for place in lexicons.fields_of(word):
            found[place] += one
    return found
