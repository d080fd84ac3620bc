"""A text as it was meant to read, apart from the raw text, with a map between the two.

Mojibake, curly and straight quotes, soft hyphens, odd white space: mended here for those who search or count, never in
the raw text. ``ftfy`` (Speer 2019, zenodo.2591652) mends the mojibake, a line at a time.
"""

from bisect import bisect_right
from dataclasses import dataclass

_SINGLE = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
}
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class View:
    """``text``: the normalised text; ``starts``/``raw``: where stretches begin in it, and in the raw text."""

    text: str
    starts: tuple[int, ...]
    raw: tuple[int, ...]

    def to_raw(self, at: int) -> int:
        """The raw text's character from which a character of the view comes (the first of those mended together).

        >>> view = normalised("a\\u00adb \\u201cc\\u201d")
        >>> view.text, view.to_raw(1)
        ('ab "c"', 2)
        """
        number = bisect_right(self.starts, at) - 1
        if number < 0:
            return 0
        end = self.raw[number + 1] if number + 1 < len(self.raw) else self.raw[number] + at - self.starts[number]
        return min(self.raw[number] + at - self.starts[number], max(end, self.raw[number]))


def normalised(text: str) -> View:
    """The view of a raw text. Characters that stay are mapped one by one; a mended line as a whole."""
    from ftfy import fix_encoding  # only those who ask for the view wait for it
    from ftfy.badness import is_bad

    parts: list[str] = []
    starts: list[int] = []
    raw: list[int] = []
    length, at = 0, 0
    for line in text.split("\n"):
        mended = fix_encoding(line) if is_bad(line) else line
        if mended != line:
            starts.append(length)
            raw.append(at)
            plain = "".join("" if char in _NOTHING else _SINGLE.get(char, char) for char in mended) + "\n"
            parts.append(plain)
            length += len(plain)
        else:
            fresh = True
            for offset, char in enumerate(line + "\n"):
                if char in _NOTHING:
                    fresh = True
                    continue
                if fresh:
                    starts.append(length)
                    raw.append(at + offset)
                    fresh = False
                parts.append(_SINGLE.get(char, char))
                length += 1
        at += len(line) + 1
    return View("".join(parts)[:-1], tuple(starts), tuple(raw))
