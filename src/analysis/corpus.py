"""corpus.toml → Corpus and its Pieces; where their texts are."""

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from analysis import paths, sources, toml
from analysis.bylines import surnames
from analysis.decoding import Decoded, decode
from analysis.errors import InputError

_PIECE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CORPUS_KEYS = {"title": str, "event": str, "language": str}
_PIECE_KEYS = {
    "id": str, "title": str, "author": str, "outlet": str, "date": datetime.date, "url": str, "file": str,
    "sha256": str, "override": list,
}
_YEARS = range(1600, 2100)  # newspapers are no older; a later year is a slip of the key
_PIECE_REQUIRED = ("id", "outlet", "file")
_TABLES = ("corpus", "piece", "source")


@dataclass(frozen=True)
class Piece:
    """One text: bibliographic facts, its file's name in the corpus folder, and what the user overrides.

    Its date may not be known, nor its title, which cleaning then looks for. Of many in one file, `line` is the one it
    stands in, from 1, and `place` its first byte (or row of a Parquet file); `listed` is where corpus.toml lists it.
    """

    id: str
    title: str
    outlet: str
    date: datetime.date | None
    file: str
    author: str = ""
    url: str = ""
    sha256: str = ""
    overrides: tuple[dict, ...] = ()
    line: int = 0
    place: int = 0
    listed: str = field(default="corpus.toml", compare=False)

    @property
    def where(self) -> str:
        """Its file, and its line there, as a message names them below the corpus folder."""
        return f"{self.file}, line {self.line}" if self.line else self.file


class Listed(Sequence):
    """The pieces of a source, which is gone through when the first is asked for."""

    def __init__(self, of: sources.Source) -> None:
        self.source = of

    @cached_property
    def _pieces(self) -> tuple[Piece, ...]:
        found = tuple(Piece(**facts) for facts in sources.listed(self.source))
        if len(found) < 2:
            where = paths.shown(self.source.folder / self.source.pattern)
            raise InputError(where, f"{len(found)} piece only; at least two are compared", "bring more pieces")
        return found

    @cached_property
    def by_id(self) -> dict[str, Piece]:
        """The pieces by their ids."""
        return {piece.id: piece for piece in self._pieces}

    def __getitem__(self, place):
        return self._pieces[place]

    def __len__(self) -> int:
        return len(self._pieces)

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._pieces)


