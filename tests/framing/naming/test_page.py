"""Counts made by hand, planned tests, lines, coders' sheets and the codebook's check."""

import csv
import io
import json
import re
import shutil
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from analysis import cli, figures, paths, pipeline
from analysis.codebook import Actor, general, parse
from analysis.codebook.check import check
from analysis.corpus import load_corpus
from analysis.errors import InputError
from analysis.framing import (
    comparing,
    conclusions,
    concordance,
    contrasts,
    epithets,
    page,
    page_of_agency,
    page_of_frames,
    page_of_matters,
    trust,
    wording,
)
from analysis.framing.coding import chosen, instructions, key, read_key, read_sheet, refuse_unanswered, sheet, text_of
from analysis.framing.evidence import SHOWN
from analysis.framing.frames import strongest
from analysis.framing.frames.model import SETS
from analysis.framing.people import unlisted_names

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def ferry():
    return figures.load("ferry")


def corpora() -> list[str]:
    return [c for c in sorted(COUNTS) if (paths.processed(c) / "event_mentions.csv").is_file()]


COUNTS = tomllib.loads((CASES / "counts.toml").read_text("utf-8"))


@pytest.mark.parametrize("corpus", corpora())
def test_counts_made_by_hand_stand_in_the_tables(corpus):
    loaded = figures.load(corpus)
    events, actors = comparing.events(loaded), loaded.table("actor_mentions")
    claims = loaded.table("claims")
    for piece, wanted in COUNTS[corpus].items():
        own = events[events["piece"] == piece]
        families = own.groupby("family").size().to_dict()
        assert {f: families.get(f, 0) for f in wanted["families"]} == wanted["families"], piece
        assert int((own["agent_how"] != "deleted").sum()) == wanted["agent_named"], piece
        assert int(own["attributed"].sum()) == wanted["attributed"], piece
        for actor, ways in wanted.get("ways", {}).items():
            rows = actors[(actors["piece"] == piece) & (actors["actor"] == actor)]
            found = rows.groupby("how").size().to_dict()
            assert {w: found.get(w, 0) for w in ways} == ways, (piece, actor)
        rows = claims[claims["piece"] == piece]
        assert int((rows["value"] == "so-called").sum()) == wanted["so_called"], piece
        years = set(rows.loc[rows["value"] == "year", "surface"])
        assert sorted(years) == wanted["years"], piece
        told = wording.remedies(loaded)
        assert len(told[told["piece"] == piece]) == wanted["remedies"], piece


def test_shares_lie_in_their_intervals_and_sum_to_one(ferry):
    naming = comparing.naming(ferry, resamples=200)
    known = naming[naming["low"].notna()]
    assert ((known["low"] <= known["share"]) & (known["share"] <= known["high"])).all()
    assert naming.groupby("piece")["share"].sum().round(6).eq(1).all()


def test_planned_contrasts_are_corrected_together_and_the_same_twice(ferry):
    once, twice = (contrasts.planned(ferry, resamples=500) for _ in range(2))
    assert once.equals(twice) and (once["p_holm"] >= once["p"]).all()
    said = conclusions.on_planned(ferry, once, contrasts.shares(ferry, 200))
    assert said[0].startswith(f"Of {len(ferry.codebook.contrasts)} comparisons that the codebook names")
    assert re.search(r"\d+ : \d+ in [^\[]+ \[\d+ to \d+%\]", " ".join(said[1:]))


def test_every_opening_sentence_has_its_n_and_interval(ferry):
    naming, agency = comparing.naming(ferry, resamples=200), comparing.agency(ferry, 200)
    told = conclusions.on_remedies(ferry, wording.remedies(ferry), comparing.claims(ferry, 200))
    for sentence in (conclusions.on_naming(ferry, naming), conclusions.on_agency(ferry, agency), told):
        assert len(re.findall(r" \[\d+ to \d+%, \d+ paragraphs\]", sentence)) == len(ferry.ids), sentence


def test_demands_and_their_share_are_of_one_base_and_add_up(ferry):
    data, book = wording.remedies(ferry), {1: "once", 2: "twice"}
    told = conclusions.on_remedies(ferry, data, comparing.claims(ferry, 200))
    for piece in ferry.ids:
        own = data[(data["piece"] == piece) & (data["part"] == "body")]
        said = told.split(f"{ferry.name(piece)} ")[1].split(";")[0]
        assert said.startswith(book.get(len(own), f"{len(own)} times"))
        listed = said[said.index("(") + 1 : said.index(")")].split(", ")
        times = [{"once": 1, "twice": 2}.get(w.split()[-1]) or int((re.findall(r"(\d+) times$", w) or [1])[0])
                 for w in listed]
        assert sum(times) == len(own)
        sentences = ferry.table("sentences")
        of = ((sentences["piece"] == piece) & (sentences["part"] == "body")).sum()
        assert f"in {100 * own['sentence'].nunique() / of:.0f}% of sentences" in said


