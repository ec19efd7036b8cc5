"""The desk in a real browser: nothing that a text says runs, nothing leaves the machine, the keys do what they promise."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from benchmarks.browser import ARGUMENTS, CHROMIUM, Visit, looked_at
from dragoman.model import Actor, Meeting, Problem, Reading, Statement, When
from dragoman.record import Store
from dragoman.web import make
from dragoman.web.guard import Keys
from dragoman.web.serve import LOOPBACK, _listen
from tests.factories import document, reading, source, talks
from tests.web.desk import addresses, record
from tests.web.mid_size import busy, mid_size
from tests.web.test_people import THREE

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium (apt install chromium), which is not here")


@contextmanager
def served(path: Path, keys: Keys | None = None) -> Iterator[tuple[str, str]]:
    """Serve a record as `dragoman serve` does, and yield its address and the key of its link."""
    listener = _listen(0)
    port = listener.getsockname()[1]
    keys = keys or Keys()
    app = make(path, keys, frozenset({f"{LOOPBACK}:{port}"}))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://{LOOPBACK}:{port}", str(keys.once)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install -e .[dev])")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visiting(chromium: Any, path: Path) -> Iterator[Visit]:
    with served(path) as (at, key):
        context = chromium.new_context()
        visit = Visit(context.new_page(), at)
        visit.page.goto(f"{at}/enter?key={key}")
        yield visit
        context.close()


def test_every_page_opens_and_breaks_nothing(chromium: Any, tmp_path: Path) -> None:
    with visiting(chromium, record(tmp_path / "t.db", talks())) as visit:
        for address in addresses(talks(), "m1"):
            visit.go(address)
            assert visit.page.locator("h1").count() == 1, address
        assert visit.amiss == []


def test_every_page_of_a_large_record_opens_light_and_dark_wide_and_narrow(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.desk.LARGE", 20)
    first = next(busy(1))
    with visiting(chromium, mid_size(tmp_path / "m.db", 20)) as visit:
        pages = addresses(first, first.meetings[0].id)
        assert looked_at(visit.page.context, visit.at, pages) == []


def test_what_breaks_on_a_page_is_told(chromium: Any) -> None:
    site = "http://127.0.0.1:1"
    worst = (
        "<meta http-equiv=Content-Security-Policy content=\"style-src 'none'\"><style>p { color: red }</style>"
        "<script>console.error('no'); nothing()</script><img src=//evil.example/x><h2>No heading</h2>"
        "<svg width=800 height=9></svg>"
    )
    context = chromium.new_context()
    context.route("**/*", lambda route: route.abort() if "evil" in route.request.url else route.fulfill(
        status=500, content_type="text/html", body=worst))  # fmt: skip
    found = looked_at(context, site, ["/worst"])
    context.close()
    for words in ("/worst: 500", "console: no", "error: nothing", "outside: http://evil.example/x", "policy: style-src",
                  "failed: http://evil.example/x", "/worst: 0 headings"):  # fmt: skip
        for way in ("light, 1280", "light, 390", "dark, 1280", "dark, 390"):
            assert any(one.startswith(way) and words in one for one in found), (way, words, found)
    assert sum("pixels wide in a window of 390" in one for one in found) == 2
    assert not any("in a window of 1280" in one for one in found)


@pytest.mark.parametrize("wide", [1280, 390])
def test_marks_of_the_map_are_reached_by_keyboard_on_every_screen(chromium: Any, tmp_path: Path, wide: int) -> None:
    with visiting(chromium, record(tmp_path / "t.db", talks())) as visit:
        visit.page.set_viewport_size({"width": wide, "height": 800})
        visit.go("/map")
        assert visit.page.locator("svg.atlas:visible").count() == 1
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= wide
        visit.page.focus("svg.atlas:visible .act >> nth=0")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.getAttribute('href')") == "#place-2"
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("section:target").inner_text().split()[1] == "Geneva"
        assert visit.amiss == []


# ---- what a text says never runs ------------------------------------------------------------------------------------

RUN = "window.ran=1;alert(1)"
TAGS = (
    f"<script>{RUN}</script>", f"<img src=x onerror='{RUN}'>", f"<svg onload=\"{RUN}\">", f"<svg><script>{RUN}</script></svg>",
    f"<iframe srcdoc='<script>{RUN}</script>'>", f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", "<style>@import 'http://evil.example/x';</style>",
    f"<a href='javascript:{RUN}' autofocus onfocus={RUN}>x</a>", "<link rel=stylesheet href=//evil.example/x.css>", "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>", f"<math><mtext><img src=x onerror={RUN}>", "<object data=//evil.example/x>",
    "<form action=//evil.example><button autofocus>", f"<video><source onerror={RUN}>", f"<input autofocus onfocus={RUN}>",
)  # fmt: skip
BEFORE = ("", '">', "'>", "</title>", "</textarea>", "</script>", "-->", "]]>", "&quot;>", "\U0001f600")
OTHERS = (
    "{{ 7*7 }}", "{% raw %}", "{{ config }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{# #}", "{{''.__class__}}", f"javascript:{RUN}", f"JaVaScRiPt:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", "//evil.example/x", "http://evil.example/<b>", "&lt;script&gt;", "&#x3c;script&#x3e;", "&amp;lt;",
    "\u2028<b>", "\u202e<xmp>", f"\" onmouseover={RUN} x=\"", f"' onfocus={RUN} autofocus '", f"` onclick={RUN} `", "<", "&", "<<", "\"", "'", "<!--", "\ufeff<", "\U0001f600<\U0001f600",
)  # fmt: skip
PAYLOADS = [f"{before}{tag}" for before, tag in product(BEFORE, TAGS)] + list(OTHERS)
PER_DOCUMENT = 20


def hostile(payloads: list[str]) -> Reading:
    """Return a report all of whose fields hold such words; the words of its entries begin and end within them."""
    name = payloads[0]
    text = "\n".join(f"{payload} said so." for payload in payloads)
    doc = document(text, "2020-06-02", title=name, publisher=payloads[1], url=payloads[2], channel=payloads[3])
    actors, said, met, problems = [], [], [], []
    for number, payload in enumerate(payloads):
        begin = text.index(f"{payload} said so.")
        end = begin + len(payload)
        cut = (begin + number % 3 % len(payload), end + number % 5)
        words = source(doc, text[cut[0] : cut[1]])
        who = Actor(id=f"a{number}", name=payload, kind="person", roles=(payload,))
        actors.append(who)
        key = f"{doc.id[:6]}{number}"
        said.append(
            Statement(id=f"s{key}", speaker=who.id, addressee="a0", content=payload, spans=(cut,), mode="direct",
                      cue=payload, sources=(words,), when=When(edtf="2020-06-02", text=payload))
        )  # fmt: skip
        met.append(
            Meeting(id=f"m{key}", kind="talks", status="held", participants=(who.id, "a0"), when=When(edtf="2020-06-01"),
                    sources=(words,))
        )  # fmt: skip
        problems.append(Problem(code="vague-time", message=payload, span=cut))
    return reading(doc, actors=tuple(actors), statements=tuple(said), meetings=tuple(met), problems=tuple(problems))


def test_nothing_that_a_text_says_runs_on_any_page(chromium: Any, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 200
    made = [hostile(PAYLOADS[at : at + PER_DOCUMENT]) for at in range(0, len(PAYLOADS), PER_DOCUMENT)]
    path = record(tmp_path / "x.db", *made)
    with Store(path, create=False) as store:
        for number, payload in enumerate(PAYLOADS):
            said = made[number // PER_DOCUMENT].statements[number % PER_DOCUMENT]
            store.judgements.make(said.id, "accept", who=payload, why=payload)
    with visiting(chromium, path) as visit:
        for address in addresses(made[0], made[0].meetings[1].id):
            visit.go(address)
        for one in made[1:]:
            visit.go(f"/document/{one.document.id}")
            visit.go(f"/entry/{one.statements[5].id}")
        for start in (0, 200):
            visit.go(f"/history?from={start}")
        for asked in ("so", "%3Cscript%3E", "%22%3E%3Cimg"):
            visit.go(f"/search?q={asked}")
        visit.go("/add")
        files = [{"name": f"{one}.txt", "mimeType": "text/plain", "buffer": b""} for one in PAYLOADS if "/" not in one][
            :40
        ]
        visit.page.set_input_files("input[type=file]", files)
        with visit.page.expect_navigation():
            visit.page.click("form.stack button")
        assert visit.page.locator("main .plain li").count() == len(files)
        assert visit.amiss == []


# ---- a queue by keyboard --------------------------------------------------------------------------------------------


def queue(many: int, first: int = 0) -> Reading:
    """Return a report of as many meetings, each of two others on another day."""
    numbers = range(first, first + many)
    sentences = [f"Envoy {n} of Norland met envoy {n} of Sudland." for n in numbers]
    doc = document("\n".join(sentences), "2020-06-02", title="Many meetings")
    actors = [
        Actor(id=f"{side}{n}", name=f"{side.title()} {n}", kind="person") for n in numbers for side in ("nor", "sud")
    ]
    met = [
        Meeting(id=f"met{n:03}", kind="talks", status="held", participants=(f"nor{n}", f"sud{n}"),
                when=When(edtf=f"{1900 + n}-01-01"), sources=(source(doc, words),))
        for n, words in zip(numbers, sentences, strict=True)
    ]  # fmt: skip
    return reading(doc, actors=tuple(actors), meetings=tuple(met))


def verdicts(path: Path) -> dict[str, str]:
    with Store(path, create=False) as store:
        standing = store.judgements.standing().judged
    return {one.anchor.id: one.verdict for one in standing if one.anchor}


def told(visit: Visit, words: str) -> None:
    visit.page.wait_for_function("words => document.querySelector('.told').textContent.includes(words)", arg=words)


def test_fifty_entries_are_reviewed_with_keys_alone(chromium: Any, tmp_path: Path) -> None:
    path = record(tmp_path / "q.db", queue(25), queue(25, 25))
    with visiting(chromium, path) as visit:
        visit.go("/review")
        press = visit.page.keyboard.press
        order = visit.page.eval_on_selector_all(".queue > li[data-e]", "all => all.map((one) => one.dataset.e)")
        assert len(order) == 50
        press("?")
        assert visit.page.locator("dialog.help").is_visible()
        press("a")  # no key while the help is open
        press("Escape")
        press("j")
        press("k")
        press("s")
        told(visit, "Nothing is known")
        press("e")
        assert visit.page.evaluate("document.activeElement.tagName") == "SELECT"
        visit.page.select_option("details[open] select", "place")
        press("Tab")
        visit.page.keyboard.type("Oslo")
        press("Enter")
        told(visit, "edited")
        for number in range(50):
            press("r" if number % 10 == 3 else "a")
        told(visit, "That was the last one")
        press("u")
        told(visit, "undone")
        assert visit.page.evaluate("document.activeElement.dataset.e") == order[-1]
        press("a")
        told(visit, "That was the last one")
        assert visit.amiss == []
    found = verdicts(path)
    assert [found[one] for one in order] == ["reject" if at % 10 == 3 else "accept" for at in range(50)]


def test_accepting_all_touches_what_is_shown_and_one_key_takes_it_back_after_a_restart(
    chromium: Any, tmp_path: Path
) -> None:
    path = record(tmp_path / "all.db", queue(60))
    with visiting(chromium, path) as visit:
        visit.go("/review")
        visit.page.keyboard.press("r")
        told(visit, "rejected")
        visit.page.click("form.all button")
        told(visit, "49: accepted")
        assert list(verdicts(path).values()).count("accept") == 49
        assert visit.amiss == []
    with visiting(chromium, path) as visit:  # a desk started anew
        visit.go("/review")
        assert visit.page.locator(".queue > li[data-e]").count() == 10
        with visit.page.expect_navigation():
            visit.page.keyboard.press("u")
        assert list(verdicts(path).values()) == ["reject"]
        assert visit.page.locator(".queue > li[data-e]").count() == 50
        assert visit.amiss == []


def test_actors_are_merged_and_brought_back_by_keyboard_alone_and_without_scripts(
    chromium: Any, tmp_path: Path
) -> None:
    path = record(tmp_path / "a.db", *THREE)
    with served(path) as (at, key):
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{at}/enter?key={key}")
        page.goto(f"{at}/actor/nora-quist")

        def tab(to: str, press: str) -> None:
            for _ in range(80):
                page.keyboard.press("Tab")
                if page.locator(f"{to}:focus").count():
                    page.keyboard.press(press)
                    return
            raise AssertionError(to)

        tab("summary:text-is('Merge')", "Enter")
        tab("details[open] input[name=value]:not([type=radio])", "Home")
        page.keyboard.type("Omar Haddad")
        page.keyboard.press("Tab")
        page.keyboard.type("they sign alike")
        with page.expect_navigation():
            tab("button[value=merge]", "Enter")
        assert page.locator("h1").inner_text() == "Omar Haddad"
        assert verdicts(path) == {"nora-quist": "merge"}
        with page.expect_navigation():
            tab("button[value=undo]", "Enter")
        assert verdicts(path) == {}
        context.close()
