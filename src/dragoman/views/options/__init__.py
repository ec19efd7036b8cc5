"""Say which venues and days remain, what blocks the others and what would have to give (docs/options.md).

answer.py     what is asked, what the answer holds
matters.py    what is to be decided, by whom
positions.py  who holds what, in whose words
values.py     what a value asks for: places, distances, days
axes.py       the options of one question; what the positions on them come to
sets.py       why nothing is possible: minimal sets to lift, minimal conflicts, Pareto order
whynot.py     the option that is asked about
matrix.py     all of it together
"""

from __future__ import annotations

from dragoman.views.options.answer import ALL, Asked, Cell, Change, Options, Raising, Relaxation, WhyNot
from dragoman.views.options.axes import Choice
from dragoman.views.options.matrix import options
from dragoman.views.options.positions import Hard, Position

__all__ = [
    "ALL",
    "Asked",
    "Cell",
    "Change",
    "Choice",
    "Hard",
    "Options",
    "Position",
    "Raising",
    "Relaxation",
    "WhyNot",
    "options",
]
