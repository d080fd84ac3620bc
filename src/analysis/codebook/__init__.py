"""Codebooks: event, actors, themes, claims and contrasts, and the cues by which they are found.

A general one is shipped with the package; data/raw/<corpus>/codebook.toml extends and overrides it.
"""

from analysis.codebook.cues import Hit, Matcher
from analysis.codebook.model import (
    Actor,
    ActorMention,
    Claim,
    Codebook,
    Contrast,
    Event,
    Family,
    Frame,
    Passage,
    Reading,
    Theme,
)
from analysis.codebook.reading import general, load_codebook, parse

__all__ = [
    "Actor",
    "ActorMention",
    "Claim",
    "Codebook",
    "Contrast",
    "Event",
    "Family",
    "Frame",
    "Hit",
    "Matcher",
    "Passage",
    "Reading",
    "Theme",
    "general",
    "load_codebook",
    "parse",
]
