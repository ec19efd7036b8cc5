"""Say what is new since somebody last looked, what failed, what is claimed beyond evidence: the first page and its own.

Looking moves no mark, a button does.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from dragoman import views
from dragoman.record import Failed, News
from dragoman.views.news import around
from dragoman.web import shown
from dragoman.web.answers import asker, kept
from dragoman.web.asked import Asked, Shown, View
from dragoman.web.desk import Desk
from dragoman.web.whole import NotYet

AT_A_TIME, FAILED = 25, 200  # of a page
FEW = 8  # of each on the first page


def new(desk: Desk, asked: Asked) -> Shown:
    """Return what came in, the acts that it tells of, what others judged, what failed: the newest first."""
    start = asked.start()
    with desk.store() as store:
        news = store.arrivals.news(asked.who, asked.get("since"), AT_A_TIME, start)
        if start and not news.arrivals:
            news, start = store.arrivals.news(asked.who, asked.get("since"), AT_A_TIME), 0
        failed, failed_in_all = store.failures.standing(FAILED), store.failures.count()
        record = around(store, {one.document for one in news.arrivals})
    fresh = views.news(record, views.came(news, record))
    there = {reading.document.id for reading in record.readings}
    page = {"start": start, "step": AT_A_TIME, "total": news.came, "lines": news.arrivals[::-1]}
    found = {"news": news, "failed": failed, "failed_in_all": failed_in_all, "fresh": fresh, "there": there}
    told = {"who": news.who, "since": news.since, "came": news.came, "arrivals": news.arrivals, "acts": fresh}
    return {**page, **found, "data": {**told, "judged": news.judged, "failed": failed}, "rows": _rows(news, failed)}


def _rows(news: News, failed: tuple[Failed, ...]) -> list[Any]:
    """Return all that is new as rows of one table; in what a document differs, `.json` says."""
    plain = [msgspec.structs.replace(one, differences=()) for one in news.arrivals[::-1]]
    return [*plain, *news.judged[::-1], *failed]


def first(overview: View) -> View:
    """Return the first page with what is new on it, what failed, and the alarms of the ledger."""

    def whole(desk: Desk, asked: Asked) -> Shown:
        with desk.store() as store:
            news = store.arrivals.news(asked.who, most=FEW)
            failed, failed_in_all = store.failures.standing(FEW), store.failures.count()
        found = {"news": news, "failed": failed, "failed_in_all": failed_in_all}
        return {**overview(desk, asked), **found, **alarms(desk, asked)}

    return whole


def alarms(desk: Desk, asked: Asked) -> Shown:
    """Return the rows of the ledger that claim more than is known, and how many; None while a large one is made."""
    wanted = asked._replace(query={**asked.query, "only": "alarm", "from": ""})
    try:
        found = shown.PAGES["ledger"](desk, wanted)
    except NotYet:
        return {"alarms": (), "alarms_in_all": None}
    return {"alarms": found["lines"][:FEW], "alarms_in_all": found["total"]}


def marks(app: FastAPI, desk: Desk) -> None:
    """Add the buttons: seen, and no longer to be listed."""

    @app.post("/seen", response_class=RedirectResponse)
    def seen(
        request: Request,
        arrival: Annotated[int, Form(ge=0, lt=2**63)],
        judgement: Annotated[int, Form(ge=0, lt=2**63)],
        back: Annotated[str, Form()] = "/",
    ) -> Response:
        with desk.store() as store:
            store.arrivals.mark(asker(request), arrival, judgement)
        return kept(request, {"arrival": arrival, "judgement": judgement}, back)

    @app.post("/dismiss", response_class=RedirectResponse)
    def dismiss(
        request: Request, failure: Annotated[tuple[str, ...], Form()], back: Annotated[str, Form()] = "/"
    ) -> Response:
        with desk.store() as store:
            there = {one.id for one in store.failures.standing()}  # what was read meanwhile is gone already
            made = store.failures.dismiss([id for id in failure if id in there], asker(request))
        return kept(request, made, back)


PAGES: dict[str, View] = {"overview": first(shown.PAGES["overview"]), "new": new}
