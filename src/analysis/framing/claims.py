"""What a sentence claims: Entman's four functions, certainty, distance, sources and history.

Entman (1993, Journal of Communication 43(4), p. 52): to frame is to define a problem, name its cause,
judge it and
suggest a remedy. A cue says that a sentence may do so, and is shown with it; it proves nothing by itself.
"""

import re
from dataclasses import dataclass, replace

from analysis.codebook import Codebook, Hit
from analysis.framing.attribution import reported
from analysis.framing.clauses import coordinated
from analysis.framing.grammar import NounPhrase, Parsed, VerbGroup
from analysis.framing.lexis import FOLLOWED
from analysis.framing.subjects import is_inner, objects, subject
from analysis.segments import quotation_spans

LONGEST = 5  # words of a text that a table carries in a row
SCARE = 4  # words at most between scare quotes
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:1[5-9]\d\d|20\d\d)s?(?![\w%]|[.,]\d)")
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_REMEDY_CLAUSE = ("must", "should")
_NEAR = 100  # characters between a verb of saying and what it quotes


@dataclass(frozen=True)
class Found:
    """A cue found: kind and value of the codebook, characters of the sentence, who and what,
    whose word it is.
    """

    kind: str
    value: str
    cue: str
    start: int
    end: int
    surface: str
    who: str
    who_words: str
    what: str
    reported: str


@dataclass(frozen=True)
class Topic:
    """Ids of the person a sentence before was about, and of its subjects, '' where unknown."""

    person: str = ""
    subjects: str = ""

    def opened_by(self, text: str) -> str:
        """Whom the pronoun at the head of a sentence means, one id, '' where there is none."""
        first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
        return (
            self.person
            if first in ("he", "she")
            else self.subjects.split(" ")[0]
            if first in ("it", "they")
            else ""
        )


def claims(text: str, parsed: Parsed, codebook: Codebook, topic: "Topic | None" = None) -> list[Found]:
    """Every claim cue of a sentence, in order of place.

    topic  to whom a pronoun that opens the sentence refers, from the sentences before
    """
    found: list[Found] = []
    for claim in codebook.claims:
        for hit in codebook.claim_matchers[claim.kind].find(text):
            if _holds(claim.kind, hit.code, hit.cue, hit.start, text, parsed):
                found.append(_found(claim.kind, hit, text, parsed, codebook, topic or Topic()))
    found += [
        more
        for item in found
        if item.kind == "remedy" and item.value in _REMEDY_CLAUSE
        for more in _and_do(item, parsed)
    ]
    found += _quoted(text, parsed, codebook, [f for f in found if f.kind == "quotation"])
    found += _years(text, parsed, codebook)
    return sorted(found, key=lambda f: (f.start, f.end, f.kind, f.value))


def _found(kind: str, hit: Hit, text: str, parsed: Parsed, codebook: Codebook, topic: Topic) -> Found:
    who, what = _who_and_what(kind, hit.start, parsed)
    actor = _actor(parsed, who, topic)
    marked = "" if kind in ("quotation", "distance") else reported(text, parsed, codebook, hit.start, hit.end)
    return Found(
        kind,
        hit.code,
        hit.cue,
        hit.start,
        hit.end,
        _short(hit.surface),
        actor,
        _short(parsed.text(who.first, who.last)) if who else "",
        what,
        marked,
    )


def _holds(kind: str, value: str, cue: str, start: int, text: str, parsed: Parsed) -> bool:
    """Whether a cue does what it usually does: *should* of the author's own feelings is no remedy,
    a month no *may*.
    """
    index = parsed.at(start)
    word, verb = parsed.words[index], parsed.group_of(index)
    if kind == "modality" and cue in ("may", "might", "will", "would", "could", "can't", "cannot"):
        return word.tag == "VM0" or not word.text[0].isupper()
    if (
        kind == "quotation"
        and index + 1 < len(parsed.words)
        and parsed.words[index + 1].tag == "PRF"
        and " " not in cue
    ):
        return False
    if kind == "quotation":
        return (
            (verb is not None and (verb.head == index or word.tag == "VVG"))
            or cue == "according to"
            or " " in cue
        )
    if kind == "distance" and cue == "supposed":
        return index + 1 == len(parsed.words) or parsed.words[index + 1].lemma != "to"
    if kind == "remedy" and value == "proposal":
        return verb is not None or cue.startswith(("the ", "a ", "only "))
    if kind == "remedy" and index > 0 and parsed.words[index - 1].text.lower() == "as":
        return False
    if kind != "remedy" or verb is None or value not in _REMEDY_CLAUSE:
        return True
    who = subject(parsed, verb)
    asked = any(
        w.lemma in ("whether", "if") for w in parsed.words[max(who.first - 2, 0) if who else 0 : verb.first]
    )
    alone = parsed.words[verb.head].tag == "VM0" and not any(v.first == verb.last for v in parsed.verbs)
    if asked or alone:
        return False
    mine = who is not None and parsed.words[who.head].text.lower() == "i"
    after = [w.lemma for w in parsed.words[index + 1 : verb.last]]
    return (
        not mine
        and not (cue == "must" and after[:1] == ["have"])
        and not (cue == "should" and after[:1] == ["have"])
    )


