"""Score the cleaner on annotated pages: python benchmarks/cleaning.py --data PATH [--cv] [--json].

Per extractor: precision, recall and F1 of lines dropped as residue; share of the content lines' words that were
dropped; page F1 of the text as it came (now), of what is kept (after), and had just the residue been dropped (ceiling):
shared 4-word shingles with the gold text, as in scrapinghub/article-extraction-benchmark; milliseconds a page.
What is kept is the body, and deks: gold texts count them as content, and titles, bylines, captions and bios mostly not.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import mean

import numpy as np
from cleaning_baselines import BASELINES

from analysis.cleaning import network, training
from analysis.cleaning.api import clean_many
from analysis.errors import InputError

KEPT = frozenset(("body", "dek"))
COLUMNS = ("now", "after", "ceiling", "residue_p", "residue_r", "residue_f1", "lost", "ms")
FOLDS = 5


def overlap(gold: Counter, text: str) -> tuple[float, float]:
    """(precision, recall) of a text's shingles."""
    own = training.shingles(text)
    shared = sum((gold & own).values())
    return shared / (own.total() or 1), shared / (gold.total() or 1)


def page_f1(pairs: Iterable[tuple[float, float]]) -> float:
    """The harmonic mean of mean precision and mean recall."""
    precision, recall = (mean(values) for values in zip(*pairs, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def flags(page: dict, cleaned: object) -> list[bool]:
    """Whether each line of a page is kept: some block in it is."""
    kept, at, blocks, number = [], 0, cleaned.blocks, 0
    for line in page["lines"]:
        end = at + len(line["text"])
        while number < len(blocks) and blocks[number].end <= at:
            number += 1
        i, stays = number, False
        while i < len(blocks) and blocks[i].start < end:
            stays = stays or blocks[i].role in KEPT
            i += 1
        kept.append(stays)
        at = end + 1
    return kept


def run_cleaner(pages: Sequence[dict], weights: network.Weights) -> tuple[list[list[bool]], list[float]]:
    """Flags and milliseconds of each page."""
    texts = ["\n".join(line["text"] for line in page["lines"]) for page in pages]
    start = time.process_time()
    cleaned = list(clean_many(texts, weights=weights))
    spent = (time.process_time() - start) * 1000 / max(1, len(pages))
    return [flags(page, one) for page, one in zip(pages, cleaned, strict=True)], [spent] * len(pages)


def score(pages: Sequence[dict], kept: Sequence[Sequence[bool]], spent: Sequence[float]) -> dict[str, dict[str, float]]:
    """The columns, per extractor and their mean."""
    counts: dict[str, Counter] = defaultdict(Counter)
    pairs: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for page, keep, ms in zip(pages, kept, spent, strict=True):
        count, pair, lines = counts[page["extractor"]], pairs[page["extractor"]], page["lines"]
        for line, stays in zip(lines, keep, strict=True):
            count[line["label"], stays] += 1
            if line["label"] == "content":
                count["words", stays] += len(line["text"].split())
        gold = training.shingles(page["gold"])
        for column, chosen in (("now", [True] * len(lines)), ("after", keep),
                               ("ceiling", [line["label"] != "residue" for line in lines])):
            pair[column].append(
                overlap(gold, "\n".join(x["text"] for x, stays in zip(lines, chosen, strict=True) if stays))
            )
        pair["ms"].append(ms)
    table = {}
    for name, count in counts.items():
        caught, wrong, missed = count["residue", False], count["content", False], count["residue", True]
        row = {column: page_f1(pairs[name][column]) for column in ("now", "after", "ceiling")}
        row["residue_p"] = caught / max(1, caught + wrong)
        row["residue_r"] = caught / max(1, caught + missed)
        row["residue_f1"] = 2 * caught / max(1, 2 * caught + wrong + missed)
        row["lost"] = count["words", False] / max(1, count["words", True] + count["words", False])
        row["ms"] = mean(pairs[name]["ms"])
        table[name] = row
    table["mean"] = {column: mean(row[column] for row in table.values()) for column in COLUMNS}
    return table


def shipped(pages: Sequence[dict]) -> dict[str, dict[str, float]]:
    """The score of the package's weights, each extractor timed by itself."""
    weights = network.load()
    list(clean_many(["One line to warm up."], weights=weights))
    kept: list = [None] * len(pages)
    spent = [0.0] * len(pages)
    for name in dict.fromkeys(page["extractor"] for page in pages):
        numbers = [i for i, page in enumerate(pages) if page["extractor"] == name]
        for i, keep, ms in zip(numbers, *run_cleaner([pages[i] for i in numbers], weights), strict=True):
            kept[i], spent[i] = keep, ms
    return score(pages, kept, spent)


def cross_validated(pages: Sequence[dict], tell: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """The score where each site's pages are cleaned by weights learned from other sites alone."""
    settings = training.Settings()
    examples = training.prepare(pages, settings)
    sites = sorted(set(examples.sites))
    fold = {sites[i]: n % FOLDS for n, i in enumerate(np.random.default_rng(0).permutation(len(sites)))}
    of_page = np.array([fold[site] for site in examples.sites])
    kept: list = [None] * len(pages)
    spent = [0.0] * len(pages)
    for number in range(FOLDS):
        weights = network.read(training.learn(examples, np.flatnonzero(of_page != number), settings))
        chosen = np.flatnonzero(of_page == number)
        for i, keep, ms in zip(chosen, *run_cleaner([pages[i] for i in chosen], weights), strict=True):
            kept[i], spent[i] = keep, ms
        tell(f"fold {number + 1} of {FOLDS} done")
    return score(pages, kept, spent)


def show(name: str, table: dict[str, dict[str, float]]) -> None:
    """Print a table."""
    print(f"\n{name:22}" + "".join(f"{column:>11}" for column in COLUMNS))
    for extractor, row in table.items():
        print(f"{extractor:22}" + "".join(f"{row[column]:11.3f}" for column in COLUMNS))


def main() -> int:
    """Parse the command line, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="pages.jsonl.gz, or the folder that holds it")
    parser.add_argument("--cv", action="store_true", help="train and score by cross-validation over sites")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    try:
        pages = list(training.read_pages(args.data))
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    ours = cross_validated(pages, lambda line: print(line, file=sys.stderr)) if args.cv else shipped(pages)
    if args.json:
        print(json.dumps(ours))
        return 0
    show("Parallax, by site" if args.cv else "Parallax", ours)
    for name, rule in BASELINES.items():
        show(name, score(pages, [rule([line["text"] for line in page["lines"]]) for page in pages], [0.0] * len(pages)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
