"""Say what waits on what, according to whom: what is blocked, what blocks all else, who waits for a return.

state.py   how far a step is
ruled.py   what rules of deadlines order
graph.py   layers and circles
part.py    the steps around one
view.py    the view itself
"""

from __future__ import annotations

from dragoman.views.sequence.view import (
    EVERYBODY,
    TEXT,
    Blocked,
    Dispute,
    Sequence,
    Turned,
    Unreturned,
    sequence,
    turned,
)

__all__ = ["EVERYBODY", "TEXT", "Blocked", "Dispute", "Sequence", "Turned", "Unreturned", "sequence", "turned"]
