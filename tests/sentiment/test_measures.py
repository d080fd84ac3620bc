"""Scores of sentences, by each measure and towards targets."""

import datetime
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.cleaning import clean
from analysis.codebook import general, parse
from analysis.corpus import Piece
from analysis.segments import segment
from analysis.sentiment import MEASURES, documents, lexicons, measure, net, plain, targets, valence, words
from analysis.sentiment.context import TARGET, Masked

CASES = Path(__file__).parent / "cases"
ORDER = json.loads((CASES / "order.json").read_text("utf-8"))
CODEBOOK = """
[event]
name = "the closing of the bridge"
year = 2021
agents = ["council"]
targets = ["bridge"]
[event.families]
closure = { cues = ["closing", "closed the bridge", "close the bridge"], always = true }
[[actor]]
id = "council"
name = "the council"
kind = "government"
[actor.names]
label = ["council"]
[[actor]]
id = "mayor"
name = "the mayor"
kind = "person"
[actor.names]
office = ["mayor"]
[[actor]]
id = "bridge"
name = "the bridge"
kind = "organisation"
[actor.names]
label = ["bridge"]
"""
TARGETS = json.loads((CASES / "targets.json").read_text("utf-8"))


@pytest.mark.parametrize("case", ORDER, ids=lambda c: c["worse"])
def test_valence_orders_plain_cases(case):
    worse, better = valence.load().score([case["worse"], case["better"]])
    assert worse < better


def test_textblob_reads_a_contracted_negation_only_when_normalised():
    assert plain.textblob("It isn’t good.", normalise=False).polarity > 0.5
    assert plain.textblob("It isn’t good.").polarity < 0


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_measures_share_one_signature(name):
    one = MEASURES[name]
    texts = ["A good and brave plan.", "", "Terror!", "12."]
    scores = one.score(texts, ["a", "a", "b", "b"])
    assert scores.shape == (4,)
    assert ((one.low <= scores) & (scores <= one.high)).all()
    assert all(isinstance(w, str) and isinstance(v, float) for w, v in one.words(texts[0]))
    assert one.score([], []).shape == (0,)


@given(st.lists(st.text(max_size=80), max_size=6))
@settings(max_examples=50)
def test_valence_of_any_text_is_on_the_scale(texts):
    scores = valence.load().score(texts, [k % 2 for k in range(len(texts))])
    assert ((scores >= valence.LOW) & (scores <= valence.HIGH)).all()


def test_a_sentence_borrows_from_its_document_alone():
    model = valence.load()
    alone = model.score(["The meeting is on Monday."])[0]
    beside = model.score(["The meeting is on Monday.", "Murder and terror and lies."], ["a", "a"])[0]
    apart = model.score(["The meeting is on Monday.", "Murder and terror and lies."], ["a", "b"])[0]
    assert beside < alone == pytest.approx(apart)


def test_contributions_name_the_words_that_scored():
    text = "The killing was cruel."
    found = {word: effect for word, _, _, effect in valence.load().contributions(text)}
    assert found["killing"] < -0.1 and found["cruel"] < -0.1
    assert all(text[a:b].lower() == w for w, a, b, _ in valence.load().contributions(text))


@pytest.mark.parametrize(
    "text", ["It isn’t good, but the killing was not so very cruel.", "Oh!", "A b c d, “free” of lies?"]
)
def test_a_contribution_is_what_the_score_falls_without_the_word(text):
    model, tokens = valence.load(), words.words(text)
    places = {start: k for k, (_, start, _) in enumerate(words.spans(text))}
    for _, start, _, effect in model.contributions(text):
        without = [*tokens[: places[start]], words.NOTHING, *tokens[places[start] + 1 :]]
        whole, rest = model.parts([tokens, without])[:, 0]
        assert effect == pytest.approx(whole - rest)


def test_words_and_lexicons_are_all_a_score_is_made_of():
    model = valence.load()
    nothing = valence.Valence(model.constant, {}, {}, model.error, model.classes)
    assert nothing.score(["Any words at all."])[0] == pytest.approx(model.constant[0])


def test_error_of_a_mean_falls_with_sentences_but_not_below_the_documents():
    error = valence.load().error
    sizes = [error.of_mean(n) for n in (1, 5, 50, 5000)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= error.document
    assert error.margin(10) > 1.9 * error.of_mean(10)
    assert np.isnan(error.of_mean(0))


@pytest.mark.parametrize("case", TARGETS, ids=lambda c: c["label"])
def test_tone_towards_a_target(case):
    start = case["text"].index(case["target"])
    place = (start, start + len(case["target"]))
    shares = targets.load().probabilities([case["text"]], [[place]])[0]
    assert shares.sum() == pytest.approx(1)
    assert targets.LABELS[shares.argmax()] == case["label"]


def test_the_targets_own_name_does_not_score():
    texts = ["Critics condemned Peace for the delay.", "Critics condemned War for the delay."]
    one, other = targets.load().probabilities(texts, [[(18, 23)], [(18, 21)]])
    assert one == pytest.approx(other)


MENTION = "For years Marlow has lied to the town, and the council praised him; critics call it a cruel, costly failure."


@given(st.sets(st.integers(0, 20), max_size=3))
@settings(max_examples=15)
def test_an_effect_is_what_a_tone_falls_without_the_word_and_words_without_effect_change_nothing(places):
    mentions, model = [(10, 16), (63, 67)], targets.load()
    told = model.contributions(MENTION, mentions)
    whole = targets.tone(model.probabilities([MENTION], [mentions]))[0]
    for place in places:
        _, start, end, effect = told[place % len(told)]
        if MENTION[start:end].isalpha():
            without = f"{MENTION[:start]}zxqjv{MENTION[end:]}"
            moved = [(without.index(name), without.index(name) + len(name)) for name in ("Marlow", "him;")]
            rest = targets.tone(model.probabilities([without], [moved]))[0]
            assert whole - rest == pytest.approx(effect, abs=1e-6)
            assert (effect == 0) == (whole == rest)


def test_every_word_but_the_target_has_an_effect_and_stands_where_it_is_said_to():
    told = targets.load().contributions(MENTION, [(10, 16), (63, 66)])
    assert [word for word, *_ in told] == [w for w in words.words(MENTION) if w not in ("marlow", "him")]
    assert all(MENTION[a:b].lower() == word for word, a, b, _ in told)
    assert targets.load().contributions("Marlow", [(0, 6)]) == []
    effects = {word: effect for word, *_, effect in told}
    assert effects["lied"] < -0.02 < 0.02 < effects["praised"]


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=30)
def test_tone_towards_a_target_in_any_text_is_a_probability(before, after):
    text, place = f"{before} Marlow {after}", (len(before) + 1, len(before) + 7)
    shares = targets.load().probabilities([text], [[place]])
    assert shares.sum() == pytest.approx(1) and (shares >= 0).all()
    told = targets.load().contributions(text, [place])
    assert all(start >= place[1] or end <= place[0] for _, start, end, _ in told)


