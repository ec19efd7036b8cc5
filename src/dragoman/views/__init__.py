"""Say what follows from a record: pure functions from a Record to frozen values, each line of which opens its words.

lines.py       what every view shows of an entry, and the lookups in one reading
linking/       which entries of several documents are one act
paging/        one page of a large record, without reading all of it
acts.py        one act as a line, and where it stands in time
pairs.py       what may be one act and is not joined
timeline.py    acts and statements in the order of time
called.py      whom or what a name stands for
asked.py       which statements are asked for, and why none fits
passages.py    words in the sentences around them
statements.py  who said what to whom, through whom
changes.py     what one speaker says of one matter, wording by wording
news.py        what some documents brought to the record
revisions.py   where a changed page differs from the text before it
meetings.py    who met whom
open.py        what still has to happen
stood.py       the record as it stood on a day
steps.py       what has to be done, in which order, how far it is: for ledger, evidence, sequence, agenda
sequence/      what waits on what, according to whom
options/       which venues and days remain, what blocks the others
agenda.py      what those who negotiate have before them
rules.py       what a deadline says: a date, so long after something, the earlier of two
deadlines.py   the days that deadlines come to, and from which account
sides.py       who speaks for whom, what kind of act an undertaking is
grades.py      how far a step is and how that is known, mark by mark
lint.py        what keeps an undertaking from being checked
ledger.py      who undertook what, how far it is, how that is known
evidence.py    who claims, who saw, who found, what would raise it a rung
lean.py        readings for ledger, evidence, sequence, options and agenda alone
whatif.py      the record without an entry, or with a step assumed done
accounts.py    who vouches for what
card.py        everything about one entry
actors/        everybody, one of them, who has to do with whom
doubt.py       what to judge first, and why
"""

from __future__ import annotations

from dragoman.views.accounts import NOT_MENTIONED, Accounts, Cell, Row, accounts
from dragoman.views.agenda import Agenda, agenda
from dragoman.views.asked import EVERYTHING, Asked, Met, met
from dragoman.views.card import Card, Passage, Related, card
from dragoman.views.changes import LEAST, LONGER, SHARED, Change, Matter, Wording, changes
from dragoman.views.doubt import Doubtful, Reason, doubts
from dragoman.views.evidence import evidence
from dragoman.views.ledger import ledger
from dragoman.views.lines import PAST, Line, Words
from dragoman.views.meetings import MeetingLine, meetings
from dragoman.views.news import Fresh, Moved, came, news
from dragoman.views.open import open_
from dragoman.views.passages import Part, passage, sentence
from dragoman.views.revisions import Revision, revisions
from dragoman.views.sequence import Sequence, sequence
from dragoman.views.statements import StatementLine, statements, told_once
from dragoman.views.stood import as_it_stood
from dragoman.views.timeline import timeline

__all__ = [
    "EVERYTHING",
    "LEAST",
    "LONGER",
    "NOT_MENTIONED",
    "PAST",
    "SHARED",
    "Accounts",
    "Agenda",
    "Asked",
    "Card",
    "Cell",
    "Change",
    "Doubtful",
    "Fresh",
    "Line",
    "Matter",
    "Moved",
    "Met",
    "MeetingLine",
    "Part",
    "Passage",
    "Reason",
    "Related",
    "Revision",
    "Row",
    "Sequence",
    "StatementLine",
    "Words",
    "Wording",
    "accounts",
    "agenda",
    "as_it_stood",
    "came",
    "card",
    "changes",
    "doubts",
    "evidence",
    "ledger",
    "meetings",
    "met",
    "news",
    "open_",
    "passage",
    "revisions",
    "sentence",
    "sequence",
    "statements",
    "timeline",
    "told_once",
]
