"""A word in its lines (KWIC), and the pieces side by side on one matter;
positions where the texts are absent.
"""

from collections import Counter
from typing import TYPE_CHECKING

from analysis import show
from analysis.codebook import Matcher
from analysis.codebook.cues import fault
from analysis.errors import InputError
from analysis.framing.because import sentence
from analysis.framing.by_hand import BY_HAND
from analysis.framing.weighing import BY_RULE
from analysis.framing.wording import tally

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

WIDTH = 48  # characters on either side
LINES = 60  # of a word that are shown
BORDER = " ¶ "  # between paragraphs
_LAST = ("the same word was the event before",)  # reasons that tell a reader least
_SPARE = 8  # times that width are read: runs of white space are shown as one space
PARTS = ("title", "dek", "body")


def kwic(figures: "Figures", term: str, width: int = WIDTH, most: int = LINES) -> "pd.DataFrame":
    """A row per hit of a cue (`assassinat*`, `all-out war`): place, left, word, right, and what it is read as where it
    may name the event; no rows without the texts. What stands on either side is of the same part, a ¶ where a paragraph
    ends.

    Raises InputError for a term that is no cue.
    """
    import pandas as pd

    cues = [term] if term else [cue for family in figures.codebook.event.families for cue in family.cues]
    if term and (wrong := fault(term)):
        raise InputError(f"the term {term!r}", *wrong)
    matcher, rows, data = Matcher(("", cue) for cue in cues), [], figures.table("sentences")
    read = {(row["piece"], row["start"]): _read_as(row) for row in figures.table("event_mentions").to_dict("records")}
    spans = data.groupby(["piece", "part", "paragraph"]).agg({"start": "min", "end": "max"})
    spans = dict(zip(spans.index, spans.itertuples(index=False, name=None), strict=True))
    for row in data.itertuples():
        if len(rows) >= most:
            break
        text = figures.read(row.piece) if row.part in PARTS else None
        if text is None:
            continue
        before, own, after = (spans.get((row.piece, row.part, row.paragraph + k)) for k in (-1, 0, 1))
        rows += [
            {
                "place": figures.position(row.piece, row.part, row.sentence),
                "left": _left(_shown(text, before, (own[0], row.start + h.start)), width),
                "word": " ".join(h.surface.split()),
                "right": _right(_shown(text, (row.start + h.end, own[1]), after), width),
                "read_as": read.get((row.piece, row.start + h.start), ""),
            }
            for h in matcher.find(text[row.start : row.end])
        ]
    return pd.DataFrame(rows[:most], columns=["place", "left", "word", "right", "read_as"])


def _read_as(row: dict) -> str:
    """What a word that may name the event is read as, in a word or two."""
    if row["denied"]:
        return "denied"
    return {"event": "the event", "other": "another act"}[row["sense"]]


def _shown(text: str, *spans: tuple[int, int] | None) -> str:
    """Two stretches of a text, the border of a paragraph between them; the one where the other is missing."""
    return BORDER.join(text[slice(*span)] for span in spans if span)


def mentions(figures: "Figures", sense: str = "event") -> "pd.DataFrame":
    """Rows for `show.quotes`: each mention of the event (or of other acts; `denied`: each name of it that is rejected),
    why it counts as such, and how many of its sentence's were read by hand.
    """
    data = figures.table("event_mentions")
    data = data[(data["denied"] != "") if sense == "denied" else (data["sense"] == sense) & (data["denied"] == "")]
    why = [_why(row) for row in data.to_dict("records")]
    grouped = (
        data.assign(why=why, by_hand=data["settled"] != "")
        .groupby(["piece", "part", "sentence"], sort=False)
        .agg({"why": "; ".join, "by_hand": "sum"})
        .reset_index()
    )
    return in_order(figures, grouped)


def side_by_side(figures: "Figures", passage: str, most: int = 4) -> "pd.DataFrame":
    """A column per piece: its sentences on a matter of the codebook, in order, at most so many, each with a
    link into the reading view; '' below the last.
    """
    import pandas as pd

    from analysis.show import Linked, reading_link

    data = in_order(figures, figures.table("passages"))
    data = data[data["passage"] == passage]
    columns = {}
    for number, piece in enumerate(figures.ids, 1):
        own = data[data["piece"] == piece].head(most)
        columns[figures.name(piece)] = [
            Linked(
                figures.quote(piece, part, sentence),
                reading_link(number, len(figures.ids), part, sentence),
                figures.position(piece, part, sentence),
            )
            for part, sentence in zip(own["part"], own["sentence"], strict=True)
        ]
    height = max(map(len, columns.values()), default=0)
    cells = {name: [*cells, *[""] * (height - len(cells))] for name, cells in columns.items()}
    return pd.DataFrame(cells, dtype=object)  # a column of strings would forget the links


