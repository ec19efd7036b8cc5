"""Forms around a statement: channel, time, stance, transcripts, posts, the document's own voice, damaged texts."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Dateline, Document, Reading, Statement
from dragoman.reading.voices import Voices
from tests.reading.telling import document, lines, reading_of


def only(text: str) -> Statement:
    found = reading_of(text).statements
    assert len(found) == 1, [statement.content for statement in found]
    return found[0]


CHANNELS = [
    ("In a letter to the Council, Norway said it would pay.", "letter"),
    ("Norway said on Twitter that it would pay.", "twitter"),
    ("In a joint statement, Norway and Sweden called for calm.", "joint statement"),
    ("Jonas Store told a news conference that Norway would pay.", "press-conference"),
    ("Jonas Store said in an interview with the BBC that Norway would pay.", "interview: BBC"),
    ("Jonas Store told the BBC that Norway would pay.", "interview: BBC"),
    ("Jonas Store told Angela Merkel that Norway would pay.", "in-person"),
    ("Jonas Store tweeted that Norway would pay.", "twitter"),
    ("Norway said it would pay.", None),
    ("The envoys signed a letter, Norway said.", None),
]


@pytest.mark.parametrize(("text", "channel"), CHANNELS)
def test_the_channel_is_named_where_the_text_names_it(text: str, channel: str | None) -> None:
    assert only(text).channel == channel


TIMES = [
    ("Norway said on Monday that it would pay.", "Monday", "2021-03-08"),
    ("It would pay, Norway said on Monday.", "Monday", "2021-03-08"),
    ("Norway said it would pay on Monday.", None, "2021-03-10"),
    ("Norway has said it would pay.", None, "../2021-03-10"),
    ("The talks ended on Monday, and Norway said it would pay.", None, "2021-03-10"),
    ("Ingrid Dahl, who arrived on Monday, said it would pay.", None, "2021-03-10"),
    ("In a letter dated 3 March, Dahl wrote that it would pay.", "3 March", "2021-03-03"),
    ("Speaking on Monday, Dahl said it would pay.", "Monday", "2021-03-08"),
    ("Dahl told reporters last week that it would pay.", "last week", "2021-03-01/2021-03-07"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), TIMES)
def test_the_time_is_that_of_the_reporting_clause(text: str, words: str | None, edtf: str) -> None:
    when = only(text).when
    assert (when.text, when.edtf) == (words, edtf)


def test_without_a_date_of_the_document_the_time_stays_empty() -> None:
    reading = reading_of(msgspec.structs.replace(document("Norway said it would pay."), date=None))
    assert reading.statements[0].when.edtf is None


STANCES = [
    ("Norway welcomed the ceasefire.", "welcomes", "the ceasefire"),
    ("Norway condemned the raid.", "critical", "the raid"),
    ("Norway rejected the offer.", "rejects", "the offer"),
]


@pytest.mark.parametrize(("text", "label", "toward"), STANCES)
def test_a_cue_that_judges_gives_a_stance_with_its_words(text: str, label: str, toward: str) -> None:
    (stance,) = only(text).stance
    assert (stance.label, stance.toward) == (label, toward)
    assert stance.source.quote in text


def test_a_stance_before_a_quotation_goes_to_the_quotation() -> None:
    reading = reading_of("On Twitter, Jonas Store welcomed the deal.\n\n“It is a good day,” Jonas Store wrote.")
    (statement,) = reading.statements
    assert statement.content == "It is a good day,"
    assert [stance.label for stance in statement.stance] == ["welcomes"]
    assert statement.channel == "twitter"


def test_a_visitor_welcomed_is_no_statement() -> None:
    assert lines(reading_of("King Harald welcomed Angela Merkel at the airport.")) == []


OWN = [
    "Faced with Swedish enthusiasm, Jonas Store has adopted a more cautious tone, calling the plan “a start”.",
    "Jonas Store struck a harsher note, calling the plan “a start”.",
]


@pytest.mark.parametrize("text", OWN)
def test_the_document_judges_in_its_own_voice(text: str) -> None:
    dated = f"OSLO (Reuters) - {text}"
    dateline = Dateline(text="OSLO (Reuters) -", places=("oslo",), agency="Reuters", span=(0, 16))
    reading = reading_of(msgspec.structs.replace(document(dated), dateline=dateline))
    own, said = reading.statements
    assert own.mode == "own-voice"
    assert own.content == text.split(", calling")[0]
    assert next(a.name for a in reading.actors if a.id == own.speaker) == "Reuters"
    assert {stance.label for stance in own.stance} >= {"cautious" if "cautious" in text else "harsh"}
    assert said.content == "the plan “a start”"


def test_what_the_agency_narrates_is_no_judgement() -> None:
    assert lines(reading_of("The envoys met in a cautious mood. They took a hard road over the mountains.")) == []


TRANSCRIPT = """MODERATOR: Who would like to begin?

Q: Will the talks go on?

OFFICIAL ONE: They will.

