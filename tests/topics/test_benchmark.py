"""The benchmark reads texts in the forms in which people have them, and prints what is agreed."""

import csv
import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = {"sport": "match goal team player coach league cup referee".split(),
         "trade": "market price bank trader share bond export tariff".split()}  # fmt: skip


def texts():
    draw = random.Random(0)
    return [(kind, " ".join(draw.choice(WORDS[kind]) for _ in range(30))) for kind in WORDS for _ in range(15)]


def folders(place):
    for number, (kind, text) in enumerate(texts()):
        file = place / "bbc" / kind / f"{number:03}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(f"{text} caf\u00e9".encode("cp1252") if number == 3 else text.encode())
    (place / "bbc" / "README.TXT").write_text("Read me", "utf-8")
    return place


def posts(place):
    for number, (kind, text) in enumerate(texts()):
        file = place / "20news" / kind / str(50000 + number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"From: somebody\nSubject: {kind}\n\n{text}", "utf-8")
    return place / "20news"


def lines(place):
    with gzip.open(place / "n.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"ArticleId": 1, "Text": text, "Category": kind}) + "\n" for kind, text in texts())
    return place / "n.jsonl.gz"


def tables(place):
    with open(place / "news.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("category", "text"), *texts()])
    (place / "solution.csv").write_text("ArticleId,Category\n1,sport\n2,trade\n", "utf-8")
    return place


def run(place, *more):
    command = [sys.executable, str(ROOT / "benchmarks" / "topics.py"), "--data", str(place), "--topics", "2",
               "--methods", "parallax", "--seeds", "2", "--trials", "0", "--draws", "0", *more]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("form", [folders, posts, lines, tables])
def test_every_form_gives_the_same_topics(form, tmp_path):
    done = run(form(tmp_path), "--json")
    found = json.loads(done.stdout)
    assert set(found["parallax"]) == {"npmi", "diversity", "stability", "seconds", "ami"}
    assert found["parallax"]["stability"] == 1 and found["parallax"]["ami"] == 1


def test_a_place_without_texts_is_refused_in_one_line(tmp_path):
    done = run(tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1 and "Remedy" in done.stderr
