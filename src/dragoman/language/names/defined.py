"""Read the short names that a text itself gives: "the Harbour Commission (HC)", "Ana Example (hereafter the Minister)".

What the text defines goes before every table: where it has "the District Peace Roundtable (DPR)", DPR is that.
"""

from __future__ import annotations

import re

from dragoman.language.names.atoms import is_caps

SEVERAL = frozenset(
    ["Parties", "Sides", "Governments", "Ministers", "Presidents"]
)  # of all that were named, not the last
FAR = 90  # characters behind a name in which its short name is looked for
KNOWN = (
    r"(?:also |better |commonly |widely |generally )?(?:known|referred to|called)(?: (?:locally|simply|here))?(?: as)?"
    r"(?: by (?:its|his|her|their)(?: \w+)? (?:acronym|initials|abbreviation|nom de guerre))?"
)
HEREAFTER = r"(?:hereafter|hereinafter|henceforth)(?:,? (?:referred to as|called|known as))?"
CALLED = rf"(?:or )?(?:{KNOWN}|{HEREAFTER}),?:?\s+"
OPEN, CLOSE = r"[\"“'‘]", r"[\"”'’]"
NAME = r"[A-Z][\w.&-]*(?: (?:of |for |and )?[A-Z][\w.&-]*){0,3}"
END = r"(?=[,.;:)]|\s(?:said|told|met|has|had|will|is|was)\b)"
OF = r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?)?"  # the Foreign Minister of Spain (hereafter ...)
BEHIND = re.compile(
    rf"{OF}[ \n][(\[]{CALLED}(?:the )?{OPEN}?(?:the )?(?P<hereafter>{NAME}){CLOSE}?\s?[)\]]"
    rf"|{OF}[ \n][(\[](?:or )?(?:the )?{OPEN}(?:the )?(?P<quoted>{NAME})[,.]?{CLOSE}[)\]]"
    r"|[ \n][(\[](?:or |the )?(?P<caps>[\w.-]{2,12})[)\]]"
    rf"|,? {CALLED}(?:the )?{OPEN}?(?:the )?(?P<known>{NAME}){CLOSE}?{END}"
    rf"|, or {OPEN}?(?P<alias>[A-Z]{{2,8}}){CLOSE}?,"
)


def short_name(text: str, end: int) -> str | None:
    """Return the short name that stands behind a name which ends at an offset, or None."""
    match = BEHIND.match(text[end : end + FAR])
    if match is None:
        return None
    if match["caps"] is not None:
        bare = match["caps"].replace(".", "").replace("-", "")
        return match["caps"] if is_caps(match["caps"]) and bare.isalnum() else None
    words = match["hereafter"] or match["quoted"] or match["known"] or match["alias"]
    return None if words.split()[-1] in SEVERAL else " ".join(words.split()).rstrip(".,")
