"""Read the head of a text: title and its copy, letterhead, header lines, date, dateline, channel.

The head is what lies before the first paragraph of prose. Its lines are put into parts, each with its place:

    USA and North Korea prepare a second summit        title (the first short line that is no sentence)
    USA and North Korea prepare a second summit        repeated
    Published: 26 September 2018 / 8 November 2018     date
    By Park Ji-yeon / Briefer: ...                     person
    THE WHITE HOUSE / Office of the Spokesperson       institution
    REPUBLIC OF KENYA                                  state (above an institution)
    From: Embassy of Kenya / To: Editors               institution (another sender: from), to
    FOR IMMEDIATE RELEASE / Readout                    press-release, readout, transcript: the channel
    Donald J. Trump (@realDonaldTrump), Twitter        post
    WASHINGTON / SEOUL (Reuters) –                     the dateline: prose begins
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, takewhile
from typing import NamedTuple

from dragoman.intake import dateline, dates
from dragoman.intake.lines import Line
from dragoman.model import Dateline, Span
from dragoman.terms import cached, rows, values

BLOCKS = 14  # a head has no more
TITLE = 200  # characters
MASTHEAD = 45  # characters: the first line of a wrapped title is longer
LABEL = re.compile(r"(?P<label>[A-Z][\w.\- ]{1,28}?)\s*:\s+(?P<value>\S.*)")
BYLINE = re.compile(  # atomic and possessive: a line of a hundred capitals must not be cut in every way there is
    r"(?:By|BY)\s+(?>(?:[A-ZÀ-Þ][\w.'’-]*+|and|with|in|de|van|von|al|bin|[,&|/])[ ,]*+){1,12}"
)
HANDLE = re.compile(r"@\w{2,30}\b")
POST = re.compile(r"\b(?:[Tt]witter|TWITTER|[Tt]weet(?:ed)?|Truth Social|Facebook|Telegram|Weibo|on X)\b")
ACCOUNT = re.compile(r"(?:^|:\s*)(?P<name>[^@:()]{2,60}?)\s*[(,–—-]*\s*@")
OWN_ACCOUNT = re.compile(r"[^@:()]{2,60}\(@\w{2,30}\)(?:\s*[·|,–—-].{0,40})?")
RULE = re.compile(r"[=\-_*~.#\s]{3,}")
OVER = ("institution", "press-release", "readout", "transcript")  # a state above these is part of the letterhead
NUMBER = re.compile(
    r"[A-Z][A-Z.]{0,11}(?:/[A-Z0-9][A-Z0-9.()-]*)*/[0-9][0-9/.()-]*|(?:No|Nr|Ref)[.:]{0,2} ?[0-9][0-9/-]*"
)
SIGNED = re.compile(r"(?:--+|[—–―])\s*[A-ZÀ-Þ]")
SENDER = re.compile(r"(?:(?:A|The) )?(?:\w+ )?(?:[Ff]rom|[Bb]y) \S")  # "From the Embassy:", "Message from the Premier:"
ABROAD = re.compile(  # names that may hold a "to" or "in": "Permanent Mission of Kenya to the United Nations"
    r"(?:the )?(?:permanent (?:mission|representati(?:ve|on)|delegation)"
    r"|(?:mission|embassy|delegation|consulate(?: general)?) of)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SMALL = frozenset(("of", "the", "and", "for", "to", "de", "la", "on", "in", "at", "a", "an", "du", "des", "der", "und"))
NOT_IN_NAMES = frozenset(
    ("to", "with", "on", "over", "in", "after", "as", "from", "at", "by", "against", "into", "amid", "before", "that")
)
QUOTED = re.compile(r"[“\"«][^“”\"«»]*[.!?,][”\"»]")
SPEAKER = re.compile(
    r"^(?:Q|A|QUESTION|MODERATOR|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4})(?: \([^)\n]{1,40}\))?:\s", re.M
)


class Part(NamedTuple):
    """A stretch of the head and what it is; `value` is its text, or what it gives (a date, a publisher)."""

    kind: str
    span: Span
    value: str


@cache
def terms(table: str, key: str) -> dict[str, frozenset[str]]:
    """Return the words of a term table by what they mean."""
    by_meaning = sorted(rows(table), key=lambda row: row["means"])
    return {means: frozenset(row[key] for row in group) for means, group in groupby(by_meaning, lambda r: r["means"])}


@cache
def form_words(means: str) -> re.Pattern[str]:
    """Return the pattern of a line that begins with words of that meaning ("Readout of ...", "Press Briefing")."""
    words = sorted(terms("letterheads", "words")[means], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def parts(lines: Sequence[Line], text: str, title: str | None = None) -> list[Part]:
    """Return the parts of the head, in the order of the text. `title` is what the metadata call it."""
    blocks = head(lines, text)
    found = [part for block in blocks for part in marked(block)]
    if not any(part.kind in OVER for part in found):  # "Republic of Congo" is a title then
        found = [part for part in found if part.kind not in ("state", "place")]
    taken = {part.span for part in found}
    known = next((part.value for part in found if part.kind == "title"), title)
    if not any(part.kind == "post" for part in found):
        free = [[line for line in block if line.span not in taken] for block in blocks]
        under = {block[-1].span for block, own in zip(blocks, free, strict=True) if own and letterhead(block)}
        found.extend(titles([block for block in free if block], known, under))
    if known is None and {part.kind for part in found} <= {"institution", "person"}:
        found = headlined(found)
    return sorted(found, key=lambda part: part.span)


def headlined(found: Sequence[Part]) -> list[Part]:
    """Return the parts with an institution that nothing but a byline stands by as the title.

    It is a headline such as "Office for Peace Opens in Geneva".
    """
    alone = sum(part.kind == "institution" for part in found) == 1
    return [part._replace(kind="title") if alone and part.kind == "institution" else part for part in found]


def head(lines: Sequence[Line], text: str) -> list[list[Line]]:
    """Return the blocks before the first paragraph of prose. Where paragraphs lie line by line, a line is a block."""
    blocks: list[list[Line]] = []
    for index, (_, group) in enumerate(groupby(lines[: BLOCKS * 6], lambda line: line.block)):
        block = list(group)
        begins = next((index for index, line in enumerate(block) if opens(line, text)), len(block))
        if begins < len(block):
            single = [[line] for line in block[:begins]]
            return [*blocks, *takewhile(lambda block: mark(block[0]) or not prose(block, text), single)]
        if len(blocks) == BLOCKS or (prose(block, text) and not (index == 0 and before_dateline(lines, text))):
            break
        blocks.append(block)
    return blocks


def before_dateline(lines: Sequence[Line], text: str) -> bool:
    """Tell whether a short first line stands before a dateline: then it is a title, although it ends in a stop."""
    first, second = lines[0], lines[1] if len(lines) > 1 else None
    if second is None or second.block == first.block or opens(first, text):
        return False
    return first.text[0].isupper() and dateline.find(text, second.span[0]) is not None


def opens(line: Line, text: str) -> bool:
    """Tell whether prose begins on this line, whatever is above it: long, a dateline, somebody speaking or quoted."""
    if len(line.text) > TITLE:
        return True
    said = SPEAKER.match(line.text) or QUOTED.fullmatch(line.text)
    return not mark(line) and bool(dateline.find(text, line.span[0]) or said)


def prose(block: Sequence[Line], text: str) -> bool:
    """Tell whether a block is a paragraph of the report: it is long, or a sentence, or begins with a small letter."""
    whole = " ".join(line.text for line in block if not SIGNED.match(line.text)) or block[0].text
    if mark(block[0]) or (any(mark(line) for line in block) and not sentence(whole)):
        return False
    leads_in = whole.endswith(":") and (len(whole.split()) > 6 or SENDER.match(whole))
    return len(whole) > TITLE or sentence(whole) or bool(leads_in) or whole[0].islower() or opens(block[0], text)


def opening(lines: Sequence[Line], text: str, taken: Iterable[Span]) -> Dateline | None:
    """Return the dateline: at the first line of the first paragraph of prose."""
    spans, above = set(taken), -1
    for line in lines[: BLOCKS * 6]:
        if line.span in spans:
            continue
        found = dateline.find(text, line.span[0]) if line.block != above or above < 0 else None
        if found or len(line.text) > TITLE or sentence(line.text):
            return found
        above = line.block
    return None


def sentence(words: str) -> bool:
    """Tell whether words end like a sentence; "Iran rejects talks with U.S." ends in an abbreviation only."""
    bare = words.rstrip("\"'”’`) ")
    return bare.endswith((".", ";", ",")) and not re.search(r"\b(?:[A-Z]\.){2,}$", bare)


def marked(block: Sequence[Line]) -> Iterator[Part]:
    """Yield the lines of a block that say what they are. Beside a known label, any "Label: value" is a header line."""
    found = [(line, mark(line)) for line in block]
    labels = any(part and LABEL.fullmatch(line.text) for line, part in found)
    for line, part in found:
        if part is not None:
            yield part
        elif labels and LABEL.fullmatch(line.text):
            yield Part("other", line.span, line.text)


def mark(line: Line) -> Part | None:
    """Return the part that a line is by its own words, or None."""
    if found := LABEL.fullmatch(line.text):
        means = next((m for m, words in terms("headers", "label").items() if found["label"].lower() in words), None)
        if means is not None:
            return labelled(line, means, found)
    if dateline.find(line.text, 0):  # "UNITED NATIONS (AP) _" is no letterhead
        return None
    if day := dates.alone(line.text):
        return Part("date", line.span, day)
    alone = line.span[0] == 0 and OWN_ACCOUNT.fullmatch(line.text)  # further down it is a byline
    if alone or (len(line.text) <= 120 and HANDLE.search(line.text) and POST.search(line.text)):
        return Part("post", line.span, line.text)
    if BYLINE.fullmatch(line.text) and not dates.DATE.search(line.text):
        return Part("person", line.span, line.text)
    if len(line.text) < 60 and (dates.unclear(line.text) or NUMBER.fullmatch(line.text)):
        return Part("other", line.span, line.text)
    if RULE.fullmatch(line.text):
        return Part("rule", line.span, line.text)
    return form(line)


def labelled(line: Line, means: str, found: re.Match[str]) -> Part | None:
    """Return the part of a line with a known label. A date line without a whole date says nothing of the date."""
    if means == "title":
        return Part("title", (line.span[0] + found.start("value"), line.span[1]), found["value"])
    if means in ("date", "updated"):
        day = dates.find(found["value"])
        return Part(means, line.span, day) if day else Part("other", line.span, line.text)
    if means == "publisher" and not capitalised(found["value"]):  # "Newspaper: Minister used private email" is news
        return None
    if means == "from" and named(found["value"].partition(",")[0], "institution"):
        means = "institution"
    return Part(means, line.span, found["value"])


def form(line: Line) -> Part | None:
    """Return the part of a line that names the form of the text ("FOR IMMEDIATE RELEASE") or an institution."""
    length = len(line.text.split())
    for means, most in (("press-release", 6), ("transcript", 6), ("readout", 2)):  # longer: a title, "Readout of ..."
        if length <= most and form_words(means).match(line.text) and not sentence(line.text):
            return Part(means, line.span, line.text)
    if named(line.text, "institution") or bare(line.text) in bodies() or holder(line.text):
        return Part("institution", line.span, line.text)
    if named(line.text, "state") or bare(line.text) in states():
        return Part("state", line.span, line.text)
    city, _, region = line.text.partition(", ")
    return Part("place", line.span, line.text) if city.lower() in cities() and len(region.split()) < 3 else None


def named(words: str, means: str) -> bool:
    """Tell whether a line is the name of an institution or a newspaper and nothing more.

    "Office of the President, Republic of Korea" is; "White House Denies Talks" (a verb) and "Ministry of Defence to
    open talks" (small letters) are not.
    """
    found = WORD.findall(words)
    lower = [word.lower() for word in found]
    if not 1 <= len(found) <= 12 or sentence(words) or ":" in words:
        return False
    if not capitalised(words) or not (NOT_IN_NAMES.isdisjoint(lower) or ABROAD.match(words)):
        return False
    plural = terms("letterheads", "words")["plural"] | {word for name in states() for word in name.split()}
    if any(
        word.endswith("s") and len(word) > 1 and not word.endswith(("ss", "'s", "’s")) and word not in plural
        for word in lower[1:]
    ):
        return False
    return any(re.search(rf"\b{re.escape(term)}\b", words.lower()) for term in terms("letterheads", "words")[means])


def capitalised(words: str) -> bool:
    """Tell whether words can be one name: all but the smallest words begin with a capital."""
    return not any(word.islower() and word not in SMALL for word in WORD.findall(words))


def bare(words: str) -> str:
    """Return a name in small letters without "The" before it."""
    return words.lower().removeprefix("the ")


@cached
def bodies() -> frozenset[str]:
    """Return the names of governments' and states' own bodies, in small letters: "nato", "state department"."""
    public = (row for row in rows("institutions") if row["sector"] in ("GOV", "IGO", "LEG", "JUD"))
    return frozenset(bare(name) for row in public for name in (row["name"], *values(row["variants"])))


@cached
def states() -> frozenset[str]:
    """Return the names of states, in small letters."""
    return frozenset(bare(name) for row in rows("countries") for name in (row["name"], *values(row["variants"])))


@cached
def cities() -> frozenset[str]:
    """Return the names of capitals and other towns, in small letters."""
    towns = (row["name"] for row in rows("places") if row["kind"] == "city")
    capitals = (city for row in rows("countries") for city in values(row["capital"]))
    return frozenset(name.lower() for name in (*towns, *capitals))


def holder(words: str) -> bool:
    """Tell whether a line names who holds the first office of a state, by the office: "PRESIDENT OF RUSSIA"."""
    office, _, state = bare(words).partition(" of ")
    return office in terms("letterheads", "words")["holder"] and bare(state) in states()


def topical(words: str) -> bool:
    """Tell whether a line is the name of a body that news is about, and of no office in it: "NATO", "White House"."""
    return bare(words) in terms("letterheads", "words")["topic"] or bare(words) in bodies() or holder(words)


def titles(free: Sequence[Sequence[Line]], known: str | None, under: Collection[Span] = ()) -> Iterator[Part]:
    """Yield the title, its copies, and a masthead before it, from the blocks that no mark explains.

    `under` has the last lines of blocks that a letterhead opens: "Washington, D.C." below "Department of State".
    """
    rest = list(free)
    while len(rest) > 1 and (rest[0][-1].span in under or (masthead(rest[0]) and known is None)):
        yield from (Part("masthead", line.span, line.text) for line in rest.pop(0))
    for block in rest:
        words = " ".join(" ".join(line.text for line in block).split())
        span = (block[0].span[0], block[-1].span[1])
        if known is None:
            known = words
            yield Part("title", span, words)
        elif same(words, known):
            yield Part("title", span, known)
        else:
            yield from (Part("title", line.span, known) for line in block if same(line.text, known))


def letterhead(block: Sequence[Line]) -> bool:
    """Tell whether a letterhead opens a block: an institution, the state above it left out."""
    kinds = (part.kind if (part := mark(line)) else None for line in block)
    return next((kind for kind in kinds if kind != "state"), None) == "institution"


def masthead(block: Sequence[Line]) -> bool:
    """Tell whether a block before another one is a masthead: some short lines, or one that is a newspaper's name."""
    if len(block) == 1:
        return len(WORD.findall(block[0].text)) <= 5 and named(block[0].text, "masthead")
    return len(block[0].text) < MASTHEAD and block[1].text[0].isupper()


def same(words: str, title: str) -> bool:
    """Tell whether words repeat the title, whatever the case, the marks and the spaces."""
    return WORD.findall(words.lower()) == WORD.findall(title.lower())


def account(words: str) -> str:
    """Return whose account a post comes from: "Donald J. Trump (@realDonaldTrump), Twitter" gives the name."""
    match = ACCOUNT.search(words)
    handle = HANDLE.search(words)
    if match and not POST.search(match["name"]):  # "Tweet by @name" names nobody else
        return match["name"].strip()
    return handle[0] if handle else words


def speeches(text: str) -> int:
    """Count the lines that begin with a speaker in capitals, as transcripts have them ("QUESTION: ...")."""
    return len(SPEAKER.findall(text))
