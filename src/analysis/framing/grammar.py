"""Words of a sentence with their tags, and the phrases and verbs they make.

The tagger is HanTa's (Wartena 2019, KONVENS, pp. 126-133): a hidden Markov model over morphemes, trained on the
British National Corpus, whose model is in its package. Its tags are those of the BNC (C5). On top of them stand
plain rules for noun phrases, verb groups and clauses; what they cannot do is said in docs/codebook.md.
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
_ADJECTIVES = ("AJ0", "AJC", "AJS", "ORD", "CRD")
_OPENERS = ("AT0", "DPS", "DT0", "DTQ")
_PRONOUNS = ("PNP", "PNI", "PNX")
_ADVERBS = ("AV0", "XX0")
_BE = ("VBB", "VBD", "VBG", "VBI", "VBN", "VBZ")
_LEXICAL = ("VVB", "VVD", "VVG", "VVI", "VVN", "VVZ")
_AUXILIARY = (*_BE, "VM0", "VHB", "VHD", "VHG", "VHI", "VHN", "VHZ", "VDB", "VDD", "VDG", "VDI", "VDN", "VDZ")
_WHEN = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight"]
)
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


@dataclass(frozen=True)
class NounPhrase:
    """Words first..last (indices, last not included), its head, and the heads of its possessors, left to right."""

    first: int
    last: int
    head: int
    owners: tuple[int, ...] = ()


@dataclass(frozen=True)
class VerbGroup:
    """Words first..last, its main verb; form: finite, infinitive, ing or participle; passive or not."""

    first: int
    last: int
    head: int
    form: str
    passive: bool


@dataclass(frozen=True)
class Parsed:
    """A sentence's words, noun phrases and verb groups, each in order."""

    words: tuple[Word, ...]
    phrases: tuple[NounPhrase, ...]
    verbs: tuple[VerbGroup, ...]

    def at(self, start: int) -> int:
        """Index of the word that covers a character; the last word where none does."""
        return next((i for i, w in enumerate(self.words) if w.end > start), len(self.words) - 1)

    def phrase_of(self, index: int) -> NounPhrase | None:
        """The noun phrase in which a word stands."""
        return next((p for p in self.phrases if p.first <= index < p.last), None)

    def group_of(self, index: int) -> VerbGroup | None:
        """The verb group in which a word stands."""
        return next((v for v in self.verbs if v.first <= index < v.last), None)

    def text(self, first: int, last: int) -> str:
        """Words first..last, with single spaces."""
        return " ".join(w.text for w in self.words[first:last])


def parse(text: str, actors: Sequence[ActorMention] = ()) -> Parsed:
    """Tag a sentence and find its phrases."""
    tagged = _tagged(_unshouted(text))
    words = _named(tuple(replace(w, text=text[w.start : w.end]) for w in tagged), actors)
    words = tuple(_mended(words, i) for i in range(len(words)))
    phrases = tuple(_phrases(words))
    return Parsed(words, phrases, tuple(_groups(words, phrases)))


def word_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of the tagger's tokens."""
    return [m.span() for m in _TOKEN.finditer(text)]


def lemma(word: str) -> str:
    """Base form of a verb.

    >>> lemma("struck"), lemma("closing")
    ('strike', 'close')
    """
    return _tagger().analyze(word, pos="VVD" if not word.endswith("ing") else "VVG")[0]


@lru_cache(maxsize=4096)
def _tagged(text: str) -> tuple[Word, ...]:
    spans = word_spans(text)
    tokens = [text[a:b].translate(_PLAIN) for a, b in spans]
    if not tokens:
        return ()
    tagged = _tagger().tag_sent(tokens)
    return tuple(
        Word(a, b, text[a:b], base.lower(), tag) for (a, b), (_, base, tag) in zip(spans, tagged, strict=True)
    )


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
            before.tag in _PRONOUNS or before.lemma in ("that", "there", "what", "who")
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
        and before.tag in _BE
        and after
        and after.tag == "CJS"
    ):
        return replace(word, tag="VVG")
    if before and before.tag in ("AT0", "DPS") and word.tag in ("VVB", "VVI", "VVZ"):
        return replace(word, tag="NN1")
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
        and (after.tag in (*_OPENERS, *_PRONOUNS) or (bool(after.actor) and after.tag in NOUNS))
    )


def _phrases(words: tuple[Word, ...]) -> list[NounPhrase]:
    found, i = [], 0
    while i < len(words):
        if words[i].tag in _PRONOUNS:
            found.append(NounPhrase(i, i + 1, i))
            i += 1
            continue
        last = _phrase_end(words, i)
        if last > i:
            nouns = [k for k in range(i, last) if words[k].tag in NOUNS or words[k].actor]
            while len(nouns) > 1 and words[nouns[-1]].lemma in _WHEN:
                nouns.pop()
            head = nouns[-1] if nouns else last - 1
            owners = tuple(k - 1 for k in range(i + 1, last) if words[k].tag == "POS")
            found.append(NounPhrase(i, last, head, owners))
        i = max(last, i + 1)
    return found


