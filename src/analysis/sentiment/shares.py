"""Shares of LABELS kept in a file, a byte each, with a checksum of what they are of."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.errors import InputError

UNIT = 250  # shares are kept as whole numbers of a part of it


def write(of: Sequence[tuple], shares: np.ndarray, file: Path) -> None:
    """Keep shares (models, n, 3), of each thing a byte of negative and one of positive."""
    ends = np.round(shares[..., [0, 2]] * UNIT).astype(np.uint8)
    np.savez_compressed(file, of=np.frombuffer(_checksum(of), dtype=np.uint8), shares=ends)


def read(of: Sequence[tuple], file: Path, remedy: str) -> np.ndarray:
    """Shares (models, n, 3) of these things.

    Raises InputError, with the remedy, where the file is missing, or made from other data.
    """
    if not file.is_file():
        raise InputError(file, "no such file", f"write it: {remedy}")
    with np.load(file) as stored:
        if stored["of"].tobytes() != _checksum(of):
            raise InputError(file, "made from other data", f"write it anew: {remedy}")
        ends = stored["shares"].astype(float) / UNIT
    return np.stack([ends[..., 0], 1 - ends.sum(axis=-1), ends[..., 1]], axis=-1)


def _checksum(of: Sequence[tuple]) -> bytes:
    return hashlib.sha256(repr(list(of)).encode()).digest()
