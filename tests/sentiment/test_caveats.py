"""What page 2 shows of sentences whose scored words are denied, or reported of another."""

import pytest

from analysis import figures, pipeline
from analysis.corpus import load_corpus
from analysis.sentiment import caveats, compare, compare_targets, page

BOOK = """
[event]
name = "the closing of the bridge"
agents = ["council"]
targets = ["bridge"]
[event.families]
closing = ["closing", "closed"]
swindle = ["swindle"]

[[actor]]
id = "council"
name = "The council"
kind = "government"
[actor.names]
government = ["the council"]

[[actor]]
id = "bridge"
name = "The bridge"
kind = "thing"
[actor.names]
label = ["the bridge"]
"""
DENIES = "I do not believe that the council has become a dictatorship."
SAID = (
    "The council closed the bridge on Monday. The council met at noon, and the bridge was empty.",
    f"{DENIES} The council is stupid, and the council lied.",
    "The closing was not a swindle, and people went home. Mr Hale argues that the council had a horrible day.",
    "The council will meet again. The council has a plan for the bridge, and the closing is in it.",
)


@pytest.fixture
def told(corpus_of):
    folder = corpus_of({"north.txt": "\n\n".join(SAID), "south.txt": "\n\n".join(reversed(SAID))})
    (folder / "codebook.toml").write_text(BOOK, "utf-8")
    pipeline.ensure_figures(load_corpus("tiny"))
    return figures.load("tiny")


def test_a_sentence_is_not_chosen_for_a_word_that_it_denies(told):
    towards = compare_targets.towards(told, resamples=200, fewest=1)
    near = compare_targets.clearest(told, towards, top=9)
    chosen = [told.quote(*place) for place in zip(near["piece"], near["part"], near["sentence"], strict=True)]
    assert "stupid" in " ".join(chosen) and DENIES not in chosen
    every = compare_targets.with_words(told, compare_targets.mentions(told))
    denying = [row for row in every.to_dict("records") if told.quote(row["piece"], "body", row["sentence"]) == DENIES]
    assert denying and all(compare_targets.scored(row["words"])[0] == "dictatorship" for row in denying)
    shown = page.weighty(told, compare.sentences(told, "auto"), "valence", 9).html
    assert "stupid" in shown and "dictatorship" not in shown


def test_what_is_denied_or_reported_is_told_beside_the_sentence(told):
    shown = page.on_event(told, compare_targets.evidence(told), 9).html
    assert "denied: “swindle”" in shown
    near = compare_targets.mentions(told).query("target == 'council'").assign(words="")
    assert "reported: “argues”" in page.towards_quotes(told, near, {}).html


def test_where_too_little_is_said_nothing_is_chosen_and_nothing_breaks(told):
    towards = compare_targets.towards(told, resamples=200, fewest=500)
    near = compare_targets.clearest(told, towards)
    assert near.empty and "None." in page.towards_quotes(told, near, {}).html
    assert "None." in page.weighty(told, compare.sentences(told, "auto").head(0), "valence", 9).html


def test_the_weightiest_word_is_no_negation_itself():
    known = caveats.Caveats({("p", "body", 1): ("coup",)}, {})
    assert known.turned(("p", "body", 1), ["n't", "coup", "glad"])
    assert not known.turned(("p", "body", 1), ["glad", "coup"]) and not known.turned(("p", "body", 1), ["not"])
    assert not known.turned(("p", "body", 2), ["coup"])
