"""Is a word the event? Its marks and the words about it, weighed by a logistic regression whose weights are named; and
beside them what a net says that reads the sentence after those before it (`analysis.framing.sense_net`).

sense.tsv: a line per mark, its weight in thousandths of log-odds for the event; sense_words.tsv: so for the words about
it, a column for each place where they stand (`Around`), whose sum is divided by the root of their number there; both
learned by `analysis.framing.weights_of_sense`.
agents.tsv: so for who did it, by `analysis.framing.weights_of_agents`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp, sqrt
from pathlib import Path

from analysis.framing import sense_net
from analysis.framing.surroundings import Around

WEIGHTS = Path(__file__).with_name("sense.tsv")
WORDS = Path(__file__).with_name("sense_words.tsv")  # those of the words about it
AGENTS = Path(__file__).with_name("agents.tsv")  # those of who did it
UNIT = 1000  # weights are written as whole thousandths
AROUND = "words around: "  # before the words that speak most
READ = "as a net reads it"  # with what stands before
BY_RULE = "by rule, "  # before what alone settles a word
LONG, _TOLD = 4, 2  # letters of a word that is told as a reason, and how many are
_THIN = re.compile(r"(?:(?:verb|noun|loose): )?(?:verb|noun|loose|active|singular|clause: main|(?:form|first|tag) \w+|"
                   r"target is .*|codebook without .*|in the piece's .*|several words)$")  # fmt: skip
CONSTANT = "constant"


@cache
def weights(file: Path = WEIGHTS) -> Mapping[str, int]:
    """{mark: thousandths of log-odds}."""
    lines = file.read_text("utf-8").splitlines()[1:]
    return {mark: int(weight) for mark, weight in (line.split("\t") for line in lines)}


@cache
def weights_of_words(file: Path = WORDS) -> Mapping[str, tuple[int, ...]]:
    """{word: thousandths of log-odds, for each place where it may stand}."""
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines()[1:])
    return {word: tuple(map(int, each)) for word, *each in rows}


def likely(marks: Iterable[str], around: Around, read: float) -> float:
    """How likely a word with these marks is the event (0 to 1); `around`: the words about it; `read`: log-odds by the
    net.
    """
    known = weights()
    total = known[CONSTANT] + sum(known.get(mark, 0) for mark in marks) + sum(_of_words(around).values())
    of_marks, of_net, constant = sense_net.load().shares
    return 1 / (1 + exp(-(of_marks * total / UNIT + of_net * read + constant)))


def _of_words(around: Around) -> dict[str, float]:
    """{word: thousandths of log-odds} of the words about a word; those that are not known weigh nothing."""
    known, found = weights_of_words(), Counter[str]()
    for place, words in enumerate(around):
        root = sqrt(max(len(words), 1))
        for word in words:
            if word in known:
                found[word] += known[word][place] / root
    return dict(sorted(found.items()))


def likely_agent(marks: Iterable[str]) -> float:
    """How likely an actor with these marks did it (0 to 1)."""
    known = weights(AGENTS)
    return 1 / (1 + exp(-(known[CONSTANT] + sum(known.get(mark, 0) for mark in marks)) / UNIT))


def reasons_for_agent(marks: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The marks that speak most for an actor, the weightiest first."""
    known = weights(AGENTS)
    return tuple(sorted((m for m in marks if known.get(m, 0) > 0), key=lambda m: (-known[m], m))[:most])


def reasons(marks: Iterable[str], around: Around, read: float, is_event: bool, most: int = 3) -> tuple[str, ...]:
    """What speaks most for what a word was taken to be: marks, the weightiest first, and last READ where the net is
    among them. Marks that tell a reader nothing, such as a verb's form, are left out.
    """
    known, side = weights(), 1 if is_event else -1
    of_marks, of_net, _ = sense_net.load().shares
    speaking = {mark: side * of_marks * known.get(mark, 0) for mark in marks if _THIN.match(mark) is None}
    of_words = {word: side * of_marks * weight for word, weight in _of_words(around).items()}
    loud = [w for w in sorted(of_words, key=lambda w: (-of_words[w], w)) if of_words[w] > 0 and len(w) >= LONG][:_TOLD]
    speaking[READ] = side * UNIT * of_net * read
    if loud:
        speaking[AROUND + ", ".join(loud)] = sum(of_words.values())
    order = sorted((mark for mark, weight in speaking.items() if weight > 0), key=lambda m: (-speaking[m], m))
    return tuple(sorted(order[:most], key=READ.__eq__))
