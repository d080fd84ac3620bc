"""What the frame models are held against in benchmarks/framing.py: the commonest label for every text (trivial), cue
words counted (dictionary), TF-IDF with logistic regression (tfidf+lr).
"""

from collections.abc import Callable, Sequence

from analysis.framing.frames.lexicon import lexicon, words
from analysis.framing.frames.model import SETS
from analysis.framing.frames.training import Annotated

Call = Callable[[str], Sequence[str]]  # labels of a text

# Which dictionary frames stand for a label of each set: the dictionary baseline.
CUES = {
    "frac": {
        "economic": ("policy.economic",),
        "cultural_identity": ("policy.cultural_identity",),
        "fairness_equality": ("policy.fairness_equality",),
        "health_safety": ("policy.health_safety",),
        "legality_crime": ("policy.legality", "policy.crime"),
        "morality": ("policy.morality",),
        "political_policies": ("policy.political", "policy.policy"),
        "public_opinion": ("policy.public_opinion",),
        "security_defense": ("policy.security_defense",),
        "other": (),
    },
    "narrative": {
        "conflict": ("generic.conflict",),
        "economic": ("generic.economic_consequences",),
        "human_interest": ("generic.human_interest",),
        "moral": ("policy.morality",),
        "resolution": ("generic.resolution",),
    },
    "ccf": {
        "culture": ("climate.culture_climate",),
        "economic": ("policy.economic", "climate.economic_climate"),
        "environment": ("climate.environment",),
        "health": ("policy.health_safety",),
        "justice": ("climate.justice_climate",),
        "political": ("policy.political", "climate.politics_climate"),
        "scientific": ("climate.science",),
        "security": ("climate.security_climate",),
    },
    "gvfc": {
        "economic": ("guns.gun_economy",),
        "gun_control": ("guns.gun_control",),
        "mental_health": ("guns.gun_mind",),
        "politics": ("guns.gun_politics",),
        "public_opinion": ("guns.gun_opinion",),
        "public_safety": ("guns.gun_safety",),
        "race": ("guns.gun_race",),
        "second_amendment": ("guns.gun_rights",),
        "society": ("guns.gun_society",),
    },
}


def rivals(data: Annotated) -> dict[str, Callable[[list[int]], Call]]:
    """{baseline: what learns it from rows of `data`}."""
    return {
        "trivial": lambda train: _trivial(data, train),
        "dictionary": lambda train: _dictionary(data),
        "tfidf+lr": lambda train: _tfidf(data, train),
    }


def _trivial(data: Annotated, train: list[int]) -> Call:
    commonest = data.labels[int(data.truth[train].sum(0).argmax())]
    return lambda text: [commonest]


def _dictionary(data: Annotated) -> Call:
    """Labels with two or more cue words; of those, where only one is allowed, the one with most."""
    choice, cued = SETS[data.name], CUES[data.name]

    def call(text: str) -> list[str]:
        listed = lexicon()
        frames = [
            (f"{g.scheme}.{g.frame}", h.first)
            for h in listed.find(words(text))
            for g in [listed.groups[h.group]]
        ]
        counts = {label: len({p for f, p in frames if f in cued.get(label, ())}) for label in data.labels}
        order = sorted(counts, key=lambda label: -counts[label])
        count = max(choice.least, sum(n >= 2 for n in counts.values()))
        return order[: min(count, choice.most or count)]

    return call


def _tfidf(data: Annotated, train: list[int]) -> Call:
    """TF-IDF of words and pairs, a balanced logistic regression for each label, called from one half."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    choice = SETS[data.name]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    matrix = vectorizer.fit_transform([data.texts[n] for n in train])
    fitted = [
        LogisticRegression(class_weight="balanced", solver="liblinear", random_state=0).fit(matrix, column)
        for column in data.truth[train].T
    ]

    def call(text: str) -> list[str]:
        seen = vectorizer.transform([text])
        scores = [float(f.decision_function(seen)[0]) for f in fitted]
        order = sorted(range(len(scores)), key=lambda n: -scores[n])
        count = max(choice.least, sum(s > 0 for s in scores))
        return [data.labels[n] for n in order[: min(count, choice.most or count)]]

    return call
