"""Keep many readings as one record: one SQLite file per negotiation, that no crash leaves half written.

file.py     open or create the file, or refuse it with a sentence
store.py    add readings, give them back
search.py   full text
check.py    say what is wrong with a record
"""

from __future__ import annotations

from dragoman.record.check import Fault
from dragoman.record.search import Hit
from dragoman.record.store import Added, Store

__all__ = ["Added", "Fault", "Hit", "Store"]
