"""What each block of a scraped text is: the piece's own prose, or something that came along with it.

>>> from analysis.cleaning import clean
>>> clean("Skip to main content\\n\\nThe ferry left at nine, as it had on every morning of the past forty years.").body
'The ferry left at nine, as it had on every morning of the past forty years.'
"""

from .api import clean, clean_many
from .blocks import KINDS, ROLES, Block, Cleaned, replay
from .repeated import blocks_of, repeated_blocks, repeated_by_outlet
from .view import View, normalised

__all__ = [
    "KINDS", "ROLES", "Block", "Cleaned", "View", "blocks_of", "clean", "clean_many", "normalised", "repeated_blocks",
    "repeated_by_outlet", "replay",
]
