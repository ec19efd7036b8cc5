from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.model import Entry, Meeting, Reading, Record, Source, Statement, When
from dragoman.views import Line, timeline
from tests.factories import document, reading, talks
from tests.views.gold import gold_reading


def record(*readings: Reading) -> Record:
    return Record(name="talks", readings=readings)


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.entry for line in lines]


TEXT = "a b c d e f g h i j"


def at(letter: str) -> Source:
    start = TEXT.index(letter)
    return Source(span=(start, start + 1), quote=letter)


def meeting(letter: str, edtf: str | None = None, **fields: Any) -> Meeting:
    when = When(edtf=edtf, after=fields.pop("after", ()), before=fields.pop("before", ()))
    return Meeting(id=letter, kind="talks", status="held", when=when, sources=(at(letter),), **fields)


def said(letter: str, edtf: str | None = None, **fields: Any) -> Statement:
    span = at(letter).span
    return Statement(
        id=letter, speaker=None, content=letter, spans=(span,), mode="indirect", when=When(edtf=edtf),
        sources=(at(letter),), **fields,
    )  # fmt: skip


def read(*found: Entry) -> Reading:
    return reading(
        document(TEXT, "2020-06-02"),
        meetings=tuple(entry for entry in found if isinstance(entry, Meeting)),
        statements=tuple(entry for entry in found if isinstance(entry, Statement)),
    )


@pytest.mark.parametrize(
    ("found", "order"),
    [
        # background stands on its own day
        ([meeting("a", "2020-06-02"), meeting("b", "2018-06-12")], "ba"),
        # vague dates: where they begin; open to the past: where they end; open to the future: after that day
        ([meeting("a", "2020-06-02/.."), meeting("b", "2020-06-02"), meeting("c", "2020-06"), meeting("d", "2020")], "dcba"),
        ([meeting("a", "2020-06-02"), meeting("b", "../2020-06-01"), meeting("c", "2020-05-31")], "cba"),
        # no date: by the day of the report, in the order of the text
        ([meeting("b"), meeting("a"), meeting("c", "2020")], "cab"),
        # not EDTF: as if there were no date
        ([meeting("a", "soon"), meeting("b", "2020")], "ba"),
        # one day: by after and before, else by the text
        ([meeting("a", "2020-06-02", after=("c",)), meeting("b", "2020-06-02"), meeting("c", "2020-06-02")], "bca"),
        ([meeting("a", "2020-06-02"), meeting("b", "2020-06-02", before=("a",))], "ba"),
        ([meeting("a", "2020-06-02", part_of="b"), meeting("b", "2020-06-02")], "ba"),
        # a circle loses nothing
        ([meeting("a", "2020-06-02", after=("b",)), meeting("b", "2020-06-02", after=("a",)), meeting("c", "2020-06-02")], "cab"),
        ([meeting("a", "2020-06-02", after=("a", "nothing", "the war"))], "a"),
        # acts before what is said of them; what is said at a meeting below it; the inner statement before the outer
        ([said("a", "2020-06-02"), meeting("b", "2020-06-02")], "ba"),
        ([said("a", "2020-06-02", at="c"), said("b", "2020-06-02"), meeting("c", "2020-06-02", after=("b",))], "bca"),
        ([said("a", "2020-06-02"), said("b", "2020-06-02", within="a")], "ba"),
    ],
)  # fmt: skip
def test_acts_and_statements_stand_in_the_order_of_time(found: list[Entry], order: str) -> None:
    assert "".join(ids(timeline(record(read(*found))))) == order


def told(text: str, day: str | None, *statuses: str) -> Reading:
    """Return a report with one meeting without a date for each status."""
    held = [
        Meeting(id=f"{text}-{status}", kind="talks", status=status, sources=(Source(span=(0, 1), quote=text[0]),))  # type: ignore[arg-type]
        for status in statuses
    ]
    dated = Meeting(id=f"{text}-dated", kind="talks", status="held", when=When(edtf=day), sources=(Source(span=(0, 1), quote=text[0]),))  # fmt: skip
    return reading(document(text, day), meetings=(*held, *([dated] if day else ())))


