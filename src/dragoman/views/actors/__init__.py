"""Say who acts in a record: everybody once, what they did and with whom, who may be one with them.

parts.py     who has which part in which act
listed.py    everybody, each in one line
crowd.py     all this as plain values, for a large record
portrait.py  one of them: roles, names, words
likely.py    who may be the same as somebody, and why
network.py   who met, spoke to, promised whom
"""

from __future__ import annotations

from dragoman.views.actors.crowd import Crowd, crowd, gathered
from dragoman.views.actors.likely import Likely, likely
from dragoman.views.actors.listed import Listed, Looked, listed
from dragoman.views.actors.network import Knot, Network, Tie, Ties, network
from dragoman.views.actors.parts import Part, People, people
from dragoman.views.actors.portrait import Portrait, portrait

__all__ = [
    "Crowd",
    "Knot",
    "Likely",
    "Listed",
    "Looked",
    "Network",
    "Part",
    "People",
    "Portrait",
    "Tie",
    "Ties",
    "crowd",
    "gathered",
    "likely",
    "listed",
    "network",
    "people",
    "portrait",
]
