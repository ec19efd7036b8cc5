"""Make answers: a page in the reader's language; what was kept, to a script as JSON, to a form as a page to go to."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman import __version__
from dragoman.web.render import LANGUAGES, as_json, page


def html(name: str, request: Request, values: dict[str, Any], status: int = 200) -> Response:
    """Return a page with what it shows."""
    asked = {key: value for key, value in request.query_params.items() if key != "lang"}
    here = {"path": request.url.path, "asked": asked, "version": __version__, "who": asker(request)}
    here |= {"base": str(request.base_url), **request.app.state.here}
    answer = HTMLResponse(page(name, language(request), here=here, version=__version__, **values), status)
    if "lang" in request.query_params:
        answer.set_cookie("lang", language(request), samesite="strict", httponly=True, path="/")
    return answer


def asker(request: Request) -> str:
    """Return who asks: under that name judgements and marks are kept. Empty for who is not in yet."""
    return str(getattr(request.state, "who", ""))


def language(request: Request) -> str:
    """Return the language that is asked for, or was before."""
    wanted = request.query_params.get("lang") or request.cookies.get("lang") or "en"
    return wanted if wanted in LANGUAGES else "en"


def kept(request: Request, made: Any, back: str) -> Response:
    """Return what was kept to the script of a page, the page to come back to for a form."""
    if wants_json(request):
        return Response(as_json(made), media_type="application/json")
    return RedirectResponse(local(back), 303)


def wants_json(request: Request) -> bool:
    """Return whether a script asks."""
    return request.headers.get("accept") == "application/json"


def local(back: str) -> str:
    """Return an address of this desk; one that leads anywhere else becomes the first page."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
