"""What the page of tone concludes: computed sentences, hedged as the figures allow."""

from typing import TYPE_CHECKING

from analysis.sentiment import compare
from analysis.sentiment.measures import MEASURES
from analysis.show import number, p_value

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

PULL = 0.3  # points that a word takes from a sentence's valence to count as one that pulls


def conclusion(
    means: "pd.DataFrame",
    contrasts: "pd.DataFrame",
    rows: "pd.DataFrame",
    measure: str,
    towards: "pd.DataFrame",
    targets: "pd.DataFrame",
    names: dict[str, str],
) -> list[str]:
    """The page's first sentences: whether the tone of the whole differs, what plain polarity says, and
    targets.
    """
    return [_whole(means, contrasts, measure), *_orders(rows), *about_targets(towards, targets, names)[:1]]


def _whole(means: "pd.DataFrame", contrasts: "pd.DataFrame", measure: str) -> str:
    title = MEASURES[measure].title
    if contrasts.empty:
        return (
            f"There is nothing to compare: one group only, of mean {title} {number(means['mean'].iloc[0])} "
            f"[{number(means['low'].iloc[0])}, {number(means['high'].iloc[0])}], {_n(means)}."
        )
    clear = contrasts[contrasts["clear"]]
    if clear.empty:
        top = contrasts.loc[contrasts["difference"].abs().idxmax()]
        return (
            f"The tone of the whole cannot rank these {len(means)}: no detectable difference in "
            f"{title} between any of "
            f"{len(contrasts)} pairs after correction (largest: {top['one']} less {top['other']}, "
            f"{_interval(top)}, "
            f"Holm p {p_value(top['holm'])}, {_n(means)}); a difference below about "
            f"{number(top['could_show'])} could not "
            f"have been seen."
        )
    told = [
        f"{_higher(r)} is worded more positively than {_lower(r)} ({_interval(r)}, Holm p "
        f"{p_value(r['holm'])})"
        for _, r in clear.head(3).iterrows()
    ]
    more = f", and {len(clear) - 3} pairs more" if len(clear) > 3 else ""
    return (
        f"In {title}, {len(clear)} of {len(contrasts)} pairs differ after correction: "
        f"{'; '.join(told)}{more}; {_n(means)}."
    )


def _higher(row: "pd.Series") -> str:
    return row["one"] if row["difference"] > 0 else row["other"]


def _lower(row: "pd.Series") -> str:
    return row["other"] if row["difference"] > 0 else row["one"]


def _n(means: "pd.DataFrame") -> str:
    return f"n = {', '.join(str(n) for n in means['sentences'].head(6))}{' …' if len(means) > 6 else ''} sentences"


def _interval(row: "pd.Series") -> str:
    sign = 1 if row["difference"] > 0 else -1
    ends = sorted((sign * row["low"], sign * row["high"]))
    return f"difference {number(abs(row['difference']))} [{number(ends[0])}, {number(ends[1])}]"


def _orders(rows: "pd.DataFrame") -> list[str]:
    """What plain polarity would print, beside what the validated measure would."""
    means = rows.groupby("group", sort=False)[["polarity", "valence"]].mean()
    if not 2 <= len(means) <= 6:
        return []
    orders = {m: list(means.sort_values(m, ascending=False).index) for m in means}
    same = "in the same order" if orders["polarity"] == orders["valence"] else "in another order"
    told = {m: ", ".join(f"{g} {number(means.at[g, m])}" for g in orders[m]) for m in orders}
    return [
        f"Plain TextBlob polarity would print {told['polarity']}; valence {same}: {told['valence']}. "
        f"Neither order is a result by itself."
    ]


