"""The desk: the record in a browser, words first.

app.py     which address shows what, as page, .json and .csv; changes.py what forms send
answers.py what is answered; refusals.py what cannot be done, and what to do about it
guard.py   who may ask: hosts, origins, the one-time link, the headers of every answer
login.py   the page that asks for the password; password.py whether it fits, who guesses too often
feed.py    the calendar, for programs that show a token
limits.py  how much is taken at once
news.py    what is new since somebody last looked, what failed
judge.py   what people judge, and its undoing
arrive.py  reports that are pasted or dropped
desk.py    the record behind the pages, read again when it changed
render.py  templates, and the words and pieces they are made of
marks.py   a text cut into pieces, so that words can be marked without any of it becoming markup
lanes.py   the timeline as a picture
people.py  the pages of actors; merging.py what is judged of them
network.py who has to do with whom, as a picture
globe.py   a window on the earth, with coasts and borders
atlas.py   the map as a picture
serve.py   run it on this machine
"""

from __future__ import annotations

from dragoman.web.app import make
from dragoman.web.serve import serve

__all__ = ["make", "serve"]
