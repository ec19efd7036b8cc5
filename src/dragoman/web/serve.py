"""Run the desk: on loopback, behind a link that works once; to other machines only behind a password."""

from __future__ import annotations

import gc
import re
import socket
import webbrowser
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import NamedTuple

from dragoman.problems import UsageError
from dragoman.web.app import make
from dragoman.web.guard import ENTER, Keys
from dragoman.web.password import Password

LOOPBACK = "127.0.0.1"
PROXIES = [LOOPBACK, "::1", f"::ffff:{LOOPBACK}"]  # are believed when they say for whom they ask
NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])(?::[1-9]\d{0,4})?")


class Access(NamedTuple):
    """Where the desk listens, by which names it answers besides, and what it asks of those who come in by them.

    `port` 0 takes a free one; `feed` is the token of the calendar, None for a new one.
    """

    host: str = LOOPBACK
    port: int = 0
    names: tuple[str, ...] = ()
    password: Password | None = None
    feed: str | None = None


def serve(
    record: Path,
    say: Callable[[str], None],
    access: Access | None = None,
    browser: bool = True,
    read_only: bool = False,
) -> None:
    """Serve the record until it is interrupted. Raises UsageError for what is not safe, or a port in use."""
    import uvicorn

    access = access or Access()
    address = checked(access)
    listener = _listen(access.port, address)
    at = listener.getsockname()[1]
    keys = Keys(access.password, access.feed)
    app = make(record, keys, own(address, at), read_only=read_only, names=called(access.names, at))
    link = f"http://{written(address)}:{at}{ENTER}?key={keys.once}"
    say(f"The desk of {record} is open at {link}\nThe link works once. Ctrl-C closes the desk.")
    if access.password:
        listed = f"{', '.join(access.names) or written(address)} (port {at}, or that of a proxy)"
        say(f"Others come in at {listed} with the password; without TLS, whoever listens on the way reads along.")
    if browser:
        webbrowser.open(link)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, forwarded_allow_ips=PROXIES
    )
    gc.freeze()  # what is loaded stays: looking through it for garbage would hold up a page now and then
    uvicorn.Server(config).run(sockets=[listener])


def checked(access: Access) -> IPv4Address | IPv6Address:
    """Return where to listen. Raises UsageError where others could come in unasked, or nobody could."""
    try:
        address = ip_address(LOOPBACK if access.host == "localhost" else access.host)
    except ValueError as error:
        raise UsageError(
            f"--host takes an address of this machine, such as 192.168.1.5; not '{access.host}'."
        ) from error
    for name in access.names:
        if not NAME.fullmatch(name):
            raise UsageError(f"--name takes what others type, such as desk.example or desk.example:8443; not '{name}'.")
    if access.password is None and not address.is_loopback:
        raise UsageError(
            f"--host {access.host} lets other machines in, and no password is asked for. Add --password-file FILE "
            "or --ask-password, or leave --host out: the desk then answers to this machine alone."
        )
    if access.password is None and access.names:
        raise UsageError(
            "--name is for others who come to this desk, and no password is asked for. Add --password-file FILE or "
            "--ask-password, or leave --name out."
        )
    if address.is_unspecified and not access.names:
        raise UsageError(
            f"--host {access.host} listens on all addresses of this machine: say with --name by which of them, or by "
            "which name, others come, such as --name desk.example. Other names are refused."
        )
    return address


def own(address: IPv4Address | IPv6Address, port: int) -> frozenset[str]:
    """Return the values of the header Host by which this machine itself calls the desk."""
    names = {written(address)} | ({"localhost"} if address.is_loopback or address.is_unspecified else set())
    return frozenset(f"{name}{end}" for name in names for end in ([f":{port}", ""] if port == 80 else [f":{port}"]))


def called(names: tuple[str, ...], port: int) -> frozenset[str]:
    """Return the values of the header Host by which others call it: behind TLS without the port, else with it."""
    ported = re.compile(r":\d+$")
    return frozenset(found for name in names for found in ([name] if ported.search(name) else [name, f"{name}:{port}"]))


def written(address: IPv4Address | IPv6Address) -> str:
    """Return an address as it stands in a link; for all of this machine, its loopback."""
    if address.is_unspecified:
        return LOOPBACK if address.version == 4 else "[::1]"
    return str(address) if address.version == 4 else f"[{address}]"


def _listen(port: int, address: IPv4Address | IPv6Address | None = None) -> socket.socket:
    address = address or IPv4Address(LOOPBACK)
    listener = socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((str(address), port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} is in use or not allowed on {address} ({error.strerror}). Leave --port out for a free one."
        ) from error
    return listener
