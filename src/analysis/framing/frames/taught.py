"""Words as a sentence encoder understands them: a table that the training of the frame models reads.

`python -m analysis train words --data FOLDER` takes the encoder's vectors of sentences apart into vectors of their
words, whose sum comes near to them: the encoder's vector of the word alone, frequent words counting less (a / (a + p),
Arora, Liang & Ma 2017, ICLR, p. 4), and what ridge regression on sentences (Hoerl & Kennard 1970, Technometrics 12(1),
p. 55-67; by conjugate gradients) adds to it. Thus the encoder is distilled into something linear before any frame is
learned: of it, nothing but weights of words is shipped to score with. No annotation is read here, and of the framing
sets nothing but the words and how frequent they are.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy import sparse

from analysis import encoder, paths
from analysis.errors import InputError
from analysis.framing.frames.corpora import BESIDE, paragraphs
from analysis.framing.frames.features import values
from analysis.framing.frames.lexicon import words
from analysis.segments import split_sentences

FILE = paths.root() / "data" / "vectors" / "words.npz"  # beside GloVe: read by training alone, and in no wheel
CACHE = Path("cache") / "encoder.bin"  # under the root of the checkout, not in git
SENTENCES = 8000  # 18,000 teach no more
SHORTEST, LONGEST = 20, 400  # characters of a sentence
DIMENSIONS = 64  # of the encoder's 384; the rest changes no score
PENALTY, STEPS = 1.0, 40
RAREST, FREQUENT = 4, 1e-3  # times that a word stands in the texts; share of all words that counts half
_FINEST = 127  # a vector's numbers are whole, from -127 to 127

Encode = Callable[[Sequence[str]], np.ndarray]


def train(folder: Path, encode: Encode | None = None) -> list[Path]:
    """Write the table anew from the texts of every task in `folder`; `encode` stands for the encoder in tests.

    Raises InputError: no texts; the extra `train` is not installed.
    """
    read = paragraphs(folder, (*BESIDE, "framing"))
    listed, share = vocabulary([words(text) for text in read])
    sentences = sample(paragraphs(folder, BESIDE))
    if not listed or not sentences:
        raise InputError(folder, "no annotated texts in it", f"name the folder that holds {', '.join(BESIDE)}")
    encode = encode or (lambda some: encoder.encode(some, cache=paths.root() / CACHE))
    vectors = taught(listed, share, sentences, encode)
    np.savez_compressed(FILE, words=np.array(listed), vectors=vectors)
    return [Path(paths.shown(FILE))]


@cache
def table() -> tuple[dict[str, int], np.ndarray]:
    """{word: row} and the vectors (words x DIMENSIONS) as shipped."""
    with np.load(FILE) as held:
        return {word: n for n, word in enumerate(held["words"].tolist())}, held["vectors"].astype(float)


def taught(listed: Sequence[str], share: np.ndarray, sentences: Sequence[str], encode: Encode) -> np.ndarray:
    """Vectors of the words `listed`, whose shares of all words are `share`: int8, words x DIMENSIONS or fewer."""
    matrix = _matrix(sentences, {word: n for n, word in enumerate(listed)})
    wanted = encode(sentences).astype(float)
    wanted -= wanted.mean(0)
    alone = _alone(encode(listed).astype(float), share)
    summed = matrix @ alone
    summed -= summed.mean(0)
    size = float((summed * wanted).sum() / max((summed**2).sum(), 1e-12))
    vectors = size * alone + _ridge(matrix, wanted - size * summed)
    _, axes = np.linalg.eigh((vectors * np.sqrt(share)[:, None]).T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, :DIMENSIONS]
    return np.round(vectors * (_FINEST / np.abs(vectors).max())).astype(np.int8)


def sample(texts: Iterable[str], most: int = SENTENCES) -> list[str]:
    """At most so many sentences, neither short nor long, each once, from texts in the order of their checksums."""
    found: dict[str, None] = {}
    for text in sorted(set(texts), key=lambda t: hashlib.sha256(t.encode("utf-8", "replace")).hexdigest()):
        for start, end in split_sentences(text):
            if SHORTEST <= end - start <= LONGEST:
                found[text[start:end]] = None
        if len(found) >= most:
            break
    return list(found)[:most]


def vocabulary(texts: Sequence[Sequence[str]]) -> tuple[list[str], np.ndarray]:
    """Words that stand `RAREST` times or more in texts given as words, commonest first, and their shares."""
    counts = Counter(word for text in texts for word in text)
    listed = sorted((w for w, n in counts.items() if n >= RAREST and not w.isdigit()), key=lambda w: (-counts[w], w))
    often = np.array([counts[w] for w in listed], dtype=float)
    return listed, often / max(often.sum(), 1.0)


def _alone(vectors: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Vectors of single words around their centre, of unit length times rarity."""
    centred = vectors - (vectors * np.sqrt(share)[:, None]).sum(0) / np.sqrt(share).sum()
    length = np.maximum(np.linalg.norm(centred, axis=1), 1e-12)
    return centred * (FREQUENT / (FREQUENT + share) / length)[:, None]


def _matrix(sentences: Sequence[str], index: dict[str, int]) -> sparse.csr_matrix:
    held = [values(sentence)["word"] for sentence in sentences]
    cells = [(row, index[w], v) for row, found in enumerate(held) for w, v in found.items() if w in index]
    rows, columns, data = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_matrix((data, (rows, columns)), shape=(len(sentences), len(index)))


def _ridge(matrix: sparse.csr_matrix, wanted: np.ndarray) -> np.ndarray:
    """Weights w of least |matrix w - wanted|² + PENALTY |w|², column by column at once."""
    turned = matrix.T.tocsr()
    weights = np.zeros((matrix.shape[1], wanted.shape[1]))
    left = turned @ wanted
    step, size = left.copy(), (left**2).sum(0)
    for _ in range(STEPS):
        ahead = turned @ (matrix @ step) + PENALTY * step
        far = size / np.maximum((step * ahead).sum(0), 1e-30)
        weights += far * step
        left -= far * ahead
        before, size = size, (left**2).sum(0)
        step = left + (size / np.maximum(before, 1e-30)) * step
    return weights
