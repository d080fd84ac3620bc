"""Tone: what a sentence's words say, towards whom, and how far it may be trusted."""

from analysis.sentiment.measures import MEASURES, Measure, measure

__all__ = ["MEASURES", "Measure", "measure"]
