"""What the page shows of readings by hand: how many there are, and the words that are read least surely, each ready to
be put into a codebook.
"""

from typing import TYPE_CHECKING

import numpy as np

from analysis import show
from analysis.codebook.check import told_missed
from analysis.framing.by_hand import OTHERWISE, number_of
from analysis.framing.concordance import chance_of, in_order
from analysis.toml import quoted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_READ_AS = {"event": "the event", "other": "another act", "denied": "a name of the event that is denied"}
_HOW = '# sense: event, other or denied. Without the #, who did it ("" for nobody) and whose word it is are settled.\n'


def least_sure(figures: "Figures", most: int) -> show.Shown | None:
    """The words of the event's families that are likeliest to be misread, with entries to be pasted where the texts are
    here; nothing where no word was found.
    """
    rows = _least_sure(figures, most)
    if rows.empty:
        return None
    names = {a.id: a.name for a in figures.codebook.actors}
    told = rows.assign(why=[_why(row, names) for row in rows.to_dict("records")])
    grouped = told.groupby(["piece", "part", "sentence"], sort=False)["why"].agg("; ".join).reset_index()
    shown = show.quotes(
        figures,
        grouped,
        f"The words read least surely ({len(rows)}), by the chance of their sense or of who did it; rules decide "
        "whose word it is, and give no chance",
    )
    if not figures.has_texts:  # nothing can be measured anew
        return shown
    lines = _HOW + "\n".join(entry(figures, row) for row in rows.to_dict("records"))
    return show.opened(shown, f"To settle them by hand: lines to correct, for {_book(figures)}", lines)


def by_hand(figures: "Figures") -> show.Shown:
    """How many words of the event's families were read by hand, how many otherwise than Parallax would, and readings
    that meet nothing.
    """
    book = _book(figures)
    words, readings = figures.table("event_mentions"), figures.table("readings")
    settled = words.loc[words["settled"] != "", "settled"]
    warned = [told_missed(figures.corpus.id, row) for row in readings[readings["missed"] != ""].to_dict("records")]
    if settled.empty:
        said = f"No word of this corpus was read by hand. Settle what is misread by [[reading]] in {book}."
        return show.note(said, *warned)
    number, other = len(settled), int(settled.str.startswith(OTHERWISE).sum())
    how = "differently from Parallax" if other == number else f"{other or 'none'} of them differently from Parallax"
    return show.note(
        f"Of this corpus's {len(words):,} words of the event's families {number} {'was' if number == 1 else 'were'} "
        f"read by hand ([[reading]] in {book}), {how}. They count as they were settled, wherever they are counted; the "
        "table above scores Parallax's own reading.",
        *warned,
    )


def entry(figures: "Figures", row: dict) -> str:
    """The `[[reading]]` of a row of `event_mentions` that settles its sense as it was read; without the # before them,
    also who did it and whose word it is.
    """
    text, word = figures.quote(row["piece"], row["part"], row["sentence"]), " ".join(row["surface"].split())
    places = figures.table("sentences").set_index(["piece", "part", "sentence"])["start"]
    nth = number_of(text, word, row["start"] - int(places[row["piece"], row["part"], row["sentence"]]))
    lines = ["[[reading]]", f"piece = {quoted(row['piece'])}"]
    lines += [f'part = "{row["part"]}"'] if row["part"] != "body" else []
    lines += [f"sentence = {row['sentence']}", f"word = {quoted(word)}"]
    lines += [f"nth = {nth}"] if nth > 1 else []
    lines.append(f'sense = "{row["read"]}"')
    if row["read"] == "event":
        lines.append(f"# agent = {quoted(row['agent'])}")
        lines.append(f"# reported = {'true' if row['attributed'] else 'false'}")
    return "\n".join([*lines, ""])


def _least_sure(figures: "Figures", most: int) -> "pd.DataFrame":
    """The rows of `event_mentions` that were not read by hand, the likeliest to be wrong first; `read` is the sense."""
    data = in_order(figures, figures.table("event_mentions"))
    data = data[data["settled"] == ""]
    is_event = data["sense"] == "event"
    of_sense = np.where(is_event, 1 - data["likely"], data["likely"])
    of_agent = np.where(data["agent"] != "", 1 - data["agent_likely"], data["agent_likely"])
    counted = is_event & (data["denied"] == "") & data["agent_likely"].notna()
    wrong = np.maximum(of_sense, np.where(counted, of_agent, 0))
    read = data["sense"].where(data["denied"] == "", "denied")
    return data.assign(read=read, wrong=wrong).sort_values("wrong", ascending=False, kind="stable").head(most)


def _why(row: dict, names: dict[str, str]) -> str:
    """How a word was read, and the chances of it."""
    told = f"{row['surface']}: {_READ_AS[row['read']]} ({chance_of(row)})"
    if row["read"] != "event":
        return told
    who, chance = names.get(row["agent"]) or row["agent_words"], row["agent_likely"]
    said = f"done by {who}" if who else "who did it left out"
    if chance != chance:
        return f"{told}, {said}"
    return f"{told}, {said} (chance of that {show.percent(chance if row['agent'] else 1 - chance)})"


def _book(figures: "Figures") -> str:
    return f"data/raw/{figures.corpus.id}/codebook.toml"
