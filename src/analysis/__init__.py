"""Parallax: how differently a few texts tell the same event.

>>> import analysis
>>> analysis.clean("Share this\\n\\nThe bridge must reopen\\n\\nNobody in the valley was asked, and nobody was "
...                "heard. That is no way to run a council, and the mayor knows it.").body[:6]
'Nobody'
"""

from importlib import import_module

# Public names and where they live: imported when first asked for, so that `clean` does not wait for pandas.
_PUBLIC = {
    "clean": "analysis.cleaning",
    "clean_many": "analysis.cleaning",
    "Cleaned": "analysis.cleaning",
    "load": "analysis.figures",
    "load_corpus": "analysis.corpus",
    "InputError": "analysis.errors",
}
__all__ = sorted(_PUBLIC)


def __getattr__(name: str) -> object:
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
