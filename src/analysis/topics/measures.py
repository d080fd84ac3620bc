"""A piece's terms and themes by paragraph: all that keyness, topics and similarity are computed from."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from analysis.cleaning.wrapped import level
from analysis.codebook import Codebook
from analysis.codebook.cues import Hit
from analysis.segments import Document, Sentence
from analysis.tokens import FUNCTION_WORDS, Token, terms

_LONGEST = 3  # words of a phrase
_LINKS = frozenset(("of", "on", "to", "for", "and", "in"))  # may stand inside a phrase: rule of law
_GAP = " \u00a0"  # what may part the words of a phrase

Rows = list[dict]


def measure(document: Document, codebook: Codebook) -> dict[str, Rows]:
    """Rows of the tables `terms` and `themes` of one piece; the body alone is read.

    Counts only: no more than three words of the text in a row, sorted.
    """
    places = _Places(document)
    return {
        "terms": _term_rows(document, codebook, places),
        "themes": _theme_rows(document, codebook, places),
    }


class _Places:
    """The body as one text, and the way back from its characters to paragraphs and sentences."""

    def __init__(self, document: Document) -> None:
        self.blocks = [b for b in document.cleaned.blocks if b.role == "body"]
        self.text = level(document.cleaned.whole.text)
        self.sentences: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in document.body_sentences:
            self.sentences[sentence.paragraph].append(sentence)

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        return ((number, self.text[block.start : block.end]) for number, block in enumerate(self.blocks, 1))

    def sentence(self, paragraph: int, start: int) -> int:
        """Number of the sentence at a character of a paragraph."""
        place = self.blocks[paragraph - 1].start + start
        before = [s.sentence for s in self.sentences[paragraph] if s.start <= place]
        return before[-1] if before else self.sentences[paragraph][0].sentence


def _term_rows(document: Document, codebook: Codebook, places: _Places) -> Rows:
    rows = []
    for paragraph, start, text, found in _terms_by_paragraph(places, codebook):
        counted: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], int] = {}
        for term, kind, place in _terms_and_phrases(text, found):
            counted[term, kind] += 1
            first.setdefault((term, kind), place - start)
        rows += [
            {
                "piece": document.piece.id,
                "paragraph": paragraph,
                "kind": kind,
                "term": term,
                "n": n,
                "sentence": places.sentence(paragraph, first[term, kind]),
            }
            for (term, kind), n in sorted(counted.items(), key=lambda item: (item[0][1], item[0][0]))
        ]
    return rows


def _terms_by_paragraph(places: _Places, codebook: Codebook) -> Iterator[tuple[int, int, str, list[Token]]]:
    """(paragraph, its first character in the body, body, its terms); names are known from the whole body."""
    body = "\n".join(text for _, text in places.paragraphs())
    found = terms(body, codebook.variants)
    start = k = 0
    for paragraph, text in places.paragraphs():
        end = start + len(text)
        first = k
        while k < len(found) and found[k].start < end:
            k += 1
        yield paragraph, start, body, found[first:k]
        start = end + 1


def _terms_and_phrases(text: str, found: list[Token]) -> Iterator[tuple[str, str, int]]:
    """(term, kind, place): every word and name, and every run of words that may be a phrase."""
    for k, one in enumerate(found):
        yield one.norm, "name" if " " in one.norm or " " in one.text else "word", one.start
        for last in range(k + 1, min(k + _LONGEST, len(found))):
            two = found[last]
            if text[found[last - 1].end : two.start] not in _GAP or not text[found[last - 1].end : two.start]:
                break
            if _may_be_phrase(found[k : last + 1]):
                yield " ".join(t.norm for t in found[k : last + 1]), "phrase", one.start


def _may_be_phrase(parts: list[Token]) -> bool:
    ends = (parts[0].norm, parts[-1].norm)
    return (
        all(e not in FUNCTION_WORDS and e[0].isalpha() for e in ends)
        and all(p.norm not in FUNCTION_WORDS or p.norm in _LINKS for p in parts[1:-1])
        and not parts[0].text.endswith(("'s", "’s"))
    )


def _theme_rows(document: Document, codebook: Codebook, places: _Places) -> Rows:
    rows = []
    for paragraph, text in places.paragraphs():
        found = defaultdict(list)
        for hit in codebook.find_themes(text):
            found[hit.code].append(hit)
        for theme, hits in sorted(found.items()):
            by_sentence = defaultdict(list)
            for hit in hits:
                by_sentence[places.sentence(paragraph, hit.start)].append(hit)
            most = max(by_sentence, key=lambda sentence: len(by_sentence[sentence]))  # the first of several
            rows.append({
                "piece": document.piece.id,
                "paragraph": paragraph,
                "theme": theme,
                "n": len(hits),
                "cues": _listed(hits),
                "sentence": most,
                "sentence_cues": _listed(by_sentence[most]),
            })
    return rows


def _listed(hits: list[Hit]) -> str:
    return "; ".join(sorted({" ".join(h.surface.lower().split()) for h in hits}))
