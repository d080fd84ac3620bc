"""What each piece talks about that the others do not, and how sure one may be."""

from analysis.topics.compare import Comparison, Found, compare, find_topics, topic_table
from analysis.topics.counts import Counts, count, count_themes, grouping, topic_counts
from analysis.topics.keywords import key_terms, leading, places, rates
from analysis.topics.likeness import likeness, shared_and_own
from analysis.topics.measures import measure
from analysis.topics.model import STABLE, Model, curve, fit, proposed, reduce
from analysis.topics.verdict import Verdict, company, verdict

__all__ = [
    "STABLE",
    "Comparison",
    "Counts",
    "Found",
    "Model",
    "Verdict",
    "company",
    "compare",
    "count",
    "count_themes",
    "curve",
    "find_topics",
    "fit",
    "grouping",
    "key_terms",
    "leading",
    "likeness",
    "measure",
    "places",
    "proposed",
    "rates",
    "reduce",
    "shared_and_own",
    "topic_counts",
    "topic_table",
    "verdict",
]
