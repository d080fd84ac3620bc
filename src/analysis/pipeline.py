"""read → clean → measure: from a corpus's texts to its tables.

`measure_piece` is a pure function from one piece to rows, so that one process, a pool or a cluster run the
same code; `measure_corpus` runs it over a corpus and checks what only shows across pieces.
"""

import hashlib
import json
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import english, paths, tables, warned
from analysis.cleaning import Cleaned, clean, repeated_by_outlet
from analysis.cleaning.hyphens import Whole
from analysis.codebook import Codebook, load_codebook
from analysis.corpus import Corpus, Piece, read_piece, texts_missing
from analysis.decoding import Decoded
from analysis.environment import installed
from analysis.errors import InputError
from analysis.segments import Document, segment

if TYPE_CHECKING:
    import pandas as pd

Rows = dict[str, list[dict]]
# Each room's `measure(document, codebook)` gives rows by table; the order is that of the pages.
MEASURES = ("analysis.sentiment", "analysis.topics", "analysis.framing")
LEFT_OUT = "left out"  # how the warning of a piece begins that could not be measured
LARGE = 1000  # pieces from which on a corpus is measured in parts (`analysis.partitioned`)
_POOL_FROM = 8  # pieces: below that, what a first text loads costs most, so that rooms are shared out and not pieces


def measure_piece(piece: Piece, decoded: Decoded, digest: str, codebook: Codebook, order: int = 1,
                  repeated: frozenset[str] = frozenset(), where: str = "") -> Rows:
    """Every table's rows for one piece; `where` is how an error names its file.

    Raises InputError for a text with no body left or that is not English.
    """
    document, rows = _documented(piece, decoded, digest, order, repeated, where)
    return rows | _measured(MEASURES, document, codebook)


def measure_corpus(corpus: Corpus, jobs: int = 1, progress: Callable[[int, int], None] = lambda done, of: None
                   ) -> dict[str, "pd.DataFrame"]:
    """Every table of a corpus, from its texts. `progress` is told (pieces done, pieces in all).

    Raises InputError for a text that is missing, changed, unreadable, there twice, or no English article.
    """
    codebook, work = load_codebook(corpus.id), _work(corpus)
    gathered: Rows = {}
    for done, rows in enumerate(_over(work, codebook, jobs), 1):
        for name, more in rows.items():
            gathered.setdefault(name, []).extend(more)
        progress(done, len(work))
    if corpus.source:
        refuse_most_left_out(corpus, gathered["pieces"])
    warned.add_far_dates(gathered["pieces"], codebook.event.year)
    warned.add_duplicates(gathered, {item[0].id: item[1].text for item in work})
    return {name: tables.frame(name, rows) for name, rows in gathered.items()}


def read(corpus: Corpus, codebook: Codebook, rooms: Iterable[str], jobs: int = 1,
         progress: Callable[[int, int], None] = lambda done, of: None) -> Iterator[tuple[Document, Rows]]:
    """The pieces of a corpus as they are measured, cleaned and cut into sentences, each with its rows by some rooms;
    of a source, those that are English articles. Raises InputError as `measure_corpus` does.
    """
    work, one = _work(corpus), partial(_read_item, codebook, rooms)
    with processes(jobs) if jobs > 1 and len(work) >= _POOL_FROM else nullcontext() as pool:
        for done, found in enumerate(pool.map(one, work, chunksize=4) if pool else map(one, work), 1):
            progress(done, len(work))
            if found is not None:
                yield found


def _work(corpus: Corpus) -> list[tuple]:
    """What `piece_rows` takes of each piece, but the codebook."""
    texts = [read_piece(corpus, piece) for piece in corpus.pieces]
    if not corpus.source:
        _refuse_same_text(corpus, texts)
    repeated = repeated_by_outlet(
        (piece.outlet, decoded.text) for piece, (decoded, _) in zip(corpus.pieces, texts, strict=True)
    )
    return [(piece, decoded, digest, order, repeated[piece.outlet], paths.shown(corpus.folder / piece.where))
            for order, (piece, (decoded, digest)) in enumerate(zip(corpus.pieces, texts, strict=True), 1)]


def ensure_figures(corpus: Corpus, jobs: int = 1, progress: Callable[[int, int], None] = lambda done, of: None,
                   cluster: str = "") -> list[str]:
    """Bring data/processed/<corpus> up to date where the texts are there. Returns the tables that changed.

    A large corpus can be measured by a Dask cluster: the address of its scheduler.

    Without the texts, or where nothing they depend on has changed, nothing is done.
    """
    if texts_missing(corpus):
        return []
    folder = paths.processed(corpus.id)
    stamp = folder / ".stamp"
    if stamp.is_file() and stamp.read_text("utf-8") == fingerprint(corpus):
        return []
    if len(corpus.pieces) >= LARGE:
        from analysis import partitioned

        changed = partitioned.measure(corpus, folder, jobs, progress, cluster)
    else:
        changed = tables.write_tables(folder, measure_corpus(corpus, jobs, progress))
    stamp.write_text(fingerprint(corpus), "utf-8")
    return changed


