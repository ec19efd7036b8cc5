"""Dragoman keeps the record of a negotiation: it reads reports, readouts and communiqués and says what follows.

The public names are loaded when they are first asked for, so that `dragoman --help` starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dragoman.intake import document_of, documents, with_date
    from dragoman.language import mark
    from dragoman.model import Document, Reading, Record
    from dragoman.reading import read
    from dragoman.record import Store

__all__ = [
    "Document",
    "Reading",
    "Record",
    "Store",
    "__version__",
    "document_of",
    "documents",
    "mark",
    "read",
    "with_date",
]

HOMES = {
    "Document": "model",
    "Reading": "model",
    "Record": "model",
    "Store": "record",
    "document_of": "intake",
    "documents": "intake",
    "mark": "language",
    "read": "reading",
    "with_date": "intake",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute '{name}'; it has: {', '.join(__all__)}")
    return getattr(import_module(f"dragoman.{HOMES[name]}"), name)
