"""What each piece talks about that the others do not, and how sure one may be."""

from analysis.topics.measures import measure

__all__ = ["measure"]