def _phrase_end(words: tuple[Word, ...], first: int) -> int:
    """End of the noun phrase that starts at a word, the word itself where none does."""
    i, seen_noun = first, False
    while i < len(words):
        tag = words[i].tag
        quoted = words[i].text in "“”\"'‘’" and not words[i].actor
        if quoted and _goes_on(words, i + 1) and (i > first):
            i += 1
        elif tag in NOUNS:
            if i > first and words[i].actor and words[i].text.lower().startswith(("the ", "a ")):
                break
            if (
                seen_noun
                and words[i].tag == "NP0"
                and words[i].how in ("surname", "name")
                and words[i - 1].tag == "NN2"
            ):
                break
            seen_noun, i = True, i + 1
        elif tag == "POS" and i > first:
            seen_noun, i = False, i + 1
        elif (tag in _OPENERS and i == first) or (tag == "DPS" and i > first and words[i - 1].lemma in ("all", "both")) or (tag in _ADJECTIVES and not seen_noun) or (
            tag in _ADJECTIVES
            and seen_noun
            and (words[i].actor or words[i - 1].how == "country")
            and _goes_on(words, i + 1)
        ) or (
            (tag in ("VVN", "VVG", "AV0", "CJC") or words[i].text == ",")
            and not seen_noun
            and i > first
            and _modifies(words, i)
        ):
            i += 1
        else:
            break
    while i > first and words[i - 1].tag in ("PUN", "CJC", "POS", "AV0") and not words[i - 1].actor:
        i -= 1
    bare = all(
        words[k].tag in ("DT0", "DTQ", "AJ0", "AJC", "ORD", "AT0", "DPS", "AV0") and not words[k].actor
        for k in range(first, i)
    )
    if bare and not (
        i - first == 1
        and words[first].tag == "DT0"
        and words[first].lemma in ("this", "that", "these", "those")
    ):
        return first
    return i


def _goes_on(words: tuple[Word, ...], i: int) -> bool:
    return i < len(words) and words[i].tag in (*NOUNS, *_ADJECTIVES, "VVN", "VVG")


def _modifies(words: tuple[Word, ...], i: int) -> bool:
    """Whether a participle, adverb, comma or `and` inside a phrase leads on to its noun."""
    for k in range(i + 1, min(i + 4, len(words))):
        if words[k].tag in NOUNS:
            return words[i].tag != "VVG" or k == i + 1
        if words[k].tag not in (*_ADJECTIVES, "AV0", "VVN", "CJC") and words[k].text != ",":
            return False
    return False


def _groups(words: tuple[Word, ...], phrases: tuple[NounPhrase, ...]) -> list[VerbGroup]:
    inside = {k for p in phrases for k in range(p.first, p.last)}
    found, i = [], 0
    while i < len(words):
        if i in inside or not (words[i].tag.startswith("V") or words[i].tag == "TO0"):
            i += 1
            continue
        last = i
        while (
            last < len(words)
            and last not in inside
            and (
                words[last].tag.startswith("V")
                or words[last].tag in _ADVERBS
                or words[last].text in '“"‘'
                or (last == i and words[i].tag == "TO0")
            )
        ):
            if last > i and words[last].tag in _LEXICAL and words[last - 1].tag in _LEXICAL:
                break
            last += 1
        while last > i and not words[last - 1].tag.startswith("V"):
            last -= 1
        if last == i:
            i += 1
            continue
        found.append(_group(words, i, last))
        i = last
    return found


def _group(words: tuple[Word, ...], first: int, last: int) -> VerbGroup:
    head = last - 1
    before = [words[k] for k in range(first, head)]
    with_be = any(w.tag in _BE or w.lemma in ("be", "get") for w in before)
    passive = with_be and words[head].tag in ("VVN", "VVD")
    if words[first].tag == "TO0":
        form = "infinitive"
    elif words[first].tag in ("VVG", "VBG", "VHG"):
        form = "ing"
    elif words[first].tag == "VVN" and first == head and not _is_past(words, first):
        form = "participle"
    else:
        form = "finite"
    if form == "participle" and not passive:
        follows = words[last] if last < len(words) else None
        passive = follows is None or follows.text in ("by", ",", ".", "in", "on", "at", "with")
    return VerbGroup(first, last, head, form, passive)


def _is_past(words: tuple[Word, ...], i: int) -> bool:
    """`pulled out of it; imposed sanctions`: a past tense that the tagger takes for a participle."""
    before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    return (
        before is not None
        and (before.tag == "CJC" or before.text == ";")
        and after is not None
        and (after.tag in (*_OPENERS, *NOUNS, "AJ0", "VVG") or bool(after.actor))
    )
