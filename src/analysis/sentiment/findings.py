"""What the page of tone concludes: computed sentences, hedged as the figures allow."""

from typing import TYPE_CHECKING

from analysis.sentiment import compare
from analysis.sentiment.measures import MEASURES
from analysis.show import number, p_value

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

FEW = "so few paragraphs (or pieces, where a group has several)"
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
    held = not contrasts.empty and bool((contrasts["clear"] | contrasts["order"]).any())
    return [_whole(means, contrasts, measure), *order, *_orders(means, placed, measure, held), *about]


def _whole(means: "pd.DataFrame", contrasts: "pd.DataFrame", measure: str) -> str:
    title = MEASURES[measure].title
    if means.empty:
        return "There is nothing to compare: no sentence of a body."
    if contrasts.empty:
        told = _ends(*means[["mean", "low", "high"]].iloc[0])
        return f"There is nothing to compare: one group only, of mean {title} {told}, {_n(means)}."
    clear = contrasts[contrasts["clear"]]
    if clear.empty:
        top = contrasts.loc[contrasts["difference"].abs().idxmax()]
        largest = f"{'largest: ' if len(contrasts) > 1 else ''}{_signed(top)}, {_n(means)}"
        if contrasts["could_show"].isna().all():
            return (
                f"With {FEW} no difference in mean {title} of any size could be shown between these {len(means)}, "
                f"and none is claimed ({largest})."
            )
        of = f"any of {len(contrasts)} pairs after correction" if len(contrasts) > 1 else "the two"
        apart = contrasts["order"].any()
        return (
            f"The tone of the whole cannot {'tell' if apart else 'rank'} these {len(means)}"
            f"{' apart beyond chance' if apart else ''}: no detectable difference in {title} between {of} "
            f"({largest}); {_could_show(contrasts, top)}."
        )
    told = [
        f"{_higher(r)} is worded more positively than {_lower(r)} ({_interval(r)}{_holm(r)})"
        for _, r in clear.head(3).iterrows()
    ]
    more = f", and {_pairs(len(clear) - 3)} more" if len(clear) > 3 else ""
    return (
        f"In {title}, {_of(len(clear), len(contrasts), 'pair', 'differ')}: "
        f"{'; '.join(told)}{more}; {_n(means)}."
    )


def _could_show(contrasts: "pd.DataFrame", top: "pd.Series") -> str:
    """What could have been seen: in pairs of too few paragraphs nothing, whatever its size."""
    known = contrasts["could_show"].dropna()
    least = top["could_show"] if top["could_show"] == top["could_show"] else known.min()
    none = len(contrasts) - len(known)
    rest = f", and in {_pairs(none)}, with {FEW}, none of any size" if none else ""
    return f"a difference below about {number(least)} could not have been seen{rest}"


def _pairs(n: int) -> str:
    return "one pair" if n == 1 else f"{n} pairs"


def _of(n: int, total: int, what: str, does: str) -> str:
    """2 of 3 pairs differ after correction; of one alone, whether it does."""
    if total == 1:
        return f"the one {what} {f'{does}s' if n else f'does not {does}'}"
    return f"{n} of {total} {what}s {f'{does}s' if n == 1 else does} after correction"


def _higher(row: "pd.Series") -> str:
    return row["one"] if row["difference"] > 0 else row["other"]


def _lower(row: "pd.Series") -> str:
    return row["other"] if row["difference"] > 0 else row["one"]


def _n(means: "pd.DataFrame") -> str:
    return f"n = {', '.join(str(n) for n in means['sentences'].head(6))}{' …' if len(means) > 6 else ''} sentences"


def _signed(row: "pd.Series") -> str:
    """A pair as its row of the table has it: one less other, signed."""
    told = _ends(row["difference"], row["low"], row["high"])
    return f"{row['one']} less {row['other']}, difference {told}{_holm(row)}"


def _interval(row: "pd.Series") -> str:
    """How far the higher stands above the lower."""
    sign = 1 if row["difference"] > 0 else -1
    ends = sorted((sign * row["low"], sign * row["high"]))
    return f"difference {_ends(abs(row['difference']), *ends)}"


def _holm(row: "pd.Series") -> str:
    return f", Holm p {p_value(row['p_holm'])}" if row["p_holm"] == row["p_holm"] else ""


