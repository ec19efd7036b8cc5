"""What waited on what in real processes, entered by hand, as of days of which it is known how things stood."""

from __future__ import annotations

from pathlib import Path

from dragoman.views import sequence
from tests.views.test_hindcasts import entered


def test_delisting_waited_for_the_verification_protocol_says_washington(shared: Path) -> None:
    found = sequence(entered(shared, "six-party-2007"), "2008-08-31")
    blocked = {one.step.id: one for one in found.blocked}
    waits = [(one.of, one.by[0].id) for one in blocked["delist"].waits]
    assert waits == [("vprotocol", "usa")]
    assert "vprotocol" in blocked["delist"].roots
    assert "vprotocol" in blocked["disable"].roots
    pairs = {(one.given.id, one.owed.id) for one in found.unreturned}
    assert pairs == {("declare", "delist"), ("disable", "hfo-1m")}
    assert "delist" not in {
        one.step.id for one in sequence(entered(shared, "six-party-2007"), "2008-08-31", "PRK").blocked
    }


def test_in_october_2008_nothing_keeps_the_list_any_more(shared: Path) -> None:
    found = sequence(entered(shared, "six-party-2007"), "2008-10-31")
    assert "delist" not in {one.step.id for one in found.blocked}
    assert ("declare", "delist") not in {(one.given.id, one.owed.id) for one in found.unreturned}


def test_inventory_or_corresponding_measures_first_was_in_dispute(shared: Path) -> None:
    found = sequence(entered(shared, "pyongyang-2018"), "2018-10-20")
    (dispute,) = found.disputes
    assert {step.id for step in dispute.steps} == {"inventory", "us-corresponding"}
    says = {(one.of, one.step): one for one in dispute.orderings}
    assert {pair: one.by[0].id for pair, one in says.items()} == {
        ("inventory", "us-corresponding"): "usa",
        ("us-corresponding", "inventory"): "prk",
    }
    assert all(one.words.quote for one in dispute.orderings)
    assert sequence(entered(shared, "pyongyang-2018"), "2018-10-20", "USA").disputes == ()


def test_layers_follow_the_days_of_annex_v_up_to_implementation_day(shared: Path) -> None:
    found = sequence(entered(shared, "jcpoa-2015"))
    at = {id: number for number, layer in enumerate(found.layers) for id in layer}
    order = ["finalisation", "unsc", "adoption", "eu-reg", "eu-16"]
    assert [at[id] for id in order] == sorted({at[id] for id in order})
    parts = [f"ir-15-{number}" for number in range(1, 12) if number != 9]  # 15.9 waits for the arrangements alone
    assert at["adoption"] < min(at[id] for id in parts)
    assert max(at[id] for id in parts) < at["ir-15"] < at["iaea-report"]
    assert at["iaea-report"] == at["eu-16"] == at["us-17"] == at["un-18"]


def test_what_iran_did_was_not_returned_after_the_withdrawal(shared: Path) -> None:
    found = sequence(entered(shared, "jcpoa-2015"), "2018-06-01")
    pairs = {(one.given.id, one.owed.id): one for one in found.unreturned}
    assert pairs["ir-15", "us-17"].days == 24
    assert pairs["ir-15", "us-17"].how == "withdrawn, level 0"
    assert "us-17" not in {one.step.id for one in found.blocked}  # performed and withdrawn is not blocked
    assert ("ir-15", "eu-16") not in pairs


def test_the_light_water_reactors_were_at_the_root_of_dismantling(shared: Path) -> None:
    found = sequence(entered(shared, "agreed-framework-1994"), "2002-11-12")
    blocked = {one.step.id: one for one in found.blocked}
    assert any("lwr" in root for one in blocked.values() for root in one.roots)
    assert len(blocked) >= 2
