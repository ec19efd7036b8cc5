"""The pages of actors: everybody, one of them, the network; merging, splitting and renaming, and the way back."""

from __future__ import annotations

import csv
import gc
import io
import re
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from dragoman.model import Actor, Meeting, Mention, Reading, Source, Statement, When
from dragoman.problems import UsageError
from dragoman.record import Store
from dragoman.views.actors import Knot, Network, People, Tie, listed, people
from dragoman.views.linking.kept import up_to_date
from dragoman.web.desk import Desk
from dragoman.web.maker import Wanted
from dragoman.web.network import HIGH, LINE, WIDE, address, laid_out, network_svg
from dragoman.web.people import now_called, people_of
from dragoman.web.whole import NotYet
from tests.factories import document, reading, talks
from tests.web.desk import ORIGIN, ready, record, session

NORA = Actor(id="nora-quist", name="Nora Quist", kind="person", country="NOR", roles=("Foreign Minister",))
ENVOY = Actor(id="envoy", name=None, kind="person", country="NOR", roles=("the envoy",))
OMAR = Actor(id="omar-haddad", name="Omar Haddad", kind="person", country="SUD")


def told(day: str, words: str, *actors: Actor) -> Reading:
    """Return a report in which all of them met, and the first says to the last what stands after the first stop."""
    doc = document(words, day, title=f"Report of {day}")
    source = Source(span=(0, len(words)), quote=words)
    content = words.partition(". ")[2] or words
    mentions = tuple(
        Mention(span=(at, at + len(name)), quote=name, of=(actor.id,))
        for actor in actors
        if (name := actor.name or actor.roles[0]) and (at := words.find(name)) >= 0
    )
    met = Meeting(
        id=f"m{doc.id}", kind="talks", status="held", participants=tuple(actor.id for actor in actors), when=When(edtf=day), sources=(source,)
    )  # fmt: skip
    said = Statement(
        id=f"s{doc.id}", speaker=actors[0].id, addressee=actors[-1].id, content=content, spans=((len(words) - len(content), len(words)),), mode="indirect", sources=(source,)
    )  # fmt: skip
    return reading(doc, actors=actors, mentions=mentions, meetings=(met,), statements=(said,))


THREE = (
    told("2020-01-10", "Nora Quist met Omar Haddad. The barges will be counted by dusk.", NORA, OMAR),
    told("2020-02-10", "Once more Nora Quist met Omar Haddad. No quarry opens before harvest.", NORA, OMAR),
    told("2020-03-10", "In snow Nora Quist met Omar Haddad. A bridge needs masons and timber.", NORA, OMAR),
)
TWO_ENVOYS = (
    told("2020-04-10", "Under lamps the envoy met Omar Haddad. Horses graze on our meadow.", ENVOY, OMAR),
    told("2020-05-10", "Beside a well the envoy met Omar Haddad. Glaziers asked for sand.", ENVOY, OMAR),
)


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    return record(tmp_path / "p.db", *THREE, *TWO_ENVOYS)


def names(path: Path) -> dict[str, int]:
    """Return who acts in the record, each with the number of meetings."""
    with Store(path, create=False) as store:
        found = listed(people(store.record()))
    counted: dict[str, int] = {}
    for one in found:
        counted[one.name] = counted.get(one.name, 0) + one.meetings
    return counted


def judge(browser: TestClient, who: str, verdict: str, value: str | list[str] = "", **fields: Any) -> Any:
    return browser.post(
        "/actor", data={"who": who, "verdict": verdict, "value": value, **fields}, headers={"origin": ORIGIN}
    )


def undo(browser: TestClient, page: str) -> Any:
    """Take back what the first button of a page takes back."""
    form = re.search(r'action="/judge">(.*?)</form>', page, re.S)
    assert form
    targets = re.findall(r'name="target" value="(\w+)"', form[1])
    return browser.post("/judge", data={"target": targets, "verdict": "undo"}, headers={"origin": ORIGIN})


