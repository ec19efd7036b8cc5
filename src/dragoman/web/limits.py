"""Take no more at once than fits: how large one request may be, how many files it may bring, how long a text.

What is too large is heard out to its end, as far as that is near, and thrown away: a browser that is cut off while it
sends shows no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException as Refused
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.intake.decode import LIMIT

MB = 1_000_000
REPORTS = 100 * MB  # bytes of one request that brings reports
OTHERS = MB  # of any other
FILES = 1_000
HEARD = 10  # times as much as is allowed is heard out


class Limits:
    """Stand before the desk, behind its guard: raise 413 within a request that is too large."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and as much of what it brings as is allowed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = REPORTS if scope["path"] == "/add" else OTHERS
        declared = Headers(scope=scope).get("content-length", "")
        told = int(declared) if declared.isdecimal() and len(declared) < 20 else 0
        came = 0

        async def limited() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if max(came, told) > most:
                while message.get("more_body") and max(came, told) <= HEARD * most:
                    message = await receive()
                    came += len(message.get("body", b""))
                raise HTTPException(413, f"{most // MB} MB")
            return message

        await self.app(scope, limited, send)


class ReportsRoute(APIRoute):
    """An address that takes many files, and texts that are as long as a file may be."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers: the form is read first, by these limits."""
        answer = super().get_route_handler()

        async def limited(request: Request) -> Response:
            try:
                await request.form(max_files=FILES, max_part_size=LIMIT)
            except Refused as error:
                raise _in_words(error) from error
            return await answer(request)

        return limited


def _in_words(error: Refused) -> Refused:
    """Return what is wrong with a form as 413, where the parser says that it holds too much."""
    if error.status_code != 400:
        return error
    if error.detail.startswith("Too many"):
        return Refused(413, f"{FILES:,} files")
    return Refused(413, f"{LIMIT // MB} MB (text)") if "exceeded" in error.detail else error
