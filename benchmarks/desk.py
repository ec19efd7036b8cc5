"""Ask a desk for every page, again and again: `python -m benchmarks.desk [RECORD]`.

RECORD is a record that is there; without it, one of made-up reports (growing.py) of `--entries N` (default 100000) is
made first, which takes its time. Options: `--times N` (that each page is asked, default 20), `--keep FILE` (make it
there), `--paint` (how long the first timeline takes to be painted, with Debian's chromium), `--browser` (open all pages
in chromium too, light and dark, at 1280 and 390 pixels, and name what breaks: browser.py), `--json`, `--check` (exit 1
above the bars; it is 1 anyway where a page breaks).

Every page is asked, its second part and one that is filtered. For each: the 50th and 95th percentile of the time until
its last byte is here, the time of a processor that the desk spent (on a busy machine, the figure to look at), and its
ratio to `SELECT count(*) FROM entries` on the same file in between. Besides: until the desk is ready, until what
follows from the whole record is made, the most memory of the desk and of the process that makes that.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any, NamedTuple

import apsw

from benchmarks.browser import entered, looked_at
from benchmarks.growing import readings
from dragoman.kinds import entries
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date

BARS = {"page_ms": 300.0, "ready_s": 2.0, "desk_MiB": 500.0, "paint_ms": 1000.0}
MADE = 202  # the status of a page that is being made
PATIENCE_S = 1800.0
PAGES = (
    *(
        "/",
        "/new",
        "/new?from=25",
        "/timeline",
        "/timeline?from=200",
        "/timeline?kind=meeting",
        "/timeline?who=anna",
        "/map",
        "/map?kind=event",
    ),
    *("/statements", "/statements?from=200", "/statements?about=corridor", "/meetings", "/meetings?from=200"),
    *("/open", "/open?from=200", "/ledger", "/ledger?from=200", "/ledger?only=overdue", "/evidence"),
    *("/evidence?from=200", "/options", "/options?from=50", "/options?slot=venue&hard=all", "/sequence"),
    *("/sequence?from=200", "/agenda", "/agenda?why=unclear", "/agenda?why=unclear&from=200", "/documents"),
    *("/documents?from=200", "/review", "/review?from=50", "/pairs", "/pairs?from=200", "/history", "/add"),
    *("/search?q=corridor", "/search?q=met+to+speak+about", "/search?q=%22Oslo+to+speak%22"),
    *("/actors", "/actors?who=anna", "/network", "/network?kind=met", "/network?since=2002"),
)
FIRST = {"entry": "/timeline", "document": "/documents", "actor": "/actors"}  # where the first thing of a kind stands
OF_ONE = (  # the pages of that
    *("/entry/{entry}", "/accounts/{entry}", "/document/{document}", "/actor/{actor}", "/actor/{actor}?kind=statement"),
)
CODE = "import sys; from dragoman.cli import main; main(['serve', '--no-browser', '-r', sys.argv[1]])"


class Desk(NamedTuple):
    """A desk that runs: its process, a connection to it, what the browser shows, seconds until it was ready.

    `began_ms` is for how long it had had a processor by then.
    """

    process: subprocess.Popen[str]
    connection: HTTPConnection
    cookie: str
    ready_s: float
    began_ms: float = 0.0

    @property
    def site(self) -> str:
        """Return where it is, as a browser writes it."""
        return f"http://{self.connection.host}:{self.connection.port}"

    def get(self, address: str) -> tuple[int, bytes]:
        """Return the status and the body of a page."""
        with contextlib.suppress(ConnectionError):  # the desk ends a connection that was idle for some seconds
            return self._got(address)
        self.connection.close()
        return self._got(address)

    def _got(self, address: str) -> tuple[int, bytes]:
        self.connection.request("GET", address, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def worked_ms(self) -> float:
        """Return for how long the desk has had a processor."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((one / "schedstat").read_text().split()[0]) for one in tasks.iterdir()) / 1e6


@contextlib.contextmanager
def opened(record: Path) -> Iterator[Desk]:
    """Start a desk, come in by its link, and end it."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", CODE, str(record)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        link = next(found for line in process.stdout if (found := re.search(r"http://([^/]+)(/enter\S+)", line)))
        connection = HTTPConnection(link[1], timeout=PATIENCE_S)
        while process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError):  # the link is printed a moment before it is open
                connection.connect()
                break
            time.sleep(0.01)
        connection.request("GET", link[2])
        answer = connection.getresponse()
        answer.read()
        ready = time.perf_counter() - start
        cookie = (answer.headers["set-cookie"] or "").split(";")[0]
        desk = Desk(process, connection, cookie, ready)
        yield desk._replace(began_ms=desk.worked_ms())
        connection.close()
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()


class Watch:
    """Look at the memory of the processes that a desk starts, while they run."""

    def __init__(self, parent: int) -> None:
        self.parent = parent
        self.peak = 0.0  # MiB
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.over.wait(0.1):
            children = Path(f"/proc/{self.parent}/task")
            with contextlib.suppress(OSError):
                ids = " ".join((one / "children").read_text() for one in children.iterdir()).split()
                self.peak = max([self.peak, *(peak_of(int(id)) for id in ids)])


def peak_of(process: int) -> float:
    """Return the most memory that a process had, in MiB; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def made(path: Path, wanted: int) -> Path:
    """Make a record of so many entries at least, linked."""
    with Store(path) as store:
        held, documents = 0, len(store.documents())
        stream = readings(1 << 30, documents)
        while held < wanted:
            batch = list(islice(stream, 256))
            list(store.add_many(batch, batch=256))
            held += sum(len(entries(one)) for one in batch)
        up_to_date(store)
    return path


