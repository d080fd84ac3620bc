"""The words of a sentence and their tags, with the names of actors as one word each.

The tagger is HanTa's (Wartena 2019, KONVENS, pp. 40-49): a hidden Markov model over morphemes, trained
on the
British National Corpus, with its model in the package; its tags are those of the BNC (C5). What it often gets
wrong in news text is mended here, a rule each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from analysis.codebook import ActorMention

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|U\.S\b|\d[\d.,]*\d%?|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|St)\.|[Cc]an(?=not\b)|[^\W_]+(?=n['’]t\b)|n['’]t\b|"
    r"['’](?:s|re|ve|ll|d|m)\b|[^\W_]+(?:[-‐‑][^\W_]+)*|(?<=s)['’](?=\s)|—|–|\S"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "‐": "-", "‑": "-"})
NOUNS = ("NN0", "NN1", "NN2", "NP0")
ADJECTIVES = ("AJ0", "AJC", "AJS", "ORD", "CRD")
OPENERS = ("AT0", "DPS", "DT0", "DTQ")
PRONOUNS = ("PNP", "PNI", "PNX")
BE = ("VBB", "VBD", "VBG", "VBI", "VBN", "VBZ")
RELATIVE = ("who", "which", "that", "whom")


@dataclass(frozen=True)
class Word:
    """A word, or the name of an actor as one word; `start`, `end` are characters of the sentence."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    actor: str = ""
    how: str = ""


def words_of(text: str, actors: Sequence[ActorMention] = ()) -> tuple[Word, ...]:
    """The words of a sentence, tagged; `actors` are the mentions found in it."""
    tagged = _tagged(_unshouted(text))
    words = _named(tuple(replace(w, text=text[w.start : w.end]) for w in tagged), actors)
    return tuple(_mended(words, i) for i in range(len(words)))


@lru_cache(maxsize=4096)
def _tagged(text: str) -> tuple[Word, ...]:
    spans = [m.span() for m in _TOKEN.finditer(text)]
    tokens = [text[a:b].translate(_PLAIN) for a, b in spans]
    if not tokens:
        return ()
    tags = _tagger().tag_sent(tokens, taglevel=0)
    return tuple(
        Word(a, b, text[a:b], _lemma(token, tag), tag)
        for (a, b), token, tag in zip(spans, tokens, tags, strict=True)
    )


@lru_cache(maxsize=65536)
def _lemma(word: str, tag: str) -> str:
    return _tagger().analyze(word, pos=tag)[0].lower()


@cache
def _tagger() -> "HanoverTagger":
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")


def _unshouted(text: str) -> str:
    """A headline in capitals, lowered but for the first letters: the tagger knows no other."""
    letters = [c for c in text if c.isalpha()]
    return text.title() if len(letters) > 8 and all(c.isupper() for c in letters) else text


def _named(words: tuple[Word, ...], actors: Sequence[ActorMention]) -> tuple[Word, ...]:
    """Words with the name of each actor as one."""
    made, index = [], 0
    for mention in sorted(actors, key=lambda m: m.start):
        while index < len(words) and words[index].end <= mention.start:
            made.append(words[index])
            index += 1
        inside = []
        while index < len(words) and words[index].start < mention.end:
            inside.append(words[index])
            index += 1
        if inside:
            made.append(_joined(inside, mention))
    return (*made, *words[index:])


def _joined(inside: list[Word], mention: ActorMention) -> Word:
    tag = "AJ0" if mention.how == "adjective" else inside[-1].tag if inside[-1].tag in NOUNS else "NP0"
    return Word(
        inside[0].start,
        inside[-1].end,
        mention.surface,
        mention.surface.lower(),
        tag,
        mention.actor,
        mention.how,
    )


def _mended(words: tuple[Word, ...], i: int) -> Word:
    word, plain = words[i], words[i].text.translate(_PLAIN).lower()
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.actor:
        return word
    if plain == "'s" or (plain == "'" and before and before.text.endswith("s")):
        verb = before is not None and (
            before.tag in PRONOUNS or before.lemma in ("that", "there", "what", "who")
        )
        return replace(word, tag="VBZ" if verb else "POS", lemma="be" if verb else "'s")
    if plain in ('"', "'", "-", "(", ")", ",", ";", ":", "…"):
        return replace(word, tag="PUN")
    if plain in RELATIVE and word.tag in ("CJT", "PNQ", "DTQ", "DT0") and plain != "that":
        return replace(word, tag="PNQ")
    if (
        plain == "to"
        and word.tag == "PRP"
        and after
        and after.tag in ("NN0", "NN1")
        and _takes_object(words, i + 1)
    ):
        return replace(word, tag="TO0")
    if before and before.lemma == "why" and word.tag in ("NN1", "AJ0", "VVB") and _takes_object(words, i):
        return replace(word, tag="VVI")
    if (
        before
        and before.lemma == "to"
        and before.tag in ("PRP", "TO0")
        and word.tag in ("NN0", "NN1")
        and (before.tag == "TO0" or _takes_object(words, i))
    ):
        return replace(word, tag="VVI")
    if (
        word.tag == "AJ0"
        and plain.endswith("ing")
        and before
        and before.tag in BE
        and after
        and after.tag == "CJS"
    ):
        return replace(word, tag="VVG")
    if before and before.tag in ("AT0", "DPS", "PRF") and word.tag in ("VVB", "VVI", "VVZ"):
        return replace(word, tag="NN2" if word.tag == "VVZ" else "NN1")
    if word.tag == "UNC" and plain.isalpha():
        return replace(word, tag="AJ0" if after and after.tag in NOUNS else "NN1")
    return word


def _takes_object(words: tuple[Word, ...], i: int) -> bool:
    """`to pardon Rask`: a bare word after *to* with a phrase of its own behind it is a verb."""
    after = words[i + 1] if i + 1 < len(words) else None
    return (
        after is not None
        and not words[i].actor
        and words[i].text.islower()
        and (after.tag in (*OPENERS, *PRONOUNS) or (bool(after.actor) and after.tag in NOUNS))
    )
