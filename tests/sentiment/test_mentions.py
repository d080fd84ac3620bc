"""Mentions for the teacher, and the folds of nets: nothing of a document left out is learned from."""

import gzip
import importlib
import json
from pathlib import Path

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.sentiment import mentions

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
        {"doc": f"p{k}", "text": f"{t} {named[k]['text']}", "masked": t.replace("Ann Marlow", "[TGT]"), "gold": "neu"}
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


def test_what_is_labelled_is_not_gathered_and_every_holder_of_a_sentence_is_known(folder):
    found = mentions.gather(folder)
    assert found == mentions.gather(folder)
    own = [m for m in found if m.source == "newsmtsc"]
    assert {m.text[slice(*m.places[0])] for m in own} == {"he"}
    assert all({("newsmtsc", d)} < m.documents for m in own for s, d in m.documents if s == "newsmtsc")
    assert {m.text[slice(*m.places[0])] for m in found if m.source == "persent"} == {"Ann Marlow", "he"}


def test_a_fold_leaves_out_its_documents_of_every_set(nets, folder):
    sets, found = _sets(), mentions.gather(folder)
    where = nets.fold_of(sets)
    assert set(where.values()) == set(range(nets.TEACHERS))
    assert {where["basil", r["event"]] for r in sets["basil"]} <= set(range(nets.TEACHERS))
    for fold in range(nets.TEACHERS):
        texts = {found[j].text for j in nets.left(found, where, fold)}
        out = [r for name in ("newsmtsc", "persent") for r in sets[name] if where[name, r["doc"]] == fold]
        out += [{"text": s} for r in sets["basil"] if where["basil", r["event"]] == fold for s in r["sentences"]]
        assert texts and out and not any(text in row["text"] for text in texts for row in out)


def test_shares_are_kept_by_set_and_of_these_data_alone(nets, tmp_path):
    sets, file = _sets(), tmp_path / "nets.npz"
    every = list(nets.asked(sets))
    assert [name for name, *_ in every] == ["newsmtsc"] * 10 + ["persent"] * 10 + ["basil"] * 10
    shares = np.random.default_rng(0).dirichlet([1, 1, 1], (2, len(every)))
    nets.write(every, shares, file)
    one, two = nets.written(sets, file)
    assert one["persent"] == pytest.approx(shares[0, 10:20], abs=0.005)
    assert two["basil"] == pytest.approx(shares[1, 20:], abs=0.005)
    sets["persent"][0]["masked"] += " [TGT] left."
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

    every = list(nets.asked(_sets()))
    found = nets._said(every, [Fixed(k) for k in range(nets.TEACHERS)])
    assert found[:, 0].tolist() == [fold for _, fold, _ in every]
