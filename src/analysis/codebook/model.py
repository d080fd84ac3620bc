"""What a codebook holds, and what it finds in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from analysis.codebook.cues import Hit, Matcher, heads_a_body, is_another

KINDS = ("person", "thing", "country", "government", "people", "military", "organisation", "group")
HOWS = (
    "name",
    "surname",
    "first name",
    "title",
    "office",
    "label",
    "country",
    "capital",
    "government",
    "regime",
    "state",
    "leaders",
    "people",
    "adjective",
    "initials",
)
CLAIMS = ("problem", "cause", "judgement", "remedy", "modality", "hedge", "distance", "quotation", "history")
COMPARED = ("event", "actor", "actors", "text")
PARTS = ("title", "dek", "body")  # of a piece that are read for framing
SENSES = ("event", "other", "denied")
AGENT_HOWS = ("active", "passive", "possessive")
_OF_COUNTRIES = ("country", "adjective")  # ways of naming that other names may open with
_OUT = "\0"  # code of a phrase that names nobody though a part of it would


class _Sent:
    """Goes to another process without what it has found out of itself, which may grow while it is being sent."""

    def __getstate__(self) -> dict:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Family:
    """Words of one stem or idea that name the event; `always`: a hit is the event whatever stands around
    it.
    """

    id: str
    cues: tuple[str, ...]
    always: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Event(_Sent):
    """The event: its name, year, who did it (`agents`) to whom (`targets`), both ids of actors; open where its name
    tells no more than the place (*the coup in X, the layoffs at X*), so that others may be the target too.
    """

    name: str = ""
    year: int | None = None
    agents: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()
    other: tuple[str, ...] = ()
    is_open: bool = False

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the words of the families, by family id; phrases that are never the event have the code
        ''.
        """
        return Matcher([(f.id, c) for f in self.families for c in f.cues] + [("", c) for c in self.other])