def test_an_odds_ratio_that_is_not_finite_has_the_bound_that_is_known(ferry):
    for row in contrasts.pairs(ferry, ferry.codebook.contrasts[0].id)["odds"]:
        assert re.fullmatch(r"[\d.]+, [\d.]+ to [\d.]+|[\d.]+ or (more|less)|not known.*", row), row


def test_shares_of_contrasts_have_intervals_also_where_one_side_has_all(ferry):
    shares = contrasts.shares(ferry, 200)
    known = shares[shares["n"] >= 3]
    assert len(known) and (known["low"] < known["high"]).all()


def test_a_share_that_every_paragraph_has_alike_shows_no_interval():
    told = comparing.share_of([1, 0, 0, 1, 1, 0], ["a", "a", "b", "b", "c", "c"], 200, 0)
    assert told.estimate == 0.5 and not told.known and told.n == 3
    assert comparing.share_of([1, 1, 1], ["a", "b", "c"], 200, 0).low < 1
    assert comparing.share_of([1, 0, 0, 1, 1, 1], ["a", "a", "b", "b", "c", "c"], 200, 0).known


def test_what_others_call_somebody_stands_apart_from_what_the_piece_does(ferry):
    told = wording.other_words(ferry).set_index("question")
    own, others = told.loc["What is the Tarrow ferry said to be?"], told.loc[
        "What do others call the Tarrow ferry, as the piece reports?"]
    mentions = ferry.table("actor_mentions").query("actor == 'ferry' and how == 'label'")
    for row in mentions.itertuples():
        cells = (own if row.marked == "" else others)[ferry.name(row.piece)].lower().split("; ")
        assert any(cell.split(" (")[0] == row.surface.lower() for cell in cells)
    assert (mentions["marked"] != "").any()


def test_a_phrase_that_the_table_had_to_cut_is_written_out_where_the_text_is_here(ferry):
    place = ferry.table("sentences").iloc[-1]
    text = ferry.read(place["piece"])[place["start"] : place["end"]]
    cut = pd.DataFrame([{"piece": place["piece"], "start": place["start"], "end": place["end"], "words": w}
                        for w in ("The first …", "whole")])
    told = list(epithets.in_full(ferry, cut)["words"])
    assert told[1] == "whole" and text.startswith(told[0].removesuffix(" …"))
    assert len(told[0].removesuffix(" …").split()) == min(len(text.split()), SHOWN)


def test_a_target_to_which_nothing_is_attached_has_no_list(ferry):
    assert wording.attached(ferry, "nobody").empty and "actor" in epithets.ranked(ferry.table("actor_words").head(0))
    assert page.attached(ferry, 5) is None


def test_a_claim_of_rank_is_told_once():
    rows = [("is", 5, 20, "the best baker", "q"), ("rank", 5, 30, "the best baker in town", "q"),
            ("rank", 40, 50, "the mastermind", "q"), ("title", 0, 4, "Mrs", "q"), ("is", 5, 20, "a fool", "p")]
    data = pd.DataFrame(rows, columns=["relation", "start", "end", "words", "actor"])
    told = epithets.ranked(data.assign(piece="one", part="body", sentence=1))
    assert list(zip(told["relation"], told["words"], strict=True)) == [
        ("is, rank", "the best baker"), ("rank", "the mastermind"), ("title", "Mrs"), ("is", "a fool")]


def test_sentences_side_by_side_lead_into_the_reading_view(ferry):
    html = "".join(shown.html for shown in page_of_matters.side_by_side(ferry, 2))
    assert re.search(r'href="reading\.html#s1-\w+-\d+"', html)


