"""Take in reports that were pasted or dropped: each is stored, known already, failed or not kept, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import BinaryIO, NamedTuple

from fastapi import UploadFile

from dragoman.engines.here import attempt
from dragoman.intake import document_of, with_date
from dragoman.intake.decode import LIMIT
from dragoman.model import Failure
from dragoman.problems import IntakeError, RecordError, UsageError
from dragoman.record import Store
from dragoman.views.linking.kept import when_little_waits
from dragoman.web.desk import Desk
from dragoman.web.limits import FILES, REPORTS

PASTED = "pasted.txt"
NOT_KEPT = "not kept"  # the fault is not the report's: it can be sent again
EMPTY = {"results": [], "text": "", "date": "", "waits": False, "most": REPORTS, "many": FILES}  # the page to add on


class Given(NamedTuple):
    """A report as it came: its name and its bytes, not yet read."""

    name: str
    file: BinaryIO


class Result(NamedTuple):
    """What became of a report: added, updated, unchanged, failed or not kept; why; the id of its document."""

    name: str
    result: str
    why: str = ""
    document: str = ""


def given(text: str, files: Iterable[UploadFile]) -> list[Given]:
    """Return what was pasted, then the files."""
    pasted = [Given(PASTED, BytesIO(text.encode("utf-8", "surrogatepass")))] if text.strip() else []
    return [*pasted, *(Given(file.filename, file.file) for file in files if file.filename)]


def kept(desk: Desk, reports: Sequence[Given], date: str | None) -> list[Result]:
    """Read the reports and keep them, one after the other; one that fails stops no other.

    Where the record itself cannot be written to, that report and those after it are not kept, and nobody waits for it.
    """
    results: list[Result] = []
    try:
        with desk.store() as store:
            for report in reports:
                results.append(_taken(store, report, date))
            when_little_waits(store)
    except RecordError as error:
        results += [Result(report.name, NOT_KEPT, str(error)) for report in reports[len(results) :]]
    return results


def _taken(store: Store, report: Given, date: str | None) -> Result:
    """Keep one report, or the reason why not. Raises RecordError where the record cannot be written to."""
    from dragoman.reading import read

    try:
        document = document_of(report.file.read(LIMIT + 1), report.name)
        found = attempt(read, store.settle(with_date(document, date) if date else document))
    except (IntakeError, UsageError) as error:
        found = Failure(path=report.name, error=str(error))
    if isinstance(found, Failure):
        store.failures.note(report.name, found.error)
        return Result(report.name, "failed", found.error)
    added = store.add(found)
    store.failures.read(report.name)
    return Result(report.name, added.outcome, "; ".join(added.notes), added.document)
