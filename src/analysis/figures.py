"""What a notebook opens: a corpus's tables, and its sentences where the texts are there."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from analysis import paths, tables
from analysis.codebook import Codebook, load_codebook
from analysis.corpus import Corpus, load_corpus, names, read_measured

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
        """How a reader knows a piece: author's surname and outlet, or the outlet alone (`corpus.names`)."""
        return self._names[piece]

    @property
    def has_texts(self) -> bool:
        """Whether every piece's text is here, and the one the figures were made from."""
        return all(text is not None for text in self._texts.values())

    def quote(self, piece: str, part: str, sentence: int) -> str:
        """The sentence itself, or its position where the text is not here."""
        text = self._texts.get(piece)
        row = self._places.loc[(piece, part, sentence)]
        if text is None:
            return self.position(piece, part, sentence)
        return text[int(row["start"]):int(row["end"])]

    def position(self, piece: str, part: str, sentence: int) -> str:
        """Where a sentence stands, as a reader counts: paragraph and sentence of the body, or its part."""
        if part != "body":
            return f"{self.name(piece)}, {part}, sentence {sentence}"
        paragraph = int(self._places.loc[(piece, part, sentence)]["paragraph"])
        return f"{self.name(piece)}, paragraph {paragraph}, sentence {sentence}"

    def text(self, piece: str) -> str | None:
        """The raw text of a piece, None where it is not here."""
        return self._texts[piece]

    @cached_property
    def _names(self) -> dict[str, str]:
        return names(self.pieces.to_dict("records"))

    @cached_property
    def _places(self) -> "pd.DataFrame":
        return self.table("sentences").set_index(["piece", "part", "sentence"])

    @cached_property
    def _texts(self) -> dict[str, str | None]:
        """Texts by piece, for those whose file has the checksum that the figures were made from."""
        measured = dict(zip(self.pieces["piece"], self.pieces["sha256"], strict=True))
        return dict.fromkeys(measured) | read_measured(self.corpus, measured)


def load(corpus: str) -> Figures:
    """The figures of a corpus.

    Raises InputError where there is no such corpus, or no figures of it.
    """
    return Figures(load_corpus(corpus))
