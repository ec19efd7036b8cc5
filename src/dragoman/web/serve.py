"""Run the desk on this machine: on loopback, behind a link that works once."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

from dragoman.problems import UsageError
from dragoman.web.app import make
from dragoman.web.guard import ENTER, Keys

LOOPBACK = "127.0.0.1"


def serve(
    record: Path, say: Callable[[str], None], port: int = 0, browser: bool = True, read_only: bool = False
) -> None:
    """Serve the record until it is interrupted; `port` 0 takes a free one. Raises UsageError for a port in use."""
    import uvicorn

    listener = _listen(port)
    at = listener.getsockname()[1]
    keys = Keys()
    app = make(record, keys, frozenset(f"{name}:{at}" for name in (LOOPBACK, "localhost")), read_only=read_only)
    link = f"http://{LOOPBACK}:{at}{ENTER}?key={keys.once}"
    say(f"The desk of {record} is open at {link}\nThe link works once. Ctrl-C closes the desk.")
    if browser:
        webbrowser.open(link)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} is in use or not allowed ({error.strerror}). Leave --port out for a free one."
        ) from error
    return listener
