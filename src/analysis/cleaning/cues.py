# ruff: noqa: E501 (a pattern reads better in one line than in three)
"""Wordings that tell what a line is, as data: each with its role, kind, and the reason shown to a reader.

A cue is looked at only where one of its trigger words (lower case, whole words) stands in the line, so that
a page costs a few set look-ups and not a hundred searches. ``most`` is the longest line, in words, that the
cue may speak for: a paragraph that merely mentions donating or a newsletter is longer, or lacks the wording.
"""

from typing import NamedTuple

from .wordings import Needs, Wordings, small


class Cue(NamedTuple):
    """``least`` is the model's probability of residue from which the cue decides; above 1 it only names the kind.
    Its ``pattern`` is looked for in the line in lower case; one that takes long comes as alternatives, each looked for
    only where what it needs stands in the line.
    """

    role: str
    kind: str
    triggers: frozenset[str]
    pattern: str | Wordings
    most: int
    least: float
    reason: str


_YEARS = " ".join(map(str, range(1995, 2041)))


def _any(*alternatives: tuple[Needs, str]) -> Wordings:
    """Alternatives with what they need, in lower case."""
    return Wordings(*((needs, small(pattern)) for needs, pattern in alternatives))


def _cue(role: str, kind: str, triggers: str, pattern: str | Wordings, most: int, least: float,
         reason: str) -> Cue:
    looked_for = small(pattern) if isinstance(pattern, str) else pattern
    return Cue(role, kind, frozenset(triggers.split()), looked_for, most, least, reason)


AGENCY = (
    r"(?:Getty(?: Images)?|AFP|Reuters|REUTERS|Associated Press|AP(?: Photo| Images| File)?|EPA(?:-EFE)?|Shutterstock"
    r"(?:\.com)?|iStock(?:photo)?|Alamy(?: Stock Photo)?|Sipa(?: USA)?|Zuma(?: Press)?|UPI|PA(?: Wire| Images| Media)?"
    r"|Bloomberg|Flickr|Wikimedia(?: Commons)?|Unsplash|Pixabay|Pexels|Xinhua|Anadolu(?: Agency)?|NurPhoto|Redux"
    r"|Magnum(?: Photos)?|Rex(?: Features)?|Press Association|Canadian Press|AAP(?: Image)?|TASS|Creative Commons"
    r"|Handout|Courtesy|Polaris|Corbis|Adobe Stock|Depositphotos|CC[- ]BY(?:[- ]\w\w)*)"
)
AGENCIES = ("Getty", "AFP", "Reuters", "REUTERS", "Associated Press", "AP", "EPA", "Shutterstock", "iStock", "Alamy", "Sipa", "Zuma", "UPI", "PA",
            "Bloomberg", "Flickr", "Wikimedia", "Unsplash", "Pixabay", "Pexels", "Xinhua", "Anadolu", "NurPhoto", "Redux", "Magnum", "Rex",
            "Press Association", "Canadian Press", "TASS", "Creative Commons", "Handout", "Courtesy", "Polaris", "Corbis", "Adobe Stock",
            "Depositphotos", "CC-BY", "CC BY")  # how those of AGENCY begin
_NAME = r"(?:(?:[A-Z][\w'’-]++|[A-Z]\.),? ?){1,5}"
# A credit as it ends a caption: "Jane Roe/Reuters", "(AP Photo/J. Roe)", "Photo by Jane Roe", "Jane Roe via Getty Images".
_PHOTO = ("Photo", "Image", "Picture", "Illustration")
CREDIT = Wordings(
    ((("(",), AGENCIES), rf"\((?:Photo(?:graph)?s?|Image|Picture|Credit|Source)?\s?(?:by|:|courtesy of)?\s?[^()]{{0,70}}?\b{AGENCY}[^()]{{0,40}}\)"),
    ((_PHOTO, ("by", ":")), rf"(?:Photo(?:graph)?s?|Image|Picture|Illustration)(?: [Cc]redit)?\s?(?:by|:)\s?{_NAME}(?:/ ?{AGENCY})?(?: via {AGENCY})?"),
    ((("/",), AGENCIES), rf"{_NAME}\s?/\s?(?:[A-Z][\w ]{{1,25}}/ ?)?{AGENCY}(?: (?:via|through) {AGENCY})?"),
    ((("via ", "for "), AGENCIES), rf"{_NAME} ?(?:via|for) {AGENCY}"),
)

CUT_OFF = "cut off with a link to read on"