@pytest.fixture
def five(corpus_of):
    """Five short pieces, of which the last judges nothing."""
    said = "The harbour council closed the old bridge on Monday. It was a disgrace, and the closing was no rescue."
    texts = {f"p{n}.txt": said.replace("Monday", day) for n, day in enumerate(("Monday", "Tuesday", "May 3", "June"))}
    folder = corpus_of({**texts, "p4.txt": "The harbour council closed the bridge, and the boats came back to it."})
    (folder / "codebook.toml").write_text(
        '[event]\nname = "the closing of the bridge"\nagents = ["council"]\ntargets = ["bridge"]\n'
        '[event.families]\nclosing = ["closing", "closed"]\nrescue = ["rescue"]\n'
        '[[actor]]\nid = "bridge"\nname = "the bridge"\nkind = "thing"\n[actor.names]\nlabel = ["bridge"]\n'
        '[[actor]]\nid = "council"\nname = "the council"\nkind = "government"\n[actor.names]\nlabel = ["council"]\n'
        '[[passage]]\nid = "right"\nquestion = "Was it right?"\ncues = ["disgrace"]\n', "utf-8")
    pipeline.ensure_figures(load_corpus("tiny"))
    return figures.load("tiny")


def test_more_than_three_pieces_stand_below_one_another_and_a_nought_is_no_verdict(five):
    shown = [*page_of_matters.other_words(five), *page_of_matters.side_by_side(five, 2)]
    by_matter = {one.facts["caption"]: one for one in shown}
    called, right = by_matter["What is it called?"], by_matter["Was it right?"]
    assert called.text.count("\nclosing ") + called.text.count("\tclosing ") == 5 and called.html.count("<tr>") == 6
    assert called.html.count('scope="col"') == 2
    assert right.html.count("1 sentence") == 4 and right.html.count("no cue found") == 1
    assert "0 sentences" not in right.html


def test_three_pieces_stand_beside_one_another(ferry):
    (together,) = page_of_matters.other_words(ferry)
    assert together.html.count('scope="col"') == 1 + len(ferry.ids)


def test_lines_of_the_event_tell_what_each_word_is_read_as(five):
    lines = concordance.kwic(five, "")
    read = {(row["place"].split(",")[0], row["word"]): row["read_as"] for row in lines.to_dict("records")}
    assert read[five.name("p0"), "closed"] == "the event" and read[five.name("p0"), "rescue"] == "denied"
    assert "only what is read as the event counts" in page.kwic(five, "").html
    assert "read as" not in page.kwic(five, "boats").html
    assert len(concordance.kwic(five, "bridge", most=3)) == 3


def test_the_page_shows_what_the_gold_measures(scores_of_dev):
    scores = json.loads(trust.SCORES.read_text("utf-8"))
    assert scores["spot"] == scores_of_dev
    assert f"{scores['final']['words']:,} words" in trust.naming_scores().html


def test_lines_of_a_word_and_of_a_word_that_is_no_cue(ferry):
    lines = concordance.kwic(ferry, "consultation")
    assert len(lines) == 2 and set(lines["word"]) == {"consultation"}
    with pytest.raises(InputError, match="Remedy"):
        concordance.kwic(ferry, "*ation")


def test_lines_of_a_word_stay_within_their_part_and_mark_paragraphs(ferry):
    lines = concordance.kwic(ferry, "", most=500)
    titles = {ferry.position(piece, "title", 1): ferry.quote(piece, "title", 1) for piece in ferry.ids}
    titled = [row for row in lines.to_dict("records") if row["place"] in titles]
    assert titled and all(row[side] in titles[row["place"]] for row in titled for side in ("left", "right"))
    assert any("¶" in side for side in (*lines["left"], *lines["right"]))


def test_pieces_that_tell_nobody_what_to_do(corpus_of, two_texts):
    said = "The bridge was closed by the council on Monday. The old bridge was not safe, and the people were afraid."
    corpus_of({"north.txt": said, "south.txt": said.replace("Monday", "Tuesday evening")})
    assert cli.main(["measure", "tiny"]) == 0
    loaded = figures.load("tiny")
    assert wording.remedies(loaded).empty
    said = conclusions.on_remedies(loaded, wording.remedies(loaded), comparing.claims(loaded, 200))
    assert said == "No piece tells anybody what to do."
    assert "tells anybody" in page.remedies(loaded)._repr_html_()


@pytest.mark.parametrize("scheme", ["policy", "generic"])
def test_the_strongest_sentences_of_each_frame_stand_below_its_table(ferry, scheme):
    tested = comparing.frames(ferry, scheme, 200, 0)
    rows, table = strongest(ferry, scheme, list(tested["frame"]), 2), ferry.table("frames")
    table = table[(table["scheme"] == scheme) & (table["part"] == "body")]
    for frame, held in table.groupby("frame"):
        own = rows[rows["frame"] == frame]
        assert own["score"].tolist() == sorted(held["score"], reverse=True)[:2]
    assert rows["frame"].drop_duplicates().tolist() == tested["frame"].tolist()
    lists = page_of_frames.evidence(ferry, tested, scheme, 2)
    assert [s.html.count("<li") for s in lists] == rows.groupby("frame", sort=False).size().tolist()
    assert all(cue in lists[0].html for cue in rows["cues"].iloc[0].split("; "))


