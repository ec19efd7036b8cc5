"""What is new since somebody last looked, on the first page and on its own: marked by a button, never by looking."""

from __future__ import annotations

import csv
import html
import io
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw
import pytest
from starlette.testclient import TestClient

from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.news import around, came, news
from dragoman.web import news as pages
from dragoman.web.desk import Desk
from dragoman.web.guard import owner
from dragoman.web.maker import Wanted
from dragoman.web.whole import NotYet, Whole
from tests.factories import plain, talks
from tests.views.test_doubt import told_again
from tests.web.desk import ORIGIN, record, session

HOSTILE = '</li><script>alert(1)</script>"><img src=x onerror=alert(1)>'
ASKED = {"origin": ORIGIN}


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks())


def fail(path: Path, *names: str) -> None:
    with Store(path) as store:
        for name in names:
            store.failures.note(name, f"{name} is empty.")


def failed(path: Path) -> list[str]:
    with Store(path, create=False) as store:
        return [one.path for one in store.failures.standing()]


def numbers(page: str) -> dict[str, str]:
    """Return what the button "seen" sends."""
    form = page.split('action="/seen"')[1].split("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


def press(browser: TestClient, page: str = "/") -> Any:
    return browser.post("/seen", data=numbers(browser.get(page).text), headers=ASKED)


def test_looking_moves_no_mark_the_button_does_and_what_came_between_is_new(path: Path) -> None:
    browser = session(path)
    for _ in range(2):
        page = browser.get("/").text
        assert "All is new" in page and "All that is new</a>" not in page and "All that is new (1)" in page
        assert "All is new" in browser.get("/new").text
    shown = numbers(browser.get("/new").text)
    later = plain("Envoys left Oslo.", "2020-06-04", title="Envoys leave")
    record(path, later)
    answer = browser.post("/seen", data=shown, headers=ASKED)
    assert answer.url.path == "/new"
    assert "Envoys leave" in answer.text and talks().document.id not in answer.text
    assert "New since" in browser.get("/").text
    press(browser)
    assert "Nothing is new." in browser.get("/").text and "Nothing here." in browser.get("/new").text
    assert session(path).get("/new.json").json()["arrivals"] == []  # kept in the record, not in the browser


def test_marks_are_those_of_show_new(path: Path) -> None:
    with Store(path) as store:
        store.arrivals.seen(store.arrivals.news(owner()))
    browser = session(path)
    assert "Nothing is new." in browser.get("/").text
    record(path, plain("Envoys left Oslo.", "2020-06-04"))
    press(browser, "/new")
    with Store(path) as store:
        assert store.arrivals.news(owner()).arrivals == ()
        assert len(store.arrivals.news("Anna").arrivals) == 2


@pytest.mark.parametrize(
    "sent",
    [{}, {"arrival": "1"}, {"arrival": "one", "judgement": "0"}, {"arrival": "-1", "judgement": "0"},
     {"arrival": str(2**70), "judgement": "0"}],
)  # fmt: skip
def test_a_mark_that_is_none_is_refused(path: Path, sent: dict[str, str]) -> None:
    answer = session(path).post("/seen", data=sent, headers=ASKED)
    assert answer.status_code == 422
    assert "All is new" in session(path).get("/").text


def test_new_acts_stand_apart_from_those_told_again(tmp_path: Path) -> None:
    path = record(tmp_path / "talks.db", talks())
    with Store(path) as store:
        store.arrivals.seen(store.arrivals.news(owner()))
        store.add(told_again())
        store.judgements.make("m9", "same", ("m1",), who="Bert", why="the same day")
        up_to_date(store)
        fresh = news(store.record(), came(store.arrivals.news(owner()), store.record()))
    found = session(path).get("/new.json").json()
    assert [(one["line"]["entry"], one["known"]) for one in found["acts"]] == [
        (one.line.entry, one.known) for one in fresh
    ]
    assert any(one.known for one in fresh)
    page = session(path).get("/new").text
    assert "<h2>Told again (" in page and "<h2>Judged by others (1)</h2>" in page and "the same day" in page


def test_what_a_part_brings_is_what_the_whole_says_it_brings(tmp_path: Path) -> None:
    with Store(tmp_path / "talks.db") as store:
        for one in (talks(), plain("Nothing.", "2020-06-01"), told_again()):
            store.add(one)
        store.judgements.make("m9", "same", ("m1",), who="Bert")
        up_to_date(store)
        brought = store.arrivals.news("Anna", most=1)
        assert [one.document for one in brought.arrivals] == [told_again().document.id]
        part, whole = around(store, [told_again().document.id]), store.record()
        assert len(part.readings) == 2
        assert news(part, came(brought, part)) == news(whole, came(brought, whole))


def test_pages_of_what_is_new_are_as_many_as_there_are(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(pages, "AT_A_TIME", 3)
    many = [plain(f"Envoy {n} left Oslo.", "2020-06-04", title=f"Envoy {n} leaves") for n in range(8)]
    browser = session(record(tmp_path / "talks.db", *many))
    seen = []
    for start in (0, 3, 6):
        page = browser.get(f"/new?from={start}").text
        assert "Reports (8)" in page
        seen += re.findall(r">Envoy (\d) leaves<", page.split("<h2>New acts")[0])
    assert seen == [str(n) for n in reversed(range(8))]
    for odd in ("99", "-1", "x", "9" * 40):
        assert "Envoy 7 leaves" in browser.get(f"/new?from={odd}").text


def test_since_a_day_and_what_is_none(path: Path) -> None:
    browser = session(path)
    press(browser)
    assert browser.get("/new.json?since=2020").json()["came"] == 1
    assert browser.get("/new.json?since=2999").json()["came"] == 0
    assert browser.get("/new?since=tomorrow").status_code == 400


def test_failed_reports_are_on_the_first_page_until_dismissed(path: Path) -> None:
    fail(path, "a.pdf", "b.pdf", "c.pdf")
    browser = session(path)
    for address in ("/", "/new"):
        page = browser.get(address).text
        assert "Failed reports (3)" in page and "<b>a.pdf</b> is empty." in page
    ids = re.findall(r'name="failure" value="(\w+)"', browser.get("/").text)
    answer = browser.post("/dismiss", data={"failure": ids[0]}, headers=ASKED)
    assert answer.url.path == "/" and "Failed reports (2)" in answer.text
    browser.post("/dismiss", data={"failure": ["all", "nothing", ids[0]]}, headers=ASKED)
    assert failed(path) == ["b.pdf", "a.pdf"]
    again = browser.post("/dismiss", data={"failure": ids, "back": "/new"}, headers=ASKED)
    assert (again.url.path, failed(path)) == ("/new", [])
    assert "Failed reports" not in browser.get("/").text


def test_more_failures_than_a_page_shows_are_counted(path: Path) -> None:
    fail(path, *(f"{n}.pdf" for n in range(pages.FEW + 2)))
    page = session(path).get("/").text
    assert page.count('action="/dismiss"') == pages.FEW
    assert f"Failed reports ({pages.FEW + 2})" in page and '<a href="/new#failed">' in page


def test_hostile_words_stay_words_wherever_news_are(path: Path) -> None:
    made = plain(f"{HOSTILE} said so.", "2020-06-05", title=HOSTILE)
    record(path, made)
    with Store(path) as store:
        store.failures.note(HOSTILE, HOSTILE)
        store.judgements.make("m1", "accept", who=HOSTILE, why=HOSTILE)
    browser = session(path)
    for address in ("/", "/new"):
        page = browser.get(address).text
        assert "<script>alert" not in page and "<img src=x" not in page
        assert html.unescape(page).count(HOSTILE) >= 4
    cells = [cell for row in csv.reader(io.StringIO(browser.get("/new.csv").text)) for cell in row]
    assert HOSTILE in cells


def test_a_desk_to_look_at_marks_and_dismisses_nothing(path: Path) -> None:
    fail(path, "a.pdf")
    browser = session(path, read_only=True)
    for address in ("/", "/new"):
        page = browser.get(address).text
        assert "a.pdf" in page and "/seen" not in page and "/dismiss" not in page
    for address, sent in (("/seen", {"arrival": "1", "judgement": "0"}), ("/dismiss", {"failure": "all"})):
        assert browser.post(address, data=sent, headers=ASKED).status_code == 403
    assert failed(path) == ["a.pdf"]


@pytest.mark.parametrize("address", ["/seen", "/dismiss"])
def test_marks_survive_a_locked_record(path: Path, monkeypatch: Any, address: str) -> None:
    fail(path, "a.pdf")
    browser = session(path)
    ids = re.findall(r'name="failure" value="(\w+)"', browser.get("/").text)
    sent = {"/seen": numbers(browser.get("/").text), "/dismiss": {"failure": ids[0]}}[address]
    monkeypatch.setattr(Desk, "store", lambda desk: Store(desk.path, create=False, wait_s=0.05))
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.post(address, data=sent, headers=ASKED)
        assert answer.status_code == 503
        assert "is locked by another process" in answer.text and "<h1>Not now</h1>" in answer.text
        other.execute("COMMIT")
    assert browser.post(address, data=sent, headers=ASKED).status_code == 200


def test_alarms_and_open_decisions_are_on_the_first_page(tmp_path: Path) -> None:
    from dragoman.reading.byhand import read

    examples = Path(__file__).parents[2] / "examples"
    text = (examples / "second-summit-options" / "second-summit.toml").read_text("utf-8")
    page = session(record(tmp_path / "s.db", read(text))).get("/").text
    assert "<h2>Open decisions</h2>" in page and "<h2>Open</h2>" in page
    six = (examples / "six-party" / "six-party.toml").read_text("utf-8")
    browser = session(record(tmp_path / "t.db", read(six)))
    alarms = [row for row in browser.get("/ledger.json").json() if row.get("alarm")]
    assert alarms
    assert f"Claimed beyond evidence ({len(alarms)})" in browser.get("/").text


def test_the_first_page_of_a_large_record_waits_for_no_ledger(path: Path, monkeypatch: Any) -> None:
    def later(whole: Whole, wanted: Wanted, now: object) -> object:
        raise NotYet(wanted, 0, "", again=True)

    monkeypatch.setattr("dragoman.web.desk.LARGE", 0)
    monkeypatch.setattr(Whole, "ask", later)
    page = session(path).get("/")
    assert page.status_code == 200
    assert '<h2>Claimed beyond evidence</h2><p><a href="/ledger?only=alarm">' in page.text
    assert "All is new" in page.text
