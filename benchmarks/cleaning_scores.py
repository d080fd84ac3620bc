"""What the cleaner makes of annotated pages, and how well: what `cleaning.py` prints.

Per extractor: precision, recall and F1 of lines dropped as residue; share of the content lines' words that were
dropped; page F1 of the text as it came (now), of what is kept (after), and had just the residue been dropped (ceiling):
shared 4-word shingles with the gold text, as in scrapinghub/article-extraction-benchmark; milliseconds a page.
What is kept is the body, and deks: gold texts count them as content, and titles, bylines, captions and bios mostly not.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import mean

import numpy as np

from analysis.cleaning import ROLES, Block, Cleaned, network, training
from analysis.cleaning.api import clean_many
from analysis.cleaning.outlook import WRONG_FROM
from analysis.statistics import Interval, cluster_bootstrap

KEPT = frozenset(("body", "dek"))
COLUMNS = ("now", "after", "ceiling", "residue_p", "residue_r", "residue_f1", "lost", "ms")
OTHER_MODES = ("keep", "strict")


def overlap(gold: Counter, text: str) -> tuple[float, float]:
    """(precision, recall) of a text's shingles."""
    own = training.shingles(text)
    shared = sum((gold & own).values())
    return shared / (own.total() or 1), shared / (gold.total() or 1)


def page_f1(pairs: Iterable[tuple[float, float]]) -> float:
    """The harmonic mean of mean precision and mean recall."""
    precision, recall = (mean(values) for values in zip(*pairs, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def deciding(page: dict, cleaned: Cleaned) -> list[Block | None]:
    """Of each line of a page a block of it that is kept, else its first; None of one that is blank."""
    found: list[Block | None] = []
    at, blocks, number = 0, cleaned.blocks, 0
    for line in page["lines"]:
        end = at + len(line["text"])
        while number < len(blocks) and blocks[number].end <= at:
            number += 1
        i, block = number, None
        while i < len(blocks) and blocks[i].start < end:
            if not block or (blocks[i].role in KEPT and block.role not in KEPT):
                block = blocks[i]
            i += 1
        found.append(block)
        at = end + 1
    return found


class Run:
    """Each page's roles by line, in each mode, and for the default mode how sure they are and the milliseconds."""

    def __init__(self, pages: Sequence[dict]) -> None:
        self.pages = pages
        self.roles: dict[str, list[list[str]]] = {mode: [[]] * len(pages) for mode in ("default", *OTHER_MODES)}
        self.sure: list[list[float]] = [[]] * len(pages)
        self.spent = [0.0] * len(pages)

    def clean(self, numbers: Sequence[int], weights: network.Weights) -> None:
        """Clean the pages of these numbers."""
        some = [self.pages[i] for i in numbers]
        texts = ["\n".join(line["text"] for line in page["lines"]) for page in some]
        for mode, found in self.roles.items():
            start = time.process_time()
            cleaned = list(clean_many(texts, mode=mode, weights=weights))
            if mode == "default":
                spent = (time.process_time() - start) * 1000 / max(1, len(some))
                for i in numbers:
                    self.spent[i] = spent
            for i, page, one in zip(numbers, some, cleaned, strict=True):
                blocks = deciding(page, one)
                found[i] = [block.role if block else "" for block in blocks]
                if mode == "default":
                    self.sure[i] = [block.confidence if block else 0.0 for block in blocks]

    def table(self, mode: str = "default") -> dict[str, dict[str, float]]:
        """The columns, per extractor and their mean."""
        return score(self.pages, [[role in KEPT for role in found] for found in self.roles[mode]], self.spent)

    def modes(self) -> dict[str, dict[str, float]]:
        """What the other modes lose and catch, mean over extractors."""
        return {mode: {column: self.table(mode)["mean"][column] for column in ("lost", "residue_f1", "after")}
                for mode in OTHER_MODES}

    def wrong(self) -> dict[float, tuple[int, Interval]]:
        """By least confidence: how many lines of content or residue were decided so surely, and the share that was
        residue kept or content dropped, its interval from resampled sites.
        """
        decided = [(page["domain"], sure, (line["label"] == "residue") == (role in KEPT))
                   for page, roles, all_sure in zip(self.pages, self.roles["default"], self.sure, strict=True)
                   for line, role, sure in zip(page["lines"], roles, all_sure, strict=True)
                   if role and line["label"] in ("content", "residue")]
        sites, sure, wrong = (np.array(column) for column in zip(*decided, strict=True))
        told = {least: sure >= least for least, *_ in WRONG_FROM}
        return {least: (int(kept.sum()), cluster_bootstrap(wrong[kept].astype(float), sites[kept]))
                for least, kept in told.items() if kept.any()}

    def confusion(self) -> dict[str, dict[str, int]]:
        """Lines by their label and the role they were given."""
        counts: dict[str, Counter] = defaultdict(Counter)
        for page, found in zip(self.pages, self.roles["default"], strict=True):
            for line, role in zip(page["lines"], found, strict=True):
                counts[line["label"]][role] += bool(role)
        return {label: {role: counts[label][role] for role in ROLES} for label in sorted(counts)}


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
