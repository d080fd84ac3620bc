"""How the cleaner does on the cases: no score may fall under its floor, no golden role may be wrong.

    python tests/cleaning/test_scored.py            prints the scores, and what is wrong in the dev half
    python tests/cleaning/test_scored.py --raise    raises the floors to them; a floor is never lowered
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from analysis import paths
from analysis.cleaning import clean

CASES = Path(__file__).parent / "cases"
FLOORS = CASES / "floors.json"
EPSILON = 1e-6  # floors are written with six digits


def read(name):
    return json.loads((CASES / name).read_text("utf-8"))


def scene(case, host, block):
    """The text in which a case's block stands, and the block's offsets in it."""
    here = [*case.get("before", []), block, *case.get("after", [])]
    top, body, at = [host["title"], *host["head"]], host["paragraphs"], case["at"]
    lines = [*here, *top, *body] if at < 0 else [*top, *body[:at], *here, *body[at:]]
    number = len(case.get("before", [])) + (0 if at < 0 else len(top) + at)
    start = sum(len(line) + len(host["sep"]) for line in lines[:number])
    return host["sep"].join(lines), start, start + len(block)


def found(cleaned, start, end):
    """(role, kind) that most characters between two offsets were given."""
    shares = Counter()
    for block in cleaned.blocks:
        shares[block.role, block.kind] += max(0, min(end, block.end) - max(start, block.start))
    return shares.most_common(1)[0][0]


def practised(hosts):
    """The cases of practice.json, each after the last paragraph of a dev article, in turn."""
    ids = [host for host, given in hosts.items() if given["set"] == "dev"]
    for number, case in enumerate(read("practice.json")):
        host = ids[number % len(ids)]
        yield {**case, "set": "dev", "host": host, "at": len(hosts[host]["paragraphs"])}


def judged_blocks(name):
    """(case, role and kind found, whether the role is right, whether the kind too) of each case."""
    hosts = read("hosts.json")
    for case in practised(hosts) if name == "practice.json" else read(name):
        role, kind = found(*_cleaned(case, hosts, case["block"]))
        accepted = {case["role"], *case.get("accept", ())}
        right = role in accepted and (role != "residue" or kind in accepted | {case["kind"]})
        yield case, role, kind, role in accepted, right


def _cleaned(case, hosts, block):
    text, start, end = scene(case, hosts[case["host"]], block)
    return clean(text), start, end


def judged_splits():
    """(case, roles found) of each line that runs together, or seems to."""
    hosts = read("hosts.json")
    for case in read("splits.json"):
        cleaned, place, _ = _cleaned(case, hosts, "".join(text for _, _, text in case["parts"]))
        place = scene(case, hosts[case["host"]], "")[1]
        roles = []
        for _, _, text in case["parts"]:
            roles.append(found(cleaned, place, place + len(text))[0])
            place += len(text)
        yield case, roles


def judged_lines(lines, sep):
    """(golden roles, golden kinds, text, role, kind) of each line of a whole page."""
    cleaned, place = clean(sep.join(text for _, _, text in lines)), 0
    for role, kind, text in lines:
        if text.strip():
            yield role.split("|"), kind.split("|"), text, *found(cleaned, place, place + len(text))
        place += len(text) + len(sep)


def pages():
    """(name, group, lines, separator) of each scrape and of each rescrape of ferry."""
    for file in sorted((CASES / "scrapes").glob("*.json")):
        page = json.loads(file.read_text("utf-8"))
        yield page["id"], f"{page['set']} scrapes", page["lines"], "\n"
    for page, lines in rescrapes():
        if page["corpus"] == "ferry":  # floors are the same with the other texts and without
            yield page["id"], f"{page['set']} rescrapes", lines, page["sep"]


def rescrapes():
    """(rescrape, its lines) of each whose piece is in data/raw."""
    raw = raw_texts()
    return [(page, expanded(page, raw)) for page in read("rescrapes.json") if page["sha256"] in raw]


def expanded(page, raw):
    """The lines of a rescrape with the raw file's lines in the place of their numbers."""
    text = raw[page["sha256"]].split("\n")
    lines = []
    for role, kind, what in page["lines"]:
        held = [what] if isinstance(what, str) else [t for t in text[what[0] - 1:what[1]] if t.strip()]
        lines += [(role, kind, line) for line in held]
    return lines


