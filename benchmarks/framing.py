"""How well frames are called, and how well the naming of an event and its agents is read.

    python benchmarks/framing.py --data FOLDER [--cv] [--final] [--json] [--record]

FOLDER holds frac, narrative, ccf and gvfc as `NAME.jsonl.gz`, or a folder `dev/` or `heldout/` with them.
Scored is what is shipped, which is honest on texts alone that the weights have not seen. `--cv` learns and
scores by five-fold cross-validation instead: the honest figure on the dev part, thresholds learned within
each fold's training texts. Beside it stand three baselines, cross-validated likewise: the commonest label
for every text (trivial), cue words counted (dictionary), TF-IDF with logistic regression (tfidf+lr).
Macro-F1 over the labels, interval from 1,000 bootstrap samples of texts; of gvfc, the headlines that have
a frame. `--record` keeps the scores for the page: of naming (`analysis.framing.trust`) and, with `--cv`, of the
frames, beside their weights (`analysis.framing.frames.validity`).

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

from analysis.errors import InputError
from analysis.framing.frames.corpora import records
from analysis.framing.frames.lexicon import lexicon, words
from analysis.framing.frames.measured import FILE
from analysis.framing.frames.model import SETS, Model, model
from analysis.framing.frames.training import Annotated, annotated, learned_model
from analysis.framing.frames.vectors import word_vectors
from analysis.framing.gold import naming_scores
from analysis.framing.trust import SCORES

CASES = Path(__file__).parents[1] / "tests" / "framing" / "cases"
COMMAND = "python benchmarks/framing.py --data FOLDER --cv --record"
FOLDS, SAMPLES = 5, 1000
Labels = list[set[str]]

# Which dictionary frames stand for a label of each set: the dictionary baseline.
CUES = {
    "frac": {
        "economic": ("policy.economic",),
        "cultural_identity": ("policy.cultural_identity",),
        "fairness_equality": ("policy.fairness_equality",),
        "health_safety": ("policy.health_safety",),
        "legality_crime": ("policy.legality", "policy.crime"),
        "morality": ("policy.morality",),
        "political_policies": ("policy.political", "policy.policy"),
        "public_opinion": ("policy.public_opinion",),
        "security_defense": ("policy.security_defense",),
        "other": (),
    },
    "narrative": {
        "conflict": ("generic.conflict",),
        "economic": ("generic.economic_consequences",),
        "human_interest": ("generic.human_interest",),
        "moral": ("policy.morality",),
        "resolution": ("generic.resolution",),
    },
    "ccf": {
        "culture": ("climate.culture_climate",),
        "economic": ("policy.economic", "climate.economic_climate"),
        "environment": ("climate.environment",),
        "health": ("policy.health_safety",),
        "justice": ("climate.justice_climate",),
        "political": ("policy.political", "climate.politics_climate"),
        "scientific": ("climate.science",),
        "security": ("climate.security_climate",),
    },
    "gvfc": {
        "economic": ("guns.gun_economy",),
        "gun_control": ("guns.gun_control",),
        "mental_health": ("guns.gun_mind",),
        "politics": ("guns.gun_politics",),
        "public_opinion": ("guns.gun_opinion",),
        "public_safety": ("guns.gun_safety",),
        "race": ("guns.gun_race",),
        "second_amendment": ("guns.gun_rights",),
        "society": ("guns.gun_society",),
    },
}


def main() -> int:
    """Score and print: a table, or one JSON object with --json."""
    parser = argparse.ArgumentParser(description="How well are frames, naming and agency read?")
    parser.add_argument("--data", type=Path, required=True, help="folder of the annotated sets")
    parser.add_argument("--cv", action="store_true", help="learn and score by cross-validation")
    parser.add_argument(
        "--final", action="store_true", help="naming: score the sentences kept for the final score"
    )
    parser.add_argument(
        "--record", action="store_true", help="keep the scores that the page of framing shows (frames: with --cv)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    args = parser.parse_args()
    try:
        found: dict = frame_scores(args.data, args.cv, baselines=args.record or not args.json)
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    gold = _gold(args.data)
    naming = {part: naming_scores(gold, part) for part in ("dev", "final")}
    if args.record:
        SCORES.write_text(json.dumps(naming, indent=1, sort_keys=True) + "\n", "utf-8")
        if args.cv:
            FILE.write_text(json.dumps(kept(found), indent=1) + "\n", "utf-8")
    if args.json:
        print(json.dumps(found | {"naming": naming["final" if args.final else "dev"]}))
    else:
        _tell(found, naming, args.cv)
    return 0


def kept(found: dict[str, dict]) -> dict:
    """What the page shows of cross-validated scores: speed, which no two runs share, is left out."""
    keys = ("n", "macro_f1", "low", "high", "labels")
    return {
        "command": COMMAND,
        "sets": {
            name: {key: scores[key] for key in keys}
            | {rival: s["macro_f1"] for rival, s in scores["baselines"].items()}
            for name, scores in found.items()
        },
    }


def frame_scores(folder: Path, cross_validated: bool, baselines: bool) -> dict[str, dict]:
    """{set: {macro_f1, low, high, n, sentences_per_s, labels, baselines}} of every set that FOLDER holds."""
    files = {name: file for name in SETS if (file := _file(folder, name))}
    if not files:
        raise InputError(
            folder, f"holds none of {', '.join(SETS)}", "name the folder that holds NAME.jsonl.gz"
        )
    found = {}
    for name, file in files.items():
        data = annotated(name, records(file))
        truth = _sets(data.truth, data.labels)
        if cross_validated:
            called = _crossed(
                data, lambda train, data=data: learned_model(data.part(train), word_vectors()).labels_of
            )
        else:
            called = [set(model(name).labels_of(text)) for text in data.texts]
        found[name] = macro_f1(truth, called) | {
            "n": len(truth),
            "labels": by_label(truth, called),
            "sentences_per_s": _speed(name, data),
        }
        if baselines:
            found[name]["baselines"] = {
                rival: macro_f1(truth, _crossed(data, make)) for rival, make in _rivals(data).items()
            }
    return found


def macro_f1(truth: Labels, called: Labels, seed: int = 0) -> dict[str, float]:
    """Macro-F1 over the labels of `truth`, and its 95 % interval from bootstrap samples of texts."""
    labels = sorted(set().union(*truth))
    hits = np.array([[(b in t) + 2 * (b in c) for b in labels] for t, c in zip(truth, called, strict=True)])
    rng = random.Random(seed)
    rows = range(len(hits))
    samples = sorted(_macro(hits[rng.choices(rows, k=len(hits))]) for _ in range(SAMPLES))
    low, high = samples[int(0.025 * SAMPLES)], samples[int(0.975 * SAMPLES) - 1]
    return {"macro_f1": round(_macro(hits), 4), "low": round(low, 4), "high": round(high, 4)}


def by_label(truth: Labels, called: Labels) -> dict[str, float]:
    """F1 of each label."""
    return {
        b: round(_f1([b in t for t in truth], [b in c for c in called]), 4)
        for b in sorted(set().union(*truth))
    }


def _macro(hits: np.ndarray) -> float:
    both, truth, called = ((hits == n).sum(0) for n in (3, 1, 2))
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


def _crossed(
    data: Annotated, make: Callable[[list[int]], Callable[[str], Sequence[str]]], seed: int = 0
) -> Labels:
    """Labels called for each text by what `make` learns from the rows of the other folds."""
    order = list(range(len(data.texts)))
    random.Random(seed).shuffle(order)
    called: Labels = [set() for _ in order]
    for fold in range(FOLDS):
        call = make([n for place, n in enumerate(order) if place % FOLDS != fold])
        for row in order[fold::FOLDS]:
            called[row] = set(call(data.texts[row]))
    return called


def _rivals(data: Annotated) -> dict[str, Callable]:
    return {
        "trivial": lambda train: _trivial(data, train),
        "dictionary": lambda train: _dictionary(data),
        "tfidf+lr": lambda train: _tfidf(data, train),
    }


def _trivial(data: Annotated, train: list[int]) -> Callable[[str], Sequence[str]]:
    commonest = data.labels[int(data.truth[train].sum(0).argmax())]
    return lambda text: [commonest]


def _dictionary(data: Annotated) -> Callable[[str], Sequence[str]]:
    """Labels with two or more cue words; of those, where only one is allowed, the one with most."""
    choice, cued = SETS[data.name], CUES[data.name]

    def call(text: str) -> list[str]:
        listed = lexicon()
        frames = [
            (f"{g.scheme}.{g.frame}", h.first)
            for h in listed.find(words(text))
            for g in [listed.groups[h.group]]
        ]
        counts = {label: len({p for f, p in frames if f in cued.get(label, ())}) for label in data.labels}
        order = sorted(counts, key=lambda label: -counts[label])
        count = max(choice.least, sum(n >= 2 for n in counts.values()))
        return order[: min(count, choice.most or count)]

    return call


def _tfidf(data: Annotated, train: list[int]) -> Callable[[str], Sequence[str]]:
    """TF-IDF of words and pairs, a balanced logistic regression for each label, called from one half."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    choice = SETS[data.name]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectorizer.fit_transform([data.texts[n] for n in train])
    fitted = [
        LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0).fit(matrix, column)
        for column in data.truth[train].T
    ]

    def call(text: str) -> list[str]:
        seen = vectorizer.transform([text])
        scores = [float(f.decision_function(seen)[0]) for f in fitted]
        order = sorted(range(len(scores)), key=lambda n: -scores[n])
        count = max(choice.least, sum(s > 0 for s in scores))
        return [data.labels[n] for n in order[: min(count, choice.most or count)]]

    return call


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
    print(f"frames, {'cross-validated' if cross_validated else 'as shipped'}: macro-F1 [95 % interval]")
    for name, scores in found.items():
        rivals = "  ".join(f"{rival} {s['macro_f1']:.3f}" for rival, s in scores["baselines"].items())
        print(f"{name:10} {_interval(scores)}   {rivals}   {scores['sentences_per_s']} texts/s")
        print("           " + "  ".join(f"{label} {f1:.2f}" for label, f1 in scores["labels"].items()))
    for part, scores in naming.items():
        print(f"naming, {part:5} " + "  ".join(f"{key} {value}" for key, value in scores.items()))


def _interval(scores: dict) -> str:
    return f"{scores['macro_f1']:.3f} [{scores['low']:.3f}, {scores['high']:.3f}]"


if __name__ == "__main__":
    raise SystemExit(main())
