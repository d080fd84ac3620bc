"""The mentions of the event in a whole piece: every measure reads them here, and those settled by hand come in here."""

from collections import defaultdict

from analysis.codebook import Codebook, Reading
from analysis.framing.before import Before
from analysis.framing.naming import EVENT, EventMention, event_mentions
from analysis.segments import Document, Sentence


class Reader:
    """Reads the sentences of a piece, which are given in their order: each by what was told before it, and its words
    that were read by hand as they were settled.
    """

    def __init__(self, document: Document, codebook: Codebook) -> None:
        self._codebook, self._before = codebook, Before()
        self._readings: dict[tuple[str, int], list[Reading]] = defaultdict(list)
        for reading in codebook.readings:
            if reading.piece == document.piece.id:
                self._readings[reading.part, reading.sentence].append(reading)

    def mentions(self, sentence: Sentence, topic: str = "") -> list[EventMention]:
        """Mentions of the event in the next sentence; `topic`: the actor whom a pronoun at its head means."""
        headline = sentence.part == "title"
        found = event_mentions(
            sentence.text,
            self._codebook,
            headline=headline,
            before=self._before,
            topic=topic,
            readings=self._readings.get((sentence.part, sentence.sentence), ()),
        )
        self._before = self._before.then(((e.lemma, e.sense == EVENT) for e in found), sentence.text, headline)
        return found
