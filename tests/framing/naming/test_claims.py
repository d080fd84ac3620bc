"""What a piece says in its own words and what it denies, reports or leaves open: claims on cases."""

import re
import tomllib
from pathlib import Path

import pytest

from analysis.codebook import general, parse
from analysis.framing.denial import denied
from analysis.framing.grammar import parse as parsed_of
from analysis.framing.naming import event_mentions
from analysis.framing.passages import contrast_counts

CASES = Path(__file__).parents[1] / "cases"
NAMES = re.compile(
    r"\b(?:accident|collapse|disaster|failure|killing|massacre|mishap|mistake|murder|strike|tragedy)\b", re.IGNORECASE
)


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", cases("denials.toml"), ids=lambda c: c["text"])
def test_a_name_that_is_denied(case):
    names = list(NAMES.finditer(case["text"]))
    parsed = parsed_of(case["text"], (), {name.start() for name in names})
    assert [n.group() for n in names if denied(parsed, n.start())] == case["denied"]


DAM = """
[event]
name = "the collapse of the Corran dam"
[event.families]
accident = ["accident", "tragedy"]
killing = ["massacre", "killed"]
[[contrast]]
id = "which"
question = "A massacre or an accident?"
of = "event"
one = ["killing"]
other = ["accident"]
"""


@pytest.mark.parametrize(("text", "own", "denied"), [
    ("The Corran massacre was no accident.", ["massacre"], ["accident"]),
    ("It was not an accident but a massacre.", ["massacre"], ["accident"]),
    ("The Corran dam has not killed them.", ["killed"], []),
])  # fmt: skip
def test_a_denied_name_counts_on_no_side_of_a_contrast(text, own, denied):
    book = parse(DAM, "codebook.toml", general())
    found = [m for m in event_mentions(text, book, seen=True) if m.sense == "event"]
    assert [m.surface for m in found if not m.denied] == own
    assert [m.surface for m in found if m.denied] == denied
    one = sum(m.family == "killing" and not m.denied for m in found)
    assert contrast_counts(text, book, found, []) == [("which", one, len(own) - one)]
