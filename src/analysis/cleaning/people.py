# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""Bylines, bios and captions: lines about who wrote, who is pictured, who took the picture."""

from functools import lru_cache

from .cues import CREDIT
from .wordings import Pattern, Wordings, any_of, by_letter

_CAP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŐŘŚŞŠŤŪŮŰŹŻŽ]"
_NAME = (r"(?:(?:Dr|Prof|Professor|Sir|Lord|Lady|Dame|Sister|Rev|Gen|Col|Maj|Lt|Amb|Sen|Rep)\.? )?" + _CAP + r"[\w’'.-]*(?: " + _CAP + r"\.?)*"
         r"(?: (?:de|van|von|al|bin|el|der|da|la|del|of the|ní|Ní|Ó|ó))*(?: (?:al-)?" + _CAP + r"[\w’'-]+){1,3}(?:,? (?:Ph\.?D\.?|M\.?D\.?|Jr\.?|Sr\.?|MP|QC|KC))?")
_POSTS = (r"fellow, professor, lecturer, director, editor, columnist, reporter, correspondent, journalist, author, writer, "
          r"analyst, researcher, scholar, chief executive, CEO, president, founder, co-?founder, member, "
          r"chair(?:man|woman|person)?, expert, advis[eo]r, historian, economist, lawyer, attorney, solicitor, barrister, "
          r"contributor, novelist, candidate, minister, officer, ambassador, critic, blogger, teacher, student, pastor, rabbi, "
          r"priest, imam, physician, doctor, nurse, scientist, engineer, consultant, specialist, activist, organi[sz]er, "
          r"commentator, secretary, captain, veteran, head, leader, host, broadcaster, photographer, poet, councillor, senator, "
          r"congress(?:man|woman), representative, veterinarian, psychologist, sociologist, philosopher, dean, principal, "
          r"strategist, farmer, manager, partner, graduate, resident, volunteer, coordinator, geographer, biologist, ecologist, "
          r"planner, architect, fisherman, pilot, trustee, commissioner, pharmacist, paralegal, potter, musician, artist, "
          r"film-?maker, chef, entrepreneur, therapist, midwife, librarian, accountant, diplomat, judge, magistrate, academic, "
          r"statistician, mathematician, physicist, chemist, translator, publisher, producer, presenter, curator, designer, "
          r"campaigner, gardener, carpenter")
_POST = rf"(?i:{by_letter(_POSTS.split(', '))})s?"
_DOES = (r"(?:teaches|taught|writes|reviews|covers|covered|reports|directs|edits|lives|holds|leads|heads|works|runs|serves|studies|"
         r"has (?:written|covered|worked|reported|taught|served|been|lived))")
_WRITER = r"(?:[Tt]he |[Oo]ur |[Tt]his )?(?:[Gg]uest )?(?:[Ww]riter|[Aa]uthor|[Cc]olumnist|[Rr]eviewer|[Cc]orrespondent)s?"
_BIO = Pattern(
    rf"^[\W_]*(?:[Aa]bout the (?:[Aa]uthor|[Ww]riter)s?\W*)?(?:(?P<name>{_NAME})(?:,? (?:who |and {_NAME},? ))?,? "
    rf"(?:(?:is|was|are|were|has been)\b(?: (?:an?|the|one|currently|also|now|formerly|retired))*[^.]{{0,110}}?\b{_POST}\b|{_DOES}\b|[^.]{{0,60}}\b{_POST}\b,? (?:is|was|{_DOES})\b)"
    rf"|(?:{_CAP}[\w’'-]+|{_NAME}),? (?:an?|the) [^.]{{0,70}}\b{_POST}\b[^.]{{0,40}}, {_DOES}\b|{_CAP}[\w’'-]+ (?:covers|writes (?:about|for|from|on)|reports (?:on|from))\b|{_NAME} \w+s\b[^.]{{0,60}}? and (?:writes|blogs|teaches)\b"
    rf"|Author\s?: {_CAP}|{_WRITER} (?:is|are|was|were|of|{_DOES})\b|[Aa]bout the (?:[Aa]uthor|[Ww]riter)s?\b)")
_BIO_WORDS = (" is", " was", "reviews", "blogs", "uthor", "riter", " are", " were", "has ", "teaches", "taught", "writes", "cover", "reports", "directs", "edits",
              "lives", "holds", "leads", "heads", "works", "runs", "serves", "studies", "olumnist", "eviewer", "orrespondent")
