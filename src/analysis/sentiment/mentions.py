"""Mentions that nobody labelled, from the texts of a part dev, for a teacher to label (training alone).

What is mentioned is found as a reader skims: a run of capitalised words that is no more than the first word of its
sentence, or a pronoun of a person, which is one in five of what annotators asked about.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.sentiment import folds
from analysis.sentiment.context import Masked
from analysis.sentiment.training import read_rows, read_set, sentences

MOST = {"newsmtsc": 14_000, "persent": 18_000, "basil": 6_000, "nyt": 5_000, "framing": 4_000, "cleaning": 2_000}
EACH = {"newsmtsc": 3, "persent": 3, "basil": 3, "nyt": 3}  # mentions of a sentence; of others one
LENGTH = range(8, 56)  # words of a sentence
COMMON = 0.15  # least share of words of the language's commonest: lists and menus have fewer
_COMMON = frozenset("the a an and of to in that is was for on with as at by from it this he she they".split())
_NAME = re.compile(r"\b[A-Z][a-zA-ZÀ-ſ]+(?:[ -](?:of |the |de )?[A-Z][a-zA-ZÀ-ſ]+){0,3}")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Tt]hey|[Tt]hem)\b")
_NO_NAME = frozenset(
    "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December The A An It He She They We You This That These Those But And In On At For "
    "If When While As Mr Mrs Ms Dr His Her Their My Our Your What Who How Why There Here".split()
)
Place = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """A mention in a sentence: its places, the one asked about first; the set it is from."""

    text: str
    places: tuple[Place, ...]
    source: str

    @property
    def masked(self) -> Masked:
        """The words around it."""
        return Masked.of(self.text, self.places)


def gather(folder: Path, seed: int = 0) -> list[Mention]:
    """Mentions of the sets beside the folder, at most MOST of each; labelled ones are not among them."""
    labelled, sources = defaultdict(set), prose(folder)
    for row in read_set(folder, "newsmtsc"):
        labelled[folds.key(row["text"])] |= {row["text"][a:b] for a, b in row["mentions"]}
    found: dict[str, list[Mention]] = {source: [] for source in MOST}
    rng, order = random.Random(seed), sorted(sources)
    rng.shuffle(order)
    for key in order:
        source, text = sources[key]
        own = [m for m in _mentioned(text) if text[slice(*m)] not in labelled[key]]
        rng.shuffle(own)
        for place in own[: EACH.get(source, 1)]:
            places = (place, *(p for p in _again(text, place) if p != place))
            found[source].append(Mention(text, places, source))
    return [m for source, many in found.items() for m in many[: MOST[source]]]


def prose(folder: Path) -> dict[str, tuple[str, str]]:
    """(set, sentence) of every sentence of prose of the sets beside the folder, by its words."""
    found: dict[str, tuple[str, str]] = {}
    for source, text in _texts(folder):
        found.setdefault(folds.key(text), (source, text))
    return found


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(set, sentence) of every sentence of prose, the labelled sentences first."""
    for name in ("newsmtsc", "persent", "basil", "nyt"):
        for row in read_set(folder, name):
            yield from ((name, s) for s in folds.sentences(name, row) if name == "newsmtsc" or _is_prose(s))
    for file in sorted(Path(folder).parent.glob("*/dev/*.jsonl.gz")):
        source = file.parent.parent.name
        if source in MOST:
            own = {row.get("text") or row["gold"] for row in read_rows(file)}
            yield from ((source, s.strip()) for t in sorted(own) for s in sentences(t) if _is_prose(s))


def _is_prose(text: str) -> bool:
    own = text.lower().split()
    return len(own) in LENGTH and sum(w in _COMMON for w in own) >= COMMON * len(own)


def _mentioned(text: str) -> list[Place]:
    """Names and pronouns, each surface once."""
    found = {text[slice(*place)]: place for place in reversed([*_names(text), *_pronouns(text)])}
    return sorted(found.values())


def _names(text: str) -> Iterator[Place]:
    for match in _NAME.finditer(text):
        start, own = match.start(), match.group().split()
        while own and own[0] in _NO_NAME:
            start += len(own[0]) + 1
            own = own[1:]
        if own and not (len(own) == 1 and (start <= 1 or len(own[0]) < 3)):
            yield start, match.end()


def _pronouns(text: str) -> Iterator[Place]:
    return (match.span() for match in _PRONOUN.finditer(text))


def _again(text: str, place: Place) -> Sequence[Place]:
    return [m.span() for m in re.finditer(rf"\b{re.escape(text[slice(*place)])}\b", text)]