def test_what_has_no_date_stands_where_it_was_reported() -> None:
    lines = timeline(
        record(told("old", "2020-01-05", "proposed", "held"), told("new", "2020-02-03", "held", "cancelled"))
    )
    assert ids(lines) == ["old-held", "old-dated", "old-proposed", "new-held", "new-dated", "new-cancelled"]
    assert [(line.edtf, line.reported) for line in lines[:3]] == [
        (None, "2020-01-05"),
        ("2020-01-05", "2020-01-05"),
        (None, "2020-01-05"),
    ]


def test_what_no_dated_report_tells_comes_last() -> None:
    lines = timeline(record(told("old", "2020-01-05", "agreed"), told("lost", None, "held")))
    assert ids(lines) == ["old-dated", "old-agreed", "lost-held"]
    assert lines[-1].reported is None


def test_each_line_opens_its_words() -> None:
    lines = timeline(record(talks()))
    assert ids(lines) == ["m2", "m1", "s1", "e1", "s3", "s2", "s4", "m3", "v1", "c1", "d1"]
    for line in lines:
        assert (line.span, line.quote) == (line.words[0].span, line.words[0].quote)
        for words in line.words:
            assert talks().document.text[words.span[0] : words.span[1]] == words.quote != ""
            assert words.document == line.document == talks().document.id


def test_lines_say_what_who_where_and_how_far() -> None:
    shown = {
        line.entry: (line.kind, line.status, line.edtf, line.when, line.who, line.place, line.what)
        for line in timeline(record(talks()))
    }
    assert shown == {
        "m1": ("meeting", "held", "2020-06-01", "Monday", ("Anna Berg", "Omar Haddad"), "Geneva", "talks in Geneva"),
        "m2": ("meeting", "held", "2019-03", "March 2019", ("Anna Berg", "Omar Haddad"), "Oslo", "1st talks in Oslo"),
        "m3": ("meeting", "proposed", "2020-06-02/..", "as soon as possible", (), None, "2nd talks"),
        "d1": ("decision", "open", None, None, (), None, "venue of 2nd talks: Oslo (preferred by Anna Berg)"),
        "c1": ("commitment", "agreed", None, None, ("Anna Berg", "Omar Haddad"), None, "open a hotline"),
        "v1": ("verification", "invited", None, None, ("monitors", "Omar Haddad"), "Salt Pass", "verification of Salt Pass"),
        "e1": ("event", "happened", None, None, ("Anna Berg",), None, "consult"),
        "s1": ("statement", None, "2020-06-01", None, ("foreign ministry of Norland",), None,
               "Anna Berg met Omar Haddad in Geneva on Monday for three hours"),
        "s2": ("statement", None, "2020-06-02", None, ("Ida Lund",), None,
               "Berg told the ministry that Haddad had invited monitors to the Salt Pass depot"),
        "s3": ("statement", None, "2020-06-02", None, ("Anna Berg", "foreign ministry of Norland"), None,
               "Haddad had invited monitors to the Salt Pass depot"),
        "s4": ("statement", None, "../2020-06-02", None, ("Anna Berg",), None, "We agreed to open a hotline,"),
    }  # fmt: skip


def test_only_the_kinds_asked_for() -> None:
    assert ids(timeline(record(talks()), ("meeting", "decision"))) == ["m2", "m1", "m3", "d1"]
    assert timeline(record()) == ()


def test_a_long_circle_is_quick_and_complete() -> None:
    letters = [chr(0x4E00 + n) for n in range(3000)]
    doc = document(" ".join(letters), "2020-06-02")
    circle = tuple(
        Meeting(id=letter, kind="talks", status="held", when=When(edtf="2020", after=(letters[n - 1],)),
                sources=(Source(span=(2 * n, 2 * n + 1), quote=letter),))
        for n, letter in enumerate(letters)
    )  # fmt: skip
    assert sorted(ids(timeline(record(reading(doc, meetings=circle))))) == sorted(letters)


def test_the_founding_report_reads_as_its_gold_timeline(shared: Path) -> None:
    gold = yaml.safe_load((shared / "gold" / "second-summit.yaml").read_text("utf-8"))
    lines = timeline(record(gold_reading(shared)))
    held = [line.entry for line in lines if line.status == "held"]
    assert held == [entry for entry in gold["views"]["timeline"] if entry in held]
    assert ids(lines)[:1] == ["m5"]
    assert ids(lines).index("m1") < ids(lines).index("s1")
    assert ids(lines).index("m4") < ids(lines).index("s6") < ids(lines).index("s5")
    assert ids(lines).index("m6") > ids(lines).index("s17")
