"""Frames of sentences: the Policy Frames Codebook's dimensions and the generic news frames.

Policy frames: Boydstun, Card, Gross, Resnik & Smith (2014), "Tracking the development of media frames
within and across policy issues"; Card et al. (2015), ACL, p. 438-444. Generic news frames: Semetko &
Valkenburg (2000), Journal of Communication 50(2), p. 95-96, with Entman's (1993, p. 52) remedy as a frame
of its own.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.framing.frames.lexicon import lexicon, words

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.segments import Document

SHOWN = ("policy", "generic")   # the schemes that are laid over any piece
PARTS = ("title", "dek", "body")
_ENOUGH = 2  # cue words: one alone is as often a passing word as a frame


def score(sentences: Iterable[str]) -> list[dict]:
    """Frames that each sentence carries: rows of sentence (index from 0), scheme, frame, score, cues.

    `score` is the number of words of the sentence that are cues of the frame; `cues` names them, in order.
    """
    rows = []
    for index, sentence in enumerate(sentences):
        rows += [{"sentence": index, **row} for row in _frames(sentence)]
    return rows


def measure(document: "Document", codebook: "Codebook") -> dict[str, list[dict]]:
    """Table `frames` of one piece: a row per sentence of title, dek or body and frame that it carries."""
    sentences = [s for s in document.sentences if s.part in PARTS]
    rows = []
    for row in score(s.text for s in sentences):
        sentence = sentences[row.pop("sentence")]
        rows.append({"piece": document.piece.id, "part": sentence.part, "paragraph": sentence.paragraph,
                     "sentence": sentence.sentence, **row})
    return {"frames": rows}


def _frames(sentence: str) -> list[dict]:
    found, listed = words(sentence), lexicon()
    cues: dict[tuple[str, str], dict[int, str]] = {}
    for hit in listed.find(found):
        group = listed.groups[hit.group]
        if group.scheme in SHOWN:
            for place in range(hit.first, hit.first + hit.length):
                cues.setdefault((group.scheme, group.frame), {})[place] = found[place]
    return [{"scheme": scheme, "frame": frame, "score": len(places),
             "cues": " ".join(places[p] for p in sorted(places))}
            for (scheme, frame), places in cues.items() if len(places) >= _ENOUGH]
