"""Training is a function of its data: a small generated set gives the same bytes twice, and scores what it learned."""

import gzip
import json

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.sentiment import (
    documents,
    lessons,
    mentions,
    table_training,
    targets,
    targets_training,
    training,
    valence,
    valence_training,
    vectors,
)

GOOD, BAD = ("kind", "brave", "wise", "fair"), ("cruel", "false", "vile", "unjust")
DULL = ("table", "street", "paper", "month", "county", "number")


def _sentence(rng, mood: int) -> str:
    words = [*rng.choice(DULL, 5), *rng.choice(GOOD if mood > 0 else BAD, abs(mood))]
    return f"The {' '.join(rng.permutation(words))}."


def _prose(rng) -> str:
    """A sentence with a pronoun, as teachers label."""
    here, there, day = rng.choice(DULL, 3)
    return f"It was on the {day} of the {here} that he came to the {there}, and he was not seen in it again."


def _sets() -> dict[str, list[dict]]:
    rng, label = np.random.default_rng(0), {-1: "neg", 0: "neu", 1: "pos"}
    rated = [
        {"id": f"{d} {k}", "doc": f"d{d}", "text": _sentence(rng, mood), "gold": mood + rng.normal(0, 0.1)}
        for d in range(12) for k, mood in enumerate(rng.integers(-2, 3, 7).tolist())
    ]  # fmt: skip
    moods = rng.integers(-1, 2, 60).tolist()
    towards = [
        {"id": str(k), "doc": str(k), "official": "train", "text": "Ann: " + _sentence(rng, m), "start": 0, "end": 3,
         "mentions": [[0, 3]], "gold": label[m]}
        for k, m in enumerate(moods)
    ]  # fmt: skip
    whole = [
        {"id": str(k), "doc": str(k), "title": "Ann", "target": "Ann", "text": t, "masked": t, "gold": label[m]}
        for k, (m, t) in enumerate((m, f"[TGT] said so. [TGT]: {_sentence(rng, 2 * m)} {_prose(rng)}") for m in moods)
    ]
    return {"nyt": rated, "newsmtsc": towards, "persent": whole, "basil": [{"id": "1", "text": "Nothing."}]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("bench") / "sentiment"
    (made / "dev").mkdir(parents=True)
    for name, rows in _sets().items():
        with gzip.open(made / "dev" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(r) + "\n" for r in rows)
    return made


def _given() -> vectors.Vectors:
    """Vectors by which good words, bad ones and one that no text holds are alike among themselves."""
    words = dict.fromkeys(GOOD, (1.0, 0.1)) | dict.fromkeys((*BAD, "ghastly"), (-1.0, 0.1))
    words |= dict.fromkeys(DULL, (0.0, 1.0))
    matrix = np.array(list(words.values()))
    return vectors.Vectors({w: k for k, w in enumerate(words)}, matrix, np.ones(len(words)))


def test_the_same_data_give_the_same_bytes(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(table_training, "given", _given)
    monkeypatch.setattr(lessons, "file", lambda: tmp_path / "labels.npz")
    with pytest.raises(InputError, match="no such file"):
        table_training.train(folder, tmp_path)
    others = mentions.gather(folder)
    lessons.keep(others, _said(others), tmp_path / "labels.npz")
    written = []
    for run in ("one", "two"):
        (tmp_path / run).mkdir()
        written.append({file.name: file.read_bytes() for file in table_training.train(folder, tmp_path / run)})
    assert len(written[0]) == 4 and written[0] == written[1]
    assert valence.load(tmp_path / "one" / valence.FILE.name).words["kind"][0] > 0


def _said(others: list[mentions.Mention]) -> np.ndarray:
    """Shares (2, n, 3) that two teachers give, who find good whatever is paid for with paper."""
    return np.array([[[0.1, 0.1, 0.8] if "paper" in m.text else [0.3, 0.5, 0.2] for m in others]] * 2)


def test_what_teachers_said_is_kept_of_these_mentions_alone(folder, tmp_path):
    others, file = mentions.gather(folder), tmp_path / "towards" / "labels.npz"
    shares = np.random.default_rng(0).dirichlet([1, 1, 1], (2, len(others)))
    lessons.keep(others, shares, file)
    assert lessons.kept(others, file) == pytest.approx(shares, abs=0.005)
    with pytest.raises(InputError, match="other data"):
        lessons.kept(others[1:], file)


def test_a_table_learns_what_teachers_say_too(folder):
    rows, others = training.read_set(folder, "newsmtsc"), mentions.gather(folder)
    own = lessons.lessons(rows, others, _said(others).mean(axis=0))
    assert own.labelled == len(rows) and len(own.mentions) == len(rows) + len(others) == len(own.weights)
    assert own.shares.sum(axis=1) == pytest.approx(1)
    alone = lessons.lessons(rows, others[:1], _said(others[:1]).mean(axis=0))
    taught, plain = (targets_training.fit(_given(), one) for one in (own, alone))
    paper = [targets.Masked(("the", "paper", targets.TARGET), 2)]
    assert targets.tone(taught.probabilities(paper))[0] > targets.tone(plain.probabilities(paper))[0]


def test_a_word_that_nobody_rated_is_known_by_its_vector(folder):
    rated = training.rated(training.read_set(folder, "nyt"))
    learned = training.learn_vectors(folder)
    model = valence_training.fit(rated, learned, _given())
    worse, plain, better = model.score(["The ghastly table.", "The paper table.", "The kind table."])
    assert worse < plain < better
    scores, classes = model.read(["The brave and wise street.", "The cruel and vile street."])
    assert list(classes) == [1, -1] and scores[0] > scores[1]


def test_the_order_is_sure_where_pairs_are_ordered_rightly():
    people = np.arange(20.0)
    assert valence_training._order(people, people, np.ones(20)) == pytest.approx(1 / np.sqrt(2))
    against = valence_training._order(people, -people, np.ones(20))
    assert against == pytest.approx(19 / np.sqrt(2))


def test_a_model_weighs_as_much_as_it_is_right():
    gold = ["neg", "neu", "pos"] * 40
    right = np.tile(0.1 + 0.7 * np.eye(3), (40, 1))
    wrong = right[:, [1, 2, 0]]
    assert targets_training.weigh(right, wrong, gold) == (targets_training.SHARES[0], targets_training.POWERS[-1])
    assert targets_training.weigh(wrong, right, gold)[0] > 0.5


@pytest.mark.parametrize(
    ("title", "named"),
    [("Marlow wins a kind prize", 1), ("Marlowe wins a kind prize", 0), ("Rain", 0), ("", 0), ("[TGT] wins", 1)],
)
def test_a_title_is_read_apart_and_towards_the_target_where_it_names_it(title, named):
    row = {"title": title, "target": "Ann Marlow", "masked": "[TGT] came home.\nIt rained.\nAll was well with [TGT]."}
    assert len(training.mentions(row)) == named + 2
    shares = np.array([[0.0, 0.0, 1.0]] * named + [[1.0, 0.0, 0.0]] * 2)
    found = dict(zip(documents.NAMES, training.document_figures(row, shares, valence.load()), strict=True))
    assert (found["tone of the title"], found["negative"], found["most positive"]) == (named, 1, 0)
    alone = valence.load().score([title.replace("[TGT]", "someone")])[0]
    assert found["valence of the title"] == pytest.approx(alone)


def test_a_rare_class_of_documents_is_found_all_the_same():
    rng = np.random.default_rng(0)
    gold = ["neg"] * 20 + ["neu"] * 90 + ["pos"] * 90
    found = rng.normal(0, 1, (200, len(documents.NAMES)))
    found[:, 0] += [{"neg": -1.0, "neu": 0.0, "pos": 1.0}[label] for label in gold]
    labels = documents.fit(found, gold).labels(found)
    assert labels[:20].count("neg") > 10


def test_given_vectors_are_of_unit_length_and_cover_common_words():
    found = vectors.given()
    assert found.matrix.shape == (vectors.GIVEN, 100) and {"war", "peace", "the"} <= set(found.index)
    assert np.linalg.norm(found.matrix, axis=1) == pytest.approx(1)
    assert (np.diff(found.counts) < 0).all()


def test_other_vectors_are_refused(tmp_path):
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="wink"):
        vectors.keep(tmp_path / "other.json", tmp_path / "out.npz")
