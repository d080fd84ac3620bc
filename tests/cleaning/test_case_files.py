"""The cases of cleaning are well formed, so that a wrong result is the cleaner's and not the case's."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from analysis import paths
from analysis.cleaning import KINDS, ROLES

CASES = Path(__file__).parent / "cases"
SCRAPES = sorted((CASES / "scrapes").glob("*.json"))


SECOND = ("practice2", "final2")
FORMS = ("", "-rescrapes", "-pages")


def read(name):
    return json.loads((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize("name", ["negative.json", "residue.json", "splits.json"])
def test_cases_are_told_apart_and_placed(name):
    cases, hosts = read(name), read("hosts.json")
    assert len({case["id"] for case in cases}) == len(cases)
    for case in cases:
        host = hosts[case["host"]]
        assert case["set"] == host["set"] in ("dev", "final"), case["id"]
        assert -1 <= case["at"] <= len(host["paragraphs"]), case["id"]
        assert case["why"], case["id"]
        assert "\n" not in case.get("block", ""), case["id"]


@pytest.mark.parametrize(("name", "least"), [("negative.json", 150), ("residue.json", 150)])
def test_there_are_enough_in_equal_halves(name, least):
    cases = read(name)
    halves = Counter(case["set"] for case in cases)
    assert len(cases) >= least
    assert abs(halves["dev"] - halves["final"]) <= 1


def test_residue_cases_cover_every_kind():
    cases = read("residue.json")
    assert all(case["role"] in ROLES and case["role"] != "body" for case in cases)
    assert all((case["role"] == "residue") == bool(case["kind"]) for case in cases)
    found = {case["kind"] for case in cases} - {""}
    assert found == set(KINDS) - {"repeated block"}  # that one needs several pieces of an outlet
    assert {kind for case in cases for kind in case.get("accept", [])} <= set(KINDS) | set(ROLES)


def test_practice_repeats_no_case():
    practice = [case["block"] for case in read("practice.json")]
    others = {case["block"] for name in ("negative.json", "residue.json") for case in read(name)}
    assert len(set(practice)) == len(practice)
    assert not others & set(practice)


@pytest.mark.parametrize("name", [half + form for half in SECOND for form in FORMS])
def test_second_pages_give_each_line_a_role(name):
    pages = read(f"{name}.json")
    assert len({page["id"] for page in pages}) == len(pages)
    for page in pages:
        lines = [line for line in page["lines"] if line[0] and line[0] != "split"]
        splits = [line[2] for line in page["lines"] if line[0] == "split"]
        whole = [*lines, *(part for parts in splits for part in parts)]
        for role, kind, *_ in whole:
            assert set(role.split("|")) <= set(ROLES), (page["id"], role)
            assert set(kind.split("|")) <= {*KINDS, ""}, (page["id"], kind)
            assert ("residue" in role.split("|")) == bool(kind), (page["id"], role, kind)
        assert all(line[0] == "body" for line in lines if len(line) > 3), page["id"]
        assert any("title" in role.split("|") for role, *_ in whole), page["id"]
        for parts in splits:
            assert len({role for role, _, _ in parts}) == len(parts) == 2, page["id"]
            assert all(text.strip() and "\n" not in text for _, _, text in parts), page["id"]


def test_second_pages_are_many_in_equal_halves():
    count = Counter()
    for half in SECOND:
        for line in (line for form in FORMS[::2] for page in read(f"{half}{form}.json") for line in page["lines"]):
            what = "split" if line[0] == "split" else "looks like residue" if len(line) > 3 else "residue" in line[0]
            count[half, what] += 1
        count[half, "rescrapes"] = len(read(f"{half}-rescrapes.json"))
        count[half, "pages"] = len(read(f"{half}-pages.json"))
    for what, least in {True: 300, "looks like residue": 150, "split": 35, "rescrapes": 24, "pages": 6}.items():
        assert min(count[half, what] for half in SECOND) >= least, what


@pytest.mark.parametrize("form", FORMS)
def test_second_halves_share_no_page(form):
    halves = [{page["id"] for page in read(f"{half}{form}.json")} for half in SECOND]
    assert not set.intersection(*halves)


def test_negative_cases_are_body():
    assert {(case["role"], case["kind"]) for case in read("negative.json")} == {("body", "")}


def test_hosts_are_of_several_countries():
    assert len({host["english"] for host in read("hosts.json").values()}) == 9


def test_parts_of_a_split_differ():
    for case in read("splits.json"):
        roles = [role for role, _, _ in case["parts"]]
        assert len(set(roles)) == len(roles) <= 2, case["id"]


@pytest.mark.parametrize("file", SCRAPES, ids=lambda file: file.stem)
def test_scrapes_give_each_line_a_role(file):
    scrape = json.loads(file.read_text("utf-8"))
    words = sum(len(text.split()) for _, _, text in scrape["lines"])
    assert 400 <= words <= 900
    for role, kind, text in scrape["lines"]:
        assert bool(role) == bool(text.strip()), text
        assert set(role.split("|")) <= {*ROLES, ""}, text
        assert set(kind.split("|")) <= {*KINDS, ""}, text
        assert ("residue" in role.split("|")) == bool(kind), text
    assert sum(role == "title" for role, _, _ in scrape["lines"]) == 1


def test_every_line_of_ferry_has_a_golden_role():
    pieces = {piece["sha256"]: piece for piece in read("roles.json")["pieces"]}
    files = sorted(paths.raw("ferry").glob("*.txt"))
    assert len(files) == 3
    for file in files:
        rows = pieces[hashlib.sha256(file.read_bytes()).hexdigest()]["rows"]
        numbers = [n for first, last, _, _ in rows for n in range(first, last + 1)]
        assert len(set(numbers)) == len(numbers)
        lines = enumerate(file.read_text("utf-8").split("\n"), 1)
        assert {n for n, line in lines if line.strip()} <= set(numbers), file.name


def test_rescrapes_point_into_pieces_that_have_golden_roles():
    pieces = {piece["sha256"]: piece for piece in read("roles.json")["pieces"]}
    for scrape in [*read("rescrapes.json"), *(s for half in SECOND for s in read(f"{half}-rescrapes.json"))]:
        rows = pieces[scrape["sha256"]]["rows"]
        body = {n for first, last, role, _ in rows if role == "body" for n in (first, last)}
        pointed = [line[2] for line in scrape["lines"] if isinstance(line[2], list)]
        assert body <= {n for first, last in pointed for n in range(first, last + 1)}, scrape["id"]


def test_golden_roles_hold_no_text():
    for piece in read("roles.json")["pieces"]:
        assert set(piece) == {"id", "corpus", "sha256", "rows", "splits"}
        for first, last, role, kind in piece["rows"]:
            assert 1 <= first <= last
            assert role in ROLES
            assert set(kind.split("|")) <= {*KINDS, ""}
