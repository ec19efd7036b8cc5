"""Let in only whom the record's owner let in: a known host, this origin, the one-time link or the password."""

from __future__ import annotations

import getpass
import hashlib
import hmac
import math
import re
import secrets
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.password import Guesses, Password

COOKIE = "dragoman"  # with the port: browsers send the cookies of one machine to all its ports
ENTER, LOGIN, LOGOUT = "/enter", "/login", "/logout"  # the one-time link leads to the first
CALENDAR = "/calendar.ics"
SAFE = ("GET", "HEAD")
LASTS_S = 12 * 3600.0  # of who came in by password
SESSIONS = 1_000
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
ASKS = f"This desk asks for a password: open {LOGIN} in a browser."


class Session(NamedTuple):
    """Who came in, and until when he may stay."""

    who: str
    until: float


class Keys:
    """The one-time key of the link, the password, the token of the calendar, and who came in."""

    def __init__(
        self, password: Password | None = None, feed: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.clock = clock
        self.once: str | None = secrets.token_urlsafe(24)
        self.password = password
        self.guesses = Guesses(clock)
        self.feed = feed or secrets.token_urlsafe(24)
        self.sessions: dict[bytes, Session] = {}
        self.lock = Lock()  # several may come in at once

    def enter(self, key: str) -> str | None:
        """Return the secret of a new session where the key opens; it does so once."""
        if self.once is None or not hmac.compare_digest(key.encode("utf-8", "replace"), self.once.encode()):
            return None
        self.once = None
        return self.open(owner(), math.inf)

    def open(self, who: str, lasts_s: float = LASTS_S) -> str:
        """Return the secret of a new session; what has ended, or is the oldest of too many, goes."""
        now, secret = self.clock(), secrets.token_urlsafe(24)
        with self.lock:
            there = {key: one for key, one in self.sessions.items() if one.until > now}
            while len(there) >= SESSIONS:
                there.pop(next(iter(there)))
            self.sessions = {**there, _digest(secret): Session(who, now + lasts_s)}
        return secret

    def known(self, secret: str) -> str | None:
        """Return who shows a secret, None where nobody came in by it."""
        found = self.sessions.get(_digest(secret))
        return found.who if found and found.until > self.clock() else None

    def close(self, secret: str) -> None:
        """End a session."""
        with self.lock:
            self.sessions.pop(_digest(secret), None)

    def subscribed(self, token: str) -> bool:
        """Return whether a calendar program shows the token of the feed."""
        return hmac.compare_digest(token.encode("utf-8", "replace"), self.feed.encode())


class Guard:
    """Stand before the desk. `hosts` are the values of the header Host that are this desk; all else is refused.

    Other names for this machine are refused too, so that no page of another site can reach it by renaming itself.
    `names` are those of the hosts that may stand behind TLS.
    """

    def __init__(self, app: ASGIApp, keys: Keys, hosts: frozenset[str], names: frozenset[str], read_only: bool) -> None:
        self.app = app
        self.keys = keys
        self.hosts = hosts | names
        self.origins = {f"http://{host}" for host in self.hosts} | {f"https://{name}" for name in names}
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
        if headers.get("host", "").lower() not in self.hosts:
            return PlainTextResponse("This is not the host of a desk.\n", 421)
        if scope["method"] in SAFE:
            return None
        if not self._own(headers):
            return PlainTextResponse("Only the pages of this desk may change the record.\n", 403)
        kind = headers.get("content-type", "").lower()
        if "multipart" in kind and "charset" in kind:  # browsers say none; to read punycode takes minutes
            return PlainTextResponse("Forms come in UTF-8; leave the charset out.\n", 415)
        if self.read_only and scope["path"] not in (LOGIN, LOGOUT):
            return PlainTextResponse("This desk only shows the record (--read-only).\n", 403)
        return None

    def _own(self, headers: Headers) -> bool:
        """Return whether a page of this desk asks: browsers say from where, and what says nothing changes nothing."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site not in (None, "same-origin"):
            return False
        return origin is not None and origin in self.origins

    def _entrance(self, scope: Scope) -> Response | None:
        """Return the way in for who is not in yet; let pass who is, with the name in the state of the request."""
        headers, path = Headers(scope=scope), scope["path"]
        secret = shown(headers)
        who = self.keys.known(secret)
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if path == ENTER and scope["method"] == "GET":
            given = secret if who else self.keys.enter(asked.get("key", [""])[0])
            if given:
                return remembered(RedirectResponse("/", 303), scope, given)
        if who is not None:
            scope.setdefault("state", {})["who"] = who
            return None
        if path.startswith("/static/") or (path == LOGIN and self.keys.password):
            return None
        if path == CALENDAR and scope["method"] in SAFE and self.keys.subscribed(asked.get("token", [""])[0]):
            return None
        return self._closed(scope, headers)

    def _closed(self, scope: Scope, headers: Headers) -> Response:
        if not self.keys.password:
            return PlainTextResponse(CLOSED + "\n", 403)
        if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
            query = scope["query_string"].decode("latin-1")
            back = f"{quote(scope['path'])}{'?' if query else ''}{query}"
            return RedirectResponse(f"{LOGIN}?{urlencode({'back': back})}" if back != "/" else LOGIN, 303)
        return PlainTextResponse(ASKS + "\n", 403)


def remembered(answer: Response, scope: Scope, secret: str, lasts_s: float | None = None) -> Response:
    """Return an answer after which the browser shows a secret; where it came by TLS, only by TLS."""
    headers = Headers(scope=scope)
    secure = scope["scheme"] == "https" or headers.get("origin", "").startswith("https://")
    answer.set_cookie(
        _cookie(headers), secret, max_age=int(lasts_s) if lasts_s else None,
        httponly=True, samesite="strict", secure=secure, path="/",
    )  # fmt: skip
    return answer


def shown(headers: Headers) -> str:
    """Return the secret that a browser shows."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    name = _cookie(headers)
    return jar[name].value if name in jar else ""


def owner() -> str:
    """Return the name of who started the desk."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a machine that does not know who that is
        return "owner"


def _cookie(headers: Headers) -> str:
    return re.sub(r"[^\w.-]", "", f"{COOKIE}-{headers['host'].rpartition(':')[2]}")


def _digest(secret: str) -> bytes:
    """Return under what a session is kept: nobody learns a secret from how long a look-up takes."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
