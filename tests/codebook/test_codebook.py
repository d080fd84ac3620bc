import itertools
import pickle
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import paths
from analysis.cli import main
from analysis.codebook import Matcher, general, load_codebook, parse
from analysis.codebook.check import FORM, check
from analysis.codebook.cues import fault
from analysis.errors import InputError

CASES = Path(__file__).parent / "cases"
OWN = """
[variants]
Harborline = "Harbourline"

[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
name = ["Ada Quill"]
surname = ["Quill"]
office = ["the mayor"]

[[actor]]
id = "line"
name = "Harbourline"
kind = "organisation"
[actor.names]
name = ["Harbourline", "Harbourline Group"]
not = ["Harbourline Road"]
"""


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", cases("cues.toml"), ids=lambda c: c["text"][:40])
def test_a_cue_finds_these_words_and_no_others(case):
    assert [h.surface for h in Matcher([("x", case["cue"])]).find(case["text"])] == case["found"]


@pytest.mark.parametrize("case", cases("wrong.toml"), ids=lambda c: c["says"][0])
def test_a_wrong_codebook_is_told_its_line_key_and_remedy(case):
    with pytest.raises(InputError) as caught:
        parse(case["text"], "codebook.toml", general())
    message = str(caught.value)
    assert message.startswith(f"codebook.toml, line {case['line']}: ")
    assert "Remedy: " in message and all(word in message for word in case["says"]), message


def test_names_are_found_the_longest_first_and_phrases_that_name_nobody_are_left_out():
    book = parse(OWN, "codebook.toml", general())
    found = book.find_actors(
        "The mayor, Ada Quill, met the Harborline Group on Harbourline Road; Quill’s staff left."
    )
    assert [(m.actor, m.surface, m.how) for m in found] == [
        ("mayor", "The mayor", "office"),
        ("mayor", "Ada Quill", "name"),
        ("line", "Harborline Group", "name"),
        ("mayor", "Quill", "surname"),
    ]


def test_a_codebook_travels_between_processes():
    book = parse(OWN, "codebook.toml", general())
    sent = pickle.dumps(book)
    book.find_actors("Quill")
    assert book.event.matcher and pickle.dumps(book) == sent, "what it has found out is not sent: it grows meanwhile"
    assert pickle.loads(sent).find_actors("Quill") == book.find_actors("Quill")


def test_a_corpus_without_a_codebook_has_the_general_one(corpus_of, two_texts):
    corpus_of(two_texts)
    assert load_codebook("tiny") == general()
    assert general().claim("remedy").cues and not general().actors


def test_an_entry_of_the_corpus_replaces_the_general_one_of_its_id_and_may_drop_cues():
    book = parse(
        '[claims.remedy]\nwithout = ["must"]\n[claims.remedy.cues]\nshould = ["ought at last to"]\n'
        '[[passage]]\nid = "remedy"\nquestion = "What now?"\n',
        "codebook.toml",
        general(),
    )
    cues = dict((cue, value) for value, cue in book.claim("remedy").cues)
    assert "must" not in cues and cues["ought at last to"] == "should" and cues["had better"] == "should"
    assert [p.question for p in book.passages if p.id == "remedy"] == ["What now?"]


@pytest.mark.parametrize("corpus", sorted(f.parent.name for f in paths.raw().glob("*/codebook.toml")))
def test_every_codebook_here_is_sound(corpus):
    book = load_codebook(corpus)
    assert book.event.families and book.actors and book.themes and book.contrasts


@given(
    st.lists(st.text(alphabet="ab-' *É’", min_size=1, max_size=8), max_size=6),
    st.text(alphabet="abAB É-'’ ,.", max_size=60),
)
def test_hits_are_in_order_lie_in_the_text_and_overlap_only_when_equal(cues, text):
    hits = Matcher(("x", c) for c in cues if not fault(c)).find(text)
    assert all(text[h.start : h.end] == h.surface and h.end > h.start for h in hits)
    assert all(a.end <= b.start or (a.start, a.end) == (b.start, b.end) for a, b in itertools.pairwise(hits))


TRIED = """
[event]
name = "the closing of the ferry line"
[event.families]
closing = ["closing", "closed", "closes", "shut"]
axing = ["axed", "axing"]

[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
name = ["Ada Quill"]
office = ["the Lord Mayor", "Provost", "the Harbour Master", "US"]
"""
TOLD = {  # cue: what the remark on it has to say, None where there is to be none
    "closing": None,
    "closes": FORM,
    "shut": "stands in what was taken out (ledger, line 7; ledger, line 9)",
    "axed": "stands in what was taken out (ledger, line 9)",
    "axing": "never hits",
    "the Lord Mayor": "does not find “the lord mayor”",
    "Provost": None,
    "the Harbour Master": None,
    "US": "does not find “us”",
}


def test_the_check_tells_what_was_taken_out_what_has_other_capitals_and_what_is_another_form():
    texts = ["The Lord Mayor met the Provost. They closed us out.", "The closing, said the lord mayor and a provost."]
    removed = [("ledger, line 7", "Shut that door."), ("ledger, line 9", "Shut, and axed"), ("ledger, line 11", "Menu")]
    remarks = check(parse(TRIED, "codebook.toml", general()), general(), [*texts, "THE HARBOUR MASTER"], removed)
    told = {r.cue: r.what for r in remarks}
    for cue, what in TOLD.items():
        assert told.get(cue) == what if what in (None, FORM, "never hits") else what in told[cue], cue
    assert "page 1" in next(r.remedy for r in remarks if r.cue == "shut")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_check_of_many_pieces_shows_how_far_it_is(corpus_of, two_texts, capsys, jobs):
    texts = {f"p{n}.txt": two_texts["north.txt"] + f"\nIt is said {n} times.\n" for n in range(20)}
    folder = corpus_of(texts)
    book = '[event]\nname = "the closing"\n[event.families]\nclosing = ["clos*"]\nfire = ["burn*"]\n'
    (folder / "codebook.toml").write_text(book, "utf-8")
    assert main(["codebook", "check", "tiny", "--jobs", jobs]) == 0
    out, err = capsys.readouterr()
    assert [f"tiny: {n} of 20 pieces measured" for n in range(2, 21, 2)] == err.splitlines()
    assert '[event.families] fire: "burn*" never hits' in out and "tried on 20 texts" in out


@pytest.mark.parametrize(("more", "told"), [("", True), (OWN[OWN.index("[[actor]]") :], False)])
def test_the_check_tells_an_event_for_which_no_actor_is_named(corpus_of, two_texts, capsys, more, told):
    book = '# ours\n[event]\nname = "the closing"\n[event.families]\nclosing = ["clos*"]\n'
    (corpus_of(two_texts) / "codebook.toml").write_text(book + more, "utf-8")
    assert main(["codebook", "check", "tiny"]) == 0
    out = capsys.readouterr().out
    line = [s for s in out.splitlines() if "has no [[actor]]" in s]
    assert bool(line) is told and all(s.startswith("data/raw/tiny/codebook.toml, line 2: [event]") for s in line)
    assert all("Remedy: " in s for s in line) and ("tiny: no remarks" not in out or not told)
