"""Keep many readings as one record: one SQLite file per negotiation, that no crash leaves half written.

file.py     open or create the file, or refuse it with a sentence
store.py    add readings, give them back
search.py   full text
check.py    say what is wrong with a record
judging.py  judge entries and actors; judgements.py the rows, anchors.py the words that hold them
standing.py lay them over readings as they come out; actors.py names and ids
arrivals.py what came in, how far each person has looked; differing.py in what two readings differ
failures.py what could not be read
state.py    which state of a record something was made of
"""

from __future__ import annotations

from dragoman.record.arrivals import Arrival, Arrivals, News
from dragoman.record.check import Fault
from dragoman.record.differing import Difference, differences
from dragoman.record.failures import Failed
from dragoman.record.judgements import VERDICTS, Anchor, Chain, Judged, Verdict
from dragoman.record.judging import Judgements
from dragoman.record.search import Hit
from dragoman.record.standing import Orphan, Unsettled
from dragoman.record.store import Added, Store

__all__ = [
    "VERDICTS",
    "Added",
    "Anchor",
    "Arrival",
    "Arrivals",
    "Chain",
    "Difference",
    "Failed",
    "Fault",
    "Hit",
    "Judged",
    "Judgements",
    "News",
    "Orphan",
    "Store",
    "Unsettled",
    "Verdict",
    "differences",
]
