"""Hand a record on paper: one Word document or one page to print, every sentence with a footnote that has its words.

gather.py      what it says, sentence by sentence (sentences.py)
word.py        as a Word document, its footnotes by footnotes.py
page.py        as HTML that needs nothing else, laid out by page.html
"""

from __future__ import annotations

from dragoman.publish.dossier.gather import Dossier, dossier
from dragoman.publish.dossier.page import html
from dragoman.publish.dossier.word import docx

__all__ = ["Dossier", "docx", "dossier", "html"]
