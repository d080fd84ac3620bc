"""The same thing, in other words: what each piece says on one matter, in a few words, side by side."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from analysis.codebook import Actor
from analysis.framing.by_hand import BY_HAND
from analysis.framing.comparing import events, named, own_claims
from analysis.framing.epithets import in_full, ranked
from analysis.framing.people import full

if TYPE_CHECKING:
    import pandas as pd

    from analysis.figures import Figures

NOTHING = "–"  # what a piece says on a matter on which it has nothing
MOST = 6  # items shown in a cell
_RULERS = ("regime", "government", "state", "leaders", "capital")
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:of|al|bin|de|von|van)? ?[A-Z][\w.’'-]*){1,4}")  # of whom no actor has
_MARKED = {
    "quotation": "in quotation marks",
    "so-called": "so-called",
    "named so": "others name it so",
    "said": "others say so",
    "read by hand": "read by hand",
}
_COMES = ("will", "won't", "won’t")
_SURE = {"certain": "certain", "likely": "likely or not", "possible": "possible", "open": "open"}


def other_words(figures: "Figures") -> "pd.DataFrame":
    """A row per question, a column per piece; '–' where a piece has nothing on it."""
    import pandas as pd

    book = figures.codebook
    questions: list[tuple[str, Callable]] = [
        ("What is it called?", _called),
        ("What do others call it, as the piece reports?", _called_by_others),
        ("What is it said not to be?", _denied),
        ("Who did it?", _doers),
        *(
            question
            for t in book.event.targets
            for question in (
                (f"What {_is(book.actor(t))} said to be?", _said_of(t)),
                (f"What do others call {_in_text(book.actor(t))}, as the piece reports?", _said_by_others(t)),
            )
        ),
        *(
            (f"How is {a.name} named?", _ways(a.id))
            for a in book.actors
            if a.kind == "government" and _has_ways(figures, a.id)
        ),
        ("Who is told to do what?", _told),
        ("Who is quoted or reported?", _quoted),
        ("What is held at a distance?", _distanced),
        ("What past is brought in?", _past),
        ("How sure is it?", _sure),
    ]
    rows = [
        {"question": question, **{figures.name(p): answer(figures, p) or NOTHING for p in figures.ids}}
        for question, answer in questions
    ]
    return pd.DataFrame(rows, columns=["question", *(figures.name(p) for p in figures.ids)])


def remedies(figures: "Figures") -> "pd.DataFrame":
    """A row per remedy in the author's own words: piece, place, who is told, what; in order of the texts."""
    data = own_claims(figures)
    data = data[data["kind"] == "remedy"]
    chosen = data[["piece", "part", "paragraph", "sentence", "who", "who_words", "surface", "what"]].copy()
    told = zip(data["who"], data["who_words"], data["value"], strict=True)
    chosen["who"] = [_names(figures, who) or ("" if value == "proposal" else words) for who, words, value in told]
    return chosen.drop(columns="who_words").reset_index(drop=True)


def attached(figures: "Figures", actor: str) -> "pd.DataFrame":
    """A row per word or phrase attached to an actor: piece, place, relation, words, with how they are marked where they
    are another's.
    """
    data = ranked(in_full(figures, figures.table("actor_words")))
    data = data[data["actor"] == actor]
    marks = data["marked"].map(lambda m: f" ({_MARKED[m]})" if m else "").astype(str)
    columns = ["piece", "part", "paragraph", "sentence", "relation", "words"]
    return data.assign(words=data["words"] + marks)[columns].reset_index(drop=True)


def missed(figures: "Figures", least: int = 2) -> "pd.DataFrame":
    """Names that no actor of the codebook claims, at least so often in all: a column per piece. A surname counts as the
    one full name of any piece that ends on it.
    """
    data = figures.table("names")
    if data.empty:
        return data.assign(all=0)[["name", "all"]]
    known = set(data["name"])
    data = data.assign(name=[full(name, known) for name in data["name"]])
    counts = data.pivot_table(index="name", columns="piece", values="count", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=figures.ids, fill_value=0).astype(int)
    counts["all"] = counts.sum(axis=1)
    counts = counts[counts["all"] >= least].reset_index().rename_axis(columns=None)
    return counts.sort_values(["all", "name"], ascending=[False, True], ignore_index=True)


