"""The dossier at the desk: saved, never shown there, and linked on the first page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from starlette.testclient import TestClient

from dragoman.web import make
from dragoman.web.guard import Keys
from tests.factories import plain, talks
from tests.web.desk import HOST, ORIGIN, record, session


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks())


def test_the_first_page_leads_to_both_kinds_of_the_dossier_as_of_its_day(path: Path) -> None:
    browser = session(path)
    page = browser.get("/?as_of=2020-06-15").text
    links = re.findall(r'href="(/dossier[^"]+)" download', page)
    assert links == ["/dossier.docx?as_of=2020-06-15", "/dossier.html?as_of=2020-06-15"]
    texts = [paragraph.text for paragraph in Document(io.BytesIO(browser.get(links[0]).content)).paragraphs]
    assert "Chronology" in texts and any("as it stood on 15 Jun 2020" in text for text in texts)
    assert "in Geneva were held" in browser.get(links[1]).text
    assert "in Geneva were held" not in browser.get("/dossier.html?until=2019").text


@pytest.mark.parametrize("form", ["docx", "html"])
def test_it_is_saved_and_never_a_page_of_the_desk(tmp_path: Path, form: str) -> None:
    made = plain("<script>window.ran=1</script>", "2020-06-03", title="<script>window.ran=1</script>")
    answer = session(record(tmp_path / "t.db", talks(), made)).get(f"/dossier.{form}")
    assert answer.headers["content-disposition"] == f'attachment; filename="dossier.{form}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"<script" not in answer.content


def test_nobody_gets_it_without_the_link(path: Path) -> None:
    stranger = TestClient(make(path, Keys(), frozenset({HOST})), base_url=ORIGIN)
    assert stranger.get("/dossier.docx").status_code == stranger.get("/dossier.html").status_code == 403


def test_a_wrong_day_is_told_on_a_page(path: Path) -> None:
    answer = session(path).get("/dossier.html?since=soon")
    assert answer.status_code == 400 and "is not a date" in answer.text


def test_a_new_report_is_in_the_next_dossier(path: Path) -> None:
    browser = session(path)
    assert "<dd>1</dd>" in browser.get("/dossier.html").text
    record(path, plain("Norland denied it.", "2020-06-03"))
    assert "<dt>Reports</dt><dd>2</dd>" in browser.get("/dossier.html").text
