"""How far to trust the page: what the benchmarks measured, human coders, names that no actor claims."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import paths, show
from analysis.framing import wording
from analysis.framing.agreement import answers
from analysis.framing.comparing import framed
from analysis.framing.frames import validity

if TYPE_CHECKING:
    from analysis.figures import Figures

SCORES = Path(__file__).with_name("scores.json")  # written by benchmarks/framing.py --record
_UNSEEN, _SEEN = "never seen", "used for rules and training"
_SETS = {
    "frac": "single sentences of news and comment; which of nine policy dimensions each has, or none of them",
    "narrative": "whole articles on climate; conflict, economy, human interest, morals, a way out",
    "ccf": "pairs of sentences on climate; culture, economy, environment, health, justice, politics, science, security",
    "gvfc": "headlines on gun violence; which of nine sides of the matter they tell",
}
_ASKED = {
    "mention_p": "words called mentions that are mentions (precision)",
    "mention_r": "mentions found (recall)",
    "sense": "words rightly told from other acts",
    "attribution": "whose word it is (F1)",
    "agent": "who did it, by name (F1)",
}


def naming_scores() -> show.Shown:
    """What the gold of naming says, as recorded."""
    measured = json.loads(SCORES.read_text("utf-8"))
    rows = [
        {
            "question": told,
            _UNSEEN: measured["final"][key],
            "from": measured["final"][f"{key}_low"],
            "to": measured["final"][f"{key}_high"],
            _SEEN: measured["dev"][key],
        }
        for key, told in _ASKED.items()
    ]
    unseen, seen = measured["final"], measured["dev"]
    return show.table(
        framed(rows, ["question", _UNSEEN, "from", "to", _SEEN]),
        f"Naming and agency on sentences labelled by hand, of other events: {unseen['words']:,} words of event "
        f"families that neither rules nor weights have seen ({unseen['events']} events; 95% intervals from resampled "
        f"events), and {seen['words']:,} that rules were made on and weights trained on ({seen['events']:,} events)",
    )


def frame_scores() -> show.Shown:
    """What cross-validation on annotated sets says of the frames, beside simpler ways, as recorded."""
    measured = validity().drop(columns="command")
    measured["set"] = [f"{name}: {_SETS[name]}" for name in measured["set"]]
    return show.table(
        measured,
        "Frames on texts that people have labelled: macro-F1 on texts left out of training (cross-validation; 1 "
        "would be every label of every text right, each label counting alike), mean of several draws with 95% interval "
        "and standard deviation of a draw; beside it the commonest label alone, cue words counted, and plain logistic "
        "regression. The policy frames of this page come from the model of frac; the other sets show how well the same "
        "method does on other texts",
        {
            "set": "set, and what was labelled",
            "macro_f1": "macro-F1",
            "trivial": "commonest label",
            "dictionary": "cue words",
            "best": "label called best, F1",
            "worst": "and worst",
            "low": "from",
            "high": "to",
            "spread": "draws ±",
            "n": "texts",
            "tfidf+lr": "regression",
        },
    )


def agreement(figures: "Figures") -> show.Shown:
    """What human coders and Parallax agree on, where a sheet was imported."""
    file = paths.raw(figures.corpus.id) / "agreement.json"
    if not file.is_file():
        return show.note(
            "No coded sheet has been imported: how far Parallax and human readers agree on this corpus is "
            "not known. python -m analysis coding export makes a sheet for coders."
        )
    measured = json.loads(file.read_text("utf-8"))
    again = "import the sheets again (python -m analysis coding import)."
    if "answers" not in measured or "coded" not in measured:
        return show.note(f"{paths.shown(file)} is of an older version, which kept less of what was coded: {again}")
    if measured["answers"] != answers(figures):
        return show.note(f"{paths.shown(file)} scores an earlier reading. Texts, codebook or Parallax have changed, "
                         f"and with them what is read, so its scores are not shown: {again}")
    data = framed(
        [
            {k: row[k] for k in ("question", "n", "yes", "precision", "recall", "told")}
            for row in measured["questions"]
        ],
        ["question", "n", "yes", "precision", "recall", "told"],
    )
    number = measured["by_hand"]
    apart = f"; {number} of them with a word read by hand are left out of the questions on naming" if number else ""
    coders = f"{measured['coders']} human coder{'' if measured['coders'] == 1 else 's'}"
    coded = f"{measured['coded']} of {measured['items']} sentences"
    return show.table(data, f"Agreement with {coders}, who coded {coded}{apart}")


def missed(figures: "Figures", top: int) -> show.Shown | None:
    """Names that no actor claims."""
    data = wording.missed(figures).head(top)
    if data.empty:
        return None
    return show.table(
        data.rename(columns={p: figures.name(p) for p in figures.ids}),
        "Names that belong to no actor of the codebook: what naming may have missed",
    )
