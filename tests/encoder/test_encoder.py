"""The encoder's cache, and what is said where the encoder is absent; the encoder itself is for training alone."""

import hashlib

import numpy as np
import pytest

from analysis import encoder
from analysis.errors import InputError


class Stub:
    """Vectors from a hash of the sentence; keeps what it was asked."""

    def __init__(self):
        self.asked = []

    def encode(self, sentences, **_):
        self.asked += sentences
        seeds = [int(hashlib.sha256(s.encode()).hexdigest()[:8], 16) for s in sentences]
        found = np.array([np.random.default_rng(s).normal(size=encoder.DIMENSIONS) for s in seeds])
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture
def stub(monkeypatch):
    made = Stub()
    monkeypatch.setattr(encoder, "_model", lambda: made)
    return made


def test_vectors_stand_in_the_order_of_the_sentences_and_each_is_encoded_once(stub):
    found = encoder.encode(["b", "a", "b"])
    assert found.shape == (3, encoder.DIMENSIONS) and found.dtype == np.float32
    assert (found[0] == found[2]).all() and (found[0] != found[1]).any()
    assert stub.asked == ["a", "b"]
    assert np.linalg.norm(found, axis=1) == pytest.approx(1)
    assert encoder.encode([]).shape == (0, encoder.DIMENSIONS)


def test_a_cache_is_read_appended_to_and_gives_the_same_bytes(stub, tmp_path):
    file = tmp_path / "deep" / "vectors"
    first = encoder.encode(["one", "two"], cache=file)
    again = encoder.encode(["two", "three", "one"], cache=file)
    assert stub.asked == ["one", "two", "three"]
    assert (again[[2, 0]] == first).all()
    assert file.stat().st_size == 3 * encoder.RECORD.itemsize


def test_a_half_written_record_is_dropped(stub, tmp_path):
    file = tmp_path / "vectors"
    encoder.encode(["one", "two"], cache=file)
    file.write_bytes(file.read_bytes()[:-7])
    found = encoder.encode(["one", "two"], cache=file)
    assert stub.asked == ["one", "two", "two"]
    assert (encoder.encode(["one", "two"], cache=file) == found).all()
    assert file.stat().st_size == 2 * encoder.RECORD.itemsize


def test_without_the_extra_the_remedy_is_named(monkeypatch):
    encoder._model.cache_clear()
    monkeypatch.setattr(encoder, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"\[train\]"):
        encoder.encode(["one"])


def test_other_weights_are_refused(monkeypatch, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"something else")
    encoder._model.cache_clear()
    spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr(encoder, "find_spec", lambda name: spec)
    with pytest.raises(InputError, match="weights"):
        encoder.encode(["one"])
