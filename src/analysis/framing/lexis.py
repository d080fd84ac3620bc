"""Closed lists of words that the rules of framing ask for: words.toml beside this file."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

OBJECT_CONTROL = frozenset(_LISTS["object_control"].split())
THINGS = frozenset(_LISTS["things"].split())
PHRASAL = frozenset(_LISTS["phrasal"].split())
TOLD = frozenset(_LISTS["told"].split())
SAYS = frozenset(_LISTS["says"].split())
HEARERS = frozenset(_LISTS["hearers"].split())
SAYINGS = frozenset(_LISTS["sayings"].split())
QUANTITIES = frozenset(_LISTS["quantities"].split())
CALLED = frozenset(_LISTS["called"].split())
OWN_NAMES = frozenset(_LISTS["own_names"].split())
SUFFERED = frozenset(_LISTS["suffered"].split())
IDIOMS = tuple(_LISTS["idioms"])
MEANS = frozenset(_LISTS["means"].split())
LIGHT = frozenset(_LISTS["light"].split())
HUMAN = frozenset(_LISTS["human"].split())
DULL = frozenset(_LISTS["dull"].split())
SERVES = frozenset(_LISTS["serves"].split())
REGARDS = frozenset(_LISTS["regards"].split())
NOT_NAMES = frozenset(_LISTS["not_names"].split())
NAMING = frozenset(_LISTS["naming"].split())
OWN = frozenset(_LISTS["own"].split())
WHEN = frozenset(_LISTS["when"].split())
DEFINITE = frozenset(_LISTS["definite"].split())
POINTING = frozenset(_LISTS["pointing"].split())
SINGULAR = frozenset(_LISTS["singular"].split())
DUTIES = frozenset(_LISTS["duties"].split())
INTENT = frozenset(_LISTS["intent"].split())
FOLLOWED = frozenset(_LISTS["followed"].split())
TIMES = frozenset(_LISTS["times"].split())
OTHERS = frozenset(_LISTS["others"].split())
DEMANDS = frozenset(_LISTS["demands"].split())
PERSONS = frozenset(_LISTS["persons"].split())
OWN_ACTS = frozenset(_LISTS["own_acts"].split())
ORDERS = frozenset(_LISTS["orders"].split())
ADMITS = frozenset(_LISTS["admits"].split())
BLAMED = frozenset(_LISTS["blamed"].split())
AUTHORS = frozenset(_LISTS["authors"].split())
ALLEGED = frozenset(_LISTS["alleged"].split())
REPORTS = frozenset(_LISTS["reports"].split())
AMOUNTS = frozenset(_LISTS["amounts"].split())
BUILT = frozenset(_LISTS["built"].split())
VICTIMS = frozenset(_LISTS["victims"].split())


def is_person(lemma: str) -> bool:
    """Whether a noun is one for a person: by a list, or by its ending."""
    return lemma in PERSONS or lemma.endswith(("man", "woman", "ist", "ician", "-year-old"))
