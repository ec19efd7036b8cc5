"""Take in reports that were pasted or dropped: each is stored, known already, or failed with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fastapi import UploadFile

from dragoman.intake import document_of, with_date
from dragoman.intake.decode import LIMIT
from dragoman.problems import DragomanError
from dragoman.views.linking.kept import when_little_waits
from dragoman.web.desk import Desk


class Given(NamedTuple):
    """A report as it came: its name and bytes."""

    name: str
    data: bytes


class Result(NamedTuple):
    """What became of a report: stored, updated, known or failed; why; the id of its document."""

    name: str
    result: str
    why: str = ""
    document: str = ""


def given(text: str, files: Iterable[UploadFile]) -> Iterator[Given]:
    """Yield what was pasted, then the files; of a file that is too large, no more than shows that it is."""
    if text.strip():
        yield Given("pasted.txt", text.encode("utf-8", "surrogatepass"))
    for file in files:
        if file.filename:
            yield Given(file.filename, file.file.read(LIMIT + 1))


def kept(desk: Desk, reports: Iterable[Given], date: str | None) -> list[Result]:
    """Read the reports and keep them, one after the other; one that fails stops no other."""
    from dragoman.reading import read

    results = []
    with desk.store() as store:
        for report in reports:
            try:
                document = document_of(report.data, report.name)
                document = store.settle(with_date(document, date) if date else document)
                added = store.add(read(document))
            except DragomanError as error:
                results.append(Result(report.name, "failed", str(error)))
            else:
                results.append(Result(report.name, added.outcome, "; ".join(added.notes), added.document))
        when_little_waits(store)
    return results
