"""How well the frame models do on texts they have not seen: what the benchmark measured and kept."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FILE = Path(__file__).with_name("validity.json")
BASELINES = ("trivial", "dictionary", "tfidf+lr")


def validity() -> "pd.DataFrame":
    """A row per annotated set: `set`, `n` texts, `macro_f1` with its 95 % interval `low`, `high`, by
    cross-validation over texts, mean of several draws of the folds; `spread`, the standard deviation of one draw;
    macro-F1 of the baselines (`trivial`, `dictionary`, `tfidf+lr`), cross-validated
    likewise; `best` and `worst` label with its F1; `command`, which measures all of it again.
    """
    import pandas as pd

    kept = json.loads(FILE.read_text("utf-8"))
    rows = [
        {
            "set": name,
            **{key: scores[key] for key in ("n", "macro_f1", "low", "high", "spread", *BASELINES)},
            "best": _label(scores["labels"], max),
            "worst": _label(scores["labels"], min),
            "command": kept["command"],
        }
        for name, scores in kept["sets"].items()
    ]
    return pd.DataFrame(rows)


def _label(labels: dict[str, float], extreme) -> str:
    label = extreme(labels, key=labels.get)
    return f"{label.replace('_', ' ')} {labels[label]:.2f}"
