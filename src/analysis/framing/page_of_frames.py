"""What the page of framing shows of frames: each piece's share, and the sentences that carry a frame most."""

from typing import TYPE_CHECKING

from analysis import show
from analysis.framing import comparing
from analysis.framing.frames import shares, strongest

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


def table(figures: "Figures", tested: "pd.DataFrame", scheme: str) -> show.Shown | None:
    """Frames of a scheme: each piece's share with its interval."""
    if scheme == "own" and not figures.codebook.frames:
        return None
    if tested.empty:
        return show.note(f"No sentence carries a frame of the scheme “{scheme}”.")
    cells = {(row["frame"], row["piece"]): _share(row) for row in shares(figures, scheme).to_dict("records")}
    data = tested.assign(
        frame=[_name(frame) for frame in tested["frame"]],
        **{comparing.column(p): [cells[frame, p] for frame in tested["frame"]] for p in figures.ids},
    )
    return show.table(
        data.rename(columns={comparing.column(p): figures.name(p) for p in figures.ids}),
        f"Exploratory: {scheme} frames, share of body sentences that carry them, 95% intervals from resampled "
        "paragraphs; – where none does",
        {"p_holm": "corrected p"},
    )


def evidence(figures: "Figures", tested: "pd.DataFrame", scheme: str, most: int) -> list[show.Shown]:
    """A list for each frame of a scheme, in the order of its table: its best sentences and what made their score."""
    rows = strongest(figures, scheme, list(tested["frame"]), most)
    rows["why"] = [_why(row, scheme) for row in rows.to_dict("records")]
    shown = []
    for frame, sentences in zip(tested["frame"], tested["sentences"], strict=True):
        own = rows[rows["frame"] == frame]
        many = f"{len(own)} of {sentences} sentences, the highest score first" if sentences > 1 else "its one sentence"
        shown.append(show.quotes(figures, own, f"{_name(frame).capitalize()} ({scheme}): {many}"))
    return shown


def _why(row: dict, scheme: str) -> str:
    """The score of a sentence and the words that made it: of the policy frames the weightiest first."""
    many = int(row["score"])
    score = f"score {row['score']:.2f}" if scheme == "policy" else f"{many} cue{'s' if many != 1 else ''}"
    return f"{score}: {row['cues'].replace('; ', ', ')}"


def _name(frame: str) -> str:
    return frame.replace("_", " ")


def _share(row: dict) -> str:
    if not row["share"]:
        return show.MISSING
    bounds = f" [{row['low']:.0%}, {row['high']:.0%}]" if row["low"] == row["low"] else ""
    return f"{show.percent(row['share'])}{bounds}"
