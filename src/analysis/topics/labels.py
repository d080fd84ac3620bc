"""Headings and decimals of the page's tables, and the columns each shows."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

HEADINGS = {
    "group": "whose", "n": "here", "rest": "elsewhere", "rate": "here per 1,000 words",
    "rate_rest": "elsewhere per 1,000 words", "spread": "units with it here", "units": "units here",
    "log_odds": "log-odds", "log_ratio": "log2 ratio of rates", "g2": "G²",
    "q_words": "q, words drawn one by one", "q_dealt": "q, units dealt anew",
    "npmi": "coherence (NPMI)",
    "alike": "if from one source",
    "shared": "share of words in common", "other": "and", "one": "between", "k": "topics",
    "stable": "stable topics", "terms": "terms",
}  # fmt: skip
DIGITS = {"rate": 1, "rate_rest": 1, "g2": 1}
# What decides stands first: a phone shows four columns or five before it scrolls.
_TERMS = ["term", "group", "n", "rest", "q", "survives", "rate", "rate_rest", "spread", "units", "log_odds", "low",
          "high", "log_ratio", "g2", "q_words", "q_dealt"]  # fmt: skip


def of_terms(table: "pd.DataFrame") -> "pd.DataFrame":
    """The columns of a table of terms that a page shows."""
    return table[_TERMS]


def of_themes(table: "pd.DataFrame") -> "pd.DataFrame":
    """The columns of a table of themes that a page shows."""
    shown = ["term", "group", "n", "rest", "q", "rate", "rate_rest", "spread", "units"]
    return table[shown].rename(columns={"term": "theme"})


def of_topics(table: "pd.DataFrame") -> "pd.DataFrame":
    """One row a topic: its words and what it can bear."""
    return table.drop_duplicates("topic")[["topic", "words", "stability", "npmi", "reading"]]


def of_shares(table: "pd.DataFrame") -> "pd.DataFrame":
    """One row a topic and group: the topic's share of the group, with its interval."""
    return table[["topic", "group", "share", "low", "high", "units"]]
