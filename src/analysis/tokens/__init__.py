"""Words of news text with their place, and names of several words as one term."""

from analysis.tokens.lexis import FUNCTION_WORDS
from analysis.tokens.names import terms
from analysis.tokens.words import Token, tokens

__all__ = ["FUNCTION_WORDS", "Token", "terms", "tokens"]
