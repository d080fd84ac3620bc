"""What the net learns before it learns of targets: how words stand together, from an encoder that knows (training
alone; extra `train`).

Of every sentence of prose at hand, but those of `newsmtsc`, it learns word by word the states that the encoder
(`analysis.encoder`) has after its third and its last layer. No label is used. So TinyBERT begins (Jiao et al. 2020,
Findings of EMNLP, pp. 4163-4174); the words' vectors begin as GloVe's.
"""

import hashlib
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from analysis import encoder
from analysis.sentiment import mentions, net, vectors, words
from analysis.sentiment.context import TARGET
from analysis.sentiment.net_model import WIDTH, Beginning, Steps, epoch, padded, untaught

LONGEST = 600  # characters of a sentence
PIECES = 160  # of words, that the encoder reads
TOLD = (3, 6)  # layers of the encoder whose states are learned
EPOCHS, AT_ONCE, RATE, WARM = 9, 96, 2e-3, 300  # WARM in steps
SLOWER = 0.3  # times the rate, for words' vectors
DECAY, DROPPED = 0.01, 0.1
HIDDEN = 0.1  # share of words hidden in each reading
WORDS = 20_000  # that have a vector, the commonest
RARE, UNGIVEN = 3, 8  # times that a word has to stand in the texts: with a vector of GloVe's, without
STILL = 0.02  # least deviation that a state is divided by
_SAMPLE = 40_000  # words that means and deviations of the states are of


def begun(folder: Path, cache: Path) -> Beginning:
    """What a net knows that has read the prose beside the folder; what the cache holds of the same prose is read there.

    A quarter of an hour of one core for the encoder, half an hour for the net; meanwhile the states take 3 GB of disk.

    Raises InputError where a set is missing.
    """
    cache.mkdir(parents=True, exist_ok=True)
    texts, file = sentences(folder), cache / f"beginning-{stamp(folder)}.pt"
    if not file.is_file():
        states = cache / f"states-{_checksum(texts)}.npy"
        known = learned([words.words(text) for text in texts], _states(texts, states))
        passing = file.with_suffix(".passing")  # a run may be broken off while it writes
        torch.save({"words": known.words, "weights": dict(known.weights)}, passing)
        passing.rename(file)
        states.unlink()
    return Beginning(**torch.load(file, weights_only=True))


def stamp(folder: Path) -> str:
    """A name for what the net begins with: other prose, settings or layers, another name."""
    settings = (TOLD, EPOCHS, AT_ONCE, RATE, WARM, SLOWER, DECAY, DROPPED, HIDDEN, WORDS, RARE, UNGIVEN, WIDTH)
    return _checksum((sentences(folder), settings, net.LAYERS))


def _checksum(of: object) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()[:12]


def sentences(folder: Path) -> list[str]:
    """The prose beside the folder, without the sentences of `newsmtsc`, shorter first."""
    found = mentions.prose(folder).values()
    return sorted((text for source, text in found if source != "newsmtsc" and len(text) < LONGEST), key=len)


def vocabulary(read: Sequence[Sequence[str]]) -> list[str]:
    """The words of the sentences that are to have a vector, the commonest first, and the target's mark."""
    often, given = Counter(word for own in read for word in own), vectors.given().index
    known = (w for w, n in often.items() if n >= (RARE if w in given else UNGIVEN))
    return [TARGET, *sorted(known, key=lambda w: (-often[w], w))[: WORDS - 1]]


