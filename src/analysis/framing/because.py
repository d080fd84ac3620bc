"""The marks by which a word was told, in plain sentences: what `done to the target` and its like say to a reader."""

import re

from analysis.framing.weighing import BY_RULE, READ

_ACTS = {
    "upon others": "as an act upon others",
    "of one's own": "as an act of one's own",
    "suffered": "as something that happens to somebody",
    "open": "as the event may be put",
}
_UNLISTED = "somebody or something that the codebook does not list"
_WHO = {
    "nobody": "nobody who is named",
    "the target": "the event's target",
    "target": "the event's target",
    "who may have done it": "somebody who may have done it",
    "doer": "somebody who may have done it",
    "another actor": "another actor",
    "another": "somebody else",
    "as the target": "what by its form may stand for a target",
    "a thing of the target's": "a thing of the target's",
    "as the target may be": "somebody of the target's kind",
    "of its name": "something of the event's name",
    "of its kind": "a thing of the target's kind",
    "victims": "people who may have been there",
    "anybody": "anybody at all",
    "an unknown name": "a name that the codebook does not have",
    "unknown name": "a name that the codebook does not have",
    "with an unknown name": "something with a name that the codebook does not have",
    "a pronoun": "a pronoun",
    "pronoun of the target": "a pronoun that may mean the target",
    "another pronoun": "a pronoun that does not fit the target's kind",
    "people": "people whom the codebook does not list",
    "owned": "what belongs to somebody",
    "its, behind the target": "what belongs to the target named before",
    "another one": "another one",
    "a time": "a time",
    "of mine": "somebody of the speaker's",
    "told by a clause": "those whom a clause singles out",
    "a pronoun that may be the target": "a pronoun that may mean the target",
    "a pronoun other than the target": "a pronoun that does not fit the target's kind",
    "a pronoun that may be an agent": "a pronoun that may mean who did it",
    "a pronoun other than an agent": "a pronoun that does not fit the kind of who did it",
    "the": f"{_UNLISTED} (with “the”)",
    "this": f"{_UNLISTED} (with “this” or “those”)",
    "its": "what belongs to somebody",
    "a": f"{_UNLISTED} (with “a”)",
    "no": "none",
    "a number": "a number of them",
    "many": "many whom the codebook does not list",
    "bare": f"{_UNLISTED}, without an article",
    "somebody": "somebody",
}
_OPENINGS = {
    "the": "“the”", "this": "“this” or “those”", "its": "“its”, “his” or “their”", "a": "“a”", "no": "“no” or “any”",
    "a number": "a number", "many": "no article, in the plural", "bare": "no article",
}  # fmt: skip
_TAGS = (
    ("VM0", "a modal verb"), ("VVD", "a past tense"), ("VBD", "“was” or “were”"), ("VHD", "“had”"), ("VHZ", "“has”"),
    ("VHB", "“have”"), ("VVZ", "a present tense"), ("VVB", "a present tense"), ("VBZ", "“is”"), ("VBB", "“are”"),
    ("VVN", "a participle"), ("VVG", "a form in -ing"), ("VVI", "a bare verb"), ("TO0", "“to”"), ("V", "a verb"),
    ("AV0", "an adverb"), ("AVP", "a particle"), ("AVQ", "“when”, “where” or “how”"), ("AJ", "an adjective"),
    ("NN", "a noun"), ("NP0", "a name"), ("PUN", "a comma or stop"), ("CJT", "“that”"), ("CJC", "“and”, “or” or “but”"),
    ("CJS", "a conjunction such as “as” or “since”"), ("PNQ", "“who” or “whom”"), ("PN", "a pronoun"),
    ("DT", "“which”, “what” or “this”"), ("POS", "a possessive"), ("XX0", "“not”"), ("CRD", "a number"),
    ("ORD", "a number"), ("EX0", "“there”"), ("ITJ", "an exclamation"),
    ("UNC", "a word of no known kind"),
)  # fmt: skip
_PLAIN = {
    READ: "a net reads it so",
    "verb": "it is a verb", "noun": "it is a noun", "loose": "it is a word for many things, such as “move”",
    "its phrase names the target": "the event's target is named with it",
    "points to the event": "it points to the event", "does not point to the event": "nothing in it points to the event",
    "headline": "it stands in a headline", "told before": "the event was mentioned just before",
    "idiom": "it belongs to a turn of phrase", "question": "the sentence asks", "you": "the sentence says “you”",
    "passive": "it is in the passive", "active": "it is in the active", "denied": "it is denied",
    "with a modal": "it is put as what may, must or would be",
    "told as past": "it is put as past", "told as present": "it is put as present",
    "singular": "it is a single act", "plural": "there are several",
    "superlative": "it is the most or worst of its kind",
    "several words": "the cue has several words", "no phrase": "it stands in no phrase",
    "is a subject": "it is what does something in the sentence", "has a verb": "it belongs to a verb",
    "said of all": "it is said of all such acts", "of another time": "it is said of another time",
    "of a former time": "it is said of an earlier time", "a former time": "the sentence speaks of an earlier time",
    "of another kind": "the noun before makes it another kind", "a verb's form": "it has the form of a verb",
    "before since": "“since” follows", "no past tense & any": "it is not put as past, and is said of any",
    "verb of one's own act": "it is what one does oneself",
    "verb of what happens to one": "it is what happens to somebody",
    "what one does oneself": "the event is what one does oneself", "doer is somebody else": "somebody else does it",
    "doer is a stranger": "a stranger does it", "said of it": "the event is said to be it",
    "called so": "the event is called so",
    "like this": "it is like this one", "there was one": "it is said that there was one",
    "carried out by who may have done it": "somebody who may have done it carries it out",
    "object of a light verb": "somebody carries it out", "object of a telling verb": "somebody reports it",
    "modifies a noun": "it says what kind of thing another noun is", "its verb is past": "its verb is past",
    "its verb is not past": "its verb is not past", "modal verb": "the sentence has a modal verb",
    "if or when": "the sentence has “if” or “when”", "word of habit": "the sentence speaks of a habit",
    "word of another one": "the sentence speaks of another one", "another year": "the sentence has another year",
    "the event's year": "the sentence has the event's year", "in quotation marks": "it stands alone in quotation marks",
    "inside a quotation": "it stands inside a quotation",
    "another word for it": "the sentence has another word for the event",
    "beside the event": "another word beside it is the event",
    "sentence names the target": "the sentence names the target",
    "sentence names who may have done it": "the sentence names somebody who may have done it",
    "sentence names another actor": "the sentence names another actor",
    "sentence has an unknown name": "the sentence has a name that the codebook does not have",
    "sentence has a name of the event's": "the sentence has a name that the event's name has",
    "word of the event's name": "it is a word of the event's name",
    "codebook without agents": "the codebook does not say who did it",
    "codebook without targets": "the codebook does not say to whom it was done",
    "the event's name tells the place alone": "the event's name tells the place alone",
}  # fmt: skip
_RULES = {
    "always the event": "the codebook says that its family always names the event",
    "in another name": "it is part of a name",
    "done by any such doer": "it is said of whoever does it",
    "what took time": "it tells how long something took",
    "owned by another name": "its owner has a name that the codebook does not have",
    "victims are counted": "it is said of people who are counted, and the event has one victim",
    "done to the event": "it is done to the event itself",
}
_IN_PIECE = {"later": "further on in the piece", "first": "in the piece's first sentence"}
_TOLD = {"was": "put as past", "is": "put as present", "may be": "put as what may be"}