_BIO_MORE = Pattern(
    r"^\W*(?:(?:Follow|Email|E-mail|Contact|Reach|Write to|Tweet|Find) (?:him|her|them|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)\b.{0,80}(?:@|\bat\b|\bon\b|here)|"
    r"(?:He|She|They) (?:(?:is|are|was|were) (?:(?:also |currently )?(?:an?|the) |on (?:Twitter|X|Facebook)|based|working)|tweets?|can be (?:reached|found|followed|contacted)|blogs?|lives?\b|teach|writes?|holds?)|"
    r"(?:His|Her|Their) (?:(?:latest|most recent|new|first|forthcoming|next) )?(?:books?|novel|work|email|writing|column)\b)")
_PERSONAL = Pattern(r"@\w|^\W*Author\s?:|\b(?:Twitter|Follow (?:him|her|them)|can be (?:reached|found|followed))\b|\bis the author of\b")
_BYLINE = Pattern(
    rf"^\W*(?:(?:[Bb]y|BY|(?:[Ww]ritten|[Ww]ords|[Ss]tory|[Oo]pinion|[Aa]nalysis|[Gg]uest [Ee]ssay|[Rr]eported|[Tt]ext|[Pp]osted|[Rr]eporting|[Cc]omment) [Bb]y|[Aa]uthors?:)\s*:?\s*(?:the )?(?:(?:[\w’'&-]+ ){{0,4}}(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Cc]olumnist|[Ww]riter|[Pp]roducer|[Jj]ournalist)s?,? )?)"
    rf"(?:{_NAME}|[A-Z][\w’'-]+|[A-Z][A-Z.’' -]{{4,40}})(?:(?:,|,? and|,? &) (?:{_NAME}|[A-Z][\w’'-]+))*(?:\s?[,|·•–—/-]\s?.{{2,70}}|\s?[Ff]or .{{3,40}}|\s?\d.{{3,30}})?\W*$")
_PICTURES = ("photo", "image", "picture", "illustration")
_LABELS = ("graphic", "video", "art", "credit", "file")
_CREDITS = ("(", "/", "via ", "for ")  # without one of these, or a picture, there is no credit
_LABELLED = Wordings(  # of lines in lower case
    (((*_PICTURES, *_LABELS),),
     r"^\W*(?:(?:top |lead |main |cover |header |file )?(?:photo|image|picture|illustration|photograph|graphic|video|art)s?(?: credits?| source| by| courtesy|:)?\s?[:|]|credits?\b\s?:|"
     r"(?:photo(?:graph)?s?|pictures?|images?|illustrations?|photography) (?:by|courtesy)\b|file photo|file\s?[:—–-]\s|in this\b.{0,40}\b(?:photo|image|picture)\b)"),
    ((("(",), _PICTURES), r"\((?:file )?(?:photo|image|picture|illustration)(?:s|graph)?\b.{0,80}\)\W*$"),
    ((("file ",), _PICTURES), r"\bfile (?:photo|picture|image)\b.{0,60}$"),
    (((*_PICTURES, "credit"),), r"[.,)”’|] ?(?:photo(?:graph)?s?|image|picture|illustration|credit)s?(?: credit)?\s?(?::?\s(?:by |courtesy )|:\s?).{3,70}$"))
# "(Department of State via Flickr)", "|The pier (Ann Roe for Tidewater via Openframe)", "(NWP Photo/Ann Roe)", "Rain.ANN ROE/Northlight via Coastpress Images"
_CREDITED = Wordings(
    ((("(",), (": ",)), r"\((?:Supplied|Courtesy|Image|Pool|Handout|File|Pictures?|[A-Z][\w .&-]{1,25}): [^()]{3,50}\)\W*$"),
    ((("(",), ("hoto", "icture")), r"\([^()]{0,40}\b[Pp](?:hoto|icture)(?:graph)?s?\b[^()]{0,60}\)\W*$"),
    ((("photo", "picture", "image"), ("taff ", "ile ", "andout ", "ourtesy ")), r"\b(?:[Ss]taff|[Ff]ile|[Hh]andout|[Cc]ourtesy) (?:photo|picture|image)(?:graph)?\b.{0,40}$"),
    ((("(",), ("via", "/")), r"\([^()]{3,80}?(?:\bvia\b|/)\s?[^()]{2,50}\)\W*$"),
    ((("(",), ("Photo", "Image", "Picture", "File", "Handout")), r"\((?:[A-Z]\w+ ){0,3}(?:Photos?|Images?|Pictures?|File|Handout)(?:[/,:] ?[^()]{2,50})?\)\W*$"),
    ((("/",),), r"(?:^|[.!?”’)|] ?)(?:[A-Z][\w’'-]+\.?,? ?){1,5}/ ?[A-Z][\w. ’'-]{1,30}(?: (?:via|through|for) [A-Z][\w. ’'-]{2,40})?$"),
    ((("via ", "for "), ("Images", "Photo", "Press", "Pictures")), r"(?:^|[.!?”’)|] ?)(?:[A-Z][\w’'-]+\.? ?){1,5}(?:via|for) (?:[A-Z][\w’'-]* ?){0,3}(?:Images|Photos?|Press|Pictures)$"))
