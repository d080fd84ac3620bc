"""Whom a claim concerns and, of a remedy, what is to be done."""

from analysis.framing.clauses import after_of, coordinated
from analysis.framing.evidence import Topic, short
from analysis.framing.grammar import NounPhrase, Parsed, VerbGroup
from analysis.framing.lexis import FOLLOWED
from analysis.framing.objects import objects
from analysis.framing.subjects import subject


def who_and_what(kind: str, start: int, parsed: Parsed) -> tuple[NounPhrase | None, str]:
    """The phrase of whom a cue concerns, and what a remedy says is to be done."""
    index = parsed.at(start)
    verb = parsed.group_of(index) or next(
        (v for v in parsed.verbs if v.first > index and kind == "remedy"), None
    )
    if kind == "remedy":
        return (_for_whom(parsed, subject(parsed, verb)) if verb else None), told(parsed, verb, index)
    if kind == "quotation":
        return (subject(parsed, verb) if verb else _according(parsed, index)), ""
    phrase = parsed.phrase_of(index)
    if phrase is not None and phrase.owners:
        owner = phrase.owners[0]
        return NounPhrase(phrase.first, owner + 1, owner), ""
    if kind in ("problem", "cause", "judgement"):
        return _nearest_subject(parsed, index), ""
    return None, ""


def _for_whom(parsed: Parsed, phrase: NounPhrase | None) -> NounPhrase | None:
    """Of `the best policy for X is to …`: X."""
    other = after_of(parsed, phrase.last - 1, ("for",)) if phrase is not None else None
    return other if other is not None and parsed.words[other.head].actor else phrase


def _according(parsed: Parsed, index: int) -> NounPhrase | None:
    return next((p for p in parsed.phrases if p.first == index + 2), None)


def _nearest_subject(parsed: Parsed, index: int) -> NounPhrase | None:
    """The subject of the last verb that stands before a word or holds it."""
    verb = next((v for v in reversed(parsed.verbs) if v.first <= index), None)
    found = _for_whom(parsed, subject(parsed, verb)) if verb is not None and not verb.passive else None
    return found if found is not None and parsed.words[found.head].actor else None


def told(parsed: Parsed, verb: VerbGroup | None, index: int) -> str:
    """What is to be done: the main verb and its object, in a few words."""
    if verb is None:
        return ""
    main = verb
    if parsed.words[verb.head].lemma in ("do", "have", "need", "be", "ought") and (
        verb.head <= index + 1 or verb.first > index
    ):
        main = next((v for v in parsed.verbs if v.first >= verb.last and v.form == "infinitive"), verb)
    done = objects(parsed, main)
    last = done.last if done else main.last
    while (
        done is None
        and last < min(main.last + 3, len(parsed.words))
        and parsed.words[last].tag not in ("PUN", "CJC")
    ):
        last += 1
    while last > main.last and parsed.words[last - 1].tag in (
        "PRP",
        "PRF",
        "AT0",
        "DPS",
        "CJT",
        "DT0",
        "CJS",
    ):
        last -= 1
    first = next(
        (k for k in range(main.first, main.last) if parsed.words[k].tag not in ("VM0", "TO0", "AV0")),
        main.head,
    )
    words = [w.text for w in parsed.words[first:last] if w.text not in '“”"' and (w.tag != "PUN" or w.actor)]
    return short(" ".join(words).replace(" ’s", "’s").replace(" 's", "'s"))


def actor_of(parsed: Parsed, phrase: NounPhrase | None, topic: Topic) -> str:
    """Ids of the actors a phrase names, joined by spaces; a pronoun is followed within the sentence,
    then to the topic.
    """
    if phrase is None:
        return ""
    word = parsed.words[phrase.head].text.lower()
    if word in FOLLOWED and not parsed.words[phrase.head].actor:
        for verb in parsed.verbs:
            found = subject(parsed, verb) if verb.form == "finite" and verb.head < phrase.first else None
            if found is not None and parsed.words[found.head].actor:
                return parsed.words[found.head].actor
        if word in ("he", "she"):
            return topic.person
        return topic.subjects if phrase.first <= 1 else ""
    named = []
    for part in coordinated(parsed, phrase):
        inside = [parsed.words[k].actor for k in range(part.first, part.last) if parsed.words[k].actor]
        named += [parsed.words[part.head].actor or (inside[-1] if inside else "")]
    return " ".join(dict.fromkeys(n for n in named if n))
