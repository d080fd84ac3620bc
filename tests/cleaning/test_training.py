"""Learning again from the same pages gives the same bytes, and weights that can be read and used."""

import json
from dataclasses import replace

import numpy as np
import pytest

from analysis import paths
from analysis.cleaning import fitting, network, training
from analysis.cleaning.api import clean_many
from analysis.cleaning.mixing import Page, mixed, written

WORDS = ("harbour board quay county spring money pilots vote winter council ferry storm engineer report fleet "
         "wall").split()


def prose(random, label):
    words = [WORDS[n] for n in random.integers(len(WORDS), size=24)]
    return {"text": f"The {' '.join(words)}.", "label": label}


def page(number):
    random = np.random.default_rng(number)
    body = [prose(random, "content") for _ in range(4)]
    head = [{"text": "Skip to main content", "label": "residue"},
            {"text": f"The {WORDS[number % 16]}", "label": "title"}]
    tail = [{"text": f"Most read {n}", "label": "residue"} for n in range(random.integers(2, 5))]
    return {"domain": f"site{number % 6}.example", "extractor": "x", "lines": [*head, *body, *tail],
            "gold": "\n".join(line["text"] for line in body)}


@pytest.fixture(scope="module")
def tables():
    settings = replace(training.Settings(), epochs=4, lessons=2, batch=6, hidden=8, vector=2, sites=3, copies=1)
    pages = [page(n) for n in range(18)]
    return [training.learn(training.prepare(pages, settings), np.arange(18), settings) for _ in range(2)]


def test_the_same_pages_give_the_same_bytes(tables):
    assert tables[0] == tables[1]


def test_learned_weights_can_be_used(tables):
    weights = network.read(tables[0])
    assert len(weights.nets) == training.Settings().nets
    text = "\n".join(line["text"] for line in page(99)["lines"])
    assert next(clean_many([text], weights=weights)).text == text


def test_what_is_mixed_comes_from_its_own_group_and_keeps_its_label():
    settings = training.Settings()
    pages = [training.annotate(page(n), n % 2, settings) for n in range(12)]
    label = {}
    for one in pages:
        label |= {(one.group, text): target for text, target, _ in one.lines}
    for copy in mixed(pages, (["Written residue"], ["A written paragraph."]), 1):
        assert isinstance(copy, Page)
        for text, target, _ in copy.lines:
            known = {"Written residue": 1.0, "A written paragraph.": 0.0}.get(text)
            assert target == (label[copy.group, text] if known is None else known)


def test_cases_that_only_score_are_not_learned_from():
    folder = paths.root() / training.CASES
    out, body = written(folder)
    learned = {*out, *body}
    cases = [*json.loads((folder / "negative.json").read_text("utf-8")),
             *json.loads((folder / "residue.json").read_text("utf-8"))]
    final = {case["block"] for case in cases if case["set"] == "final"}
    assert len(learned) > 300
    assert learned & final <= {"Opinion"}  # a label that every paper has


@pytest.mark.parametrize("layer", ["words", "ends", "in", "text", "sides 1", "sides 4", "bias 2", "down", "up", "last",
                                   "out", "out direct", "out bias"])
def test_the_gradient_is_how_the_cost_changes(layer):
    settings = replace(training.Settings(), hidden=6, vector=2, low=2, sites=1, copies=0,
                       input_dropout=0.0, word_dropout=0.0)
    examples = training.prepare([page(n) for n in range(3)], settings)
    arrays = {name: values.astype(float) for name, values in
              fitting._start(settings, len(examples.vocabulary)).items()}
    gradient = fitting._gradient(arrays, examples, np.arange(3), settings, np.random.default_rng(0))[layer]
    place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)

    def cost(change):
        moved = {**arrays, layer: arrays[layer].copy()}
        moved[layer][place] += change
        given = fitting._given(moved, examples.dense, examples.words, examples.ends)
        logits = network.forward(moved, given, examples.pages).logits
        return ((np.logaddexp(0, logits) - examples.target * logits) * examples.cost).sum() / 3

    assert (cost(1e-4) - cost(-1e-4)) / 2e-4 == pytest.approx(gradient[place], rel=0.02)


def test_what_is_taught_lies_between_the_label_and_the_teacher():
    settings = replace(training.Settings(), lessons=1, batch=6, hidden=4, vector=2, sites=3, copies=1)
    examples = training.prepare([page(n) for n in range(18)], settings)
    away = np.flatnonzero(examples.groups == 0)
    taught, told = fitting.taught(examples, np.flatnonzero(examples.groups), settings)
    apart = np.abs(taught.target - examples.target)
    assert apart.max() <= settings.taught
    for copy in (0, len(examples.sites)):  # of pages that are not learned from, nothing is said
        assert not any(apart[examples.pages[n]:examples.pages[n + 1]].any() for n in away + copy)
        assert all(apart[examples.pages[n]:examples.pages[n + 1]].all()
                   for n in np.flatnonzero(examples.groups) + copy)
        for n in range(len(examples.sites)):
            said = told[examples.pages[n + copy]:examples.pages[n + copy + 1]]
            assert np.isnan(said).all() if n in away else ((said > 0) & (said < 1)).all()


def test_pages_of_one_site_are_learned_from_their_labels_alone():
    settings = replace(training.Settings(), batch=6, hidden=4, vector=2, copies=0)
    examples = training.prepare([page(0) for _ in range(6)], settings)
    taught, told = fitting.taught(examples, np.arange(6), settings)
    assert taught is examples
    assert np.isnan(told).all()
