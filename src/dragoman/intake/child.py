"""Run a parser in a child process that can be killed, and keep the child for the next page.

A page of 1,000,000 `<p>` keeps trafilatura busy for hours, and no thread can be stopped. The child answers one request
at a time (`extract.serve`); one that takes too long, needs too much memory or dies is replaced. Starting one costs
about half a second, mostly for importing trafilatura, so a folder of a hundred pages pays it once.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
from functools import cache
from typing import IO

import msgspec

from dragoman.model import Value
from dragoman.problems import IntakeError

SECONDS = 20.0
MEMORY = 2**30  # bytes of address space
PAGES = 200  # a child is replaced after so many, so that its memory cannot creep up to the limit
HEAD = struct.Struct(">I")


class Request(Value, frozen=True, kw_only=True):
    """A page to extract: `form` is `html` or `markdown`."""

    form: str
    page: str


class Answer(Value, frozen=True, kw_only=True):
    """What the child found in a page; `error` is a sentence, and empty where it found text."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    error: str = ""


def send(pipe: IO[bytes], message: Value) -> None:
    """Write a message with its length before it."""
    data = msgspec.msgpack.encode(message)
    pipe.write(HEAD.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message, or None when the other side is gone."""
    head = pipe.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    data = pipe.read(HEAD.unpack(head)[0])
    return data if len(data) == HEAD.unpack(head)[0] else None


class Worker:
    """A child process that extracts pages, one at a time, within limits."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self.served = 0
        self.child: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()
        atexit.register(self.close)

    def ask(self, request: Request, name: str) -> Answer:
        """Return what the child answers; raises IntakeError when it finds nothing, takes too long or dies."""
        with self.lock:
            data = self.exchange(request, name)
        answer = msgspec.msgpack.decode(data, type=Answer)
        if answer.error:
            raise IntakeError(f"{name}: {answer.error}")
        return answer

    def exchange(self, request: Request, name: str) -> bytes:
        """Send the request and wait for the answer, with a clock that kills the child."""
        try:
            child = self.started()
        except OSError as error:
            raise IntakeError(f"{name}: the parser cannot be started: {error}.") from error
        late = threading.Event()

        def give_up() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(self.seconds, give_up)
        clock.start()
        data = None
        try:
            assert child.stdin is not None and child.stdout is not None
            send(child.stdin, request)
            data = receive(child.stdout)
        except OSError:  # a broken pipe
            pass  # it died while we wrote: `data` stays None and the reason is said below
        finally:
            clock.cancel()
            self.served += 1
            if data is None or late.is_set() or self.served >= PAGES:  # also on Ctrl-C: the pipes are out of step
                self.close()
        if data is None:
            raise IntakeError(f"{name}: {self.reason(late.is_set(), child.returncode)}")
        return data

    def reason(self, late: bool, code: int | None) -> str:
        """Return why there is no answer."""
        if late:
            return f"not read within {self.seconds:g} seconds, so it was given up. Save the article's text alone."
        return (
            f"the parser died (exit code {code}), probably at its memory limit of {self.memory / 2**30:g} GiB. "
            "Save the article's text alone."
        )

    def started(self) -> subprocess.Popen[bytes]:
        """Return the running child, a new one where there is none. `-P` keeps modules of the current folder out."""
        if self.child is None or self.child.poll() is not None:
            self.close()
            command = [sys.executable, "-P", "-m", "dragoman.intake.extract", str(self.memory), str(self.seconds)]
            self.child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self.child

    def close(self) -> None:
        """End the child, if there is one."""
        child, self.child, self.served = self.child, None, 0
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still to be written is lost with the child


@cache
def worker_of(process: int) -> Worker:
    """Return the worker of a process: one that was forked off must not share its parent's pipes."""
    return Worker()


def worker() -> Worker:
    """Return the worker of this process."""
    return worker_of(os.getpid())
