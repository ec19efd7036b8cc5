"""Tell acts apart across documents: which entries are one act, which may be, which reports are copies of one.

join.py      candidates, the clearly best one, what people judged
facts.py     what there is to compare in an entry, and the keys it is looked for under
compare.py   what speaks for and against two entries being one act, in words
people.py    one actor however many documents call him
families.py  near-copies of one wire text
words.py     words, the rare ones first
"""

from __future__ import annotations

from dragoman.views.linking.join import ACTS, Found, Linked, linked

__all__ = ["ACTS", "Found", "Linked", "linked"]
