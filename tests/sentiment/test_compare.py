"""Comparing groups: what is called different, and what is not."""

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import figures
from analysis.sentiment import compare, compare_targets, findings, findings_of_targets, page
from analysis.show import number
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
    assert words in said[0] and "rated editorials lie further apart" in said[1]
    assert "n = 60 sentences of one, 60 of other" in said[0]
    assert said[2].startswith("Plain TextBlob polarity would rank them ") and "order is a result" in said[2]


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
    both = [*rows[:3], ("b", "all that was scraped", 0.35, 0.0, 0.6, 12)]
    (said,) = findings.cuts(pd.DataFrame(both, columns=columns))
    assert said.endswith("(n = 40), the furthest moved of 2.") and " b " not in said
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
    every = compare_targets.mentions(f).query("quoted < 0.5 and (p_neg > p_neu or p_pos > p_neu)")
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


NO_TARGETS = pd.DataFrame(columns=["target", "group", "tone", "low", "high", "sentences", "error"])


def _said(rows: pd.DataFrame, measure: str = "valence") -> list[str]:
    tables = (f(rows, measure, resamples=300) for f in (compare.means, compare.contrasts))
    plain = compare.placed(rows, resamples=300)
    return findings.conclusion(*tables, plain, measure, NO_TARGETS, compare_targets.contrasts(NO_TARGETS), {})


def _few(*means: float, paragraphs: int = 3, each: int = 2) -> pd.DataFrame:
    """A piece a mean, of so many paragraphs, its sentences scattered a little."""
    n = paragraphs * each
    frames = []
    for k, mean in enumerate(means):
        values = mean + 0.3 * np.sin(np.arange(n) * 2.0 + k)
        frames.append(pd.DataFrame({
            "piece": f"p{k}", "group": f"p{k}", "cluster": [f"p{k} {i // each}" for i in range(n)],
            "sentence": range(1, n + 1), "quoted": 0.0, "subjectivity": 0.4, "vader": 0.1, "valence": values,
            "valence_alone": values, "polarity": values / 4,
        }))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


_POINT = st.floats(-4, 4).map(lambda v: round(v, 3))
_PAIR = st.tuples(_POINT, st.floats(0, 3), st.floats(0.06, 1))


@given(st.lists(_PAIR, min_size=1, max_size=5), st.booleans())
def test_the_first_sentence_tells_a_pair_as_the_table_does_whichever_comes_first(pairs, swapped):
    rows = [
        {"one": f"a{k}", "other": f"b{k}", "difference": d, "low": d - half, "high": d + half, "p_holm": p}
        for k, (d, half, p) in enumerate(pairs)
    ]
    table = pd.DataFrame(rows).assign(could_show=1.0, order=False, clear=False)
    if swapped:
        turned = {"one": table["other"], "other": table["one"], "difference": -table["difference"]}
        table = table.assign(**turned, low=-table["high"], high=-table["low"])
    means = pd.DataFrame({"group": ["a", "b"], "mean": 0.0, "low": -1.0, "high": 1.0, "sentences": 9})
    said = findings.conclusion(means, table, pd.DataFrame({"measure": [], "group": []}), "polarity", NO_TARGETS,
                               compare_targets.contrasts(NO_TARGETS), {})[0]  # fmt: skip
    one, other, *told = re.search(r"(\w+) minus (\w+), difference (\S+) \[(\S+), (\S+)\]", said).groups()
    (row,) = table[(table["one"] == one) & (table["other"] == other)].to_dict("records")
    assert told == [number(row[key]) for key in ("difference", "low", "high")]


@pytest.mark.parametrize(("pieces", "paragraphs", "known"), [
    (3, 3, False), (2, 3, False), (3, 4, False), (2, 4, True), (3, 5, True), (2, 1, False), (3, 2, False),
])  # fmt: skip
def test_what_no_deal_of_so_few_paragraphs_could_show_has_no_least_difference(pieces, paragraphs, known):
    far = _few(*(40.0 * k for k in range(pieces)), paragraphs=paragraphs)
    table = compare.contrasts(far, "valence", resamples=300)
    assert table["could_show"].notna().all() == table["clear"].all() == known
    assert table["could_show"].notna().any() == table["clear"].any() == known


