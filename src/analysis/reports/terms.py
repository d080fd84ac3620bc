"""The terms of statistics and of the trade that a page uses, with what they mean to a reader who knows neither."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

FILE = Path(__file__).with_name("terms.toml")
_NO_PROSE = re.compile(r"<(style|script|svg|pre)\b.*?</\1>|<[^>]*>", re.DOTALL)


def used(html: Iterable[str]) -> list[tuple[str, str]]:
    """(term, meaning) of each term that stands in these parts of a page."""
    text = unescape(" ".join(_NO_PROSE.sub(" ", part) for part in html))
    return [(name, meaning) for name, found, meaning in _known() if found.search(text)]


@cache
def _known() -> list[tuple[str, re.Pattern[str], str]]:
    terms = tomllib.loads(FILE.read_text("utf-8"))["term"]
    return [(term["name"], re.compile(term["found"]), term["meaning"]) for term in terms]
