"""Score the cleaner on annotated pages: python benchmarks/cleaning.py --data PATH [--cv [--draws N]] [--json].

A table per extractor of residue found, words lost, overlap with the gold text (`cleaning_scores.py` says how). Below:
what the other modes lose and catch, which role the lines of each label were given, and how often decisions of some
confidence or more were wrong, which page 1 tells. What is learned depends on chance as well: `--draws` trains several
times and prints the mean, and the standard deviation of one draw.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, stdev

# One core, as the goal says; and several threads add up in another order each time.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from cleaning_baselines import BASELINES
from cleaning_scores import COLUMNS, Run, score

from analysis import paths
from analysis.cleaning import (
    ROLES,
    characters,
    classes,
    endings,
    endings_training,
    features,
    fitting,
    headings,
    lines,
    mixing,
    network,
    people,
    titles_training,
    training,
    vocabulary,
)
from analysis.cleaning.api import clean, clean_many
from analysis.commands import add_jobs
from analysis.errors import InputError

DRAWN = ("after", "residue_f1", "lost")  # what differs from draw to draw


def shipped(pages: Sequence[dict]) -> Run:
    """What the package's weights make of the pages, each extractor timed by itself."""
    weights = network.load()
    list(clean_many(["One line to warm up."], weights=weights))
    run = Run(pages)
    for name in dict.fromkeys(page["extractor"] for page in pages):
        run.clean([i for i, page in enumerate(pages) if page["extractor"] == name], weights)
    return run


def cross_validated(pages: Sequence[dict], settings: training.Settings, folder: Path, jobs: int,
                    tell: Callable[[str], None]) -> Run:
    """What weights make of each site's pages that were learned from other sites alone.

    Each fold's weights are kept in ``folder``, so that a run that was broken off goes on where it stood.
    """
    of_page = training.folds(pages)
    places = [folder / f"{_recipe(pages, settings)}-{number}.json" for number in range(training.FOLDS)]
    missing = [number for number in range(training.FOLDS) if not places[number].exists()]
    if missing:
        examples = training.prepare(pages, settings)
        tell(f"{len(examples.target)} blocks measured")
        with ProcessPoolExecutor(min(jobs, len(missing)), get_context("fork"), _share, (examples, settings)) as pool:
            for number, table in zip(missing, pool.map(_learned, missing), strict=True):
                aside = places[number].with_suffix(".part")
                aside.write_text(table, encoding="utf-8")
                aside.replace(places[number])
                tell(f"fold {number + 1} of {training.FOLDS} learned")
    run = Run(pages)
    for number, place in enumerate(places):
        run.clean(np.flatnonzero(of_page == number).tolist(), network.read(place.read_text(encoding="utf-8")))
    return run


