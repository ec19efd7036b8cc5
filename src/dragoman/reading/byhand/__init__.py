"""Read entries by hand: a process written down in TOML by a person (docs/byhand.md).

scan.py    tables, keys and values, and where each lies in the text
form.py    which there are (terms/byhand.tsv), of which kind
values.py  venues, dates, rules
refer.py   every id leads somewhere, all words to a source
make.py    the reading
write.py   tables as text
"""

from __future__ import annotations

import re

from dragoman.model import Reading
from dragoman.problems import IntakeError
from dragoman.reading.byhand import form, refer
from dragoman.reading.byhand.make import READER, made
from dragoman.reading.byhand.refer import Record
from dragoman.reading.byhand.scan import scan, told, unfit

__all__ = ["ALONE", "PARTED", "READER", "Record", "parts", "read"]

PARTED = "\n#:: {}\n"  # between two texts in one export
ALONE = Record(lambda _: None, lambda *_: None)  # no record: no document can be named as a source


def read(text: str, name: str = "entries by hand", record: Record = ALONE) -> Reading:
    """Return the reading of a process. `name` is that of the file, for messages; `record` is what the file may name.

    Raises IntakeError for a text that is not sound: a line for each fault, in the order of the text. What is no TOML
    comes first: only where all is, is it asked what the values are and whether they lead anywhere.
    """
    if why := unfit(text):
        raise IntakeError(f"'{name}' {why}.")
    rows, faults = scan(text)
    if not faults:
        faults = [*form.faults(rows), *refer.faults(form.sound(rows), record)]
    if faults:
        raise IntakeError(told(name, faults))
    return made(text, rows)


def parts(text: str) -> list[str]:
    """Return the texts that an export holds, one after the other, each as it was."""
    return re.split(PARTED.format("[^\n]*"), text)
