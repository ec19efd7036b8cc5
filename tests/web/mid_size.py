"""A made-up record of some size in which steps wait for others, promises are paired and options are on the table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec

from benchmarks.growing import TOWNS, readings
from dragoman.kinds import entries
from dragoman.model import Condition, ConditionKind, Option, Reading, Status, When
from dragoman.reading.byhand import read as read_by_hand
from dragoman.record import Store
from dragoman.views.linking.kept import up_to_date

EXAMPLES = Path(__file__).parents[2] / "examples"


def mid_size(path: Path, reports: int = 40) -> Path:
    """Make a record of so many reports, linked, with two processes that were entered by hand."""
    with Store(path) as store:
        list(store.add_many(busy(reports)))
        for name in ("six-party/six-party.toml", "second-summit-options/second-summit.toml"):
            store.add(read_by_hand((EXAMPLES / name).read_text("utf-8")))
        up_to_date(store)
    return path


def busy(reports: int) -> Iterator[Reading]:
    """Yield made-up readings with conditions, deadlines, history, returns and options by chance."""
    chance = random.Random(7)
    for made in readings(reports):
        ids = [one.id for one in entries(made)]
        said = [one.id for one in made.statements]
        fields: dict[str, Any] = {
            "commitments": tuple(_waiting(one, made.commitments, ids, chance) for one in made.commitments),
            "decisions": tuple(_open(one, ids, chance) for one in made.decisions),
            "verifications": tuple(_arranged(one, made.commitments, chance) for one in made.verifications),
            "meetings": tuple(_told(one, said, chance) for one in made.meetings),
        }
        yield msgspec.structs.replace(made, **fields)


def _waiting(one: Any, promises: tuple[Any, ...], ids: list[str], chance: random.Random) -> Any:
    source = one.sources[0]
    others = [promise.id for promise in promises if promise is not one]
    of = chance.choice([*others, chance.choice(ids), "the end of the fighting"])
    kind = chance.choice(get_args(ConditionKind))
    condition = Condition(of=of, kind=kind, by=chance.choice([*one.by, None]), source=source)
    status = Status(
        as_of="2001-02-01", phase=chance.choice(("performed", "in-force", "breached")), level=chance.choice((0, 2, 3)),
        evidence=chance.choice(("asserted", "witnessed", "inspected")), by=one.by[0], source=source,
    )  # fmt: skip
    return msgspec.structs.replace(
        one,
        conditions=(condition,) if chance.random() < 0.6 else (),
        pairs_with=(chance.choice(ids),) if chance.random() < 0.4 else (),
        due=When(text="within 3 days", edtf="2001-01-05") if chance.random() < 0.5 else None,
        history=(status,) if chance.random() < 0.4 else (),
    )


def _open(one: Any, ids: list[str], chance: random.Random) -> Any:
    towns = chance.sample([town.lower() for town in TOWNS], 2)
    options = tuple(Option(value=town, stance=chance.choice(("require", "prefer", "reject"))) for town in towns)
    return msgspec.structs.replace(
        one, about=chance.choice([*ids, one.about]), question=chance.choice(("venue", "date", "other")), options=options
    )


def _arranged(one: Any, commitments: tuple[Any, ...], chance: random.Random) -> Any:
    of = chance.choice([one.of, *(promise.id for promise in commitments)])
    status, finding = chance.choice((("invited", None), ("completed", "confirmed"), ("completed", "refuted")))
    return msgspec.structs.replace(one, of=of, status=status, finding=finding, invited_by=one.by)


def _told(one: Any, said: list[str], chance: random.Random) -> Any:
    statement = chance.choice([*said, None])
    sources = tuple(msgspec.structs.replace(source, statement=statement) for source in one.sources)
    return msgspec.structs.replace(one, sources=sources)
