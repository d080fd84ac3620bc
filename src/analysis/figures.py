"""What a notebook opens: a corpus's tables, and its sentences where the texts are there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis import paths, tables
from analysis.codebook import Codebook, load_codebook
from analysis.corpus import Corpus, load_corpus, names, read_measured, texts_missing

if TYPE_CHECKING:
    import pandas as pd

BRING_TEXTS = "The texts are not here: make data FROM=folder brings them, and quotations appear."


@dataclass(frozen=True)
class Figures:
    """The figures of one corpus. Nothing in it needs the texts; only `quote` shows them where they are."""

    corpus: Corpus
    _read: dict = field(default_factory=dict, compare=False, repr=False)

    def table(self, name: str) -> "pd.DataFrame":
        """A fresh copy of a table of data/processed (its columns: docs/tables.md).

        Raises InputError where the table is missing or damaged, KeyError for an unknown name.
        """
        if name not in self._read:
            self._read[name] = tables.read_table(paths.processed(self.corpus.id), name)
        return self._read[name].copy()

    def in_parts(self, name: str) -> bool:
        """Whether a table is kept in parts, too large to be held at once."""
        return name not in self._read and bool(tables.parts(paths.processed(self.corpus.id), name))

    def parts(self, name: str, columns: Sequence[str] | None = None) -> Iterator["pd.DataFrame"]:
        """A table, or some of its columns, part by part; each part holds whole pieces, in order."""
        if not self.in_parts(name):
            data = self.table(name)
            return iter([data[list(columns)] if columns else data])
        return tables.read_parts(paths.processed(self.corpus.id), name, columns)

    @cached_property
    def codebook(self) -> Codebook:
        """The general codebook joined with the corpus's own."""
        return load_codebook(self.corpus.id)

    @cached_property
    def pieces(self) -> "pd.DataFrame":
        """The table `pieces`, in the order of corpus.toml."""
        return self.table("pieces").sort_values("order", ignore_index=True)

    @property
    def ids(self) -> list[str]:
        """Ids of the pieces, in the order of corpus.toml."""
        return list(self.pieces["piece"])

    def name(self, piece: str) -> str:
        """How a reader knows a piece: its author's surname, or the outlet where that is not enough (`corpus.names`)."""
        return self._names[piece]

    @property
    def has_texts(self) -> bool:
        """Whether every piece's text is here, and the one the figures were made from."""
        if self.corpus.source:
            return not texts_missing(self.corpus)
        return all(text is not None for text in self._texts.values())

    def quote(self, piece: str, part: str, sentence: int) -> str:
        """The sentence itself, or its position where the text is not here."""
        text = self.read(piece)
        row = self._place(piece, part, sentence)
        if text is None:
            return self.position(piece, part, sentence)
        return text[int(row["start"]):int(row["end"])].rstrip()

    def position(self, piece: str, part: str, sentence: int) -> str:
        """Where a sentence stands, as a reader counts: paragraph and sentence of the body, or its part."""
        if part != "body":
            return f"{self.name(piece)}, {part}, sentence {sentence}"
        paragraph = int(self._place(piece, part, sentence)["paragraph"])
        return f"{self.name(piece)}, paragraph {paragraph}, sentence {sentence}"

    def text(self, piece: str) -> str | None:
        """The raw text of a piece, None where it is not here."""
        if self.corpus.source and piece not in self._texts:
            measured = {piece: self._digests[piece]}
            self._texts.update(dict.fromkeys(measured) | read_measured(self.corpus, measured))
        return self._texts[piece]

    def read(self, piece: str) -> str | None:
        """The text as it was read: as many characters, and words whole that were cut at the ends of wrapped lines."""
        from analysis.cleaning.split import words_whole  # the room takes longer to come than a page without texts

        text = self.text(piece)
        return None if text is None else words_whole(text).text

    def _place(self, piece: str, part: str, sentence: int) -> "pd.Series":
        """The row of a sentence in the table `sentences`."""
        if not self.in_parts("sentences"):
            return self._places.loc[(piece, part, sentence)]
        order = int(self.pieces.index[self.pieces["piece"] == piece][0])
        number = order // tables.PARTITION + 1
        if number not in self._some_places:
            file = tables.part(paths.processed(self.corpus.id), "sentences", number)
            self._some_places[number] = tables.read_part(file, "sentences").set_index(["piece", "part", "sentence"])
        return self._some_places[number].loc[(piece, part, sentence)]

    @cached_property
    def _some_places(self) -> dict[int, "pd.DataFrame"]:
        return {}

    @cached_property
    def _names(self) -> dict[str, str]:
        return names(self.pieces.to_dict("records"))

    @cached_property
    def _places(self) -> "pd.DataFrame":
        return self.table("sentences").set_index(["piece", "part", "sentence"])

    @cached_property
    def _texts(self) -> dict[str, str | None]:
        """Texts by piece, for those whose file has the checksum that the figures were made from.

        Those of a source are read one by one, when they are asked for.
        """
        if self.corpus.source:
            return {}
        return dict.fromkeys(self._digests) | read_measured(self.corpus, self._digests)

    @cached_property
    def _digests(self) -> dict[str, str]:
        return dict(zip(self.pieces["piece"], self.pieces["sha256"], strict=True))


def load(corpus: str) -> Figures:
    """The figures of a corpus.

    Raises InputError where there is no such corpus, or no figures of it.
    """
    return Figures(load_corpus(corpus))
