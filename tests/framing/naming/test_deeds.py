"""Deeds that are denied or only supposed: what names the event, and who does what to whom, on cases."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from analysis.cleaning import clean
from analysis.codebook import general, parse
from analysis.corpus import Piece
from analysis.framing import measure
from analysis.framing.agency import relations
from analysis.framing.before import Before
from analysis.framing.deeds import refused
from analysis.framing.denial import denied
from analysis.framing.grammar import parse as parsed_of
from analysis.framing.naming import candidates, event_mentions
from analysis.segments import segment

CASES = Path(__file__).parents[1] / "cases"
BOOK = parse(
    """
[event]
name = "the move of the Kestrel Theatre from Orme to Stade"
agents = ["voss", "trust"]
targets = ["theatre"]
[event.families]
theft = ["theft", "stole", "stolen", "steal*", "robbed"]
killing = ["kill*", "murder"]
betrayal = ["betray*"]
rescue = ["save*"]
move = ["move", "moved", "moves", "took"]
relocation = ["relocation"]
[[actor]]
id = "theatre"
name = "The Kestrel Theatre"
kind = "organisation"
[actor.names]
name = ["Kestrel Theatre"]
label = ["the theatre"]
[[actor]]
id = "voss"
name = "Adam Voss"
kind = "person"
[actor.names]
name = ["Adam Voss"]
surname = ["Voss"]
[[actor]]
id = "trust"
name = "The trust"
kind = "organisation"
[actor.names]
label = ["the trust"]
""",
    "theatre.toml",
    general(),
)
BARE = parse(  # no actors
    '[event]\nname = "the closing of the bridge"\n[event.families]\nclosing = ["closing", "closed"]\n',
    "bridge.toml",
    general(),
)
DOERLESS = parse(  # who did it is no actor
    '[event]\nname = "the closing of the bridge"\ntargets = ["bridge"]\n[event.families]\n'
    'closing = ["closing", "closed"]\n[[actor]]\nid = "bridge"\nname = "the bridge"\nkind = "thing"\n[actor.names]\n'
    'label = ["bridge"]\n',
    "bridge.toml",
    general(),
)
NAMED = Before().then([("move", True)])  # a piece whose first sentence named the event


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", cases("deeds.toml"), ids=lambda c: c["text"])
def test_a_deed_that_is_denied_names_another_thing_than_the_event(case):
    found = [c.place for c in candidates(case["text"], BOOK, before=NAMED)]
    told = {p.hit.surface: denied(p.parsed, p.hit.start) or refused(p) for p in found}
    assert {word: why for word, why in told.items() if why} == case["refused"]


def test_where_the_events_name_has_a_word_of_no_family_no_deed_is_refused():
    book = parse(
        '[event]\nname = "the Corran dam"\n[event.families]\nkilling = ["killed"]\n', "dam.toml", general()
    )
    assert [refused(c.place) for c in candidates("The dam has not killed them.", book)] == [""]


def test_a_refused_name_is_denied_in_the_mention():
    assert [(m.surface, m.denied) for m in event_mentions("He did not kill it.", BOOK, before=NAMED)] == [
        ("kill", "not")
    ]


@pytest.mark.parametrize("case", cases("told_so.toml"), ids=lambda c: c["text"])
def test_what_is_done_is_told_to_be_so_or_not(case):
    found = relations(parsed_of(case["text"], BOOK.find_actors(case["text"])))
    assert {r.verb: "not" if r.negated else r.supposed or "so" for r in found} == case["told"]


@pytest.mark.parametrize(
    ("text", "book", "before"),
    [
        ("The harbour council closed the bridge, and the boats came back to it.", BARE, None),
        ("The harbour council closed the bridge, and the boats came back to it.", DOERLESS, None),
    ],
)
@pytest.mark.xfail(strict=True, reason="read as another act since sets joined the gold that have many of these")
def test_events_that_are_still_misread(text, book, before):
    assert [m.sense for m in event_mentions(text, book, before=before)] == ["event"]


@pytest.mark.parametrize("case", cases("doers.toml"), ids=lambda c: c["text"] + str(c.get("headline", "")))
def test_who_did_it_and_what_was_another_deed(case):
    told = case["done"]
    mentions = event_mentions(case["text"], BOOK, before=NAMED, headline=case.get("headline", False))
    found = next(m for m in mentions if m.surface == told["word"])
    assert found.sense == told.get("sense", "event")
    if "agent" in told:
        assert (found.agent, found.agent_words) == (told["agent"], told["words"])
        assert (found.agent_how == "deleted") == (not told["words"])


TEXT = """The theatre

Adam Voss moved the theatre to Stade. He did not kill it. The move was no crime and no betrayal.

He could have killed the theatre.
"""


def test_what_the_event_is_not_is_not_told_as_done_nor_as_a_judgement():
    piece = Piece("one", "The theatre", "The Tide", date(2024, 1, 2), "one.txt")
    rows = measure(segment(piece, clean(TEXT, title="The theatre")), BOOK)
    told = {(r["verb"], r["subject"], r["negated"], r["supposed"]) for r in rows["relations"]}
    assert told == {("move", "voss", False, ""), ("kill", "voss", True, ""), ("kill", "voss", True, "could")}
    assert [r["surface"] for r in rows["claims"] if r["kind"] == "judgement"] == []


SAID = """The theatre

Adam Voss said that the theatre would move. The theatre is a trust.

Voss has promised that the theatre will be the exception.
"""


def test_what_another_promises_that_an_actor_will_be_is_marked():
    piece = Piece("one", "The theatre", "The Tide", date(2024, 1, 2), "one.txt")
    rows = measure(segment(piece, clean(SAID, title="The theatre")), BOOK)["actor_words"]
    told = {(r["words"], r["marked"]) for r in rows if r["relation"] == "is"}
    assert told == {("a trust", ""), ("the exception", "said")}
