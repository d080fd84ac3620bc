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
    placed: "pd.DataFrame",
    measure: str,
    towards: "pd.DataFrame",
    targets: "pd.DataFrame",
    names: dict[str, str],
) -> list[str]:
    """The page's first sentences: whether the tone of the whole differs, what plain polarity says, and
    targets.
    """
    about = about_targets(towards, targets, names)[:1]
    order = _ordered(contrasts, measure)
    return [_whole(means, contrasts, measure), *order, *_orders(means, placed, measure), *about]


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
            f"Holm p {p_value(top['p_holm'])}, {_n(means)}); a difference below about "
            f"{number(top['could_show'])} could not have been seen."
        )
    told = [
        f"{_higher(r)} is worded more positively than {_lower(r)} ({_interval(r)}, Holm p "
        f"{p_value(r['p_holm'])})"
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


def _ordered(contrasts: "pd.DataFrame", measure: str) -> list[str]:
    """How many pairs lie so far apart that people would order them alike, by the benchmark's rule."""
    if measure != "valence" or contrasts.empty:
        return []
    kept, n = compare.validity()["nyt"], int(contrasts["order"].sum())
    told = "No pair lies" if n == 0 else "One pair lies" if n == 1 else f"{n} pairs lie"
    told += f" so far apart that {'their' if n > 1 else 'its'} order could be trusted"
    return [
        f"{told}: of pairs of {kept['long_documents']} rated editorials as far apart, "
        f"{_measured(kept, 'pairs_right', 'ours', 0, 100)}% are ordered as people order them."
    ]


def _orders(means: "pd.DataFrame", placed: "pd.DataFrame", measure: str) -> list[str]:
    """What plain polarity would print, beside what the leading measure does."""
    plain = placed[placed["measure"] == "polarity"]
    if measure == "polarity" or not 2 <= len(means) <= 6:
        return []
    one, other = (t.sort_values("mean", ascending=False, kind="stable") for t in (plain, means))
    same = "in the same order" if list(one["group"]) == list(other["group"]) else "in another order"
    return [
        f"Plain TextBlob polarity would print {_ranked(one)}; {MEASURES[measure].title} {same}: "
        f"{_ranked(other)}. Neither order is a result by itself."
    ]


def _ranked(table: "pd.DataFrame") -> str:
    return ", ".join(f"{r['group']} {_with_n(r)}" for r in table.to_dict("records"))


def _with_n(row: dict) -> str:
    """0.12 [0.01, 0.23] (n = 40)."""
    return f"{_ends(row['mean'], row['low'], row['high'])} (n = {int(row['sentences'])})"


def _ends(value: float, low: float, high: float, digits: int = 2) -> str:
    """A value with its interval, where it has one."""
    ends = f" [{number(low, digits)}, {number(high, digits)}]" if low == low else ""
    return number(value, digits) + ends


def _measured(kept: dict, key: str, of: str, digits: int = 2, times: float = 1) -> str:
    """A figure of the benchmark with its interval."""
    return _ends(*(times * v for v in (kept[of][key], *kept["bounds"][of][key])), digits)


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
    kept = compare.validity()["nyt"]
    r, sign = (
        {of: _measured(kept, key, of, digits, times) for of in ("ours", "textblob")}
        for key, digits, times in (("r", 2, 1), ("doc_sign", 0, 100))
    )
    found.append(
        f"On {kept['n']:,} sentences of {kept['documents']} editorials rated by people, polarity correlates "
        f"{r['textblob']} with them, our valence {r['ours']}; the sign of a whole editorial "
        f"(n = {kept['long_documents']} of six sentences or more) is right {sign['textblob']}% and {sign['ours']}% "
        "of the time."
    )
    own = placed[placed["measure"] == "polarity"]
    if len(own) <= 6:
        told = (
            f"{_ends(r['percentile'], r['percentile_low'], r['percentile_high'], 0)} "
            f"({r['group']}, n = {r['sentences']})"
            for r in own.to_dict("records")
        )
        found.append(
            "Its zero is not neutral. Among editorials the pieces' polarity stands at percentile "
            + ", ".join(told)
            + "."
        )
    if len(polarity):
        top = polarity.loc[polarity["difference"].abs().idxmax()]
        found.append(
            f"In polarity itself {int(polarity['clear'].sum())} of {len(polarity)} pairs differ after correction; the "
            f"largest, {_higher(top)} less {_lower(top)}, is a {_interval(top)}, Holm p {p_value(top['p_holm'])}."
        )
    return found


def about_targets(towards: "pd.DataFrame", contrasts: "pd.DataFrame", names: dict[str, str]) -> list[str]:
    """What can be said of the wording around each target, and what cannot."""
    known = towards.dropna(subset=["tone"])
    if known.empty:
        return ["No target is named in enough sentences to say how it is spoken of."]
    clear = contrasts[contrasts["clear"]]
    told = [
        f"sentences that name {names.get(r['target'], r['target'])} are worded more negatively in {_lower(r)} than in "
        f"{_higher(r)} ({_interval(r)})"
        for _, r in clear.head(3).iterrows()
    ]
    if clear.empty and len(contrasts):
        top = contrasts.loc[contrasts["difference"].abs().idxmax()]
        told = [
            f"the largest, {names.get(top['target'], top['target'])} in {_higher(top)} less {_lower(top)}, is a "
            f"{_interval(top).replace('difference', 'difference of', 1)}, Holm p {p_value(top['p_holm'])}"
        ]
    first = (
        f"Towards targets (n = {number(int(known['sentences'].sum()), 0)} sentences that name one), {len(clear)} of "
        f"{len(contrasts)} comparisons hold after correction"
        f"{': ' if told else ''}{'; '.join(told)}; wording beside a name is not the author's stance."
    )
    found = [first]
    often = known.groupby("target", sort=False)["sentences"].sum().sort_values(ascending=False, kind="stable")
    for target in often.index:
        own = known[known["target"] == target]
        told = [
            f"{leaning} in "
            + ", ".join(f"{r['group']} ({_ends(r['tone'], r['low'], r['high'])}, n = {r['sentences']})" for r in rows)
            for leaning, rows in _by_leaning(own.head(6).to_dict("records")).items()
        ]
        few = towards[(towards["target"] == target) & towards["tone"].isna()]
        rest = f"; too few mentions to say in {', '.join(few['group'].head(4))}" if len(few) else ""
        found.append(f"{names.get(target, target)}: {'; '.join(told)}{rest}.")
    return found


def _by_leaning(rows: list[dict]) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(_leaning(row), []).append(row)
    return found


def _leaning(row: dict) -> str:
    if row["high"] < 0:
        return "worded more negatively than positively"
    if row["low"] > 0:
        return "worded more positively than negatively"
    return "no detectable lean"


def stance(figures: "Figures") -> list[str]:
    """What is not claimed of the stance towards the event, and why."""
    kept = compare.validity()
    order = _measured(kept["basil"], "pair_order", "ours", 0, 100)
    label = _measured(kept["persent"], "macro_f1", "ours")
    name = figures.codebook.event.name or "the event"
    return [
        f"Whether a piece approves of {name} is not measured here. The wording around a name orders two outlets on one "
        f"event rightly {order}% of the time ({kept['basil']['n']} articles) where a coin gives 50%, and labels an "
        f"author's feeling towards a person with a macro-F1 of {label} ({kept['persent']['n']:,} articles): too little "
        f"for a claim about one text.",
        "Who welcomes an event and who condemns it may name it in the same words. The "
        "sentences below are "
        "those that bear most on the question; judge them by reading.",
    ]


def cuts(effects: "pd.DataFrame") -> list[str]:
    """What cleaning and quotation change, a sentence each."""
    known = effects.set_index(["group", "cut"])
    found = []
    for cut, told in (
        ("all that was scraped", "Had nothing been cleaned away, the means would be"),
        ("own words", "Without sentences that are mostly quotation they would be"),
    ):
        moved = []
        for group in dict.fromkeys(effects["group"]):
            pair = [(group, cut), (group, "body")]
            if all(p in known.index for p in pair) and len({known.at[p, "sentences"] for p in pair}) > 1:
                one, body = (known.loc[p].to_dict() for p in pair)
                moved.append(f"{_with_n(one)} for {group} instead of {_with_n(body)}")
        if moved:
            found.append(f"{told} {'; '.join(moved[:6])}.")
    return found or ["Nothing was cleaned away and nothing is mostly quotation: the body is all there is."]
