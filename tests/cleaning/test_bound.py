"""The probability from which blocks go is each text's own: what is kept has the best expected precision and recall."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cleaning import clean
from analysis.cleaning.outlook import MODES, Mode, bounds_of

LINES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200)), min_size=1, max_size=8)


def bound_of(pairs, mode):
    residue, words = (np.array(values) for values in zip(*pairs, strict=True))
    return next(bounds_of(residue, words, np.array([0, len(pairs)]), mode))


def worth(pairs, kept, recall):
    """Expected precision plus ``recall`` times expected recall of the kept ones."""
    own = [(1 - residue) * (size + 0.5) for residue, size in pairs]
    held = sum(value for value, stays in zip(own, kept, strict=True) if stays)
    words = sum(size + 0.5 for (_, size), stays in zip(pairs, kept, strict=True) if stays)
    return held / words + recall * held / sum(own)


@given(LINES, st.sampled_from([0.7, 1.6, 60.0]))
def test_no_other_choice_of_blocks_is_expected_to_be_better(pairs, recall):
    bound = bound_of(pairs, Mode(recall, 2.0, 1.0))
    kept = [residue < bound for residue, _ in pairs]
    if sum(1 - residue for residue, _ in pairs) > 1e-6:
        every = [choice for choice in product((True, False), repeat=len(pairs)) if any(choice)]
        assert worth(pairs, kept, recall) >= max(worth(pairs, choice, recall) for choice in every) - 1e-9


@given(LINES)
def test_the_modes_are_in_order(pairs):
    strict, default, keep = (bound_of(pairs, MODES[mode]) for mode in ("strict", "default", "keep"))
    assert strict <= default <= keep


@pytest.mark.parametrize(("pairs", "gone"), [
    ([(0.7, 15)], 0),                                  # all there is: nothing speaks against it
    ([(0.97, 15)], 1),                                 # … but that nothing of this is an article is sure
    ([(0.02, 60)] * 9 + [(0.7, 15)], 1),               # one doubtful line of a text that is sure
    ([(0.02, 60)] * 2 + [(0.55, 15)] * 40, 0),         # a text of which most is in doubt
])
def test_how_much_of_the_rest_is_in_doubt_decides(pairs, gone):
    bound = bound_of(pairs, MODES["default"])
    assert sum(residue >= bound for residue, _ in pairs) == gone


def test_a_text_of_one_doubtful_line_comes_back_whole():
    text = "Harbour board to meet again over the north quay in the new year"
    assert clean(text).body == text
