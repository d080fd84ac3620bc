"""`python -m analysis train framing --data FOLDER`: the weights again, to the same bytes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import paths
from analysis.framing.frames import classes
from analysis.framing.frames.corpora import records
from analysis.framing.frames.features import Values, values
from analysis.framing.frames.fitting import SHARES, fit, lightened
from analysis.framing.frames.model import SETS, WEIGHTS, Model, parse, write
from analysis.framing.frames.vectors import Vectors, word_vectors

# Coders' questions behind each frame of `narrative` (Frermann et al. 2023, ACL, appendix): their share of
# "yes" is what is learned, with the label.
QUESTIONS = {
    "conflict": ("co1", "co2", "co3"),
    "economic": ("ec1", "ec2", "ec3"),
    "human_interest": ("hi1", "hi2", "hi3", "hi4", "hi5"),
    "moral": ("mo1", "mo2", "mo3"),
    "resolution": ("re2", "re4", "re5", "re6"),
}
LABEL_SHARE = 0.2  # of the label itself in such a target


@dataclass(frozen=True)
class Annotated:
    """A set read for learning: features, targets and labels (texts x labels) of its texts."""

    name: str
    texts: tuple[str, ...]
    features: tuple[Values, ...]
    labels: tuple[str, ...]
    targets: np.ndarray
    truth: np.ndarray

    def part(self, rows: Sequence[int]) -> "Annotated":
        """The texts of those rows alone."""
        return Annotated(
            self.name,
            tuple(self.texts[n] for n in rows),
            tuple(self.features[n] for n in rows),
            self.labels,
            self.targets[rows],
            self.truth[rows],
        )


def train(folder: Path) -> list[Path]:
    """Learn the classes of words, then every model from `folder`/dev, and write them; returns the files.

    Raises InputError.
    """
    read = {name: records(folder / "dev" / f"{name}.jsonl.gz") for name in SETS}
    vectors = word_vectors()
    written = [classes.write(vectors)]
    for name, held in read.items():
        file = WEIGHTS / f"{name}.tsv"
        file.write_text(learned(annotated(name, held), vectors), "utf-8")
        written.append(file)
    return [Path(paths.shown(file)) for file in written]


def learned(data: Annotated, vectors: Vectors) -> str:
    """The table of weights learned from a set."""
    choice = SETS[data.name]
    fitted = fit(data.features, data.targets, data.truth, vectors, SHARES | {"alike": choice.alike})
    light = lightened(fitted, data.features, vectors, choice.breadth)
    return write(data.labels, light.bias, light.thresholds, light.weights, choice.unit)


def learned_model(data: Annotated, vectors: Vectors) -> Model:
    """The model learned from a set, as it would be shipped."""
    return parse(learned(data, vectors), SETS[data.name])


def annotated(name: str, held: Sequence[dict]) -> Annotated:
    """Records of a set made ready; texts without a frame are left out where every text must have one."""
    choice = SETS[name]
    held = [r for r in held if r["labels"] or not choice.least]
    labels = tuple(sorted({label for r in held for label in r["labels"]}))
    truth = np.array([[float(label in r["labels"]) for label in labels] for r in held])
    targets = truth
    if held and "coders" in held[0]:
        asked = np.array([[_share_of_yes(r["coders"], QUESTIONS[label]) for label in labels] for r in held])
        targets = LABEL_SHARE * truth + (1 - LABEL_SHARE) * asked
    read = tuple(r["text"] for r in held)
    return Annotated(name, read, tuple(values(t, choice.of_classes) for t in read), labels, targets, truth)


def _share_of_yes(coders: dict[str, list], questions: Iterable[str]) -> float:
    shares = []
    for question in questions:
        answers = [a for a in coders[question] if a != -1]
        shares.append(sum(a == "yes" for a in answers) / max(1, len(answers)))
    return sum(shares) / len(shares)
