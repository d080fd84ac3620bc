"""`python -m analysis train senses --data tests/framing/cases`: the net that reads sentences, from the labelled words.

Needs the extra `train`; some hour and a half of one core. It follows `train naming`: on the marks depends how much they
count.
"""

from pathlib import Path

from analysis import encoder


def train(folder: Path) -> list[Path]:
    """Learn the net from the words of `folder` and write it; returns the file.

    Raises InputError where the extra `train` is not installed.
    """
    encoder.folder()
    from analysis.framing import sense_net_training

    return sense_net_training.train(folder)
