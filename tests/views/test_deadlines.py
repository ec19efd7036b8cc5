"""Deadlines: what rules come to, from which account, and what never comes to a day."""

from __future__ import annotations

import random

import pytest

from dragoman.model import Record, When
from dragoman.views.deadlines import Base, Deadline, meeting_days, resolve
from dragoman.views.lines import Words
from dragoman.views.rules import Chosen, Counted, Fixed, Trigger, Unclear, Vague, parse
from dragoman.views.steps import Day, Mark, Step
from tests.factories import talks

SAID = Words(document="d", span=(0, 1), quote="w", voice="the agency")
OTHER = Words(document="e", span=(0, 1), quote="w", voice="the newspaper")


def step(id: str, due: str | None = None, **fields: object) -> Step:
    return Step(id=id, document="d", what=fields.pop("what", id), due=When(text=due) if due else None, **fields)  # type: ignore[arg-type]


def milestone(id: str, rule: str | None = None, reached: str | None = None, days: tuple[str, ...] = ()) -> Step:
    accounts = tuple(Day(day=day, words=words) for day, words in zip(days, (SAID, OTHER), strict=False))
    return step(id, rule, kind="milestone", reached=reached, days=accounts)


def performed(day: str) -> tuple[Mark, ...]:
    return (Mark(as_of=day, phase="performed", words=SAID),)


def of(*steps: Step) -> Deadline:
    return resolve(steps)[steps[0].id]


def days(*steps: Step) -> list[str]:
    return [one.day for one in of(*steps).days]


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        ("2007-12-31", Fixed(edtf="2007-12-31")),
        ("by the end of 2018", Fixed(edtf="2018-12-31", by=True)),
        ("60 days after signed", Counted(amount=60, unit="days", of="signed")),
        ("within three weeks of the summit", Counted(amount=21, unit="days", of="the summit", within=True)),
        ("two years before the end", Counted(amount=-24, unit="months", of="the end")),
        ("on report by IAEA", Trigger(of="on report by IAEA", how="on-report")),
        ("after adoption", Trigger(of="adoption", how="after")),
        ("as soon as logistics are worked out", Vague()),
        ("immediately", Vague()),
        ("30 working days after signed", Unclear()),
        ("three weeks", Unclear()),
        ("", Unclear()),
        ("a" * 500, Unclear()),
        (
            "earlier of 8 years after adoption and broader-conclusion",
            Chosen(parts=(Counted(amount=96, unit="months", of="adoption"), Trigger(of="broader-conclusion"))),
        ),
    ],
)
def test_rules_are_understood(rule: str, form: object) -> None:
    assert parse(rule).form == form


def test_what_hangs_behind_a_rule_is_kept_apart() -> None:
    rule = parse("10 years after adoption or earlier by mutual consent, provided no sanction has come back")
    assert (rule.earlier, rule.proviso) == ("by mutual consent", "no sanction has come back")
    assert rule.form == Counted(amount=120, unit="months", of="adoption")


def test_a_rule_counts_from_the_day_of_a_step_and_says_which() -> None:
    found = of(step("seal", "60 days after signed"), milestone("signed", "2007-02-13"))
    assert [(one.day, one.since, one.of) for one in found.days] == [("2007-04-14", "2007-02-13", "signed")]
    assert found.rule == "60 days after signed"


def test_adoption_day_is_90_days_after_the_resolution_and_both_accounts_of_it_are_shown() -> None:
    adoption = milestone(
        "adoption", "90 days after unsc or earlier by mutual consent", "2015-10-18", ("2015-10-18", "2015-10-19")
    )
    found = of(adoption, milestone("unsc", reached="2015-07-20"))
    assert [one.day for one in found.days] == ["2015-10-18"]
    assert [(one.day, one.words.voice) for one in found.accounts] == [
        ("2015-10-18", "the agency"),
        ("2015-10-19", "the newspaper"),
    ]
    assert found.earlier == "by mutual consent"


def test_several_accounts_of_the_day_it_is_counted_from_give_several_days_each_with_its_account() -> None:
    found = of(
        step("lift", "8 years after Adoption Day"),
        milestone("adoption", "90 days after unsc", "2015-10-18", ("2015-10-18", "2015-10-19")),
    )
    assert [(one.day, one.words.voice if one.words else "") for one in found.days] == [
        ("2023-10-18", "the agency"),
        ("2023-10-19", "the newspaper"),
    ]
    assert [str(day) for day in found.last_days] == ["2023-10-18", "2023-10-19"]


@pytest.mark.parametrize("rule", ["as soon as possible", "immediately", "promptly after signed", "in the near future"])
def test_vague_words_never_come_to_a_day(rule: str) -> None:
    found = of(step("visit", rule, made="2018-10-07"), milestone("signed", reached="2018-06-12"))
    assert (found.vague, found.days, found.last_days) == (True, (), ())


def test_an_open_ended_date_is_vague() -> None:
    visit = Step(id="visit", document="d", what="visit", due=When(text="soon", edtf="2018-10-07/.."))
    assert of(visit).vague
    assert of(step("visit", "2018-10-07/..")).vague


