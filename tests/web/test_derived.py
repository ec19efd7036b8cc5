"""Pages that follow from a whole record, where it is large: the same as those of a small one, part by part."""

from __future__ import annotations

import html
import os
import re
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.intake.child import send
from dragoman.record import Store
from dragoman.views.sequence import sequence
from dragoman.views.sequence.part import TOGETHER, near, surroundings
from dragoman.web import derived
from dragoman.web.derived import ledger as large_ledger
from dragoman.web.desk import Desk
from dragoman.web.maker import Wanted
from dragoman.web.whole import NotYet
from tests.factories import plain, talks
from tests.web.desk import ready, record, session
from tests.web.mid_size import mid_size

PAGES = ("/ledger", "/evidence", "/sequence", "/options", "/agenda")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mid_size(tmp_path_factory.mktemp("derived") / "mid.db", 50)


@pytest.fixture(scope="module")
def small(path: Path) -> TestClient:
    return session(path)


@pytest.fixture(scope="module")
def large(path: Path) -> TestClient:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dragoman.web.desk.LARGE", 20)
        return session(path)


def shows(answer: Any) -> tuple[list[str], list[str]]:
    """Return what a page leads to, and the words it quotes."""
    assert answer.status_code == 200, answer.text[-1500:]
    links = re.findall(r'href="(/(?:entry|document)/[^"]+)"', answer.text)
    return sorted(set(links)), sorted(set(re.findall(r'<q class="words">(.*?)</q>', answer.text, re.S)))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_holds_all_shows_what_that_of_a_small_record_does(
    small: TestClient, large: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "FIRST", 1000)
    whole, part = small.get(address), ready(large, address)
    assert shows(part) == shows(whole) != ([], [])
    if address in ("/ledger", "/evidence"):
        assert part.text == whole.text


@pytest.mark.parametrize("address", PAGES)
def test_json_and_csv_have_all_of_it(small: TestClient, large: TestClient, address: str) -> None:
    ready(large, address)
    for ending in (".json", ".csv"):
        assert large.get(address + ending).content == small.get(address + ending).content, ending
        assert large.head(address + ending).status_code == 200


@pytest.mark.parametrize(
    "address", ["/ledger", "/ledger?only=overdue", "/evidence", "/agenda?why=unclear", "/sequence"]
)
def test_the_parts_together_are_the_whole(
    small: TestClient, large: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "MOST", 7)
    whole = ready(large, address).text
    total = int(re.findall(r'class="more">(\d+) ', whole)[0])
    assert total > 7
    mark = "&" if "?" in address else "?"
    links: set[str] = set()
    for start in range(0, total, 7):
        part = shows(large.get(f"{address}{mark}from={start}"))[0]
        assert part and not set(part) <= links, "each part has what none before it had"
        links |= set(part)
    if address in ("/ledger", "/evidence", "/ledger?only=overdue"):
        assert sorted(links) == shows(small.get(address))[0]
    beyond, last = (large.get(f"{address}{mark}from={number}") for number in (99999, total - 1))
    assert shows(beyond) == shows(last), "a part beyond the last is the last"


def test_rows_of_the_ledger_are_chosen_by_a_word_in_records_of_any_size(small: TestClient, large: TestClient) -> None:
    every, found = shows(small.get("/ledger"))[0], set()
    for only in ("open", "overdue", "alarm", "contested"):
        chosen = shows(small.get(f"/ledger?only={only}"))
        assert chosen == shows(ready(large, f"/ledger?only={only}"))
        assert set(chosen[0]) < set(every), only
        found |= {only} if chosen[0] else set()
        assert small.get(f"/ledger.csv?only={only}").content == small.get("/ledger.csv").content
    assert found >= {"open", "overdue", "alarm"}, found
    for browser in (small, large):
        assert "known: open, overdue" in html.unescape(browser.get("/ledger?only=everything").text)


def test_first_there_are_some_points_of_each_kind_and_all_of_one_that_is_asked_for(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "FIRST", 4)
    first = ready(large, "/agenda").text
    kinds = re.findall(r"<h2>([a-z ]+?) <span class=\"place\">(\d+)</span>", first)
    assert len(kinds) > 1 and all(int(number) > derived.FIRST for _, number in kinds)
    for why, number in kinds:
        page = large.get("/agenda", params={"why": why}).text
        assert page.count("<h2>") == 1 and page.count("<b>") == min(int(number), derived.MOST)
    assert "known: overdue" in html.unescape(large.get("/agenda?why=boredom").text)


def test_of_many_orders_the_picture_is_what_lies_around_one_step(path: Path, large: TestClient) -> None:
    page = ready(large, "/sequence").text
    assert "<svg" not in page and "too many for one picture" in page
    step = re.findall(r'href="\?step=([^"]+)"', page)[0]
    around = large.get(f"/sequence?step={step}").text
    assert around.count("<rect") - 1 in range(2, TOGETHER + 1)
    assert large.get("/sequence?step=nobody").status_code in (400, 404)


def test_what_lies_around_a_step_are_the_nearest(path: Path) -> None:
    with Store(path) as store:
        found = sequence(store.record())
    step = next(one.step.id for one in found.blocked if one.step.also)
    part = surroundings(found, found.blocked[0].step.id, 5)
    assert 1 < len(near(found.orderings, found.blocked[0].step.id, 5)) <= 5
    assert part.steps and part.orderings and set(part.orderings) < set(found.orderings)
    whole = surroundings(found, step, 10**6)
    assert {one.step for one in whole.orderings} | {one.of for one in whole.orderings} <= set(
        near(found.orderings, step, 10**6)
    )
    also = next(one.also[0] for one in found.steps if one.id == step)
    assert surroundings(found, also) == surroundings(found, step), "by any of its entries"


