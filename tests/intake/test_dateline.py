"""The start of a paragraph and the dateline in it: its words, places and agency."""

from __future__ import annotations

import pytest

from dragoman.intake import dateline


@pytest.mark.parametrize(
    ("text", "words", "places", "agency"),
    [
        ("WASHINGTON / SEOUL (Reuters) – Two", "WASHINGTON / SEOUL (Reuters) –", ("washington", "seoul"), "reuters"),
        ("TRIPOLI (AP)_ Rival", "TRIPOLI (AP)_", ("tripoli",), "ap"),
        ("DAR ES SALAAM, Tanzania (AP) _\n\nThe", "DAR ES SALAAM, Tanzania (AP) _", ("dar-es-salaam",), "ap"),
        ("BEIJING, Feb. 10 (Xinhua) -- China", "BEIJING, Feb. 10 (Xinhua) --", ("beijing",), "xinhua"),
        ("Pyongyang, May 3 (KCNA) -- A", "Pyongyang, May 3 (KCNA) --", ("pyongyang",), "kcna"),
        ("Addis Ababa, 4 July 2001 (IRIN) - The", "Addis Ababa, 4 July 2001 (IRIN) -", ("addis-ababa",), "irin"),
        ("PARIS — The envoys", "PARIS —", ("paris",), None),
        ("GENEVA, March 1, 2015 - Iran", "GENEVA, March 1, 2015 -", ("geneva",), None),
        ("VIENNA (Agency) - The", "VIENNA (Agency) -", ("vienna",), "agency"),
        (
            "LONDON/NEW YORK, Oct 7 (Reuters) - Oil",
            "LONDON/NEW YORK, Oct 7 (Reuters) -",
            ("london", "new-york"),
            "reuters",
        ),
        ("WASHINGTON, D.C. (AP) — The", "WASHINGTON, D.C. (AP) —", ("washington",), "ap"),
        ("KINSHASA (AFP) The rebels", "KINSHASA (AFP)", ("kinshasa",), "afp"),
        ("GENEVA and VIENNA (dpa) - Two", "GENEVA and VIENNA (dpa) -", ("geneva", "vienna"), "dpa"),
        ("Dec 29 (Reuters) - Iran", "Dec 29 (Reuters) -", (), "reuters"),
        ("UNITED NATIONS (AP) _\n\nThe", "UNITED NATIONS (AP) _", ("united-nations",), "ap"),
        ("(Reuters) - Iran", "(Reuters) -", (), "reuters"),
        ("SÃO PAULO — Os", "SÃO PAULO —", ("são-paulo",), None),
        ('KYIV – "We will', "KYIV –", ("kyiv",), None),
    ],
)
def test_datelines(text: str, words: str, places: tuple[str, ...], agency: str | None) -> None:
    found = dateline.find("\n" + text, 1)
    assert found is not None
    assert (found.text, found.places, found.agency) == (words, places, agency)
    assert found.span == (1, 1 + len(words))


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of 29 — said it would wait.",
        "US - Iran talks are off.",
        "Pyongyang (North Korea) has answered.",
        "An official (Kim) - not named here - said so.",
        "The Associated Press (AP) has seen the letter.",
        "He told The Associated Press (AP) that talks were off.",
        "(Laughter) - The minister went on.",
        "Talks on May 3 - the second round - failed.",
        "UN-led talks resume.",
        "",
    ],
)
def test_sentences_that_open_like_one(text: str) -> None:
    assert dateline.find(text, 0) is None
