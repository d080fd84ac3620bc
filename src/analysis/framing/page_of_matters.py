"""What pieces say on one matter, for the page of framing: few beside one another, more below one another."""

from typing import TYPE_CHECKING

from analysis import show
from analysis.figures import BRING_TEXTS
from analysis.framing import concordance, wording

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

_ABREAST = 3  # pieces whose columns have room beside one another; of more, each has rows of its own


def other_words(figures: "Figures") -> list[show.Shown]:
    """The same thing, in other words: the matters on which a piece has anything; of many pieces a table a matter."""
    data = wording.other_words(figures)
    data = data[(data.iloc[:, 1:] != wording.NOTHING).any(axis=1)]
    if len(figures.ids) <= _ABREAST:
        return [show.table(data, "The same thing, in other words", {"question": "matter"})]
    by_piece = data.set_index("question").T.rename_axis("piece")
    return [
        show.table(by_piece[[matter]].reset_index(), matter, {matter: "what it says"}) for matter in by_piece.columns
    ]


def side_by_side(figures: "Figures", most: int) -> list[show.Shown]:
    """A table for each matter of the codebook, few pieces in columns."""
    told = set(figures.table("passages")["passage"])
    shown = [
        show.table(_beside(figures, passage.id, most), passage.question)
        for passage in figures.codebook.passages
        if passage.id in told
    ]
    if not shown:
        return [show.note("The pieces speak of no matter that the codebook lists; add [[passage]] to it.")]
    return shown if figures.has_texts else [show.note(BRING_TEXTS), *shown]


def _beside(figures: "Figures", passage: str, most: int) -> "pd.DataFrame":
    import pandas as pd

    data = concordance.side_by_side(figures, passage, most)
    whole = pd.DataFrame([concordance.in_all(figures, passage)], dtype=object)[list(data.columns)]
    data = pd.concat([whole, data], ignore_index=True)
    data.insert(0, "", ["all", *(str(n) for n in range(1, len(data)))])
    if len(figures.ids) <= _ABREAST:
        return data
    rows = [
        {"piece": piece if number == "all" else "", "": number, "sentences": told}
        for piece in data.columns[1:]
        for number, told in zip(data[""], data[piece], strict=True)
        if told
    ]
    return pd.DataFrame(rows, dtype=object)