def why_not(figures: "Figures", placed: "pd.DataFrame", polarity: "pd.DataFrame") -> list[str]:
    """Why plain polarity misleads here, in figures."""
    words = figures.table("assessments")
    words = words[words["part"] == "body"]
    pulling = words[(words["measure"] == "valence") & (words["value"] <= -PULL)]
    seen = set(
        map(
            tuple,
            words[words["measure"] == "polarity"][["piece", "sentence"]]
            .assign(words=words["words"].str.split().str[-1])
            .itertuples(index=False),
        )
    )
    blind = [
        row
        for row in pulling[["piece", "sentence", "words"]].itertuples(index=False)
        if tuple(row) not in seen
    ]
    common = pulling.loc[pulling["words"].isin([b.words for b in blind]), "words"].value_counts()
    common = sorted(common.items(), key=lambda pair: (-pair[1], pair[0]))[:6]
    found = []
    if len(pulling):
        found.append(
            f"Of the {len(pulling)} words that people's ratings make the most negative in these "
            f"texts, TextBlob's lexicon "
            f"scores {len(pulling) - len(blind)}; it is blind to "
            f"{', '.join(f'{w} ({n})' for w, n in common)}."
        )
    quality = compare.validity()["nyt"]
    found.append(
        f"On {quality['sentences']:,} sentences of editorials rated by people, polarity correlates "
        f"{number(quality['textblob_r'])} with "
        f"them, our valence {number(quality['r'])}; the sign of a whole editorial is right "
        f"{number(100 * quality['textblob_doc_sign'], 0)} % "
        f"and {number(100 * quality['doc_sign'], 0)} % of the time."
    )
    if len(placed) <= 6:
        found.append(
            "Its zero is not neutral. Among editorials the pieces' polarity stands at percentile "
            + ", ".join(f"{number(r['polarity_percentile'], 0)} ({r['group']})" for _, r in placed.iterrows())
            + "."
        )
    if len(polarity):
        found.append(
            f"In polarity itself {int(polarity['clear'].sum())} of {len(polarity)} pairs differ after "
            f"correction."
        )
    return found


def about_targets(towards: "pd.DataFrame", contrasts: "pd.DataFrame", names: dict[str, str]) -> list[str]:
    """What can be said of the wording around each target, and what cannot."""
    known = towards.dropna(subset=["tone"])
    if known.empty:
        return ["No target is named in enough sentences to say how it is spoken of."]
    clear = contrasts[contrasts["clear"]]
    first = (
        f"Towards targets, {len(clear)} of {len(contrasts)} comparisons hold after correction"
        + (
            ": "
            + "; ".join(
                f"sentences that name {names.get(r['target'], r['target'])} are worded more negatively in "
                f"{r['other'] if r['difference'] > 0 else r['one']} than in "
                f"{r['one'] if r['difference'] > 0 else r['other']} "
                f"({_interval(r)})"
                for _, r in clear.head(3).iterrows()
            )
            if len(clear)
            else ""
        )
        + "; wording beside a name is not the author's stance."
    )
    found = [first]
    for target, own in known.groupby("target", sort=False):
        told = [
            f"{r['group']} {_leaning(r)} ({number(r['tone'])} [{number(r['low'])}, {number(r['high'])}], "
            f"{r['sentences']} sentences)"
            for _, r in own.head(6).iterrows()
        ]
        few = towards[(towards["target"] == target) & towards["tone"].isna()]
        rest = f"; too few mentions to say in {', '.join(few['group'].head(4))}" if len(few) else ""
        found.append(f"{names.get(target, target)}: {'; '.join(told)}{rest}.")
    return found


def _leaning(row: "pd.Series") -> str:
    if row["high"] < 0:
        return "stands among more negative words than positive"
    if row["low"] > 0:
        return "stands among more positive words than negative"
    return "leans neither way detectably"


def stance(figures: "Figures") -> list[str]:
    """What is not claimed of the stance towards the event, and why."""
    quality = compare.validity()
    name = figures.codebook.event.name or "the event"
    return [
        f"Whether a piece approves of {name} is not measured here. The wording around a name orders "
        f"two outlets on "
        f"one event rightly {number(100 * quality['basil']['pair_order'], 0)} % of the time where a "
        f"coin gives 50 %, and labels an "
        f"author's feeling towards a person with a macro-F1 of "
        f"{number(quality['persent']['macro_f1'])}: too little for a claim about one text.",
        "An author who welcomes a killing and one who condemns it write of killing alike. The "
        "sentences below are "
        "those that bear most on the question; judge them by reading.",
    ]
