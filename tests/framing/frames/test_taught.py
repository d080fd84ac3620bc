"""The table of words that an encoder taught: an encoder of three numbers, made up here, stands for it."""

import gzip
import json

import numpy as np
import pytest

from analysis.errors import InputError
from analysis.framing.frames import taught
from analysis.framing.frames.lexicon import words

MONEY, LAW = {"taxes", "jobs", "dollars"}, {"court", "judge", "verdict"}


def encode(sentences):
    """How much of a sentence is money, how much law, how much anything."""
    held = [words(s) for s in sentences]
    return np.array([[sum(w in MONEY for w in h), sum(w in LAW for w in h), len(h)] for h in held], dtype=np.float32)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(taught, "FILE", tmp_path / "words.npz")
    held = {
        "sentiment": [f"The {a} and the {b} were there, said {n}." for n, (a, b) in enumerate(
            [("taxes", "jobs"), ("court", "judge"), ("jobs", "dollars"), ("verdict", "court")] * 4)],
        "framing": ["Taxes and jobs cost dollars. A judge and a verdict, then the court."] * 5,
    }
    for task, listed in held.items():
        file = tmp_path / "bench" / task / "dev" / "some.jsonl.gz"
        file.parent.mkdir(parents=True)
        lines = [json.dumps({"id": str(n), "text": f"{text} ({n})"}) for n, text in enumerate(listed)]
        file.write_bytes(gzip.compress("\n".join(lines).encode()))
    return tmp_path / "bench"


def test_words_of_one_matter_come_to_stand_together_in_the_same_bytes_again(folder):
    taught.train(folder, encode)
    first = taught.FILE.read_bytes()
    taught.train(folder, encode)
    assert taught.FILE.read_bytes() == first
    with np.load(taught.FILE) as held:
        row = dict(zip(held["words"].tolist(), held["vectors"].astype(float), strict=True))

    def likeness(a, b):
        return row[a] @ row[b] / np.sqrt((row[a] @ row[a]) * (row[b] @ row[b]))

    assert likeness("taxes", "jobs") > 0.8 and likeness("court", "judge") > 0.8
    assert likeness("taxes", "court") < 0.2


def test_no_text_of_the_framing_sets_is_encoded(folder):
    seen = []
    taught.train(folder, lambda some: (seen.extend(some), encode(some))[1])
    assert seen and not any("then the court" in s or "cost dollars" in s for s in seen)


def test_a_folder_without_texts_is_named(tmp_path):
    with pytest.raises(InputError, match="no annotated texts"):
        taught.train(tmp_path, encode)


def test_as_many_sentences_as_are_wanted_each_once_and_the_same_in_any_order():
    texts = [f"A sentence about matter number {n}. Short. A sentence about matter number {n}." for n in range(30)]
    found = taught.sample(texts, most=10)
    assert len(found) == len(set(found)) == 10 and taught.sample(texts[::-1], most=10) == found
    assert not any("Short" in s for s in found)


def test_the_shipped_table_is_of_single_words():
    index, vectors = taught.table()
    assert vectors.shape == (len(index), taught.DIMENSIONS) and np.abs(vectors).max() <= 127
    assert all(" " not in word and len(word) < 40 for word in index)
