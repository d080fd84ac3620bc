"""Parallax: how differently a few texts tell the same event."""
