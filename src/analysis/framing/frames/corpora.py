"""Annotated data as lines and as running text, for training."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

from analysis.errors import InputError

BESIDE = ("cleaning", "sentiment")  # tasks whose texts are read, beside those of framing


def records(file: Path) -> list[dict]:
    """The records of a JSON-lines file, gzipped or not. Raises InputError."""
    try:
        data = file.read_bytes()
        text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(file, f"not readable as JSON lines ({error})", "bring the file as it was") from None


def texts(files: Iterable[Path]) -> list[str]:
    """The running texts of files of any of the sets, each once: a record's text, its sentences or its gold."""
    return list(dict.fromkeys(text for file in files for r in records(file) for text in _texts(r)))


def paragraphs(folder: Path, tasks: Iterable[str]) -> list[str]:
    """The lines of all texts in the dev parts of those tasks in `folder`, each once."""
    files = [file for task in tasks for file in sorted((folder / task / "dev").glob("*.jsonl.gz"))]
    return list(dict.fromkeys(line for text in texts(files) for line in text.split("\n") if line.strip()))


def _texts(record: dict) -> Iterable[str]:
    for key in ("text", "sentences", "gold"):
        held = record.get(key)
        if isinstance(held, str):
            return [held]
        if isinstance(held, list) and held and isinstance(held[0], str):
            return ["\n".join(held)]
    return []
