"""Mentions for the teacher, and folds: nothing that stands in a document left out is learned from."""

import gzip
import importlib
import json
from pathlib import Path

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.sentiment import folds, mentions, taught
from analysis.sentiment.context import Masked

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def nets():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("sentiment_nets")


def _sets() -> dict[str, list[dict]]:
    told = "The minister said on {} that Ann Marlow and he were at the {} of the town."
    named = [
        {"doc": f"n{k}", "text": told.format("Monday", f"bridge {w}"), "start": 28, "end": 38, "mentions": [[28, 38]],
         "gold": "neu"}
        for k, w in enumerate("abcdefghij")
    ]  # fmt: skip
    for row in named:
        row["start"] = row["text"].index("Ann")
        row["end"] = row["start"] + len("Ann Marlow")
        row["mentions"] = [[row["start"], row["end"]]]
    texts = [told.format("Friday", f"harbour {w}") for w in "abcdefghij"]
    whole = [
        {"doc": f"p{k}", "text": f"{t} {named[k]['text']}", "masked": t.replace("Ann Marlow", "[TGT]"), "gold": "neu",
         "title": "Ann Marlow at the harbour", "target": "Ann Marlow"}
        for k, t in enumerate(texts)
    ]
    outlets = [
        {"doc": f"b{k}", "event": f"e{k // 2}", "sentences": [told.format("Sunday", f"quay {w}")],
         "gold": {"Ann Marlow": "neu"}}
        for k, w in enumerate("abcdefghij")
    ]  # fmt: skip
    return {"newsmtsc": named, "persent": whole, "basil": outlets, "nyt": [{"doc": "y", "text": "Short."}]}


@pytest.fixture
def folder(tmp_path):
    for name, rows in _sets().items():
        (tmp_path / "sentiment" / "dev").mkdir(parents=True, exist_ok=True)
        with gzip.open(tmp_path / "sentiment" / "dev" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(r) + "\n" for r in rows)
    return tmp_path / "sentiment"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister met Ann Marlow and the Board of Trade.", ["Ann Marlow", "Board of Trade"]),
        ("Marlow spoke, and she was heard by them.", ["she", "them"]),
        ("On Monday the rain fell.", []),
        ("The White House and White House aides.", ["White House"]),
    ],
)
def test_names_and_pronouns_are_mentions_but_first_words_and_days_are_not(text, found):
    assert [text[slice(*place)] for place in mentions._mentioned(text)] == found


def test_what_is_labelled_is_not_gathered(folder):
    found = mentions.gather(folder)
    assert found == mentions.gather(folder)
    assert {m.text[slice(*m.places[0])] for m in found if m.source == "newsmtsc"} == {"he"}
    assert {m.text[slice(*m.places[0])] for m in found if m.source == "persent"} == {"Ann Marlow", "he"}


@pytest.mark.parametrize("parts", [taught.TEACHERS, 10])
def test_nothing_that_stands_in_a_document_left_out_is_learned_from(folder, parts):
    sets, found = _sets(), [m.text for m in mentions.gather(folder)]
    dealt = folds.deal(sets, parts)
    assert set(dealt.of.values()) == set(range(parts))
    labelled = [row["text"] for row in sets["newsmtsc"]]
    for fold in range(parts):
        seen = {texts[k] for texts in (found, labelled) for k in folds.unseen(dealt.holders(texts), fold)}
        out = [t for name, rows in sets.items() for t, k in zip(rows, dealt.rows(name, rows), strict=True) if k == fold]
        told = [t for row in out for t in row.get("sentences", [row.get("text")])]
        assert seen and told and not any(text in one for text in seen for one in told)


def test_a_sentence_of_two_documents_is_left_out_with_each():
    sets = {"newsmtsc": [{"doc": d, "text": "Ann lied."} for d in "abcde"], "basil": []}
    dealt = folds.deal(sets, 5)
    assert dealt.holders(["Ann lied.", "ANN LIED .", "Ann left."]) == [frozenset(range(5))] * 2 + [frozenset()]
    assert folds.unseen([frozenset({0, 2}), frozenset({1}), frozenset()], 0) == [1, 2]
    assert all(folds.unseen(dealt.holders(["Ann lied."]), fold) == [] for fold in range(5))


def test_articles_on_one_event_are_left_out_together():
    rows = [{"doc": f"b{k}", "event": k // 2, "sentences": [f"Number {k}."]} for k in range(20)]
    found = folds.deal({"basil": rows}, 5).rows("basil", rows)
    assert (found[::2] == found[1::2]).all() and set(found) == set(range(5))


def test_what_teachers_have_said_is_found_again_for_the_same_data_alone(folder, tmp_path):
    sets, others = _sets(), mentions.gather(folder)
    own = tmp_path / taught.stamp(sets, others)
    own.mkdir()
    for fold in range(taught.TEACHERS):
        np.save(own / f"labels-{fold}.npy", np.full((len(others), 3), np.log([0.2, 0.3, 0.5])))
    for fold, shares in taught.labels(sets, others, tmp_path, [3, 1]):
        assert fold in (3, 1) and shares == pytest.approx(np.tile([0.2, 0.3, 0.5], (len(others), 1)))
    sets["newsmtsc"][0]["gold"] = "neg"
    assert taught.stamp(sets, others) != own.name


def test_shares_are_kept_of_these_data_alone(nets, tmp_path):
    sets, file = _sets(), tmp_path / "nets.npz"
    every = [m for own in nets.asked(sets).values() for m in own]
    shares = np.random.default_rng(0).dirichlet([1, 1, 1], (2, len(every)))
    nets.write(every, shares, file)
    read = nets.written(sets, file)
    assert np.array([[*one["newsmtsc"], *one["persent"]] for one in read]) == pytest.approx(shares, abs=0.005)
    assert all(len(one["newsmtsc"]) == len(sets["newsmtsc"]) for one in read)
    sets["newsmtsc"][0]["text"] += " They left."
    with pytest.raises(InputError, match="other data"):
        nets.written(sets, file)
    with pytest.raises(InputError, match="no such file"):
        nets.written(sets, tmp_path / "none.npz")


def test_each_net_is_asked_of_its_own_fold_alone(nets):
    class Fixed:
        def __init__(self, share):
            self.share = share

        def probabilities(self, some):
            return np.full((len(some), 3), self.share)

    fold = np.array([4, 0, 3, 1, 2, 0])
    found = nets.said([Masked(("a",), 0)] * 6, fold, [Fixed(k) for k in range(taught.TEACHERS)])
    assert found[:, 0].tolist() == fold.tolist()
