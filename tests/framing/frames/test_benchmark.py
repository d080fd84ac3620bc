"""benchmarks/framing.py on a set made up here and a part of the gold: its keys, its refusals, its arithmetic."""

import gzip
import importlib.util
import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from analysis.framing.frames import validity
from analysis.framing.frames.model import SETS
from analysis.framing.ridge import PENALTY, RAREST
from analysis.framing.weights_of_sense import labelled, of_sets

FILE = Path(__file__).parents[3] / "benchmarks" / "framing.py"


@pytest.fixture(scope="module")
def benchmark():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(FILE.parent)
        spec = importlib.util.spec_from_file_location("framing_benchmark", FILE)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


_LATEST = 7  # sets of each part; the benchmark leaves out five in turn


@pytest.fixture(scope="module")
def gold(tmp_path_factory, benchmark):
    """The first event of the latest sets of the gold, in the form of the whole, which is the benchmark's to score."""
    folder, first = tmp_path_factory.mktemp("gold"), {}
    items = json.loads((benchmark.CASES / "mentions.json").read_text("utf-8"))
    sets = sorted({(item["set"], item.get("gold", 0)) for item in items})
    kept = {part: [number for of, number in sets if of == part][-_LATEST:] for part in ("dev", "final")}
    for item in items:
        if item.get("gold", 0) not in kept[item["set"]]:
            continue
        first.setdefault((item["set"], item.get("gold", 0)), item["event"])
    known = set(first.values())
    (folder / "events").mkdir()
    for event in known:
        shutil.copy(benchmark.CASES / "events" / f"{event}.toml", folder / "events")
    (folder / "mentions.json").write_text(json.dumps([i for i in items if i["event"] in known]), "utf-8")
    return folder


@pytest.fixture(autouse=True)
def small(benchmark, gold, monkeypatch):
    """No test here scores the whole gold."""
    monkeypatch.setattr(benchmark, "CASES", gold)


@pytest.fixture(scope="module")
def baselines(benchmark):
    return sys.modules["framing_rivals"]


@pytest.fixture
def folder(tmp_path):
    rows = [
        ("Taxes and jobs cost dollars.", "economic"),
        ("The court freed the defendant.", "legality_crime"),
    ] * 10
    lines = [json.dumps({"id": str(n), "text": f"{t} {n}", "labels": [b]}) for n, (t, b) in enumerate(rows)]
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "frac.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    return tmp_path


@pytest.mark.parametrize("flags", [[], ["--cv"], ["--cv", "--draws", "2"]])
def test_one_object_with_the_agreed_keys(benchmark, folder, flags, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["framing.py", "--data", str(folder), "--json", *flags])
    assert benchmark.main() == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"frac", "naming"}
    assert found["frac"]["low"] <= found["frac"]["macro_f1"] <= found["frac"]["high"]
    assert found["frac"]["macro_f1"] > 0.9
    assert {"mention_p", "mention_r", "sense", "attribution", "agent"} <= set(found["naming"])


def test_a_folder_without_the_sets_is_named(benchmark, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["framing.py", "--data", str(tmp_path)])
    assert benchmark.main() == 2
    assert "holds none of" in capsys.readouterr().err


def test_macro_f1_is_the_mean_over_labels(benchmark):
    truth = [{"a"}, {"a"}, {"b"}, set()]
    called = [{"a"}, set(), {"b"}, {"b"}]
    assert benchmark.macro_f1(truth, [called])["macro_f1"] == pytest.approx(2 / 3, abs=1e-4)


def test_of_several_draws_the_mean_is_scored_and_their_spread(benchmark):
    truth = [{"a"}, {"a"}, {"b"}, set()]
    found = benchmark.macro_f1(truth, [truth, [set()] * 4])
    assert found["macro_f1"] == 0.5 and found["spread"] == pytest.approx(0.7071)
    assert found["low"] <= 0.5 <= found["high"]
    assert benchmark.macro_f1(truth, [truth])["spread"] == 0
    assert benchmark.by_label(truth, [truth, [set()] * 4]) == {"a": 0.5, "b": 0.5}


