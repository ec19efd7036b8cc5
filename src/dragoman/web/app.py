"""Say which address shows what: each page also as .json and .csv, the dossier to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from dragoman import __version__
from dragoman.problems import UsageError
from dragoman.publish import dossier as on_paper
from dragoman.web import news, people, shown
from dragoman.web.answers import asker, html
from dragoman.web.asked import Asked, View
from dragoman.web.changes import changes
from dragoman.web.desk import Desk
from dragoman.web.feed import feed
from dragoman.web.guard import Guard, Keys
from dragoman.web.limits import Limits
from dragoman.web.login import login
from dragoman.web.refusals import refusals
from dragoman.web.render import HERE, as_csv, as_json
from dragoman.web.waiting import in_parts, waiting

PAPERS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
ONE = ("document", "entry", "accounts", "actor")  # pages of one thing, by id
PAGES = shown.PAGES | people.PAGES | news.PAGES


def make(
    record: Path, keys: Keys, hosts: frozenset[str], read_only: bool = False, names: frozenset[str] = frozenset()
) -> FastAPI:
    """Return the desk of a record. `hosts` and `names` are the only values of the header Host that it answers to.

    `names` are those that others call it by, with TLS before it or without.
    """
    app = FastAPI(title="Dragoman", version=__version__, openapi_url="/api", docs_url=None, redoc_url=None)
    desk = Desk(record)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(Limits)
    app.add_middleware(Guard, keys=keys, hosts=hosts, names=names, read_only=read_only)
    shared = keys.password is not None
    app.state.here = {"read_only": read_only, "pages": shown.MENU, "feed": keys.feed, "shared": shared}
    for name, view in PAGES.items():
        _routes(app, desk, name, view)
    _papers(app, desk)
    feed(app, desk)
    changes(app, desk)
    news.marks(app, desk)
    login(app, keys)
    refusals(app)
    waiting(app)
    return app


def _routes(app: FastAPI, desk: Desk, name: str, view: View) -> None:
    """Add a page under its address, as .json and as .csv."""
    path = "/" if name == "overview" else f"/{name}/{{id:path}}" if name in ONE else f"/{name}"

    def asked(request: Request, ending: str = "") -> Asked:
        return Asked(request.path_params.get("id", "") + ending, dict(request.query_params), asker(request))

    def shows(request: Request) -> Response:
        return _drawn(desk, name, view, request, asked(request))

    def json(request: Request) -> Response:
        if page := whole(request, ".json"):
            return page
        found = view(desk, asked(request))
        if answer := in_parts(found, "json"):
            return answer
        return Response(as_json(found["data"]), media_type="application/json")

    def csv(request: Request) -> Response:
        if page := whole(request, ".csv"):
            return page
        found = view(desk, asked(request))
        if answer := in_parts(found, "csv"):
            return answer
        return Response(found.get("table") or as_csv(found["rows"]), media_type="text/csv; charset=utf-8")

    def whole(request: Request, ending: str) -> Response | None:
        """Return the page of what has an id that itself ends so, as ids that people give may."""
        if name not in ONE:
            return None
        try:
            return _drawn(desk, name, view, request, asked(request, ending))
        except UsageError:
            return None

    plain = path if path != "/" else "/overview"
    _got(app, f"{plain}.json", json, f"{name}.json")
    _got(app, f"{plain}.csv", csv, f"{name}.csv")
    _got(app, path, shows, name, HTMLResponse)


def _drawn(desk: Desk, name: str, view: View, request: Request, asked: Asked) -> Response:
    """Return a page as HTML; `opening` names there a report that has no title."""
    with desk.openings() as opening:
        return html(name, request, {**view(desk, asked), "opening": opening})


def _got(
    app: FastAPI, path: str, answer: Callable[[Request], Response], name: str, kind: type[Response] = JSONResponse
) -> None:
    """Add an address that is looked at, also with HEAD, for which the server leaves the body out."""
    app.add_api_route(path, answer, methods=["GET"], response_class=kind, name=name)
    app.add_api_route(path, answer, methods=["HEAD"], response_class=kind, name=name, include_in_schema=False)


def _papers(app: FastAPI, desk: Desk) -> None:
    """Add the dossier, to be saved and never shown here: what a text says is no page of ours."""

    def saved(form: str, write: Callable[[on_paper.Dossier], str | bytes]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            desk.allows("the dossier", f"dragoman dossier -o dossier.{form}")
            asked = Asked(query=dict(request.query_params))
            days = tuple(asked.get(name) for name in ("as_of", "since", "until"))
            found = desk.view(("dossier", days), lambda: on_paper.dossier(desk.record(), *days))
            kept = {"Content-Disposition": f'attachment; filename="dossier.{form}"'}
            return Response(write(found), media_type=PAPERS[form], headers=kept)

        return answer

    for form, write in (("docx", on_paper.docx), ("html", on_paper.html)):
        _got(app, f"/dossier.{form}", saved(form, write), f"dossier.{form}")
