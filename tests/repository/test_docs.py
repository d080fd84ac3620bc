"""What the documentation names exists: links and their anchors, code, files, tables, measured figures."""

import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from analysis import tables
from analysis.codebook import general
from analysis.codebook import parse as codebook_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
METHOD = ROOT / "docs" / "method.md"
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)
_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_NAME = re.compile(r"`(analysis(?:\.\w+)+)`")
_FILE = re.compile(r"(?<![\w/.])((?:src|tests|benchmarks|notebooks|docs)/[\w./-]*\w)(?![\w/<*])")
_TABLES = re.compile(r"\b[Tt]ables? ((?:`\w+`(?:, | and )?)+)")
# What docs/method.md says of quality: where in the figures of the benchmark, and in which section it stands.
_MEASURED = (
    ("nyt", "ours", "r", "Valence"), ("nyt", "textblob", "r", "Valence"), ("nyt", "ours", "doc_sign", "Valence"),
    ("nyt", "textblob", "doc_sign", "Valence"), ("persent", "ours", "macro_f1", "Tone towards a target"),
    ("basil", "ours", "pair_order", "Tone towards a target"),
)  # fmt: skip
_NEAR = 0.02  # figures are rounded in prose; weights learned again may move them so far


def prose(page):
    """A page without its fenced examples."""
    return _FENCED.sub("", page.read_text("utf-8"))


def anchors(page):
    """Anchors of a page's headings: small letters, hyphens for spaces, no marks."""
    headings = re.findall(r"^#+ +(.+?)\s*$", prose(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def exists(name):
    """Whether a dotted name is a module, or what one holds."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:cut])) if find_spec(".".join(parts[:cut])) else None
        except ModuleNotFoundError:
            continue
        if found is not None:
            for part in parts[cut:]:
                if not hasattr(found, part):
                    return False
                found = getattr(found, part)
            return True
    return False


def section(text, heading):
    return re.split(r"^#", re.split(rf"^#+ {heading}$", text, flags=re.M)[1], flags=re.M)[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_relative_links_lead_somewhere(page):
    wrong = []
    for target in _LINK.findall(prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        aim = (page.parent / file).resolve() if file else page
        if not aim.exists() or (anchor and anchor not in anchors(aim)):
            wrong.append(target)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_code_and_files_that_are_named_exist(page):
    text = prose(page)
    assert [name for name in sorted(set(_NAME.findall(text))) if not exists(name)] == []
    assert [file for file in sorted(set(_FILE.findall(text))) if not (ROOT / file).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_tables_that_are_named_exist(page):
    named = {name for group in _TABLES.findall(prose(page)) for name in re.findall(r"\w+", group)}
    assert named - {"and"} <= set(tables.schemas())


def test_every_table_has_its_measure():
    text = prose(METHOD)
    assert [name for name in tables.schemas() if f"`{name}`" not in text] == []


def test_example_of_a_codebook_is_read():
    example, reading = re.findall(r"```toml\n(.*?)```", (ROOT / "docs/codebook.md").read_text("utf-8"), re.S)
    codebook = codebook_of(f"{example}\n{reading}", "codebook.toml", general())
    assert [r.piece for r in codebook.readings] == ["ledger", "mercury"]
    assert [contrast.one for contrast in codebook.contrasts] == [("severing",)]
    assert [m.actor for m in codebook.find_actors("The council closed the bridge.")] == ["council", "bridge"]


@pytest.mark.parametrize(("data", "tool", "key", "heading"), _MEASURED)
def test_quality_is_what_was_measured(data, tool, key, heading):
    measured = json.loads((ROOT / "src/analysis/sentiment/validity.json").read_text("utf-8"))
    said = [float(number) for number in re.findall(r"\d\.\d+", section(prose(METHOD), heading))]
    assert min(abs(number - measured[data][tool][key]) for number in said) <= _NEAR


def test_scores_of_frames_are_what_was_recorded():
    recorded = json.loads((ROOT / "src/analysis/framing/frames/validity.json").read_text("utf-8"))["sets"]
    rows = re.findall(r"\| `(\w+)` \| ([\d,]+) \| (.+) \|", section(prose(METHOD), "Frames"))
    said = {name: [int(n.replace(",", "")), *map(float, re.findall(r"\.\d+", scores))] for name, n, scores in rows}
    keys = ("n", "macro_f1", "low", "high", "trivial", "dictionary", "tfidf+lr")
    assert said == {name: [pytest.approx(of[key], abs=0.0006) for key in keys] for name, of in recorded.items()}


def test_names_that_do_not_exist_are_found():
    assert exists("analysis.statistics.holm") and exists("analysis.cleaning")
    assert not exists("analysis.statistics.bonferroni") and not exists("analysis.astrology")
