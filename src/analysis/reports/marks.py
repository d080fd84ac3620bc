"""What the reading view can mark: layers of spans and sentences, from the tables of a corpus."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from analysis.reports.rows import rows
from analysis.show import number

Key = tuple[str, str, int]  # piece, part, sentence


@dataclass(frozen=True)
class Layer:
    """A kind of mark that a reader switches on and off; `id` is also its class in the page's style."""

    id: str
    name: str
    meaning: str


@dataclass(frozen=True)
class Mark:
    """Words of a sentence that a layer marks, with what they stand for; no words: the sentence as a whole."""

    layer: str
    label: str
    words: tuple[str, ...] = ()
    span: tuple[int, int] | None = None


LAYERS = (
    Layer("negative", "Negative", "sentences whose valence is below zero by more than its standard error"),
    Layer("positive", "Positive", "sentences whose valence is above zero by more than its standard error"),
    Layer("theme", "Themes", "cues of the codebook's themes"),
    Layer("frame", "Frames", "words that made a frame"),
    Layer("event", "Event names", "words that name the event"),
    Layer("actor", "Actor names", "words that name an actor"),
    Layer("claim", "Claims", "cues of problem, cause, judgement, remedy and the like"),
)
# Tables whose rows are words in their place: layer, table, columns that label them.
_IN_PLACE = (
    ("event", "event_mentions", ("form", "sense", "marked", "settled")),
    ("actor", "actor_mentions", ("actor", "how")),
    ("claim", "claims", ("kind", "value")),
)


def marks_of(corpus: str, pieces: Mapping[str, int] | None = None) -> dict[Key, list[Mark]]:
    """Every mark of a corpus, or of some of its pieces (see `rows`), by sentence."""
    found: dict[Key, list[Mark]] = defaultdict(list)
    for row in rows(corpus, "sentiment", pieces):
        valence = float(row["valence"] or 0)
        if abs(valence) > float(row["valence_error"] or 0):
            layer = "negative" if valence < 0 else "positive"
            found[_key(row)].append(Mark(layer, f"valence {number(valence, 1)}"))
    for layer, table, labels in _IN_PLACE:
        for row in rows(corpus, table, pieces):
            label = ", ".join(row[column].replace("_", " ") for column in labels if row[column])
            found[_key(row)].append(Mark(layer, label, span=(int(row["start"]), int(row["end"]))))
    for row in rows(corpus, "frames", pieces):
        found[_key(row)].append(Mark("frame", row["frame"].replace("_", " "), _words(row["cues"])))
    places = _paragraphs(corpus, pieces)
    for row in rows(corpus, "themes", pieces):
        for key in places[row["piece"], int(row["paragraph"])]:
            found[key].append(Mark("theme", row["theme"].replace("_", " "), _words(row["cues"])))
    return found


def spans(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[tuple[int, int, str, str]]:
    """(start, end, layer, label) of every mark's words within text[start:end], in order."""
    found = set()
    for mark in marks:
        if mark.span:
            found.add((*mark.span, mark.layer, mark.label))
        for words in mark.words:
            pattern = r"\W+".join(re.escape(word) for word in words.split())
            end_of_word = r"(?!\w)" if words[-1].isalnum() else ""
            for match in re.finditer(rf"(?<!\w){pattern}{end_of_word}", text[start:end], re.IGNORECASE):
                found.add((start + match.start(), start + match.end(), mark.layer, mark.label))
    return sorted(found)


def dressed(text: str, start: int, end: int, found: list[tuple[int, int, str, str]]) -> str:
    """text[start:end] as HTML, escaped, with an element around each stretch that is marked in one way."""
    cuts = sorted({start, end, *(max(start, min(end, place)) for span in found for place in span[:2])})
    parts = []
    for low, high in pairwise(cuts):
        over = [span for span in found if span[0] <= low and high <= span[1]]
        shown = escape(text[low:high])
        if over:
            layers = " ".join(sorted({f"m-{span[2]}" for span in over}))
            title = escape("; ".join(sorted({f"{span[2]}: {span[3]}" for span in over})))
            shown = f'<span class="{layers}" title="{title}">{shown}</span>'
        parts.append(shown)
    return "".join(parts)


def present(marks: Mapping[Key, list[Mark]]) -> list[Layer]:
    """The layers that have a mark in the corpus."""
    there = {mark.layer for found in marks.values() for mark in found}
    return [layer for layer in LAYERS if layer.id in there]


def _key(row: Mapping[str, str]) -> Key:
    return row["piece"], row["part"], int(row["sentence"])


def _words(cues: str) -> tuple[str, ...]:
    return tuple(cue.strip() for cue in re.split(r"[;,|]", cues) if cue.strip())


def _paragraphs(corpus: str, pieces: Mapping[str, int] | None) -> dict[tuple[str, int], list[Key]]:
    """Sentences of the body, by piece and paragraph."""
    found: dict[tuple[str, int], list[Key]] = defaultdict(list)
    for row in rows(corpus, "sentences", pieces):
        if row["part"] == "body":
            found[row["piece"], int(row["paragraph"])].append((row["piece"], "body", int(row["sentence"])))
    return found
