"""Shares of a piece's sentences that carry each frame, with their uncertainty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from analysis.figures import Figures


def carriers(figures: "Figures", scheme: str) -> tuple["pd.DataFrame", dict[str, "np.ndarray"]]:
    """The sentences of all bodies, and for each frame of a scheme, by name, 1.0 where a sentence carries it, else 0."""
    data, sentences = figures.table("frames"), figures.table("sentences")
    body = sentences[sentences["part"] == "body"].reset_index(drop=True)
    data = data[(data["scheme"] == scheme) & (data["part"] == "body")]
    places = body.set_index(["piece", "sentence"]).index
    return body, {
        frame: places.isin(held.set_index(["piece", "sentence"]).index).astype(float)
        for frame, held in data.groupby("frame", sort=True)
    }


def shares(figures: "Figures", scheme: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per frame of a scheme and piece: share of the piece's body sentences that carry the frame, with
    its 95 % interval from resampled paragraphs, the sentences that carry it (`carried`) and the paragraphs (`n`).
    Where none or all carry it the interval is Wilson's (`comparing.share_of`).
    """
    import pandas as pd

    from analysis.framing.comparing import share_of  # late: it imports scipy, which is slow, and measuring needs none

    body, carried = carriers(figures, scheme)
    rows = []
    for frame, having in carried.items():
        for piece in figures.ids:
            own = (body["piece"] == piece).to_numpy(bool)
            has = having[own]
            share = share_of(has, body.loc[own, "paragraph"].to_numpy(int), resamples, seed)
            rows.append(
                {
                    "frame": frame,
                    "piece": piece,
                    "share": share.estimate,
                    "low": share.low,
                    "high": share.high,
                    "carried": int(has.sum()),
                    "n": share.n,
                }
            )
    return pd.DataFrame(rows, columns=["frame", "piece", "share", "low", "high", "carried", "n"])


def strongest(figures: "Figures", scheme: str, frames: Sequence[str], most: int) -> "pd.DataFrame":
    """The body sentences with the highest scores of each of `frames`, in that order, at most so many of one; of equal
    scores those first that come first. Columns: frame, piece, part, sentence, score, cues.
    """
    data = figures.table("frames")
    data = data[(data["scheme"] == scheme) & (data["part"] == "body") & data["frame"].isin(frames)]
    placed = data.assign(
        _frame=data["frame"].map({frame: n for n, frame in enumerate(frames)}),
        _piece=data["piece"].map({piece: n for n, piece in enumerate(figures.ids)}),
        _light=-data["score"],
    ).sort_values(["_frame", "_light", "_piece", "sentence"], ignore_index=True)
    columns = ["frame", "piece", "part", "sentence", "score", "cues"]
    return placed.groupby("_frame").head(most)[columns].reset_index(drop=True)
