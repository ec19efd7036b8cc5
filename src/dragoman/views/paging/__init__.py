"""Show one page of a large record without reading all of it: what is on the page, in the words of the whole views.

order.py  keeps where each entry stands, act by act, in the table `shown`
pages.py  what a page of the timeline, of meetings, statements, the queue ... consists of

A page is the view of the part of the record that is on it: the table says which entries, the file gives the documents
that tell of their acts, and the views of views/ make of those the lines that they would make of the whole.
"""

from __future__ import annotations

from dragoman.views.paging.order import LITTLE, in_order, little_in_order
from dragoman.views.paging.pages import Page

__all__ = ["LITTLE", "Page", "in_order", "little_in_order"]
