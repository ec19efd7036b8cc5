"""Say what a record knows better of a document that it gets again: a date known in a surer way, a title it lacked."""

from __future__ import annotations

import msgspec

from dragoman.model import Document

# How sure each way of knowing a document's date is. A date that a person gave is never overruled by a machine's.
TRUST = {"given": 4, "metadata": 3, "text": 2, "file name": 1}


def settled(stored: Document, new: Document) -> tuple[Document, tuple[str, ...]]:
    """Return the stored document with what the new one knows better, and what changed in words."""
    changes = {
        name: getattr(new, name)
        for name in ("title", "title_span", "dateline", "publisher", "url", "language")
        if getattr(stored, name) is None and getattr(new, name) is not None
    }
    notes = [f"{name} {changes[name]}" for name in ("title", "publisher", "url", "language") if name in changes]
    if _better(stored, new):
        changes["date"] = new.date
        notes.insert(0, f"date {say(new)}, was {say(stored)}")
    return msgspec.structs.replace(stored, text=new.text, **changes), tuple(notes)


def _better(stored: Document, new: Document) -> bool:
    """Return whether the new date overrules the stored one: it is another, and known in a surer way, or given anew."""
    if new.date is None or new.date == stored.date:
        return False
    old, trust = TRUST.get(stored.date.basis, 0) if stored.date else -1, TRUST.get(new.date.basis, 0)
    return trust > old or (trust == old == TRUST["given"])


def edtf_of(document: Document) -> str | None:
    """Return the date of a document."""
    return document.date.edtf if document.date else None


def say(document: Document) -> str:
    """Return the date of a document and how it is known, in words."""
    return f"{document.date.edtf} ({document.date.basis})" if document.date else "unknown"
