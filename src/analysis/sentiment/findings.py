"""What the page of tone concludes: computed sentences, hedged as the figures allow."""

from typing import TYPE_CHECKING

from analysis.sentiment import compare, valence
from analysis.sentiment.context import cues
from analysis.sentiment.findings_of_targets import about_targets
from analysis.sentiment.measures import MEASURES
from analysis.sentiment.phrases import gap, higher, holm, how_many, lower, measured, pairs, signed
from analysis.show import number, with_interval
from analysis.tokens import FUNCTION_WORDS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

FEW = "so few paragraphs (or pieces, where a group has several)"
_NAMED = 6  # groups whose n a sentence tells
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
        return "There is nothing to compare: no piece has a sentence in its body."
    if contrasts.empty:
        told = with_interval(*means[["mean", "low", "high"]].iloc[0])
        return f"There is nothing to compare: one group only, with a mean {title} of {told}, {_n(means)}."
    clear = contrasts[contrasts["clear"]]
    if clear.empty:
        top = contrasts.loc[contrasts["difference"].abs().idxmax()]
        largest = f"{'largest: ' if len(contrasts) > 1 else ''}{signed(top)}, {_n(means)}"
        if contrasts["could_show"].isna().all():
            return (
                f"With {FEW} no difference in mean {title} of any size could be shown between these {len(means)}, "
                f"and none is claimed ({largest})."
            )
        of = f"any of the {len(contrasts)} pairs after correction" if len(contrasts) > 1 else "the two"
        apart = contrasts["order"].any()
        return (
            f"Overall tone cannot {'tell' if apart else 'rank'} these {len(means)}"
            f"{' apart beyond chance' if apart else ''}: no detectable difference in {title} between {of} "
            f"({largest}); {_could_show(contrasts, top)}."
        )
    told = [
        f"{higher(r)} is worded more positively than {lower(r)} ({gap(r)}{holm(r)})"
        for _, r in clear.head(3).iterrows()
    ]
    more = f", and {pairs(len(clear) - 3)} more" if len(clear) > 3 else ""
    return (
        f"In {title}, {how_many(len(clear), len(contrasts), 'pair', 'differ')}: "
        f"{'; '.join(told)}{more}; {_n(means)}."
    )


def _could_show(contrasts: "pd.DataFrame", top: "pd.Series") -> str:
    """What could have been seen: in pairs of too few paragraphs nothing, whatever its size."""
    known = contrasts["could_show"].dropna()
    least = top["could_show"] if top["could_show"] == top["could_show"] else known.min()
    none = len(contrasts) - len(known)
    rest = f", and in {pairs(none)}, with {FEW}, none of any size" if none else ""
    return f"a difference below about {number(least)} could not have been seen{rest}"


def _n(means: "pd.DataFrame") -> str:
    """How many sentences each group has, whose it is beside it."""
    first, *more = means.head(_NAMED).to_dict("records")
    told = "".join(f", {row['sentences']} of {row['group']}" for row in more)
    return f"n = {first['sentences']} sentences of {first['group']}{told}{' …' if len(means) > _NAMED else ''}"


def _ordered(contrasts: "pd.DataFrame", measure: str) -> list[str]:
    """Which pairs lie so far apart that people would order them alike, by the benchmark's rule.

    That is said of the sentences as they stand; that a pair differs (`clear`), of what the paragraphs are drawn from.
    """
    if measure != "valence" or contrasts.empty:
        return []
    kept = compare.validity()["nyt"]
    apart = f"{number(valence.load().error.order)} standard errors of the model"
    known = (
        f"where two of {kept['long_documents']} rated editorials lie further apart than {apart}, "
        f"{measured(kept, 'pairs_right', 'ours', 0, 100)}% of the pairs are ordered as people order them"
    )
    sure = contrasts[contrasts["order"]]
    loose, n = sure[~sure["clear"]], int((sure["clear"]).sum())
    if loose.empty:
        told = "No pair lies" if n == 0 else "One pair lies" if n == 1 else f"{n} pairs lie"
        return [f"{told} so far apart that the order can be trusted: {known}."]
    named = "; ".join(f"{higher(r)} above {lower(r)}" for _, r in loose.head(3).iterrows())
    more = f"; and {pairs(len(loose) - 3)} more" if len(loose) > 3 else ""
    firm = f"The order of {pairs(n)} that differ{'s' if n == 1 else ''} could be trusted. " if n else ""
    return [
        f"{firm}As they stand, people would probably rate {named}{more}: {known}. That holds for these very sentences; "
        f"it is not shown that more is behind it than the choice of paragraphs."
    ]


