"""What a piece says in its own words and what it denies, reports or leaves open: claims on cases."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from analysis.cleaning import clean
from analysis.codebook import general, parse
from analysis.corpus import Piece
from analysis.framing import measure
from analysis.framing.before import Before
from analysis.framing.claims import claims
from analysis.framing.denial import denied
from analysis.framing.grammar import parse as parsed_of
from analysis.framing.naming import event_mentions
from analysis.framing.passages import contrast_counts
from analysis.framing.whose import sexes
from analysis.segments import segment

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
    ("The failure of the Corran dam has not killed them.", ["killed"], []),
])  # fmt: skip
def test_a_denied_name_counts_on_no_side_of_a_contrast(text, own, denied):
    book = parse(DAM, "codebook.toml", general())
    found = [m for m in event_mentions(text, book, before=Before().then([("kill", True)])) if m.sense == "event"]
    assert [m.surface for m in found if not m.denied] == own
    assert [m.surface for m in found if m.denied] == denied
    one = sum(m.family == "killing" and not m.denied for m in found)
    assert contrast_counts(text, book, found, []) == [("which", one, len(own) - one)]


TOWN = """
[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
name = ["Ada Quill"]
surname = ["Quill", "Mrs Quill"]
[[actor]]
id = "council"
name = "The council"
kind = "government"
[actor.names]
government = ["the council"]
[[actor]]
id = "residents"
name = "Residents"
kind = "people"
[actor.names]
people = ["residents"]
"""


def rows(text: str) -> dict[str, list[dict]]:
    """The tables of a text of the town."""
    piece = Piece("one", "", "The Tide", date(2024, 1, 2), "one.txt")
    return measure(segment(piece, clean(text)), parse(TOWN, "codebook.toml", general()))


@pytest.mark.parametrize("case", cases("sources.toml"), ids=lambda c: c["text"])
def test_who_speaks(case):
    """`speakers`: actor, or name where no actor has it; `_` where nobody is told to speak."""
    told = [r for r in rows(case["text"])["claims"] if r["kind"] == "quotation"]
    named = [r["who"] or (r["who_words"] if " " in r["who_words"] else "_") for r in told]
    assert [*dict.fromkeys(n for n in named if n != "_")] == case["speakers"], told


@pytest.mark.parametrize(("text", "who"), [
    ("Orland says that the frontier was closed.", "orland"),
    ("The Orland Civil Rights Forum says that the frontier was closed.", ""),
    ("Two of the Orland Society for Birds say that the frontier was closed.", ""),
    ("The Orland Army says that the frontier was closed.", "orland"),
])  # fmt: skip
def test_a_country_at_the_head_of_the_name_of_a_body_does_not_speak(text, who):
    book = parse(
        '[[actor]]\nid = "orland"\nname = "Orland"\nkind = "country"\n[actor.names]\ncountry = ["Orland"]\n',
        "codebook.toml", general())
    found = claims(text, parsed_of(text, book.find_actors(text)), book)
    assert [f.who for f in found if f.kind == "quotation"] == [who]


@pytest.mark.parametrize("case", cases("prescriptions.toml"), ids=lambda c: c["text"])
def test_who_is_told_to_do_what(case):
    """`told`: [who, what] in the author's own words, who '' where nobody is named; `reported` those of another."""
    found = [r for r in rows(case["text"])["claims"] if r["kind"] == "remedy"]
    told = [[r["who"] or r["who_words"], r["what"]] for r in found if not r["marked"]]
    assert told == case["told"]
    assert [r["what"] for r in found if r["marked"]] == case.get("reported", [])
    assert all(len(what.removesuffix(" …").split()) <= 5 for _, what in told)


@pytest.mark.parametrize("case", cases("imperatives.toml"), ids=lambda c: c["text"])
def test_the_plainest_demands(case):
    book = parse(TOWN, "codebook.toml", general())
    found = claims(case["text"], parsed_of(case["text"], book.find_actors(case["text"])), book)
    told = [[f.who or f.who_words, f.what] for f in found if f.kind == "remedy"]
    assert told == case["told"]
    assert {f.value for f in found if f.kind == "remedy"} <= {"imperative"}


def test_a_quoted_order_is_none_of_the_author_s():
    told = rows("Ada Quill spoke at noon. “Publish the report.” It rained.")["claims"]
    found = [(r["what"], r["marked"]) for r in told if r["kind"] == "remedy"]
    assert found == [("publish the report", "quotation")]


@pytest.mark.parametrize(("text", "names"), [
    ("It was Karl Otter. He thanked Mr Otter, and then Otter left.", {"Karl Otter": 3}),
    ("He said, “Nobody came.” She felt “Heartbroken” and God knows why.", {}),
    ("There was a Keep South at South campaign.", {"Keep South": 1, "South": 1}),
    ("It was Ann Lee and Bo Lee. Then Lee left with Lee.", {"Ann Lee": 1, "Bo Lee": 1, "Lee": 2}),
])  # fmt: skip
def test_names_of_one_person_are_one_name(text, names):
    found = {r["name"]: r["count"] for r in rows(text)["names"]}
    assert found == names


@pytest.mark.parametrize(("text", "so"), [
    ("The council has misled residents.", [("council", "residents", False, "")]),
    ("The council has never misled residents.", [("council", "residents", True, "")]),
    ("The council hasn’t fined residents.", [("council", "residents", True, "")]),
    ("Ada Quill said that the council had misled residents.", [("council", "residents", False, "said")]),
])  # fmt: skip
def test_what_is_not_done_and_what_others_say_is_told_apart(text, so):
    found = rows(text)["relations"]
    assert [(r["subject"], r["object"], r["negated"], r["marked"]) for r in found] == so


@pytest.mark.parametrize(("text", "sure"), [
    ("The bridge will never open.", [("will", ""), ("never", "")]),
    ("The council never answered.", []),
    ("They have always paid.", []),
    ("Ada Quill said that the bridge would never open.", [("would", "said"), ("never", "said")]),
    ("“We will be back,” said Ada Quill.", [("will", "quotation")]),
])  # fmt: skip
def test_how_sure_it_is_and_whose_word_that_is(text, sure):
    book = parse(TOWN, "codebook.toml", general())
    found = claims(text, parsed_of(text, book.find_actors(text)), book)
    assert [(f.surface, f.reported) for f in found if f.kind == "modality"] == sure


TOLL = """
[event]
name = "the toll"
[event.families]
toll = ["toll"]
[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
names = { name = ["Ada Quill"], surname = ["Mrs Quill"] }
"""


@pytest.mark.parametrize(("text", "matters"), [
    ("The toll was a foolish step.", ["judgement"]),
    ("My father saw it first. He was wrong, and the toll cost him a year.", []),
    ("Mrs Quill was wrong, and the toll cost her a year.", ["judgement"]),
    ("Mrs Quill called the toll “regrettable but necessary”.", []),
    ("The toll must go.", ["remedy"]),
    ("Mrs Quill said that the toll must go.", []),
    ("It was a foolish step.", ["judgement"]),
    ("Whether it was wise nobody can tell.", ["judgement"]),
    ("This was wrong.", ["judgement"]),
    ("This is a foolish reading of the law.", []),
    ("It has been plain in the courage of the crews.", []),
    ("She was foolish.", []),
])  # fmt: skip
def test_only_the_piece_s_own_judgements_and_demands_stand_side_by_side(text, matters):
    piece = Piece("one", "", "The Tide", date(2024, 1, 2), "one.txt")
    text = f"The toll began in May, and it rained.\n\n{text}"
    told = measure(segment(piece, clean(text)), parse(TOLL, "codebook.toml", general()))["passages"]
    assert [r["passage"] for r in told if r["passage"] in ("judgement", "remedy")] == matters


def test_a_decade_told_by_two_cues_is_one():
    told = rows("Of the money that went there in the past decade, half was lost. It was a decade of loss.")["claims"]
    assert [r["surface"] for r in told if r["kind"] == "history"] == ["in the past", "decade"]


@pytest.mark.parametrize(("text", "told"), [
    ("Mr Harker spoke. Ms Vane did not.", {"Harker": "he", "Vane": "she"}),
    ("Mr and Mrs Harker came. Mr Harker spoke.", {}),
    ("Dear Sir\n\nThe council has decided.", {}),
])
def test_a_title_tells_he_or_she_where_it_is_one_persons(text, told):
    assert sexes(general(), text) == told