def test_the_earlier_of_a_day_and_what_has_not_come_is_the_day() -> None:
    transition = milestone("transition", "earlier of 8 years after adoption and broader-conclusion")
    conclusion = milestone("broader-conclusion", "on report by IAEA")
    found = of(transition, milestone("adoption", reached="2015-10-18"), conclusion)
    assert ([one.day for one in found.days], found.earlier) == (["2023-10-18"], "broader-conclusion")
    came = milestone("broader-conclusion", "on report by IAEA", "2021-05-01")
    assert days(transition, milestone("adoption", reached="2015-10-18"), came) == ["2021-05-01"]


def test_the_later_of_two_waits_for_both() -> None:
    found = of(step("a", "later of 2020-01-01 and seal"), step("seal"))
    assert (found.days, found.why, found.trigger) == ((), "waits", "seal")


def test_what_waits_for_a_step_has_its_day_when_the_step_is_done() -> None:
    lift = step("lift", "2 weeks after seal")
    assert (of(lift, step("seal")).why, of(lift, step("seal")).trigger) == ("waits", "seal")
    assert days(lift, step("seal", marks=performed("2007-07-14"))) == ["2007-07-28"]
    assert (of(lift).why, of(lift).trigger) == ("unknown", "seal")


def test_chains_of_milestones_are_computed_in_order_with_what_they_depend_on() -> None:
    third = step("third", "1 month after second")
    second = milestone("second", "1 year after first, provided nothing has come back")
    found = of(third, second, milestone("first", "2015-01-31"))
    assert [(one.day, one.since, one.uncertain) for one in found.days] == [
        ("2016-02-29", "2016-01-31", "nothing has come back")
    ]
    assert found.last_days == ()


def test_a_circle_is_told() -> None:
    found = resolve([milestone("a", "3 days after b"), milestone("b", "2 days after a"), step("c", "1 day after a")])
    assert {id: (one.why, one.days) for id, one in found.items()} == dict.fromkeys("abc", ("circle", ()))
    assert found["a"].trigger == "a, b, a"
    assert of(milestone("a", "3 days after a")).why == "circle"


def test_a_meeting_that_was_held_is_counted_from_by_its_name() -> None:
    record = Record(
        name="t", readings=(talks(),)
    )  # talks in Geneva on 1 June 2020, the first ones in Oslo in March 2019
    meetings = meeting_days(record)
    first = resolve([step("a", "within three weeks of the first talks")], meetings)["a"]
    assert [(one.since, one.of) for one in first.days] == [("2019-03", "m2")]
    assert resolve([step("a", "3 weeks after the talks")], meetings)["a"].why == "unknown"  # which ones?
    assert [one.day for one in resolve([step("a", "3 weeks after m1")], meetings)["a"].days] == ["2020-06-22"]
    summit = {"summit": Base("2019-02-28", "m1")}
    assert [one.day for one in resolve([step("a", "within 3 weeks of the summit")], summit)["a"].days] == [
        "2019-02-28/2019-03-21"
    ]


def test_a_chain_of_thousands_ends() -> None:
    chain = [milestone(f"m{n}", f"1 day after m{n + 1}") for n in range(3000)]
    assert len(resolve([*chain, milestone("m3000", "2020-01-01")])) == 3001


def test_a_vague_base_gives_a_vague_day() -> None:
    assert days(step("a", "8 years after b"), milestone("b", reached="2015-07")) == ["2023-07"]
    assert days(step("a", "10 days after b"), milestone("b", reached="2015-07")) == ["2015-07-11/2015-08-10"]
    assert days(step("a", "within 10 days after b"), milestone("b", reached="2015-07-01")) == ["2015-07-01/2015-07-11"]


def test_a_day_without_its_year_is_the_next_after_the_undertaking() -> None:
    assert days(step("a", "by 15 October", made="2018-09-26")) == ["../2018-10-15"]
    assert days(step("a", "by 15 October", made="2018-11-26")) == ["../2019-10-15"]
    assert of(step("a", "by 15 October")).why == "unclear"
    assert days(step("a", "by the end of the year", made="2018-09-26")) == ["../2018-12-31"]
    assert days(step("a", "within sixty days", made="2007-02-13")) == ["2007-02-13/2007-04-14"]


def test_no_words_make_it_fail() -> None:
    words = "earlier of later and or , ; 60 days after before within by end October 2018 31 whichever is first provided signed a b"
    pieces = [*words.split(), "9999-12-31", "2018-10-07/..", "(", "99999999999", "\u0663", "\x00", "the year"]
    days = (None, "2018", "9999-12-31", "0001-01-01", "x", "2018-10-07/..", "../2018")
    chance = random.Random(7)
    for _ in range(300):
        made = [
            step(
                id, " ".join(chance.choices(pieces, k=chance.randint(1, 9))), made=chance.choice(days),
                reached=chance.choice(days), kind=chance.choice(("commitment", "milestone")),
            )
            for id in "ab"
        ]  # fmt: skip
        assert all(len(one.last_days) <= len(one.days) for one in resolve(made).values())


@pytest.mark.parametrize(
    "rule", ["99999 years after b", "9999-99-99", "1 day after 9999-12-31", "by 31 June 2018", "("]
)
def test_nonsense_comes_to_no_day(rule: str) -> None:
    assert days(step("a", rule, made="2018-01-01"), milestone("b", reached="9999-12-31")) == []