def tally(words: Iterable[str], most: int = MOST) -> str:
    """Words with how often, the most frequent first, ties in order of appearance.

    >>> tally(["strike", "killing", "killing"])
    'killing 2, strike 1'
    """
    counts = Counter(w for w in words if w)
    shown = [f"{word} {count}" for word, count in counts.most_common(most)]
    return ", ".join(shown) + (f" and {len(counts) - most} more" if len(counts) > most else "")


def _called(figures: "Figures", piece: str) -> str:
    own = _of(events(figures), piece)
    order = {family.id: n for n, family in enumerate(figures.codebook.event.families)}
    families = own.loc[~own["attributed"].astype(bool), "family"]
    return tally(sorted(families, key=lambda family: order.get(family, len(order))))


def _called_by_others(figures: "Figures", piece: str) -> str:
    own = _of(events(figures), piece)
    own = own[own["attributed"].astype(bool)]
    words, first = own["surface"].str.lower(), {word.lower(): word for word in reversed(list(own["surface"]))}
    told = {w: mark for w, mark in zip(words, own["marked"], strict=True) if mark != BY_HAND}
    marks = [told.get(w, "") if mark == BY_HAND else mark for w, mark in zip(words, own["marked"], strict=True)]
    return "; ".join(
        f"{first[word]}{f' {count}' if count > 1 else ''}{f' ({_MARKED[marked]})' if marked else ''}"
        for (word, marked), count in Counter(zip(words, marks, strict=True)).items()
    )


def _denied(figures: "Figures", piece: str) -> str:
    own = _of(named(figures), piece)
    own = own[own["denied"] != ""]
    told = zip(own["family"], own["marked"].isin(("said", "quotation")), strict=True)
    return tally(f"{family} (as it reports)" if others else family for family, others in told)


def _doers(figures: "Figures", piece: str) -> str:
    own = _of(events(figures), piece)
    told = own[own["agent_how"] != "deleted"]
    who = tally(
        _name(figures, a) if a else words
        for a, words in zip(told["agent"], told["agent_words"], strict=True)
    )
    left = f"left out in {len(own) - len(told)} of {len(own)}" if len(own) else ""
    orders = tally(_name(figures, a) for a in own["ordered_by"] if a)
    return "; ".join(part for part in (who, f"on the orders of {orders}" if orders else "", left) if part)


def _is(actor: Actor) -> str:
    """`is the strike`, `are the dockers`."""
    return f"{'are' if actor.kind == 'people' else 'is'} {_in_text(actor)}"


def _in_text(actor: Actor) -> str:
    """The name of an actor as it stands within a sentence: `the strike`."""
    return f"the {actor.name[4:]}" if actor.name.startswith("The ") else actor.name


def _said_of(actor: str) -> Callable:
    def answer(figures: "Figures", piece: str) -> str:
        return "; ".join(dict.fromkeys(words for words, marked in _descriptions(figures, piece, actor) if not marked))

    return answer


def _said_by_others(actor: str) -> Callable:
    def answer(figures: "Figures", piece: str) -> str:
        told = _descriptions(figures, piece, actor)
        return "; ".join(dict.fromkeys(f"{words} ({_MARKED[marked]})" for words, marked in told if marked))

    return answer


