"""A table read in batches and kept on disk gives the topics that it gives in memory."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.topics import fit, partitions
from analysis.topics.coherence import overlap


@pytest.fixture(scope="module")
def terms_file(tmp_path_factory):
    """A table `terms` of 240 pieces with four topics."""
    rng = np.random.default_rng(0)
    words = np.array([f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"])
    topics = rng.dirichlet(np.full(len(words), 0.05), 4)
    rows = []
    for k in range(240):
        drawn = rng.choice(words, 60, p=0.8 * topics[k % 4] + 0.2 / len(words))
        rows += [(f"p{k:03}", 1, "word", w, int((drawn == w).sum()), 1) for w in sorted(set(drawn))]
        rows += [
            (f"p{k:03}", 1, "word", "the", 9, 1),
            (f"p{k:03}", 1, "word", "1999", 1, 1),
            (f"p{k:03}", 1, "phrase", "x y", 2, 1),
        ]
    file = tmp_path_factory.mktemp("terms") / "terms.csv"
    pd.DataFrame(rows, columns=["piece", "paragraph", "kind", "term", "n", "sentence"]).to_csv(
        file, index=False
    )
    return file


def stored(file, folder, rows):
    return partitions.store(partitions.batches(file, rows), partitions.batches(file, rows), folder, most=0.9)


def test_batches_hold_whole_pieces(terms_file):
    cut = [set(batch["piece"]) for batch in partitions.batches(terms_file, 500)]
    assert len(cut) > 10 and sum(map(len, cut)) == 240 == len(set.union(*cut))


def test_partitions_give_the_topics_of_the_whole(terms_file, tmp_path):
    many, one = stored(terms_file, tmp_path / "many", 700), stored(terms_file, tmp_path / "one", 10**6)
    assert len(many.counts) > 5 and len(one.counts) <= 2 and many.terms == one.terms
    assert not {"the", "1999", "x y"} & set(many.terms)
    apart, whole = many.topics(4), one.topics(4)
    assert overlap(apart.tops, whole.tops).mean() == 1
    assert apart.shares == pytest.approx(fit(one.sample(240), 4).shares, abs=1e-6)
    main = apart.shares.argmax(axis=1)
    assert [len(set(main[k::4])) for k in range(4)] == [1, 1, 1, 1]


def test_a_sample_is_evenly_spaced(terms_file, tmp_path):
    found = stored(terms_file, tmp_path, 700)
    whole = np.vstack([part.toarray() for part in found.counts])
    assert (found.sample(60).toarray() == whole[::4]).all()


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_no_table_is_told(tmp_path, name):
    with pytest.raises(InputError):
        list(partitions.batches(tmp_path / name))