@given(st.lists(st.sampled_from([-2.0, -0.4, 0.0, 0.1, 2.5]), min_size=2, max_size=3), st.integers(1, 4))
def test_of_few_paragraphs_the_conclusion_is_consistent_and_prints_no_gap(means, paragraphs):
    rows = _few(*means, paragraphs=paragraphs)
    table = compare.contrasts(rows, "valence", resamples=300)
    box = " ".join(said := _said(rows))
    assert not re.search(r"\[–|– *\]|about –|\bnan\b|p –|any of 1 |of 1 pairs|\b1 pairs", box)
    assert ("could not have been seen" in said[0]) == bool(table["could_show"].notna().any() & ~table["clear"].any())
    if table["could_show"].isna().all():
        assert "of any size could be shown" in said[0] and "and none is claimed" in said[0]
    if table["order"].any():
        assert "cannot rank" not in box and "No pair lies" not in box and ". Neither order" not in box
    if not table["clear"].any():
        assert "order could be trusted" not in box.replace("No pair lies so far apart that its order", "")


def test_three_short_texts_far_apart_make_one_consistent_statement():
    said = _said(_few(2.5, 0.0, -2.0))
    assert said[0].startswith("With so few paragraphs") and "n = 6 sentences of p0, 6 of p1, 6 of p2" in said[0]
    assert "people would probably rate p0 above p1; p0 above p2; p1 above p2" in said[1]
    assert said[2].endswith("Beyond the pairs named above, neither order is a result.")


def test_nothing_is_called_different_without_an_interval():
    table = compare.contrasts(_few(-9.0, 9.0, paragraphs=2, each=30), "polarity", resamples=300)
    assert table[["low", "high", "p", "p_holm", "could_show"]].isna().all(axis=None) and not table["clear"].any()


def test_one_group_and_none_are_nothing_to_compare():
    assert "–" not in _said(_few(0.5, paragraphs=2))[0] and "one group only" in _said(_few(0.5))[0]
    assert "no piece has a sentence in its body" in _said(_few(0.5).iloc[:0])[0]


def test_tone_towards_targets_stands_beside_what_the_model_is_worth():
    f = figures.load("ferry")
    towards = compare_targets.towards(f, resamples=300)
    kept = compare.validity()["newsmtsc"]
    first = findings_of_targets.about_targets(towards, compare_targets.contrasts(towards), {})[0]
    assert f"{kept['n']:,} mentions" in first and f"macro-F1 is {number(kept['ours']['words_macro_f1'])}" in first


@pytest.mark.parametrize(("ends", "words"), [
    ([0.49, 0.70], "no better than a coin"), ([0.50, 0.70], "no better than a coin"), ([0.51, 0.7], "better than a"),
    ([0.2, 0.4], "worse than a coin"),
])  # fmt: skip
def test_an_interval_that_holds_chance_is_no_better_than_a_coin(ends, words, monkeypatch):
    kept = compare.validity()
    kept["basil"]["bounds"]["ours"]["pair_order"] = ends
    monkeypatch.setattr(compare, "validity", lambda: kept)
    said = findings_of_targets.stance(figures.load("ferry"))[0]
    assert words in said and ("no better than a coin" in said) == (ends[0] <= 0.5 <= ends[1])


@pytest.mark.parametrize(("words", "told"), [
    ("unarmed −0.25, in 0.03, just −0.03, in 0.03", "unarmed −0.25, just −0.03"),
    ("problem −0.10, is −0.05, not −0.04, an 0.02", "problem −0.10, not −0.04"), ("is 0.10, an 0.02", None), ("", None),
])  # fmt: skip
def test_words_that_say_nothing_by_themselves_are_not_told_as_having_scored(words, told):
    said = page._worded(pd.Series({"p_neg": 0.5, "p_pos": 0.25, "words": words}))
    assert said == "negative 0.50, positive 0.25" + (f" ({told})" if told else "")


def test_an_effect_stands_where_a_pair_differs_alone():
    table = compare.contrasts(_rows(2.0), "valence", resamples=300)
    assert table["clear"].all() and f"{table['effect'].iloc[0]:.2f}".lstrip("-") in page.contrast_table(table).html
    table = table.assign(clear=False, effect=2.6111)
    assert "2.61" not in page.contrast_table(table).html
