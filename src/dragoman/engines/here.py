"""Read documents one after the other in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Document, Failure, Reader, Reading
from dragoman.problems import PluginError, UsageError


def run(reader: Reader, documents: Iterable[Document]) -> Iterator[Reading | Failure]:
    """Yield the reading of each document in order, or the failure that says which document and why."""
    return (attempt(reader, document) for document in documents)


def attempt(reader: Reader, document: Document) -> Reading | Failure:
    """Return the reading, or a failure where the reader raises: no reader may, but a stranger's plugin can.

    Raises PluginError and UsageError of a reader that can read no document at all: its model is missing, say.
    """
    try:
        return reader(document)
    except (PluginError, UsageError):
        raise
    except Exception as error:
        return failure(document, f"the reader failed: {type(error).__name__}: {error}")


def failure(document: Document, why: str) -> Failure:
    """Return the failure of a document; its `path` is the document's id, the caller knows the file."""
    title = f" ({document.title})" if document.title else ""
    return Failure(path=document.id, error=f"document {document.id}{title}: {why}")
