"""Take what the forms of the desk send: judgements, their undoing, reports that are pasted or dropped."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, FastAPI, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.record import Verdict
from dragoman.web import arrive, judge, merging
from dragoman.web.answers import asker, html, kept
from dragoman.web.desk import Desk
from dragoman.web.limits import ReportsRoute
from dragoman.web.network import address


def changes(app: FastAPI, desk: Desk) -> None:
    """Add the addresses that change the record."""

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
        return kept(request, judge.kept(desk, asker(request), target, said, values, why or None), back)

    @app.post("/actor", response_class=RedirectResponse)
    def of_actor(
        request: Request,
        who: Annotated[str, Form()],
        verdict: Annotated[str, Form()],
        value: Annotated[tuple[str, ...], Form()] = (),
        document: Annotated[str, Form()] = "",
        on: Annotated[bool, Form()] = False,
        why: Annotated[str, Form()] = "",
    ) -> Response:
        said = next((one.strip() for one in reversed(value) if one.strip()), "")  # what is typed outdoes what is chosen
        made = merging.kept(desk, asker(request), who, verdict, said, document, on, why.strip() or None)
        return kept(request, made, address(who))

    @app.post("/undo", response_class=RedirectResponse)
    def undo(request: Request, back: Annotated[str, Form()] = "/review") -> Response:
        return kept(request, judge.undone(desk, asker(request)), back)

    reports = APIRouter(route_class=ReportsRoute)

    @reports.post("/add", response_class=HTMLResponse)
    def add(
        request: Request,
        text: Annotated[str, Form()] = "",
        date: Annotated[str, Form()] = "",
        files: Annotated[tuple[UploadFile, ...], File()] = (),
    ) -> Response:
        results = arrive.kept(desk, arrive.given(text, files), date.strip() or None)
        again = any(one.name == arrive.PASTED and one.result in ("failed", arrive.NOT_KEPT) for one in results)
        waits = any(one.result == arrive.NOT_KEPT for one in results)
        values = {"results": results, "text": text if again else "", "date": date, "waits": waits}
        return html("add", request, {**arrive.EMPTY, **values}, 503 if waits else 200)

    app.include_router(reports)
