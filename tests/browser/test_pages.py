"""Every page of every corpus as a reader meets it: accessible, no wider than the screen, silent, safe, printable."""

import re
import warnings
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
with warnings.catch_warnings():
    axe_playwright_python = pytest.importorskip("axe_playwright_python")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.impact, " \
        "v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]))"


@pytest.fixture
def visit(browser):
    """A function that opens a page; console messages and requests beyond the file land in `page.heard`."""
    contexts = []

    def open_page(file: Path, width: int = 1280, scheme: str = "light", anchor: str = ""):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.heard = []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("request", lambda request: page.heard.append(request.url)
                if not request.url.startswith(("file:", "data:")) else None)
        page.goto(f"{file.as_uri()}{anchor}")
        return page
    yield open_page
    for context in contexts:
        context.close()


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert found
    return found


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (390, "dark"), (1280, "dark")])
def test_axe_finds_nothing(reports, visit, width, scheme):
    found = []
    for file in pages(reports):
        page = visit(file, width, scheme)
        for box in page.query_selector_all("input[type=checkbox]:not(:checked)"):
            box.check()
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(AXE)
        found += [(file.parent.name, file.name, *violation) for violation in page.evaluate(RULES)]
    assert not found


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_scrolls_sideways_or_asks_for_anything(reports, visit, width):
    for file in pages(reports):
        page = visit(file, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
        assert not page.heard, file.name


def test_dark_is_dark_and_print_is_light(reports, visit):
    for file in pages(reports):
        page = visit(file, scheme="dark")
        brightness = "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3))"
        assert page.evaluate(brightness) < 64
        assert page.locator("html").get_attribute("lang") == "en"


def test_pages_print(reports, visit, tmp_path):
    for file in pages(reports):
        page = visit(file)
        page.emulate_media(media="print")
        hidden = ".code, .contents, header nav, .px-figure summary, main > details summary"
        assert all(not box.is_visible() for box in page.query_selector_all(hidden))
        folded = page.query_selector_all(".px-quotes summary")
        assert all(box.is_visible() and "more" in box.inner_text() for box in folded)  # what is left out is said
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        assert (tmp_path / "page.pdf").stat().st_size > 5_000


def test_a_page_weighs_little(reports):
    for file in pages(reports):
        assert file.stat().st_size <= 300_000, file.name


def test_the_keyboard_reaches_everything(reports, visit):
    file = next(f for f in pages(reports) if f.name.startswith("1_"))
    page = visit(file)
    wanted = page.evaluate("document.querySelectorAll('a[href], input, summary, [tabindex=\"0\"]').length"
                           " - [...document.querySelectorAll('details:not([open]) :is(a, [tabindex])')].length")
    seen = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(() => { const all = [...document.querySelectorAll('*')]; "
                               "return all.indexOf(document.activeElement); })()"))
    assert len(seen - {-1}) >= wanted


def test_code_is_folded_behind_one_control(reports, visit):
    page = visit(next(f for f in pages(reports) if f.name.startswith("2_")))
    code = page.locator(".code").first
    assert not code.is_visible()
    page.get_by_label("Show the code").check()
    assert code.is_visible()


def test_the_contents_follow(reports, visit):
    page = visit(next(f for f in pages(reports) if f.name.startswith("2_")))
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    page.wait_for_function("document.querySelector('.contents [aria-current]') !== "
                           "document.querySelector('.contents a')")


def test_links_within_a_report_lead_somewhere(reports):
    for folder in sorted({file.parent for file in pages(reports)}):
        ids = {file.name: set(re.findall(r'\bid="([^"]+)"', file.read_text("utf-8"))) for file in pages(folder)}
        for file in pages(folder):
            text = file.read_text("utf-8")
            assert len(re.findall(r'\bid="', text)) == len(ids[file.name]), f"an id twice in {file.name}"
            for target, anchor in re.findall(r'href="([\w.-]*)(?:#([^"]*))?"', text):
                target = target or file.name
                assert target in ids and (not anchor or anchor in ids[target]), f"{file.name}: {target}#{anchor}"


def test_marks_of_the_reading_view_switch_on_and_off(reports, visit):
    for file in sorted(reports.glob("*/reading.html")):
        page = visit(file)
        boxes = page.query_selector_all(".reading-controls input[id^=show-]:not(:checked)")
        assert len(boxes) >= 4
        for box in boxes:
            layer = box.get_attribute("id").removeprefix("show-")
            look = (f"getComputedStyle(document.querySelector('article .m-{layer}:not(.label)'))"
                    "[Symbol.iterator] && JSON.stringify(['backgroundColor', 'textDecorationLine', 'boxShadow', "
                    f"'outlineStyle', 'fontWeight'].map(k => getComputedStyle(document.querySelector("
                    f"'article .m-{layer}:not(.label)'))[k]))")
            off = page.evaluate(look)
            box.check()
            assert page.evaluate(look) != off, layer
            box.uncheck()
            assert page.evaluate(look) == off
        if page.locator(".removed").count():
            page.locator("#show-removed").uncheck()
            assert not page.locator(".removed").first.is_visible()


def test_a_sentence_is_marked_where_a_link_leads(reports, visit):
    for file in sorted(reports.glob("*/reading.html")):
        page = visit(file, anchor="#s2-body-3")
        plain = page.evaluate("getComputedStyle(document.getElementById('s2-body-4')).outlineStyle")
        assert page.evaluate("getComputedStyle(document.getElementById('s2-body-3')).outlineStyle") != plain


def test_hostile_strings_are_shown_as_written(hostile, visit):
    from tests.browser.conftest import HOSTILE

    for file in pages(hostile):
        page = visit(file)
        page.wait_for_timeout(50)
        assert page.title() != "ran" and not page.heard, file.name
        assert page.locator("main script, main img, main style").count() == 0
        assert page.evaluate("[...document.querySelectorAll('*')].every(e => [...e.attributes].every("
                             "a => !a.name.startsWith('on') && !/^\\s*javascript:/i.test(a.value)))")
    index = visit(hostile / "index.html").locator("body").inner_text()
    reading = visit(hostile / "reading.html").locator("body").text_content()
    for text in HOSTILE:
        assert text in index and text in reading


def test_the_picture_of_the_readme(reports, visit, tmp_path, request, repository):
    """Drawn anew each time, and kept where --picture names a file (make picture)."""
    page = visit(reports / "ferry" / "4_framing.html", 1180)
    drawn = page.screenshot(path=tmp_path / "page.png", clip={"x": 0, "y": 0, "width": 1180, "height": 900})
    assert drawn.startswith(b"\x89PNG") and (repository / "docs" / "page.png").is_file()
    if kept := request.config.getoption("--picture"):
        kept.write_bytes(drawn)
