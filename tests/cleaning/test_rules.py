"""Whole pages written for one rule each: every line has its role, what resembles it has its own."""

import json
from pathlib import Path

import pytest

from analysis.cleaning import clean

PAGES = json.loads((Path(__file__).parent / "cases" / "rules.json").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["id"])
def test_every_line_has_its_role_and_kind(page):
    text = page["sep"].join(text for *_, text in page["lines"])
    cleaned = clean(text, title=page.get("title"), author=page.get("author"))
    assert len(cleaned.blocks) == len(page["lines"])
    found = [(block.role, block.kind) for block in cleaned.blocks]
    right = [(role.split("|"), kind.split("|")) for role, kind, _ in page["lines"]]
    assert [(n, role, kind) for n, ((role, kind), (roles, kinds)) in enumerate(zip(found, right, strict=True), 1)
            if role not in roles or kind not in kinds] == []
