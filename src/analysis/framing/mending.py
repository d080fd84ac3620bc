"""What the tagger often gets wrong in news text, mended a rule each."""

from dataclasses import replace

from analysis.framing.lexis import HUMAN, ORDERABLE, is_person
from analysis.framing.tags import (
    ADJECTIVES,
    BE,
    NOUNS,
    OPENERS,
    PLAIN,
    PRONOUNS,
    RELATIVE,
    Word,
    lemma_of,
)
from analysis.framing.tenses import finite

_FINITE = ("VVD", "VVZ", "VVB", "VM0", "VBZ", "VBD", "VBB", "VHZ", "VHD", "VHB", "VDZ", "VDD", "VDB")
_AUXILIARY = ("VM0", "VBZ", "VBD", "VHZ", "VHD")
_BY = ("By", "In", "Without")
_BEFORE_GERUND = ("by", "without", "for", "after", "before", "from", "of", "in", "despite", "since")
_CALL = ("call", "label", "brand", "term", "dub", "name")
_UNDONE = ("not", "never", "been", "being", "get")


def mended(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a sentence, with the tags that its other words call for."""
    return _with_order(_with_past(_with_verb(tuple(_mended(words, i) for i in range(len(words))))))


def _with_order(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`Close the bridge.`, `Sue for the name.`: of a sentence without a finite verb, a first word that is an order."""
    if len(words) < 3 or words[-1].text not in (".", "!") or any(w.tag in _FINITE for w in words):
        return words
    first, after, word = words[0], words[1], words[0].text.lower()
    closed = word in ORDERABLE and after.tag in ("AT0", "DPS", "DT0", "PNP")
    if first.actor or not (closed or (word in ("sue", "march") and after.tag in (*OPENERS, "PRP"))):
        return words
    return (replace(first, tag="VVB", lemma=word), *words[1:])


def _with_verb(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`Board axes hospital`: of words without a verb before, the first that can be one and agrees with the
    noun before it.
    """
    ended = False
    for i in range(1, len(words)):
        word, before, after = words[i], words[i - 1], words[i + 1] if i + 1 < len(words) else None
        if word.tag.startswith("V") or word.tag in ("PRP", "PRF", "TO0") or word.text in ",:;":
            ended = True
        if (word.text == "as" or word.tag == "CJS") and words[-1].text not in ".?!":  # nine die as express derails
            ended = False
        if ended or (after is None and words[i].text in ".?!"):
            continue
        joined = any(w.tag == "CJC" for w in words[:i])
        if (
            word.tag not in ("NN1", "NN2", "AJ0")
            or word.actor
            or not word.text.islower()
            or before.tag not in NOUNS
            or not _may_be_followed(before, after)
        ):
            continue
        third = word.text.endswith("s") and not word.text.endswith("ss")
        agrees = third != (joined or _is_many(before)) and not _verb_ahead(words, i + 1)
        if agrees or _is_deed(word, before, after):
            tag = "VVZ" if third else "VVB"
            return (*words[:i], replace(word, tag=tag, lemma=lemma_of(word.text, tag)), *words[i + 1 :])
    return words


def _with_past(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`A fire driven by winds swept through the town.`: of a sentence that has no finite verb, the last participle
    that may be a past tense is one.
    """
    if not words or words[-1].text != "." or any(w.tag in _FINITE for w in words):
        return words
    for i in range(len(words) - 2, 0, -1):
        word = words[i]
        alone = words[i - 1].tag in (*NOUNS, *PRONOUNS) or words[i - 1].tag == "CJC"
        alone = alone or (words[i - 1].text == "," and any(w.text == "," for w in words[: i - 1]))
        if word.tag == "VVN" and alone and not word.text.endswith(("en", "wn", "ne")):
            return (*words[:i], replace(word, tag="VVD"), *words[i + 1 :])
    return words


def _may_be_followed(before: Word, after: Word | None) -> bool:
    """Whether what stands behind a verb stands there; at the end of a headline, the verb of an actor."""
    if after is None:
        return bool(before.actor)
    return bool(after.actor) or after.tag in (*OPENERS, *NOUNS, "CRD", "AJ0") or _opens_more(before, after)


def _is_deed(word: Word, before: Word, after: Word | None) -> bool:
    """`Vesta sack Ortiz`: a team or a firm are many; not `Vesta coach Ortiz`."""
    named = bool(before.actor) and after is not None and bool(after.actor) and after.tag == "NP0"
    deed = word.tag != "AJ0" and word.lemma not in HUMAN and not is_person(word.lemma)
    return named and deed and before.how == "name"


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


def _mended(words: tuple[Word, ...], i: int) -> Word:
    word, plain = words[i], words[i].text.translate(PLAIN).lower()
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.actor:
        return word
    if (verb := finite(words, i)) is not None:
        return verb
    if plain == "that" and word.tag == "CJT" and before and before.lemma in _CALL and after and after.tag == "AT0":
        return replace(word, tag="DT0")  # to call that a crime
    if plain == "it" and word.tag in NOUNS:
        return replace(word, tag="PNP")
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
        and after.tag in ("NN0", "NN1", "AJ0", "UNC")
        and _takes_object(words, i + 1)
    ):
        return replace(word, tag="TO0")
    if plain == "to" and word.tag == "PRP" and after and after.tag == "VVI":
        return replace(word, tag="TO0")
    if plain.endswith("ed") and _is_past(word, before, after, words):
        return replace(word, tag="VVD", lemma=lemma_of(plain, "VVD"))
    if word.tag == "NN1" and before and before.tag in BE and words[0].lemma == "what" and after and after.actor:
        return replace(word, tag="VVI")
    if word.tag == "NN1" and plain.endswith("ing") and before and _opens_gerund(before, after, i):
        return replace(word, tag="VVG")
    undone = before is not None and (before.lemma in _UNDONE or (before.text == "," and _is_aside(words, i)))
    if word.tag == "AJ0" and plain.endswith(("ed", "en")) and undone:
        return replace(word, tag="VVN", lemma=lemma_of(plain, "VVN"))
    if plain.endswith("-year-old") and not (after and after.tag in NOUNS):
        return replace(word, tag="NN1")
    if i == 0 and plain.endswith("ing") and word.tag == "AJ0" and after and after.tag in BE:  # striking was hard
        return replace(word, tag="NN1")
    if i == 0 and plain.endswith("ing") and word.tag in NOUNS and after and after.actor and after.how != "adjective":
        return replace(word, tag="VVG")
    if word.tag == "VVD" and before and before.text == "," and (_by_follows(words, i + 1) or _is_aside(words, i)):
        return replace(word, tag="VVN")
    if word.tag == "VVD" and before and before.tag in NOUNS and _by_follows(words, i + 1) and _verb_ahead(words, i + 1):
        return replace(word, tag="VVN")  # the verdict handed down by the court is …
    if word.tag == "VVD" and before and after and after.tag in _AUXILIARY and ends_plain_phrase(words, i - 1):
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
        and word.tag in ("NN0", "NN1", "AJ0", "AV0", "UNC")
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
    if word.tag in ("VVI", "VVB") and i > 1 and before.tag == "PNP" and words[i - 2].lemma in _CALL:
        return replace(word, tag="NN1", lemma=plain)  # call it murder
    if _is_headless(words, i, word) or _is_second(words, i):  # the spill was, the worst spill in; face 9p rise
        return replace(word, tag="NN1", lemma=plain)
    if word.tag == "UNC" and plain.isalpha():
        return replace(word, tag="AJ0" if after and after.tag in NOUNS else "NN1")
    return word


def _is_headless(words: tuple[Word, ...], i: int, word: Word) -> bool:
    """A plain word after an article, where a noun is due and none follows."""
    if word.tag not in ("AJ0", "VVN", "VVB") or not word.text.islower() or word.text.endswith(("ed", "en", "ing")):
        return False
    opened = i > 0 and words[i - 1].tag in ("AT0", "DPS")
    graded = i > 1 and words[i - 1].tag in ("AJ0", "AJS", "ORD") and words[i - 2].tag in ("AT0", "DPS")
    after = words[i + 1] if i + 1 < len(words) else None
    closed = after is None or after.tag in ("PRF", "PRP", *_FINITE) or after.text in (",", ".", ";", ":", "?", "!")
    return closed and (opened or graded) and (word.tag != "AJ0" or opened)


def _is_second(words: tuple[Word, ...], i: int) -> bool:
    """`Drivers face 9p rise in duty`: in one clause, a bare verb right behind the object of another is none."""
    if words[i].tag != "VVB" or words[i - 1].tag not in ("NN0", "NN1") or words[i - 1].actor or i < 2:
        return False
    start = max((k for k in range(i) if words[k].tag in ("CJC", "CJS", "CJT", "PNQ", "DTQ", "PUN")), default=-1)
    return any(w.tag in _FINITE for w in words[start + 1 : i])


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


def ends_plain_phrase(words: tuple[Word, ...], i: int) -> bool:
    """`the people killed may …`, and not `the line (that) they closed has …`: no subject of its own before the
    verb.
    """
    if words[i].tag not in NOUNS:
        return False
    while i > 0 and words[i].text[:4].lower() != "the " and _is_inside(words[i - 1]):
        i -= 1
    if i == 0:
        return True
    before, opened = words[i - 1], words[i].tag in OPENERS or words[i].text[:4].lower() == "the "
    return before.text.lower() not in (*RELATIVE, "what") and not (opened and before.tag in NOUNS)


def _is_inside(word: Word) -> bool:
    """Whether a word before a noun may belong to its phrase."""
    return word.tag in (*NOUNS, *ADJECTIVES, *OPENERS) and word.text.lower() not in (*RELATIVE, "what")


def _opens_gerund(before: Word, after: Word | None, i: int) -> bool:
    """`By signing, …`, `In closing the line, …`, `for killing X`."""
    if after is None:
        return False
    opened = i == 1 and before.text in _BY and (after.text == "," or after.tag in ("TO0", *OPENERS))
    return opened or (before.lemma in _BEFORE_GERUND and bool(after.actor) and after.tag in NOUNS)


def _is_aside(words: tuple[Word, ...], i: int) -> bool:
    """`X, ousted while she slept, was …`: before the sentence's verb, between commas."""
    if i < 2 or words[i - 2].tag not in (*NOUNS, "CRD") or any(w.tag in _FINITE for w in words[:i]):
        return False
    closing = next((k for k in range(i + 1, len(words) - 1) if words[k].text == ","), None)
    return closing is not None and words[closing + 1].tag in _FINITE


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
        and (
            after.tag in (*OPENERS, *PRONOUNS)
            or after.text == "it"
            or (after.tag == "CRD" and i == 1)
            or (bool(after.actor) and after.tag in NOUNS)
        )
    )