def _descriptions(figures: "Figures", piece: str, actor: str) -> list[tuple[str, str]]:
    """(words, how they are marked as another's) of what an actor is said to be, and of his offices and labels; each
    once, as first written, in any case of letters.
    """
    own = _of(in_full(figures, figures.table("actor_words")), piece)
    own = own[(own["actor"] == actor) & ~own["relation"].isin(("title", "rank"))]
    own = own[~own["words"].str.lower().isin(("so-called", "so called"))]
    labels, bare = _of(figures.table("actor_mentions"), piece), _in_text(figures.codebook.actor(actor))
    labels = labels[(labels["actor"] == actor) & labels["how"].isin(("label", "office"))]
    labels = labels[labels["surface"].str.lower() != bare.lower().removeprefix("the ")]  # it is called by its name
    told = [*zip(own["words"], own["marked"], strict=True), *zip(labels["surface"], labels["marked"], strict=True)]
    first = {(words.lower(), marked): (words, marked) for words, marked in reversed(told)}
    return list(dict.fromkeys(first[words.lower(), marked] for words, marked in told))


def _has_ways(figures: "Figures", actor: str) -> bool:
    """Whether an actor is named as regime, government, capital … in two ways or more."""
    data = figures.table("actor_mentions")
    used = set(data.loc[data["actor"] == actor, "how"])
    return len(used & set(_RULERS)) > 1


def _ways(actor: str) -> Callable:
    def answer(figures: "Figures", piece: str) -> str:
        own = _of(figures.table("actor_mentions"), piece)
        return tally(own.loc[own["actor"] == actor, "how"])

    return answer


def _told(figures: "Figures", piece: str) -> str:
    own = _of(remedies(figures), piece)
    told: dict[str, list[str]] = {}
    for row in own.itertuples():
        told.setdefault(row.who or "nobody named", []).append(row.what)
    return "; ".join(f"{who}: {', '.join(what)}" for who, what in told.items())


def _quoted(figures: "Figures", piece: str) -> str:
    own, known = _of(figures.table("claims"), piece), set(_of(figures.table("names"), piece)["name"])
    own = own.assign(who_words=[full(words, known) for words in own["who_words"]])
    named = own["who_words"].map(lambda words: bool(_NAME.fullmatch(words)))
    own = own[(own["kind"] == "quotation") & ((own["who"] != "") | named)]
    told, speakers = [], own["who"].where(own["who"] != "", own["who_words"])
    for who, rows in own.groupby(speakers, sort=False):
        verbs = dict.fromkeys(rows.loc[rows["value"] != "quoted words", "surface"].str.lower())
        quoted = int((rows["value"] == "quoted words").sum())
        said = [*verbs, *([f"{quoted} quoted"] if quoted else [])]
        name = _names(figures, who) if rows["who"].iloc[0] else who
        told.append(f"{name} ({', '.join(said)})")
    return "; ".join(told)


def _distanced(figures: "Figures", piece: str) -> str:
    own = _of(figures.table("claims"), piece)
    return tally(own.loc[own["kind"] == "distance", "surface"], 8)


def _past(figures: "Figures", piece: str) -> str:
    own = _of(figures.table("claims"), piece)
    own = own[(own["kind"] == "history") & own["value"].isin(("year", "past event"))]
    years = sorted(set(own.loc[own["value"] == "year", "surface"]))
    return ", ".join([*years, *dict.fromkeys(own.loc[own["value"] == "past event", "surface"])])


def _sure(figures: "Figures", piece: str) -> str:
    """Words of certainty by value, in the piece's own words; *will*, which tells of what comes, is counted apart."""
    own = _of(own_claims(figures), piece)
    own = own[own["kind"] == "modality"]
    comes = own["surface"].str.lower().isin(_COMES)
    counts = {name: int(((own["value"] == value) & ~comes).sum()) for value, name in _SURE.items()}
    told = [f"{name} {count}" for name, count in counts.items()]
    return ", ".join([*told[:1], f"“will” {int(comes.sum())}", *told[1:]]) if len(own) else ""


def _of(data: "pd.DataFrame", piece: str) -> "pd.DataFrame":
    return data[data["piece"] == piece]


def _name(figures: "Figures", actor: str) -> str:
    known = {a.id: a.name for a in figures.codebook.actors}
    return known.get(actor, actor)


def _names(figures: "Figures", actors: str) -> str:
    return " and ".join(_name(figures, a) for a in actors.split())
