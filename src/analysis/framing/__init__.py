"""Framing: how a piece names, blames, judges and prescribes."""

from analysis.framing.measure import measure

__all__ = ["measure"]
