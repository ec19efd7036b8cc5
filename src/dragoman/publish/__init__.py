"""Write a record out: each exporter is one function from a Record to pieces of text, and names no file.

reading.py   the printed form of a reading, shared by `read --json`, json and yaml
schema.py    the JSON Schema of that form
json.py yaml.py csv.py
toml.py      entries by hand, as they were imported; sheet.py what was read, to correct
options.py   the options matrix as CSV
ics.py       the dates as iCalendar
geojson.py   the acts where they happen
dossier/     the record on paper, for Word or to print
coded.py     the events of a reading coded in PLOVER and CAMEO, by codes.py; rows.py makes them flat for tables.py
plover.py polecat.py icews.py gdelt.py petrarch.py   the shapes of the field, their cells by cells.py
"""

from __future__ import annotations

from dragoman.publish.reading import printable

__all__ = ["printable"]