OFFICIAL TWO: Norway said it would come."""


def test_a_transcript_gives_each_turn_to_its_label() -> None:
    assert lines(reading_of(TRANSCRIPT)) == [
        "MODERATOR |  | Who would like to begin? | d",
        "Q |  | Will the talks go on? | d",
        "OFFICIAL ONE |  | They will. | d",
        "OFFICIAL TWO |  | Norway said it would come. | d",
        "  Norway | said | it would come | i",
    ]


def test_a_post_is_one_statement_of_its_account() -> None:
    post = msgspec.structs.replace(
        document("We will pay.\n\nNorway stands firm."), channel="tweet", publisher="Jonas Store"
    )
    assert lines(reading_of(post)) == ["Jonas Store |  | We will pay. ... Norway stands firm. | d"]
    assert reading_of(post).statements[0].channel == "twitter"


def test_a_report_without_a_speaker_is_inferred_and_a_problem_says_so() -> None:
    text = (
        "Sweden and Norway agreed to meet “as soon as possible,” a spokesman said. "
        "They also agreed on a “hot line” between the capitals."
    )
    reading = reading_of(text)
    assert lines(reading) == [
        "a spokesman | said | Sweden and Norway agreed to meet “as soon as possible,” | m",
        "a spokesman |  (inferred) | They also agreed on a “hot line” between the capitals | m",
    ]
    assert [p.entry for p in reading.problems if p.code == "unattributed"] == [reading.statements[1].id]


def test_voice_is_the_innermost_statement() -> None:
    text = "Norway will pay. Denmark said Sweden had told Norway that the talks were over."
    reading = reading_of(text)
    outer, inner = reading.statements
    voices = Voices(reading.statements)
    at = text.index("the talks")
    assert voices.of((at, at + 9)) == inner.id
    assert voices.of((text.index("Sweden"), text.index("Sweden") + 6)) == outer.id
    assert voices.of((0, 6)) is None
    assert voices.innermost((0, 6)) is None


def test_words_are_told_by_their_place_and_offsets_lie_in_the_text() -> None:
    text = "“We will not sign,” Sauli Niinisto said. “We have told them so.”"
    reading = reading_of(text)
    for statement in reading.statements:
        assert statement.content == " ".join(text[a:b] for a, b in statement.spans)
        for source in statement.sources:
            assert text[source.span[0] : source.span[1]] == source.quote
    assert [s.sources[0].how for s in reading.statements] == ["stated", "implied"]


# ---- damaged texts -------------------------------------------------------------------------------------------------

SAID = (
    "“We will go,” Jonas Store said. “And soon.” Sweden told Norway that the “line” was open, said the envoy.\n\n"
    '"No," he added, "never." According to Denmark, Norway denied it. ``Well,\'\' she said: "Who knows?"\n\n'
    "While Finland said it would pay, Sweden, which had said it would not, called the offer “a joke”."
)


def checked(reading: Reading) -> None:
    text = reading.document.text
    ids = {statement.id for statement in reading.statements}
    assert len(ids) == len(reading.statements)
    for statement in reading.statements:
        assert statement.within is None or statement.within in ids - {statement.id}
        assert statement.spans
        for start, end in statement.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].count("\n\n") <= 1, "a statement is no longer than its paragraph and the next"


@pytest.mark.parametrize("seed", range(60))
def test_damaged_quotation_marks_never_raise_nor_swallow_the_text(seed: int) -> None:
    chance = random.Random(seed)
    marks = "“”\"'`‘’«»"
    text = "".join(
        chance.choice([*marks, ""]) if letter in marks and chance.random() < 0.5 else letter
        for letter in SAID
        if chance.random() > 0.01
    )
    checked(reading_of(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*"“”\"'.,:?!\n -–", "said", "told", "that", "Norway", "he", "as", "by", "according to",
                                 "quoted", "saying", "Monday", "the envoy", "who", "and", "to go", "was", "call", "for"]), max_size=40))  # fmt: skip
def test_no_row_of_words_raises(words: list[str]) -> None:
    checked(reading_of(" ".join(words)))


def test_the_founding_report_is_read(shared: Path) -> None:
    text = (shared / "reports" / "second-summit.txt").read_text("utf-8")
    found = reading_of(Document(**msgspec.structs.asdict(document(text, "2018-10-07"))))
    assert sum(statement.within is not None for statement in found.statements) == 3


def test_a_transcript_quoted_turn_by_turn_is_read_as_one() -> None:
    turns = '"WALD: Is it over?\n\n"PENN: It has only begun, and nobody knows the end.\n\n"WALD: Thank you for that."'
    text = f"The envoy spoke on Sunday. A partial transcript follows:\n\n{turns}"
    found = [one for one in reading_of(text).statements if one.mode == "direct"]
    assert [one.content[:12] for one in found] == ["Is it over?", "It has only ", "Thank you fo"]
    assert [text[slice(*one.speaker_span)] for one in found if one.speaker_span] == ["WALD", "PENN", "WALD"]
