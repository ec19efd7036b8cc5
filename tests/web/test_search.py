"""Search at the desk: what was asked for is marked in its words, and only that."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.record import Hit, Store
from dragoman.views.linking.kept import up_to_date
from dragoman.views.paging import in_order
from dragoman.web import desk
from dragoman.web.marks import found_in
from tests.factories import plain
from tests.web.desk import record, session


def hit(snippet: str, quote: str = "", matches: tuple[tuple[int, int], ...] = ()) -> Hit:
    return Hit(
        document="d", title=None, date=None, kind="document", span=(10, 10 + len(quote)), quote=quote,
        snippet=snippet, matches=matches,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "query", "marked"),
    [
        (hit("…the inspectors inspect it", "inspectors", ((10, 20),)), "inspect*", ["inspectors"]),
        (hit("Envoys and an envoy"), "envoy", ["Envoy", "envoy"]),
        (hit("a cat in a category, no concat"), "cat AND dog", ["cat", "cat"]),
        (hit("a (b) [c]"), '"(b" OR [c]', ["b", "[c]"]),
        (hit("nothing"), "* ()", []),
    ],
)
def test_what_was_asked_for_is_marked(found: Hit, query: str, marked: list[str]) -> None:
    parts = found_in(found, query)
    assert "".join(part.text for part in parts) == found.snippet
    assert [part.text for part in parts if "found" in part.kinds] == marked


def test_the_page_marks_words_and_lets_none_be_markup(tmp_path: Path) -> None:
    path = record(tmp_path / "s.db", plain("The <b>envoy</b> left. An envoy came.", "2020-06-03"))
    page = session(path).get("/search?q=envoy").text
    assert "&lt;b&gt;<mark>envoy</mark>&lt;/b&gt;" in page
    assert set(re.findall("<mark>(.*?)</mark>", page)) == {"envoy"}


@pytest.mark.parametrize("bound", [5_000, 0])
def test_a_report_without_a_title_goes_by_its_first_words_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: int
) -> None:
    monkeypatch.setattr(desk, "LARGE", bound)
    one = plain("The <b>envoys</b> met at the lake. " + "They said no more. " * 9, "2018-10-07")
    path = record(tmp_path / "r.db", one)
    with Store(path) as store:
        up_to_date(store)
        in_order(store)
    browser = session(path)
    said = one.statements[0].id
    words = "“The &lt;b&gt;envoys&lt;/b&gt; met at the lake. They said no more. They said no …”"
    id = one.document.id
    for page in ("/", "/new", "/documents", "/statements", "/search?q=lake", f"/entry/{said}", f"/document/{id}"):
        text = browser.get(page).text
        assert words in text, page
        assert f">{id}</a>" not in text, page