def in_all(figures: "Figures", passage: str) -> dict[str, str]:
    """Of each piece, how many sentences are on a matter, and by which words."""
    data, told = figures.table("passages"), {}
    for piece in figures.ids:
        own = data[(data["piece"] == piece) & (data["passage"] == passage)]
        words = tally(_forms([w for cell in own["words"] for w in cell.split("; ")]), 4)
        many = {0: "no cue found", 1: "1 sentence"}.get(len(own), f"{len(own)} sentences")
        told[figures.name(piece)] = many + (f": {words}" if words else "")
    return told


def _forms(words: list[str]) -> list[str]:
    """Words that differ in capitals alone, in the form that is written most."""
    written = Counter(words)
    forms = {word.lower(): word for word, _ in reversed(written.most_common())}
    return [forms[word.lower()] for word in words]


def claimed(figures: "Figures", kind: str, own: bool = True) -> "pd.DataFrame":
    """Rows for `show.quotes`: sentences with cues of a kind of claim, and the cues;
    `own` leaves out reported ones.
    """
    data = figures.table("claims")
    data = data[(data["kind"] == kind) & ((data["marked"] == "") | (not own))]
    why = data["value"] + ": " + data["surface"]
    grouped = (
        data.assign(why=why)
        .groupby(["piece", "part", "sentence"], sort=False)["why"]
        .agg("; ".join)
        .reset_index()
    )
    return in_order(figures, grouped)


def _why(row: dict) -> str:
    agent = {"deleted": "agent left out"}.get(
        row["agent_how"], f"agent {row['agent_how']}: {row['agent_words']}"
    )
    marked = f", {row['marked']}" if row["marked"] else ""
    chance = by_hand(row) or chance_of(row)
    if row["denied"]:
        denied = by_hand(row) or f"denied: {row['denied']}"
        return f"{row['surface']} ({row['family']}{marked}; {denied})"
    if row["sense"] == "event":
        return f"{row['surface']} ({row['family']}, {row['form']}{marked}; {agent}; {chance})"
    if row["settled"]:
        return f"{row['surface']}: another act, {chance}"
    marks = [mark for mark in row["because"].split("; ") if mark]
    telling = [mark for mark in marks if mark not in _LAST] or marks
    said = list(dict.fromkeys(map(sentence, telling)))
    said = [one for one in said if not any(one != other and one in other for other in said)]
    reasons = ", ".join(said[:-1]) + (", and " if said[1:] else "") + "".join(said[-1:])
    told = f"{row['surface']}: another act ({chance})"
    return f"{told}, because {reasons}" if reasons else told


def chance_of(row: dict) -> str:
    """How likely a mention is the event; or that a rule settles it, and for the event by which."""
    if not row["because"].startswith(BY_RULE):
        return f"chance that it is the event {show.percent(row['likely'])}"
    return f"by rule: {sentence(row['because'])}" if row["sense"] == "event" else "by rule"


def by_hand(row: dict) -> str:
    """How a mention was read by hand, and why; '' where it was not."""
    reason = f": {row['because']}" if row["because"] not in ("", BY_HAND) else ""
    return f"{row['settled']}{reason}" if row["settled"] else ""


def in_order(figures: "Figures", rows: "pd.DataFrame") -> "pd.DataFrame":
    """Rows in the order of the corpus and of the text: title, dek, body."""
    order = {piece: n for n, piece in enumerate(figures.ids)}
    part = {name: n for n, name in enumerate(PARTS)}
    keyed = rows.assign(_piece=rows["piece"].map(order), _part=rows["part"].map(part))
    return keyed.sort_values(["_piece", "_part", "sentence"], ignore_index=True).drop(
        columns=["_piece", "_part"]
    )


def _left(text: str, width: int) -> str:
    """The last whole words of a text, in at most `width` characters."""
    shown = " ".join(text[-_SPARE * width :].split())
    cut = shown[-width:]
    return cut if len(cut) == len(shown) or shown[-width - 1] == " " else cut.partition(" ")[2]


def _right(text: str, width: int) -> str:
    """The first whole words of a text, in at most `width` characters."""
    shown = " ".join(text[: _SPARE * width].split())
    cut = shown[:width]
    return cut if len(cut) == len(shown) or shown[width] == " " else cut.rpartition(" ")[0]
