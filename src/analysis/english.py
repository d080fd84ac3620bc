"""Whether words are those of English prose."""

# A third and more of English prose, under a tenth of any other language's.
FUNCTION_WORDS = frozenset("the of and to a in is that it for was on as with be by at this have are not from".split())