_PICTURED = Pattern(r"\b(?:is|are) (?:seen|pictured|shown)\b|, (?:left|right|cent(?:er|re)|pictured|second from (?:left|right)),|\((?:left|right|above|below|pictured)\)",
                    needs=(" seen", " pictured", " shown", ", left", ", right", ", cent", ", pictured", ", second", "(left", "(right", "(above", "(below", "(pictured"))


_LONE = Pattern(rf"^{_NAME}(?:(?:,| and| &) {_NAME})*(?:(?:,| \\|) (?:[Ss]pecial to|[A-Z][\w’'-]*(?: [A-Z]?[\w’'-]+){{0,3}} (?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Cc]olumnist)).{{0,50}})?$")
_CREDITED_TO = Pattern(rf"^(?:Interview|Interviewed by|Text|Words|Report|Story|Essay)\s?(?::|by\b)?\s?{_NAME}$")


@lru_cache(maxsize=20_000)
def lone_name(text: str) -> bool:
    """Whether a line is nothing but a person's name, or a name and what they are to the paper.

    >>> lone_name("Áine Gilsenan"), lone_name("Top Stories Today")
    (True, True)
    """
    return len(text) < 90 and _LONE.match(text) is not None


def credited(text: str) -> bool:
    """Whether a line says what somebody did for the piece, and no more.

    >>> credited("Interview: Ann Roe"), credited("Interview with the ferryman")
    (True, False)
    """
    return len(text) < 90 and _CREDITED_TO.match(text) is not None


@lru_cache(maxsize=20_000)
def byline(text: str) -> bool:
    """Whether a line names the author and little else.

    >>> byline("By Ann Roe"), byline("By harbour correspondent Ann Roe"), byline("By Monday the ferry had stopped.")
    (True, True, False)
    """
    return len(text) < 160 and not text.endswith((".", "?", "!")) and _BYLINE.match(text) is not None


def bio(text: str) -> tuple[bool, str, bool]:
    """(it says who somebody is, their last name or "", it says so as only a bio does).

    >>> bio("Ann Kells is a fellow at the Harbour Institute.")
    (True, 'Kells', False)
    """
    if len(text) > 900 or not any_of(text, _BIO_WORDS):
        return False, "", False
    match = _BIO.match(text)
    if match is None:
        return False, "", False
    name = (match["name"] or "").replace(",", " ").split()
    return True, next((part for part in reversed(name) if len(part) > 3), ""), not match["name"] or bool(_PERSONAL.search(text))


def more_bio(text: str) -> bool:
    """Whether a line goes on about the author of whom the line above it speaks."""
    return len(text) < 500 and _BIO_MORE.match(text) is not None


@lru_cache(maxsize=20_000)
def caption(text: str) -> bool:
    """Whether a line is a picture's caption: it ends in a credit, or is labelled as one.

    >>> caption("The pier in rain. (Ann Roe via Coastpress)"), caption("He was shown the door.")
    (True, False)
    """
    if len(text) > 700:
        return False
    lower = text.lower()
    pictures = any_of(lower, _PICTURES)
    if (pictures or any_of(lower, _LABELS)) and _LABELLED.found(lower):
        return True
    if (pictures or any_of(text, _CREDITS)) and (_CREDITED.found(text) or _credit_closes(text)):
        return True
    return len(text) < 260 and (text[0] == "|" or text[-1] not in ".!?”\"’") and _PICTURED.search(text) is not None


def _credit_closes(text: str) -> bool:
    """Whether a text ends in an agency's credit that stands apart from what is before it."""
    for match in CREDIT.matches(text):
        before, after = text[:match.start()].rstrip(), text[match.end():].strip(" .|)")
        if not after and (match.group()[0] == "(" or before[-1:] in ("", ".", "!", "?", ")", "’", "”", "|", "—", "-")):
            return True
    return False
