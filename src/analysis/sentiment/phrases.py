"""How figures stand in sentences: a value with its interval, a pair with its difference, so many of so many."""

from typing import TYPE_CHECKING

from analysis.show import p_value, with_interval

if TYPE_CHECKING:
    import pandas as pd


def pairs(n: int) -> str:
    return "one pair" if n == 1 else f"{n} pairs"


def how_many(n: int, total: int, what: str, does: str) -> str:
    """2 of 3 pairs differ after correction; of one alone, whether it does."""
    if total == 1:
        return f"the one {what} {f'{does}s' if n else f'does not {does}'}"
    return f"{n} of {total} {what}s {f'{does}s' if n == 1 else does} after correction"


def higher(row: "pd.Series") -> str:
    return row["one"] if row["difference"] > 0 else row["other"]


def lower(row: "pd.Series") -> str:
    return row["other"] if row["difference"] > 0 else row["one"]


def holm(row: "pd.Series") -> str:
    return f", Holm p {p_value(row['p_holm'])}" if row["p_holm"] == row["p_holm"] else ""


def signed(row: "pd.Series") -> str:
    """A pair as its row of the table has it: one less other, signed."""
    told = with_interval(row["difference"], row["low"], row["high"])
    return f"{row['one']} minus {row['other']}, difference {told}{holm(row)}"


def gap(row: "pd.Series") -> str:
    """How far the higher stands above the lower."""
    sign = 1 if row["difference"] > 0 else -1
    ends = sorted((sign * row["low"], sign * row["high"]))
    return f"difference {with_interval(abs(row['difference']), *ends)}"


def measured(kept: dict, key: str, of: str, digits: int = 2, times: float = 1) -> str:
    """A figure of the benchmark with its interval."""
    return with_interval(*(times * v for v in (kept[of][key], *kept["bounds"][of][key])), digits)
