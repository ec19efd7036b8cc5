"""Measure `dragoman code`, as users run it: killed again and again, how fast it is, how much memory it takes.

    python benchmarks/bulk.py kills [--kills 20] [--seed 1]
    python benchmarks/bulk.py speed [--documents 48]
    python benchmarks/bulk.py memory [--documents 20000]

`kills` ends runs with SIGKILL at random moments and starts them again until they come to their end; output and failures
must be those of a run nobody disturbed, byte for byte. Its readings are made up, so that it takes a minute; the rest
reads in earnest. `speed` codes documents of about 450 words on one core and on two, and reads some of them one by one
with `dragoman read`, in one run; seconds of the clock and, for a busy machine, of the processors, starts included.
`memory` codes rows of one sentence and prints the memory of all processes together (resident, MB) as they go by.
The texts are the example reports. Prints JSON lines; `kills` exits 1 when anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import click

from dragoman.cli.code import Work, to_file
from dragoman.engines import here, journal
from dragoman.intake import documents
from dragoman.intake.tables.columns import Columns
from dragoman.kinds import entry_id
from dragoman.model import Document, Event, Plover, Reading, Source
from dragoman.views.passages import sentences

EXAMPLES = Path(__file__).parent.parent / "examples"
WORDS = 450
DRAGOMAN = (sys.executable, "-c", "from dragoman.cli import main; main()")
FAILURES = ".failures.jsonl"
BAD = '{"id": "bad", "text": 5}\n'


def paragraphs() -> Iterator[str]:
    """Yield the paragraphs of the example reports."""
    for document in documents([EXAMPLES]):
        if isinstance(document, Document):
            yield from (part for part in document.text.split("\n\n") if len(part.split()) > 20)


def articles() -> Iterator[str]:
    """Yield texts of about 450 words made of paragraphs, again and again."""
    held: list[str] = []
    for paragraph in cycle(paragraphs()):
        held.append(paragraph)
        if sum(len(part.split()) for part in held) >= WORDS:
            yield "\n\n".join(held)
            held = []


def write(path: Path, texts: Iterator[str], every: int = 0) -> None:
    """Write JSON lines, each text made its own by a number; every N-th row is a bad one."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(
                json.dumps({"id": number, "date": "2018-10-07", "text": f"{text} It was report {number}."}) + "\n"
            )
            file.write(BAD if every and number % every == 0 else "")


def code(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start `dragoman code`."""
    words = [*DRAGOMAN, "code", *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def made(document: Document) -> Reading:
    """Return, after a moment, a made-up reading with an event for each sentence: what matters is what becomes of it."""
    time.sleep(0.01)
    found = []
    for start, end in sentences(document.text):
        words = Source(span=(start, end), quote=document.text[start:end])
        id = entry_id(document, Event, words.span)
        found.append(Event(id=id, event="CONSULT", status="happened", sources=(words,)))
    rows = tuple(Plover(event=event.event, origin=event.id) for event in found)
    return Reading(document=document, reader="made", events=tuple(found), plover=rows)


def code_made(news: Path, out: Path) -> None:
    """Run `dragoman code` over made-up readings in this process, with what is done kept five times a second."""
    journal.KEEP_S = 0.2
    with click.Context(click.Command("code")) as context:
        work = Work(here.run, made, Columns(), None, None)
        to_file(work, [str(news)], out, "made", context)


def forked(news: Path, out: Path) -> int:
    """Start `code_made` in a child that says nothing; return its process id."""
    child = os.fork()
    if child == 0:
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            code_made(news, out)
        finally:
            os._exit(0)
    return child


def kills(folder: Path, count: int, seed: int) -> int:
    """Kill and compare; return the exit code."""
    chance = random.Random(seed)
    news = folder / "news.jsonl"
    write(news, islice(cycle(paragraphs()), 300), every=50)
    result = {"documents": 306, "kills": 0, "resumed": 0, "ended": 0, "different": 0}
    for kind in cycle(("jsonl", "csv", "parquet")):
        whole, cut = folder / f"whole.{kind}", folder / f"cut.{kind}"
        if not whole.exists():
            started = time.perf_counter()
            os.waitpid(forked(news, whole), 0)
            alone = time.perf_counter() - started
        while not cut.exists():
            result["resumed"] += cut.with_name(f"{cut.name}.unfinished").exists()
            child = forked(news, cut)
            if result["kills"] < count:
                time.sleep(chance.uniform(0, alone))
                os.kill(child, signal.SIGKILL)
            result["kills"] += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        result["ended"] += 1
        pairs = ((whole, cut), (whole.with_suffix(FAILURES), cut.with_suffix(FAILURES)))
        result["different"] += any(one.read_bytes() != other.read_bytes() for one, other in pairs)
        for path in folder.glob("cut*"):
            path.unlink()
        print(json.dumps(result), flush=True)
        if result["kills"] >= count:
            break
    return 1 if result["different"] else 0


def speed(folder: Path, count: int) -> int:
    """Measure documents a second; return 0."""
    news = folder / "news.jsonl"
    write(news, islice(articles(), count))
    for jobs in (1, 2):
        out = folder / f"{jobs}.jsonl"
        with timed() as took:
            code(news, "--out", out, "--jobs", str(jobs)).wait()
        print(json.dumps({"jobs": jobs, **rates(count, out.read_bytes().count(b"\n"), took)}), flush=True)
    few = max(count // 8, 1)
    with timed() as took:
        for number, text in enumerate(islice(articles(), few)):
            path = folder / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            subprocess.run([*DRAGOMAN, "read", str(path), "--json"], stdout=subprocess.DEVNULL, check=True)
    print(json.dumps({"loop of": "dragoman read", **rates(few, None, took)}))
    return 0


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Give a dict that holds, after the block, the seconds of the clock and of the processors in child processes."""
    took: dict[str, float] = {}
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    yield took
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took["seconds"] = time.perf_counter() - started
    took["cpu_s"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rates(documents: int, rows: int | None, took: Mapping[str, float]) -> dict[str, float | None]:
    """Return what a run did, and at which rates."""
    seconds, spent = took["seconds"], took["cpu_s"]
    return {
        "documents": documents,
        "rows": rows,
        "seconds": round(seconds, 1),
        "cpu_s": round(spent, 1),
        "documents_s": round(documents / seconds, 2),
        "documents_cpu_s": round(documents / spent, 2),
        "rows_s": None if rows is None else round(rows / seconds, 1),
    }


def memory(folder: Path, count: int) -> int:
    """Watch the memory of a run over short rows; return 0."""
    news = folder / "news.jsonl"
    write(news, islice(cycle(["The US met Iran in Oslo on Monday."]), count))
    run, started = code(news, "--out", folder / "out.jsonl"), time.perf_counter()
    with timed() as took:
        while run.poll() is None:
            print(json.dumps({"seconds": round(time.perf_counter() - started), "mb": resident(run.pid)}), flush=True)
            time.sleep(15)
    print(json.dumps(rates(count, (folder / "out.jsonl").read_bytes().count(b"\n"), took)))
    return 0


def resident(process: int) -> int:
    """Return the resident memory of a process and its children in MB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    pages = [int(Path(f"/proc/{number}/statm").read_text().split()[1]) for number in (process, *children)]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("kills", "speed", "memory"))
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "kills":
            return kills(Path(folder), options.kills, options.seed)
        if options.what == "speed":
            return speed(Path(folder), options.documents or 48)
        return memory(Path(folder), options.documents or 20_000)


if __name__ == "__main__":
    sys.exit(main())
