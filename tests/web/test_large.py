"""Test that lists of a large record, read page by page from the file, are those that a small record's pages show."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.growing import readings
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order
from dragoman.web import desk, paged
from tests.web.desk import ready, session

LISTS = ("timeline", "meetings", "open", "statements")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "r.db"
    with Store(path) as store:
        list(store.add_many(islice(readings(60), 60)))
        up_to_date(store)
        in_order(store)
    return path


@pytest.fixture
def both(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TestClient, TestClient]]:
    """Return the desk of a record as a small one, and as a large one."""
    path = Path(shutil.copy(made, tmp_path / "r.db"))
    small = session(path)
    small.get("/")  # it is found to be small before the bound is moved
    monkeypatch.setattr(desk, "LARGE", 0)
    yield small, session(path)


@pytest.fixture
def large(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[1]


@pytest.fixture
def small(both: tuple[TestClient, TestClient]) -> TestClient:
    return both[0]


def whole(browser: TestClient, address: str, bound: int, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(desk, "LARGE", bound)
    answer = ready(browser, address)
    assert answer.status_code == 200, answer.text
    return answer.json() if address.split("?")[0].endswith(".json") else answer.text


@pytest.mark.parametrize("name", LISTS)
def test_json_and_csv_of_a_large_record_are_whole(
    small: TestClient, large: TestClient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paged, "A_SHEET", 23)
    asked = f"/{name}.json"
    found = whole(large, asked, 0, monkeypatch)
    assert found == whole(small, asked, 10_000, monkeypatch)
    assert isinstance(found, list)
    assert len(found) > 23
    table = str(whole(large, f"/{name}.csv", 0, monkeypatch))
    assert table == whole(small, f"/{name}.csv", 10_000, monkeypatch)
    assert len(list(csv.reader(io.StringIO(table)))) == len(found) + 1


def listed(page: str) -> set[str]:
    """Return where the lines of a page lead; of the queue, whose lines hold others, whose they are."""
    main = page.partition("<main")[2].partition("</main>")[0]
    if queue := re.findall(r'<li data-e="([^"]+)"', main):
        return set(queue)
    lines = re.findall(r'<(?:tr|li)\b.*?</(?:tr|li)>|<section class="pair">.*?</section>', main, re.S)
    return {"".join(re.findall(r'href="(/(?:entry|document)/[^"]+)"', line)) for line in lines if "href=" in line}


@pytest.mark.parametrize("name", [*LISTS, "documents", "review", "pairs"])
def test_a_page_begins_at_the_line_that_is_asked_for(large: TestClient, name: str) -> None:
    first, second = (large.get(f"/{name}{asked}") for asked in ("", "?from=10"))
    assert first.status_code == second.status_code == 200
    before, after = listed(first.text), listed(second.text)
    assert len(before - after) == 10 < len(before & after)


@pytest.mark.parametrize("name", ["map", ""])
def test_a_page_without_a_second_is_shown_all_the_same(large: TestClient, name: str) -> None:
    assert large.get(f"/{name}?from=30").status_code == 200


def test_a_page_says_while_it_is_worked_out_who_is_one_person(large: TestClient) -> None:
    first = large.get("/timeline")
    assert first.status_code == 200
    assert 'class="older"' in first.text
    assert large.get("/timeline.json").status_code == 503
    assert 'class="older"' not in ready(large, "/timeline").text


def test_an_entry_its_accounts_and_its_report_are_read_from_the_file(small: TestClient, large: TestClient) -> None:
    line = next(one["line"] for one in ready(large, "/meetings.json").json() if one["line"]["also"])
    for address in (
        f"/entry/{line['entry']}.json",
        f"/accounts/{line['entry']}.json",
        f"/document/{line['document']}.json",
    ):
        assert large.get(address).json() == small.get(address).json()
    assert large.get("/entry/nothing").status_code == 404
    assert large.get("/document/nothing").status_code == 404


def test_what_is_judged_leaves_the_queue_at_once(large: TestClient) -> None:
    before = large.get("/review.json").json()
    target = before[0]["line"]["entry"]
    answer = large.post(
        "/judge", data={"target": target, "verdict": "accept"}, headers={"Origin": "http://127.0.0.1:8000"}
    )
    assert answer.status_code == 200, answer.text
    after = large.get("/review.json").json()
    assert len(after) < len(before)
    assert target not in {one["line"]["entry"] for one in after}


@pytest.mark.parametrize(
    "address, status", [("/timeline", 400), ("/", 400), ("/map", 400), ("/accounts/anything", 404)]
)
def test_a_day_that_is_asked_for_is_refused_in_words(large: TestClient, address: str, status: int) -> None:
    answer = large.get(f"{address}?as_of=2001-01-03")
    assert answer.status_code == status
    assert "--as-of" in answer.text


def test_a_place_of_which_nothing_is_told_is_answered_as_in_a_small_record(
    small: TestClient, large: TestClient
) -> None:
    for browser in (small, large):
        assert "Nothing here." in browser.get("/map?place=nowhere").text


def test_the_first_page_as_a_file_says_how_much_is_open(small: TestClient, large: TestClient) -> None:
    assert large.get("/overview.json").json()["open_in_all"] == len(small.get("/overview.json").json()["open"])


def test_an_address_behind_the_end_shows_the_last_line(large: TestClient) -> None:
    assert large.get("/timeline?from=999999999").status_code == 200
    assert large.get("/timeline?from=x").status_code == 200