@pytest.mark.parametrize(
    ("text", "place"), [("王毅", (0, 2)), ("王毅 visited", (0, 2)), ("He met 王毅 there.", (7, 9)), ("", (0, 0))]
)
def test_a_target_in_another_writing_is_a_target(text, place):
    shares = targets.load().probabilities([text, MENTION], [[place], [(10, 16)]])
    assert shares.sum(axis=1) == pytest.approx(1)
    assert Masked.of(text, [place]).tokens.count(TARGET) == 1
    assert [word for word, *_ in targets.load().contributions(text, [place])] == list(words.words(text))


def test_words_are_told_near_the_target_alone():
    text = "Marlow " + "and the dreadful harbour " * 200
    assert len(targets.load().contributions(text, [(0, 6)])) == net.WINDOW - 1


def test_of_a_sentence_the_clearest_mention_alone_is_told():
    first = "The mayor lied, and the mayor lied to the town again, as the mayor had lied to it before."
    rest = [f"The mayor praised the awful bridge for the {n} time in a year." for n in ("third", "fourth", "fifth")]
    paragraph = "Nobody on the quay believes that the works will end before the winter, and so the shops have closed."
    text = "\n\n".join(["The bridge must reopen", paragraph, " ".join([first, *rest]), paragraph[:-1] + " early."])
    told = {row["start"] for row in _measured(text)["target_words"] if row["target"] == "mayor"}
    assert len(told) == 4 and len([start for start in told if start < text.index(rest[0])]) == 1


def test_lexicons_know_inflected_forms_and_nothing_of_unknown_words():
    own = lexicons.load("own")
    assert own["cruelly"] < 0 and own["praised"] > 0
    assert own["qwertyish"] == 0


def test_weights_are_small_and_written_as_they_were_read(tmp_path):
    for module, model in ((valence, valence.load()), (targets, targets.load_linear()), (documents, documents.load())):
        module.save(model, tmp_path / "again.tsv")
        assert (tmp_path / "again.tsv").read_bytes() == module.FILE.read_bytes()
    assert valence.FILE.stat().st_size < 300_000 and targets.FILE.stat().st_size < 400_000


def _measured(text: str, codebook: str = CODEBOOK) -> dict[str, list[dict]]:
    piece = Piece("north", "The bridge must reopen", "North", datetime.date(2021, 3, 1), "north.txt")
    document = segment(piece, clean(text, title=piece.title))
    return measure(document, parse(codebook, "codebook.toml", general()))


def test_every_part_is_scored_and_rows_fit_the_tables(two_texts):
    rows = _measured(two_texts["north.txt"])
    named = ("sentiment", "assessments", "target_sentiment", "target_words")
    made = {name: tables.frame(name, rows[name]) for name in named}
    assert set(made["sentiment"]["part"]) >= {"title", "body"}
    towards = made["target_sentiment"]
    assert {"mayor", "event"} <= set(towards["target"])
    assert np.allclose(towards[["p_neg", "p_neu", "p_pos"]].sum(axis=1), 1, atol=0.002)
    said = made["target_words"].groupby(["start", "target"]).size()
    assert len(said) and said.max() <= targets.MOST_WORDS
    body = towards[towards["part"] == "body"]
    assert set(said.index) <= set(zip(body["start"], body["target"], strict=True))
    assert made["assessments"].groupby(["part", "sentence", "measure"]).size().max() <= 6


def test_the_events_own_words_do_not_count_towards_an_actor():
    def towards_mayor(verb: str, named: bool) -> list[float]:
        book = CODEBOOK.replace("closed the bridge", f"{verb if named else 'left'} the bridge")
        text = f"The bridge must reopen\n\nWhen the council {verb} the bridge, the mayor heard of it in the town hall."
        return [r["p_neg"] for r in _measured(text, book)["target_sentiment"] if r["target"] == "mayor"]

    assert towards_mayor("closed", True) == pytest.approx(towards_mayor("wrecked", True))
    assert towards_mayor("wrecked", False) != pytest.approx(towards_mayor("wrecked", True))


def test_measuring_twice_gives_the_same(two_texts):
    assert _measured(two_texts["south.txt"]) == _measured(two_texts["south.txt"])


def test_words_of_an_empty_text():
    assert words.words("") == []