def test_why_a_sentence_stands_there_is_told():
    row = {"score": 1.0, "cues": "our side"}
    assert page_of_frames._why(row, "own") == "1 cue: our side"
    assert page_of_frames._why({"score": 2.0, "cues": "our side; fight"}, "generic") == "2 cues: our side, fight"
    assert page_of_frames._why({"score": 0.987, "cues": "our; side"}, "policy") == "score 0.99: our, side"


def test_every_set_of_frames_is_told_in_words():
    shown = trust.frame_scores().html
    assert set(trust._SETS) == set(SETS) and all(told in shown for told in trust._SETS.values())


def test_without_a_codebook_no_table_and_no_list_is_empty(corpus_of, two_texts):
    corpus_of(two_texts)
    assert cli.main(["measure", "tiny"]) == 0
    bare = figures.load("tiny")
    naming, tested = comparing.naming(bare, "all", 200, 0), contrasts.planned(bare, 200, 0)
    shown = [
        *page_of_matters.other_words(bare), page.naming_matrix(bare, naming), page.naming_shares(bare, naming),
        page.mentions(bare, "event", 9), page.mentions(bare, "other", 9),
        page.planned_table(bare, tested), page.pairs(bare, tested),
        page_of_agency.agency(bare, comparing.agency(bare, 200, 0)), page.actors(bare, 9), page.epithets(bare),
        page.attached(bare, 9), page.certainty(bare), page.evidence(bare, "history", 9),
        page_of_frames.table(bare, comparing.frames(bare, "own", 200, 0), "own"),
        *page_of_frames.evidence(bare, comparing.frames(bare, "own", 200, 0), "own", 3),
        *page_of_matters.side_by_side(bare, 3), page.kwic(bare, ""),
    ]  # fmt: skip
    told = [s.html for s in shown if s is not None]
    assert not any("None." in html or "(0 in all)" in html for html in told)
    assert sum("add [" in html for html in told) == 2
    said = conclusions.on_naming(bare, naming)
    assert said.startswith("This corpus has no codebook") and "docs/own-texts.md" in said
    assert "data/raw/tiny/codebook.toml" in said and "codebook check tiny" in said


def test_a_word_that_was_settled_by_hand_is_told_with_those_of_its_own_mark(monkeypatch):
    told = [("Closing", "quotation"), ("closing", "read by hand"), ("sale", "read by hand"), ("closing", "said")]
    data = pd.DataFrame([{"piece": "one", "attributed": True, "surface": w, "marked": m} for w, m in told])
    monkeypatch.setattr(wording, "events", lambda figures: data)
    assert wording._called_by_others(None, "one") == "Closing (in quotation marks); Closing 2 (others say so); sale"


@pytest.mark.parametrize(("name", "kind", "asked"), [
    ("The strike", "thing", "What is the strike said to be?"),
    ("The dockers", "people", "What are the dockers said to be?"),
    ("Port Esk", "thing", "What is Port Esk said to be?"),
])  # fmt: skip
def test_what_a_target_is_said_to_be_is_asked_in_plain_english(name, kind, asked):
    assert f"What {wording._is(Actor('one', name, kind))} said to be?" == asked


@pytest.mark.parametrize(("book", "said"), [
    ('titles = ["Reeve"]\n', "The codebook names no event"),
    ('[event]\nname = "the flood"\n[event.families]\nflood = ["flood*"]\n', "No mention of the flood was found"),
])  # fmt: skip
def test_a_codebook_that_finds_no_name_of_the_event_says_why(corpus_of, two_texts, book, said):
    (corpus_of(two_texts) / "codebook.toml").write_text(book, "utf-8")
    assert cli.main(["measure", "tiny"]) == 0
    found = figures.load("tiny")
    assert conclusions.on_naming(found, comparing.naming(found, "all", 200, 0)).startswith(said)


