"""Words as the sentiment measures see them: straight quotes, `n't` apart, base forms for looking up a
lexicon.
"""

import re
from collections.abc import Iterator

NOTHING = "\0"  # stands where a word is taken out
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"'})
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+|--|[!?;:,.\"()—–]")
_NEGATED = re.compile(r"\b(ca|wo|sha|[a-z]+)n't\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_IRREGULAR = {
    "beat": ("beaten",),
    "shoot": ("shot",),
    "steal": ("stole", "stolen"),
    "break": ("broke", "broken"),
    "hide": ("hid", "hidden"),
    "lose": ("lost",),
    "flee": ("fled",),
    "feed": ("fed",),
    "teach": ("taught",),
    "build": ("built",),
    "win": ("won",),
    "lead": ("led",),
    "overthrow": ("overthrew", "overthrown"),
    "mislead": ("misled",),
    "lie": ("lying",),
    "fight": ("fought",),
}
_ENDINGS = (
    "fully",
    "ness",
    "ment",
    "ings",
    "ful",
    "ers",
    "ing",
    "est",
    "ies",
    "es",
    "ed",
    "er",
    "ly",
    "s",
    "d",
    "r",
)


def straight(text: str) -> str:
    """Curly quotes and apostrophes as straight ones; the length is kept."""
    return text.translate(_STRAIGHT)


def normalised(text: str) -> str:
    """The text as a lexicon of plain English reads it: straight quotes, and a negation as the word `not`.

    TextBlob 0.20 reads "isn't good" as good, whichever the apostrophe.

    >>> normalised("It isn’t good, and won’t be.")
    'It is not good, and will not be.'
    """
    return _NEGATED.sub(lambda m: f"{_WHOLE.get(m[1].lower(), m[1])} not", straight(text))


def words(text: str) -> list[str]:
    """Lower-case words, numbers and marks in order; `n't` and other clitics are words of their own.

    >>> words("Trump’s aides didn’t say: “Enough!”")
    ['trump', 'aides', 'did', "n't", 'say', ':', '"', 'enough', '!', '"']
    """
    return [word for word, _, _ in spans(text)]


def spans(text: str) -> list[tuple[str, int, int]]:
    """`words` with the characters (start, end) of the text that each stands at."""
    found = []
    for match in _TOKEN.finditer(straight(text).lower()):
        word, start, end = match.group(), match.start(), match.end()
        if "'" not in word:
            found.append((word, start, end))
        elif word.endswith("n't"):
            found += [(word[:-3] or "ca", start, end - 3), ("n't", end - 3, end)]
        else:
            stem, _, clitic = word.partition("'")
            found.append((stem, start, start + len(stem)))
            if clitic != "s":
                found.append(("'" + clitic, start + len(stem), end))
    return found


def base_forms(word: str) -> Iterator[str]:
    """The word and what it may be an inflected or derived form of, the nearest first.

    >>> "deny" in base_forms("denies"), "cruel" in base_forms("cruelly")
    (True, True)
    """
    yield word
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    for ending in _ENDINGS:
        base = word[: -len(ending)]
        if not word.endswith(ending) or len(base) < 3:
            continue
        yield base
        if ending[0] in "ei" or ending in ("d", "r"):
            yield base + "e"
            if base[-1] == base[-2]:
                yield base[:-1]
        if base[-1] == "i":
            yield base[:-1] + "y"
        if ending == "ly":
            yield base + "le"
            yield base[:-1] + "le" if base[-1] == "b" else base + "ly"
    if word.endswith("ically"):
        yield word[:-4]


def verb_forms(verb: str) -> set[str]:
    """The verb as it stands in texts.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        forms = {verb, verb + "ing", verb[:-1] + "ies", verb[:-1] + "ied"}
    else:
        forms = {
            verb,
            verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"),
            stem + "ed",
            stem + "ing",
        }
    forms |= set(_IRREGULAR.get(verb, ()))
    if verb[-1] in "bgnpt" and verb[-2] in "aiou" and verb[-3:-2] not in tuple("aeiou"):
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms
