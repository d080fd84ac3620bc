"""What may be said of naming, agency, claims and frames, in sentences computed from the comparisons."""

from typing import TYPE_CHECKING

from analysis.codebook import general
from analysis.framing.comparing import column
from analysis.show import p_value

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

LEVEL = 0.05
_NEAR, _FEW = 0.2, 5  # a corrected p, and sentences, from which on a frame may be called near to separating pieces
MOST_PIECES = 6  # named in a sentence; of more, the first


def on_naming(figures: "Figures", naming: "pd.DataFrame", part: str = "all") -> str:
    """Each piece's own most frequent word for the event, in the part that `naming` counts."""
    if naming.empty:
        return _unnamed(figures, part)
    own = naming[naming["own"] > 0]
    verb = "is most often called" if (own["own"] > 1).any() else "is called"
    told = [f"in {figures.name(piece)}: {_leading(naming[naming['piece'] == piece])}" for piece in _shown(figures)]
    name = figures.codebook.event.name
    settled = int((figures.table("event_mentions")["settled"] != "").sum())
    by_hand = f" Read by hand: {_count(settled, 'word')} of these families." if settled else ""
    where = f" in the {part} alone" if part != "all" else ""
    brackets = " In brackets: 95% intervals of a share." if own["low"].notna().any() else ""
    return f"{name[:1].upper()}{name[1:]} {verb}{where}, {'; '.join(told)}{_more(figures)}.{brackets}{by_hand}"


def _leading(naming: "pd.DataFrame") -> str:
    """A piece's most frequent names, each with its share's interval; names that stand once lead nothing."""
    own = naming[naming["own"] == naming["own"].max()].to_dict("records")
    total, most, denied = (int(n) for n in (naming["own"].sum(), own[0]["own"], naming["denied"].sum()))
    apart = f"; {_count(denied, 'further name')} denied" if denied else ""
    if most == 0:
        return f"none of its own{f' ({apart[2:]})' if apart else ''}"
    if total == 1:
        return f"{own[0]['family']} (its one own mention{apart})"
    if most == 1:
        return f"no name twice ({_listed([row['family'] for row in own])} once each{apart})"
    first, *rest = own
    told = f"{first['family']} ({most} of {total} own mentions{_between(first)}{'' if rest else apart})"
    others = [f"{row['family']} ({most} of {total}{_between(row, brief=True)}" for row in rest]
    return _listed([told, *(f"{other}{apart if other == others[-1] else ''})" for other in others)])


def _unnamed(figures: "Figures", part: str) -> str:
    """Why no name of the event was found, and what to do about it."""
    book = f"data/raw/{figures.corpus.id}/codebook.toml"
    if figures.codebook == general():
        return (
            "This corpus has no codebook: nobody has said what its event is called or who takes part in it. Without "
            "one it cannot be told what the pieces call the event, who is named as having done it or how actors are "
            "named, and no comparison can be planned; claims and frames need none, and stand below. To make one, "
            f"write {book} as docs/own-texts.md shows (A codebook), and check it with python -m analysis codebook "
            f"check {figures.corpus.id}."
        )
    if not figures.codebook.event.families:
        return f"The codebook names no event, so no name of it is counted: add [event] and its families to {book}."
    where = f"in the {part} of any piece" if part != "all" else "used of it"
    return f"No mention of {figures.codebook.event.name} was found: none of the codebook's words for it is {where}."


def on_planned(figures: "Figures", planned: "pd.DataFrame", shares: "pd.DataFrame") -> list[str]:
    """The comparisons that the codebook names: which hold after Holm's correction, which do not.

    `planned` and `shares` are of `contrasts`; each count stands with the interval of the first side's share.
    """
    bounds = {(row["contrast"], row["piece"]): (row["low"], row["high"]) for row in shares.to_dict("records")}
    tested = planned[planned["p"].notna()]
    if planned.empty:
        return ["No comparison was planned, so every difference here is exploratory."]
    holds, rest = tested[tested["p_holm"] < LEVEL], tested[tested["p_holm"] >= LEVEL]
    brackets = " In brackets: the share of the side named first, 95% interval." if len(holds) else ""
    said = [f"{_hold(len(planned), len(holds))} after correction (Holm, 5%).{brackets}"]
    said += [
        f"{row['question']} {_sides(figures, row, bounds)} (permutation of {row['paragraphs']} paragraphs, "
        f"p {p_value(row['p'])}, corrected p {p_value(row['p_holm'])})."
        for row in holds.to_dict("records")
    ]
    if len(rest):
        told = " ".join(
            f"{row['question']} ({row['paragraphs']} paragraphs, p {p_value(row['p'])}, "
            f"corrected p {p_value(row['p_holm'])})"
            for row in rest.to_dict("records")
        )
        said.append(f"Not shown to differ: {told}. Counts and shares stand with the planned comparisons.")
    if few := list(planned.loc[planned["p"].isna(), "question"]):
        said.append(f"Too few mentions to test: {' '.join(few)}")
    return said


def _hold(number: int, holds: int) -> str:
    """How many planned comparisons hold, in words."""
    if number == 1:
        return f"The one comparison that the codebook names beforehand {'holds' if holds else 'does not hold'}"
    many = {0: "none holds", 1: "one holds", number: "all hold"}.get(holds, f"{holds} hold")
    return f"Of {number} comparisons that the codebook names beforehand, {many}"


def on_agency(figures: "Figures", agency: "pd.DataFrame") -> str:
    """How often the agent is left out, and whether intervals lie apart, which is no test."""
    known = agency[agency["mentions"] > 0]
    if known.empty:
        return "Who did it cannot be told: there is no mention of the event whose agent could be named."
    told = [
        f"{row['deleted']} of {row['mentions']} in {figures.name(row['piece'])}{_left_out(row)}"
        for row in known[known["piece"].isin(_shown(figures))].to_dict("records")
    ]
    bounds = known[known["low"].notna()]
    if len(known) == 1:
        return f"Of the mentions of the event, those that leave out who did it: {_listed(told)}."
    apart = len(bounds) > 1 and bounds["low"].max() > bounds["high"].min()
    verdict = (
        "the intervals of some pieces lie apart, but no test was made"
        if apart
        else "whether the pieces differ in it was not tested"
    )
    return f"Of the mentions of the event, those that leave out who did it: {_listed(told)}{_more(figures)}; {verdict}."


def on_remedies(figures: "Figures", remedies: "pd.DataFrame", claims: "pd.DataFrame") -> str:
    """Who tells whom what to do, how often, and the share of sentences that do: all of the body, in its own words."""
    remedies = remedies[remedies["part"] == "body"]
    if remedies.empty:
        return "No piece tells anybody what to do."
    told = []
    for piece in _shown(figures):
        own = remedies[remedies["piece"] == piece]
        who = own["who"].replace("", "nobody named").value_counts(sort=False)
        listed = [name if count == 1 else f"{name} {_times(count)}" for name, count in who.items() if len(own) > 1]
        share = claims[(claims["kind"] == "remedy") & (claims["piece"] == piece)]
        told.append(
            f"{figures.name(piece)} {_times(len(own))}"
            + (f" ({', '.join(listed or who.index)})" if len(own) else "")
            + (f", in {100 * share.iloc[0]['share']:.0f}% of sentences{_between(share.iloc[0])}"
               if len(own) and len(share) else "")
        )
    return f"Somebody is told what to do: in {'; '.join(told)}{_more(figures)}."


def on_frames(figures: "Figures", frames: dict[str, "pd.DataFrame"]) -> str:
    """Whether any frame separates the pieces, plainly."""
    tested = {scheme: table[table["p"].notna()] for scheme, table in frames.items()}
    number = sum(len(t) for t in tested.values())
    apart = [
        f"{row['frame'].replace('_', ' ')} ({scheme} frames, corrected p {p_value(row['p_holm'])})"
        for scheme, table in tested.items()
        for row in table[table["p_holm"] < LEVEL].to_dict("records")
    ]
    if not number:
        return "No sentence carries a frame of any scheme."
    if not apart:
        rows = (row for table in tested.values() for row in table.to_dict("records"))
        nearest = min(rows, key=lambda row: row["p_holm"])
        p = p_value(nearest["p_holm"])
        near = nearest["p_holm"] < _NEAR and nearest["sentences"] >= _FEW
        said = (
            f"nearest is {nearest['frame'].replace('_', ' ')}, in {nearest['sentences']} sentences, corrected p {p}"
            if near
            else f"none comes near: the smallest corrected p is {p.removeprefix('= ')}"
        )
        return (
            f"Frames do not separate the pieces: of {number} that occur, none differs between them by more "
            f"than chance after correction ({said})."
        )
    verb = "separates" if len(apart) == 1 else "separate"
    return f"Of {number} frames that occur, {len(apart)} {verb} the pieces: {_listed(apart)}."


def on_missing(missed: "pd.DataFrame") -> list[str]:
    """What the measures do not see."""
    names = ", ".join(missed["name"].head(8)) if len(missed) else ""
    said = [
        "Pronouns are followed only at the head of a sentence: an actor who is then he, she, it or they is "
        "counted too seldom. A word for the event that is in no family of the codebook is not counted.",
        "Demands are found by their cues, as imperatives and as what I or we demand; not those in a question, in irony "
        "or in a headline without a full stop.",
    ]
    if names:
        said.append(f"Names that stand twice or more and belong to no actor of the codebook: {names}.")
    return said


def _between(row: dict, brief: bool = False) -> str:
    """The 95% interval of a share and the paragraphs it rests on; `brief`, its ends alone."""
    paragraphs = _count(int(row["n"]), "paragraph")
    if row["low"] != row["low"]:
        return f" [{paragraphs}: too few for an interval]"
    ends = f"{100 * row['low']:.0f} to {100 * row['high']:.0f}%"
    return f" [{ends}]" if brief else f" [{ends}, {paragraphs}]"


def _left_out(row: dict) -> str:
    """The interval of the share that leaves the agent out: what the share that names it leaves."""
    return _between({**row, "low": 1 - row["high"], "high": 1 - row["low"]})


def _shown(figures: "Figures") -> list[str]:
    return figures.ids[:MOST_PIECES]


def _more(figures: "Figures") -> str:
    rest = len(figures.ids) - MOST_PIECES
    return f" (and {rest} further pieces, in the tables)" if rest > 0 else ""


def _sides(figures: "Figures", row: dict, bounds: dict[tuple[str, str], tuple[float, float]]) -> str:
    told = []
    for piece in _shown(figures):
        low, high = bounds[row["contrast"], piece]
        share = f"{100 * low:.0f} to {100 * high:.0f}%" if low == low else "paragraphs too few or too alike to say"
        told.append(f"{row[column(piece)]} in {figures.name(piece)} [{share}]")
    return f"{row['one_side']} : {row['other_side']} is {_listed(told)}{_more(figures)}"


def _listed(items: list[str]) -> str:
    return (
        items[0]
        if len(items) == 1
        else ", ".join(items[:-1]) + (" and " if items else "") + "".join(items[-1:])
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
