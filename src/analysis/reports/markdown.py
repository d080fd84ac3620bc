"""The markdown of notebooks as HTML: headings with links, paragraphs, lists, tables, emphasis, code, links.

No raw HTML, no pictures, no formulas: what looks like them is shown as it is written.
"""

import re
from dataclasses import dataclass, field
from html import escape

import mistune
from mistune.plugins.table import table

_SCHEMES = ("http://", "https://", "mailto:", "#")
_PAGE = re.compile(r"[\w.-]+\.html(#[\w-]+)?")


@dataclass
class Outline:
    """The headings of a page as they come: (level, id, text), ids unique, levels without a gap."""

    title: str = ""
    headings: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, level: int, text: str) -> tuple[int, str]:
        """Take a heading in; its level and id on the page. The title of the page stands above them all."""
        before = self.headings[-1][0] if self.headings else 1
        level = max(2, min(level, before + 1))
        slug = re.sub(r"\W+", "-", text.lower()).strip("-") or "section"
        taken = {anchor for _, anchor, _ in self.headings}
        anchor = slug if slug not in taken else next(
            f"{slug}-{n}" for n in range(2, 10_000) if f"{slug}-{n}" not in taken)
        self.headings.append((level, anchor, text))
        return level, anchor


class _Renderer(mistune.HTMLRenderer):
    def __init__(self, outline: Outline) -> None:
        super().__init__(escape=True)
        self._outline = outline

    def heading(self, text: str, level: int, **_: object) -> str:
        plain = re.sub(r"<[^>]+>", "", text)
        if level == 1 and not self._outline.title and not self._outline.headings:
            self._outline.title = mistune.util.unescape(plain)
            return ""
        level, anchor = self._outline.add(level, mistune.util.unescape(plain))
        return heading(level, anchor, text)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.startswith(_SCHEMES) and not _PAGE.fullmatch(url):
            return text
        return f'<a href="{escape(url)}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def table(self, text: str) -> str:
        around = '<div class="px-scroll" tabindex="0" role="group" aria-label="Table">'
        return f"{around}<table>{text}</table></div>"


def heading(level: int, anchor: str, html: str) -> str:
    """A heading that can be linked to; `html` is its text, escaped."""
    return (f'<h{level} id="{anchor}">{html} <a class="anchor" href="#{anchor}" '
            f'aria-label="Link to this section">#</a></h{level}>')


def render(source: str, outline: Outline) -> str:
    """The HTML of a markdown cell; its headings go into the outline, the first of level 1 as the title."""
    return mistune.Markdown(_Renderer(outline), plugins=[table])(source)
