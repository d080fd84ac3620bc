"""Naming, agency, claims and attributes on cases; the gold of event mentions; what always holds."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.cleaning import clean
from analysis.codebook import Codebook, general, parse
from analysis.framing import measure
from analysis.framing.actors import attributes
from analysis.framing.agency import relations
from analysis.framing.attribution import reported
from analysis.framing.before import Before
from analysis.framing.claims import claims
from analysis.framing.clauses import agent, patient
from analysis.framing.grammar import parse as parsed_of
from analysis.framing.naming import candidates, event_mentions
from analysis.segments import segment

CASES = Path(__file__).parents[1] / "cases"
NAMED = Before().then([("close", True)])  # a piece whose first sentence named the event
OWN = """
[event]
name = "the closing of the bridge"
year = 2024
agents = ["mayor", "council"]
targets = ["bridge"]
[event.families]
closing = ["clos*"]
decision = { cues = ["decision"], loose = true }
[[actor]]
id = "mayor"
name = "Ada Quill"
kind = "person"
[actor.names]
name = ["Ada Quill"]
surname = ["Quill"]
[[actor]]
id = "council"
name = "The council"
kind = "government"
[actor.names]
government = ["council"]
[[actor]]
id = "bridge"
name = "The bridge"
kind = "thing"
[actor.names]
label = ["bridge"]
"""


@cache
def own() -> Codebook:
    return parse(OWN, "codebook.toml", general())


LAYOFFS = """
[event]
name = "{}"
[event.families]
layoff = ["layoffs", "lay off", "laid off"]
cut = ["cut"]
[[actor]]
id = "garrity"
name = "Garrity Steel"
kind = "organisation"
[actor.names]
name = ["Garrity Steel", "Garrity"]
label = ["the company"]
"""


def cases(name: str) -> list[dict]:
    return tomllib.loads((CASES / name).read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", cases("grammar.toml"), ids=lambda c: c["text"])
def test_who_does_it_to_whom(case):
    parsed = parsed_of(case["text"])
    verb = next(v for v in parsed.verbs if parsed.words[v.head].text == case["verb"])
    heads = [
        parsed.words[p.head].text.lower() if p else "" for p in (agent(parsed, verb), patient(parsed, verb))
    ]
    assert heads == [case["agent"], case["patient"]]


@pytest.mark.parametrize("case", cases("claims.toml"), ids=lambda c: c["text"])
def test_claims_say_who_and_what(case):
    found = claims(case["text"], parsed_of(case["text"], own().find_actors(case["text"])), own())
    for kind, value, who, what in case["has"]:
        assert any(
            (f.kind, f.value) == (kind, value) and who in ("", f.who) and what in ("", f.what) for f in found
        ), found
    assert not {f.kind for f in found} & set(case["lacks"])


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Europe condemned the closing.", "said"),
        ("The closing was condemned by the engineers.", "said"),
        ("International condemnation followed.", "said"),
        ("The council justified the closing.", "said"),
        ("I condemn the closing.", ""),
        ("The closing should be condemned.", ""),
        ("Nothing justifies the closing.", ""),
        ("The closing was wrong.", ""),
        ("The closing was justified.", ""),
        ("In my view the closing is justified.", ""),
        ("The mayor was soundly condemned.", ""),
        ("The closing condemned the islanders to a winter without food.", ""),
    ],
)
def test_whose_judgement_it_is(text, marked):
    found = claims(text, parsed_of(text, own().find_actors(text)), own())
    assert [f.reported for f in found if f.kind == "judgement"] == [marked]


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("It was a wise step.", "praises"),
        ("It was not a wise step.", "condemns"),
        ("It was hardly wise.", "condemns"),
        ("It was not only wise but cheap.", "praises"),
        ("It was not just a wise step.", "praises"),
        ("It was nothing if not wise.", "praises"),
        ("The council never failed to be wise.", "praises"),
        ("The council could not be more wise.", "praises"),
        ("The closing was not justified.", "condemns"),
        ("The closing was justified.", "justifies"),
        ("I do not think that the closing was wise.", "condemns"),
        ("Nor do I think that they are heroes.", "condemns"),
        ("Nobody would say that it was wise.", "condemns"),
        ("Nobody doubts that it was wise.", "praises"),
        ("I do not like the council, but the closing was wise.", "praises"),
        ("Whether the closing was wise nobody can tell.", "open"),
        ("Nobody knows whether it was wise.", "open"),
        ("Was the closing wise?", "open"),
        ("Is it not shameful?", "condemns"),
        ("Whether wise or not, the closing came late.", "praises"),
        ("Nobody asked whether it would rain, and the closing was wise.", "praises"),
        ("Who could call this wise?", "praises"),
    ],
)
def test_a_denied_judgement_is_turned_round_and_one_that_is_only_stressed_is_not(text, judged):
    found = claims(text, parsed_of(text, own().find_actors(text)), own())
    assert [f.value for f in found if f.kind == "judgement"] == [judged]


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Chief Justice Ada Quill said nothing.", []),
        ("And Ada Quill, the chief justice?", []),
        ("Justice Ada Quill spoke to two justices of the court.", []),
        ("Ada Quill, a justice of the court, spoke for the Fair Work Commission.", []),
        ("The town wants justice.", ["justice"]),
        ("Justice was done to the ferry.", ["Justice"]),
        ("The chief wants justice.", ["justice"]),
        ("A Wise Step by the Council", ["Wise"]),
    ],
)
def test_a_word_of_an_office_or_a_name_judges_nobody(text, judged):
    found = claims(text, parsed_of(text, own().find_actors(text)), own())
    assert [f.surface for f in found if f.kind == "judgement"] == judged


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ada Quill was perceived by the islanders as the mastermind of it.", "named so"),
        ("Ada Quill was revered by many as the mother of the town.", "named so"),
        ("Many remember Ada Quill as a hero.", "named so"),
        ("I remember Ada Quill as a hero.", ""),
        ("Perhaps the council reckoned that Ada Quill was an obstacle, and decided to wait.", "said"),
        ("Ada Quill was only a clerk.", ""),
    ],
)
def test_in_whose_eyes_somebody_is_what(text, marked):
    mentions, parsed = own().find_actors(text), parsed_of(text, own().find_actors(text))
    found = [a for a in attributes(text, parsed, mentions, own()) if a.actor == "mayor" and a.relation != "rank"]
    assert [reported(text, parsed, own(), a.start, a.end) for a in found] == [marked]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Quill issued twelve sweeping demands.", [("demanding", "mayor")]),
        ("The council has made a public appeal for calm.", [("demanding", "council")]),
        ("Ada Quill issued calls for revenge.", [("demanding", "mayor")]),
        ("Ada Quill should issue a warning.", []),
        ("Ada Quill made no statement.", []),
        ("Ada Quill issued a ban on boats.", []),
        ("The storm made demands on the crew.", []),
        ("We made an appeal to Ada Quill.", []),
        ("Ada Quill announced that the repair would be quick, striving to justify it.",
         [("neutral", "mayor"), ("doubting", "mayor")]),
    ],
)
def test_who_issues_what_and_who_strives_to_justify_it(text, said):
    found = claims(text, parsed_of(text, own().find_actors(text)), own())
    assert [(f.value, f.who) for f in found if f.kind == "quotation"] == said


@pytest.mark.parametrize("case", cases("attributes.toml"), ids=lambda c: c["text"])
def test_what_is_attached_to_a_name(case):
    mentions = own().find_actors(case["text"])
    found = attributes(case["text"], parsed_of(case["text"], mentions), mentions, own())
    assert sorted([f.relation, f.words] for f in found if f.actor == "mayor") == sorted(case["found"])


def test_an_apposition_of_a_person_is_not_the_council_s_whose_head_he_is():
    text = "The head of the council, a mild man, wrote."
    mentions = own().find_actors(text)
    assert not attributes(text, parsed_of(text, mentions), mentions, own())
    text = "The council, a mild body, wrote."
    mentions = own().find_actors(text)
    found = attributes(text, parsed_of(text, mentions), mentions, own())
    assert [(a.actor, a.words) for a in found] == [("council", "a mild body")]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("The council scolded Quill.", [("council", "mayor")]),
        ("The council scolded Quill's government.", []),
        ("The council scolded the government of Quill.", []),
        ("The government of Quill scolded the council.", []),
        ("Quill scolded the members of the council.", [("mayor", "council")]),
        ("The council burned Quill's convoy.", [("council", "mayor")]),
    ],
)
def test_what_is_done_to_the_government_of_a_person_is_not_done_to_her(text, done):
    found = relations(parsed_of(text, own().find_actors(text)), frozenset({"mayor"}))
    assert [(r.subject, r.object) for r in found] == done


def test_the_gold_of_event_mentions_is_met(scores_of_dev):
    """Floors on a twelfth of the events that rules are made on and weights learned from: what they show is that what
    was learned is still read so. They only go up, and are set anew where sentences join, or other events are scored.
    """
    floors = {"mention_p": 0.965, "mention_r": 0.975, "sense": 0.965, "attribution": 0.9, "agent": 0.92}
    assert all(scores_of_dev[key] >= floor for key, floor in floors.items()), scores_of_dev


@pytest.mark.parametrize(
    ("name", "text", "sense"),
    [
        ("the layoffs at Garrity Steel", "Garrity will lay off 1,150.", "event"),
        ("the layoffs at Garrity Steel", "The company cut its dividend.", "other"),
        ("the layoffs of Garrity Steel", "Garrity will lay off 1,150.", "other"),
        ("the layoffs at Garrity Steel", "Anyone can be laid off.", "other"),
    ],
)
def test_by_the_rules_a_name_that_tells_the_place_alone_leaves_open_who_did_it_to_whom(name, text, sense):
    found = candidates(text, parse(LAYOFFS.format(name), "garrity.toml", general()))
    assert [c.told for c in found] == [sense == "event"]


KILLING = """
[event]
name = "the killing of General Orlo"
targets = ["orlo"]
[event.families]
killing = ["kill*"]
murder = ["murder*"]
[[actor]]
id = "orlo"
name = "General Orlo"
kind = "{}"
[actor.names]
surname = ["Orlo"]
"""


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("The number of people killed is not known.", {"killed"}),
        ("A large number of guards killed may prompt more.", {"killed"}),
        ("The guards killed Orlo.", set()),
        ("They would kill this murder in the papers.", {"kill"}),
        ("They kill that man and this woman.", set()),
        ("At last they killed this killer, General Orlo.", set()),
        ("After they killed this murder began.", set()),
        ("This murder kills hope.", set()),
    ],
)
def test_whose_victims_are_counted_and_what_is_done_to_the_event_is_another_act(text, out):
    found = candidates(text, parse(KILLING.format("person"), "orlo.toml", general()))
    assert {c.place.hit.surface for c in found if c.rule} == out
    assert {c.likely for c in found if c.rule} <= {0.0}
    assert all(c.because(False) == (c.rule,) for c in found if c.rule)


def test_victims_of_an_event_that_has_many_may_be_counted():
    book = parse(KILLING.format("people"), "orlo.toml", general())
    assert [c.rule for c in candidates("The number of people killed is not known.", book)] == [""]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("I have settled on “closure” for it.", ""),
        ("I prefer to say “closure”.", ""),
        ("I want to call it a “closure”.", ""),
        ("I would describe it as a “closure”.", ""),
        ("I would not call it a “closure”.", "quotation"),
        ("I will never accept the word “closure”.", "quotation"),
        ("I object to the word “closure”.", "quotation"),
        ("We hear a great deal about a “closure”.", "quotation"),
        ("So I read of a “closure of convenience” again.", "quotation"),
    ],
)
def test_only_a_word_that_the_author_chooses_is_the_authors_in_quotation_marks(text, how):
    start = text.index("closure")
    assert reported(text, parsed_of(text, []), own(), start, start + len("closure")) == how


def test_this_decision_is_the_event_where_the_event_was_named():
    text = "This decision divides the town."
    alone, named = event_mentions(text, own()), event_mentions(text, own(), before=NAMED)
    assert [m.sense for m in named] == ["event"] and named[0].likely > alone[0].likely
    assert [m.sense for m in event_mentions("She took a decision on the schools.", own())] == ["other"]


@pytest.mark.parametrize("text", ["What to make of a closing of this", "Never a closing on this"])
def test_a_headline_may_end_on_this(text):
    assert len(event_mentions(text, own())) == 1


TEXT = """The mayor closed the bridge

