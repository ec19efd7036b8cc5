"""Make the pictures of the desk that the documentation shows: `python docs/shots.py`.

Takes chromium (`apt install chromium`) and `pip install -e .[dev]`. The records are made from examples/ by the commands
of docs/tour.md, `dragoman serve` shows them, and chromium takes one PNG for each of SHOTS into docs/desk/: about 1,000
pixels wide, or 390 as on a telephone. All of them together stay below a megabyte.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
PLACE = HERE / "desk"
EXAMPLES = HERE.parent / "examples"
COMMAND = Path(sys.executable).with_name("dragoman")
COMMANDS = (  # what makes the records, as tour.md says it
    "dragoman add examples/second-summit -r summit.db",
    "dragoman import examples/second-summit-options/second-summit.toml -r summit.db",
    "dragoman import examples/six-party/six-party.toml -r talks.db",
)
WIDE, TALL, NARROW = (1000, 640), (1000, 860), (390, 844)  # pixels


class Shot(NamedTuple):
    """A page: of which record, at which address, or behind which link there; as large as that, in which colours."""

    record: str
    address: str
    link: str = ""
    size: tuple[int, int] = WIDE
    theme: str = "light"


SHOTS = {
    "overview": Shot("summit.db", "/"),
    "timeline": Shot("summit.db", "/timeline", size=(1000, 720)),
    "map": Shot("summit.db", "/map", size=(1000, 600), theme="dark"),
    "accounts": Shot(
        "summit.db", "/meetings", "tr:has-text('visit to Pyongyang') >> a:text-is('Accounts')", (1140, 560)
    ),
    "document": Shot("summit.db", "/documents", "a:has-text('Pompeo says Kim ready')", (1000, 560)),
    "review": Shot("summit.db", "/review"),
    "options": Shot("summit.db", "/options?as_of=2019-01-15&hard=all"),
    "sequence": Shot("talks.db", "/sequence?as_of=2008-08-31", size=(1000, 580)),
    "network": Shot("summit.db", "/network", size=TALL),
    "narrow": Shot("summit.db", "/timeline", size=NARROW, theme="dark"),
}


def make_records(folder: Path) -> None:
    """Run the commands of the tour in a folder."""
    (folder / "examples").symlink_to(EXAMPLES)
    for line in COMMANDS:
        subprocess.run([COMMAND, *shlex.split(line)[1:]], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Open the desk of a record as `dragoman serve` does, and yield the link that lets one in."""
    told = {**os.environ, "COLUMNS": "200"}
    command = [COMMAND, "serve", "--no-browser", "-r", record]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=told, text=True) as desk:
        try:
            assert desk.stdout
            links = (re.search(r"http://\S+", line) for line in desk.stdout)
            yield next(link.group() for link in links if link)
        finally:
            desk.terminate()


def take(browser: Any, link: str, shot: Shot) -> bytes:
    """Return a page of the desk as PNG."""
    wide, high = shot.size
    page = browser.new_page(viewport={"width": wide, "height": high}, color_scheme=shot.theme)
    page.context.add_cookies(browser.contexts[0].cookies())
    page.goto(re.sub(r"/enter.*", shot.address, link))
    if shot.link:
        page.locator(shot.link).first.click()
        page.wait_for_load_state()
    taken: bytes = page.screenshot()
    page.close()
    return taken


def packed(png: bytes) -> bytes:
    """Return the same picture in less room: its lines packed as tightly as zlib can, nothing else kept."""
    at, header, lines = 8, b"", b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + length]
        header, lines = (body, lines) if kind == b"IHDR" else (header, lines + body if kind == b"IDAT" else lines)
        at += length + 12
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(zlib.decompress(lines), 9)), (b"IEND", b""))
    return png[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


def refresh(place: Path = PLACE) -> None:
    """Write the pictures into a folder."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        make_records(Path(folder))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for record in dict.fromkeys(shot.record for shot in SHOTS.values()):
            with served(Path(folder) / record) as link:
                inside = browser.new_context()
                inside.new_page().goto(link)
                for name, shot in SHOTS.items():
                    if shot.record == record:
                        (place / f"{name}.png").write_bytes(packed(take(browser, link, shot)))
                inside.close()
        browser.close()


if __name__ == "__main__":
    refresh()
