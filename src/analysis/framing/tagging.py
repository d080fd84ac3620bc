"""The words of a sentence and their tags, with the names of actors as one word each.

The tagger is HanTa's (Wartena 2019, KONVENS, pp. 40-49): a hidden Markov model over morphemes, trained on the
British National Corpus, with its model in the package; its tags are those of the BNC (C5).
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache

from analysis.codebook import ActorMention
from analysis.framing.mending import mended
from analysis.framing.tags import ADJECTIVES, BE, NOUNS, PLAIN, Word, lemma_of, tagger

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|U\.S\b|\d+(?:-[a-z]+)+|\d[\d.,]*\d%?|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|St)\.|[Cc]an(?=not\b)|[^\W_]+(?=n['’]t\b)|n['’]t\b|"
    r"['’](?:s|re|ve|ll|d|m)\b|[^\W_]+(?:[-‐‑][^\W_]+)*|(?<=s)['’](?=\s)|—|–|\S"
)
_CAPITAL = re.compile(r"[^\W\d_]{4,}")
_HEADLINE, _HIGH = 3, 0.8  # words of four letters or more, and the share of them that have a capital


def words_of(text: str, actors: Sequence[ActorMention] = (), deeds: Container[int] = ()) -> tuple[Word, ...]:
    """The words of a sentence, tagged; `actors` are the mentions found in it, `deeds` the starts of words that may
    name an event: after *be* such a participle is none of the adjectives (`it was shuttered`).
    """
    tagged = _tagged(_plain_headline(text, actors))
    written = (text[w.start : w.end] for w in tagged)
    words = tuple(w if w.text == t else replace(w, text=t) for w, t in zip(tagged, written, strict=True))
    words = _named(words, actors)
    return mended(tuple(_as_deed(words, i) if w.start in deeds else w for i, w in enumerate(words)))


@lru_cache(maxsize=4096)
def _tagged(text: str) -> tuple[Word, ...]:
    spans = [m.span() for m in _TOKEN.finditer(text)]
    tokens = [text[a:b].translate(PLAIN) for a, b in spans]
    if not tokens:
        return ()
    tags = tagger().tag_sent(tokens, taglevel=0)
    return tuple(
        Word(a, b, text[a:b], lemma_of(token, tag), tag)
        for (a, b), token, tag in zip(spans, tokens, tags, strict=True)
    )


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


def _as_deed(words: tuple[Word, ...], i: int) -> Word:
    word = words[i]
    after = words[i + 1] if i + 1 < len(words) else None
    if word.tag in ("AJ0", "AV0") and _stands_as_noun(words, i):  # accepted the fine
        return replace(word, tag="NN1", lemma=word.text.lower())
    if word.tag in ("VVN", "VVB", "VVI", "VVD") and i > 0 and _is_the_most(words, i):  # the biggest heist
        return replace(word, tag="NN1", lemma=word.text.lower())
    done = word.tag == "AJ0" and word.text.endswith("ed") and i > 0 and words[i - 1].tag in BE
    if not done or (after is not None and after.tag in (*NOUNS, "AJ0")):
        return word
    return replace(word, tag="VVN", lemma=lemma_of(word.text, "VVN"))


def _is_the_most(words: tuple[Word, ...], i: int) -> bool:
    """Right behind a superlative that follows an article or an owner, with no noun to follow."""
    opened = i > 1 and words[i - 1].tag == "AJS" and words[i - 2].tag in ("AT0", "DPS", "POS")
    return opened and not (i + 1 < len(words) and words[i + 1].tag in (*NOUNS, *ADJECTIVES))


def _stands_as_noun(words: tuple[Word, ...], i: int) -> bool:
    """Right behind an article, with no noun to follow."""
    opened = i > 0 and words[i - 1].tag in ("AT0", "DPS", "DT0") and not words[i].text.endswith(("ed", "en", "ing"))
    after = words[i + 1] if i + 1 < len(words) else None
    return opened and (after is None or after.tag not in (*NOUNS, *ADJECTIVES, "AV0", "VVN", "VVG"))


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
