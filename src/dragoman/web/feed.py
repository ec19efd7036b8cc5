"""Give the dates of the record to calendar programs, which hold no cookie but show a token in the address."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import Response

from dragoman.problems import UsageError
from dragoman.web.desk import Desk
from dragoman.web.guard import CALENDAR
from dragoman.web.password import first_line

TOKEN = re.compile(r"[\w-]{24,200}", re.ASCII)


def feed(app: FastAPI, desk: Desk) -> None:
    """Add the calendar: what `dragoman export ics` writes."""

    @app.api_route(CALENDAR, methods=["GET", "HEAD"], include_in_schema=False)
    def calendar() -> Response:
        from dragoman.publish.ics import export  # icalendar takes a while to load: no desk waits for it

        desk.allows("the calendar", "dragoman export ics")
        made = desk.view("calendar", lambda: b"".join(export(desk.record())))
        kept = {"Content-Disposition": 'attachment; filename="dragoman.ics"'}
        return Response(made, media_type="text/calendar; charset=utf-8", headers=kept)


def kept_token(path: Path) -> str:
    """Return the token that a file keeps, and make both where there is none: only their owner may read it.

    Raises UsageError for a file that others may read, or that holds no token.
    """
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as made:
            made.write(f"{secrets.token_urlsafe(24)}\n")
    except FileExistsError:
        pass
    except OSError as error:
        raise UsageError(f"the token of the calendar cannot be kept in {path}: {error.strerror}.") from error
    token = first_line(path, "token of the calendar")
    if not TOKEN.fullmatch(token):
        raise UsageError(f"{path} holds no token of a calendar. Remove it, or name another file: one is made.")
    return token
