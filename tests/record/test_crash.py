from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dragoman.record import Store
from tests.factories import plain

ROOT = Path(__file__).parents[2]

# Adds until the file may not grow any more, as on a disk that is full; then says what it was told.
FILL = """
import resource, sys
from pathlib import Path
from dragoman.problems import StorageError
from dragoman.record import Store
from tests.factories import plain

resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
told = 0
try:
    with Store(Path(sys.argv[1])) as store:
        for added in store.add_many((plain(f"Report {n} " + "words " * 500) for n in range(1000)), batch=4):
            told += 1
except StorageError as error:
    sys.stdout.write(f"{told} {error.exit_code} {error}")
"""


def test_killed_at_random_moments_a_record_holds_whole_documents_and_all_that_was_acknowledged() -> None:
    command = [sys.executable, "-m", "benchmarks.kills", "--kills", "10", "--readings", "16", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout)
    assert result["kills"] >= 10
    assert result["told"] > 0
    assert (result["lost"], result["half"], result["faults"], result["different"]) == (0, 0, 0, 0)


def test_several_processes_may_begin_and_fill_one_record_at_once(tmp_path: Path) -> None:
    for number in range(4):
        path, children = tmp_path / f"{number}.db", []
        for child in range(4):
            process = os.fork()
            if process == 0:
                try:
                    with Store(path) as store:
                        for n in range(8):
                            store.add(plain(f"Report {n} of {child}"))
                    os._exit(0)
                finally:
                    os._exit(1)
            children.append(process)
        assert [os.waitpid(process, 0)[1] for process in children] == [0] * 4
        with Store(path) as store:
            assert len(store.documents()) == 32
            assert store.check() == ()


def test_a_file_that_cannot_grow_keeps_what_was_told_and_the_sentence_says_so(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    told, code, sentence = done.stdout.split(" ", 2)
    assert int(told) > 3
    assert code == "5"
    assert f"{told} documents of this run are kept, the rest is not." in sentence
    with Store(path) as store:
        assert len(store.documents()) == int(told)
        assert store.check() == ()
