"""Export as TOML: each process by hand as its text lies, byte for byte; then what was read, as a sheet to correct.

Where there is more than one of these, a line `#:: NAME` parts them; `import` takes them apart there.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.kinds import BY_HAND
from dragoman.model import Record
from dragoman.publish.sheet import sheet
from dragoman.reading.byhand import PARTED


def export(record: Record) -> Iterator[str]:
    """Yield the text of each process, and the sheet of what was read."""
    texts = [
        (reading.document.url, reading.document.text)
        for reading in record.readings
        if reading.document.channel == BY_HAND
    ]
    if read := sheet(record):
        texts.append(("what was read", read))
    for number, (name, text) in enumerate(texts):
        if number:
            yield PARTED.format(name)
        yield text
    if not texts:
        yield "# This record has no commitments, decisions or verifications.\n"
