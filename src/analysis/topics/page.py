"""What the cells of the notebook of topics end with, where tables are empty too."""

from typing import TYPE_CHECKING

from analysis import show
from analysis.plots import topics as draw
from analysis.topics import evidence, findings, labels
from analysis.topics.compare import Comparison, Found
from analysis.topics.keywords import leading, places
from analysis.topics.likeness import SAMPLED
from analysis.topics.model import STABLE

_WITH_INTERVAL = 3  # groups up to which a cell of a heat map has room for an interval

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


def overview(figures: "Figures", groups: "pd.Series", compared: Comparison) -> show.Shown:
    """For the index: the theme that each piece (or its group) speaks of most; of a large corpus, the groups."""
    first = findings.leading_themes(compared)
    if figures.in_parts("terms"):
        listed = compared.counts.units.groupby("group")["words"].agg(["size", "sum"]).reindex(compared.groups)
        listed = listed.reset_index().set_axis(["group", "pieces", "words"], axis=1)
        listed["theme"] = [first.get(group, show.MISSING) for group in listed["group"]]
        headings = labels.HEADINGS | {"theme": "speaks most of, in cues per 1,000 words"}
        return show.table(listed, "What is compared", headings)
    values = {piece: first[g] for piece, g in groups.items() if g in first}
    return show.overview(figures, "Speaks most of", values, "cues of the theme per 1,000 words, 95% interval, units",
                         dict(groups))


def theme_rates(compared: Comparison) -> show.Shown:
    """Heat map of themes by group."""
    rates = _spoken_of(compared)
    if not len(rates):
        return show.note("No cue of a theme stands in these texts.")
    top = rates.sort_values("rate", ascending=False, kind="stable").head(3)
    parts = [f"{r['group']} on “{r['term']}” {r['rate']:.1f}" for _, r in top.iterrows()]
    alt = f"Heat map of {rates['term'].nunique()} themes. Largest: {'; '.join(parts)}."
    caption = "Cues of each theme per 1,000 words"
    drawn = rates
    if len(compared.groups) <= _WITH_INTERVAL:
        drawn = rates.assign(cell=[_rate(row) for row in rates.to_dict("records")])
        caption += ", with 95% intervals"
    return show.figure(
        draw.rates(drawn, compared.groups), alt, caption, rates, labels.HEADINGS, labels.DIGITS
    )


def theme_places(compared: Comparison) -> show.Shown:
    """Where in the pieces themes stand."""
    names = dict.fromkeys(_spoken_of(compared)["term"])
    return _places(compared, places(compared.theme_counts, names), "Where in its piece each theme stands")


def theme_tests(compared: Comparison) -> show.Shown:
    """Themes that a group speaks of more than the others, surest first."""
    table = compared.themes[compared.themes["n"] > 0]
    table = table[table["log_odds"] > 0].sort_values(["q", "p", "term"], kind="stable")
    caption = "Themes that one group speaks of more than the others, surest first"
    return show.table(labels.of_themes(table), caption, labels.HEADINGS, labels.DIGITS)


def theme_sentences(
    figures: "Figures", groups: "pd.Series", compared: Comparison, top: int = 2
) -> show.Shown:
    """Sentences behind the themes that mark each group most."""
    apart = leading(compared.themes[compared.themes["n"] > 0], top)
    rows = evidence.of_themes(figures, groups, apart, per=2)
    return show.quotes(figures, rows, "Sentences behind the themes that mark each most")


def words(compared: Comparison, explored: "pd.DataFrame") -> show.Shown:
    """Dot plot of the terms that mark each group most."""
    if not len(explored):
        return show.note("No term stands in enough paragraphs to be compared.")
    parts = [f"{g}: {', '.join(rows['term'])}" for g, rows in explored.groupby("group", sort=False)]
    sure = int(explored["survives"].sum())
    alt = f"Dots with intervals, {sure} of {len(explored)} surviving correction. {'. '.join(parts)}."
    told = "full marks survive correction" if sure else "none survives correction, so none is surely characteristic"
    caption = f"Terms that each uses more than the others, with counts here : elsewhere; {told}"
    data = explored[["term", "group", "log_odds", "low", "high", "survives"]]
    return show.figure(draw.key_terms(explored, compared.groups), alt, caption, data, labels.HEADINGS)


def words_table(explored: "pd.DataFrame") -> show.Shown:
    """All that was computed of the terms that mark each group most."""
    caption = "Terms that each uses more than the others: all their figures"
    return show.table(labels.of_terms(explored), caption, labels.HEADINGS, labels.DIGITS)


def words_places(compared: Comparison, explored: "pd.DataFrame") -> show.Shown:
    """Where in the pieces those terms stand."""
    names = dict.fromkeys(explored["term"])
    return _places(compared, places(compared.counts, names), "Where in its piece each of these terms stands")


def words_sentences(figures: "Figures", groups: "pd.Series", explored: "pd.DataFrame") -> show.Shown:
    """A sentence behind each of those terms."""
    rows = evidence.of_terms(figures, groups, explored)
    return show.quotes(figures, rows, "A sentence behind each of these terms")


