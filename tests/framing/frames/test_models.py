"""The shipped models: what they call, that scores lead back to words, that learning gives the same bytes."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import load_corpus
from analysis.errors import InputError
from analysis.framing.frames import fitting, score
from analysis.framing.frames.classes import CLASSES, FILE, classes
from analysis.framing.frames.classes import write as write_classes
from analysis.framing.frames.corpora import records
from analysis.framing.frames.features import values
from analysis.framing.frames.fitting import best_threshold, expected_threshold
from analysis.framing.frames.model import SETS, WEIGHTS, model, parse, write
from analysis.framing.frames.training import annotated, learned, train
from analysis.framing.frames.vectors import Vectors, word_vectors
from analysis.pipeline import measure_corpus

CALLED = [
    ("The closure cost the island two million dollars and four hundred jobs.", "economic"),
    ("Soldiers and militias fired missiles across the border.", "security_defense"),
    ("The appeals court ruled that the search was unlawful and freed the defendant.", "legality_crime"),
    ("Doctors warn that the fumes cause asthma and lung cancer.", "health_safety"),
    ("A poll found that most people oppose the plan.", "public_opinion"),
    ("Bishops called the killing a sin against God and conscience.", "morality"),
    ("Senate Republicans blocked the bill and the president promised a veto.", "political_policies"),
]


@pytest.mark.parametrize(("sentence", "frame"), CALLED)
def test_plain_cases_are_called_with_their_words(sentence, frame):
    rows = [r for r in score([sentence]) if r["scheme"] == "policy"]
    assert [r["frame"] for r in rows] == [frame]
    assert set(rows[0]["cues"].split("; ")) <= set(sentence.lower().replace(".", "").split())


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("She stayed at home because of the rain.", []),  # one cue of two words
        ("The council is to blame, and the flood came because of it.", ["to blame; because of"]),
    ],
)
def test_a_generic_frame_needs_two_cues(sentence, cues):
    rows = [row for row in score([sentence]) if row["frame"] == "responsibility"]
    assert [row["cues"] for row in rows] == cues
    assert all(row["score"] == len(row["cues"].split("; ")) for row in rows)


@pytest.mark.parametrize("sentence", ["", "It was so.", "…", "Then they went on.", "He and I saw her."])
def test_a_sentence_without_a_frame_has_no_row(sentence):
    assert score([sentence]) == []


@pytest.mark.parametrize("name", sorted(set(SETS) - {"narrative"}))
@given(text=st.text(st.sampled_from("the war cost jobs law god poll vote sick $5 % black, gun. ")))
@settings(max_examples=30)
def test_a_score_is_the_sum_of_the_weights_of_words(name, text):
    shipped = model(name)
    scores = shipped.scores(text)
    for n, label in enumerate(shipped.labels):
        shares = [weight for _, weight in shipped.why(text, label)]
        assert scores[n] == pytest.approx(shipped.bias[n] + sum(shares), abs=1e-9)


@pytest.mark.parametrize("name", sorted(SETS))
def test_as_many_labels_as_the_set_allows(name):
    choice = SETS[name]
    for text in ("", "The president cut taxes while doctors, judges and priests protested."):
        called = model(name).labels_of(text)
        assert choice.least <= len(called) <= (choice.most or len(called))


def test_the_weights_are_no_larger_than_the_scores_need():
    assert sum(f.stat().st_size for f in WEIGHTS.iterdir()) < 4_000_000


def test_a_model_reads_back_as_written():
    one, light, other = np.array([0.0, -0.2521]), np.array([0.0, 0.001]), np.array([0.5, 0.0])
    weights = {"stem": {"light": light, "x": one, "y": other}, "none": {"x": light}, "part": {"x": other}}
    text = write(("a", "b"), np.array([0.1, 0.2]), np.array([0.3, 0.4]), weights, 250)
    read = parse(text, SETS["ccf"])
    assert {block: list(held) for block, held in read.rows.items()} == {"stem": ["x", "y"], "part": ["x"]}
    assert read.labels == ("a", "b") and read.matrix[read.rows["stem"]["x"]].tolist() == [0.0, -0.252]
    assert read.matrix[read.rows["part"]["x"]].tolist() == [0.5, 0.0]
    assert read.bias.tolist() == [0.1, 0.2] and read.thresholds.tolist() == [0.3, 0.4]


def test_a_broader_model_ships_more_of_the_features_that_matter(monkeypatch):
    monkeypatch.setitem(fitting.KEPT, "stem", 1)
    held = {name: np.array([weight]) for name, weight in (("light", 0.1), ("heavy", 0.9), ("middling", 0.5))}
    fitted, texts = fitting.Fitted({"stem": held}, np.zeros(1), np.zeros(1)), [{"stem": dict.fromkeys(held, 1.0)}]
    kept = [set(fitting.lightened(fitted, texts, word_vectors(), n).weights["stem"]) for n in (1, 2)]
    assert kept == [{"heavy"}, {"heavy", "middling"}]


def test_words_near_one_another_are_pairs_over_the_function_words_between():
    blocks = values("Qxa of the qxd in the qxc qxb qxe qxf qxg qxh", alike=True)
    assert "pair" not in blocks
    assert {"qxa qxd", "qxc qxd", "qxa qxb", "qxa qxg"} <= set(blocks["alike"])
    assert not {"qxd qxa", "of the", "qxa qxh"} & set(blocks["alike"])
    assert set(values("the ice of it")["pair"]) == {"the ice", "ice of", "of it"}


def test_pairs_of_classes_stand_for_pairs_of_words_of_like_meaning():
    assert classes()["doctor"] == classes()["hospitals"] != classes()["missiles"]
    one, other = (values(t, alike=True)["alike"] for t in ("the doctor must spend", "spending of hospitals"))
    assert set(one) & set(other) == {" ".join(sorted((classes()["doctor"], classes()["spend"])))}
    assert "alike" not in values("the doctor must spend")


def test_a_class_goes_by_its_first_word_and_holds_a_word_once():
    lines = [line.split(" ") for line in FILE.read_text("utf-8").splitlines()]
    listed = [word for line in lines for word in line]
    assert len(lines) == CLASSES and len(set(listed)) == len(listed) == len(classes())
    assert all(classes()[word] == line[0] for line in lines[:20] for word in line)


def test_classes_are_learned_from_the_vectors_to_the_same_bytes(tmp_path):
    near = np.array([[1, 0], [0, 1], [1, 0.1], [0.1, 1], [1, 0.2], [0.5, 0.5]])
    index = {word: n for n, word in enumerate(("war", "bread", "army", "milk", "troops"))}
    vectors = Vectors({"taught": (index, near), "given": (index | {"rare": 5}, near)}, dict.fromkeys(index, 0.1))
    one, two = (write_classes(vectors, tmp_path / name, 2).read_text("utf-8") for name in "ab")
    assert one == two == "army troops war\nbread milk\n"


def test_the_best_threshold_parts_what_can_be_parted():
    labels = np.array([1.0] * 10 + [0.0] * 90)
    scores = np.linspace(1, 0, 100)
    assert scores[12] < best_threshold(labels, scores) < scores[7]
    assert scores[15] < expected_threshold(labels, scores) < scores[5]


@given(st.lists(st.tuples(st.booleans(), st.floats(-1, 1)), min_size=5, max_size=40))
@settings(max_examples=50)
def test_any_scores_give_a_threshold(held):
    labels, scores = (np.array(column, dtype=float) for column in zip(*held, strict=True))
    assert np.isfinite(expected_threshold(labels, scores))


@pytest.fixture
def folder(tmp_path):
    money = [f"Jobs and taxes cost {n} dollars in the market" for n in range(12)]
    law = [f"Judge {n} in court ruled the law void" for n in range(12)]
    rows = [
        {"id": str(n), "text": t, "labels": ["money"] if n < 12 else ["law"]}
        for n, t in enumerate(money + law)
    ]
    file = tmp_path / "framing" / "dev" / "frac.jsonl.gz"
    file.parent.mkdir(parents=True)
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return tmp_path / "framing"


def test_learning_gives_the_same_bytes_and_works(folder):
    data = annotated("frac", records(folder / "dev" / "frac.jsonl.gz"))
    first, second = (learned(data, word_vectors()) for _ in range(2))
    assert first == second
    learnt = parse(first, SETS["frac"])
    assert learnt.labels_of("A court and a judge.") == ["law"]
    assert learnt.labels_of("Taxes on jobs.") == ["money"]


def test_data_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(InputError, match=r"frac\.jsonl\.gz"):
        train(tmp_path)
    (tmp_path / "frac.jsonl.gz").write_bytes(b"nothing")
    with pytest.raises(InputError, match=r"frac\.jsonl\.gz"):
        records(tmp_path / "frac.jsonl.gz")


def test_a_frame_of_the_codebook_is_found_by_its_cues(corpus_of, two_texts):
    folder = corpus_of(two_texts)
    (folder / "codebook.toml").write_text(
        '[[frame]]\nid = "safety"\nname = "Safety"\ncues = ["crack*", "safe"]\n', "utf-8")
    rows = measure_corpus(load_corpus("tiny"))["frames"]
    own = rows[rows["scheme"] == "own"]
    assert set(own["frame"]) == {"safety"} and "cracked" in " ".join(own["cues"])
