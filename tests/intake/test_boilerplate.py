"""Lines of a page and those among them that go."""

from __future__ import annotations

import pytest

from dragoman.intake import boilerplate
from dragoman.intake.lines import lines

NEWS = "Envoys of both sides met in Geneva on Friday and agreed to meet again, a spokesman said."


def dropped(text: str) -> list[str]:
    return [text[slice(*drop.span)] for drop in boilerplate.find(list(lines(text)))]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Leave a Comment",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Name *   Email *   Website",
        "3 Comments",
        "Share this:",
        "Share on Facebook",
        "Click to share on Twitter (Opens in new window)",
        "Facebook | Twitter | WhatsApp",
        "Read more: Kim returns home by train",
        "ADVERTISEMENT",
        "Sign up for our weekly newsletter",
        "We use cookies to improve your experience.",
        "Copyright 2018 The Daily. All rights reserved.",
        "© 2018 Agency",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "Photo: Jane Doe",
        "(AP Photo/Jane Doe)",
        "Reuters/Jane Doe",
        "Skip to content",
    ],
)
def test_lines_that_go_wherever_they_are(line: str) -> None:
    assert dropped(f"{NEWS}\n\n{line}\n\n{NEWS}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Jane Doe in Seoul and Ali Bin Omar; Editing by P. Müller",
        "(Reporting by Jane Doe; Additional reporting by Joe Roe; Editing by Ann Poe)",
        "-30-",
        "###",
        "# # #",
        "Enditem",
        "ENDS",
        "(pvs/vi/ji)",
        "With files from Meridian",
        "Tags: summit, talks",
        "Jane Doe is a correspondent in Seoul.",
    ],
)
def test_lines_that_go_at_the_end_only(line: str) -> None:
    assert dropped(f"{NEWS}\n\n{line}\n") == [line]
    assert dropped(f"{line}\n\n" + f"{NEWS}\n\n" * 20) == []


@pytest.mark.parametrize("code", ["(pvs/vi/ji)", "(aa-kjd)", "Enditem"])
def test_a_sign_off_after_the_last_sentence(code: str) -> None:
    assert dropped(f"{NEWS} {code}") == [code]
    assert dropped(f"{NEWS} {code}\n\nLeave a Reply") == [code, "Leave a Reply"]


def test_what_follows_an_end_mark_goes_with_it() -> None:
    text = f"{NEWS}\n\n# # #\n\nFor questions write to the office of the spokesperson.\n\nTel. 555 0100"
    assert dropped(text) == ["# # #", "For questions write to the office of the spokesperson.", "Tel. 555 0100"]


def test_a_list_of_other_articles_goes_whole() -> None:
    text = f"{NEWS}\n\nRelated articles\n\nMinister flies home\nOil price falls again\n\nLeave a Reply"
    assert dropped(text) == ["Related articles", "Minister flies home", "Oil price falls again", "Leave a Reply"]


def test_a_list_heading_with_news_after_it_stays() -> None:
    assert dropped(f"{NEWS}\n\nLatest news\n\n{NEWS}") == []


@pytest.mark.parametrize(
    "line",
    [
        "The ministry will share on Twitter what it has learned.",
        "Share prices fell after the talks broke down.",
        "Copyright was on the agenda of the two ministers in Geneva.",
        "(c) the parties shall withdraw their forces;",
        "Read the letter first, the minister told reporters.",
        "Reporting by the agency has been thorough, the envoy said.",
        "Editing by censors of the text has begun, he said.",
        "Comments by the minister angered Seoul.",
        "Leave a reply on the table, Moon told his envoy.",
        "Cookies and tea were served, and both sides accepted all terms.",
        "Reuters/Ipsos polls show support for the talks.",
        "Follow the money, the inspector said.",
        "The photo: two men and a handshake that lasted thirteen seconds.",
        "Both sides may withdraw troops (and/or)",
        "The end of the talks is near.",
        "Email was the channel between Washington and Pyongyang.",
        "Advertisement of the talks was left to Seoul.",
        "Name the day, Kim urged Trump.",
        "Sign the text or leave, he told them.",
        "In the end.",
        "FACEBOOK.",
    ],
)
def test_sentences_of_news_stay(line: str) -> None:
    assert dropped(f"{NEWS}\n\n{line}\n\n{NEWS}") == []
    assert dropped(f"{NEWS}\n\n{line}") == []


def test_no_line_of_a_hard_wrapped_paragraph_goes() -> None:
    text = "The two sides will go on with the talks for as long as it takes until the\nend.\n"
    assert dropped(text) == []
    assert (
        dropped("Asked by reporters what they would do with it, the ministers said they would\nshare\nit soon.") == []
    )


def test_text_without_lines() -> None:
    assert dropped("") == []
    assert dropped("Leave a Reply") == ["Leave a Reply"]
