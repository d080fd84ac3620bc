"""Sentences in which a piece speaks of a matter that the codebook names,
and what its planned contrasts count.
"""

from collections import Counter
from collections.abc import Sequence

from analysis.codebook import ActorMention, Codebook, Contrast, Passage
from analysis.framing.evidence import Found
from analysis.framing.naming import EVENT, EventMention
from analysis.framing.parsed import Parsed
from analysis.framing.subjects import subject
from analysis.framing.tags import BE


def passages(
    text: str,
    codebook: Codebook,
    events: Sequence[EventMention],
    actors: Sequence[ActorMention],
    claims: Sequence[Found],
    taken_up: str = "",
) -> list[tuple[str, str]]:
    """(id of the passage, the words that show it) for every matter the sentence speaks of.

    taken_up  the pronoun by which the sentence judges the event that the sentence before named, '' where none does
    """
    found = []
    for passage in codebook.passages:
        shown = _shown(passage, text, codebook, events, actors, claims, taken_up)
        if shown is not None:
            found.append((passage.id, "; ".join(dict.fromkeys(shown))))
    return found


def _shown(
    passage: Passage,
    text: str,
    codebook: Codebook,
    events: Sequence[EventMention],
    actors: Sequence[ActorMention],
    claims: Sequence[Found],
    taken_up: str,
) -> list[str] | None:
    """Words for each thing the passage asks for, None where one of them is not there."""
    asked = []
    if passage.event:
        named = [e.surface for e in events if e.sense == EVENT]
        asked.append(named or ([taken_up] if taken_up and "judgement" in passage.claims else []))
    if passage.cues:
        asked.append([h.surface for h in codebook.passage_matchers[passage.id].find(text)])
    if passage.actors:
        asked.append([a.surface for a in actors if a.actor in passage.actors])
    if passage.claims:
        asked.append([c.surface for c in claims if c.kind in passage.claims and not _is_of_others(c, passage.event)])
    return [word for words in asked for word in words] if asked and all(asked) else None


def takes_up(parsed: Parsed, claims: Sequence[Found], before: Sequence[EventMention]) -> str:
    """The *it*, *this* or *that* of which a sentence judges (`It was unwise`, `whether this was right`), where the
    sentence before named the event; '' where there is none.
    """
    words = parsed.words
    judged = [parsed.at(c.start) for c in claims if c.kind == "judgement" and not c.reported]
    verb = next((v for v in parsed.verbs if v.form == "finite"), None)
    who = subject(parsed, verb) if verb is not None and words[verb.head].tag in BE else None
    if who is None or who.first > 1 or words[who.head].text.lower() not in ("it", "this", "that"):
        return ""
    first = next((k for k in range(verb.last, len(words)) if words[k].tag not in ("AV0", "XX0")), verb.last)
    is_so = parsed.phrase_from(first)
    of_it = is_so is not None and words[who.head].text.lower() == "it"  # it was a foolish step
    named = range(is_so.first, is_so.last) if of_it else (is_so.head if is_so is not None else first,)
    told = any(e.sense == EVENT and not e.reported for e in before)
    return words[who.head].text if told and any(k in named for k in judged) else ""


def _is_of_others(claim: Found, event: bool) -> bool:
    """What others are reported to judge or demand; of the event, a judgement on somebody who has no part in it."""
    stranger = event and claim.kind == "judgement" and not claim.who and bool(claim.who_words)
    return bool(claim.reported) or stranger


def contrast_counts(
    text: str, codebook: Codebook, events: Sequence[EventMention], actors: Sequence[ActorMention]
) -> list[tuple[str, int, int]]:
    """(contrast, times the one, times the other) in a sentence; another's wording and denied names do not count."""
    found = []
    for contrast in codebook.contrasts:
        codes = _codes(contrast, text, codebook, events, actors)
        one, other = (sum(codes[c] for c in side) for side in (contrast.one, contrast.other))
        if one or other:
            found.append((contrast.id, one, other))
    return found


def _codes(
    contrast: Contrast,
    text: str,
    codebook: Codebook,
    events: Sequence[EventMention],
    actors: Sequence[ActorMention],
) -> Counter:
    if contrast.of == "event":
        return Counter(e.family for e in events if e.sense == EVENT and not e.reported and not e.denied)
    if contrast.of == "actor":
        return Counter(a.how for a in actors if a.actor == contrast.actor)
    if contrast.of == "actors":
        return Counter(a.actor for a in actors)
    return Counter(h.cue for h in codebook.contrast_matchers[contrast.id].find(text))
