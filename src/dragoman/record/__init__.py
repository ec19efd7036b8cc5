"""Keep many readings as one record: one SQLite file per negotiation, that no crash leaves half written.

file.py     open or create the file, or refuse it with a sentence
store.py    add readings, give them back
search.py   full text
check.py    say what is wrong with a record
judging.py  judge entries and actors; judgements.py the rows, anchors.py the words that hold them
standing.py lay them over readings as they come out; actors.py names and ids
"""

from __future__ import annotations

from dragoman.record.check import Fault
from dragoman.record.judgements import VERDICTS, Anchor, Chain, Judged, Verdict
from dragoman.record.judging import Judgements
from dragoman.record.search import Hit
from dragoman.record.standing import Orphan
from dragoman.record.store import Added, Store

__all__ = [
    "VERDICTS",
    "Added",
    "Anchor",
    "Chain",
    "Fault",
    "Hit",
    "Judged",
    "Judgements",
    "Orphan",
    "Store",
    "Verdict",
]
