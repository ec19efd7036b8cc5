"""Ask for the password of a desk that others can reach, and under which name they judge."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.web.answers import html, language, local
from dragoman.web.guard import LASTS_S, LOGIN, LOGOUT, Keys, remembered, shown
from dragoman.web.password import Password
from dragoman.web.render import catalogue
from dragoman.wording import clean

NAME = 100  # characters of a name


def login(app: FastAPI, keys: Keys) -> None:
    """Add the page that asks for the password, where there is one, and the way out."""
    if keys.password:
        _way_in(app, keys, keys.password)

    @app.post(LOGOUT, response_class=RedirectResponse)
    def leave(request: Request) -> Response:
        keys.close(shown(request.headers))
        return RedirectResponse("/", 303)


def _way_in(app: FastAPI, keys: Keys, password: Password) -> None:
    """Add the page that asks."""

    @app.api_route(LOGIN, methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False)
    def asks(request: Request) -> Response:
        return html("login", request, {"back": request.query_params.get("back", "/"), "called": "", "told": ""})

    @app.post(LOGIN, response_class=RedirectResponse)
    def enter(
        request: Request,
        name: Annotated[str, Form()] = "",
        word: Annotated[str, Form(alias="password")] = "",
        back: Annotated[str, Form()] = "/",
    ) -> Response:
        words, who = catalogue(language(request)), clean(name)[:NAME]
        address = request.client.host if request.client else ""

        def again(message: str, status: int, wait_s: float = 0) -> Response:
            answer = html("login", request, {"back": back, "called": who, "told": message}, status)
            if wait_s:
                answer.headers["retry-after"] = str(math.ceil(wait_s))
            return answer

        if not who:
            return again(words["who_are_you"], 422)
        if wait_s := keys.guesses.wait(address):
            return again(f"{words['too_often']} {math.ceil(wait_s)}", 429, wait_s)
        if not password.busy.acquire(blocking=False):  # one at a time: each costs time and memory
            return again(f"{words['too_often']} 1", 429, 1)
        try:
            right = password.fits(word)
        finally:
            password.busy.release()
        if not right:
            keys.guesses.failed(address)
            return again(words["wrong"], 403)
        keys.guesses.right(address)
        return remembered(RedirectResponse(local(back), 303), request.scope, keys.open(who), LASTS_S)
