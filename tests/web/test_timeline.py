"""The timeline as a picture: for wide and for narrow screens, its scale legible, its signs explained."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from dragoman.views import Line, Words
from dragoman.web.lanes import LABEL, WIDE, timeline_svg, timelines
from dragoman.web.render import catalogue, templates


def act(name: str, day: str | None, status: str = "held", who: str = "Norland") -> Line:
    return Line(
        document="d",
        entry=name,
        kind="meeting",
        status=status,
        edtf=day,
        who=(who,),
        what=name,
        span=(0, 1),
        quote=name,
    )


@pytest.mark.parametrize("shape", list(WIDE))
@pytest.mark.parametrize("last", ["2007-03-20", "2008-01-10", "2010", "2026", "2107", "9999", "2007-02-13/.."])
def test_the_names_on_the_scale_have_room(shape: str, last: str) -> None:
    picture = timeline_svg([act("m1", "2007-02-13"), act("m2", last)], shape)
    places = [float(x) for x in re.findall(r'<text class="date" x="([\d.]+)"', picture)]
    assert all(right - left >= LABEL * 0.9 for left, right in zip(places, places[1:], strict=False))
    assert all(0 <= x <= WIDE[shape] for x in places)
    assert len(places) <= WIDE[shape] / (LABEL * 0.9)


def test_acts_stand_over_the_lines_of_the_scale_and_these_over_the_lanes() -> None:
    picture = timeline_svg([act("m1", "2007-02-13"), act("m2", "2008-02-13")])
    assert picture.rindex('class="lane"') < picture.index('class="tick"') < picture.index('class="act')


def test_on_a_narrow_screen_the_name_of_a_lane_stands_above_its_acts() -> None:
    lines = [act("m1", "2007-02-13"), act("m2", "2008-02-13", who="Sudland")]
    for shape, beside in (("broad", True), ("slim", False)):
        picture = timeline_svg(lines, shape)
        name = int(re.findall(r'class="party" x="6" y="(\d+)"', picture)[0])
        sign = float(re.findall(r'<text x="[\d.]+" y="([\d.]+)">●', picture)[0])
        assert (abs(sign - name) < 6) == beside
    assert "others" not in picture  # no lane where nothing stands


def test_what_has_no_date_says_when_it_was_told_and_a_voice_is_named_once() -> None:
    words = [Words(document="d", span=(at, at + 1), quote="x", voice="Lake Wire") for at in (0, 5)]
    undated = msgspec.structs.replace(act("m1", None, "under-way"), reported="2018-10-07", words=tuple(words))
    parts: Any = templates().get_template("parts.html").module
    row = parts.act(undated, catalogue("en"))
    assert "told on 7 Oct 2018" in row
    assert "under way" in row
    assert row.count(">Lake Wire</a>") == 1


def test_every_sign_of_the_picture_is_explained_once_and_no_other() -> None:
    lines = [act("m1", "2007", "proposed"), act("m2", "2008"), act("m3", "2009"), act("m4", None, "floated")]
    shown = timelines(lines)
    assert [shape for shape, _ in shown["pictures"]] == list(WIDE)
    assert shown["signs"] == [["held"], ["floated", "proposed"]]
    assert timelines([act("m4", None)])["pictures"] == []