def test_a_sheet_is_blind_keeps_formulas_text_and_comes_back(ferry, monkeypatch):
    items = chosen(ferry, 8, seed=3)
    assert items == chosen(ferry, 8, seed=3) and len({i[0] for i in items}) == 8
    monkeypatch.setattr(type(ferry), "quote", lambda self, *place: "=HYPERLINK(1)")
    written = sheet(ferry, items)
    rows = list(csv.DictReader(io.StringIO(written)))
    assert all(row["sentence"] == "'=HYPERLINK(1)" for row in rows)
    assert not any(piece in written for piece in ferry.ids)
    known = read_key(key(items), "key")
    assert set(read_sheet(written, "sheet", known)) == set(known)
    with pytest.raises(InputError, match=r"line 2, column remedy.*write 1 or 0"):
        read_sheet(
            written.replace(",,,,,,,", ",,,,,,,maybe", 1).replace(",,,,,,,maybe", ",,,,,,,maybe"),
            "sheet",
            known,
        )


def test_import_measures_agreement_and_the_page_has_it(checkout, tmp_path, capsys):
    assert cli.main(["coding", "export", "ferry", "--out", str(tmp_path / "s.csv"), "--sentences", "30"]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "s.csv").read_text("utf-8-sig"))))
    for coder, every in (("ann", 2), ("ben", 3)):
        coded = [{**r, **{q: int(n % every == 0) for q in list(r)[2:]}} for n, r in enumerate(rows)]
        with (tmp_path / f"{coder}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(coded[0]))
            writer.writeheader()
            writer.writerows(coded)
    sheets = [str(tmp_path / f"{c}.csv") for c in ("ann", "ben")]
    assert cli.main(["coding", "import", "ferry", *sheets, "--key", str(tmp_path / "s.key.csv")]) == 0
    assert re.search(r"remedy +alpha of coders -?0\.\d\d \[", capsys.readouterr().out)
    assert (checkout / "data/raw/ferry/agreement.json").is_file()
    assert cli.main(["coding", "export", "ferry", "--out", str(tmp_path / "s.csv")]) == 2


def test_an_alpha_that_is_not_defined_is_told_with_its_reason_and_only_what_was_coded_counts(
    checkout, ferry, tmp_path, capsys
):
    items = chosen(ferry, 12, seed=1)
    (tmp_path / "key.csv").write_text(key(items), "utf-8")
    for coder, (given, far) in {"ann": ("0", 5), "ben": ("0", 5), "cho": ("1", 1)}.items():
        lines = sheet(ferry, items).splitlines()
        lines[1 : far + 1] = [line.removesuffix(",,,,,,,") + 6 * f",{given}" + "," for line in lines[1 : far + 1]]
        (tmp_path / f"{coder}.csv").write_text("\n".join(lines), "utf-8")
    told = {}
    for coders in (("ann", "ben"), ("cho",)):
        sheets = [str(tmp_path / f"{coder}.csv") for coder in coders]
        assert cli.main(["coding", "import", "ferry", *sheets, "--key", str(tmp_path / "key.csv")]) == 0
        told[coders] = capsys.readouterr().out + trust.agreement(ferry).html
        assert not re.search(r"\bnan\b", told[coders])
    two, one = told.values()
    assert "coded: 5 of 12 sentences" in two and "2 human coders, who coded 5 of 12 sentences" in two
    assert "alpha of coders not defined (all 5 answered no); Parallax" in two
    assert "not defined (no sentence was answered by two)" in two, "nobody answered the last question"
    assert "coded: 1 of 12 sentences" in one and "alpha of coders (one coder)" in one
    kept = checkout / "data/raw/ferry/agreement.json"
    kept.write_text(kept.read_text("utf-8").replace('"coded": 1,', ""), "utf-8")
    assert "import the sheets again" in trust.agreement(ferry).text, "an older version told less, and nan"


def test_agreement_with_an_earlier_reading_is_not_shown(checkout, tmp_path):
    found = figures.load("ferry")
    items = chosen(found, 12)
    (tmp_path / "key.csv").write_text(key(items), "utf-8")
    (tmp_path / "ann.csv").write_text(sheet(found, items).replace(",,,,,,,", ",1,1,1,1,1,1,1"), "utf-8")
    again = ["coding", "import", "ferry", str(tmp_path / "ann.csv"), "--key", str(tmp_path / "key.csv")]
    assert cli.main(again) == 0 and "who coded 12 of 12" in trust.agreement(figures.load("ferry")).html
    book = checkout / "data/raw/ferry/codebook.toml"
    book.write_text(book.read_text("utf-8").replace('["axe", "axed", "axes", "axing"]', '["axing"]'), "utf-8")
    pipeline.ensure_figures(load_corpus("ferry"))
    told = trust.agreement(figures.load("ferry"))
    assert "scores an earlier reading" in told.text and "import the sheets again" in told.text
    assert cli.main(again) == 0 and "who coded 12 of 12" in trust.agreement(figures.load("ferry")).html


@pytest.fixture
def sheet_of(ferry):
    """A sheet of eight sentences, every question answered with 1, and its key."""
    items = chosen(ferry, 8)
    return sheet(ferry, items).replace(",,,,,,,", ",1,1,1,1,1,1,1"), read_key(key(items), "key")


def test_a_sheet_has_each_sentence_on_one_line_and_its_instructions_hold(corpus_of, two_texts, monkeypatch):
    monkeypatch.setattr(pipeline, "MEASURES", ())
    corpus_of({name: re.sub(r"(.{60}\S*) ", r"\1\n", text) for name, text in two_texts.items()})
    pipeline.ensure_figures(load_corpus("tiny"))
    found = figures.load("tiny")
    assert any("\n" in found.quote(*place) for _, *place in chosen(found, 50)), "the texts are wrapped"
    rows = list(csv.reader(io.StringIO(sheet(found, chosen(found, 50)))))
    assert len(rows) > 5 and not [row for row in rows if "\n" in row[1] or "  " in row[1]]
    assert "paragraph" not in instructions(found) and "without the text around it" in instructions(found)


CARELESS = {
    "capitals and spaces in the header": lambda text: text.replace("remedy", " Remedy ", 1),
    "numbers with a decimal": lambda text: text.replace(",1,1", ",1.0,1.0"),
    "blank lines at the end": lambda text: text + ",,,,,,,,\r\n\r\n",
    "a missing row": lambda text: "".join(text.splitlines(keepends=True)[:-1]),
}


@pytest.mark.parametrize("spoil", sorted(CARELESS))
def test_a_careless_coders_sheet_is_read(sheet_of, spoil):
    text, known = sheet_of
    answers = read_sheet(CARELESS[spoil](text), "sheet", known)
    assert len(answers) == 8 - (spoil == "a missing row")
    assert all(value == 1 for row in answers.values() for value in row.values())


@pytest.mark.parametrize("delimiter", ["\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_spreadsheets_save_is_read(sheet_of, tmp_path, delimiter, encoding):
    text, known = sheet_of
    rows, buffer = list(csv.reader(io.StringIO(text))), io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    (tmp_path / "ann.csv").write_bytes(buffer.getvalue().encode(encoding, "replace"))
    assert len(read_sheet(text_of(tmp_path / "ann.csv"), "ann", known)) == 8


def test_a_sheet_that_nobody_filled_in_is_refused(sheet_of):
    text, known = sheet_of
    refuse_unanswered(read_sheet(text, "sheet", known), "sheet")
    with pytest.raises(InputError, match="sheet: no question is answered"):
        refuse_unanswered(read_sheet(text.replace(",1", ","), "sheet", known), "sheet")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.splitlines(keepends=True)[0], "no row is coded"),
        (lambda text: text.replace("remedy", "remedies", 1), "no column 'remedy'"),
        (lambda text: text.replace(",1", ",2", 1), "line 2, column event.*is not an answer"),
        (lambda text: text + text.splitlines(keepends=True)[-1], "occurs twice"),
    ],
)
def test_a_wrong_sheet_is_told(sheet_of, spoil, told):
    text, known = sheet_of
    with pytest.raises(InputError, match=told):
        read_sheet(spoil(text), "sheet", known)


