"""Tell one state of a record from another, so that what was made of an earlier one is never taken for new."""

from __future__ import annotations

import apsw

from dragoman import __version__
from dragoman.model import Value
from dragoman.record import judgements
from dragoman.record.judgements import Chain


class State(Value, frozen=True, kw_only=True):
    """A state of a record: the number of its last arrival, of what and when (UTC), its judgements, who reads it."""

    arrival: int
    document: str
    made: str
    judgements: Chain
    version: str


def state(connection: apsw.Connection) -> State:
    """Return the state of a record: another one after whatever came, went, was read again or was judged."""
    query = "SELECT number, document, made FROM arrivals ORDER BY number DESC LIMIT 1"
    number, document, made = connection.execute(query).fetchone() or (0, "", "")
    return State(
        arrival=int(number),
        document=str(document),
        made=str(made),
        judgements=judgements.chain(connection),
        version=__version__,
    )
