"""Shares of a piece's sentences that carry each frame, with their uncertainty."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures


def shares(figures: "Figures", scheme: str, resamples: int = 2000, seed: int = 0) -> "pd.DataFrame":
    """A row per frame of a scheme and piece: share of the piece's body sentences that carry the frame, with
    its 95 % interval from resampled paragraphs, the sentences that carry it (`carried`) and the paragraphs (`n`).
    Where none carries it there is no interval (nan): resampling nothing gives nothing, which is no certainty.
    """
    import pandas as pd

    from analysis.statistics import cluster_bootstrap  # late: scipy is slow to import, and measuring needs none

    data, sentences = figures.table("frames"), figures.table("sentences")
    data = data[(data["scheme"] == scheme) & (data["part"] == "body")]
    body = sentences[sentences["part"] == "body"]
    rows = []
    for frame in sorted(set(data["frame"])):
        held = data[data["frame"] == frame]
        for piece in figures.ids:
            own = body[body["piece"] == piece]
            has = own["sentence"].isin(held.loc[held["piece"] == piece, "sentence"]).to_numpy(float)
            share = cluster_bootstrap(has, own["paragraph"].to_numpy(int), resamples=resamples, seed=seed)
            known = has.any()
            rows.append(
                {
                    "frame": frame,
                    "piece": piece,
                    "share": share.estimate,
                    "low": share.low if known else np.nan,
                    "high": share.high if known else np.nan,
                    "carried": int(has.sum()),
                    "n": share.n,
                }
            )
    return pd.DataFrame(rows, columns=["frame", "piece", "share", "low", "high", "carried", "n"])
