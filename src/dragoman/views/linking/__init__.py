"""Tell acts apart across documents: which entries are one act, which may be, which reports are copies of one.

linked.py    all acts of a record at once
kept.py      acts kept in the file: a document that comes is compared with those that share a key with it
join.py      candidates, the clearly best one, what people judged
board.py     what is compared and what came of it, by entry
facts.py     what there is to compare in an entry
keys.py      the keys under which it is found, and those under which those are that may be the same act
compare.py   what speaks for and against two entries being one act, in words
people.py    one actor however many documents call him
families.py  near-copies of one wire text
words.py     words, the rare ones first
"""

from __future__ import annotations

from dragoman.views.linking.facts import ACTS
from dragoman.views.linking.linked import Found, Linked, linked

__all__ = ["ACTS", "Found", "Linked", "linked"]