def _recipe(pages: Sequence[dict], settings: training.Settings) -> str:
    """A name for what is learned: it changes with the pages, the settings and every module that learning reads."""
    parts = [json.dumps(pages, sort_keys=True), repr(settings)]
    parts += [Path(module.__file__).read_text(encoding="utf-8")
              for module in (training, fitting, mixing, features, characters, classes, headings, vocabulary, network,
                            endings, endings_training)]
    parts.append(json.dumps(mixing.written(paths.root() / training.CASES)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


_SHARED: tuple[training.Examples, training.Settings]


def _share(examples: training.Examples, settings: training.Settings) -> None:
    """In a process that learns: what all of them read, handed over by forking."""
    global _SHARED
    _SHARED = examples, settings


def _learned(number: int) -> str:
    examples, settings = _SHARED
    return training.learn(examples, np.flatnonzero(examples.groups != number), settings)


def by_site(pages: Sequence[dict], folder: Path | None, jobs: int, draws: int) -> list[Run]:
    """:func:`cross_validated` of each draw, with the folds' weights in a folder that goes again where none is named."""
    with tempfile.TemporaryDirectory() as passing:
        where = folder or Path(passing)
        where.mkdir(parents=True, exist_ok=True)
        return [cross_validated(pages, training.Settings(seed=1000 * draw), where, jobs,
                                lambda line: print(line, file=sys.stderr, flush=True)) for draw in range(draws)]


def spread(runs: Sequence[Run]) -> dict[str, dict[str, tuple[float, float]]]:
    """(mean over draws, standard deviation of one) of what differs, per extractor and of their mean."""
    tables = [run.table() for run in runs]
    return {name: {column: (mean(values), stdev(values))
                   for column in DRAWN for values in [[table[name][column] for table in tables]]}
            for name in tables[0]}


def speed(pages: Sequence[dict], repeats: int) -> dict[str, tuple[float, float]]:
    """Milliseconds a page, per extractor, of processor time in the fastest of so many runs: cleaned several at once, as
    :func:`clean_many` does and a corpus is cleaned, and one by one. What is remembered of lines is forgotten before.
    """
    network.load()
    found = {}
    for name in dict.fromkeys(page["extractor"] for page in pages):
        texts = ["\n".join(line["text"] for line in page["lines"]) for page in pages if page["extractor"] == name]
        runs: list[list[float]] = [[], []]
        for _ in range(repeats):
            for way, spent in zip((clean_many, partial(map, clean)), runs, strict=True):
                for remembered in (lines._cues, people.byline, people.caption, people.lone_name):
                    remembered.cache_clear()
                start = time.process_time()
                for _ in way(texts):
                    pass
                spent.append((time.process_time() - start) * 1000 / len(texts))
        found[name] = min(runs[0]), min(runs[1])
    return found | {"mean": tuple(mean(column) for column in zip(*found.values(), strict=True))}


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
    parser.add_argument("--folds", type=Path, help="with --cv: keep each fold's weights there, take those that are")
    add_jobs(parser, "with --cv: folds learned, each on a core,", 1)
    parser.add_argument("--draws", type=int, default=1, choices=range(1, 21), metavar="N",
                        help="with --cv: trainings from other seeds (1 to 20)")
    parser.add_argument("--speed", type=int, default=0, metavar="N", choices=range(1, 101),
                        help="only print milliseconds a page: of N runs (1 to 100) the fastest")
    parser.add_argument("--titles", action="store_true",
                        help="only print on how many pages the headline is found, by what other sites teach")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    try:
        args = parser.parse_args()
        pages = list(training.read_pages(args.data))
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    if args.speed:
        print(f"{'milliseconds a page':22}{'together':>11}{'one by one':>11}")
        for name, (together, alone) in speed(pages, args.speed).items():
            print(f"{name:22}{together:11.2f}{alone:11.2f}")
        return 0
    if args.titles:
        print(json.dumps(titles_training.scores_left_out(list(titles_training.choices(pages)),
                                                         list(titles_training.written(paths.root() / training.CASES)))))
        return 0
    runs = by_site(pages, args.folds, args.jobs, args.draws) if args.cv else [shipped(pages)]
    run, drawn = runs[0], spread(runs) if len(runs) > 1 else {}
    if args.json:
        print(json.dumps({**run.table(), "modes": run.modes(), "roles": run.confusion(),
                          "wrong": {least: [count, share.estimate, share.low, share.high]
                                    for least, (count, share) in run.wrong().items()},
                          "draws": drawn}))
        return 0
    show("Parallax, by site" if args.cv else "Parallax", run.table())
    for name, columns in drawn.items():
        print(f"{len(runs)} draws, {name:18} " + ", ".join(
            f"{column} {middle:.4f} ± {one:.4f}" for column, (middle, one) in columns.items()))
    for mode, row in run.modes().items():
        print(f"mode {mode}: {row['lost']:.2%} of content words lost, residue F1 {row['residue_f1']:.3f}, "
              f"page F1 {row['after']:.3f}")
    print(f"\n{'label, and role given':22}" + "".join(f"{role:>11}" for role in ROLES))
    for label, row in run.confusion().items():
        print(f"{label:22}" + "".join(f"{row[role]:11}" for role in ROLES))
    for least, (count, share) in run.wrong().items():
        print(f"confidence {least:.2f} or more: {count} decisions, {share.estimate:.3f} of them wrong "
              f"[{share.low:.3f}, {share.high:.3f}]")
    for name, rule in BASELINES.items():
        show(name, score(pages, [rule([line["text"] for line in page["lines"]]) for page in pages], [0.0] * len(pages)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
