"""The fine-tuned encoder, where the extra `train` is installed: its arithmetic, and that it learns."""

import random
from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("transformers", reason="needs the extra train")
teacher = pytest.importorskip("analysis.sentiment.teacher")


@pytest.fixture
def tasks():
    """Sentences of three pieces, four numbers each: the first number is the tone, the second says it of the target."""
    rng = np.random.default_rng(0)
    drawn = torch.tensor(rng.normal(size=(120, 3, 4)), dtype=torch.float32)
    marks = [torch.tensor([0.0, 1.0, 0.0])] * 120
    tone = teacher.Task(teacher.Read(list(drawn), [torch.zeros(3)] * 120), drawn[:, :, 0].mean(1).numpy())
    return tone, teacher.Task(teacher.Read(list(drawn), marks), (drawn[:, 1, 1] > 0).long().numpy() * 2)


def test_an_epoch_has_every_sentence_once(tasks):
    seen = teacher._epoch(tasks, random.Random(0))
    for which, task in enumerate(tasks):
        places = [k for w, some in seen if w == which for k in some]
        assert sorted(places) == list(range(len(task.gold)))


def test_padding_does_not_enter_a_mean(tasks):
    states = tasks[0].read.states
    short = teacher.Read([states[0], states[1][:1]], [torch.zeros(3), torch.zeros(1)])
    padded, there, _ = teacher._batch(short, [0, 1])
    assert torch.allclose(teacher._mean(padded, there)[1], states[1][0])


@pytest.mark.parametrize(
    ("size", "place", "cut"), [(300, 290, 0), (600, 100, 0), (600, 290, 40)], ids=["short", "early", "late"]
)
def test_what_is_read_of_a_long_sentence_holds_the_target(size, place, cut):
    assert teacher._cut("a" * size, [(place, place + 3)]) == cut


def test_it_learns_both_tasks(tasks, monkeypatch):
    class Same(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.turn = torch.nn.Linear(4, 4)

        def forward(self, states, hidden):
            return states + self.turn(states)

    def base(_):
        layers = torch.nn.ModuleList([Same() for _ in range(teacher.FROZEN + 1)])
        return SimpleNamespace(encoder=SimpleNamespace(layer=layers), config=SimpleNamespace(hidden_size=4))

    monkeypatch.setattr(teacher, "AutoModel", SimpleNamespace(from_pretrained=base))
    monkeypatch.setattr(teacher.encoder, "folder", lambda: None)
    monkeypatch.setattr(teacher, "EPOCHS", 30)
    monkeypatch.setattr(teacher, "RATE", 2e-3)
    seen, here = ([task.take(list(some)) for task in tasks] for some in (range(96), range(96, 120)))
    model = teacher.learned(seen)
    tone, towards = (teacher.said(model, here[k].read, k) for k in (teacher.TONE, teacher.TOWARDS))
    assert np.corrcoef(tone[:, 0], here[0].gold)[0, 1] > 0.7
    assert (towards.argmax(1) == here[1].gold).mean() > 0.7
    assert (teacher.said(teacher.learned(seen), here[0].read, teacher.TONE) == tone).all()
