"""What always holds of cleaning, whatever the text."""

import gc

import pytest

from analysis.cleaning import clean, clean_many, replay
from analysis.cleaning.api import _Unswept

BODY = (
    "For forty years the harbour board has met on the first Monday of the month, and for forty years "
    "it has put off the quay.",
    "This time nobody in the room could say that the money was lacking, since the county had sent it in the spring.",
    "What was lacking, the pilots told me afterwards, was a member willing to sign his name "
    "under a decision that might go wrong.",
    "I have some sympathy with that fear, because a wall in the wrong place silts up a channel for a generation.",
    "But a harbour without a wall loses its fleet, and a town that loses its fleet does not get a second "
    "chance at either.",
)
PIECE = "\n\n".join(
    ("Skip to main content", "The harbour board has lost its nerve", "By Ann Roe", *BODY, "Follow us on Facebook")
)


def test_blocks_are_the_raw_text_and_replay_to_the_body():
    cleaned = clean(PIECE)
    assert all(cleaned.text[b.start:b.end] == b.text for b in cleaned.blocks)
    assert replay(cleaned.text, cleaned.explanation) == cleaned.body
    assert [b.role for b in cleaned.blocks] == ["residue", "title", "byline", *["body"] * 5, "residue"]


def test_an_override_puts_a_block_back_and_is_shown():
    block = clean(PIECE, overrides=[{"line": 17, "role": "body"}]).blocks[-1]
    assert (block.role, block.override) == ("body", "line 17")
    blocks = clean(PIECE, overrides=[{"lines": [1, 17], "role": "body"}]).blocks
    assert {block.override for block in blocks} == {f"lines 1 to 17: {len(blocks)} blocks"}


def test_an_override_to_residue_may_say_of_what_kind_it_is():
    for given, told in (({}, "other"), ({"kind": "appeal"}, "appeal")):
        block = clean(PIECE, overrides=[{"line": 9, "role": "residue", **given}]).blocks[4]
        assert (block.role, block.kind) == ("residue", told)
    assert block.override == "line 9, kind appeal"
    every = clean(PIECE, overrides=[{"kind": "social", "role": "body"}]).blocks
    assert every[-1].role == "body", "alone, a kind says which blocks are meant"


def test_the_collector_of_cycles_is_left_as_it_was():
    wanted = gc.isenabled()
    try:
        for enabled in (gc.disable, gc.enable):
            enabled()
            before = gc.isenabled()
            clean(PIECE)
            with pytest.raises(ValueError, match="not one of"):
                clean(PIECE, mode="loud")
            assert gc.isenabled() is before
    finally:
        (gc.enable if wanted else gc.disable)()


def test_the_collector_waits_for_the_last_thread():
    assert gc.isenabled()
    first, second = _Unswept(), _Unswept()
    first.__enter__()
    second.__enter__()
    first.__exit__()
    assert not gc.isenabled()
    second.__exit__()
    assert gc.isenabled()


def test_texts_of_more_than_one_batch_come_as_one_by_one():
    texts = [PIECE, "", "Menu\n" * 30_000, PIECE, "One line."] * 2
    assert list(clean_many(texts)) == [clean(text) for text in texts]


SPANISH = (
    "El alcalde anunció ayer que el puerto cerrará antes de que acabe el año, y nadie le preguntó por qué.\n\n"
    "La decisión, tomada tras semanas de reuniones, fue recibida con alivio por los vecinos, que llevaban meses "
    "pidiendo una salida y que ahora temen quedarse sin trabajo y sin barcos."
)
HUNGARIAN = (
    "A polgármester is ott volt a kikötőben, s a hajó is, a híd is, a part is tele volt, be nem fért senki.\n\n"
    "A város nem is tudta, hogy a döntés is, a zárás is aznap este született, és a munkások is csak másnap hallottak "
    "róla, amikor a kapu is zárva volt, a lámpa is kialudt."
)
DANISH = (
    "Vi have en by at gå i, for her i by og havn er det for dyrt at bo, og at have en have i by er for de få.\n\n"
    "Det er i by efter by det samme: at have råd til at bo her er for de rige, og for os andre er der kun vejen ud "
    "at gå, mens de i byrådet taler for lukkede døre."
)
VERSE = "\n".join(["The tide goes out, the lamps come on,", "The gulls are quarrelling in the rain,"] * 5)


@pytest.mark.parametrize(("text", "told"), [
    (SPANISH, True), (HUNGARIAN, True), (DANISH, True), (PIECE, False), (VERSE, False), ("Un texto.", False)])
def test_a_text_that_is_not_english_is_told_of_and_stays(text, told):
    cleaned = clean(text)
    assert any("English" in warning for warning in cleaned.warnings) == told
    assert not told or cleaned.body == text