def raw_texts():
    """The texts of data/raw, and of the folder that is looked into by itself, by checksum."""
    files = sorted([*paths.raw().glob("*/*.txt"), *paths.offered().glob("*.txt")])
    return {hashlib.sha256(f.read_bytes()).hexdigest(): f.read_text("utf-8") for f in files}


def scores():
    """{name: share, higher is better}, and what is wrong in the dev half as lines to read."""
    hits, wrong = defaultdict(list), []
    for name in ("negative", "practice", "residue"):
        for case, role, kind, right, right_kind in judged_blocks(f"{name}.json"):
            half = case["set"]
            out = (role == "body") == (case["role"] == "body")
            hits[f"{half} {name}: kept or removed"].append(out)
            hits[f"{half} {name}: role"].append(right)
            hits[f"{half} {name}: role and kind"].append(right_kind)
            if half == "dev" and not right:
                wrong.append(f"{case['id']}: {case['kind'] or case['role']} taken for {kind or role}")
    for case, roles in judged_splits():
        right = roles == [role for role, _, _ in case["parts"]]
        hits[f"{case['set']} splits: {'two parts' if len(roles) > 1 else 'whole'}"].append(right)
        if case["set"] == "dev" and not right:
            wrong.append(f"{case['id']}: parts taken for {roles}")
    for name, group, lines, sep in pages():
        for number, (roles, kinds, text, role, kind) in enumerate(judged_lines(lines, sep), 1):
            words = len(text.split())
            hits[f"{group}: role"].append(role in roles)
            hits[f"{group}: role and kind"].append(role in roles and (role != "residue" or kind in kinds))
            if roles == ["body"]:
                hits[f"{group}: body words kept"] += [role == "body"] * words
            if "body" not in roles:
                hits[f"{group}: residue removed"].append(role != "body")
            if group.startswith("dev") and role not in roles:
                wrong.append(f"{name}, block {number}: {kinds[0] or roles[0]} taken for {kind or role}")
    return {name: sum(values) / len(values) for name, values in sorted(hits.items())}, wrong


def test_no_score_falls_under_its_floor():
    now, _ = scores()
    floors = read("floors.json")
    assert set(now) == set(floors)
    assert {name: (now[name], floor) for name, floor in floors.items() if now[name] < floor - EPSILON} == {}


def test_no_body_of_a_rescraped_piece_goes():
    for page, lines in rescrapes():
        gone = [n for n, (roles, _, _, role, _) in enumerate(judged_lines(lines, page["sep"]), 1)
                if roles == ["body"] and role != "body"]
        assert gone == [], page["id"]


@pytest.mark.parametrize("piece", read("roles.json")["pieces"], ids=lambda piece: piece["id"])
def test_every_line_of_the_pieces_has_its_role(piece):
    text = raw_texts().get(piece["sha256"])
    if text is None:
        pytest.skip("the text is not here: make data FROM=folder")
    roles = {n: (role, kind) for first, last, role, kind in piece["rows"] for n in range(first, last + 1)}
    lines = [(*roles.get(n, ("", "")), line) for n, line in enumerate(text.split("\n"), 1)]
    numbers = [n for n, (_, _, line) in enumerate(lines, 1) if line.strip()]
    judged = zip(numbers, judged_lines(lines, "\n"), strict=True)
    assert [(n, right, role) for n, (right, _, _, role, _) in judged if role not in right] == []


if __name__ == "__main__":
    measured, failures = scores()
    print("\n".join(failures), *(f"{share:7.1%}  {name}" for name, share in measured.items()), sep="\n")
    if "--raise" in sys.argv:
        old = read("floors.json") if FLOORS.exists() else {}
        raised = {name: max(round(share, 6), old.get(name, 0)) for name, share in measured.items()}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", "utf-8")
