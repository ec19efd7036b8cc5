"""Let in only whom the record's owner let in: a known host, this origin, the one-time link; harden every answer."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "dragoman"  # with the port: browsers send the cookies of one machine to all its ports
ENTER = "/enter"  # the one-time link leads here
SAFE = ("GET", "HEAD")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer, browsers send the forms of our own pages without an origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
CLOSED = "This desk is open to the one who started it. Use the link that `dragoman serve` printed, or start it again."


class Keys:
    """The one-time key of the link, and the secret that the browser shows afterwards."""

    def __init__(self, make: Callable[[], str] = lambda: secrets.token_urlsafe(24)) -> None:
        self.once: str | None = make()
        self.session = make()

    def enter(self, key: str) -> bool:
        """Return whether the key opens; it does so once."""
        good = self.once is not None and hmac.compare_digest(key.encode(), self.once.encode())
        if good:
            self.once = None
        return good

    def known(self, secret: str) -> bool:
        """Return whether a browser was let in before."""
        return hmac.compare_digest(secret.encode(), self.session.encode())


class Guard:
    """Stand before the desk. `hosts` are the values of the header Host that are this desk; all else is refused.

    Other names for this machine are refused too, so that no page of another site can reach it by renaming itself.
    """

    def __init__(self, app: ASGIApp, keys: Keys, hosts: frozenset[str], read_only: bool) -> None:
        self.app = app
        self.keys = keys
        self.hosts = hosts
        self.read_only = read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what may pass."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._refusal(scope) or self._entrance(scope)
        await (answer or self.app)(scope, receive, hardened)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This is not the host of a desk.\n", 421)
        if scope["method"] in SAFE:
            return None
        if not self._own(headers):
            return PlainTextResponse("Only the pages of this desk may change the record.\n", 403)
        if self.read_only:
            return PlainTextResponse("This desk only shows the record (--read-only).\n", 403)
        return None

    def _own(self, headers: Headers) -> bool:
        """Return whether a page of this desk asks: browsers say from where, and what says nothing changes nothing."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site not in (None, "same-origin"):
            return False
        return origin is not None and origin in {f"http://{host}" for host in self.hosts}

    def _entrance(self, scope: Scope) -> PlainTextResponse | RedirectResponse | None:
        headers = Headers(scope=scope)
        name = f"{COOKIE}-{headers['host'].rpartition(':')[2]}"
        known = self.keys.known(_cookie(headers, name))
        if scope["path"] == ENTER and scope["method"] == "GET":
            key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
            if known or self.keys.enter(key):
                answer = RedirectResponse("/", 303)
                answer.set_cookie(name, self.keys.session, httponly=True, samesite="strict", path="/")
                return answer
        if known or scope["path"].startswith("/static/"):
            return None
        return PlainTextResponse(CLOSED + "\n", 403)


def _cookie(headers: Headers, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""