def learned(read: Sequence[Sequence[str]], states: np.ndarray, seed: int = 0) -> Beginning:
    """A model that has learned `states`, (words of all sentences, numbers), deterministic on one machine.

    In each reading another word of a sentence is the target, and hidden as one.
    """
    torch.set_num_threads(1)  # more threads change the last digits
    rng, first = random.Random(seed), np.cumsum([0, *(len(own) for own in read)])
    known = vocabulary(read)
    others = sorted({word for own in read for word in own} - {*known})
    model = untaught(known, seed).model(others)
    for drop, share in ((model.drop, DROPPED), (model.drop_less, DROPPED / 2)):
        drop.p = share
    head = nn.Linear(WIDTH, states.shape[1])
    mean, spread = _scale(states, seed)
    index = {word: k for k, word in enumerate((*known, *others), 1)}
    places = [torch.tensor([index[word] for word in own]) for own in read]
    course = [batch for _ in range(EPOCHS) for batch in epoch([len(own) for own in read], AT_ONCE, rng)]
    steps = Steps(model, [*head.parameters()], RATE, SLOWER, DECAY, WARM, len(course))
    model.train()
    for some in course:
        own = padded([places[k] for k in some])
        far = _distances([len(read[k]) for k in some], rng)
        told = padded([torch.tensor(states[first[k] : first[k + 1]].astype(np.float32)) for k in some])
        there, target = own > 0, (far == net.REACH) & (own > 0)
        hidden = (torch.rand(own.shape) < HIDDEN) & ~target
        seen = own.masked_fill(hidden, 0).masked_fill(target, index[TARGET])
        found = head(model.states(seen, far, there))
        asked = (there & ~target)[..., None]
        steps.step((((found - (told - mean) / spread) ** 2) * asked).sum() / (asked.sum() * states.shape[1]))
    return Beginning.of(known, model)


def _distances(sizes: Sequence[int], rng: random.Random) -> torch.Tensor:
    """Distances from a target, as of net, somewhere in each sentence; (n, length)."""
    return torch.tensor(net.distances(np.array([rng.randrange(size) for size in sizes]), max(sizes)))


def _scale(states: np.ndarray, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and deviation of each number of the states, by a sample."""
    some = np.sort(np.random.default_rng(seed).choice(len(states), min(len(states), _SAMPLE), replace=False))
    sample = states[some].astype(np.float32)
    return torch.tensor(sample.mean(axis=0)), torch.tensor(np.maximum(sample.std(axis=0), STILL))


def _states(texts: Sequence[str], file: Path) -> np.ndarray:
    """What the encoder makes of each word in its sentence, (words, 384 a layer), half precision, read from the file
    where it is there: the mean over the word's pieces, 0 of a word that it has no piece of.
    """
    if not file.is_file():
        torch.set_num_threads(1)  # more threads change the last digits
        place = encoder.folder()
        pieces, model = AutoTokenizer.from_pretrained(place), AutoModel.from_pretrained(place).eval()
        spans = [words.spans(text) for text in texts]
        shape = sum(map(len, spans)), encoder.DIMENSIONS * len(TOLD)
        with tempfile.TemporaryDirectory(dir=file.parent) as passing:
            own = Path(passing) / file.name
            found = np.lib.format.open_memmap(own, "w+", np.float16, shape)
            done = 0
            for first in range(0, len(texts), 64):
                some = slice(first, first + 64)
                told = _read(texts[some], spans[some], pieces, model)
                found[done : done + len(told)] = told
                done += len(told)
            found.flush()
            own.rename(file)
    return np.load(file, mmap_mode="r")


def _read(
    texts: Sequence[str], spans: Sequence[Sequence[tuple[str, int, int]]], pieces: AutoTokenizer, model: AutoModel
) -> np.ndarray:
    batch = pieces(
        list(texts), return_offsets_mapping=True, truncation=True, max_length=PIECES, padding=True, return_tensors="pt"
    )
    offsets = batch.pop("offset_mapping").numpy()
    with torch.no_grad():
        layers = model(**batch, output_hidden_states=True).hidden_states
    states = torch.cat([layers[k] for k in TOLD], -1).numpy()
    found = []
    for own, (starts, ends), held in zip(states, offsets.transpose(0, 2, 1), spans, strict=True):
        start, end = (np.array([one[k] for one in held])[:, None] for k in (1, 2))
        shares = ((starts < end) & (ends > start) & (ends > starts)).astype(np.float32)
        found.append(shares / np.maximum(shares.sum(axis=1, keepdims=True), 1) @ own)
    return np.concatenate(found)
