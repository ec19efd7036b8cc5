"""Know a password without keeping it, and let nobody guess fast."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import time
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from pathlib import Path
from threading import Lock

from dragoman.problems import UsageError

LEAST = 12  # characters
LONGEST = 1024
FREE = 5  # wrong guesses that cost nothing; each further one doubles the time to wait
MOST_S = 300.0
REMEMBERED = 10_000  # addresses


class Password:
    """What everybody types who comes in without the link: a digest of it, by scrypt."""

    def __init__(self, word: str) -> None:
        """Raises UsageError for one that is too short to withstand guessing."""
        if not LEAST <= len(word) <= LONGEST:
            raise UsageError(
                f"the password has {len(word)} characters. Take {LEAST} or more: others can reach the desk and guess."
            )
        self.salt = secrets.token_bytes(16)
        self.digest = self._digest(word)
        self.busy = Lock()

    def fits(self, word: str) -> bool:
        """Return whether it is this one, in a time that does not depend on how near it comes."""
        return hmac.compare_digest(self._digest(word[: LONGEST + 1]), self.digest)

    def _digest(self, word: str) -> bytes:
        return hashlib.scrypt(word.encode("utf-8", "surrogatepass"), salt=self.salt, n=1 << 14, r=8, p=5)


class Guesses:
    """Wrong guesses by address, so that whoever makes many waits longer for each."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.wrong: dict[str, tuple[int, float]] = {}  # how many, and until when no other is heard
        self.lock = Lock()

    def wait(self, address: str) -> float:
        """Return how many seconds no guess from there is heard."""
        with self.lock:
            return max(self.wrong.get(network(address), (0, 0.0))[1] - self.clock(), 0.0)

    def failed(self, address: str) -> None:
        """Note a wrong guess; the oldest are forgotten where there are too many addresses."""
        with self.lock:
            many = self.wrong.pop(network(address), (0, 0.0))[0] + 1
            while len(self.wrong) >= REMEMBERED:
                self.wrong.pop(next(iter(self.wrong)))
            pause = min(2.0 ** (many - FREE), MOST_S) if many >= FREE else 0.0
            self.wrong[network(address)] = many, self.clock() + pause

    def right(self, address: str) -> None:
        """Forget the wrong guesses of somebody who knows it."""
        with self.lock:
            self.wrong.pop(network(address), None)


def network(address: str) -> str:
    """Return from where somebody guesses: of IPv6 the network, for one household has 2**64 addresses.

    To a desk that listens on both, IPv4 comes as IPv6, all of it from one network: it counts as what it is.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))


def from_file(path: Path) -> Password:
    """Return the password in the first line of a file. Raises UsageError for one that others may read, or without."""
    return Password(first_line(path, "password"))


def first_line(path: Path, what: str) -> str:
    """Return the first line of a file that nobody but its owner may read. Raises UsageError where that is not so."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            words = file.readline(LONGEST + 2).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the {what} cannot be read from {path}: {error}.") from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{path} can be read by others on this machine. `chmod 600 {path}` keeps the {what} yours.")
    if not words:
        raise UsageError(f"{path} has no {what} in its first line.")
    return words
