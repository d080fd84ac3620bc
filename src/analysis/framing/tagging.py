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
_FINITE = ("VVD", "VVZ", "VVB", "VM0", "VBZ", "VBD", "VBB", "VHZ", "VHD", "VHB", "VDZ", "VDD", "VDB")
_BY = ("By", "In", "Without")
_CAPITAL = re.compile(r"[^\W\d_]{4,}")
_HEADLINE, _HIGH = 3, 0.8  # words of four letters or more, and the share of them that have a capital


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
    tagged = _tagged(_plain_headline(text, actors))
    words = _named(tuple(replace(w, text=text[w.start : w.end]) for w in tagged), actors)
    return _with_verb(tuple(_mended(words, i) for i in range(len(words))))


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


def _plain_headline(text: str, actors: Sequence[ActorMention]) -> str:
    """A headline In Capitals Like These, or LIKE THESE, as a sentence is written: the tagger takes a capital
    for a name. The names of actors keep theirs.
    """
    words = [m.span() for m in _CAPITAL.finditer(text)]
    high = sum(text[a].isupper() for a, _ in words)
    if len(words) < _HEADLINE or high < _HIGH * len(words):
        return text
    kept = {n for m in actors for n in range(m.start, m.end)}
    lowered = "".join(c if n in kept else c.lower() for n, c in enumerate(text))
    lowered = lowered if len(lowered) == len(text) else text  # a capital whose small letter is two characters
    return text[0] + lowered[1:] if not text.isupper() else _titled(lowered, kept)


def _titled(text: str, kept: set[int]) -> str:
    """Capitals to the names of actors that were written in capitals alone."""
    return "".join(
        c.lower() if n in kept and n - 1 in kept and text[n - 1].isalpha() else c for n, c in enumerate(text)
    )


def _with_verb(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`Board axes hospital`: of words without a verb before, the first that can be one and agrees with the
    noun before it.
    """
    for i in range(1, len(words) - 1):
        word, before, after = words[i], words[i - 1], words[i + 1]
        if word.tag.startswith("V") or word.tag in ("PRP", "PRF", "TO0") or word.text in ",:;":
            return words
        joined = any(w.tag == "CJC" for w in words[:i])
        if (
            word.tag not in ("NN1", "NN2", "AJ0")
            or word.actor
            or not word.text.islower()
            or before.tag not in NOUNS
            or not (after.actor or after.tag in (*OPENERS, *NOUNS, "CRD") or _opens_more(before, after))
        ):
            continue
        if word.text.endswith("s") != (joined or _is_many(before)) and not _verb_ahead(words, i + 1):
            tag = "VVZ" if word.text.endswith("s") else "VVB"
            return (*words[:i], replace(word, tag=tag, lemma=_lemma(word.text, tag)), *words[i + 1 :])
    return words


def _opens_more(before: Word, after: Word) -> bool:
    """`Toral votes to leave`, `jetliner crashes into sea`: an actor and what is no noun."""
    return bool(before.actor) and after.tag in ("TO0", "PRP", "AVP")


def _is_many(word: Word) -> bool:
    return word.tag == "NN2" or word.lemma in ("police", "people")


def _verb_ahead(words: tuple[Word, ...], first: int) -> bool:
    """Whether a finite verb stands in the same clause."""
    for word in words[first:]:
        if word.text in (",", ";", ":", "-", "—", "–"):
            return False
        if word.tag in _FINITE:
            return True
    return False


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
        and after.tag in ("NN0", "NN1", "AJ0")
        and _takes_object(words, i + 1)
    ):
        return replace(word, tag="TO0")
    if plain == "to" and word.tag == "PRP" and after and after.tag == "VVI":
        return replace(word, tag="TO0")
    if plain.endswith("ed") and _is_past(word, before, after, words):
        return replace(word, tag="VVD", lemma=_lemma(plain, "VVD"))
    if word.tag == "NN1" and before and before.tag in BE and words[0].lemma == "what" and after and after.actor:
        return replace(word, tag="VVI")
    if word.tag == "NN1" and plain.endswith("ing") and i == 1 and words[0].text in _BY and _ends_gerund(after):
        return replace(word, tag="VVG")
    if word.tag == "VVD" and before and before.text == "," and _by_follows(words, i + 1):
        return replace(word, tag="VVN")
    if word.tag == "NN1" and before and after and after.tag in ("PRP", *OPENERS) and _is_asked(words, i):
        return replace(word, tag="VVI")
    if not before and words[-1].tag != "PUN" and word.tag in ("VVB", "VVI") and after and after.tag in ("PRP", "PRF"):
        return replace(word, tag="NN1")
    if before and before.lemma == "why" and word.tag in ("NN1", "AJ0", "VVB") and _takes_object(words, i):
        return replace(word, tag="VVI")
    if (
        before
        and before.lemma == "to"
        and before.tag in ("PRP", "TO0")
        and word.tag in ("NN0", "NN1", "AJ0", "AV0")
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


def _is_past(word: Word, before: Word | None, after: Word | None, words: tuple[Word, ...]) -> bool:
    """`the board shuttered the hospital`, `Thorne weighed, delayed …`: a past tense that the tagger takes for an
    adjective or a participle.
    """
    if before is None or after is None or word.tag not in ("AJ0", "VVN"):
        return False
    if word.tag == "AJ0":
        return before.tag in NOUNS and (after.tag in OPENERS or after.text.lower().startswith("the "))
    return before is words[0] and bool(before.actor) and after.text == "," and not any(
        w.tag in _FINITE for w in words
    )


def _ends_gerund(after: Word | None) -> bool:
    """`By signing, …`, `In closing the line, …`."""
    return after is not None and (after.text == "," or after.tag in ("TO0", *OPENERS))


def _by_follows(words: tuple[Word, ...], i: int) -> bool:
    """`, handed down by jurors`."""
    i += words[i].tag == "AVP" if i < len(words) else 0
    return i < len(words) and words[i].text == "by"


def _is_asked(words: tuple[Word, ...], i: int) -> bool:
    """`Should we storm every building?`: after the auxiliary that opens a question and its subject."""
    opened = any(w.tag in ("VM0", "VDD", "VDB", "VDZ") for w in words[:2]) and words[-1].text == "?"
    return (
        opened
        and not any(w.tag in ("VVI", "VVB", "VBI", "VHI") for w in words[:i])
        and (words[i - 1].tag in (*PRONOUNS, "AV0") or bool(words[i - 1].actor))
    )


def _takes_object(words: tuple[Word, ...], i: int) -> bool:
    """`to pardon Rask`: a bare word after *to* with a phrase of its own behind it is a verb."""
    after = words[i + 1] if i + 1 < len(words) else None
    return (
        after is not None
        and not words[i].actor
        and words[i].text.islower()
        and (after.tag in (*OPENERS, *PRONOUNS) or (bool(after.actor) and after.tag in NOUNS))
    )
