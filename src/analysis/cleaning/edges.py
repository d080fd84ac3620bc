# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""What is run into the beginning or the end of a paragraph by its wording: words to the reader, other stories, captions, bios.

A cut is proposed where what stands at an edge opens as no sentence of a piece does. Where the wording leaves no doubt
the part's role is given with it; else the labeller and the rules decide of the part as of any block, and parts that
are found to be of one role are joined again.
"""

from collections.abc import Sequence
from typing import NamedTuple

from . import people
from .wordings import Pattern

_MOST = 700  # characters at the end of a line among which a tail is sought
_REST = 40   # characters: what is left behind a head is a sentence at least …
_SHORT = 10  # … and before a tail a few words
_MARK = r"[.!?…][”\"’)\]]*"
_AFTER = r"[.!?…”\"’)\]]\s*"  # what ends before a tail: a set of characters, since a pattern that begins so is found soonest
_LABEL = (r"(?:(?:ALSO READ|READ ALSO|READ MORE|RELATED|READ|Also [Rr]ead|Read [Aa]lso|Read [Mm]ore|Read [Nn]ext|Related(?: [a-z]+)?|See [Aa]lso|Watch|WATCH|Listen|LISTEN|"
          r"You (?:might|may|could)(?: also)? (?:like|enjoy)|Up [Nn]ext|Recommended|Don[’']t [Mm]iss|In [Cc]ase [Yy]ou [Mm]issed [Ii]t|Sponsored|SPONSORED|Promoted)\s?[:|>»–—-]\s?(?=\S))")
_OFFER = r"\b(?i:our|us|newsletters?|inbox|subscri\w+|members?(?:hip)?|app|alerts?|WhatsApp|SMS|e-?mail|channel|account|trial|news)\b"
# A sentence that opens so, and holds an offer, speaks to the reader of the page.
_ASK = (rf"(?:(?:Sign up|Subscribe|Register|Join|Download|Get|Click here|Become|Upgrade|Log ?in|Stay (?:informed|connected|updated|in touch)|Support|Donate)\b(?=[^.!?]{{0,160}}{_OFFER})|"
        rf"(?:Want|Enjoy(?:ing|ed)?|Like|Love|Liked?) (?:more|the|this|our|what|to)\b[^.?!]{{3,90}}\?(?=.{{0,160}}{_OFFER})|"
        r"Follow (?:us|me|[A-Z][\w’' ]{2,30}?) (?:on|at|@)\b|"
        r"(?:Have you got|Do you have|Got) (?:an? |any )?(?:stor|tip|question|view|thought|memor)\w*|(?:Tell us|Let us know|Have your say|Share your (?:thoughts|views|story))\b)")
_COMMON = r"(?:The|It|Its|He|She|They|We|You|I|My|Our|His|Her|Their|This|That|These|Those|There|Here|An?|As|At|If|In|On|Of|For|From|So|And|But|Or|What|When|Where|Who|Why|How|After|Before|While|Since|Until|Without|With|Nobody|Nothing|Once|Now|Then|No|Not|By|To|One|Two|Some|Most|Many|All|Every|Last|Just|Even)\b"
_INBOX = ("elcome e", "junk folder", "spam folder", "your inbox")
_PICTURES = ("Photo", "PHOTO", "Picture", "PICTURE", "Image", "IMAGE", "Illustration")
_HEADS: tuple[tuple[Pattern, str], ...] = (  # what a line begins with, and the role that it shows
    (Pattern(r"(?:OPINION|COMMENT|ANALYSIS|EDITORIAL|COLUMN)(?:\s?[:|]|(?= [A-Z][a-z’]+ [a-z]))\s*(?=[A-Z“‘\"])"), "residue"),
    (Pattern(rf"{_LABEL}(?:[^.!?]{{5,140}}[.!?]\s+(?:(?:Call|Visit|Book|Click|Buy)\b[^.!?]{{0,60}}[.!]\s+)?|[^.!?]{{5,120}}?[a-z0-9]\s(?={_COMMON} [a-z]))"), "residue"),
    (Pattern(r"You(?:[’']ve| have) (?:read|used|reached|exhausted|hit|enjoyed)\b[^.!?]{0,60}\b(?:free|limit|stories|articles|half)\b[^.!?]{0,60}[.!]\s+"
                r"(?:[^.!?]{0,90}\b(?:[Ll]og ?in|[Ss]ubscri\w+|[Uu]pgrade|[Mm]embers?|[Rr]egister|keep reading)\b[^.!?]{0,90}[.!]\s+)?(?:(?:Upgrade|Subscribe|Log ?in|Register)\s+(?=[A-Z“‘\"]))?"), "residue"),
    (Pattern(rf"(?:(?:Premium|Subscriber|Member)s?[- ](?:only )?(?:story|article|content|exclusive)\b[^.!?]{{0,60}}|{_ASK}[^.!?]{{0,160}})[.!?]\s+"), ""),
    (Pattern(r"[^.!?]{5,140}[.!?]\s(?:[^.!?]{0,100}\b(?:welcome e?-?mail|(?:junk|spam) folder|your inbox)\b[^.!?]{0,100}[.!?]\s+)+", needs=_INBOX), "residue"),
    (Pattern(r".{10,260}?[.!?”’] ?\([^().!?\d]{4,60}\)\s*(?=[A-Z“‘\"])", needs=("(",)), "caption"),
    (Pattern(rf".{{10,260}}?\b(?:Photo(?:graph)?s?|Picture|Image|Illustration|PHOTO|PICTURE|IMAGE)(?: by|:| BY)\s?[A-Z][\w’'-]+(?: (?!{_COMMON})[A-Z][\w’'-]+){{0,4}}?\.?\s+(?={_COMMON})", needs=_PICTURES), "caption"),
)
_TAILS: tuple[tuple[Pattern, str], ...] = (
    (Pattern(rf"{_AFTER}(?={_LABEL}\S.{{4,200}}$)"), "residue"),
    (Pattern(rf"{_AFTER}(?={_ASK}.{{0,240}}$)"), ""),
    (Pattern(rf"[.!?”\"’]\s+(?=[^.!?]{{15,160}}{_MARK}\s+(?:[A-Z][\w’'-]+\.? ){{1,4}}/ ?[A-Z][\w .’'-]{{2,40}}$)", needs=(" /",)), "caption"),
)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.?)*(?: (?:de|van|von|al|bin|el|der|da|la|del))*(?: [A-Z][\w’'-]+){1,3}"
_BIO = Pattern(rf"{_AFTER}(?=(?:{_NAME}) (?:is (?:an? |the )|was |(?:\w+s\b[^.]{{0,60}}? and )?(?:writes|blogs|teaches|lives)\b)[^.!?]{{5,200}}(?:\.[^.!?]{{0,160}})?{_MARK}$)")
_DATE = Pattern(r"(?:(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted)\b|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
                   r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\d+ min(?:ute)?s? read).*\d")
_DATE_BEGINS = Pattern(r"[ADFJ-PSTUWpu\d]")
DATED = 170     # characters: a longer line is no byline with its date
WORDS: tuple[Sequence[str], ...] = (  # of edges, of bios, of dates: where none of these stands in a line there is none
    ("OPINION", "COMMENT", "ANALYSIS", "EDITORIAL", "COLUMN", "ALSO READ", "READ", "RELATED", "Also read", "Also Read", "Read also", "Read more", "Read More", "Read next",
     "Related", "See also", "Watch", "WATCH", "Listen", "LISTEN", "You m", "You could", "Up next", "Recommended", "Don’t miss", "Don't miss", "In case you", "Sponsored", "Promoted",
     "Sign up", "Subscribe", "Register", "Join ", "Download", "Get ", "Click here", "Become", "Upgrade", "Log in", "Login", "Stay in", "Stay con", "Stay up", "Support", "Donate",
     "Want ", "Enjoy", "Like ", "Love ", "Liked ", "Follow ", "Have you", "Do you have", "Got ", "Tell us", "Let us know", "Have your say", "Share your",
     "You have ", "You’ve ", "You've ", "Premium", "Subscriber", "Member", "welcome email", "junk folder", "spam folder", "your inbox", ". (", "? (", "! (",
     *_PICTURES, " / "),
    (" is a ", " is an ", " is the ", " writes", " blogs", " teaches", " lives"),
    (" 19", " 20", " min"),
)


class Cut(NamedTuple):
    """``at``: the character of the line at which it is cut; ``role``: of the part before (a head) or behind it (a tail), "" for not known."""

    at: int
    role: str


def head(line: str) -> Cut | None:
    """What a line begins with that is no prose of the piece.

    >>> head("Sponsored: Hail happens. I have nothing against the verdicts of last year's judges.")
    Cut(at=25, role='residue')
    >>> head("Listening to the river, he said, is a way of reading. It takes years.") is None
    True
    """
    for pattern, role in _HEADS:
        match = pattern.match(line)
        if match and len(line) - match.end() >= _REST and line.rstrip()[-1] in ".!?”\"’)…":
            return Cut(match.end(), role)
    return None


def tail(line: str) -> Cut | None:
    """What a line ends with that is no prose of the piece.

    >>> tail("I sat in the seat, and did not ask. You might like: Five women on their first salary")
    Cut(at=36, role='residue')
    """
    for pattern, role in _TAILS:
        match = pattern.search(line, _first(line))
        if match:
            return Cut(match.end(), role)
    return None


def bio(line: str) -> Cut | None:
    """A sentence at the end of a line that says who somebody is: of the author, or of someone in the piece.

    >>> bio("It is a start. Ann Roe is a retired judge in Port Lyle.")
    Cut(at=15, role='')
    """
    match = _BIO.search(line, _first(line))
    return Cut(match.end(), "") if match and people.bio(line[match.end():])[0] else None


def _first(line: str) -> int:
    """The last character that may stand before a tail."""
    return max(_SHORT, len(line) - _MOST) - 1


def dated(line: str) -> int:
    """Where in a line the date begins that was run into a byline; 0 where there is none.

    >>> dated("By Ann Roe Sat 10 Feb 2024 08:00 AM"), dated("By Monday 12 February 2024 it was over.")
    (11, 0)
    """
    if len(line) > DATED or line[-1] in ".!?":
        return 0
    at = next((first.start() for first in _DATE_BEGINS.finditer(line, 4) if _DATE.match(line, first.start())), 0)
    by = line[:at].rstrip().strip(" |,•·-")
    return at if at and (people.byline(by) or people.lone_name(by)) else 0
