"""Pages and the document expected of them; the child that parses them is killed when it must be."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake import child, extract, html, markdown
from dragoman.intake.child import Answer, Request, Worker
from dragoman.problems import IntakeError

PARAGRAPHS = (
    "Envoys of both sides met in Geneva on Friday and agreed to meet again in May, a spokesman told reporters.",
    "The talks were to be held in Vienna at first, but the two sides could not agree on a day, officials said.",
    "Neither side has said who will lead the next round, or whether inspectors will be on the agenda.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Envoys meet in Geneva | Daily Planet</title>
<meta property="og:title" content="Envoys meet in Geneva"><meta property="og:site_name" content="Daily Planet">
<meta property="article:published_time" content="2018-10-16T08:00:00Z">
<link rel="canonical" href="https://planet.example/world/1"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Envoys meet in Geneva</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<div class="comments"><p>First! They will never agree on anything at all.</p></div>
<footer>&copy; 2026 Daily Planet</footer></body></html>"""


@pytest.fixture
def quick() -> Iterator[Worker]:
    worker = Worker(seconds=20)
    yield worker
    worker.close()


def test_a_page_with_metadata() -> None:
    document = html.intake(PAGE.encode(), "page.html")
    assert document.text == "\n\n".join(("Envoys meet in Geneva", *PARAGRAPHS))
    assert (document.title, document.title_span) == ("Envoys meet in Geneva", (0, 21))
    assert document.date is not None
    assert (document.date.edtf, document.date.basis) == ("2018-10-16", "metadata")
    assert (document.publisher, document.url) == ("Daily Planet", "https://planet.example/world/1")
    assert document.problems == ()


def test_a_page_without_date_has_none() -> None:
    page = f"<html><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article><footer>© 2026 Planet</footer></body></html>"
    document = html.intake(page.encode(), "page.html")
    assert document.date is None
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_a_wrongly_declared_charset() -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").replace("Vienna", "Málaga")
    assert "Málaga" in html.intake(page.encode("utf-8"), "page.html").text
    assert html.intake(page.encode("cp1252"), "page.html").problems == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<html><body></body></html>", "no article text was found"),
        (b"<html><body><form><input name=a></form><script>load()</script></body></html>", "no article text was found"),
        (b"PK\x03\x04 zip", "zip archive"),
        (b"", "empty"),
        (b"<p>" * 7_000_000, "at most 20 MB"),
    ],
)
def test_pages_that_hold_no_report(data: bytes, says: str) -> None:
    with pytest.raises(IntakeError, match=says):
        html.intake(data, "page.html")


def test_a_page_that_takes_too_long_is_given_up_and_the_child_replaced(quick: Worker) -> None:
    quick.seconds = 1.5
    with pytest.raises(IntakeError, match=r"bomb.html: not read within 1\.5 seconds"):
        quick.ask(Request(form="html", page="<html><body>" + "<p>" * 1_000_000), "bomb.html")
    assert quick.child is None
    quick.seconds = 20
    assert PARAGRAPHS[0] in quick.ask(Request(form="html", page=PAGE), "page.html").text


def test_one_child_serves_many_pages(quick: Worker) -> None:
    numbers = set()
    for _ in range(3):
        quick.ask(Request(form="markdown", page="# Talks"), "a.md")
        assert quick.child is not None
        numbers.add(quick.child.pid)
    assert len(numbers) == 1
    quick.served = child.PAGES
    quick.ask(Request(form="markdown", page="# Talks"), "a.md")
    assert quick.child is None


def test_a_child_that_died_is_replaced(quick: Worker) -> None:
    quick.ask(Request(form="markdown", page="# Talks"), "a.md")
    assert quick.child is not None
    os.kill(quick.child.pid, signal.SIGKILL)
    quick.child.wait()
    assert quick.ask(Request(form="markdown", page="# Talks"), "a.md").text == "Talks"