def differences(corpus: Corpus, jobs: int = 1) -> dict[str, str]:
    """Measure anew and compare with the tables on disk, byte by byte: {table: what differs}, {} where equal."""
    folder = paths.processed(corpus.id)
    if len(corpus.pieces) >= LARGE:
        from analysis import partitioned

        return partitioned.differences(corpus, folder, jobs)
    found = {}
    for name, data in measure_corpus(corpus, jobs).items():
        file, content = folder / f"{name}.csv", tables.to_csv(name, data).encode("utf-8")
        if not file.is_file():
            found[name] = "not on disk"
        elif (there := file.read_bytes()) != content:
            lines = zip([*there.splitlines(), b""], [*content.splitlines(), b""], strict=False)
            found[name] = f"differs from line {next((n for n, (a, b) in enumerate(lines, 1) if a != b), 1)} on"
    for file in sorted(folder.glob("*.csv")):
        if file.stem not in tables.schemas():
            found[file.stem] = "no table of this version"
    return found


def fingerprint(corpus: Corpus) -> str:
    """A hash of the tables and all they depend on: the corpus folder, this package's sources, the libraries."""
    package = Path(__file__).parent
    files = [f for f in sorted(package.rglob("*")) if f.is_file() and f.suffix != ".pyc"]
    files += [f for f in sorted(corpus.folder.rglob("*")) if f.is_file()]
    files += tables.files(paths.processed(corpus.id))
    state = {str(f): digest(f) for f in files}
    state["libraries"] = installed()
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def digest(file: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _base_rows(document: Document, decoded: Decoded, digest: str, order: int) -> Rows:
    piece, cleaned, whole = document.piece, document.cleaned, document.cleaned.whole.text
    body = document.body_sentences
    facts = _facts(piece, decoded, digest, order) | {
        "words": count_words(whole),
        "body_words": sum(count_words(whole[b.start:b.end]) for b in cleaned.blocks if b.role == "body"),
        "paragraphs": len(document.paragraphs), "sentences": len(body),
    }
    paragraphs = [whole[own[0].start:own[-1].end] for own in document.paragraphs]
    headed = None if piece.line else decoded.text
    facts["warnings"] = "; ".join((*cleaned.warnings, *warned.of_piece(facts, headed, paragraphs)))
    blocks = [{
        "piece": piece.id, "block": number, "first_line": b.first_line, "last_line": b.last_line, "start": b.start,
        "end": b.end, "role": b.role, "kind": b.kind or "", "reason": b.reason, "confidence": b.confidence,
        "override": b.override or "", "words": count_words(whole[b.start:b.end]),
    } for number, b in enumerate(cleaned.blocks, 1)]
    sentences = [{
        "piece": piece.id, "part": s.part, "paragraph": s.paragraph, "sentence": s.sentence, "start": s.start,
        "end": s.end, "words": count_words(s.text), "quoted": s.quoted,
    } for s in document.sentences]
    return {"pieces": [facts], "blocks": blocks, "sentences": sentences}


def _facts(piece: Piece, decoded: Decoded, digest: str, order: int) -> dict:
    return {
        "piece": piece.id, "order": order, "title": piece.title, "author": piece.author, "outlet": piece.outlet,
        "date": piece.date.isoformat() if piece.date else "", "url": piece.url, "sha256": digest,
        "encoding": decoded.encoding, "characters": len(decoded.text), "words": count_words(decoded.text),
        "body_words": 0, "paragraphs": 0, "sentences": 0, "warnings": "",
    }


def count_words(text: str) -> int:
    """Words as a reader counts them: runs of letters and digits, inner dots, apostrophes and hyphens included.

    >>> count_words("The U.S.-led anti-war coalition didn't act.")
    6
    """
    return len(english.WORD.findall(text))


def piece_rows(piece: Piece, decoded: Decoded, digest: str, order: int, repeated: frozenset[str], where: str,
               codebook: Codebook, rooms: Iterable[str] = MEASURES) -> Rows:
    """As `measure_piece`, by some rooms; of a piece out of many that cannot be measured the table `pieces` says why."""
    try:
        document, rows = _documented(piece, decoded, digest, order, repeated, where)
    except InputError as error:
        if not piece.line:
            raise
        return {"pieces": [_facts(piece, decoded, digest, order) | {"warnings": f"{LEFT_OUT}: {error.what}"}]}
    return rows | _measured(rooms, document, codebook)


def refuse_most_left_out(corpus: Corpus, pieces: list[dict]) -> None:
    """Raises InputError where more than half of the pieces could not be measured: the column is a wrong one."""
    out = [row for row in pieces if row["warnings"].startswith(LEFT_OUT)]
    if 2 * len(out) > len(pieces):
        raise InputError(paths.shown(corpus.folder / corpus.piece(out[0]["piece"]).where),
                         f"{len(out)} of {len(pieces)} pieces are not English articles, such as this one",
                         "name the column that holds the text in corpus.toml: [source] text = …")


def _documented(piece: Piece, decoded: Decoded, digest: str, order: int, repeated: frozenset[str], where: str
                ) -> tuple[Document, Rows]:
    """A piece cleaned and cut into sentences, and the rows that say so. Raises InputError as `measure_piece` does."""
    try:
        cleaned = clean(decoded.text, title=piece.title or None, author=piece.author, overrides=piece.overrides,
                        repeated=repeated)
    except InputError as error:  # an override's
        raise InputError(f"{piece.listed}: piece {piece.id}, {error.where}", error.what, error.remedy) from None
    _refuse_no_article(piece, cleaned, where or piece.file)
    document = segment(piece, cleaned)
    return document, _base_rows(document, decoded, digest, order)


def _measured(rooms: Iterable[str], document: Document, codebook: Codebook) -> Rows:
    rows: Rows = {}
    for room in rooms:
        rows |= import_module(room).measure(document, codebook)
    return _placed(rows, document.cleaned.whole)


def _placed(rows: Rows, whole: Whole) -> Rows:
    """Rows whose characters are those of the raw text, where a sentence has words whole that a line's end cut."""
    for own in rows.values() if whole.moved else ():
        for row in own:
            if "start" in row:
                start, end = whole.span(row["start"], row.get("end", row["start"] + 1))
                row |= {"start": start, "end": end} if "end" in row else {"start": start}
    return rows


def _over(work: list[tuple], codebook: Codebook, jobs: int) -> Iterable[Rows]:
    """The rows of each piece, in order: a process for some pieces, or, of few pieces, for the first room."""
    if jobs < 2:
        yield from (_measure_item(codebook, item) for item in work)
    elif len(work) < _POOL_FROM and not work[0][0].line:
        documents = [_documented(*item) for item in work]
        with processes(1) as pool:
            beside = pool.map(partial(_measured, MEASURES[:1]), (d for d, _ in documents), repeat(codebook))
            here = [rows | _measured(MEASURES[1:], document, codebook) for document, rows in documents]
            yield from (rows | more for rows, more in zip(here, beside, strict=True))
    else:
        with processes(jobs) as pool:
            yield from pool.map(partial(_measure_item, codebook), work, chunksize=4)


def processes(number: int) -> ProcessPoolExecutor:
    """A pool whose processes end at Ctrl-C without a word: this one tells of it."""
    return ProcessPoolExecutor(number, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL))


