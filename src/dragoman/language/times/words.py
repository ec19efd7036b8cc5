"""Turn a text into tokens that know their class in a time expression, and the classes into one string of characters.

Each class of `terms/time_words.tsv` (WEEKDAY, MONTH, UNIT ...) is one character of the string, so that a form like
"the first three months of 2018" is a short regular expression over classes (forms.py), whatever the words are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.terms import rows


class Token(NamedTuple):
    """A word, number or mark: where it lies, its class and what it is worth (a number, a unit, a month)."""

    start: int
    end: int
    kind: str
    value: str
    text: str


# Classes that the scanner itself gives, beside those of the word list.
SCANNED = (
    "ISO SLASH YEARS CLOCK DECADE YY DAY YEAR NUMBER ORDINAL AMPM POSS HYPHEN DASH COMMA STOP PARA OTHER CAPWORD "
    "LPAREN RPAREN MARK HOLIDAY QNUMBER FYNUMBER"
)

# Letters first: nine tokens of ten are words, and each alternative tried before costs time on every one of them.
SCAN = re.compile(
    r"""
  (?=[^\W\d_])(?:
    (?P<AMPM>[apAP](?:\.\s?[mM]\b\.?|[mM]\b\.?))
  | (?P<CODE>[A-Z][A-Za-z]{0,2}-\d+[A-Za-z]*\b)
  | (?P<WORD>[^\W\d_](?:\.[^\W\d_])+\.?|[^\W\d_]+(?:['’]clock|\d\w*)?)
  )
| (?=\d)(?:
    (?P<ISO>\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\d-]))
  | (?P<SLASH>\b\d{1,4}(?P<sep>[./-])\d{1,2}(?P=sep)\d{1,4}(?![\d])|\b9/11\b)
  | (?P<YEARS>\b(?:1[6-9]|20)\d\d[-–/]\d\d(?![\d/-]))
  | (?P<CLOCK>\b\d{1,2}(?::[0-5]\d(?::[0-5]\d)?|\.[0-5]\d(?=\s?[apAP]\.?[mM]))(?!\d))
  | (?P<ORD>\b\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<DECADE>\b\d{3}0['’]?s\b|\b\d0s\b)
  | (?P<FRAC>\b\d+\s1/2\b|\b\d+½)
  | (?P<GLUED>\b\d+[^\W\d_]+\b)
  | (?P<NUM>\d+(?:,\d{3})*(?:\.\d+)?)
  )
| (?P<COMMA>,)
| (?P<PARA>\n[^\S\n]*\n\s*)
| (?P<MONEY>[$£€¥]\s?\d[\d,.]*)
| (?P<POSS>['’]s\b|(?<=s)['’](?=\s))
| (?P<SHORT>['’`]\d0s\b)
| (?P<YY>['’`]\d\d\b)
| (?P<HYPHEN>(?<=\w)[-‐‑–](?=\w)|(?<=\d)\s[-–]\s(?=\d))
| (?P<DASH>--+|[-–—_])
| (?P<STOP>[.!?;:]+)
| (?P<LPAREN>[(\[]) | (?P<RPAREN>[)\]])
| (?P<MARK>\S)
""",
    re.VERBOSE,
)
SHORT_PERIOD = re.compile(r"(?P<quarter>Q[1-4])|FY(?:\d\d|20\d\d|19\d\d)")
REMEMBERED = 40  # characters of a word whose class is remembered: a run of a megabyte must not be
JOINED = frozenset(("DAY", "MABBR", "WABBR", "NUMWORD"))
# A count of these things is never a year or a length of time: "2,000 percent", "1999 people".
PERCENT = frozenset(("%", "percent", "per", "pct", "percentage"))


class Words(NamedTuple):
    """The word list compiled: the class and value of single words, and of phrases by their first two words."""

    single: dict[str, tuple[str, str]]
    phrases: dict[tuple[str, str], tuple[tuple[tuple[str, ...], str, str], ...]]
    codes: dict[str, str]


@cache
def words() -> Words:
    """Return the compiled word list: months, weekdays, units, modifiers, holidays, each with its class."""
    single: dict[str, tuple[str, str]] = {}
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str, str]]] = {}
    listed = [(r["word"], r["class"], r["value"]) for r in rows("time_words")]
    listed += [(r["name"].lower(), "HOLIDAY", r["name"]) for r in rows("holidays")]
    for word, kind, value in listed:
        parts = tuple(m.group().lower() for m in SCAN.finditer(word))
        if len(parts) == 1:
            single.setdefault(parts[0], (kind, value))
        else:
            phrases.setdefault((parts[0], parts[1]), []).append((parts, kind, value))
    kinds = sorted({kind for _, kind, _ in listed} | set(SCANNED.split()))
    codes = {kind: chr(0x4E00 + i) for i, kind in enumerate(kinds)}
    ordered = {first: tuple(sorted(rest, key=lambda p: -len(p[0]))) for first, rest in phrases.items()}
    return Words(single, ordered, codes)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, phrases and spelled-out numbers joined."""
    known = words()
    raw = [classed(match) for match in SCAN.finditer(text)]
    low = [token.text.lower().replace("’", "'") for token in raw] + [""]
    joined: list[Token] = []
    i = 0
    while i < len(raw):
        token, width = raw[i], 1
        if (low[i], low[i + 1]) in known.phrases:
            token, width = phrase_at(raw, low, i, text) or (token, 1)
        if width == 1 and token.kind in JOINED:
            token, width = (
                number_at(raw, low, i, text) if token.kind == "NUMWORD" else short_at(token, low[i + 1], text)
            )
        joined.append(token)
        i += width
    return joined


def encode(found: list[Token]) -> str:
    """Return the classes of the tokens as a string, one character each."""
    codes = words().codes
    return "".join([codes[token.kind] for token in found])


# Words that stand inside a time expression only when more of it follows.
LEADING = "THE HIS A OF IN TO AND OR ON AT FOR FROM BETWEEN WITHIN PREP PREPX THIS THAT COMMA"
PLAIN = "OTHER CAPWORD STOP PARA MARK DASH LPAREN RPAREN POSS EVENT"


@cache
def kinds(names: str) -> frozenset[str]:
    """Return a set of classes written as one string."""
    return frozenset(names.split())


def telling(found: list[Token]) -> list[int]:
    """Return the places of the tokens that a form can be about, with a few in each gap to keep them apart.

    Most of a text is about something else: forms run on a third of the tokens this way.
    """
    plain, leading = kinds(PLAIN), kinds(LEADING)
    last = len(found) - 1
    idle = [False] * len(found)
    for i in range(last, -1, -1):
        kind = found[i].kind
        idle[i] = kind in plain or (kind in leading and (i == last or idle[i + 1]))
    # Two tokens after a telling one are kept for what a form looks ahead to: "the day before."
    return [
        i for i, off in enumerate(idle) if not (off and (i == last or idle[i + 1]) and all(idle[max(i - 2, 0) : i]))
    ]


def classed(match: re.Match[str]) -> Token:
    """Return the token of one scanned piece."""
    text, group = match[0], match.lastgroup or "MARK"
    start, end = match.span()
    kind, value = (class_of if len(text) <= REMEMBERED else class_of.__wrapped__)(text, group)
    return Token(start, end, kind, value, text)


@lru_cache(maxsize=50_000)
def class_of(text: str, group: str) -> tuple[str, str]:
    """Return the class and value of one scanned piece, by its words and the group of SCAN that they matched."""
    if group == "WORD":
        found = words().single.get(text.lower())
        if found is None and (short := SHORT_PERIOD.fullmatch(text)):
            return "QNUMBER" if short["quarter"] else "FYNUMBER", text.strip("QFY")
        if found is None:
            return "CAPWORD" if text[0].isupper() else "OTHER", ""
        return word_class(text, *found)
    if group in ("NUM", "FRAC"):
        return number_class(text)
    if group == "ORD":
        return "ORDINAL" if 1 <= int(text[:-2]) <= 31 else "OTHER", text[:-2]
    if group in ("DECADE", "SHORT"):
        digits = "".join(c for c in text if c.isdigit())
        return "DECADE", (digits[:3] if len(digits) == 4 else "19" + digits[0]) + "X"
    if group in ("MONEY", "CODE", "GLUED"):
        return "OTHER", ""
    return group, text


def word_class(text: str, kind: str, value: str) -> tuple[str, str]:
    """Return the class and value of a listed word; names of days and months want their capital ("march", "may")."""
    capital = text[0].isupper()
    if kind in ("MAYBE", "HOLIDAY", "WABBR", "MABBR") and not capital:
        return "OTHER", ""
    if kind == "ADVSET" and text in ("Daily", "Weekly", "Monthly", "Nightly"):
        return "CAPWORD", ""  # the People's Daily
    return kind, value


def number_class(text: str) -> tuple[str, str]:
    """Return DAY for 1 to 31, YEAR for four plain digits, NUMBER for the rest."""
    if text.endswith(("1/2", "½")):
        whole = text.removesuffix("½").split()[0] if text != "½" else "0"
        return "NUMBER", f"{whole}.5"
    if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 31:
        return "DAY", str(int(text))
    if text.isdecimal() and len(text) == 4 and "1000" <= text <= "2199":
        return "YEAR", text
    return ("NUMBER", text.replace(",", "")) if text.isascii() else ("OTHER", "")


def phrase_at(raw: list[Token], low: list[str], i: int, text: str) -> tuple[Token, int] | None:
    """Return the phrase of the word list that begins at token i, longest first, and its number of tokens."""
    for parts, kind, value in words().phrases[low[i], low[i + 1]]:
        width = len(parts)
        if tuple(low[i : i + width]) == parts and (kind != "HOLIDAY" or raw[i].text[0].isupper()):
            start, end = raw[i].start, raw[i + width - 1].end
            return Token(start, end, kind, value, text[start:end]), width
    return None


def short_at(first: Token, then: str, text: str) -> tuple[Token, int]:
    """Return an abbreviation with its full stop ("Sun." is a day, "Sun" may be the star), no day in "5 percent"."""
    if first.kind == "DAY":
        return (first._replace(kind="OTHER") if then in PERCENT else first), 1
    if then == "." and text[first.end : first.end + 1] == ".":
        kind = "MONTH" if first.kind == "MABBR" else "WABBR"
        return first._replace(kind=kind, end=first.end + 1, text=text[first.start : first.end + 1]), 2
    return first, 1


def number_at(raw: list[Token], low: list[str], i: int, text: str) -> tuple[Token, int]:
    """Return the spelled-out number or year that begins at token i ("twenty-four", "nineteen ninety-six")."""
    values, j = [int(raw[i].value)], i + 1
    while j < len(raw):
        step = 1 if raw[j].kind == "NUMWORD" else 2 if raw[j].kind == "HYPHEN" else 0
        if not step or j + step > len(raw) or raw[j + step - 1].kind != "NUMWORD":
            break
        value = int(raw[j + step - 1].value)
        # "from one to two", "sixteen, seventeen": small after small does not add up, except in a year
        if value < 100 <= values[-1] or value >= 100 or (values[-1] % 10 == 0) or values[-1] in (19, 20):
            values.append(value)
            j += step
        else:
            break
    start, end = raw[i].start, raw[j - 1].end
    kind, value_text = spelled(values)
    if low[j : j + 3] == ["and", "a", "half"]:
        kind, value_text, end, j = "NUMBER", f"{total(values)}.5", raw[j + 2].end, j + 3
    return Token(start, end, kind, value_text, text[start:end]), j - i


def spelled(values: list[int]) -> tuple[str, str]:
    """Return the class and value of a run of number words."""
    if values[0] in (18, 19, 20) and len(values) > 1 and values[1] < 100 and (values[0] != 20 or values[1] >= 10):
        return "YEAR", str(values[0] * 100 + sum(values[1:]))
    number = total(values)
    if values[0] == 2 and values[1:2] == [1000] and len(values) > 2 and 2000 < number < 2100:
        return "YEAR", str(number)
    return ("DAY" if 1 <= number <= 31 else "NUMBER"), str(number)


def total(values: list[int]) -> int:
    """Return what number words add up to: two, hundred, twenty, four -> 224."""
    whole, part = 0, 0
    for value in values:
        if value == 100:
            part = max(part, 1) * 100
        elif value == 1000:
            whole, part = whole + max(part, 1) * 1000, 0
        else:
            part += value
    return whole + part
