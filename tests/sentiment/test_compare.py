"""Comparing groups: what is called different, and what is not."""

import numpy as np
import pandas as pd
import pytest

from analysis.sentiment import compare, findings


def _rows(shift: float, measure: str = "valence", n: int = 60) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    frames = []
    for name, mean in (("one", 0.0), ("other", shift)):
        values = rng.normal(mean, 0.5, n)
        frames.append(pd.DataFrame({
            "piece": name, "group": name, "cluster": [f"{name} {k // 3}" for k in range(n)],
            "sentence": range(1, n + 1), "quoted": 0.0, measure: values, "valence_alone": values, "polarity": values,
        }))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize(("shift", "clear"), [(0.0, False), (0.3, False), (2.0, True)])
def test_a_difference_is_called_only_beyond_the_models_error(shift, clear):
    found = compare.contrasts(_rows(shift), "valence", resamples=300)
    assert list(found["clear"]) == [clear]
    assert found["low"].iloc[0] < found["difference"].iloc[0] < found["high"].iloc[0]
    assert found["holm"].iloc[0] >= found["p"].iloc[0]


def test_an_interval_of_valence_is_wider_than_that_of_its_paragraphs():
    rows = _rows(0.5)
    ours, plain = (compare.means(rows, m, resamples=300) for m in ("valence", "polarity"))
    assert (ours["high"] - ours["low"] > plain["high"] - plain["low"]).all()


@pytest.mark.parametrize(
    ("shift", "words"), [(0.0, "no detectable difference"), (2.0, "worded more positively")]
)
def test_the_first_sentence_says_what_was_found(shift, words):
    rows = _rows(shift)
    means = compare.means(rows, "valence", resamples=300)
    pairs = compare.contrasts(rows, "valence", resamples=300)
    towards = pd.DataFrame(columns=["target", "group", "tone", "low", "high", "sentences", "error"])
    said = findings.conclusion(means, pairs, rows, "valence", towards, compare.target_contrasts(towards), {})
    assert words in said[0]


def test_a_course_stays_within_what_it_smooths():
    rows = _rows(1.0)
    found = compare.course(rows, "valence", 3.0)
    assert len(found) == len(rows)
    assert found["value"].between(rows["valence_alone"].min(), rows["valence_alone"].max()).all()
    assert (found["low"] < found["high"]).all()


def test_the_reference_is_one_of_quantiles():
    rows = _rows(0.0).assign(subjectivity=0.4, vader=0.1)
    found = compare.placed(rows)
    assert found["polarity_percentile"].between(0, 100).all()
