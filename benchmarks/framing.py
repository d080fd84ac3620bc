"""How well frames are called, and how well the naming of an event and its agents is read.

    python benchmarks/framing.py --data FOLDER [--cv] [--draws N] [--final] [--json] [--record]

FOLDER holds frac, narrative, ccf and gvfc as `NAME.jsonl.gz`, or a folder `dev/` or `heldout/` with them.
Scored is what is shipped, which is honest on texts alone that the weights have not seen. `--cv` learns and
scores by five-fold cross-validation instead: the honest figure on the dev part, thresholds learned within
each fold's training texts. A single draw of the folds is off by more than most changes to a model are worth:
`--draws` takes the mean over several, and the standard deviation of one. Beside it stand three baselines,
cross-validated likewise (framing_rivals.py). Macro-F1 over the labels, interval from 1,000 bootstrap samples of
texts, each with its calls in every draw; of gvfc, the headlines that have a frame. `--record` keeps the scores for
the page: of naming (`analysis.framing.trust`) and, with `--cv`, of the frames, beside their weights
(`analysis.framing.frames.validity`).

Naming and agency are scored on a folder `naming` beside the sets, where there is one (`mentions.json` and
`events/`, as tests/framing/cases has and describes them), else on tests/framing/cases: `dev`, the sentences that
rules are made on; `--final` scores those of other events that were kept from them.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from framing_rivals import Call, rivals

from analysis.errors import InputError
from analysis.framing.frames.corpora import records
from analysis.framing.frames.measured import FILE
from analysis.framing.frames.model import SETS, Model, model
from analysis.framing.frames.training import Annotated, annotated, learned_model
from analysis.framing.frames.vectors import word_vectors
from analysis.framing.gold import SPOT, naming_scores
from analysis.framing.trust import SCORES
from analysis.framing.weights_of_agents import labelled as labelled_agents
from analysis.framing.weights_of_agents import scores_left_out as agents_left_out
from analysis.framing.weights_of_sense import labelled, scores_left_out

CASES = Path(__file__).parents[1] / "tests" / "framing" / "cases"
COMMAND = "python benchmarks/framing.py --data FOLDER --cv --draws {} --record"
FOLDS, SAMPLES = 5, 1000
Labels = list[set[str]]

def main() -> int:
    """Score and print: a table, or one JSON object with --json."""
    parser = argparse.ArgumentParser(description="How well are frames, naming and agency read?")
    parser.add_argument("--data", type=Path, required=True, help="folder of the annotated sets")
    parser.add_argument("--cv", action="store_true", help="learn and score by cross-validation")
    parser.add_argument(
        "--draws", type=int, default=1, choices=range(1, 21), metavar="N", help="draws of the folds (1 to 20)"
    )
    parser.add_argument(
        "--final", action="store_true", help="naming: score the sentences kept for the final score"
    )
    parser.add_argument(
        "--record", action="store_true", help="keep the scores that the page of framing shows (frames: with --cv)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    try:
        found: dict = frame_scores(
            args.data, args.draws if args.cv else 0, baselines=args.record or not args.json
        )
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    gold = _gold(args.data)
    naming = {part: naming_scores(gold, part) for part in ("dev", "final")}
    if args.record:
        # of a part that has no sentences now, what was scored last
        kept_so_far = json.loads(SCORES.read_text("utf-8")) if SCORES.is_file() else {}
        scored = {part: scores for part, scores in naming.items() if scores["words"]}
        scored["spot"] = naming_scores(gold, "dev", SPOT)
        SCORES.write_text(json.dumps(kept_so_far | scored, indent=1, sort_keys=True) + "\n", "utf-8")
        if args.cv:
            FILE.write_text(json.dumps(kept(found, args.draws), indent=1) + "\n", "utf-8")
    if args.json:
        print(json.dumps(found | {"naming": naming["final" if args.final else "dev"]}))
    else:
        _tell(found, naming, args.cv)
    return 0


def kept(found: dict[str, dict], draws: int) -> dict:
    """What the page shows of cross-validated scores: speed, which no two runs share, is left out."""
    keys = ("n", "macro_f1", "low", "high", "spread", "labels")
    return {
        "command": COMMAND.format(draws),
        "draws": draws,
        "sets": {
            name: {key: scores[key] for key in keys}
            | {rival: s["macro_f1"] for rival, s in scores["baselines"].items()}
            for name, scores in found.items()
        },
    }


def frame_scores(folder: Path, draws: int, baselines: bool) -> dict[str, dict]:
    """{set: {macro_f1, low, high, spread, n, sentences_per_s, labels, baselines}} of every set that FOLDER holds.

    `draws` of the folds of cross-validation; with none, what is shipped is scored.
    """
    files = {name: file for name in SETS if (file := _file(folder, name))}
    if not files:
        raise InputError(
            folder, f"holds none of {', '.join(SETS)}", "name the folder that holds NAME.jsonl.gz"
        )
    found = {}
    for name, file in files.items():
        data = annotated(name, records(file))
        truth = _sets(data.truth, data.labels)
        called = _crossed(data, lambda train, data=data: _learned(data, train), draws)
        if not draws:
            called = [[set(model(name).labels_of(text)) for text in data.texts]]
        found[name] = macro_f1(truth, called) | {
            "n": len(truth),
            "labels": by_label(truth, called),
            "sentences_per_s": _speed(name, data),
        }
        if baselines:
            found[name]["baselines"] = {
                rival: macro_f1(truth, _crossed(data, make, draws or 1)) for rival, make in rivals(data).items()
            }
    return found


def macro_f1(truth: Labels, called: Sequence[Labels], seed: int = 0) -> dict[str, float]:
    """Macro-F1 over the labels of `truth`, mean over the draws of `called`, and its 95 % interval from bootstrap
    samples of texts; `spread` is the standard deviation of a draw, 0 for one.
    """
    labels = sorted(set().union(*truth))
    hits = np.array(
        [[[(b in t) + 2 * (b in c) for b in labels] for t, c in zip(truth, draw, strict=True)] for draw in called]
    )
    rng = random.Random(seed)
    rows = range(len(truth))
    samples = sorted(_macro(hits[:, rng.choices(rows, k=len(rows))]) for _ in range(SAMPLES))
    low, high = samples[int(0.025 * SAMPLES)], samples[int(0.975 * SAMPLES) - 1]
    spread = float(np.std([_macro(draw[None]) for draw in hits], ddof=1)) if len(hits) > 1 else 0.0
    found = {"macro_f1": _macro(hits), "low": low, "high": high, "spread": spread}
    return {key: round(value, 4) for key, value in found.items()}


def by_label(truth: Labels, called: Sequence[Labels]) -> dict[str, float]:
    """F1 of each label, mean over the draws."""
    return {
        b: round(float(np.mean([_f1([b in t for t in truth], [b in c for c in draw]) for draw in called])), 4)
        for b in sorted(set().union(*truth))
    }


def _macro(hits: np.ndarray) -> float:
    both, truth, called = ((hits == n).sum(1) for n in (3, 1, 2))
    return float(np.mean(np.where(both, 2 * both / np.maximum(2 * both + truth + called, 1), 0.0)))


def _f1(truth: Sequence[bool], called: Sequence[bool]) -> float:
    both = sum(t and c for t, c in zip(truth, called, strict=True))
    return 2 * both / (sum(truth) + sum(called)) if both else 0.0


def _file(folder: Path, name: str) -> Path | None:
    return next((f for place in _places(folder) if (f := place / f"{name}.jsonl.gz").is_file()), None)


def _gold(folder: Path) -> Path:
    """Where the gold of naming lies: beside the sets, or else in the tests."""
    brought = (place / "naming" for place in _places(folder))
    return next((f for f in brought if (f / "mentions.json").is_file()), CASES)


def _places(folder: Path) -> tuple[Path, ...]:
    framing = folder / "framing"
    return folder, folder / "heldout", folder / "dev", framing / "heldout", framing / "dev"


def _sets(truth: np.ndarray, labels: Sequence[str]) -> Labels:
    return [{label for label, there in zip(labels, row, strict=True) if there} for row in truth]


def _learned(data: Annotated, train: list[int]) -> Call:
    return learned_model(data.part(train), word_vectors()).labels_of


def _crossed(data: Annotated, make: Callable[[list[int]], Call], draws: int) -> list[Labels]:
    """Labels called for each text, in each draw, by what `make` learns from the rows of the other folds."""
    drawn = []
    for seed in range(draws):
        order = list(range(len(data.texts)))
        random.Random(seed).shuffle(order)
        called: Labels = [set() for _ in order]
        for fold in range(FOLDS):
            call = make([n for place, n in enumerate(order) if place % FOLDS != fold])
            for row in order[fold::FOLDS]:
                called[row] = set(call(data.texts[row]))
        drawn.append(called)
    return drawn


def _speed(name: str, data: Annotated) -> int:
    """Texts a second of one processor, the shipped model warm."""
    shipped: Model = model(name)
    texts = data.texts[:300]
    shipped.labels_of(texts[0])
    start = time.process_time()
    for text in texts:
        shipped.labels_of(text)
    return round(len(texts) / (time.process_time() - start))


def _tell(found: dict[str, dict], naming: dict[str, dict], cross_validated: bool) -> None:
    print(f"frames, {'cross-validated' if cross_validated else 'as shipped'}: macro-F1 ± of a draw [95 % interval]")
    for name, scores in found.items():
        beside = "  ".join(f"{rival} {s['macro_f1']:.3f}" for rival, s in scores["baselines"].items())
        print(f"{name:10} {_interval(scores)}   {beside}   {scores['sentences_per_s']} texts/s")
        print("           " + "  ".join(f"{label} {f1:.2f}" for label, f1 in scores["labels"].items()))
    for part, scores in naming.items():
        print(f"naming, {part:5} " + "  ".join(f"{key} {value}" for key, value in scores.items()))
    for name, of_sense in scores_left_out(labelled(CASES)).items():
        told = "  ".join(f"{key} {value:.4g}" for key, value in of_sense.items())
        print(f"sense by marks alone, {name} left out {told}")
    of_agents = agents_left_out(labelled_agents(CASES))
    print("agent, events left out " + "  ".join(f"{key} {value:.4g}" for key, value in of_agents.items()))


def _interval(scores: dict) -> str:
    spread = f" ± {scores['spread']:.3f}" if scores["spread"] else ""
    return f"{scores['macro_f1']:.3f}{spread} [{scores['low']:.3f}, {scores['high']:.3f}]"


if __name__ == "__main__":
    raise SystemExit(main())
