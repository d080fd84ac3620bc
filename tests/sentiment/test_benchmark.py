"""The benchmark counts what its data's scorer counts: worked by hand; and runs on any folder of that form."""

import gzip
import importlib
import json
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "nyt": {"r", "macro_f1", "doc_r", "doc_sign", "pairs_called", "pairs_right", "coverage"},
    "newsmtsc": {"macro_f1", "test_rw_macro_f1", "test_mt_macro_f1", "words_macro_f1", "off"},
    "persent": {"macro_f1"},
    "basil": {"pair_order"},
    "speed": {"sentences_per_s", "targets_per_s"},
}


@pytest.fixture(scope="module")
def benchmark():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("sentiment")


@pytest.fixture(scope="module")
def scores(benchmark):
    return importlib.import_module("sentiment_scores")


def test_macro_f1_by_hand(scores):
    # neg: 2 right of 2 found and 3 there, 4/5; neu: 1 of 2 and 1, 2/3; pos: none right, 0
    gold = ["neg", "neg", "neg", "neu", "pos"]
    found = ["neg", "neg", "neu", "neu", "neg"]
    assert scores.macro_f1(gold, found) == pytest.approx((4 / 6 + 2 / 3 + 0) / 3)


def test_probabilities_that_happen_as_often_as_they_say_are_not_off(scores):
    gold = ["neg", "pos"] * 50
    assert scores.off(gold, np.tile([0.5, 0.0, 0.5], (100, 1))) == pytest.approx(0)
    assert scores.off(gold, np.tile([0.7, 0.0, 0.3], (100, 1))) == pytest.approx(0.4 / 3)


def test_classes_are_cut_strictly(scores):
    assert scores.classes([-0.21, -0.2, 0.2, 0.21], -0.2, 0.2) == ["neg", "neu", "neu", "pos"]


def test_editorials_of_five_sentences_do_not_count(scores):
    rows = [
        {"doc": d, "gold": g} for d, n, g in (("a", 6, 1.0), ("b", 6, -1.0), ("c", 5, 1.0)) for _ in range(n)
    ]
    found_scores = np.array([0.5 + 0.01 * k if r["doc"] == "a" else -0.5 - 0.01 * k for k, r in enumerate(rows)])
    guess = scores.Guess(
        found_scores, scores.classes(found_scores, -0.2, 0.2), lambda d, n: 0.6, lambda d, n: 0.1, [], [], []
    )
    found = scores.score_sentences(rows, guess)
    assert found["doc_sign"] == 1 and found["pairs_called"] == 1 and found["pairs_right"] == 1
    assert found["coverage"] == 1


def test_ties_count_half_in_the_order_of_pairs(scores):
    rows = [
        {"event": 1, "gold": {"X": "neg", "Y": "pos"}},
        {"event": 1, "gold": {"X": "pos", "Y": "pos"}},
        {"event": 2, "gold": {"X": "neg"}},
    ]
    assert scores.score_order(rows, [{"X": 0.0, "Y": 1}, {"X": 0.0, "Y": 2}, {"X": 9}]) == {
        "pair_order": 0.5
    }
    assert scores.score_order(rows, [{"X": -1, "Y": 1}, {"X": 0, "Y": 2}, {"X": 9}]) == {"pair_order": 1.0}


def _sets() -> dict[str, list[dict]]:
    return {
        "nyt": [
            {"id": f"{d}{k}", "doc": d, "text": f"{w} number {k}.", "gold": g + k / 10}
            for d, w, g in (("a", "A cruel war", -1), ("b", "A kind and good plan", 1))
            for k in range(6)
        ],
        "newsmtsc": [
            {"id": "1", "doc": "a", "official": "test_rw", "text": "Ann lied.", "start": 0, "end": 3,
             "mentions": [[0, 3]], "gold": "neg"}
        ],
        "persent": [
            {"id": "1", "doc": "a", "title": "Kind words", "target": "Ann", "text": "Ann is kind.",
             "masked": "[TGT] is kind.", "gold": "pos"},
        ],
        "basil": [
            {"id": str(k), "event": 1, "sentences": [s], "gold": {"Ann": g}}
            for k, (s, g) in enumerate((("Ann lied.", "neg"), ("Ann was brave and kind.", "pos")))
        ],
    }  # fmt: skip


def test_it_runs_on_a_folder_that_holds_one_part(benchmark, tmp_path, monkeypatch, capsys):
    sets = _sets()
    (tmp_path / "heldout").mkdir()
    for name, rows in sets.items():
        with gzip.open(tmp_path / "heldout" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(r) + "\n" for r in rows)
    monkeypatch.setattr("sys.argv", ["sentiment.py", "--data", str(tmp_path), "--json"])
    assert benchmark.main() == 0
    found = json.loads(capsys.readouterr().out)
    assert {part: set(values) for part, values in found.items()} == KEYS
    assert found["nyt"]["r"] > 0.5 and found["newsmtsc"]["test_mt_macro_f1"] is None


def test_a_folder_without_the_sets_is_refused(benchmark, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["sentiment.py", "--data", str(tmp_path)])
    assert benchmark.main() == 2
    assert "nyt" in capsys.readouterr().err


def test_what_is_kept_for_the_page_has_n_and_bounds(benchmark, tmp_path):
    sets, file = _sets(), tmp_path / "validity.json"
    benchmark.keep(sets, benchmark.shipped(sets), benchmark.baseline(sets, benchmark.PLAIN["textblob"]), file)
    kept = json.loads(file.read_text("utf-8"))
    assert {name: (one["n"], one["documents"]) for name, one in kept.items()} == {
        "nyt": (12, 2), "newsmtsc": (1, 1), "persent": (1, 1), "basil": (2, 2),
    }  # fmt: skip
    for name, key in (("nyt", "r"), ("nyt", "doc_sign"), ("persent", "macro_f1"), ("basil", "pair_order")):
        low, high = kept[name]["bounds"]["ours"][key]
        assert low <= kept[name]["ours"][key] + 1e-9 and kept[name]["ours"][key] <= high + 1e-9
    first = file.read_bytes()
    benchmark.keep(sets, benchmark.shipped(sets), benchmark.baseline(sets, benchmark.PLAIN["textblob"]), file)
    assert file.read_bytes() == first


def test_scores_are_kept_of_cross_validation_alone(benchmark, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["sentiment.py", "--data", str(tmp_path), "--record"])
    with pytest.raises(SystemExit):
        benchmark.main()
