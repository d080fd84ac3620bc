"""What a codebook's cues are in its corpus's texts: names of another act, parts of a longer name."""

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.codebook import Codebook, Matcher
from analysis.codebook.check import Remark
from analysis.codebook.model import PARTS
from analysis.framing.naming import EVENT
from analysis.framing.tagging import words_of
from analysis.segments import Document

_COMMON = ("NN0", "NN1", "NN2")
_FEWEST = 3  # hits of a cue, below which most of them says nothing
_OFTEN, _SHARE = 2, 0.25  # times that a label stands before one noun, or the share of its hits: once of many is chance


def remarks(codebook: Codebook, general: Codebook, read: Sequence[tuple[Document, dict]]) -> list[Remark]:
    """Remarks on what the corpus's own cues hit, as far as Parallax reads it; none of settled words.

    read  the documents, each with what framing measures of it
    """
    mentions = (row for _, rows in read for row in rows["event_mentions"])
    return [*_of_other_acts(codebook, mentions), *_of_longer_names(codebook, general, [d for d, _ in read])]


def _of_other_acts(codebook: Codebook, mentions: Iterable[dict]) -> Iterable[Remark]:
    """Cues of the event's families most of whose hits are another act's; a loose family counts the event's alone."""
    families = {f.id: f for f in codebook.event.families if not f.loose}
    matcher = {f.id: Matcher([(f.id, cue) for cue in f.cues]) for f in families.values()}
    hits, others = Counter(), Counter()
    for row in mentions:
        found = matcher[row["family"]].find(row["surface"]) if row["family"] in matcher else ()
        if found and not row["settled"]:
            key = row["family"], found[0].cue
            hits[key] += 1
            others[key] += row["sense"] != EVENT
    for family in families.values():
        for cue in family.cues:
            n, k = hits[family.id, cue], others[family.id, cue]
            if n >= _FEWEST and 2 * k > n:
                what = f"hits {n} times, and {k if k < n else 'all'} of these read as another act"
                yield Remark(
                    "event.families", family.id, cue, what,
                    "make it longer, as it is where it means the event, or list under other what is not the event; "
                    "a misread word can be settled by [[reading]]")


def _of_longer_names(codebook: Codebook, general: Codebook, documents: Sequence[Document]) -> Iterable[Remark]:
    """Labels of actors, in small letters, that are part of a longer name: `the town` in `the town hall`."""
    known = {(a.id, cue) for a in general.actors for _, cue in a.names}
    labels = [(a.id, cue) for a in codebook.actors for _, cue in a.names if cue == cue.lower()]
    hits, longer = Counter(), Counter()
    for sentence in (s for document in documents for s in document.sentences if s.part in PARTS):
        mentions = codebook.find_actors(sentence.text)
        behind = {w.start: w for w in words_of(sentence.text, mentions)}
        for mention in mentions:
            key = mention.actor, " ".join(mention.surface.lower().split())
            hits[key] += 1
            word = behind.get(mention.end + 1)
            if word and word.tag in _COMMON and not word.actor and not word.text.endswith("ing"):
                longer[key, word.text.lower()] += 1
    for (key, word), n in sorted(longer.items()):
        if key in labels and key not in known and (n >= _OFTEN or n >= _SHARE * hits[key]):
            name = f"{key[1]} {word}"
            yield Remark("actor", *key, f"stands {n} of {hits[key]} times in “{name}”",
                         f'if that is another, add it to the names of the actor: not = ["{name}"]')
