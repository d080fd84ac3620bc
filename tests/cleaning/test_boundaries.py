"""What stands behind a line that says what follows goes, and what only looks so stays; on every host the same."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.cleaning import clean

HOSTS = [*json.loads((Path(__file__).parent / "cases" / "hosts.json").read_text("utf-8")).values()]
STORY = ["Swan keeps joggers off the towpath",
         "Residents of Lockside were told to stay away after a swan attacked four joggers.",
         "“It went for my shins,” said Paula Dentworth, 44, who was treated for bruises."]
COMMENT = ["I have gone there for forty years, and I think that the writer is quite right about all of it.",
           "Sour grapes. You had ten years to do something about it and you did nothing, do not worry."]
NOTES = ["This article was amended on 13 June 2024. An earlier version said that it was built in 1904; it was 1906.",
         "The article has been corrected to say that the vote was taken on a Monday, and not on a Tuesday.",
         "An earlier version of this story gave the wrong year for the fire. It was 1906. We apologise for the error.",
         "CORRECTION: An earlier version of this article gave the wrong year for the sale. It was 1906. We apologise."]

FORM = ["Sign up to our free Quayside Letter", "Get the best of Quayside Comment straight to your inbox every morning",
        "Enter your email address", "You can unsubscribe at any time. Read our Privacy Notice."]
FOOT = ["What do you think? Let us know in the comments below", "Most Read", "Lottery win for man who lost his dog",
        "Comments (58)", "GateFour", "Quite right too.", "More On", "Harbours",
        "© 2025 Quayside Media. All rights reserved."]
MENU = ["Skip to content", "The Daily Quayside", "Log in | Register | Shop", "News Football Money Travel", "Comment"]
LOTTERY = ["Lottery winner Alf Grimsditch, 61, has told how he spent his whole prize on a home for retired racing "
           "greyhounds near Skegness.",
           "The former bus driver bought the ticket on his way to the vet. His wife Jean did not speak to him for a "
           "week, she told Bingo Monthly."]
PUMP = ["Hands off our village pump, say the people who never carried a bucket", "By Ned Garrity", "18:10, 4 Mar 2024",
        "ON Monday they turned the handle of the pump in Little Marling for the last time, and half the county came to "
        "weep over it in front of the cameras.",
        "I have no tears left. I carried water from that pump until I was eleven, and I can tell you that it was cold, "
        "it was brown, and in August it was not there at all.",
        "Sir Julian Peverell, who bought the Old Rectory two summers ago, calls it the beating heart of the place. “We "
        "are losing our soul,” he told the parish council, before he drove home to his two bathrooms.",
        "The soul of Little Marling is doing very well. It has a bus again, it has a shop that sells milk, and since "
        "April it has a main that brings clean water to every tap in the parish.",
        "So it was Dorothy Ames who gave us the main, whatever the plaque says. Put her name on the pump."]
LAST = ("And now for the bill. The council should not pay a penny to have the thing listed. Sir Julian can buy it if "
        "he likes it so much, and he ought to be made to drink from it. Somebody else can polish the brass.")


def roles(text, part, **known):
    """The roles of the blocks of a text that hold any of ``part``."""
    blocks = clean(text, **known).blocks
    return {block.role for block in blocks if any(line in block.text for line in part)}


def whole(host, paragraphs, sep="\n\n"):
    return sep.join([host["title"], *paragraphs])


@pytest.fixture(params=HOSTS, ids=lambda host: host["title"])
def host(request):
    return request.param


@pytest.mark.parametrize("label", ["RELATED STORY", "Read more", "More on this story", "Recommended"])
@pytest.mark.parametrize("place", [2, -1])
def test_a_story_set_apart_with_its_label_goes(host, label, place):
    paragraphs = [*host["paragraphs"]]
    paragraphs.insert(place, "\n".join([label, *STORY]))
    text = whole(host, paragraphs)
    assert roles(text, STORY) == {"residue"}
    assert roles(text, host["paragraphs"]) == roles(whole(host, host["paragraphs"]), host["paragraphs"])


@pytest.mark.parametrize("paragraphs", [2, 3])
def test_the_piece_goes_on_behind_a_form_within_it(host, paragraphs):
    own = host["paragraphs"]
    text = whole(host, [*own[:-paragraphs], *FORM, *own[-paragraphs:], *FOOT], "\n")
    assert roles("\n".join([*MENU, text]), own[-paragraphs:]) == {"body"}


def test_one_paragraph_behind_a_form_is_the_piece_where_it_names_whom_the_piece_names():
    assert roles("\n".join([*MENU, *PUMP, *FORM, LAST, *FOOT]), [LAST]) == {"body"}
    stranger = LAST.replace("Sir Julian", "Dame Ottoline")
    assert roles("\n".join([*MENU, *PUMP, *FORM, stranger, *FOOT]), [stranger]) == {"residue"}


def test_another_story_behind_a_form_goes(host):
    text = "\n".join([*MENU, whole(host, [*host["paragraphs"], *FORM, *LOTTERY, *FOOT], "\n")])
    assert roles(text, LOTTERY) == {"residue"}


def test_a_form_of_several_lines_behind_the_piece_goes(host):
    text = "\n".join([*MENU, whole(host, [*host["paragraphs"], *FORM, *FOOT], "\n")])
    assert roles(text, FORM) == {"residue"}
    assert roles(text, ["Quite right too."]) == {"residue"}


@pytest.mark.parametrize("label", ["READ MORE", "Read more about Lockside", "Video from The Lockside Record"])
def test_a_story_below_a_label_goes_where_no_blank_lines_part_paragraphs(host, label):
    own = host["paragraphs"]
    story = ["Swan pecks joggers on Lockside towpath",
             "A swan bit a jogger in the shin on Tuesday, the fourth since Easter. The swan could not be reached."]
    text = whole(host, [*own[:3], label, *story, *own[3:]], "\n")
    assert roles(text, story[1:]) == {"residue"}
    assert roles(text, own[3:]) == roles(whole(host, own, "\n"), own[3:])


@pytest.mark.parametrize("label", ["READ MORE", "Read more", "Read more about Lockside"])
def test_a_crosshead_below_a_label_takes_nothing_of_the_piece(host, label):
    own = host["paragraphs"]
    text = whole(host, [*own[:3], label, "How it came to this", *own[3:]], "\n")
    assert roles(text, own[3:]) == roles(whole(host, own, "\n"), own[3:])


@pytest.mark.parametrize("appeal", [
    "Support local reporting. Subscribe to The Quay Post for just £3 a month.",
    "Subscribe to The Quay Post for only ₹149 per month.", "Subscribe now from £1 a week."])
def test_an_offer_of_a_subscription_goes(host, appeal):
    own = host["paragraphs"]
    assert roles(whole(host, [*own[:-1], appeal, own[-1]], "\n"), [appeal]) == {"residue"}


@pytest.mark.parametrize("line", [
    "“Subscribe for just £3 a month,” said the box, and I did, and I have not found out since then how to stop.",
    "Two neighbours subscribe to the paper for £9 a month, and they pass it over the fence when they have read it."])
def test_a_sentence_about_a_subscription_stays(host, line):
    own = host["paragraphs"]
    assert roles(whole(host, [*own[:2], line, *own[2:]], "\n"), [line]) == {"body"}


@pytest.mark.parametrize("byline", ["By Harbour affairs correspondent Maud Ellery", "By chief reporter Maud Ellery",
                                    "By the environment editor, Maud Ellery"])
def test_a_byline_may_say_first_what_the_author_is(host, byline):
    assert roles("\n".join([host["title"], byline, *host["paragraphs"]]), [byline]) == {"byline"}


@pytest.mark.parametrize("head", ["The vote that nobody wanted", "Read more books", "More work on this"])
def test_paragraphs_below_a_heading_of_the_piece_stay(host, head):
    own = host["paragraphs"]
    text = whole(host, [*own[:2], "\n".join([head, *own[2:4]]), *own[4:]])
    assert roles(text, own[2:4]) == {"body"}


def test_where_no_blank_lines_part_paragraphs_a_label_takes_none_of_the_piece(host):
    own = host["paragraphs"]
    text = whole(host, [*own[:2], "Read more", "The vote that nobody wanted", *own[2:]], "\n")
    assert "body" in roles(text, own[3:])
    assert roles(text, own[4:]) == {"body"}


@pytest.mark.parametrize("heading", ["Comments (3)", "2 Comments", "COMMENTS", "Join the conversation"])
def test_comments_in_full_sentences_go(host, heading):
    behind = [heading, "Mike Ashworth", COMMENT[0], "Stanwick Sue", COMMENT[1], "Log in to comment"]
    for sep in ("\n", "\n\n"):
        text = whole(host, [*host["paragraphs"], *behind], sep)
        assert roles(text, COMMENT) == {"residue"}
        assert roles(text, host["paragraphs"][1:]) == {"body"}


def test_a_count_of_comments_above_the_prose_takes_nothing(host):
    own = host["paragraphs"]
    for at in (0, 2, len(own) - 1):
        text = whole(host, [*own[:at], "Comments (3)", *own[at:]], "\n")
        assert roles(text, own[1:]) == roles(whole(host, own, "\n"), own[1:])


def test_readers_who_are_named_within_the_piece_stay(host):
    own = host["paragraphs"]
    text = whole(host, [*own[:2], "Comments (3)", "Mike Ashworth", *own[2:]], "\n")
    assert roles(text, own[3:]) == {"body"}


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_a_correction_goes(host, note):
    assert roles(whole(host, [*host["paragraphs"], note]), [note]) == {"residue"}


@pytest.mark.parametrize("line", [
    "This article of faith was amended on the floor of the house by a woman who had never spoken before.",
    "This article was amended by the assembly in 1951, and again in 1976, and nobody I met could say why.",
    "An earlier version of this law was thrown out by the court, which found that it asked too much of the poor."])
def test_what_was_amended_in_the_piece_stays(host, line):
    own = host["paragraphs"]
    assert roles(whole(host, [*own[:2], line, *own[2:]]), [line]) == {"body"}


def pulled(host):
    """Five words of a long paragraph, in the middle of it."""
    words = max(host["paragraphs"][1:-1], key=len).split()
    return next(" ".join(words[n:n + 5]) for n in range(10, len(words))
                if not re.search(r"[“”\"‘’'.,;:—–-]", " ".join(words[n:n + 5])))


def test_a_pull_quote_goes_and_its_paragraph_stays(host):
    own, quote = host["paragraphs"], f"“{pulled(host)}”"
    blocks = clean(whole(host, [*own[:2], quote, *own[2:]])).blocks
    assert [(b.role, b.kind) for b in blocks if b.text == quote] == [("residue", "other")]
    assert sum(b.role == "body" and pulled(host) in b.text for b in blocks) == 1


def long_sentence(host):
    """Sixteen words in a row of a paragraph."""
    words = max(host["paragraphs"][1:-1], key=len).split()
    return words[4:20]


@pytest.mark.parametrize("marks", ["“”", "''"])
def test_a_pull_quote_may_leave_words_out(host, marks):
    own, words = host["paragraphs"], long_sentence(host)
    quote = f"{marks[0]}{' '.join([*words[:6], *words[8:]])}{marks[1]}"
    found = clean(whole(host, [*own[:2], quote, *own[2:]])).blocks
    assert [b.role for b in found if b.text == quote] == ["residue"]


def test_a_quotation_in_other_words_than_the_paragraph_stays(host):
    own, words = host["paragraphs"], long_sentence(host)
    quote = f"“{' '.join([*words[8:], *words[:8]])}”"
    found = clean(whole(host, [*own[:2], quote, *own[2:]])).blocks
    assert not any(b.reason.startswith("a pull quote") for b in found)


@pytest.mark.parametrize("quote", [
    "“We shall see who is laughing in May”", "“I told them so and they laughed,” he said.", "And so it went on"])
def test_a_quotation_that_is_said_once_stays(host, quote):
    own = host["paragraphs"]
    plain, found = clean(whole(host, own)), clean(whole(host, [*own[:2], quote, *own[2:]]))
    assert not any(b.reason.startswith("a pull quote") for b in (*plain.blocks, *found.blocks))


def test_a_bare_address_goes_and_one_in_a_sentence_stays(host):
    own = host["paragraphs"]
    text = whole(host, [*own[:2], "www.rheinland-review.example", *own[2:]])
    assert roles(text, ["www.rheinland"]) == {"residue"}
    line = "They had put it all on www.rheinland-review.example, where anyone who cares to can read it for nothing."
    assert roles(whole(host, [*own[:2], line, *own[2:]]), [line]) == {"body"}


def test_a_title_may_be_set_in_several_lines(host):
    words = host["title"].split()
    for parts in (2, 3):
        cuts = [len(words) * n // parts for n in range(parts + 1)]
        lines = [" ".join(words[a:b]) for a, b in pairwise(cuts)]
        text = "\n".join([*lines, "", "\n\n".join(host["paragraphs"])])
        found = clean(text, title=host["title"]).blocks
        assert [b.role for b in found[:parts]] == ["title"] * parts
        assert all(b.role != "title" for b in found[parts:])


def test_lines_that_are_no_whole_title_are_none(host):
    first = " ".join(host["title"].split()[:2])
    text = "\n".join([first, "by the river at night", "", "\n\n".join(host["paragraphs"])])
    assert not any("as known" in b.reason for b in clean(text, title=host["title"]).blocks)


def test_the_last_words_of_another_story_go_with_it(host):
    behind = ["RECOMMENDED", "Guardians drop third straight as bullpen falters again",
              "The Guardians lost 7-4 on Thursday night. Manager Steve Holtby said that the club would make a move.",
              "“We have to be better,” Holtby said."]
    text = whole(host, [*host["paragraphs"], *behind], "\n")
    assert roles(text, behind[3:]) == roles(text, behind[2:3])
    assert roles(text, host["paragraphs"][1:]) == {"body"}


HEAD = ["Pier Notes", "Subscribe", "Sign in", "Share this post"]
NUMBERS = ["Ann Roe", "Jun 11, 2025", "212", "47", "Share"]


@pytest.mark.parametrize("greeting", ["Friends,", "Dear readers,", "Good morning, friends."])
def test_a_greeting_of_the_readers_above_the_prose_stays(host, greeting):
    text = "\n".join([*HEAD, host["title"], *NUMBERS, greeting, *host["paragraphs"]])
    assert [block.role for block in clean(text).blocks if block.text == greeting] == ["body"]


@pytest.mark.parametrize("line", ["Friends", "Readers' letters", "All,", "Followers, friends and family"])
def test_a_menu_above_the_prose_is_no_greeting(host, line):
    text = "\n".join([*HEAD, line, host["title"], *NUMBERS, *host["paragraphs"]])
    assert [block.role for block in clean(text).blocks if block.text == line] != ["body"]
