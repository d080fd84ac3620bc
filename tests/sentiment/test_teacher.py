"""The benchmark of the fine-tuned encoder, where the extra `train` is installed: its arithmetic, and that it learns."""

import importlib
import random
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("transformers", reason="needs the extra train")
BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def benchmark():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        yield importlib.import_module("sentiment_teacher")


@pytest.fixture
def tasks(benchmark):
    """Sentences of three pieces, four numbers each: the first number is the tone, the second says it of the target."""
    rng = np.random.default_rng(0)
    drawn = torch.tensor(rng.normal(size=(120, 3, 4)), dtype=torch.float32)
    marks = [torch.tensor([0.0, 1.0, 0.0])] * 120
    fold = np.arange(120) % 5
    tone = benchmark.Task(list(drawn), [torch.zeros(3)] * 120, drawn[:, :, 0].mean(1).numpy(), fold)
    return tone, benchmark.Task(list(drawn), marks, (drawn[:, 1, 1] > 0).long().numpy() * 2, fold)


def test_an_epoch_has_every_sentence_of_the_other_folds_once(benchmark, tasks):
    seen = benchmark._epoch(tasks, 0, random.Random(0))
    for which, task in enumerate(tasks):
        places = [k for w, some in seen if w == which for k in some]
        assert sorted(places) == np.flatnonzero(task.fold != 0).tolist()


def test_padding_does_not_enter_a_mean(benchmark, tasks):
    tone, _ = tasks
    short = benchmark.Task([tone.states[0], tone.states[1][:1]], [torch.zeros(3), torch.zeros(1)], tone.gold, tone.fold)
    states, there, _ = benchmark._batch(short, [0, 1])
    assert torch.allclose(benchmark._mean(states, there)[1], tone.states[1][0])


def test_it_learns_both_tasks_and_not_from_the_fold_left_out(benchmark, tasks, monkeypatch):
    class Same(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.turn = torch.nn.Linear(4, 4)

        def forward(self, states, hidden):
            return states + self.turn(states)

    def base(_):
        layers = torch.nn.ModuleList([Same() for _ in range(benchmark.FROZEN + 1)])
        return SimpleNamespace(encoder=SimpleNamespace(layer=layers), config=SimpleNamespace(hidden_size=4))

    monkeypatch.setattr(benchmark, "AutoModel", SimpleNamespace(from_pretrained=base))
    monkeypatch.setattr(benchmark.encoder, "folder", lambda: None)
    monkeypatch.setattr(benchmark, "EPOCHS", 30)
    monkeypatch.setattr(benchmark, "RATE", 2e-3)
    model = benchmark.learned(tasks, 0)
    here = np.flatnonzero(tasks[0].fold == 0)
    assert np.corrcoef(benchmark.said(model, tasks[0], 0, here)[:, 0], tasks[0].gold[here])[0, 1] > 0.7
    assert (benchmark.said(model, tasks[1], 1, here).argmax(1) == tasks[1].gold[here]).mean() > 0.7
    upset = [benchmark.Task(t.states, t.marks, np.where(t.fold == 0, 0 * t.gold, t.gold), t.fold) for t in tasks]
    again = benchmark.learned(upset, 0)
    assert (benchmark.said(again, tasks[0], 0, here) == benchmark.said(model, tasks[0], 0, here)).all()
