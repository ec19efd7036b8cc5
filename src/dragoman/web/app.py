"""Say which address shows what: each page also as .json and .csv, judgements and reports only from its own forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from fastapi import FastAPI, File, Form, Request, UploadFile
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dragoman import __version__
from dragoman.problems import DragomanError, RecordError, UsageError
from dragoman.publish import dossier as on_paper
from dragoman.record import Judged, Verdict
from dragoman.web import arrive, judge, shown
from dragoman.web.desk import Desk
from dragoman.web.guard import Guard, Keys
from dragoman.web.render import HERE, LANGUAGES, as_csv, as_json, page

PAPERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
ONE = ("document", "entry", "accounts")  # pages of one thing, by id


class Asked(NamedTuple):
    """What a page is asked: an id, and what stands behind the question mark."""

    id: str = ""
    query: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """Return a value, None where it is left empty."""
        return self.query.get(name, "").strip() or None


View = Callable[[Desk, Any], dict[str, Any]]


def make(record: Path, keys: Keys, hosts: frozenset[str], read_only: bool = False) -> FastAPI:
    """Return the desk of a record. `hosts` are the only values of the header Host that it answers to."""
    app = FastAPI(title="Dragoman", version=__version__, openapi_url="/api", docs_url=None, redoc_url=None)
    desk = Desk(record)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(Guard, keys=keys, hosts=hosts, read_only=read_only)
    for name, view in shown.PAGES.items():
        _routes(app, desk, name, view, read_only)
    _papers(app, desk)
    _changes(app, desk)
    _refusals(app, read_only)
    return app


def _refusals(app: FastAPI, read_only: bool) -> None:
    """Tell what is not there, does not fit or cannot be read now on a page, to the script of a page as JSON."""

    def told(request: Request, message: str, status: int) -> Response:
        if _wants_json(request):
            return Response(as_json({"message": message}), status, media_type="application/json")
        return _html("problem", request, {"message": message}, read_only, status=status)

    @app.exception_handler(DragomanError)
    async def refused(request: Request, error: DragomanError) -> Response:
        return told(request, str(error), 503 if isinstance(error, RecordError) else 404)

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: HTTPException) -> Response:
        return told(request, error.detail, error.status_code)

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(str(one["loc"][-1]) for one in error.errors())
        return told(request, f"the form lacks these, or they do not fit: {names}.", 422)


def _routes(app: FastAPI, desk: Desk, name: str, view: View, read_only: bool) -> None:
    """Add a page under its address, as .json and as .csv."""
    path = "/" if name == "overview" else f"/{name}/{{id}}" if name in ONE else f"/{name}"

    def asked(request: Request, ending: str = "") -> Asked:
        return Asked(request.path_params.get("id", "") + ending, dict(request.query_params))

    def html(request: Request) -> Response:
        return _html(name, request, view(desk, asked(request)), read_only)

    def json(request: Request) -> Response:
        return whole(request, ".json") or Response(
            as_json(view(desk, asked(request))["data"]), media_type="application/json"
        )

    def csv(request: Request) -> Response:
        if page := whole(request, ".csv"):
            return page
        found = view(desk, asked(request))
        return Response(found.get("table") or as_csv(found["rows"]), media_type="text/csv; charset=utf-8")

    def whole(request: Request, ending: str) -> Response | None:
        """Return the page of what has an id that itself ends so, as ids that people give may."""
        if name not in ONE:
            return None
        try:
            return _html(name, request, view(desk, asked(request, ending)), read_only)
        except UsageError:
            return None

    plain = path if path != "/" else "/overview"
    _got(app, f"{plain}.json", json, f"{name}.json")
    _got(app, f"{plain}.csv", csv, f"{name}.csv")
    _got(app, path, html, name, HTMLResponse)


def _got(
    app: FastAPI, path: str, answer: Callable[[Request], Response], name: str, kind: type[Response] = JSONResponse
) -> None:
    """Add an address that is looked at, also with HEAD, for which the server leaves the body out."""
    app.add_api_route(path, answer, methods=["GET"], response_class=kind, name=name)
    app.add_api_route(path, answer, methods=["HEAD"], response_class=kind, name=name, include_in_schema=False)


def _html(name: str, request: Request, values: dict[str, Any], read_only: bool, status: int = 200) -> Response:
    language = request.query_params.get("lang") or request.cookies.get("lang") or "en"
    language = language if language in LANGUAGES else "en"
    asked = {key: value for key, value in request.query_params.items() if key != "lang"}
    here = {
        "path": request.url.path,
        "asked": asked,
        "read_only": read_only,
        "pages": shown.MENU,
        "version": __version__,
    }
    answer = HTMLResponse(page(name, language, here=here, version=__version__, **values), status)
    if "lang" in request.query_params:
        answer.set_cookie("lang", language, samesite="strict", httponly=True, path="/")
    return answer


def _papers(app: FastAPI, desk: Desk) -> None:
    """Add the dossier, to be saved and never shown here: what a text says is no page of ours."""

    def saved(form: str, write: Callable[[on_paper.Dossier], str | bytes]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            asked = Asked(query=dict(request.query_params))
            days = tuple(asked.get(name) for name in ("as_of", "since", "until"))
            found = desk.view(("dossier", days), lambda: on_paper.dossier(desk.record(), *days))
            kept = {"Content-Disposition": f'attachment; filename="dossier.{form}"'}
            return Response(write(found), media_type=PAPERS[form], headers=kept)

        return answer

    for form, write in (("docx", on_paper.docx), ("html", on_paper.html)):
        _got(app, f"/dossier.{form}", saved(form, write), f"dossier.{form}")


def _changes(app: FastAPI, desk: Desk) -> None:
    """Add what changes the record: judgements, their undoing, reports that are pasted or dropped."""

    @app.post("/judge", response_class=RedirectResponse)
    def judged(
        request: Request,
        target: Annotated[tuple[str, ...], Form()],
        verdict: Annotated[str, Form()],
        value: Annotated[tuple[str, ...], Form()] = (),
        why: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "/review",
    ) -> Response:
        said: Verdict = verdict  # type: ignore[assignment]  # what is none is refused by the record, with those there are
        values = [one for one in value if one]
        return _kept(request, judge.kept(desk, target, said, values, why or None), back)

    @app.post("/undo", response_class=RedirectResponse)
    def undo(request: Request, back: Annotated[str, Form()] = "/review") -> Response:
        return _kept(request, judge.undone(desk), back)

    @app.post("/add", response_class=HTMLResponse)
    def add(
        request: Request,
        text: Annotated[str, Form()] = "",
        date: Annotated[str, Form()] = "",
        files: Annotated[tuple[UploadFile, ...], File()] = (),
    ) -> Response:
        results = arrive.kept(desk, arrive.given(text, files), date.strip() or None)
        return _html("add", request, {"results": results}, read_only=False)


def _kept(request: Request, made: Sequence[Judged], back: str) -> Response:
    """Return what was kept to the script of a page, the page to come back to for a form."""
    if _wants_json(request):
        return Response(as_json(made), media_type="application/json")
    return RedirectResponse(_local(back), 303)


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"


def _local(back: str) -> str:
    """Return an address of this desk; one that leads anywhere else becomes the first page."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
