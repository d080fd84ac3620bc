"""Shares of a piece's sentences that carry each frame, with their uncertainty."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


def shares(figures: "Figures", scheme: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per frame of a scheme and piece: share of the piece's body sentences that carry the frame, with
    its 95 % interval from resampled paragraphs, the sentences that carry it (`carried`) and the paragraphs (`n`).
    Where none or all carry it the interval is Wilson's (`comparing.share_of`).
    """
    import pandas as pd

    from analysis.framing.comparing import share_of  # late: it imports scipy, which is slow, and measuring needs none

    data, sentences = figures.table("frames"), figures.table("sentences")
    data = data[(data["scheme"] == scheme) & (data["part"] == "body")]
    body = sentences[sentences["part"] == "body"]
    rows = []
    for frame in sorted(set(data["frame"])):
        held = data[data["frame"] == frame]
        for piece in figures.ids:
            own = body[body["piece"] == piece]
            has = own["sentence"].isin(held.loc[held["piece"] == piece, "sentence"]).to_numpy(float)
            share = share_of(has, own["paragraph"].to_numpy(int), resamples, seed)
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
