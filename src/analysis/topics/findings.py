"""The page's conclusion in computed sentences, and what each group speaks of most."""

from typing import TYPE_CHECKING

from analysis.show import p_value, with_interval
from analysis.topics.compare import Comparison, Found

if TYPE_CHECKING:
    import pandas as pd

_NAMED = 6  # survivors that the first sentence names


def conclusion(comparison: Comparison, found: Found) -> list[str]:
    """What survives correction, which theme leads each group, who is unlike whom, and whether topics hold."""
    sentences = [words_sentence(comparison), *theme_sentences(comparison), *likeness_sentences(comparison)]
    return [*sentences, found.verdict.sentence]


def words_sentence(comparison: Comparison) -> str:
    """Whether any word, name or phrase is surely one group's own."""
    counts, table = comparison.counts, comparison.terms
    units = len(counts.units)
    if not len(table):
        return f"No terms could be compared: {units} {_plural(counts.unit, units)} share too few words."
    basis = (
        f"of {_n(len(counts.terms))} words, names and phrases compared across {_groups(comparison)} "
        f"({_n(units)} {_plural(counts.unit, units)})"
    )
    sure = table[table["survives"].astype(bool)]
    if not len(sure):
        rate, closest = f"false-discovery rate {comparison.alpha:.0%}", _nearest(table)
        own = f"none can be called one {comparison.noun}'s own"
        return f"No single word survives correction: {basis}, {own} ({rate}{closest})."
    more = _surest(sure[sure["log_odds"] > 0], "q")
    named = ", ".join(f"“{t}” in {g}" for t, g in zip(more["term"], more["group"], strict=True) if t)
    if len(more) > _NAMED:
        first = more.head(_NAMED)
        named = (
            ", ".join(f"“{t}” in {g}" for t, g in zip(first["term"], first["group"], strict=True)) + " first"
        )
    distinct = sure["term"].nunique()
    verb = "survives" if distinct == 1 else "survive"
    told = f": {named}" if named else ""
    return f"{_n(distinct)} {_plural('term', distinct)} {verb} correction {basis}{told}."


def _nearest(table: "pd.DataFrame") -> str:
    """What comes nearest to being a group's own, with its p before correction; how many share its q, which ties."""
    near = table[(table["log_odds"] > 0) & table["q"].notna()]
    if not len(near):
        return ""
    first = _surest(near, "q", "p").iloc[0]
    ties = int((near["q"] == first["q"]).sum())
    shared = f", which {ties - 1} more share" if ties > 1 else ""
    return (f"; the nearest is “{first['term']}” in {first['group']}, {_n(int(first['n']))} there and "
            f"{_n(int(first['rest']))} elsewhere (p {p_value(first['p'])}; corrected, q {p_value(first['q'])}{shared})")


def theme_sentences(comparison: Comparison) -> list[str]:
    """Which theme tells the groups apart best, and what each group speaks of most."""
    table, rates = comparison.themes, comparison.theme_rates
    if not (themes := len(comparison.theme_counts.terms)):
        return ["No theme is counted, because this corpus has no codebook that names one: add [[theme]] to its "
                "codebook.toml, as docs/own-texts.md shows."]
    if not len(table) or not table["n"].sum():
        return [f"No cue of the codebook's {themes} {_plural('theme', themes)} can be compared in these texts."]
    best = table[table["log_odds"] > 0].sort_values(["q", "p"], kind="stable").head(1)
    told = [_theme_apart(best.iloc[0], comparison)] if len(best) else []
    first = rates.sort_values(["rate", "n"], ascending=False, kind="stable").drop_duplicates("group")
    first = first.set_index("group").reindex([g for g in comparison.groups if g in set(first["group"])])
    parts = [
        f"{group} on {_quoted(row['term'])} ({_rate(row)})" for group, row in first.iterrows() if row["n"]
    ]
    return [*told, f"Most cues per 1,000 words: {_listed(parts)}."] if parts else told


def likeness_sentences(comparison: Comparison) -> list[str]:
    """Which groups use words more unlike than two halves of one source would."""
    table = comparison.likeness
    if not len(table):
        return []
    apart = table[table["p"] <= comparison.alpha / len(table)].sort_values("similarity", kind="stable")
    row = (apart if len(apart) else table.sort_values(["p", "similarity"], kind="stable")).iloc[0]
    others = f" ({len(apart)} of {len(table)} pairs do)" if len(table) > 1 else ""
    unit = comparison.counts.unit
    similar = with_interval(row["similarity"], row["low"], row["high"], 2, f"too few {unit}s for an interval")
    told = f"similarity {similar}; {row['alike']:.2f} where their {unit}s are dealt out by chance, "
    told += f"n = {_n(len(comparison.counts.units))} {unit}s in all"
    if not len(apart):
        return [f"In the words they use, no two of them differ more than {unit}s dealt out by chance "
                f"would (the most unlike, compared with chance: {row['one']} and {row['other']}, {told})."]
    return [
        f"In the words they use, {row['one']} and {row['other']} differ more than one source dealt out in "
        f"two would{others}: {told}."
    ]


