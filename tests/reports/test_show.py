"""What cells end with: escaped everywhere, same characters twice, no addresses, data beside the HTML."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import show
from analysis.plots import style

pytest.importorskip("analysis.codebook")

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "{{ 7*7 }} {% raw %}",
    "$5 … $6",
    "*not emphasis* [a](javascript:alert(1))", "\\frac{a}{b}", "]]><!--", "&lt;b&gt;", "a\nb\tc",
]
ALLOWED = {"div", "p", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption",
           "details", "summary", "ol", "li", "blockquote", "a", "span", "svg", "g", "path", "defs", "use",
           "text", "tspan", "clippath", "rect", "pattern", "line", "circle"}


class Page(HTMLParser):
    """Collects the elements, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words, self.ids = set(), set(), [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_data(self, data):
        self.words.append(data)


class Fake:
    """The little of Figures that `quotes` and `overview` use."""

    ids = ("a", "b")

    def __init__(self, text):
        self.text = text

    def name(self, piece):
        return f"{piece} {self.text}"

    def position(self, piece, part, sentence):
        return f"{self.name(piece)}, sentence {sentence}"

    def quote(self, piece, part, sentence):
        return self.text if piece == "a" else self.position(piece, part, sentence)


def drawn(text):
    with style.house():
        fig, ax = style.canvas(2)
        ax.plot([0, 1], [0, 1], **style.marks(["a"])["a"].line)
        ax.bar([0, 1], [1, 2], **style.marks(["a", "b"])["b"].bar)
        ax.set_title(text)
        ax.set_xticks([0, 1], [text, "plain"])
    return fig


def every(text):
    rows = pd.DataFrame({"piece": ["a", "b"], "part": "body", "sentence": [1, 2], "why": text})
    data = pd.DataFrame({"name": [text, "x"], "value": [1.234, None]})
    return [
        show.finding(text or "-"), show.note(text), show.table(data, caption=text, labels={"name": text}),
        show.figure(drawn(text), alt=f"alt {text}", caption=f"caption {text}", data=data),
        show.quotes(Fake(text), rows, caption=text), show.overview(Fake(text), text, {"a": text}),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text):
    for shown in every(text):
        page = Page(shown._repr_html_())
        assert page.tags <= ALLOWED
        assert not {a for a in page.attributes if a.startswith("on") or a == "style"}
        assert " ".join(text.split()) in " ".join(" ".join(page.words).split())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_tables_and_findings_show_any_text(text):
    page = Page(show.finding(text)._repr_html_())
    assert page.tags <= ALLOWED and "".join(page.words) == " ".join(text.split())


def test_same_figure_same_characters_and_ids_of_its_own():
    one, again = (show.figure(drawn("x"), alt="a", caption="c").html for _ in range(2))
    other = show.figure(drawn("x"), alt="a", caption="another").html
    assert one == again
    assert len(Page(one + other).ids) == len(set(Page(one + other).ids))


def test_no_addresses_in_plain_text():
    assert all(" object at 0x" not in repr(shown) for shown in every("x"))


def test_facts_travel_beside_the_html():
    bundle = show.finding("First.", "Second.")._repr_mimebundle_()
    assert bundle[show.MIME] == {"kind": "finding", "sentences": ["First.", "Second."]}
    rows = pd.DataFrame({"piece": ["b"], "part": ["body"], "sentence": [3], "why": ["most"]})
    facts = show.quotes(Fake("t"), rows, caption="c")._repr_mimebundle_()[show.MIME]
    assert [(k["piece"], k["part"], k["sentence"]) for k in facts["sentences"]] == [("b", "body", 3)]


def test_long_tables_are_cut_and_say_so():
    html = show.table(pd.DataFrame({"n": range(1000)}), caption="c").html
    assert html.count("<tr>") == show.ROWS_SHOWN + 1 and "of 1,000 rows" in html


@pytest.mark.parametrize(("value", "shown"), [
    (0.5, "0.50"), (-0.5, "−0.50"), (-0.001, "0.00"), (float("nan"), "–"), (float("inf"), "–"), (None, "–"),
    (pd.NA, "–"), (pd.NaT, "–"), (True, "yes"), (12345, "12,345"), (-3, "−3"), (1234.5, "1,234.50"),
    ("x", "x"),
])
def test_numbers_as_a_reader_sees_them(value, shown):
    assert show.number(value) == shown


@pytest.mark.parametrize(("pieces", "link"), [
    (3, "reading.html#s2-body-7"), (50, "reading-2.html#s2-body-7")])
def test_sentences_link_into_the_reading_view(pieces, link):
    assert show.reading_link(2, pieces, "body", 7) == link


def test_what_says_nothing_is_refused():
    with pytest.raises(ValueError, match="sentence"):
        show.finding()
    with pytest.raises(ValueError, match="alt"):
        show.figure(SimpleNamespace(), alt=" ", caption="c")


def test_an_empty_table_says_so():
    assert "None." in show.table(pd.DataFrame({"piece": [], "words": []}), "Nothing").html