def made(desk: Desk, seconds: float = 60.0) -> People:
    """Return who is who in a large record once another process has made it of the record as it is now."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(NotYet):
            if desk.whole.ask(Wanted(name="actors"), desk.state())[0].state == desk.state():
                return people_of(desk)
        time.sleep(0.05)
    raise AssertionError(f"not made within {seconds:g} s")


# ---- what is shown --------------------------------------------------------------------------------------------------


def test_everybody_is_on_the_list_and_leads_to_a_page(path: Path) -> None:
    browser = session(path)
    page = browser.get("/actors").text
    assert page.count('<a href="/actor/nora-quist"') == 1
    for link in set(re.findall(r'href="(/actor/[^"?]+)"', page)):
        assert browser.get(link).status_code == 200, link
    rows = list(csv.DictReader(io.StringIO(browser.get("/actors.csv").text)))
    assert {row["name"]: row["meetings"] for row in rows if row["named"] == "True"} == {
        "Nora Quist": "3",
        "Omar Haddad": "5",
    }
    assert browser.get("/actors.json").json()[0]["name"] == "Omar Haddad"


@pytest.mark.parametrize(
    ("asked", "rows"),
    [("who=quist", 1), ("who=nobody", 0), ("kind=person", 4), ("kind=state", 0), ("country=SUD", 1), ("who=envoy&country=NOR", 2)],
)  # fmt: skip
def test_the_list_is_narrowed(path: Path, asked: str, rows: int) -> None:
    assert len(session(path).get(f"/actors.json?{asked}").json()) == rows


def test_the_page_of_an_actor_leads_to_the_words(path: Path) -> None:
    browser = session(path)
    page = browser.get("/actor/nora-quist").text
    assert "Foreign Minister" in page
    documents = set(re.findall(r'href="/document/(\w+)#at-\d+"', page))
    assert documents == {one.document.id for one in THREE}
    shape = browser.get("/actor/nora-quist.json").json()
    assert {sort: len(lines) for sort, lines in shape["acts"].items()} == {"statement": 3, "meeting": 3}
    assert "/entry/m" in page and "/entry/s" in page


def test_words_that_name_somebody_are_marked_where_the_page_leads(path: Path) -> None:
    browser = session(path)
    leads = set(re.findall(r'href="(/document/\w+\?words=(\d+)-(\d+)#at-\2)"', browser.get("/actor/nora-quist").text))
    assert len(leads) == 3
    for link, start, end in leads:
        marked = re.search(
            rf'<a id="at-{start}" class="at"></a><span class="[^"]*asked"[^>]*>([^<]*)<', browser.get(link).text
        )
        assert marked and len(marked[1]) == int(end) - int(start)


@pytest.mark.parametrize("words", ["9-3", "0-99999", "x-y", "<b>", "-1-4", "1e3-2", ""])
def test_words_that_are_not_there_mark_nothing(path: Path, words: str) -> None:
    answer = session(path).get(f"/document/{THREE[0].document.id}", params={"words": words})
    assert (answer.status_code, "asked" in answer.text) == (200, False)


def test_an_actor_without_a_name_has_a_page_in_each_report(path: Path) -> None:
    browser = session(path)
    for one in TWO_ENVOYS:
        page = browser.get(f"/actor/{quote(f'{one.document.id} envoy')}").text
        assert "in one report only" in page
        assert f'href="/document/{one.document.id}#' in page


def test_who_is_not_there_is_told_on_a_page(path: Path) -> None:
    for address_ in ("/actor/nobody", "/actor/0123%20nobody", "/actor/a/b"):
        answer = session(path).get(address_)
        assert (answer.status_code, "no actor" in answer.text) == (404, True), address_


def test_the_list_and_the_page_are_as_of_a_day(path: Path) -> None:
    browser = session(path)
    found = {one["name"]: one["meetings"] for one in browser.get("/actors.json?as_of=2020-02-20").json()}
    assert found == {"Nora Quist": 2, "Omar Haddad": 2}
    assert len(browser.get("/actor/omar-haddad.json?as_of=2020-01-20").json()["acts"]["meeting"]) == 1


def test_more_acts_than_a_few_are_on_pages_of_their_sort(tmp_path: Path) -> None:
    many = [
        told(f"2020-01-{day:02}", f"On day {day} Nora Quist met Omar Haddad near gate {day * 7}.", NORA, OMAR)
        for day in range(1, 13)
    ]
    browser = session(record(tmp_path / "m.db", *many))
    shape = browser.get("/actor/nora-quist.json").json()
    total = len(browser.get("/actor/nora-quist.json?kind=meeting").json()["acts"]["meeting"])
    assert len(shape["acts"]["meeting"]) == 8 < total == 12
    assert f'kind=meeting">all {total}' in browser.get("/actor/nora-quist").text
    assert list(browser.get("/actor/nora-quist.json?kind=meeting").json()["acts"]) == ["meeting"]


# ---- a large record -------------------------------------------------------------------------------------------------


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_the_pages_of_a_large_record_are_those_of_a_small_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path, create=False) as store:
        up_to_date(store)
    small = session(path)
    monkeypatch.setattr("dragoman.web.desk.LARGE", 2)
    large = session(path)
    assert large.get("/actors").status_code == 202
    who = quote(f"{TWO_ENVOYS[0].document.id} envoy")
    for page in ("/actors", "/actors?who=quist", "/network", "/actor/nora-quist", "/actor/omar-haddad?kind=meeting",
                 f"/actor/{who}", "/actor/nora-quist?with=omar-haddad&tie=met", "/actors?as_of=2020-02-20"):  # fmt: skip
        assert main_of(ready(large, page).text) == main_of(small.get(page).text), page
    assert ready(large, "/network.csv").text == small.get("/network.csv").text
    assert large.get("/actor/nobody").status_code == 404
    with Store(path, create=False) as store:
        assert store.judgements.all() == ()


def test_whether_nobody_goes_by_a_name_on_a_day_is_asked_of_that_day(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 2)
    browser = session(path)
    ready(browser, "/actors?as_of=2020-02-20")
    assert browser.get("/actor/nobody?as_of=2020-02-20").status_code == 404, "what is now was not asked for"


def test_an_actor_of_a_large_record_is_merged_and_brought_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 2)
    browser = session(path)
    ready(browser, "/actors")
    judge(browser, "nora-quist", "merge", "omar-haddad")
    page = ready(browser, "/actor/nora-quist").text
    assert "<h1>Omar Haddad</h1>" in page
    assert names(path)["Omar Haddad"] == 5
    undo(browser, page)
    assert "<h1>Nora Quist</h1>" in ready(browser, "/actor/nora-quist").text


def test_a_name_missing_where_a_newer_state_was_made_meanwhile_is_looked_for_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 2)
    browser, desk = session(path), Desk(path)
    before = made(desk)
    ready(browser, "/actors")
    judge(browser, "nora-quist", "rename", "Nora Vale")
    now = made(desk)
    with pytest.raises(NotYet):
        now_called(desk, before, "nobody")
    with pytest.raises(UsageError, match="nobody"):
        now_called(desk, now, "nobody")


def test_who_is_who_stays_as_it_was_made_last_and_no_garbage_is_looked_for_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 2)
    gc.unfreeze()
    desk = Desk(path)
    first = made(desk)
    assert gc.get_freeze_count() > len(first.parts)
    with Store(path, create=False) as store:
        store.judgements.make("nora-quist", "rename", ("Nora Vale",), who="Lund")
    assert people_of(desk) is first
    assert made(desk) is not first
    gc.unfreeze()


# ---- the network ----------------------------------------------------------------------------------------------------


def test_every_line_leads_to_as_many_acts_as_it_counts(path: Path) -> None:
    browser = session(path)
    found = browser.get("/network.json").json()
    page = browser.get("/network").text
    assert {(tie["kind"], tie["count"]) for tie in found["ties"]} >= {("met", 3), ("said", 3)}
    for tie in found["ties"]:
        link = address(tie["a"], **{"with": tie["b"], "tie": tie["kind"]})
        assert page.count(link.replace("&", "&amp;").partition("?")[2]) >= 2, link  # in the picture and in the table
        there, _, asked = link.partition("?")
        acts = browser.get(f"{there}.json?{asked}").json()["acts"]
        assert sum(map(len, acts.values())) == tie["count"]
    for knot in found["knots"]:
        assert f'href="{address(knot["id"])}" class="knot' in page


@pytest.mark.parametrize("asked", ["kind=said", "since=2020-05", "until=2020-01-31", "most=2"])
def test_the_network_is_narrowed(path: Path, asked: str) -> None:
    browser = session(path)
    everything, some = (browser.get(f"/network.json?{one}").json() for one in ("", asked))
    assert 0 < len(some["ties"]) < len(everything["ties"])


def test_a_network_of_nobody_says_so(path: Path) -> None:
    assert "Nothing here." in session(path).get("/network?since=2030").text
    assert session(path).get("/network?since=someday").status_code == 400


def knots(many: int, pairs: Iterable[tuple[int, int]]) -> Network:
    everybody = tuple(Knot(id=f"k{at}", name=f"Somebody with a long name {at}", ties=1) for at in range(many))
    lines = tuple(
        Tie(a=f"k{a}", b=f"k{b}", a_name=f"{a}", b_name=f"{b}", kind=kind, count=1 + (a + b) % 9)
        for a, b in pairs
        for kind in ("met", "said", "promised")
    )  # fmt: skip
    return Network(knots=everybody, ties=lines, total=many)


@pytest.mark.parametrize(
    ("many", "pairs"),
    [
        (2, [(0, 1)]),
        (40, [*((0, at) for at in range(1, 40)), *((at, (at * 7) % 40) for at in range(1, 40) if at != (at * 7) % 40)]),
        (40, [(at, at + 1) for at in range(0, 40, 2)]),
        (30, list(combinations(range(30), 2))),
    ],
    ids=["one pair", "a star", "pairs only", "everybody with everybody"],
)
def test_names_lie_apart_and_inside_the_picture_however_they_hang_together(
    many: int, pairs: list[tuple[int, int]]
) -> None:
    found = knots(many, pairs)
    spots = laid_out(found)
    assert len(spots) == many
    over = [
        (a.id, b.id)
        for a, b in combinations(spots.values(), 2)
        if abs(a.x - b.x) < a.half + b.half and abs(a.y - b.y) < LINE
    ]
    assert over == []
    assert all(spot.half <= spot.x <= WIDE - spot.half and 0 < spot.y < HIGH for spot in spots.values())
    assert network_svg(found) == network_svg(found)


def test_kinds_of_lines_differ_without_colour(path: Path) -> None:
    picture = network_svg(knots(2, [(0, 1)]))
    root = ElementTree.fromstring(picture)
    ways = {
        a.get("class"): a.findall("{*}path")[-1].get("d")
        for a in root.findall("{*}a")
        if "tie" in (a.get("class") or "")
    }
    assert len(set(ways.values())) == len(ways) == 3
    css = session(path).get("/static/desk.css").text
    dashes = re.findall(r"svg\.network \.(?:said|promised) \.line \{ stroke-dasharray: ([\d ]+)", css)
    assert len(set(dashes)) == 2


HOSTILE = '"><script>alert(1)</script>&\u202e]]>'


def test_hostile_names_stay_words_in_the_picture() -> None:
    found = Network(
        knots=tuple(Knot(id=f"{HOSTILE}{at}", name=HOSTILE, ties=1) for at in "ab"),
        ties=(Tie(a=f"{HOSTILE}a", b=f"{HOSTILE}b", a_name=HOSTILE, b_name=HOSTILE, kind="met", count=1),),
        total=2,
    )
    picture = network_svg(found)
    assert "<script" not in picture
    root = ElementTree.fromstring(picture)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        "svg",
        "title",
        "defs",
        "marker",
        "path",
        "a",
        "rect",
        "text",
    }
    assert all((link.get("href") or "").startswith("/actor/") for link in root.findall("{*}a"))


# ---- what is judged -------------------------------------------------------------------------------------------------


def test_a_renamed_actor_goes_by_the_name_in_every_report_until_it_is_undone(path: Path) -> None:
    browser = session(path)
    page = judge(browser, "nora-quist", "rename", "Nora Quist-Lund", why="she married").text
    assert "<h1>Nora Quist-Lund</h1>" in page
    assert "she married" in page
    assert names(path)["Nora Quist-Lund"] == 3
    undo(browser, page)
    assert "Nora Quist-Lund" not in names(path)


def test_a_merged_actor_is_the_other_in_every_report_and_the_old_address_leads_there(path: Path) -> None:
    browser = session(path)
    page = judge(browser, "nora-quist", "merge", "omar-haddad").text
    assert "<h1>Omar Haddad</h1>" in page
    assert "Nora Quist" not in names(path)
    assert names(path)["Omar Haddad"] == 5
    undo(browser, page)
    assert names(path)["Nora Quist"] == 3


def test_what_is_typed_outdoes_what_is_chosen_and_a_name_will_do(path: Path) -> None:
    page = judge(session(path), "nora-quist", "merge", ["nobody at all", "omar haddad"]).text
    assert "<h1>Omar Haddad</h1>" in page


def test_somebody_without_a_name_is_merged_in_the_one_report_only(path: Path) -> None:
    browser = session(path)
    who = f"{TWO_ENVOYS[0].document.id} envoy"
    page = judge(browser, who, "merge", "nora-quist").text
    assert "<h1>Nora Quist</h1>" in page
    assert names(path) == {"Nora Quist": 4, "Omar Haddad": 5, "the envoy": 1}
    undo(browser, page)
    assert names(path) == {"Nora Quist": 3, "Omar Haddad": 5, "the envoy": 2}


def test_somebody_without_a_name_gets_one_in_the_one_report(path: Path) -> None:
    browser = session(path)
    page = judge(browser, f"{TWO_ENVOYS[0].document.id} envoy", "rename", "Ida Lund").text
    assert "<h1>Ida Lund</h1>" in page
    assert names(path)["the envoy"] == names(path)["Ida Lund"] == 1


@pytest.mark.parametrize(("on", "left", "split"), [("false", 2, 1), ("true", 1, 2)])
def test_somebody_else_from_a_report_on(path: Path, on: str, left: int, split: int) -> None:
    browser = session(path)
    page = judge(browser, "nora-quist", "split", "N. Quist", document=THREE[1].document.id, on=on).text
    assert "<h1>Nora Quist</h1>" in page
    assert names(path) == {"Nora Quist": left, "N. Quist": split, "Omar Haddad": 5, "the envoy": 2}
    with Store(path, create=False) as store:
        found = listed(people(store.record()))
    assert len([one for one in found if one.name == "N. Quist"]) == 1
    undo(browser, page)
    assert names(path)["Nora Quist"] == 3


@pytest.mark.parametrize(
    ("who", "verdict", "fields", "words"),
    [
        ("nora-quist", "merge", {"value": "nora-quist"}, "one actor already"),
        ("nora-quist", "merge", {"value": "Nobody"}, "no actor"),
        ("nora-quist", "merge", {"value": "the envoy"}, "more than one actor"),
        ("nora-quist", "merge", {}, "needs another actor"),
        ("nora-quist", "rename", {"value": "  "}, "needs a name"),
        ("nora-quist", "split", {"value": "X", "document": "0123"}, "not in the report"),
        ("nora-quist", "split", {"value": "X"}, "not in the report"),
        ("nora-quist", "accept", {"value": "X"}, "no verdict"),
        ("nobody", "rename", {"value": "X"}, "no actor"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words_and_nothing_is_kept(
    path: Path, who: str, verdict: str, fields: dict[str, str], words: str
) -> None:
    answer = judge(session(path), who, verdict, **fields)
    assert answer.status_code == 422
    assert words in answer.text
    with Store(path, create=False) as store:
        assert store.judgements.all() == ()


def test_words_that_stand_for_nobody_cannot_be_judged(tmp_path: Path) -> None:
    made = told("2020-01-10", "Nora Quist met Omar Haddad.", NORA, OMAR)
    bare = reading(made.document, statements=made.statements)
    browser = session(record(tmp_path / "b.db", bare))
    page = browser.get("/actor/nora%20quist").text
    assert "not an actor that it names" in page
    assert 'action="/actor"' not in page
    assert "nothing can hold a judgement" in judge(browser, "nora quist", "rename", "X").text


def test_a_desk_to_look_at_offers_no_forms(path: Path) -> None:
    browser = session(path, read_only=True)
    assert 'action="/actor"' not in browser.get("/actor/nora-quist").text
    assert judge(browser, "nora-quist", "rename", "X").status_code == 403


def test_the_likeliest_come_with_the_grounds(tmp_path: Path) -> None:
    lund = Actor(id="lund", name="Ida Lund", kind="person", country="NOR", roles=("envoy",))
    path = record(tmp_path / "l.db", told("2020-01-10", "Ida Lund met Omar Haddad.", lund, OMAR), *TWO_ENVOYS)
    page = session(path).get(f"/actor/{quote(f'{TWO_ENVOYS[0].document.id} envoy')}").text
    choices = re.findall(r'name="value" value="([^"]*)"> <span><b>([^<]*)</b>', page)
    assert choices[0] == ("lund", "Ida Lund")
    assert "the same role (the envoy); the same country (Norway)" in page


def test_the_talks_of_the_factory_have_their_actors(tmp_path: Path) -> None:
    page = session(record(tmp_path / "t.db", talks())).get("/actor/berg").text
    assert "<h1>Anna Berg</h1>" in page
