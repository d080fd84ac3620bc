"""What a sentence claims: Entman's four functions, certainty, distance, sources and history.

Entman (1993, Journal of Communication 43(4), p. 52): to frame is to define a problem, name its cause,
judge it and
suggest a remedy. A cue says that a sentence may do so, and is shown with it; it proves nothing by itself.
"""

from collections.abc import Sequence
from dataclasses import replace

from analysis.codebook import Codebook, Hit
from analysis.framing.attribution import reported
from analysis.framing.concerns import told, who_and_what, whom
from analysis.framing.evidence import Found, Topic, short
from analysis.framing.grammar import Parsed
from analysis.framing.judging import is_anothers, is_denied, praises
from analysis.framing.people import Person
from analysis.framing.quoting import quoted, years
from analysis.framing.subjects import is_inner, subject

_NOTHING = Topic()  # before the first sentence
_REMEDY_CLAUSE = ("must", "should")
_TURNED = ("praises", "justifies")  # what a denial turns round


def claims(
    text: str, parsed: Parsed, codebook: Codebook, topic: Topic = _NOTHING, named: Sequence[Person] = ()
) -> list[Found]:
    """Every claim cue of a sentence, in order of place.

    topic  to whom a pronoun that opens the sentence refers, from the sentences before
    named  the persons of the sentence whom no actor of the codebook claims
    """
    found: list[Found] = []
    for claim in codebook.claims:
        for hit in codebook.claim_matchers[claim.kind].find(text):
            if _holds(claim.kind, hit.code, hit.cue, hit.start, text, parsed):
                found.append(_found(claim.kind, hit, text, parsed, codebook, topic, named))
    found += [
        more
        for item in found
        if item.kind == "remedy" and item.value in _REMEDY_CLAUSE
        for more in _and_do(item, parsed)
    ]
    found += quoted(text, [f for f in found if f.kind == "quotation"], topic)
    found += years(text, codebook)
    return sorted(found, key=lambda f: (f.start, f.end, f.kind, f.value))


def _found(
    kind: str, hit: Hit, text: str, parsed: Parsed, codebook: Codebook, topic: Topic, named: Sequence[Person]
) -> Found:
    phrase, what = who_and_what(kind, hit.cue, hit.start, parsed)
    actor, who = whom(parsed, phrase, topic, named, {a.id for a in codebook.actors if a.kind == "person"})
    marked = "" if kind in ("quotation", "distance") else reported(text, parsed, codebook, hit.start, hit.end)
    if kind == "judgement" and not marked and is_anothers(parsed, hit.start):
        marked = "said"
    return Found(
        kind,
        "condemns" if kind == "judgement" and hit.code in _TURNED and is_denied(parsed, hit.start) else hit.code,
        hit.cue,
        hit.start,
        hit.end,
        short(hit.surface),
        actor,
        who,
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
    if kind == "hedge" and cue in ("about", "around", "some"):  # some 14,000, and not some countries
        return index + 1 < len(parsed.words) and parsed.words[index + 1].tag == "CRD"
    if kind == "quotation":
        return (
            (verb is not None and (verb.head == index or word.tag == "VVG"))
            or cue == "according to"
            or " " in cue
        )
    if kind == "judgement" and word.lemma in ("honor", "honour"):
        return praises(parsed, index)
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
                    what=told(parsed, verb, verb.first),
                )
            )
    return found


def _inside_brackets(parsed: Parsed, index: int) -> bool:
    before = [w.text for w in parsed.words[:index]]
    return before.count("(") > before.count(")")
