"""Answer for what is made of a large record: a page that says so and looks again by itself; files piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse

from dragoman.web.answers import html, language
from dragoman.web.derived import Files
from dragoman.web.render import as_csv_parts, as_json, catalogue
from dragoman.web.whole import NotYet

AGAIN = 3  # seconds after which a page looks again


def waiting(app: FastAPI) -> None:
    """Let an app say that something is being made: on a page that looks again by itself, else with 503."""

    @app.exception_handler(NotYet)
    async def not_yet(request: Request, error: NotYet) -> Response:
        if request.url.path.endswith((".json", ".csv")):
            told = as_json({"message": str(error)})
            return Response(told, 503, {"Retry-After": str(AGAIN)}, media_type="application/json")
        title = catalogue(language(request))[error.wanted.name]
        values = {"title": title, "wanted": error.wanted, "seconds": error.seconds, "why": error.why}
        return html("waiting", request, {**values, "again": AGAIN if error.again else 0}, 202)


def in_parts(found: dict[str, Any], form: str) -> Response | None:
    """Return all of a view of which a page shows part, as `json` or `csv`; None where the page shows all there is."""
    if "files" in found:
        return streamed(found["files"], form)
    return sheet_by_sheet(found["sheets"], form) if "sheets" in found else None


def streamed(files: Files, form: str) -> Response:
    """Return a view as `json` or `csv`. Raises NotYet where the record has changed since it was made."""
    if not files.fresh:
        raise NotYet(files.made.wanted, 0, "The record has changed since it was made last.", again=True)
    span = files.laid.sheet.json if form == "json" else files.laid.sheet.csv
    kind = "application/json" if form == "json" else "text/csv; charset=utf-8"
    return StreamingResponse(files.laid.box.pieces(span), media_type=kind)


def sheet_by_sheet(sheets: Callable[[], Iterable[Sequence[Any]]], form: str) -> Response:
    """Return a view that is read part by part as `json` or `csv`, whole."""
    kind = "application/json" if form == "json" else "text/csv; charset=utf-8"
    return StreamingResponse(_as_json(sheets()) if form == "json" else as_csv_parts(sheets()), media_type=kind)


def _as_json(sheets: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    begins = b"["
    for sheet in sheets:
        for value in sheet:
            yield begins + as_json(value)
            begins = b","
    yield b"[]" if begins == b"[" else b"]"
