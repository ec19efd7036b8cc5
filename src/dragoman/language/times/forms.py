"""List the forms of time expressions: a pattern over word classes, and the function that resolves what it matches.

A pattern is a regular expression whose letters are the classes of `terms/time_words.tsv` (and those that the scanner
gives); `<m:MONTH|MABBR>` names a field. To add a form, add a line; the longest match at a place is tried first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dragoman.language.times import days, lengths, periods
from dragoman.language.times.found import Resolver
from dragoman.language.times.words import words

M = "MONTH|MABBR|MAYBE"
U = "DAYWORD|UNIT|YR|QTR|CENT"
US = f"UNITS|{U}"
N = "DAY|NUMBER|FEW|A"
# "early", "late", "mid-", "the end of", "earlier in", "the middle of"
PRE = "(?:(?:THE(?=EDGE))? <e:EARLY|EDGE|EARLIER> (?:HYPHEN|OF|IN|ON)* )?"
# ", 1994", "of 1994", "last year", "of the same year"
WHICH = "THIS|LAST|NEXT|THAT|SAME|FOLLOWING|PREVIOUS"
YT = f"(?:(?:COMMA|OF)? <y:YEAR|YY>(?!HYPHEN|COMMA? UNITS) | (?:COMMA|OF)? THE? <j:{WHICH}> YR )?"
WD = "(?:<w:WEEKDAY|WABBR> COMMA? )?"
SPAN = "(?:HYPHEN|DASH|TO)"
MOD = "LATEST|LAST|NEXT|THIS|CURRENT|PREVIOUS|FOLLOWING|THAT|SAME"
COUNT = (
    f"<q:APPROX>? (?:A(?=NUMBER (?!HYPHEN)))? <n:{N}> (?:(?:HYPHEN|TO|OR) <g:DAY|NUMBER>)?"
    f"(?:MID|LONG)? <v:HYPHEN>? <u:{US}>"
)
HALFTAIL = "(?:<b:AND> A HALF|OR (?:SO|DAY|NUMBER|FEW))?"

FORMS: tuple[tuple[str, Resolver], ...] = (
    ("<x:ISO>", days.iso),
    ("<x:SLASH>", days.numeric),
    (f"{WD} <k:LAST|NEXT|THIS>? <m:{M}> THE? <d:DAY|ORDINAL> {YT}", days.day_of_month),
    (f"{WD} THE? (?:<d:DAY>|<o:ORDINAL> OF?) <m:{M}> {YT}", days.day_of_month),
    (f"<m:{M}> <d:DAY|ORDINAL> <a:HYPHEN|DASH|TO|AND> <g:DAY|ORDINAL> {YT}", days.day_range),
    (f"<d:DAY|ORDINAL> <a:HYPHEN|DASH|TO|AND> <g:DAY|ORDINAL> <m:{M}> {YT}", days.day_range),
    (
        f"<m:{M}> <d:DAY|ORDINAL> (?:COMMA? <y:YEAR> COMMA?)? {SPAN} <n:{M}> <g:DAY|ORDINAL> (?:COMMA? <z:YEAR>)?",
        days.day_range,
    ),
    (f"(?<=BETWEEN) <m:{M}> <d:DAY|ORDINAL> AND <n:{M}> <g:DAY|ORDINAL> (?:COMMA? <y:YEAR>)?", days.day_range),
    (f"<d:DAY|ORDINAL> <m:{M}> <y:YEAR>? {SPAN} <g:DAY|ORDINAL> <n:{M}> <z:YEAR>?", days.day_range),
    (f"(?<=BETWEEN) <d:DAY|ORDINAL> AND <g:DAY|ORDINAL> <m:{M}> {YT}", days.day_range),
    (f"(?<=BETWEEN) <m:{M}> <d:DAY|ORDINAL> AND <g:DAY|ORDINAL> {YT}", days.day_range),
    (f"THE? <v:UNIT> OF {WD} <m:{M}> THE? <d:DAY|ORDINAL> {YT}", days.week_of),
    (f"THE? <v:UNIT> OF {WD} THE? (?:<d:DAY>|<o:ORDINAL> OF?) <m:{M}> {YT}", days.week_of),
    (f"THE? <k:ORDINAL|LAST> <u:UNIT|UNITS|DAYWORD> (?:OF|IN) <m:{M}> {YT}", days.part_of_month),
    ("(?<=ON) THE <o:ORDINAL> (?=STOP|COMMA|PARA|RPAREN)", days.day_alone),
    (f"(?<=BETWEEN) <d:DAY|ORDINAL> <m:{M}> AND <g:DAY|ORDINAL> <n:{M}> <y:YEAR>?", days.day_range),
    (f"{PRE} <k:LAST|NEXT|THIS|PREVIOUS|FOLLOWING>? <m:{M}> {YT}", periods.month),
    (f"<m:{M}> <z:YEAR>? {SPAN} <n:{M}> (?!DAY) {YT}", periods.month_range),
    (f"(?<=FROM) <m:{M}> <z:YEAR>? <a:PREP> <n:{M}> (?!DAY) {YT}", periods.month_range),
    (f"(?<=BETWEEN) <m:{M}> <z:YEAR>? AND <n:{M}> (?!DAY) {YT}", periods.month_range),
    ("<x:YEARS>", periods.year_range),
    ("<y:YEAR> HYPHEN <z:YEAR>", periods.year_range),
    ("(?<=FROM) <y:YEAR> (?:TO|PREP) <z:YEAR>", periods.year_range),
    ("(?<=BETWEEN) <y:YEAR> AND <z:YEAR>", periods.year_range),
    ("<y:YEAR> <a:TO> <z:YEAR>", periods.year_range),
    (f"{PRE} (?:THE <u:YR>)? <y:YEAR|YY>", periods.year),
    ("THE <u:YR> <y:NUMBER>", periods.year),
    (f"THE? {PRE} <y:DECADE|DECWORD>", periods.decade),
    (f"{PRE} THE? <o:ORDINAL> HYPHEN? CENT", periods.century),
    (
        f"(?:THE (?=EARLY))? {PRE} (?:<t:THE>|<k:{WHICH}> (?:LAST|NEXT)?)? <s:SEASON|SEASONISH> {YT}",
        periods.season,
    ),
    ("THE? <s:SEASON|SEASONISH> OF? <x:YEARS>", periods.season),
    ("<o:QNUMBER> (?:OF|COMMA)? <y:YEAR|YY>", periods.quarter),
    (
        f"{PRE} (?:THE (?!ORDINAL HYPHEN))? (?:<y:YEAR> POSS?)? <f:FISCAL>? <o:ORDINAL|LAST> HYPHEN? <u:QTR|HALF>",
        periods.quarter,
    ),
    (
        f"{PRE} THE? <o:ORDINAL|LAST> HYPHEN? <u:QTR|HALF>"
        f"(?:(?:OF|COMMA|IN)? <f:FISCAL>? <y:YEAR|YY>|OF? THE? <j:{WHICH}> YR)",
        periods.quarter,
    ),
    ("<j:THIS|LAST|NEXT> YR POSS <o:ORDINAL|LAST> <u:QTR|HALF>", periods.quarter),
    ("<f:FISCAL> YR? <y:YEAR>", periods.fiscal),
    ("<x:FYNUMBER>", periods.fiscal),
    ("THE? <f:FISCAL> YR? <x:YEARS>", periods.fiscal),
    ("THE? <f:FISCAL> YR? <y:YEAR> HYPHEN <z:YEAR>", periods.fiscal),
    ("THE? <y:YEAR> HYPHEN <z:YEAR> <f:FISCAL> YR", periods.fiscal),
    ("THE? <y:YEAR> <f:FISCAL> YR", periods.fiscal),
    ("THE? <x:YEARS> <f:FISCAL> YR", periods.fiscal),
    (
        f"(?:<e:EARLY|EARLIER> ON?)? (?:THE? <k:{WHICH}> <l:LAST|NEXT>?)? <w:WEEKDAY> <p:PART>?",
        days.weekday,
    ),
    ("<w:WEEKDAY> OF? THE? <j:LAST|NEXT|THIS|FOLLOWING|PREVIOUS> UNIT", days.weekday),
    (f"<w:WEEKDAY> {SPAN} <v:WEEKDAY>", days.weekday_range),
    ("(?<=BETWEEN) <w:WEEKDAY> AND <v:WEEKDAY>", days.weekday_range),
    ("(?:<e:EARLY|EARLIER> (?:HYPHEN PART)?)? <r:DEICTIC> <p:PART>?", days.deictic),
    (f"<k:LAST|NEXT|THIS>? <x:HOLIDAY> {YT}", days.feast),
    ("<x:YEAREND> (?:OF? <y:YEAR>)?", periods.year_end),
    ("<u:YR> HYPHEN (?:AGO|EARLIER)", periods.year_ago),
    ("THE <u:YR> HYPHEN (?:AGO|EARLIER) (?:PERIOD|QTR|YR)", periods.year_ago),
    (f"{PRE} <t:THE>? <k:{MOD}> <f:FISCAL>? <u:{U}>", periods.relative),
    (f"{PRE} (?:THE|THAT) <k:SAME> <u:{U}>", periods.relative),
    (f"{PRE} THE <f:FISCAL>? <u:{U}>", periods.the_unit),
    (f"{COUNT} {HALFTAIL} <a:AGO|EARLIER>", lengths.ago),
    ("<x:SPELL> <a:AGO|EARLIER>", lengths.ago),
    (f"{COUNT} FROM <r:DEICTIC>", lengths.from_day),
    (f"THE <u:{U}> <a:PREP> (?=STOP|COMMA|RPAREN|PARA|MARK|DASH)", lengths.beside_day),
    (
        f"THE? <k:LAST|NEXT|FOLLOWING|PREVIOUS> <n:{N}> (?:(?:HYPHEN|TO|OR) <g:DAY|NUMBER>)? MID? <u:{US}> (?:OR SO)?",
        lengths.stretch_now,
    ),
    (f"THE? <k:LAST> <u:{U}>", lengths.stretch_now),
    ("THE? <k:RECENT|NEXT|LAST|FUTUREADJ|PREVIOUS> <u:UNITS> (?:(?:AND|OR) UNITS)?", lengths.vague_units),
    ("THE <u:UNITS> <k:AHEAD>", lengths.vague_units),
    ("THE? <o:ORDINAL|LAST> <n:DAY|NUMBER|FEW> <u:UNITS> (?:OF <y:YEAR>)?", lengths.first_units),
    (f"{COUNT} HYPHEN? OLD", lengths.age),
    ("<u:UNITS> HYPHEN? OLD", lengths.age),
    (f"(?:THE (?!DAY HYPHEN|NUMBER HYPHEN))? {COUNT} {HALFTAIL}", lengths.length),
    (f"<n:DAY|NUMBER|FEW> HYPHEN <u:{US}> HYPHEN LONG", lengths.length),
    ("<u:UNITS> (?:HYPHEN LONG|(?:OR|AND) UNITS)?", lengths.bare_units),
    (f"<u:{U}> HYPHEN LONG", lengths.bare_units),
    ("<x:SPELL>", lengths.spelled),
    (f"<q:EVERY> <h:OTHERX>? <n:DAY|NUMBER>? <u:{US}|WEEKDAY|MONTH|MAYBE|SEASON|PART>", lengths.often),
    (f"(?:TIMES) (?:A|PER|EVERY) <u:{U}>", lengths.often),
    (f"PER <u:{U}>", lengths.often),
    ("<w:WEEKDAYS>", lengths.often),
    ("<w:WEEKDAY> UNITS", lengths.often),
    ("<x:ADVSET>", lengths.often),
    ("<q:APPROX>? (?:<c:CLOCK>|<h:DAY>) <m:AMPM> (?:LPAREN? <z:ZONE>)?", lengths.clock),
    ("<q:APPROX>? <c:CLOCK> <z:ZONE>?", lengths.clock),
    ("<h:DAY> <x:OCLOCK>", lengths.clock),
    ("<g:YEAR|NUMBER> <z:ZONE>", lengths.clock),
    ("<p:PART>", lengths.clock),
    ("<e:EARLY|EARLIER>? THE? <k:THIS|THAT|LAST|SAME|NEXT|FOLLOWING|PREVIOUS> <p:PART>", lengths.part_of_day),
    ("<x:SOON>", lengths.soon),
    ("<x:LATELY>", lengths.lately),
    (
        f"(?<=IN|OF) THE <x:LAST> (?!DAY|NUMBER|FEW|{US}|MID|WEEKDAY|MONTH|SEASON|HYPHEN|DECADE)",
        lengths.lately,
    ),
    ("<x:NOW>", lengths.now),
)


# This one reaches over words that no other form is about: it runs over all tokens.
EVENT_FORM: tuple[str, Resolver] = (
    "<b:PREP> (?:OTHER|CAPWORD|THE|HIS|A|THIS|THAT|POSS|ORDINAL|HYPHEN|AND|NUMBER|NEXT|LAST|TO){0,7}"
    "EVENT (?:TO CAPWORD+)?",
    lengths.at_event,
)


class Form(NamedTuple):
    """A compiled form."""

    pattern: re.Pattern[str]
    resolve: Resolver


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms, compiled over the characters of the word classes."""
    return tuple(compiled(pattern, resolve) for pattern, resolve in FORMS)


@cache
def event_form() -> Form:
    """Return the compiled form of "before the summit"."""
    return compiled(*EVENT_FORM)


def compiled(pattern: str, resolve: Resolver) -> Form:
    """Return one form with each class name replaced by its character; a class that no word has matches nothing."""
    codes = words().codes
    text = re.sub(r"[A-Z]+", lambda match: codes.get(match.group(), "\uffff"), pattern)
    text = re.sub(r"<(\w):([^>]*)>", r"(?P<\1>(?:\2))", text).replace(" ", "")
    return Form(re.compile(text), resolve)
