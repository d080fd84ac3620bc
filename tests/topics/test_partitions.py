"""A corpus kept in parts gives what it gives in memory: counts, topics, sentences, and a page."""

import numpy as np
import pandas as pd
import pytest

from analysis import figures as opened
from analysis import paths, tables, topics
from analysis.topics import evidence, findings, fit, page, partitions
from analysis.topics.coherence import overlap
from analysis.topics.streaming import Terms


def rows(pieces=240):
    """A table `terms` with four topics."""
    rng = np.random.default_rng(0)
    words = np.array([f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnrst"])
    shares = rng.dirichlet(np.full(len(words), 0.05), 4)
    found = []
    for k in range(pieces):
        drawn = rng.choice(words, 60, p=0.8 * shares[k % 4] + 0.2 / len(words))
        counted = [("word", w, int((drawn == w).sum())) for w in sorted(set(drawn))]
        counted += [("word", "the", 9), ("word", "1999", 1), ("phrase", "x y", 2)]
        if k % 3 == 0:
            counted += [("word", "foreign", 1), ("word", "policy", 1), ("phrase", "foreign policy", 1)]
        found += [{"piece": f"p{k:03}", "paragraph": 1, "kind": kind, "term": term, "n": n, "sentence": 1}
                  for kind, term, n in counted]  # fmt: skip
    return found


def in_parts(pieces):
    """The same, as a function that gives it in parts of so many pieces."""
    table = pd.DataFrame(rows())
    number = table["piece"].str[1:].astype(int) // pieces
    return lambda: (part for _, part in table.groupby(number))


def test_partitions_give_the_topics_of_the_whole(tmp_path):
    many, one = (partitions.store(in_parts(n), tmp_path / str(n), most=0.9) for n in (33, 240))
    assert len(many.counts) == 8 and len(one.counts) == 1 and many.terms == one.terms
    assert not {"the", "1999", "x y"} & set(many.terms)
    apart, whole = many.topics(4), one.topics(4)
    assert overlap(apart.tops, whole.tops).mean() == 1
    assert apart.shares == pytest.approx(fit(one.sample(240), 4).shares, abs=1e-6)
    main = apart.shares.argmax(axis=1)
    assert [len(set(main[k::4])) for k in range(4)] == [1, 1, 1, 1]


def test_a_sample_is_evenly_spaced(tmp_path):
    found = partitions.store(in_parts(33), tmp_path, most=0.9)
    whole = np.vstack([part.toarray() for part in found.counts])
    assert (found.sample(60).toarray() == whole[found.spaced(60)]).all() and len(set(found.spaced(60))) == 60


PIECE = '[[piece]]\nid = "p{0:03}"\ntitle = "T"\noutlet = "O{1}"\ndate = 2021-0{2}-04\nfile = "p{0}.txt"\n'


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A function: figures of 240 pieces of two outlets, the tables in parts of 33 pieces or not."""
    monkeypatch.setenv("PARALLAX_ROOT", str(tmp_path))
    monkeypatch.setattr(tables, "PARTITION", 33)
    raw, folder = paths.raw("many"), paths.processed("many")
    raw.mkdir(parents=True)
    head = '[corpus]\ntitle = "Many"\nevent = "E"\n'
    (raw / "corpus.toml").write_text(head + "".join(PIECE.format(k, k % 2, 1 + k % 3) for k in range(240)), "utf-8")
    ids = [f"p{k:03}" for k in range(240)]
    pieces = [dict.fromkeys((c.name for c in tables.schemas()["pieces"].columns), 0) | {
        "piece": p, "order": k + 1, "title": p, "author": "", "outlet": f"O{k % 2}", "date": f"2021-0{1 + k % 3}-04",
        "url": "", "sha256": "", "encoding": "utf-8", "warnings": ""} for k, p in enumerate(ids)]
    sentences = [{"piece": p, "part": "body", "paragraph": 1, "sentence": 1, "start": 0, "end": 9, "words": 60,
                  "quoted": 0.0} for p in ids]
    found = {"pieces": pieces, "terms": rows(), "themes": [], "sentences": sentences}

    def make(parts: bool):
        tables.write_tables(folder, {n: tables.frame(n, r) for n, r in found.items() if n == "pieces" or not parts})
        for name in ("terms", "themes", "sentences") if parts else ():
            (folder / f"{name}.csv").unlink(missing_ok=True)
            for number in range(8):
                inside = [r for r in found[name] if int(r["piece"][1:]) // 33 == number]
                tables.write_part(folder, name, number + 1, tables.frame(name, inside))
        return opened.load("many")
    return make


def test_counts_in_parts_are_those_in_memory(kept):
    pytest.importorskip("pyarrow", reason="large corpora are kept as Parquet")
    kinds = ("word", "name", "phrase")
    whole = topics.count(kept(False), kinds=kinds, whole=True)
    parts = kept(True)
    assert parts.in_parts("terms") and not parts.in_parts("pieces")
    streamed = Terms(parts, topics.grouping(parts)).count(kinds)
    assert streamed.terms["term"].tolist() == whole.terms["term"].tolist()
    assert "foreign policy" in set(streamed.terms["term"]) and "policy" not in set(streamed.terms["term"])
    assert (streamed.matrix != whole.matrix).nnz == 0 and not streamed.cut
    assert streamed.units.to_dict("list") == whole.units.to_dict("list")


def test_the_page_of_parts_says_what_it_rests_on(kept, monkeypatch):
    pytest.importorskip("pyarrow", reason="large corpora are kept as Parquet")
    monkeypatch.setattr("analysis.topics.model.SAMPLED", 120)
    figures = kept(True)
    compared = topics.compare(figures, resamples=200)
    found = topics.find_topics(figures, most=4)
    assert compared.groups == ("O0", "O1") and compared.counts.unit == "piece"
    assert found.model.shares.shape == (240, found.model.k) and len(found.units) == 240
    assert "evenly spaced pieces" in findings.topics_note(found)[1]
    explored = topics.leading(compared.terms, 2)
    quoted = evidence.of_terms(figures, topics.grouping(figures), explored)
    assert len(quoted) and set(evidence.of_topics(figures, found)["piece"]) <= set(figures.ids)
    assert "p" in page.words_sentences(figures, topics.grouping(figures), explored).html
    assert figures.quote("p239", "body", 1).endswith("paragraph 1, sentence 1")


def test_terms_beyond_what_can_be_compared_are_cut_and_told(kept, monkeypatch):
    pytest.importorskip("pyarrow", reason="large corpora are kept as Parquet")
    monkeypatch.setattr("analysis.topics.streaming.VOCABULARY", 20)
    compared = topics.compare(kept(True), resamples=200)
    assert len(compared.counts.terms) == 20
    assert "Compared were the 20 terms that stand in most pieces" in findings.exploration(compared)[0]
