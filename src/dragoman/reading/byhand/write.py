"""Write tables as TOML in one form: keys in the order of their form, words between single quotation marks.

`tomli-w` (MIT) writes no literal strings: words with a quotation mark in them would not stand there as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dragoman.reading.byhand.form import Key, tables
from dragoman.reading.byhand.scan import ONCE, PARTING

ESCAPED = re.compile("[\x00-\x08\x0a-\x1f\x7f]")  # what stands in no string of one line as it is


def written(rows: Iterable[tuple[str, Mapping[str, Any]]], form: str = "byhand") -> str:
    """Return tables of a form, each with its name and its values by key; what is None or empty is left out."""
    return "\n".join("".join(_lines(table, values, tables(form)[table])) for table, values in rows)


def _lines(table: str, values: Mapping[str, Any], keys: Mapping[str, Key]) -> Iterator[str]:
    yield f"[{table}]\n" if table in ONCE else f"[[{table}]]\n"
    for name, key in keys.items():
        value = values.get(name)
        if value is not None and value != () and value != []:
            yield f"{name} = {_value(value, verbatim=key.kind == 'words')}\n"


def _value(value: Any, *, verbatim: bool = False) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _words(value) if verbatim else _string(value)
    return repr(value)


def _words(words: str) -> str:
    """Return words as they are where TOML can hold them so."""
    one_line = not ESCAPED.search(words)
    if one_line and "'" not in words:
        return f"'{words}'"
    parting = PARTING.search(words)
    if not parting and not ESCAPED.search(words.replace("\n", "")) and "'''" not in words and not words.endswith("'"):
        return f"'''\n{words}'''"
    return _string(words)


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
