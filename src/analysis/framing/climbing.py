"""From the last noun before a verb to the phrase that is its subject: past what hangs on it."""

from analysis.framing.lexis import NAMING, SAYS
from analysis.framing.objects import NOMINATIVE, PREPOSITIONS, antecedent, ending, governing, objects, skipped, with_of
from analysis.framing.parsed import NounPhrase, Parsed, VerbGroup, remembered
from analysis.framing.tags import RELATIVE

FREE = ("whoever", "whosoever")  # relatives that are their own antecedent
CLAUSE_OPENERS = ("before", "after", "since", "until", "till", "than")  # before a subject no prepositions


def beyond(parsed: Parsed, near: NounPhrase, outer: NounPhrase) -> NounPhrase:
    """The phrase that a participle, infinitive or relative clause before the verb hangs on; else `outer`, to which
    `near`, the last before the verb, is tied by prepositions.
    """
    found = _beyond_infinitive(parsed, near) or _beyond_participle(parsed, near)
    return found or _beyond_relative(parsed, near) or _beyond_relative(parsed, outer) or outer


def _beyond_participle(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `the verdict handed down by the court is …`: the verdict, and not the court."""
    by = phrase.first - 1
    if by < 1 or parsed.words[by].lemma != "by":
        return None
    end = by - (parsed.words[by - 1].tag == "AVP")
    verb = parsed.verb_to(end)
    return ending(parsed, verb.first - 1) if verb is not None and verb.form == "participle" else None


def _beyond_infinitive(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `the decision to close the line was taken`: the decision, and not the line."""
    verb = parsed.verb_to(phrase.first)
    plan = ending(parsed, verb.first - 1) if verb is not None and verb.form == "infinitive" else None
    if plan is None or governing(parsed, plan) is not None:
        return None
    return plan if parsed.words[plan.head].tag == "NN1" and not parsed.words[plan.head].actor else None


def _beyond_relative(parsed: Parsed, phrase: NounPhrase) -> NounPhrase | None:
    """Of `a body that alters a service must …`, `those who call it a service must …`: a body, those, and not the
    service; of `whoever alters it must …`, whoever.
    """
    if parsed.words[phrase.head].text.lower() in NOMINATIVE:  # those who say she was
        return None
    for verb in _near(parsed, phrase):
        done_to = _named(parsed, verb)
        first = done_to.first if done_to is not None and done_to.last == phrase.first else phrase.first
        if verb.form != "finite" or not 0 <= first - verb.last <= 1:
            continue
        tied = parsed.words[verb.last : first]  # a porter who had lived in the country was …
        i = skipped(parsed, verb.first - 1)
        if i >= 0 and not tied and parsed.words[i].lemma in FREE:
            return NounPhrase(i, i + 1, i)
        near = all(w.tag in PREPOSITIONS for w in tied) or _is_pointed(parsed, verb, phrase)
        if near and i > 0 and parsed.words[i].lemma in RELATIVE:
            return antecedent(parsed, i)
    return None


def _near(parsed: Parsed, phrase: NounPhrase) -> list[VerbGroup]:
    """The verbs right before a phrase or what they name by it, in order."""
    near = {parsed.verb_to(phrase.first - 1), parsed.verb_to(phrase.first), *_naming(parsed).get(phrase.first, ())}
    return sorted(near - {None}, key=lambda v: v.first)


@remembered
def _naming(parsed: Parsed) -> dict[int, list[VerbGroup]]:
    """The verbs that name something, by the word behind that."""
    found: dict[int, list[VerbGroup]] = {}
    for verb in parsed.verbs:
        if (done_to := _named(parsed, verb)) is not None:
            found.setdefault(done_to.last, []).append(verb)
    return found


def _named(parsed: Parsed, verb: VerbGroup) -> NounPhrase | None:
    return objects(parsed, verb) if parsed.words[verb.head].lemma in NAMING else None


def _is_pointed(parsed: Parsed, verb: VerbGroup, phrase: NounPhrase) -> bool:
    """Of `a porter who blocked that door must`: *that* points to the door, where no second verb with a tense follows;
    not of `a porter who said that the door must shut was wrong`.
    """
    tied = parsed.words[verb.last : phrase.first]
    later = [v for v in parsed.verbs if v.form == "finite" and v.first >= phrase.last]
    return [w.lemma for w in tied] == ["that"] and len(later) == 1 and parsed.words[verb.head].lemma not in SAYS


def climbed(parsed: Parsed, phrase: NounPhrase) -> NounPhrase:
    """From the last noun before the verb to the one it depends on: `the leaders of the party` is leaders."""
    words = parsed.words
    while (
        phrase.first > 0
        and words[phrase.first - 1].tag in PREPOSITIONS
        and words[phrase.first - 1].lemma not in CLAUSE_OPENERS
        and not is_while(parsed, phrase.first - 1)
    ):
        outer = ending(parsed, phrase.first - 2)
        if outer is None and phrase.first > 2 and words[phrase.first - 2].tag == "AJ0":  # a crowd loyal to X
            outer = ending(parsed, phrase.first - 3)
        titled = words[phrase.head].how in ("name", "surname") and phrase.head > phrase.first
        titled = titled and words[phrase.first - 1].tag == "PRF" and not (outer and words[outer.head].actor)
        if outer is None or titled:  # Secretary of State X is X
            return phrase
        phrase = outer
    return phrase


def is_while(parsed: Parsed, tie: int) -> bool:
    """`jumped from windows as the floors burned`: *as* opens a clause whose verb comes behind its first phrase."""
    words = parsed.words
    phrase = parsed.phrase_from(tie + 1)
    last = with_of(parsed, phrase) if phrase is not None else len(words)
    verb = parsed.group_of(last) if last < len(words) else None
    joined = tie > 0 and words[tie - 1].lemma in ("well", "such")
    return words[tie].text == "as" and not joined and verb is not None and verb.form == "finite"