def measured(record: Path, times: int, paint: bool = False, browser: bool = False) -> dict[str, Any]:
    """Return all figures; `broken` is what broke in chromium, None where that was not asked for."""
    with opened(record) as desk:
        watch = Watch(desk.process.pid)
        took = {address: waited_for(desk, address) for address in named(desk)}
        plain = apsw.Connection(str(record))
        pages = {address: asked(desk, plain, address, times) for address in took}
        plain.close()
        watch.over.set()
        return {
            "ready_s": round(desk.ready_s, 2),
            "ready_cpu_s": round(desk.began_ms / 1000, 2),
            "made_s": {address: round(seconds, 1) for address, seconds in took.items() if seconds > 1},
            "desk_MiB": round(peak_of(desk.process.pid)),
            "maker_MiB": round(watch.peak),
            "paint_ms": painted(desk) if paint else None,
            "broken": broken(desk, took) if browser else None,
            "load": round(os.getloadavg()[0], 1),
            "pages": pages,
        }


def named(desk: Desk) -> Iterator[str]:
    """Yield the pages that this desk has, and last those of the first act, report and actor that lists lead to.

    The lists are asked for those once whoever asks for pages has waited until they are made.
    """
    yield from (address for address in PAGES if desk.get(address)[0] in (200, MADE))
    ids = {name: one_of(desk, name, page) for name, page in FIRST.items()}
    wholes = (address.format(**ids) for address in OF_ONE)
    yield from (address for address in wholes if desk.get(address)[0] in (200, MADE))


def one_of(desk: Desk, name: str, page: str) -> str:
    """Return an id that a page leads to."""
    found = re.search(rf'href="/{name}/([^"#]+)', desk.get(page)[1].decode())
    return found[1] if found else "none"


def waited_for(desk: Desk, address: str) -> float:
    """Return the seconds until a page is made."""
    start = time.perf_counter()
    while (status := desk.get(address)[0]) != 200:
        if status != MADE or time.perf_counter() - start > PATIENCE_S:
            raise SystemExit(f"{address}: status {status} after {time.perf_counter() - start:.0f} s")
        time.sleep(0.2)
    return time.perf_counter() - start


def asked(desk: Desk, plain: apsw.Connection, address: str, times: int) -> dict[str, float]:
    """Return how long a page takes, and how long the plain query beside it."""
    took, worked, query = [], [], []
    desk.get(address)  # what is read once after a change
    for _ in range(times):
        before, start = desk.worked_ms(), time.perf_counter()
        status, _ = desk.get(address)
        took.append((time.perf_counter() - start) * 1000)
        worked.append(desk.worked_ms() - before)
        if status != 200:
            raise SystemExit(f"{address}: status {status}")
        start = time.perf_counter()
        plain.execute("SELECT count(*) FROM entries").fetchall()
        query.append((time.perf_counter() - start) * 1000)
    return {
        "p50_ms": round(at(took, 50), 1),
        "p95_ms": round(at(took, 95), 1),
        "cpu_p95_ms": round(at(worked, 95), 1),
        "query_p95_ms": round(at(query, 95), 1),
        "ratio": round(at(took, 95) / at(query, 95), 1),
    }


def at(values: list[float], percent: int) -> float:
    """Return a percentile."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


def painted(desk: Desk) -> float | None:
    """Return the milliseconds until chromium has painted the first of the timeline; None where there is none."""
    with entered(desk.site, desk.cookie) as context:
        page = context.new_page()
        page.goto(f"{desk.site}/add")  # the program is loaded
        page.goto(f"{desk.site}/timeline")
        found = None
        while found is None:  # the entry comes a moment after the page; `goto` has raised where that does not come
            found = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
            page.wait_for_timeout(10)
    return round(float(found), 1)


def broken(desk: Desk, addresses: Iterable[str]) -> list[str]:
    """Return what breaks where pages are opened in chromium."""
    with entered(desk.site, desk.cookie) as context:
        return looked_at(context, desk.site, addresses)


def missed(figures: dict[str, Any]) -> list[str]:
    """Return what lies above the bars, each in words."""
    found = [
        f"{address}: {page['p95_ms']} ms"
        for address, page in figures["pages"].items()
        if page["p95_ms"] > BARS["page_ms"]
    ]
    return found + [
        f"{name}: {figures[name]}" for name in ("ready_s", "desk_MiB", "paint_ms") if (figures[name] or 0) > BARS[name]
    ]


def printed(figures: dict[str, Any]) -> Iterator[str]:
    """Yield the figures as lines to be read."""
    yield f"{'page':34} {'p50':>7} {'p95':>7} {'cpu p95':>8} {'ratio':>6}   (ms)"
    for address, page in figures["pages"].items():
        yield f"{address:34} {page['p50_ms']:7} {page['p95_ms']:7} {page['cpu_p95_ms']:8} {page['ratio']:6}"
    for name in ("ready_s", "ready_cpu_s", "made_s", "desk_MiB", "maker_MiB", "paint_ms", "load"):
        yield f"{name:12} {figures[name]}"
    if (found := figures["broken"]) is not None:
        yield f"{'browser':12} {len(figures['pages'])} pages, light and dark, 1280 and 390 wide: {len(found)} amiss"
        yield from found


def main() -> int:
    """Measure and print; return 1 where a page breaks, and with `--check` above a bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", nargs="?", type=Path)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    for flag in ("--paint", "--browser", "--json", "--check"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = options.record or made(options.keep or Path(folder) / "desk.db", options.entries)
        figures = measured(record, options.times, options.paint, options.browser)
    above = missed(figures)
    print(json.dumps(figures) if options.json else "\n".join([*printed(figures), *(f"above: {one}" for one in above)]))
    return int(bool(figures["broken"]) or (options.check and bool(above)))


if __name__ == "__main__":
    sys.exit(main())
