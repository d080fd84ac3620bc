"""What the page of tone says towards whom: the wording around each target, and what is not claimed of stance."""

from typing import TYPE_CHECKING

from analysis.sentiment import compare
from analysis.sentiment.phrases import gap, higher, how_many, lower, measured, signed
from analysis.show import number, with_interval

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


_NO_LEAN = "no detectable lean"


def about_targets(towards: "pd.DataFrame", contrasts: "pd.DataFrame", names: dict[str, str]) -> list[str]:
    """What can be said of the wording around each target, and what cannot."""
    known = towards.dropna(subset=["tone"])
    if known.empty:
        return ["No target is named in enough sentences to say how it is spoken of."]
    clear = contrasts[contrasts["clear"]]
    told = [
        f"sentences that name {names.get(r['target'], r['target'])} are worded more negatively in {lower(r)} than in "
        f"{higher(r)} ({gap(r)})"
        for _, r in clear.head(3).iterrows()
    ]
    if clear.empty and len(contrasts):
        top = contrasts.loc[contrasts["difference"].abs().idxmax()]
        largest = "the largest, " if len(contrasts) > 1 else ""
        told = [f"{largest}{names.get(top['target'], top['target'])} in {signed(top)}"]
    hold = "no two groups can be compared"
    if len(contrasts):
        hold = how_many(len(clear), len(contrasts), "comparison", "hold")
    kept = compare.validity()["newsmtsc"]
    first = (
        f"Towards targets (n = {number(int(known['sentences'].sum()), 0)} sentences that name one), {hold}"
        f"{': ' if told else ''}{'; '.join(told)}; wording beside a name "
        f"is not the author's stance, and the model that reads it errs: against people's labels of "
        f"{kept['n']:,} mentions in news that it had not learned from, its macro-F1 is "
        f"{measured(kept, 'words_macro_f1', 'ours')} (1 is faultless, guessing gives a third at best); "
        f"with the net that helps to choose the sentences below, {measured(kept, 'macro_f1', 'ours')}."
    )
    return [first, *_leanings(towards, known, names)]


def _leanings(towards: "pd.DataFrame", known: "pd.DataFrame", names: dict[str, str]) -> list[str]:
    """How each target is spoken of, the most often named first; those that show no lean anywhere in one sentence."""
    found, plain = [], []
    often = known.groupby("target", sort=False)["sentences"].sum().sort_values(ascending=False, kind="stable")
    for target in often.index:
        own = known[known["target"] == target]
        if all(_leaning(row) == _NO_LEAN for row in own.to_dict("records")):
            counts = (f"{row['group']} {row['sentences']}" for row in own.head(6).to_dict("records"))
            plain.append(f"{names.get(target, target)} ({', '.join(counts)})")
            continue
        told = [f"{leaning} in {_groups(leaning, rows)}"
                for leaning, rows in _by_leaning(own.head(6).to_dict("records")).items()]
        few = towards[(towards["target"] == target) & towards["tone"].isna()]
        rest = f"; too few mentions to say in {', '.join(few['group'].head(4))}" if len(few) else ""
        found.append(f"{names.get(target, target)}: {'; '.join(told)}{rest}.")
    if plain:
        found.append(
            f"No detectable lean wherever they are named often enough to say (n of sentences): {'; '.join(plain)}."
        )
    return found


def _groups(leaning: str, rows: list[dict]) -> str:
    """Groups with the interval of what can be said of them; of no lean their n alone: the figure has the rest."""
    told = (
        f"{row['group']} (n = {row['sentences']})" if leaning == _NO_LEAN
        else f"{row['group']} ({with_interval(row['tone'], row['low'], row['high'])}, n = {row['sentences']})"
        for row in rows
    )
    return ", ".join(told)


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
    return _NO_LEAN


def stance(figures: "Figures") -> list[str]:
    """What is not claimed of the stance towards the event, and why."""
    kept = compare.validity()
    order = measured(kept["basil"], "pair_order", "ours", 0, 100)
    label = measured(kept["persent"], "macro_f1", "ours")
    coin = _beside_chance(kept["basil"]["bounds"]["ours"]["pair_order"], 0.5, "a coin", "50%")
    guess = _beside_chance(kept["persent"]["bounds"]["ours"]["macro_f1"], 1 / 3, "guessing", "a third at best")
    name = figures.codebook.event.name or "the event"
    return [
        f"Whether a piece approves of {name} is not measured here. Taken to a task that it was not trained for, the "
        f"wording around a name orders two outlets on one event rightly {order}% of the time ({kept['basil']['n']} "
        f"articles), {coin}; and a model that learned to read it over a whole article, with the title, labels an "
        f"author's feeling towards a person with a macro-F1 of {label} ({kept['persent']['n']:,} articles), {guess}: "
        "too little for a claim about one text.",
        "Someone who welcomes an event and someone who condemns it may name it in the same words. The "
        "sentences below are "
        "those that bear most on the question; judge them by reading.",
    ]


def _beside_chance(ends: list[float], chance: float, what: str, told: str) -> str:
    """What an interval says beside chance: one that holds it shows nothing."""
    low, high = ends
    if low <= chance <= high:
        return f"no better than {what}, as the interval holds what {what} gives, {told}"
    return f"{'better' if low > chance else 'worse'} than {what}, which gives {told}"
