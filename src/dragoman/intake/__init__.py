"""Turn anything that holds a report into a `Document`: `documents` for many paths, `read_file` for one.

decode.py       bytes -> text: limits, binary files, encodings
text.py html.py markdown.py   one `intake(data, name) -> Document` for each form, found as plugins
child.py extract.py rendered.py   the killable child that parses HTML and Markdown, and what becomes of its answer
tables/         rows of JSON lines, CSV, TSV and Parquet as documents, one after the other
compose.py      text + metadata -> Document; uses header.py dateline.py dates.py boilerplate.py english.py lines.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from dragoman import plugins
from dragoman.intake import dates
from dragoman.intake.decode import LIMIT, read_bytes, too_large
from dragoman.model import Date, Document, Failure, Intake, Problem
from dragoman.problems import IntakeError

__all__ = ["documents", "document_of", "read_file", "reports_in", "with_date"]

FORMS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
ABOUT = frozenset(("readme", "license", "licence", "copying", "changelog", "contributing"))  # files about a folder
PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
TAG = re.compile(rb"<(?:[a-z!][^<>]{0,2000}|/[a-z][a-z0-9]*)>", re.I)
PROCESS = re.compile(rb"(?:#[^\n]*\n|\s)*+\[process\]\s*\n")


def documents(
    paths: Iterable[str | Path],
    *,
    date: str | None = None,
    limit: int = LIMIT,
    form: str | None = None,
    stdin: bytes = b"",
) -> Iterator[Document | Failure]:
    """Yield a document, or a Failure, for each file in the paths: files, folders (recursive, sorted) and `-` (`stdin`).

    `date` (EDTF) goes to documents that have no date; `form` names the intake, else the file's name and content say it;
    `limit` is in bytes. Raises UsageError at once for a date that is none and a form that is not installed.
    """
    given = dates.checked(date) if date is not None else None
    if form is not None:
        intake_named(form)
    return each(paths, given, limit, form, stdin)


def each(
    paths: Iterable[str | Path], date: str | None, limit: int, form: str | None, stdin: bytes
) -> Iterator[Document | Failure]:
    """Yield what `documents` promises, its arguments checked."""
    for path in paths:
        try:
            files = [path] if str(path) == "-" or not is_folder(path) else reports_in(Path(path))
        except IntakeError as error:
            yield Failure(path=str(path), error=str(error))
            continue
        for file in files:
            try:
                document = from_stdin(stdin, form, limit) if str(file) == "-" else read_file(file, form, limit)
            except IntakeError as error:
                yield Failure(path=str(file), error=str(error))
            else:
                yield with_date(document, date) if date else document


def is_folder(path: str | Path) -> bool:
    """Tell whether a path is a folder; a path that cannot be looked at is none."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def read_file(path: str | Path, form: str | None = None, limit: int = LIMIT) -> Document:
    """Return the document in one file; raises IntakeError with the reason when there is none."""
    return document_of(read_bytes(Path(path), limit), str(path), form)


def from_stdin(data: bytes, form: str | None, limit: int) -> Document:
    """Return the document in what standard input held."""
    if len(data) > limit:
        raise too_large("standard input", len(data), limit)
    return document_of(data, "standard input", form)


def document_of(data: bytes, name: str, form: str | None = None) -> Document:
    """Return the document in the bytes, by the intake named `form` or the one that name and content call for."""
    return intake_named(form or form_of(data, name))(data, name)


@cache
def intake_named(form: str) -> Intake:
    """Return the intake of that name; looking through the installed packages takes 15 ms, so once is enough."""
    intake: Intake = plugins.load("intake", form)
    return intake


def form_of(data: bytes, name: str) -> str:
    """Return the name of the intake: by content where it contradicts the name, else by the name's suffix.

    A page saved as `.txt` is HTML, a text saved as `.html` has no tags, and an unknown suffix is text. Raises
    IntakeError for entries by hand, which are no report.
    """
    if PROCESS.match(data[:4096]):
        raise IntakeError(f"{name}: entries by hand, not a report. `dragoman import` keeps them.")
    suffix = Path(name).suffix.lower()
    start = data[:4096].replace(b"\0", b"")  # UTF-16, for what ASCII there is
    if suffix and suffix not in FORMS and suffix[1:] in plugins.known("intake"):
        return suffix[1:]  # a stranger's intake for `.eml` is called eml
    if PAGE.match(start.lstrip(b"\xff\xfe")):
        return "html"
    form = FORMS.get(suffix, "text")
    return "text" if form == "html" and not TAG.search(data.replace(b"\0", b"")) else form


def reports_in(folder: Path, also: Iterable[str] = ()) -> list[Path]:
    """Return the reports in a folder and the folders in it, sorted; hidden files and READMEs are none.

    `also` are suffixes of other files that count. Raises IntakeError when there are none.
    """
    suffixes = (*FORMS, *also, *(f".{name}" for name in plugins.known("intake")))
    found: list[Path] = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(at, name) for name in names if not name.startswith("."))
        read = (path for path in paths if path.name.lower().endswith(suffixes))
        found.extend(path for path in read if path.stem.lower() not in ABOUT)
    if not found:
        looked_for = " ".join(sorted((*FORMS, *also)))
        raise IntakeError(f"{folder}: no reports in this folder; looked for {looked_for}, in its folders too.")
    return sorted(found)


def with_date(document: Document, edtf: str, basis: str = "given", override: bool = False) -> Document:
    """Return the document with the date, if it has none; `override` replaces one that the text or the metadata give.

    Raises UsageError when `edtf` is no day, month or year.
    """
    checked = dates.checked(edtf)
    if document.date is not None and not override:
        return document
    others = tuple(problem for problem in document.problems if problem.code != "no-date-in-text")
    problem = Problem(code="no-date-in-text", message=f"no publication date in the text; {checked} was given")
    problems = others if document.date and document.date.basis != "file name" else (*others, problem)
    return msgspec.structs.replace(document, date=Date(edtf=checked, basis=basis), problems=problems)