def test_a_child_that_dies_over_a_page_is_a_sentence(quick: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(IntakeError, match="the parser died"):
        quick.ask(Request(form="html", page=PAGE), "page.html")


def test_a_child_that_cannot_start_is_a_sentence(quick: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with pytest.raises(IntakeError, match="cannot be started"):
        quick.ask(Request(form="html", page=PAGE), "page.html")


def test_a_forked_process_has_its_own_worker() -> None:
    assert child.worker() is child.worker()
    assert child.worker_of(os.getpid()) is not child.worker_of(-1)


def test_the_program_of_the_child_answers_until_its_input_ends() -> None:
    source, sink = io.BytesIO(), io.BytesIO()
    for request in (Request(form="html", page=PAGE), Request(form="markdown", page="# Talks")):
        child.send(source, request)
    source.seek(0)
    extract.serve(source, sink)
    sink.seek(0)
    answers = [msgspec.msgpack.decode(child.receive(sink) or b"", type=Answer) for _ in range(2)]
    assert [answer.title for answer in answers] == ["Envoys meet in Geneva", None]
    assert answers[1].text == "Talks"
    assert child.receive(sink) is None
    assert child.receive(io.BytesIO(b"\0\0\0\x09short")) is None


@pytest.mark.parametrize("error", [MemoryError(), ImportError("no trafilatura"), RecursionError("deep")])
def test_errors_of_a_parser_are_sentences(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: str) -> Answer:
        raise error

    monkeypatch.setattr(extract, "html", fail)
    answer = extract.answer(msgspec.msgpack.encode(Request(form="html", page="x")))
    assert answer.text == ""
    assert any(word in answer.error for word in ("memory", "no trafilatura", "RecursionError"))


MARKDOWN = """---
title: "Envoys meet in Geneva"
date: 2018-09-19
source: Daily Planet
---
<!-- not for print -->

# Envoys meet in Geneva

**GENEVA (AP)** – Envoys met for [talks](https://a.example/x "T") on the *final* goal,
a spokesman `said`. ![a photo](p.png)

> “We will <b>see</b>,” he added.

- a day &amp; a place
- inspectors

| City | Day |
|---|---|
| Seoul | Monday |

```
code
```

<div>In a box.</div>
"""


def test_markdown_becomes_words() -> None:
    document = markdown.intake(MARKDOWN.encode(), "a.md")
    assert document.text == (
        "Envoys meet in Geneva\n\nGENEVA (AP) – Envoys met for talks on the final goal,\na spokesman said. \n\n"
        "“We will see,” he added.\n\na day & a place\n\ninspectors\n\nCity | Day\n\nSeoul | Monday\n\ncode\n\nIn a box."
    )
    assert (document.title, document.publisher) == ("Envoys meet in Geneva", "Daily Planet")
    assert document.date is not None
    assert (document.date.edtf, document.date.basis) == ("2018-09-19", "metadata")
    assert document.dateline is not None
    assert document.dateline.places == ("geneva",)


def test_a_title_in_the_front_matter_only_goes_on_top() -> None:
    document = markdown.intake(b"---\ntitle: Envoys meet\n---\nThey met in Geneva and in Vienna.\n", "a.md")
    assert document.text == "Envoys meet\n\nThey met in Geneva and in Vienna."
    assert document.title_span == (0, 11)


def test_markdown_without_words() -> None:
    with pytest.raises(IntakeError, match="a.md: no words are left"):
        markdown.intake(b"<!-- nothing -->\n\n![x](y.png)", "a.md")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/pbdiv=\"'&;!-[ ]()*_`|#\nA1", max_size=200).map(str.encode))
def test_any_page_is_a_document_or_an_intake_error(data: bytes) -> None:
    for intake in (html.intake, markdown.intake):
        try:
            assert intake(data, "fuzz").text
        except IntakeError as error:
            assert "fuzz" in str(error)
