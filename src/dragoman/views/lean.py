"""Leave out of a reading what ledger, evidence, sequence, options and agenda do not ask for: a large record is smaller.

They ask who speaks in a statement, in which other one and what it says; not where its words stand, nor for mentions,
times, PLOVER rows and problems. Mentions are asked for where somebody is looked up by name (`sequence --says`).
"""

from __future__ import annotations

import msgspec

from dragoman.model import Reading, Statement


def lean(reading: Reading, mentions: bool = False) -> Reading:
    """Return a reading of which these views make the same; with `mentions` those stay."""
    return msgspec.structs.replace(
        reading,
        mentions=reading.mentions if mentions else (),
        times=(),
        plover=(),
        problems=(),
        statements=tuple(map(_told, reading.statements)),
    )


def _told(statement: Statement) -> Statement:
    return msgspec.structs.replace(statement, sources=(), spans=(), speaker_span=None, stance=())