def likeness(compared: Comparison) -> show.Shown:
    """Similarity of each pair, beside what one source would give."""
    largest = compared.counts.units["group"].value_counts().max()
    some = f", of {SAMPLED} evenly spaced {compared.counts.unit}s of each at most" if largest > SAMPLED else ""
    caption = f"Similarity of vocabularies, 0 to 1{some}"
    return show.table(compared.likeness, caption, labels.HEADINGS, labels.DIGITS)


def shared(compared: Comparison) -> show.Shown:
    """Terms that all use, and terms that one alone uses."""
    headings = labels.HEADINGS | {"n": "how many"}
    unit = compared.counts.unit
    caption = f"Terms that all use, and terms that only one uses, among those that stand in two {unit}s or more"
    return show.table(compared.shared, caption, headings)


def topics(found: Found) -> show.Shown:
    """The verdict, and what it rests on."""
    return show.note(found.verdict.sentence, *findings.topics_note(found))


def curve(found: Found) -> show.Shown:
    """Stability and coherence by number of topics."""
    if found.model is None:
        return show.note("There is no number of topics to choose.")
    first, last = found.curve.iloc[0], found.curve.iloc[-1]
    alt = (
        f"Stability goes from {first['stability']:.2f} with {first['k']:.0f} topics to "
        f"{last['stability']:.2f} "
        f"with {last['k']:.0f}, coherence from {first['npmi']:.2f} to {last['npmi']:.2f}; {found.model.k} "
        f"are shown."
    )
    drawn = draw.curve(found.curve, found.model.k, STABLE)
    return show.figure(
        drawn, alt, "Stability and coherence by number of topics", found.curve, labels.HEADINGS
    )


def stability(shares: "pd.DataFrame") -> show.Shown:
    """How far each topic comes back in subsamples."""
    if not len(shares):
        return show.note("There are no topics.")
    listed = labels.of_topics(shares)
    parts = [f"topic {r['topic']} {r['stability']:.2f}" for _, r in listed.iterrows()]
    caption = "Stability of each topic when a fifth is left out; pale ones are not to be interpreted"
    drawn = draw.stability(listed, STABLE)
    return show.figure(drawn, f"Bars of stability: {', '.join(parts)}.", caption, listed, labels.HEADINGS)


def topic_shares(shares: "pd.DataFrame") -> show.Shown:
    """Heat map of topics by group, with intervals where there is room (all are in the data)."""
    if not len(shares):
        return show.note("There are no shares of topics.")
    drawn = shares.assign(term=shares["topic"].astype(str) + "  " + shares["words"], rate=100 * shares["share"])
    drawn["cell"] = [_share(row, drawn["group"].nunique() <= _WITH_INTERVAL) for _, row in drawn.iterrows()]
    top = drawn.sort_values("rate", ascending=False, kind="stable").head(3)
    parts = [f"{r['group']} topic {r['topic']} {r['rate']:.0f}%" for _, r in top.iterrows()]
    caption = "Share of each topic in each group, per cent of words, with interval (in the data, where many are shown)"
    alt = f"Heat map of {shares['topic'].nunique()} topics. Largest: {'; '.join(parts)}."
    groups = list(dict.fromkeys(shares["group"]))
    return show.figure(draw.rates(drawn, groups), alt, caption, labels.of_shares(shares), labels.HEADINGS)


def _rate(row: dict) -> str:
    interval = f" [{row['low']:.0f}, {row['high']:.0f}]" if row["low"] == row["low"] else ""
    return f"{row['rate']:.1f}{interval}"


def _share(row: "pd.Series", interval: bool) -> str:
    share, low, high = (f"{100 * row[name]:.0f}" for name in ("share", "low", "high"))
    return f"{share} [{low}, {high}]" if interval and row["low"] == row["low"] else share


def topic_sentences(figures: "Figures", found: Found) -> show.Shown:
    """How the most typical units of each topic begin."""
    rows = evidence.of_topics(figures, found, per=2)
    return show.quotes(figures, rows, f"How the most typical {found.counts.unit}s of each topic begin")


def _spoken_of(compared: Comparison) -> "pd.DataFrame":
    """Rates of the themes that stand anywhere."""
    rates = compared.theme_rates
    return rates[rates["term"].isin(rates.loc[rates["n"] > 0, "term"])]


def _places(compared: Comparison, found: "pd.DataFrame", caption: str) -> show.Shown:
    if not len(found):
        return show.note("Places are shown within pieces, and there are none to show here.")
    means = found.groupby("term", sort=False)["place"].mean().sort_values(kind="stable")
    alt = (
        f"Strips of {len(means)} rows from start to end of the pieces. Earliest on average: "
        f"“{means.index[0]}” "
        f"(at {means.iloc[0]:.0%}); latest: “{means.index[-1]}” (at {means.iloc[-1]:.0%})."
    )
    data = found[["term", "group", "paragraph", "place", "n"]]
    return show.figure(
        draw.positions(found, compared.groups), alt, f"{caption}; larger marks: more often", data
    )
