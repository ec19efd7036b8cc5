"""Export entries by hand as the TOML that was imported: each process as its text lies, byte for byte.

A line `#:: process ID` parts the processes of a record that has several; `import` takes them apart there.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model import Record
from dragoman.reading.byhand import CHANNEL, PARTED


def export(record: Record) -> Iterator[str]:
    """Yield the text of each process."""
    first = True
    for reading in record.readings:
        if reading.document.channel == CHANNEL:
            if not first:
                yield PARTED.format(reading.document.url)
            yield reading.document.text
            first = False
    if first:
        yield "# This record has no entries by hand.\n"