def test_items_stay_text_in_a_spreadsheet(ferry):
    assert all(item[0][0] == "s" for item in chosen(ferry, 50))


CHECKED = """
[event]
name = "x"
[event.families]
closure = ["clos*", "closing"]
end = ["ended", "closing"]
[[theme]]
id = "sea"
name = "Sea"
cues = ["boat", "fast boat", "whale"]
"""


def test_the_check_tells_cues_that_never_hit_hit_twice_or_are_shadowed():
    remarks = check(
        parse(CHECKED, "codebook.toml", general()), general(), ["The closing of the fast boat ended it."]
    )
    told = {(r.code, r.cue): r.what for r in remarks}
    assert told["sea", "whale"] == "never hits"
    assert told["sea", "boat"] == "is always inside 'fast boat'"
    assert {r.cue: r.remedy for r in remarks}["boat"] == "nothing need be done: both count for it"
    speed = '[[theme]]\nid = "speed"\nname = "Speed"\ncues = ["fast boat"]\n'
    apart = parse(CHECKED.replace('"fast boat", ', "") + speed, "codebook.toml", general())
    others = check(apart, general(), ["The closing of the fast boat ended it."])
    assert {r.cue: r.remedy for r in others}["boat"].startswith("remove it")
    assert (
        told["end", "closing"].startswith("is also a cue of closure") or "closing" in told["end", "closing"]
    )
    assert ("end", "ended") not in told


