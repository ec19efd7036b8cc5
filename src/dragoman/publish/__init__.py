"""Write a record out: each exporter is one function from a Record to pieces of text, and names no file.

reading.py   the printed form of a reading, shared by `read --json`, json and yaml
schema.py    the JSON Schema of that form
json.py yaml.py csv.py plover.py
"""

from __future__ import annotations

from dragoman.publish.reading import printable

__all__ = ["printable"]