CUES: tuple[Cue, ...] = (
    # navigation
    _cue("residue", "navigation", "skip jump", r"\b(?:skip|jump) to (?:the )?(?:main |primary |page |article )?"
         r"(?:content|navigation|search|footer|menu|article|text|body|header|links?)", 14, 0.0, "a skip link of the page"),
    _cue("residue", "navigation", "back return top scroll", r"^\W*(?:back|return|scroll) to (?:the )?(?:top|home(?:page)?|"
         r"main|article|results|list|previous|all)\b", 8, 0.05, "a link back to another part of the site"),
    _cue("residue", "navigation", "menu search toggle close open navigation home login log sign account",
         r"^\W*(?:(?:toggle|open|close|show|hide|main|site|mobile|primary|secondary)?\s?(?:menu|search|navigation|nav|"
         r"sidebar|account)|home|log ?in|log ?out|sign ?(?:in|out)|my account|search for:?|search (?:the )?site)\W*$", 5, 0.05,
         "a menu entry of the site"),
    _cue("residue", "navigation", "previous next prev older newer", r"^\W*(?:previous|prev|next|older|newer)(?: (?:article|"
         r"post|story|page|posts|entry))?\W*$|^(?:previous|next) (?:article|post|story)\b", 14, 0.05, "a link to the next or previous page"),
    _cue("residue", "navigation", "advanced listen print save view show load see expand click here continue read",
         r"^\W*(?:view|show|load|see|expand|read) (?:all|more|less|full|comments|transcript)\b.{0,30}$|^click here\b", 9, 0.3,
         "a control of the page"),
    _cue("residue", "navigation", "bookmark bookmarks bookmarked saved save", r"^\W*(?:(?:add to |remove )?bookmark(?:s|ed)?(?: (?:this|the|article|story|page|it))*|(?:article|story|post|page) saved|save (?:for|it for|article for|story for) later)\W*$|"
         r"\byou can (?:find|read|see) (?:this|your saved) (?:articles?|stor(?:y|ies)|posts?) (?:later )?(?:in|under|from) (?:my|your) (?:bookmarks|saved|reading list|account)\b", 28, 0.05, "a control of the page, to save a story"),
    # teasers
    _cue("residue", "teaser", "keep continue reading", r"^\W*(?:keep|continue) reading\s*(?:(?:show|see|view|read) (?:less|more)|(?:fold|close|hide)(?: away)?)?\W*$|^\W*read more\s?(?:show|see|read) less\W*$", 6, 0.0, CUT_OFF),
    _cue("residue", "teaser", "continue read full more", r"^\W*(?:continue reading|read (?:the )?(?:full|whole|more|original)"
         r"(?: (?:story|article|post|here))?|read on|full story|more)\W*$", 6, 0.05, "a link to read another story"),
    _cue("residue", "teaser", "related also recommended read more trending popular latest most editor editors you stories picks"
         r" top don't miss recent featured elsewhere around up next",
         r"^\W*(?:related(?: (?:articles?|stor(?:y|ies)|posts?|content|topics|links|coverage|reading|news|video|videos))?|"
         r"(?:also|further) (?:read|reading|see|on|in)\b.{0,60}|read (?:also|next|more)\b(?: (?:about|from|on|at|in|stories))?.{0,90}|"
         r"recommended(?: (?:for you|stories|reading|articles|videos))?|"
         r"(?:trending|most (?:read|popular|viewed|shared|recent)|popular|latest|top|featured|more|other|recent|today’s|today's)"
         r" (?:now|stories|news|posts?|articles|videos|headlines|in|from|on|like this|coverage|opinion|reading)\b.{0,50}|"
         r"most (?:read|popular|viewed)|trending|(?:latest|featured|recent)|editor(?:’s|'s|s’|s')? (?:picks?|choice)|"
         r"you (?:may|might|could) (?:also )?(?:like|be interested|enjoy|have missed).{0,30}|don[’']t miss\b.{0,40}|up next|what to read next|"
         r"what (?:others|people) are reading.{0,20}|from (?:the|our) (?:archives?|web|magazine)|elsewhere on the web|"
         r"more (?:to|for you to) (?:read|explore|love).{0,20}|in case you missed it.{0,60})\W*$", 16, 0.15,
         "points to other stories"),
    _cue("residue", "teaser", "related also see read watch listen more", r"^\W*(?:related|see also|read more|read also|also read|"
         r"read next|watch|listen|more|go deeper|dig deeper|recommended|up next|don[’']t miss)\s?[:>|»—–-]\s?\S", 32, 0.15,
         "points to another story"),
    # section labels
    _cue("residue", "section label", "analysis opinion opinions commentary comment op-ed op ed editorial perspective "
         "perspectives column columnists news world politics business culture views essay features feature ideas debate "
         "viewpoint letters qiosk europe africa asia americas international national local sport sports life arts "
         "technology science health environment reporting video voices guest contributors",
         r"^\W*(?:(?:guest |the |our )?(?:analysis|opinions?|commentary|comment(?= ?[|>/·•])|op[- ]?ed|editorials?|perspectives?|columns?|columnists?|"
         r"(?:world |local |us |u\.s\. )?news|world|politics|business|culture|views?|viewpoint|essays?|features?|ideas|"
         r"debate|letters(?: to the editor)?|qiosk|europe|africa|asia|americas|international|national|sports?|life|arts|"
         r"technology|science|health|environment|reporting|voices|contributors?|exclusive|explainer|interview))"
         r"(?:\s?[|>/·•»:–—]\s?[\w&.,’' -]{2,40}){0,3}\W*$", 7, 0.05, "names a section of the site"),
    # social
    _cue("residue", "social", "follow like join find connect share tweet facebook twitter instagram email linkedin whatsapp "
         "whatsapp reddit pinterest tiktok youtube telegram threads bluesky mastodon flipboard copy print pocket x",
         r"^\W*(?:please )?(?:(?:follow|like|find|join|connect with|tweet|message|contact|reach) (?:us|me|our)\b.{0,90}|(?:share|tweet|email|e-mail|print|"
         r"copy|save|send|post|pin)(?: (?:on|to|via|this|it|by|link|url|article|story|page|full article|with|the))*\b(?:.{0,40}(?:facebook|twitter|"
         r"linkedin|whatsapp|email|e-mail|reddit|article|story|post|page|friends?|link|clipboard|x))?|(?:(?:facebook|twitter|x|"
         r"instagram|e-?mail|linkedin|whatsapp|reddit|pinterest|tiktok|youtube|telegram|threads|bluesky|mastodon|flipboard|"
         r"print|copy(?: link)?|pocket|messenger|share|tweet|more|rss|and|on|via)[\s,|·•/]*)+)\W*$", 18, 0.05,
         "asks to follow or share"),
    _cue("residue", "social", "follow", r"^\W*follow\b.{0,80}\b(?:on|via) (?:facebook|twitter|x|instagram|linkedin|tiktok|youtube|telegram|"
         r"threads|bluesky|mastodon|social|flipboard|google news|whatsapp)\b.{0,60}$", 22, 0.05, "asks to follow an account"),
    _cue("residue", "social", "follow", r"^\W*follow @?(?!up\b|on\b|suit\b|the\b|through\b|that\b)[\w.]+(?: [\w.]+)?\W*$", 3, 0.6, "asks to follow an account"),
    # sign-up
    _cue("residue", "sign-up", "newsletter newsletters", r"^\W*(?:(?:our|the|e-?mail|free|daily|weekly|morning|get|join|sign up(?: (?:for|to))?|subscribe(?: to)?)"
         r"\s)*newsletters?(?: (?:sign ?-?up|signup|subscription|form|archive))?\W*$", 8, 0.05, "the label of a newsletter form"),
    _cue("residue", "sign-up", "subscribe sign signup register", r"^\W*(?:please )?(?:subscribe|sign[- ]?up|register|opt in)"
         r"(?: (?:now|here|today|free|for free))*(?: (?:to|for|and|with|below|by|on|in|via)\b|\W*$)(?=.*\b(?:our|your|the|free|newsletters?|inbox|"
         r"e-?mails?|alerts?|updates?|briefing|digest|podcasts?|now|daily|weekly|round-?up|channel|feed|account|access|list)\b|.{0,20}[£$€₹₦]\s?\d|\W*$)",
         60, 0.05, "asks to sign up or subscribe"),
    _cue("residue", "sign-up", "subscribe", _any(
        ((("subscribe ",), ("£", "$", "€", "₹", "₦")), r"(?:^|[.!?] )subscribe (?:now |today )?(?:(?:to|with) [^.!?]{3,40} )?(?:for|from) (?:just |only |as little as )?[£$€₹₦]\s?\d[\d.,]*(?: an?| per|/| for)\b")), 40, 0.05,
         "asks to sign up or subscribe"),
    _cue("residue", "sign-up", "inbox newsletter email e mail updates delivered alerts", _any(
        ((("to your ",), ("inbox", "mail", "phone")), r"\b(?:delivered|straight|sent|right|directly) (?:direct(?:ly)? |straight |right )?(?:in)?to your (?:e-?mail )?(?:inbox|e-?mail|phone)"),
        ((("in your inbox",),), r"in your inbox"),
        ((("enter your e",),), r"enter your e-?mail"),
        ((("mail address",),), r"your e-?mail address"),
        ((("sign up ",),), r"sign up (?:for|to) (?:our|the|receive|get)\b"),
        ((("subscribe to ",),), r"subscribe to (?:our|the)\b.{0,40}(?:newsletter|podcast|channel|briefing)"),
        ((("get ",), ("newsletter", "inbox", "mail")), r"get (?:our|the (?:latest|best|day|morning)|more)\b.{0,60}(?:newsletter|inbox|by e-?mail)")), 60, 2.0,
         "asks for an e-mail address or offers a newsletter"),
    # appeals
    _cue("residue", "appeal", "message letter note word appeal request", r"^\W*an? (?:(?:special|personal|brief|short|quick|important|urgent) )?(?:message|letter|note|word|appeal|request) from (?:our|the|us)\b"
         r".{0,40}\b(?:ceo|publisher|editors?|editor-in-chief|team|founder|director|president|newsroom)", 24, 0.05,
         "a message in the publisher's own voice"),
    _cue("residue", "appeal", "support donate donation donations member membership subscriber subscribers contribution "
         "contributions contribute readers reader nonprofit fund funded journalism paywall friend friends",
         _any(
        ((("support ",),), r"\bsupport (?:our|us\b|independent|the \w+[’']s|this|nonprofit|quality|public|local|fearless|free|[A-Z]\w+[’']s)"),
        ((("donate ", "give ", "contribute "),), r"\b(?:donate|give|contribute) (?:now|today|here|to (?:us|our|the))"),
        ((("make a ",),), r"make a (?:\w+[- ])?(?:donation|gift|contribution)"),
        ((("become a", "becoming a"),), r"becom(?:e|ing) an? (?:\w+ ){0,3}(?:member|supporter|subscriber|patron|donor|friend of (?:the|our|[A-Z]))\b"),
        ((("readers like you",),), r"\breaders like you\b"),
        ((("your ",), ("donation", "gift", "contribution", "support", "generosity")), r"\byour (?:\w+ )?(?:donation|gift|contribution|support|generosity)\b"),
        ((("our ",), ("journalis", "report", "work", "newsroom", "mission")), r"\bour (?:journalism|reporting|work|newsroom|mission|reporters|journalists)\b"),
        ((("we ",), ("need", "rely", "depend", "count", "do")), r"\bwe (?:need|rely on|depend on|count on|can[’']t do|could(?:n[’']t| not) do)\b"),
        ((("paywall",),), r"\b(?:removed|no|without a|behind a|put up a|out(?:side)? (?:of )?the) (?:its )?paywall\b"),
        ((("enjoy", "lik", "appreciat", "valu", "lov"), (" this", " reading", " what you", " our")), r"(?:enjoy|lik|appreciat|valu|lov)\w* (?:this|reading|what you|our) ?(?:article|story|piece|read|post|work)?")),
         90, 2.0, "names the publisher and asks for support"),
    _cue("residue", "appeal", "donate membership", r"^\W*(?:donate|support us|become a (?:member|supporter|subscriber|patron)|give (?:now|today)|"
         r"make a (?:donation|gift|contribution)|membership|chip in)(?: (?:now|today|here|monthly|to \w+|online))*\W*$", 7, 0.05, "asks for a donation or membership"),
    _cue("residue", "appeal", "publisher ceo editor editors founder", r"^\W*[—–-]\s?(?:[A-Z][\w.’'-]+ ){1,4}?[A-Z][\w.’'-]+,? (?:the )?.{0,30}"
         r"\b(?:publisher|CEO|editor(?:-in-chief)?|founder|executive director)\b", 16, 2.0, "signed by the publisher"),
    _cue("residue", "appeal", "member-supported reader-supported supported readers funded free paywall", r"\b(?:reader|member|listener|viewer)s?[- ](?:supported|funded)\b|supported by (?:our )?readers|"
         r"this (?:story|article|content|site) is free (?:because|thanks)|paid for by (?:our )?(?:readers|subscribers|members)", 50, 2.0,
         "speaks of how the publisher is paid"),
    # advertisement
    _cue("residue", "advertisement", "advertisement advertisements advert ads ad sponsored promoted advertising story continues article scroll",
         r"^\W*(?:advertise?ments?|adverts?|ads?|sponsored(?: (?:content|post|by\b.{0,40}))?|promoted(?: content)?|paid (?:content|post|partner content)|advertising|"
         r"(?:(?:story|article|content) continues (?:below|after)(?: (?:this )?ad(?:vertise?ment)?)?)|scroll to continue(?: reading)?|advertise with us|remove ads|report (?:this )?ad)\W*$",
         8, 0.05, "the label of an advertisement"),
    _cue("residue", "advertisement", "commission affiliate", r"\b(?:earn|receive)s? (?:an? )?(?:\w+ )?commission|affiliate (?:links?|commission|program)", 60, 2.0,
         "says the publisher earns from links"),
    # comments
    _cue("residue", "comments", "comment comments reply discussion conversation replies", r"^\W*(?:(?:\d+|no|view|show|read|post|leave|add|write|join|see|hide|all|open|the|be the first to|log in to|sign in to|your|a|in|start)\s)*"
         r"(?:comments?|repl(?:y|ies)|conversation|discussion)(?: (?:on this|so far|are closed|policy|below|section|cancel|here|rules|guidelines|\(\d+\)|to\b.{0,30}|now|\d+))*[\s(\d)]*(?:[.|:·–—-]\s?\d+ (?:comments?|repl(?:y|ies))(?: so far)?)?\W*$", 12, 0.1,
         "belongs to the comments"),
    _cue("residue", "comments", "vote poll survey", r"(?:^\W*|[.?!…]\W+)(?:vote|take part|have your say|tell us) (?:now )?in (?:our|the|this) (?:[\w-]+ ){0,2}(?:poll|survey|vote)\b.{0,30}$|^\W*(?:take|answer|fill in) our (?:[\w-]+ ){0,3}(?:poll|survey|quiz)\b", 40, 0.005,
         "asks readers to vote in a poll"),
    _cue("residue", "comments", "send email submit letters", r"\b(?:send|e-?mail|submit) (?:us )?(?:(?:in )?your|them to)\b.{0,90}@\w|^\W*letters (?:to the editor )?(?:should|must|may) be\b", 60, 0.6, "asks readers to write in"),
    _cue("residue", "comments", "comment comments email required published moderated", _any(
        ((("will not be published",),), r"your e-?mail (?:address )?will not be published"),
        ((("required fields are marked",),), r"required fields are marked"),
        ((("comment",), ("closed", "moderated", "reviewed", "subject")), r"comments? (?:are|is|will be) (?:closed|moderated|reviewed|subject)"),
        ((("save my name",),), r"save my name.{0,80}next time")), 60, 0.05, "belongs to the comment form"),
    # legal
    _cue("residue", "legal", "copyright rights reserved " + _YEARS, _any(
        ((("©", "(c)", "copyright"),), r"(?:^\W*(?:©|\(c\)|copyright)|[©]|copyright)\s?(?:©\s?)?(?:\d{4}|by\b).{0,80}|^\W*©"),
        ((("all rights reserved",),), r"all rights reserved")), 45, 0.05, "a copyright line"),
    _cue("residue", "legal", "cookies cookie privacy terms consent gdpr", _any(
        ((("cookie", "terms of ", "privacy policy", "terms and conditions", "consent"),), r"\b(?:this (?:site|website)|we|our partners|by (?:continuing|clicking|using|submitting|signing))\b.{0,120}\b(?:cookies?|terms of (?:use|service)|"
         r"privacy policy|terms and conditions|consent)\b"),
        ((("privacy ", "terms ", "cookie", "do not sell", "manage ", "accept "),), r"^\W*(?:privacy (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions|& conditions)|cookie (?:policy|settings|preferences|notice)|"
         r"do not sell.{0,40}|manage (?:cookies|consent|preferences)|accept (?:all )?cookies)\b.{0,40}$")), 70, 0.05, "about cookies, terms or privacy"),
    _cue("residue", "legal", "republish republished reproduced reproduce reprinted copied redistribute permission license licence copyright content platform published views expressed opinions consent", _any(
        ((("copyright",),), r"^\W*copyright\b"),
        ((("part of", "portion of"), ("no ", "any ")), r"\b(?:no|any) (?:part|portion) of (?:this|the)\b.{0,80}\b(?:article|content|material|publication|site|story)"),
        ((("republish", "reproduce", "reprint", "redistribut", "copied", "lifted"),), r"\b(?:republish(?:ed)?|reproduced?|reprint(?:ed)?|redistributed?|copied|lifted)\b.{0,80}\b(?:permission|licen[cs]e|consent|creative commons|article|story|free)\b"),
        ((("this ",), ("appeared", "published", "posted", "syndicated")), r"\bthis (?:article|story|piece|essay|post|op-?ed|column) (?:was|is|has been|originally|first) (?:(?:originally|first|also) )?(?:appeared|published|republished|posted|co-published|syndicated)\b"),
        ((("originally ",),), r"\boriginally (?:published|appeared) (?:on|in|at|by)\b"),
        ((("views ", "opinions "),), r"\b(?:views|opinions)(?: and opinions)? (?:expressed|here|in this).{0,80}\b(?:author|own|not necessarily|do not)")), 70, 2.0,
         "a note on rights or on whose view this is"),
    # metadata
    _cue("residue", "metadata", "read min minute minutes mins words", r"^\W*(?:(?:estimated )?(?:read(?:ing)? time|time to read)\W*)?(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten)[- ]?(?:min(?:ute)?s?|words)(?:[- ](?:read|reading|listen|watch))?(?: (?:time|ago))?\W*$|^\W*read(?:ing)? time\b.{0,20}$", 7, 0.05,
         "the reading time"),
    _cue("residue", "metadata", "published updated posted modified last first date created january february march april may june july august september october "
         "november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun ago today yesterday hours am pm",
         r"^\W*(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?[,|·•–—-]\s*)?(?:(?:first |originally |last )?(?:published|updated|posted|modified|created|date|on|at|by)\b[\s:]*(?:on |at )?)*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
         r"(?:(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?(?:\s+\d{4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?,?(?:\s+\d{4})?|"
         r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{4})|\d+ (?:hours?|minutes?|mins?|days?|weeks?|months?|years?) ago|today|yesterday)"
         r"[\s,|·•@–—-]*(?:at\s)?(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}|[ECMP]\.?[SD]\.?T\.?)?[\s,|·•–—-]*(?:(?:updated|modified|published|last)\b.{0,50})?\W*$", 20, 0.05,
         "a date of publication"),
    _cue("residue", "metadata", "published updated posted modified", r"^\W*(?:first |originally |last )?(?:published|updated|posted|modified)\b.{0,25}\d{4}.{0,40}$", 14, 0.05, "a date of publication"),
    _cue("residue", "metadata", "tags topics filed categories category keywords tagged topic", r"^\W*(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|tagged(?: (?:with|as|in))?|posted in|more on)(?:\s?[:|–—-]|\s+in\b|\W*$).{0,200}$", 30, 0.05,
         "keywords of the page"),
    # media
    _cue("residue", "media", "play pause video audio listen watch loading volume fullscreen gallery slideshow slide photos image images 1 enlarge", r"^\W*(?:(?:play|pause|mute|unmute|watch|listen|loading|volume|(?:exit )?full ?screen|hide caption|toggle caption|enlarge(?: this)?(?: image)?|show caption|view (?:gallery|slideshow|photos?|image|in)|open image|photo gallery|image gallery|gallery|slideshow|video player|video|audio|transcript|embed|download)"
         r"(?: (?:this|to|now|live|video|audio|article|story|the|icon|button|image|player|here|episode|on|full|screen|in|gallery|modal))*|\d+ ?(?:/|of) ?\d+(?: (?:photos?|images?|slides?))?|listen to this (?:article|story).{0,30}|your browser does not support.{0,60}|this video (?:is|can|could)\b.{0,60})[\s\d:/]*\W*$", 12, 0.2,
         "a control of a player or gallery"),
    # wordings that speak for a publisher, wherever the model doubts
    _cue("residue", "appeal", "gift gifts tax deductible donation donations donate donor support supported supporters fund nonprofit community funded "
         "readers members supporter owner shareholders billionaire independent", _any(
        ((("deductible",),), r"\btax[- ]deductible\b"),
        ((("gift", "donation", "contribution", "dollar", "pound", "rupee", "euro", "cent", "penn"), ("your ", "a ", "every ")), r"\b(?:your|a|every) (?:[\w-]+ ){0,2}(?:gift|donation|contribution|dollar|pound|rupee|euro|cent|penny)s?\b.{0,80}\b(?:help|keep|support|make|go|fund|sustain|pay)"),
        ((("billionaire", "paywall", "shareholders", "hedge fund"),), r"\b(?:we|us|our)\b.{0,60}\b(?:billionaire|paywall|shareholders|hedge fund)"),
        ((("supported", "funded", "owned", "powered"),), r"\b(?:community|reader|member|listener|donor)[- ](?:supported|funded|owned|powered)\b"),
        ((("gift to", "gifts to"),), r"\bgifts? to\b.{0,60}\b(?:help|support|fund)s?\b"),
        ((("donate to", "give to"),), r"^\W*(?:donate|give) to\b"),
        ((("support ",),), r"^\W*support (?:[A-Z][\w’'-]+|discovery|research|independent|local|our|us|quality)\b(?!.*[.!?]\W*$)"),
        ((("if you ",),), r"\bif you (?:want|value|like|enjoy|believe in|can|read|appreciate)\b.{0,120}\b(?:support|donat|contribut|subscri|give|fund|join|pay)")), 90, 0.08,
         "asks for money in the publisher's voice"),
    _cue("residue", "appeal", "subscriber subscribers premium free articles stories article story left trial unlimited unlock access plan plans member already",
         _any(
        ((("article", "stor"), (" of ",)), r"\b\d+ (?:of|out of) (?:your )?\d+ (?:free |monthly )*(?:articles?|stories)"),
        (((" left", " remaining"),), r"\b(?:\d+|no|zero|one|two|three|last) (?:free )?(?:articles?|stories|reads?) (?:left|remaining)"),
        (((" access",),), r"\b(?:unlimited|full|premium) (?:digital )?access\b"),
        ((("already ",),), r"\balready (?:a (?:member|subscriber)|subscribed|registered|have an account)\b"),
        ((("subscriber", "member", "premium"),), r"^\W*(?:for )?(?:subscribers?|members?|premium)(?:[- ](?:only|exclusive|content|article))\W*$"),
        ((("subscribers", "members"),), r"\b(?:story|article|content|page|post) is (?:only )?(?:for|available to|reserved for|exclusive to) (?:\w+ )?(?:subscribers|members)\b"),
        (((" reading",),), r"\bto (?:continue|keep) reading\b"),
        (((" premium",),), r"\b(?:try|go|get) premium\b"),
        (((" free trial",),), r"\b(?:start|begin|get) (?:your|a) free trial\b"),
        ((("cancel any",),), r"\bcancel any ?time\b")), 60, 0.05, "asks to pay to read on"),
    _cue("residue", "appeal", "tip tips story reporters reporter journalists newsroom confidence signal whatsapp know more information contact",
         _any(
        ((("do you ", "have you ", "if you "),), r"\b(?:do you|have you|if you) (?:know (?:more|something|anything)|have (?:a (?:story|tip|question)|more|information|any information|been affected)|got a (?:story|tip)|worked|seen)\b.{0,90}(?:\?|\b(?:contact|email|e-mail|reach|write|tell|get in touch|call|message)\b)"),
        ((("reach ", "contact ", "email ", "message "), ("reporter", "journalist", "news", "team", "editor")), r"\b(?:reach|contact|email|message) (?:our|the) (?:reporters?|journalists?|newsroom|news desk|newsdesk|team|editors?)\b"),
        ((("got a ",),), r"\bgot a (?:news )?(?:tip|story)\b"),
        ((("send ",), ("tips",)), r"\bsend (?:us )?(?:your )?tips\b")), 50, 0.08, "asks readers for tips"),
    _cue("residue", "sign-up", "inbox headlines newsletter newsletters mornings weekday week", _any(
        (((" your ",), ("inbox",)), r"\b(?:in|to|into) your (?:e-?mail )?inbox\b"),
        ((("get ",),), r"^\W*get (?:the|our|all|more)\b.{0,80}\b(?:inbox|e-?mail|phone|delivered|newsletter|every (?:morning|day|week|weekday))\b"),
        ((("newsletter",),), r"\bthis (?:week|month|day|morning)[’']s newsletter\b"),
        ((("newsletter",),), r"^\W*(?:the|our) .{0,50}newsletter\b.{0,80}$")), 45, 0.08, "offers a newsletter"),
    _cue("residue", "sign-up", "alerts notifications app download channel whatsapp telegram podcast podcasts episode listen android ios",
         r"^\W*(?:turn on|enable|allow|get|sign up for|set up) (?:[\w-]+ ){0,3}(?:alerts?|notifications?)\b|^\W*(?:download|get|install|try) (?:our|the) (?:[\w-]+ ){0,2}app\b|^\W*join (?:our|us|the|[A-Z]).{0,50}\b(?:channel|group|community|newsletter|list|club)\b"
         r"|\b(?:wherever|where) you (?:get|listen to|find) (?:your|yours|podcasts)\b|^\W*(?:listen|subscribe) to\b.{0,60}\b(?:podcast|show|episode)\b|\bavailable on (?:android|ios|the app store|google play|apple)\b|^\W*(?:\w+ ){0,2}alerts\W*$", 40, 0.12,
         "offers alerts, an app, a channel or a podcast"),
    _cue("residue", "sign-up", "email e mail sent confirm confirmation spam junk clicking submitting subscribing", _any(
        (((" sent ",),), r"\bwe(?:[’']ve| have)? (?:just )?sent (?:you )?an? (?:e-?mail|link|message)"),
        ((("check your ",),), r"\bcheck your (?:inbox|spam|junk|e-?mail)"),
        ((("subscribed", "signed up"),), r"\byou (?:have|are now|[’']ve) (?:successfully )?(?:subscribed|signed up)"),
        ((("by clicking", "by submitting", "by signing", "by subscribing", "by providing"),), r"\bby (?:clicking|submitting|signing|subscribing|providing)\b.{0,80}\byou (?:agree|consent|accept|acknowledge)")), 50, 0.05, "belongs to a sign-up form"),
    _cue("residue", "comments", "comment comments discussion polite civil respectful abuse abusive guidelines topic moderators policy standards", _any(
        ((("comment", "post", "discussion", "conversation"), ("guidelines", "moderat", "removed", "abus", "respectful", "civil", "on topic", "offensive", "policy", "community standards", "deleted")),
         r"\b(?:comments?|posts?|discussion|conversation)\b.{0,120}\b(?:guidelines|moderat\w+|removed|abus\w+|respectful|civil|civility|on topic|offensive|policy|community standards|deleted)\b"),
        ((("keep", "stay"), ("on topic", "civil", "respectful", "courteous")), r"\b(?:keep|stay)\b.{0,60}\b(?:on topic|civil|respectful|courteous)"),
        ((("tell us", "let us know", "have your say", "share your "), ("comment", "below")), r"\b(?:tell us|let us know|have your say|share your (?:thoughts|views|opinion))\b.{0,40}\b(?:comments?|below)\b"),
        (((" comment",), ("sort", "newest", "oldest", "log in", "sign in", "best")), r"\b\d+ comments?\b.{0,60}\b(?:sort|newest|oldest|log in|sign in|best)\b"),
        ((("in the comments",),), r"\bin the comments\W*$")), 60, 0.85,
         "sets out the rules of the comments, or asks for some"),
    _cue("residue", "legal", "opinions views columnists contributors author authors express expressed necessarily reflect share speak", _any(
        (((" necessarily ",),), r"\b(?:columnists?|contributors?|authors?|writers?|opinions?|views?)\b.{0,120}\b(?:do(?:es)? not|don[’']t|not) necessarily (?:reflect|represent|share|those)"),
        ((("views ", "opinions "),), r"\b(?:views|opinions) (?:expressed|in this (?:article|piece|column)|are (?:the author|those|their|his|her|my) )"),
        ((("for themselves", "for himself", "for herself"),), r"\b(?:speak|writes?) (?:only )?for (?:themselves|himself|herself) (?:alone )?and\b")), 60, 0.05, "says whose view this is"),
    _cue("residue", "legal", "support helpline help crisis lifeline samaritans confidential affected suicide counselling hotline", r"\bif (?:you|this|anyone|someone|any)\b.{0,140}\b(?:helpline|hotline|lifeline|samaritans|crisis (?:line|text)|beyond blue|confidential (?:help|support|advice)|help (?:is|and support (?:is|are)) available|free (?:and|,) confidential)", 70, 0.08,
         "names a helpline for readers"),
    _cue("residue", "legal", "amended corrected earlier", r"^\W*(?:(?:correction|clarification|editor[’']s note)\W+)?(?:(?:this|the) (?:article|story|piece|post|column|report) (?:was|has been) (?:amended|corrected) (?:on|to)\b|(?:an|the) earlier version of this (?:article|story|piece|post|column|report)\b)", 80, 0.02, "a note of the editors"),
    _cue("residue", "legal", "correction clarification corrected amended updated article story earlier version", r"^\W*(?:correction|clarification|editor[’']s note|this (?:article|story|piece|post) (?:was|has been) (?:amended|updated|corrected|edited))\b", 80, 0.3, "a note of the editors"),
    _cue("residue", "advertisement", "ad advertisement advert advertiser sponsor scroll promotion", r"^\W*(?:advertisement|advert|ad)\b.{0,12}\b(?:scroll|continue|skip|close|feedback)\b.{0,30}$|^\W*(?:after|before) (?:newsletter|the) promotion\W*$|\b(?:ad|advertisement|advert) (?:has not|hasn[’']t|did not|could not|is) (?:load|below|blocked|play)\w*|"
         r"^\W*(?:this|the) (?:ad|advertisement)\b.{0,60}$|\b(?:your|our|the) (?:story|article) (?:continues|carries on|resumes) below", 20, 0.05, "speaks of an advertisement"),
    _cue("residue", "advertisement", "secret trick weekly tap doctors hate click earn make lose", r"\b(?:make|earn)\b.{0,12}[$£€₹₦]\s?\d.{0,60}\b(?:from home|weekly|a day|per day|online)\b|\b(?:one|this) (?:simple|weird) (?:trick|secret)\b|\btap (?:here|to (?:start|learn|see))\b", 40, 0.05, "sells something else"),
    _cue("residue", "teaser", "opens new window related watch colm more recommended editorial editor", _any(
        ((("[",),), r"^\[ ?[^\[\]]{12,160} ?\]$"),
        ((("opens in ",),), r"\bopens in (?:a )?new (?:window|tab)\b"),
        ((("recommended ",),), r"^\W*recommended (?:from|by|for)\b.{0,120}$")), 32, 0.05, "a link to another story, in brackets"),
    _cue("residue", "navigation", "next previous on more back", r"^\W*(?:next|more|back|also|now) (?:on|to|at) [A-Z]\w+\W*$", 6, 0.1, "points to another page of the site"),
    _cue("residue", "media", "loading youtube video content player embed tweet twitter instagram facebook", r"^\W*(?:loading|please wait)\b.{0,40}$|\b(?:youtube|twitter|instagram|facebook|video|external) (?:content|embed|player)\W*$|\bthis (?:video|content|embed) (?:is|cannot|can[’']t|could not|isn[’']t)\b", 14, 0.05, "what a player says of itself"),
    _cue("residue", "navigation", "», › > home", r"^\W*home\s?[»›>/|].{3,160}$", 30, 0.0, "the path to the page within the site"),
    _cue("residue", "metadata", "related topics tags topic", r"^\W*(?:related )?(?:topics?|tags?)\s?:\s?\S.{0,200}$", 34, 0.03, "keywords of the page"),
)

BY_TRIGGER: dict[str, list[int]] = {}  # a trigger word → the numbers of its cues
for _number, _found in enumerate(CUES):
    for _trigger in sorted(_found.triggers):
        BY_TRIGGER.setdefault(_trigger, []).append(_number)
# A caption has one of these words, a bracket, or a stroke.
CAPTION_WORDS = frozenset(
    "photo photos photograph photographs photography image images picture pictures illustration illustrations graphic "
    "graphics video videos art arts credit credits file supplied courtesy pool handout via press pictured seen shown left "
    "right center centre above below getty afp reuters ap associated epa shutterstock istock istockphoto alamy sipa zuma "
    "upi pa bloomberg flickr wikimedia unsplash pixabay pexels xinhua anadolu nurphoto redux magnum rex canadian aap tass "
    "creative polaris corbis adobe depositphotos cc".split())