def leading_themes(comparison: Comparison) -> dict[str, str]:
    """The theme each group speaks of most, with its rate, by group."""
    rates = comparison.theme_rates
    rates = rates[rates["n"] > 0].sort_values(["rate", "n"], ascending=False, kind="stable")
    first = rates.drop_duplicates("group")
    return {row["group"]: f"{row['term']} ({_rate(row)})" for _, row in first.iterrows()}


def exploration(comparison: Comparison) -> list[str]:
    """What the marks below mean: what survives, and what would have been printed without correction."""
    table = comparison.terms
    if not len(table):
        return ["Nothing could be compared."]
    tests, plain = (
        int(table["p"].notna().sum()),
        int(((table["p"] < comparison.alpha) & (table["log_odds"] > 0)).sum()),
    )
    stay = int((table["survives"].astype(bool) & (table["log_odds"] > 0)).sum())
    cut = (
        f" Compared were the {_n(len(comparison.counts.terms))} terms that stand in most {comparison.counts.unit}s."
        if comparison.counts.cut
        else ""
    )
    return [
        f"{_n(tests)} comparisons were made. {_n(stay)} {'survives' if stay == 1 else 'survive'} correction at "
        f"{comparison.alpha:.0%}; without it {_n(plain)} would be below {comparison.alpha:.0%}. Shown are the terms "
        f"that each {comparison.noun} uses more than the others, the strongest evidence first, whether or not they "
        f"survive{'' if stay else '; none is surely characteristic'}.{cut}",
        both_tests(comparison),
    ]


def both_tests(comparison: Comparison) -> str:
    """What each of the two tests would let through alone, after correction, and why both are asked."""
    table, unit = comparison.terms[comparison.terms["log_odds"] > 0], comparison.counts.unit
    tests = (("drawing words one by one", "q_words"), (f"dealing {unit}s anew", "q_dealt"))
    alone = {name: table[(table[q] < comparison.alpha) & ~table["survives"].astype(bool)] for name, q in tests}
    nobody = "no others" if table["survives"].any() else "none"
    told = ", and ".join(f"{name} would let {_named(found) or nobody} through" for name, found in alone.items())
    return (
        f"A term has to pass two tests. Alone, {told}. Both are needed, because each overlooks what the other "
        f"sees: drawing words one by one ignores that a word comes in bursts, so that one {unit} looks like many; "
        f"dealing {unit}s anew ignores how few occurrences there are, so that a lopsided handful looks certain."
    )


def topics_note(found: Found) -> list[str]:
    """How many topics there are, why so many, and what stability was computed on."""
    if found.model is None:
        return []
    model, terms = found.model, len(found.counts.terms)
    told = [
        f"{model.k} topics of {_n(len(found.units))} {found.counts.unit}s and {_n(terms)} terms: "
        f"mean stability "
        f"{model.stability.mean():.2f}, coherence {model.npmi.mean():.2f}, {model.diversity:.0%} of their "
        f"words "
        "not shared."
    ]
    sampled = (
        f"Fitted on all, but stability, coherence and the number of topics were computed on {_n(model.sampled)} "
        f"evenly spaced {found.counts.unit}s, and chance on {_n(found.verdict.sampled)}."
    )
    return [*told, sampled] if model.sampled else told


def _surest(table: "pd.DataFrame", *by: str) -> "pd.DataFrame":
    """Terms by p-values or their like, the larger z first where these are as small as deals can tell."""
    order = table.assign(strength=-table["z"].abs().astype(float))
    return order.sort_values([*by, "strength", "term"], kind="stable").drop(columns="strength")


def _named(table: "pd.DataFrame") -> str:
    first = _surest(table, "p").head(_NAMED if len(table) <= _NAMED else _NAMED // 2)
    named = ", ".join(f"“{t}” in {g}" for t, g in zip(first["term"], first["group"], strict=True))
    return " and ".join(named.rsplit(", ", 1)) if len(table) <= _NAMED else f"{_n(len(table))} terms ({named} first)"


def _theme_apart(row: "pd.Series", comparison: Comparison) -> str:
    unit, noun = comparison.theme_counts.unit, comparison.noun
    sure = "is surely" if row["q"] < comparison.alpha else "is nearest to being, but not surely,"
    where = f"in {row['spread']} of {row['units']} {_plural(unit, row['units'])}"
    return (
        f"Of the themes, {_quoted(row['term'])} {sure} one {noun}'s own: {row['group']} has "
        f"{row['rate']:.1f} cues per 1,000 words ({where}), the others {row['rate_rest']:.1f} "
        f"(log-odds {with_interval(row['log_odds'], row['low'], row['high'], 2)}, q {p_value(row['q'])})."
    )


def _rate(row: "pd.Series") -> str:
    return f"{with_interval(row['rate'], row['low'], row['high'], 1)}, n = {int(row['units'])}"


def _groups(comparison: Comparison) -> str:
    return f"{_n(len(comparison.groups))} {_plural(comparison.noun, len(comparison.groups))}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{'; '.join(parts[:-1])}; and {parts[-1]}"


def _quoted(name: str) -> str:
    return f"“{name}”"


def _plural(word: str, n: int) -> str:
    return word if n == 1 else f"{word}s"


def _n(value: int) -> str:
    return f"{value:,}"
