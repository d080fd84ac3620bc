"""What a codebook's cues do in its corpus: those that never hit, hit for two codes, or shadow one another; and
readings by hand that meet nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis import paths
from analysis.codebook.cues import Hit, Matcher
from analysis.codebook.model import Codebook

Pairs = list[tuple[str, str]]
NEVER = "never hits"
FORM = "never hits, but other forms of it do"  # an ordinary form: nothing to be done
_STEM = 4  # letters with which two forms of a word begin, or the whole of the shorter one
_PLACES = 3  # places that a remark names


@dataclass(frozen=True)
class Remark:
    """A cue worth a look: where it stands in the codebook, what it does, and what may be done."""

    section: str
    code: str
    cue: str
    what: str
    remedy: str


def check(
    codebook: Codebook, general: Codebook, texts: Sequence[str], removed: Sequence[tuple[str, str]] = ()
) -> list[Remark]:
    """Remarks on the cues that a corpus's codebook adds to the general one, in the order of the codebook.

    texts    what the cues are tried on; without any, only what cues do to one another can be told
    removed  what cleaning took out of them: (its place, as a reader finds it on page 1; the text)
    """
    remarks = []
    known = {(s, pair) for s, pairs in _sections(general) for pair in pairs}
    for section, pairs in _sections(codebook):
        own = [pair for pair in pairs if (section, pair) not in known and pair[0] != ""]
        if own:
            remarks += _of_section(section, pairs, own, texts, removed)
    return remarks


def told_missed(corpus: str, row: Mapping[str, object]) -> str:
    """A line on a reading that meets nothing, of a row of the table `readings`: where it stands, why, the remedy."""
    place = f"{row['piece']}, {row['part']}, sentence {row['sentence']}"
    book = paths.shown(paths.raw(corpus) / "codebook.toml")
    return (f"{book}, line {row['line']}: the reading of “{row['word']}” ({place}) matches no word: {row['missed']}. "
            "Remedy: correct its place and word as shown on page 4 and in the reading view, or remove it.")


def told_nameless(corpus: str, codebook: Codebook, lines: Sequence[str]) -> str:
    """A line on an event of a codebook (`lines`: the file's) that names no actor: where it stands, why, the remedy;
    '' where there is nothing to say.
    """
    if codebook.actors or not codebook.event.families:
        return ""
    line = next((n for n, text in enumerate(lines, 1) if text.lstrip().startswith("[event")), 1)
    book = paths.shown(paths.raw(corpus) / "codebook.toml")
    return (f"{book}, line {line}: [event] has no [[actor]], so who did it to whom is not known and more of its words "
            "are taken for another act. Remedy: add an [[actor]] for the doer, and one for what it was done to.")


def _sections(codebook: Codebook) -> Iterable[tuple[str, Pairs]]:
    event = [(f.id, c) for f in codebook.event.families for c in f.cues]
    yield "event.families", event + [("", c) for c in codebook.event.other]
    names = [(a.id, cue) for a in codebook.actors for _, cue in a.names]
    yield "actor", names + [("", c) for a in codebook.actors for c in a.excluded]
    yield "theme", [(t.id, c) for t in codebook.themes for c in t.cues]
    yield "frame", [(f.id, c) for f in codebook.frames for c in f.cues]
    for claim in codebook.claims:
        yield f"claims.{claim.kind}", list(claim.cues)
    for passage in codebook.passages:
        yield f"passage {passage.id}", [(passage.id, c) for c in passage.cues]
    for contrast in codebook.contrasts:
        if contrast.of == "text":
            yield (
                f"contrast {contrast.id}",
                [("one", c) for c in contrast.one] + [("other", c) for c in contrast.other],
            )


def _of_section(
    section: str, pairs: Pairs, own: Pairs, texts: Sequence[str], removed: Sequence[tuple[str, str]]
) -> list[Remark]:
    remarks = _given_twice(section, pairs, own)
    if not texts:
        return remarks
    matcher = Matcher(pairs)
    every = [(number, hit) for number, text in enumerate(texts) for hit in matcher.every(text)]
    kept = {(hit.code, hit.cue) for text in texts for hit in matcher.find(text)}
    found = {(hit.code, hit.cue) for _, hit in every}
    for code, cue in own:
        if raised := _in_other_capitals(cue, matcher, texts):
            what = f"does not find {raised}, which has other capitals"
            remarks.append(Remark(section, code, cue, what, "add it as it is written there"))
        elif (code, cue) not in found:
            what, remedy = _never_hits(code, cue, found, removed)
            remarks.append(Remark(section, code, cue, what, remedy))
        elif (code, cue) not in kept:
            longer = _longer(cue, every)
            what = f"is always inside {' or '.join(sorted({repr(c) for _, c in longer})) or 'longer cues'}"
            same = bool(longer) and {c for c, _ in longer} == {code}
            mend = "remove it, or the longer cue if that takes too much"
            remedy = "nothing need be done: both count for it" if same else mend
            remarks.append(Remark(section, code, cue, what, remedy))
    return remarks + _hit_twice(section, own, matcher, texts)


def _in_other_capitals(cue: str, matcher: Matcher, texts: Sequence[str]) -> str:
    """What a cue with a capital would find in texts in which it finds nothing, did capitals not count; of a single
    word only where it finds nothing anywhere (`US` is not `us`). '' where there is nothing.
    """
    if cue == cue.lower():
        return ""
    exact, loose, missed = Matcher([("", cue)]), Matcher([("", cue.lower())]), []
    for text in texts:
        if exact.every(text):
            if " " not in cue:
                return ""
            continue
        taken = [(h.start, h.end) for h in matcher.every(text)]
        missed += [h.surface for h in loose.every(text) if not any(h.start < b and a < h.end for a, b in taken)]
    return " or ".join(f"“{' '.join(surface.split())}”" for surface in list(dict.fromkeys(missed))[:_PLACES])


def _never_hits(
    code: str, cue: str, found: set[tuple[str, str]], removed: Sequence[tuple[str, str]]
) -> tuple[str, str]:
    """What is said of a cue that never hits, and the remedy."""
    if any(owner == code and _are_forms(cue, other) for owner, other in found):
        return FORM, "none is needed"
    alone = Matcher([("", cue)])
    if places := [place for place, text in removed if alone.every(text)]:
        more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
        return (
            f"never hits, but stands in what was taken out ({'; '.join(places[:_PLACES])}{more})",
            "look there on page 1: what is the piece's own is put back by an override in corpus.toml",
        )
    return NEVER, "correct its spelling, or remove it"


def _are_forms(one: str, other: str) -> bool:
    """Whether two words begin alike, as forms of one do: `crush` and `crushing`, `stolen` and `stole`."""
    short = min(len(one), len(other), _STEM)
    plain = all(word == word.lower() and word.isalpha() for word in (one, other))
    return plain and short >= _STEM - 1 and one[:short] == other[:short]


def _given_twice(section: str, pairs: Pairs, own: Pairs) -> list[Remark]:
    codes = defaultdict(list)
    for code, cue in pairs:
        if code:
            codes[cue].append(code)
    return [
        Remark(section, code, cue, f"is also a cue of {_other(codes[cue], code)}", "keep it in one of them")
        for code, cue in own
        if len(set(codes[cue])) > 1
    ]


def _hit_twice(section: str, own: Pairs, matcher: Matcher, texts: Sequence[str]) -> list[Remark]:
    """Cues of two codes that, spelt differently, hit the same words."""
    remarks: dict[tuple[str, str, str], Remark] = {}
    for text in texts:
        spans = defaultdict(list)
        for hit in matcher.find(text):
            spans[hit.start, hit.end].append(hit)
        for hits in spans.values():
            for a in hits:
                for b in hits:
                    if a.code != b.code and a.cue != b.cue and (a.code, a.cue) in own:
                        remarks.setdefault(
                            (a.code, a.cue, b.cue),
                            Remark(
                                section,
                                a.code,
                                a.cue,
                                f"hits the same words as {b.cue!r} of {b.code or 'not'}",
                                "make one of them longer",
                            ),
                        )
    return list(remarks.values())


def _longer(cue: str, every: list[tuple[int, Hit]]) -> set[tuple[str, str]]:
    """(code, cue) of those inside whose hits a cue's lie; `every` are (number of the text, hit)."""
    return {
        (h.code, h.cue)
        for number, inner in every
        if inner.cue == cue
        for n, h in every
        if n == number and h.start <= inner.start and inner.end <= h.end and h.end - h.start > inner.end - inner.start
    }


def _other(codes: list[str], code: str) -> str:
    return " and ".join(c for c in dict.fromkeys(codes) if c != code)
