"""Comparing groups: what is called different, and what is not."""

import numpy as np
import pandas as pd
import pytest

from analysis import figures
from analysis.sentiment import compare, compare_targets, findings
from analysis.statistics import minimal_difference


def _rows(shift: float, measure: str = "valence", n: int = 60) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    frames = []
    for name, mean in (("one", 0.0), ("other", shift)):
        values = rng.normal(mean, 0.5, n)
        frames.append(pd.DataFrame({
            "piece": name, "group": name, "cluster": [f"{name} {k // 3}" for k in range(n)],
            "sentence": range(1, n + 1), "quoted": 0.0, "subjectivity": 0.4, "vader": 0.1,
            measure: values, "valence_alone": values, "polarity": values,
        }))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize(("shift", "clear"), [(0.0, False), (0.3, False), (2.0, True)])
def test_a_difference_is_called_only_beyond_the_models_error(shift, clear):
    found = compare.contrasts(_rows(shift), "valence", resamples=300)
    assert list(found["clear"]) == [clear]
    assert found["low"].iloc[0] < found["difference"].iloc[0] < found["high"].iloc[0]
    assert found["p_holm"].iloc[0] >= found["p"].iloc[0]


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
    plain = compare.placed(rows, resamples=300)
    said = findings.conclusion(means, pairs, plain, "valence", towards, compare_targets.contrasts(towards), {})
    assert words in said[0] and "rated editorials as far apart" in said[1]
    assert "n = 60" in said[0] and said[2].count("(n = 60)") == 4 and said[2].count("[") == 4


def test_a_course_stays_within_what_it_smooths():
    rows = _rows(1.0)
    found = compare.course(rows, "valence", 3.0)
    assert len(found) == len(rows)
    assert found["value"].between(rows["valence_alone"].min(), rows["valence_alone"].max()).all()
    assert (found["low"] < found["high"]).all()


def test_what_could_have_been_seen_is_what_the_statistics_say_with_the_models_error_on_top():
    rows = _rows(0.5)
    clusters = [own.groupby("cluster", sort=False)["polarity"].mean() for _, own in rows.groupby("group", sort=False)]
    plain, ours = (compare.contrasts(rows, m, resamples=300)["could_show"].iloc[0] for m in ("polarity", "valence"))
    assert plain == pytest.approx(minimal_difference(*clusters))
    assert ours > plain


@pytest.mark.parametrize(("shift", "order"), [(0.1, False), (2.0, True)])
def test_people_agree_on_the_order_of_what_lies_far_apart_alone(shift, order):
    assert list(compare.contrasts(_rows(shift), "valence", resamples=300)["order"]) == [order]
    assert not compare.contrasts(_rows(shift), "polarity", resamples=300)["order"].any()


def test_a_mean_is_placed_among_editorials_with_its_interval():
    found = compare.placed(_rows(0.0), resamples=300)
    assert len(found) == 6 and (found["sentences"] == 60).all()
    own = found[found["measure"] == "polarity"]
    assert own["percentile"].between(own["percentile_low"], own["percentile_high"]).all()
    assert found["percentile"].between(0, 100).all()


def test_cuts_tell_what_cleaning_moved():
    columns = ["group", "cut", "mean", "low", "high", "sentences"]
    rows = [("a", "body", -0.2, -0.5, 0.1, 40), ("a", "all that was scraped", 0.1, -0.2, 0.4, 55),
            ("b", "body", 0.3, 0.0, 0.6, 9), ("b", "all that was scraped", 0.3, 0.0, 0.6, 9)]  # fmt: skip
    (said,) = findings.cuts(pd.DataFrame(rows, columns=columns))
    assert "0.10 [−0.20, 0.40] (n = 55) for a instead of −0.20" in said and " b " not in said
    assert "Nothing was cleaned away" in findings.cuts(pd.DataFrame(rows[2:], columns=columns))[0]


def test_evidence_of_a_stance_begins_with_what_a_piece_judges_in_its_own_words():
    found = compare_targets.evidence(figures.load("ferry"))
    assert len(found) and found["kinds"].max() > 0
    own = found[~found["others"]]
    assert (own["kinds"].diff().dropna() <= 0).all()
    assert (own.loc[own["kinds"] > 0, "claims"] != "").all()


def test_sentences_most_clearly_worded_are_the_pieces_own_and_tell_what_scored():
    f = figures.load("ferry")
    towards = compare_targets.towards(f, resamples=300)
    found = compare_targets.clearest(f, towards, most=4, top=2)
    assert found.groupby(["piece", "target"]).size().max() <= 2 and (found["quoted"] < 0.5).all()
    assert set(found["target"]) <= set(towards.dropna(subset=["tone"])["target"]) and found["target"].nunique() <= 4
    least = found.groupby(["piece", "target"])["clear"].min()
    every = compare_targets.mentions(f).query("quoted < 0.5").assign(clear=lambda rows: rows["tone"].abs())
    ranked = every.groupby(["piece", "target"])["clear"].apply(lambda values: values.nlargest(2).min())
    assert least.to_dict() == pytest.approx(ranked.loc[least.index].to_dict())
    assert (found["words"] != "").mean() > 0.9


def test_a_sentence_that_names_the_event_in_anothers_words_alone_counts_as_quoted():
    f = figures.load("ferry")
    events = f.table("event_mentions").query("part == 'body' and sense == 'event'")
    others = events.groupby(["piece", "sentence"])["attributed"].all()
    rows = compare_targets.mentions(f).query("target == 'event'").set_index(["piece", "sentence"])
    assert others.any() and not others.all()
    assert (rows.loc[others[others].index, "quoted"] == 1).all()
    actors = f.table("target_sentiment").query("part == 'body' and target != 'event' and quoted < 0.5")
    kept = compare_targets.mentions(f).query("target != 'event' and quoted < 0.5")
    assert len(kept) == len(actors.drop_duplicates(["piece", "sentence", "target"]))