def test_a_matrix_is_shown_in_part_and_names_the_positions_that_it_shows(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ready(large, "/options?hard=all&about=summit").text
    monkeypatch.setattr(derived, "ROWS", 2)
    monkeypatch.setattr(derived, "COLUMNS", 1)
    part = large.get("/options?hard=all&about=summit").text
    assert "CSV and JSON have the whole matrix" in part and "CSV and JSON have the whole matrix" not in whole
    assert part.count('<th scope="row">') == 2 < whole.count('<th scope="row">')
    freed = [re.findall(r"→ opens (.+?)</li>", page) for page in (part, whole)]
    assert freed[0] and freed[0] == freed[1], "options on other pages of the matrix are named too"
    asked = set(re.findall(r'href="#(position-\d+)"', part))
    assert asked and asked <= set(re.findall(r'id="(position-\d+)"', part)), "every number leads to its words"
    second = large.get("/options?hard=all&about=summit&from=2").text
    assert second.count('<th scope="row">') and second != part
    why_not = ready(large, "/options?hard=all&about=summit&why_not=Hawaii").text
    assert "What stands against it" in why_not or "why-not" in why_not


def test_while_it_is_made_the_page_says_so_and_looks_again_without_a_script(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 20)
    browser = session(path)
    for address in PAGES:
        first = browser.get(address)
        assert first.status_code == 202
        assert '<meta http-equiv="refresh"' in first.text and f"dragoman {address[1:]}" in first.text
        assert "another process" in first.text
        for ending in (".json", ".csv"):
            file = browser.get(address + ending)
            assert file.status_code == 503 and file.headers["retry-after"], "no half of a file"
    page = ready(browser, "/ledger").text
    assert 'http-equiv="refresh"' not in page
    assert '<meta http-equiv="refresh"' not in ready(browser, "/options?lang=ko").text


def test_an_older_page_says_from_when_it_is_and_there_is_no_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 0)
    path = record(tmp_path / "talks.db", talks())
    browser = session(path)
    before = ready(browser, "/ledger").text
    with Store(path) as store:
        store.add(plain("Nobody denied it.", "2020-06-04"))
    older = browser.get("/ledger")
    assert older.status_code == 200 and 'class="older"' in older.text and "UTC" in older.text
    assert shows(older) == (shows(browser.get("/ledger"))[0], shows(older)[1])
    assert 'class="older"' not in before and 'http-equiv="refresh"' not in older.text
    assert browser.get("/ledger.json").status_code == 503
    assert 'class="older"' not in ready(browser, "/ledger").text
    assert browser.get("/ledger.json").status_code == 200


def ended(desk: Desk) -> None:
    end = time.monotonic() + 60
    while desk.whole.run and time.monotonic() < end:
        time.sleep(0.02)


def test_a_page_says_that_the_process_was_killed_and_that_it_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 0)
    desk = Desk(record(tmp_path / "talks.db", talks()))
    monkeypatch.setattr("dragoman.web.app.Desk", lambda path: desk)
    browser = session(desk.path)
    ended(desk)  # the process that looks up names, for the first page
    assert browser.get("/ledger").status_code == 202
    assert desk.whole.run
    os.kill(desk.whole.run.process.pid, signal.SIGKILL)
    ended(desk)
    told = browser.get("/ledger")
    assert told.status_code == 202 and "killed, signal 9" in told.text and "It is tried again." in told.text
    assert shows(ready(browser, "/ledger"))[0]


def test_a_process_that_dies_before_it_is_told_what_to_make_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 0)
    monkeypatch.setattr("dragoman.web.whole.PROGRAM", "raise SystemExit(3)")
    desk = Desk(record(tmp_path / "talks.db", talks()))

    def late(pipe: Any, order: Any) -> None:
        assert desk.whole.run
        desk.whole.run.process.wait()
        send(pipe, order)

    monkeypatch.setattr("dragoman.web.whole.send", late)
    with pytest.raises(NotYet):
        desk.whole.ask(Wanted(name="ledger"), desk.state())
    ended(desk)
    assert "exit code 3" in desk.whole.failed[Wanted(name="ledger")][1]


def test_a_wrong_day_or_question_is_refused_at_once(large: TestClient) -> None:
    for address in ("/ledger?as_of=soon", "/agenda?as_of=2018-13", "/options?slot=weather", "/options?hard=nobody"):
        answer = large.get(address)
        assert answer.status_code in (400, 404), address
    assert "soon" in large.get("/ledger?as_of=soon").text


def test_a_small_record_is_read_as_before(path: Path) -> None:
    desk = Desk(path)
    assert not desk.large()
    assert session(path).get("/ledger").status_code == 200 and not desk.whole.run
    assert derived.either(large_ledger, lambda desk, asked: {"small": True})(desk, None) == {"small": True}  # type: ignore[arg-type]


def test_what_is_made_of_a_large_record_at_once_is_left_to_the_terminal(small: TestClient, large: TestClient) -> None:
    for address, command in (("/dossier.docx", "dragoman dossier -o"), ("/dossier.html", "dragoman dossier -o")):
        answer = large.get(address)
        assert answer.status_code == 400 and command in answer.text
    assert small.get("/dossier.html").status_code == 200