@dataclass(frozen=True)
class Corpus:
    """Texts on one event. `pieces` are in the order of corpus.toml, which is their order on every page."""

    id: str
    title: str
    event: str
    pieces: Sequence[Piece]
    folder: Path = field(compare=False)
    language: str = "en"
    source: sources.Source | None = None

    def piece(self, piece_id: str) -> Piece:
        """The piece of that id. Raises KeyError."""
        return (self.pieces.by_id if isinstance(self.pieces, Listed) else {p.id: p for p in self.pieces})[piece_id]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the pieces, in order."""
        return tuple(p.id for p in self.pieces)


def corpora() -> list[str]:
    """Ids of every corpus under data/raw, sorted: the folders that hold a corpus.toml."""
    return sorted(f.parent.name for f in paths.raw().glob("*/corpus.toml"))


def load_corpus(corpus_id: str) -> Corpus:
    """Read and check data/raw/<corpus_id>/corpus.toml.

    Raises InputError naming file, line, key and remedy.
    """
    folder = paths.raw(corpus_id)
    file = folder / "corpus.toml"
    name = paths.shown(file)
    if not file.is_file():
        known = ", ".join(corpora()) or "none yet"
        raise InputError(name, "there is no such file", f"write one (README, Your own texts); corpora here: {known}")
    written = toml.read(file)
    data = written.parsed()
    head = _checked(written, "corpus", 0, data.get("corpus", {}), _CORPUS_KEYS, ("title", "event"))
    written.refuse_unknown(data, _TABLES)
    if head.get("language", "en") != "en":
        raise written.wrong("corpus", 0, "language", f"{head['language']!r} cannot be measured",
                            "bring English texts ('en')")
    if isinstance(data.get("source"), dict) and "piece" not in data:
        many = sources.parsed(data["source"], folder, written)
        return Corpus(corpus_id, head["title"], head["event"], Listed(many), folder, head.get("language", "en"), many)
    if "source" in data:
        raise written.wrong("source", 0, "", "[[piece]] and [source] together",
                            "keep one: pieces one by one, or a file of them all")
    entries = data.get("piece", [])
    if not isinstance(entries, list):
        raise written.wrong("piece", 0, "", "not a list of tables", "write [[piece]], in two brackets, before each")
    if len(entries) < 2:
        raise InputError(name, f"{len(entries)} piece only; at least two are compared", "add another [[piece]]")
    pieces = tuple(_piece(written, number, entry, folder) for number, entry in enumerate(entries, 1))
    for key in ("id", "file", "sha256"):
        _refuse_twice(written, [getattr(p, key) for p in pieces], key)
    return Corpus(corpus_id, head["title"], head["event"], pieces, folder, head.get("language", "en"))


def read_piece(corpus: Corpus, piece: Piece) -> tuple[Decoded, str]:
    """The text of a piece and its SHA-256.

    Raises InputError where the file is missing, unreadable as text, or not the one of the checksum.
    """
    file = corpus.folder / piece.file
    name = paths.shown(file)
    if corpus.source:
        text = sources.read(corpus.source, piece.file, piece.place, piece.line)
        return Decoded(text, "utf-8"), _sha256(text.encode("utf-8"))
    if not file.is_file():
        raise no_text(corpus, [piece.id])
    data = file.read_bytes()
    decoded, digest = decode(data, name), _sha256(data)  # what is no text is told as such, whatever its checksum
    if piece.sha256 and digest != piece.sha256:
        raise InputError(
            name, f"the file of {piece.id} has changed: it is not the one whose sha256 is in corpus.toml",
            f"bring the original again (make data CORPUS={corpus.id} FROM=folder); or, if you meant to change it, "
            f'write in corpus.toml sha256 = "{digest}"')
    return decoded, digest


def read_measured(corpus: Corpus, measured: Mapping[str, str]) -> dict[str, str]:
    """The texts, by piece, that are here and are those that figures were made from: `measured` is their SHA-256."""
    found = {}
    if texts_missing(corpus) and corpus.source:
        return found
    for piece in corpus.pieces if len(measured) > 1 else map(corpus.piece, measured):
        try:
            decoded, digest = read_piece(corpus, piece)
        except InputError:
            continue
        if measured.get(piece.id) == digest:
            found[piece.id] = decoded.text
    return found


def names(pieces: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """How a reader knows each piece, by id: the shortest name that is no other's, as it stands beside every figure.

    The authors' surnames; where another piece has the same ones, or no author is stated, the outlet; where that is
    another piece's too, either with the id behind it. `pieces` are rows of the table `pieces`.

    >>> names([{"piece": "a", "author": "Ann Bo", "outlet": "The Day"}, {"piece": "b", "author": "", "outlet": "Eve"}])
    {'a': 'Bo', 'b': 'Eve'}
    >>> names([{"piece": p, "author": "Ann Bo", "outlet": o} for p, o in (("a", "Day"), ("b", "Day"), ("c", "Eve"))])
    {'a': 'Bo, a', 'b': 'Bo, b', 'c': 'Eve'}
    """
    known = {row["piece"]: (surnames(row["author"]), row["outlet"]) for row in pieces}
    times = Counter(called for own in known.values() for called in {*own} - {""})
    return {piece: next((called for called in own if times[called] == 1),
                        ", ".join(filter(None, (own[0] or own[1], piece))))
            for piece, own in known.items()}


def texts_missing(corpus: Corpus) -> list[str]:
    """Ids of the pieces whose file is not in the corpus folder; of a source, its file."""
    if corpus.source:
        return [] if corpus.source.files else [corpus.source.pattern]
    return [p.id for p in corpus.pieces if not (corpus.folder / p.file).is_file()]


def no_text(corpus: Corpus, missing: Sequence[str]) -> InputError:
    """The error of pieces whose texts are not there (see `texts_missing`): the first one's file, and the remedy."""
    pieces = () if corpus.source else corpus.pieces
    file, checksum = next(((p.file, p.sha256) for p in pieces if p.id == missing[0]), (missing[0], ""))
    free = {f.name: f for f in sorted(corpus.folder.glob("*")) if f.is_file() and f.suffix != ".toml"}
    for piece in pieces:
        free.pop(piece.file, None)  # another piece's
    same = [name for name, found in free.items() if checksum and _sha256(found.read_bytes()) == checksum][:1]
    near, more = same or get_close_matches(file, free, 1), f" and {len(missing) - 9} more" if len(missing) > 9 else ""
    hint = f" (there is {near[0]}{', of its sha256' if same else ''})" if near else ""
    return InputError(
        paths.shown(corpus.folder / file), f"there is no such file, so no text of {', '.join(missing[:9])}{more}",
        f"correct its name in corpus.toml{hint}, "
        f"or bring it: make data CORPUS={corpus.id} FROM=folder")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _piece(written: toml.Toml, number: int, entry: object, folder: Path) -> Piece:
    entry = _checked(written, "piece", number, entry, _PIECE_KEYS, _PIECE_REQUIRED)

    def wrong(key: str, what: str, remedy: str) -> InputError:
        return written.wrong("piece", number, key, what, remedy)

    if not _PIECE_ID.fullmatch(entry["id"]):
        raise wrong("id", f"{entry['id']!r} is none", "use letters, digits, - _ and . only, 64 at most")
    file = Path(entry["file"])
    inside = (folder / file).resolve().is_relative_to(folder.resolve())
    if file.is_absolute() or not inside or "\\" in entry["file"] or file.name in ("", "corpus.toml", "codebook.toml"):
        raise wrong("file", f"{entry['file']!r} leads out of the corpus folder or is not a text",
                    "name a file in the same folder as corpus.toml")
    if entry.get("sha256") and not _SHA256.fullmatch(entry["sha256"]):
        raise wrong("sha256", "not 64 lower-case hexadecimal digits", "take it from sha256sum")
    date = entry.get("date")
    if date and date.year not in _YEARS:
        raise wrong("date", f"{date.isoformat()} is in the year {date.year}",
                    "write the day it was published as YYYY-MM-DD")
    overrides = tuple(entry.pop("override", ()))
    return Piece(**{"date": None, "title": "", **entry}, overrides=overrides, listed=written.at("piece", number))


def _checked(written: toml.Toml, table: str, number: int, entry: object, known: dict[str, type],
             required: tuple[str, ...]) -> dict:
    if not isinstance(entry, dict):
        raise written.wrong(table, number, "", "not a table", "write it as in data/raw/ferry/corpus.toml")
    for key, value in entry.items():
        if key not in known:
            raise written.wrong(table, number, key, "unknown key", f"known are {', '.join(known)}")
        if not isinstance(value, known[key]) or isinstance(value, datetime.datetime):
            kind = {datetime.date: "a date as YYYY-MM-DD, without quotes", str: "a text in quotes", list: "a list"}
            raise written.wrong(table, number, key, f"it is {value!r}", f"make it {kind[known[key]]}")
    for key in required:
        if not entry.get(key):
            raise written.wrong(table, number, key, "missing or empty", f"add {key} = …")
    return dict(entry)


def _refuse_twice(written: toml.Toml, values: list[str], key: str) -> None:
    seen: dict[str, int] = {}
    for number, value in enumerate(values, 1):
        if value and seen.setdefault(value, number) != number:
            raise written.wrong("piece", number, key, f"{value!r} is that of [[piece]] {seen[value]} too",
                                "list each piece once, under its own id")