@dataclass(frozen=True)
class Actor:
    """Who acts or is acted on. `names` are (how, cue); `of` is the id of the actor it belongs to ('' if
    none).
    """

    id: str
    name: str
    kind: str
    of: str = ""
    names: tuple[tuple[str, str], ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class ActorMention:
    """An actor named in a text: `start`, `end` are characters of it, `how` is one of HOWS."""

    actor: str
    start: int
    end: int
    surface: str
    how: str


@dataclass(frozen=True)
class Theme:
    """A subject and the cues that show it."""

    id: str
    name: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """A frame of the codebook's own, found by its cues."""

    id: str
    name: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """One function of framing: `cues` are (value, cue), as (likely, "probably") of modality."""

    kind: str
    meaning: str
    cues: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Contrast:
    """A comparison planned beforehand: is it `one` rather than `other`? `of` says what is counted
    (COMPARED). An `exploratory` one was thought of while reading: it is shown apart and plans nothing.
    """

    id: str
    question: str
    of: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    one_name: str = ""
    other_name: str = ""
    actor: str = ""
    exploratory: bool = False


@dataclass(frozen=True)
class Passage:
    """A matter all pieces may speak of, found by cues, to be read side by side."""

    id: str
    question: str
    cues: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    event: bool = False


@dataclass(frozen=True)
class Reading:
    """A word read by hand: the `nth` of its sentence, and what it is (SENSES). What is None stays as it was read.

    agent the actor's id, '' for nobody · how it is told, one of AGENT_HOWS · reported whether it is another's wording ·
    why in the user's words, '' where not told · line of codebook.toml on which it stands
    """

    piece: str
    part: str
    sentence: int
    word: str
    nth: int
    sense: str
    agent: str | None = None
    how: str | None = None
    reported: bool | None = None
    why: str = ""
    line: int = 0

    @property
    def place(self) -> tuple[str, str, int]:
        """Piece, part and sentence."""
        return self.piece, self.part, self.sentence


@dataclass(frozen=True)
class Codebook(_Sent):
    """The general codebook joined with a corpus's own. `variants` maps a spelling to the one it is joined
    with.
    """

    event: Event = Event()
    actors: tuple[Actor, ...] = ()
    themes: tuple[Theme, ...] = ()
    frames: tuple[Frame, ...] = ()
    claims: tuple[Claim, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    passages: tuple[Passage, ...] = ()
    titles: tuple[str, ...] = ()
    instructions: str = ""
    variant_pairs: tuple[tuple[str, str], ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def variants(self) -> Mapping[str, str]:
        """{spelling: the spelling it counts as}."""
        return dict(self.variant_pairs)

    def actor(self, actor_id: str) -> Actor:
        """The actor of that id. Raises KeyError."""
        return {a.id: a for a in self.actors}[actor_id]

    def claim(self, kind: str) -> Claim | None:
        """The cues of one function of framing, None where there are none."""
        return {c.kind: c for c in self.claims}.get(kind)

    def find_actors(self, text: str, headline: bool = False) -> list[ActorMention]:
        """Actors named in a text, in order, the longest name winning where names overlap.

        A surname, office, capital or adjective counts as its actor. Pronouns are not resolved. A headline may
        leave out the article of a name: *Government* is `the government`.
        """
        mentions: dict[tuple[int, int], ActorMention] = {}
        for h in (self._headline_matcher if headline else self._actor_matcher).find(text):
            if h.code != _OUT:  # a name of two actors is the first one's
                how = self._how.get((h.code, h.cue)) or self._how[h.code, f"the {h.cue}"]
                if how == "label" and not headline and is_another(text, h):
                    continue
                if how in _OF_COUNTRIES and heads_a_body(text, h):
                    continue
                mentions.setdefault((h.start, h.end), ActorMention(h.code, h.start, h.end, h.surface, how))
        return list(mentions.values())

    def may_have_done(self, actor_id: str) -> bool:
        """Whether an actor is one of the event's agents, belongs to one or has one; any but the target may be,
        where the codebook names no agent.
        """
        if not actor_id or not self.event.agents:
            return bool(actor_id) and (self.event.is_open or actor_id not in self.event.targets)
        owner = self.actor(actor_id).of
        return actor_id in self.event.agents or owner in self.event.agents or any(
            self.actor(agent).of == actor_id for agent in self.event.agents
        )

    def find_themes(self, text: str) -> list[Hit]:
        """Cues of themes found in a text; `code` is the theme's id."""
        return self._theme_matcher.find(text)

    def find_frames(self, text: str) -> list[Hit]:
        """Cues of the codebook's own frames found in a text; `code` is the frame's id."""
        return self._frame_matcher.find(text)

    def spellings(self, cue: str) -> tuple[str, ...]:
        """A cue and its variants in spelling.

        >>> Codebook(variant_pairs=(("Kyiw", "Kyiv"),)).spellings("Kyiv Post")
        ('Kyiv Post', 'Kyiw Post')
        """
        words = cue.split()
        others = [" ".join(v if w == c else w for w in words) for v, c in self.variant_pairs if c in words]
        return (cue, *others)

    @cached_property
    def claim_matchers(self) -> dict[str, Matcher]:
        """Finds the cues of each kind of claim; a hit's code is the value."""
        return {c.kind: Matcher(c.cues) for c in self.claims}

    @cached_property
    def passage_matchers(self) -> dict[str, Matcher]:
        """Finds the cues of each passage, in all their spellings."""
        return {p.id: Matcher(("", s) for cue in p.cues for s in self.spellings(cue)) for p in self.passages}

    @cached_property
    def contrast_matchers(self) -> dict[str, Matcher]:
        """Finds the cues of each contrast that compares words of the text."""
        return {
            c.id: Matcher(("", cue) for cue in (*c.one, *c.other)) for c in self.contrasts if c.of == "text"
        }

    @cached_property
    def _how(self) -> dict[tuple[str, str], str]:
        return {
            (a.id, s): how for a in reversed(self.actors) for how, cue in a.names for s in self.spellings(cue)
        }

    @cached_property
    def _actor_matcher(self) -> Matcher:
        pairs = [(a.id, s) for a in self.actors for _, cue in a.names for s in self.spellings(cue)]
        return Matcher(pairs + [(_OUT, cue) for a in self.actors for cue in a.excluded])

    @cached_property
    def _headline_matcher(self) -> Matcher:
        pairs = [(a.id, s) for a in self.actors for _, cue in a.names for s in self.spellings(cue)]
        bare = [(a, cue.removeprefix("the ")) for a, cue in pairs if cue.startswith("the ")]
        known = {cue for _, cue in pairs}
        pairs += [(a, cue) for a, cue in bare if cue not in known]
        return Matcher(pairs + [(_OUT, cue) for a in self.actors for cue in a.excluded])

    @cached_property
    def _frame_matcher(self) -> Matcher:
        return Matcher((f.id, s) for f in self.frames for cue in f.cues for s in self.spellings(cue))

    @cached_property
    def _theme_matcher(self) -> Matcher:
        return Matcher((t.id, s) for t in self.themes for cue in t.cues for s in self.spellings(cue))