Ada Quill closed the bridge on Monday. The so-called decision came after a night of talks with the council.

The closing of the bridge will hurt the town, and it must be undone. "Nobody asked us," a shopkeeper said.
"""


@pytest.fixture(scope="module")
def rows():
    from datetime import date

    from analysis.corpus import Piece

    cleaned = clean(TEXT, title="The mayor closed the bridge")
    piece = Piece("one", "The mayor closed the bridge", "The Tide", date(2024, 1, 2), "one.txt")
    return measure(segment(piece, cleaned), own())


def test_rows_fit_the_schemas_and_point_to_their_words(rows):
    for name, data in rows.items():
        frame = tables.frame(name, data)
        if "surface" in frame:
            assert all(
                " ".join(TEXT[r.start : r.end].split()).startswith(r.surface.rstrip(" …"))
                or r.surface in TEXT[r.start : r.end]
                for r in frame.itertuples()
            )


def test_no_table_carries_more_than_five_words_in_a_row(rows):
    told = [
        str(r[c])
        for data in rows.values()
        for r in data
        for c in ("words", "what", "agent_words", "who_words")
        if c in r
    ]
    assert told and all(
        len(part.removesuffix(" …").split()) <= 5 for words in told for part in words.split("; ")
    )


WORDS = [
    *"the council closed bridge Quill by , ; “ ” \" 's . and to was ( )".split(),
    *"that who closing it said must so-called why had which as so".split(),
    *"It In is not clear of decision What did been after us Leaving make believe back".split(),
]


@settings(max_examples=200)
@example("In Orme it was clear and that closed the bridge.")
@example("Critics see Ada Quill")
@example("Getting the bridge back is make or break for the council.")
@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
    | st.text(alphabet="aAbtT .,;“”\"'’-()", max_size=40)
)
def test_any_row_of_words_is_read_and_spans_are_its_own(text):
    actors = own().find_actors(text)
    parsed = parsed_of(text, actors)
    assert all(a.end <= b.start for a, b in zip(parsed.words, parsed.words[1:], strict=False))
    for verb in parsed.verbs:
        agent(parsed, verb), patient(parsed, verb)
    for mention in event_mentions(text, own()):
        assert text[mention.start : mention.end] == mention.surface
    for claim in claims(text, parsed, own()):
        assert 0 <= claim.start < claim.end <= len(text)
    attributes(text, parsed, actors, own())


@pytest.mark.parametrize(
    ("text", "agent", "ordered_by"),
    [
        ("The council closed the bridge on the orders of Ada Quill.", "council", "mayor"),
        ("The closing of the bridge by the council, at the behest of Ada Quill, was a mistake.", "council", "mayor"),
        ("The bridge was closed on Quill's orders.", "mayor", ""),
        ("The council closed the bridge in good order.", "council", ""),
    ],
)
def test_on_whose_orders(text, agent, ordered_by):
    assert [(m.agent, m.ordered_by) for m in event_mentions(text, own())] == [(agent, ordered_by)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The council closed the bridge on Monday.", ["closed"]),
        ("For the people on the coast the State Closing Fund paid nothing.", []),
        ("Closing the bridge was wrong.", ["Closing"]),
    ],
)
def test_a_capital_inside_a_sentence_makes_a_word_part_of_a_name(text, found):
    assert [m.surface for m in event_mentions(text, own())] == found


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("The council closed the bridge, Ada Quill told the press in town.", "said"),
        ("The council wants us to believe that the bridge was closed by the wind.", "said"),
        ("Don't tell me that the bridge was closed by the wind.", "said"),
        ("The closing of the bridge, as Quill calls it, was wrong.", "named so"),
        ("The closing of the bridge, as I call it, was wrong.", ""),
        ("You write that the bridge was closed by the wind.", "said"),
        ("I write that the bridge was closed by the wind.", ""),
        ("Residents left, saying the bridge had been closed.", "said"),
        ("The council closed the bridge, a court heard on Monday.", "said"),
        ("The council closed the bridge, inquiry told", "said"),
        ("The council closed the bridge, a spokesman for the engineers said on Monday.", "said"),
        ("The council closed the bridge, the town's engineers have said.", "said"),
        ("The council closed the bridge, and the engineers held the door.", ""),
        ("The council closed the bridge, which the engineers had announced.", ""),
        ("The council closed the bridge, as it announced on Friday.", ""),
        ("The council closed the bridge, a step the engineers had announced in May.", ""),
        ("The council closed the bridge, to the anger of engineers who wrote to the minister.", ""),
        ("The council closed the bridge, and the police were told.", ""),
        ("Nobody has explained why the council closed the bridge.", ""),
        ("Engineers maintain that it is safe, and they closed the bridge.", ""),
        ("The closing of the bridge was wrong.", ""),
        ("It must be said plainly that the council closed the bridge.", ""),
        ("It has to be admitted that the council closed the bridge.", ""),
        ("It is said that the council closed the bridge.", "said"),
        ("It will be said that the council closed the bridge.", "said"),
        ("The mayor must be told that the council closed the bridge.", "said"),
        ("A boy shouted that the bridge was closed.", "said"),
        ("I shouted that the bridge was closed.", ""),
        ("I read in your paper that they closed the bridge.", "said"),
        ("We were asked whether the council closed the bridge.", "said"),
        ("Engineers think that the council closed the bridge.", "said"),
        ("The council reckoned that the closing of the bridge was lawful.", "said"),
        ("Engineers reckoned that it was unsafe, and decided to close the bridge.", ""),
        ("The council was praised by many as the closing of the bridge began.", ""),
        ("It was remembered by many as the closing of the bridge.", "named so"),
        ("I think that the council closed the bridge.", ""),
        ("Ada Quill says it was the council that closed the bridge.", "said"),
        ("The closing of the bridge, it was gathered, took a night.", "said"),
        ("The council closed the bridge, its clerk said yesterday, after a long night.", "said"),
        ("The closing of the bridge was, we are told, routine.", ""),
        ("The bridge was, it must be said, closed.", ""),
        ("Some have gone further and said that the council closed the bridge.", "said"),
        ("The release speaks of a “suspension,” which suggests that the bridge may be closed.", ""),
        ("There is a press release, which suggests that the bridge was closed.", ""),
        ("Some talk of closing the bridge.", ""),
        ("Do you want closure, as the mayor calls it, of the bridge?", "named so"),
        ("The bridge is closed, as I told you.", ""),
        ("The bridge is closed, as nobody told us.", ""),
        ("They closed the bridge, call it what you like.", ""),
        ("Engineers welcome the closing of the bridge with horns, which was bad.", ""),
        ("The company announced the closing of the bridge, as though it had been a shop.", "named so"),
        ("The company announced the closing of the bridge on Monday.", ""),
        ("I announced the closing of the bridge, as though it had been a shop.", ""),
        ("Engineers welcomed the closing of the bridge.", ""),
        ("Engineers put out a note of nine lines, in which they welcomed the closing of the bridge.", "named so"),
        ("There was a summer in which engineers welcomed the closing of the bridge.", ""),
        ("Nobody wrote a statement welcoming the closing of the bridge.", "named so"),
        ("In the market hall they speak of the closing.", "named so"),
        ("In the market hall we speak of the closing.", ""),
        ("In the market hall they ask about the closing.", ""),
        ("Engineers reject the term closure for the bridge.", "named so"),
        ("I have heard the word “closing” of the bridge, in town.", "quotation"),
        ("I use the word closure with care of the bridge.", ""),
        ("She did not use the word closure of the bridge.", ""),
        ("I do not like the word closing for what was done to the bridge.", "named so"),
        ("A closing, the mayor calls it.", "named so"),
        ("A closing, I call it.", ""),
        ("A closing, the mayor calls it a day.", ""),
        ("A closing of the bridge, the mayor calls it.", "named so"),
        ("A closing, nobody calls it.", ""),
        ("A closing, he does not call it.", ""),
        ("A closing, one might call it.", ""),
        ("They ordered a short term closure of the bridge.", ""),
        ("Nobody uses the word closure for what was done to the bridge.", ""),
        ("I chose the word closure for what was done to the bridge.", ""),
        ("The council deserves the word closure for the bridge.", ""),
        ("Use the word closure for the bridge.", ""),
        ("I let it be known that the council closed the bridge.", ""),
        ("Let it be known that the council closed the bridge.", ""),
        ("The mayor never let it be known that the council closed the bridge.", ""),
        ("The mayor made it known that the council closed the bridge.", "said"),
        ("The mayor let it be known that the bridge had been closed.", "said"),
        ("It was put about that the council closed the bridge.", "said"),
        ("The lamp was put about the closed bridge.", ""),
        ("Engineers speak of the 'closing' of the bridge.", "quotation"),
        ("Engineers called the night work closure, adding that nobody had asked.", "named so"),
        ("The mayor calls this closure.", "named so"),
        ("I call this closure.", ""),
        ("Officials call what followed a closure.", "named so"),
        ("Officials called this closure a sham.", ""),
        ("What do they call this closure?", ""),
        ("They call it a closing.", "named so"),
        ("Nobody calls it a closing.", ""),
        ("You may call it a closing.", ""),
        ("Would you call it a closing?", ""),
        ("Do not call it a closing.", ""),
        ("Let nobody call it a closing.", ""),
        ("To call this closure, as the mayor does, is wrong.", "named so"),
        ("To call the closure theft, as the mayor does, is wrong.", ""),
        ("Engineers accused the council of closing the bridge.", "named so"),
        ("Engineers accused the head of the council of closing the bridge.", "named so"),
        ("The council was accused of closing the bridge.", "named so"),
        ("Nobody accused the council of closing the bridge.", ""),
        ("I accused the council of closing the bridge.", ""),
        ("Engineers did not accuse the council of closing the bridge.", ""),
        ("Engineers accused the council of the closing.", ""),
        ("Men accused of closing the bridge were freed.", ""),
        ("The mayor accused of closing the bridge has resigned.", ""),
        ("Engineers accused the mayor, who had spoken of closing the bridge.", ""),
        ("They accused the mayor and spoke of closing the bridge.", ""),
        ("They accused the mayor because of closing the bridge.", ""),
        ("Engineers accused the council of secretly closing the bridge.", "named so"),
        ("Engineers walked out, accusing the council of closing the bridge.", "named so"),
        ('Engineers called the bridge closure "a disgrace".', ""),
        ("Engineers called the bridge closure on Monday a disgrace.", ""),
        ("Engineers called the bridge closure, which began in May, a sham.", ""),
        ("Engineers called the bridge closure and the toll a disgrace.", ""),
        ("Despite what happened, engineers called this closure.", "named so"),
        ("One of the engineers would call it a closing.", "named so"),
        ("The mayor called for the closing, as the council did.", ""),
        ("I call it a closing, as the mayor does.", ""),
        ("The council asked engineers to stay home if the bridge closed.", ""),
        ("They asked the army for ferries if the bridge closed.", ""),
        ("Engineers asked the mayor on Monday if the bridge was closed.", "said"),
        ("Let me just say that the council closed the bridge.", ""),
        ("My niece asked me if it was a closing.", "said"),
        ("I was asked by a girl whether it was a closing.", "said"),
        ("I asked my niece if it was a closing.", ""),
        ("Let me tell you why the council closed the bridge.", ""),
        ("The council closed the bridge, said a clerk of the county, and the town went home.", "said"),
    ],
)
def test_whose_word_it_is(text, reported):
    assert [m.reported for m in event_mentions(text, own())] == [reported]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("It was the duty of the council to close the bridge.", "council"),
        ("The council of Quill has closed the bridge.", "council"),
        ("It is time to close the bridge.", ""),
        ("The council has maintained that the closing was orderly.", ""),
    ],
)
def test_whose_duty_it_was(text, agent):
    assert [m.agent for m in event_mentions(text, own())] == [agent]


@pytest.mark.parametrize(
    ("text", "sense"),
    [
        ("The word is closure.", "event"),
        ("The decision amounted to a closing.", "event"),
        ("The decision was little short of a closing.", "event"),
        ("The council did not close a bridge but a town.", "event"),
        ("The council does not close bridges.", "other"),
    ],
)
def test_by_the_rules_what_it_is_said_to_be_and_what_is_corrected(text, sense):
    assert candidates(text, own(), before=NAMED)[-1].told == (sense == "event")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The bridge is closed.", ["bridge"]),
        ("Every bridge is closed.", []),
        ("They closed Tower Bridge for a week to paint it.", []),
        ("The Bridge is closed.", ["Bridge"]),
    ],
)
def test_a_label_of_another_names_nobody(text, named):
    assert [m.surface for m in own().find_actors(text)] == named


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("By closing the bridge the council has broken its word.", "closing", "council"),
        ("By closing the bridge, the council has broken its word.", "closing", "council"),
        ("Closing the bridge was wrong.", "closing", ""),
        ("The first citizen, Ada Quill, closed the bridge.", "closed", "mayor"),
    ],
)
def test_who_does_it_before_and_behind_a_comma(text, verb, who):
    assert [m.agent for m in event_mentions(text, own()) if m.surface.lower() == verb] == [who]


@pytest.mark.parametrize(("text", "words"), [
    ("The road was closed by Secretary of State Ada Quill.", "Secretary of State Ada Quill"),
    ("The road was closed by the Secretary of State Ada Quill.", "Secretary of State Ada Quill"),
    ("Secretary of State Ada Quill closed the road.", "Secretary of State Ada Quill"),
    ("The road was closed by Mayor Ada Quill.", "Mayor Ada Quill"),
])  # fmt: skip
def test_a_title_with_of_belongs_to_the_name_of_who_did_it(text, words):
    book = parse(
        '[event]\nname = "the closing of the road"\nagents = ["quill"]\ntargets = ["road"]\n'
        '[event.families]\nclosing = ["close*"]\n'
        '[[actor]]\nid = "quill"\nname = "Ada Quill"\nkind = "person"\n[actor.names]\nname = ["Ada Quill"]\n'
        '[[actor]]\nid = "road"\nname = "The road"\nkind = "thing"\n[actor.names]\nlabel = ["road"]\n', "t", general())
    assert [(m.agent, m.agent_words) for m in event_mentions(text, book)] == [("quill", words)]
