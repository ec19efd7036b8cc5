"""Reports that come in by the browser: too much at once, a record that is locked, what fails and is kept as failed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest
from starlette.testclient import TestClient

from dragoman.model import Document, Reading
from dragoman.record import Store
from dragoman.views.linking.kept import when_little_waits
from dragoman.web import arrive, limits
from dragoman.web.desk import Desk
from tests.factories import talks
from tests.web.desk import ORIGIN, record, session

REPORT = "Anna Berg met Omar Haddad in Bern on 3 June 2020."
HOSTILE = "</textarea><script>alert(1)</script>"


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks())


@pytest.fixture()
def browser(path: Path) -> TestClient:
    return session(path)


def send(browser: TestClient, text: str = "", *files: tuple[str, bytes], date: str = "") -> Any:
    uploads = [("files", (name, data, "text/plain")) for name, data in files]
    return browser.post("/add", data={"text": text, "date": date}, files=uploads or None, headers={"origin": ORIGIN})


def documents(path: Path) -> int:
    with Store(path, create=False) as store:
        return len(store.documents())


def failed(path: Path) -> list[str]:
    with Store(path, create=False) as store:
        return [one.path for one in store.failures.standing()]


# ---- too much at once -----------------------------------------------------------------------------------------------


def test_more_than_is_taken_at_once_is_refused_whole(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "REPORTS", limits.MB)
    answer = send(browser, REPORT, ("a.txt", b"x" * limits.MB))
    assert answer.status_code == 413
    assert "<h1>Too much at once</h1>" in answer.text and "than 1 MB" in answer.text and "in parts" in answer.text
    assert documents(path) == 1
    assert send(browser, REPORT, ("a.txt", b"x" * 1000)).status_code == 200
    assert documents(path) == 3


@pytest.mark.parametrize("size", [limits.MB + 1, 20 * limits.MB])
def test_what_does_not_say_how_large_it_is_is_counted(browser: TestClient, size: int) -> None:
    def body() -> Iterator[bytes]:
        yield b"target=m1&verdict=accept&why="
        for _ in range(size // 100_000 + 1):
            yield b"w" * 100_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.post("/judge", content=body(), headers={"origin": ORIGIN, **kind})
    assert answer.status_code == 413
    assert "than 1 MB" in answer.text


def test_more_files_than_are_taken_at_once_are_refused_whole(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "FILES", 3)
    files = [(f"{number}.txt", f"{REPORT} {number}".encode()) for number in range(4)]
    answer = send(browser, "", *files)
    assert answer.status_code == 413
    assert "than 3 files" in answer.text
    assert documents(path) == 1
    assert send(browser, "", *files[:3]).text.count("<b>added</b>") == 3


def test_what_is_pasted_may_be_as_long_as_a_file(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    answer = send(browser, f"{REPORT}{' ' * 1_100_000}")
    assert "<b>added</b>" in answer.text
    monkeypatch.setattr(limits, "LIMIT", 2 * limits.MB)
    answer = send(browser, f"{REPORT}{' ' * 2_100_000}")
    assert (answer.status_code, documents(path)) == (413, 2)
    assert "2 MB (text)" in answer.text


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"]
)
def test_a_form_that_is_none_is_told(path: Path, kind: str) -> None:
    answer = session(path, strict=False).post(
        "/add", content=b"--y\r\nwhat\r\n", headers={"origin": ORIGIN, "content-type": kind}
    )
    assert answer.status_code in (200, 400, 422)
    assert "<main" in answer.text
    assert documents(path) == 1


# ---- what fails -----------------------------------------------------------------------------------------------------


def test_what_failed_stays_on_the_record_until_it_is_read(path: Path, browser: TestClient) -> None:
    assert ">failed</b>" in send(browser, "", ("bad.txt", b""), ("good.txt", REPORT.encode())).text
    assert failed(path) == ["bad.txt"]
    send(browser, "", ("bad.txt", b"Omar Haddad left Bern on 4 June 2020."))
    assert failed(path) == []


def test_a_paste_that_failed_is_not_lost_and_stays_words(path: Path, browser: TestClient) -> None:
    page = send(browser, f"{HOSTILE} {REPORT}", date="tomorrow").text
    assert ">failed</b>" in page and "<script>alert" not in page
    assert f"{HOSTILE} {REPORT}</textarea>" in html.unescape(page)
    assert 'value="tomorrow"' in page
    assert REPORT not in send(browser, REPORT, date="2020-06-05").text


def test_a_report_on_which_the_reader_fails_stops_no_other(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    def stumbling(document: Document) -> Reading:
        if "Friday" in document.text:
            raise ZeroDivisionError("no Fridays")
        return Reading(document=document, reader="stumbling 1")

    monkeypatch.setattr("dragoman.reading.read", stumbling)
    page = send(browser, "", ("a.txt", b"They met on Friday."), ("b.txt", b"They met on Monday.")).text
    assert page.count(">failed</b>") == page.count("<b>added</b>") == 1
    assert "no Fridays" in page
    assert failed(path) == ["a.txt"]


# ---- a record that is locked ----------------------------------------------------------------------------------------


def impatient(monkeypatch: Any) -> None:
    monkeypatch.setattr(Desk, "store", lambda desk: Store(desk.path, create=False, wait_s=0.05))


def test_reports_wait_while_another_process_writes_and_the_paste_is_not_lost(
    path: Path, browser: TestClient, monkeypatch: Any
) -> None:
    impatient(monkeypatch)
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = send(browser, f"{HOSTILE} {REPORT}", ("a.txt", REPORT.encode()), ("bad.txt", b""))
        assert answer.status_code == 503
        assert answer.text.count(">not kept</b>") == 3
        assert "is locked by another process" in answer.text and "choose the files anew" in answer.text
        assert "<script>alert" not in answer.text
        assert f"{HOSTILE} {REPORT}</textarea>" in html.unescape(answer.text)
        other.execute("COMMIT")
    assert (documents(path), failed(path)) == (1, [])
    assert send(browser, REPORT).text.count("<b>added</b>") == 1


def test_what_was_kept_before_the_lock_is_said_to_be_kept(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    impatient(monkeypatch)
    other = apsw.Connection(str(path))
    take = arrive._taken

    def then_locked(store: Store, report: arrive.Given, date: str | None) -> arrive.Result:
        found = take(store, report, date)
        other.execute("BEGIN IMMEDIATE")
        return found

    monkeypatch.setattr(arrive, "_taken", then_locked)
    page = send(browser, REPORT, ("a.txt", b"Omar Haddad left Bern."), ("b.txt", b"Anna Berg left Bern.")).text
    other.close()
    assert (page.count("<b>added</b>"), page.count(">not kept</b>")) == (1, 2)
    assert f"{REPORT}</textarea>" not in page
    assert documents(path) == 2


@pytest.mark.parametrize(
    ("address", "data"),
    [("/judge", {"target": ["m1", "s1"], "verdict": "accept"}), ("/undo", {})],
)
def test_every_change_survives_a_locked_record(
    path: Path, browser: TestClient, monkeypatch: Any, address: str, data: dict[str, Any]
) -> None:
    impatient(monkeypatch)
    browser.post("/judge", data={"target": "m2", "verdict": "accept"}, headers={"origin": ORIGIN})
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.post(address, data=data, headers={"origin": ORIGIN})
        assert answer.status_code == 503
        assert "<h1>Not now</h1>" in answer.text and "is locked by another process" in answer.text
        assert "reload the page" in answer.text
        other.execute("COMMIT")
    assert browser.post(address, data=data, headers={"origin": ORIGIN}).status_code == 200


def test_a_judgement_is_kept_where_the_lock_comes_after_it(path: Path, browser: TestClient, monkeypatch: Any) -> None:
    impatient(monkeypatch)
    other = apsw.Connection(str(path))

    def locked(store: Store) -> None:
        other.execute("BEGIN IMMEDIATE")
        when_little_waits(store)

    monkeypatch.setattr("dragoman.web.judge.when_little_waits", locked)
    answer = browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers={"origin": ORIGIN})
    other.close()
    assert answer.status_code == 200
    with Store(path, create=False) as store:
        assert len(store.judgements.all()) == 1


def test_a_record_that_is_gone_is_told(path: Path, browser: TestClient) -> None:
    for one in path.parent.glob("talks.db*"):
        one.unlink()
    for answer in (browser.get("/timeline"), send(browser, REPORT)):
        assert answer.status_code == 503
        assert "there is no record here" in answer.text
    assert f"{REPORT}</textarea>" in answer.text
