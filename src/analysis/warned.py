"""What is to be known of a piece before its figures are believed, beside what cleaning warns of."""

from collections.abc import Iterator, Mapping

from analysis.corpus import names
from analysis.duplicates import near_duplicates

FEW = 5  # sentences of a body, below which a piece is warned of: as many must name a target (2_sentiment, fewest)


def of_piece(facts: Mapping) -> Iterator[str]:
    """Of a row of the table `pieces`: that no headline is given, that there is too little to measure."""
    if not facts["title"]:
        yield "corpus.toml gives no title, so that its headline is what cleaning takes for it, if anything"
    if (count := facts["sentences"]) < FEW:
        yield (f"its body is {count} sentence{'' if count == 1 else 's'} of {facts['body_words']} words in all, too "
               "few for a figure to say much of it")


def add_duplicates(tables: Mapping[str, list[dict]], texts: Mapping[str, str]) -> None:
    """Add to the warnings in the table `pieces` where a piece is nearly another, by their `blocks` and raw texts."""
    paragraphs: dict[str, list[str]] = {piece: [] for piece in texts}
    for row in tables.get("blocks", ()):
        if row["role"] == "body":
            paragraphs[row["piece"]].append(texts[row["piece"]][row["start"]:row["end"]])
    found, called = near_duplicates(paragraphs), names(tables["pieces"])
    for row in tables["pieces"]:
        if same := found.get(row["piece"]):
            held = f"{same.common} of its {same.of} paragraphs stand" if same.of > 1 else "its one paragraph stands"
            told = f"{held} in {called[same.other]} as well, word for word or nearly: if the two are one text, keep one"
            row["warnings"] = "; ".join(filter(None, (row["warnings"], told)))
