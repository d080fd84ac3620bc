"""Notebooks → pages: run them, render them, put them together, publish all or nothing."""
