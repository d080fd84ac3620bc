"""Doctests of modules that only the extra `train` can import are left out where it is not installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("torch") else [
    *(f"src/analysis/sentiment/{module}.py" for module in ("net_beginning", "net_model", "net_training", "teacher")),
    "src/analysis/framing/sense_net_training.py",
]
