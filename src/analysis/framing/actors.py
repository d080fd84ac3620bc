"""Actors as a piece presents them: names, titles, adjectives, appositions, what they are said to be, and
rank.

Codebook-level coreference: a surname, office, capital or label counts as its actor; pronouns do not. What is
attached to a name is found by rule around it (van Leeuwen 2008, Discourse and Practice, pp. 40-42, on titles,
functions and appraisements).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.codebook import ActorMention, Codebook, Matcher
from analysis.framing.evidence import short
from analysis.framing.lexis import DULL, REGARDS, SERVES, is_person
from analysis.framing.objects import ending, objects, with_of
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup
from analysis.framing.subjects import subject
from analysis.framing.tags import BE, NOUNS
from analysis.framing.unreal import disbelieved

_ADJECTIVES = ("AJ0", "AJC", "AJS", "VVN", "VVG", "ORD")
_DENIED = ("no", "never", "hardly", "scarcely", "neither")
_UNREAL = ("might", "may", "could", "can", "would", "should", "ought", "shall")
_SOFTENS = ("only", "merely", "just", "arguably", "perhaps", "probably", "possibly", "allegedly", "reportedly")
_OPENING = re.compile(r"(?:He|She)\b")
_FORMER = re.compile(r"\b(?:(?:former|acting|interim|outgoing|deputy|vice)\s|(?:ex|then)[-‐‑])$", re.IGNORECASE)
_RANK = re.compile(
    r"\b(?:(?:the|a|country['’]s|its|one of the|nation['’]s|world['’]s|\w+['’]s)\s+)?"
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"\d+(?:st|nd|rd|th)|one of the)[-\s]"
    r"(?:most|least|highest|largest|biggest|greatest|best|in[-\s]command)(?:[-\s][\w-]+){0,4}"
    r"|(?:(?:single\s+)?most|least)\s+(?:important|powerful|popular|influential|senior|dangerous|feared|wanted|respected|"
    r"prominent|revered|hated|trusted|famous|notorious|beloved)(?:\s+[\w-]+){0,3}"
    r"|second[-\s]in[-\s]command|number\s+(?:one|two|three)|no\.\s*\d"
    r"|(?:highest|top)[-\s]ranking(?:\s+[\w-]+){0,2}|high[-\s]profile\s+[\w-]+|(?:main|chief|key|leading|top|foremost|"
    r"paramount|supreme)\s+(?:architect|impediment|obstacle|figure|commander|general|opponent|official|man|woman|"
    r"enemy|ally|voice|author)|mastermind|personification|architect|figurehead|powerhouse|linchpin|strongman|kingpin)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Attribute:
    """What is attached to an actor: relation is title, adjective, apposition, is,
    as or rank. Characters of the sentence. `marked` how it is marked as what somebody else says, '' where it is not.
    """

    actor: str
    relation: str
    start: int
    end: int
    words: str
    marked: str = ""


def attributes(
    text: str, parsed: Parsed, mentions: list[ActorMention], codebook: Codebook, topic: str = ""
) -> list[Attribute]:
    """All that a sentence attaches to the actors it names, in order of place.

    topic  the person to whom a *He* or *She* that opens the sentence refers, '' where unknown
    """
    found: list[Attribute] = []
    if topic and (opening := _OPENING.match(text)):
        mentions = [ActorMention(topic, *opening.span(), opening.group(), "pronoun"), *mentions]
    kinds = {a.id: a.kind for a in codebook.actors}
    titles = _titles_of(codebook.titles)
    for mention in mentions:
        index = parsed.at(mention.start)
        phrase = parsed.phrase_of(index)
        if phrase is None or mention.how == "adjective":
            continue
        person = mention.how in ("name", "surname", "first name")
        if person:
            found += _titles(text, parsed, phrase, index, mention.actor, titles)
        if phrase.head == index:
            found += _adjectives(parsed, phrase, index, mention.actor, [(f.start, f.end) for f in found])
            if kinds.get(mention.actor) != "country":
                found += _apposition(parsed, phrase, mention.actor, kinds.get(mention.actor) == "person")
            found += _said_to_be(parsed, phrase, mention.actor)
    kept = _unique(found)
    return sorted(kept + _ranks(text, parsed, mentions, kept), key=lambda a: (a.start, a.end, a.relation))


@lru_cache(maxsize=16)
def _titles_of(titles: tuple[str, ...]) -> Matcher:
    return Matcher(("title", t) for t in titles)


def _titles(
    text: str, parsed: Parsed, phrase: NounPhrase, index: int, actor: str, titles: Matcher
) -> list[Attribute]:
    """The titles that end right before a name."""
    end = parsed.words[index].start
    first = parsed.words[max(phrase.first - 3, 0)].start
    found, place = [], end
    for hit in reversed(titles.find(text[first:end])):
        if not text[first + hit.end : place].strip():
            place = _with_former(text, first + hit.start)
            found.append(Attribute(actor, "title", place, first + hit.end, text[place : first + hit.end]))
    return found


def _with_former(text: str, start: int) -> int:
    """Where a title begins with what says that its bearer holds it no more, or not in full."""
    before = _FORMER.search(text[:start])
    return before.start() if before else start


def _adjectives(
    parsed: Parsed, phrase: NounPhrase, index: int, actor: str, taken: list[tuple[int, int]]
) -> list[Attribute]:
    words, found = parsed.words, []
    if phrase.first and words[phrase.first - 1].tag == "XX0":  # not a single voter
        return []
    for k in range(index - 1, phrase.first - 1, -1):
        if words[k].tag == "POS":
            break
        if (
            words[k].tag in _ADJECTIVES
            and not words[k].actor
            and words[k].text.lower() not in DULL
            and not any(a <= words[k].start < b for a, b in taken)
        ):
            found.append(Attribute(actor, "adjective", words[k].start, words[k].end, words[k].text))
    return found


def _apposition(parsed: Parsed, phrase: NounPhrase, actor: str, person: bool) -> list[Attribute]:
    """`X, the head of the branch, a mild man,` after a name, and `the head of the branch, X` before it."""
    words = parsed.words
    after = _apposed(parsed, phrase.last)
    if after is not None and not (_is_human(parsed, after) and not person and _is_inner(parsed, phrase)):
        more = _apposed(parsed, with_of(parsed, after))  # of the head, and not of the branch
        both = [after, more] if more is not None and person and _is_human(parsed, more) else [after]
        return [_attribute(parsed, actor, "apposition", p) for p in both]
    before = parsed.phrase_to(phrase.first - 1)
    if (
        before
        and phrase.first > 0
        and words[phrase.first - 1].text == ","
        and words[before.first].tag == "AT0"
        and before.first == 0
        and not words[before.head].actor
    ):
        return [_attribute(parsed, actor, "apposition", before)]
    return []


def _apposed(parsed: Parsed, last: int) -> NounPhrase | None:
    """The phrase that a mark ties to what ends before a word."""
    words = parsed.words
    after = parsed.phrase_from(last + 1)
    opened = after is not None and words[after.first].tag in ("AT0", "DPS")
    tied = opened and words[last].text in (",", "—", "–", "(")
    return after if tied and not _is_listed(parsed, after) else None


def _is_inner(parsed: Parsed, phrase: NounPhrase) -> bool:
    """Whether it is the branch of `the head of the branch`."""
    tied = phrase.first > 1 and parsed.words[phrase.first - 1].tag == "PRF"
    return tied and ending(parsed, phrase.first - 2) is not None


def _is_human(parsed: Parsed, phrase: NounPhrase) -> bool:
    head = parsed.words[phrase.head]
    return head.tag == "NN1" and is_person(head.lemma)


def _is_listed(parsed: Parsed, phrase: NounPhrase) -> bool:
    """`X, the Y and the Z`, or a new clause: no apposition."""
    words = parsed.words
    last = with_of(parsed, phrase)
    if words[phrase.head].actor or (last < len(words) and words[last].tag == "CJC"):
        return True
    while last < len(words) and words[last].tag == "AV0":
        last += 1
    group = parsed.group_of(last) if last < len(words) else None
    return group is not None and group.form == "finite"


def _said_to_be(parsed: Parsed, phrase: NounPhrase, actor: str) -> list[Attribute]:
    """`X was the …`, `X served as a …`, `X was seen by many as the …`."""
    words, found = parsed.words, []
    for verb in parsed.verbs:
        if verb.form != "finite" or subject(parsed, verb) != phrase or not _is_so(parsed, verb, phrase):
            continue
        is_be = words[verb.head].lemma in ("be", "become", "remain") and words[verb.head].tag.startswith("V")
        stop = next(
            (v.first for v in parsed.verbs if v.first >= verb.last and v.form == "finite"), len(words)
        )
        k = verb.last
        while (
            is_be and k < stop and words[k].tag in ("AV0", "XX0", "PUN") and words[k].text not in (",", ".")
        ):
            k += 1
        told = parsed.phrase_from(k) if is_be else None
        if told is not None and words[told.head].tag in NOUNS and not words[told.head].actor:
            found += [_attribute(parsed, actor, "is", p, True) for p in _and_more(parsed, told, stop)]
        elif is_be and k < stop and words[k].tag in ("AJ0", "AJC", "AJS"):
            found.append(Attribute(actor, "is", words[k].start, words[k].end, words[k].text))
        if verb.passive or words[verb.head].lemma in SERVES:
            found += _as(parsed, actor, verb.last, stop)
    for verb in parsed.verbs:
        if words[verb.head].lemma in REGARDS and objects(parsed, verb) == phrase and _is_regarded(parsed, verb):
            found += _as(parsed, actor, phrase.last, phrase.last + 2)
    return found


def _is_so(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """Whether it is said of the phrase, and that it is so: not `isn't a benefit`, `might have been tactful`, `if he
    were king`, `is he a hero?`, nor `ending the ferry was the honest choice`, which says it of the ending.
    """
    words = parsed.words
    group = words[verb.first : min(verb.last + 2, len(words))]
    if any(w.tag == "XX0" or w.text.lower() in _DENIED for w in group):
        return False
    if any(w.tag == "VM0" and w.lemma in _UNREAL for w in words[verb.first : verb.last]):
        return False
    if disbelieved(parsed, verb, phrase):  # I do not think that X is a fool
        return False
    before = words[phrase.first - 1] if phrase.first else None
    if before is not None and (before.text.lower() in ("if", "unless", "whether") or before.lemma == "though"):
        return False
    if words[-1].text == "?" and (before is None or before.tag in (*BE, "AVQ", "DTQ")) and verb.last <= phrase.first:
        return False
    governed = [v for v in parsed.verbs if v.last <= phrase.first and objects(parsed, v) == phrase]
    return not any(v.form in ("ing", "infinitive") for v in governed)


def _is_regarded(parsed: Parsed, verb: VerbGroup) -> bool:
    """Whether somebody does: not `do not see X as`, `nobody sees X as`."""
    who = subject(parsed, verb)
    nobody = who is not None and parsed.words[who.first].text.lower() in ("nobody", "no", "none", "neither")
    return not nobody and not any(w.tag == "XX0" for w in parsed.words[verb.first : verb.last])


def _and_more(parsed: Parsed, phrase: NounPhrase, stop: int) -> list[NounPhrase]:
    """The phrase and a second one joined to it: `the most popular man in town and arguably the
    second-most …`.
    """
    words, found = parsed.words, [phrase]
    for k in range(phrase.last, min(stop, phrase.last + 6)):
        if words[k].tag == "CJC":
            n = k + 1
            while n < stop and words[n].tag == "AV0":
                n += 1
            other = parsed.phrase_from(n)
            if other is not None and words[other.first].tag in ("AT0", "DPS"):
                found.append(other)
            break
    return found


def _as(parsed: Parsed, actor: str, first: int, stop: int) -> list[Attribute]:
    words = parsed.words
    for k in range(first, min(stop, first + 12, len(words) - 1)):
        if words[k].text.lower() == "as" and words[k + 1].tag in ("AT0", "DPS"):
            phrase = parsed.phrase_from(k + 1)
            return [_attribute(parsed, actor, "as", phrase)] if phrase else []
    return []


def _ranks(
    text: str, parsed: Parsed, mentions: list[ActorMention], attached: list[Attribute]
) -> list[Attribute]:
    """Rank claims: those that lie in what is attached to an actor."""
    found = []
    for match in _RANK.finditer(text):
        start, end = match.span()
        inside = next(
            (a for a in attached if a.start < end and start < a.end and a.relation != "adjective"), None
        )
        if any(m.start <= start and end <= m.end for m in mentions):
            continue
        if inside is not None:
            found.append(Attribute(inside.actor, "rank", start, end, short(text[start:end])))
    return found


def _attribute(parsed: Parsed, actor: str, relation: str, phrase: NounPhrase, softened: bool = False) -> Attribute:
    """A phrase as what is attached; `softened`: with the *only* or *arguably* right before it."""
    before = parsed.words[phrase.first - 1].text.lower() if softened and phrase.first else ""
    first, last = phrase.first - (before in _SOFTENS), with_of(parsed, phrase)
    start, end = parsed.words[first].start, parsed.words[last - 1].end
    return Attribute(actor, relation, start, end, short(_joined(parsed.text(first, last))))


def _joined(words: str) -> str:
    """Words as they are written: no space before an owner's ending or inside quotation marks."""
    return re.sub(r" (?=[’']s\b|[”])|(?<=[“]) ", "", words)


def _unique(found: list[Attribute]) -> list[Attribute]:
    """Each stretch once: a title that is also an adjective stays a title."""
    kept: dict[tuple, Attribute] = {}
    for item in found:
        kept.setdefault((item.start, item.end, item.actor), item)
    return list(kept.values())
