"""Why the model took a block out: what of it, were it like the average block's, would change the decision most.

Each group of features is left out by itself: its inputs to the block are set to their means, and what came to the block
from others stays; or that is left out (as one attribute is in Robnik-Sikonja & Kononenko 2008, IEEE TKDE 20, 589-600).
The log-odds of the nets are added up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np

from .features import NAMES
from .headings import HEADINGS
from .lines import Line
from .network import REACH, Pass, Weights
from .vocabulary import VOICES

COMPANY = "company"
_NEAR = 3  # lines to each side, with which a line is compared in words
_LIKE = {  # kind of what is shorter than prose, and one of several → what it is like
    "teaser": "a list of stories, links or offers", "navigation": "a menu or other links",
    "comments": "a list of comments", "social": "links to share or to follow", "sign-up": "a form",
    "legal": "the foot of a page", "metadata": "a list of keywords",
}
_WHERE = ("above the piece", "after the piece's end", "among the prose")
_SAYS = {"we": "“we”", "i": "“I”", "you": "“you”"}
_GROUP_OF = (  # group → how its features' names begin; the first that fits
    ("credit", ("credit words",)),
    ("dates", ("date words", "digits", "ends in a digit", "begins with a digit")),
    ("voice", ("we", "you", "i", "they")),
    ("wording", ("page words", "function words", "rare words")),
    ("likeness", ("shared", "rare, shared")),
    ("repetition", ("times in", "seen before")),
    (COMPANY, ("length unlike", "shape of", "share of this shape", "prose words in", "words a line in")),
    ("place", ("place by", "prose before", "prose after", "prose words before", "prose words after", "lines", "text ",
               "before the thick", "after the thick")),
)
GROUPS = (*(name for name, _ in _GROUP_OF), "form")


def group_of(feature: str) -> str:
    """The group to which a feature belongs.

    >>> group_of("rare, shared with the prose"), group_of("capital letters"), group_of("we")
    ('likeness', 'form', 'voice')
    """
    for group, beginnings in _GROUP_OF:
        if feature in beginnings or (feature not in VOICES and feature.startswith(beginnings)):
            return group
    return "form"


@cache
def _columns(inputs: int) -> Mapping[str, np.ndarray]:
    """The columns of each group among a net's inputs; the vectors of words, behind the features, are wording."""
    names = [*map(group_of, NAMES), *["wording"] * (inputs - len(NAMES))]
    return {group: np.array([n for n, name in enumerate(names) if name == group]) for group in GROUPS}


def changes(weights: Weights, made: Sequence[Pass], rows: np.ndarray) -> np.ndarray:
    """(rows, groups) how much lower the log-odds of residue would be without each of the groups."""
    return sum(_changes(net, one, rows) for net, one in zip(weights.nets, made, strict=True))


def _changes(net: Mapping[str, np.ndarray], made: Pass, rows: np.ndarray) -> np.ndarray:
    given, groups = made.given[rows], _columns(made.given.shape[1])
    before, direct = given @ net["in"] + net["in bias"], (given @ net["out direct"])[:, 0]
    parts = [(given[:, columns] @ net["in"][columns], given[:, columns] @ net["out direct"][columns])
             for columns in groups.values()]
    company = list(groups).index(COMPANY)
    layer = np.maximum(before - np.stack([part for part, _ in parts]), 0) + made.text[rows]
    wide = layer.shape[2]
    for reach, around in zip(REACH, made.around, strict=True):
        layer = _deeper(layer, net[f"sides {reach}"][:, 2 * wide:], net[f"bias {reach}"], around[rows], company)
    layer = _deeper(layer, net["last"], net["last bias"], made.far[rows], company)
    out = (layer @ net["out"])[:, :, 0] + direct - np.stack([part[:, 0] for _, part in parts])
    return (made.logits[rows] - out - net["out bias"][0]).T