TAKEN = """
[event]
name = "the move of the club"
agents = ["owner"]
targets = ["club"]
[event.families]
move = ["took", "moved"]
[[actor]]
id = "owner"
name = "Ed Marl"
kind = "person"
[actor.names]
name = ["Ed Marl"]
[[actor]]
id = "club"
name = "the club"
kind = "organisation"
[actor.names]
name = ["the club"]
[[actor]]
id = "town"
name = "the town"
kind = "people"
[actor.names]
label = ["the town", "the place"]
"""


def test_the_check_tells_cues_that_mostly_hit_another_act_and_labels_that_are_part_of_a_name(corpus_of, capsys):
    north = ("Ed Marl moved the club in May.\n\nIt took him twenty years to learn the trade, and it took his brother "
             "thirty. The vote took an hour. They met at the town hall, and the town was not asked.\n\nThe town "
             "hall was full, and the place was loud.")
    south = ("Ed Marl moved the club, and the town is poorer for it.\n\nThe drive took a day. Nobody took a photo of "
             "the bus when the club was moved by Ed Marl.")
    (corpus_of({"north.txt": north, "south.txt": south}) / "codebook.toml").write_text(TAKEN, "utf-8")
    assert cli.main(["codebook", "check", "tiny"]) == 0
    lines = capsys.readouterr().out.splitlines()
    took = next(line for line in lines if '"took"' in line)
    assert took.startswith("data/raw/tiny/codebook.toml, line 7: [event.families] move: ") and "another act" in took
    assert "hits 5 times" in took and not [line for line in lines if '"moved"' in line]
    assert "stands 2 of 4 times in “the town hall”" in "".join(lines) and 'not = ["the town hall"]' in "".join(lines)
    assert not [line for line in lines if '"the place"' in line]


def test_the_command_prints_line_and_remedy(checkout, capsys):
    assert cli.main(["codebook", "check", "ferry"]) == 0
    out = capsys.readouterr().out
    assert "data/raw/ferry/codebook.toml, line " in out and "Remedy: " in out and "tried on 3 texts" in out


def test_a_codebook_that_is_wrong_holds_up_no_other_check(checkout, capsys):
    wrong = checkout / "data" / "raw" / "awry"
    shutil.copytree(checkout / "data" / "raw" / "ferry", wrong)
    (wrong / "codebook.toml").write_text("[event]\nname = 7\n", "utf-8")
    assert cli.main(["codebook", "check"]) == 2
    out, err = capsys.readouterr()
    assert "ferry: " in out and "tried on 3 texts" in out
    assert err.startswith("error: data/raw/awry/codebook.toml, line 2: ") and "codebook check name" in err


def test_a_piece_may_be_called_like_a_column_or_like_another_piece(corpus_of, two_texts, repository):
    """`one`, `p` and `frame` are ids that a folder of files gives; two pieces may be of one author and outlet."""
    contents = [*two_texts.values(), two_texts["north.txt"] + "\nMore.\n"]
    texts = dict(zip(("one.txt", "p.txt", "frame.txt"), contents, strict=True))
    folder = corpus_of(texts)
    toml = (folder / "corpus.toml").read_text("utf-8")
    (folder / "corpus.toml").write_text(re.sub(r'outlet = ".*"', 'outlet = "one"', toml), "utf-8")
    (folder / "codebook.toml").write_text(
        '[[contrast]]\nid = "shut"\nquestion = "Shut or open?"\nof = "text"\n'
        'one = ["close*"]\nother = ["open*", "reopen*"]\n', "utf-8")
    pipeline.ensure_figures(load_corpus("tiny"))
    found = figures.load("tiny")
    assert len({found.name(p) for p in found.ids}) == 3
    planned = contrasts.planned(found, resamples=100)
    assert planned[[comparing.column(p) for p in found.ids]].shape == (1, 3)
    assert 'scope="col"' in page.planned_table(found, planned).html
    sides = contrasts.shares(found, 100)
    assert page.planned(found, planned, sides).html
    assert page.actors(found, 5).html and conclusions.on_planned(found, planned, sides)
    assert {"in one", "in p", "in frame"} <= set(comparing.frames(found, "policy", 100, 0).columns)


