"""The desk: who gets in, what every page shows, what changes the record."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import apsw
import msgspec
import pytest
from starlette.testclient import TestClient

from dragoman.kinds import entries
from dragoman.model import Actor, ActorKind, Dropped, OptionStance, Record, Scope
from dragoman.reading.byhand import read as read_by_hand
from dragoman.record import Store
from dragoman.record.arrivals import What
from dragoman.record.judgements import OF_ACTORS
from dragoman.terms import rows
from dragoman.views import Line
from dragoman.views.actors.likely import Ground
from dragoman.views.actors.network import KINDS
from dragoman.views.news import TOPICS
from dragoman.views.options import Hard
from dragoman.views.timeline import ACTS
from dragoman.web import make, shown
from dragoman.web.app import PAGES
from dragoman.web.asked import Asked
from dragoman.web.desk import KEPT, Desk
from dragoman.web.guard import HEADERS, Keys
from dragoman.web.lanes import timeline_svg
from dragoman.web.maker import ONLY
from dragoman.web.marks import Mark, marks_of, pieces
from dragoman.web.refusals import NAMED
from dragoman.web.render import HERE, LANGUAGES, catalogue, short
from tests.factories import document, plain, reading, source, talks
from tests.views.test_doubt import told_again
from tests.web.desk import HOST, ORIGIN, addresses, record, session

EXAMPLES = Path(__file__).parents[2] / "examples"
TOLD = {
    "no_page",
    "no_method",
    "unfit",
    "unforeseen",
    "wrong",
    "who_are_you",
    "too_often",
}  # fixed words that answers are made of, not templates


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "talks.db", talks(), plain("The ministry of Norland denied it.", "2020-06-03"))


# ---- who gets in ----------------------------------------------------------------------------------------------------


def test_the_link_opens_once_and_nothing_is_shown_without_it(path: Path) -> None:
    keys = Keys()
    app = make(path, keys, frozenset({HOST}))
    stranger, owner = TestClient(app, base_url=ORIGIN), TestClient(app, base_url=ORIGIN)
    link = f"/enter?key={keys.once}"
    assert stranger.get("/").status_code == stranger.get("/enter?key=wrong").status_code == 403
    assert "Geneva" not in stranger.get("/timeline").text
    assert owner.get(link).status_code == 200
    assert stranger.get(link).status_code == 403
    assert owner.get("/timeline").status_code == 200
    assert stranger.get("/api").status_code == 403


def test_two_desks_in_one_browser_leave_each_other_open_and_the_link_of_an_open_one_leads_to_it(path: Path) -> None:
    first, second = Keys(), Keys()
    links = [f"/enter?key={keys.once}" for keys in (first, second)]
    one = TestClient(make(path, first, frozenset({HOST})), base_url=ORIGIN)
    other = TestClient(make(path, second, frozenset({"127.0.0.1:8001"})), base_url="http://127.0.0.1:8001")
    assert one.get(links[0]).status_code == other.get(links[1]).status_code == 200
    one.cookies.update(other.cookies)  # browsers keep them by machine, not by port
    assert one.get("/timeline").status_code == other.get("/timeline").status_code == 200
    again = one.get(links[0], follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, "/")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "localhost:8000.evil.example", ""])
def test_another_name_for_this_machine_is_refused(path: Path, host: str) -> None:
    assert session(path).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": "https://127.0.0.1:8000"},
    ],
)
def test_only_the_pages_of_the_desk_change_the_record(path: Path, headers: dict[str, str]) -> None:
    answer = session(path).post("/judge", data={"target": "m1", "verdict": "accept"}, headers=headers)
    assert answer.status_code == 403
    with Store(path, create=False) as store:
        assert store.judgements.all() == ()


def test_a_desk_to_look_at_changes_nothing(path: Path) -> None:
    browser = session(path, read_only=True)
    assert (
        browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers={"origin": ORIGIN}).status_code
        == 403
    )
    assert '<form class="judge"' not in browser.get("/entry/m1").text
    assert "read only" in browser.get("/").text


def test_every_answer_is_hardened(path: Path) -> None:
    browser = session(path)
    for address in ("/", "/nowhere", "/static/desk.css", "/timeline.json"):
        headers = browser.get(address).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe-inline" not in HEADERS["content-security-policy"]


# ---- what is shown --------------------------------------------------------------------------------------------------


def test_every_page_shows_also_as_json_and_csv(path: Path) -> None:
    browser = session(path)
    for address in addresses(talks(), "m1"):
        assert browser.get(address).status_code == 200, address
        plain_address = "/overview" if address == "/" else address
        json.loads(browser.get(f"{plain_address}.json").text)
        assert list(csv.reader(io.StringIO(browser.get(f"{plain_address}.csv").text))), address


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_an_entry_whose_id_ends_like_a_form_opens_as_a_page(tmp_path: Path, ending: str) -> None:
    text = (EXAMPLES / "six-party" / "six-party.toml").read_text("utf-8").replace('"yb-seal"', f'"yb-seal.{ending}"')
    browser = session(record(tmp_path / "i.db", read_by_hand(text)))
    for kind in ("entry", "accounts"):
        assert "<main" in browser.get(f"/{kind}/yb-seal.{ending}").text
        assert "<main" not in browser.get(f"/{kind}/yb-seal.{ending}.{ending}").text
    assert browser.get(f"/entry/yb-seal.{ending}.json").json()["line"]["entry"] == f"yb-seal.{ending}"
    assert browser.get(f"/entry/yb-seal.{ending}.{ending}").headers["content-type"] != "text/html; charset=utf-8"
    assert browser.get(f"/entry/yb-other.{ending}").status_code == 404


def test_every_page_can_be_asked_for_its_headers_alone(path: Path) -> None:
    browser = session(path)
    pages = ["/overview" if address == "/" else address for address in addresses(talks(), "m1")]
    every = ["/", *pages[1:], *(f"{page}.{form}" for page in pages for form in ("json", "csv")), "/dossier.html"]
    for address in every:
        asked, got = browser.head(address), browser.get(address)
        assert (asked.status_code, asked.headers["content-type"]) == (200, got.headers["content-type"]), address
    assert browser.head("/entry/nothing").status_code == 404
    assert "head" not in {method for methods in browser.get("/api").json()["paths"].values() for method in methods}


def test_every_page_is_in_both_languages(path: Path) -> None:
    browser = session(path)
    for language in LANGUAGES:
        assert catalogue(language).keys() == catalogue("en").keys()
        for address in addresses(talks(), "m1"):
            page = browser.get(f"{address}?lang={language}").text
            assert f'<html lang="{language}">' in page
    assert "연표" in browser.get("/timeline").text  # the language stays
    assert all(catalogue("ko")[name] != catalogue("en")[name] for name in PAGES)


def test_pages_use_every_fixed_word_and_no_other() -> None:
    told = "".join(path.read_text("utf-8") for path in (HERE / "templates").iterdir())
    named = set(re.findall(r"\bt\.(\w+)", told))
    made = {f"hard_{hard}" for hard in get_args(Hard)} | {"accept_option", "reject_option"}
    made |= {f"only_{only}" for only in ONLY}
    made |= {*get_args(OptionStance), *get_args(Scope), "refuted", "inconclusive"}
    made |= {*get_args(ActorKind), *get_args(Ground), *OF_ACTORS} | {f"tie_{kind}" for kind in KINDS}
    made |= {*PAGES, "speaker", "addressee", "about"} | {f"{kind}s" for kind in ACTS}
    made |= {f"came_{what}" for what in get_args(What)} | {f"topic_{topic}" for topic in TOPICS}
    made |= {"gained", "lost", "changed"}
    made |= {f"{part}_{status}" for part in ("problem", "do") for status in NAMED} | TOLD
    assert named <= catalogue("en").keys()
    assert catalogue("en").keys() <= named | made


def test_no_fixed_word_stands_twice() -> None:
    keys = [row["key"] for row in rows("desk")]
    assert [key for key in keys if keys.count(key) > 1] == []


def test_another_language_asks_the_same(tmp_path: Path) -> None:
    page = session(record(tmp_path / "p.db", talks(), told_again())).get("/timeline?as_of=2020-06-30&lang=ko").text
    assert 'href="?as_of=2020-06-30&amp;lang=en"' in page
    assert f">{catalogue('ko')['accounts']}</a>" in page


def test_pages_without_anything_say_so(tmp_path: Path) -> None:
    browser = session(record(tmp_path / "empty.db"))
    for name in PAGES.keys() - {"document", "entry", "accounts", "actor", "overview", "search", "add"}:
        assert "Nothing here." in browser.get(f"/{name}").text, name
    assert "No report is in this record yet." in browser.get("/").text


@pytest.mark.parametrize("address", ["/document/nothing", "/entry/nothing", "/accounts/nothing"])
def test_what_is_not_there_is_told_on_a_page(path: Path, address: str) -> None:
    answer = session(path).get(address)
    assert answer.status_code == 404
    assert "<h1>Not here</h1>" in answer.text


@pytest.mark.parametrize("address", ["/timeline?as_of=tomorrow", "/sequence?says=Nobody", "/options?hard=some"])
def test_what_is_not_understood_is_told_on_a_page(path: Path, address: str) -> None:
    answer = session(path).get(address)
    assert answer.status_code == 400
    assert "<h1>Not understood</h1>" in answer.text and "Not here" not in answer.text


@pytest.fixture(scope="module")
def venues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("venues") / "v.db"
    return record(path, read_by_hand((EXAMPLES / "second-summit-options" / "second-summit.toml").read_text("utf-8")))


def test_blocked_options_name_the_positions_and_lead_to_their_words(venues: Path) -> None:
    page = session(venues).get("/options").text
    blocked = re.search(r'<td class="shut">.*?<a href="#(position-\d+)" title="([^"]+)"', page, re.S)
    assert blocked
    assert f'<li id="{blocked[1]}">' in page
    listed = page.split(f'<li id="{blocked[1]}">')[1].split("</li>")[0]
    assert blocked[2].split(":")[0] in listed
    assert 'class="words"' in listed
    assert "no" in {row["open"] for row in csv.DictReader(io.StringIO(session(venues).get("/options.csv").text))}


def test_what_binds_decides_how_much_is_open(venues: Path) -> None:
    browser = session(venues)
    asked = "/options?as_of=2019-01-15&hard="
    shut = [browser.get(f"{asked}{hard}").text.count('class="shut"') for hard in ("own", "reported", "all")]
    assert 0 < shut[-1] == max(shut)
    assert "It would be open if this were lifted:" in browser.get(f"{asked}all&why_not=honolulu").text
    assert browser.get("/options?hard=some").status_code == 400


def test_evidence_shows_each_rung_with_its_words(tmp_path: Path) -> None:
    site = (EXAMPLES / "six-party" / "six-party.toml").read_text("utf-8")
    browser = session(record(tmp_path / "s.db", read_by_hand(site)))
    page = browser.get("/evidence").text
    assert "that it was done: " in page
    assert page.count("<h3>") == len(browser.get("/evidence.json").json())
    assert 'class="words"' in page


def test_a_page_follows_the_record(path: Path) -> None:
    browser = session(path)
    assert '<a href="/documents">2</a>' in browser.get("/").text
    record(path, plain("A third report.", "2020-06-04"))
    assert '<a href="/documents">3</a>' in browser.get("/").text


@pytest.mark.parametrize("view", [shown.overview, shown.timeline, shown.statements, shown.meetings])
def test_what_is_written_while_a_page_is_made_is_on_the_next_one(path: Path, view: Any, monkeypatch: Any) -> None:
    desk, asked = Desk(path), Asked()
    read = desk.record

    def overtaken() -> Record:
        found = read()
        monkeypatch.setattr(desk, "record", read)
        record(path, told_again())
        return found

    monkeypatch.setattr(desk, "record", overtaken)
    view(desk, asked)
    assert view(desk, asked)["rows"] == view(Desk(path), asked)["rows"]


def test_what_is_asked_for_again_stays_ready_however_much_else_is_asked(path: Path) -> None:
    desk = Desk(path)
    first = desk.record()
    for number in range(2 * KEPT):
        assert desk.view(number, lambda: desk.record()) is first
    assert len(desk.kept) == KEPT


def test_a_document_shows_every_word_once_and_marks_each_entry(path: Path) -> None:
    made = talks()
    parts = pieces(made.document.text, marks_of(made))
    assert "".join(piece.text for piece in parts) == made.document.text
    assert {id for piece in parts for id in piece.starts} == {entry.id for entry in entries(made)}
    page = session(path).get(f"/document/{made.document.id}").text
    for entry in entries(made):
        assert page.count(f'<a id="{entry.id}"') == 1


def test_words_on_every_page_lead_to_their_place_in_the_document(tmp_path: Path) -> None:
    process = read_by_hand((EXAMPLES / "six-party" / "six-party.toml").read_text("utf-8"))
    path = record(tmp_path / "p.db", talks(), told_again(), process)
    browser = session(path)
    leads: set[tuple[str, str]] = set()
    for address in (*addresses(talks(), "m1"), "/entry/hfo-50"):
        leads.update(re.findall(r'href="/document/(\w+)#([^"]+)"', browser.get(address).text))
    pages = {id: browser.get(f"/document/{id}").text for id, _ in leads}
    assert len(pages) == 3 and len(leads) > 20
    lit = '<a id="{}" class="at"></a><span'  # as in desk.css
    assert [lead for lead in leads if lit.format(lead[1]) not in pages[lead[0]]] == []


def test_marks_outside_of_a_text_are_left_out() -> None:
    parts = pieces(
        "abc",
        [
            Mark((1, 2), "m", "meeting"),
            Mark((2, 9), "x", "event"),
            Mark((2, 2), "y", "event"),
            Mark((-1, 1), "z", "event"),
        ],
    )
    assert [(piece.text, piece.entries) for piece in parts] == [("a", ()), ("b", ("m",)), ("c", ())]


def test_the_timeline_names_its_first_year_and_open_ends_keep_the_colour_of_their_status() -> None:
    def act(name: str, day: str) -> Line:
        return Line(
            document="d",
            entry=name,
            kind="meeting",
            status="held",
            edtf=day,
            who=("Norland",),
            what=name,
            span=(0, 1),
            quote=name,
        )

    picture = timeline_svg([act("m1", "2007-02-13"), act("m2", "2007-10-03/..")])
    assert re.search(r'class="date"[^>]*>[A-Z][a-z]{2} 2007<', picture)
    assert 'class="bar endless"' in picture  # "open" would be coloured as what is undecided


def test_what_was_dropped_is_greyed(tmp_path: Path) -> None:
    made = plain("Leave a Reply", "2020")
    document_ = msgspec.structs.replace(made.document, dropped=(Dropped(span=(0, 5), why="boilerplate"),))
    made = msgspec.structs.replace(made, document=document_)
    page = session(record(tmp_path / "d.db", made)).get(f"/document/{made.document.id}").text
    assert "dropped boilerplate" in page


def test_formulas_of_a_report_are_text_in_a_spreadsheet(tmp_path: Path) -> None:
    made = plain("=HYPERLINK(1)", "2020")
    page = session(record(tmp_path / "f.db", made)).get("/statements.csv").text
    cells = [cell for row in csv.reader(io.StringIO(page)) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    assert "'=HYPERLINK(1)" in cells


# ---- words of a text never become markup ----------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'><svg onload=alert(1)>", "</title><script>alert(1)</script>",
    "{{ 7*7 }}", "{% raw %}", "javascript:alert(1)", "<!--", "]]>", "&lt;script&gt;", "\u202e<xmp>", "<a href=//evil>",
]  # fmt: skip


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_stay_words_on_every_page(tmp_path: Path, payload: str) -> None:
    doc = document(f"{payload} said so.", "2020-06-02", title=payload, publisher=payload, url=payload, channel=payload)
    who = Actor(id="who", name=payload, kind="person", roles=(payload,))
    said = plain(payload).statements[0]
    said = msgspec.structs.replace(
        said, id="sx", speaker="who", content=payload, spans=((0, len(payload)),), sources=(source(doc, payload),)
    )
    made = reading(doc, actors=(who,), statements=(said,))
    browser = session(record(tmp_path / "x.db", made))
    for address in [*addresses(made, "sx"), "/search?q=said"]:
        page = browser.get(address).text
        for tag in ("<script>alert", "<img src=x", "<svg onload", "<xmp>", "<a href=//evil", "<!--", "]]>"):
            assert tag not in page, (address, tag)
        assert 'href="javascript' not in page
    assert html.unescape(browser.get("/statements").text).count(payload) >= 2


# ---- what changes ---------------------------------------------------------------------------------------------------


def test_a_judgement_is_kept_shown_and_undone(path: Path) -> None:
    browser = session(path)
    answer = browser.post(
        "/judge", data={"target": "m1", "verdict": "accept", "back": "/entry/m1"}, headers={"origin": ORIGIN}
    )
    assert answer.url.path == "/entry/m1"
    assert "accepted" in answer.text
    with Store(path, create=False) as store:
        (judged,) = store.judgements.all()
    assert judged.verdict == "accept"
    browser.post("/judge", data={"target": judged.id, "verdict": "undo"}, headers={"origin": ORIGIN})
    assert "accepted" not in browser.get("/entry/m1").text
    told = browser.get("/history").text
    assert told.count('<td class="when">') == 2
    assert told.count('<q class="words">Anna Berg met Omar Haddad in Geneva on Monday for three hours') == 2


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"])
def test_a_judgement_leads_nowhere_else(path: Path, back: str) -> None:
    answer = session(path).post(
        "/judge",
        data={"target": "m1", "verdict": "accept", "back": back},
        headers={"origin": ORIGIN},
        follow_redirects=False,
    )
    assert answer.headers["location"] == "/"


def test_what_may_be_the_same_act_is_offered_and_taken_back_by_the_last_undo(tmp_path: Path) -> None:
    path = record(tmp_path / "p.db", talks(), told_again())
    with Store(path, create=False) as store:
        store.judgements.make("m1", "unsure", ("m9",), who="Lund", why="another day?")
    browser = session(path)
    offered = browser.get("/review").text
    assert re.search(r'class="inline same".*?name="value" value="m9"', offered)
    asked = {"origin": ORIGIN, "accept": "application/json"}
    (made,) = browser.post("/judge", data={"target": "m1", "verdict": "same", "value": "m9"}, headers=asked).json()
    assert made["verdict"] == "same"
    (back,) = session(path).post("/undo", headers=asked).json()  # a desk started anew
    assert back["undoes"] == made["id"]
    assert "nothing to undo" in browser.post("/undo", headers=asked).json()["message"]


def test_undo_takes_back_what_is_left_of_one_set_and_nothing_of_the_set_before(path: Path) -> None:
    browser, asked = session(path), {"origin": ORIGIN, "accept": "application/json"}
    sets = [
        browser.post("/judge", data={"target": ["m1", "s1"], "verdict": verdict}, headers=asked).json()
        for verdict in ("accept", "reject")
    ]
    browser.post("/judge", data={"target": sets[1][0]["id"], "verdict": "undo"}, headers=asked)
    undone = [[one["undoes"] for one in browser.post("/undo", headers=asked).json()] for _ in sets]
    assert undone == [[sets[1][1]["id"]], [sets[0][1]["id"], sets[0][0]["id"]]]


@pytest.mark.parametrize("why", ["with all that was shown, I agree", "with all that was shown (0)"])
def test_a_reason_that_a_person_gave_is_no_set(path: Path, why: str) -> None:
    browser, asked = session(path), {"origin": ORIGIN, "accept": "application/json"}
    for verdict in ("accept", "reject"):
        made = browser.post("/judge", data={"target": "m1", "verdict": verdict, "why": why}, headers=asked).json()
    (back,) = browser.post("/undo", headers=asked).json()
    assert back["undoes"] == made[0]["id"]


def test_values_are_edited_one_or_several(path: Path) -> None:
    browser = session(path)
    for value in (("place", "Oslo"), ("participants", "Anna Berg; Ida Lund")):
        answer = browser.post(
            "/judge", data={"target": "m1", "verdict": "edit", "value": value}, headers={"origin": ORIGIN}
        )
        assert answer.status_code == 200
    shown = browser.get("/entry/m1.json").json()["values"]
    assert "Oslo" in str(shown)
    assert "Lund" in str(shown)


@pytest.mark.parametrize(
    ("method", "address", "data", "status", "told"),
    [
        ("GET", "/nowhere", None, 404, "There is no page at /nowhere"),
        ("GET", "/judge", None, 405, "not a page to be opened: /judge"),
        ("POST", "/judge", {"verdict": "accept"}, 422, "do not fit: target"),
        ("POST", "/judge", {"target": "m1", "verdict": "praise"}, 422, "no verdict"),
        ("POST", "/judge", {"target": "m1", "verdict": "accept", "why": "w" * 1_100_000}, 413, "1 MB"),
    ],
)
def test_what_does_not_fit_is_told_on_a_page_and_to_the_script(
    path: Path, method: str, address: str, data: dict[str, str] | None, status: int, told: str
) -> None:
    browser = session(path)
    page = browser.request(method, address, data=data, headers={"origin": ORIGIN})
    asked = {"origin": ORIGIN, "accept": "application/json"}
    answer = browser.request(method, address, data=data, headers=asked)
    assert (page.status_code, answer.status_code) == (status, status)
    words = catalogue("en")
    assert f"<h1>{words[f'problem_{status}']}</h1>" in page.text and told in page.text
    assert words[f"do_{status}"] in html.unescape(page.text)
    assert told in answer.json()["message"] and words[f"do_{status}"] in answer.json()["message"]
    assert (
        catalogue("ko")[f"problem_{status}"]
        in browser.request(method, f"{address}?lang=ko", data=data, headers={"origin": ORIGIN}).text
    )


def test_a_record_that_another_process_writes_to_is_told_to_be_tried_again(path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(Desk, "store", lambda desk: Store(desk.path, create=False, wait_s=0.05))
    browser, asked = session(path), {"origin": ORIGIN, "accept": "application/json"}
    with closing(apsw.Connection(str(path))) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers=asked)
        assert answer.status_code == 503
        assert "is locked by another process" in answer.json()["message"]
        other.execute("COMMIT")
    assert browser.post("/judge", data={"target": "m1", "verdict": "accept"}, headers=asked).status_code == 200


def test_what_cannot_be_judged_is_told(path: Path) -> None:
    answer = session(path).post("/judge", data={"target": "m1", "verdict": "praise"}, headers={"origin": ORIGIN})
    assert answer.status_code == 422
    assert "no verdict &#39;praise&#39;" in answer.text


def test_what_nobody_foresaw_is_told_on_a_hardened_page(path: Path, monkeypatch: Any) -> None:
    def broken(desk: Desk) -> Record:
        raise ZeroDivisionError("<b>")

    browser = session(path, strict=False)
    monkeypatch.setattr(Desk, "record", broken)
    answer = browser.get("/timeline")
    assert answer.status_code == 500
    assert "A fault of Dragoman" in answer.text and "ZeroDivisionError" in answer.text and "<b>" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_ids_that_people_gave_are_shown_whole(path: Path) -> None:
    assert short("yb-seal-again") == "yb-seal-again"
    assert short("mk3dqabcdef") == "mk3dqa"


def test_reports_are_added_one_by_one_and_a_bad_one_stops_no_other(path: Path) -> None:
    browser = session(path)
    files = [
        ("files", ("good.txt", b"Iran met France in Oslo on Friday.", "text/plain")),
        ("files", ("bad.html", b"", "text/html")),
    ]
    page = browser.post(
        "/add",
        data={"text": "Iran refused to meet France in Bern.", "date": "2020-06-05"},
        files=files,
        headers={"origin": ORIGIN},
    ).text
    assert page.count("<b>added</b>") == 2
    assert page.count(">failed</b>") == 1
    assert (
        "<b>unchanged</b>"
        in browser.post(
            "/add",
            data={"text": "Iran refused to meet France in Bern.", "date": "2020-06-05"},
            headers={"origin": ORIGIN},
        ).text
    )
    assert "Bern" in browser.get("/meetings").text
