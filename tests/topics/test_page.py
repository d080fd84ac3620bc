"""The page's tables and sentences from made-up tables: what is one's own, what is not, what is empty."""

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import tables, topics
from analysis.codebook import Codebook, Theme
from analysis.corpus import Corpus, Piece
from analysis.errors import InputError
from analysis.figures import Figures
from analysis.topics import evidence, findings, page
from analysis.topics.counts import FEW

THEMES = (Theme("sea", "The sea", ("tide*", "wave*")), Theme("law", "The law", ("court*",)))
WORDS = [f"{a}{b}" for a in ("al", "be", "co", "du", "en", "fi", "go") for b in ("rin", "sta", "mel", "nok")]


def made_up(pieces=3, paragraphs=14, own=0.0, seed=0, themes=True, outlets=None):
    """Figures of a corpus whose first piece says `tide` more often, by `own` times a paragraph."""
    rng = np.random.default_rng(seed)
    ids = [f"p{k}" for k in range(pieces)]
    rows = {"terms": [], "themes": [], "sentences": []}
    for k, piece in enumerate(ids):
        for paragraph in range(1, paragraphs + 1):
            drawn = rng.choice(WORDS, 40, p=rng.dirichlet(np.full(len(WORDS), 0.6)))
            drawn = [*drawn, *["the"] * 8, *["tide"] * int(rng.poisson(own if k == 0 else 0.05))]
            counted = {("word", w): drawn.count(w) for w in sorted(set(drawn))}
            if paragraph % 2:
                counted |= {("word", "foreign"): 1, ("word", "policy"): 1, ("phrase", "foreign policy"): 1}
            here = {"piece": piece, "paragraph": paragraph, "sentence": paragraph}
            rows["terms"] += [
                here | {"kind": kind, "term": term, "n": n} for (kind, term), n in counted.items()
            ]
            if themes and "tide" in drawn:
                theme = {"theme": "sea", "n": drawn.count("tide"), "cues": "tide", "sentence_cues": "tide"}
                rows["themes"].append(here | theme)
            rows["sentences"].append(
                here | {"part": "body", "start": 0, "end": 9, "words": 48, "quoted": 0.0}
            )
    outlets = outlets or [f"Outlet {k}" for k in range(pieces)]
    day = datetime.date(2021, 1, 1)
    listed = tuple(Piece(i, f"Piece {i}", o, day, f"{i}.txt") for i, o in zip(ids, outlets, strict=True))
    found = {name: tables.frame(name, made) for name, made in rows.items()}
    found["pieces"] = pd.DataFrame({
        "piece": ids, "order": range(1, pieces + 1), "title": ids, "author": "", "outlet": outlets,
        "date": [f"2021-{1 + k % 3:02d}-01" for k in range(pieces)], "sha256": "",
    })  # fmt: skip
    figures = Figures(Corpus("made_up", "", "", listed, Path("nowhere")), found)
    figures.__dict__["codebook"] = Codebook(themes=THEMES if themes else ())
    return figures


@pytest.fixture(scope="module")
def plain():
    return made_up()


@pytest.fixture(scope="module")
def marked():
    return made_up(own=3.0)


def told(figures, **options):
    compared = topics.compare(figures, resamples=200, **options)
    return findings.conclusion(compared, topics.find_topics(figures, most=4))


def test_one_source_has_no_word_of_its_own(plain):
    first, *_, last = told(plain)
    assert first.startswith("No single word survives correction")
    assert "42 paragraphs" in first and "q = " in first
    assert "cannot carry a topic model" in last


def test_a_planted_word_and_its_theme_are_told(marked):
    first, second, *_ = told(marked)
    assert re.match(r"1 term survives correction of \d+ words, .* “tide” in Outlet 0\.", first)
    assert "“The sea” is surely one piece's own: Outlet 0" in second


def test_what_one_test_alone_would_pass_is_told(marked):
    compared = topics.compare(marked, resamples=200)
    compared.terms[["q_words", "q_dealt"]] = 0.5
    mine = (compared.terms["term"] == "alrin") & (compared.terms["log_odds"] > 0)
    compared.terms.loc[mine, "q_dealt"] = 0.01
    told = findings.both_tests(compared)
    assert "drawing words one by one would let no others through, " in told
    assert "and dealing paragraphs anew would let “alrin” in" in told


def test_rates_stand_with_intervals_and_raw_counts(marked):
    rates = topics.compare(marked, resamples=200).theme_rates
    row = rates[(rates["group"] == "Outlet 0") & (rates["term"] == "The sea")].iloc[0]
    words = marked.table("terms").query("piece == 'p0' and kind != 'phrase'")["n"].sum()
    assert row["rate"] == pytest.approx(1000 * row["n"] / words) and row["low"] < row["rate"] < row["high"]


def test_a_phrase_that_holds_is_compared_and_its_words_are_not(plain):
    terms = set(topics.count(plain, kinds=("word", "name", "phrase")).terms["term"])
    assert "foreign policy" in terms and not {"foreign", "policy", "the"} & terms


def test_function_words_where_asked_for(plain):
    assert "the" in set(topics.count(plain, words="all").terms["term"])


