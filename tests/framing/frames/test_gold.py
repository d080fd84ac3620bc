"""The gold of naming and agency is whole: every word of the families is labelled, every label exists."""

import json
from collections import Counter
from pathlib import Path

import pytest

from analysis.codebook import general, parse

CASES = Path(__file__).parents[1] / "cases"
GOLD = json.loads((CASES / "mentions.json").read_text("utf-8"))
BOOKS = {
    f.stem: parse(f.read_text("utf-8"), f.name, general()) for f in sorted((CASES / "events").glob("*.toml"))
}


def test_the_words_kept_for_the_final_score_are_of_other_events():
    words = Counter(item["set"] for item in GOLD for _ in item["mentions"])
    events = {part: {item["event"] for item in GOLD if item["set"] == part} for part in words}
    assert words.keys() <= {"dev", "final"} and min(words.values()) >= 200
    if "final" in words:  # between two of them there is none
        assert len(events["final"]) >= 15 and not events["dev"] & events["final"]
    assert sum(not item["mentions"] for item in GOLD) >= 30


@pytest.mark.parametrize("event", sorted(BOOKS))
def test_labels_fit_text_and_codebook(event):
    book = BOOKS[event]
    actors, families = {a.id for a in book.actors}, {f.id for f in book.event.families}
    for item in (i for i in GOLD if i["event"] == event):
        spans = [(m["start"], m["end"]) for m in item["mentions"]]
        found = [(h.start, h.end) for h in book.event.matcher.find(item["text"]) if h.code]
        assert spans == found, item["text"]
        for mention in item["mentions"]:
            assert mention["family"] in families and mention["sense"] in ("event", "other")
            assert {mention.get("agent"), mention.get("first_agent")} <= actors | {None}
            assert mention.get("how") in (
                ("active", "passive", "possessive", "deleted") if mention["sense"] == "event" else (None,)
            )
            assert mention.get("attributed", True) is True  # written where it is so