def sentence(mark: str) -> str:
    """A mark as a plain clause: *it is done to the event's target*; as it is where it is none of the known."""
    for kind in ("verb: ", "noun: ", "loose: "):
        mark = mark.removeprefix(kind)
    if mark in _PLAIN:
        return _PLAIN[mark]
    if mark.startswith("told before, "):
        return f"the event was mentioned just before, and {sentence(mark.removeprefix('told before, '))}"
    for pattern, made in _FORMS:
        if (found := re.fullmatch(pattern, mark)) is not None:
            return made(*found.groups())
    return mark


def _who(name: str) -> str:
    return _WHO.get(name, f"“{name}”")


def _tag(name: str) -> str:
    return next((told for tag, told in _TAGS if name.startswith(tag)), f"“{name}”")


def _tied(tie: str, name: str) -> str:
    return f"“{tie}” ties {_who(name)} to it"


_FORMS = (
    (rf"{BY_RULE}(.+)", lambda name: _RULES.get(name, name)),
    (r"words around: (.+)",
     lambda words: f"its sentence has words that are commoner with that meaning: {words.replace(', ', ' and ')}"),
    (r"in the piece's (.+) sentence", lambda place: f"it stands {_IN_PIECE.get(place, f'in the {place} sentence')}"),
    (r"(was|is|may be): (.+) … (.+)", lambda t, a, b: f"it is {_TOLD[t]}, done by {_who(a)} to {_who(b)}"),
    (r"(upon others|of one's own|suffered|open), done to (nobody|somebody), doer (.+)",
     lambda act, to, who: f"it reads {_ACTS[act]}, done to {_who(to)} by {_who(who)}"),
    (r"(upon others|of one's own|suffered|open), done to (.+)",
     lambda act, who: f"it reads {_ACTS[act]}, done to {_who(who)}"),
    (r"no past tense & doer (.+)", lambda who: f"it is not put as past, and done by {_who(who)}"),
    (r"doer (.+)", lambda who: f"it is done by {_who(who)}"),
    (r"done to (.+)", lambda who: f"it is done to {_who(who)}"),
    (r"opens with (.+) & nobody named", lambda o: f"its phrase has {_OPENINGS[o]}, and the sentence names nobody"),
    (r"opens with (.+) & target named", lambda o: f"its phrase has {_OPENINGS[o]}, and the sentence names the target"),
    (r"(singular|plural) & opens with (.+)", lambda n, o: f"it is {n}, and its phrase has {_OPENINGS[o]}"),
    (r"opens with (.+)", lambda o: f"its phrase has {_OPENINGS[o]}"),
    (r"alone (singular|plural)", lambda n: f"it stands alone, in the {n}"),
    (r"tied to (.+)", lambda who: f"a preposition ties {_who(who)} to it"),
    (r"with to do it", lambda: "the event follows as what is to be done"),
    (r"with to do something", lambda: "another act follows as what is to be done"),
    (r"with (\w+)", lambda tie: f"“{tie}” follows it"),
    (r"owned by (.+)", lambda who: f"it belongs to {_who(who)}"),
    (r"holds (.+)", lambda who: f"its phrase names {_who(who)}"),
    (r"modifies (.+)", lambda who: f"it says what kind of thing {_who(who)} is"),
    (r"said of (.+)", lambda who: f"it is said of {_who(who)}"),
    (r"beside (.+)", lambda who: f"the subject of its verb is {_who(who)}"),
    (r"behind (a noun|an adjective)", lambda what: f"it stands behind {what}"),
    (r"behind (.+)", lambda tag: f"it stands behind {_tag(tag)}"),
    (r"form (.+)", lambda form: {"finite": "it is a verb with a tense", "ing": "it is a form in -ing",
                                 "participle": "it is a participle"}.get(form, f"it is an {form}")),
    (r"first (.+)", lambda tag: f"it goes with {_tag(tag)}"),
    (r"tag (.+)", lambda tag: f"it is {_tag(tag)}"),
    (r"clause: main", lambda: "it stands in the main clause"),
    (r"clause: (.+)", lambda word: f"it stands in a clause with {_tag(word)}"),
    (r"target is an? (.+)", lambda kind: f"the event is done to {'an' if kind[0] in 'aeio' else 'a'} {kind}"),
    (r"(of|on|against|in|to|for|from|at|with|by|between|over|into|out) (.+)", _tied),
)  # fmt: skip