def _ordered(contrasts: "pd.DataFrame", measure: str) -> list[str]:
    """Which pairs lie so far apart that people would order them alike, by the benchmark's rule.

    That is said of the sentences as they stand; that a pair differs (`clear`), of what the paragraphs are drawn from.
    """
    if measure != "valence" or contrasts.empty:
        return []
    kept = compare.validity()["nyt"]
    known = (
        f"of pairs of {kept['long_documents']} rated editorials as far apart, "
        f"{_measured(kept, 'pairs_right', 'ours', 0, 100)}% are ordered as people order them"
    )
    sure = contrasts[contrasts["order"]]
    loose, n = sure[~sure["clear"]], int((sure["clear"]).sum())
    if loose.empty:
        told = "No pair lies" if n == 0 else "One pair lies" if n == 1 else f"{n} pairs lie"
        return [f"{told} so far apart that {'their' if n > 1 else 'its'} order could be trusted: {known}."]
    named = "; ".join(f"{_higher(r)} above {_lower(r)}" for _, r in loose.head(3).iterrows())
    more = f"; and {_pairs(len(loose) - 3)} more" if len(loose) > 3 else ""
    firm = f"The order of {_pairs(n)} that differ{'s' if n == 1 else ''} could be trusted. " if n else ""
    return [
        f"{firm}As they stand, people would probably rate {named}{more}: {known}. That holds of these very sentences; "
        f"that more than the chance of their paragraphs is behind it is not shown."
    ]


def _orders(means: "pd.DataFrame", placed: "pd.DataFrame", measure: str, held: bool) -> list[str]:
    """What plain polarity would print, beside what the leading measure does; `held`: whether any pair was named."""
    plain = placed[placed["measure"] == "polarity"]
    if measure == "polarity" or not 2 <= len(means) <= 6:
        return []
    one, other = (t.sort_values("mean", ascending=False, kind="stable") for t in (plain, means))
    same = "in the same order" if list(one["group"]) == list(other["group"]) else "in another order"
    return [
        f"Plain TextBlob polarity would print {_ranked(one)}; {MEASURES[measure].title} {same}: "
        f"{_ranked(other)}. {'Beyond the pairs named above, neither' if held else 'Neither'} order is a result."
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
            f"In polarity itself {_of(int(polarity['clear'].sum()), len(polarity), 'pair', 'differ')}"
            f"{'; the largest' if len(polarity) > 1 else ''}: {_signed(top)}."
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
        largest = "the largest, " if len(contrasts) > 1 else ""
        told = [f"{largest}{names.get(top['target'], top['target'])} in {_signed(top)}"]
    hold = _of(len(clear), len(contrasts), "comparison", "hold") if len(contrasts) else "no two groups can be compared"
    kept = compare.validity()["newsmtsc"]
    first = (
        f"Towards targets (n = {number(int(known['sentences'].sum()), 0)} sentences that name one), {hold}"
        f"{': ' if told else ''}{'; '.join(told)}; wording beside a name "
        f"is not the author's stance, and the model that reads it errs: against people's labels of "
        f"{kept['n']:,} mentions in news that it had not learned from, its macro-F1 is "
        f"{_measured(kept, 'words_macro_f1', 'ours')} (1 is faultless, guessing gives a third at best); "
        f"with the nets that help to choose the sentences below, {_measured(kept, 'macro_f1', 'ours')}."
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
    coin = _beside_chance(kept["basil"]["bounds"]["ours"]["pair_order"], 0.5, "a coin", "50%")
    guess = _beside_chance(kept["persent"]["bounds"]["ours"]["macro_f1"], 1 / 3, "guessing", "a third at best")
    name = figures.codebook.event.name or "the event"
    return [
        f"Whether a piece approves of {name} is not measured here. Taken to tasks that it was not trained for, the "
        f"wording around a name orders two outlets on one event rightly {order}% of the time ({kept['basil']['n']} "
        f"articles), {coin}; and it labels an author's feeling towards a person with a macro-F1 of {label} "
        f"({kept['persent']['n']:,} articles), {guess}: too little for a claim about one text.",
        "Who welcomes an event and who condemns it may name it in the same words. The "
        "sentences below are "
        "those that bear most on the question; judge them by reading.",
    ]


def _beside_chance(ends: list[float], chance: float, what: str, told: str) -> str:
    """What an interval says beside chance: one that holds it shows nothing."""
    low, high = ends
    if low <= chance <= high:
        return f"no better than {what}, as the interval holds what {what} gives, {told}"
    return f"{'better' if low > chance else 'worse'} than {what}, which gives {told}"


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