def _read_item(codebook: Codebook, rooms: Iterable[str], item: tuple) -> tuple[Document, Rows] | None:
    try:
        document, _ = _documented(*item)
    except InputError:
        if not item[0].line:
            raise
        return None
    return document, _measured(rooms, document, codebook)


def _measure_item(codebook: Codebook, item: tuple) -> Rows:
    return piece_rows(*item, codebook)


def _refuse_no_article(piece: Piece, cleaned: Cleaned, where: str) -> None:
    if not cleaned.body.strip():
        raise InputError(where, f"no body is left of {piece.id}: nothing in it reads like an article",
                         "look at python -m analysis clean FILE, and put blocks back by an override in corpus.toml")
    if language := english.foreign(cleaned.body):
        raise InputError(where, f"the body of {piece.id} is not English (it looks like '{language}')",
                         "bring an English text, since no other language can be measured, or take the piece out of "
                         "corpus.toml")


def _refuse_same_text(corpus: Corpus, texts: list[tuple[Decoded, str]]) -> None:
    seen: dict[str, str] = {}
    for piece, (decoded, _) in zip(corpus.pieces, texts, strict=True):
        plain = " ".join(decoded.text.split())
        if plain in seen:
            raise InputError(paths.shown(corpus.folder / piece.file),
                             f"the text of {piece.id} is that of {seen[plain]}", "list each piece once")
        seen[plain] = piece.id