@pytest.mark.parametrize("pieces, unit, groups", [(3, "paragraph", 3), (20, "piece", 2)])
def test_groups_and_units_by_the_size_of_the_corpus(pieces, unit, groups):
    outlets = None if pieces <= FEW else ["One", "Two"] * (pieces // 2)
    counts = topics.count(made_up(pieces, 4, outlets=outlets))
    assert counts.unit == unit and len(counts.groups) == groups


def test_groups_asked_for(plain):
    assert set(topics.grouping(plain, "month")) == {"2021-01", "2021-02", "2021-03"}
    twice = made_up(2, 3, outlets=["Same", "Same"])
    assert topics.grouping(twice, "piece").tolist() == ["Same, p0", "Same, p1"]


def test_more_groups_than_can_be_compared_are_joined_or_refused():
    many = made_up(60, 1, outlets=[f"O{k // 2 if k < 20 else k}" for k in range(60)])
    groups = topics.grouping(many, "outlet")
    assert groups.value_counts()["all others"] == 46 and groups["p0"] == "O0" and groups.nunique() == FEW
    with pytest.raises(InputError, match="60 pieces are too many"):
        topics.grouping(many, "piece")
    assert set(topics.grouping(many, "year")) == {"2021"}


def test_likeness_knows_one_source_from_two(plain):
    other = made_up(2, 14, own=12.0)
    assert topics.compare(plain, resamples=200).likeness["p"].min() > 0.05
    row = topics.compare(other, resamples=200).likeness.iloc[0]
    assert row["p"] < 0.01 and row["low"] <= row["similarity"] <= row["high"] < row["alike"]


def test_evidence_leads_to_sentences_with_the_term(marked):
    compared = topics.compare(marked, resamples=200)
    lead = topics.leading(compared.terms[compared.terms["term"] == "tide"], 1)
    rows = evidence.of_terms(marked, topics.grouping(marked), lead, per=2)
    terms = marked.table("terms").set_index(["piece", "sentence", "term"])
    assert len(rows) == 2 and all((r.piece, r.sentence, "tide") in terms.index for r in rows.itertuples())


def test_places_are_shares_of_the_piece(marked):
    found = topics.places(topics.count(marked), ["tide"])
    assert found["place"].between(0, 1).all()
    assert found["n"].sum() == marked.table("terms").query("term == 'tide'")["n"].sum()


def test_the_same_tables_give_the_same_page(marked):
    made = [topics.compare(marked, resamples=200) for _ in range(2)]
    one, two = (page.words(compared, topics.leading(compared.terms, 4)) for compared in made)
    assert one.html == two.html


@pytest.mark.parametrize(("themes", "said"), [
    ((), "this corpus has no codebook that names one"),
    ((Theme("ice", "Ice", ("glacier*",)),), "No cue of the codebook's 1 theme can be compared")])
def test_that_no_theme_is_counted_is_told_with_its_reason(themes, said):
    figures = made_up(themes=False)
    figures.__dict__["codebook"] = Codebook(themes=themes)
    told = findings.theme_sentences(topics.compare(figures, resamples=200))
    assert len(told) == 1 and said in told[0]


def cells():
    notebook = json.loads((Path(__file__).parents[2] / "notebooks" / "3_topics.ipynb").read_text("utf-8"))
    code = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    return [("".join(c["source"]), c["metadata"].get("tags", [])) for c in code]


def test_cells_are_short_and_define_nothing():
    sources = [source for source, _ in cells()]
    assert np.median([len(s.splitlines()) for s in sources]) <= 3
    assert not any(re.search(r"^\s*(def|class) ", s, re.MULTILINE) for s in sources)


@pytest.mark.parametrize(
    "figures",
    [
        made_up(themes=False), made_up(2, 1), made_up(3, 2), made_up(12, 3, outlets=["A", "B", "C"] * 4),
        made_up(12, 12, own=2.0, outlets=["A"] * 6 + ["B"] * 6), made_up(9, 2),
    ],
    ids=["no themes", "one paragraph", "two paragraphs", "outlets", "outlets of many", "nine pieces"],
)  # fmt: skip
def test_the_notebook_runs_on_any_tables(figures, monkeypatch):
    monkeypatch.setattr("analysis.figures.load", lambda corpus: figures)
    space: dict = {}
    for source, tags in cells():
        exec(compile(source, "cell", "exec"), space)
        if "parameters" in tags:
            space |= {"resamples": 200, "topics_most": 3}
    assert space["compared"].groups


def test_hostile_words_stay_text():
    figures = made_up(own=3.0)
    terms = figures.table("terms")
    evil = "<img/onerror=alert(1)>$x$"
    figures._read["terms"] = terms.assign(term=terms["term"].replace("tide", evil))
    compared = topics.compare(figures, resamples=200)
    shown = page.words(compared, lead := topics.leading(compared.terms, 3)).html + page.words_table(lead).html
    assert "<img" not in shown and "&lt;img" in shown


def test_of_terms_that_tie_after_correction_the_surest_is_the_nearest_and_the_tie_is_said():
    compared = topics.compare(made_up(own=0.5), resamples=100)
    terms = compared.terms.assign(survives=False, q=0.9, p=0.5)
    row = terms.index[terms["log_odds"] > 0][-1]
    told = findings.words_sentence(replace(compared, terms=terms.assign(p=terms["p"].where(terms.index != row, 0.01))))
    ties = int((terms["log_odds"] > 0).sum()) - 1
    assert f"the nearest is “{terms['term'][row]}” in {terms['group'][row]}, {terms['n'][row]} there" in told
    assert f"(p = .010; corrected, q = .900, which {ties} more share)" in told
    assert "nearest" not in findings.words_sentence(replace(compared, terms=terms.assign(log_odds=-1.0)))
