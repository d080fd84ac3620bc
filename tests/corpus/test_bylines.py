"""What a piece is called by where its author is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.bylines import surnames


@pytest.mark.parametrize(("byline", "label"), [
    ("Ann Bo", "Bo"),
    ("By Ann Bo", "Bo"),
    ("Plato", "Plato"),
    ("Oscar de la Renta", "de la Renta"),
    ("Charles de Gaulle", "de Gaulle"),
    ("Mona el-Naggar", "el-Naggar"),
    ("Lt. Gen. H. R. Rowe (Ret.)", "Rowe"),
    ("Dr. Ann O'Neil-Smith, PhD", "O'Neil-Smith"),
    ("A. B. Cee, Jr.", "Cee"),
    ("Ann Bo, Cy Do & Ed Fox", "Bo, Do and Fox"),
    ("Ann Bo, Cy Do, and Ed Fox", "Bo, Do and Fox"),
    ("Ann Bo; Cy Do; Ed Fox; Gil Hay", "Bo and 3 others"),
    ("Anders Sandberg", "Sandberg"),
    ("Editorial Board", "Editorial Board"),
    ("Harbour Desk staff", "Harbour Desk staff"),
    ("Reuters", "Reuters"),
    ("Unknown", ""),
    ("anonymous", ""),
    ("  ", ""),
    ("Jr.", "Jr."),
])
def test_label_of_a_byline(byline, label):
    assert surnames(byline) == label


@given(st.text(max_size=60))
def test_a_label_is_never_longer_than_its_byline_and_a_count(byline):
    assert len(surnames(byline)) <= len(byline) + len(" and 99 others")
