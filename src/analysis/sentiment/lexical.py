"""What lexicons say of a sentence: how much good and bad it names, negated or not, at its end or after a
`but`.

Features of one lexicon, in order: NAMES. Negation turns what follows within four words (Wilson, Wiebe &
Hoffmann 2005, HLT, p. 350); what stands after a contrast counts apart (Polanyi & Zaenen 2006, pp. 4-5).
"""

import math
from collections.abc import Sequence

from analysis.sentiment import lexicons
from analysis.sentiment.words import verb_forms

NEGATIONS = frozenset(
    (
        "not",
        "n't",
        "no",
        "never",
        "without",
        "hardly",
        "nor",
        "neither",
        "cannot",
        "none",
        "nobody",
        "nothing",
        "scarcely",
        "barely",
    )
)
# Verbs and words that turn or take away what follows them: "ended the war", "failed to protect", "too little".
_VERBS = (
    "end",
    "stop",
    "prevent",
    "avoid",
    "reduce",
    "oppose",
    "eliminate",
    "curb",
    "lower",
    "combat",
    "relieve",
    "avert",
    "lack",
    "fail",
    "deny",
    "refuse",
    "reject",
    "resist",
    "block",
    "undermine",
    "threaten",
    "lose",
    "abandon",
    "limit",
    "halt",
    "protect",
    "deter",
    "ban",
    "address",
    "solve",
    "resolve",
    "overcome",
    "ease",
    "defeat",
    "escape",
    "cure",
    "tackle",
    "fight",
)
SHIFTERS = frozenset(form for verb in _VERBS for form in verb_forms(verb)) | frozenset(
    ("cut", "cuts", "cutting", "against", "free", "less", "fewer", "little", "too", "rather", "rid", "anti")
)
CONTRASTS = frozenset(("but", "yet", "however", "though", "although", "nevertheless", "nonetheless", "still"))
_BREAKS = frozenset((",", ".", ";", ":", "!", "?", "(", ")", "—", "–", '"', "--"))
_REACH = 4
NAMES = (
    "good",
    "bad",
    "good negated",
    "bad negated",
    "good shifted",
    "bad shifted",
    "good share",
    "bad share",
    "good negated share",
    "bad negated share",
    "balance",
    "strongest good",
    "strongest bad",
    "last",
    "first",
    "before contrast",
    "after contrast",
    "words that score",
    "sign",
)


def features(tokens: Sequence[str], lexicon: lexicons.Lexicon) -> list[float]:
    """The features NAMES of one sentence, for one lexicon."""
    sums = [0.0] * 6
    scored: list[float] = []
    before = after = 0.0
    negated = shifted = -_REACH - 1
    contrast = False
    for place, word in enumerate(tokens):
        if word in _BREAKS:
            negated = shifted = -_REACH - 1
            continue
        if word in CONTRASTS:
            contrast = True
        value = lexicon[word]
        if value:
            kind = 2 if place - negated <= _REACH else 4 if place - shifted <= _REACH else 0
            sums[kind + (value < 0)] += value
            value *= -0.5 if kind == 2 else 0.5 if kind == 4 else 1.0
            scored.append(value)
            if contrast:
                after += value
            else:
                before += value
        if word in NEGATIONS:
            negated = place
        elif word in SHIFTERS:
            shifted = place
    root, hits = math.sqrt(len(tokens) or 1), len(scored)
    balance = sum(scored)
    return [
        *(s / root for s in sums),
        *(s / (hits + 1) for s in sums[:4]),
        balance / (hits + 2),
        max(scored, default=0.0) if hits and max(scored) > 0 else 0.0,
        min(scored, default=0.0) if hits and min(scored) < 0 else 0.0,
        scored[-1] if hits else 0.0,
        scored[0] if hits else 0.0,
        before / root,
        after / root if contrast else 0.0,
        hits / (len(tokens) or 1),
        float((balance > 0) - (balance < 0)),
    ]