def test_a_contrast_thought_of_while_reading_stands_apart_and_costs_the_planned_nothing(corpus_of, two_texts):
    asked = ('[[contrast]]\nid = "{}"\nquestion = "Shut or open?"\nof = "text"\n'
             'one = ["close*"]\nother = ["open*", "the"]\n').format
    folder = corpus_of(two_texts)
    (folder / "codebook.toml").write_text(asked("shut") + asked("seen") + "exploratory = true\n", "utf-8")
    pipeline.ensure_figures(load_corpus("tiny"))
    found = figures.load("tiny")
    planned, seen = (tests(found, 200) for tests in (contrasts.planned, contrasts.explored))
    assert list(planned["contrast"]) == ["shut"] and list(seen["contrast"]) == ["seen"]
    for table in (planned, seen):
        assert table["p"].notna().all() and table["p_holm"].equals(table["p"])
    sides = contrasts.shares(found, 100)
    said = conclusions.on_planned(found, planned, sides)
    assert said[0].startswith("The one comparison that the codebook names before")
    assert "Exploratory" in page.explored_table(found, seen).html
    assert "Exploratory" not in page.planned_table(found, planned).html + page.planned(found, planned, sides).html
    assert page.explored_table(found, seen[:0]) is None


@pytest.mark.parametrize(("text", "names"), [
    ("He left the Northland deal.", []),
    ("It fed anti-U.K. feeling in Ostmark.", ["Ostmark"]),
    ("He spoke to the U.N. about Northland.", ["U.N."]),
    ("He went to U.N. Plaza in Ostmark.", ["U.N. Plaza", "Ostmark"]),
])  # fmt: skip
def test_names_that_an_actor_has_are_not_missed_and_keep_their_last_dot(text, names):
    book = parse(
        '[[actor]]\nid = "n"\nname = "Northland"\nkind = "country"\n[actor.names]\ncountry = ["Northland"]\n'
        'not = ["Northland deal"]\n'
        '[[actor]]\nid = "k"\nname = "U.K."\nkind = "country"\n[actor.names]\ncountry = ["U.K."]\n', "t", general())
    assert unlisted_names(text, book.find_actors(text), book) == names


def _named(ferry, counts, **more):
    """A table of naming: own mentions of the first piece by family, of which the others have one name each."""
    rows = [{"family": family, "piece": piece, "own": own if piece == ferry.ids[0] else family == "closure",
             "others": 0, "denied": 0, "share": 0.5, "low": 0.1 * place, "high": 0.9, "n": 4} | more
            for place, (family, own) in enumerate(counts.items()) for piece in ferry.ids]
    return pd.DataFrame(rows).astype({"own": int})


@pytest.mark.parametrize(("counts", "told"), [
    ({"closure": 3, "axing": 1},
     r"most often called, in \w+: closure \(3 of 4 own mentions \[0 to 90%, 4 paragraphs\]\)"),
    ({"closure": 2, "axing": 2, "ending": 1},
     r"closure \(2 of 5 own mentions \[0 to 90%, 4 paragraphs\]\) and axing \(2 of 5 \[10 to 90%\]\);"),
    ({"closure": 1, "axing": 1, "ending": 1},
     r"is called, in \w+: no name twice \(closure, axing and ending once each\)"),
    ({"closure": 1}, r"is called, in \w+: closure \(its one own mention\)"),
    ({"closure": 0}, r"is called, in \w+: none of its own; in"),
])  # fmt: skip
def test_each_name_has_its_own_interval_and_what_stands_once_is_not_most_often(ferry, counts, told):
    assert re.search(told, conclusions.on_naming(ferry, _named(ferry, counts)))


def test_the_index_says_how_many_names_it_leaves_out_and_the_figure_tells_whose_they_are(ferry):
    naming = _named(ferry, {"closure": 2, **dict.fromkeys("abcdefg", 1)}, others=2)
    assert "closure 2, a 1, b 1, c 1, d 1, e 1 and 2 more" in page.overview(ferry, naming).text
    html = page.naming_matrix(ferry, naming).html
    assert "<td>2, 2 of others</td>" in html and "<td>2 of others</td>" in html


def test_pairs_are_compared_only_where_the_comparison_of_all_pieces_holds(ferry):
    planned = contrasts.planned(ferry, 200)
    assert (page.pairs(ferry, planned) is None) == (planned["p_holm"].min() >= conclusions.LEVEL)
    assert page.pairs(ferry, planned.assign(p_holm=0.6)) is None
    assert "Fisher" in page.pairs(ferry, planned.assign(p_holm=0.01)).html
