from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman import plugins
from dragoman.engines import here, pool
from dragoman.model import Document, Failure, Reading
from tests.engines.readers import collected, cores, fussy, shout
from tests.factories import document


def told(results: Any) -> list[str]:
    return [r.reader if isinstance(r, Reading) else f"{r.path} {r.error}" for r in results]


@pytest.mark.parametrize("name", ["here", "pool"])
def test_readings_come_in_the_order_of_the_documents(name: str) -> None:
    run = plugins.load("engine", name)
    documents = [document(f"text {n}") for n in range(20)]
    assert told(run(shout, iter(documents))) == [f"TEXT {n}" for n in range(20)]
    assert told(run(shout, [])) == []


@pytest.mark.parametrize("run", [here.run, pool.run])
def test_a_reader_that_raises_fails_for_one_document_only(run: Any) -> None:
    bad = document("raise", title="Bad news")
    results = list(run(fussy, [document("a"), bad, document("b")]))
    assert told(results) == [
        "A",
        f"{bad.id} document {bad.id} (Bad news): the reader failed: ValueError: no such word",
        "B",
    ]
    assert isinstance(results[1], Failure)


def test_a_worker_that_dies_takes_one_document_with_it() -> None:
    texts = ["a", "b", "die", "c", "d", "die", "e"]
    results = told(pool.run(fussy, [document(text) for text in texts], workers=2))
    assert [r for r in results if len(r) == 1] == ["A", "B", "C", "D", "E"]
    assert [at for at, r in enumerate(results) if "the process that read it died" in r] == [2, 5]


def test_documents_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for n in range(1000):
            taken.append(n)
            yield document(f"text {n}")

    assert told([next(here.run(shout, documents()))]) == ["TEXT 0"]
    assert len(taken) == 1
    taken.clear()
    results = pool.run(shout, documents(), workers=1)
    assert told([next(results)]) == ["TEXT 0"]
    assert len(taken) <= pool.AHEAD


def test_workers_read_on_one_core_each_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_THREADS", raising=False)
    assert told(pool.run(cores, [document("a")], workers=1)) == ["1"]
    monkeypatch.setenv("DRAGOMAN_THREADS", "3")
    assert told(pool.run(cores, [document("a")], workers=1)) == ["3"]


def test_workers_look_for_cycles_seldom_and_the_parent_as_before() -> None:
    before = gc.get_threshold()
    assert told(pool.run(collected, [document("a")], workers=1)) == [str(pool.SELDOM)]
    assert gc.get_threshold() == before


def test_workers_end_when_their_parent_is_killed() -> None:
    code = (
        "import os; from dragoman.engines import pool; from tests.engines.readers import process; from tests.factories import document\n"
        "if __name__ == '__main__':\n"
        "    results = pool.run(process, (document(f'{n}') for n in range(9)), workers=1)\n"
        "    print(next(results).reader, flush=True); os.kill(os.getpid(), 9)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stdout
    worker = int(told)
    for _ in range(100):
        if not running(worker):
            return
        time.sleep(0.1)
    raise AssertionError(f"worker {worker} lives on")


def running(process: int) -> bool:
    """Tell whether a process is there and no zombie that nobody has asked for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