def test_every_label_of_the_dictionary_baseline_names_known_cues(baselines):
    known = {f"{g.scheme}.{g.frame}" for g in baselines.lexicon().groups}
    assert {f for labels in baselines.CUES.values() for frames in labels.values() for f in frames} <= known


def test_scores_are_kept_for_the_page_without_speed(benchmark, folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmark, "FILE", tmp_path / "kept.json")
    monkeypatch.setattr(benchmark, "SCORES", tmp_path / "naming.json")
    monkeypatch.setattr("sys.argv", ["framing.py", "--data", str(folder), "--cv", "--record"])
    assert benchmark.main() == 0 and "trivial" in capsys.readouterr().out
    kept = json.loads((tmp_path / "kept.json").read_text("utf-8"))
    assert kept["sets"]["frac"]["n"] == 20 and "--cv --draws 1 --record" in kept["command"]
    assert "sentences_per_s" not in kept["sets"]["frac"]


def test_only_cross_validated_scores_of_frames_are_kept(benchmark, folder, gold, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(benchmark, "FILE", tmp_path / "kept.json")
    monkeypatch.setattr(benchmark, "SCORES", tmp_path / "naming.json")
    monkeypatch.setattr("sys.argv", ["framing.py", "--data", str(folder), "--record"])
    assert benchmark.main() == 0
    assert "dev" in json.loads((tmp_path / "naming.json").read_text("utf-8"))
    assert not (tmp_path / "kept.json").exists()

    lines = [line for line in capsys.readouterr().out.splitlines() if " left out " in line]
    told = {head: _figures(rest) for head, rest in (line.split(" left out ") for line in lines)}
    items = [item for item in json.loads((gold / "mentions.json").read_text("utf-8")) if item["set"] == "dev"]
    latest = sorted({item["gold"] for item in items if item.get("gold")})[-5:]
    assert list(told) == [*(f"sense by marks alone, set {n}" for n in latest), "agent, events"]
    data = labelled(gold)
    for n in latest:
        assert told[f"sense by marks alone, set {n}"] == pytest.approx(_learned_without(data, n), abs=1e-3)
    words = of_sets(gold, latest[-1:]).values()
    assert told[f"sense by marks alone, set {latest[-1]}"]["sense"] == pytest.approx(
        sum((log_odds > 0) == is_event for log_odds, is_event in words) / len(words), abs=1e-3
    )
    named = [(word.first, word.agent) for word in benchmark.labelled_agents(gold)]
    right = sum(first == agent != "" for first, agent in named)
    assert told["agent, events"]["rules"] == pytest.approx(
        2 * right / sum(bool(name) for pair in named for name in pair), abs=1e-3
    )
    assert told["agent, events"]["words"] == len(named) and 0.5 < told["agent, events"]["both"] <= 1


def _figures(line):
    return {key: float(value) for key, value in re.findall(r"(\w+) ([\d.]+)", line)}


def _learned_without(data, left_out):
    """What is called of the words of one set, learned from the others: by hand, with another solver."""
    train, test = np.flatnonzero(data.golds != left_out), np.flatnonzero(data.golds == left_out)
    times = Counter(mark for n in train for mark in data.marks[n])
    known = sorted(mark for mark in times if times[mark] >= RAREST)
    columns = np.array([[*(float(m in marks) for m in known), *around]
                        for marks, around in zip(data.marks, data.around, strict=True)])
    line = LogisticRegression(C=1 / PENALTY, solver="newton-cholesky").fit(columns[train], data.is_event[train])
    called, true = line.predict(columns[test]) > 0, data.is_event[test] > 0
    both = (called & true).sum()
    sense = (called == true).mean()
    return {"mention_p": both / called.sum(), "mention_r": both / true.sum(), "sense": sense, "words": len(test)}


def test_the_page_reads_what_was_kept():
    table = validity()
    assert list(table["set"]) == list(SETS) and (table["n"] > 200).all()
    assert ((table["low"] <= table["macro_f1"]) & (table["macro_f1"] <= table["high"])).all()
    assert (table["macro_f1"] > table[["trivial", "dictionary", "tfidf+lr"]].max(axis=1)).all()
