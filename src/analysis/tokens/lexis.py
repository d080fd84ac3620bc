"""Word lists of the tokeniser, read from lexis.toml beside this file."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("lexis.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


FUNCTION_WORDS = _words("function_words")
ACRONYMS = _words("acronyms")
TITLE_CASE_ACRONYMS = {word.capitalize(): word for word in _words("title_case_acronyms")}
CONTRACTED = _words("contracted")
PREFIXES = _words("prefixes")
KEPT_HYPHENS = _words("kept_hyphens")
HONORIFICS = _words("honorifics")
CALENDAR = _words("calendar")
NOT_SURNAMES = _words("not_surnames")
HEADS_OF = _words("heads_of")
