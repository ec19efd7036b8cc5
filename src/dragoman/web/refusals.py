"""Tell what could not be done: what happened and what to do, on a page, to the script of a page as JSON."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dragoman.problems import DragomanError, PluginError, RecordError
from dragoman.web.answers import html, language, wants_json
from dragoman.web.guard import HEADERS, SAFE
from dragoman.web.render import as_json, catalogue

NAMED = (400, 404, 405, 413, 422, 429, 500, 503)  # have words of their own: problem_404, do_404


def refusals(app: FastAPI) -> None:
    """Let an app tell all that it refuses."""

    @app.exception_handler(DragomanError)
    async def refused(request: Request, error: DragomanError) -> Response:
        return told(request, str(error), _status(request, error))

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: HTTPException) -> Response:
        words = catalogue(language(request))
        lead = {404: "no_page", 405: "no_method", 413: "no_more"}.get(error.status_code)
        what = error.detail if error.status_code not in (404, 405) else request.url.path
        return told(request, f"{words[lead]} {what}" if lead else what, error.status_code)

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(str(one["loc"][-1]) for one in error.errors())
        return told(request, f"{catalogue(language(request))['unfit']} {names}", 422)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        answer = told(request, f"{catalogue(language(request))['unforeseen']} {type(error).__name__}", 500)
        answer.headers.update(HEADERS)  # nobody stands before this answer, not even the guard
        return answer


def told(request: Request, message: str, status: int) -> Response:
    """Return what happened, with what to do about it."""
    words, named = catalogue(language(request)), status if status in NAMED else 400
    advice = words[f"do_{named}"]
    if wants_json(request):
        return Response(as_json({"message": f"{message} {advice}"}), status, media_type="application/json")
    return html("problem", request, {"title": words[f"problem_{named}"], "message": message, "advice": advice}, status)


def _status(request: Request, error: DragomanError) -> int:
    if isinstance(error, RecordError | PluginError):
        return 503
    if request.method not in SAFE:
        return 422
    return 404 if request.path_params else 400