def _who_and_what(kind: str, start: int, parsed: Parsed) -> tuple[NounPhrase | None, str]:
    index = parsed.at(start)
    verb = parsed.group_of(index) or next(
        (v for v in parsed.verbs if v.first > index and kind == "remedy"), None
    )
    if kind == "remedy":
        return (subject(parsed, verb) if verb else None), _told(parsed, verb, index)
    if kind == "quotation":
        return (subject(parsed, verb) if verb else _according(parsed, index)), ""
    phrase = parsed.phrase_of(index)
    if phrase is not None and phrase.owners:
        owner = phrase.owners[0]
        return NounPhrase(phrase.first, owner + 1, owner), ""
    if kind in ("problem", "cause", "judgement"):
        return _nearest_subject(parsed, index), ""
    return None, ""


def _according(parsed: Parsed, index: int) -> NounPhrase | None:
    return next((p for p in parsed.phrases if p.first == index + 2), None)


def _nearest_subject(parsed: Parsed, index: int) -> NounPhrase | None:
    """The subject of the last verb that stands before a word or holds it."""
    verb = next((v for v in reversed(parsed.verbs) if v.first <= index), None)
    found = subject(parsed, verb) if verb is not None and not verb.passive else None
    return found if found is not None and parsed.words[found.head].actor else None


def _told(parsed: Parsed, verb: VerbGroup | None, index: int) -> str:
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
    return _short(" ".join(words).replace(" ’s", "’s").replace(" 's", "'s"))


def _actor(parsed: Parsed, phrase: NounPhrase | None, topic: Topic) -> str:
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


def _and_do(item: Found, parsed: Parsed) -> list[Found]:
    """`should end A, accept B and start C`: the verbs that share one *should*, each a remedy of its own."""
    first = parsed.group_of(parsed.at(item.start))
    found = []
    for verb in parsed.verbs:
        if first is None or verb.first <= first.first:
            continue
        before, word = parsed.words[verb.first - 1], parsed.words[verb.first]
        if is_inner(parsed, verb) or _inside_brackets(parsed, verb.first):
            continue
        if word.tag in ("VM0", "VVZ", "VVD", "VBZ", "VHZ"):
            break
        if (
            word.tag in ("VVB", "VVI", "VBI", "VVN")
            and verb.form != "infinitive"
            and (before.tag == "CJC" or before.text in (",", ")"))
            and word.lemma == word.text.lower()
        ):
            found.append(
                replace(
                    item,
                    start=word.start,
                    end=word.end,
                    surface=word.text,
                    cue=f"{item.cue} …",
                    what=_told(parsed, verb, verb.first),
                )
            )
    return found


def _inside_brackets(parsed: Parsed, index: int) -> bool:
    before = [w.text for w in parsed.words[:index]]
    return before.count("(") > before.count(")")


def _quoted(text: str, parsed: Parsed, codebook: Codebook, said: list[Found]) -> list[Found]:
    """Words in quotation marks: of a source where a verb of saying is near,
    scare quotes where they are few, else quoted.
    """
    found = []
    for start, end in quotation_spans(text):
        inner = text[start:end].strip("“”\"'‘’ ,.;:")
        words = len(_WORD.findall(inner))
        near = _sayer(start, end, said)
        if near is not None:
            found.append(
                Found(
                    "quotation",
                    "quoted words",
                    near.cue,
                    start,
                    end,
                    _short(inner),
                    near.who,
                    near.who_words,
                    "",
                    "",
                )
            )
        elif words <= SCARE:
            found.append(Found("distance", "scare quotes", "“…”", start, end, _short(inner), "", "", "", ""))
        else:
            found.append(Found("quotation", "quoted words", "“…”", start, end, _short(inner), "", "", "", ""))
    return found


def _sayer(start: int, end: int, said: list[Found]) -> Found | None:
    """The verb of saying that a quotation hangs on: the last one before it, else the first right after."""
    before = [f for f in said if 0 <= start - f.end < _NEAR]
    after = [f for f in said if 0 <= f.start - end < _NEAR // 3]
    return before[-1] if before else after[0] if after else None


def _years(text: str, parsed: Parsed, codebook: Codebook) -> list[Found]:
    """Years before the event's (or any year, where the codebook gives none)."""
    year = codebook.event.year
    return [
        Found("history", "year", m.group(), m.start(), m.end(), m.group(), "", "", "", "")
        for m in _YEAR.finditer(text)
        if year is None or int(m.group()[:4]) < year
    ]


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:LONGEST]) + (" …" if len(parts) > LONGEST else "")
