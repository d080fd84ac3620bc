# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""Short lines that announce what stands below them: readers' comments, references, other stories, who the author is.

What follows such a line reads like prose, and only the heading far above it gives it away. Where a piece
has ended (:mod:`.endings`) is seen by how far above a block the last of each kind stands.
"""

import re
from functools import cache
from typing import NamedTuple

LONGEST = 32  # words of a heading, at most
_CHARACTERS = 240


class Heading(NamedTuple):
    """``name`` of the kind; how a line that is one ``begins``, in lower case; what it ``announces``, as a reason says
    it; and a pattern ``within`` which something else stands before the telling word.
    """

    name: str
    begins: str
    announces: str
    within: str = ""


_COMMENTS = "comments?|responses?|replies|reactions|thoughts"
_ENOUGH = r"(?=.{0,120}$)"
HEADINGS = (
    Heading("comments counted", "", "readers' comments", rf"(?:(?:all|view|read|see|show|showing|permalink|load)\W+)*\(?\d[\d,]*(?:\.\d)?k?\)?\s+(?:(?:reader|user|visitor|more|new|total|public) )?(?:comments?|responses?|replies|reactions|thoughts (?:on|about))\b{_ENOUGH}"),
    Heading("comments", rf"(?:(?:reader|user|readers['’]|visitor|top(?: rated)?|latest|recent|view|show|post) )?(?:(?:{_COMMENTS})|reader interactions|(?:join the |the )?(?:conversation|discussion)(?: about this .{{2,12}})?)\W*(?:\(?\d[\d,]*\)?)?\W*$", "readers' comments"),
    Heading("comment form", rf"(?:(?:leave|post|add|write|submit)(?: an?| your)? (?:reply|comment|response)|your e-?mail address will not|log ?in to (?:comment|reply)|comments are closed|you must be logged in)\b{_ENOUGH}", "the form for comments"),
    Heading("references", r"(?:references?|sources?|works cited|bibliography|citations?|footnotes?|notes|endnotes|reference list|sources cited|article sources|external links|literature)\b(?: (?:and|&) \w+)?\W*$", "notes or references", r"\d+ (?:references|sources?)\W*$"),
    Heading("questions", r"(?:faq['’]?s?\b.{0,40}|people also ask|common questions.{0,30})$", "questions often asked", r"(?:.{0,40}\bfrequently asked questions\b.{0,40}|.{3,40}\bfaqs?\W*)$"),
    Heading("author", r"(?:about (?:the |our )?(?:authors?|writers?|contributors?)|authors?|(?:written|posted|edited|(?:medically |fact.)?(?:reviewed|checked)) by|meet the (?:author|writer)|editorial team|contributors?|more about the author|latest posts by)\b.{0,60}$", "who the author is"),
    Heading("other stories", r"(?:you (?:may|might|['’]ll) (?:also )?(?:like|enjoy|love|be interested in|want to read)|related(?: \w+)?|more(?: (?:from|on|in|like|about|stories|news|articles|posts|to explore|reading)\b.{0,40})?|(?:continue|keep) reading|read (?:more|next|also)|also (?:read|on|in)\b.{0,30}|recommended(?: (?:for you|reading|articles|stories|posts|videos))?|(?:the )?(?:latest|recent|popular|trending|featured|top)(?: (?:from .{2,30}|news|posts?|stories|articles?|videos?|now|topics|headlines))?|don['’]t miss\b.{0,30}|most (?:popular|read|viewed|shared|recent)|up next|see also|further reading|editors?['’]?s? (?:picks|recommendations|choice)|what to read next|in case you missed it|similar.{0,20}(?:posts|articles|stories)|(?:sponsored|promoted)(?: \w+)?|around the web|next up|latest videos)\W*$", "other stories"),
    Heading("share", r"(?:share (?:this|or comment)\b.{0,200}|share(?: on \w+)?|tweet|facebook|twitter|pin it|email this|print)\W*$", "links to share the piece"),
    Heading("filed", r"(?:tags?|tagged|filed (?:under|to|in)|posted (?:in|on)|categor(?:y|ies)|topics?|labels|keywords)(?:\W.{0,160})?$", "where the piece is filed"),
    Heading("previous or next", r"(?:(?:previous|next|older|newer|prev)(?: (?:articles?|posts?|story|stories|page|entry|entries)\b.{0,100}|\W*)|next up\W*)$", "the next and the previous piece"),
    Heading("sign-up", rf"(?:subscribe|sign up|newsletters?|join (?:us|our|now|free|today|the (?:club|list|community|newsletter|mailing))|get (?:our|updates|the (?:latest|newsletter|best|news))|stay (?:up to|in touch|in the|on top|on the|connected|informed|ahead)|follow (?:us|me|along)|connect with|never miss|enjoyed? this)\b{_ENOUGH}", "an offer to sign up"),
    Heading("offer", r"(?:contact(?: us| me)?|schedule (?:an?|your|online)\b.{0,60}|get started\b.{0,40}|get (?:a|your) free\b.{0,60}|book (?:an?|your|now|online)\b.{0,60}|request (?:an?|your|more|info\w*)\b.{0,60}|call (?:us|now|today)\b.{0,80}|ready to\b.{0,60}|need (?:more )?help\b.{0,40}|let us help\b.{0,60}|talk to (?:an?|our|us)\b.{0,60}|shop (?:now|the|all|our)\b.{0,40}|buy now|add to cart|learn more|apply (?:now|today|online)|why choose (?:us|our)\b.{0,40}|how can we help|our (?:services|products|locations)|testimonials?|(?:customer )?reviews?)\W*$", "an offer of the site"),
    Heading("disclaimer", r"(?:disclaimers?\b.{0,120}|disclosures?\b.{0,120}|important (?:information|disclosures?)\b.{0,60}|legal(?: notice| information)?|terms (?:of|and|&)\b.{0,60})\W*$", "a disclaimer"),
    Heading("rights", rf"(?:copyright|cookies?|privacy)\b{_ENOUGH}", "rights and cookies", rf"(?:.{{0,60}}\ball rights reserved|.{{0,40}}\bcookies?\b|.{{0,20}}\bprivacy\b){_ENOUGH}"),
    Heading("helpful", r"(?:was this .{2,20} helpful|rate this\b|did you (?:like|enjoy|find)|what do you think|have your say|tell us|let us know|share your)\b.{0,100}$", "a question to the reader"),
    Heading("end", r"(?:conclusions?|final (?:thoughts|words)|the bottom line|bottom line|summary|(?:key )?takeaways?|wrapping up|in summary|to sum up)\b.{0,60}$", "the end of the piece"),
    Heading("about", r"(?:about\b(?! \d).{1,40}|who we are\W*)$", "something of the site"),
)
BEGINNINGS = frozenset(  # first words of headings …
    "comment comments response responses reply replies reactions thoughts reader user readers visitor top latest recent view "
    "show post posts join the conversation discussion leave add write submit a an your you log login reference references "
    "source sources works bibliography citation citations footnote footnotes notes endnotes article external literature faq "
    "faqs people common about author authors written meet medically reviewed editorial contributor contributors related more "
    "continue keep read also recommended popular trending featured don most up see further editor editors what in "
    "similar sponsored promoted around next share tweet facebook twitter pin email print tag tags tagged filed posted category "
    "categories topic topics labels keywords previous older newer prev subscribe sign newsletter newsletters get stay follow "
    "connect never enjoy enjoyed contact schedule free book request call ready need let talk shop buy learn apply why how our "
    "testimonial testimonials review reviews disclaimer disclaimers disclosure disclosures important legal terms copyright "
    "cookie cookies privacy was rate did have tell conclusion conclusions final bottom summary key takeaway takeaways wrapping "
    "to who works".split())
WITHIN = frozenset(  # … and words of those that begin with others
    "comment comments response responses replies reactions thoughts frequently faq faqs reserved cookie cookies privacy "
    "references source sources".split())


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern]:
    begins = [f"({heading.begins})" if heading.begins else "((?!))" for heading in HEADINGS]
    within = [f"({heading.within})" if heading.within else "((?!))" for heading in HEADINGS]
    return re.compile(rf"\W*(?:{'|'.join(begins)})"), re.compile(rf"\W*(?:{'|'.join(within)})")


def kind(text: str, begins: bool, within: bool) -> int:
    """The number of the kind of a line among HEADINGS, from 1; 0 for no heading. ``begins``: its first word is one of
    BEGINNINGS; ``within``: a word is one of WITHIN.

    >>> [HEADINGS[kind(text, True, True) - 1].name for text in ("34 Comments on this", "References", "About the author")]
    ['comments counted', 'references', 'author']
    >>> kind("Comments on the budget were few.", True, True)
    0
    """
    if len(text) > _CHARACTERS:
        return 0
    text = text.lower()
    first, second = _patterns()
    found = (within and second.match(text)) or (begins and first.match(text))
    return found.lastindex if found else 0