def _deeper(layer: np.ndarray, here: np.ndarray, bias: np.ndarray, others: np.ndarray, company: int) -> np.ndarray:
    """The next of the layers (groups, rows, width); what came from others is left out for the group of company."""
    step = (layer.reshape(-1, layer.shape[2]) @ here).reshape(layer.shape) + bias
    step[:company] += others
    step[company + 1:] += others
    return layer + np.maximum(step, 0)


def explain(texts: Sequence[Sequence[Line]], weights: Weights, made: Sequence[Pass]) -> None:
    """Give the lines of texts that the model alone took out the reason that decided."""
    for lines in texts:
        _place(lines)
    every = enumerate(chain.from_iterable(texts))
    waiting = [(row, line) for row, line in every if line.role == "residue" and not line.reason]
    if not waiting:
        return
    most = changes(weights, made, np.array([row for row, _ in waiting])).argmax(axis=1)
    for group, (_, line) in zip(most.tolist(), waiting, strict=True):
        line.reason = words(GROUPS[group], line)


def by_model(reason: str) -> bool:
    """Whether a reason is one that is given here, and no rule's.

    >>> by_model("short, and no sentence, above the piece"), by_model("a skip link of the page")
    (True, False)
    """
    return reason.endswith("in the text") or any(where in reason for where in _WHERE)


def told_kind(kind: str, reason: str) -> str:
    """A kind's name, as a reader is told of it: where the model alone took a block out, its kind is a guess from its
    place and length.

    >>> told_kind("teaser", "short, and no sentence, above the piece"), told_kind("legal", "a copyright line")
    ('teaser or other', 'legal')
    """
    return f"{kind} or other" if by_model(reason) and kind != "other" else kind


def _place(lines: Sequence[Line]) -> None:
    """How often a text's residue stands in it, and where, seen from the piece."""
    times = Counter(line.text for line in lines)
    body = [i for i, line in enumerate(lines) if line.role == "body" and line.prose]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    below = ""
    for i, line in enumerate(lines):
        line.below = below
        if i > first and line.heading:
            below = HEADINGS[line.heading - 1].announces
        line.where = _WHERE[0] if i < first else _WHERE[1] if i > last else _WHERE[2]
        line.times = times[line.text]
        near = [*lines[max(0, i - _NEAR):i], *lines[i + 1:i + 1 + _NEAR]]
        line.beside = 2 * sum(not other.prose for other in near) >= len(near)


def words(group: str, line: Line) -> str:
    """The reason that a group gives, in words."""
    said = [_SAYS[voice] for voice in _SAYS if not set(VOICES[voice].split()).isdisjoint(line.words)]
    if line.ended:
        return "stands after the piece's end" + f", below a line that announces {line.below}" * bool(line.below)
    if group == COMPANY:
        return _company(line)
    text = {
        "credit": "words of a picture credit" if not line.prose else "speaks of pictures and who took them",
        "dates": "dates and numbers" if not line.prose else "dates and numbers the piece has not",
        "voice": "another voice than the piece" + f": it says {' and '.join(said)}" * bool(said),
        "wording": "the words of a page, not of the piece",
        "likeness": "another subject than the piece",
        "repetition": f"stands {line.times} times in the text" if line.times > 1 else "stands once in the text",
        "place": f"nothing of the piece stands there: {line.where}",
        "form": "built unlike the piece's paragraphs" if line.prose else "short, and no sentence",
    }[group]
    return text if group in ("place", "repetition") else f"{text}, {line.where}"


def _company(line: Line) -> str:
    """What a line has in common with those beside it, or has not."""
    if not line.beside:
        return f"unlike the paragraphs beside it, {line.where}"
    if line.prose:
        like = ", like a reader's comment" * (line.kind == "comments")
        return f"a paragraph between short lines, {line.where}{like}"
    return f"short lines one after the other, {line.where}, like {_LIKE.get(line.kind, 'a list')}"
