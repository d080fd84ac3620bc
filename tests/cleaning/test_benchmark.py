"""The benchmark of cleaning tells how much of a score is the draw: worked by hand."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = {"extractor": "any", "domain": "harbour.example", "gold": "the harbour board met again today",
        "lines": [{"text": "the harbour board met again today", "label": "content"},
                  {"text": "more of this in our letter", "label": "residue"}]}


@pytest.fixture(scope="module")
def benchmark():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module("cleaning")


def run_of(benchmark, *roles):
    run = benchmark.Run([PAGE])
    run.roles["default"] = [list(roles)]
    return run


def test_draws_have_a_mean_and_the_deviation_of_one(benchmark):
    found = benchmark.spread([run_of(benchmark, "body", "body"), run_of(benchmark, "body", "residue")])
    assert found["mean"]["residue_f1"] == pytest.approx((0.5, 0.5**0.5))
    assert found["any"]["lost"] == (0, 0)
    # 3 shared runs of four words; 9 of them as it came, for the two lines are joined: 2 (3/9) / (1 + 3/9) = 1/2
    assert found["any"]["after"] == pytest.approx((0.75, 0.5**0.5 / 2))


def test_another_seed_is_another_recipe(benchmark):
    settings = benchmark.training.Settings
    names = {benchmark._recipe([PAGE], settings(seed=seed)) for seed in (0, 0, 1000)}
    assert len(names) == 2


def test_wrong_decisions_are_counted_from_a_confidence_up(benchmark):
    run = run_of(benchmark, "body", "body")
    run.sure = [[0.995, 0.6]]
    told = {least: (count, share.estimate) for least, (count, share) in run.wrong().items()}
    assert (told[0.5], told[0.6]) == ((2, 0.5), (2, 0.5))
    assert told[0.7] == told[0.99] == (1, 0)


def test_wrong_decisions_of_one_site_are_drawn_together(benchmark):
    run = benchmark.Run([PAGE | {"domain": f"{n}.example"} for n in range(6) for _ in range(9)])
    run.roles["default"] = [["body", "residue" if n < 27 else "body"] for n in range(54)]
    run.sure = [[0.9, 0.9]] * 54
    count, share = run.wrong()[0.9]
    assert (count, share.estimate, share.n) == (108, 0.25, 6)
    assert share.low < 0.1 and share.high > 0.4  # of 54 pages each by itself it would be .18 to .32