def _orders(means: "pd.DataFrame", placed: "pd.DataFrame", measure: str, held: bool) -> list[str]:
    """What plain polarity would print, beside what the leading measure does; `held`: whether any pair was named."""
    plain = placed[placed["measure"] == "polarity"]
    if measure == "polarity" or not 2 <= len(means) <= 6:
        return []
    one, other = (t.sort_values("mean", ascending=False, kind="stable") for t in (plain, means))
    same = "in the same order" if list(one["group"]) == list(other["group"]) else "in another order"
    told = "" if same == "in the same order" else f" ({_ranked(other)})"
    return [
        f"Plain TextBlob polarity would rank them {_ranked(one)}; {MEASURES[measure].title} ranks them {same}{told}. "
        f"{'Beyond the pairs named above, neither' if held else 'Neither'} order is a result."
    ]


def _ranked(table: "pd.DataFrame") -> str:
    return ", ".join(table["group"])


def _with_n(row: dict) -> str:
    """0.12 [0.01, 0.23] (n = 40)."""
    return f"{with_interval(row['mean'], row['low'], row['high'])} (n = {int(row['sentences'])})"


def why_not(figures: "Figures", placed: "pd.DataFrame", polarity: "pd.DataFrame") -> list[str]:
    """Why plain polarity misleads here, in figures."""
    words = figures.table("assessments")
    words = words[words["part"] == "body"]
    pulling = words[(words["measure"] == "valence") & (words["value"] <= -PULL)]
    pulling = pulling[~pulling["words"].isin(cues()["negations"] | FUNCTION_WORDS | _parts_of_names(figures))]
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
            f"texts (names, and words such as not apart), TextBlob's lexicon "
            f"scores {len(pulling) - len(blind)}; it is blind to "
            f"{', '.join(f'{w} ({n})' for w, n in common)}."
        )
    kept = compare.validity()["nyt"]
    r, sign = (
        {of: measured(kept, key, of, digits, times) for of in ("ours", "textblob")}
        for key, digits, times in (("r", 2, 1), ("doc_sign", 0, 100))
    )
    found.append(
        f"On {kept['n']:,} sentences of {kept['documents']} editorials rated by people, polarity correlates "
        f"{r['textblob']} with them, our valence {r['ours']}; the sign of a whole editorial "
        f"(n = {kept['long_documents']} of six sentences or more) is right {sign['textblob']}% of the time by polarity "
        f"and {sign['ours']}% by valence."
    )
    own = placed[placed["measure"] == "polarity"]
    if len(own) <= 6:
        told = (
            f"{with_interval(r['percentile'], r['percentile_low'], r['percentile_high'], 0)} "
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
            f"In polarity itself {how_many(int(polarity['clear'].sum()), len(polarity), 'pair', 'differ')}"
            f"{'; the largest' if len(polarity) > 1 else ''}: {signed(top)}."
        )
    return found


def _parts_of_names(figures: "Figures") -> set[str]:
    """Words of names, in small letters: what pulls in them is no wording."""
    terms = figures.table("terms")
    return {part for name in terms.loc[terms["kind"] == "name", "term"].unique() for part in name.lower().split()}


def cuts(effects: "pd.DataFrame") -> list[str]:
    """What cleaning and quotation change most, a sentence each; all cuts are in the table."""
    known = effects.set_index(["group", "cut"])
    found = []
    for cut, told in (
        ("all that was scraped", "Had nothing been cleaned away, the mean would be"),
        ("own words", "Without sentences that are mostly quotation it would be"),
    ):
        moved = []
        for group in dict.fromkeys(effects["group"]):
            pair = [(group, cut), (group, "body")]
            if all(p in known.index for p in pair) and len({known.at[p, "sentences"] for p in pair}) > 1:
                moved.append((group, *(known.loc[p].to_dict() for p in pair)))
        if moved:
            group, one, body = max(moved, key=lambda move: abs(move[1]["mean"] - move[2]["mean"]))
            told = f"{told} {_with_n(one)} for {group} instead of {_with_n(body)}"
            found.append(f"{told}, the furthest moved of {len(moved)}." if moved[1:] else f"{told}.")
    return found or ["Nothing was cleaned away and nothing is mostly quotation: the body is all there is."]
