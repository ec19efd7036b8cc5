"""The tour of the desk: its pictures are those that its script makes, from the commands that it names."""

from __future__ import annotations

import importlib.util
import re
import struct
import zlib
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.browser import ARGUMENTS, CHROMIUM
from tests.factories import talks
from tests.web.desk import record

DOCS = Path(__file__).parent.parent / "docs"
TOUR = (DOCS / "tour.md").read_text("utf-8")
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def shots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shots", DOCS / "shots.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


def test_every_picture_that_is_named_is_there_and_made_by_the_script(shots: ModuleType) -> None:
    pages = [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
    named = {name for page in pages for name in re.findall(r"desk/([\w-]+)\.png\)", page.read_text("utf-8"))}
    assert named == set(shots.SHOTS) == {path.stem for path in shots.PLACE.glob("*")}
    for name, shot in shots.SHOTS.items():
        assert size((shots.PLACE / f"{name}.png").read_bytes()) == shot.size, f"{name}: python docs/shots.py"


def test_the_pictures_take_little_room_and_say_what_they_show(shots: ModuleType) -> None:
    assert len(shots.SHOTS) <= 10
    assert sum(path.stat().st_size for path in shots.PLACE.glob("*")) <= 1_000_000
    assert all(len(words) > 20 for words in re.findall(r"!\[([^]]*)\]", TOUR))


def test_the_records_of_the_pictures_are_those_of_the_tour(shots: ModuleType) -> None:
    told = [line for block in re.findall(r"^```sh\n(.*?)^```", TOUR, re.S | re.M) for line in block.splitlines()]
    assert [line for line in told if line in shots.COMMANDS] == list(shots.COMMANDS)
    assert {shot.record for shot in shots.SHOTS.values()} == {line.rsplit(" ", 1)[1] for line in shots.COMMANDS}


def test_a_packed_picture_is_the_same_picture(shots: ModuleType) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header, lines = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0), (b"\x00" + b"\x10\x20\x30" * 40) * 30
    loose = zlib.compress(lines, 0)
    parts = [(b"IHDR", header), (b"tEXt", b"made by"), (b"IDAT", loose[:50]), (b"IDAT", loose[50:]), (b"IEND", b"")]
    png = PNG + b"".join(chunk(*part) for part in parts)
    small = shots.packed(png)
    assert len(small) < len(png) / 10 and size(small) == (40, 30)
    assert small.endswith(chunk(b"IEND", b""))
    body = small[small.index(b"IDAT") + 4 : -16]
    assert zlib.decompress(body) == lines


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt install chromium), which is not here")
def test_a_picture_is_taken_of_the_desk_that_the_command_opens(shots: ModuleType, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install -e .[dev])")
    shot = shots.Shot("t.db", "/meetings", "td.what a", (500, 300), "dark")
    with playwright.sync_playwright() as driver, shots.served(record(tmp_path / "t.db", talks())) as link:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        browser.new_context().new_page().goto(link)
        assert size(shots.packed(shots.take(browser, link, shot))) == (500, 300)
        browser.close()
